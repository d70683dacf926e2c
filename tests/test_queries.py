"""The contract of the queries: headers, parameters, words for what cannot be answered, portability, threads."""

import re
import threading

import pandas as pd
import pytest
import sqlglot

import queries
from queries.headers import FOLDER
from tests import figures

ROWS = figures.random_rows(3)
NEEDS = {"lists/freshness": {"today": "2026-11-24"}}
NOT_PORTABLE = re.compile(r"\b(pivot|group by all|order by all|strftime|median|list_contains|len|array_length)\b", re.I)


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, ROWS)
    return tmp_path


@pytest.mark.parametrize("name", queries.names())
def test_header_declares_exactly_what_is_bound(name):
    query = queries.get(name)
    body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
    assert set(re.findall(r"\$(\w+)", body)) == set(query.params)
    assert query.about["title"] and query.about["metric"] and query.about["unit"] and query.about["grain"]
    for table in query.about["from"].split(","):
        assert re.search(rf"\b{re.escape(table.strip())}\b", body), f"{table} is declared and not read"


@pytest.mark.parametrize("name", queries.names())
def test_sql_is_portable(name):
    query = queries.get(name)
    body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
    assert not NOT_PORTABLE.search(body)
    for dialect in ("spark", "postgres"):
        (told,) = sqlglot.transpile(body, read="duckdb", write=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE)
        sqlglot.parse_one(told, read=dialect)


@pytest.mark.parametrize("name", queries.names())
def test_every_query_runs_on_its_audience_with_defaults(name, work):
    frame = queries.run(name, **NEEDS.get(name, {}))
    for column in frame:
        if column.endswith("_count") or column.startswith("more_women"):
            assert str(frame[column].dtype) in ("int64", "Int64"), column
        if column.endswith("_fraction"):
            assert str(frame[column].dtype) == "float64"


def test_every_file_in_the_folders_is_a_query():
    assert len(queries.names()) == len(list(FOLDER.glob("*/*.sql"))) > 20


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        ("metrics/nothing", {}, "There is no query"),
        ("metrics/deployment_total", {"month": 1}, "no parameter month"),
        ("metrics/deployment_total", {"as_of": "July"}, "which is not a day"),
        ("metrics/deployment_total", {"scope": "some"}, "not one of all, peacekeeping"),
        ("metrics/parity_by_contributor", {"category": "x"}, "not one of unmem_staff_officers"),
        ("metrics/contributor_trend", {"months": "many"}, "not a whole number"),
        ("lists/freshness", {}, "needs the parameter today"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(name, asked, words, work):
    with pytest.raises(queries.QueryError, match=words):
        queries.run(name, **asked)


def test_empty_means_default_and_every_form_of_a_day_is_the_same(work):
    as_of = max(row[0] for row in ROWS)
    want = queries.run("metrics/deployment_total", as_of=as_of)
    for form in (as_of.isoformat(), pd.Timestamp(as_of), "", None):
        pd.testing.assert_frame_equal(queries.run("metrics/deployment_total", as_of=form, scope=""), want)


def test_nothing_published_unknown_version_and_other_schema_are_said(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "empty"))
    with pytest.raises(queries.NoData, match="python -m etl build"):
        queries.run("lists/months")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, ROWS, "aaaaaaaaaaaa", schema=99)
    with pytest.raises(queries.NoData, match="made by schema 99; this program reads schema"):
        queries.run("lists/months")
    for version, words in (("bbbbbbbbbbbb", "has no public data"), ("../../x", "not a data version")):
        with pytest.raises(queries.NoData, match=words):
            queries.run("lists/months", snapshot=queries.Snapshot(version))


def test_a_served_database_cannot_be_written_nor_read_other_files(work):
    snapshot = queries.current()
    queries.run("lists/months")
    from queries import engine

    cursor = engine._connection(snapshot).cursor()
    for statement in ("create table mart.x (a int)", "select * from read_csv('/etc/hostname')", "set threads = 1"):
        with pytest.raises(Exception, match=r"read-only|disabled|locked|Cannot"):
            cursor.execute(statement)


def test_threads_share_a_snapshot_without_mixing(work):
    want = queries.run("metrics/deployment_by_contributor")
    wrong = []

    def read():
        for _ in range(60):
            got = queries.run("metrics/deployment_by_contributor")
            if not got.equals(want):
                wrong.append(got)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
