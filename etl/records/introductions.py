"""Keep what people noted of introductions between who needs something and who offers it, in an append-only log beside the decisions.

One JSON line an entry: {"seq", "at", "pair", "by", "action", "new"}. `pair` is the need's id, > and the offer's. `new` of a note has
"status" (introduced, agreed, under_way, done, fell_through), "on", the day of which it tells, and "words". The page proposes; what stands here a
person decided. Only a view with the right to restricted data writes and reads: most offers were not announced.

actions: note, undo

A line that is damaged stays in the file, is counted, and read by nobody. LEDGER_CALLS=off takes no more entries.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from etl import settings
from etl.records import journal
from etl.records.access import reader
from etl.records.journal import Conflict

STATUSES = ("introduced", "agreed", "under_way", "done", "fell_through")
LONGEST = 500  # letters
PAIR = re.compile(r"[A-Za-z0-9._/-]{1,120}>[A-Za-z0-9._/-]{1,120}")
__all__ = [
    "Conflict",
    "Introduction",
    "are_taken",
    "damaged",
    "file",
    "key",
    "log",
    "note",
    "standing",
    "take_back",
    "told",
]


@dataclass(frozen=True)
class Introduction:
    """What stands for one pair: the newest entry that was not taken back; `seq` is the newest entry of all on it."""

    need: str
    offer: str
    status: str
    on: str
    words: str
    by: str
    at: str
    seq: int
    account: str = ""


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "introductions-exercise.jsonl" if settings.dataset() == "exercise" else "introductions.jsonl"
    )


def are_taken() -> bool:
    """Whether this reader can note introductions here."""
    return settings.calls_are_taken() and reader.may("introductions") and reader.audience() == "restricted"


def key(need: str, offer: str) -> str:
    """What an entry is about."""
    return f"{need}>{offer}"


def log() -> list[dict]:
    """Every entry, oldest first; the exercise begins with those that come with it."""
    return _read()[0]


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return _read()[1]


def _read() -> tuple[list[dict], list[int]]:
    own = file()
    paths = [settings.bundled_dir() / "introductions.jsonl", own] if settings.dataset() == "exercise" else [own]
    entries: list[dict] = []
    unread: list[int] = []
    for path in paths:
        read, none = journal.entries(path, _fits)
        entries += read
        unread += none
    return entries, unread


def standing(entries: Iterable[dict]) -> dict[str, Introduction]:
    """What stands for every pair of which something was noted and not taken back, by its key."""
    entries = list(entries)
    found = {}
    for pair in dict.fromkeys(entry["pair"] for entry in entries):
        if own := journal.standing("pair", pair, entries):
            need, offer = pair.split(">")
            last, seq = own[-1], newest(pair, entries)
            said = {name: last["new"][name] for name in ("status", "on", "words")}
            found[pair] = Introduction(
                need, offer, **said, by=last["by"], at=last["at"], seq=seq, account=last.get("account", "")
            )
    return found


def newest(pair: str, entries: Iterable[dict]) -> int:
    """The `seq` of the newest entry on a pair, 0 for none."""
    entry = journal.last_on("pair", pair, entries)
    return entry["seq"] if entry else 0


def told(entries: Iterable[dict]) -> str:
    """What stands, as queries take it: need>offer>status, with ; between."""
    return ";".join(f"{pair}>{one.status}" for pair, one in sorted(standing(entries).items()))


def note(need: str, offer: str, by: str, status: str, on: str, words: str = "", *, base: int) -> dict:
    """Note how far an introduction has come; ValueError says in words what is missing, Conflict that another was first.

    `base` is the `seq` of the newest entry on this pair that the person has seen, 0 for none.
    """
    if status not in STATUSES:
        raise ValueError(f"Say how far it has come: {', '.join(STATUSES)}.")
    try:
        day = dt.date.fromisoformat(on).isoformat()
    except ValueError as error:
        raise ValueError("Give the day of which it tells.") from error
    words = journal.words(words)
    if len(words) > LONGEST:
        raise ValueError(f"Write at most {LONGEST} letters.")
    return _write(key(need, offer), "note", by, base, {"status": status, "on": day, "words": words})


def take_back(need: str, offer: str, by: str, *, base: int) -> dict:
    """Take back the newest entry that stands on a pair; it stays in the log."""
    return _write(key(need, offer), "undo", by, base, None)


def _write(pair: str, action: str, by: str, base: int, new: dict | None) -> dict:
    if reader.audience() != "restricted":
        raise ValueError("Introductions are noted where restricted data is shown.")
    by = journal.writer("introductions", by)
    if not PAIR.fullmatch(pair):
        raise ValueError("An introduction is of one need and one offer.")

    def make(entries: list[dict]) -> dict:
        entry = {"by": by, "action": action, "new": new or {}}
        if action == "undo":
            own = journal.standing("pair", pair, entries)
            if not own:
                raise ValueError("There is nothing to take back.")
            entry["new"] = {"seq": own[-1]["seq"]}
        return entry

    return journal.write(file(), log, "pair", pair, base, make)


def _fits(entry: dict) -> bool:
    """Whether a line says what this module writes."""
    new = entry["new"]
    if not PAIR.fullmatch(entry["pair"]):
        return False
    if entry["action"] == "undo":
        return type(new["seq"]) is int
    dt.date.fromisoformat(new["on"])
    return (
        entry["action"] == "note"
        and new["status"] in STATUSES
        and new["words"] == journal.words(new["words"])
        and len(new["words"]) <= LONGEST
    )
