"""Turn the frame on screen into files. A text that a spreadsheet would run as a formula is written as text."""

import csv
import io
from collections.abc import Mapping

import openpyxl
import pandas as pd
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

RISKY = ("=", "+", "-", "@", "\t", "\r")


def to_csv(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """Return the frame as UTF-8 CSV with a byte-order mark; `about` follows as rows that start with #."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(name) for name in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else _safe(_plain(cell)) for cell in row])
    writer.writerow([])
    for key, value in about.items():
        writer.writerow([f"# {key}", _safe(value)])
    return ("\ufeff" + out.getvalue()).encode()


def to_xlsx(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """Return the frame as a workbook: numbers and days in their own formats, frozen headings, a sheet that says the source."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for column, name in enumerate(frame.columns, 1):
        _write(sheet.cell(1, column), name)
        sheet.cell(1, column).font = Font(bold=True)
        widest = max([len(str(name)), *(len(str(cell)) for cell in frame[name].head(200))])
        sheet.column_dimensions[get_column_letter(column)].width = min(60, widest + 3)
        for line, cell in enumerate(frame[name], 2):
            if not pd.isna(cell):
                _write(sheet.cell(line, column), _plain(cell))
                if str(name).endswith("_fraction"):
                    sheet.cell(line, column).number_format = "0.0%"
    sheet.freeze_panes = "A2"
    source = book.create_sheet("Source")
    for line, (key, value) in enumerate(about.items(), 1):
        _write(source.cell(line, 1), key)
        _write(source.cell(line, 2), value)
    source.column_dimensions["A"].width = 18
    source.column_dimensions["B"].width = 110
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(cell: object) -> object:
    """Return a cell as Python's own type: days without a midnight, numbers as int or float."""
    if isinstance(cell, pd.Timestamp):
        return cell.date() if cell == cell.normalize() else cell.to_pydatetime()
    return cell.item() if hasattr(cell, "item") else cell


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def _write(cell, value: object) -> None:
    cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
