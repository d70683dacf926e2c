"""An OpenDocument spreadsheet is read as the workbook that says the same, within bounds."""

import datetime as dt

import openpyxl
import pytest

from etl import file_check, form_check
from etl.contract import SourceError
from etl.readers.formats import guard, ods, rows
from etl.readers.roster import sheets
from tests.support.etl_fixtures import Site, ods_bytes, ods_rows

# As LibreOffice Calc writes them: what is typed, worked out, hidden, merged, commented, repeated and copied from elsewhere.
HIDDEN = (
    '<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles>"
)
STRING = 'office:value-type="string"'
NUMBER = '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
CALC = f"""<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
<table:table-header-rows><table:table-row><table:table-cell {STRING} table:number-columns-spanned="3" table:number-rows-spanned="1"
><text:p>Two  blanks<text:s text:c="2"/>and <text:span>bold</text:span></text:p></table:table-cell><table:covered-table-cell
table:number-columns-repeated="2"/></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell {STRING}><office:annotation><text:p>A PERSON</text:p></office:annotation><text:p>a</text:p><text:p>b</text:p
></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-10-31"><text:p>31/10/26</text:p></table:table-cell
><table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p></table:table-cell
><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell
><table:table-cell table:formula="of:=FALSE()" office:value-type="float" office:value="0"><text:p>FALSE</text:p></table:table-cell
><table:table-cell table:formula="of:=1/0" {STRING} office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell
><table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell><table:table-cell table:formula="of:=1"/></table:table-row>
<table:table-row-group><table:table-row table:visibility="filter" table:number-rows-repeated="2">{NUMBER}<table:table-cell
table:number-columns-repeated="2" {STRING}><text:p>x</text:p></table:table-cell></table:table-row></table:table-row-group>"""
EXPECTED = [
    ("Level 2 &", 1, ["Two blanks  and bold"], {}),
    ("Level 2 &", 4, ["a\nb", "2026-10-31", "0.25", "Yes", "No", "#error", None, "#formula"], {5: "error", 7: "formula"}),
    ("Level 2 &", 5, ["5", "x", "x"], {}),
    ("Level 2 &", 6, ["5", "x", "x"], {}),
    ("Q2", 1, ["there"], {}),
]  # fmt: skip


def trimmed(cells):
    return cells[: max((place + 1 for place, cell in enumerate(cells) if cell), default=0)]


def test_a_spreadsheet_of_calc_says_what_its_cells_say_and_where(tmp_path):
    path = tmp_path / "a.ods"
    copied = "<table:table-source/><table:table-row><table:table-cell><text:p>theirs</text:p></table:table-cell></table:table-row>"
    said = {"Level 2 &amp;": CALC, "Q2": ods_rows([["there"]]), "'file:///b.ods'#A": copied}
    path.write_bytes(ods_bytes(said))
    book = ods.as_workbook(path, tmp_path)
    read = [(row.sheet, row.line, trimmed(row.cells), row.lost) for row in rows.read(book, "a") if any(row.cells)]
    assert read == EXPECTED
    opened, _is_1904 = sheets.open_book(book, "a")
    first = opened[0]
    assert (first.hidden_columns, first.hidden_rows, first.merges) == ({1, 2}, {5, 6}, [(1, 0, 1, 2)])
    assert [sheet.is_hidden for sheet in opened] == [False, False]


def test_a_hidden_sheet_is_known_as_one(tmp_path):
    path = tmp_path / "a.ods"
    content = ods_bytes({'A" table:style-name="ta2': ods_rows([["x"]]), "B": ods_rows([["y"]])}, styles=HIDDEN)
    path.write_bytes(content)
    opened, _is_1904 = sheets.open_book(ods.as_workbook(path, tmp_path), "a")
    assert [(sheet.name, sheet.is_hidden) for sheet in opened] == [("A", True), ("B", False)]


ROSTER = [
    ["Unit ID", "Member State", "Capability", "PCRS Level", "Personnel", "Women", "Level 2 since"],
    ["U-1", "Ghana", "Infantry battalion", "Level 2", 850, 60, dt.date(2026, 5, 1)],
    ["U-2", "Rwanda", "Moonbase", "Level 3", "many", 4, dt.date(2026, 6, 1)],
]
TRACKER = [
    ["Member State", "Ministerial", "Pledge", "Category"],
    ["Ghana", "Berlin 2025", "One infantry battalion of 850 by 31 March 2027", "Uniformed capabilities"],
]


@pytest.mark.parametrize(("name", "content"), [("PCRS-ROSTER_2026-10-31", ROSTER), ("Tracker", TRACKER)])
def test_the_same_rows_as_ods_and_xlsx_give_the_same_answer(tmp_path, monkeypatch, name, content):
    Site(tmp_path, monkeypatch)
    book = openpyxl.Workbook()
    for row in content:
        book.active.append(row)
    book.save(tmp_path / f"{name}.xlsx")
    (tmp_path / f"{name}.ods").write_bytes(ods_bytes({"Sheet": ods_rows(content)}))
    answers = []
    for ending in (".xlsx", ".ods"):
        path = tmp_path / f"{name}{ending}"
        answer = (form_check.check([path], None, None)[0] or [None])[0] or file_check.check(path)
        answers.append({key: value for key, value in answer.items() if key not in ("file", "sha256")})
    assert answers[0] == answers[1]
    assert len(answers[1].get("candidates", ())) == 1 or answers[1]["loaded"] == 2


def repeated(rows_times, cells_times, said="x"):
    cell = f'<table:table-cell table:number-columns-repeated="{cells_times}"><text:p>{said}</text:p></table:table-cell>'
    return f'<table:table-row table:number-rows-repeated="{rows_times}">{cell}</table:table-row>'


LONG = ("".join(chr(97 + place * place % 26) for place in range(26)) * 40_000)[:900_000]
EMPTY = "<table:table-row><table:table-cell/></table:table-row>"
HOSTILE = {
    "rows": (ods_bytes({"A": repeated(1_048_576, 1)}), "200,000 filled cells"),
    "cells": (ods_bytes({"A": repeated(100, 16_384)}), "200,000 filled cells"),
    "texts": (ods_bytes({"A": repeated(1, 1_000, LONG)}), "200,000 filled cells, or is too long"),
    "columns": (ods_bytes({"A": repeated(1, 16_385)}), "more than 16,384 columns"),
    "deep": (ods_bytes({"A": "<table:table-row-group>" * 999 + EMPTY}), "Excessive depth"),
    "wide": (ods_bytes({"A": f"<table:table-row>{'<table:table-cell/>' * 500_000}</table:table-row>"}), "more than 8,388,608 bytes"),
    "entities": (ods_bytes({"A": EMPTY}, styles="<!DOCTYPE a>"), "declares a DOCTYPE"),
    "locked": (ods_bytes({"A": EMPTY}, {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "protected by a password"),
    "macros": (ods_bytes({"A": EMPTY}, {"Basic/Standard/M.xml": b"x"}), "holds macros"),
    "letter": (ods_bytes({"A": EMPTY}, kind="text"), "no spreadsheet"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_claims_too_much_is_refused_in_words_before_it_is_held(tmp_path, monkeypatch, name):
    monkeypatch.setattr(guard, "RATIO", 10_000)  # that they are packed tight would refuse most of them first
    content, words = HOSTILE[name]
    path = tmp_path / f"{name}.ods"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="is not a readable ODS spreadsheet") as refused:
        ods.as_workbook(path, tmp_path)
    assert words in str(refused.value) and len(str(refused.value)) < 1_000
    book = tmp_path / f"{name}.xlsx"
    assert not book.exists() or book.stat().st_size < 1024**2
