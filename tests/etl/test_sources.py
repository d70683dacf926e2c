"""Declarations: what follows from them (check, template, what is open), and that a careless one is refused or closed."""

import json
import shutil

import openpyxl
import pytest

from etl import contract, settings, template
from etl.__main__ import main
from etl.build import publish
from tests.support.etl_fixtures import HEADINGS, MISSION_HEADINGS, Site, csv_text, reading, record


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


NEEDED = """
title = "T"
dataset = "TEST-SET"
producer = "P"
url = "https://example.org"
licence = "L"
published = "monthly"
grain = "one row per thing"
bundled = false
key = ["thing"]
values = ["size"]
mart = "thing"
as_of = "thing"
[columns.thing]
theirs = ["Thing"]
type = "VARCHAR"
[columns.size]
theirs = ["Size", "How_Big"]
type = "INTEGER"
optional = true
"""


def declared(tmp_path, text):
    path = tmp_path / "things" / "source.toml"
    path.parent.mkdir()
    path.write_text(text)
    return contract.load(path)


def test_every_folder_of_the_sources_is_a_source_declared_in_full():
    known = contract.sources()
    assert set(known) == {
        path.name for path in contract.SOURCES.iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert len({source.dataset for source in known.values()}) == len(known) == len({s.mart for s in known.values()})
    for source in known.values():
        for field in ("title", "producer", "url", "licence", "published", "grain", "note"):
            assert getattr(source, field), (source.name, field)
        if source.licence.startswith("Not public"):
            assert source.audience == "restricted", source.name
        for name, column in source.columns.items():
            assert column.about, (source.name, name)
            assert column.audience == "restricted" or source.audience == "open", (source.name, name)
        for place in [
            *source.codes.values(),
            *(c.choices for c in source.columns.values() if isinstance(c.choices, str)),
        ]:
            table, heading = place.split(".") if place else (None, None)
            if place:
                with settings.reference_file(table).open(encoding="utf-8") as handle:
                    assert heading in handle.readline().strip().split(","), (source.name, place)
    assert known["deployments"].freshness == contract.Freshness(30, 44, 60)
    assert known["deployments"].bundled
    assert known["deployments"].received
    optional = {name for name, column in known["deployments"].columns.items() if column.optional}
    assert optional == {"contribution_id", "m49", "people_count"}


@pytest.mark.parametrize(("name", "headings"), [("deployments", HEADINGS), ("missions", MISSION_HEADINGS)])
def test_headings_are_found_in_any_order_and_spelling(name, headings):
    source = contract.find(name)
    turned = [f" \ufeff{heading.upper()} ".replace("_", "-") for heading in reversed(headings)] + ["more", "", ""]
    places, wrong = contract.pick_columns(source, turned)
    assert wrong == []
    assert sorted(places.values()) == list(range(len(headings)))
    for ours, place in places.items():
        assert contract.fold(turned[place]) in {contract.fold(theirs) for theirs in source.columns[ours].theirs}


def test_what_is_undeclared_is_restricted(tmp_path):
    source = declared(tmp_path, NEEDED)
    assert source.audience == "restricted"
    assert {column.audience for column in source.columns.values()} == {"restricted"}


def test_an_older_heading_is_known_and_two_of_them_are_too_many(tmp_path):
    source = declared(tmp_path, NEEDED)
    assert contract.pick_columns(source, ["how big", "thing"]) == ({"thing": 1, "size": 0}, [])
    assert contract.pick_columns(source, ["thing"]) == ({"thing": 0}, [])
    assert contract.pick_columns(source, ["Size", "How_Big", "Thing"])[1] == ["Size or How_Big stands 2 times"]
    assert contract.pick_columns(source, ["Size"])[1] == ["Thing is missing"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "T"\n', "", "title"),
        ('title = "T"', 'titel = "T"', "titel"),
        ('type = "VARCHAR"', 'type = "TEXT"', "column thing needs"),
        ('theirs = ["Thing"]', "theirs = []", "column thing needs"),
        ('type = "VARCHAR"', 'type = "VARCHAR"\naudience = "everyone"', "column thing needs"),
        ('type = "VARCHAR"', 'type = "VARCHAR"\ncolour = "blue"', "colour"),
        ('key = ["thing"]', 'key = ["thing", "place"]', "place"),
        ('values = ["size"]', 'values = ["weight"]', "weight"),
        ("bundled = false", 'bundled = false\naudience = "opne"', "audience"),
    ],
)
def test_a_wrong_declaration_is_refused_by_name(tmp_path, old, new, words):
    assert old in NEEDED
    with pytest.raises(ValueError, match=words):
        declared(tmp_path, NEEDED.replace(old, new, 1))


def test_a_source_is_found_by_either_name():
    for name in ("deployments", "Deployments", "DPO-UCHISTORICAL", "dpo uchistorical"):
        assert contract.find(name).name == "deployments"
    with pytest.raises(ValueError, match="Known sources: .*deployments"):
        contract.find("rainfall")


def test_check_tells_what_a_file_is_without_loading_it(site, tmp_path, capsys):
    path = tmp_path / "mine.csv"
    path.write_text(
        csv_text([record(), record(-1, 5, kind="Staff Officer"), record(name="Islands of Fiji", mission="UNTSO")])
    )
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "mine.csv is DPO-UCHISTORICAL (source deployments)" in told
    assert "isocode3 -> iso3" in told
    assert "3 read, 2 loaded, 1 quarantined" in told
    assert "set aside, line 3: negative_count: women -1" in told
    assert "noted, line 4: Islands of Fiji is a new spelling" in told
    assert publish.current() is None
    assert not settings.build_dir().exists()
    assert main(["check", "--json", str(path)]) == 0
    answer = json.loads(capsys.readouterr().out)["files"][0]
    assert answer["set_aside"][0]["place"] == "line 3"
    assert [column["ours"] for column in answer["columns"]][:3] == ["contribution_id", "iso3", "m49"]


def test_check_of_a_good_an_unknown_and_a_missing_file(site, tmp_path, capsys):
    good = tmp_path / "good.csv"
    good.write_text(csv_text([record()]))
    assert main(["check", str(good)]) == 0
    assert "1 read, 1 loaded, 0 quarantined" in capsys.readouterr().out
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("mission_acronym,rainfall\nUNDOF,3\n")
    assert main(["check", str(unknown)]) == 1
    told = capsys.readouterr().err
    assert "no row has the headings of a known source" in told
    assert "for DPO-UCHISTORICAL isocode3 is missing" in told
    assert main(["check", str(tmp_path / "absent.csv")]) == 1
    assert "is not a file" in capsys.readouterr().err
    assert main(["check", str(good), "--source", "rainfall"]) == 1
    assert "Known sources: air_assets" in capsys.readouterr().err


def filled_template(path, source, rows):
    """Fill a template as a user would, from its second row, and save it."""
    book = openpyxl.load_workbook(path)
    for place, row in enumerate(rows, 2):
        for column, cell in enumerate(row, 1):
            book["Data"].cell(place, column, cell)
    return book


def test_the_template_has_headings_units_examples_and_lists(site, tmp_path, capsys):
    path = tmp_path / "template.xlsx"
    assert main(["template", "deployments", "--to", str(path)]) == 0
    source = contract.find("deployments")
    book = openpyxl.load_workbook(path)
    assert tuple(cell.value for cell in book["Data"][1]) == (*HEADINGS, "total_personnel")
    about = {row[0]: row for row in book["About"].iter_rows(min_row=2, values_only=True) if row[0]}
    for column in source.columns.values():
        _, unit, needed, meaning, example = about[column.theirs[0]][:5]
        assert (unit or "", meaning, str(example)) == (column.unit, column.about, column.example)
        assert needed == ("optional" if column.optional else "needed")
    rules = {str(rule.sqref): rule.formula1 for rule in book["Data"].data_validations.dataValidation}
    assert set(rules) == {"B2:B1000", "E2:E1000", "F2:F1000"}
    reach = rules["F2:F1000"].replace("$", "").removeprefix("Choices!")
    kinds = [cell.value for (cell,) in book["Choices"][reach]]
    assert kinds == ["Troops", "Formed Police Units", "Individual Police", "Experts on Mission", "Staff Officer"]
    assert main(["template", "rainfall"]) == 1
    assert "is not a source" in capsys.readouterr().err


# Columns whose lists are names of codes, and the column that tells their rows apart.
NAMED = {"mission_lines": ("capability", "line_id"), "officers": ("profile", "post")}


def test_every_filled_template_is_read_back(site, tmp_path):
    filled, rows_of = {}, {}
    for name, source in contract.tables().items():
        path = tmp_path / f"{name}.xlsx"
        assert main(["template", name, "--to", str(path)]) == 0
        examples = ["Fiji" if column == "state" else about.example for column, about in source.columns.items()]
        filled[name] = f"{source.dataset}_2026-10-31.xlsx"
        rows_of[name] = rows = [examples]
        # Whatever a list offers, in words, is understood.
        if name in NAMED:
            column, apart = NAMED[name]
            example = dict(zip(source.columns, examples, strict=True))
            offered = template.choices(source.columns[column])
            assert not [choice for choice in offered if "_" in choice]
            more = [{column: choice, apart: f"{example[apart]}{n}"} for n, choice in enumerate(offered)]
            rows[:] = [list((example | one).values()) for one in more]
        filled_template(path, name, rows).save(site.drop(filled[name], b"", name))
    answer = site.build()
    for name, file in filled.items():
        counts = site.file(answer, file)
        assert (counts["source"], counts["loaded"], counts["quarantined"]) == (name, len(rows_of[name]), 0), name
    for name in ("police", "mission_lines"):  # their headings are those of another source, or more than those
        assert main(["check", str(site.work / "inbox" / name / filled[name])]) == 0


CANARY = "canary-7f3b-of-the-restricted-column"


@pytest.fixture
def declarations(tmp_path, monkeypatch):
    """A copy of the declarations that a test may change, in force."""
    folder = tmp_path / "sources"
    shutil.copytree(contract.SOURCES, folder)
    monkeypatch.setattr(contract, "SOURCES", folder)
    return folder


def restricted_missions(site):
    """Drop a missions file with the canary in its text, one row of which is set aside."""
    row = ["1", "UNDOF", "Name", CANARY, "Yes", "1974-05-31", "", "Camp Faouar", "35,9", "33,2", "2024-02-19"]
    faulty = ["2", "UNTSO", CANARY, CANARY, "Maybe", "1948-05-29", "", CANARY, "35,2", "31,7", "2024-02-19"]
    site.drop(f"{CANARY}.csv", csv_text([row, faulty], MISSION_HEADINGS), "missions")
    site.build()


def holds(audience: str) -> bool:
    """Whether a published database holds the canary, compressed or not."""
    path = settings.database_file(str(publish.current()), "public", audience)
    if CANARY.encode() in path.read_bytes():
        return True
    with reading(path) as con:
        for schema, table in con.execute("select schema_name, table_name from duckdb_tables()").fetchall():
            if CANARY in str(con.execute(f"select * from {schema}.{table}").fetchall()):
                return True
    return False


@pytest.mark.more
def test_what_is_all_open_is_in_both_databases(site, declarations):
    restricted_missions(site)
    assert holds("open")
    assert holds("restricted")


def test_a_restricted_column_is_not_in_the_open_database(site, declarations):
    path = declarations / "missions" / "source.toml"
    text = path.read_text()
    head, tail = text.split("[columns.lead_department]")
    path.write_text(head + "[columns.lead_department]" + tail.replace('audience = "open"\n', "", 1))  # undeclared
    assert contract.find("missions").columns["lead_department"].audience == "restricted"
    restricted_missions(site)
    assert holds("restricted")
    told = site.rows("select * from mart.mission_file")
    assert len(told) == 1
    assert CANARY not in str(told)
    assert not [row for row in site.rows("describe mart.mission_file") if row[0] == "lead_department"]
    assert site.rows("select raw from meta.quarantine join meta.file using (file_id) where source = 'missions'") == []
    # The file itself is named: only what it says is closed.
    assert len(site.rows("select name from meta.file where source = 'missions'")) == 1
    assert site.rows("select audience from meta.build") == [("open",)]
    path = settings.database_file(publish.current(), "public", "open")
    assert path.read_bytes().count(CANARY.encode()) == path.read_bytes().count(f"{CANARY}.csv".encode())


def test_a_restricted_source_is_not_in_the_open_database(site, declarations):
    path = declarations / "missions" / "source.toml"
    text = path.read_text()
    head, tail = text.split("[columns.id]")
    path.write_text(head.replace('audience  = "open"\n', "") + "[columns.id]" + tail)
    assert contract.find("missions").audience == "restricted"
    restricted_missions(site)
    assert holds("restricted")
    assert not holds("open")
    tables = {row[0] for row in site.rows("select table_name from duckdb_tables()")}
    assert "mission_file" not in tables
    assert "deployment_month" in tables
    # A source of documents has no table here: it is told of, and holds nothing.
    others = [(name,) for name, one in contract.sources().items() if one.audience == "open" or not one.is_table]
    assert site.rows("select source from meta.source order by source") == others
    for table in ("mart.deployment_month", "meta.check_passed", "mart.country", "meta.quarantine"):
        count = f"select count(*) from {table} "
        where = "where file_id = 1" if table == "meta.quarantine" else ""
        assert site.rows(count + where) == site.rows(count + where, audience="restricted")


def test_a_column_made_of_a_restricted_one_is_not_in_the_open_database_either(site, declarations):
    """Restriction works by name: what a mart makes under a name that is not declared is held back where any column is."""
    path = declarations / "missions" / "source.toml"
    head, tail = path.read_text().split("[columns.lead_department]")
    path.write_text(head + "[columns.lead_department]" + tail.replace('audience = "open"\n', "", 1))
    mart = declarations / "missions" / "mart.sql"
    mart.write_text(
        mart.read_text().replace("    is_active,", "    is_active,\n    upper(lead_department) as lead_in_capitals,")
    )
    restricted_missions(site)
    shown = {row[0] for row in site.rows("describe mart.mission_file")}
    hidden = {row[0] for row in site.rows("describe mart.mission_file", audience="restricted")} - shown
    assert hidden == {"lead_department", "lead_in_capitals"}
