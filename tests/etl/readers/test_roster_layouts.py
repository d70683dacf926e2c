"""Layouts of private rosters: what a line or a cell leaves to the rows below it, and headings that no list holds."""

import datetime as dt

import pytest

from etl import contract
from etl.readers.roster import read
from etl.readers.roster.model import FIELDS
from etl.readers.roster.values import Values
from etl.readers.roster.words import Words, unmarked
from tests.support.etl_fixtures import csv_text

DAY = dt.date(2026, 6, 30)


def read_rows(tmp_path, head, *rows):
    """Return the reading of a CSV of rows, and its units by field."""
    path = tmp_path / f"roster_{DAY}.csv"
    path.write_text(csv_text(rows, head), encoding="utf-8")
    reading = read.read(path, path.name, DAY, DAY, contract.find("pcrs_roster"), Words())
    return reading, [dict(zip(FIELDS, unit.row, strict=True)) for unit in reading.units]


def test_units_below_a_state_that_is_not_known_are_not_those_of_the_state_above(tmp_path):
    head = ("Ref.", "Capability", "Level", "Pax", "Status")
    unit = ("FPU", "L2", "140", "Available")
    reading, units = read_rows(
        tmp_path, head, ["Ghana *"], ["A-1", *unit], ["Freedonia"], ["A-2", *unit], ["BiH"], ["A-3", *unit],
        ["S. Sudan 1/"], ["A-4", *unit], ["", "(two rotations)"], ["A-5", *unit],
    )  # fmt: skip
    assert [u["iso3"] for u in units] == ["GHA", None, "BIH", "SSD", "SSD"]
    assert [u["not_read"] for u in units] == [None, "iso3", None, None, None]
    assert reading.words["state", "Freedonia"] == 1  # a person may say which state it is
    assert [aside.reason for aside in reading.aside] == ["stray_line", "stray_line"]


def test_a_ditto_mark_says_what_stands_above_and_a_mark_of_a_note_says_nothing(tmp_path):
    head = ("Ref.", "Country", "Capability", "Level", "Pax", "Accepted on")
    rows = [
        ["A-1", "Nepal ¹", "Inf Bn (see note)", "Level 2*", "850,0", "14 March 2025"],
        ["A-2", "idem", "C-130\nairlift unit", '"', "60*", "14.03.2025 **"],
        ["A-3", "", "Sigs", "ditto", "1,250", ""],
        ["A-4", "Ghana 2/", "Hôpital N2", "3", "12,5", ""],
        ["A-5", "", "FPU", "3", "140", ""],
        ["A-6", "", "FPU", "3", "140", ""],
    ]
    _, units = read_rows(tmp_path, head, *rows)
    assert [(u["iso3"], u["capability"], u["level"], u["strength_count"]) for u in units[:4]] == [
        ("NPL", "infantry_battalion", "level_2", 850),
        ("NPL", "fixed_wing_airlift", "level_2", 60),
        ("NPL", "signals_unit", "level_2", 1250),
        ("GHA", "hospital_level_2", "level_3", None),  # twelve and a half people are not read
    ]
    assert [u["iso3"] for u in units[4:]] == ["GHA", "GHA"]
    assert [u["date_accepted"] for u in units[:2]] == [dt.date(2025, 3, 14)] * 2


def test_a_heading_that_no_list_holds_is_known_by_a_word_of_it_and_what_stands_below(tmp_path):
    head = ("Ref.", "Country", "Capability", "Pax", "Pledge re-confirmed by MS", "Where it is now", "Re-confirmed by")
    rows = [
        ["A-1", "Nepal", "FPU", "140", "1 May 2026", "Available", "desk"],
        ["A-2", "Ghana", "QRF", "150", "2 May 2026", "Withdrawn", "desk"],
    ]
    reading, units = read_rows(tmp_path, head, *rows)
    assert [(u["last_renewed"], u["status"]) for u in units] == [
        (dt.date(2026, 5, 1), "available"),
        (dt.date(2026, 5, 2), "withdrawn"),
    ]
    assert [heading for _, heading, ours in reading.headings if not ours] == ["Re-confirmed by"]


def test_what_a_unit_is_of_goes_before_that_it_is_one():
    read = Values(Words(), None).capability
    said = {
        "Unité d'hélicoptères armés": "attack_armed_helicopter", "Helicopter transport unit": "helicopter_unit",
        "Equipo de policía especializada": "specialised_police_team", "Unidad de transporte aéreo": "fixed_wing_airlift",
        "Hospital (Level 2) ¹": "hospital_level_2", "Cie protection force": "force_protection_company",
        "Bat. d'inf. mécanisée": "infantry_battalion_mechanised", "Inf Bn (Mech) 1)": "infantry_battalion_mechanised",
    }  # fmt: skip
    assert {text: read(unmarked(text)) for text in said} == said


def test_levels_crossed_as_a_ladder_are_the_highest_of_each_row(tmp_path):
    head = ("Ref.", "Country", "Capability", "Lvl I", "Lvl II", "Lvl III", "Rapid Depl.", "Pax")
    rows = [["A-1", "Ghana", "QRF", "x", "x", "", "", "150"], ["A-2", "Ghana", "FPU", "x", "x", "x", "x", "140"],
            ["A-3", "Nepal", "FPU", "x", "", "", "", "140"]]  # fmt: skip
    _, units = read_rows(tmp_path, head, *rows)
    assert [u["level"] for u in units] == ["level_2", "rdl", "level_1"]
    # Where one row has a cross without those below it, two crosses in another contradict each other.
    _, units = read_rows(tmp_path, head, *rows[:2], ["A-3", "Nepal", "FPU", "", "", "x", "", "140"])
    assert [u["level"] for u in units] == [None, None, "level_3"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("In PCRS - available", "available"), ("Withdrawn by TCC", "withdrawn"), ("Oferta retirada", "withdrawn"), ("Deployable - available", "available"),
     ("Available until selected", None), ("Not yet deployed", None), ("Previously deployed, available", None)],
)  # fmt: skip
def test_a_status_stands_among_other_words_where_nothing_throws_doubt_on_it(text, code):
    assert Words().code("status", text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("RDL 2026/27", "rdl"), ("RDL (60 days)", "rdl"), ("Level 3 - 120 days", "level_3"), ("Level 2, 60", None)],
)
def test_a_cycle_or_the_days_of_a_clock_are_no_second_level(text, code):
    assert Words().code("level", text) == code
