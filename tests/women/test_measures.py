"""Measures at home: random sheets and pledges against a second count in plain Python; the looks that show them."""

import datetime as dt
import random

import pandas as pd
import pytest

import queries
from pages.women import facts
from tests.support import figures, pledge_figures, screen
from tests.support.screen import app, words

OFFICERS = "women/officers.py"
FIVE = {
    "barrier_assessment": "WPS-NAT-01", "women_database": "WPS-NAT-02", "senior_pool": "WPS-NAT-03", "new_ways": "WPS-NAT-04",
    "mentoring": "WPS-NAT-05",
}  # fmt: skip
STANDINGS = ("in_place", "under_way", "planned", "none")
DAYS = [dt.date(2025, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 6, 30)]
SEEDS = [0, 3, 6, *(pytest.param(seed, marks=pytest.mark.more) for seed in (1, 2, 4, 5, 7))]


@pytest.mark.parametrize("seed", SEEDS)
def test_measures_equal_a_second_count(seed, tmp_path):
    rng = random.Random(seed)
    pledges = pledge_figures.pledges(seed)
    asks = (*FIVE.values(), "WPS-NAT-05", "WPS-NOM-01")
    answers = [(row["pledge_id"], code, place) for row in pledges for place, code in enumerate(sorted(set(rng.choices(asks, k=2))))]  # fmt: skip
    sheet = {
        (day, state, measure): rng.choice(STANDINGS)
        for day in DAYS for state in pledge_figures.STATES for measure in FIVE if rng.random() < 0.25
    } or {(DAYS[0], "QMA", "mentoring"): "none"}  # fmt: skip
    con = figures.database(tmp_path / "made.duckdb", [])
    pledge_figures.fill(con, pledges, answers)
    con.executemany(
        "insert into mart.national_measure (as_of, iso3, measure, standing, file_id, line) values (?, ?, ?, ?, 1, 2)",
        [[*key, standing] for key, standing in sheet.items()],
    )
    for as_of in (None, DAYS[0], DAYS[1]):
        last = as_of or dt.date(9999, 1, 1)
        by_id = {row["pledge_id"]: row for row in pledges if row["status"] != "withdrawn" and row["dated"] <= last}
        pledged: dict = {}
        for pledge_id, code, _place in answers:
            if pledge_id in by_id and code in FIVE.values():
                pledged.setdefault((by_id[pledge_id]["iso3"], code), []).append(by_id[pledge_id])
        reported = {(s, FIVE[measure]): (standing, day) for (day, s, measure), standing in sorted(sheet.items()) if day <= last}  # fmt: skip
        for name, states in (
            ("measures_pledged", {state for state, _ in pledged}),
            ("national_measures", {state for state, _ in pledged} | {state for state, _ in reported}),
        ):
            answer = queries.run(name, connection=con, as_of=as_of)
            assert len(answer) == 5 * len(states) and set(answer["iso3"]) == states
            for row in answer.itertuples():
                key = row.iso3, row.requirement_id
                mine = pledged.get(key, [])
                assert FIVE[row.measure_at_home] == row.requirement_id
                assert row.pledge_count == len(mine)
                assert row.implemented_count == sum(one["status"] in ("implemented", "deployed") for one in mine)
                if name == "national_measures":
                    standing, day = reported.get(key, ("not_reported", None))
                    assert row.standing == standing and (day is None or row.reported_on.date() == day)


def test_what_a_sheet_says_and_what_was_pledged_stand_side_by_side(restricted):
    at = app(OFFICERS, dataset="exercise", show="measures")
    rows = queries.run("national_measures", snapshot=queries.current("exercise", "restricted"))
    assert not at.exception and len(at.dataframe[0].value) == rows["iso3"].nunique()
    mentoring = rows[rows["measure_at_home"] == "mentoring"]
    in_place, reported = (mentoring["standing"] == "in_place").sum(), (mentoring["standing"] != "not_reported").sum()
    assert screen.figures(at)["Mentoring"] == f"{in_place} of {reported}" and in_place < reported
    ids = {one for cell in rows["pledge_ids"].dropna() for one in cell.split(";")}
    assert set(at.dataframe[1].value["pledge_id"]) == ids and len(ids) > 5
    both = rows[(rows["pledge_count"] > 0) & (rows["standing"] == "in_place")].iloc[0]
    cells = at.dataframe[0].value.set_index("state").loc[f"Member State {both.iso3}"]
    assert cells[both.measure_at_home] in ("In place; pledged", "In place; pledge implemented")
    said = words(app("deployments/country.py", dataset="exercise", iso3=both.iso3))
    assert "Measures at home" in said and "In place (31 October 2026)" in said


@pytest.mark.parametrize(
    ("standing", "pledges", "implemented", "said"),
    [
        ("in_place", 0, 0, "In place"),
        ("planned", 2, 0, "Planned (31 March 2026); pledged"),
        ("not_reported", 2, 1, "Pledge implemented"),
        ("not_reported", 0, 0, None),
    ],
)
def test_a_measure_in_words(standing, pledges, implemented, said):
    day = pd.Timestamp("2026-10-31" if standing == "in_place" else "2026-03-31")
    frame = pd.DataFrame({"standing": [standing], "reported_on": [day], "pledge_count": [pledges]})
    row = next(frame.assign(implemented_count=implemented).itertuples())
    assert facts.measure_standing(row, pd.Timestamp("2026-10-31")) == said


@pytest.mark.parametrize("dataset", ["public", "exercise"])
def test_an_open_view_tells_of_pledges_alone(dataset, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app(OFFICERS, dataset=dataset, show="measures")
    said = words(at)
    assert not at.exception and "In place" not in said and "States that have pledged it" in said
    rows = queries.run("measures_pledged", snapshot=queries.current(dataset))
    assert len(at.dataframe[0].value) == rows["iso3"].nunique() > 0
    if dataset == "public":
        assert "Canada" in at.dataframe[0].value["state"].tolist()


def test_hosts_of_courses_for_women_stand_beside_training(published):
    at = app(OFFICERS, show="training")
    hosts = queries.run("training_hosts", capability="training_wmpoc")
    assert not at.exception and at.dataframe[0].value["pledge_id"].tolist() == hosts["pledge_id"].tolist() != []
