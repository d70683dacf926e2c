"""The consolidated list of pledges that circulates to Member States: a workbook with a sheet for each category."""

import contextlib
import datetime as dt
import io
from collections.abc import Iterable, Mapping

import xlsxwriter

from pages.reports.pledge_form import in_words

# Heading, key of a row, width in characters. The headings are those that a tracker is read by.
COLUMNS = (
    ("Member State", "name", 26), ("ISO3", "iso3", 7), ("Ministerial", "ministerial", 18),
    ("Pledge description", "sentence", 70), ("Capability", "capability", 26), ("Quantity", "quantity", 10),
    ("Counted in", "unit", 12), ("Currency", "currency", 10), ("Mission", "mission", 11), ("By when", "by_when", 13),
    ("Status", "status", 22), ("Status date", "status_date", 13), ("Requirements", "requirement_ids", 22),
    ("Where it stands", "place", 30), ("Source", "source_url", 40), ("Pledge id", "pledge_id", 18),
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
    out = io.BytesIO()
    options = {"in_memory": True}  # every cell is written by its kind: no text is taken for a formula, link or number
    with xlsxwriter.Workbook(out, options) as book:
        formats = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        }
        for code, name in categories.items():
            _sheet(book.add_worksheet(sheet_name(name)), name, by_category[code], formats, capabilities, note)
        counts = {name: len(by_category[code]) for code, name in categories.items()}
        _source(book.add_worksheet("Source"), counts, about or {}, formats, note)
    return out.getvalue()


def sheet_name(name: str) -> str:
    """The name of a category as a sheet may be named."""
    return name.translate(FORBIDDEN)[:LONGEST_NAME].rstrip()


def _sheet(sheet, name: str, rows: list[Mapping], formats: dict, capabilities: Mapping[str, str], note: str) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_printed(note)}&C{_printed(name)}&RPage &P of &N")
    for place, (head, _, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, formats["head"])
    ordered = sorted(rows, key=lambda row: (row.get("ministerial") or "", row.get("name") or row.get("iso3") or ""))
    for line, row in enumerate(ordered, 1):
        for place, (_, key, _width) in enumerate(COLUMNS):
            _cell(sheet, line, place, _value(row, key, capabilities), formats)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)


def _value(row: Mapping, key: str, capabilities: Mapping[str, str]):
    value = row.get(key)
    if key == "status":
        return in_words(value, None)
    if key == "capability" and value:
        return capabilities.get(value, value)
    if key == "requirement_ids" and value and not isinstance(value, str):
        return "; ".join(value)
    return value


def _cell(sheet, line: int, place: int, value, formats: dict) -> None:
    if isinstance(value, str) and len(value) == 10:
        with contextlib.suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if value is None or value == "" or value != value:
        return
    if isinstance(value, dt.date):
        sheet.write_datetime(line, place, dt.datetime(value.year, value.month, value.day), formats["day"])
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(line, place, value, formats["number"])
    else:
        sheet.write_string(line, place, str(value), formats["text"])


def _source(sheet, counts: Mapping[str, int], about: Mapping[str, str], formats: dict, note: str) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    lines = [("Note", note)] if note else []
    lines += [("What this is", "Pledges as they were announced or confirmed, by category of the pledge form.")]
    lines += [("Announced is not registered", "The PCRS alone says what is registered, and at which level.")]
    lines += list(about.items())
    for line, (key, value) in enumerate(lines):
        sheet.write_string(line, 0, key, formats["head"])
        _cell(sheet, line, 1, value, formats)
    for line, (name, count) in enumerate(counts.items(), len(lines) + 1):
        sheet.write_string(line, 0, f"Pledges, {name}", formats["text"])
        sheet.write_number(line, 1, count, formats["number"])


def _printed(text: str) -> str:
    """Text for the head of a page, where & begins a code."""
    return text.replace("&", "&&")
