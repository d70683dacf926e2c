"""Whom this session is of, and so what it may see and write. Whatever writes asks here; without an answer it is nobody.

The server says how to tell (`tell_by`): of a page's session, from its sign-in. Where nobody signs in, the person at the
machine reads and writes, as whoever runs a command does; a server that others can reach has only readers then.
"""

from collections.abc import Callable

from etl import settings
from etl.records.access import audit, sign_in
from etl.records.access.roles import LOCAL, MEMBER_STATE, NOBODY, WRITES, Person

_tell: Callable[[], Person] | None = None


def tell_by(tell: Callable[[], Person] | None) -> None:
    """Ask `tell` from now on who a session is of; None: this process serves nobody but who runs it."""
    global _tell
    _tell = tell


def current() -> Person:
    """Who reads now."""
    if _tell is not None and sign_in.is_configured():
        return _tell()
    return LOCAL if _tell is None or settings.is_own_machine() else NOBODY


def audience() -> str:
    """What they may see, `open` or `restricted`: never more than this server shows at all."""
    return "restricted" if "restricted" == settings.audience() == current().table.audience else "open"


def own_state() -> str:
    """The Member State whose own rows they may see beside what is open, by its code: of the state that they speak for, where this server shows what is restricted at all."""
    person = current()
    return person.iso3 if settings.audience() == "restricted" and person.role == MEMBER_STATE else ""


def may(write: str) -> bool:
    """Whether they may write what `write`, a code of roles.WRITES, names."""
    return current().may(write)


def require(write: str, by: object = "") -> str:
    """The name to note beside what is written: of who signed in, else the one that was typed. ValueError where they may not write it."""
    person = current()
    if not person.may(write):
        what = WRITES[write]
        audit.note(person, "refused", write=write)
        raise ValueError(
            f"{what}: this is not for who reads here as {person.table.title}. Sign in with a role that may."
        )
    return person.name or str(by or "")
