"""Exports drift: several header rows, merged cells, a sheet for each level or region. Read by etl/readers/roster."""

from pathlib import Path
from typing import Any

from etl.build.intake import Drop
from etl.readers.roster.load import Rosters


def read(drops: dict[int, Drop], earlier: dict[str, Any]) -> Rosters:
    """All exports of rosters."""
    return Rosters(drops)


def recognises(plain: Path) -> bool:
    """Whether a file's first rows hold the headings of a roster."""
    from etl.readers.pledges.told import first_rows
    from etl.readers.roster import told

    return told.is_roster(first_rows(plain))


def answer(drop: Drop, plain: Path, shown: int) -> dict:
    """What a check says of one roster; SourceError where it is refused."""
    from etl.readers.roster import told  # lxml and its like: only where there is a roster

    return told.answer(drop, plain, shown)
