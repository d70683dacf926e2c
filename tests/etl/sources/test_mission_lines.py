"""Lines of mission requirements: spellings, each fault at its place, editions side by side, told from a requirements file."""

import json
from collections import Counter

import pytest

from etl.__main__ import main
from tests.support.etl_fixtures import Site, csv_text, lean
from tests.support.sheets import FORMS, REQUIREMENTS, UNITS, content, requirement
from tests.support.sheets import MISSION_LINES as HEADINGS
from tests.support.sheets import mission_line as line

LAWFUL = [
    line(),
    line(
        "l-002", "unisfa", "Level 2 hospital", "", "FR / en", "Wheels 6x6, jammers", 120, "12 %", "High", "31/03/2027"
    ),
    line("L  003", quantity=0, days="0", women=0),
    line("L-004", women="100", days=180.0, due="30-Jun-27", languages="fr"),
]
FAULTS = [
    ("missing_date", line("F-1", edition="")),
    ("missing_date", line("F-1", edition=" ")),
    ("unreadable_date", line("F-2", edition="spring")),
    ("unreadable_date", line("F-3", due="2027-02-30")),
    ("missing_line", line("")),
    ("missing_line", line("  ")),
    ("unknown_mission", line("F-4", "general")),
    ("unknown_mission", line("F-5", "")),
    ("unknown_capability", line("F-6", capability="hospital")),
    ("unknown_capability", line("F-7", capability="")),
    ("unknown_language", line("F-8", languages="French")),
    ("unknown_language", line("F-9", languages="f")),
    ("text_in_number", line("F-10", quantity="two")),
    ("text_in_number", line("F-11", days="60-120")),
    ("negative_count", line("F-12", days=-60)),
    ("negative_count", line("F-13", women="-1")),
    ("fractional_count", line("F-14", women="0.15")),
    ("fractional_count", line("F-15", quantity="1.5")),
    ("implausible_count", line("F-16", women=101)),
    ("implausible_count", line("F-17", quantity=1_000_000)),
    ("conflict_in_file", line("F-18", quantity=1)),
    ("conflict_in_file", line("F-18", quantity=1, days=60)),
]


def test_each_reason_is_planted_twice():
    assert min(Counter(reason for reason, _ in FAULTS).values()) >= 2


@pytest.mark.parametrize("form", lean(FORMS, "fast.csv"))
def test_every_fault_is_caught_at_its_place_and_nothing_else_is(form, tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    made, place = content(form, LAWFUL + [row for _, row in FAULTS], HEADINGS)
    site.drop(form, made, "mission_lines")
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
    site.drop("q2.csv", csv_text(LAWFUL, HEADINGS), "mission_lines")
    site.build()
    got = site.rows(
        "select line_id, mission, capability, quantity, languages, equipment_tags, readiness_days, women_percent, priority,"
        " cast(due_date as varchar) from mart.mission_line order by line"
    )
    assert got == [
        ("L-001", "UNMISS", "qrf_company", 2, None, None, None, None, None, None),
        ("L-002", "UNISFA", "hospital_level_2", None, "fr;en", "wheels_6x6;jammers", 120, 12, "high", "2027-03-31"),
        ("L 003", "UNMISS", "qrf_company", 0, None, None, 0, 0, None, None),
        ("L-004", "UNMISS", "qrf_company", 2, "fr", None, 180, 100, None, "2027-06-30"),
    ]


def test_editions_stand_side_by_side_and_a_corrected_file_of_one_edition_wins(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("q1.csv", csv_text([line(edition="2026-03-31", quantity=3)], HEADINGS), "mission_lines")
    site.drop("q2.csv", csv_text([line(quantity=4)], HEADINGS), "mission_lines")
    site.receive()
    site.drop("q2-corrected.csv", csv_text([line(quantity=4, days=60)], HEADINGS), "mission_lines")
    # Of a mission that has ended: before its last day a line is usual, on a later day it is a finding; so is a return.
    ended = [line("E-1", "UNAMI", edition=day) for day in ("2025-12-31", "2026-01-31")]
    site.drop("ended.csv", csv_text(ended, HEADINGS), "mission_lines")
    returns = [
        ["2026-01-31", "UNAMI", "INFBN-1", "Fiji", "infantry_battalion"],
        ["2025-12-31", "UNAMI", "INFBN-1", "Fiji", "infantry_battalion"],
    ]
    site.drop("returns.csv", csv_text(returns, UNITS[:5]), "unit_return")
    asks = [requirement(edition=day, quantity=7) for day in ("2026-03-31", "2026-06-30")]
    site.drop("requirements.csv", csv_text(asks, REQUIREMENTS), "requirements")
    told = site.file(site.build(), "q2.csv")
    noted = "select finding, place from meta.finding where finding like '%_has_ended' order by finding"
    assert site.rows(noted, audience="restricted") == [
        ("line_of_a_mission_that_has_ended", "line 3"),
        ("return_of_a_mission_that_has_ended", "line 2"),
    ]
    got = site.rows(
        "select cast(edition_date as varchar), quantity, readiness_days from mart.mission_line where mission = 'UNMISS'"
        " order by edition_date"
    )
    assert got == [("2026-03-31", 3, None), ("2026-06-30", 4, 60)]
    assert (told["loaded"], told["superseded"]) == (0, 1)
    differ = site.rows("select detail, other_place from meta.finding where finding = 'lines_and_requirements_differ'")
    assert [(text.split(": ")[1], place) for text, place in differ] == [
        ("4 in lines of missions, 7 in the requirements file", "line 3")
    ]


def test_check_tells_lines_of_missions_from_a_requirements_file(tmp_path, monkeypatch, capsys):
    Site(tmp_path, monkeypatch)
    for name, rows, headings in (("mission_lines", LAWFUL, HEADINGS), ("requirements", [requirement()], REQUIREMENTS)):
        path = tmp_path / "export.csv"
        path.write_text(csv_text(rows, headings))
        assert main(["check", "--json", str(path)]) == 0
        assert json.loads(capsys.readouterr().out)["files"][0]["source"] == name
