"""The consolidated list of pledges that circulates to Member States: a workbook with a sheet for each category."""

import contextlib
import datetime as dt
import io
from collections.abc import Iterable, Mapping

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from pages.kit.exports import write_cell
from pages.kit.languages import errors, names
from pages.kit.languages.forms import told
from pages.kit.text import _, ngettext
from pages.pledges import labels
from pages.reports.labels import LIST
from pages.reports.pledge_form import in_words

# Heading, key of a row, width in characters. The headings are those that a tracker is read by.
COLUMNS = (
    ("Member State", "name", 26), (LIST["iso3"], "iso3", 7), ("Ministerial", "ministerial", 18),
    ("Pledge description", "sentence", 70), ("Capability", "capability", 26), ("Quantity", "quantity", 10),
    (LIST["unit"], "unit", 12), (LIST["currency"], "currency", 10), ("Mission", "mission", 11), ("By when", "by_when", 13),
    (LIST["status"], "status", 22), (LIST["status_date"], "status_date", 13), (LIST["requirement_ids"], "requirement_ids", 22),
    (LIST["place"], "place", 30), ("Source", "source_url", 40), (LIST["pledge_id"], "pledge_id", 18),
    (LIST["evidence"], "evidence", 50),
)  # fmt: skip
LONGEST_NAME = 31  # characters of a sheet's name
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def consolidated(
    rows: Iterable[Mapping],
    categories: Mapping[str, str],
    capabilities: Mapping[str, str],
    about: Mapping[str, str] | None = None,
    note: str = "",
) -> bytes:
    """The workbook. A row has the keys of COLUMNS and `category`, a code; None and "" leave a cell empty.

    `categories` and `capabilities` are names by code, the categories in the form's order. Numbers and days are numbers and
    days; text is never a formula or a link, whatever it begins with. `about` is printed on the last sheet; `note`, such as
    EXERCISE, on that and in the head of every printed page.
    """
    by_category: dict[str, list[Mapping]] = {code: [] for code in categories}
    for row in rows:
        by_category[row.get("category") or "other"].append(row)
    book = openpyxl.Workbook()
    book.remove(book.active)
    categories = {code: told(name) for code, name in categories.items()}
    for code, name in categories.items():
        _sheet(book.create_sheet(sheet_name(name)), name, by_category[code], capabilities, note)
    counts = {name: len(by_category[code]) for code, name in categories.items()}
    _source(book.create_sheet(_("Source")), counts, about or {}, note)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_name(name: str) -> str:
    """The name of a category as a sheet may be named."""
    return name.translate(FORBIDDEN)[:LONGEST_NAME].rstrip()


def _sheet(sheet, name: str, rows: list[Mapping], capabilities: Mapping[str, str], note: str) -> None:
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for part, text in (
        ("left", _printed(note)),
        ("center", _printed(name)),
        ("right", _("Page {page} of {all}").format(page="&P", all="&N")),
    ):
        getattr(sheet.oddHeader, part).text = text
    for place, (head, _key, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        _head(sheet.cell(1, place), _(told(head)))
    ordered = sorted(
        rows, key=lambda row: (row.get("ministerial") or "", names.sorted_by(row.get("name") or row.get("iso3") or ""))
    )
    for line, row in enumerate(ordered, 2):
        for place, (_title, key, _width) in enumerate(COLUMNS, 1):
            _fill(sheet.cell(line, place), _value(row, key, capabilities))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{max(len(rows), 1) + 1}"


def _value(row: Mapping, key: str, capabilities: Mapping[str, str]):
    value = row.get(key)
    if key == "status":
        return in_words(value, None)
    if key == "capability" and value:
        return _(capabilities.get(value, value))
    if key == "unit" and value in labels.UNITS:
        return ngettext(*labels.UNITS[value], 1)
    if key == "place" and value:
        return errors.placed(value)
    if key == "ministerial" and value in labels.OCCASIONS:
        return _(value)
    if key == "requirement_ids" and value and not isinstance(value, str):
        return "; ".join(value)
    return value


def _head(cell: Cell, text: str) -> None:
    write_cell(cell, text)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF4")
    cell.border, cell.alignment = Border(bottom=Side("thin")), Alignment(wrap_text=True, vertical="top")


def _fill(cell: Cell, value) -> None:
    if isinstance(value, str) and len(value) == 10:
        with contextlib.suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if value is None or value == "" or value != value:
        return
    if isinstance(value, dt.date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
        cell.alignment = Alignment(horizontal="left", vertical="top")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        cell.value, cell.number_format, cell.alignment = value, "#,##0", Alignment(vertical="top")
    else:
        write_cell(cell, str(value))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _source(sheet, counts: Mapping[str, int], about: Mapping[str, str], note: str) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 100
    lines = [(_("Note"), note)] if note else []
    lines += [(_("What this is"), _("Pledges as they were announced or confirmed, by category of the pledge form."))]
    lines += [(_("Announced is not registered"), _("The PCRS alone says what is registered, and at which level."))]
    lines += list(about.items())
    for line, (key, value) in enumerate(lines, 1):
        _head(sheet.cell(line, 1), key)
        _fill(sheet.cell(line, 2), value)
    for line, (name, count) in enumerate(counts.items(), len(lines) + 2):
        _fill(sheet.cell(line, 1), _("Pledges, {category}").format(category=name))
        _fill(sheet.cell(line, 2), count)


def _printed(text: str) -> str:
    """Text for the head of a page, where & begins a code."""
    return text.replace("&", "&&")
