"""What a roster says of the states to call: counted a second time in plain Python, and closed to the open view."""

import pandas as pd
import pytest

import queries
from tests.support import figures, roster_oracle
from tests.support.roster_oracle import TODAY
from tests.support.seeds import seeds

UNITS = "outreach_units"


@pytest.mark.parametrize("seed", seeds(20))
def test_levels_stale_units_and_candidates_are_those_of_a_plain_count(seed, tmp_path):
    con = figures.database(tmp_path / "roster.duckdb", [])
    roster = roster_oracle.roster(seed)
    roster_oracle.fill(con, roster)
    want = {}
    for unit in roster_oracle.newest(roster) if roster else []:
        if unit["status"] == "withdrawn":
            continue
        told = want.setdefault(
            roster_oracle.state(unit, TODAY),
            {"n": 0, "level_1": 0, "above": 0, "unknown": 0, "stale": 0, "candidate": 0},
        )
        told["n"] += 1
        told["level_1"] += unit["level"] == "level_1"
        told["unknown"] += unit["level"] is None
        told["above"] += unit["level"] in roster_oracle.READY
        told["stale"] += roster_oracle.renewal(unit, TODAY) == "stale"
        told["candidate"] += unit["level"] in ("level_2", "level_3")
    got = queries.run(UNITS, connection=con, today=TODAY)
    assert list(got["iso3"]) == [code for code in roster_oracle.STATES if code in want]
    for row in got.itertuples():
        told = want[row.iso3]
        assert (row.unit_count, row.level_1_count, row.stale_count, row.candidate_count) == (told["n"], told["level_1"], told["stale"], told["candidate"])  # fmt: skip
        assert row.level_2_count + row.level_3_count + row.rdl_count == told["above"]
        tests = {
            "level_1_only": told["level_1"] and not told["above"] and not told["unknown"],
            "stale": told["stale"],
            "candidate": told["candidate"],
        }
        assert (None if pd.isna(row.reasons) else row.reasons) == (
            ";".join(code for code in tests if tests[code]) or None
        )
    candidates = queries.run("rdl_candidates", connection=con, today=TODAY)["iso3"].value_counts()
    assert got.set_index("iso3")["candidate_count"].sum() == candidates.sum()
    con.close()


def test_a_unit_of_unknown_level_is_not_said_to_be_at_level_1(tmp_path):
    con = figures.database(tmp_path / "roster.duckdb", [])
    plain = dict.fromkeys(roster_oracle.roster(1, 5)[0])
    plain |= {
        "component": "military", "capability": "qrf_company", "status": "available", "is_smart": False, "slots": [],
        "partners": [], "export_on": roster_oracle.EXPORTS[-1],
    }  # fmt: skip
    told = (("A", "QMA", "level_1"), ("B", "QMB", "level_1"), ("C", "QMB", None))
    roster_oracle.fill(con, [plain | {"unit_id": unit, "iso3": iso3, "level": level} for unit, iso3, level in told])
    got = queries.run(UNITS, connection=con, today=TODAY).set_index("iso3")["reasons"]
    assert got["QMA"] == "level_1_only"
    assert pd.isna(got["QMB"])


def test_the_open_view_cannot_ask(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, [])
    with pytest.raises(queries.QueryError, match="restricted"):
        queries.run(UNITS, snapshot=queries.current())
    assert queries.run(UNITS, snapshot=queries.current(audience="restricted")).empty
