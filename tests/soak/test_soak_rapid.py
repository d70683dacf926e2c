"""A roster of 100,000 units on the page of rapid deployment: the time of each question and of each look is printed."""

import time

import pytest

import queries
from pages.kit import cache
from tests.support import figures
from tests.support.capability_worlds import TODAY
from tests.support.large_roster import KINDS, MANY, fill
from tests.support.screen import app

pytestmark = pytest.mark.soak
NAMES = ("readiness_curve", "readiness_by_capability", "rdl_diversity", "rdl_summary", "rdl_candidates", "rdl_cycle")
QUESTION = {
    "without_states": "FRA;KEN",
    "without_units": "U5;U11",
    "without_missions": "UNMISS",
    "add": "9",
    "add_group": "grulac",
}


def test_a_hundred_thousand_units(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    figures.publish(tmp_path, figures.random_rows(3))
    fill(tmp_path / "build" / "versions" / "0123456789ab" / "public-restricted.duckdb", KINDS)
    took, pages, snapshot = {}, {}, queries.current(audience="restricted")
    for name in NAMES:
        start = time.monotonic()
        dated = {"today": TODAY} if name != "rdl_cycle" else {}
        assert len(queries.run(f"{name}", snapshot=snapshot, **dated))
        took[name] = time.monotonic() - start
    for show in ("curve", "diversity", "cycles", "candidates"):
        for asked in ({}, QUESTION) if show in ("curve", "diversity") else ({},):
            cache.forget()
            at = app("capabilities/rapid.py", show=show, **asked)
            start = time.monotonic()
            at.run()
            pages[show + (", asked" if asked else "")] = time.monotonic() - start
            assert not at.exception
    with capsys.disabled():
        print(f"\n{MANY} units: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items()))
        print("page scripts, warm: " + ", ".join(f"{look} {seconds:.2f} s" for look, seconds in pages.items()))
    assert max(took.values()) < 10 and max(pages.values()) < 10
