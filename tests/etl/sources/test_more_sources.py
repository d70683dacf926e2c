"""Air assets and training: each file's quirks, each fault set aside for its own reason and at its own place."""

import json
from collections import Counter

import pandas as pd
import pytest

import queries
from etl.__main__ import main
from tests.support.etl_fixtures import ROOT, Site, csv_text, epoch, json_text, lean
from tests.support.sheets import FORMS, content

FILES = ROOT / "tests" / "files"
AIR = ("mission_acronym", "rotary_wing", "fixed_wing", "uas_availabe", "last_update")
COURSE = ("fiscal_year", "training_name", "female_participants", "male_participants")


def asset(mission="UNMISS", rotary=12, fixed=4, uas="Yes", day="2025-06-30"):
    return [mission, rotary, fixed, uas, day]


def course(year="2023-24", name="Observers", women=12, men=28):
    return [year, name, women, men]


# source -> (headings, rows that load, (reason, row) that do not)
PLANTED = {
    "air_assets": (
        AIR,
        [
            asset(),
            asset("undof", "3.0", "", "", "31-Jul-25"),  # blank: not reported
            asset("UNIFIL", "", "", "12", "31/07/2025"),  # a number in the text says nothing of a count
            asset("UNTSO", 0, 0, "", "2025-06-12"),  # a report need not be of a month's end
        ],
        [
            ("unknown_mission", asset("UNXYZ")),
            ("unknown_mission", asset("")),
            ("negative_count", asset("UNISFA", -1)),
            ("negative_count", asset("UNISFA", 1, "-2.0")),
            ("fractional_count", asset("UNISFA", "1.5")),
            ("fractional_count", asset("UNISFA", 1, "0.25")),
            ("text_in_number", asset("UNISFA", "two")),
            ("text_in_number", asset("UNISFA", 1, "4 + 2")),
            ("implausible_count", asset("UNISFA", 1_000_000)),
            ("implausible_count", asset("UNISFA", 1, "99999999999")),
            ("missing_count", asset("UNISFA", "", "", "")),
            ("missing_count", asset("UNMIK", "", " ", "")),
            ("missing_date", asset("UNISFA", day="")),
            ("missing_date", asset("UNISFA", day="  ")),
            ("unreadable_date", asset("UNISFA", day="June 2025")),
            ("unreadable_date", asset("UNISFA", day="2025-06-31")),
            ("future_date", asset("UNISFA", day="2999-01-01")),
            ("future_date", asset("UNISFA", day="31/12/2080")),
            ("conflict_in_file", asset("MINUSCA", 8)),
            ("conflict_in_file", asset("MINUSCA", 9)),
        ],
    ),
    "training": (
        COURSE,
        [
            course(),
            course("2022/2023"),
            course("2021-2022"),
            course("FY 2020-21"),
            course("2019"),
            course("2019-06-30"),
            course("1999-00", women=0, men=0),
        ],
        [
            ("missing_date", course("")),
            ("missing_date", course("   ")),
            ("unreadable_year", course("last year")),
            ("unreadable_year", course("2023-25")),
            ("unreadable_year", course("2024-2023")),
            ("unreadable_year", course("23-24")),
            ("unreadable_year", course("2023-13-01")),
            ("missing_training_name", course(name="")),
            ("missing_training_name", course(name=" ")),
            ("missing_count", course("2015", women="")),
            ("missing_count", course("2015", men="")),
            ("negative_count", course("2015", women=-1)),
            ("negative_count", course("2015", men="-3")),
            ("fractional_count", course("2015", women="1.5")),
            ("fractional_count", course("2015", men="0.1")),
            ("text_in_number", course("2015", women="many")),
            ("text_in_number", course("2015", men="1,200")),
            ("implausible_count", course("2015", women=1_000_000)),
            ("implausible_count", course("2015", men="12345678")),
            ("conflict_in_file", course("2016", women=1)),
            ("conflict_in_file", course("2016", women=2)),
        ],
    ),
}


@pytest.mark.parametrize("source", PLANTED)
def test_each_reason_is_planted_twice(source):
    assert min(Counter(reason for reason, _ in PLANTED[source][2]).values()) >= 2


@pytest.mark.parametrize("form", lean(FORMS, "fast.csv"))
@pytest.mark.parametrize("source", PLANTED)
def test_every_fault_is_caught_at_its_place_and_nothing_else_is(source, form, tmp_path, monkeypatch):
    headings, lawful, faults = PLANTED[source]
    site = Site(tmp_path, monkeypatch)
    made, place = content(form, lawful + [row for _, row in faults], headings)
    site.drop(form, made, source)
    told = site.file(site.build(), form)
    aside = site.rows(
        "select place, reason, detail, raw from meta.quarantine join meta.file using (file_id) where name = ?", [form]
    )
    want = {place(len(lawful) + n): reason for n, (reason, _) in enumerate(faults)}
    assert {row[0]: row[1] for row in aside} == want
    assert (told["loaded"], told["quarantined"]) == (len(lawful), len(faults))
    assert told["not_data"] >= 2
    for _, _, detail, raw in aside:
        assert detail and json.loads(raw)


@pytest.mark.parametrize("source", PLANTED)
def test_nothing_is_loaded_by_default_and_the_freshness_says_so(source, published):
    fresh = queries.run("freshness", today="2026-11-24").set_index("source")
    assert fresh.loc[source, "state"] == "not reported"
    assert queries.run({"air_assets": "air_assets", "training": "training_participation"}[source]).empty


def rows_of(name: str, **asked) -> list[tuple]:
    frame = queries.run(name, **asked).astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.itertuples(index=False)]


def test_a_download_of_air_assets_with_the_quirks_of_downloads(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    path = FILES / "air_assets" / "DOS-AIRCRAFTSBYMISSION.csv"
    assert main(["check", str(path)]) == 0
    said = capsys.readouterr().out
    assert "is DOS-AIRCRAFTSBYMISSION (source air_assets)" in said and "UAS_Availabe -> uas_text" in said
    assert "set aside, line 7: text_in_number: rotary wing six" in said
    site.drop("download.csv", path.read_bytes(), "DOS-AIRCRAFTSBYMISSION")
    told = site.file(site.build(), "download.csv")
    assert (told["read"], told["loaded"], told["quarantined"], told["not_data"]) == (10, 5, 3, 2)
    assert told["as_of"] == "2025-07-31"
    got = rows_of("air_assets", as_of="2025-08-31")
    days = [(row[0].date().isoformat(), row[1], row[2].date().isoformat(), *row[3:]) for row in got]
    assert days == [
        ("2025-08-31", "MINUSCA", "2025-07-31", 31, 10, 4, "Yes, 3 systems"),
        ("2025-08-31", "MONUSCO", "2025-06-30", 62, 17, None, "6"),
        ("2025-08-31", "UNFICYP", "2025-06-30", 62, 3, 0, "No"),
        ("2025-08-31", "UNMISS", "2025-06-30", 62, 12, 7, None),
    ]
    # The day decides: in June MINUSCA is what it was in June, before it there is nothing.
    june = queries.run("air_assets", as_of="2025-06-30").set_index("mission")
    assert june.loc["MINUSCA", ["rotary_wing_count", "age_days"]].tolist() == [11, 0]
    assert queries.run("air_assets", as_of="2025-06-29").empty
    assert set(queries.run("air_assets")["as_of"].dt.date.astype(str)) == {"2025-07-31"}


def test_a_download_of_training_keeps_the_year_as_printed(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("download.csv", (FILES / "training" / "DPO-PKTRAINING.csv").read_bytes(), "training")
    told = site.file(site.build(), "download.csv")
    assert (told["read"], told["loaded"], told["quarantined"], told["not_data"]) == (9, 4, 4, 1)
    assert rows_of("training_participation") == [
        ("2021-22", 2021, "Senior mission leaders course", 9, 16, 25, 0.36, None),
        ("2022/2023", 2022, "Senior mission leaders course", 11, 14, 25, 0.44, pytest.approx(8)),
        ("2023", 2023, "Military observers course", 3, 5, 8, None, None),  # under ten: no share
        ("2024-06-30", 2024, "Military observers course", 20, 60, 80, 0.25, None),
    ]


def test_two_downloads_spell_a_fiscal_year_differently_and_it_counts_once(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("a.csv", csv_text([course("2023-24"), course("2024-06-30", women=1)], COURSE), "training")
    site.receive()
    rows = [course("2023/2024"), course(epoch("2024-06-30", 1000), women=2), course(epoch("2022-06-30"), women=3)]
    site.drop("b.json", json_text(rows, COURSE), "training")
    answer = site.build()
    assert (site.file(answer, "b.json")["repeated"], site.file(answer, "a.csv")["superseded"]) == (1, 1)
    got = queries.run("training_participation")
    assert got[["fiscal_year", "women_count"]].to_numpy().tolist() == [
        ["2022-06-30", 3],
        ["2023-24", 12],
        ["2024-06-30", 2],
    ]


def test_later_air_reports_revise_and_the_earlier_stays_where_they_are_silent(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("a.csv", csv_text([asset(), asset("UNDOF", uas="")], AIR), "air_assets")
    site.receive()
    site.drop("b.csv", csv_text([asset(rotary=13), asset("UNDOF", uas="")], AIR), "air_assets")
    answer = site.build()
    assert (site.file(answer, "a.csv")["superseded"], site.file(answer, "b.csv")["repeated"]) == (1, 1)
    got = queries.run("air_assets").set_index("mission")
    assert got["rotary_wing_count"].to_dict() == {"UNDOF": 12, "UNMISS": 13}
