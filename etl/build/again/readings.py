"""Keep what documents were read as, so that a build reads those alone that came since.

build/readings/<world>/<key>   one reading, under the hash of all that it follows from: the program, the bytes, the names and days
                               that decide with them, and the words that persons settled

What the last build of a world did not use is removed. Of a file that was refused nothing is kept, and nothing of one that is only
tried out.
"""

import contextlib
import hashlib
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from etl import settings
from etl.build.intake import Drop, place
from etl.records import words

Reading = TypeVar("Reading")
OTHERS = {
    ("collections", "Counter"),
    ("datetime", "date"),
}  # what a reading is made of, beside the models of the readers


class _OfReadings(pickle.Unpickler):
    """Gives readings, and nothing else that a file in their place might hold."""

    def find_class(self, module: str, name: str):
        """The classes that readings are made of."""
        if (module, name) in OTHERS or (module.startswith("etl.readers.") and module.endswith(".model")):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")


class Kept:
    """The readings of one build: those that it used, by world."""

    def __init__(self, program: str, is_written: bool):
        self.program, self.is_written = program, is_written
        self.used: dict[str, set[Path]] = {}

    def path(self, drop: Drop, told: tuple[str, ...]) -> Path:
        """Where the reading of a file is, that follows from what is `told` beside it too."""
        settled = [(word["kind"], word["word"], word["means"]) for word in words.settled()]
        parts = (
            self.program,
            drop.source.name,
            drop.sha256,
            place(drop.path),
            drop.day,
            drop.received_at,
            told,
            settled,
        )
        path = _folder() / hashlib.sha256(repr(parts).encode()).hexdigest()
        self.used.setdefault(settings.dataset(), set()).add(path)
        return path

    def forget_others(self) -> None:
        """Remove what this build did not use of the world in use."""
        for path in _folder().glob("*"):
            if path not in self.used.get(settings.dataset(), ()):
                path.unlink(missing_ok=True)


_now: Kept | None = None


@contextlib.contextmanager
def kept(program: str, is_written: bool = True) -> Iterator[Kept]:
    """Have readings kept by this program looked up, and new ones kept if `is_written`."""
    global _now
    _now = Kept(program, is_written)
    try:
        yield _now
    finally:
        _now = None


def of(drop: Drop, read: Callable[[], Reading], *told: str) -> Reading:
    """What a file was read as, or is read as now; `told` are the names and the like that decide beside its bytes."""
    if _now is None:
        return read()
    path = _now.path(drop, told)
    faults = (OSError, pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError, KeyError, IndexError)
    with contextlib.suppress(*faults), path.open("rb") as handle:
        return _OfReadings(handle).load()
    reading = read()
    if _now.is_written and not reading.refused:  # type: ignore[attr-defined]
        settings.own_folder(path.parent)
        part = path.with_name(f".part-{path.name}")
        with open(part, "wb", opener=settings.own) as handle:
            pickle.dump(reading, handle)
        part.replace(path)
    return reading


def _folder() -> Path:
    return settings.build_dir() / "readings" / settings.dataset()
