"""The table of roles: what each may see and write. Pages, records and docs/ROLES.md read this one."""

from dataclasses import dataclass

# What is written, by code. A page that writes and the record behind it both ask for one of these.
WRITES = {
    "calls": "Note calls and assign states on Outreach",
    "notes": "Note something on a figure",
    "introductions": "Note introductions of partners and what became of them",
    "views": "Save views of their own",
    "decisions": "Decide on pledges, unknown words and printed totals",
    "load": "Load files, publish and roll back",
    "release": "Release asks and states to co-chairs, or withhold them",
    "replies": "Reply for their own Member State",
    "confirm": "Confirm or withhold what a Member State replied",
    "roles": "Give roles to people, and read the audit",
}
MEMBER_STATE = "member_state"


@dataclass(frozen=True)
class Role:
    """What a role is called, whether it sees what is restricted, and what it may write."""

    title: str
    audience: str
    writes: frozenset[str] = frozenset()


ROLES = {
    "open": Role("Reader", "open"),
    MEMBER_STATE: Role("Member State", "open", frozenset({"replies", "views"})),
    "co_chair": Role("Co-chair", "open", frozenset({"calls", "views"})),
    "wps": Role("WPS adviser", "restricted", frozenset({"introductions", "notes", "views"})),
    "dpo": Role("DPO", "restricted", frozenset({"calls", "introductions", "notes", "views"})),
    "steward": Role("Data steward", "restricted", frozenset(WRITES) - {"replies"}),
}
# Whoever sits at the machine that runs the dashboard for itself alone: no sign-in, and nobody else can reach it.
AT_THE_MACHINE = Role("At this machine", "restricted", frozenset(WRITES) - {"replies", "roles"})


@dataclass(frozen=True)
class Person:
    """Who reads: `name` is written beside what they write, `subject` tells them from others, `iso3` is the state they speak for."""

    role: str
    name: str = ""
    subject: str = ""
    iso3: str = ""

    @property
    def table(self) -> Role:
        """What the role may."""
        return ROLES.get(self.role, AT_THE_MACHINE if self.role == "local" else ROLES["open"])

    def may(self, write: str) -> bool:
        """Whether they may write what `write`, a code of WRITES, names."""
        return write in self.table.writes and (write != "replies" or bool(self.iso3))


NOBODY = Person("open")
LOCAL = Person("local")


def parse(code: str) -> tuple[str, str]:
    """A role as files and claims write it, `co_chair` or `member_state:FJI`, as (role, iso3); ValueError where it is none."""
    role, _colon, iso3 = code.strip().partition(":")
    is_state = role == MEMBER_STATE
    if (
        role not in ROLES
        or is_state != bool(iso3)
        or (is_state and not (len(iso3) == 3 and iso3.isalpha() and iso3.isupper() and iso3.isascii()))
    ):
        names = ", ".join(f"{name}:ISO3" if name == MEMBER_STATE else name for name in ROLES)
        raise ValueError(f"{code!r} is not a role: it is one of {names}.")
    return role, iso3
