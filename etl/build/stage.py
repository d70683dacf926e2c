"""Reference tables, staging and marts: from the raw text of a source to the rows that the dashboard reads.

Raw text lives in an in-memory database called scratch and goes with the build.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl import settings
from etl.build.publish import BuildError
from etl.contract import Source

SQL = Path(__file__).parent / "sql"
MEGABYTES, MEGABYTES_OF_THREAD = 1024, 100  # that DuckDB holds at a time: too few stop a build
DERIVED = ("reported_month", "month_sums", "parity_goal")  # marts made of other marts, in this order


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A new database with scratch, reference tables and empty ledgers of files, quarantine and findings."""
    con = duckdb.connect(str(path))
    # What does not fit is put beside the database: many million rows would else take gigabytes.
    con.execute(f"set memory_limit = '{max(MEGABYTES, MEGABYTES_OF_THREAD * (os.cpu_count() or 1))}MB'")
    con.execute("attach ':memory:' as scratch")
    con.execute("create schema mart; create schema meta; create schema ref; create schema scratch.ref_text")
    for file in settings.reference_files():
        con.execute(
            f"create table scratch.ref_text.{file.stem} as select row_number() over () as line, * from"
            " read_csv($path, all_varchar=true, header=true, delim=',', quote='\"')",
            {"path": str(file)},
        )
    try:
        con.execute(shared("macros.sql"))
        con.execute(shared("reference.sql").replace("ref_text.", "scratch.ref_text."))
    except duckdb.Error as error:
        raise BuildError(f"A reference file in data/reference does not read: {error}") from error
    for file_name in ("spellings.sql", "meta.sql"):
        con.execute(shared(file_name))
    add_events(con, is_open=True)
    return con


def add_events(con: duckdb.DuckDBPyConnection, is_open: bool) -> None:
    """Add the events that may be open, or the restricted ones, which no block of the open database may ever hold."""
    path = str(settings.reference_file("mission_event"))
    con.execute(shared("mission_event.sql"), {"path": path, "is_open": is_open})


def shared(file: str) -> str:
    """Text of an SQL file that is of no one source."""
    return (SQL / file).read_text(encoding="utf-8")


def stage(con: duckdb.DuckDBPyConnection, source: Source, tables: dict[int, str]) -> None:
    """Gather the raw tables of one source (file id -> table) and run its staging SQL: leaves temp.stg_<source>."""
    names = ", ".join(source.columns)
    parts = []
    for file_id, table in tables.items():
        place = (
            "line, sheet, problem"
            if "problem" in columns(con, table)
            else (
                "cast(rowid + 2 as integer) as line, cast(null as varchar) as sheet, cast(null as varchar) as problem"
            )
        )
        parts.append(f"select cast({file_id} as integer) as file_id, {place}, {names} from {table}")
    if not parts:
        nulls = ", ".join(f"cast(null as varchar) as {name}" for name in ("sheet", "problem", *source.columns))
        parts = [f"select cast(null as integer) as file_id, cast(null as integer) as line, {nulls} where false"]
    con.execute(f"create or replace view scratch.raw_{source.name} as {' union all '.join(parts)}")
    if "iso3" in source.columns:
        con.execute(shared("who.sql").replace("{source}", source.name))
    con.execute(source.sql("staging.sql"))


@contextlib.contextmanager
def of_rows_alone(con: duckdb.DuckDBPyConnection, source: Source, rows: str) -> Iterator[None]:
    """Have the staging of a source work on some of its rows alone, a SELECT of file_id, line and sheet.

    What it says of few rows it would else work out for all.
    """
    raw, whole, few = (f"scratch.{name}_{source.name}" for name in ("raw", "whole", "few"))
    con.execute(
        f"create or replace table {few} as select raw.* from {raw} as raw join ({rows}) as few"
        " on few.file_id = raw.file_id and few.line = raw.line and few.sheet is not distinct from raw.sheet"
    )
    con.execute(f"alter view {raw} rename to whole_{source.name}; create view {raw} as select * from {few}")
    yield
    con.execute(f"drop view {raw}; alter view {whole} rename to raw_{source.name}")


def columns(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """Column names of a table; the catalogue takes ten times as long, and `describe` spells out every text of an enum."""
    return {column[0] for column in con.execute(f"select * from {table} limit 0").description}


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Make the marts that are made of other marts."""
    for mart in DERIVED:
        con.execute(shared(f"{mart}.sql"))


def describe(con: duckdb.DuckDBPyConnection, known: list[Source]) -> None:
    """Write declarations into meta.source, and the tables that hold the rows of each into meta.lineage."""
    rows: list[str | int | None] = []
    lineage: list[str] = []
    for source in known:
        fresh = source.freshness
        rows += [source.name, source.dataset, source.title, *_provenance(source), source.audience]
        rows += [source.grain, source.published]
        rows += [fresh.due, fresh.late, fresh.overdue] if fresh else [None, None, None]
        rows += [source.bundled, source.note.strip()]
        for mart in (source.mart, *source.feeds):
            lineage += [f"mart.{mart}", source.name]
    con.execute(f"insert into meta.source values {_places(rows, 14)}", rows)
    con.execute(f"insert into meta.lineage values {_places(lineage, 2)}", lineage)


def _places(cells: list, width: int) -> str:
    """Placeholders for cells in rows of a width: one statement for all takes a tenth of the time."""
    return ", ".join([f"({', '.join('?' * width)})"] * (len(cells) // width))


def _provenance(source: Source) -> tuple[str, str, str]:
    """Producer, address and licence of a source; nobody gave the exercise to anybody."""
    if settings.dataset() == "exercise":
        return f"EXERCISE, in the shape of the file of {source.producer}", "data/exercise/make.py", "invented"
    return source.producer, source.url, source.licence
