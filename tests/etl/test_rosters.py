"""Exports of the roster: ten battered ones read as expected, every row and cell accounted for, nothing of them in the open file."""

import csv
import datetime as dt
import gzip
import json

import openpyxl
import pytest

from etl import contract, settings
from etl.__main__ import main
from etl.build import intake, publish, raw
from etl.build.rosters import Rosters
from etl.readers.roster.model import FIELDS
from etl.readers.roster.words import Words
from tests.support.etl_fixtures import ROOT, Site, csv_text, lean, reading, zip_bytes
from tests.support.pledge_forms import know_states

FILES = ROOT / "tests" / "files" / "rosters"
NAMES = sorted(path.name for path in FILES.iterdir() if path.suffix in (".xlsx", ".csv"))
STATES = [f"QM{letter}" for letter in "ABCDEFGHIJKLXYZ"]
HEAD = ("pledge_id", "state", "component", "capability", "strength", "women_in_unit", "level", "status")
CANARY = "QMB-CANARY-4C1F"
NOW = dt.datetime(2026, 11, 20)


def row(name="QMB-1", state="QMB", strength=180, women=27, level="Level 2", status="available"):
    return [name, state, "military", "qrf_company", strength, women, level, status]


def expected(name: str) -> dict:
    return json.loads((FILES / f"{name.rpartition('.')[0]}.expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def battered(tmp_path_factory):
    """A site that has loaded all ten files, and its build's answer."""
    with pytest.MonkeyPatch.context() as patch:
        site = Site(tmp_path_factory.mktemp("battered"), patch)
        know_states(site.data, *STATES)
        for name in NAMES:
            site.drop(name, (FILES / name).read_bytes(), "pcrs_roster")
        yield site, site.build()


def of_file(site, name: str, sql: str) -> list[tuple]:
    return site.rows(f"select {sql}", [name], audience="restricted")


def units_of(site, name: str) -> dict[str, dict]:
    """Return what the marts hold of a file, as the expectations say it: without what is null or empty."""
    columns = ", ".join(
        f"cast(u.{field} as varchar)" if field.endswith(("date", "from", "to")) or field.startswith(("date", "last")) else f"u.{field}"
        for field in FIELDS
    )  # fmt: skip
    rows = of_file(site, name, f"{columns} from mart.roster_unit u join meta.file f using (file_id) where f.name = ?")
    units = {line[0]: {k: v for k, v in zip(FIELDS[1:], line[1:], strict=True) if v is not None} for line in rows}
    for table, key, values in (
        ("roster_slot", "slots", "p.iso3, cast(p.slot_from as varchar), cast(p.slot_to as varchar)"),
        ("roster_partner", "partners", "p.iso3, p.role"),
        ("roster_equipment", "equipment", "p.tag, p.item_count"),
    ):
        more = of_file(
            site, name,
            f"p.unit_id, {values} from mart.{table} p join mart.roster_unit u using (export_on, unit_id)"
            " join meta.file f using (file_id) where f.name = ? order by p.unit_id, 2 nulls last, 3",
        )  # fmt: skip
        for unit_id, *value in more:
            units[unit_id].setdefault(key, []).append(value)
    return units


def filled_cells(path) -> int:
    """Count the cells that hold anything, by another reader."""
    if path.suffix == ".csv":
        return sum(1 for line in csv_rows(path) for cell in line if cell.strip())
    book = openpyxl.load_workbook(path)
    return sum(1 for sheet in book for line in sheet.iter_rows() for cell in line if cell.value not in (None, ""))


def csv_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle, delimiter=";"))


def test_there_are_ten():
    assert len(NAMES) == 10


@pytest.mark.parametrize("name", NAMES)
def test_a_battered_roster_is_read_as_expected(battered, name):
    site, answer = battered
    outcome, file = expected(name), site.file(answer, name)
    wanted = {unit: {k: v for k, v in values.items() if v is not None} for unit, values in outcome["units"].items()}
    assert units_of(site, name) == wanted
    aside = of_file(site, name, "place, reason from meta.quarantine join meta.file using (file_id) where name = ?")
    assert dict(aside) == outcome["aside"]
    assert len(aside) == len(outcome["aside"])
    noted = of_file(
        site, name, "finding, place, detail from meta.finding join meta.file using (file_id) where name = ?"
    )
    unread = {
        place: detail.split(": ")[1].replace(" ", "_") for code, place, detail in noted if code == "cell_not_read"
    }
    assert unread == outcome["not_read"]
    assert sorted(pair[:2] for pair in noted if pair[0] != "cell_not_read") == [
        tuple(pair) for pair in outcome["findings"]
    ]
    assert {key: file[key] for key in outcome["rows"]} == outcome["rows"]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_accounted_for(battered, name):
    site, _ = battered
    roster = contract.find("pcrs_roster")
    path = site.work / "inbox" / "pcrs_roster" / name
    drop = next(d for d in intake.receive([(roster, path, raw.shape(path).sha256)], NOW) if d.name == name)
    (reading,) = Rosters({1: drop}).readings.values()
    assert reading.cells["read"] == filled_cells(path)
    assert sum(reading.cells.values()) == 2 * reading.cells["read"]
    assert sum(reading.rows.values()) + len(reading.units) == 2 * reading.rows["read"]


def test_what_is_set_aside_keeps_its_row_and_says_why(battered):
    site, _ = battered
    rows = site.rows(
        "select reason, detail, raw, cast(quarantine.as_of as varchar), iso3 from meta.quarantine join meta.file using (file_id)"
        " where source = 'pcrs_roster'",
        audience="restricted",
    )
    assert rows
    for _, detail, raw_row, as_of, _ in rows:
        assert detail and as_of == "2026-06-30"
        assert json.loads(raw_row)


def test_nothing_of_a_roster_is_in_the_open_database(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    rows = [row(CANARY), row(f"{CANARY}-2", strength="about 180")]
    site.drop("PCRS-ROSTER_2026-06-30.csv", csv_text(rows, HEAD), "pcrs_roster")
    site.build()
    held = {}
    for audience in ("open", "restricted"):
        path = settings.database_file(publish.current(), "public", audience)
        with reading(path) as con:
            tables = con.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            held[audience] = CANARY.encode() in path.read_bytes() or any(
                CANARY in str(con.execute(f"select * from {schema}.{table}").fetchall()) for schema, table in tables
            )
            assert any(table.startswith("roster") for _, table in tables) == (audience == "restricted")
    assert held == {"open": False, "restricted": True}
    assert site.rows("select * from meta.file where source = 'pcrs_roster'") == []


def test_exports_stand_side_by_side_and_the_latest_is_the_newest(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    for day, level in (("2026-03-31", "Level 1"), ("2026-06-30", "Level 2")):
        site.drop(f"PCRS-ROSTER_{day}.csv", csv_text([row(level=level), row("QMB-2")], HEAD), "pcrs_roster")
    site.drop("again_2026-06-30.csv", csv_text([row(level="Level 2"), row("QMB-2")], HEAD), "pcrs_roster")
    answer = site.build()
    # The same bytes of the same day are repeated, whatever they are called.
    assert sorted(file["repeated"] for file in answer["files"] if file["source"] == "pcrs_roster") == [0, 0, 2]
    got = site.rows(
        "select cast(export_on as varchar), is_newest, unit_id, level from mart.roster_unit order by 1, 3",
        audience="restricted",
    )
    assert got == [
        ("2026-03-31", False, "QMB-1", "level_1"), ("2026-03-31", False, "QMB-2", "level_2"),
        ("2026-06-30", True, "QMB-1", "level_2"), ("2026-06-30", True, "QMB-2", "level_2"),
    ]  # fmt: skip
    site.drop("corrected_2026-06-30.csv", csv_text([row(level="RDL")], HEAD), "pcrs_roster")
    answer = site.build()
    assert (
        site.file(answer, "PCRS-ROSTER_2026-06-30.csv")["superseded"] == 1
        or site.file(answer, "again_2026-06-30.csv")["superseded"] == 1
    )
    newest = site.rows("select unit_id, level from mart.roster_unit where is_newest order by 1", audience="restricted")
    assert newest == [("QMB-1", "rdl"), ("QMB-2", "level_2")]
    assert site.build()["published"] is False


REFUSED = {
    "damaged_2026-06-30.xlsx": (b"PK\3\4 no workbook", "whole file"),
    "old_2026-06-30.xls": (b"old", "file name"),
    "latin_2026-06-30.csv": (b"pledge_id;state\nQMB-1;\x81\xe9", "line 2"),
    "other_2026-06-30.csv": (b"a,b,c,d\n1,2,3,4\n", "whole file"),
    "future_2036-06-30.csv": (csv_text([row()], HEAD).encode(), "its name"),
    "archive_2026-06-30.zip": (
        zip_bytes({"roster_2026-03-31.csv": csv_text([row()], HEAD).encode()}),
        "roster_2026-03-31.csv",
    ),
}


def test_a_refused_file_is_a_finding_and_stops_nothing(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    site.drop("good_2026-06-30.csv", csv_text([row()], HEAD), "pcrs_roster")
    for name, (content, _) in REFUSED.items():
        site.drop(name, content, "pcrs_roster")
    answer = site.build()
    assert site.file(answer, "good_2026-06-30.csv")["loaded"] == 1
    findings = site.rows(
        "select name, finding, place, detail from meta.finding join meta.file using (file_id) where source = 'pcrs_roster'",
        audience="restricted",
    )
    assert {name: place for name, _, place, _ in findings} == {name: place for name, (_, place) in REFUSED.items()}
    assert all(finding == "file_refused" and detail for _, finding, _, detail in findings)
    (archive,) = [detail for name, *_, detail in findings if name.startswith("archive")]
    assert "says 2026-03-31" in archive
    for name in REFUSED:
        assert site.file(answer, name)["read"] == 0


PEOPLE = {
    "mail": ([*row("QMB-2"), "x", "ada.canary@example.org"], [*HEAD, "note", ""], "J"),
    "rank": ([*row("QMB-3"), "Lt Col A. Canary"], [*HEAD, "remark"], "I"),
    "passport": ([*row("QMB-4"), ""], [*HEAD, "Passport No."], "I"),
    "phone": ([*row("QMB-5"), "+41 22 555 01 99"], [*HEAD, "remark"], "I"),
    "french": ([*row("QMB-6"), "Canary"], [*HEAD, "Nom et prénom"], "I"),
}


def test_a_column_that_names_people_is_left_out_by_its_place_and_the_file_loads(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    for name, (line, heads, _) in PEOPLE.items():
        site.drop(f"{name}_2026-06-30.csv", csv_text([line], heads), "pcrs_roster")
    answer = site.build()
    assert all(site.file(answer, f"{name}_2026-06-30.csv")["loaded"] == 1 for name in PEOPLE)
    noted = site.rows(
        "select name, place, detail from meta.finding join meta.file using (file_id) where finding = 'column_left_out'",
        audience="restricted",
    )
    told = {name.partition("_")[0]: detail.partition(" is left out")[0] for name, _, detail in noted}
    assert told == {name: f"column {letters}" for name, (*_, letters) in PEOPLE.items()}
    place = settings.database_file(publish.current(), "public", "restricted")
    said = capsys.readouterr()
    assert b"canary" not in place.read_bytes().lower() and "canary" not in (said.out + said.err).lower()


def test_an_export_whose_name_says_no_day_is_refused_in_words(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    site.drop("roster.csv", csv_text([row()], HEAD), "pcrs_roster")
    ((_, (refused,))) = intake.sorted_out()
    assert "says no day" in refused["what"]


def test_the_template_is_filled_and_read_back(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB", "QMC", "QMD")
    path = tmp_path / "template.xlsx"
    assert main(["template", "pcrs_roster", "--to", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    source = contract.find("pcrs_roster")
    for place, (name, column) in enumerate(source.columns.items(), 1):
        # The example's days and states are those of an available unit but for the mission, which is that of a deployed one.
        value = {"state": "Member State QMB", "deployed_mission": None}.get(name, column.example)
        book["Data"].cell(2, place, value)
    filled = tmp_path / "PCRS-ROSTER_2026-10-31.xlsx"
    book.save(filled)
    site.drop(filled.name, filled.read_bytes(), "pcrs_roster")
    value = site.file(site.build(), filled.name)
    assert (value["loaded"], value["quarantined"]) == (1, 0)
    (unit,) = site.rows(f"select {', '.join(FIELDS)} from mart.roster_unit", audience="restricted")
    assert [name for name, value in zip(FIELDS, unit, strict=True) if value is None] == ["deployed_mission", "not_read"]
    capsys.readouterr()
    assert main(["check", "--json", str(filled)]) == 0
    answer = json.loads(capsys.readouterr().out)["files"][0]
    assert (answer["source"], answer["loaded"], answer["as_of"]) == ("pcrs_roster", 1, "2026-10-31")


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory):
    """A site that knows the states and has loaded nothing."""
    with pytest.MonkeyPatch.context() as patch:
        site = Site(tmp_path_factory.mktemp("unbuilt"), patch)
        know_states(site.data, *STATES)
        return site


@pytest.mark.parametrize("name", lean(NAMES, NAMES[0], NAMES[6]))
def test_check_knows_a_battered_roster_by_its_headings(unbuilt, monkeypatch, capsys, name):
    monkeypatch.setenv("LEDGER_DATA", str(unbuilt.data))
    monkeypatch.setenv("LEDGER_WORK", str(unbuilt.work))
    outcome = expected(name)
    code = main(["check", "--json", str(FILES / name)])
    (answer,) = json.loads(capsys.readouterr().out)["files"]
    assert code == 0
    assert (answer["source"], answer["dataset"], answer["known_by"]) == ("pcrs_roster", "PCRS-ROSTER", "its headings")
    assert {line["place"]: line["reason"] for line in answer["set_aside"]} == outcome["aside"]
    assert [cell["reason"] for cell in answer["not_read"]] == list(outcome["not_read"].values())
    assert "canary" not in json.dumps(answer).casefold()
    assert answer["loaded"] == len(outcome["units"])
    assert publish.current() is None
    if name == NAMES[0]:
        assert main(["check", str(FILES / name)]) == 0
        assert f"{name} is PCRS-ROSTER (source pcrs_roster)" in capsys.readouterr().out


def test_what_is_unusual_is_loaded_as_printed_and_noted(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    lines = "edition_date,line_id,mission,capability,quantity\n2026-06-30,l-001,UNMISS,qrf_company,2\n"
    site.drop("lines.csv", lines, "mission_lines")
    head = [*HEAD, "requirement_line"]
    rows = [
        [*row("REG", level="Registered"), "L-001"],  # a unit, which has a level or is none
        [*row("IND"), "L-999"],  # an individual at a level, for a line that no edition has
        [*row("ASK"), "UNI-QRF-01"],  # an ask of the guide
    ]
    rows[1][2] = "individual"
    site.drop("roster_2026-06-30.csv.gz", gzip.compress(csv_text(rows, head).encode()), "pcrs_roster")
    assert site.file(site.build(), "roster_2026-06-30.csv.gz")["loaded"] == 3
    noted = site.rows(
        "select finding, detail from meta.finding where finding like 'l%' order by all", audience="restricted"
    )
    assert [(code, detail.split(":")[0].split(" ")[0]) for code, detail in noted] == [
        ("level_unusual", "IND"), ("level_unusual", "REG"), ("line_unknown", "IND"),
    ]  # fmt: skip


def test_real_states_and_invented_ones_are_known_in_their_own_world_only(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    own = site.data / "exercise" / "reference"
    own.mkdir(parents=True)
    real = (site.data / "reference" / "country.csv").read_text(encoding="utf-8").splitlines()[0]
    names = real.split(",")
    country = {"iso3": "QMB", "name": "Member State QMB", "is_member_state": "true"}
    (own / "country.csv").write_text(
        real + "\n" + ",".join(country.get(name, "") for name in names) + "\n", encoding="utf-8"
    )
    assert (Words().state("Kenya"), Words().state("Member State QMB"), Words().state("QMB")) == ({"KEN"}, set(), set())
    with settings.using("exercise"):
        assert (Words().state("Kenya"), Words().state("KEN"), Words().state("member state qmb")) == (
            set(),
            set(),
            {"QMB"},
        )
