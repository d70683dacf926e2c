"""Read one monthly PDF and compare what it says with the totals that it prints."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from etl import settings
from etl.contract import SourceError
from etl.readers.monthly import headings, kept, layout, names, words
from etl.readers.monthly.headings import MEN, PEOPLE, WOMEN
from etl.readers.monthly.model import NOT_STATED, Month, Row, Table, Total


@dataclass(frozen=True)
class Difference:
    """A printed total that the rows above it do not make."""

    total: Total
    people: int
    women: int | None

    @property
    def place(self) -> str:
        """Where the total is printed."""
        return f"page {self.total.page}, line {self.total.line}"


def read(path: Path, name: str, sha256: str = "") -> Month:
    """All rows and totals of a monthly PDF; SourceError where it is none, or says nowhere what month it describes.

    What the PDF of this hash was read as before is not read again.
    """
    table = kept.load(sha256) if sha256 else None
    if table is None:
        table = parse(path, name)
        if sha256:
            kept.keep(sha256, table)
    named = headings.day_in_name(name)
    as_of = table.as_of or named
    if as_of is None:
        remedy = "Name it by its month, such as UN_contributions_2019_10.pdf."
        raise SourceError(name, "page 1", "says no month, nor does its name.", remedy)
    month = Month(name, as_of, table.rows, table.totals)
    if table.as_of is None:
        month.remarks.append(("month_from_name", 1, 1, f"the file says no month; its name says {as_of:%B %Y}"))
    elif named and named != as_of:
        words_of = f"the name says {named:%B %Y}, the file {as_of:%B %Y}: the file decides"
        month.remarks.append(("name_and_month_differ", 1, 1, words_of))
    _settle(month)
    return month


def parse(path: Path, name: str) -> Table:
    """The rows and totals that the pages of a PDF print."""
    table = layout.read(list(words.lines(path, name)), name, _missions())
    if not table.rows:
        raise SourceError(name, "all pages", "has headings and no row of people.", words.REMEDY)
    return table


def _settle(month: Month) -> None:
    """Give every row its contributor's code and the numbers that the printed ones leave no doubt about."""
    entries: list[Row | Total] = [*month.rows, *month.totals]
    codes = names.known().codes_of(dict.fromkeys(entry.contributor for entry in entries))
    for entry in entries:
        entry.iso3 = codes[entry.contributor]
    for row in month.rows:
        row.mission = row.mission or NOT_STATED
        if row.people is None and row.men is not None and row.women is not None:
            row.people = row.men + row.women
        elif row.people is not None and row.men is None and row.women is not None:
            row.men = row.people - row.women
        elif row.people is not None and row.women is None and row.men is not None:
            row.women = row.people - row.men


def differences(month: Month) -> list[Difference]:
    """The printed totals that differ from the rows they are of."""
    sums: dict[tuple[str, str, str, str], int] = defaultdict(int)  # by mission, contributor and type, each or all
    for row in month.rows:
        counts = (PEOPLE, row.count), (WOMEN, row.women or 0), (MEN, row.men or 0)
        for mission, contributor, kind in product(("", row.mission), ("", _key(row)), ("", row.personnel_type)):
            for what, count in counts:
                sums[mission, contributor, kind, what] += count
    found = []
    for total in month.totals:
        people, women = (sums[total.mission, _key(total), "", what] for what in (PEOPLE, WOMEN))
        by_type = [sums[total.mission, _key(total), kind, what] for kind, what, _ in total.by_type]
        is_equal = people == total.people and by_type == [number for *_, number in total.by_type]
        if not is_equal or (total.women is not None and women != total.women):
            found.append(Difference(total, people, women if total.women is not None else None))
    return found


def _key(entry: Row | Total) -> str:
    """Which contributor: by its code, or by what is printed where that is of none."""
    return entry.iso3 or entry.contributor


def printed_people(month: Month) -> int | None:
    """All people by the totals that the file prints: by that of all, else by those of all missions or contributors; None without any."""
    grand = [total for total in month.totals if not total.mission and not total.contributor]
    outer = [total for total in month.totals if bool(total.mission) != bool(total.contributor)]
    if grand:
        return grand[-1].people
    return sum(total.people or 0 for total in outer) if outer else None


def _missions() -> frozenset[str]:
    with settings.reference_file("mission").open(encoding="utf-8", newline="") as file:
        return frozenset(row["mission_code"] for row in csv.DictReader(file))
