"""Keep on which day a round of Country briefs goes out, in an append-only log beside the decisions.

One JSON line an entry: {"seq", "at", "about", "by", "action", "day"}; `about` is "briefs", the newest entry says what stands. A state
reads its own brief ten working days before that day, Monday to Friday without holidays; before the day nobody else of the open view
does, after it everybody as if there were no round. No build reads it.

actions: set, drop
"""

import datetime as dt
from pathlib import Path

from etl import settings
from etl.records import journal
from etl.records.journal import Conflict

BRIEFS = "briefs"
WORKING_DAYS = 10  # before a round goes out, a state reads its brief
__all__ = ["Conflict", "damaged", "day", "drop", "file", "newest", "opens", "set_day"]


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "rounds-exercise.jsonl" if settings.dataset() == "exercise" else "rounds.jsonl"
    )


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return journal.entries(file(), _fits)[1]


def _log() -> list[dict]:
    return journal.entries(file(), _fits)[0]


def _fits(entry: dict) -> bool:
    is_set = entry["action"] == "set"
    if is_set:
        dt.date.fromisoformat(entry["day"])
    return entry["about"] == BRIEFS and (is_set or (entry["action"] == "drop" and not entry["day"]))


def newest() -> dict | None:
    """The newest entry."""
    return journal.last_on("about", BRIEFS, _log())


def day(today: dt.date) -> dt.date | None:
    """The day on which the next round goes out; None where none is ahead."""
    entry = newest()
    on = dt.date.fromisoformat(entry["day"]) if entry and entry["day"] else None
    return on if on and on > today else None


def opens(on: dt.date) -> dt.date:
    """The day from which a state reads its brief of a round."""
    first, left = on, WORKING_DAYS
    while left:
        first -= dt.timedelta(days=1)
        left -= first.weekday() < 5
    return first


def set_day(on: dt.date | None, by: str, today: dt.date, *, base: int) -> dict:
    """Let a round go out on a day; ValueError in words where that leaves a state less than its ten working days."""
    if on is None or opens(on) < today:
        raise ValueError(f"Give a day that leaves {WORKING_DAYS} working days to the Member States.")
    return _write("set", on.isoformat(), by, base)


def drop(by: str, *, base: int) -> dict:
    """Let no round be ahead: every brief may be read again."""
    return _write("drop", "", by, base)


def _write(action: str, said: str, by: str, base: int) -> dict:
    entry = {"by": journal.writer("release", by), "action": action, "day": said}
    return journal.write(file(), _log, "about", BRIEFS, base, lambda _known: entry)
