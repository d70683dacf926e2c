"""Know the words of the monthly PDFs: headings, types of personnel, missions, months."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from etl.readers.monthly.words import Cell, Line

# As printed in ten layouts from 2015 on, to the spelling of data/reference/personnel_type.csv.
TYPES = {
    "experts on mission": "Experts on Mission",
    "experts": "Experts on Mission",
    "unmem": "Experts on Mission",
    "formed police units": "Formed Police Units",
    "formed police unit": "Formed Police Units",
    "fpu": "Formed Police Units",
    "individual police": "Individual Police",
    "ind police": "Individual Police",
    "police": "Individual Police",
    "unpol": "Individual Police",
    "staff officer": "Staff Officer",
    "staff officers": "Staff Officer",
    "staff": "Staff Officer",
    "mso": "Staff Officer",
    "contingent troops": "Troops",
    "contingent troop": "Troops",
    "contingent": "Troops",
    "troops": "Troops",
    "troop": "Troops",
}
ONE_TYPE = "|".join(sorted(TYPES, key=len, reverse=True))
TYPE_LAST = re.compile(rf"(?:^|(?<=\s))({ONE_TYPE})$", re.IGNORECASE)
MEN, WOMEN, PEOPLE = "men", "women", "people"
SEXES = {"male": MEN, "m": MEN, "female": WOMEN, "f": WOMEN, "total": PEOPLE, "totals": PEOPLE}
PLACES = {
    "country": "contributor",
    "country name": "contributor",
    "contributor": "contributor",
    "contributing country": "contributor",
    "mission": "mission",
    "un mission": "mission",
}
MISSION = re.compile(r"(?:UN|MIN|MON|BIN|BUN)[A-Z]{2,9}")
FOOT = re.compile(r"page\s*\d+\s*of\s*\d+|report generated", re.IGNORECASE)
MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): n for n, name in enumerate(calendar.month_abbr) if name}
NUMERIC_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
WORDED_DAY = re.compile(r"(?<!\d)(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4}|\d{2})(?!\d)")
WORDED_MONTH = re.compile(r"(?<![A-Za-z])([A-Za-z]{3,9})\.?,?[ _-]*(20\d{2})(?!\d)")
NAMED_MONTH = re.compile(r"(?<!\d)(20\d{2})[-_ ]?(0[1-9]|1[0-2])(?!\d)")


@dataclass
class Heading:
    """One row of headings: `outer` comes first of contributor and mission; `figures` are (type, what is counted) from left to right."""

    last_line: int
    places: dict[str, float]
    figures: list[tuple[str, str]]
    left: float

    @property
    def outer(self) -> str:
        """Which of contributor and mission holds the other."""
        return min(self.places, key=lambda place: self.places[place])

    @property
    def is_wide(self) -> bool:
        """Whether each type has columns of its own."""
        return any(kind for kind, _ in self.figures)


def find(page: list[Line]) -> Heading | None:
    """The headings of a page; None where it has none."""
    for place, line in enumerate(page):
        words = [(cell, cell.text.casefold()) for cell in line.cells]
        if not any(text in PLACES for _, text in words):
            continue
        if heading := _heading(page, place):
            return heading
    return None


def _heading(page: list[Line], place: int) -> Heading | None:
    """The headings whose first line is at `place`: a second line may go on with words of the first."""
    cells, last = page[place].cells, place
    if place + 1 < len(page) and (wrapped := _wrapped(cells, page[place + 1].cells)):
        cells, last = wrapped, place + 1
    places: dict[str, float] = {}
    figures: list[tuple[float, str, str]] = []
    for cell in cells:
        text = cell.text.casefold()
        if text in PLACES:
            places.setdefault(PLACES[text], cell.left)
        elif text in SEXES:
            figures.append((cell.centre, "", SEXES[text]))
        elif kind := _kind(cell.text):
            figures.append((cell.centre, *kind))
    if "contributor" not in places or len(figures) < 2:
        return None
    figures.sort()
    return Heading(page[last].number, places, [(kind, what) for _, kind, what in figures], min(figures)[0])


def _wrapped(above: list[Cell], below: list[Cell]) -> list[Cell] | None:
    """Headings of two lines as one; None where the second line does not go on with words of the first."""
    cells = [replace(cell) for cell in above]
    for cell in below:
        under = [one for one in cells if cell.left < one.right and cell.right > one.left]
        if len(under) != 1:
            return None
        under[0].text += f" {cell.text}"
        if not _kind(under[0].text):
            return None
    return cells


def _kind(text: str) -> tuple[str, str] | None:
    """Type and sex that a heading such as "UNMEM M" or "Formed Police Units" counts."""
    words, _, sex = text.casefold().rpartition(" ")
    if words in TYPES and sex in SEXES:
        return TYPES[words], SEXES[sex]
    return (TYPES[text.casefold()], PEOPLE) if text.casefold() in TYPES else None


def day_in(text: str) -> dt.date | None:
    """The last day of the month that a text names as a day or as a month; None where it names none or several."""
    months = {(int(year), int(month)) for _, month, year in NUMERIC_DAY.findall(text)}
    for _, month, year in WORDED_DAY.findall(text):
        if month.casefold() in MONTHS:
            months.add((int(year) + (2000 if len(year) == 2 else 0), MONTHS[month.casefold()]))
    if not months:
        for month, year in WORDED_MONTH.findall(text):
            if month.casefold() in MONTHS:
                months.add((int(year), MONTHS[month.casefold()]))
    return _last_day(months)


def day_in_name(name: str) -> dt.date | None:
    """The last day of the month in a file's name (2019_10, jan2021); None where it names none or several."""
    return _last_day({(int(year), int(month)) for year, month in NAMED_MONTH.findall(name)}) or day_in(name)


def _last_day(months: set[tuple[int, int]]) -> dt.date | None:
    usable = [(year, month) for year, month in months if 1948 <= year <= 2100 and 1 <= month <= 12]
    if len(usable) != 1:
        return None
    year, month = usable[0]
    return dt.date(year, month, calendar.monthrange(year, month)[1])
