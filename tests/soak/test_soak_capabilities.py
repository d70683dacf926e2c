"""A roster of 100,000 units and 1,000 lines: the slowest page script is printed, the matching answers or says that it stopped."""

import random
import time

import duckdb
import pytest
import streamlit as st

import queries
from tests.support import figures
from tests.support.capability_worlds import TODAY, UNITS
from tests.support.screen import app, words

pytestmark = pytest.mark.soak
MANY, LINES = 100_000, 1_000
KINDS = (
    *UNITS,
    "formed_police_unit",
    "engineering_unit",
    "signals_unit",
    "transport_unit",
    "hospital_level_2",
    "eod_unit",
)


def fill(path, kinds):
    """Put a roster of one export into a database, with lines for these capabilities."""
    con = duckdb.connect(str(path))
    states = [code for (code,) in con.execute("select iso3 from mart.country where is_member_state").fetchall()]
    con.execute(
        "insert into mart.roster_unit select date '2026-09-30', true, 'U' || n, $states[1 + n % len($states)], 'military', $kinds[1 + n % len($kinds)],"
        " 100 + n % 800, n % 90, ['level_1', 'level_2', 'level_2', 'level_3', 'rdl'][1 + n % 5], null, date '2026-11-24' - cast(n % 900 as integer),"
        " case when n % 3 = 0 then date '2026-11-24' - cast(n % 400 as integer) end, null, null, null, null, n % 2 = 0, null, null, null, null, null,"
        " ['en', 'fr', 'en;fr'][1 + n % 3], case when n % 7 = 0 then 'UNMISS' end, case when n % 20 = 0 then 'deployed' else 'available' end,"
        " case when n % 20 = 0 then 'UNMISS' end, null, null, false, 1, 'Units!A' || n from range($many) as r(n)",
        {"states": states, "kinds": list(kinds), "many": MANY},
    )
    con.execute("insert into mart.roster_equipment select date '2026-09-30', 'U' || n, 'jammers', n % 4 from range($many) as r(n) where n % 2 = 0", {"many": MANY})  # fmt: skip
    rng = random.Random(1)
    rows = [
        [f"L-{n:04}", rng.choice(("UNMISS", "MINUSCA")), rng.choice(kinds), rng.randint(1, 60), rng.choice((None, "fr")), rng.choice((None, "jammers:2")),
         rng.choice((None, 60, 120, 180)), rng.choice((None, 5, 12))]
        for n in range(LINES)
    ]  # fmt: skip
    con.executemany(
        "insert into mart.mission_line (edition_date, line_id, mission, capability, quantity, languages, equipment_tags, readiness_days,"
        " women_percent, file_id, line) values ('2026-09-30', ?, ?, ?, ?, ?, ?, ?, ?, 1, 2)",
        rows,
    )
    for code in kinds:
        con.execute("insert into mart.requirement_line (edition_date, requirement_id, requirement, mission, capability, quantity, file_id, line) values ('2026-09-30', '', 'w', 'general', ?, 5000, 1, 2)", [code])  # fmt: skip
    con.close()


@pytest.mark.parametrize("kinds", [KINDS, KINDS[:1]], ids=["ten capabilities", "all of one capability"])
def test_a_hundred_thousand_units_and_a_thousand_lines(kinds, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    figures.publish(tmp_path, figures.random_rows(3))
    fill(tmp_path / "build" / "versions" / "0123456789ab" / "public-restricted.duckdb", kinds)
    took, snapshot = {}, queries.current(audience="restricted")
    for name in ("capability_stage", "capability_by_region", "capability_by_mission", "mission_gap"):
        start = time.monotonic()
        found = queries.run(f"{name}", snapshot=snapshot, today=TODAY)
        took[name] = time.monotonic() - start
    states = found["state"].value_counts().to_dict()
    pages, code = {}, kinds[0]
    for page, asked in (
        ("capabilities/gaps.py", {}),
        ("capabilities/gaps.py", {"by": "region"}),
        ("capabilities/gaps.py", {"by": "mission"}),
        ("capabilities/gaps.py", {"cap": code}),
        ("capabilities/lines.py", {}),
        ("capabilities/lines.py", {"line": found["line"].iloc[0]}),
    ):
        st.cache_data.clear()
        at = app(page, **asked)
        start = time.monotonic()
        at.run()
        pages[f"{page} {asked}"] = time.monotonic() - start
        assert not at.exception
    slowest = max(pages, key=pages.get)
    with capsys.disabled():
        told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items())
        print(f"\n{MANY} units, {LINES} lines of {len(kinds)} capabilities: {told}; {states}")
        print(f"slowest page script, warm: {slowest} {pages[slowest]:.2f} s")
    assert len(found) == LINES and sum(states.values()) == LINES
    assert "not_computed" not in states or "The matching stopped at its bound" in words(app("capabilities/lines.py"))
    assert max(took.values()) < 60
