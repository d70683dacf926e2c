"""Readiness curve, diversity, cycles and candidates against plain Python on invented rosters, and the edges of their rules."""

import datetime as dt
import random
import re
from collections import Counter

import pandas as pd
import pytest

import queries
from etl import contract
from etl.build import stage
from tests.support import figures
from tests.support import roster_oracle as oracle
from tests.support.roster_oracle import STATES, TODAY
from tests.support.seeds import seeds

DAYS = {60: ("rdl",), 120: ("rdl", "level_3"), 180: ("rdl", "level_3", "level_2")}
FIVE = ("african_group", "asia_pacific_group", "eastern_european_group", "grulac", "weog")
MONTH = dt.date(2026, 10, 31)
SENDING = [("QMA", 1, 0), ("QMC", 0, 2), ("QMG", 3, 4), ("QMF", 0, 0), ("QMH", 1, 1)]  # QMF's row is of nobody


def database(path, units, sending=SENDING):
    rows = [(MONTH, "MINUSCA", code, "troops", women, men) for code, women, men in sending]
    older = [
        (dt.date(2026, 9, 30), "UNSOS", "QME", "troops", 5, 5),
        (dt.date(2026, 12, 31), "UNSOS", "QMD", "troops", 5, 5),
    ]
    con = figures.database(path, rows + older)  # a month before the latest, and one after the day that is asked for
    oracle.fill(con, units)
    return con


def unit(unit_id="A", **changed):
    """Return an available unit at the Rapid Deployment Level, with what a test changes."""
    plain = dict.fromkeys(oracle.roster(1, 5)[0])
    plain |= {
        "unit_id": unit_id, "iso3": "QMA", "component": "military", "capability": "qrf_company", "strength_count": 180, "level": "rdl",
        "status": "available", "is_smart": False, "slots": [], "partners": [], "export_on": oracle.EXPORTS[-1],
    }  # fmt: skip
    return plain | changed


def run(name, con, **asked):
    return queries.run(name, connection=con, **asked)


def curve(con, **asked):
    return [row.unit_count for row in run("readiness_curve", con, today=TODAY, **asked).itertuples()]


def value(cell):
    return None if pd.isna(cell) else cell


def codes(text):
    return [] if pd.isna(text) else text.split(";")


def random_question(rng, units):
    """Return what a reader may take out: units, states and missions that are there, and a code that is not."""
    ids = sorted({row["unit_id"] for row in units})
    return {
        "without_units": ";".join([*rng.sample(ids, min(len(ids), rng.randint(0, 4))), "T", "T_0"]),
        "without_states": ";".join(rng.sample(list(STATES), rng.randint(0, 2))),
        "without_missions": ";".join(rng.sample(oracle.MISSIONS, rng.randint(0, 1))),
    }


def taken_out(row, asked):
    named = {key: text.split(";") for key, text in asked.items()}
    if row["unit_id"] in named["without_units"]:
        return "unit"
    if oracle.state(row, TODAY) in named["without_states"]:
        return "state"
    return "mission" if row["mission_specific"] in named["without_missions"] else None


@pytest.mark.parametrize("seed", seeds(16))
def test_the_curve_agrees_with_plain_python(seed, tmp_path):
    rng, units = random.Random(seed), oracle.roster(seed)
    con = database(tmp_path / "made.duckdb", units)
    asked = random_question(rng, units)
    capability = rng.choice((None, *oracle.CAPABILITIES))
    level = rng.choice(("rdl", "level_3", "level_2"))
    added = {"add_count": rng.choice((0, 3)), "add_level": level}
    now = [row for row in oracle.newest(units) if oracle.is_available(row, TODAY)] if units else []
    fit = [row for row in now if capability in (None, row["capability"])]
    kept = [row for row in fit if not taken_out(row, asked)]
    got = run("readiness_curve", con, today=TODAY, capability=capability, **asked, **added)
    assert list(got["day"]) == list(DAYS)
    for row in got.itertuples():
        those = [one for one in kept if one["level"] in DAYS[row.day]]
        strengths = [one["strength_count"] for one in those if one["strength_count"] is not None]
        more = added["add_count"] if level in DAYS[row.day] else 0
        assert row.unit_count == len(those) + more
        assert value(row.person_count) == (sum(strengths) if strengths else None if those or more else 0)
        assert row.strength_reported_count == len(strengths)
        ends = [one for one in those if one["available_to"] and one["available_to"] < TODAY + dt.timedelta(row.day)]
        assert row.window_ends_count == len(ends)
        assert (row.clock == "formal_invitation") == (row.day == 60)
    split = run("readiness_by_capability", con, today=TODAY, **asked)
    assert set(split["capability"]) == {row["capability"] for row in now}
    for row in split.itertuples():
        those = [one for one in now if one["capability"] == row.capability and not taken_out(one, asked)]
        those = [one for one in those if one["level"] in DAYS[row.day]]
        strengths = [one["strength_count"] for one in those if one["strength_count"] is not None]
        assert (row.unit_count, row.strength_reported_count) == (len(those), len(strengths))
        assert value(row.person_count) == (sum(strengths) if strengths else None if those else 0)
    listed = run("readiness_units", con, today=TODAY, capability=capability, **asked)
    assert {row.unit_id: value(row.taken_out) for row in listed.itertuples()} == {
        row["unit_id"]: taken_out(row, asked) for row in fit
    }
    gone = asked["without_states"].split(";")
    assert {row.unit_id: codes(row.relies_on) for row in listed.itertuples()} == {
        row["unit_id"]: sorted({state for state, _ in row["partners"] if state in gone}) for row in fit
    }
    con.close()


@pytest.mark.parametrize("seed", seeds(16))
def test_diversity_and_summary_agree_with_plain_python(seed, tmp_path):
    rng, units = random.Random(seed), oracle.roster(seed)
    con = database(tmp_path / "made.duckdb", units)
    asked = random_question(rng, units)
    group, more = rng.choice((None, *FIVE)), rng.choice((0, 2))
    pool = [
        row for row in (oracle.newest(units) if units else []) if row["level"] == "rdl" and row["status"] != "withdrawn"
    ]
    pool = [row for row in pool if not taken_out(row, asked)]
    states = Counter(oracle.state(row, TODAY) for row in pool)
    groups = Counter(STATES[code][0] for code in states.elements()) + Counter({group: more} if group else {})
    ready = Counter(STATES[oracle.state(row, TODAY)][0] for row in pool if oracle.is_available(row, TODAY))
    everyone_in = [
        row for row in (oracle.newest(units) if units else []) if row["level"] == "rdl" and row["status"] != "withdrawn"
    ]
    listed = run("rdl_units", con, today=TODAY, **asked)
    assert {row.unit_id: (value(row.taken_out), codes(row.why_not)) for row in listed.itertuples()} == {
        row["unit_id"]: (taken_out(row, asked), oracle.why_not(row, TODAY)) for row in everyone_in
    }
    everyone = con.execute("select regional_group from mart.country where is_member_state").fetchall()
    members = Counter(name for (name,) in everyone)
    sending = Counter(STATES[code][0] for code, women, men in SENDING if women + men)
    got = run("rdl_diversity", con, today=TODAY, add_group=group, add_count=more, **asked)
    assert [value(name) for name in got["regional_group"]] == [*FIVE, None]
    total = sum(groups.values())
    for row in got.itertuples():
        name = value(row.regional_group)
        assert (row.rdl_unit_count, row.available_count) == (groups[name], ready[name])
        assert (row.member_state_count, row.tpcc_count) == (members[name], sending[name])
        assert value(row.rdl_fraction) == (pytest.approx(groups[name] / total) if total else None)
        assert row.member_state_fraction == pytest.approx(members[name] / len(everyone))
        assert row.tpcc_fraction == pytest.approx(sending[name] / sum(sending.values()))
        assert row.tpcc_as_of.date() == MONTH
    (one,) = run("rdl_summary", con, today=TODAY, add_group=group, add_count=more, **asked).itertuples()
    inside = {name: groups[name] for name in FIVE}
    assert (one.rdl_unit_count, one.state_count, one.no_group_count) == (total, len(states), groups[None])
    assert one.in_group_count == sum(inside.values()) and one.available_count == sum(ready.values())
    assert codes(one.groups_without) == [name for name in FIVE if not inside[name]]
    assert one.groups_without_count == 5 - one.group_count == len(codes(one.groups_without))
    most = max(states.values(), default=None)
    assert value(one.largest_state_unit_count) == most
    assert codes(one.largest_states) == sorted(code for code, n in states.items() if n == most)
    assert value(one.largest_state_fraction) == (pytest.approx(most / total) if most else None)
    con.close()


@pytest.mark.parametrize("seed", seeds(16))
def test_candidates_and_cycles_agree_with_plain_python(seed, tmp_path):
    units = oracle.roster(seed)
    con = database(tmp_path / "made.duckdb", units)
    now = [row for row in (oracle.newest(units) if units else []) if row["status"] != "withdrawn"]
    held = Counter(STATES[oracle.state(row, TODAY)][0] for row in now if row["level"] == "rdl")
    got = run("rdl_candidates", con, today=TODAY)
    want = {row["unit_id"]: row for row in now if row["level"] in ("level_2", "level_3")}
    assert set(got["unit_id"]) == set(want) and len(got) == len(want)
    last = (-1, "")
    for row in got.itertuples():
        group = STATES[oracle.state(want[row.unit_id], TODAY)][0]
        assert codes(row.why_not) == oracle.why_not(want[row.unit_id], TODAY)
        assert row.renewal == oracle.renewal(want[row.unit_id], TODAY) and row.iso3 == oracle.state(
            want[row.unit_id], TODAY
        )
        assert value(row.group_rdl_unit_count) == (held[group] if group else None)
        here = (held[group] if group else 999, group or "")
        assert here >= last
        last = here

    kept = [row for row in units if row["level"] == "rdl" and row["status"] != "withdrawn"]
    kept = [row for row in kept if row["rdl_cycle"] or row["export_on"] == max(one["export_on"] for one in units)]
    latest = {}
    for row in sorted(kept, key=lambda row: row["export_on"]):
        latest[row["rdl_cycle"], row["unit_id"]] = oracle.state(row, row["export_on"])
    cycles = {cycle: Counter(code for (c, _), code in latest.items() if c == cycle) for cycle, _ in latest}
    got = run("rdl_cycle", con)
    assert {value(cycle) for cycle in got["rdl_cycle"]} == set(cycles)
    for row in got.itertuples():
        mine = cycles[value(row.rdl_cycle)]
        groups = Counter(STATES[code][0] for code in mine.elements())
        inside = [n for name, n in groups.items() if name]
        assert row.unit_count == groups[value(row.regional_group)]
        assert (row.cycle_unit_count, row.cycle_state_count) == (sum(mine.values()), len(mine))
        assert row.cycle_group_count == len(inside)
        assert row.cycle_largest_state_fraction == pytest.approx(max(mine.values()) / sum(mine.values()))
        assert row.is_unclear == (value(row.rdl_cycle) == "2020/26/27")
        mine = [one["export_on"] for one in kept if one["rdl_cycle"] == value(row.rdl_cycle)]
        assert (row.first_export.date(), row.last_export.date()) == (min(mine), max(mine))
    order = [(pd.isna(row.rdl_cycle), row.first_export, value(row.rdl_cycle) or "") for row in got.itertuples()]
    assert order == sorted(order)
    con.close()


EDGES = {
    "accepted a year ago today: its last day": (unit(date_accepted=dt.date(2025, 11, 24), last_renewed=dt.date(2025, 11, 25)), 1),
    "accepted a year and a day ago, renewed long ago": (unit(date_accepted=dt.date(2025, 11, 23), last_renewed=dt.date(2026, 5, 23)), 0),
    "renewed six months ago today": (unit(date_accepted=dt.date(2024, 1, 1), last_renewed=dt.date(2026, 5, 24)), 1),
    "no renewal reported is not stale": (unit(date_accepted=dt.date(2019, 1, 1)), 1),
    "neither acceptance nor renewal reported": (unit(), 1),
    "an early renewal does not shorten the first year": (unit(date_accepted=dt.date(2026, 1, 1), last_renewed=dt.date(2026, 1, 2)), 1),
    "available until today": (unit(available_to=TODAY), 1),
    "available until yesterday": (unit(available_to=TODAY - dt.timedelta(1)), 0),
    "available from today": (unit(available_from=TODAY), 1),
    "available from tomorrow": (unit(available_from=TODAY + dt.timedelta(1)), 0),
    "condition met": (unit(condition="parliament", condition_state="met"), 1),
    "condition unmet": (unit(condition="parliament", condition_state="unmet"), 0),
    "condition unknown": (unit(condition="parliament", condition_state="unknown"), 0),
    "condition whose state is blank": (unit(condition="parliament"), 0),
    "uncovered slot": (unit(is_smart=True, slots=[(None, TODAY, TODAY), ("QMB", TODAY + dt.timedelta(1), None)]), 0),
    "last day of a covered slot": (unit(is_smart=True, slots=[("QMB", None, TODAY)]), 1),
    "two states in one slot are one unit": (unit(is_smart=True, slots=[("QMB", None, None), ("QMC", None, None)]), 1),
    "a partnered unit is one": (unit(partners=[("QMB", "equipment"), ("QMC", "training")]), 1),
    "registered has no level": (unit(level="registered"), 0),
    "Level 1": (unit(level="level_1"), 0),
    "selected": (unit(status="selected", deployed_mission="UNMISS"), 0),
    "deployed": (unit(status="deployed", deployed_mission="UNMISS"), 0),
    "no status": (unit(status=None), 0),
    "an earlier export is no news": (unit(export_on=oracle.EXPORTS[0]), 0),
}  # fmt: skip


@pytest.mark.parametrize("case", EDGES)
def test_edges(case, tmp_path):
    row, count = EDGES[case]
    other = unit("B", level="level_1")  # the newest export is never empty
    con = database(tmp_path / "made.duckdb", [row, other])
    assert curve(con) == [count] * 3
    assert len(oracle.newest([row, other])) == 1 or oracle.is_available(row, TODAY) == bool(count)


@pytest.mark.parametrize(("today", "count"), [("2025-02-28", 1), ("2025-03-01", 0)])
def test_a_year_from_29_february_ends_on_28_february(today, count, tmp_path):
    con = database(
        tmp_path / "made.duckdb", [unit(date_accepted=dt.date(2024, 2, 29), last_renewed=dt.date(2024, 3, 1))]
    )
    assert run("readiness_curve", con, today=today)["unit_count"].tolist() == [count] * 3


@pytest.mark.parametrize(("today", "count"), [("2026-02-28", 1), ("2026-03-01", 0)])
def test_six_months_from_31_august_end_on_28_february(today, count, tmp_path):
    con = database(
        tmp_path / "made.duckdb", [unit(date_accepted=dt.date(2024, 1, 1), last_renewed=dt.date(2025, 8, 31))]
    )
    assert run("readiness_curve", con, today=today)["unit_count"].tolist() == [count] * 3


def test_people_are_not_reported_where_no_unit_says_and_zero_where_there_is_no_unit(tmp_path):
    rows = [unit(level="level_3", strength_count=None), unit("B", level="level_2", strength_count=0)]
    got = run("readiness_curve", database(tmp_path / "made.duckdb", rows), today=TODAY)
    assert [value(n) for n in got["person_count"]] == [0, None, 0]
    assert got["strength_reported_count"].tolist() == [0, 0, 1]


def test_without_takes_whole_codes_and_the_state_that_gives_the_personnel(tmp_path):
    rows = [
        unit("A_1"), unit("AX1"), unit("A", iso3="QMB", partners=[("QMC", "equipment")]),
        unit("D", iso3="QMD", is_smart=True, slots=[("QME", None, None)], level="level_2", mission_specific="UNMISS"),
    ]  # fmt: skip
    con = database(tmp_path / "made.duckdb", rows)
    assert curve(con) == [3, 3, 4]
    assert curve(con, without_units="A_1;D") == [2, 2, 2]
    assert curve(con, without_units="_") == curve(con, without_units="%") == [3, 3, 4]
    assert curve(con, without_states="QMC;QMD") == [3, 3, 4]  # equipment, and a slot of another state
    assert curve(con, without_states="QME;QMB") == [2, 2, 2]
    assert curve(con, without_missions="UNMISS") == [3, 3, 3]


def test_what_is_deployed_in_a_closing_mission_stays_apart(tmp_path):
    rows = [
        unit("A", status="deployed", deployed_mission="UNMISS"),
        unit("B", status="selected", deployed_mission="UNIFIL"),
        unit("C"),
    ]
    con = database(tmp_path / "made.duckdb", rows)
    con.execute("update mart.mission set operations_end_on = '2026-12-31' where mission_code = 'UNIFIL'")
    con.execute("update mart.mission set operations_end_on = null, ended_on = null where mission_code = 'UNMISS'")
    assert curve(con, without_missions="UNMISS;UNIFIL") == curve(con) == [1, 1, 1]
    assert run("repledge", con)["unit_id"].tolist() == ["B"]
    assert run("repledge", con, without_missions="UNMISS")["unit_id"].tolist() == ["A"]
    assert run("rdl_summary", con, today=TODAY)["rdl_unit_count"].tolist() == [3]


def test_a_state_of_two_groups_counts_once_and_a_tie_is_told_whole(tmp_path):
    rows = [unit("A", iso3="QMG"), unit("B", iso3="QMA"), unit("C", iso3="QMH")]
    con = database(tmp_path / "made.duckdb", rows)
    got = run("rdl_diversity", con, today=TODAY).set_index("regional_group")["rdl_unit_count"]
    assert got["weog"] == 1 and got["asia_pacific_group"] == 0 and got.sum() == 3
    (one,) = run("rdl_summary", con, today=TODAY).itertuples()
    assert one.group_count == 2 and one.in_group_count == 2 and one.rdl_unit_count == 3
    assert one.largest_states == "QMA;QMG;QMH"  # a tie is told whole
    (one,) = run("rdl_summary", con, today=TODAY, add_group="weog", add_count=2).itertuples()
    assert one.group_count == 2 and one.largest_state_fraction == pytest.approx(1 / 5)


def test_turkiye_counts_once_under_weog(tmp_path):
    con = database(tmp_path / "made.duckdb", [unit(iso3="TUR")], sending=[("TUR", 1, 1)])
    got = run("rdl_diversity", con, today=TODAY).dropna(subset=["regional_group"]).set_index("regional_group")
    assert got["rdl_unit_count"].to_dict() == {name: int(name == "weog") for name in FIVE}
    assert got["tpcc_count"].to_dict() == {name: int(name == "weog") for name in FIVE}


def test_no_roster_and_no_deployments_are_blank_not_zero_shares(tmp_path):
    con = stage.connect(tmp_path / "made.duckdb")
    con.execute("create table mart.deployment_month (as_of date, iso3 varchar, people_count integer)")
    con.execute(contract.find("pcrs_roster").sql("mart.sql"))
    got = run("rdl_diversity", con, today=TODAY)
    assert got["rdl_fraction"].isna().all() and got["tpcc_fraction"].isna().all() and got["tpcc_as_of"].isna().all()
    assert got["member_state_fraction"].sum() == pytest.approx(1)
    (one,) = run("rdl_summary", con, today=TODAY).itertuples()
    assert one.rdl_unit_count == 0 and one.groups_without_count == 5 and pd.isna(one.largest_states)
    assert run("rdl_candidates", con, today=TODAY).empty and run("rdl_cycle", con).empty


@pytest.mark.parametrize(
    ("cycle", "unclear"),
    [("2026/27", False), ("2026-27", False), ("2026", False), ("1999/00", False), ("2026/2027", False), ("2020/26/27", True), ("2026/28", True), ("2027/2026", True), ("next", True)],
)  # fmt: skip
def test_a_cycle_is_kept_as_printed_and_flagged(cycle, unclear, tmp_path):
    got = run("rdl_cycle", database(tmp_path / "made.duckdb", [unit(rdl_cycle=cycle)]))
    assert set(got["rdl_cycle"]) == {cycle} and set(got["is_unclear"]) == {unclear}


@pytest.mark.parametrize("name", ["readiness_curve", "rdl_diversity", "rdl_summary", "rdl_candidates", "rdl_cycle", "readiness_by_capability", "rdl_units", "readiness_units", "repledge"])  # fmt: skip
def test_rosters_are_restricted(name):
    assert queries.get(name).about["audience"] == "restricted"


def test_days_and_months_are_those_of_the_reference(tmp_path):
    con = database(
        tmp_path / "made.duckdb",
        [unit(level="level_2", date_accepted=dt.date(2025, 1, 1), last_renewed=dt.date(2026, 1, 1))],
    )
    assert curve(con) == [0, 0, 0]
    con.execute("update mart.renewal_rule set months = 12 where period = 'renewal'")
    con.execute("update mart.readiness_level set days = 90 where level = 'level_2'")
    got = run("readiness_curve", con, today=TODAY)
    assert got["day"].tolist() == [60, 90, 120] and got["unit_count"].tolist() == [0, 1, 1]


def test_an_earlier_day_reads_the_export_that_was_the_latest_then(tmp_path):
    first, second, third = oracle.EXPORTS
    rows = [
        unit(export_on=first, level="level_2"),
        unit("B", export_on=second, rdl_cycle="2025/26"),
        unit("B", export_on=third, rdl_cycle="2026/27"),
    ]
    con = database(tmp_path / "made.duckdb", rows)
    asked = {"today": TODAY, "as_of": second - dt.timedelta(1)}
    assert run("readiness_curve", con, **asked)["unit_count"].tolist() == [0, 0, 1]
    assert run("rdl_candidates", con, **asked)["unit_id"].tolist() == ["A"]
    assert run("rdl_summary", con, **asked)["rdl_unit_count"].tolist() == [0]
    assert run("rdl_cycle", con, as_of=asked["as_of"]).empty
    assert set(run("rdl_cycle", con, as_of=second)["rdl_cycle"]) == {"2025/26"}
    assert run("readiness_curve", con, today=TODAY, as_of="2026-01-01")["unit_count"].tolist() == [0, 0, 0]


def test_queries_name_no_day_or_month_of_the_rules():
    for name in (
        "readiness_curve",
        "readiness_units",
        "rdl_diversity",
        "rdl_summary",
        "rdl_candidates",
    ):
        body = re.sub(r"^--.*$", "", queries.get(name).sql, flags=re.M)
        assert not re.search(r"\b(6|12|60|120|180)\b", body)
