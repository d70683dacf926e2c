"""Measures at home: random sheets and pledges against a second count in plain Python; the looks that show them."""

import datetime as dt
import random

import pytest

import queries
from tests.support import figures, pledge_figures
from tests.support.screen import app, words
from tests.women.test_women_pages import OFFICERS, ask, numbers, restricted  # noqa: F401

FIVE = {
    "barrier_assessment": "WPS-NAT-01", "women_database": "WPS-NAT-02", "senior_pool": "WPS-NAT-03", "new_ways": "WPS-NAT-04",
    "mentoring": "WPS-NAT-05",
}  # fmt: skip
STANDINGS = ("in_place", "under_way", "planned", "none")
DAYS = [dt.date(2025, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 6, 30)]


@pytest.mark.parametrize("as_of", [None, DAYS[0], DAYS[1]])
@pytest.mark.parametrize("seed", range(8))
def test_measures_equal_a_second_count(seed, as_of, tmp_path):
    rng = random.Random(seed)
    rows = pledge_figures.pledges(seed)
    asks = (*FIVE.values(), "WPS-NAT-05", "WPS-NOM-01")
    answers = [(row["pledge_id"], code, place) for row in rows for place, code in enumerate(sorted(set(rng.choices(asks, k=2))))]  # fmt: skip
    sheet = {
        (day, state, measure): rng.choice(STANDINGS)
        for day in DAYS for state in pledge_figures.STATES for measure in FIVE if rng.random() < 0.25
    }  # fmt: skip
    con = figures.database(tmp_path / "made.duckdb", [])
    pledge_figures.fill(con, rows, answers)
    con.executemany(
        "insert into mart.national_measure (as_of, iso3, measure, standing, file_id, line) values (?, ?, ?, ?, 1, 2)",
        [[*key, standing] for key, standing in sheet.items()] or [[DAYS[0], "QMA", "mentoring", "none"]],
    )
    sheet = sheet or {(DAYS[0], "QMA", "mentoring"): "none"}
    last = as_of or dt.date(9999, 1, 1)
    by_id = {row["pledge_id"]: row for row in rows if row["status"] != "withdrawn" and row["dated"] <= last}
    pledged = {}
    for pledge_id, code, _place in answers:
        if pledge_id in by_id and code in FIVE.values():
            pledged.setdefault((by_id[pledge_id]["iso3"], code), []).append(by_id[pledge_id])
    told = {}
    for (day, state, measure), standing in sorted(sheet.items()):
        if day <= last:
            told[state, FIVE[measure]] = (standing, day)
    for name, states in (
        ("measures_pledged", {state for state, _ in pledged}),
        ("national_measures", {state for state, _ in pledged} | {state for state, _ in told}),
    ):
        got = queries.run(f"{name}", connection=con, as_of=as_of)
        assert len(got) == 5 * len(states) and set(got["iso3"]) == states
        for row in got.itertuples():
            key, mine = (row.iso3, row.requirement_id), pledged.get((row.iso3, row.requirement_id), [])
            assert FIVE[row.measure_at_home] == row.requirement_id
            assert row.pledge_count == len(mine)
            assert row.implemented_count == sum(one["status"] in ("implemented", "deployed") for one in mine)
            if name == "national_measures":
                standing, day = told.get(key, ("not_reported", None))
                assert row.standing == standing and (day is None or row.reported_on.date() == day)


def test_what_a_sheet_says_and_what_was_pledged_stand_side_by_side(restricted):  # noqa: F811
    at = app(OFFICERS, dataset="exercise", show="measures")
    found = ask("national_measures")
    assert not at.exception and len(at.dataframe[0].value) == found["iso3"].nunique()
    part = found[found["measure_at_home"] == "mentoring"]
    in_place, reported = (part["standing"] == "in_place").sum(), (part["standing"] != "not_reported").sum()
    assert numbers(at)["Mentoring"] == f"{in_place} of {reported}" and in_place < reported
    words_of = at.dataframe[1].value
    assert len(words_of) == found["pledge_ids"].dropna().nunique() > 5
    both = found[(found["pledge_count"] > 0) & (found["standing"] == "in_place")].iloc[0]
    row = at.dataframe[0].value.set_index("state").loc[f"Member State {both.iso3}"]
    assert row[both.measure_at_home] in ("In place; pledged", "In place; pledge implemented")
    told = words(app("deployments/country.py", dataset="exercise", iso3=both.iso3))
    assert "Measures at home" in told and "In place (31 October 2026)" in told


@pytest.mark.parametrize("dataset", ["public", "exercise"])
def test_an_open_view_tells_of_pledges_alone(dataset, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app(OFFICERS, dataset=dataset, show="measures")
    told = words(at)
    assert not at.exception and "In place" not in told and "States that have pledged it" in told
    found = queries.run("measures_pledged", snapshot=queries.current(dataset))
    assert len(at.dataframe[0].value) == found["iso3"].nunique() > 0
    if dataset == "public":
        assert "Canada" in told or "Canada" in str(at.dataframe[0].value["state"].tolist())


def test_hosts_of_courses_for_women_stand_beside_training(published):
    at = app(OFFICERS, show="training")
    found = queries.run("training_hosts", capability="training_wmpoc")
    assert not at.exception and at.dataframe[0].value["pledge_id"].tolist() == found["pledge_id"].tolist() != []
