"""The world of outreach, published anew for each test: a call record is written beside it."""

import datetime as dt

import duckdb
import pytest

from tests.support import figures, roster_oracle
from tests.support.outreach import JULY, ROSTER
from tests.support.requirement_worlds import insert


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Publish troops of QMB and police of QMC; the roster is in the restricted database only."""
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    rows = [(JULY, "MINUSCA", "QMB", "troops", 10, 890), (JULY, "UNFICYP", "QMC", "individual_police", 3, 4)]
    figures.publish(tmp_path, rows)
    made = [
        {"pledge_id": "P1", "iso3": "QMB", "ministerial": "Accra 2023", "category": "uniformed_capabilities", "track": "unit", "capability": "medium_utility_helicopter", "sentence": "A helicopter unit by 2024", "origin": "public report", "status": "announced", "status_date": dt.date(2023, 12, 5), "dated": dt.date(2023, 12, 5), "is_announced": True, "is_tangible": True},
        {"pledge_id": "P2", "iso3": "QMB", "category": "other", "track": "other", "sentence": "CANARY-PLEDGE", "origin": "form", "status": "confirmed", "status_date": dt.date(2025, 1, 5), "is_announced": False, "is_tangible": True},
    ]  # fmt: skip
    for audience in ("open", "restricted"):
        path = tmp_path / "build" / "versions" / "0123456789ab" / f"public-{audience}.duckdb"
        with duckdb.connect(str(path)) as con:
            roster_oracle.fill(con, ROSTER if audience == "restricted" else [])
            insert(con, "pledge", made[: 2 if audience == "restricted" else 1])
            insert(con, "pledge_requirement", [{"pledge_id": "P1", "requirement_id": "UNI-AVI-03", "position": 1}])
    return tmp_path


@pytest.fixture
def restricted(world, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return world
