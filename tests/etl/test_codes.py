"""Codes are kept as numbers into sorted lists: nobody who asks may notice. Months are counted by bits: no twin may slip through."""

import datetime as dt
import random
import shutil
from collections import Counter

import duckdb
import pandas as pd
import pytest

import queries
from etl import contract, settings
from etl.build import checks, settle, stage
from tests.support import figures
from tests.support.etl_fixtures import lean, reading

CODES = {"mission_code", "iso3", "personnel_type", "category"}


def listed(con, table: str) -> list[tuple[str, str, str]]:
    """Return schema, table, column of the columns that are kept as numbers into a list."""
    asked = "select schema_name, table_name, column_name from duckdb_columns() where not internal and data_type like 'ENUM%'"
    return [row for row in con.execute(asked).fetchall() if table in ("", row[1])]


@pytest.fixture(scope="module")
def twice(built, tmp_path_factory):
    """Yield the session's build as it is, and a copy of it in which every code is text."""
    (folder,) = (built / "build" / "versions").glob("*")
    copy = tmp_path_factory.mktemp("text") / "text.duckdb"
    shutil.copyfile(folder / "public-restricted.duckdb", copy)
    with duckdb.connect(str(copy)) as con:
        for schema, table, column in listed(con, ""):
            con.execute(f"alter table {schema}.{table} alter {column} type varchar")
    with (
        reading(folder / "public-restricted.duckdb") as kept,
        reading(copy) as text,
    ):
        yield kept, text


@pytest.mark.parametrize("audience", ["restricted", pytest.param("open", marks=pytest.mark.more)])
def test_codes_of_the_large_marts_are_listed_in_order(published, audience):
    path = settings.database_file(queries.current().version, "public", audience)
    with reading(path) as con:
        for mart in ("deployment_month", "police_month"):
            assert {column for _, _, column in listed(con, mart)} == CODES
        for schema, table, column in listed(con, ""):
            (codes,) = con.execute(f"select enum_range(cast(null as {_kind(con, schema, table, column)}))").fetchone()
            assert codes == sorted(codes), (table, column)
            ask = f"select distinct {column}, cast({column} as varchar) as code from {schema}.{table} order by {{}}"
            assert con.execute(ask.format(column)).fetchall() == con.execute(ask.format("code")).fetchall()


def _kind(con, schema: str, table: str, column: str) -> str:
    asked = "select data_type from duckdb_columns() where schema_name = ? and table_name = ? and column_name = ?"
    return con.execute(asked, [schema, table, column]).fetchone()[0]


ASKS: tuple[dict, ...] = (
    {"iso3": "GHA", "mission": "MINUSCA"},
    {},
    {"iso3": "GHA"},
    {"mission": "MINUSCA"},
    {"iso3": "none", "mission": "none"},
)


@pytest.mark.parametrize("more", [ASKS[:1], pytest.param(ASKS[1:], marks=pytest.mark.more)], ids=["one", "more"])
@pytest.mark.parametrize("name", queries.names())
def test_every_query_answers_as_from_columns_of_text(name, more, twice):
    needed = {
        key: "2025-07-31" if told.type == "DATE" else next(iter(told.codes), "none")
        for key, told in queries.get(name).params.items()
        if told.required
    }
    for ask in [needed | one for one in more]:
        ask = {key: value for key, value in ask.items() if key in queries.get(name).params}
        kept, text = (queries.run(name, connection=con, **ask) for con in twice)
        pd.testing.assert_frame_equal(kept, text)


@pytest.mark.parametrize("seed", lean(range(30), 0, 1, 3))
def test_twins_are_seen_whatever_days_they_are_of(seed, tmp_path):
    rng = random.Random(seed)
    days = [figures.month_end(year, 1 + month) for year in (1816, 2016, 2017) for month in range(12)]
    if seed % 3 == 0:
        days += [day - dt.timedelta(days=rng.randint(1, 20)) for day in days[::5]]
    keys = [
        (
            rng.choice(days),
            rng.choice(("MINUSCA", "UNSOM")),
            rng.choice(("FJI", "KEN")),
            rng.choice(("troops", "staff_officers")),
        )
        for _ in range(rng.choice((8, 40, 200)))
    ]
    if seed % 2 == 0:
        keys = list(dict.fromkeys(keys))
    expected = sorted((*key, count) for key, count in Counter(keys).items() if count > 1)
    con = figures.database(tmp_path / "made.duckdb", [(*key, 1, number) for number, key in enumerate(keys)])
    con.execute("attach ':memory:' as scratch")  # what a build has beside the database
    con.execute(stage.shared("macros.sql"))
    con.execute(
        "create table scratch.row_out (source varchar, file_id integer, line integer, sheet varchar, outcome varchar, reason varchar, detail varchar)"
    )
    source = contract.find("deployments")
    assert sorted(con.execute(checks.grain(source)).fetchall()) == expected
    con.execute("drop table if exists scratch.twin")
    settle._settle_twins(con, source, "mart.deployment_month")
    found = con.execute(
        "select as_of, mission_code, iso3, personnel_type from mart.deployment_month order by all"
    ).fetchall()
    assert found == sorted(key for key, count in Counter(keys).items() if count == 1)
    assert con.execute(checks.grain(source)).fetchall() == []
    con.close()
