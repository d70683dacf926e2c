"""Sheets of offers and needs as ministries write them: several languages, headings in two rows, days in words; what is not read is told, never guessed."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.styles import Font

import queries
from etl import file_check, settings
from etl.contract import SourceError
from etl.readers import partner_days, partner_sheets, partners
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.recognise import is_form
from tests.support.etl_fixtures import Site

FRENCH = [
    ["Offre de partenariat au profit des pays contributeurs"],
    ["Pays offrant", "Type d'appui", "Domaine", "Langue d'enseignement", "Période", None, "Nombre", "Bénéficiaires", "Canal", "Courriel"],
    [None, None, None, None, "du", "au", None, None, None, None],
    ["France", "Équipe mobile de formation", "Lutte contre les engins explosifs improvisés", "français", "1er mars 2027", "T2 2027", "2 équipes", "Pays africains", "MCL", "a@b.example"],
    ["Canada", "Stage", "Génie militaire", "français et anglais", "septembre 2027", "été 2028", "25 places", "Sénégal ; Bénin", "bilatéral", None],
    ["Atlantide", "Stage", "Génie", "français", None, None, None, None, None, None],
    ["France", "Stage", "Cuisine", "français", None, None, None, None, None, None],
]  # fmt: skip
SPANS = [
    ("Q2 2027", None, None), ("mars à juin 2027", None, None), ("1-15 de abril de 2027", "2027-04-01", "2027-04-15"),
    ("second half of 2027", None, None), ("3. Quartal 2027", None, None), ("01MAR27", "2027-03-01", "2027-03-01"), ("15 Apr 27", "2027-04-15", "2027-04-15"), ("du 30 août au 3 septembre 2027", "2027-08-30", "2027-09-03"), ("30 August to September 2027", None, None), ("2027/04/01", "2027-04-01", "2027-04-01"),
    ("before rotation in Aug 2027", None, None), ("before August 2027", None, None), ("end of June 2027", "2027-06-30", "2027-06-30"), ("2027 (completed)", None, None),
    ("15-Sep-27", "2027-09-15", "2027-09-15"), ("31/05/2027", "2027-05-31", "2027-05-31"), ("Feb 2028", None, None), ("summer 2027", None, None), ("soon", None, None), ("45/45/2027", None, None),
]  # fmt: skip


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


def workbook(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("E2:F2")
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_words_of_time_are_days_or_are_not_read(text, first, last):
    found = partner_days.span(text)
    assert found == (first and (dt.date.fromisoformat(first), dt.date.fromisoformat(last)))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("FR/EN", "en;fr"),
        ("English (B2) y español", "en;es"),
        ("n/a", None),
        ("French and Klingon", "French and Klingon"),
        (None, None),
    ],
)
def test_languages_of_a_cell(text, codes):
    assert partners.languages(text) == codes


def test_a_sheet_in_french_with_headings_in_two_rows_is_read(site, monkeypatch):
    workbook(site.work / "inbox" / "partner_offer" / "offre 2026-10-30.xlsx", FRENCH)
    site.build()
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    snapshot = queries.current("public", "restricted")
    rows = (
        queries.run("partner_offers", snapshot=snapshot, today="2026-11-01")
        .query("origin == 'sheet'")
        .set_index("iso3")
    )
    told = rows.astype(object).where(rows.notna(), None)
    first, second = told.loc["FRA"], told.loc["CAN"]
    assert (first["kind"], first["areas"], first["languages"], first["unit_count"]) == (
        "mobile_training_team",
        "counter_ied",
        "fr",
        2,
    )
    assert str(first["from_day"].date()) == "2027-03-01" and (first["to_day"], first["not_read"]) == (
        None,
        "to_day",
    )  # a quarter is no day
    assert (first["recipients"], first["through"], first["is_recipient_named"]) == ("african_group", "lcm", False)
    assert (second["areas"], second["languages"], second["people_count"], second["recipients"]) == (
        "engineering",
        "en;fr",
        25,
        "SEN;BEN",
    )
    assert second["not_read"] == "from_day;to_day" and second["to_day"] is None  # neither a month nor summer is a day
    aside = queries.run("quarantine", snapshot=snapshot).query("file_name.str.startswith('offre')", engine="python")
    assert sorted(aside["reason"]) == ["unknown_area", "unknown_country"] and "Cuisine" not in aside.to_csv()
    open_ones = queries.run("partner_offers_announced", today="2026-11-01")
    assert open_ones.empty  # a sheet is in no open database


def test_what_is_known_by_its_words_alone_is_not_taken_for_an_offer(tmp_path):
    rows = [
        ["Contributing nation", "Thematic area wanted", "Type of assistance wanted"],
        ["Ghana", "Medical", "Course"],
    ]
    workbook(tmp_path / "summary.xlsx", rows)
    with pytest.raises(SourceError):
        file_check.check(tmp_path / "summary.xlsx")
    assert file_check.check(tmp_path / "summary.xlsx", "partner_need")["loaded"] == 1


def test_a_sheet_of_either_side_asks_which_it_is_and_a_pledge_in_its_own_heading_makes_no_tracker(tmp_path):
    row = ["Ghana", "Medical support", "Training course", "QMB-014"]
    workbook(tmp_path / "list.xlsx", [["Country", "Area", "Type of support"], row[:3]])
    with pytest.raises(SourceError, match="PARTNER-NEED .* and of PARTNER-OFFER"):
        file_check.check(tmp_path / "list.xlsx")
    workbook(tmp_path / "need.xlsx", [["Member State", "Description", "Kind", "PCRS pledge"], row])
    assert not is_form(tmp_path / "need.xlsx", Lexicon())


STRANGE = [
    ["Needs of contributors, idem and matrix", None, None, None, None, None, None, None, None],
    ["Key", "X = training", None, None, None, None, None, None, None],
    ["T/PCC", "Unit", "Areas", None, None, None, "How many", "Deadline", "Status"],
    [None, None, "Engineering", "Medical", "C-IED", "Women", None, None, None],
    ["QMA (Name unknown)²", "Engr Coy", "X", None, "x", None, "25-30", "1/3/26", "open"],
    [None, "Inf Bn", None, "?", "X", None, 30, "Q4 2026", None],
    ["idem", "Inf Bn", None, "X", None, None, "up to 40", "before August 2026", "MET"],
    ["QMB", "FPU", None, None, None, "X", None, "2026-09-01", "struck"],
    ["QMC / QMD", "FPU", "X", None, None, None, None, None, None],
    ["QMB", "Avn", "no", "-", "X", None, "some", "NLT 15 Jul 2026", "not confirmed"],
]


def test_a_list_of_needs_by_a_stranger_is_laid_out_and_what_may_not_count_is_asked_about(tmp_path):
    book = openpyxl.Workbook()
    for row in STRANGE:
        book.active.append(row)
    for cell in book.active[8]:
        cell.font = Font(strike=True)
    for title, state in (("Offers", "visible"), ("Hidden", "hidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(["State", "Unit", "Kind", "Area"])
        sheet.append(["QMB", None, "Training course", "Medical support"])
    book.save(tmp_path / "list.xlsx")
    with settings.using("exercise"):
        answer = file_check.check(tmp_path / "list.xlsx")
    assert answer["source"] == "partner_need"
    aside = {(row["place"].split(", ")[0], row["row"]): row["detail"] for row in answer["set_aside"]}
    assert {number for sheet, number in aside if sheet == "Sheet"} == {7, 8, 9}
    assert "over" in aside["Sheet", 7] and "struck" in aside["Sheet", 8] and aside["Sheet", 9] == "the state"
    assert "PARTNER-OFFER" in aside["Offers", 2] and "hidden" in aside["Hidden", 2]
    assert answer["loaded"] == 3
    noted = {(one["place"], one["detail"]) for one in answer["findings"]}
    assert ("Sheet, row 6", "the state is that of the row above") in noted
    assert any(place == "Sheet, row 6" and "column D" in detail for place, detail in noted)
    assert ("Sheet, row 10", "column I says that something is not sure") in noted


def test_a_cell_is_read_only_where_all_of_it_is_understood():
    with settings.using("exercise"):
        read = partners.reader([{"from_day": "1/3/26"}])
        told = read({"state": "QMB or QMC?", "kind": "Training; equipment", "areas": "genie ; cuisine", "languages": "en français"} | {"unit_count": "30 ?", "people_count": "2 x 25", "from_day": "1/3/26", "to_day": "30/6/26", "recipients": "French-speaking TCCs", "offer_id": "7"})  # fmt: skip
        day_first = partners.reader([{"from_day": "28/2/26"}])({"from_day": "1/3/26"})
    assert (
        told["state"] == "QMB or QMC?" and told["kind"] == "Training; equipment" and told["areas"] == "genie ; cuisine"
    )
    assert (told["languages"], told["unit_count"], told["people_count"], told["offer_id"]) == ("fr", "30 ?", "50", None)
    assert (told["from_day"], told["to_day"], told["recipients"]) == ("1/3/26", "2026-06-30", "French-speaking TCCs")
    assert day_first["from_day"] == "2026-03-01"
    for number in ("25-30", "up to 40", "une trentaine", "10/an", "30 dont 15 F", "1 200 000 €", "0", "15+5"):
        assert partners._number(number) == (number, None)


def test_of_more_notes_than_are_listed_the_last_says_how_many_there_are_and_from_which_row():
    noted = [("Data", line, "a note") for line in range(partner_sheets.MOST_NOTED + 3)]
    assert partner_sheets.listed(noted[:-3]) == noted[:-3]
    *first, last = partner_sheets.listed(noted)
    assert first == noted[:-3] and last == ("Data", len(first), "from here on 3 more notes are not listed")


READ = ("line", "iso3", "kind", "areas", "languages")


def one_sheet(site, source, rows):
    """What one sheet says once it is built: rows of the source by line, and why others are set aside by place."""
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in rows:
        book.active.append(row)
    path = site.work / "inbox" / source / "list 2026-10-30.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    site.build()
    last = "to_day" if source == "partner_offer" else "by_when"
    told = site.rows(f"select {', '.join(READ)}, {last} from mart.{source} order by line", audience="restricted")
    asked = "select place, detail from meta.quarantine join meta.file using (file_id) where source = ?"
    aside = dict(site.rows(asked, [source], audience="restricted"))
    return {row[0]: dict(zip((*READ, "to_day"), row, strict=True)) for row in told}, aside


def test_a_column_says_of_each_row_whether_it_offers_or_needs(site):
    rows = [
        ["Ref", "O/N", "State", "Subject", "Type", "Lang", "From", "To / NLT", "Remarks"],
        ["T-1", "O", "Canada", "engineering", "course", "E", "2027-01-18", "26FEB27", None],
        ["T-2", "need (urgent)", "Ghana", "medical", "mobile trg team", "E/F", None, "30 Sep 2027", None],
        ["T-3", None, "Ghana", "medical", "course", None, None, None, "asks for a donor"],
    ]
    offers, aside = one_sheet(site, "partner_offer", rows)
    assert list(offers) == [2], aside
    assert (offers[2]["languages"], str(offers[2]["to_day"])) == ("en", "2027-02-26")
    assert "PARTNER-NEED" in aside["Data, row 3"] and "does not say whether" in aside["Data, row 4"]
    needs, aside = one_sheet(site, "partner_need", rows)
    assert list(needs) == [3] and (needs[3]["kind"], needs[3]["languages"]) == ("mobile_training_team", "en;fr")


def test_the_state_of_a_title_and_the_area_of_a_section_hold_for_the_rows_below(site):
    titled = [
        ["Ministry of Defence of Canada"], ["Offers of 2027"], ["Ser", "Activity", "Cat.", "Theme", "Lang", "Location", "Start", "End"],
        [1, "Field course", "Course", "Engr", "EN", "Kingston", "2027-02-01", "2027-03-12"],
    ]  # fmt: skip
    both = [["Canada and Ghana"], *titled[1:]]
    offers, aside = one_sheet(site, "partner_offer", both)
    assert not offers, aside  # of two states above a table neither is taken
    offers, _aside = one_sheet(site, "partner_offer", titled)
    assert (offers[4]["iso3"], offers[4]["kind"], offers[4]["areas"]) == ("CAN", "training_course", "engineering")
    sections = [
        ["Offers received by area"], ["State", "Form of support", "Lang.", "Where", "From", "Until", "Places"], ["A. ENGINEERING"],
        ["Canada", "Course", "E", "Kingston", "2027-02-01", "2027-03-12", "25*"], ["Subtotal engineering", None, None, None, None, None, 25],
        [None], ["B. MEDICAL"], ["Ghana", "Trainers", "F", None, None, None, 5],
    ]  # fmt: skip
    offers, _aside = one_sheet(site, "partner_offer", sections)
    assert {line: (row["iso3"], row["areas"]) for line, row in offers.items()} == {
        4: ("CAN", "engineering"),
        8: ("GHA", "medical"),
    }


def test_a_last_line_that_begins_as_a_heading_does_takes_no_row_away(site):
    rows = [
        ["Exported 2026"], ["State", "Type", "Area", "Language", "To"], ["Canada", "course", "medical", "French", "2027-01-01"],
        ["Ghana", "course", "medical", "French", None], ["Until here: 2 records", None, None, None, None],
    ]  # fmt: skip
    offers, aside = one_sheet(site, "partner_offer", rows)
    assert {line: row["iso3"] for line, row in offers.items()} == {3: "CAN", 4: "GHA"} and list(aside) == [
        "Data, row 5"
    ]
