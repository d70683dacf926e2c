"""Look at the first rows of a file within bounds, before anything opens it: enough to know what it is, nothing is parsed."""

import contextlib
import csv
import html
import re
import zipfile
from pathlib import Path
from zlib import error as ZlibError

from etl.readers.formats import rows

WIDEST = 300  # cells of a row among which headings are looked for
FIRST = 30  # rows within which headings are looked for
LONGEST_TAG = 20  # bytes of what says where a cell stands
PEEKED = 256 * 1024  # bytes of a sheet, and of its texts, that are unpacked to see its headings


def first_rows(path: Path) -> list[list[str]]:
    """The first rows of a CSV, or of every sheet of a workbook, within bounds and before anything opens it."""
    kind = path.suffix.casefold()
    first = _first_lines(path) if kind in (".csv", ".txt") else _sheets(path) if kind == ".xlsx" else []
    return [row[:WIDEST] for row in first]


def _first_lines(path: Path) -> list[list[str]]:
    """The first lines of a CSV in whatever encoding, to see its headings only."""
    with path.open("rb") as handle:
        start = handle.read(PEEKED)
    for encoding in ("utf-16", "utf-8-sig", "latin-1"):
        if encoding != "utf-16" or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            with contextlib.suppress(UnicodeDecodeError):
                text = start[: start.rfind(b"\n") + 1 or None].decode(encoding)
                break
    lines = text.replace("\0", "").splitlines(keepends=True)[:FIRST]  # a heading may go on in the next line
    delimiter = max(rows.DELIMITERS, key="\n".join(lines[:20]).count)
    try:
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []


def _sheets(path: Path) -> list[list[str]]:
    """The first rows of every sheet of a workbook, as far as its first bytes tell; nothing is parsed."""
    first: list[list[str]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            shared = next((name for name in names if name.casefold().endswith("sharedstrings.xml")), None)
            texts = _start(archive, shared).split(b"</si>")[:-1] if shared else []
            for name in names:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name) and len(first) < 10 * FIRST:
                    sheet = _start(archive, name)
                    first += [_cells(row, texts) for row in sheet.split(b"</row>")[:-1][:FIRST]]
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return []
    return first


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(PEEKED)


def _cells(row: bytes, texts: list[bytes]) -> list[str]:
    cells: list[str] = []
    for cell in row.split(b"<c ")[1:]:
        tag = cell[:LONGEST_TAG]
        value = re.search(rb"<v>(\d{1,9})</v>", cell)
        if b't="s"' in cell and value:
            cell = texts[int(value[1])] if int(value[1]) < len(texts) else b""
        # What stands before the end of a text, behind the tag that begins it.
        ends = [part.rpartition(b"<t")[2].partition(b">")[2] for part in cell.split(b"</t>")[:-1]]
        where = re.search(rb'r="([A-Z]{1,3})\d', tag)
        at = _column(where) if where else len(cells)
        if at >= WIDEST:
            break
        cells += [""] * (at + 1 - len(cells))
        cells[at] = html.unescape("".join(part.decode("utf-8", "replace") for part in ends))
    return cells


def _column(read: re.Match[bytes]) -> int:
    """The place of a column by its letters, from 0."""
    place = 0
    for letter in read[1]:
        place = place * 26 + letter - 64
    return place - 1
