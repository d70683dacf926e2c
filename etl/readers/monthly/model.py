"""What a monthly PDF holds: its month, its rows and its printed totals, each with page and line."""

import datetime as dt
from dataclasses import dataclass, field

VERSION = 1  # raised whenever a PDF may read otherwise than before
NOT_STATED = "not_stated"  # the mission of a row of a file that names none


@dataclass
class Row:
    """People of one type of a contributor (in a mission, where the file names any); what is not printed is None."""

    page: int
    line: int
    contributor: str
    mission: str
    personnel_type: str
    men: int | None
    women: int | None
    people: int | None
    iso3: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it says how many people it is of."""
        return self.people is not None or (self.men is not None and self.women is not None)

    @property
    def count(self) -> int:
        """All people of the row, as far as they are printed."""
        return self.people if self.people is not None else (self.men or 0) + (self.women or 0)


@dataclass
class Total:
    """A total that the file prints: of a mission, a contributor, one within the other, or of all (both empty).

    `by_type` has a (type, what is counted, number) for each type that has columns of its own.
    """

    page: int
    line: int
    contributor: str
    mission: str
    men: int | None
    women: int | None
    people: int | None
    by_type: list[tuple[str, str, int]] = field(default_factory=list)
    iso3: str = ""


@dataclass
class Table:
    """What the pages of one PDF print, and the month that they say; None where only the file's name says it."""

    rows: list[Row]
    totals: list[Total]
    as_of: dt.date | None


@dataclass
class Month:
    """What one PDF holds, its contributors by their codes. `remarks` are (finding, page, line, words)."""

    name: str
    as_of: dt.date
    rows: list[Row]
    totals: list[Total]
    remarks: list[tuple[str, int, int, str]] = field(default_factory=list)

    @property
    def states_mission(self) -> bool:
        """Whether its rows say in which mission people serve."""
        return any(row.mission != NOT_STATED for row in self.rows)

    @property
    def states_sex(self) -> bool:
        """Whether its rows say how many are women."""
        return any(row.women is not None for row in self.rows)
