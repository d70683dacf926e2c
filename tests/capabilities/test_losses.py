"""What would be lost: a unit that is taken out is as one that is in no export, each state's loss is that of a world without it, and in words."""

import datetime as dt
import random

import pandas as pd
import pytest

import queries
from etl import settings
from tests.support import roster_oracle as oracle
from tests.support.capability_worlds import World
from tests.support.roster_oracle import TODAY
from tests.support.screen import app, param, unfold, without_offer, words

PAGE = "capabilities/rapid.py"
EDITION = dt.date(2026, 9, 30)


def random_parts(seed):
    """Units of the newest export and what is asked of their kinds, by line and beyond the lines."""
    rng = random.Random(seed)
    units = [one for one in oracle.newest(oracle.roster(seed, 30)) if one["status"] != "withdrawn"]
    for one in units:
        one["requirement_line"] = f"L-{rng.randint(1, 5):03}" if one["status"] in ("selected", "deployed") else None
    needed = [
        {
            "capability": rng.choice(oracle.CAPABILITIES[:2]), "mission": rng.choice(oracle.MISSIONS), "quantity": rng.choice((None, 1, 2)),
            "languages": rng.choice((None, "fr")), "readiness_days": rng.choice((None, 60, 180)),
        }
        for _ in range(5)
    ]  # fmt: skip
    kinds = (*oracle.CAPABILITIES, "staff_officer")
    file = [{"capability": code, "mission": "general", "quantity": rng.choice((3, 6)), "edition_date": EDITION} for code in kinds]  # fmt: skip
    return units, file, needed


def covered(world):
    """Units asked for that units serve or available ones can be given, counted by plain augmenting paths."""
    asked = [line for line in world.demand(None, None) if line["quantity"] is not None and line["capability"] != "staff_officer"]  # fmt: skip
    ready = [one for one in world.there(None) or () if oracle.is_available(one, TODAY)]
    places = [line for line in asked for _ in range(max(0, line["quantity"] - line["serving"]))]
    held = {}

    def give(one, seen):
        for place, line in enumerate(places):
            if place not in seen and may_serve(one, line):
                seen.add(place)
                if place not in held or give(held[place], seen):
                    held[place] = one
                    return True
        return False

    return sum(min(line["quantity"], line["serving"]) for line in asked) + sum(give(one, set()) for one in ready)


def may_serve(one, line):
    days = {"rdl": 60, "level_3": 120, "level_2": 180}[one["level"]]
    return (
        one["capability"] == line["capability"]
        and (line["mission"] == "general" or one["mission_specific"] in (None, line["mission"]))
        and (line["mission"] != "general" or one["mission_specific"] is None)
        and (not line.get("languages") or line["languages"] in (one["languages"] or "").split(";"))
        and (line.get("readiness_days") is None or days <= line["readiness_days"])
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_loss_of_a_state_is_that_of_a_world_without_it(seed, tmp_path):
    units, file, needed = random_parts(seed)
    world = World(tmp_path / "made.duckdb", units, file, needed=needed)
    got = queries.run("contributor_loss", connection=world.con, today=TODAY)
    whole = covered(world)
    assert set(got["covered_count"]) == {whole}
    ready = [one for one in units if oracle.is_available(one, TODAY)]
    serving = [one for one in units if one["status"] in ("selected", "deployed") and one["requirement_line"]]
    assert set(got["iso3"]) == {oracle.state(one, TODAY) for one in [*ready, *serving]}
    for row in got.itertuples():
        world.units = [one | {"equipment": {}} for one in units if oracle.state(one, TODAY) != row.iso3]
        assert row.lost_count == whole - covered(world), row.iso3
        assert row.available_count == sum(oracle.state(one, TODAY) == row.iso3 for one in ready)
        after = queries.run("demand_matched", connection=world.con, today=TODAY, without_states=row.iso3)
        after = after[after["quantity"].notna() & after["is_in_units"]]
        number = (after["serving_count"] + after["assessed_count"]).astype(int)
        assert number.where(number < after["quantity"], after["quantity"]).sum() == covered(world)
    order = [(-row.lost_count, -row.available_count) for row in got.itertuples()]
    assert order == sorted(order)
    places = queries.run("countries", connection=world.con).set_index("iso3")["un_order"]
    for _equal, rows in got.groupby(["lost_count", "available_count"]):
        assert places[rows["iso3"]].fillna(10**6).is_monotonic_increasing  # UN order where equal


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def ask(name, **more):
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), today=settings.EXERCISE_DAY, **more)


def test_whom_the_un_relies_on_is_said_as_dependence(restricted):
    at, want = app(PAGE, dataset="exercise", show="reliance"), ask("contributor_loss")
    first = want.iloc[0]
    assert not at.exception and first["lost_count"] > want["lost_count"].iloc[1]
    head = f"What is asked for depends most on Member State {first['iso3']}: without it {first['lost_count']} units asked for would have no other available one"
    assert at.header[0].value == head and "not how well the state does" in words(at)
    shown = next(part.value for part in at.dataframe if "lost_in" in part.value.columns)
    assert shown["state"].tolist() == [f"Member State {code}" for code in want["iso3"]]
    assert shown["lost_count"].tolist() == want["lost_count"].tolist()
    assert f"{first['covered_count']} of {first['asked_count']} units asked for are covered today" in words(at)
    unfold(at)
    assert not without_offer(at)


def test_a_withdrawal_says_what_it_does_to_what_is_asked_for(restricted):
    loss = ask("contributor_loss").set_index("iso3")
    state = loss.index[0]
    at = app(PAGE, dataset="exercise", without_states=state)
    whole, lost = loss["covered_count"].iloc[0], loss["lost_count"].iloc[0]
    said = f"{whole - lost} of {loss['asked_count'].iloc[0]} units asked for would be covered instead of {whole}"
    assert not at.exception and said in [head.value for head in at.header]
    shown = next(part.value for part in at.dataframe if "covered_after" in part.value.columns)
    assert (shown["covered"] - shown["covered_after"]).sum() == lost
    other = app(PAGE, dataset="exercise", without_missions="XMC")
    closed = (ask("demand_matched")["mission"] == "XMC").sum()
    assert f"{closed} lines of XMC are not asked for any more" in words(other)


def test_a_rotation_says_why_it_stands_under_another_state(restricted):
    turns = ask("rotation_turns")
    want = ask("readiness_units").merge(turns, on="unit_id")
    assert len(want) and (want["iso3_x"] == want["iso3_y"]).all() and (turns["iso3"] != turns["listed_iso3"]).all()
    at = app(PAGE, dataset="exercise")
    shown = next(part.value for part in at.dataframe if "turn" in part.value.columns).set_index("unit_id")
    for row in want.itertuples():
        told = shown.loc[row.unit_id, "turn"]
        day = f"{row.slot_to.day} {row.slot_to:%B %Y}"
        assert told == f"rotation listed for Member State {row.listed_iso3}; its slot ends on {day}"
    assert set(shown["turn"].dropna().index) == set(want["unit_id"]) and param(at, "show") == "curve"


@pytest.mark.parametrize(("ends", "until"), [((None,), None), ((dt.date(2027, 1, 1), None), None), ((dt.date(2027, 1, 1),), "2027-01-01")])  # fmt: skip
def test_the_slot_of_the_day_and_its_end(ends, until, tmp_path):
    plain = dict.fromkeys(oracle.roster(1, 5)[0]) | {"capability": "qrf_company", "level": "rdl", "status": "available", "export_on": oracle.EXPORTS[-1], "partners": []}  # fmt: skip
    slots = [("QMB", None, end) for end in ends]
    units = [
        plain | {"unit_id": "A", "iso3": "QMA", "is_smart": True, "slots": slots},
        plain | {"unit_id": "B", "iso3": "QMB", "is_smart": True, "slots": [("QMB", None, None)]},
        plain | {"unit_id": "C", "iso3": "QMA", "is_smart": True, "slots": [("QMB", None, dt.date(2026, 1, 1))]},
    ]
    got = queries.run("rotation_turns", connection=World(tmp_path / "made.duckdb", units).con, today=TODAY)
    assert got[["unit_id", "iso3", "listed_iso3"]].to_numpy().tolist() == [["A", "QMB", "QMA"]]
    assert [None if pd.isna(day) else day.date().isoformat() for day in got["slot_to"]] == [until]
