"""What two exports differ in and a unit's levels by export, against plain Python on invented rosters; edges of renewal."""

import datetime as dt

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support import roster_oracle as oracle
from tests.support.roster_oracle import EXPORTS, TODAY
from tests.support.seeds import seeds

RANKS = {"level_1": 1, "level_2": 2, "level_3": 3, "rdl": 4}


def database(path, units):
    con = figures.database(path, [(dt.date(2026, 10, 31), "MINUSCA", "KEN", "troops", 1, 1)])
    oracle.fill(con, units)
    return con


def unit(unit_id="A", export=EXPORTS[-1], **changed):
    plain = dict.fromkeys(oracle.roster(1, 5)[0])
    plain |= {
        "unit_id": unit_id, "iso3": "QMA", "component": "military", "capability": "qrf_company", "level": "level_2",
        "status": "available", "is_smart": False, "slots": [], "partners": [], "export_on": export,
    }  # fmt: skip
    return plain | changed


def changes(before: dict | None, after: dict | None, then: dt.date, now: dt.date) -> set[str]:
    """Return the codes of what changed of one unit; of a cell that was not read or not reported in either export nothing is said."""
    if before is None or after is None:
        return {"new"} if before is None else {"gone"}
    found = set()
    old, new = RANKS.get(before["level"]), RANKS.get(after["level"])
    if old and new and old != new:
        found.add("promoted" if new > old else "demoted")
    if before["level"] and after["level"] and bool(old) != bool(new):
        found.add("level_given" if new else "level_ended")
    renewals = oracle.renewal(before, then), oracle.renewal(after, now)
    if renewals in (("stale", "current"), ("current", "stale")):
        found.add("renewed" if renewals[0] == "stale" else "gone_stale")
    if before["status"] and after["status"] and before["status"] != after["status"]:
        if after["status"] != "available":
            found.add(after["status"])
        elif before["status"] in ("selected", "deployed"):
            found.add("released")
    return found


@pytest.mark.parametrize("seed", seeds(40))
def test_changes_are_those_of_plain_python(seed, tmp_path):
    units = oracle.roster(seed)
    con = database(tmp_path / "made.duckdb", units)
    days = sorted({row["export_on"] for row in units})
    for before, after in ((EXPORTS[0], EXPORTS[2]), (EXPORTS[1], EXPORTS[2]), (EXPORTS[2], EXPORTS[0])):
        got = queries.run("roster_change", connection=con, from_export=before, to_export=after)
        if before not in days or after not in days:
            assert got.empty
            continue
        old = {row["unit_id"]: row for row in units if row["export_on"] == before}
        new = {row["unit_id"]: row for row in units if row["export_on"] == after}
        wanted = {
            (name, change)
            for name in old.keys() | new.keys()
            for change in changes(old.get(name), new.get(name), before, after)
        }
        assert set(zip(got["unit_id"], got["change"], strict=True)) == wanted
        assert len(got) == len(wanted)
    if len(days) > 1:
        asked = queries.run("roster_change", connection=con, from_export=days[-2], to_export=days[-1])
        pd.testing.assert_frame_equal(queries.run("roster_change", connection=con), asked)


@pytest.mark.parametrize("seed", seeds(20))
def test_a_history_is_that_of_plain_python(seed, tmp_path):
    units = oracle.roster(seed, 30)
    con = database(tmp_path / "made.duckdb", units)
    days = sorted({row["export_on"] for row in units})
    for name in sorted({row["unit_id"] for row in units}):
        mine = {row["export_on"]: row for row in units if row["unit_id"] == name}
        got = queries.run("roster_history", connection=con, unit_id=name.lower(), today=TODAY)
        shown = [day for day in days if day >= min(mine)]
        assert [day.date() for day in got["export_on"]] == shown
        for row in got.itertuples():
            day = row.export_on.date()
            told, before = mine.get(day), mine.get(days[days.index(day) - 1]) if days.index(day) else None
            assert row.is_listed == (told is not None)
            if told:
                assert [None if pd.isna(code) else code for code in (row.level, row.status)] == [
                    told["level"],
                    told["status"],
                ]
                assert row.renewal == oracle.renewal(told, TODAY if day == days[-1] else day)
            if told and not before:
                assert row.change == ("first" if day == min(mine) else "back")
            elif before and not told:
                assert row.change == "gone"
            elif told:
                kinds = changes(before, told, day, day) & {"promoted", "demoted", "level_given", "level_ended"}
                assert (set() if pd.isna(row.change) else {row.change}) == kinds
    assert queries.run("roster_history", connection=con, unit_id="nobody").empty


EDGES = [  # accepted, renewed, the last day on which it is not stale (None: never stale)
    ("2024-02-29", "2024-03-01", "2025-02-28"),
    ("2023-02-28", "2023-03-01", "2024-02-28"),
    ("2025-01-15", "2025-08-31", "2026-02-28"),
    ("2023-01-15", "2023-08-31", "2024-02-29"),
    ("2025-01-15", "2025-12-31", "2026-06-30"),
    ("2025-01-15", "2025-02-01", "2026-01-15"),
    ("2025-01-15", None, None),
    (None, None, None),
    (None, "2025-12-30", "2026-06-30"),
]


@pytest.mark.parametrize(("accepted", "renewed", "last"), EDGES)
def test_stale_begins_the_day_after_the_last_one_counts(accepted, renewed, last, tmp_path):
    dated = {
        "date_accepted": accepted and dt.date.fromisoformat(accepted),
        "last_renewed": renewed and dt.date.fromisoformat(renewed),
    }
    early = dt.date(2020, 1, 1)
    day = dt.date.fromisoformat(last) if last else dt.date(2099, 1, 1)
    after = day + dt.timedelta(days=1)
    con = database(tmp_path / "made.duckdb", [unit(export=export, **dated) for export in (early, day, after)])

    def stale(export):
        got = queries.run("roster_change", connection=con, from_export=early, to_export=export)
        return list(got["change"]) == ["gone_stale"]

    assert not stale(day)
    assert stale(after) == bool(last)


def test_a_renewal_that_nobody_reported_is_neither_renewed_nor_gone_stale(tmp_path):
    accepted = dt.date(2020, 1, 1)
    told, blank = (unit(export=day, date_accepted=accepted, last_renewed=renewed) for day, renewed in zip(EXPORTS[:2], (accepted, None), strict=True))  # fmt: skip
    con = database(tmp_path / "made.duckdb", [told, blank, unit("A", EXPORTS[2], date_accepted=accepted, last_renewed=accepted)])  # fmt: skip
    for before, after, kinds in ((*EXPORTS[:2], ("stale", "not_reported")), (*EXPORTS[1:3], ("not_reported", "stale"))):
        days = {"from_export": before, "to_export": after}
        assert queries.run("roster_change", connection=con, **days).empty, kinds


def test_a_unit_whose_row_is_set_aside_is_not_read_and_not_gone(tmp_path):
    con = database(tmp_path / "made.duckdb", [unit(name, export=EXPORTS[1]) for name in ("QMA-001", "QMA-01", "QMA-002")] + [unit("QMA-002")])  # fmt: skip
    days = dict.fromkeys(("read_count", "loaded_count", "quarantined_count", "repeated_count", "superseded_count", "not_data_count"), 1)  # fmt: skip
    columns = {"file_id": 90, "source": "pcrs_roster", "name": "r.csv", "snapshot_on": EXPORTS[2]} | days
    marks = ", ".join("?" * len(columns))
    con.execute(f"insert into meta.file ({', '.join(columns)}) values ({marks})", list(columns.values()))
    con.execute("""insert into meta.quarantine (file_id, place, reason, raw) values (90, 'line 3', 'unknown_level', '{"Unit": "qma-001", "Level": "five"}')""")  # fmt: skip
    got = queries.run("roster_change", connection=con)
    assert sorted(zip(got["unit_id"], got["change"], strict=True)) == [("QMA-001", "not_read"), ("QMA-01", "gone")]
    past = queries.run("roster_history", connection=con, unit_id="QMA-001")
    assert list(past["change"]) == ["first", "not_read"]
    (aside,) = queries.run("not_read", connection=con).itertuples()
    assert (aside.source, aside.loaded_count, aside.set_aside_count) == ("pcrs_roster", 1, 1)


def test_without_an_export_or_with_one_only_nothing_is_said_to_have_changed(tmp_path):
    con = database(tmp_path / "none.duckdb", [])
    assert queries.run("roster_change", connection=con).empty
    assert queries.run("roster_exports", connection=con).empty
    con = database(tmp_path / "one.duckdb", [unit()])
    assert queries.run("roster_change", connection=con).empty
    assert queries.run("roster_change", connection=con, from_export="2020-01-01").empty
    (told,) = queries.run("roster_exports", connection=con).itertuples()
    assert (told.export_on.date(), told.unit_count, told.state_count) == (EXPORTS[-1], 1, 1)


def test_no_roster_query_runs_for_the_open_audience():
    for name in ("roster_change", "roster_history", "roster_exports"):
        assert queries.get(name).about["audience"] == "restricted"
        asked = {"unit_id": "A"} if name.endswith("history") else {}
        with pytest.raises(queries.QueryError, match="restricted"):
            queries.run(name, snapshot=queries.Snapshot("0" * 12), **asked)


@pytest.mark.parametrize("seed", seeds(20))
def test_parts_of_a_state_are_those_of_plain_python(seed, tmp_path):
    units = oracle.roster(seed, 60)
    newest = max(row["export_on"] for row in units)
    listed = [row for row in units if row["export_on"] == newest and row["status"] != "withdrawn"]
    con = database(tmp_path / "made.duckdb", units)
    told = con.execute("select export_on, unit_id, iso3, slot_from, slot_to from mart.roster_slot").fetchall()
    given = con.execute("select export_on, unit_id, iso3, role from mart.roster_partner").fetchall()
    owner = {row["unit_id"]: row["iso3"] for row in listed}
    for iso3 in {row[2] for row in told + given if row[2]}:
        wanted = [(unit, "slot", start) for day, unit, state, start, _end in told if day == newest and state == iso3 and unit in owner]  # fmt: skip
        wanted += [(unit, role, None) for day, unit, state, role in given if day == newest and state == iso3 and unit in owner and owner[unit] != iso3]  # fmt: skip
        got = queries.run("roster_parts", connection=con, iso3=iso3.lower())
        starts = [None if pd.isna(day) else day.date() for day in got["slot_from"]]
        assert sorted(zip(got["unit_id"], got["role"], starts, strict=True), key=str) == sorted(wanted, key=str)


def test_a_part_of_a_withdrawn_unit_and_the_personnel_of_an_own_unit_are_left_out(tmp_path):
    con = database(tmp_path / "made.duckdb", [unit("A"), unit("B", status="withdrawn"), unit("C", iso3="QMB")])
    for name, role in (("A", "personnel"), ("B", "training"), ("C", "equipment"), ("C", None)):
        con.execute("insert into mart.roster_partner values (?, ?, 'QMA', ?)", [EXPORTS[-1], name, role])
    con.execute("insert into mart.roster_slot values (?, 'B', 'QMA', '2026-01-01', '2026-06-30')", [EXPORTS[-1]])
    got = queries.run("roster_parts", connection=con, iso3="QMA")
    assert list(zip(got["unit_id"], got["role"], strict=True)) == [("C", "equipment"), ("C", "not_reported")]
    assert queries.run("roster_parts", connection=con, iso3="QMZ").empty


@pytest.mark.parametrize("seed", seeds(20))
def test_totals_are_those_of_plain_python(seed, tmp_path):
    con = database(tmp_path / "made.duckdb", oracle.roster(seed))
    mine = [unit for unit in oracle.newest(oracle.roster(seed)) if unit["status"] != "withdrawn"]
    for iso3 in (None, *sorted({oracle.state(unit, TODAY) for unit in mine})[:3]):
        kept = [unit for unit in mine if iso3 in (None, oracle.state(unit, TODAY))]
        (got,) = queries.run("roster_totals", connection=con, today=TODAY, iso3=iso3).to_dict("records")
        rank = [RANKS.get(unit["level"]) for unit in kept]
        assert got["unit_count"] == len(kept) and got["level_1_count"] == sum(
            unit["level"] is not None for unit in kept
        )
        assert [got[f"level_{n}_count"] for n in (2, 3)] == [sum(1 for one in rank if one and one >= n) for n in (2, 3)]
        assert got["rdl_unit_count"] == rank.count(4)
        assert got["available_count"] == sum(oracle.is_available(unit, TODAY) for unit in kept)
        assert got["selected_count"] == sum(unit["status"] == "selected" for unit in kept)
        assert got["stale_count"] == sum(oracle.renewal(unit, TODAY) == "stale" for unit in kept)
