"""Append-only logs of what people noted: who, when, on what they had seen. Decisions and calls are kept by it.

One JSON line an entry, with `seq`, `at` and `by`. An entry is on disk before it is acknowledged; a last line that a crash
cut short was never acknowledged and is dropped. Any other line that is damaged or says something else is left in the file,
counted and read by nobody. Who writes says which entry on the same subject theirs rests on (`base`):
where another person wrote since, it is refused and both are told.
"""

import contextlib
import datetime as dt
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from etl import settings
from etl.build.intake import append, numbered
from etl.records.access import audit, reader

# Letters that no reader sees and that turn others around or end lines.
UNSEEN = ("Cc", "Cs", "Zl", "Zp")
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


LONGEST_NAME = 80  # letters of who writes


class Conflict(Exception):
    """Another person wrote on the same subject meanwhile; `by`, `at` and `action` tell who, when and what."""

    def __init__(self, entry: dict):
        self.by, self.at, self.action, self.seq = entry["by"], entry["at"], entry["action"], entry["seq"]
        super().__init__(f"{self.by} wrote on this at {self.at} ({self.action}). Read it and decide again.")


@dataclass(frozen=True)
class _Read:
    """What a log held when it was last read: its whole lines, the entries by the number of their line, the numbers of the others."""

    content: bytes = b""
    entries: tuple[tuple[int, dict], ...] = ()
    damaged: tuple[int, ...] = ()


MOST_READ = 40  # logs that are remembered at once: there are some twenty
_read: dict[tuple[Path, Callable], _Read] = {}


def entries(path: Path, fits: Callable[[dict], bool]) -> tuple[list[dict], list[int]]:
    """The entries of a log, oldest first, and the numbers of the lines that are none.

    `fits` says whether an object says what it must; what it raises over one that lacks a field means no.
    """
    told = _told(path, fits)
    return [entry for _number, entry in told.entries], list(told.damaged)


def numbered_entries(path: Path, fits: Callable[[dict], bool]) -> tuple[list[tuple[int, dict]], list[int]]:
    """As `entries`, with the number of the line of each."""
    told = _told(path, fits)
    return list(told.entries), list(told.damaged)


def _told(path: Path, fits: Callable[[dict], bool]) -> _Read:
    """What a log says. Lines that were read before are not read again while the log still begins with them, byte for byte."""
    content = path.read_bytes() if path.exists() else b""
    content = content[: content.rfind(b"\n") + 1]
    known = _read.get((path, fits), _Read())
    if content == known.content:
        return known
    if not content.startswith(known.content):
        known = _Read()
    listed, damaged = [], []
    for number, entry in numbered(content[len(known.content) :], known.content.count(b"\n") + 1):
        if _fits(entry, fits):
            listed.append((number, entry))
        else:
            damaged.append(number)
    told = _Read(content, (*known.entries, *listed), (*known.damaged, *damaged))
    if len(_read) >= MOST_READ:
        _read.clear()
    _read[path, fits] = told
    return told


def _fits(entry: dict, fits: Callable[[dict], bool]) -> bool:
    try:
        dt.datetime.fromisoformat(entry["at"])
        return type(entry["seq"]) is int and entry["seq"] > 0 and isinstance(entry["by"], str) and fits(entry)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def words(text: object) -> str:
    """A text on one line, without letters that nobody sees and that turn others around."""
    seen = "".join(
        " " if unicodedata.category(letter) in UNSEEN else letter for letter in str(text or "") if letter not in TURNING
    )
    return " ".join(seen.split())


def writer(write: str, by: object) -> str:
    """Who writes what `write`, a code of access.roles.WRITES, names: who signed in, else the name that is typed, on one line.

    ValueError where they may not, where nobody says who, or where this dashboard takes no entries.
    """
    if not settings.calls_are_taken():
        raise ValueError("This dashboard takes no entries: whoever runs it has switched that off.")
    return named(write, by)


def named(write: str, by: object) -> str:
    """As `writer`, for what is written although the dashboard takes no calls: decisions, files, roles."""
    name = words(reader.require(write, by))
    if not name:
        raise ValueError("Say who writes: a name, initials or an office.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"Write a name of at most {LONGEST_NAME} letters.")
    return name


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process or thread writes to this log."""
    lock = path.with_suffix(".lock")
    settings.own_folder(lock.parent)
    with open(lock, "a+", opener=settings.own) as handle:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write(
    path: Path,
    read: Callable[[], list[dict]],
    subject: str,
    about: str,
    base: int,
    make: Callable[[list[dict]], dict],
    seen: Callable[[dict], bool] = lambda entry: True,
) -> dict:
    """Write one entry down and return it once it is on disk.

    `read` returns the log; `subject` is the field that says what an entry is about. Conflict where the newest entry about the
    same that this person may see is not `base`; else `make` returns what the entry says, or raises what is in the way.
    """
    try:
        with alone(path):
            known = read()
            newest = last_on(subject, about, filter(seen, known))
            if newest and newest["seq"] != base:
                raise Conflict(newest)
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
            # Lines that cannot be read have numbers of their own, which must not be given twice.
            lines = path.read_bytes().count(b"\n") if path.exists() else 0
            highest = max([lines, *(entry["seq"] for entry in known)])
            entry = {"seq": highest + 1, "at": now, subject: about} | make(known)
            if account := reader.current().subject:  # a name without an account was typed by whoever wrote
                entry["account"] = account
            audit.note(
                reader.current(),
                "entry",
                record=path.stem,
                seq=entry["seq"],
                about=about,
                action=entry.get("action", ""),
            )
            append(path, [entry])
    except OSError as error:
        raise ValueError(f"Nothing was noted: {path.name} cannot be written ({error.strerror}).") from error
    return entry


def last_on(subject: str, about: str, entries: Iterable[dict]) -> dict | None:
    """The newest entry on something."""
    own = [entry for entry in entries if entry[subject] == about]
    return own[-1] if own else None


def standing(subject: str, about: str, entries: Iterable[dict]) -> list[dict]:
    """The entries on something that were not taken back, oldest first."""
    own = [entry for entry in entries if entry[subject] == about]
    gone = {entry["new"].get("seq") for entry in own if entry["action"] == "undo"}
    return [entry for entry in own if entry["action"] != "undo" and entry["seq"] not in gone]
