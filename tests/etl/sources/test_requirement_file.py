"""The quarterly requirements file: its template, its spellings, each fault at its place, editions side by side."""

import datetime as dt
import json
from collections import Counter

import openpyxl
import pytest

from etl.__main__ import main
from tests.support.etl_fixtures import Site, csv_text, lean
from tests.support.sheets import FORMS, content
from tests.support.sheets import REQUIREMENTS as HEADINGS
from tests.support.sheets import requirement as line

LAWFUL = [
    line(),
    line(mission="general"),
    line(mission="", capability="Attack or armed helicopter unit", quantity=""),
    line("uni-bri-01", mission="unisfa", quantity="0"),
    line("", "Hospital for  the north", capability="hospital_level_2", quantity="1.0", needed="31/03/2027"),
    line("", "Boats", "general", "patrol_boat", 3, "30-Jun-26", "FR / en", "Wheels 6x6, jammers", "2027-03-31", "High"),
    line("TRN-PRI-01", quantity="999999"),
]
FAULTS = [
    ("missing_date", line(edition="")),
    ("missing_date", line(edition="  ")),
    ("unreadable_date", line(edition="second quarter")),
    ("unreadable_date", line(edition="2026-06-31")),
    ("unreadable_date", line("SAF-WKS-01", needed="soon")),
    ("missing_requirement", line("", "")),
    ("missing_requirement", line(" ", "  ", capability="qrf_company")),
    ("unknown_requirement", line("UNI-QRF-99")),
    ("unknown_requirement", line("quick reaction")),
    ("unknown_mission", line(mission="UNXYZ")),
    ("unknown_mission", line(mission="the north")),
    ("unknown_capability", line(capability="space station")),
    ("unknown_capability", line(capability="hospital")),
    ("text_in_number", line("UNI-AVI-02", quantity="two")),
    ("text_in_number", line("UNI-AVI-02", quantity="4-6")),
    ("negative_count", line("UNI-AVI-02", quantity=-1)),
    ("negative_count", line("UNI-AVI-02", quantity="-2.0")),
    ("fractional_count", line("UNI-AVI-02", quantity="1.5")),
    ("fractional_count", line("UNI-AVI-02", quantity="0.5")),
    ("implausible_count", line("UNI-AVI-02", quantity=1_000_000)),
    ("implausible_count", line("UNI-AVI-02", quantity="99999999999")),
    ("conflict_in_file", line("UNI-AVI-03", quantity=1)),
    ("conflict_in_file", line("UNI-AVI-03", quantity=2)),
]


def test_each_reason_is_planted_twice():
    assert min(Counter(reason for reason, _ in FAULTS).values()) >= 2


@pytest.mark.parametrize("form", lean(FORMS, "book.xlsx"))
def test_every_fault_is_caught_at_its_place_and_nothing_else_is(form, tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    made, place = content(form, LAWFUL + [row for _, row in FAULTS], HEADINGS)
    site.drop(form, made, "requirements")
    told = site.file(site.build(), form)
    aside = site.rows(
        "select place, reason, detail, raw from meta.quarantine join meta.file using (file_id) where name = ?", [form]
    )
    assert {row[0]: row[1] for row in aside} == {place(len(LAWFUL) + n): reason for n, (reason, _) in enumerate(FAULTS)}
    assert (told["loaded"], told["quarantined"]) == (len(LAWFUL), len(FAULTS))
    for _, _, detail, raw in aside:
        assert detail and json.loads(raw)


def test_what_is_left_blank_and_how_it_is_spelt(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("q2.csv", csv_text(LAWFUL, HEADINGS), "requirements")
    site.build()
    got = site.rows(
        "select requirement_id, requirement, mission, capability, quantity, languages, equipment_tags,"
        " cast(needed_by as varchar), priority from mart.requirement_line order by line"
    )
    day = "2027-03-31"
    assert got == [
        ("UNI-QRF-01", "", "UNMISS", "qrf_company", 4, None, None, None, None),
        ("UNI-QRF-01", "", "general", "qrf_company", 4, None, None, None, None),
        ("UNI-QRF-01", "", "general", "attack_armed_helicopter", None, None, None, None, None),
        ("UNI-BRI-01", "", "UNISFA", "military_bridging", 0, None, None, None, None),
        ("", "Hospital for the north", "UNMISS", "hospital_level_2", 1, None, None, day, None),
        ("", "Boats", "general", "patrol_boat", 3, "fr;en", "wheels_6x6;jammers", day, "high"),
        ("TRN-PRI-01", "", "UNMISS", "training_justice_corrections", 999_999, None, None, None, None),
    ]


def test_editions_stand_side_by_side_and_a_corrected_file_of_one_edition_wins(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("q1.csv", csv_text([line(edition="2026-03-31", quantity=3)], HEADINGS), "requirements")
    site.drop("q2.csv", csv_text([line(quantity=4)], HEADINGS), "requirements")
    site.receive()
    site.drop("q2-corrected.csv", csv_text([line(quantity=5)], HEADINGS), "requirements")
    site.build()
    got = site.rows("select edition_date, quantity from mart.requirement_line order by 1")
    assert got == [(dt.date(2026, 3, 31), 3), (dt.date(2026, 6, 30), 5)]


def test_the_template_is_filled_and_read(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    path = tmp_path / "requirements.xlsx"
    assert main(["template", "requirements", "--to", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    assert tuple(cell.value for cell in book["Data"][1]) == HEADINGS
    assert "UNI-QRF-01" in {cell.value for row in book["Choices"].iter_rows() for cell in row}
    book["Data"].append(
        [dt.date(2026, 6, 30), "UNI-QRF-01", None, None, "qrf_company", 2, None, None, dt.date(2027, 1, 1), "high"]
    )
    book.save(path)
    assert main(["check", str(path)]) == 0
    assert "is REQUIREMENTS" in capsys.readouterr().out
    site.drop("requirements.xlsx", path.read_bytes(), "requirements")
    site.build()
    got = site.rows("select edition_date, mission, quantity, needed_by from mart.requirement_line")
    assert got == [(dt.date(2026, 6, 30), "general", 2, dt.date(2027, 1, 1))]
