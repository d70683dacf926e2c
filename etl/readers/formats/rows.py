"""Read CSV, XLSX and JSON as rows of text, each with its place. Careful rather than fast: see etl/build/raw.py for bulk CSV.

A place is (sheet, line): the physical line where a CSV record starts, also after blank lines and quoted newlines; the
row number of a sheet; the number of a JSON record.
"""

import codecs
import csv
import datetime as dt
import json
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import python_calamine

from etl.contract import Refusal, SourceError
from etl.readers.formats import parts
from etl.readers.formats.packed import check_zip

DELIMITERS = ",;\t|"
LONGEST_CELL = 1_000_000  # characters
CHUNK = 1 << 18  # bytes


class Row(NamedTuple):
    """One row: `sheet` is None for CSV; empty cells are None; `lost` says of a column what its cell holds instead of a value."""

    sheet: str | None
    line: int
    cells: list[str | None]
    lost: dict[int, str] = {}  # noqa: RUF012


def read(path: Path, name: str, is_utf8: bool = False) -> Iterator[Row]:
    """Yield every row of a file, headings and blank lines too; SourceError where it cannot be read as what it is.

    A CSV that is known to be UTF-8 is not read through for that first.
    """
    kind = path.suffix.casefold()
    if kind in (".csv", ".txt"):
        return _csv(path, name, is_utf8)
    if kind == ".xlsx":
        return _xlsx(path, name)
    if kind == ".json":
        return _json(path, name)
    raise SourceError(
        name,
        "file name",
        f"{kind or 'no ending'} is not read here.",
        "Use .csv, .xlsx or .json, plain or as .gz or .zip.",
    )


def text(cell: object) -> str | None:
    """A cell as trimmed text: whole floats without their .0, dates as ISO, nothing as None."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    return str(cell).strip() or None


def _encoding(path: Path, name: str) -> str:
    with path.open("rb") as handle:
        start = handle.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        handle.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        passed, chunk = 0, start
        while chunk:
            chunk = handle.read(CHUNK)
            if b"\0" in chunk:
                line = _line(path, passed + chunk.index(b"\0"))
                raise SourceError(
                    name,
                    f"line {line}",
                    "holds a NUL byte: it is damaged or not text.",
                    "Download it again as CSV UTF-8.",
                )
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                line = _line(path, passed + error.start)
                raise SourceError(
                    name, f"line {line}", "is not UTF-8 text.", "Save the file as CSV UTF-8 and drop it again."
                ) from error
            passed += len(chunk)
    return "utf-8-sig"


def _line(path: Path, place: int) -> int:
    """The line that a byte stands on, counted only for an error: to count all lines takes longer than to decode them."""
    with path.open("rb") as handle:
        return 1 + handle.read(place).count(b"\n")


def delimiter_of(path: Path, encoding: str = "utf-8-sig") -> str:
    """The delimiter of a CSV: the commonest of its first lines, which may be titles that have none."""
    with path.open(encoding=encoding, newline="", errors="replace") as handle:
        start = "".join(islice(handle, 20))
    return max(DELIMITERS, key=start.count)


def _csv(path: Path, name: str, is_utf8: bool) -> Iterator[Row]:
    encoding = "utf-8-sig" if is_utf8 else _encoding(path, name)
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as handle:
        reader = csv.reader(handle, delimiter=delimiter_of(path, encoding), strict=True, skipinitialspace=True)
        line = 1
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeError) as error:
                raise SourceError(
                    name, f"line {line}", f"is not a CSV record ({error}).", "Mend the quotes of that line."
                ) from error
            yield Row(None, line, [cell.strip() or None for cell in record])
            line = reader.line_num + 1


def _xlsx(path: Path, name: str) -> Iterator[Row]:
    check_zip(path)
    try:
        with zipfile.ZipFile(path) as archive:
            there = {sheet: part for sheet, part in parts.listed(archive)[0].items() if part in archive.namelist()}
            lost = {
                sheet: parts.scan(archive, part).lost for sheet, part in there.items() if parts.may_lose(archive, part)
            }
        book = python_calamine.CalamineWorkbook.from_path(path)
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            broken_in = lost.get(sheet, {})
            beyond: Iterator[list] = ([] for _ in range(len(rows), max(broken_in, default=0)))
            for line, cells in enumerate((*rows, *beyond), 1):
                broken = broken_in.get(line, {})
                yield Row(sheet, line, parts.marked([text(cell) for cell in cells], broken), broken)
    except Refusal as error:
        raise SourceError(name, "whole file", "is not a readable XLSX workbook.", str(error)) from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError) as error:
        raise SourceError(
            name, "whole file", f"is not a readable XLSX workbook ({error}).", "Open it and save it again as .xlsx."
        ) from error


def _json(path: Path, name: str) -> Iterator[Row]:
    remedy = "Download it again from the Hub's API as JSON."
    try:
        content = json.loads(path.read_text(encoding=_encoding(path, name)))
    except (ValueError, RecursionError) as error:
        raise SourceError(name, "whole file", f"is not JSON ({error}).", remedy) from error
    lists = [content] if isinstance(content, list) else [value for value in _values(content) if isinstance(value, list)]
    full = sorted(lists, key=lambda candidate: not candidate)  # an empty list beside the records is not them
    records = next((candidate for candidate in full if all(isinstance(record, dict) for record in candidate)), None)
    if records is None:
        raise SourceError(name, "whole file", "holds no list of records.", remedy)
    headers = list(dict.fromkeys(key for record in records for key in record))
    yield Row("JSON records", 0, headers)
    for line, record in enumerate(records, 1):
        yield Row("JSON records", line, [text(record.get(key)) for key in headers])


def _values(content: object) -> list:
    return list(content.values()) if isinstance(content, dict) else []
