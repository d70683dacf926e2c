"""Write an empty XLSX of a source from its declaration: headings, units, an example and drop-down lists."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from etl import settings
from etl.contract import Column, Source

ROWS = 1000  # that the drop-down lists reach


def write(source: Source, path: Path, say: Callable[[str], str] = str) -> Path:
    """Write the template to `path` (.xlsx) and return it: a sheet to fill, one that explains it, one of choices.

    `say` puts what explains it into a reader's language. Sheets, headings and choices are what is read: they stay.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    about = book.create_sheet("About")
    lists = book.create_sheet("Choices")
    about.append([say("Heading"), say("Unit"), say("Needed"), say("Meaning"), say("Example")])
    for place, column in enumerate(source.columns.values(), 1):
        head = sheet.cell(1, place, column.theirs[0])
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="1F4E79")
        head.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(14, len(column.theirs[0]) + 3)
        need = say("optional") if column.optional else say("needed")
        about.append(
            [
                column.theirs[0],
                say(column.unit) if column.unit else column.unit,
                need,
                say(column.about),
                column.example,
            ]
        )
        offered = choices(column)
        if offered:
            for row, choice in enumerate([column.theirs[0], *offered], 1):
                lists.cell(row, place, choice)
            reach = f"Choices!${letter}$2:${letter}${len(offered) + 1}"
            rule = DataValidation(type="list", formula1=reach, allow_blank=True, showErrorMessage=True)
            rule.error = say("Choose one of the list for {heading}.").format(heading=column.theirs[0])
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{ROWS}")
    sheet.freeze_panes = "A2"
    about.append([])
    about.append([say(source.title)])
    about.append([say("One row of the sheet Data: {grain}.").format(grain=say(source.grain))])
    if source.dated_by:
        named = say("No column says the day: name the file by it, such as {dataset}_2026-10-31.xlsx.")
        about.append([named.format(dataset=source.dataset)])
    if source.like:
        kept = say("The headings are those of another source too: keep {dataset} in the file's name.")
        about.append([kept.format(dataset=source.dataset)])
    for letter, width in zip("ABCDE", (26, 26, 10, 60, 40), strict=True):
        about.column_dimensions[letter].width = width
    book.save(path)
    return path


def choices(column: Column) -> list[str]:
    """The allowed values: listed in the declaration, or a column of a reference file ("country.iso3")."""
    if not isinstance(column.choices, str):
        return list(column.choices)
    if not column.choices:
        return []
    table, name = column.choices.split(".")
    with settings.reference_file(table).open(encoding="utf-8", newline="") as handle:
        return [row[name] for row in csv.DictReader(handle)]
