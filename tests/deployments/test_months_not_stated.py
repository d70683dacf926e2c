"""Months that were published without missions, or without women and men apart: counted, and never read as zero."""

import random

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support.screen import VIEWS, app, words

WITHOUT_MISSION, SWAPPED, NEITHER = "2018-06-30", "2020-08-31", "2023-09-30"


# What counts people of states, types or all, and has nothing to lose where missions are not stated but their number.
WHOLE: dict[str, dict | None] = {
    "deployment_total": {}, "deployment_by_state": {}, "deployment_by_contributor": {}, "deployment_of_group": {}, "contributor_trend": {},
    "parity_by_category": {}, "parity_by_contributor": {}, "parity_closing_set": {"today": "2015-01-01"}, "observers_staff_officers": {}, "parity_trend": None,
    "deployment_trend": None, "police_by_group": {},
}  # fmt: skip
BY_MISSION: dict[str, dict[str, str]] = {
    "deployment_by_mission": {}, "mission_list": {}, "deployment_flows": {}, "parity_by_mission": {}, "platoon_contingents": {},
    "platoon_missions": {}, "mission_contributors": {"mission": "MINUSCA"}, "country_missions": {"iso3": "BGD"},
    "mission_timeline": {"mission": "MINUSCA"}, "known_breaks": {"from_date": "2015-01-31", "to_date": "2026-12-31"},
}  # fmt: skip


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.more) for seed in range(1, 13))])
def test_random_months_without_missions_count_whole_and_are_gaps_by_mission_and_scope(seed, tmp_path, monkeypatch):
    """By state and type they are what they were with missions; by mission, or in peacekeeping alone, what they would be if not reported."""
    rows = figures.random_rows(seed)
    monkeypatch.setitem(figures.MISSIONS, "not_stated", None)
    months = sorted({row[0] for row in rows})
    coarse = set(random.Random(seed).sample(months[:-1], max(1, len(months) // 2))) if len(months) > 1 else set()
    sums: dict = {}
    for day, _mission, iso3, kind, women, men in rows:
        if day in coarse:
            before = sums.get((day, "not_stated", iso3, kind), (0, 0))
            sums[day, "not_stated", iso3, kind] = (before[0] + women, before[1] + men)
    stated = [row for row in rows if row[0] not in coarse]
    worlds = {"with": rows, "without": stated + [(*key, *count) for key, count in sums.items()], "gap": stated}
    made = {name: figures.database(tmp_path / f"{name}.duckdb", own) for name, own in worlds.items()}

    def same(other: str, name: str, **asked):
        ours, theirs = (queries.run(name, connection=made[world], **asked) for world in ("without", other))
        columns = [column for column in ours.columns if other != "with" or column != "mission_count"]
        pd.testing.assert_frame_equal(ours[columns], theirs[columns], check_dtype=False, obj=f"{name} {asked} {other}")

    for day in [*sorted(coarse)[:2], months[-1]]:
        for name, asked in WHOLE.items():
            when = {} if asked is None else {**asked, "as_of": day}
            same("with", name, **when)
            same("gap", name, **when, scope="peacekeeping")
        for name, asked in BY_MISSION.items():
            takes = queries.get(name).params
            same("gap", name, **asked, **({"as_of": day} if "as_of" in takes else {}))
        pair = {"from_date": months[0], "to_date": day}
        for by in ("state", "type", "category", "total"):
            same("with", "deployment_change", by=by, **pair)
            same("gap", "deployment_change", by=by, scope="peacekeeping", **pair)
        same("gap", "deployment_change", by="mission", **pair)
        same("with", "parity_change", **pair)
        same("gap", "parity_change", by="mission", **pair)
        total = queries.run("deployment_total", connection=made["without"], as_of=day).iloc[0]
        assert pd.isna(total["mission_count"]) == (day in coarse)
    for con in made.values():
        con.close()


def ask(name: str, **asked):
    return queries.run(name, **asked)


def test_people_are_those_that_the_united_nations_prints(published):
    trend = ask("deployment_trend").set_index("as_of")["people_count"]
    printed = {"2015-02-28": 104_928, "2018-03-31": 91_058, "2018-12-31": 89_846, "2019-08-31": 85_951}
    printed |= {"2020-08-31": 81_820, "2022-09-30": 75_224, "2023-09-30": 72_631, "2025-07-31": 61_127}
    assert {day: trend[day] for day in printed} == printed
    assert ask("deployment_trend")["women_count"].notna().sum() == 120
    months = ask("months").set_index("as_of")
    assert (~months["states_mission"]).sum() == 19 and list(months.index[~months["states_sex"]].strftime("%Y-%m")) == [
        "2023-09",
        "2020-08",
    ]


@pytest.mark.parametrize("month", [WITHOUT_MISSION, NEITHER])
def test_no_mission_and_no_scope_reads_a_month_without_missions_as_zero(month, published):
    total = ask("deployment_total", as_of=month).iloc[0]
    assert total["people_count"] > 70_000 and total["contributor_count"] > 100 and total.isna()["mission_count"]
    assert (
        ask("deployment_total", as_of=month, scope="peacekeeping")
        .iloc[0][["people_count", "mission_count", "contributor_count"]]
        .isna()
        .all()
    )
    assert ask("deployment_by_mission", as_of=month).empty and ask("parity_by_mission", as_of=month).empty
    missions = ask("mission_list", as_of=month)
    assert missions["people_count"].isna().all() and "no longer printed" not in set(missions["state"])
    there = ask("mission_contributors", mission="MINUSCA", as_of=month)
    assert len(there) and there["people_count"].isna().all()
    states = ask("deployment_by_state", as_of=month, scope="peacekeeping")
    assert states[["people_count", "mission_count", "people_change_12m"]].isna().all(axis=None)
    group = ask("deployment_of_group", as_of=month, scope="peacekeeping").iloc[0]
    assert group[["people_count", "contributor_count", "people_change_12m"]].isna().all()
    ours = ask("country_missions", iso3="BGD", as_of=month)
    assert not ours["is_there"].any() and ours["people_count"].isna().all()
    assert ours.loc[ours["last_as_of"] == ours["last_as_of"].max(), "is_before_gap"].all()
    asks = ask("outreach", as_of=month, today="2026-11-01")
    assert (
        asks["signals"].dropna().str.fullmatch(r"(pledged\w*=\d+;?)+").all() and (asks["people_count"] > 0).sum() > 100
    )


def test_a_change_against_a_month_without_missions_is_by_contributor_alone(published):
    """In July 2019 the month a year before has people of states, and none of missions."""
    assert ask("deployment_by_state", as_of="2019-07-31")["people_change_12m"].notna().all()
    later = {"as_of": "2019-10-31"}
    ours = ask("country_missions", iso3="BGD", **later)
    assert ours[["people_before_count", "people_change_12m"]].isna().all(axis=None) and ours["people_count"].sum() > 0
    assert ask("deployment_by_mission", **later)["people_change_12m"].isna().all()
    assert ask("deployment_by_state", scope="peacekeeping", **later)["people_change_12m"].isna().all()
    pair = {"from_date": WITHOUT_MISSION, "to_date": "2019-10-31"}
    assert len(ask("deployment_change", by="state", **pair)) > 100
    assert (
        ask("deployment_change", by="mission", **pair).empty
        and ask("deployment_change", by="state", scope="peacekeeping", **pair).empty
    )
    assert len(ask("parity_change", **pair)) > 50 and ask("parity_change", by="mission", **pair).empty
    total = ask("deployment_change", by="total", from_date="2018-03-31", to_date="2018-12-31").iloc[0]
    assert (total["people_change"], total["women_change"]) == (89_846 - 91_058, 4_655 - 4_335)


def test_a_state_s_people_over_time_hold_months_without_missions(published):
    rows = ask("country_timeline", iso3="BGD")
    month = rows[rows["as_of"] == WITHOUT_MISSION]
    assert set(month["mission"]) == set(month["mission_line"]) == {"not_stated"} and month["people_count"].sum() > 6_000
    assert WITHOUT_MISSION not in set(ask("mission_timeline", mission="MINUSCA")["as_of"].astype(str))


@pytest.mark.parametrize("month", [SWAPPED, NEITHER])
def test_where_sex_is_not_reported_people_are_counted_and_women_are_not(month, published):
    total = ask("deployment_total", as_of=month).iloc[0]
    assert (
        total["sex_not_reported_count"] == total["people_count"]
        and total[["women_count", "women_fraction"]].isna().all()
    )
    parity = ask("parity_by_category", as_of=month).set_index("category").loc["contingent_troops"]
    assert parity["people_count"] > 60_000 and parity["women_count"] is not None and parity.isna()["women_count"]
    assert parity["verdict"] == "cannot_be_told"


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
@pytest.mark.parametrize(
    "month",
    [WITHOUT_MISSION, pytest.param(SWAPPED, marks=pytest.mark.more), pytest.param(NEITHER, marks=pytest.mark.more)],
)
def test_every_page_opens_on_such_a_month_and_says_so(month, scope, restricted):
    for view in VIEWS if scope == "all" else random.Random(1).sample(VIEWS, 6):
        at = app(view, month=month, scope=scope)
        assert not at.exception, view
        said = words(at)  # of the month itself: pages tell of other months too, and notes of any
        assert ("was published without missions: people" in said) == (month != SWAPPED)
        assert ("not told apart" in said) == (month != WITHOUT_MISSION)
        assert ("not stated, not zero" in said) == (scope == "peacekeeping" and month != SWAPPED)


@pytest.mark.parametrize(
    ("view", "asked"),
    [
        ("deployments/missions.py", {"mission": "MINUSCA"}),
        ("deployments/country.py", {"iso3": "BGD"}),
        ("deployments/compare.py", {"from": "2017-12-31"}),
        ("parity/page.py", {"show": "missions"}),
    ],
)
def test_looks_at_one_of_many_open_on_such_a_month(view, asked, published):
    for scope in ("all", "peacekeeping"):
        at = app(view, month=WITHOUT_MISSION, scope=scope, **asked)
        assert not at.exception
    if "mission" in asked:
        said = words(at)
        assert "states no missions. All figures below are of 28 February 2018" in said and "prints nobody" not in said
