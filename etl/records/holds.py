"""Keep to which states nothing is to be asked for now, and why, in an append-only log beside the decisions.

One JSON line an entry: {"seq", "at", "about", "by", "action", "reason"}; `about` is a state's code. Only the restricted view
reads who holds a state and why, and only there is it written. Every view leaves out the asks of a state on hold, as where
nothing points to one: that it is on hold cannot be told from that. No build reads it.

actions: hold, lift
"""

from collections.abc import Iterable
from pathlib import Path

from etl import settings
from etl.records import journal
from etl.records.journal import Conflict

LONGEST = 400
__all__ = ["Conflict", "damaged", "file", "hold", "lift", "log", "standing"]


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "holds-exercise.jsonl" if settings.dataset() == "exercise" else "holds.jsonl"
    )


def log() -> list[dict]:
    """Every entry, oldest first; a line that is none is left out."""
    return journal.entries(file(), _fits)[0]


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return journal.entries(file(), _fits)[1]


def _fits(entry: dict) -> bool:
    return entry["action"] in ("hold", "lift") and all(isinstance(entry[name], str) for name in ("about", "reason"))


def standing(entries: Iterable[dict]) -> dict[str, dict]:
    """The entry that holds each state that is on hold, by its code."""
    last = {entry["about"]: entry for entry in entries}
    return {iso3: entry for iso3, entry in last.items() if entry["action"] == "hold"}


def hold(iso3: str, by: str, reason: str, *, base: int) -> dict:
    """Hold the asks of a state; ValueError says in words what is missing, Conflict that another was first.

    `base` is the `seq` of the newest entry about this state that the person has seen, 0 for none.
    """
    words = " ".join(reason.split())
    if not words:
        raise ValueError("Give the reason in a few words.")
    if len(words) > LONGEST:
        raise ValueError(f"Write at most {LONGEST} letters.")
    return _write(iso3, "hold", by, words, base)


def lift(iso3: str, by: str, *, base: int) -> dict:
    """Let asks of a state be shown again; its entries stay in the log."""
    return _write(iso3, "lift", by, "", base)


def _write(iso3: str, action: str, by: str, reason: str, base: int) -> dict:
    name = journal.named("release", by)
    entry = {"by": name, "action": action, "reason": reason}
    return journal.write(file(), log, "about", iso3, base, lambda entries: entry)
