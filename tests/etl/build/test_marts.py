"""A source without a file: its mart made from memory is the one that its SQL makes, and no memory outlives its program."""

import datetime as dt
import shutil

import pytest

from etl import settings
from etl.build import apart, marts, pipeline, publish
from etl.contract import tables
from tests.support.etl_fixtures import Site, reading, record
from tests.support.pledge_forms import know_states

NOW = dt.datetime(2026, 11, 1, 12)


@pytest.fixture
def sites(tmp_path, monkeypatch):
    """Give work folders beside one data folder, in a process that has built nothing yet."""
    monkeypatch.setattr(marts, "_blank", {})
    data = Site(tmp_path, monkeypatch).data
    return lambda name: Site(tmp_path, monkeypatch, data, name)


def built(site: Site) -> tuple:
    """All that a build makes of a site: every row of every table, and every column with its type."""
    site.build(now=NOW)
    columns = "select schema_name, table_name, column_index, column_name, data_type from duckdb_columns() order by all"
    return site.contents(), site.rows(columns), site.rows(columns, audience="restricted")


def test_marts_made_from_memory_are_those_that_the_sql_makes_and_a_file_is_staged(sites):
    def received(name):
        site = sites(name)
        site.drop("uhistoricalpol.csv", [record(kind="Individual Police")], "police")
        return built(site)

    first = received("first")
    without = built(sites("without"))
    assert {source for *_, source in marts._blank} == {name for name in tables() if name != "deployments"}
    assert received("again") == first
    assert built(sites("without again")) == without
    assert first[0]["mart.police_month"] and not without[0]["mart.police_month"]


def test_memory_is_used_and_goes_with_the_reference_lists(sites):
    built(sites("first"))
    for key, statement in marts._blank.items():
        marts._blank[key] = statement.replace("(", "(planted INTEGER, ", 1)
    site = sites("again")
    planted = "select count(*) from duckdb_columns() where column_name = 'planted'"
    built(site)
    assert site.rows(planted, audience="restricted") == [(len(marts._blank),)]
    program = pipeline.program_id()
    know_states(site.data, "QMB")
    assert pipeline.program_id() != program
    built(site)
    assert site.rows(planted, audience="restricted") == [(0,)]


def test_both_audiences_are_held_apart_from_the_other_world(sites):
    site = sites("first")
    site.build()
    asked = "select count(*) from meta.check_passed where sentence = ?"
    assert [site.rows(asked, [apart.PASSED], audience=whom) for whom in ("open", "restricted")] == [[(1,)], [(1,)]]


def test_a_refused_file_of_a_restricted_source_is_named_to_nobody_else(sites):
    site = sites("first")
    site.drop("posts.csv", "nothing,of,this\n1,2,3\n", "officers")
    site.build()
    asked = "select file_name from meta.refused"
    assert site.rows(asked, audience="restricted") == [("posts.csv",)] and site.rows(asked) == []


@pytest.mark.parametrize("file", ["build/marts.py", "sources/police/source.toml", "sources/police/mart.sql"])
def test_code_declarations_and_sql_are_all_of_the_program(file, tmp_path, monkeypatch):
    package = tmp_path / "etl"
    shutil.copytree(pipeline.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(pipeline, "PACKAGE", package)
    before = pipeline.program_id()
    (package / file).chmod(0o644)
    (package / file).write_text((package / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert pipeline.program_id() != before


def test_a_mart_with_rows_is_not_remembered(sites):
    site = sites("first")
    site.drop("uhistoricalpol.csv", [record(kind="Individual Police")], "police")
    built(site)
    with (
        reading(settings.database_file(str(publish.current()), "public", "restricted")) as con,
        pytest.raises(ValueError, match="mart.police_month has rows"),
    ):
        marts._statement(con, tables()["police"])
