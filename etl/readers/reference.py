"""The reference lists of the world that is being read: the real one or the exercise."""

import csv

from etl import settings


def table(name: str) -> list[dict[str, str]]:
    """Rows of the list `name`, by the headings of its columns."""
    with settings.reference_file(name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
