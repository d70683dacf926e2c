"""Missions over time and change between months, counted a second time in plain Python on random data and on real figures."""

import datetime as dt
from collections import defaultdict
from itertools import product

import pandas as pd
import pytest

import queries
from tests.support.figures import APART_SINCE, LEAN, LINEAGE, MISSIONS, TYPES, database, random_rows
from tests.support.seeds import seeds

JULY = dt.date(2025, 7, 31)
KEYS = {
    "mission": lambda row: LINEAGE.get(row[1], row[1]),
    "type": lambda row: row[3],
    "personnel_type": lambda row: row[3],
    "state": lambda row: row[2],
    "iso3": lambda row: row[2],
    "total": lambda row: "total",
}


@pytest.fixture(params=seeds(15, LEAN), scope="module")
def world(request, tmp_path_factory):
    rows = random_rows(request.param)
    con = database(tmp_path_factory.mktemp("world") / "made.duckdb", rows)
    yield rows, lambda name, **asked: queries.run(f"{name}", connection=con, **asked)
    con.close()


def line(mission):
    return LINEAGE.get(mission, mission)


def summed(rows, key):
    """Return key -> [women, people]."""
    found = defaultdict(lambda: [0, 0])
    for row in rows:
        found[key(row)][0] += row[4]
        found[key(row)][1] += row[4] + row[5]
    return dict(found)


def none(value):
    return None if pd.isna(value) else value


@pytest.mark.parametrize("by", ["all", "type", "contributor"])
def test_mission_timeline_agrees_and_a_renamed_mission_is_one_line(world, by):
    rows, run = world

    def key(row):
        kind = None if by == "contributor" else row[3]
        return row[0], row[1], kind, None if by == "type" else row[2]

    for mission in MISSIONS:
        mine = [row for row in rows if line(row[1]) == line(mission)]
        got = run("mission_timeline", mission=mission, by=by)
        told = {
            (r.as_of.date(), r.mission, none(r.personnel_type), none(r.iso3)): [r.women_count, r.people_count]
            for r in got.itertuples()
        }
        assert told == summed(mine, key) and len(told) == len(got)
        assert (got["men_count"] + got["women_count"] == got["people_count"]).all()
        for r in got.itertuples():
            assert none(r.category) == TYPES.get(none(r.personnel_type))
    assert run("mission_timeline", mission="NOWHERE").empty


def test_mission_contributors_agree(world):
    rows, run = world
    months = sorted({row[0] for row in rows})
    for as_of, mission in product((months[-1], months[0], months[-1] + dt.timedelta(days=1)), MISSIONS):
        mine = [r for r in rows if line(r[1]) == line(mission) and r[0] <= as_of and r[4] + r[5]]
        got = run("mission_contributors", mission=mission, as_of=as_of)
        assert set(got["iso3"]) == {row[2] for row in mine} and len(got) == got["iso3"].nunique()
        for row in got.itertuples():
            theirs = [found for found in mine if found[2] == row.iso3]
            days = {found[0] for found in theirs}
            assert (row.first_as_of.date(), row.last_as_of.date(), row.month_count) == (min(days), max(days), len(days))
            if as_of not in months:
                assert pd.isna(row.people_count) and pd.isna(row.women_count)
                continue
            women, people = summed([f for f in theirs if f[0] == as_of], lambda _row: 0).get(0, [0, 0])
            assert (row.women_count, row.people_count) == (women, people)
            assert pd.isna(row.women_fraction) if people < 10 else row.women_fraction == pytest.approx(women / people)


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_mission_list_agrees(world, scope):
    rows, run = world
    months = sorted({row[0] for row in rows})
    for as_of in (months[-1], months[0]):
        got = run("mission_list", as_of=as_of, scope=scope)
        assert got["mission"].is_unique
        order = {"open": 0, "no longer printed": 1, "closed": 2, "not printed": 3}
        places = [(order[row.state], row.mission) for row in got.itertuples()]
        assert places == sorted(places)
        told = {line(row.mission): row for row in got.itertuples()}
        for mission in MISSIONS:
            if scope == "peacekeeping" and not MISSIONS[mission]:
                assert line(mission) not in told
                continue
            mine = [r for r in rows if line(r[1]) == line(mission) and r[0] <= as_of and r[4] + r[5]]
            row = told[line(mission)]
            now = [found for found in mine if found[0] == as_of]
            assert row.people_count == sum(found[4] + found[5] for found in now)
            assert row.women_count == sum(found[4] for found in now)
            assert row.contributor_count == len({found[2] for found in now})
            days = {found[0] for found in mine}
            assert none(row.first_as_of) == (pd.Timestamp(min(days)) if days else None)
            assert none(row.last_as_of) == (pd.Timestamp(max(days)) if days else None)
            # None of these missions has a sourced end.
            assert row.state == ("not printed" if not days else "open" if now else "no longer printed")
            if days:
                assert row.mission in {found[1] for found in mine if found[0] == max(days)}


@pytest.mark.parametrize("by", [*KEYS, "category"])
@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_change_agrees_and_its_rows_sum_to_the_change_of_all(world, by, scope):
    rows, run = world
    months = sorted({row[0] for row in rows})
    for first, second in ((months[0], months[-1]), (months[-1], months[0]), (months[-1], months[-1])):
        sides = [[r for r in rows if r[0] == day and (scope == "all" or MISSIONS[r[1]])] for day in (first, second)]

        broken = min(first, second) < APART_SINCE

        def category(row, broken=broken):
            together = broken and TYPES[row[3]] in ("contingent_troops", "unmem_staff_officers")
            return "contingent_troops_unmem_staff_officers" if together else TYPES[row[3]]

        before, after = (summed(side, KEYS.get(by, category)) for side in sides)
        got = run("deployment_change", from_date=first, to_date=second, by=by, scope=scope)
        want = {}
        for key in {*before, *after}:
            (w0, p0), (w1, p1) = before.get(key, [0, 0]), after.get(key, [0, 0])
            if p0 + p1:
                want[key] = [p0, p1, p1 - p0, w0, w1, w1 - w0, 0, 0]
        assert {row[0]: list(row[1:]) for row in got.itertuples(index=False)} == want
        totals = [
            run("deployment_total", as_of=day, scope=scope)[["people_count", "women_count"]].iloc[0].fillna(0)
            for day in (first, second)
        ]
        change = totals[1] - totals[0]
        assert [got["people_change"].sum(), got["women_change"].sum()] == change.tolist()


def test_a_month_that_was_not_reported_is_not_compared(world):
    rows, run = world
    known = max(row[0] for row in rows)
    for first, second in ((known, "1999-01-31"), ("1999-01-31", known), ("1990-01-31", "1990-02-28")):
        assert run("deployment_change", from_date=first, to_date=second).empty
    latest = run("deployment_change", from_date=known, by="total")
    assert latest["people_change"].tolist() in ([0], [])
    with pytest.raises(queries.QueryError, match="needs the parameter from_date"):
        run("deployment_change")


def test_across_may_2017_staff_officers_and_troops_are_told_together_by_category(tmp_path):
    rows = [
        (dt.date(2017, 4, 30), "MINUSCA", "BGD", "troops", 10, 90),
        (dt.date(2017, 5, 31), "MINUSCA", "BGD", "troops", 9, 81),
        (dt.date(2017, 5, 31), "MINUSCA", "BGD", "staff_officers", 1, 9),
    ]
    con = database(tmp_path / "made.duckdb", rows)
    asked = {"connection": con, "from_date": "2017-04-30", "to_date": "2017-05-31"}
    (row,) = queries.run("deployment_change", by="category", **asked).to_dict("records")
    assert (row["key"], row["people_change"]) == ("contingent_troops_unmem_staff_officers", 0)
    types = queries.run("deployment_change", by="type", **asked)
    assert dict(types[["key", "people_change"]].itertuples(index=False)) == {"staff_officers": 10, "troops": -10}
    con.close()


class TestRealFigures:
    @pytest.fixture(autouse=True)
    def _real(self, published):
        pass

    @pytest.mark.parametrize(
        ("mission", "people"), [("MINUSCA", 17074), ("UNMISS", 15452), ("MONUSCO", 11629), ("UNIFIL", 10044)]
    )
    def test_missions_of_july_2025(self, mission, people):
        for by in ("all", "type", "contributor"):
            got = queries.run("mission_timeline", mission=mission, by=by)
            assert got.loc[got["as_of"] == "2025-07-31", "people_count"].sum() == people
        assert queries.run("mission_contributors", mission=mission)["people_count"].sum() == people

    def test_somalia_is_one_line_and_the_congo_two(self):
        for code in ("UNSOM", "UNTMIS"):
            got = queries.run("mission_timeline", mission=code)
            assert set(got["mission"]) == {"UNSOM", "UNTMIS"}
        assert queries.run("mission_timeline", mission="MONUC").empty
        assert set(queries.run("mission_timeline", mission="MONUSCO")["mission"]) == {"MONUSCO"}
        # The rename is no loss and no gain.
        change = queries.run("deployment_change", from_date="2024-10-31", to_date="2024-11-30").set_index("key")
        assert "UNSOM" not in change.index
        assert change.loc["UNTMIS", ["from_people_count", "to_people_count"]].min() > 600

    def test_open_and_closed(self):
        got = queries.run("mission_list").set_index("mission")
        assert got.loc[["UNIFIL", "MINUSCA", "UNTMIS"], "state"].tolist() == ["open"] * 3
        assert got.loc[["MINUSMA", "MONUC", "UNAMID"], "state"].tolist() == ["closed"] * 3
        assert got.loc["UNITAMS", "state"] == "no longer printed" and got.loc["BINUB", "state"] == "not printed"
        assert len(got) == 39 - 2 and got["people_count"].sum() == 61127
        then = queries.run("mission_list", as_of="2016-01-31").set_index("mission")
        assert then.loc[["MINUSMA", "MINUJUSTH", "UNMIT"], "state"].tolist() == ["open", "not printed", "closed"]

    @pytest.mark.parametrize("by", ["mission", "type", "state", "category"])
    def test_the_change_of_a_year_is_the_difference_of_two_printed_totals(self, by):
        got = queries.run("deployment_change", from_date="2024-07-31", to_date=JULY, by=by)
        (before,) = queries.run("deployment_total", as_of="2024-07-31").to_dict("records")
        assert got["people_change"].sum() == 61127 - before["people_count"]
        assert got["women_change"].sum() == 6212 - before["women_count"]


def test_rows_of_several_months_are_those_of_each(world):
    rows, run = world
    days = sorted({row[0] for row in rows})
    first, last = days[len(days) // 4], days[-1 - len(days) // 4]  # some before and after, where there are
    each = [run("deployment_rows", as_of=day) for day in days if first <= day <= last]
    want = pd.concat(each, ignore_index=True).astype("object")
    got = run("deployment_rows", since=first, as_of=last)
    pd.testing.assert_frame_equal(got.astype("object"), want, check_exact=True)
