"""Keep what people note on a state, a mission, a capability or a month, in an append-only log beside the decisions.

One JSON line an entry: {"seq", "at", "note", "by", "action", "dataset", "kind", "code", "audience", "text"}. `note` is the id of a
note: what it says now is its newest entry. Each note says whom it is for: `open` notes stand in every view, `restricted` ones
only where restricted data does. Only a view with the right to restricted data writes.

actions: write, edit, remove

A line that is damaged stays in the file and is read by nobody. It may have restricted or removed a note that is older than it,
so that the open view shows only notes that were written or changed after it. LEDGER_CALLS=off takes no more entries.
"""

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

from etl import settings
from etl.records import journal
from etl.records.access import reader
from etl.records.journal import Conflict

KINDS = ("state", "mission", "capability", "month")
AUDIENCES = ("restricted", "open")
LONGEST, LONGEST_NAME = 1000, journal.LONGEST_NAME  # letters
ID, CODE = re.compile(r"[0-9a-f]{12}"), re.compile(r"[A-Za-z0-9_.-]{1,60}")
__all__ = ["Conflict", "Note", "damaged", "edit", "file", "remove", "standing", "write"]


@dataclass(frozen=True)
class Note:
    """What a note says now; `seq` is its newest entry, `at` and `by` are of that."""

    note: str
    kind: str
    code: str
    text: str
    audience: str
    by: str
    at: str
    seq: int
    account: str = ""

    @property
    def day(self) -> dt.date:
        """The day on which it was written or last changed, UTC."""
        return dt.datetime.fromisoformat(self.at).date()


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "notes-exercise.jsonl" if settings.dataset() == "exercise" else "notes.jsonl"
    )


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return journal.entries(file(), _fits)[1]


def standing(audience: str) -> list[Note]:
    """The notes that an audience may see, the newest first: the restricted one sees all, any other what is open."""
    entries, unread = journal.entries(file(), _fits)
    newest = list(_newest(entries).values())
    if audience != "restricted":
        newest = [note for note in newest if note.audience == "open" and note.seq > max(unread, default=0)]
    return sorted(newest, key=lambda note: note.seq, reverse=True)


def write(kind: str, code: str, by: str, text: str, audience: str) -> dict:
    """Note something on a subject; ValueError says in words what is missing."""
    return _append(uuid.uuid4().hex[:12], "write", by, 0, lambda _entries: (kind, code, audience, text))


def edit(note: str, by: str, text: str, audience: str, *, base: int) -> dict:
    """Say a note anew; what it said stays in the log. `base` is the `seq` that the person has seen, Conflict where there is a newer one."""

    def anew(entries: list[dict]) -> tuple[str, str, str, str]:
        now = _there(note, entries)
        return now.kind, now.code, audience, text

    return _append(note, "edit", by, base, anew)


def remove(note: str, by: str, *, base: int) -> dict:
    """Take a note away; its entries stay in the log. `base` as in `edit`."""

    def gone(entries: list[dict]) -> tuple[str, str, str, str]:
        now = _there(note, entries)
        return now.kind, now.code, now.audience, ""

    return _append(note, "remove", by, base, gone)


def _there(note: str, entries: list[dict]) -> Note:
    now = _newest(entries).get(note)
    if now is None:
        raise ValueError("This note is not there any more.")
    return now


def _newest(entries: list[dict]) -> dict[str, Note]:
    """What every note that stands says, by its id: an entry on another subject than the first is none of it."""
    notes: dict[str, Note] = {}
    begun: dict[str, tuple[str, str]] = {}
    for entry in entries:
        own, subject = entry["note"], (entry["kind"], entry["code"])
        if entry["action"] == "write":
            begun.setdefault(own, subject)
        if begun.get(own) != subject:
            continue
        notes.pop(own, None)
        if entry["action"] != "remove":
            said = {name: entry[name] for name in ("text", "audience", "by", "at", "seq")}
            notes[own] = Note(own, *subject, **said, account=entry.get("account", ""))
    return notes


def _append(note: str, action: str, by: str, base: int, say) -> dict:
    if reader.audience() != "restricted":
        raise ValueError("Notes are written where restricted data is shown: this view only reads them.")
    by = journal.writer("notes", by)

    def make(entries: list[dict]) -> dict:
        kind, code, audience, text = say(entries)
        text = journal.words(text)
        if action != "remove" and not text:
            raise ValueError("Nothing is written down yet.")
        if len(text) > LONGEST:
            raise ValueError(f"Write at most {LONGEST} letters.")
        entry = {
            "by": by, "action": action, "dataset": settings.dataset(), "kind": kind, "code": code, "audience": audience, "text": text,
        }  # fmt: skip
        if not _fits(entry | {"note": note}):
            raise ValueError("A note is on a state, a mission, a capability or a month, and open or restricted.")
        return entry

    return journal.write(file(), lambda: journal.entries(file(), _fits)[0], "note", note, base, make)


def _fits(entry: dict) -> bool:
    """Whether a line says what this module writes, of this world."""
    kind, code, text, by = (entry[name] for name in ("kind", "code", "text", "by"))
    if kind == "month":
        dt.date.fromisoformat(code)
    return (
        kind in KINDS
        and entry["audience"] in AUDIENCES
        and entry["action"] in ("write", "edit", "remove")
        and entry["dataset"] == settings.dataset()
        and bool(ID.fullmatch(entry["note"]) and CODE.fullmatch(code))
        and (bool(text) != (entry["action"] == "remove"))
        and text == journal.words(text)
        and by == journal.words(by)
        and len(text) <= LONGEST
    )
