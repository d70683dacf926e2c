"""The police file has the headings of the monthly file: told apart, never by guess; compared with it, never added."""

import csv
import json
import random
from collections import Counter, defaultdict

import pytest

import queries
from etl import contract
from etl.__main__ import main
from etl.build import intake
from tests.support.etl_fixtures import BUNDLED, ROOT, Site, csv_text, lean, record, xlsx_bytes, zip_bytes
from tests.support.sheets import MONTHLY_FAULTS as MONTHLY

FILE = ROOT / "tests" / "files" / "police" / "dpo-uhistoricalpol.csv"
POLICE = {"Individual Police": "individual_police", "Formed Police Units": "formed_police_units"}


def police(women=3, men=9, kind="Individual Police", **more):
    return record(women, men, kind=kind, **more)


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


ONLY_POLICE = csv_text([police(), police(0, 0, kind="Formed Police Units")])
MIXED = csv_text([police(), record(), record(kind="Staff Officer")])


class TestToldApart:
    @pytest.mark.parametrize(
        "name", ["dpo-uhistoricalpol.csv", "DPO-UHISTORICALPOL_2026-11-24.csv", "my uhistoricalpol 2.csv"]
    )
    def test_by_the_data_set_in_its_name(self, site, tmp_path, capsys, name):
        path = tmp_path / name
        path.write_text(ONLY_POLICE)
        assert main(["check", str(path)]) == 0
        said = capsys.readouterr().out
        assert "is DPO-UHISTORICALPOL (source police)" in said and "known by: its name" in said

    def test_by_the_name_of_the_file_in_an_archive(self, site, tmp_path, capsys):
        path = tmp_path / "download.zip"
        path.write_bytes(zip_bytes({"DPO-UHISTORICALPOL.csv": ONLY_POLICE.encode()}))
        assert main(["check", str(path)]) == 0
        assert "(source police)" in capsys.readouterr().out

    def test_by_its_folder_of_the_inbox(self, site, capsys):
        for source in ("police", "deployments"):
            path = site.drop("download.csv", ONLY_POLICE, source)
            assert main(["check", str(path)]) == 0
            said = capsys.readouterr().out
            assert f"(source {source})" in said and "known by: the folder it lies in" in said

    def test_by_what_the_user_says(self, site, tmp_path, capsys):
        path = tmp_path / "download.csv"
        path.write_text(ONLY_POLICE)
        for source in ("police", "deployments", "DPO-UHISTORICALPOL"):
            assert main(["check", "--source", source, str(path)]) == 0
            assert "known by: what you say" in capsys.readouterr().out

    def test_by_rows_that_the_police_file_never_gives(self, site, tmp_path, capsys):
        path = tmp_path / "download.csv"
        path.write_text(MIXED)
        assert main(["check", str(path)]) == 0
        said = capsys.readouterr().out
        assert "(source deployments)" in said and "known by: 2 of its 3 rows, which are not of police" in said

    def test_where_nothing_tells_it_asks(self, site, tmp_path, capsys):
        path = tmp_path / "download.csv"
        for text, count in (
            (ONLY_POLICE, "2 of its 2"),
            (csv_text([]), "0 of its 0"),
            (csv_text([police(kind="x")]), "0 of its 1"),
        ):
            path.write_text(text)
            assert main(["check", str(path)]) == 1
            said = capsys.readouterr().err
            assert (
                "it has the headings of DPO-UCHISTORICAL (source deployments) and of DPO-UHISTORICALPOL (source police)"
                in said
            )
            assert f"That {count} rows are of police, and none of other personnel, is no proof" in said
            assert "--source deployments or --source police" in said
        path = tmp_path / "DPO-UCHISTORICAL and DPO-UHISTORICALPOL.csv"
        path.write_text(ONLY_POLICE)
        assert main(["check", str(path)]) == 1

    @pytest.mark.parametrize(
        ("folder", "name", "said"),
        [
            ("deployments", "DPO-UHISTORICALPOL.csv", "DPO-UHISTORICALPOL"),
            ("DPO-UCHISTORICAL", "police-uhistoricalpol_2026-11-24.csv", "DPO-UHISTORICALPOL"),
            ("deployments", "dpo-uhistoricalpol/download.csv", "DPO-UHISTORICALPOL"),
            ("police", "dpo-uchistorical.csv", "DPO-UCHISTORICAL"),
            ("police", "DPO_UCHISTORICAL (1).xlsx", "DPO-UCHISTORICAL"),
        ],
    )
    def test_a_name_and_a_folder_that_disagree_are_refused_naming_both(self, site, capsys, folder, name, said):
        rows = [police()]
        path = site.drop(name, xlsx_bytes(rows) if name.endswith("xlsx") else csv_text(rows), folder)
        taken = contract.find(folder)
        words = f"says {said}, and the file is taken for {taken.dataset} (source {taken.name})"
        for command in (["check", str(path)], ["check", "--source", taken.name, str(path)]):
            assert main(command) == 1
            assert words in capsys.readouterr().err
        files, (refused,) = intake.sorted_out()
        assert not files and words in refused["what"]

    def test_an_archive_whose_file_says_the_other_is_refused_too(self, site):
        site.drop("download.zip", zip_bytes({"DPO-UHISTORICALPOL.csv": ONLY_POLICE.encode()}))
        (refused,) = site.build()["refused"]
        assert "says DPO-UHISTORICALPOL, and the file is taken for DPO-UCHISTORICAL" in refused["what"]

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("DPO-UCHISTORICAL", ["deployments"]),
            ("uchistorical2025.csv", ["deployments"]),
            ("DPO-UHISTORICALPOL", ["police"]),
            ("uchistoricalpol.csv", []),  # neither: not taken for the one whose letters it begins with
            ("dppadposs-pko.csv", ["missions"]),
            ("the pko file.csv", []),
            ("DPO-JCS-GPP_2026-11-24_2.json", ["gpp"]),
        ],
    )
    def test_data_sets_are_found_in_names_whole(self, name, found):
        assert [source.name for source in contract.named(name)] == found


def test_a_download_is_read_and_other_personnel_set_aside(site, capsys):
    assert main(["check", str(FILE)]) == 0
    assert "set aside, line 6: not_police: personnel type Troops" in capsys.readouterr().out
    site.drop(FILE.name, FILE.read_bytes(), "police")
    told = site.file(site.build(), FILE.name)
    assert (told["read"], told["loaded"], told["quarantined"], told["as_of"]) == (7, 5, 2, "2024-02-29")
    aside = site.rows("select place, reason, detail from meta.quarantine order by place")
    assert aside == [
        ("line 6", "not_police", "personnel type Troops"),
        ("line 7", "not_police", "personnel type Staff Officer"),
    ]
    # The month has no uniformed figure of its own: police is not one.
    assert queries.run("deployment_total", as_of="2024-01-31")["people_count"].isna().all()
    assert queries.run("parity_by_category", as_of="2024-01-31")["people_count"].isna().all()
    assert queries.run("set_aside", as_of="2024-01-31").empty


def test_every_fault_of_the_monthly_file_is_caught_here_too(site):
    """The two share their staging: the same faults, at the same places, for the same reasons."""
    kinds = ("Troops", "Formed Police Units", "Staff Officer", "Experts on Mission")
    planted = []
    for reason, row in MONTHLY:
        if reason != "known_misprint":
            planted.append((reason, [*row[:5], "Individual Police" if row[5] in kinds else row[5], *row[6:]]))
    planted += [("not_police", record(kind=kind)) for kind in ("Troops", "Experts on Mission", "staff officer")]
    site.drop("download.csv", csv_text([row for _, row in planted]), "police")
    told = site.file(site.build(), "download.csv")
    aside = site.rows(
        "select place, reason, raw from meta.quarantine join meta.file using (file_id) where source = 'police'"
    )
    assert {row[0]: row[1] for row in aside} == {f"line {n}": reason for n, (reason, _) in enumerate(planted, 2)}
    assert told["quarantined"] == len(planted) and told["loaded"] == 0
    assert all(json.loads(row[2])["personnel_type"] is not None or row[1] == "unknown_personnel_type" for row in aside)
    assert min(Counter(reason for reason, _ in planted).values()) >= 2


def findings(site) -> list[tuple]:
    return site.rows(
        "select finding, place, detail, other.name, other_place from meta.finding"
        " left join meta.file as other on other.file_id = other_file_id"
        " where finding like 'police%' order by finding, place, detail"
    )


def test_disagreements_are_findings_and_the_monthly_figures_stand(site):
    site.drop(
        "monthly.csv",
        [
            police(mission="UNMISS"),
            police(21, 120, kind="Formed Police Units", mission="MINUSCA"),  # 20 in the police file
            police(2, 5, mission="UNMIK"),  # not in the police file
            police(0, 0, mission="UNDOF"),  # nobody: the same as no row
            police(1, 1, mission="UNMISS", as_of="2024-03-31"),  # a month of which the police file says nothing
            record(7, 70),
        ],
    )
    before = site.build()
    assert findings(site) == []
    figures = queries.run("parity_by_category", as_of="2024-01-31")
    site.drop(FILE.name, FILE.read_bytes(), "police")
    answer = site.build()
    assert answer["data_version"] != before["data_version"]
    assert findings(site) == [
        (
            "police_figures_differ", "line 3",
            "MINUSCA, Fiji (FJI), Formed Police Units, 2024-01-31: 20 women and 120 men in the police file,"
            " 21 women and 120 men in the monthly file, whose figures are shown",
            "monthly.csv", "line 3",
        ),
        (
            "police_in_one_file_only", "line 2",
            "UNMIK, 2024-01-31: in the monthly file only 1 row of 7 people; shown are the figures of the monthly file",
            None, None,
        ),
        (
            "police_in_one_file_only", "line 2",
            "UNMISS, 2024-01-31: in the police file only 1 row of 15 people; shown are the figures of the monthly file",
            None, None,
        ),
    ]  # fmt: skip
    # 2024-02-29 is in the police file alone: there is nothing to compare. No figure of personnel has changed.
    assert queries.run("parity_by_category", as_of="2024-01-31").equals(figures)
    assert queries.run("months")["as_of"].dt.date.astype(str).tolist().count("2024-02-29") == 0
    assert len(queries.run("findings", source="police")) == 3


@pytest.mark.parametrize("seed", lean(range(3), 0))
def test_the_comparison_agrees_with_plain_python(seed, site):
    rng = random.Random(seed)
    sides = []
    for _ in range(2):
        rows = {}
        for _ in range(60):
            key = (
                rng.choice(["2024-01-31", "2024-02-29", "2024-03-31"]),
                rng.choice(["UNMISS", "MINUSCA", "UNMIK"]),
                rng.choice([("FJI", "242", "Fiji"), ("KEN", "404", "Kenya"), ("IND", "356", "India")]),
                rng.choice(list(POLICE)),
            )
            rows[key] = (rng.randint(0, 2), rng.randint(0, 2))
        sides.append(rows)
    monthly, of_police = sides
    of_police = {key: value for key, value in of_police.items() if key[0] != "2024-03-31" or seed}
    for source, rows in (("deployments", monthly), ("police", of_police)):
        made = [
            police(*value, kind, iso3=iso3, m49=m49, name=name, mission=mission, as_of=day)
            for (day, mission, (iso3, m49, name), kind), value in rows.items()
        ]
        site.drop("download.csv", csv_text(made), source)
    site.build()
    differ = {key for key in monthly if key in of_police and monthly[key] != of_police[key]}
    told = findings(site)
    assert len([row for row in told if row[0] == "police_figures_differ"]) == len(differ)
    months = {key[0] for key in monthly} & {key[0] for key in of_police}
    apart = defaultdict(lambda: [0, 0, 0, 0])
    for here, (mine, other) in enumerate(((of_police, monthly), (monthly, of_police))):
        for key, value in mine.items():
            if key not in other and key[0] in months and sum(value):
                apart[key[1], key[0]][2 * here] += 1
                apart[key[1], key[0]][2 * here + 1] += sum(value)
    want = set()
    for (mission, day), counts in apart.items():
        parts = [
            f"in the {which} file only {rows} row{'' if rows == 1 else 's'} of {people} people"
            for which, rows, people in (("police", *counts[:2]), ("monthly", *counts[2:]))
            if rows
        ]
        want.add(f"{mission}, {day}: {'; '.join(parts)}; shown are the figures of the monthly file")
    assert {row[2] for row in told if row[0] == "police_in_one_file_only"} == want


def test_the_real_police_of_the_bundled_file_is_no_disagreement_and_never_a_sum(site):
    """Of its last two months, which is all that the file of police speaks of."""
    with BUNDLED.open(encoding="utf-8-sig", newline="") as handle:
        real = [row for row in csv.reader(handle) if row[8] in ("2025-06-30", "2025-07-31")]
    (site.data / "bundled" / "deployments" / "small.csv").write_text(csv_text(real), encoding="utf-8")
    made = [row for row in real if row[5] in POLICE]
    site.drop("uhistoricalpol.csv", csv_text(made), "police")
    assert site.file(site.build(), "uhistoricalpol.csv")["loaded"] == len(made) > 300
    assert findings(site) == []
    total = queries.run("deployment_total", as_of="2025-07-31")
    assert total[["women_count", "people_count"]].to_numpy().tolist() == [[6212, 61127]]
    parity = queries.run("parity_by_category", as_of="2025-07-31").set_index("category")["people_count"]
    assert parity[["individual_police_officers", "formed_police_units"]].tolist() == [1769, 4312]
