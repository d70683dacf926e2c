"""Steps that block selected units, rotations, visits, uncovered slots and shortfalls, against a second count in plain Python."""

import datetime as dt
import random
from typing import Any

import pandas as pd
import pytest

import queries
from tests.support import requirement_worlds
from tests.support import roster_oracle as oracle
from tests.support.capability_worlds import World
from tests.support.roster_oracle import EXPORTS, MISSIONS, STATES, TODAY
from tests.support.seeds import seeds

AS_OF = (None, EXPORTS[1])
HORIZON = 60
OF_WAY = ("invited_on", "invitation_accepted_on", "mou_state", "predeployment_visit_on")
NAMES = {
    "language": ("languages",),
    "equipment": ("equipment",),
    "women": ("women_count", "strength_count"),
    "days": (),
}


def world(path, seed: int) -> tuple[World, list[dict]]:
    """A random roster whose units are under way, lines that they serve, and returns; in two of three, columns that nobody reports."""
    rng = random.Random(seed)
    silent = rng.sample(OF_WAY, seed % 3)

    def day(most: int) -> dt.date | None:
        return None if rng.random() < 0.4 else TODAY + dt.timedelta(rng.randint(-160, most))

    units = []
    for unit in oracle.roster(seed, 70):
        way: dict[str, Any] = {
            "invited_on": day(-60),
            "invitation_accepted_on": day(-60),
            "visit_planned_on": day(90),
            "predeployment_visit_on": day(90),
        }
        way |= {"mou_state": rng.choice(("signed", "draft", "none", None)), "arrives_on": day(90)}
        way |= {"verification_date": day(90), "requirement_line": rng.choice((None, "L-001", "L-002", "L-003"))}
        way |= {"status": rng.choice((unit["status"], "selected")), "women_count": rng.choice((None, 0, 20))}
        way |= {"equipment": rng.choice(({}, {"jammers": 1}, {"jammers": 4, "c_uas": 1}))} | dict.fromkeys(silent)
        way["visit_date"] = rng.choice((unit["visit_date"], way["visit_planned_on"]))  # a visit on its very day is made
        if not unit["not_read"] and rng.random() < 0.2:
            unread = rng.choice((*OF_WAY, "load_list", "languages"))
            way |= {"not_read": unread, {"load_list": "has_load_list"}.get(unread, unread): None}
        units.append(unit | way)
    asks: list[dict[str, Any]] = [{"languages": "fr", "equipment_tags": "jammers:2"}, {"women_percent": 10, "readiness_days": 120}, {"capability": "infantry_battalion", "readiness_days": 60}]  # fmt: skip
    blank = dict.fromkeys(("languages", "equipment_tags", "readiness_days", "women_percent"))
    made = World(path, units, needed=[blank | ask for ask in asks])
    rows = []
    for number in range(25):
        for month in rng.sample((8, 9, 10), rng.randint(1, 3)):
            rows.append({
                "as_of": dt.date(2026, month, 28), "mission": rng.choice(MISSIONS), "unit_id": f"SLOT-{number}", "iso3": rng.choice(list(STATES)),
                "unit_type": "qrf_company", "component": "military", "strength_count": rng.choice((None, 0, 180)), "rotates_out": day(90),
                "replaced_by": rng.choice((None, "none", "repatriation", "not_read", "QMB")), "file_id": 1, "line": 2,
            })  # fmt: skip
    requirement_worlds.insert(made.con, "unit_return", rows)
    return made, rows


def plain(cell):
    return None if pd.isna(cell) else cell.date() if isinstance(cell, pd.Timestamp) else cell


def near(day: dt.date | None) -> bool:
    return day is not None and abs((day - TODAY).days) <= HORIZON


def steps(unit: dict, reports: dict[str, bool]) -> list[str]:
    """The open steps of a selected unit, in the order of the process."""
    unread = unit["not_read"] or ""
    export = unit["export_on"]

    def open_step(code: str, column: str, is_done: bool) -> list[str]:
        if is_done:
            return []
        return ["not_read"] if unread == column else [code] if reports[column] else []

    is_accepted = unit["invitation_accepted_on"] is not None and unit["invitation_accepted_on"] <= export
    is_invited = is_accepted or (unit["invited_on"] is not None and unit["invited_on"] <= export)
    visit = unit["predeployment_visit_on"]
    found = ["visit"] if unit["level"] == "level_1" else []
    if unit["level"] is None:
        found = ["not_read" if unread == "level" else "not_reported"]
    found += open_step("invitation", "invited_on", is_invited)
    found += open_step("acceptance", "invitation_accepted_on", is_accepted)
    if unit["level"] == "level_2":
        found += ["equipment" if unit["has_load_list"] else "not_read" if unread == "load_list" else "load_list"]
    found += open_step("mou", "mou_state", unit["mou_state"] == "signed")
    return found + open_step("predeployment_visit", "predeployment_visit_on", visit is not None and visit <= export)


@pytest.mark.parametrize("seed", seeds(20))
def test_every_step_day_and_shortfall_is_that_of_a_second_count(seed, tmp_path):
    made, rows = world(tmp_path / "made.duckdb", seed)

    def ask(name, **more):
        return queries.run(name, connection=made.con, today=TODAY, **more)

    for as_of in AS_OF:
        there = {unit["unit_id"]: unit for unit in made.there(as_of)}
        states = {name: oracle.state(unit, TODAY) for name, unit in there.items()}

        # Whatever column nobody of the export reports is no step of anybody.
        export = [unit for unit in made.units if unit["export_on"] == (as_of or EXPORTS[-1])]
        reports = {column: any(unit[column] is not None for unit in export) for column in OF_WAY}
        waiting = ask("selected_waiting", as_of=as_of)
        assert set(waiting["unit_id"]) == {name for name, unit in there.items() if unit["status"] == "selected"}
        for row in waiting.itertuples():
            unit = there[row.unit_id]
            want = steps(unit, reports)
            assert (plain(row.open_steps) or "") == ";".join(want)
            assert row.step == (want[0] if want else "arrival" if any(reports.values()) else "not_reported")
            for days, column in ((row.invited_days, "invited_on"), (row.accepted_days, "invitation_accepted_on")):
                assert plain(days) == (unit[column] and (TODAY - unit[column]).days)
            assert plain(row.ready_in_days) == (plain(row.ready_by) and (plain(row.ready_by) - TODAY).days)

        want = {}
        for name, unit in there.items():
            planned, seen = unit["visit_planned_on"], unit["visit_date"]
            is_past = planned and seen and seen >= planned
            days = {"assessment": None if is_past else planned}
            for kind, column in (("predeployment", "predeployment_visit_on"), ("verification", "verification_date")):
                days[kind] = unit[column] if unit[column] and unit[column] > unit["export_on"] else None
            want |= {(kind, name): (day, states[name]) for kind, day in days.items() if near(day)}
        visits = ask("visits_ahead", as_of=as_of)
        assert {(row.visit, row.unit_id): (plain(row.on_day), row.iso3) for row in visits.itertuples()} == want
        assert visits["in_days"].tolist() == [(plain(day) - TODAY).days for day in visits["on_day"]]

        newest: dict = {}
        for row in sorted(rows, key=lambda row: row["as_of"]):
            if as_of is None or row["as_of"] <= as_of:
                newest[row["mission"], row["unit_id"]] = row
        leaving = {key: row for key, row in newest.items() if row["strength_count"] != 0 and near(row["rotates_out"])}
        rotations = ask("rotations_ahead", as_of=as_of)
        told = {None: ("not_reported", None), "none": ("not_named", None), "QMB": ("named", "QMB")}
        assert {(row.mission, row.unit_id): (plain(row.rotates_out), row.replacement, plain(row.replaced_by)) for row in rotations.itertuples()} == {
            key: (row["rotates_out"], *told.get(row["replaced_by"], (row["replaced_by"], None))) for key, row in leaving.items()
        }  # fmt: skip

        # Day by day: uncovered is a day between a pledge's first and last on which no slot has a state.
        ahead = [TODAY + dt.timedelta(days) for days in range(HORIZON + 1)]
        bare = set()
        for name, unit in there.items():
            ends = [(start, end) for _, start, end in unit["slots"]]
            reach = (min(start for start, _ in ends), max(end for _, end in ends)) if ends else (TODAY, dt.date.min)
            bare |= {(name, day) for day in ahead if reach[0] <= day <= reach[1] and oracle.slot(unit, day) is None}
        slots = ask("slots_uncovered", as_of=as_of)
        shown = {
            (row.unit_id, day) for row in slots.itertuples() for day in ahead if plain(row.slot_from) <= day <= plain(row.slot_to)
        }  # fmt: skip
        assert shown == bare
        for row in slots.itertuples():
            before = plain(row.slot_from) - dt.timedelta(1)
            assert plain(row.before_iso3) == oracle.slot(there[row.unit_id], before)

        asked = {
            "load_list": "selected",
            **dict.fromkeys((*OF_WAY, "arrives_on"), "selected"),
            "visit_planned_on": None,
            "languages": None,
        }
        want = {}
        for column, status in asked.items():
            of = [unit for unit in there.values() if status in (None, unit["status"])]
            blank = [unit for unit in of if unit.get(column) is None]
            if of:
                unread = sum(unit["not_read"] == column for unit in blank)
                want[column] = (len(of), len(of) - len(blank), unread)
        by_whom = [row["replaced_by"] for row in newest.values() if row["strength_count"] != 0]
        if by_whom:
            told_by = sum(cell not in (None, "not_read") for cell in by_whom)
            want["replaced_by"] = (len(by_whom), told_by, by_whom.count("not_read"))
        counts = queries.run("columns_reported", connection=made.con, as_of=as_of)
        got = {row.column_name: (row.row_count, row.reported_count, row.not_read_count) for row in counts.itertuples()}
        assert {column: number for column, number in got.items() if column in want} == want and len(got) >= len(
            want
        ) > 5

        lacks = ask("line_shortfalls", as_of=as_of)
        lines = {line["line_id"]: line for line in made.needed}
        serving = {
            name: lines[unit["requirement_line"]] for name, unit in there.items()
            if unit["status"] in ("selected", "deployed") and unit["requirement_line"] and lines[unit["requirement_line"]]["capability"] == unit["capability"]
        }  # fmt: skip
        serving = serving if as_of is None else {}  # the edition of the lines is later
        assert set(lacks["unit_id"]) == set(serving)
        for row in lacks.itertuples():
            assert (set(row.lacks.split(";")) if plain(row.lacks) else set()) == missing(
                there[row.unit_id], serving[row.unit_id]
            )


def missing(unit: dict, line: dict) -> set[str]:
    """What a unit does not show of what its line asks for; a blank and a cell that was not read say so."""
    strength, women = unit["strength_count"], unit["women_count"]
    days = {"level_2": 180, "level_3": 120, "rdl": 60}.get(unit["level"])
    fails = {
        "language": line["languages"] is not None and "fr" not in (unit["languages"] or ""),
        "equipment": line["equipment_tags"] is not None and unit["equipment"].get("jammers", 0) < 2,
        "days": line["readiness_days"] is not None and days is not None and days > line["readiness_days"] and unit["status"] == "selected",
        "women": line["women_percent"] is not None and (not strength or women is None or 100 * women < line["women_percent"] * strength),
    }  # fmt: skip
    told = set()
    for name, fails_it in fails.items():
        blank = any((unit[cell] or None if cell == "equipment" else unit[cell]) is None for cell in NAMES[name])
        unread = unit["not_read"] in NAMES[name] and unit["not_read"] is not None
        if fails_it:
            told.add(f"{name}_not_read" if unread else f"{name}_not_reported" if blank else name)
    return told
