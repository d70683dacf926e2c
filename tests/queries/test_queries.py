"""The contract of the queries: headers, parameters, words for what cannot be answered, portability, threads."""

import inspect
import re
import shutil
import threading

import pandas as pd
import pytest
import sqlglot

import queries
from etl import settings
from queries import headers
from queries.headers import FOLDER
from tests.support import figures

ROWS = figures.random_rows(3)
NEEDS = {"freshness": {"today": "2026-11-24"}}
NOT_PORTABLE = re.compile(r"\b(pivot|group by all|order by all|strftime|median|list_contains|len|array_length)\b", re.I)


@pytest.fixture(scope="module")
def published_rows(tmp_path_factory):
    """A work folder with ROWS published in it, to be read only."""
    folder = tmp_path_factory.mktemp("work")
    figures.publish(folder, ROWS)
    return folder


@pytest.fixture
def work(published_rows, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(published_rows))
    return published_rows


@pytest.fixture
def own_work(tmp_path, published_rows, monkeypatch):
    """A copy of it that a test may change."""
    shutil.copytree(published_rows, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", queries.names())
def test_header_declares_exactly_what_is_bound(name):
    query = queries.get(name)
    body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
    if query.answer is None:
        assert set(re.findall(r"\$(\w+)", body)) == set(query.params)
    else:  # a Python file: it takes how to ask and what is declared, and reads tables by the queries that it names
        assert list(inspect.signature(query.answer).parameters) == ["run", *query.params]
        asked = asks(name)
        assert asked and {queries.get(other).about["audience"] for other in asked} <= {"open", query.about["audience"]}
    assert query.about["title"] and query.about["metric"] and query.about["unit"] and query.about["grain"]
    assert {table.strip() for table in query.about["from"].split(",")} == reads(name)


def reads(name):
    """Return the tables that a query's SQL reads, includes counted; those of the queries that a Python file asks."""
    if queries.get(name).answer is None:
        body = "\n".join(line for line in queries.get(name).sql.splitlines() if not line.lstrip().startswith("--"))
        return set(re.findall(r"(?<![\w.])(?:mart|meta|ref)\.[a-z_0-9]+", body))
    return set().union(*(reads(other) for other in asks(name)))


def asks(name):
    return re.findall(r'run\(\s*"(\w+)"', headers.places()[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [name for name in queries.names() if queries.get(name).answer is None])
def test_sql_is_portable(name):
    query = queries.get(name)
    body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
    assert not NOT_PORTABLE.search(body)
    (statement,) = sqlglot.parse(body, read="duckdb")
    for dialect in ("spark", "postgres"):
        told = statement.sql(dialect, unsupported_level=sqlglot.ErrorLevel.RAISE)
        sqlglot.parse_one(told, read=dialect)


@pytest.mark.parametrize("name", queries.names())
def test_every_query_runs_on_its_audience_with_defaults(name, work):
    needed = {
        key: "2025-07-31" if told.type == "DATE" else next(iter(told.codes), "none")
        for key, told in queries.get(name).params.items()
        if told.required
    }
    frame = queries.run(name, **NEEDS.get(name, needed))
    assert list(frame.columns) == list(queries.get(name).columns), "the header heads exactly the columns of the answer"
    for column in frame:
        if column.endswith("_count") or column.startswith("more_women"):
            assert str(frame[column].dtype) in ("int64", "Int64"), column
        if column.endswith("_fraction"):
            assert str(frame[column].dtype) == "float64"


def test_every_file_in_the_folders_is_a_query():
    files = [path for kind in ("sql", "py") for path in FOLDER.glob(f"*/*.{kind}")]
    files = [path for path in files if path.parent.name != "shared"]
    assert len(set(queries.names())) == len(files) > 20


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        ("nothing", {}, "There is no query"),
        ("deployment_total", {"month": 1}, "no parameter month"),
        ("deployment_total", {"as_of": "July"}, "which is not a day"),
        ("deployment_total", {"scope": "some"}, "not one of all, peacekeeping"),
        ("parity_by_contributor", {"category": "x"}, "not one of unmem_staff_officers"),
        ("deployment_total", {"as_of": ["2025-07-31"]}, "which is not a day"),
        ("deployment_total", {"as_of": 20250731}, "which is not a day"),
        ("parity_by_contributor", {"category": ["contingent_troops"]}, "which is not text"),
        ("cell_rows", {"mission": 7}, "which is not text"),
        ("contributor_trend", {"months": "many"}, "not a whole number"),
        ("contributor_trend", {"months": 2.5}, "not a whole number"),
        ("contributor_trend", {"months": True}, "not a whole number"),
        ("contributor_trend", {"months": [3]}, "not a whole number"),
        ("freshness", {}, "needs the parameter today"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(name, asked, words, work):
    with pytest.raises(queries.QueryError, match=words):
        queries.run(name, **asked)


def test_empty_means_default_and_every_form_of_a_day_is_the_same(work):
    as_of = max(row[0] for row in ROWS)
    want = queries.run("deployment_total", as_of=as_of)
    stamp = pd.Timestamp(as_of)
    days = (as_of.isoformat(), stamp, stamp.to_pydatetime(), stamp.to_datetime64(), f"{as_of}T00:00:00")
    for form in (*days, "", " ", None, [], pd.NaT, float("nan")):
        pd.testing.assert_frame_equal(queries.run("deployment_total", as_of=form, scope=""), want)


def test_nothing_published_unknown_version_and_other_schema_are_said(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "empty"))
    with pytest.raises(queries.NoData, match="No data is published yet"):
        queries.run("months")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, ROWS, "aaaaaaaaaaaa", schema=99)
    with pytest.raises(queries.NoData, match="made by schema 99; this program reads schema"):
        queries.run("months")
    for version, words in (("bbbbbbbbbbbb", "has no public data"), ("../../x", "not a data version")):
        with pytest.raises(queries.NoData, match=words):
            queries.run("months", snapshot=queries.Snapshot(version))


def test_versions_leave_out_a_build_under_way_and_a_broken_file_is_said_in_words(own_work):
    making = own_work / "build" / "versions" / ".making-1"
    making.mkdir()
    (making / "manifest.json").write_text('{"data_version": "cccccccccccc", "built_at": "2027-01-01T00:00:00"}')
    broken = own_work / "build" / "versions" / "dddddddddddd"
    broken.mkdir()
    (broken / "public-open.duckdb").write_bytes(b"half a file")
    (told,) = queries.versions()
    assert (told["id"], told["data_version"], told["schema_version"]) == (
        "0123456789ab",
        "0123456789ab",
        settings.SCHEMA_VERSION,
    )
    with pytest.raises(queries.NoData, match="dddddddddddd cannot be read"):
        queries.run("months", snapshot=queries.Snapshot("dddddddddddd"))
    # Only the pointer's first line is the id.
    (own_work / "build" / "current").write_text("0123456789ab\nnote\n")
    assert queries.current() == queries.Snapshot("0123456789ab")


@pytest.mark.parametrize(
    ("today", "age_days", "state"),
    [
        ("2025-08-29", 29, "on time"),
        ("2025-08-30", 30, "due"),
        ("2025-09-12", 43, "due"),
        ("2025-09-13", 44, "late"),
        ("2025-09-28", 59, "late"),
        ("2025-09-29", 60, "overdue"),
    ],
)
def test_freshness_turns_on_the_declared_day(today, age_days, state, tmp_path):
    con = figures.database(tmp_path / "made.duckdb", ROWS)
    con.execute("insert into meta.source select * replace ('pledges' as source) from meta.source")
    con.execute(
        "insert into meta.source select * replace ('once' as source, null as due_days) from meta.source limit 1"
    )
    con.execute("insert into meta.file select * replace ('once' as source) from meta.file")
    got = queries.run("freshness", connection=con, today=today).set_index("source")
    con.close()
    assert got.loc["deployments", ["age_days", "state"]].tolist() == [age_days, state]
    assert got.loc["pledges", "state"] == "not reported" and pd.isna(got.loc["pledges", "age_days"])
    assert got.loc["once", "state"] == "no schedule"


def test_rows_set_aside_are_counted_in_their_month_category_and_scope(tmp_path):
    con = figures.database(tmp_path / "made.duckdb", ROWS)
    day = max(row[0] for row in ROWS)
    aside = [("MINUSCA", "troops"), ("UNSOS", "troops"), (None, "troops"), ("MINUSCA", None)]
    for mission, kind in aside:
        con.execute("insert into meta.quarantine values (1, '2', 'x', '', ?, ?, 'BGD', ?, '')", [day, mission, kind])
    con.execute("insert into meta.quarantine values (1, '3', 'x', '', null, 'MINUSCA', 'BGD', 'troops', '')")

    def told(scope):
        got = queries.run("set_aside", connection=con, as_of=day, scope=scope)
        return {None if pd.isna(row.category) else row.category: row.row_count for row in got.itertuples()}

    assert told("all") == {"contingent_troops": 3, None: 1}
    # A row whose mission cannot be read may belong to the scope: it is said, not hidden.
    assert told("peacekeeping") == {"contingent_troops": 2, None: 1}
    con.close()


def test_a_served_database_cannot_be_written_nor_read_other_files(work):
    snapshot = queries.current()
    queries.run("months")
    from queries import engine

    cursor = engine._connection(snapshot).cursor()
    for statement in ("create table mart.x (a int)", "select * from read_csv('/etc/hostname')", "set threads = 1"):
        with pytest.raises(Exception, match=r"read-only|disabled|locked|Cannot"):
            cursor.execute(statement)


@pytest.mark.parametrize("turns", [20, pytest.param(200, marks=pytest.mark.more)])
def test_threads_share_a_snapshot_without_mixing(work, turns):
    want = queries.run("deployment_by_contributor")
    wrong = []

    def read():
        for _ in range(turns):
            got = queries.run("deployment_by_contributor")
            if not got.equals(want):
                wrong.append(got)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_what_queries_share_stands_once_and_in_their_text():
    shared = {path.stem: path.read_text(encoding="utf-8") for path in (headers.FOLDER / "shared").glob("*.sql")}
    assert not {name for name in queries.names() if name.startswith("shared/")}
    held = {name: queries.get(name).sql for name in queries.names()}
    texts = {path.name: path.read_text(encoding="utf-8") for path in headers.FOLDER.glob("*/*.sql")}
    for name in shared:
        places = re.findall(rf"^-- include: {name}\b", "\n".join(texts.values()), re.MULTILINE)
        assert len(places) > 1, f"{name} is shared by nobody"
    # Which unit is available, when a renewal is over and how many women a share asks for is said in one place: no query has a rule of its own.
    code = {name: [line for line in text.splitlines() if line[:2] != "--"] for name, text in texts.items()}
    for word, place in (
        ("'below_level_2'", "unit_status.sql"),
        ("mart.renewal_rule", "renewed.sql"),
        ("+ 99", "parity_arithmetic.sql"),
        ("// 100", "parity_arithmetic.sql"),
    ):
        assert [name for name, lines in code.items() if any(word in line for line in lines)] == [place]
    assert not [name for name, sql in held.items() if "-- include:" in sql]


def test_an_include_may_name_its_tables_anew():
    text = headers.expand("x", "with\n-- include: parity_arithmetic (counted as rotated, measured as turned),\n")
    assert "turned as (" in text and "rotated.women_count" in text and not re.search(r"\b(counted|measured)\b[.]", text)


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("deployment_total", ["deployments"]),
        ("gpp_parity", ["gpp"]),
        ("parity_by_category", ["deployments", "gpp"]),
        ("air_assets", ["air_assets"]),
        ("training_participation", ["training"]),
        ("capability_stage", ["mission_lines", "pcrs_roster", "pledges", "requirements"]),
        ("mission_gap", ["mission_lines", "pcrs_roster", "requirements"]),
        ("national_measures", ["national_measures", "pledges"]),
        ("officer_parity", ["officers"]),
        ("fpu_women", ["unit_return"]),
        ("outreach", ["deployments", "gpp", "pledges", "requirements"]),
        ("categories", []),  # a list of the program's own
    ],
)
def test_the_sources_of_a_query_are_exactly_those_of_its_tables(published, name, declared):
    audience = queries.get(name).about["audience"]
    assert queries.sources(name, queries.current("public", audience)) == declared


def test_an_unknown_include_is_said():
    with pytest.raises(ValueError, match="x: includes nothing, which is not in queries/shared"):
        headers.expand("x", "select 1\n-- include: nothing,\n")
