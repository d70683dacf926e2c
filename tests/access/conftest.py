"""The exercise with a word of its own in restricted cells of every state, built where three states have a focal point, and who reads it."""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
import streamlit as st

from etl.records.access import people, reader
from etl.records.access.roles import Person
from tests.support.etl_fixtures import ROOT, Site, reading, small_data
from tests.support.screen import signing_in

DAY, STATES = "2026-09-30", ("QMO", "QNE", "FJI")


def spoil(data: Path, whose: dict[str, str]) -> None:
    """Put a word of its own into restricted cells of every state, and into one of QMO a sentence that names QOA. `whose` are pledges."""
    for path in [data / f"pcrs_roster/PCRS-ROSTER_{DAY}.xlsx", data / "unit_return/UNIT-RETURN_2026-10-31.xlsx"]:
        book = openpyxl.load_workbook(path)
        for sheet in book:
            heads: dict[str, int] = {}
            for row in sheet.iter_rows():
                found = {str(cell.value): cell.column - 1 for cell in row if cell.value}
                if {"Member State", "National caveats"} <= set(found) or {"State", "Unit slot"} <= set(found):
                    heads = found
                elif heads and "Unit slot" in heads and row[heads["State"]].value:
                    row[heads["Unit slot"]].value = f"{row[1].value}-C{row[heads['State']].value[-3:]}-{row[0].row}"
                elif heads and row[0].value:
                    iso3 = row[heads["Member State"]].value[-3:]
                    said = f"CANARY{iso3}u{row[0].row}"
                    names_c = " waits for Member State QOA" if row[0].value == "QMO-001" else ""
                    row[heads["National caveats"]].value = said + names_c
        book.save(path)
    log = data / "decisions.jsonl"
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    for entry in entries:
        if entry["new"].get("status") in ("level_1", "assessed", "level_3", "rdl"):
            entry["new"]["source"] = f"CANARY{whose[entry['candidate_id']]}s{entry['seq']}"
    log.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")


@pytest.fixture(scope="session")
def states_work(built, tmp_path_factory):
    """The exercise with canaries beside a small public world, built with two states of the exercise and one real one in the mapping."""
    folder = tmp_path_factory.mktemp("states")
    data = small_data(folder / "data")
    shutil.copytree(ROOT / "data" / "exercise", data / "exercise")
    for path in (data / "exercise").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (path,) = built.glob("build/versions/*/exercise-restricted.duckdb")
    with reading(path) as con:
        whose = dict(con.execute("select pledge_id, iso3 from mart.pledge").fetchall())
    spoil(data / "exercise", whose)
    with steward(folder) as site:
        for number, iso3 in enumerate(STATES):
            people.give(f"p{number}@zed.example", f"member_state:{iso3}", base=0)
        site.build()
        return site.work


@contextmanager
def steward(folder: Path):
    """Point this process at the world in a folder, as its steward."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_OIDC_CLIENT_ID", "x")
        patch.setattr(reader, "_tell", lambda: Person("steward", "Sam", "sam@zed.example"))
        yield Site(folder, patch, folder / "data")


@pytest.fixture(scope="module")
def world(states_work):
    """That world, to which this process points; who changes it works on a copy."""
    with steward(states_work.parent) as site:
        yield site.work


@pytest.fixture
def reads(world, monkeypatch):
    """A server with sign-in over it that shows restricted data: whoever is handed to it reads from now on."""
    monkeypatch.setenv("LEDGER_DATA", str(world.parent / "data"))
    monkeypatch.setenv("LEDGER_WORK", str(world))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return signing_in(monkeypatch)


@pytest.fixture
def files(monkeypatch) -> list:
    """What makes each file that pages offer."""
    offered: list = []
    real = st.download_button

    def noting(label, make, *arguments, **more):
        offered.append(make)
        return real(label, make, *arguments, **more)

    monkeypatch.setattr(st, "download_button", noting)
    return offered
