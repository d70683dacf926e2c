"""Make the mart of a source: stage its files, run its SQL, settle its rows.

A source of which no file is there has an empty mart, whose columns follow from the program and the reference lists alone. To plan
the SQL of eleven such sources takes a third of a small build: a process that builds again makes their marts from memory.
"""

import duckdb

from etl import settings
from etl.build.again.tables import NOTHING, Taken
from etl.build.settle import settle
from etl.build.stage import stage
from etl.contract import Source

_blank: dict[tuple[str, str, str], str] = {}  # (program, world, source) -> the statement that makes its empty mart


def make(
    con: duckdb.DuckDBPyConnection, source: Source, raw_tables: dict[int, str], program: str, taken: Taken = NOTHING
) -> None:
    """Make the mart of the raw tables (by file id) of a source, before the rows that are `taken`; `program` is pipeline.program_id().

    A source with bundled files is always staged where it is read: its checks read its staging, too.
    """
    if source.name in taken.files and not raw_tables:
        taken.take(con, source)
        return
    key = (program, settings.dataset(), source.name)
    if not raw_tables and not source.bundled and key in _blank:
        con.execute(_blank[key])
        return
    stage(con, source, raw_tables)
    con.execute(source.sql("mart.sql"))
    settle(con, source)
    if taken.files.get(source.name):
        taken.put_beside(con, source, list(raw_tables))
    if not raw_tables:
        _blank[key] = _statement(con, source)


def _statement(con: duckdb.DuckDBPyConnection, source: Source) -> str:
    """The statement that makes the mart as it is; ValueError where there are rows in it."""
    if con.execute(f"select 1 from mart.{source.mart} limit 1").fetchone():
        raise ValueError(f"mart.{source.mart} has rows, and no file of {source.name} is there")
    # The catalogue spells out every code of every table before it gives the statement of one.
    columns = ", ".join(
        f"{name} {kind}" for name, kind, *_ in con.execute(f"select * from mart.{source.mart}").description
    )
    return f"create table mart.{source.mart} ({columns})"
