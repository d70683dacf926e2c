"""Pledges follow the roster whose units name them: in the restricted database alone, and as plain Python says on random exports."""

import datetime as dt
import random

import pytest

from etl.build import registered
from etl.readers.roster.model import FIELDS, Reading, Unit
from tests.support.etl_fixtures import csv_text
from tests.support.pledge_forms import ANNOUNCED, HELICOPTERS, QRF, decide, waiting

HEADINGS = (
    "pledge_id", "state", "component", "capability", "strength", "women_in_unit", "level", "date_accepted", "visit_date", "status",
    "ministerial_pledge_id",
)  # fmt: skip
ORDER = ("level_1", "assessed", "level_3", "selected", "deployed", "withdrawn")


def export(site, day, *units):
    rows = [
        [name, state, "military", "qrf_company", 180, 20, level, "2025-06-20", visit, status, pledge]
        for name, state, level, visit, status, pledge in units
    ]
    site.drop(f"PCRS-ROSTER_{day}.csv", csv_text(rows, HEADINGS), "pcrs_roster")


def test_a_pledge_follows_its_unit_and_the_open_ledger_does_not(form_site):
    site = form_site
    ids = waiting(site)
    for sentence in (QRF, HELICOPTERS):
        decide(ids[sentence], "confirm", new={"requirement_ids": []})
        decide(ids[sentence], "status", new=ANNOUNCED)
    letter = {"status": "selected", "date": "2026-05-01", "source": "letter of the Secretariat"}
    decide(ids[HELICOPTERS], "status", new=letter)
    one = ids[QRF]
    export(site, "2026-03-31", ("QMB-001", "QMB", "Level 1", "", "available", one))
    export(site, "2026-06-30", ("QMB-001", "QMB", "Level 2", "2026-05-05", "available", one))
    export(
        site,
        "2026-09-30",
        ("QMB-001", "QMB", "Level 2", "2026-05-05", "selected", one),
        ("QMB-003", "QMB", "Level 1", "", "available", ids[HELICOPTERS]),
    )
    # The unit of another state that names it, and one that names none, change nothing.
    export(
        site,
        "2026-12-31",
        ("QMC-001", "QMC", "Level 3", "", "deployed", one),
        ("QMB-002", "QMB", "RDL", "", "deployed", ""),
    )
    site.build()
    taken = (
        "select status, cast(step_date as varchar), source from mart.pledge_step where pledge_id = '"
        + one
        + "' order by step_date, seq"
    )
    assert site.rows(taken, audience="restricted") == [
        ("announced", "2025-05-13", "statement at the meeting"),
        ("level_1", "2025-06-20", "PCRS-ROSTER_2026-03-31.csv, line 2, column 1"),
        ("assessed", "2026-05-05", "PCRS-ROSTER_2026-06-30.csv, line 2, column 1"),
        ("selected", "2026-09-30", "PCRS-ROSTER_2026-09-30.csv, line 2, column 1"),
    ]
    state = "select sentence, status from mart.pledge where origin = 'form' order by status, sentence desc"
    assert site.rows(state, audience="restricted") == [(HELICOPTERS, "selected"), (QRF, "selected")]
    # Selected by letter, and not in the newest export: a finding, where levels may be read.
    differ = "select detail, place from meta.finding where finding = 'pledge_and_roster_differ'"
    [(words, place)] = site.rows(differ, audience="restricted")
    assert words.startswith(
        f"QMB-003: its pledge {ids[HELICOPTERS]} is selected according to letter of the Secretariat, 2026-05-01; "
    )
    assert words.endswith("has the unit as available") and place == "line 3, column 1" and not site.rows(differ)
    assert {status for _, status in site.rows(state)} == {"announced"}
    assert site.rows(taken) == [("announced", "2025-05-13", "statement at the meeting")]


def unit(name, level, status, accepted, visit, pledge="P"):
    values = dict.fromkeys(FIELDS) | {
        "unit_id": name, "iso3": "QMB", "level": level, "status": status, "date_accepted": accepted, "visit_date": visit,
        "ministerial_pledge_id": pledge,
    }  # fmt: skip
    return Unit(name, tuple(values.values()), (), (), (), f"line {name}", 1)


def row(**values):
    return {
        "pledge_id": "P",
        "iso3": "QMB",
        "track": "unit",
        "steps": [],
        "remarks": [],
        "flags": "",
        "status": "confirmed",
    } | values


def levels_of(outcome):
    """Say in plain words what one unit has reached."""
    level, status = outcome
    reached = {"level_1"} if level != "registered" else set()
    reached |= {"assessed"} if level in ("level_2", "level_3", "rdl") else set()
    reached |= {"level_3"} if level in ("level_3", "rdl") else set()
    return reached | ({status} - {"available"})


@pytest.mark.parametrize("seed", [*range(40), *(pytest.param(seed, marks=pytest.mark.more) for seed in range(40, 200))])
def test_the_newest_export_decides_where_a_pledge_stands(seed):
    """Over random exports of one to three units: the highest step of the newest export, and nothing that no export shows."""
    rng = random.Random(seed)
    days = [dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30)][: rng.randint(1, 3)]
    readings, shown = [], []
    for day in days:
        outcomes = [
            (
                rng.choice(("level_1", "level_2", "level_3", "rdl", "registered")),
                rng.choice(("available", "selected", "deployed", "withdrawn")),
            )
            for _ in range(rng.randint(1, 3))
        ]
        reading = Reading(f"of {day}", day)
        reading.units = [
            unit(str(n), *what, dt.date(2025, 1, 10), dt.date(2025, 2, 10)) for n, what in enumerate(outcomes)
        ]
        readings.append(reading)
        shown.append(outcomes)
    followed = registered.follow(row(), registered.steps(readings))
    ever = set()
    for outcomes in shown:
        active = [what for what in outcomes if what[1] != "withdrawn"] or outcomes
        ever |= set().union(*map(levels_of, active))
        newest = set().union(*map(levels_of, active))
    assert {step["status"] for step in followed["steps"]} - {"rdl"} == ever
    if newest:
        assert followed["status"] == max(newest, key=ORDER.index)
    assert all(step["date"] <= str(days[-1]) for step in followed["steps"])


def test_a_later_word_of_a_person_stands_and_other_tracks_do_not_follow():
    reading = Reading("export", dt.date(2026, 3, 31))
    reading.units = [unit("1", "level_2", "selected", dt.date(2025, 1, 10), dt.date(2025, 2, 10))]
    histories = registered.steps([reading])
    later = {"status": "deployed", "date": "2026-05-01", "source": "letter", "seq": 1}
    assert registered.follow(row(steps=[later]), histories)["status"] == "deployed"
    assert registered.follow(row(steps=[later | {"date": "2026-01-01"}]), histories)["status"] == "selected"
    same_day = {"status": "deployed", "date": "2026-03-31", "source": "letter", "seq": 1}
    assert registered.follow(row(steps=[same_day]), histories)["status"] == "selected"  # exports come after people
    for other in (row(track="other"), row(iso3="QMC"), row(pledge_id="Q")):
        assert registered.follow(other, histories) is other


def test_of_two_files_of_one_day_the_later_one_stands():
    first, second = (Reading(name, dt.date(2026, 3, 31)) for name in ("first", "second"))
    first.units = [unit("1", "level_2", "deployed", dt.date(2025, 1, 10), None)]
    second.units = [unit("1", "level_1", "available", dt.date(2025, 1, 10), None)]
    assert registered.follow(row(), registered.steps([first, second]))["status"] == "level_1"
    second.units = [unit("1", "level_1", "available", None, None, pledge=None)]
    assert registered.steps([first, second]) == {}
