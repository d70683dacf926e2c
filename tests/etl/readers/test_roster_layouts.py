"""Layouts of private rosters: what a line or a cell leaves to the rows below it, and headings that no list holds."""

import datetime as dt

import pytest

from etl import contract
from etl.readers.roster import read
from etl.readers.roster.model import FIELDS
from etl.readers.roster.values import Unread, Values
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


def fields(units, *names):
    return [tuple(unit[name] for name in names) for unit in units]


def test_a_title_and_a_table_beside_it_are_no_part_of_a_table(tmp_path):
    title = ("PCRS - List of pledged units", "", "", "", "", "", "Printed 2026-03-04")
    head = ["ISO3", "Category", "Unit description", "Lvl", "Auth. Str.", "Fem.", "", "Level", "Units"]
    rows = [["GHA", "Military", "QRF", "L2", "150", "12", "", "L-1", "4"], ["GHA", "Military", "FPU", "L1", "140", "9", "", "L-2", "3"]]  # fmt: skip
    reading, units = read_rows(tmp_path, title, head, *rows)
    assert not reading.aside and fields(units, "iso3", "level", "strength_count", "women_count") == [
        ("GHA", "level_2", 150, 12),
        ("GHA", "level_1", 140, 9),
    ]


@pytest.mark.parametrize("heading", ["Strength", "Strength per unit"])
@pytest.mark.parametrize("ref", ["Ref.", "Remarks"])
def test_a_row_of_two_units_is_two_and_people_are_told_only_of_each(heading, ref, tmp_path):
    head = (ref, "Country", "Capability", "No. of units", heading, "Level")
    rows = [["A-1", "Togo", "MUHU", "2", "150", "2"], ["A-2", "Togo", "FPU", "1", "140", "2"], ["A-3", "Togo", "QRF", "0", "140", "2"]]  # fmt: skip
    reading, units = read_rows(tmp_path, head, *rows)
    each = 150 if "per" in heading else None
    assert [unit["strength_count"] for unit in units] == [each, each, 140]
    assert len({unit["unit_id"] for unit in units}) == 3 and [row.reason for row in reading.aside] == ["no_units"]
    assert reading.rows["read"] == len(units) + reading.rows["quarantined"] + reading.rows["not_data"]


def test_people_are_men_and_women_together_where_both_are_told(tmp_path):
    head = ("Ref.", "Pays", "Unité", "Hommes", "Femmes", "Niveau")
    rows = [["A-1", "Ghana", "UPC", "120", "20", "2"], ["A-2", "Ghana", "UPC", "120", "", "2"], ["A-3", "Ghana", "UPC", "", "5", "2"],
            ["A-4", "Ghana", "UPC", "120", "néant", "2"]]  # fmt: skip
    _, units = read_rows(tmp_path, head, *rows)
    assert fields(units, "strength_count", "women_count", "not_read") == [
        (140, 20, None),
        (None, None, "strength_count"),
        (None, 5, None),
        (120, 0, None),
    ]


@pytest.mark.parametrize(
    ("head", "more", "people"),
    [(("Ref.", "País", "Tipo de unidad", "Nivel", "Efectivos"), "900", 1050), (("Ref.", "Country", "Capability", "Level", "Pax"), "900", None),
     (("Ref.", "Country", "Capability", "Level", "Pax"), "1.200.000", 1050), (("Ref.", "País", "Tipo de unidad", "Nivel", "Efectivos"), "1,250", None)],
)  # fmt: skip
def test_a_dot_parts_thousands_where_the_file_writes_so(head, more, people, tmp_path):
    rows = [["A-1", "Ghana", "Inf Bn", "2", "1.050"], ["A-2", "Ghana", "Inf Bn", "2", more]]
    assert read_rows(tmp_path, head, *rows)[1][0]["strength_count"] == people


def test_levels_headed_in_a_second_row_are_crossed_and_a_note_says_what_stands_behind_a_number(tmp_path):
    rows = [
        ["", "", "", "1", "2", "3", "RDL²"], ["Ghana", "QRF", "150/12³", "", "●", "", ""], ["''", "FPU", "140/9", "", "", "", "●"],
        ['- " -', "", "130", "●", "", "", ""], ["³ total/women"],
    ]  # fmt: skip
    _, units = read_rows(tmp_path, ("Country", "Unit", "Strength¹", "PCRS level", "", "", ""), *rows)
    assert fields(units, "iso3", "level", "strength_count", "women_count") == [
        ("GHA", "level_2", 150, 12),
        ("GHA", "rdl", None, None),  # no note says it of this number
        ("GHA", "level_1", 130, None),
    ]


@pytest.mark.parametrize(
    ("title", "state"),
    [("PERMANENT MISSION OF RWANDA TO THE UNITED NATIONS", "RWA"), ("Return by Guinea-Bissau", "GNB"), ("Côte d'Ivoire - units on offer", "CIV"),
     ("Mission permanente de la République démocratique du Congo", "COD"), ("Prepared by Ghana for Togo, with units of Togo", None), ("Units in Jordan Hall", None)],
)  # fmt: skip
def test_a_title_says_whose_list_it_is_where_no_column_does(title, state, tmp_path):
    rows = [["Units at Level 2"], ["Ref.", "Capability", "Pax", "Women"], ["A-1", "FPU", "140", "9"]]
    _, units = read_rows(tmp_path, (title,), *rows)
    assert fields(units, "iso3", "level") == [(state, "level_2")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Police guard unit", None), ("Unidad de guardia (policía)", None), ("Guard unit", "force_protection_company"), ("C-IED team", None),
     ("C-IED/EOD team (8 x search)", "eod_search_detect"), ("C-IED course", "training_c_ied"), ("Unidad SWAT (policía)", None),
     ("Avn unit, utility helos", "medium_utility_helicopter"), ("Helicopter unit, fixed wing transport unit", None), ("Aviation unit, signals", None),
     ("Mech. Inf. Company", "infantry_company"), ("Compagnie d'infanterie mécanisée", "infantry_company"), ("Mech Inf Bn", "infantry_battalion_mechanised"),
     ("Military police company", "military_police_unit")],
)  # fmt: skip
def test_a_unit_of_the_police_is_of_no_military_kind_and_a_team_no_course(text, code):
    try:
        assert Values(Words(), None).capability(text) == code
    except Unread:
        assert code is None
