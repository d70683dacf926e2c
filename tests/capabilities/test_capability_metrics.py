"""Stages, regions and missions of each capability against plain Python on invented rosters, and the edges of their rules."""

import datetime as dt
import random

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support import roster_oracle as oracle
from tests.support.capability_worlds import EDITIONS, World, random_world, total, unit
from tests.support.roster_oracle import EXPORTS, TODAY
from tests.support.seeds import seeds

STAGE, REGION, MISSION = (f"capability_{name}" for name in ("stage", "by_region", "by_mission"))
DAYS = (None, dt.date(2026, 1, 1), EXPORTS[0], EXPORTS[1], dt.date(2026, 12, 31))


def told(frame: pd.DataFrame, keys: list[str], columns) -> dict:
    """Return a frame as cells by key, blanks as None."""
    found = {}
    for row in frame.to_dict("records"):
        key = tuple(row[key] for key in keys)
        found[key if len(keys) > 1 else key[0]] = {name: None if pd.isna(row[name]) else row[name] for name in columns}
    return found


def same(got: dict, want: dict) -> None:
    assert set(got) == set(want)
    for key in want:
        for name in got[key]:
            value = want[key].get(name)
            assert got[key][name] == (pytest.approx(value) if isinstance(value, float) else value), (key, name)


def stage(world: World, code: str = "qrf_company", name: str = STAGE, **asked) -> dict:
    found = queries.run(name, connection=world.con, **({"today": TODAY} | asked))
    row = found[found["capability"] == code]
    return row.astype(object).where(row.notna(), None).to_dict("records")[0]


@pytest.mark.parametrize("seed", seeds(25))
def test_stages_regions_and_missions_agree_with_plain_python(seed, tmp_path):
    world, rng = random_world(tmp_path / "made.duckdb", seed), random.Random(seed)
    columns = [
        "required", "outstanding", "announced", "level_1", "level_2", "level_3", "rdl", "selected", "deployed", "available", "coverage",
        "state", "announced_pledge_count", "registered_count", "available_level_3", "available_rdl", "stale_count",
        "condition_unknown_count", "slot_uncovered_count",
    ]  # fmt: skip
    for as_of in rng.sample(DAYS, 3):
        edition = rng.choice((None, *EDITIONS))
        asked = {"as_of": as_of, "edition": edition, "today": TODAY}
        for stale in ("in", "out"):
            got = queries.run(STAGE, connection=world.con, stale=stale, **asked)
            mine = got[got["capability"].isin({*world.stage(**asked)})]
            # What is asked for by the guide beside the capabilities of this world is an open call, and nothing else.
            rest = got[~got["capability"].isin(set(mine["capability"]))]
            assert set(rest["state"]) <= {"open_call"} and not rest["level_1"].fillna(0).any()
            same(told(mine, ["capability"], columns), world.stage(**asked, stale=stale))
        want = world.by_region(**asked)
        got = queries.run(REGION, connection=world.con, **asked)
        same(
            told(got[got["capability"].isin({key[0] for key in want})], ["capability", "regional_group"], columns), want
        )
        want = world.by_mission(**asked)
        got = queries.run(MISSION, connection=world.con, **asked)
        here = {"available", "coverage", "state", "available_level_3", "available_rdl"}  # matched: below
        kept = [name for name in [*columns, "may_serve_count"] if name not in here]
        same(told(got[got["capability"].isin({key[0] for key in want})], ["capability", "mission"], kept), want)


@pytest.mark.parametrize("seed", seeds(200))
def test_a_cell_of_the_map_is_the_sum_of_its_lines_and_a_row_of_its_cells(seed, tmp_path):
    world, rng = random_world(tmp_path / "made.duckdb", seed), random.Random(seed)
    asked = {"as_of": rng.choice(DAYS), "edition": rng.choice((None, *EDITIONS)), "today": TODAY}
    cells = queries.run(MISSION, connection=world.con, **asked)
    lines = queries.run("mission_gap", connection=world.con, **asked)
    demand = queries.run("demand_lines", connection=world.con, **asked)
    whole = queries.run(STAGE, connection=world.con, **asked).set_index("capability")
    judged = cells[cells["state"].isin(("met", "partly_met", "unmet")) & (cells["outstanding"] > 0)]
    for cell in judged.itertuples():
        mine = lines[(lines["capability"] == cell.capability) & (lines["mission"] == cell.mission)]
        if len(mine):
            assert cell.required == mine["required"].sum() and cell.available == mine["assessed_count"].sum()
            lacking = (mine["required"] - mine["serving_count"]).clip(lower=0).sum()
            assert cell.outstanding == lacking
            met = bool((mine["state"].isin(("met", "not_stated"))).all())
            assert (cell.state == "met") == met
        assert cell.coverage == pytest.approx(cell.available / cell.outstanding) and cell.coverage <= 1
    for code, mine in judged.groupby("capability"):
        assert mine["available"].sum() == world.most(code, **asked)
        assert mine["available"].sum() <= whole.loc[code, "available"]
        assert set(demand.loc[demand["capability"] == code, "mission"]) >= set(mine["mission"])
    for code, row in whole.iterrows():
        mine = cells[cells["capability"] == code]
        for name in ("required", "outstanding"):
            if not pd.isna(row[name]) and row["state"] != "not_in_units":
                assert mine[name].sum() == row[name], (code, name)
        assert pd.isna(row["line_quantity"]) or row["required"] >= row["line_quantity"]


def waits_for(one: dict) -> str | None:
    """What a unit waits for at its level; a blank, or a cell that was not read, is not a list that lacks."""
    blank = "not_read" if one["not_read"] in ("level", "load_list") else "not_reported"
    lists = {True: "equipment", False: "load_list", None: blank}
    return {"level_1": "visit", "level_2": lists[one["has_load_list"]], None: blank}.get(one["level"])


@pytest.mark.parametrize("seed", seeds(8))
def test_units_and_tags_behind_a_cell_agree_with_plain_python(seed, tmp_path):
    world = random_world(tmp_path / "made.duckdb", seed)
    there = {one["unit_id"]: one for one in world.there(None) or ()}
    found = queries.run("roster_units", connection=world.con, today=TODAY)
    assert set(found["unit_id"]) == set(there) and len(found) == len(there)
    for row in found.itertuples():
        one = there[row.unit_id]
        assert ("" if pd.isna(row.why_not) else row.why_not).split(";") == (oracle.why_not(one, TODAY) or [""])
        assert row.renewal == oracle.renewal(one, TODAY) and row.iso3 == oracle.state(one, TODAY)
        waits = "renewal" if row.renewal == "stale" else waits_for(one)
        assert (None if pd.isna(row.bottleneck) else row.bottleneck) == (None if one["status"] == "deployed" else waits)
    for code in ("c_uas_set", "qrf_company"):
        mine = queries.run("roster_units", connection=world.con, today=TODAY, capability=code)
        assert set(mine["unit_id"]) == {one["unit_id"] for one in world.of(list(there.values()), code)}
    tags = queries.run("roster_tags", connection=world.con, today=TODAY)
    for row in tags.itertuples():
        mine = [u for u in there.values() if u["capability"] == row.capability and u["equipment"].get(row.tag, 0) != 0]
        assert row.unit_count == len(mine)
        assert row.available_count == sum(oracle.is_available(u, TODAY) for u in mine)


@pytest.mark.parametrize(
    ("changed", "today", "renewal", "available"),
    [
        ({"date_accepted": dt.date(2025, 11, 24)}, TODAY, "current", 1),  # the first year ends today
        ({"date_accepted": dt.date(2025, 11, 23)}, TODAY, "not_reported", 1),  # over, and no renewal reported
        ({"date_accepted": None}, TODAY, "not_reported", 1),
        ({"date_accepted": dt.date(2024, 1, 1), "last_renewed": dt.date(2026, 5, 24)}, TODAY, "current", 1),
        ({"date_accepted": dt.date(2024, 1, 1), "last_renewed": dt.date(2026, 5, 23)}, TODAY, "stale", 0),
        (
            {"date_accepted": dt.date(2025, 12, 1), "last_renewed": dt.date(2026, 1, 1)},
            TODAY,
            "current",
            1,
        ),  # renewed early
        (
            {"date_accepted": dt.date(2024, 2, 29), "last_renewed": dt.date(2024, 3, 1)},
            dt.date(2025, 2, 28),
            "current",
            1,
        ),
        ({"date_accepted": dt.date(2024, 2, 29), "last_renewed": dt.date(2024, 3, 1)}, dt.date(2025, 3, 1), "stale", 0),
        (
            {"date_accepted": dt.date(2022, 1, 1), "last_renewed": dt.date(2023, 8, 29)},
            dt.date(2024, 2, 29),
            "current",
            1,
        ),
        (
            {"date_accepted": dt.date(2022, 1, 1), "last_renewed": dt.date(2023, 8, 31)},
            dt.date(2024, 2, 29),
            "current",
            1,
        ),
        ({"date_accepted": dt.date(2022, 1, 1), "last_renewed": dt.date(2023, 8, 31)}, dt.date(2024, 3, 1), "stale", 0),
    ],
)
def test_renewals_count_calendar_months_and_their_last_day(changed, today, renewal, available, tmp_path):
    world = World(tmp_path / "made.duckdb", [unit(**changed)], [{"capability": "qrf_company", "quantity": 2}])
    (row,) = queries.run("roster_units", connection=world.con, today=today).itertuples()
    told = stage(world, today=today)
    assert row.renewal == renewal and told["available"] == available and told["level_2"] == 1
    assert told["coverage"] == available / 2 and told["stale_count"] == (renewal == "stale")
    assert stage(world, today=today, stale="out")["level_2"] == (renewal != "stale")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"available_to": TODAY}, None),  # the last day counts
        ({"available_to": TODAY - dt.timedelta(1)}, "after_window"),
        ({"available_from": TODAY}, None),
        ({"available_from": TODAY + dt.timedelta(1)}, "before_window"),
        ({"condition": "parliament agrees", "condition_state": "met"}, None),
        ({"condition": "parliament agrees", "condition_state": "unmet"}, "condition_unmet"),
        ({"condition": "parliament agrees", "condition_state": "unknown"}, "condition_unknown"),
        ({"condition": "parliament agrees"}, "condition_unknown"),
        ({"is_smart": True, "slots": [("QMB", TODAY, TODAY)]}, None),
        ({"is_smart": True, "slots": [(None, TODAY, TODAY)]}, "slot_uncovered"),
        ({"is_smart": True, "slots": [("QMB", TODAY + dt.timedelta(1), None)]}, "slot_uncovered"),
        ({"level": "level_1"}, "below_level_2"),
        ({"level": "registered"}, "no_level"),
        ({"status": "selected"}, "selected"),
        ({"status": "deployed"}, "deployed"),
        ({"status": None}, "status_not_reported"),
    ],
)
def test_what_keeps_a_unit_from_being_available_is_said(changed, why, tmp_path):
    world = World(tmp_path / "made.duckdb", [unit(**changed)], [{"capability": "qrf_company", "quantity": 1}])
    (row,) = queries.run("roster_units", connection=world.con, today=TODAY).itertuples()
    told = stage(world)
    assert (None if pd.isna(row.why_not) else row.why_not) == why
    assert told["available"] == (why is None) and told["state"] == ("met" if why is None else "unmet")
    assert told["condition_unknown_count"] == (why == "condition_unknown")
    assert told["slot_uncovered_count"] == (why == "slot_uncovered")


def test_selected_and_waiting_is_told_from_the_first_export_of_an_unbroken_run(tmp_path):
    told = {"A": ("selected", "selected", "selected"), "B": ("selected", "available", "selected"), "C": ("selected", "selected", "deployed"), "D": (None, None, "selected")}  # fmt: skip
    units = [
        unit(name, export_on=day, status=status, level="level_1", deployed_mission="UNMISS", requirement_line="L-001")
        for name, run in told.items()
        for day, status in zip(EXPORTS, run, strict=True)
        if status
    ]
    found = queries.run("selected_waiting", connection=World(tmp_path / "a.duckdb", units).con, today=TODAY)
    since = dict(zip(found["unit_id"], found["selected_since"].dt.date, strict=True))
    assert since == {"A": EXPORTS[0], "B": EXPORTS[2], "D": EXPORTS[2]}
    assert list(found["waiting_days"]) == [(TODAY - day).days for day in since.values()]
    assert set(found["bottleneck"]) == {"visit"} and found["unit_id"].iloc[0] == "A"


def test_a_load_list_that_was_not_read_or_not_reported_is_not_one_that_lacks(tmp_path):
    rows = {
        "lacks": ({"has_load_list": False, "load_list": "no"}, "load_list"),
        "handed in": ({"load_list": "submitted"}, "load_list"),
        "is there": ({"has_load_list": True, "load_list": "yes"}, "equipment"),
        "unread": ({"not_read": "load_list"}, "not_read"),
        "blank": ({}, "not_reported"),
        "no level": ({"level": None}, "not_reported"),
        "level unread": ({"level": None, "not_read": "level"}, "not_read"),
    }
    units = [unit(name, **{"status": "selected", "level": "level_2"} | row) for name, (row, _want) in rows.items()]
    con = World(tmp_path / "a.duckdb", units).con
    for query in ("selected_waiting", "roster_units"):
        found = queries.run(query, connection=con, today=TODAY).set_index("unit_id")["bottleneck"]
        assert found.to_dict() == {name: want for name, (_row, want) in rows.items()}, query


def test_registered_is_never_below_level_1_and_never_above(tmp_path):
    world = World(tmp_path / "made.duckdb", [unit(level="registered", capability="staff_officer")])
    told = stage(world, "staff_officer")
    assert [told[name] for name in ("level_1", "level_2", "level_3", "rdl", "registered_count")] == [1, 0, 0, 0, 1]


def test_coverage_over_one_met_without_a_share_and_units_that_serve(tmp_path):
    serving = [
        unit(f"S{n}", status=status, requirement_line="L-001") for n, status in enumerate(("selected", "deployed"))
    ]
    elsewhere = unit("E", status="deployed")  # serves no line that the export names
    free = [unit(f"F{n}") for n in range(3)]
    world = World(tmp_path / "a.duckdb", [*serving, elsewhere, *free], [{"capability": "qrf_company", "quantity": 4}])
    told = stage(world)
    assert (told["required"], told["outstanding"], told["available"], told["coverage"]) == (4, 2, 3, 1.5)
    assert (told["selected"], told["deployed"], told["state"]) == (1, 2, "met")
    world = World(tmp_path / "b.duckdb", [*serving], [{"capability": "qrf_company", "quantity": 1}])
    told = stage(world)
    assert (told["outstanding"], told["coverage"], told["state"]) == (0, None, "met")  # never 0 %
    world = World(tmp_path / "c.duckdb", [], [{"capability": "qrf_company", "quantity": 0}])
    assert stage(world)["state"] == "met" and stage(world)["coverage"] is None


def test_an_open_call_has_pledges_and_no_share_and_nothing_reported_is_no_zero(tmp_path):
    pledges = [{"pledge_id": f"P{n}", "iso3": "QMA", "capability": "qrf_company", "unit": "company"} for n in range(3)]
    world = World(tmp_path / "a.duckdb", [unit()], [{"capability": "qrf_company", "quantity": None}], pledges)
    told = stage(world)
    assert (told["state"], told["required"], told["coverage"]) == ("open_call", None, None)
    assert (told["announced"], told["announced_pledge_count"], told["available"]) == (3, 3, 1)
    # A capability that is in no roster has 0 of it; without a roster nothing is reported.
    world = World(tmp_path / "b.duckdb", [unit()], [{"capability": "military_bridging", "quantity": 2}], pledges)
    told = stage(world, "military_bridging")
    assert (told["level_1"], told["available"], told["coverage"], told["state"]) == (0, 0, 0.0, "unmet")
    world = World(tmp_path / "c.duckdb", [], [{"capability": "military_bridging", "quantity": 2}], pledges)
    told = stage(world, "military_bridging")
    assert (told["level_1"], told["available"], told["outstanding"], told["coverage"]) == (None, None, None, None)
    assert told["state"] == "not_reported" and told["announced"] == 0
    assert stage(World(tmp_path / "d.duckdb", [unit()]))["announced"] is None  # no pledge of any kind is known


def test_persons_units_and_aircraft_are_never_added(tmp_path):
    said = [("company", 2), ("unit", None), ("person", 850), ("aircraft", 3), (None, None), ("vehicle", 12)]
    pledges = [
        {"pledge_id": f"P{n}", "iso3": "QMA", "capability": "qrf_company", "unit": kind, "quantity": number}
        for n, (kind, number) in enumerate(said)
    ]
    told = stage(World(tmp_path / "made.duckdb", [unit()], [], pledges))
    assert (told["announced"], told["announced_pledge_count"]) == (7, 6)
    world = World(tmp_path / "b.duckdb", [unit(capability="staff_officer", level="registered")], [{"capability": "staff_officer", "quantity": 20}])  # fmt: skip
    told = stage(world, "staff_officer")
    assert (told["state"], told["outstanding"], told["coverage"]) == ("not_in_units", None, None)


def test_the_four_parts_of_countering_drones_are_rows_of_their_own(tmp_path):
    units = [
        unit("A", capability="c_uas_unit", level="rdl"),
        unit("B", equipment={"c_uas": 2}),  # a quick reaction company that carries sets
        unit("C", equipment={"c_uas": 0}),  # and one that has none
        unit("D", capability="c_uas_officer", level="registered"),
    ]
    world = World(tmp_path / "made.duckdb", units)
    found = queries.run(STAGE, connection=world.con, today=TODAY).set_index("capability")
    parts = ["c_uas_unit", "c_uas_set", "c_uas_officer", "c_uas_expertise"]
    assert found.loc[parts, "level_1"].tolist() == [1, 1, 1, 0] and found.loc["qrf_company", "level_1"] == 2
    assert (found.loc[parts, "state"] == "open_call").all()
    assert set(found.loc[parts, "section"]) == {"counter_unmanned_aerial_systems"}
    # What infantry is asked to bring is a tag of a unit, no row.
    assert not {"jammer", "first_aid_kit", "high_mobility_light_tactical_vehicle"} & set(found.index)
    tags = queries.run("roster_tags", connection=world.con, today=TODAY)
    assert [tuple(row) for row in tags.itertuples(index=False)] == [("qrf_company", "c_uas", 1, 1)]


def test_a_partnered_unit_counts_once_for_who_gives_its_personnel(tmp_path):
    partnered = unit(iso3="QMC", partners=[("QMA", "equipment"), ("QMF", "training")])
    world = World(tmp_path / "made.duckdb", [partnered], [{"capability": "qrf_company", "quantity": 2}])
    found = queries.run(REGION, connection=world.con, today=TODAY)
    mine = found[found["capability"] == "qrf_company"].set_index("regional_group")
    assert mine["available"].to_dict() == {"african_group": 0, "asia_pacific_group": 1, "eastern_european_group": 0, "grulac": 0, "weog": 0}  # fmt: skip
    assert mine.loc["asia_pacific_group", "coverage"] == 0.5 and mine["coverage"].sum() == stage(world)["coverage"]


def test_a_unit_for_any_mission_may_serve_each_and_is_matched_to_one(tmp_path):
    lines = [
        {"capability": "qrf_company", "mission": m, "requirement": m, "quantity": 2}
        for m in ("MINUSCA", "UNMISS", "general")
    ]
    units = [unit("A"), unit("B", mission_specific="UNMISS"), unit("C", status="deployed", deployed_mission="UNMISS", requirement_line="L-001")]  # fmt: skip
    world = World(tmp_path / "made.duckdb", units, lines)
    found = queries.run(MISSION, connection=world.con, today=TODAY)
    mine = found[found["capability"] == "qrf_company"].set_index("mission")
    assert mine["may_serve_count"].to_dict() == {"MINUSCA": 1, "UNMISS": 2, "general": 1}
    assert mine["available"].to_dict() == {"MINUSCA": 1, "UNMISS": 1, "general": 0}  # one unit, one line
    assert mine["outstanding"].to_dict() == {"MINUSCA": 2, "UNMISS": 1, "general": 2}
    assert mine["deployed"].to_dict() == {"MINUSCA": 0, "UNMISS": 1, "general": 0}


@pytest.mark.parametrize("seed", seeds(6))
@pytest.mark.parametrize("by", ["all", "regional_group", "mission"])
def test_what_is_announced_reads_the_same_without_a_roster(seed, by, tmp_path):
    world = random_world(tmp_path / "made.duckdb", seed)
    found = queries.run("capability_announced", connection=world.con, by=by)
    pledges = [pledge for pledge in world.announced(None) if pledge["capability"]]
    for row in found.itertuples():
        mine = [p for p in pledges if p["capability"] == row.capability]
        if by == "regional_group":
            mine = [p for p in mine if (oracle.STATES[p["iso3"]][0] or "none") == row.code]
        if by == "mission":
            mine = [p for p in mine if (p["mission_code"] or "general") == row.code]
        assert world.pledges == [] or pd.isna(row.announced) or row.announced == sum(p["count"] for p in mine)
        if by == "all":
            lines = [line["quantity"] for line in world.demand(None, None) if line["capability"] == row.capability]
            required = total(lines)
            assert (None if pd.isna(row.required) else row.required) == required
    listed = queries.run("capability_pledges", connection=world.con)
    assert set(listed["pledge_id"]) == {pledge["pledge_id"] for pledge in world.announced(None)}


def test_levels_are_never_read_without_the_right_to_them(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, figures.random_rows(3))
    snapshot = queries.current(audience="open")
    for name in (
        STAGE,
        REGION,
        MISSION,
        "roster_units",
        "roster_tags",
        "roster_export",
        "mission_gap",
    ):
        with pytest.raises(queries.QueryError, match="restricted data"):
            queries.run(name, snapshot=snapshot)
    assert len(queries.run("capability_announced", snapshot=snapshot))
