"""Returns of units, lists of officers, sheets of measures at home: spellings, each fault at its place, two returns of one unit, no name of anyone anywhere."""

import io
import json
import shutil
from collections import Counter

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from etl import settings
from etl.__main__ import main
from etl.build import publish
from etl.contract import find
from etl.readers import persons
from tests.support.etl_fixtures import Site, copied, csv_text, lean, reading, xlsx_bytes
from tests.support.pledge_forms import know_states
from tests.support.sheets import FORMS, MEASURES, OFFICERS, UNITS, cadre, content, measure, nominee, post, unit

CANARIES = ("Zebulon Quartermain", "zquartermain@mil.example", "ZQ1234567")
LAWFUL = {
    "unit_return": [
        unit(strength=750, women=64, engagement_platoon="yes", platoon_strength=27, platoon_women=13, platoon_trained="Oui", replaced_by="Member State QMC"),
        unit("infbn  2", state="Member State QMB", unit_type="Infantry battalion", mission="unmiss", engagement_platoon="no", strength="0", replaced_by="None"),
        unit("UNMISS-INFBN-3", platoon_strength="31.0", replaced_by="Repatriation"),
        unit("FPU-1", unit_type="formed_police_unit", fpu_platoon_size=32, women=29, women_command=2, women_operations=18, women_support=9, replaced_by=CANARIES[0]),
        unit("INFBN-1", as_of="2025-05-31", rotated_in="1-Mar-25", rotates_out="28/02/2026"),
    ],
    "officers": [
        post(branch="U-2", profile="Gender", tour_start="2025-01-01", tour_end="2025-12-31"),
        post("SO 7", list="SO", state="", sex=""),
        post("MO-3", list="Military observer", state="Member State QMB", sex="M"),
        post("FC-1", list="senior post", sex="Female"),
        cadre(cleared=5, nominated=4, selected=1),
        cadre(sex="man", cleared=7, nominated=0),
        post("", list="talent pipeline", mission="", nominated=2),
        nominee(languages="FR / en", available_from="1-Mar-25", available_to="31/12/2025", profile="Gender adviser", nominated=3, selected=1),
        nominee("N-2", list="Nominees", sex="", kind_of_officer="individual_police_officer"),
    ],
    "national_measures": [
        measure(),
        measure(measure="Barrier assessment", standing="In place"),
        measure(measure="women database", standing="in progress", state="Member State QMB"),
        measure(measure="senior_pool", standing="None"),
        measure(as_of="31-May-25"),
    ],
}  # fmt: skip
FAULTS = {
    "unit_return": [
        ("missing_date", unit("F-1", as_of="")),
        ("unreadable_date", unit("F-2", as_of="June")),
        ("unreadable_date", unit("F-3", rotates_out="soon")),
        ("future_date", unit("F-4", as_of="2999-01-31")),
        ("unknown_mission", unit("F-5", mission="UNKNOWN")),
        ("missing_id", unit("")),
        ("unreadable_slot", unit("the first battalion")),
        ("unreadable_slot", unit("INFBN-1 (old)")),
        ("unreadable_slot", unit("SMITH")),
        ("unreadable_slot", unit("Col Jane Smith 1")),
        ("unreadable_slot", unit("AB7654321")),
        ("unreadable_slot", unit("QUARTERMAIN-1")),
        ("unknown_country", unit("F-6", state="Atlantis")),
        ("unknown_country", unit("F-7", state="")),
        ("unknown_capability", unit("F-8", unit_type="legion")),
        ("unknown_component", unit("F-9", component="civilian")),
        ("text_in_number", unit("F-10", platoon_women="half")),
        ("negative_count", unit("F-11", strength="-3")),
        ("fractional_count", unit("F-12", platoon_strength="13.5")),
        ("implausible_count", unit("F-13", strength=10_000_000)),
        ("unreadable_flag", unit("F-14", engagement_platoon="maybe")),
        ("more_women_than_people", unit("F-15", strength=10, women=11)),
        ("more_women_than_people", unit("F-16", platoon_strength=27, platoon_women=28)),
        ("more_women_than_people", unit("F-17", women=5, women_operations=6)),
        ("platoon_above_unit", unit("F-18", strength=20, platoon_strength=27)),
        ("platoon_contradicted", unit("F-19", engagement_platoon="no", platoon_strength=27)),
        ("more_women_than_people", unit("F-22", strength=10, platoon_women=11)),
        ("more_women_than_people", unit("F-23", strength=10, women_command=4, women_operations=7)),
        ("more_speakers_than_people", unit("F-24", strength=160, french_speakers=500)),
        ("more_speakers_than_people", unit("F-25", strength=9, interpreters=10)),
        ("platoon_above_unit", unit("F-26", strength=30, fpu_platoon_size=35)),
        ("component_contradicted", unit("F-27", component="police")),
        ("component_contradicted", unit("F-28", unit_type="formed_police_unit", component="military")),
        ("ends_before_start", unit("F-20", rotated_in="2025-03-01", rotates_out="2025-02-01")),
        ("conflict_in_file", unit("F-21", women=1)),
        ("conflict_in_file", unit("F-21", women=2)),
    ],
    "officers": [
        ("missing_date", post("F-1", as_of="")),
        ("unreadable_date", post("F-2", tour_end="soon")),
        ("future_date", post("F-3", as_of="2999-01-31")),
        ("unknown_list", post("F-4", list="bandmaster")),
        ("unknown_mission", post("F-5", mission="")),
        ("unknown_mission", cadre(state="QMB") [:2] + ["UNKNOWN"] + cadre()[3:]),
        ("unknown_country", post("F-6", state="Atlantis")),
        ("unknown_country", cadre(state="")),
        ("unknown_sex", post("F-7", sex="x")),
        ("unknown_sex", cadre(sex="")),
        ("missing_post", post("")),
        ("unreadable_post", post("the chief")),
        ("unreadable_post", post("AB1234567")),
        ("unreadable_post", post("Col Jane Smith 1")),
        ("unknown_branch", post("F-8", branch="U12")),
        ("unknown_profile", post("F-9", profile="cook")),
        ("ends_before_start", post("F-10", tour_start="2025-03-01", tour_end="2025-02-01")),
        ("text_in_number", cadre("QMD", cleared="some")),
        ("more_than_cleared", cadre("QMD", cleared=3, nominated=4)),
        ("unknown_country", nominee("N-3", state="")),
        ("missing_post", nominee("")),
        ("unreadable_post", nominee("the colonel")),
        ("unknown_capability", nominee("N-4", kind_of_officer="")),
        ("unknown_capability", nominee("N-5", kind_of_officer="Infantry battalion")),
        ("unknown_language", nominee("N-6", languages="French")),
        ("unreadable_date", nominee("N-7", available_from="soon")),
        ("ends_before_start", nominee("N-8", available_from="2025-03-01", available_to="2025-02-01")),
        ("more_than_cleared", nominee("N-9", selected=2)),
        ("conflict_in_file", post("F-11")),
        ("conflict_in_file", post("F-11", sex="man")),
    ],
    "national_measures": [
        ("missing_date", measure(as_of="")),
        ("unreadable_date", measure(as_of="June")),
        ("future_date", measure(as_of="2999-01-31")),
        ("unknown_country", measure(state="Atlantis")),
        ("unknown_country", measure(state="")),
        ("unknown_measure", measure(measure="a parade")),
        ("unknown_measure", measure(measure="")),
        ("unknown_standing", measure(standing="perhaps")),
        ("unknown_standing", measure(standing="")),
        ("conflict_in_file", measure(state="QMC")),
        ("conflict_in_file", measure(state="QMC", standing="in place")),
    ],
}  # fmt: skip
HEADS = {"unit_return": UNITS, "officers": OFFICERS, "national_measures": MEASURES}


def coded(source, name, **told):
    """Return one row of a source; `name` stands where a row has a text of its own."""
    if source == "national_measures":
        return measure(**told)
    return (unit if source == "unit_return" else post)(name, **told)


def known(tmp_path, monkeypatch):
    """Return a site whose lists know the invented states."""
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB", "QMC", "QMD")
    return site


PLANTED = [
    ("Full name", CANARIES[0], "is a heading under which people are named"),
    ("Prénom et nom", CANARIES[0], "is a heading under which people are named"),
    ("Remarks", CANARIES[0], "holds what looks like names of people"),
    ("Courriel", CANARIES[1], "is a heading under which people are named"),
    ("Remarks", CANARIES[1], "holds e-mail addresses"),
    ("Document", CANARIES[2], "holds what looks like numbers of passports"),
    ("Passport no", CANARIES[2], "is a heading under which people are named"),
]
PLAIN_CANARIES = ("CANARY-7E", "CANARY-8E", "CANARY-9E")
EXTRA = ("United Nations Mission in South Sudan", "Infantry battalion", "Member State QMB", "Level 2", "rotation due")
NAMED = {
    "officers": ("post_number", "branch", "profile", "state", "sex", "mission", "list", "as_of", "tour_end", "cleared", "kind_of_officer", "languages", "available_from"),
    "unit_return": ("unit_slot", "state", "unit_type", "component", "mission", "as_of", "women", "engagement_platoon", "rotates_out"),
    "national_measures": ("state", "measure", "standing", "as_of"),
}  # fmt: skip


def named_rows(source):
    """Return rows of a source with a name in one column each that is read."""
    key = {"unit_return": "unit_slot", "officers": "post_number"}.get(source)
    return [
        coded(source, CANARIES[0] if name == key else f"P-{n}", **({} if name == key else {name: CANARIES[0]}))
        for n, name in enumerate(NAMED[source])
    ]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A site that received every kind of file at once and was built: (site, what the build says of it)."""
    with pytest.MonkeyPatch.context() as patch:
        site = known(tmp_path_factory.mktemp("loaded"), patch)
        site.drop("first.csv", csv_text([unit("B-1", women=3), unit("B-2", women=1)], UNITS), "unit_return")
        site.receive()
        later = [unit("B-1", women=4, state="QMC"), unit("B-2", women=1)]
        site.drop("second.csv", csv_text(later, UNITS), "unit_return")
        site.drop("r.csv", csv_text(LAWFUL["unit_return"], UNITS), "unit_return")
        site.drop("o.csv", csv_text(LAWFUL["officers"], OFFICERS), "officers")
        rows = [[*unit(f"X-{n}"), told] for n, told in enumerate(EXTRA)]
        site.drop("extra.csv", csv_text(rows, [*UNITS, "Remarks"]), "unit_return")
        for source, canary in zip(HEADS, PLAIN_CANARIES, strict=True):
            rows = [coded(source, f"{canary}-1", state="QMD"), coded(source, f"{canary}-2", as_of="soon")]
            site.drop(f"{canary.lower()}.csv", csv_text(rows, HEADS[source]), source)
            site.drop("named.csv", csv_text(named_rows(source), HEADS[source]), source)
            path = site.work / f"{source}.xlsx"
            assert main(["template", source, "--to", str(path)]) == 0
            site.drop(f"template of {source}.xlsx", path.read_bytes(), source)
        told = site.build()
    return site, told


@pytest.fixture
def served(loaded, monkeypatch):
    """That site and what its build said, to which this process points; what it published is never changed."""
    site, _told = loaded
    monkeypatch.setenv("LEDGER_DATA", str(site.data))
    monkeypatch.setenv("LEDGER_WORK", str(site.work))
    return loaded


@pytest.mark.parametrize("form", lean(FORMS, "fast.csv", "book.xlsx"))
def test_every_fault_is_caught_at_its_place_and_nothing_else_is(form, tmp_path, monkeypatch):
    site = known(tmp_path, monkeypatch)
    places = {}
    for source, headings in HEADS.items():
        made, places[source] = content(form, LAWFUL[source] + [row for _, row in FAULTS[source]], headings)
        site.drop(form, made, source)
    counts = {file["source"]: (file["loaded"], file["quarantined"]) for file in site.build()["files"]}
    asked = "select place, reason, detail, raw from meta.quarantine join meta.file using (file_id) where source = ?"
    for source, place in places.items():
        lawful, faults = len(LAWFUL[source]), FAULTS[source]
        aside = site.rows(asked, [source], audience="restricted")
        assert {row[0]: row[1] for row in aside} == {place(lawful + n): reason for n, (reason, _) in enumerate(faults)}
        assert counts[source] == (lawful, len(faults))
        assert all(detail and raw is None for _, _, detail, raw in aside)  # the cells of such a row may name someone
        assert not site.rows(asked, [source])


def test_what_is_left_blank_and_how_it_is_spelt(served):
    site, _told = served
    got = site.rows(
        "select unit_id, iso3, unit_type, component, strength_count, women_count, has_platoon, platoon_strength, platoon_women,"
        " platoon_trained, cast(rotates_out as varchar), replaced_by from mart.unit_return join meta.file using (file_id)"
        " where name = 'r.csv' order by line",
        audience="restricted",
    )
    bn = ("QMB", "infantry_battalion", "military")
    assert got == [
        ("UNMISS-INFBN-1", *bn, 750, 64, True, 27, 13, True, None, "QMC"),
        ("UNMISS-INFBN-2", *bn, 0, None, False, None, None, None, None, "none"),
        ("UNMISS-INFBN-3", *bn, None, None, True, 31, None, None, None, "repatriation"),
        ("UNMISS-FPU-1", "QMB", "formed_police_unit", "police", None, 29, None, None, None, None, None, "not_read"),
        ("UNMISS-INFBN-1", *bn, None, None, None, None, None, None, "2026-02-28", None),
    ]
    asked = (
        "select kind, post, iso3, sex, branch, profile, cleared_count, nominated_count from mart.officer_post"
        " join meta.file using (file_id) where name = 'o.csv' order by line"
    )
    assert site.rows(asked, audience="restricted") == [
        ("staff_officer", "UNMISS-U2-014", "QMB", "woman", "U2", "gender", None, None),
        ("staff_officer", "UNMISS-SO-7", None, None, None, None, None, None),
        ("observer", "UNMISS-MO-3", "QMB", "man", None, None, None, None),
        ("senior_post", "UNMISS-FC-1", "QMB", "woman", None, None, None, None),
        ("command_cadre", "command_cadre-QMB-woman", "QMB", "woman", None, None, 5, 4),
        ("command_cadre", "command_cadre-QMB-man", "QMB", "man", None, None, 7, 0),
        ("talent_pipeline", "talent_pipeline-QMB-woman", "QMB", "woman", None, None, None, 2),
        ("nominee", "nominee-QMB-N-1", "QMB", "woman", None, "gender", None, 3),
        ("nominee", "nominee-QMB-N-2", "QMB", None, None, None, None, 1),
    ]
    asked = "select capability, languages, cast(available_from as varchar), cast(available_to as varchar), selected_count from mart.officer_post where kind = 'nominee' order by line"
    assert site.rows(asked, audience="restricted")[:2] == [
        ("staff_officer", "fr;en", "2025-03-01", "2025-12-31", 1),
        ("individual_police_officer", None, None, None, None),
    ]


def test_of_two_returns_for_one_unit_and_day_the_later_received_stands(served):
    site, told = served
    asked = "select unit_id, iso3, women_count from mart.unit_return where unit_id like 'UNMISS-B-%' order by unit_id"
    assert site.rows(asked, audience="restricted") == [("UNMISS-B-1", "QMC", 4), ("UNMISS-B-2", "QMB", 1)]
    first, second = site.file(told, "first.csv"), site.file(told, "second.csv")
    assert (first["superseded"], first["loaded"], second["loaded"], second["repeated"]) == (1, 1, 1, 1)


# Each canary once, sources and forms in turn, in one build; every combination in a build of its own in make test-all.
IN_TURN = [(list(HEADS)[n % len(HEADS)], n, ("csv", "xlsx")[n // 2 % 2]) for n in range(len(PLANTED))]
COMBINATIONS = [[(source, n, form)] for source in HEADS for n in range(len(PLANTED)) for form in ("csv", "xlsx")]


@pytest.mark.parametrize("planted", lean([IN_TURN, *COMBINATIONS], IN_TURN))
def test_a_column_that_names_people_is_left_out_and_appears_nowhere(planted, loaded, tmp_path, monkeypatch, capsys):
    site = copied(loaded[0], tmp_path, monkeypatch)
    shutil.rmtree(site.work / "inbox", ignore_errors=True)
    shown = ""
    for source, n, form in planted:
        heading, canary, why = PLANTED[n]
        rows = [[*coded(source, f"P{n}-{m}", as_of=f"2025-0{m + 1}-28"), canary] for m in range(4)]
        headings = [*HEADS[source], heading]
        made = csv_text(rows, headings) if form == "csv" else xlsx_bytes(rows, headings)
        path = site.drop(f"list{n}.{form}", made, source)
        capsys.readouterr()
        assert main(["check", str(path)]) == 0
        out = "".join(capsys.readouterr())
        assert canary not in out and heading not in out
        assert f"column {get_column_letter(len(headings))}: {why}" in out
    assert main(["build"]) == 0 == main(["build", "--json"])
    out = "".join(capsys.readouterr())
    assert not [text for _source, n, _form in planted for text in PLANTED[n][:2] if text in out]
    version = publish.current()
    for audience in ("open", "restricted"):
        database = settings.database_file(version, "public", audience)
        with reading(database) as con:
            for schema, table in con.execute("select schema_name, table_name from duckdb_tables()").fetchall():
                shown += str(con.execute(f"select * from {schema}.{table}").fetchall())
    held = {left: left.read_bytes() for left in site.work.rglob("*") if left.is_file() and "inbox" not in left.parts}
    for canary in {PLANTED[n][1] for _source, n, _form in planted}:
        assert canary not in shown
        assert not [left for left, content in held.items() if canary.encode() in content]


def test_a_name_in_a_column_that_is_read_is_set_aside_unquoted(served, tmp_path, capsys):
    site, told = served
    counts = {file["source"]: file["quarantined"] for file in told["files"] if file["file"].endswith("named.csv")}
    assert counts == {source: len(NAMED[source]) for source in HEADS}
    for source in HEADS:
        path = tmp_path / f"{source}.csv"
        path.write_text(csv_text(named_rows(source), HEADS[source]), encoding="utf-8")
        for more in ([], ["--json"]):
            main(["check", *more, str(path)])
    with reading(settings.database_file(publish.current(), "public", "restricted")) as con:
        for schema, table in con.execute("select schema_name, table_name from duckdb_tables()").fetchall():
            assert "QUARTERMAIN" not in str(con.execute(f"select * from {schema}.{table}").fetchall()).upper()
    assert "QUARTERMAIN" not in "".join(capsys.readouterr()).upper()


@pytest.mark.parametrize("source", HEADS)
def test_another_sheet_that_names_people_is_left_out_too(source, tmp_path, monkeypatch, capsys):
    site = known(tmp_path, monkeypatch)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([coded(source, "P-1")], HEADS[source])))
    sheet = book.create_sheet("Hidden")
    sheet.append(["Name", "Passport"])
    sheet.append([CANARIES[0], CANARIES[2]])
    sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    path = site.drop("two.xlsx", out.getvalue(), source)
    assert main(["check", str(path)]) == 0
    told = "".join(capsys.readouterr())
    assert "left out, Hidden, column A" in told and not [canary for canary in CANARIES if canary in told]


@pytest.mark.parametrize(
    "heading", ["Mission name", "Unit name", "Country_Name", "Remarks", "Rank", "Contingent", "Nominated on"]
)
def test_headings_of_things_are_no_names_of_people(heading):
    assert not persons.is_person(heading)


def test_extra_columns_of_other_things_are_let_by_and_the_template_of_each_declaration_is_read(served):
    site, told = served
    assert site.file(told, "extra.csv")["loaded"] == len(EXTRA)
    for source in HEADS:
        file = site.file(told, f"template of {source}.xlsx")
        assert (file["source"], file["loaded"]) == (source, 0)


def test_each_reason_has_words():
    from pages.about import labels

    for source, faults in FAULTS.items():
        assert {reason for reason, _ in faults} <= set(labels.REASONS)
        assert max(Counter(reason for reason, _ in faults).values()) and find(source).audience == "restricted"
        assert json.dumps(sorted(find(source).columns))


def test_nothing_of_these_files_is_in_the_open_database(served):
    site, told = served
    assert [site.file(told, f"{canary.lower()}.csv")["loaded"] for canary in PLAIN_CANARIES] == [1, 1, 1]
    for audience in ("open", "restricted"):
        path = settings.database_file(publish.current(), "public", audience)
        with reading(path) as con:
            tables = con.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            texts = "".join(str(con.execute(f"select * from {schema}.{table}").fetchall()) for schema, table in tables)
        for source, canary in zip(HEADS, PLAIN_CANARIES, strict=True):
            held = canary in texts.upper() or canary.encode() in path.read_bytes().upper()
            assert held == (audience == "restricted")
            assert (("mart", find(source).mart) in tables) == (audience == "restricted")
