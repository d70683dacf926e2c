"""What a build makes of the bundled file and of files that users add to it."""

import csv
import json
import os
import random

import pytest

import queries
from etl import settings
from etl.__main__ import main
from etl.build import apart, checks, publish
from tests.support.etl_fixtures import BUNDLED, ROOT, Site, csv_text, record, small_data


@pytest.fixture(scope="module")
def real(built):
    """The run's build of the real bundled file, and what that build answered."""
    with pytest.MonkeyPatch.context() as patch:
        site = Site(built.parent, patch, data=ROOT / "data", work=built.name)
        manifest = publish.manifest(publish.current())
        site.answer = {"data_version": publish.current(), "published": True, "files": manifest["files"], "refused": []}
        yield site


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


class TestBundled:
    @pytest.fixture(autouse=True)
    def here(self, real, monkeypatch):
        monkeypatch.setenv("LEDGER_DATA", str(real.data))
        monkeypatch.setenv("LEDGER_WORK", str(real.work))

    def test_its_rows_are_counted(self, real):
        told = real.file(real.answer, BUNDLED.name)
        assert {name: told[name] for name in ("read", "loaded", "quarantined", "repeated", "superseded", "not_data")} == {
            "read": 98_403, "loaded": 98_403, "quarantined": 0, "repeated": 0, "superseded": 0, "not_data": 0,
        }  # fmt: skip
        assert told["as_of"] == "2025-07-31"
        assert real.rows("select count(*), min(as_of)::varchar, max(as_of)::varchar from mart.reported_month") == [
            (122, "2015-01-31", "2025-07-31")
        ]
        pdfs = [file for file in real.answer["files"] if file["file"].endswith(".pdf")]
        assert [file["quarantined"] for file in pdfs] == [43, *[0] * 21]

    def test_the_three_misprints_keep_their_people_and_lose_their_split(self, real):
        assert real.rows("select reason, count(*) from meta.quarantine group by reason") == [("missing_count", 43)]
        unsplit = real.rows(
            "select line, cast(as_of as varchar), mission_code, iso3, personnel_type, women_count, men_count, people_count"
            " from mart.deployment_month where sex_not_reported_count > 0 and sex_not_reported_count = people_count and as_of < '2017-01-01'"
            " order by line"
        )
        assert unsplit == [
            (10325, "2016-01-31", "UNOCI", "MAR", "troops", None, None, 718),
            (12329, "2016-04-30", "UNOCI", "MAR", "troops", None, None, 719),
            (13325, "2016-05-31", "UNOCI", "MAR", "troops", None, None, 718),
        ]
        assert queries.run("deployment_by_state", as_of="2016-04-30").query("iso3 == 'MAR'")[
            ["people_count", "women_count", "sex_not_reported_count"]
        ].astype("object").to_numpy(na_value=None).tolist() == [[2302, None, 719]]
        troops = queries.run("parity_by_contributor", as_of="2016-04-30", iso3="MAR").iloc[0]
        assert troops["verdict"] == "cannot_be_told" and troops["women_fraction_least"] == 0
        assert troops["women_fraction_most"] == 719 / 2298

    def test_its_findings_are_exactly_those_of_bermuda_of_unamid_in_january_2021_and_the_misprints(self, real):
        found = "select finding, 1, place, detail, other_file_id from meta.finding"
        assert real.rows("select finding, count(*) from meta.finding where finding like 'month_without%' group by finding order by 1") == [
            ("month_without_mission", 19), ("month_without_sex", 2),
        ]  # fmt: skip
        misprints = real.rows(found + " where finding = 'sex_not_reported' order by place")
        assert [row[2] for row in misprints] == ["line 10325", "line 12329", "line 13325"]
        assert "718 people, sex not reported. Misprint in the UN monthly PDF" in misprints[0][3]
        noted = real.rows(
            found + " where finding <> 'sex_not_reported' and finding not like 'month_without%' order by all"
        )
        assert noted == [
            (
                "all_women_gone_in_a_month", 1, "line 49870",
                "UNAMID, individual_police: 0 women of 567 people on 2021-01-31, after 160 of 618 on 2020-12-31; loaded as printed",
                None,
            ),
            (
                "all_women_gone_in_a_month", 1, "line 49871",
                "UNAMID, staff_officers: 0 women of 88 people on 2021-01-31, after 27 of 100 on 2020-12-31; loaded as printed",
                None,
            ),
            ("missing_name", 1, "line 25044", "No country name is given; the ISO code BMU (Bermuda) decides", None),
            (
                "not_a_member_state", 1, "line 25044",
                "Bermuda (BMU) is not a Member State: 3 people in UNDOF, 2017-05-31", None,
            ),
        ]  # fmt: skip

    def test_july_2025_is_as_printed(self, real):
        def told(by):
            return dict(
                real.rows(
                    f"select {by}, sum(people_count)::bigint from mart.deployment_month where as_of = '2025-07-31' group by 1"
                )
            )

        total = (
            "select sum(people_count)::bigint, sum(women_count)::bigint, sum(men_count)::bigint, count(distinct iso3)"
        )
        found = real.rows(total + " from mart.deployment_month where as_of = '2025-07-31' and people_count > 0")
        assert found == [(61_127, 6_212, 54_915, 117)]
        assert told("personnel_type") == {
            "troops": 52_367, "formed_police_units": 4_312, "individual_police": 1_769,
            "staff_officers": 1_619, "experts_on_mission": 1_060,
        }  # fmt: skip
        missions = told("mission_code")
        largest = {"MINUSCA": 17_074, "UNMISS": 15_452, "MONUSCO": 11_629, "UNIFIL": 10_044}
        assert {code: missions[code] for code in largest} == largest
        assert sum(told("is_peacekeeping").values()) == 61_127
        assert told("is_peacekeeping")[True] == 59_913

    def test_any_row_leads_to_its_physical_line(self, real):
        lines = BUNDLED.read_text(encoding="utf-8-sig").split("\n")
        count = 98_403
        chosen = [0, count - 1, *random.Random(1).sample(range(count), 200)]
        rows = real.rows(
            "select line, iso3, mission_code, spelling, women_count, men_count, cast(as_of as varchar)"
            " from (select *, row_number() over (order by line) - 1 as place from mart.deployment_month where sheet is null)"
            " join mart.personnel_type using (personnel_type) where list_contains($chosen, place)",
            {"chosen": chosen},
        )
        assert len(rows) == len(set(chosen))
        for line, *told in rows:
            _, iso3, _, _, mission, kind, women, men, day = next(csv.reader([lines[line - 1].rstrip("\r")]))
            assert told == [iso3, mission, kind, int(women), int(men), day]

    def test_a_second_build_publishes_nothing_new(self, real):
        before = (settings.pointer_file().stat().st_mtime_ns, publish.published())
        again = real.build()
        assert again == real.answer | {"published": False}
        assert (settings.pointer_file().stat().st_mtime_ns, publish.published()) == before

    def test_both_audiences_hold_the_same_open_figures(self, real):
        figure = "select count(*), sum(people_count)::bigint from mart.deployment_month"
        assert real.rows(figure) == real.rows(figure, audience="restricted")
        assert real.rows("select * exclude (built_at) from meta.build") == [
            (real.answer["data_version"], settings.SCHEMA_VERSION, "public", "open")
        ]
        passed = [sentence for (sentence,) in real.rows("select sentence from meta.check_passed")]
        assert sorted(passed) == sorted([*checks.sentences(), apart.PASSED])


def test_the_same_inputs_in_any_order_give_the_same_version_and_contents(tmp_path, monkeypatch):
    data = small_data(tmp_path / "data")
    files = {
        "a.csv": [record(1, 10), record(2, 20, kind="Staff Officer"), record(-1, 5, mission="UNIFIL")],
        "b.csv": [record(1, 10), record(3, 30, kind="Staff Officer"), record(iso3="ZZZ", name="Atlantis")],
        "c.csv": [record(1, 11), record(9, 9, mission="UNTSO", name="Islands of Fiji")],
    }
    told = []
    for place, order in enumerate((["a.csv", "b.csv", "c.csv"], ["c.csv", "a.csv", "b.csv"])):
        site = Site(tmp_path, monkeypatch, data=data, work=f"work-{place}")
        for name in order:
            site.drop(name, files[name])
        answer = site.build()
        told.append((answer, site.contents()))
    assert told[0] == told[1]
    assert len(told[0][1]["meta.finding"]) == 4  # three superseded, one new spelling


def test_a_changed_input_decision_or_list_changes_the_version(site):
    seen = {site.receive()}
    path = site.drop("a.csv", [record()])
    seen.add(site.receive())
    path.write_text(csv_text([record(4)]))
    seen.add(site.receive())
    missing = site.data / "reference" / "missing_month.csv"
    missing.write_text(missing.read_text() + "2026-01-31,made up,test\n")
    seen.add(site.build()["data_version"])
    assert len(seen) == 4 and site.receive() in seen
    # The same bytes under another name are the same input.
    path.rename(path.with_name("z.csv"))
    assert site.build()["published"] is False


def test_dropped_files_add_to_the_bundled_one(site):
    before = site.rows("select count(*) from mart.deployment_month", version=site.build()["data_version"])[0][0]
    site.drop("new.csv", [record(1, 2), record(3, 4, as_of="2024-02-29")])
    answer = site.build()
    assert [file["file"] for file in answer["files"]] == ["small.csv", "new.csv"]
    assert site.rows("select count(*) from mart.deployment_month") == [(before + 2,)]
    assert site.file(answer, "new.csv")["as_of"] == "2024-02-29"
    (site.work / "inbox" / "deployments" / "new.csv").unlink()
    assert len(site.build()["files"]) == 1
    assert site.rows("select count(*) from mart.deployment_month") == [(before,)]


def test_equal_rows_of_two_files_count_once_and_the_earlier_stays(site):
    site.drop("b-first.csv", [record(1, 10), record(5, 50, kind="Staff Officer")])
    site.receive()
    site.drop("a-second.csv", [record(1, 10)])
    answer = site.build()
    assert (site.file(answer, "b-first.csv")["loaded"], site.file(answer, "a-second.csv")["repeated"]) == (2, 1)
    assert len(site.mart("b-first.csv")) == 2
    assert site.rows("select * from meta.finding where finding = 'superseded'") == []


def test_of_different_rows_the_later_received_wins_whatever_the_files_times_say(site):
    site.drop("z-first.csv", [record(0, 0, mission="UNTSO"), record(1, 10)])
    site.receive()
    later = site.drop("a-second.csv", [record(2, 20)])
    os.utime(later, (0, 0))  # copied with an old time: receipt counts, not mtime
    answer = site.build()
    assert site.figure() == (2, 20)
    assert site.file(answer, "z-first.csv")["superseded"] == 1
    noted = site.rows(
        "select old.name, place, new.name, other_place, detail from meta.finding"
        " join meta.file as old on old.file_id = finding.file_id join meta.file as new on new.file_id = other_file_id"
        " where finding = 'superseded'"
    )
    assert [row[:4] for row in noted] == [("z-first.csv", "line 3", "a-second.csv", "line 2")]
    assert "women_count 1, men_count 10" in noted[0][4]
    assert "women_count 2, men_count 20" in noted[0][4]
    # Received again under its old name and a new time, the first file is still the first.
    os.utime(site.work / "inbox" / "deployments" / "z-first.csv")
    site.build()
    assert site.figure() == (2, 20)


def test_a_download_revises_the_bundled_file(site):
    site.build()
    iso3, women, men = site.rows(
        "select iso3, women_count, men_count from mart.deployment_month"
        " where as_of = '2025-07-31' and mission_code = 'UNDOF' and personnel_type = 'troops' order by line limit 1"
    )[0]
    m49, name = site.rows("select m49::varchar, name from mart.country where iso3 = ?", [iso3])[0]
    site.drop("revised.csv", [record(women + 1, men, iso3=iso3, m49=m49, name=name, as_of="2025-07-31")])
    answer = site.build()
    assert site.figure(iso3, as_of="2025-07-31") == (women + 1, men)
    assert site.file(answer, "small.csv")["superseded"] == 1


def test_a_value_revised_and_revised_back_names_the_later_file(site):
    """1 in the first file, 2 in the second, 1 in the third: the second is superseded by the third, not by the first."""
    for name, women in (("a.csv", 1), ("b.csv", 2), ("c.csv", 1)):
        site.drop(name, csv_text([record(women, 10)]) + "\n" * (name == "c.csv"))  # else its bytes are the first file's
        site.receive()
    answer = site.build()
    assert site.figure() == (1, 10)
    outcome = {file["file"]: (file["loaded"], file["repeated"], file["superseded"]) for file in answer["files"][1:]}
    assert outcome == {"a.csv": (1, 0, 0), "b.csv": (0, 0, 1), "c.csv": (0, 1, 0)}
    named = "select old.name, new.name from meta.finding join meta.file as old using (file_id)"
    named += " join meta.file as new on new.file_id = other_file_id where finding = 'superseded'"
    assert site.rows(named) == [("b.csv", "c.csv")]


def test_a_superseded_row_has_one_finding_each(site):
    for name, women in (("a.csv", 1), ("b.csv", 2), ("c.csv", 3)):
        site.drop(name, [record(women, 10)])
        site.receive()
    site.drop("d.csv", [record(3, 10)])
    site.build()
    named = "select old.name, new.name from meta.finding join meta.file as old using (file_id)"
    named += " join meta.file as new on new.file_id = other_file_id where finding = 'superseded' order by 1"
    assert site.rows(named) == [("a.csv", "c.csv"), ("b.csv", "c.csv")]


def test_twice_within_a_file_is_repeated_or_a_conflict_and_a_conflict_leaves_the_earlier_download(site):
    site.drop("a.csv", [record(1, 10), record(1, 10), record(7, 7, kind="Staff Officer")])
    answer = site.build()
    assert (site.file(answer, "a.csv")["loaded"], site.file(answer, "a.csv")["repeated"]) == (2, 1)
    assert site.rows(
        "select line from mart.deployment_month where women_count = 1 and men_count = 10 and iso3 = 'FJI'"
    ) == [(2,)]
    site.drop("b.csv", [record(2, 10), record(3, 10)])
    answer = site.build()
    assert site.file(answer, "b.csv")["quarantined"] == 2
    assert site.figure() == (1, 10)
    aside = site.rows(
        "select place, reason, detail from meta.quarantine where reason = 'conflict_in_file' order by place"
    )
    assert [row[:2] for row in aside] == [("line 2", "conflict_in_file"), ("line 3", "conflict_in_file")]
    assert "women_count 2, men_count 10" in aside[0][2]


def test_json_prints_one_object_and_nothing_else(site, capsys):
    site.drop("a.csv", [record(), record(-1)])
    for again in range(2):
        assert main(["build", "--json"]) == 0
        out, err = capsys.readouterr()
        told = json.loads(out)
        assert err == ""
        assert told["data_version"] == publish.current()
        assert told["published"] is (again == 0)
        assert set(told["files"][1]) == {
            "file", "source", "sha256", "read", "loaded", "quarantined", "repeated", "superseded", "not_data", "as_of",
        }  # fmt: skip
        assert (told["files"][1]["read"], told["files"][1]["quarantined"]) == (2, 1)
    site.drop("b.csv", "nothing")
    assert main(["build", "--json"]) == 1
    out = capsys.readouterr().out
    (told,) = json.loads(out)["refused"]
    assert told["file"] == "b.csv" and list(told) == ["file", "source", "where", "what", "expected", "do"]
    assert main(["build", "--json", "--lenient"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(out) | {"published": False}


def test_a_file_of_headings_alone_loads_nothing(site):
    site.drop("heads.csv", csv_text([]))
    told = site.file(site.build(), "heads.csv")
    assert (told["read"], told["loaded"], told["as_of"]) == (0, 0, None)
