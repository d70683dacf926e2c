"""Bring a monthly PDF into a raw table like any other file, each row with its page and line, and say how its totals compare."""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import duckdb

from etl import settings
from etl.contract import Source, SourceError
from etl.readers.monthly import read
from etl.readers.monthly.model import Month
from etl.records import totals as totals_accepted

SHOWN = 5  # differences that a message names


def is_pdf(path: Path) -> bool:
    """Whether a file's name says that it is a PDF."""
    return path.suffix.casefold() == ".pdf"


def load(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    source: Source,
    table: str,
    sha256: str,
    kinds: Mapping[str, str] = MappingProxyType({}),
) -> Month:
    """Create `table` from a monthly PDF and note in scratch.pdf_remark what is odd about it; return what it holds.

    `kinds` are types that hold the usual texts of columns; a file with any other text is kept as text.
    """
    if not source.takes_pdf:
        problem = f"is a PDF, and a {source.dataset} is none."
        raise SourceError(name, "file name", problem, "Use .csv, .xlsx, .ods or .json, plain or as .gz or .zip.")
    month = read.read(path, name, sha256)
    names = dict(con.execute("select iso3, name from mart.country").fetchall())
    cells = {
        "iso3": [row.iso3 or None for row in month.rows],
        "country_name": [names.get(row.iso3, row.contributor) for row in month.rows],  # whole, where it was cut off
        "mission_code": [row.mission for row in month.rows],
        "personnel_type": [row.personnel_type for row in month.rows],
        "women_count": [_text(row.women) for row in month.rows],
        "men_count": [_text(row.men) for row in month.rows],
        "people_count": [_text(row.people) for row in month.rows],
        "as_of": [month.as_of.isoformat()] * len(month.rows),
    }
    places = {"line": [row.line for row in month.rows], "sheet": [_sheet(row.page) for row in month.rows]}
    for of in (kinds, {}):
        typed = ", ".join(
            f"cast({f'unnest(${n})' if n in cells else 'null'} as {of.get(n, 'varchar')}) as {n}"
            for n in source.columns
        )
        try:
            con.execute(
                f"create table {table} as select cast(unnest($line) as integer) as line, unnest($sheet) as sheet,"
                f" cast(null as varchar) as problem, {typed}",
                {**places, **cells},
            )
            break
        except duckdb.ConversionException:
            if not of:
                raise
    remarks = [*month.remarks, *(("totals_differ", *place) for place in _differences(month))]
    if remarks:
        con.executemany(
            "insert into scratch.pdf_remark values (?, ?, ?, ?, ?)",
            [[table, finding, line, _sheet(page), words] for finding, page, line, words in remarks],
        )
    return month


def refuse_unmet(month: Month) -> None:
    """SourceError where printed totals are not those of the rows and nobody has said yes to the month as it is read."""
    differences = _differences(month)
    if not differences or _is_accepted(month):
        return
    shown = "; ".join(f"page {page}, line {line}: {words}" for page, line, words in differences[:SHOWN])
    more = f"; and {len(differences) - SHOWN} more" if len(differences) > SHOWN else ""
    raise SourceError(
        month.name,
        f"{len(differences)} of its {len(month.totals)} printed totals",
        f"are not those of its rows. {shown}{more}.",
        "Download it again; to load it all the same, drop it on Load data and say why.",
    )


def people(month: Month) -> int:
    """All people of the rows, as far as they are printed."""
    return sum(row.count for row in month.rows)


def totals(month: Month) -> dict:
    """Month, women, men and people as read; the people that the file prints as its total, and whether they and all others agree.

    Without any printed total the last two are None.
    """
    printed = read.printed_people(month)
    return {
        "as_of": month.as_of.isoformat(),
        "women": sum(row.women or 0 for row in month.rows) if month.states_sex else None,
        "men": sum(row.men or 0 for row in month.rows) if month.states_sex else None,
        "people": people(month),
        "printed_people": printed,
        "agrees": printed == people(month) and not read.differences(month) if month.totals else None,
    }


def _differences(month: Month) -> list[tuple[int, int, str]]:
    found = []
    for difference in read.differences(month):
        total = difference.total
        whose = ", ".join(filter(None, (total.mission, total.contributor))) or "all"
        words = f"{whose}: {total.people} people are printed and {difference.people} read"
        if difference.women != total.women:
            words += f", {total.women} women printed and {difference.women} read"
        found.append((total.page, total.line, words))
    return found


def _is_accepted(month: Month) -> bool:
    if totals_accepted.is_accepted(month.as_of.isoformat(), people(month)):
        return True
    with settings.reference_file("accepted_total").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return any(row["as_of"] == month.as_of.isoformat() and row["people_read"] == str(people(month)) for row in rows)


def _sheet(page: int) -> str:
    return f"page {page}"


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
