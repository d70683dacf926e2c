"""Append-only logs of what people noted: who, when, on what they had seen. Decisions and calls are kept by it.

One JSON line an entry, with `seq`, `at` and `by`. An entry is on disk before it is acknowledged; a last line that a crash
cut short was never acknowledged and is dropped. Who writes says which entry on the same subject theirs rests on (`base`):
where another person wrote since, it is refused and both are told.
"""

import contextlib
import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from etl.build.intake import append


class Conflict(Exception):
    """Another person wrote on the same subject meanwhile; `by`, `at` and `action` tell who, when and what."""

    def __init__(self, entry: dict):
        self.by, self.at, self.action, self.seq = entry["by"], entry["at"], entry["action"], entry["seq"]
        super().__init__(f"{self.by} wrote on this at {self.at} ({self.action}). Read it and decide again.")


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process or thread writes to this log."""
    lock = path.with_suffix(".lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as handle:
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
    with alone(path):
        entries = read()
        newest = last_on(subject, about, filter(seen, entries))
        if newest and newest["seq"] != base:
            raise Conflict(newest)
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        entry = {"seq": entries[-1]["seq"] + 1 if entries else 1, "at": now, subject: about} | make(entries)
        append(path, [entry])
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
