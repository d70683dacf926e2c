"""Read the file of one Member State beside the open one: in both, as one database, stands what is open and the state's own rows.

Of what the file of the state tells of itself, it alone is asked (its pledges, with all their steps); of other states the open file.
The days on which there are rosters, returns and lists are rows without a state, so that the newest one is the newest of all.
"""

from pathlib import Path

import duckdb

# Rows of the open file that stay where the state's own file has the table too; of tables that are not named here, its rows alone.
OPEN_ROWS = {
    "mart.pledge": "iso3 is distinct from '{iso3}'",
    "mart.pledge_remark": "pledge_id not in (select pledge_id from own.mart.pledge)",
    "mart.pledge_requirement": "pledge_id not in (select pledge_id from own.mart.pledge)",
    "mart.pledge_step": "pledge_id not in (select pledge_id from own.mart.pledge)",
    "meta.file": "true",
    "meta.quarantine": "true",
}
DAYS = {
    "mart.roster_unit": "day as export_on",
    "mart.unit_return": "day as as_of, mission, unit_id",
    "mart.officer_post": "day as as_of",
}


def connect(opened: Path, own: Path, iso3: str) -> duckdb.DuckDBPyConnection:
    """Both files, read-only, as one database; duckdb.Error where one cannot be read, or they are not of one version."""
    connection = duckdb.connect()
    try:
        for name, path in (("opened", opened), ("own", own)):
            connection.execute(f"attach '{path.as_posix()}' as {name} (read_only)")
        ids = "select version_id, dataset, audience from {}.meta.build"
        built, of_state = (connection.execute(ids.format(name)).fetchall() for name in ("opened", "own"))
        if [(*row[:2], f"state-{iso3}") for row in built] != of_state:
            raise duckdb.IOException(f"{own.name} is not of the version of {opened.name}")
        tables = "select schema_name || '.' || table_name from duckdb_tables() where database_name = $name"
        in_open, in_own = (
            {table for (table,) in connection.execute(tables, {"name": name}).fetchall()} for name in ("opened", "own")
        )
        for schema in {table.partition(".")[0] for table in in_open | in_own}:
            connection.execute(f"create schema {schema}")
        for table in sorted((in_open | in_own) - {"meta.day"}):
            connection.execute(f"create view {table} as {_rows(table, in_open, in_own, iso3)}")
        connection.execute("set enable_external_access = false; set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def _rows(table: str, in_open: set[str], in_own: set[str], iso3: str) -> str:
    parts = [f"select * from own.{table}"] if table in in_own else []
    if table in in_open and (table not in in_own or table in OPEN_ROWS):
        parts.append(f"select * from opened.{table} where {OPEN_ROWS.get(table, 'true').format(iso3=iso3)}")
    if table in DAYS and table in in_own:
        parts.append(f"select {DAYS[table]} from own.meta.day where relation = '{table}'")
    return " union all by name ".join(parts)
