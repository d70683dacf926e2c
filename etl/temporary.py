"""Give folders for as long as something is read or made, and remove those of processes that were killed.

What is in one may be an upload that nobody published, so nothing of it may stay. A folder is alive while the process that made it
holds the lock of `.alive` in it; the operating system frees that lock when the process ends, however it ends.
"""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from etl import locks

PREFIX = "ledger-work-"
ALIVE = ".alive"
UNMARKED = 3600  # seconds after which a folder without a mark is nobody's: it is marked as soon as it is made


@contextlib.contextmanager
def folder(what: str, home: Path | None = None) -> Iterator[Path]:
    """A folder that its owner alone may enter, under `home` or where the system keeps such; gone afterwards."""
    clear(home)
    while True:
        with contextlib.ExitStack() as kept:
            made = tempfile.TemporaryDirectory(prefix=f"{PREFIX}{what}-", dir=home, ignore_cleanup_errors=True)
            path = Path(kept.enter_context(made))
            is_marked = False
            with contextlib.suppress(BlockingIOError, FileNotFoundError):
                kept.enter_context(locks.held(path / ALIVE))
                is_marked = (path / ALIVE).exists()
            if is_marked:
                yield path
                return
        # Another process met the mark before it was held, and takes the folder for one that was left.


def clear(home: Path | None = None) -> None:
    """Remove the folders that killed processes left under `home`, or where the system keeps such; never one that is in use."""
    for left in Path(home or tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # of another user, or taken away meanwhile
            if (left / ALIVE).exists():
                with locks.held(left / ALIVE):
                    shutil.rmtree(left, ignore_errors=True)
            elif left.is_dir() and time.time() - left.stat().st_mtime > UNMARKED:
                shutil.rmtree(left, ignore_errors=True)
