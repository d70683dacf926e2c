"""The blank form that goes out comes back and is read in full; the list that circulates is a plain workbook of the same."""

import datetime as dt
import io

import docx
import openpyxl
import pytest

from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.read import read
from pages.kit import text
from pages.reports import update_form
from pages.reports.pledge_form import form, in_words
from pages.reports.pledge_list import COLUMNS, consolidated, sheet_name

NAME = "Member State QMB"
CATEGORIES = Lexicon().categories
CAPABILITIES = {code: row["name"] for code, row in Lexicon().capabilities.items()}
BEFORE = [
    {"category": "funding", "sentence": "EUR 200,000 for the SEA trust fund in 2023", "ministerial": "Accra 2023", "status": "implemented", "status_date": dt.date(2024, 5, 6)},
    {"category": "uniformed_capabilities", "sentence": "One Level 2 hospital in 2024", "ministerial": "Accra 2023", "status": "level_1", "status_date": None},
    {"category": "technology", "sentence": "5 mini-UAS by 2024", "ministerial": "Accra 2023", "status": None, "status_date": None},
]  # fmt: skip
# By row of the form's table: what a delegation writes into it, one commitment a paragraph.
WRITTEN = {
    2: ["One mechanised infantry company of 150 by May 2026", "Two utility helicopters, ready in January 2027"],
    3: ["Host the UN Staff Officers Course for 30 participants in 2026"],
    4: ["Deliver 400 buddy first aid kits by December 2025", "N/A"],
    5: ["Appoint a national investigation officer in 2026"],
    6: ["Install 3 hybrid solar systems at UNMISS in 2026"],
    7: ["Raise the share of women in contingents to 16 % by 2027"],
    8: ["Second two data specialists to MINUSCA for one year from March 2026"],
    9: ["A workshop on disinformation for 25 spokespersons in November 2025"],
    10: ["USD 750,000 to the Elsie Initiative Fund in 2026"],
    11: ["Translate the first aid manual into Portuguese in 2026"],
}


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(states={NAME: "QMB"})


def filled(pledges):
    document = docx.Document(io.BytesIO(form(NAME, "Berlin 2025", CATEGORIES, pledges)))
    table = document.tables[0]
    for row, texts in WRITTEN.items():
        cell = table.rows[row - 1].cells[1]
        for number, words in enumerate(texts):
            (cell.paragraphs[0] if number == 0 else cell.add_paragraph()).text = words
    return document


@pytest.mark.parametrize("pledges", [None, BEFORE], ids=["blank", "pre-filled"])
def test_a_form_that_went_out_comes_back_in_full(pledges, lexicon, tmp_path):
    path = tmp_path / "back.docx"
    filled(pledges).save(path)
    reading = read(path, lexicon)
    assert (reading.iso3, reading.ministerial, reading.refused) == ("QMB", "Berlin 2025", False)
    names = list(lexicon.categories)
    assert [(c.sentence, c.place, c.category) for c in reading.candidates] == [
        (text, f"table 1, row {row}, paragraph {number}", names[row - 2])
        for row, texts in WRITTEN.items()
        for number, text in enumerate(texts, 1)
        if text != "N/A"
    ]


def test_the_form_has_the_guides_table_and_tells_what_was_announced_before():
    document = docx.Document(io.BytesIO(form(NAME, "Berlin 2025", CATEGORIES, BEFORE)))
    table, before = document.tables
    assert [row.cells[0].text for row in table.rows[1:]] == list(CATEGORIES.values())
    assert all(not row.cells[1].text for row in table.rows[1:]) and len(table.columns) == 2
    assert [[cell.text for cell in row.cells] for row in before.rows[1:]] == [
        ["Uniformed capabilities", "Accra 2023: One Level 2 hospital in 2024", "Level 1"],
        ["Technology", "Accra 2023: 5 mini-UAS by 2024", "No news since it was announced"],
        ["Funding", "Accra 2023: EUR 200,000 for the SEA trust fund in 2023", "Implemented, 6 May 2024"],
    ]
    assert len(docx.Document(io.BytesIO(form(NAME, "Berlin 2025", CATEGORIES))).tables) == 1
    exercise = docx.Document(io.BytesIO(form(NAME, "Berlin 2025", CATEGORIES, note="EXERCISE")))
    assert exercise.paragraphs[0].text == "EXERCISE"


def test_a_form_that_was_sent_out_and_not_filled_holds_no_pledge(lexicon, tmp_path):
    path = tmp_path / "unfilled.docx"
    path.write_bytes(form(NAME, "Berlin 2025", CATEGORIES, BEFORE))
    assert read(path, lexicon).candidates == []


def test_statuses_are_said_in_words():
    assert in_words("assessed", "2026-01-02") == "Assessed (Level 2), 2026-01-02"
    assert in_words("level_1", None) == "Level 1" and in_words("", None) == "No news since it was announced"
    assert in_words("as they put it", None) == "as they put it"


ROWS = [
    {"category": "uniformed_capabilities", "iso3": "QMB", "name": NAME, "ministerial": "Berlin 2025", "sentence": "Two utility helicopters by 2027", "capability": "medium_utility_helicopter", "quantity": 2, "unit": "aircraft", "by_when": "2027", "status": "announced", "status_date": dt.date(2025, 5, 14), "requirement_ids": ["UNI-AVI-03"], "place": "table 1, row 2", "pledge_id": "a1"},
    {"category": "funding", "iso3": "QMC", "name": "Member State QMC", "ministerial": "Berlin 2025", "sentence": "=1+1 is a pledge of EUR 2", "quantity": 2, "unit": "currency", "currency": "EUR", "status": None, "source_url": "https://example.org/a", "place": "-1", "pledge_id": "+b2"},
]  # fmt: skip


def test_the_list_that_circulates_has_a_sheet_for_each_category_and_no_formulas():
    book = openpyxl.load_workbook(
        io.BytesIO(
            consolidated(ROWS, CATEGORIES, CAPABILITIES, {"Data version": "abc", "As of": "2025-07-31"}, "EXERCISE")
        )
    )
    names = [sheet_name(name) for name in CATEGORIES.values()]
    assert book.sheetnames == [*names, "Source"] and len(set(names)) == 10
    heads = [head for head, _, _ in COLUMNS]
    for name in names:
        assert book[name].freeze_panes == "B2" and [cell.value for cell in book[name][1]] == heads
    row = dict(zip(heads, book["Uniformed capabilities"][2], strict=True))
    assert (row["Quantity"].value, row["Quantity"].data_type) == (2, "n")
    assert row["Status date"].is_date and row["Status date"].value.date() == dt.date(2025, 5, 14)
    assert row["Status"].value == "Announced" and row["Capability"].value == "Medium utility helicopter unit"
    assert row["Requirements"].value == "UNI-AVI-03" and row["Mission"].value is None
    money = dict(zip(heads, book["Funding"][2], strict=True))
    for head in ("Pledge description", "Place in the file", "Pledge id", "Source"):
        assert money[head].data_type == "s" and money[head].hyperlink is None
    assert money["Pledge description"].value == "=1+1 is a pledge of EUR 2"
    assert money["Status"].value == "No news since it was announced" and money["Quantity"].value == 2
    source = {row[0].value: row[1].value for row in book["Source"].iter_rows() if row[0].value}
    assert source["Note"] == "EXERCISE" and source["Data version"] == "abc" and source["Pledges, Funding"] == 1
    assert sum(value for key, value in source.items() if key.startswith("Pledges, ")) == len(ROWS)
    empty = openpyxl.load_workbook(io.BytesIO(consolidated([], CATEGORIES, CAPABILITIES)))
    assert len(empty.sheetnames) == 11


def test_the_list_that_circulates_is_read_as_a_tracker(lexicon, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(consolidated(ROWS, CATEGORIES, CAPABILITIES))
    reading = read(path, Lexicon(states={NAME: "QMB", "Member State QMC": "QMC"}))
    assert not reading.refused, reading.reason
    assert [(c.iso3, c.ministerial, c.category, c.sentence, c.quantity) for c in reading.candidates] == [
        ("QMB", "Berlin 2025", "uniformed_capabilities", "Two utility helicopters by 2027", 2),
        ("QMC", "Berlin 2025", "funding", "=1+1 is a pledge of EUR 2", 2),
    ]
    assert reading.candidates[0].place == "sheet Uniformed capabilities, row 2"


def test_a_six_month_update_comes_back_as_answers_to_its_own_pledges_and_as_no_new_pledge(lexicon, tmp_path):
    pledges = [{"pledge_id": f"P00{n}", **pledge} for n, pledge in enumerate([*BEFORE, BEFORE[0]], 1)]
    content = update_form.form(NAME, "1 November 2025", pledges, "EXERCISE")
    path = tmp_path / "six-month-update-QMB.docx"
    path.write_bytes(content)
    blank = read(path, lexicon)
    assert (blank.iso3, blank.refused, blank.candidates, blank.updates) == ("QMB", False, [], [])
    document = docx.Document(io.BytesIO(content))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells][:3] == [
        "P001",
        "Accra 2023: EUR 200,000 for the SEA trust fund in 2023",
        "Implemented, 6 May 2024",
    ]
    written = {
        1: ("", "", ""),
        2: ("deployed.", "2025-10-02", "In MINUSCA; a commitment to send 200 more by 2027"),
        3: ("nearly there", "in spring", ""),
        4: ("Under way", "2 October 2025", ""),
    }
    for row, texts in written.items():
        for column, words in enumerate(texts, 3):
            table.rows[row].cells[column].text = words
    document.save(path)
    back = read(path, lexicon)
    assert back.candidates == [] and not back.refused
    assert [(one.pledge_id, one.status, one.day, one.words) for one in back.updates] == [
        ("P002", "deployed", "2025-10-02", "In MINUSCA; a commitment to send 200 more by 2027"),
        ("P003", "", "", "nearly there; in spring"),
        ("P004", "under_way", "2025-10-02", ""),
    ]
    assert "table 1, row 3: answer to pledge P002: deployed, 2025-10-02" in " ".join(back.notes)


SAID = {
    "fr": ("Une compagnie de force de réaction rapide pour la MINUSCA d’ici juin 2026.", "Déployé", "1er juillet 2025"),
    "es": ("Una compañía de fuerza de reacción rápida para la MINUSCA antes de junio de 2026.", "Desplegado", "1 de julio de 2025"),
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
def test_a_form_and_an_update_filled_in_french_or_spanish_come_back(language, lexicon, tmp_path):
    sentence, status, day = SAID[language]
    path = tmp_path / "form.docx"
    document = docx.Document(io.BytesIO(text.within(language, lambda: form(NAME, "Berlin 2025", CATEGORIES, BEFORE))))
    shown = [paragraph.text for paragraph in document.paragraphs] + [
        cell.text for cell in document.tables[0].column_cells(0)
    ]
    assert not {*CATEGORIES.values(), "Contribution Category"} & set(shown)
    document.tables[0].rows[1].cells[1].text = sentence
    document.save(path)
    back = read(path, lexicon)
    assert [(one.iso3, one.ministerial, one.category, one.capability, one.sentence) for one in back.candidates] == [
        ("QMB", "Berlin 2025", "uniformed_capabilities", "qrf_company", sentence)
    ]
    pledges = [{"pledge_id": "P001", **BEFORE[0]}]
    document = docx.Document(io.BytesIO(text.within(language, lambda: update_form.form(NAME, day, pledges))))
    for column, words in enumerate((status, day, ""), 3):
        document.tables[0].rows[1].cells[column].text = words
    document.save(path)
    back = read(path, lexicon)
    assert back.candidates == [] and [(one.pledge_id, one.status, one.day) for one in back.updates] == [
        ("P001", "deployed", "2025-07-01")
    ]
    path = tmp_path / "list.xlsx"
    path.write_bytes(text.within(language, lambda: consolidated(ROWS, CATEGORIES, CAPABILITIES)))
    reading = read(path, Lexicon(states={NAME: "QMB", "Member State QMC": "QMC"}))
    assert [(one.iso3, one.category, one.quantity) for one in reading.candidates] == [
        ("QMB", "uniformed_capabilities", 2), ("QMC", "funding", 2)
    ]  # fmt: skip
