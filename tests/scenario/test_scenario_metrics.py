"""Mission models: every figure equals a plain count that seats unit by unit, on random rosters; the matching equals trying every way."""

import datetime as dt
import itertools
import random

import numpy as np
import pandas as pd
import pytest

import queries
from queries.shared import matching, modelled
from tests.support import roster_oracle as oracle
from tests.support.capability_worlds import Planned, seated, unit
from tests.support.figures import insert
from tests.support.roster_oracle import STATES, TODAY
from tests.support.seeds import seeds

GROUPS = ("african_group", "asia_pacific_group", "eastern_european_group", "grulac", "weog")
KINDS = oracle.CAPABILITIES
READY = {"rdl": 60, "level_3": 120, "level_2": 180}


def fits(one: dict, line: dict, mission: str | None = None, is_on_time: bool = True) -> bool:
    """Whether a unit meets a line of a model, or of a named mission; its level and renewal apart."""
    gear = one["equipment"]
    women, people = one["women_count"], one["strength_count"]
    days = line["by_day"] if "by_day" in line else line["readiness_days"]
    return (
        one["capability"] == line["capability"]
        and one["mission_specific"] in (None, mission)
        and (not line["languages"] or set(line["languages"].split(";")) <= set((one["languages"] or "").split(";")))
        and (not line["equipment_tags"] or gear.get("jammers", 0) is None or gear.get("jammers", 0) > 0)
        and (line["women_percent"] is None or (women is not None and bool(people) and 100 * women >= line["women_percent"] * people))
        and (not is_on_time or days is None or READY.get(one["level"], 0) <= days)
    )  # fmt: skip


def counted(model: list[dict], units: list[dict], may) -> dict[str, int]:
    """How many places of each line are served, lines in their order."""
    places = [(line, "model") for line in model for _ in range(line["quantity"] or 0)]
    told = dict.fromkeys((line["line_id"] for line in model), 0)
    for (line, _), is_served in zip(places, seated(places, units, lambda one, place: may(one, place[0])), strict=True):
        told[line["line_id"]] += is_served
    return told


def both(first: list[tuple], then: list[tuple], units: list[dict]) -> tuple[int, int]:
    """Places served of two sorts, those of the first before those of the second; a place is a line and its mission (None: a model's)."""
    served = seated([*first, *then], units, lambda one, place: fits(one, *place))
    return sum(served[: len(first)]), sum(served[len(first) :])


def random_world(path, seed) -> Planned:
    rng = random.Random(seed)
    units = []
    for one in oracle.roster(seed, rng.choice((0, 8, 20, 30))):
        gear = {"jammers": rng.choice((None, 0, 2))} if rng.random() < 0.5 else {}
        line = f"L-{rng.randint(1, 4):03}" if one["status"] in ("selected", "deployed") else None
        units.append(one | {"equipment": gear, "requirement_line": line, "women_count": rng.choice((None, 0, 9, 40))})
    model = [
        {
            "module": rng.choice("aaabc"), "capability": rng.choice((*KINDS, *KINDS, "staff_officer")), "quantity": rng.choice((None, 0, 1, 1, 2, 3)),
            "person_count": rng.choice((None, 30, 161)), "languages": rng.choice((None, None, "fr", "mission")),
            "equipment_tags": rng.choice((None, None, "jammers")), "by_day": rng.choice((None, 60, 90, 120, 180)), "women_percent": rng.choice((None, None, 12)),
        }
        for _ in range(10)
    ]  # fmt: skip
    needed = [
        {
            "capability": rng.choice(KINDS), "mission": rng.choice(oracle.MISSIONS), "quantity": rng.choice((None, 0, 1, 2)),
            "languages": rng.choice((None, "fr")), "equipment_tags": rng.choice((None, "jammers")), "readiness_days": rng.choice((None, 60, 120)), "women_percent": None,
        }
        for _ in range(rng.choice((0, 4)))
    ]  # fmt: skip
    return Planned(path, units, model, needed)


@pytest.mark.parametrize("seed", seeds(14, (0, 1, 2, 5)))
def test_a_model_equals_a_plain_seating_of_units_on_random_rosters(seed, tmp_path):
    world = random_world(tmp_path / "made.duckdb", seed)
    asked = {"scale": random.Random(seed).choice((50, 100, 200)), "languages": random.Random(seed).choice((None, "fr"))}
    told = {row["line"]: row for row in world.ask("scenario_gap", **asked).to_dict("records")}
    model = [
        line
        | {
            "quantity": None if line["quantity"] is None else -(-line["quantity"] * asked["scale"] // 100),
            "languages": asked["languages"] if line["languages"] == "mission" else line["languages"],
        }
        for line in world.model
        if line["module"] in ("a", "b")
    ]
    assert list(told) == [line["line_id"] for line in model]
    there = world.there(None)
    units = [one for one in there or () if one["capability"] in KINDS]
    ready = [one for one in units if oracle.is_available(one, TODAY)]
    mine = [line for line in model if line["capability"] in KINDS]
    in_time = counted(mine, ready, fits)
    days = {day: counted(mine, [one for one in ready if READY[one["level"]] <= day], fits) for day in (60, 120, 180)}
    for line in model:
        row = told[line["line_id"]]
        if line["capability"] not in KINDS:
            assert row["state"] == "no_list" and pd.isna(row["matched"])
        elif there is None:
            assert row["state"] == "not_reported" and pd.isna(row["matched"])
        elif line["quantity"] is None:
            assert row["state"] == "not_stated" and pd.isna(row["matched"])
        else:
            assert row["required"] == line["quantity"] and row["matched"] == in_time[line["line_id"]]
            assert [row[f"by_{day}_count"] for day in days] == [days[day][line["line_id"]] for day in days]
            assert row["by_60_count"] <= row["by_120_count"] <= row["by_180_count"] == row["matched"]
            assert row["eligible_count"] == sum(fits(one, line) for one in ready)
            assert (
                (row["state"] == "met") == (row["matched"] >= row["required"]) == (not isinstance(row["reason"], str))
            )
            assert row["matched"] + row["late_count"] + row["not_assessed_count"] <= row["required"]
            assert 0 <= row["spare_count"] <= row["required"]
    if there is None:
        assert (
            world.ask("scenario_pool").empty
            and world.ask("scenario_taken").empty
            and world.ask("scenario_regions").empty
        )
        return
    _takes(world, asked, mine, ready)
    _partners(world, asked, seed)
    _regions(world, asked, mine, ready)
    _women(world, asked, model, mine, ready)


def _takes(world, asked, mine, ready):
    """What is filled, what is left of today's lines, and how few of the fastest it needs, by capability."""
    demand = [line for line in world.demand(None, None) if line["line_id"]]
    pool = world.ask("scenario_pool", **asked).set_index("capability")
    taken = world.ask("scenario_taken", **asked)
    gap = world.ask("scenario_gap", **asked)
    assert set(pool.index) == {line["capability"] for line in mine}
    for code, row in pool.iterrows():
        units = [one for one in ready if one["capability"] == code]
        own = [(line, None) for line in mine if line["capability"] == code for _ in range(line["quantity"] or 0)]
        others = [
            (line, line["mission"]) for line in demand if line["capability"] == code
            for _ in range(max(0, (line["quantity"] or 0) - line["serving"]))
        ]  # fmt: skip
        filled, left = both(own, others, units)
        before, spare = both(others, own, units)
        slow = [one for one in units if one["level"] != "rdl"]
        assert (row["matched_count"], row["spare_count"], row["lost_count"]) == (filled, spare, before - left)
        assert (row["rdl_count"], row["rdl_taken_count"]) == (len(units) - len(slow), filled - both(own, [], slow)[0])
        assert row["available_count"] == len(units)
        of = taken[taken["capability"] == code]
        assert (of["matched_count"].sum(), of["left_count"].sum()) == (before, left)
        assert (of["lost_count"] == of["matched_count"] - of["left_count"]).all()
        assert gap.loc[gap["capability"] == code, "spare_count"].sum() == spare


KINDS_OFFERED = ("training_course", "mobile_training_team", "equipment")
TAUGHT = KINDS_OFFERED[:2]
HELP = {
    "language": ("language", TAUGHT), "equipment": ("", ("equipment",)), "days": ("logistics_equipment", KINDS_OFFERED),
    "none_assessed": ("visit_preparation", TAUGHT), "women": ("womens_participation", KINDS_OFFERED),
}  # fmt: skip
AREAS = ("language", "infantry", "aviation", "logistics_equipment", "visit_preparation", "womens_participation")


def _partners(world, asked, seed):
    """Offers that would fit the help that each short line lacks, by the header of the query."""
    rng = random.Random(seed)
    offers = [
        (TODAY, f"O{n:02}", rng.choice(list(STATES)), rng.choice(KINDS_OFFERED), area, rng.choice((None, "fr", "en")), TODAY + dt.timedelta(rng.choice((30, 100, 150))), rng.choice((None, None, "QMA")))
        for n, area in enumerate(AREAS * 3)
    ]  # fmt: skip
    insert(world.con, "mart.partner_offer (as_of, offer_id, iso3, kind, areas, languages, from_day, recipients)", offers)  # fmt: skip
    told = world.ask("scenario_partners", **asked).to_dict("records")
    gap = world.ask("scenario_gap", **asked)
    short = [row for row in gap.to_dict("records") if row["reason"] in HELP and not pd.isna(row["matched"])]
    assert [(row["line"], row["short"]) for row in told] == [
        (row["line"], row["required"] - row["matched"]) for row in short
    ]
    for row, line in zip(told, short, strict=True):
        area, serving = HELP[line["reason"]]
        area = area or ("aviation" if "helicopter" in line["capability"] else "infantry")
        due = None if pd.isna(line["by_day"]) else TODAY + dt.timedelta(int(line["by_day"]))
        spoken = line["languages"] if line["reason"] == "language" else None
        beside = [one for one in offers if one[4] == area]
        fits = [
            one for one in beside
            if one[3] in serving and one[7] is None and (due is None or one[6] <= due)
            and (not isinstance(spoken, str) or one[5] is None or one[5] in spoken.split(";"))
        ]  # fmt: skip
        assert (row["area"], row["fits_count"], row["beside_count"]) == (area, len(fits), len(beside))
        assert sorted(row["offers"].split(";") if fits else []) == [one[1] for one in fits]
        assert set(row["states"].split(";") if fits else []) == {one[2] for one in fits}


def _regions(world, asked, mine, ready):
    """Units that fit, and what a group alone and nobody else could fill."""
    group = {code: told[0] or "none" for code, told in STATES.items()}
    told = world.ask("scenario_regions", **asked).set_index("regional_group")
    fit = [one for one in ready if any(fits(one, line) for line in mine)]
    assert set(told.index) == {*GROUPS, *(group[oracle.state(one, TODAY)] for one in fit)}
    whole = sum(counted(mine, ready, fits).values())
    for name, row in told.iterrows():
        own = [one for one in ready if group[oracle.state(one, TODAY)] == name]
        others = [one for one in ready if group[oracle.state(one, TODAY)] != name]
        assert row["eligible_count"] == sum(one in fit for one in own)
        assert row["state_count"] == len({oracle.state(one, TODAY) for one in own if one in fit})
        assert row["alone_count"] == sum(counted(mine, own, fits).values())
        assert row["only_count"] == whole - sum(counted(mine, others, fits).values())


def _women(world, asked, model, mine, ready):
    """Women over people of the units that report both, and persons asked for, by category."""
    told = world.ask("scenario_women", **asked).set_index("category")
    fit = [one for one in ready if any(fits(one, line) for line in mine)]
    both_told = [one for one in fit if one["women_count"] is not None and one["strength_count"] is not None]
    if mine:
        row = told.loc["contingent_troops"]
        assert row["goal_percent"] == 13 and row["goal_year"] == 2026
        if fit:
            people = sum(one["strength_count"] for one in both_told)
            assert (row["eligible_count"], row["reported_count"]) == (len(fit), len(both_told))
            if both_told:
                assert (row["women_count"], row["people_count"]) == (
                    sum(one["women_count"] for one in both_told),
                    people,
                )
                assert pd.isna(row["women_fraction"]) == (people < 10)
        stated = [-(-line["person_count"] * asked["scale"] // 100) for line in mine if line["person_count"]]
        if stated:
            assert row["asked_count"] == sum(stated) and row["asked_women_count"] == -(-13 * sum(stated) // 100)
    assert ("unmem_staff_officers" in told.index) == any(line["capability"] == "staff_officer" for line in model)


def every_way(needed: list[int], may: np.ndarray) -> tuple[int, ...]:
    """The places served of each line, lines first in their order before later ones, by trying every way; the most in all."""
    options = [(None, *np.flatnonzero(column)) for column in may.T]
    ways = (tuple(way.count(line) for line in range(len(needed))) for way in itertools.product(*options))
    told = [way for way in ways if all(number <= most for number, most in zip(way, needed, strict=True))]
    best = max(told)
    assert sum(best) == max(map(sum, told))  # to serve the first line first loses no place in all
    return best


@pytest.mark.parametrize("block", seeds(6, tuple(range(6))))
def test_the_matching_equals_every_way_on_three_hundred_small_cases(block):
    for seed in range(50 * block, 50 * block + 50):
        rng = np.random.default_rng(seed)
        lines, units = int(rng.integers(1, 5)), int(rng.integers(0, 7))
        needed = [int(number) for number in rng.integers(0, 4, lines)]
        may = rng.random((lines, units)) < 0.45
        assert tuple(modelled.served(needed, may)) == every_way(needed, may)
        cut = int(rng.integers(0, lines + 1))
        whole = every_way(needed, may)
        assert tuple(modelled.after((needed[:cut], may[:cut]), (needed[cut:], may[cut:]))) == whole[cut:]


@pytest.mark.parametrize(
    ("line", "changed", "state", "reason"),
    [
        ({"languages": "fr"}, {"languages": "en"}, "unmet", "language"),
        ({"equipment_tags": "jammers"}, {}, "unmet", "equipment"),
        ({"by_day": 60}, {}, "later", "days"),
        ({"by_day": 60}, {"level": "rdl"}, "met", None),
        ({"by_day": 90}, {"level": "level_3"}, "later", "days"),
        ({"women_percent": 11}, {}, "unmet", "women"),
        ({"women_percent": 10}, {}, "met", None),
        ({}, {"level": "level_1"}, "not_assessed", "none_assessed"),
        ({"by_day": 60}, {"level": "level_1"}, "not_assessed", "none_assessed"),  # it has no days yet
        ({}, {"mission_specific": "UNMISS"}, "unmet", "none"),
        ({}, {"status": "selected", "deployed_mission": "UNMISS"}, "unmet", "none"),
        ({"quantity": 2}, {}, "partly_met", "too_few"),
        ({"quantity": None}, {}, "not_stated", None),
        ({"languages": "fr"}, {"languages": None, "not_read": "languages"}, "unmet", "not_verified"),
        ({"capability": "patrol_boat"}, {}, "not_in_units", None),
    ],
)
def test_the_state_and_reason_of_a_line_are_what_keeps_it(line, changed, state, reason, tmp_path):
    row = Planned(tmp_path / "made.duckdb", [unit(**changed)], [line]).ask("scenario_gap").iloc[0]
    assert (row["state"], row["reason"] if isinstance(row["reason"], str) else None) == (state, reason)
    assert row["late_count"] == 1 if state == "later" else True


@pytest.mark.parametrize(
    ("line", "changed", "area", "kinds"),
    [
        ({"languages": "fr"}, {"languages": "en"}, "language", ["mobile_training_team", "training_course"]),
        ({"equipment_tags": "jammers"}, {}, "infantry", ["equipment"]),
        ({"by_day": 60}, {}, "logistics_equipment", ["equipment", "mobile_training_team", "training_course"]),
        ({"women_percent": 11}, {}, "womens_participation", ["equipment", "mobile_training_team", "training_course"]),
        ({}, {"level": "level_1"}, "visit_preparation", ["mobile_training_team", "training_course"]),
        ({}, {"mission_specific": "UNMISS"}, None, []),
    ],
)
def test_help_for_a_line_is_of_the_area_and_kind_that_its_reason_asks_for(line, changed, area, kinds, tmp_path):
    world = Planned(tmp_path / "made.duckdb", [unit(**changed)], [line])
    offers = [(TODAY, f"{kind}.{n}", "QMB", kind, of) for n, of in enumerate(AREAS) for kind in KINDS_OFFERED]
    insert(world.con, "mart.partner_offer (as_of, offer_id, iso3, kind, areas)", offers)
    told = world.ask("scenario_partners").to_dict("records")
    assert [row["area"] for row in told] == ([area] if area else [])
    for row in told:
        assert sorted(one.split(".")[0] for one in row["offers"].split(";")) == kinds and row["states"] == "QMB"


def test_without_a_roster_nothing_is_said_of_supply_and_nothing_is_zero(tmp_path):
    world = Planned(tmp_path / "made.duckdb", [], [{"quantity": 2}, {"capability": "staff_officer"}])
    gap = world.ask("scenario_gap")
    assert gap["state"].tolist() == ["not_reported", "no_list"]
    counts = [name for name in gap.columns if name.endswith("_count") and name != "person_count"]
    assert gap[[*counts, "matched"]].isna().all().all()
    assert world.ask("scenario_women")["women_count"].isna().all()


def test_availability_is_read_on_the_start_and_models_of_a_later_day_wait(tmp_path):
    world = Planned(tmp_path / "made.duckdb", [unit(available_to=TODAY + dt.timedelta(30))], [{}])
    assert world.ask("scenario_gap")["matched"].tolist() == [1]
    assert world.ask("scenario_gap", today=TODAY + dt.timedelta(31))["matched"].tolist() == [0]
    columns = "as_of, model, model_name, module, module_name, line_id, capability, quantity, file_id, line"
    for day, number in ((dt.date(2026, 6, 30), 1), (dt.date(2026, 9, 30), 4)):
        insert(world.con, f"mart.scenario_module ({columns})", [(day, "own_x", "X", "own_x.part", "Part", "1", "qrf_company", number, 1, 2)])  # fmt: skip
    newest = world.ask("scenario_gap", model="own_x")
    assert newest["required"].tolist() == [4] and newest["line"].tolist() == ["X 1"]
    assert world.ask("scenario_gap", model="own_x.part", as_of="2026-06-30")["required"].tolist() == [1]
    assert world.ask("scenario_gap", model="own_").empty and world.ask("scenario_gap", model="own_x.pa").empty
    both_named = queries.run("scenario_lines", connection=world.con, model="own_x;own_x.part")
    assert both_named["required"].tolist() == [4]  # counted once


def test_units_of_a_line_say_what_each_lacks_and_the_bound_is_said(tmp_path, monkeypatch):
    units = [
        unit("A"),
        unit("B", languages="en"),
        unit("C", languages="fr", level="level_1"),
        unit("D", languages="fr"),
    ]
    world = Planned(tmp_path / "made.duckdb", units, [{"languages": "fr", "by_day": 180}])
    told = world.ask("scenario_units", line="A-01")
    assert told["unit_id"].tolist()[0] == "D" and told["is_eligible"].tolist() == [True, True, False, False]
    assert dict(zip(told["unit_id"], told["lacks"].fillna(""), strict=True)) == {"A": "language", "B": "language", "C": "", "D": ""}  # fmt: skip
    assert world.ask("scenario_units", line="nothing").empty
    monkeypatch.setattr(matching, "BOUND", 0)
    assert world.ask("scenario_gap")["state"].tolist() == ["not_computed"]
    assert (
        world.ask("scenario_pool")["matched_count"].isna().all()
        and world.ask("scenario_regions")["only_count"].isna().all()
    )
    assert world.ask("scenario_taken").empty
