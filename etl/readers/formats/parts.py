"""The parts of a workbook that calamine tells nothing of: hidden rows and columns, and cells whose value is lost.

calamine reads an error, or a formula that was never worked out, as an empty cell: one pass over a sheet's part finds those,
row by row, so that a hostile part is refused before anything holds it whole.
"""

import functools
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from etl.contract import Refusal

LARGEST_LIST = 16 * 1024**2  # bytes of the XML that lists the sheets
MOST_SHEETS = 200
LONGEST_NAME = 100  # letters of a sheet's; Excel allows 31
LONGEST_ROW = 8 * 1024**2  # bytes of one row's XML
# Office's strict files have other namespaces than its usual ones: names are compared without them.
BROKEN = etree.XPath(
    "*[local-name()='c'][@t='e' or (not(@t='str') and *[local-name()='f'] and not(*[local-name()='v']/text()))]"
)
SIGNS = re.compile(rb"""<(\w+:)?f[\s/>]|\st\s*=\s*["']e["']""")
MARKS = (b"<f", b":f", b'"e"', b"'e'")
LAST_NAMED = 26 + 26**2 + 26**3  # columns up to ZZZ
ERROR, FORMULA, PERSON, LONG = "error", "formula", "person", "long"
WORDS = {
    ERROR: "an error",
    FORMULA: "a formula whose value was never saved",
    PERSON: "an address or number of a person",
    LONG: "more letters than any text of its kind has",
}
REASONS = {ERROR: "error_in_cell", FORMULA: "formula_without_value", LONG: "too_long"}  # in the reading of a roster


@dataclass
class Part:
    """What one sheet hides, strikes through and has lost: rows from 1, columns from 0; `lost` are cells of a row as ERROR or FORMULA."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    lost: dict[int, dict[int, str]] = field(default_factory=dict)
    struck_rows: set[int] = field(default_factory=set)


@functools.lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """The name of a column counted from 0: B for 1, and "column 20000" beyond ZZZ, where only a CSV goes."""
    from openpyxl.utils import get_column_letter  # a tenth of a second, which most builds do without

    return get_column_letter(column + 1) if column < LAST_NAMED else f"column {column + 1}"


def number_of(reference: str) -> tuple[int, int]:
    """Row, from 1, and column, from 0, of a reference such as B14; ValueError where it is none."""
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(reference)
    return row, column - 1


def listed(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """The part of each sheet by the sheet's name, and whether days count from 1904."""
    try:
        book = _parsed(archive, "xl/workbook.xml")
        linked = _parsed(archive, "xl/_rels/workbook.xml.rels")
    except (KeyError, etree.XMLSyntaxError) as error:
        raise Refusal(f"It is damaged: it does not list its sheets ({error}). Open it and save it again.") from error
    targets = {link.get("Id"): link.get("Target") for link in linked if link.get("Target")}
    part_of = {}
    for sheet in book.iterfind(".//{*}sheet"):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        if target := targets.get(link):
            part_of[sheet.get("name")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    if any(len(name or "") > LONGEST_NAME for name in part_of):
        raise Refusal(f"The name of a sheet has more than {LONGEST_NAME} letters. Shorten it.")
    if len(part_of) > MOST_SHEETS:
        raise Refusal(f"It has {len(part_of):,} sheets; more than {MOST_SHEETS} are not read. Split it.")
    properties = book.find(".//{*}workbookPr")
    return part_of, properties is not None and properties.get("date1904") in ("1", "true")


def _parsed(archive: zipfile.ZipFile, part: str):
    if archive.getinfo(part).file_size > LARGEST_LIST:
        raise Refusal(f"Its list of sheets ({part}) has more than {LARGEST_LIST:,} bytes.")
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def scan(archive: zipfile.ZipFile, part: str, struck: frozenset[str] = frozenset()) -> Part:
    """Note hidden rows and columns, lost cells and rows with a cell in one of the styles `struck`, holding one row at a time."""
    sheet = Part()
    reader = etree.XMLPullParser(("end",), tag=("{*}row", "{*}col"), resolve_entities=False, no_network=True)
    row, since = 0, 0
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 18):
                reader.feed(chunk)
                since += len(chunk)
                for _, element in reader.read_events():
                    if element.tag.endswith("}col"):
                        _hide_columns(sheet, element)
                        continue
                    row, since = int(element.get("r") or row + 1), 0
                    _note_row(sheet, element, row)
                    if struck and any(cell.get("s") in struck and len(cell) for cell in element):
                        sheet.struck_rows.add(row)
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
                if since > LONGEST_ROW:
                    raise Refusal(f"A row of it has more than {LONGEST_ROW:,} bytes.")
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal(f"It is damaged: {part} is no sheet ({error}). Open it and save it again.") from error
    return sheet


def marked(cells: list[str | None], lost: dict[int, str]) -> list[str | None]:
    """A row's texts with #error or #formula in the cells whose value is lost: none of them is blank."""
    cells = cells + [None] * (max(lost, default=-1) + 1 - len(cells))
    for column, kind in lost.items():
        cells[column] = cells[column] or f"#{kind}"
    return cells


def may_lose(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part has a formula or an error at all, which is quicker to see than where."""
    with archive.open(part) as stream:
        end = b""
        while chunk := stream.read(1 << 18):
            text = end + chunk
            # Text with NUL bytes is UTF-16, where no sign would be seen. Each sign holds one of the others, which are quicker to see.
            if b"\0" in chunk or (any(mark in text for mark in MARKS) and SIGNS.search(text)):
                return True
            end = chunk[-64:]
    return False


def _hide_columns(part: Part, element) -> None:
    if element.get("hidden") in ("1", "true"):
        first, last = int(element.get("min")) - 1, int(element.get("max")) - 1
        part.hidden_columns.update(range(first, min(last, first + 500) + 1))


def _note_row(part: Part, element, row: int) -> None:
    if element.get("hidden") in ("1", "true"):
        part.hidden_rows.add(row)
    for cell in BROKEN(element):
        line, column = number_of(cell.get("r")) if cell.get("r") else (row, element.index(cell))
        part.lost.setdefault(line, {})[column] = ERROR if cell.get("t") == "e" else FORMULA
