"""The reference lists of the world that is being read: the real one or the exercise."""

import csv
import functools
from pathlib import Path

from etl import settings


def table(name: str) -> list[dict[str, str]]:
    """Rows of the list `name`, by the headings of its columns."""
    path = settings.reference_file(name)
    now = path.stat()
    return [row.copy() for row in _rows(path, now.st_mtime_ns, now.st_size)]


@functools.lru_cache(maxsize=200)  # a file is held against the words of every source, each from a few of the same lists
def _rows(path: Path, _changed: int, _size: int) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
