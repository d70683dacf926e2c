"""A database that begins with a copy is the one that begins with the reference lists, and follows them when they change."""

import shutil

from etl.settings import ROOT
from tests.support.etl_fixtures import begin

CATALOGUE = (
    "select schema_name, table_name, sql from duckdb_tables() where database_name in (current_database(), 'scratch') order by all",
    "select schema_name, function_name, macro_definition, parameters from duckdb_functions() where not internal order by all",
    "select schema_name, type_name, labels from duckdb_types() where not internal order by all",
    "select view_name, sql from duckdb_views() where not internal order by all",
)


def contents(path) -> dict[str, list]:
    """The catalogue and the rows of every table of a database that has begun."""
    with begin(path) as con:
        parts = {query: con.execute(query).fetchall() for query in CATALOGUE}
        query = "select distinct database_name || '.' || schema_name || '.' || table_name from duckdb_tables()"
        for (table,) in con.execute(query).fetchall():
            name = table.replace(f"{path}".removesuffix(".duckdb").rpartition("/")[2] + ".", "", 1)
            parts[name] = con.execute(f"select * from {table} order by all").fetchall()
        return parts


def test_a_copy_is_what_was_copied_and_a_changed_list_is_read_anew(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "data" / "reference", tmp_path / "reference")
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path))
    begun = [contents(tmp_path / f"{name}.duckdb") for name in ("first", "second", "third")]
    assert begun[1] == begun[0] and begun[2] == begun[0]
    assert len(begun[0]) > 80
    missions = tmp_path / "reference" / "mission.csv"
    missions.chmod(0o644)
    lines = missions.read_text(encoding="utf-8").splitlines()
    # Without the first one: no other goes on from it.
    missions.write_text("\n".join(lines[:1] + lines[2:]) + "\n", encoding="utf-8")
    changed = [contents(tmp_path / f"{name}.duckdb") for name in ("fourth", "fifth", "sixth")]
    assert [len(each["scratch.ref_text.mission"]) for each in changed] == [len(lines) - 2] * 3
