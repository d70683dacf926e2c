"""The table of roles and the list of people as frames."""

import pandas as pd

from etl.records.access import audit, people, roles
from pages.access import labels
from pages.kit import labels as kit_labels
from pages.kit.text import _, semicolon

YES = "✓"


def table() -> pd.DataFrame:
    """A row for what is seen or written, `what`, and a column for each role that marks whether it may."""
    rows: list[dict[str, str]] = [
        {"what": _("See what is restricted")}
        | {code: YES if role.audience == "restricted" else "" for code, role in roles.ROLES.items()}
    ]
    for write, words in roles.WRITES.items():
        rows.append(
            {"what": _(words)} | {code: YES if write in role.writes else "" for code, role in roles.ROLES.items()}
        )
    return pd.DataFrame(rows)


def given() -> pd.DataFrame:
    """A row an account that has a role by a steward: account, role, state, who gave it, when, `seq` of the entry."""
    rows = []
    for account, entry in sorted(people.given().items()):
        role, iso3 = roles.parse(entry["role"])
        rows.append(
            {
                "account": account,
                "role": _(roles.ROLES[role].title),
                "iso3": iso3,
                "by": entry["by"],
                "at": entry["at"][:16].replace("T", " "),
                "seq": entry["seq"],
            }
        )
    return pd.DataFrame(rows, columns=["account", "role", "iso3", "by", "at", "seq"])


def audited() -> pd.DataFrame:
    """A row an entry of the audit, the newest first: at, account, role, what, facts, all as text."""
    rows = []
    for entry in audit.entries():
        code, _colon, iso3 = str(entry["role"]).partition(":")
        role = roles.Person(code).table
        rows.append(
            {
                "at": str(entry["at"])[:19].replace("T", " "),
                "account": entry["account"],
                "role": f"{_(role.title)} ({iso3})" if iso3 else _(role.title),
                "what": kit_labels.name(labels.AUDITED, entry["what"]),
                "facts": semicolon().join(f"{name} {value}" for name, value in entry["facts"].items()),
            }
        )
    return pd.DataFrame(rows[::-1], columns=["at", "account", "role", "what", "facts"])
