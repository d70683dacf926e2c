"""Locks between processes: a file that one of them holds, freed by the operating system when its process ends."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from etl import settings

SOON, STEP = 0.001, 0.1  # seconds between the first two tries, and between later ones


@contextlib.contextmanager
def held(path: Path, patience: float = 0) -> Iterator[None]:
    """Hold the lock of a file, which is made where it is not there.

    BlockingIOError where another holds it for longer than `patience` seconds, OSError where the file cannot be made.
    """
    until, step = time.monotonic() + patience, SOON
    with open(path, "a+", opener=settings.own) as handle:
        while not _is_taken(handle.fileno()):
            if time.monotonic() >= until:
                raise BlockingIOError(f"{path.name} is held by another process")
            time.sleep(step)
            step = min(STEP, 2 * step)
        yield


def _is_taken(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
