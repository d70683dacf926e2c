"""Months that a person has said yes to although the totals that their PDF prints are not those of its rows.

A yes is a decision in the log (action `total`): who, when and why, for the month as it was read then. It survives rebuilds and can be
taken back. What is accepted of bundled months stands in data/reference/accepted_total.csv.
"""

from etl.records import decisions

PREFIX = "total/"


def accept(as_of: str, people_read: int, people_printed: int | None, by: str, reason: str) -> dict:
    """Write down that a month is loaded as it is read and return the decision; ValueError, in words, without a name or a reason."""
    if not reason.strip():
        raise ValueError("Give the reason in a few words.")
    new = {"as_of": as_of, "people_read": people_read, "people_printed": people_printed}
    return decisions.note(PREFIX + as_of, "total", by, new, reason)


def undo(as_of: str, by: str) -> dict:
    """Take the newest yes to a month back; ValueError where there is none."""
    return decisions.take_back(PREFIX + as_of, by)


def accepted() -> list[dict]:
    """Every yes that stands, by month: as_of, people_read, people_printed, by, account, at, reason."""
    entries = [entry for entry in decisions.log() if entry["candidate_id"].startswith(PREFIX)]
    newest = [decisions.undoable(about, entries) for about in sorted({entry["candidate_id"] for entry in entries})]
    return [
        entry["new"] | {"account": entry.get("account", "")} | {name: entry[name] for name in ("by", "at", "reason")}
        for entry in newest
        if entry
    ]


def is_accepted(as_of: str, people_read: int) -> bool:
    """Whether a yes stands to a month as it is read."""
    return any((one["as_of"], one["people_read"]) == (as_of, people_read) for one in accepted())
