"""What is written as Parquet is what is published, and nothing that is not asked for."""

import contextlib
import json

import duckdb
import pytest

import queries
from etl import export, settings
from etl.__main__ import main


@contextlib.contextmanager
def opened(dataset):
    path = settings.database_file(queries.current().version, dataset, "open")
    with duckdb.connect() as con:  # as a file beside: what the run asks of it has it open already
        con.execute(f"attach '{path}' as published (read_only); use published")
        yield con


def rows(path):
    return duckdb.sql(
        f"select * from read_parquet('{path}/**/*.parquet', hive_partitioning = false) order by all"
    ).fetchall()


def test_every_table_of_the_open_databases_is_written_whole_and_no_other(published, tmp_path, capsys):
    version = queries.current().version
    assert main(["export", "--parquet", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {path.name for path in (tmp_path / version).iterdir()} == {"public-open", "exercise-open"}
    total = 0
    for dataset in settings.datasets():
        place = tmp_path / version / f"{dataset}-open"
        names = json.loads((place / export.TABLES).read_text())
        with opened(dataset) as con:
            for name, count in names.items():
                schema, table = name.split(".")
                [(there,)] = con.execute(f'select count(*) from "{schema}"."{table}"').fetchall()
                assert count == there
                total += count
            for name in ("mart.pledge", "meta.build"):
                schema, table = name.split(".")
                assert rows(place / name) == con.execute(f'select * from "{schema}"."{table}" order by all').fetchall()
        assert {path.name for path in place.iterdir()} == {*names, export.TABLES}
    assert told == {"data_version": version, "folder": str(tmp_path / version), "tables": told["tables"], "rows": total}


def test_a_large_table_is_a_file_a_month_and_a_written_version_stays(published, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "MANY", 1000)
    export.write(tmp_path)
    place = tmp_path / queries.current().version / "public-open" / "mart.deployment_month"
    assert len(list(place.iterdir())) > 100 and all(path.is_file() for path in place.iterdir())
    with opened("public") as con:
        assert rows(place) == con.execute("select * from mart.deployment_month order by all").fetchall()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    export.write(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")} == before


def test_without_anything_published_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    assert main(["export", "--parquet", str(tmp_path / "out")]) == 1
    assert "python -m etl build" in capsys.readouterr().err and not (tmp_path / "out").exists()


@pytest.mark.parametrize("audience", ["open", "restricted"])
def test_only_who_asks_for_all_gets_what_is_restricted(audience, published, tmp_path):
    export.write(tmp_path, audience)
    place = tmp_path / queries.current().version
    assert [path.name.rpartition("-")[2] for path in place.iterdir()] == [audience] * 2
    names = json.loads((place / f"exercise-{audience}" / export.TABLES).read_text())
    assert (names.get("mart.unit", 0) > 0 or names.get("mart.roster_unit", 0) > 0) == (audience == "restricted")
