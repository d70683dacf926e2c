"""States, groups, flows, one state's timeline and missions: against a second count on random data, and known figures."""

import csv
import datetime as dt

import pandas as pd
import pytest

import queries
from etl import settings
from tests.support.figures import LEAN, LINEAGE, MISSIONS, TYPES, Oracle, database, month_end, random_rows
from tests.support.seeds import seeds

JULY = dt.date(2025, 7, 31)
SCOPES = ("all", "peacekeeping")
POLICE = ("formed_police_units", "individual_police_officers")
# Group and area of the states of tests/figures.py, written down here a second time.
GROUPS = {
    "BGD": {"asia_pacific_group"}, "FJI": {"asia_pacific_group"}, "IRL": {"weog"}, "KEN": {"african_group"},
    "TUR": {"weog", "asia_pacific_group"}, "URY": {"grulac"},
}  # fmt: skip
AREAS = {
    "BGD": {"142", "034"}, "FJI": {"009", "054"}, "IRL": {"150", "154"}, "KEN": {"002", "202", "014"},
    "TUR": {"142", "145"}, "URY": {"019", "419", "005"},
}  # fmt: skip


def countries() -> dict:
    with (settings.ROOT / "data" / "reference" / "country.csv").open(encoding="utf-8", newline="") as handle:
        return {row["iso3"]: row for row in csv.DictReader(handle)}


def people(rows) -> int:
    return sum(row[4] + row[5] for row in rows)


def women(rows) -> int:
    return sum(row[4] for row in rows)


def plain(value):
    return None if pd.isna(value) else value


def year_before(as_of: dt.date) -> dt.date:
    return month_end(as_of.year - 1, as_of.month)


@pytest.fixture(params=seeds(12, LEAN), scope="module")
def world(request, tmp_path_factory):
    rows = random_rows(request.param)
    con = database(tmp_path_factory.mktemp("world") / "made.duckdb", rows)
    yield Oracle(rows, {}), lambda name, **asked: queries.run(name, connection=con, **asked).to_dict("records")
    con.close()


def check(got, rows, before, reported, known):
    """Compare one row of a state or group with the rows that it sums."""
    if not reported:
        assert all(plain(got[key]) is None for key in ("women_count", "people_count", "people_change_12m"))
        return
    assert (got["women_count"], got["people_count"]) == (women(rows), people(rows))
    want = women(rows) / people(rows) if people(rows) >= 10 else None
    assert plain(got["women_fraction"]) == (want if want is None else pytest.approx(want))
    assert plain(got["people_change_12m"]) == (people(rows) - people(before) if known else None)


@pytest.mark.parametrize("scope", SCOPES)
def test_states_agree(world, scope):
    oracle, run = world
    gap = next(day for day in (month_end(2025, m) for m in range(1, 13)) if day not in oracle.months)
    for as_of in (oracle.months[-1], oracle.months[0], gap):
        rows, before = oracle.of(as_of, scope), oracle.of(year_before(as_of), scope)
        reported, known = as_of in oracle.months, year_before(as_of) in oracle.months
        got = run("deployment_by_state", as_of=as_of, scope=scope)
        assert [row["iso3"] for row in got] == list(countries())
        for row in got:
            mine = [found for found in rows if found[2] == row["iso3"]]
            check(row, mine, [f for f in before if f[2] == row["iso3"]], reported, known)
            if reported:
                assert row["mission_count"] == len({found[1] for found in mine if found[4] + found[5]})
        for group, area in (
            ("weog", None),
            ("asia_pacific_group", None),
            (None, "142"),
            (None, "005"),
            ("weog", "145"),
        ):
            inside = {
                code for code in GROUPS if (not group or group in GROUPS[code]) and (not area or area in AREAS[code])
            }
            asked = {"as_of": as_of, "scope": scope, "regional_group": group, "area": area}
            found = {row["iso3"] for row in run("deployment_by_state", **asked)}
            assert found & set(GROUPS) == inside
            (got,) = run("deployment_of_group", **asked)
            mine, old = ([row for row in some if row[2] in inside] for some in (rows, before))
            check(got, mine, old, reported, known)
            assert got["state_count"] == len(found - {"BMU"})
            if reported:
                assert got["contributor_count"] == len({row[2] for row in mine if row[4] + row[5]})
            flows = run("deployment_flows", **asked)
            want = {(row[2], row[1]) for row in mine if row[4] + row[5]}
            assert {(row["iso3"], row["mission"]) for row in flows} == want
            for row in flows:
                there = [found for found in mine if found[1] == row["mission"]]
                own = [found for found in there if found[2] == row["iso3"]]
                assert (row["women_count"], row["people_count"]) == (women(own), people(own))
                assert row["mission_people_count"] == people(there)
                assert pd.isna(row["hq_latitude"]) == (row["mission"] in ("UNSOM", "UNTMIS", "UNSOS"))


@pytest.mark.parametrize("scope", SCOPES)
def test_police_by_group_agree(world, scope):
    oracle, run = world
    first = {row["iso3"]: row["regional_group"] or None for row in countries().values()}
    gap = next(day for day in (month_end(2025, m) for m in range(1, 13)) if day not in oracle.months)
    for as_of in (oracle.months[-1], oracle.months[0], gap):
        got = {
            (row["category"], plain(row["regional_group"])): row
            for row in run("police_by_group", as_of=as_of, scope=scope)
        }
        police = [row for row in oracle.of(as_of, scope) if TYPES[row[3]] in POLICE and row[4] + row[5]]
        keys = {(kind, group) for kind in POLICE for group in {*first.values()} - {None}}
        assert set(got) == keys | {(TYPES[row[3]], first[row[2]]) for row in police}
        for (kind, group), row in got.items():
            mine = [found for found in police if TYPES[found[3]] == kind and first[found[2]] == group]
            if as_of == gap:
                assert pd.isna([row["people_count"], row["women_count"], row["contributor_count"]]).all()
                continue
            assert (row["women_count"], row["people_count"]) == (women(mine), people(mine))
            assert row["contributor_count"] == len({found[2] for found in mine})
            assert plain(row["women_fraction"]) == (
                pytest.approx(women(mine) / people(mine)) if people(mine) >= 10 else None
            )


@pytest.mark.parametrize("by", ["mission", "type", "all"])
@pytest.mark.parametrize("scope", SCOPES)
def test_the_timeline_of_a_state_agrees(world, scope, by):
    oracle, run = world
    for iso3 in GROUPS:
        want: dict = {}
        for as_of, mission, _iso3, kind, w, m in (row for row in oracle.rows if row[2] == iso3):
            if scope == "all" or MISSIONS[mission]:
                key = as_of, None if by == "type" else mission, None if by == "mission" else kind
                before = want.get(key, (0, 0, 0))
                want[key] = before[0] + w, before[1] + m, before[2] + w + m
        got = run("country_timeline", iso3=iso3, scope=scope, by=by)
        assert len(got) == len(want)
        for row in got:
            mission, kind = plain(row["mission"]), plain(row["personnel_type"])
            counts = row["women_count"], row["men_count"], row["people_count"]
            assert counts == want[row["as_of"].date(), mission, kind]
            assert plain(row["category"]) == TYPES.get(kind) and plain(row["mission_line"]) == LINEAGE.get(
                mission, mission
            )


@pytest.mark.parametrize("scope", SCOPES)
def test_first_and_last_months_agree(world, scope):
    oracle, run = world
    months = oracle.months
    for as_of in (months[-1], months[len(months) // 2]):
        for iso3 in GROUPS:
            lines: dict = {}
            for row in oracle.rows:
                if row[2] == iso3 and row[0] <= as_of and row[4] + row[5] and (scope == "all" or MISSIONS[row[1]]):
                    lines.setdefault(LINEAGE.get(row[1], row[1]), []).append(row)
            got = run("country_missions", iso3=iso3, as_of=as_of, scope=scope)
            assert {LINEAGE.get(row["mission"], row["mission"]) for row in got} == set(lines) and len(got) == len(lines)
            for row in got:
                mine = lines[LINEAGE.get(row["mission"], row["mission"])]
                days = sorted({found[0] for found in mine})
                assert (row["first_as_of"].date(), row["last_as_of"].date()) == (days[0], days[-1])
                assert row["month_count"] == len(days)
                now = [found for found in mine if found[0] == as_of]
                assert (row["women_count"], row["people_count"]) == (women(now), people(now))
                then = [found for found in mine if found[0] == year_before(as_of)]
                is_known = year_before(as_of) in months
                assert plain(row["people_before_count"]) == (people(then) if is_known else None)
                assert plain(row["people_change_12m"]) == (people(now) - people(then) if is_known else None)
                assert row["is_there"] == bool(now)
                assert row["mission"] == min(found[1] for found in mine if found[0] == days[-1])
                others = {found[1] for found in mine} - {row["mission"]}
                assert plain(row["former_mission"]) == (min(others) if others else None)
                first, last = months.index(days[0]), months.index(days[-1])
                assert row["is_first_of_file"] == (first == 0)
                next_day = month_end(
                    months[first - 1].year + months[first - 1].month // 12, months[first - 1].month % 12 + 1
                )
                assert row["is_after_gap"] == (first > 0 and next_day != days[0])
                after = month_end(days[-1].year + days[-1].month // 12, days[-1].month % 12 + 1)
                assert row["is_before_gap"] == (days[-1] < as_of and months[last + 1] != after)


def test_one_state_of_the_parity_of_contributors(world):
    oracle, run = world
    as_of = oracle.months[-1]
    all_of_them = run("parity_by_contributor", as_of=as_of)
    for iso3 in GROUPS:
        got = run("parity_by_contributor", as_of=as_of, iso3=iso3)
        assert str(got) == str([row for row in all_of_them if row["iso3"] == iso3])


class TestRealFigures:
    """Figures of 31 July 2025 as the UN printed them, and what is known of single states."""

    @pytest.fixture(autouse=True)
    def _real(self, published):
        pass

    def test_all_states_are_the_printed_total_and_turkiye_is_one_of_them(self):
        (whole,) = queries.run("deployment_of_group", as_of=JULY).to_dict("records")
        assert (whole["state_count"], whole["contributor_count"]) == (193, 117)
        assert (whole["people_count"], whole["women_count"]) == (61127, 6212)
        states = queries.run("deployment_by_state", as_of=JULY)
        assert len(states) == 194 and states["people_count"].sum() == 61127
        assert list(states["iso3"]).count("TUR") == 1
        groups = ("african_group", "asia_pacific_group", "eastern_european_group", "grulac", "weog")
        parts = [queries.run("deployment_by_state", as_of=JULY, regional_group=code) for code in groups]
        assert ["TUR" in set(part["iso3"]) for part in parts] == [False, True, False, False, True]
        twice = int(states.set_index("iso3").loc["TUR", "people_count"])
        assert twice > 0 and sum(part["people_count"].sum() for part in parts) == 61127 + twice

    def test_areas_cover_every_member_state_once(self):
        areas = queries.run("m49_areas")
        regions = areas.loc[areas["level"] == "region", "m49"]
        parts = [queries.run("deployment_of_group", as_of=JULY, area=code).iloc[0] for code in regions]
        assert len(regions) == 5 and sum(part["state_count"] for part in parts) == 193
        assert sum(part["people_count"] for part in parts) == 61127

    def test_states_and_contributors_agree_and_so_do_flows(self):
        for scope in SCOPES:
            states = queries.run("deployment_by_state", as_of=JULY, scope=scope).set_index("iso3")
            givers = queries.run("deployment_by_contributor", as_of=JULY, scope=scope).set_index("iso3")
            shared = ["women_count", "people_count", "mission_count", "people_change_12m"]
            pd.testing.assert_frame_equal(states.loc[givers.index, shared], givers[shared], check_dtype=False)
            assert states.drop(givers.index)["people_count"].sum() == 0
            flows = queries.run("deployment_flows", as_of=JULY, scope=scope)
            assert flows.groupby("iso3")["people_count"].sum().to_dict() == givers["people_count"].to_dict()

    def test_a_month_before_without_a_report_is_not_comparable_and_a_gap_is_empty(self):
        june = queries.run("deployment_by_state", as_of="2021-06-30")
        assert june["people_change_12m"].isna().all() and june["people_count"].sum() == 76390
        gap = queries.run("deployment_by_state", as_of="2020-06-30")
        assert len(gap) == 194 and gap["people_count"].isna().all() and gap["mission_count"].isna().all()

    def test_renamed_missions_are_one_line_and_bermuda_was_there_one_month(self):
        uganda = queries.run("country_missions", iso3="UGA", as_of=JULY).set_index("mission")
        assert uganda.loc["UNTMIS", "former_mission"] == "UNSOM" and "UNSOM" not in uganda.index
        assert uganda.loc["UNMISS", "is_first_of_file"] and uganda.loc["UNMISS", "month_count"] == 103
        (row,) = queries.run("country_missions", iso3="BMU").to_dict("records")
        assert (row["mission"], row["first_as_of"].date(), row["is_there"]) == ("UNDOF", dt.date(2017, 5, 31), False)

    def test_every_timeline_adds_up_to_the_months_total(self):
        months = queries.run("deployment_trend").set_index("as_of")["people_count"]
        states = queries.run("countries")["iso3"]
        every = pd.concat([queries.run("country_timeline", iso3=iso3, by="all") for iso3 in states])
        assert (every.groupby("as_of")["people_count"].sum() == months).all()
        assert (every["people_count"] == 0).sum() == 4016
