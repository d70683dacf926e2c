"""An OpenDocument spreadsheet (.ods) as the workbook (.xlsx) that says the same: read as any other from then on.

Its one part content.xml is read row by row and written row by row, so that nothing of it is held whole. How often a row or a
cell is repeated is only a number in it, of a million rows or more: what is empty is passed over, and what is not is
repeated within bounds. Texts of comments, shapes and earlier versions of a cell, and copies of other files' sheets, are none of its cells.
"""

import contextlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from etl import temporary
from etl.contract import Refusal, SourceError
from etl.readers.formats import guard, parts

BOUNDS = guard.Bounds(file=50 * 1024**2, total=400 * 1024**2, xml=300 * 1024**2)
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet in every office program
MOST_REPEATED = 200_000  # cells that are written only because something is repeated
MORE_BYTES = 32 * 1024**2  # that are written beyond twice those that are read
CHUNK = 1 << 18  # bytes
NUMBER = re.compile(r"[+-]?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?")
ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|Err:\d{3}")
TRUTHS = ("of:=TRUE()", "of:=FALSE()")  # a yes or no of Excel once a program has saved it as .ods
BLANKS, UNEVEN = re.compile(r"[ \t\r\n]+"), re.compile(r"[\t\r\n]|  ")
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE = (ODF % name for name in ("office", "table", "text", "style"))
SPREADSHEET, SHEET, ROW, COLUMN, CELL = (
    OFFICE + "spreadsheet",
    *(TABLE + name for name in ("table", "table-row", "table-column", "table-cell")),
)
PARAGRAPH = TEXT + "p"
VALUE_TYPE, VALUE, FORMULA = OFFICE + "value-type", OFFICE + "value", TABLE + "formula"
COVERED = TABLE + "covered-table-cell"
WATCHED = (SHEET, ROW, COLUMN, TABLE + "table-source", STYLE + "style")
KIND = "application/vnd.oasis.opendocument.spreadsheet"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
LINKS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="r{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{1}" Target="{2}"/>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = (
    f'<?xml version="1.0"?><workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    "<sheets>{}</sheets></workbook>"
)


@contextlib.contextmanager
def opened(path: Path, most_rows: int = MOST_ROWS) -> Iterator[Path]:
    """A file as it is; a spreadsheet of OpenDocument as a workbook, for as long as it is read. SourceError as in `as_workbook`."""
    if path.suffix.casefold() != ".ods":
        yield path
        return
    with temporary.folder("ods") as folder:
        yield as_workbook(path, folder, most_rows)


def as_workbook(path: Path, folder: Path, most_rows: int = MOST_ROWS) -> Path:
    """Write an .ods as an .xlsx of its name into a folder; SourceError where it cannot be read.

    `most_rows` are those that hold anything, of each sheet: the first of them are enough to know what a file is.
    """
    to = folder / f"{path.stem}.xlsx"
    try:
        guard.check(path, ".ods", BOUNDS)
        with zipfile.ZipFile(path) as archive:
            _closed(archive)
            with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
                most_bytes = 2 * archive.getinfo("content.xml").file_size + MORE_BYTES
                copying = _Book(book, most_rows, most_bytes)
                with archive.open("content.xml") as stream, contextlib.closing(copying):
                    copying.copy(stream)
    except Refusal as error:
        raise SourceError(path.name, "whole file", "is not a readable ODS spreadsheet.", str(error)) from error
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, OSError, ValueError) as error:
        problem = f"is not a readable ODS spreadsheet ({error})."
        raise SourceError(path.name, "whole file", problem, "Open it and save it again as .ods or .xlsx.") from error
    return to


def _closed(archive: zipfile.ZipFile) -> None:
    """Refuse what is encrypted, holds macros or is a document of another kind."""
    names = archive.namelist()
    if "mimetype" in names:
        with archive.open("mimetype") as part:
            kind = part.read(200).decode("ascii", "replace").strip()
        if not kind.startswith(KIND):
            raise Refusal("It is an OpenDocument file, but no spreadsheet. Save it as .ods and send it again.")
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as part:
            is_encrypted = b"encryption-data" in part.read(guard.LARGEST_LINKS)
        if is_encrypted or "encrypted-package" in names:
            raise Refusal("It is protected by a password. Remove the password and send it again.")
    if macros := next((name for name in names if name.startswith(("Basic/", "Scripts/"))), None):
        raise Refusal(f"It holds macros ({macros[:80]}). Save it without macros and send it again.")


@dataclass
class _Sheet:
    """A sheet as it is written: what stands around its rows."""

    element: etree._Element
    name: str
    is_hidden: bool
    row: int = 0  # that was passed last
    column: int = 0  # of the declared ones
    columns: list[str] = field(default_factory=list)  # hidden ones
    merges: list[str] = field(default_factory=list)
    filled: int = 0  # rows that were written
    is_copy: bool = False  # of another file's sheet


class _Book:
    """Copies the sheets of a content.xml into a workbook."""

    def __init__(self, book: zipfile.ZipFile, most_rows: int, most_bytes: int):
        self.book, self.most_rows, self.most_bytes = book, most_rows, most_bytes
        self.sheets: list[_Sheet] = []
        self.part: IO[bytes] | None = None
        self.hidden_styles: set[str] = set()
        self.repeated = self.written = 0

    def close(self) -> None:
        """Close the part that is being written, without which the workbook cannot be closed."""
        if self.part:
            self.part.close()
            self.part = None

    def copy(self, stream: IO[bytes]) -> None:
        """Read the part once, from the first byte to the last."""
        reader = etree.XMLPullParser(("start", "end"), tag=WATCHED, resolve_entities=False, no_network=True)
        sheet: _Sheet | None = None
        since = 0
        while chunk := stream.read(CHUNK):
            reader.feed(chunk)
            since += len(chunk)
            for event, element in reader.read_events():
                if event == "start":
                    if element.tag == SHEET and _parent(element) == SPREADSHEET:
                        sheet = self._begin(element)
                    continue
                if sheet is None:
                    self._note_style(element)
                elif element.tag == ROW and _of(element, sheet):
                    self._row(sheet, element)
                elif element.tag == COLUMN and _of(element, sheet):
                    self._columns(sheet, element)
                elif element.tag == TABLE + "table-source" and element.getparent() is sheet.element:
                    sheet.is_copy = True
                elif element is sheet.element:
                    self._end(sheet)
                    sheet = None
                else:
                    continue  # a table within a cell, or a style within it
                since = 0
                _forget(element)
            if since > parts.LONGEST_ROW:
                raise Refusal(f"A row of it, or what stands before it, has more than {parts.LONGEST_ROW:,} bytes.")
        reader.close()
        self._list()

    def _note_style(self, element: etree._Element) -> None:
        """Keep the name of a style under which a sheet is hidden."""
        if element.tag == STYLE + "style" and element.get(STYLE + "family") == "table":
            properties = element.find(STYLE + "table-properties")
            if properties is not None and properties.get(TABLE + "display") == "false":
                self.hidden_styles.add(element.get(STYLE + "name"))

    def _begin(self, element: etree._Element) -> _Sheet:
        name = element.get(TABLE + "name") or f"Sheet{len(self.sheets) + 1}"
        return _Sheet(element, name, element.get(TABLE + "style-name") in self.hidden_styles)

    def _columns(self, sheet: _Sheet, element: etree._Element) -> None:
        first = sheet.column + 1
        sheet.column = min(sheet.column + _times(element, "number-columns-repeated"), MOST_COLUMNS)
        if _is_hidden(element) and len(sheet.columns) < MOST_COLUMNS:
            sheet.columns.append(f'<col min="{first}" max="{sheet.column}" hidden="1"/>')

    def _row(self, sheet: _Sheet, element: etree._Element) -> None:
        """Write a row as often as it is repeated, unless it is empty."""
        times = _times(element, "number-rows-repeated")
        cells = [] if sheet.is_copy or sheet.filled >= self.most_rows else self._cells(sheet, element)
        if cells:
            self._repeat(times, len(cells), sum(len(said) for _, said in cells))
            if sheet.row + times > MOST_ROWS:
                raise Refusal(f"{sheet.name[:40]} has more than {MOST_ROWS:,} rows.")
            hidden = ' hidden="1"' if _is_hidden(element) else ""
            for number in range(sheet.row + 1, sheet.row + times + 1):
                said = "".join(f'<c r="{letters}{number}"{rest}' for letters, rest in cells)
                self._write(sheet, f'<row r="{number}"{hidden}>{said}</row>')
            sheet.filled += times
        sheet.row += times

    def _cells(self, sheet: _Sheet, row: etree._Element) -> list[tuple[str, str]]:
        """The letters of the column of each cell that holds anything, and its XML behind its place."""
        cells: list[tuple[str, str]] = []
        column = 0
        for cell in row.iterchildren(CELL, COVERED):
            times = _times(cell, "number-columns-repeated")
            said = _said(cell)
            if said and cell.get(TABLE + "number-columns-spanned"):
                self._merge(sheet, cell, column)
            if said and times == 1 and column < MOST_COLUMNS:
                cells.append((parts.letters(column), said))
            elif said:
                self._repeat(times, 1, len(said))
                if column + times > MOST_COLUMNS:
                    raise Refusal(f"Row {sheet.row + 1:,} of {sheet.name[:40]} has more than {MOST_COLUMNS:,} columns.")
                cells += [(parts.letters(place), said) for place in range(column, column + times)]
            column += times
        return cells

    def _repeat(self, times: int, count: int, letters: int) -> None:
        """Count what is written only because it is repeated; Refusal before it is too much."""
        self.repeated += (times - 1) * count
        self.written += (times - 1) * letters
        if self.repeated > MOST_REPEATED or self.written > self.most_bytes:
            raise Refusal(
                f"What it repeats comes to more than {MOST_REPEATED:,} filled cells, or is too long. Delete it."
            )

    def _merge(self, sheet: _Sheet, cell: etree._Element, column: int) -> None:
        wide, high = (_times(cell, f"number-{name}-spanned") for name in ("columns", "rows"))
        low, right = min(sheet.row + high, MOST_ROWS), min(column + wide, MOST_COLUMNS) - 1
        if (wide > 1 or high > 1) and column < MOST_COLUMNS and sheet.row < MOST_ROWS:
            first = f"{parts.letters(column)}{sheet.row + 1}"
            sheet.merges.append(f'<mergeCell ref="{first}:{parts.letters(right)}{low}"/>')

    def _write(self, sheet: _Sheet, said: str) -> None:
        if self.part is None:
            self.part = self.book.open(f"xl/worksheets/sheet{len(self.sheets) + 1}.xml", "w")
            columns = f"<cols>{''.join(sheet.columns)}</cols>" if sheet.columns else ""
            said = f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}>{columns}<sheetData>{said}'
        content = said.encode()
        self.written += len(content)
        if self.written > self.most_bytes:
            raise Refusal("It would be many times as large as a workbook. Delete what repeats.")
        self.part.write(content)

    def _end(self, sheet: _Sheet) -> None:
        if sheet.is_copy:
            return
        self._write(sheet, "</sheetData>")
        if sheet.merges:
            self._write(sheet, f"<mergeCells>{''.join(sheet.merges)}</mergeCells>")
        self._write(sheet, "</worksheet>")
        self.close()
        if any(sheet.name == other.name for other in self.sheets):
            raise Refusal(f"Two of its sheets have one name ({sheet.name[:40]}). Rename one.")
        if len(self.sheets) >= parts.MOST_SHEETS:
            raise Refusal(f"It has more than {parts.MOST_SHEETS} sheets. Split it.")
        self.sheets.append(sheet)

    def _list(self) -> None:
        """Write what says which sheets there are."""
        if not self.sheets:
            raise Refusal("It holds no sheet.")
        numbered = list(enumerate(self.sheets, 1))
        states = {True: ' state="hidden"', False: ""}
        listed = "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{number}"{states[sheet.is_hidden]} r:id="r{number}"/>'
            for number, sheet in numbered
        )
        links = "".join(LINK.format(number, "worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered)
        self.book.writestr("xl/workbook.xml", BOOK.format(listed))
        self.book.writestr("xl/_rels/workbook.xml.rels", LINKS.format(links))
        self.book.writestr("_rels/.rels", LINKS.format(LINK.format(1, "officeDocument", "xl/workbook.xml")))
        self.book.writestr("[Content_Types].xml", TYPES)


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else parent.tag


def _of(element: etree._Element, sheet: _Sheet) -> bool:
    """Whether the sheet is the nearest table around a row or a column, which stands in groups of such."""
    parent = element.getparent()
    while parent is not None and parent.tag != SHEET and parent.tag != CELL:
        parent = parent.getparent()
    return parent is sheet.element


def _forget(element: etree._Element) -> None:
    """Free what is read, and all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _times(element: etree._Element, name: str) -> int:
    """How often something is repeated, or over how many it spans: 1 where it does not say."""
    said = element.get(TABLE + name)
    return int(said) if said and said.isdecimal() and len(said) < 10 and int(said) else 1


def _is_hidden(element: etree._Element) -> bool:
    return element.get(TABLE + "visibility") in ("collapse", "filter")


def _said(cell: etree._Element) -> str:
    """The XML of a cell behind its place, empty where it holds nothing: a number, yes or no, an error, or else a text."""
    kind, formula = cell.get(VALUE_TYPE) or "", cell.get(FORMULA)
    if not kind and not len(cell) and formula is None:
        return ""
    if formula in TRUTHS:
        return f' t="b"><v>{int(formula == TRUTHS[0])}</v></c>'
    if kind in ("float", "percentage", "currency") and NUMBER.fullmatch(number := cell.get(VALUE) or ""):
        return f"><v>{number}</v></c>"
    if kind == "boolean" and cell.get(OFFICE + "boolean-value") in ("true", "false"):
        return f' t="b"><v>{int(cell.get(OFFICE + "boolean-value") == "true")}</v></c>'
    text = (cell.get(OFFICE + "date-value") or "").removesuffix("T00:00:00") if kind == "date" else ""
    text = text or _text(cell) or cell.get(OFFICE + "string-value") or ""
    if formula is not None and ERROR.fullmatch(text):
        return f' t="e"><v>{escape(text)}</v></c>'
    if text.strip():
        return f' t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    # A formula that was worked out to an empty text has an empty paragraph, one that was never worked out has none.
    return "><f>0</f></c>" if formula is not None and not kind and not len(cell) else ""


def _text(cell: etree._Element) -> str:
    """The paragraphs of a cell as lines."""
    if len(cell) == 1 and (only := cell[0]).tag == PARAGRAPH and not len(only):
        return _plain(only.text)
    return "\n".join("".join(_pieces(part)) for part in cell if part.tag in (PARAGRAPH, TEXT + "h"))


def _pieces(part: etree._Element) -> Iterator[str]:
    """The texts of a paragraph in order, without those of notes in it."""
    yield _plain(part.text)
    for inner in part:
        if inner.tag == TEXT + "s":
            yield " " * min(_spaces(inner), 100)
        elif inner.tag in (TEXT + "tab", TEXT + "line-break"):
            yield "\n" if inner.tag.endswith("break") else "\t"
        elif inner.tag not in (OFFICE + "annotation", TEXT + "note", TEXT + "ruby-text") and isinstance(inner.tag, str):
            yield from _pieces(inner)
        yield _plain(inner.tail)


def _plain(text: str | None) -> str:
    """A text with one blank where there are several, or ends of lines, which are none of it."""
    return BLANKS.sub(" ", text) if text and UNEVEN.search(text) else text or ""


def _spaces(element: etree._Element) -> int:
    said = element.get(TEXT + "c") or "1"
    return int(said) if said.isdecimal() and len(said) < 4 else 1
