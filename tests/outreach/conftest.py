"""The world of outreach, published once a run: beside it each test begins without a call record."""

import datetime as dt
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.support import figures, roster_oracle
from tests.support.outreach import JULY, ROSTER
from tests.support.requirement_worlds import insert


@pytest.fixture(scope="session")
def outreach_work(tmp_path_factory) -> Path:
    """A work folder with troops of QMB and police of QMC; the roster is in the restricted database only. Its build is read, never changed."""
    work = tmp_path_factory.mktemp("outreach")
    rows = [(JULY, "MINUSCA", "QMB", "troops", 10, 890), (JULY, "UNFICYP", "QMC", "individual_police", 3, 4)]
    figures.publish(work, rows)
    made = [
        {"pledge_id": "P1", "iso3": "QMB", "ministerial": "Accra 2023", "category": "uniformed_capabilities", "track": "unit", "capability": "medium_utility_helicopter", "sentence": "A helicopter unit by 2024", "origin": "public report", "status": "announced", "status_date": dt.date(2023, 12, 5), "dated": dt.date(2023, 12, 5), "is_announced": True, "is_tangible": True},
        {"pledge_id": "P2", "iso3": "QMB", "category": "other", "track": "other", "sentence": "CANARY-PLEDGE", "origin": "form", "status": "confirmed", "status_date": dt.date(2025, 1, 5), "is_announced": False, "is_tangible": True},
    ]  # fmt: skip
    for audience in ("open", "restricted"):
        path = work / "build" / "versions" / "0123456789ab" / f"public-{audience}.duckdb"
        with duckdb.connect(str(path)) as con:
            roster_oracle.fill(con, ROSTER if audience == "restricted" else [])
            insert(con, "pledge", made[: 2 if audience == "restricted" else 1])
            insert(con, "pledge_requirement", [{"pledge_id": "P1", "requirement_id": "UNI-AVI-03", "position": 1}])
    return work


@pytest.fixture
def world(outreach_work, monkeypatch):
    """Point this process at the world of outreach, in which nothing is written yet."""
    monkeypatch.setenv("LEDGER_WORK", str(outreach_work))
    yield outreach_work
    for written in outreach_work.iterdir():
        if written.name != "build":
            shutil.rmtree(written)


@pytest.fixture
def restricted(world, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return world
