"""Make the open database of a finished restricted one: every table but those of restricted sources and columns.

Tables are copied into a new file, never deleted from a copy: freed blocks would still hold what was restricted.
"""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.build.stage import columns
from etl.contract import sources, tables

PLACE = {"file_id", "line", "sheet"}


def is_all_open(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a restricted database has nothing to hide but empty tables: no file with anything restricted in it was read."""
    closed, quoted = _closed(), [name for name, columns in _hidden().items() if columns]
    query = "select (select count(*) from meta.file where source in (select unnest(?))) + (select count(*) from meta.refused where source in (select unnest(?)))"
    [(secret_count,)] = con.execute(query, [quoted, [*quoted, *_received()]]).fetchall()
    return not secret_count and set(quoted) == set(closed)


@contextlib.contextmanager
def writing_open(restricted: Path, target: Path, is_all_open: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """Write the open database, and give it. A file of which one column is restricted is named in it; its quarantine and findings quote all.

    Where nothing is to be hidden the file is copied, which takes a tenth of the time, and empty tables go.
    """
    if is_all_open:
        shutil.copyfile(restricted, target)
    with duckdb.connect(str(target)) as con:
        if is_all_open:
            _take_out(con)
        else:
            _copy_all(con, restricted)
        con.execute("update meta.build set audience = 'open'")
        _trim_lineage(con)
        yield con


def _hidden() -> dict[str, set[str]]:
    """The restricted columns of each source that is a table."""
    return {
        source.name: {
            name for name, column in source.columns.items() if "restricted" in (source.audience, column.audience)
        }
        for source in tables().values()
    }


def _received() -> list[str]:
    """The restricted sources that are no tables, such as forms and rosters: what is told of a refused file of theirs names it."""
    return [source.name for source in sources().values() if source.audience == "restricted" and not source.is_table]


def _closed() -> list[str]:
    return [source.name for source in tables().values() if source.audience == "restricted"]


def _take_out(con: duckdb.DuckDBPyConnection) -> None:
    """Take what is restricted out of a copy in which it is empty."""
    closed = _closed()
    for name in closed:
        con.execute(f"drop table mart.{tables()[name].mart}")
    con.execute("delete from meta.source where source in (select unnest(?))", [closed])
    con.execute("delete from meta.refused where source not in (select source from meta.source)")


def _copy_all(con: duckdb.DuckDBPyConnection, restricted: Path) -> None:
    """Copy all that is open of a restricted database."""
    hidden, closed = _hidden(), _closed()
    quoted = [name for name, names in hidden.items() if names]
    con.execute(f"attach '{restricted.as_posix()}' as full_copy (read_only)")
    query = "select schema_name, table_name from duckdb_tables() where database_name = 'full_copy' order by 1, 2"
    by_mart = {source.mart: source for source in tables().values()}
    for schema, table in con.execute(query).fetchall():
        source = by_mart.get(table)
        if source and source.audience == "restricted":
            continue
        left_out = set()
        if source and hidden[source.name]:
            # What a mart made of a restricted column, under a name that is not declared, is held back too.
            here = columns(con, f"full_copy.{schema}.{table}")
            left_out = here - (set(source.columns) - hidden[source.name]) - PLACE
        _copy(con, schema, table, sorted(left_out), closed, quoted)
    con.execute("detach full_copy")


def _copy(con, schema: str, table: str, left_out: list[str], closed: list[str], quoted: list[str]) -> None:
    """Copy one table without columns that are left out, and without rows about `closed` sources or that quote `quoted` ones."""
    shown = f"* exclude ({', '.join(left_out)})" if left_out else "*"
    where, secret = "", None
    if schema == "meta" and table in ("file", "source"):
        where, secret = "where source not in (select unnest($secret))", closed
    if schema == "meta" and table == "refused":
        where = (
            "where source in (select source from full_copy.meta.source where source not in (select unnest($secret)))"
        )
        secret = [*quoted, *_received()]
    if schema == "meta" and table in ("quarantine", "finding"):
        secret_files = "select file_id from full_copy.meta.file where source in (select unnest($secret))"
        where, secret = f"where file_id not in ({secret_files})", quoted
    con.execute(f"create schema if not exists {schema}")
    con.execute(
        f"create table {schema}.{table} as select {shown} from full_copy.{schema}.{table} {where}",
        None if secret is None else {"secret": secret},
    )


def _trim_lineage(con) -> None:
    """Take out of the open database's lineage what it does not hold: tables, and sources whose own mart is not there."""
    query = "select table_name from duckdb_tables() where schema_name = 'mart'"
    marts = {table for (table,) in con.execute(query).fetchall()}
    absent = [source.name for source in sources().values() if source.mart not in marts]
    con.execute(
        "delete from meta.lineage where relation not in (select 'mart.' || unnest($marts)) or source in (select unnest($absent))",
        {"marts": sorted(marts), "absent": absent},
    )
