"""Write what is published as Parquet, a folder a table, for an engine that reads files: open data unless restricted is asked for."""

import json
import shutil
from pathlib import Path

import duckdb

from etl import settings
from etl.build import publish

TABLES = "tables.json"
# Rows from which a table that has months is a folder of files, one a month. Their names do not say which: Sail refuses a table whose
# folders name a column that stands in its files too.
MANY = 5_000_000
MONTH = "as_of"


def write(folder: Path, audience: str = "open") -> dict:
    """Write the version that is served below `folder`: VERSION/DATASET-AUDIENCE/SCHEMA.TABLE/; how many tables and rows there are.

    What stands there already of this version stays: a version does not change. ValueError where nothing is published.
    """
    version = publish.current()
    if not version:
        raise ValueError("No data is published yet. Build first: python -m etl build")
    rows = tables = 0
    for dataset in settings.datasets():
        place = folder / version / f"{dataset}-{audience}"
        if not (place / TABLES).exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            names = _tables(settings.database_file(version, dataset, audience), place)
            (place / TABLES).write_text(json.dumps(names), encoding="utf-8")
        known = json.loads((place / TABLES).read_text(encoding="utf-8"))
        tables, rows = tables + len(known), rows + sum(known.values())
    return {"data_version": version, "folder": str(folder / version), "tables": tables, "rows": rows}


def _tables(database: Path, place: Path) -> dict[str, int]:
    """Write every table of a database; its rows by name."""
    counts = {}
    with duckdb.connect() as con:
        con.execute(f"attach {_quoted(database)} as published (read_only); use published")
        found = con.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'published' order by all"
        ).fetchall()
        for schema, table in found:
            name = f"{schema}.{table}"
            [(counts[name],)] = con.execute(f'select count(*) from "{schema}"."{table}"').fetchall()
            columns = [row[0] for row in con.execute(f'describe "{schema}"."{table}"').fetchall()]
            (place / name).mkdir()
            if counts[name] >= MANY and MONTH in columns:
                where, how = (
                    place / name,
                    f", partition_by ({MONTH}), write_partition_columns true, hive_file_pattern false, overwrite_or_ignore",
                )
            else:
                where, how = place / name / "rows.parquet", ""
            con.execute(f'copy (from "{schema}"."{table}") to {_quoted(where)} (format parquet{how})')
    return counts


def _quoted(path: Path) -> str:
    return "'" + path.as_posix().replace("'", "''") + "'"
