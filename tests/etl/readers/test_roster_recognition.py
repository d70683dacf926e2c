"""Which tables are rosters and which lists of pledges, and the day that a title gives to a file without one in its name."""

import datetime as dt
import io

import docx
import openpyxl
import pytest

from etl import contract
from etl.build import intake
from etl.contract import SourceError
from etl.readers.pledges import read
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.recognise import is_form
from tests.support.etl_fixtures import csv_text

FRENCH = ("N°", "Pays", "Type d'unité", "Niveau (PCRS)", "Effectif", "dont femmes")
ROSTERS = {
    "levels as sheets": (("Member State", "Type of unit", "Mil/Pol", "Strength", "Women", "Load list"), ("Ghana", "FPU", "POL", "140", "12", "Received")),
    "French": (FRENCH, ("1", "Ghana", "Unité de police constituée", "Niveau 2", "140", "12")),
    "Spanish": (("País", "Tipo de unidad", "Grado de preparación", "Efectivos", "De los cuales mujeres", "Fecha de evaluación"), ("Perú", "Hospital nivel II", "Nivel 3", "68", "2", "12/12/2024")),
}  # fmt: skip
TRACKERS = {
    "plainest": (("Member State", "Ministerial", "Pledge", "Category"), ("Ghana", "Berlin 2025", "A formed police unit of 140", "Police units")),
    "with ids": (("Pledge ID", "Country", "Pledge category", "Description", "Quantity", "Timeframe"), ("B25-1", "Fiji", "Military units", "An EOD platoon of 44", "1", "2025")),
    "with strengths": (("State", "Ministerial", "Commitment", "Capability", "Strength", "Women", "Status"), ("Fiji", "Berlin 2025", "An EOD platoon of 44", "EOD", "44", "4", "New")),
}  # fmt: skip


def workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("name", [*ROSTERS, *TRACKERS])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_list_of_units_is_no_list_of_pledges_and_none_of_pledges_a_roster(name, ending, tmp_path):
    head, row = (ROSTERS | TRACKERS)[name]
    path = tmp_path / f"list{ending}"
    if ending == ".csv":
        path.write_text(csv_text([row] * 3, head), encoding="utf-8")
    else:
        workbook(path, ["Annex to a letter"], head, row, row, row)
    assert is_form(path, Lexicon()) == (name in TRACKERS)


@pytest.mark.parametrize(
    ("name", "titles", "day"),
    [
        ("units.xlsx", ["État des unités", "Situation arrêtée au 1er mars 2026"], dt.date(2026, 3, 1)),
        ("units.xlsx", ["Extract generated 03-Mar-2026 14:22 | 24 records"], dt.date(2026, 3, 3)),
        ("units 5 March 2026.xlsx", ["As of 15 March 2026"], dt.date(2026, 3, 5)),
        ("units.xlsx", ["As of 03/04/2026"], None),
        ("units.xlsx", ["Printed 4 March 2026, data as of 1 March 2026"], None),
        ("units.xlsx", ["Meeting of the brigade, 4 March 2026"], None),
    ],
)
def test_a_title_gives_the_day_that_no_name_says(name, titles, day, tmp_path):
    path = workbook(tmp_path / name, *([title] for title in titles), FRENCH, ["1", "Ghana", "UPC", "2", "140", "12"])
    roster = contract.find("pcrs_roster")
    if day:
        assert intake.day_of(roster, path.name, path.name, path) == day
    else:
        with pytest.raises(SourceError, match="says no day"):
            intake.day_of(roster, path.name, path.name, path)


def document(*texts, table=()):
    made, stream = docx.Document(), io.BytesIO()
    for text in texts:
        made.add_paragraph(text)
    grid = made.add_table(len(table), len(table[0]))
    for number, row in enumerate(table):
        for column, text in enumerate(row):
            grid.cell(number, column).text = text
    made.save(stream)
    return stream.getvalue()


def test_a_table_of_units_in_a_document_is_never_read_as_pledges(tmp_path):
    table = [
        ("Country", "Unit", "Total strength", "Women", "Readiness (PCRS)"),
        ("Chile", "QRF company", "160", "6", "Level 2"),
    ]
    path = tmp_path / "Note verbale.docx"
    path.write_bytes(document("Annex: units of Member States", table=table))
    (reading,) = read.read_all([path], Lexicon(), "CHL", "Berlin 2025")
    assert reading.refused and "save it as XLSX" in reading.reason and not reading.candidates
