"""A roster of 100,000 units and 1,000 lines: the slowest page script is printed, the matching answers or says that it stopped."""

import time

import pytest

import queries
from pages.kit import cache
from tests.support import figures
from tests.support.capability_worlds import TODAY
from tests.support.large_roster import KINDS, LINES, MANY, fill
from tests.support.screen import app, words

pytestmark = pytest.mark.soak


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
        cache.forget()
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
