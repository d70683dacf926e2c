"""Which role each person has: what a steward gave, else what the provider's claim says, else reading only.

The log `roles.jsonl` beside the decisions is append-only: {"seq", "at", "about", "by", "action", "role"}. `about` is an account, an
e-mail address that the provider verified, or `out/` and a digest of one sign-in that its person ended: that one opens nothing more.
`role` is as roles.parse reads it. LEDGER_STEWARDS names the accounts of the first stewards, for as long as the log says nothing of them;
LEDGER_ROLE_CLAIM the claim that holds a role, LEDGER_TRUST_EMAIL=on a provider that verifies addresses and does not say so.

actions: give, take (back to what the claim says), out
"""

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl import settings
from etl.records import journal
from etl.records.access import reader, roles, sign_in
from etl.records.access.roles import NOBODY, Person
from etl.records.journal import Conflict

LONGEST = 254  # letters of an account
__all__ = ["Conflict", "file", "given", "log", "of", "out", "give", "take"]


def file() -> Path:
    """The log of roles, one for both worlds."""
    with settings.using("public"):
        return settings.decisions_file().with_name("roles.jsonl")


def log() -> list[dict]:
    """Every entry, oldest first."""
    return journal.entries(file(), _fits)[0]


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return journal.entries(file(), _fits)[1]


def _fits(entry: dict) -> bool:
    if entry["action"] == "give":
        roles.parse(entry["role"])
    return entry["action"] in ("give", "take", "out") and 0 < len(entry["about"]) <= LONGEST + 4


def given() -> dict[str, dict]:
    """The entry that gives each account its role, by account."""
    last = {entry["about"]: entry for entry in log() if entry["action"] != "out"}
    return {account: entry for account, entry in last.items() if entry["action"] == "give"}


def of(claims: Mapping[str, Any]) -> Person:
    """Who signed in, by the claims that the provider signed: nobody where the sign-in is too old or was ended."""
    if not claims.get("is_logged_in") or _age(claims) > sign_in.hours() * 3600:
        return NOBODY
    ended = "out/" + _digest(claims)
    if any(entry["about"] == ended for entry in log()):
        return NOBODY
    account = _account(claims)
    name = journal.words(claims.get("name") or claims.get("preferred_username") or account)[: journal.LONGEST_NAME]
    role, iso3 = _role(account, claims)
    return Person(role, name, account, iso3)


def _age(claims: Mapping[str, Any]) -> float:
    """Seconds since the provider said who it is; without end where it does not say when."""
    issued = claims.get("iat")
    return time.time() - issued if isinstance(issued, int | float) and not isinstance(issued, bool) else float("inf")


def _account(claims: Mapping[str, Any]) -> str:
    """The verified e-mail address in small letters, else the provider's own name for the person, which no address can equal."""
    email = journal.words(claims.get("email")).casefold()
    is_sure = claims.get("email_verified") is True or (
        "email_verified" not in claims and os.environ.get("LEDGER_TRUST_EMAIL", "").strip().casefold() == "on"
    )
    if email and is_sure and len(email) <= LONGEST:
        return email
    return f"sub/{journal.words(claims.get('iss'))}/{journal.words(claims.get('sub'))}"[:LONGEST]


def _role(account: str, claims: Mapping[str, Any]) -> tuple[str, str]:
    last = journal.last_on("about", account, [entry for entry in log() if entry["action"] != "out"])
    if last and last["action"] == "give":
        return roles.parse(last["role"])
    if not last and account in {one.strip().casefold() for one in os.environ.get("LEDGER_STEWARDS", "").split(",")}:
        return "steward", ""
    said = claims.get(os.environ.get("LEDGER_ROLE_CLAIM", "").strip() or "ledger_role")
    known = [one for code in (said if isinstance(said, list) else [said]) if (one := _parsed(code))]
    # Of several the one that the table names last: it may most.
    return max(known, key=lambda one: list(roles.ROLES).index(one[0]), default=("open", ""))


def _parsed(code: object) -> tuple[str, str] | None:
    try:
        return roles.parse(str(code))
    except ValueError:
        return None


def _digest(claims: Mapping[str, Any]) -> str:
    """What tells one sign-in from every other."""
    parts = [str(claims.get(name, "")) for name in ("iss", "sub", "nonce", "iat")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def out(claims: Mapping[str, Any], by: str) -> None:
    """End one sign-in: its cookie opens nothing from now on, wherever a copy of it is."""
    about = "out/" + _digest(claims)
    if not any(entry["about"] == about for entry in log()):
        journal.write(
            file(), log, "about", about, 0, lambda _known: {"by": journal.words(by), "action": "out", "role": ""}
        )


def give(account: str, role: str, by: str = "", *, base: int) -> dict:
    """Give an account a role, such as `co_chair` or `member_state:FJI`; ValueError in words, Conflict where another was first."""
    account = journal.words(account).casefold().replace("\u2060", "")  # which pages put into an address that they show
    if not account or len(account) > LONGEST or (account.count("@") != 1 and not account.startswith("sub/")):
        raise ValueError("Give the e-mail address that the person signs in with.")
    roles.parse(role)
    return _write(account, "give", by, role, base)


def take(account: str, by: str = "", *, base: int) -> dict:
    """Take back what was given; the provider's claim holds again, if any."""
    return _write(account, "take", by, "", base)


def _write(account: str, action: str, by: str, role: str, base: int) -> dict:
    by = journal.named("roles", by)
    if reader.current().subject == account:
        raise ValueError("Another steward changes your own role.")
    return journal.write(file(), log, "about", account, base, lambda _known: {"by": by, "action": action, "role": role})
