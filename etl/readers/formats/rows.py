"""Read CSV, XLSX and JSON as rows of text, each with its place. Careful rather than fast: see etl/build/raw.py for bulk CSV.

A place is (sheet, line): the physical line where a CSV record starts, also after blank lines and quoted newlines; the
row number of a sheet; the number of a JSON record.
"""

import codecs
import csv
import datetime as dt
import functools
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import python_calamine

from etl.contract import Refusal, SourceError
from etl.readers.formats import guard, parts
from etl.readers.formats.packed import check_zip

DELIMITERS = ",;\t|"
LONGEST_CELL = 1_000_000  # characters
LONGEST_LINE = 8 * 1024**2  # bytes
MOST_COLUMNS = 2_000
MOST_BLANK = 50_000  # rows one after the other
LARGEST_JSON = 100 * 1024**2  # bytes: it is held whole
MOST_LISTS, MOST_VALUES = 600_000, 6_000_000  # of a JSON file: 400,000 records of ten values fill its bytes
CHUNK = 1 << 18  # bytes
WINDOWS = "cp1252"  # what older programs write without saying so
NO_WINDOWS = re.compile(
    rb"[\x00\x81\x8d\x8f\x90\x9d]|[\xc2-\xf4][\x80-\xbf]"
)  # bytes that are none, and letters of UTF-8
READ_AS_WINDOWS = "it is no UTF-8 and is read as Windows-1252: accents may differ"
HALF = 0.25  # of every second byte: as many are NUL where each letter takes two
WORKBOOK = guard.Bounds(
    file=100 * 1024**2,
    total=600 * 1024**2,
    xml=500 * 1024**2,
    marks=(("rows", 1_048_576),),
    cells=12_000_000,
    may_link=True,
)
HELP: tuple[tuple[str, list[str]], ...] = (
    ("About", ["Heading", "Unit", "Needed", "Meaning", "Example"]),
    ("Choices", []),
)  # sheets of our own templates


class Row(NamedTuple):
    """One row: `sheet` is None for CSV; empty cells are None; `lost` says of a column what its cell holds instead of a value.

    `aside` is why a row is set aside whatever its cells say, `noted` what a reader of it should know, in words that quote none of it.
    """

    sheet: str | None
    line: int
    cells: list[str | None]
    lost: dict[int, str] = {}  # noqa: RUF012
    aside: str = ""
    noted: tuple[str, ...] = ()


def read(path: Path, name: str, is_utf8: bool = False, may_be_windows: bool = True) -> Iterator[Row]:
    """Yield every row of a file, headings and blank lines too; SourceError where it cannot be read as what it is.

    A CSV that is known to be UTF-8 is not read through for that first. One that is none, nor UTF-16, is read as Windows-1252
    where it `may_be_windows`: whoever reads it says so (`is_windows`).
    """
    kind = path.suffix.casefold()
    if kind in (".csv", ".txt"):
        return _csv(path, name, "utf-8-sig" if is_utf8 else _encoding(path, name, may_be_windows))
    if kind == ".xlsx":
        return _xlsx(path, name)
    if kind == ".json":
        return _json(path, name)
    raise SourceError(
        name,
        "file name",
        f"{kind or 'no ending'} is not read here.",
        "Use .csv, .xlsx, .ods or .json, plain or as .gz or .zip.",
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


def is_windows(path: Path, name: str) -> bool:
    """Whether a CSV is read as Windows-1252; SourceError where it is no text at all."""
    return path.suffix.casefold() in (".csv", ".txt") and _encoding(path, name, True) == WINDOWS


def _utf16(start: bytes) -> str:
    """The kind of UTF-16 that a file begins as, by its mark or by where its NUL bytes stand; empty where it is none."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    first, second = (start[place::2].count(0) for place in (0, 1))
    least = HALF * (len(start) // 2)
    return "utf-16-le" if second > least and not first else "utf-16-be" if first > least and not second else ""


def _encoding(path: Path, name: str, may_be_windows: bool = False) -> str:
    with path.open("rb") as handle:
        start = handle.read(400)
        if kind := _utf16(start):
            passed, since = len(start), 0
            while chunk := handle.read(CHUNK):
                since = since_line(chunk, since, path, name, passed)
                passed += len(chunk)
            return kind
        handle.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        passed, since, chunk = 0, 0, start
        while chunk:
            chunk = handle.read(CHUNK)
            if path.suffix.casefold() != ".json":
                since = since_line(chunk, since, path, name, passed)
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
                if may_be_windows and chunk and _may_be_windows(path, name):
                    return WINDOWS
                line = _line(path, passed + error.start)
                raise SourceError(
                    name, f"line {line}", "is not UTF-8 text.", "Save the file as CSV UTF-8 and drop it again."
                ) from error
            passed += len(chunk)
    return "utf-8-sig"


def _may_be_windows(path: Path, name: str) -> bool:
    """Whether every byte of a file stands for a letter of Windows-1252, and none of its letters is one of a torn UTF-8."""
    passed, since, last = 0, 0, b""
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            since = since_line(chunk, since, path, name, passed)
            if NO_WINDOWS.search(last + chunk):
                return False
            passed, last = passed + len(chunk), chunk[-1:]
    return True


def since_line(chunk: bytes, since: int, path: Path, name: str, passed: int) -> int:
    """The bytes since the last end of a line, given those before a chunk; SourceError where a line is too long to be held."""
    last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
    since = since + len(chunk) if last < 0 else len(chunk) - last
    if since > LONGEST_LINE:
        raise SourceError(
            name,
            f"line {_line(path, passed)}",
            f"has more than {LONGEST_LINE:,} bytes.",
            "Mend the ends of its lines, or its quotes, and drop it again.",
        )
    return since


def _line(path: Path, place: int) -> int:
    """The line that a byte stands on, counted only for an error: to count all lines takes longer than to decode them."""
    with path.open("rb") as handle:
        return 1 + sum(handle.read(min(CHUNK, place - at)).count(b"\n") for at in range(0, place, CHUNK))


def delimiter_of(path: Path, encoding: str = "utf-8-sig") -> str:
    """The delimiter of a CSV: the commonest of its first lines, which may be titles that have none."""
    with path.open(encoding=encoding, newline="", errors="replace") as handle:
        start = "".join(islice(handle, 20))
    return max(DELIMITERS, key=start.count)


def _csv(path: Path, name: str, encoding: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as handle:
        reader = csv.reader(handle, delimiter=delimiter_of(path, encoding), strict=True, skipinitialspace=True)
        line, blank = 1, 0
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeError) as error:
                raise SourceError(
                    name, f"line {line}", f"is not a CSV record ({error}).", "Mend the quotes of that line."
                ) from error
            if len(record) > MOST_COLUMNS:
                raise _too_wide(name, f"line {line}", len(record))
            cells = [cell.strip() or None for cell in record]
            blank = 0 if any(cells) else blank + 1
            if blank > MOST_BLANK:
                raise too_blank(name, f"line {line}")
            yield Row(None, line, cells)
            line = reader.line_num + 1


def too_blank(name: str, where: str) -> SourceError:
    """What is said of a file with more empty rows one after the other than anybody leaves."""
    problem = f"is the last of more than {MOST_BLANK:,} empty ones."
    return SourceError(name, where, problem, "Delete the empty rows and drop it again.")


def _too_wide(name: str, where: str, count: int) -> SourceError:
    problem = f"has {count:,} columns; more than {MOST_COLUMNS:,} are not read."
    return SourceError(name, where, problem, "Keep the columns with data, and delete the others.")


@functools.lru_cache(maxsize=20)  # a file is opened several times by those who find out what it is
def _guarded(path: Path, _size: int, _changed: int) -> None:
    check_zip(path)
    guard.check(path, ".xlsx", WORKBOOK)


def _xlsx(path: Path, name: str) -> Iterator[Row]:
    try:
        status = path.stat()
        _guarded(path, status.st_size, status.st_mtime_ns)
        with zipfile.ZipFile(path) as archive:
            there = {sheet: part for sheet, part in parts.listed(archive)[0].items() if part in archive.namelist()}
            lost = {
                sheet: parts.scan(archive, part).lost for sheet, part in there.items() if parts.may_lose(archive, part)
            }
        book = python_calamine.CalamineWorkbook.from_path(path)
        for sheet in book.sheet_names:
            yield from _sheet(book.get_sheet_by_name(sheet), sheet, lost.get(sheet, {}), name)
    except Refusal as error:
        raise SourceError(name, "whole file", "is not a readable XLSX workbook.", str(error)) from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError) as error:
        raise SourceError(
            name, "whole file", f"is not a readable XLSX workbook ({error}).", "Open it and save it again as .xlsx."
        ) from error


def _sheet(sheet: Any, title: str, lost: dict[int, dict[int, str]], name: str) -> Iterator[Row]:
    """Yield the rows of calamine's sheet from the first on, up to the last that holds anything or has lost it."""
    left = [None] * (sheet.start[1] if sheet.start else 0)
    if sheet.end and sheet.end[1] >= MOST_COLUMNS:
        raise _too_wide(name, title, sheet.end[1] + 1)
    line = 0
    for line, cells in enumerate(sheet.iter_rows(), 1):
        texts = left + [text(cell) for cell in cells]
        if line == 1 and any(title == help_sheet and texts[: len(first)] == first for help_sheet, first in HELP):
            return
        broken = lost.get(line, {})
        yield Row(title, line, parts.marked(texts, broken), broken)
    for beyond in range(line + 1, max(lost, default=0) + 1):
        broken = lost.get(beyond, {})
        yield Row(title, beyond, parts.marked([], broken), broken)


def _json(path: Path, name: str) -> Iterator[Row]:
    remedy = "Download it again from the Hub's API as JSON."
    if path.stat().st_size > LARGEST_JSON:
        raise SourceError(name, "whole file", f"has more than {LARGEST_JSON:,} bytes.", "Send it as CSV, or split it.")
    said = path.read_text(encoding=_encoding(path, name))
    if said.count("{") + said.count("[") > MOST_LISTS or said.count(",") > MOST_VALUES:
        raise SourceError(
            name, "whole file", "holds too many records to be read at once.", "Send it as CSV, or split it."
        )
    try:
        content = json.loads(said)
    except json.JSONDecodeError as error:
        raise SourceError(name, f"line {error.lineno}", f"is not JSON ({error}).", remedy) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            name, "whole file", "is not JSON that can be read: a number or a nesting is absurd.", remedy
        ) from error
    lists = [content] if isinstance(content, list) else [value for value in _values(content) if isinstance(value, list)]
    full = sorted(lists, key=lambda candidate: not candidate)  # an empty list beside the records is not them
    records = next((candidate for candidate in full if all(isinstance(record, dict) for record in candidate)), None)
    if records is None:
        raise SourceError(name, "whole file", "holds no list of records.", remedy)
    headers = list(dict.fromkeys(key for record in records for key in record))
    if len(headers) > MOST_COLUMNS:
        raise _too_wide(name, "JSON records", len(headers))
    yield Row("JSON records", 0, headers)
    for line, record in enumerate(records, 1):
        yield Row("JSON records", line, [text(record.get(key)) for key in headers])


def _values(content: object) -> list:
    return list(content.values()) if isinstance(content, dict) else []
