"""Justice and corrections personnel: a snapshot answers for the day that its name or its user says, and for no other."""

import datetime as dt
import json
from collections import Counter

import pandas as pd
import pytest

import queries
from etl import settings
from etl.__main__ import main
from etl.build import intake
from etl.contract import SourceError, find
from tests.support.etl_fixtures import ROOT, Site, csv_text, json_text, lean, record, xlsx_bytes, zip_bytes
from tests.support.figures import MISSIONS, Oracle, database, random_gpp, random_rows
from tests.support.parity import GPP, check_parity_row, targets

FILE = ROOT / "tests" / "files" / "gpp" / "DPO-JCS-GPP_2026-11-03.csv"
HEADINGS = (
    "iso_alpha3_code",
    "m49_code",
    "contributing_country",
    "mission_acronym",
    "gpp_type",
    "female",
    "male",
)
NOW = dt.datetime(2026, 11, 24, 9)


def person(women=4, men=9, iso3="FJI", m49="242", name="Fiji", mission="MINUSCA", kind="Corrections"):
    return [iso3, m49, name, mission, kind, women, men]


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


def snapshot(rows) -> str:
    return csv_text(rows, HEADINGS)


LAWFUL = [
    person(),
    person(99, 0, kind="Justice"),
    person(0, 0, mission="unmiss "),
    person(5, 6, iso3="", m49="", mission="UNFICYP"),
    person(5, 6, name="Islands of Fiji", mission="UNIFIL"),
]
FAULTS = [
    ("unknown_country", person(iso3="ZZZ", name="Atlantis")),
    ("unknown_country", person(iso3="", m49="", name="Atlantis")),
    ("iso_m49_disagree", person(m49="250")),
    ("iso_m49_disagree", person(m49="FJI")),
    ("unknown_mission", person(mission="UNXYZ")),
    ("unknown_mission", person(mission="")),
    ("missing_gpp_type", person(kind="")),
    ("missing_gpp_type", person(kind="  ")),
    ("missing_count", person("", 1)),
    ("missing_count", person(1, "")),
    ("text_in_number", person("four", 1)),
    ("text_in_number", person(1, "1,000")),
    ("negative_count", person(-4, 1)),
    ("negative_count", person(1, "-9.0")),
    ("fractional_count", person("0.5", 1)),
    ("fractional_count", person(1, "9.5")),
    ("implausible_count", person(1_000_000, 1)),
    ("implausible_count", person(1, "123456789")),
    ("no_men", person(100, 0, mission="UNDOF")),
    ("no_men", person(250, "0.0", mission="UNDOF", kind="Justice")),
    ("conflict_in_file", person(1, 1, mission="MONUSCO")),
    ("conflict_in_file", person(1, 2, mission="MONUSCO")),
]
ROWS = LAWFUL + [row for _, row in FAULTS] + [list(HEADINGS)]
FORMS = {
    "DPO-JCS-GPP_2026-10-31.csv": (snapshot(ROWS), lambda n: f"line {n + 2}"),
    "20261031.csv": ("Title\n" + snapshot(ROWS), lambda n: f"line {n + 3}"),
    "gpp 2026-10-31 v2.xlsx": (xlsx_bytes(ROWS, HEADINGS), lambda n: f"Sheet, row {n + 2}"),
    "2026-10-31/records.json": (json_text(ROWS, HEADINGS), lambda n: f"JSON records, row {n + 1}"),
}


@pytest.mark.parametrize("name", lean(FORMS, "2026-10-31/records.json"))
def test_every_fault_is_caught_at_its_place_and_nothing_else_is(site, name):
    assert min(Counter(reason for reason, _ in FAULTS).values()) >= 2
    content, place = FORMS[name]
    site.drop(name, content, "gpp")
    told = site.file(site.build(now=NOW), name.rpartition("/")[2])
    assert (told["loaded"], told["quarantined"], told["not_data"]) >= (len(LAWFUL), len(FAULTS), 1)
    assert told["as_of"] == "2026-10-31"
    aside = site.rows(
        "select place, reason, detail, raw, cast(quarantine.as_of as varchar) from meta.quarantine join meta.file using (file_id)"
        " where source = 'gpp'"
    )
    assert {row[0]: row[1] for row in aside} == {place(len(LAWFUL) + n): reason for n, (reason, _) in enumerate(FAULTS)}
    assert all(row[2] and json.loads(row[3]) and row[4] == "2026-10-31" for row in aside)
    noted = site.rows("select finding, place from meta.finding join meta.file using (file_id) where source = 'gpp'")
    assert sorted(noted) == [("missing_iso_code", place(3)), ("unknown_spelling", place(4))]


def test_a_download_feeds_the_30_per_cent_on_its_own_day_only(site, capsys):
    assert main(["check", str(FILE)]) == 0
    said = capsys.readouterr().out
    assert "is DPO-JCS-GPP (source gpp)" in said and "data as of 2026-11-03" in said
    site.drop(FILE.name, FILE.read_bytes(), "gpp")
    told = site.file(site.build(now=NOW), FILE.name)
    assert (told["read"], told["loaded"], told["quarantined"], told["not_data"]) == (8, 5, 2, 1)
    # A version's own day is that of the newest month: a snapshot does not make the other figures younger.
    assert [told["as_of"] for told in queries.versions()] == ["2025-07-31"]
    got = queries.run("gpp", as_of="2026-11-03")
    assert list(got.columns) == ["as_of", "mission", "iso3", "gpp_type", "women_count", "men_count", "people_count"]
    assert (len(got), got["women_count"].sum(), got["people_count"].sum()) == (5, 12, 42)
    pd.testing.assert_frame_equal(queries.run("gpp"), got)
    for day in ("2026-11-02", "2026-11-04", "2026-11-30", "2025-07-31"):
        assert queries.run("gpp", as_of=day).empty
        assert queries.run("gpp_parity", as_of=day).empty
        parity = queries.run("parity_by_category", as_of=day).set_index("category")
        assert pd.isna(parity.loc[GPP, "people_count"])
    parity = queries.run("parity_by_category", as_of="2026-11-03").set_index("category").loc[GPP]
    (alone,) = queries.run("gpp_parity").to_dict("records")
    assert alone["as_of"].date().isoformat() == "2026-11-03"
    for row in (parity, alone):
        assert (row["women_count"], row["people_count"], row["minimum_2025_percent"]) == (12, 42, 30)
        # 30 % of 42 is 12.6: one more woman of 42; added, 13 of 43 are enough.
        assert (row["more_women_by_replacement"], row["more_women_by_addition"]) == (1, 1)
        assert row["target_status"] == "not found" and row["target_year"] == 2026
    (peace,) = queries.run("gpp_parity", scope="peacekeeping").to_dict("records")
    assert (peace["women_count"], peace["people_count"]) == (12, 40)
    assert queries.run("deployment_total", as_of="2026-11-03")["people_count"].isna().all()
    lines = queries.run("cell_rows", as_of="2026-11-03", category=GPP)
    assert (len(lines), set(lines["file_name"]), lines["people_count"].sum()) == (5, {FILE.name}, 42)
    assert queries.run("cell_rows", as_of="2026-11-03").empty  # no part of uniformed personnel
    aside = queries.run("set_aside", as_of="2026-11-03")
    assert aside.to_numpy().tolist() == [[GPP, 2]]
    assert queries.run("gpp_days")["row_count"].tolist() == [5]


def test_without_a_day_the_file_is_refused_and_it_is_said_how_to_name_it(site, tmp_path, capsys):
    for name, words in (
        ("download.csv", "says no day, and the file has no date in it"),
        ("gpp_2026-02-30.csv", "says no day"),  # there is no such day
        ("gpp_12345678.csv", "says no day"),
        ("from_2026-10-01_to_2026-10-31.csv", "says more than one day: 2026-10-01, 2026-10-31"),
        ("2026-10-30/gpp_2026-10-31.csv", "says more than one day: 2026-10-30, 2026-10-31"),
    ):
        path = site.drop(name, snapshot([person()]), "gpp")
        files, (refused,) = intake.sorted_out()
        assert not files and (refused["file"], refused["where"]) == (path.name, "its name")
        assert refused["what"].startswith(words)
        assert "DPO-JCS-GPP_2026-10-31.csv, or put it into inbox/gpp/2026-10-31/" in refused["do"]
        assert main(["check", str(path)]) == 1
        assert "add --as-of 2026-10-31" in capsys.readouterr().err
        path.unlink()
    assert intake.days_in("a 2026-10-31 b 20261031 c 2026-1-3 d 120261031") == [dt.date(2026, 10, 31)]


def test_the_user_says_the_day_and_it_must_not_be_another_than_the_name_says(site, tmp_path, capsys):
    path = tmp_path / "download.csv"
    path.write_text(snapshot([person()]))
    assert main(["check", "--as-of", "2026-10-31", str(path)]) == 0
    assert "data as of 2026-10-31" in capsys.readouterr().out
    named = tmp_path / "gpp-20261031.csv"
    named.write_text(path.read_text())
    assert main(["check", "--as-of", "2026-10-31", str(named)]) == 0
    for asked, file, words in (
        ("2026-11-01", named, "says 2026-10-31, and you say 2026-11-01"),
        ("October", path, "--as-of: October is not a day"),
    ):
        capsys.readouterr()
        assert main(["check", "--as-of", asked, str(file)]) == 1
        assert words in capsys.readouterr().err
    other = tmp_path / "deployments.csv"
    other.write_text(csv_text([record()]))
    assert main(["check", "--as-of", "2026-10-31", str(other)]) == 1
    assert "its dates: stand in the file" in capsys.readouterr().err


def test_the_same_bytes_under_two_days_are_two_snapshots_and_two_versions(site):
    versions = [site.receive(now=NOW)]
    path = site.drop("2026-10-31/file.csv", snapshot([person()]), "gpp")
    versions.append(site.receive(now=NOW))
    later = path.parent.with_name("2026-11-03")
    path.parent.rename(later)  # the day alone changes, no byte does
    versions.append(site.build(now=NOW)["data_version"])
    assert queries.run("gpp", as_of="2026-10-31").empty and len(queries.run("gpp")) == 1
    site.drop("2026-10-31/file.csv", snapshot([person()]), "gpp")
    versions.append(site.build(now=NOW)["data_version"])
    assert len(set(versions)) == 4
    assert queries.run("gpp_days")["as_of"].dt.date.astype(str).tolist() == ["2026-11-03", "2026-10-31"]
    assert site.build(now=NOW)["published"] is False
    lines = intake.read_ledger(settings.build_dir() / "intake.jsonl")
    assert [(line["name"], line["day"]) for line in lines] == [("file.csv", "2026-10-31"), ("file.csv", "2026-11-03")]
    # The same day, said by the name of the file instead of its folder, is the same input.
    (later / "file.csv").rename(later.parent / "20261103.csv")
    assert site.build(now=NOW)["published"] is False


def test_of_two_files_of_one_day_the_later_answers_whole(site):
    rows = [person(), person(2, 3, mission="UNMISS"), person(1, 1, mission="UNIFIL")]
    site.drop("gpp_2026-10-31.csv", snapshot(rows), "gpp")
    site.receive(now=NOW)
    site.drop("again_2026-10-31.csv", snapshot([person(), person(5, 3, mission="UNMISS")]), "gpp")
    answer = site.build(now=NOW)
    first, second = site.file(answer, "gpp_2026-10-31.csv"), site.file(answer, "again_2026-10-31.csv")
    # The equal row stays where it was first; UNMISS is superseded; UNIFIL is gone from the later file: not added to it.
    assert (first["loaded"], first["superseded"], first["quarantined"]) == (1, 1, 1)
    assert (second["loaded"], second["repeated"]) == (1, 1)
    assert site.rows("select place, reason, detail from meta.quarantine") == [
        ("line 4", "not_in_later_snapshot", "1 women and 1 men on 2026-10-31")
    ]
    got = queries.run("gpp").set_index("mission")
    assert got["women_count"].to_dict() == {"MINUSCA": 4, "UNMISS": 5}
    # Another day is another snapshot, whatever it lacks.
    site.drop("gpp_2026-11-01.csv", snapshot([person(9, 9)]), "gpp")
    site.build(now=NOW)
    assert queries.run("gpp_parity", as_of="2026-10-31")["people_count"].tolist() == [4 + 9 + 5 + 3]
    assert queries.run("gpp_parity")["people_count"].tolist() == [18]


def test_a_day_to_come_is_set_aside_but_not_tomorrow_where_it_has_begun(site):
    site.drop("gpp_2026-11-25.csv", snapshot([person()]), "gpp")
    site.drop("gpp_2026-11-26.csv", snapshot([person(1)]), "gpp")
    answer = site.build(now=NOW)
    assert site.file(answer, "gpp_2026-11-25.csv")["loaded"] == 1
    assert site.file(answer, "gpp_2026-11-26.csv")["quarantined"] == 1
    assert site.rows("select reason, detail from meta.quarantine") == [("future_date", "snapshot of 2026-11-26")]


def test_an_archive_and_what_is_in_it_must_say_the_same_day(site):
    inside = snapshot([person()]).encode()
    site.drop("gpp_2026-10-31.zip", zip_bytes({"file.csv": inside}), "gpp")
    assert site.build(now=NOW)["files"][1]["as_of"] == "2026-10-31"
    site.drop("gpp_2026-10-31.zip", zip_bytes({"DPO-JCS-GPP_2026-10-30.csv": inside}), "gpp")
    (refused,) = site.build(now=NOW)["refused"]
    assert refused["what"].startswith("says 2026-10-30, and the file is taken for 2026-10-31.")


def test_the_name_that_says_another_data_set_is_refused(site):
    with pytest.raises(SourceError, match="says DPO-PKTRAINING, and the file is taken for DPO-JCS-GPP"):
        intake.agree(find("gpp"), "x.csv", "2026-10-31/DPO-PKTRAINING.csv")


@pytest.mark.parametrize("seed", lean(range(10), 0, 1))
def test_the_measures_agree_with_a_second_count(seed, tmp_path):
    rows = random_rows(seed)
    months = sorted({row[0] for row in rows})
    gpp = random_gpp(seed, months)
    con = database(tmp_path / "made.duckdb", rows, gpp)
    oracle = Oracle(rows, targets(), gpp)
    days = {row[0] for row in gpp}
    for as_of in [None, *days, *months, months[0] - dt.timedelta(days=1)]:
        day = as_of or max(days, default=None)
        want = sorted((row[1], row[2], row[4], row[5], row[4] + row[5]) for row in gpp if row[0] == day)
        got = queries.run("gpp", connection=con, as_of=as_of)
        told = got[["mission", "iso3", "women_count", "men_count", "people_count"]].itertuples(index=False)
        assert [tuple(row) for row in told] == want
        for scope in ("all", "peacekeeping"):
            mine = [row for row in gpp if row[0] == day and (scope == "all" or MISSIONS[row[1]])]
            found = queries.run("gpp_parity", connection=con, as_of=as_of, scope=scope).to_dict("records")
            assert len(found) == bool(mine)
            for row in found:
                assert row["as_of"].date() == day
                counts = sum(one[4] for one in mine), sum(one[4] + one[5] for one in mine)
                assert (row["women_count"], row["people_count"]) == counts
                check_parity_row(oracle, row, day.year, small_hides=False)
    con.close()
