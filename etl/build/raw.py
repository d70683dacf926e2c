"""Bring one file into a table of text, each row with its place, as fast as it can be done safely.

Bulk CSV goes through DuckDB's parallel reader, which tells no line numbers. It is used only where one record is proven
to be one line (as many line feeds as records, no line feed inside quotes), so that line = position in the table + 2.
Any doubt, and any complaint of that reader, sends the file through etl.formats.rows, which counts physical lines.

A column whose every text is one of a list (codes, whole numbers, ends of months) is kept as numbers into that list: an
enum, which is the text to the letter, in a tenth of the memory. A column with any other text in it is kept as text.
"""

import codecs
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import duckdb
import numpy as np

from etl import child, contract
from etl.build import intake, monthly, readers
from etl.build.again.tables import NOTHING, Taken
from etl.contract import Column, Source, SourceError
from etl.readers import partner_sheets, persons
from etl.readers.formats import guard, marks, packed, parts
from etl.readers.formats import rows as slow
from etl.readers.monthly import words
from etl.readers.monthly.model import NOT_STATED

BATCH = 50_000
# Bytes, by the ending of a file; of others packed.LARGEST. Whoever reads one may allow less.
LARGEST = {
    ".xlsx": slow.WORKBOOK.file,
    ".ods": guard.LARGEST_FILE,
    ".json": slow.LARGEST_JSON,
    ".pdf": words.LARGEST,
    ".docx": guard.LARGEST_FILE,
    ".pptx": guard.LARGEST_FILE,
}
ASK_FIRST = "ask first: "  # how the problem of a row begins that can be read, and may not count
HEADER_WITHIN = 20  # rows: titles above the headings are allowed, a book of prose is not
CHUNK = 1 << 18  # bytes looked at together: what the processor keeps at hand
USUAL_COUNTS = 10_000  # one row of personnel has never had as many
READ_CSV = "read_csv($path, columns=$types, header=true, auto_detect=false, delim=$delimiter, quote='\"', escape='\"', null_padding=false)"


@dataclass(frozen=True)
class Shape:
    """What one pass over a file's bytes tells: its hash, and whether it is plain; `stamp` as it began.

    `is_plain` is False where it is not UTF-8 text, or where a record might span lines.
    """

    stamp: tuple[int, int]
    sha256: str
    size: int
    lines: int
    is_plain: bool


def stamp(path: Path) -> tuple[int, int]:
    """A file's size and time of last change: when they are others, it is not the file that was hashed."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def shape(path: Path) -> Shape:
    """Hash a file, count its lines and see whether it is plain, all in one pass; SourceError where it, or a line of it, is too large."""
    begun = stamp(path)
    kind = path.suffix.casefold()
    is_text = kind in (".csv", ".txt")
    if begun[0] > LARGEST.get(kind, packed.LARGEST):
        problem = f"has {begun[0]:,} bytes; more than {LARGEST.get(kind, packed.LARGEST):,} are not read."
        raise SourceError(path.name, "whole file", problem, "Split it, or keep only the data in it.")
    since = 0
    digest = hashlib.sha256()
    size = feeds = returns = pairs = inside = 0
    plain, last = True, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            if is_text:
                since = slow.since_line(chunk, since, path, path.name, size)
            digest.update(chunk)
            size += len(chunk)
            feeds += int(np.count_nonzero(np.frombuffer(chunk, np.uint8) == 10))
            if b"\r" in chunk or last == b"\r":
                returns += chunk.count(b"\r")
                pairs += chunk.count(b"\r\n") + (last == b"\r" and chunk.startswith(b"\n"))
            plain = plain and b"\0" not in chunk and _decodes(decoder, chunk)
            if plain and (inside or b'"' in chunk):
                plain, inside = _even_quotes(chunk, inside)
                # A blank beside a quote is part of the cell to one reader and not to the other.
                plain = plain and b'" ' not in chunk and b' "' not in chunk and last + chunk[:1] not in (b'" ', b' "')
            last = chunk[-1:]
    lines = feeds + (last not in (b"\n", b""))
    plain = plain and not inside and returns == pairs and _decodes(decoder, b"", final=True)
    return Shape(begun, digest.hexdigest(), size, lines, plain)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _even_quotes(chunk: bytes, inside: int) -> tuple[bool, int]:
    """Say whether every line feed of a chunk stands outside quotes, and whether its end stands inside."""
    seen = np.frombuffer(chunk, np.uint8)
    parity = (np.cumsum(seen == 34) + inside) & 1
    return not parity[seen == 10].any(), int(parity[-1])


def load_all(
    con: duckdb.DuckDBPyConnection,
    drops: list[intake.Drop],
    shapes: dict[Path, Shape],
    scratch: Path,
    say: Callable[[str, float], None],
    taken: Taken = NOTHING,
) -> tuple[dict[int, str], list[tuple[intake.Drop, dict]]]:
    """Load every file that is a table and note it in meta.file; return the raw tables by file id, and refused files with what is told.

    Those of which rows are `taken` are left out.

    `shapes` are those of the files as they were hashed: Changed where one has changed since. Archives are unpacked into
    `scratch`. A bundled file that cannot be read is a SourceError: the program itself is damaged.
    """
    raw_tables: dict[int, str] = {}
    refused = []
    kinds: dict[str, str] = {}
    for file_id, drop in enumerate(drops, 1):
        if not drop.source.is_table or taken.has(file_id):
            continue
        say(f"reading {drop.name}", 0.05 + 0.4 * (file_id - 1) / len(drops))
        folder = scratch / str(file_id)
        folder.mkdir()
        table = f"scratch.raw_file_{file_id}"
        try:
            with child.reading(drop.path):
                plain = packed.unpack(drop.path, folder)
                intake.agree_inside(drop, plain.name)
                plain_shape = shapes[drop.path] if plain == drop.path else shape(plain)
                if monthly.is_pdf(plain):
                    kinds = kinds or {ours: _usual(con, column) for ours, column in drop.source.columns.items()}
                    month = monthly.load(con, plain, drop.name, drop.source, table, plain_shape.sha256, kinds)
                    monthly.refuse_unmet(month)
                else:
                    load(con, plain, drop.name, drop.source, table, plain_shape)
        except SourceError as error:
            if drop.is_bundled:
                raise
            refused.append((drop, contract.refused(error, drop.source)))
            con.execute(f"drop table if exists {table}")
        else:
            raw_tables[file_id] = table
            note(con, file_id, drop, shapes[drop.path].size)
        if stamp(drop.path) != shapes[drop.path].stamp:
            raise intake.Changed(drop.name)
        shutil.rmtree(folder)
    note_odd(con, raw_tables)
    return raw_tables, refused


def note(con: duckdb.DuckDBPyConnection, file_id: int, drop: intake.Drop, size: int) -> None:
    """Write a file that was read into meta.file, still without its counts; `size` in bytes."""
    con.execute("insert into scratch.read_file values (?, ?)", [file_id, drop.source.name])
    con.execute(
        "insert into meta.file (file_id, source, name, sha256, size_bytes, received_at, is_bundled, snapshot_on)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [file_id, drop.source.name, drop.name, drop.sha256, size, drop.received_at, drop.is_bundled, drop.day],
    )


def note_odd(con: duckdb.DuckDBPyConnection, raw_tables: dict[int, str]) -> None:
    """Note the columns that were left out of the files that were read, and which are read as Windows-1252."""
    files = "select unnest($ids) as file_id, unnest($tables) as raw_table"
    read: dict[str, object] = {"ids": list(raw_tables), "tables": list(raw_tables.values())}
    con.execute(
        "insert into meta.finding select 'column_left_out', file_id, concat_ws(', ', sheet, 'column ' || letters),"
        f" 'it is left out: it ' || why, null, null from scratch.left_out join ({files}) using (raw_table)"
        " order by file_id, sheet, letters",
        read,
    )
    con.execute(
        "insert into meta.finding select 'row_noted', file_id, concat_ws(', ', sheet, case when sheet is null then 'line ' else"
        f" 'row ' end || line), note, null, null from scratch.row_noted join ({files}) using (raw_table) order by file_id, sheet, line",
        read,
    )
    con.execute(
        "insert into meta.finding select 'read_as_windows', file_id, 'whole file', $words, null, null"
        f" from scratch.read_as_windows join ({files}) using (raw_table) order by file_id",
        read | {"words": slow.READ_AS_WINDOWS},
    )


def load(con: duckdb.DuckDBPyConnection, path: Path, name: str, source: Source, table: str, seen: Shape) -> int:
    """Create `table` (line, sheet, problem, our columns as text) from a plain file; return the rows read.

    Headings are found by name in the first rows of each sheet; the heading row itself is not counted.
    """
    may_be_fast = path.suffix.casefold() in (".csv", ".txt") and seen.is_plain and seen.lines > 1 and not source.names
    may_be_fast = may_be_fast and not set("*?[") & set(str(path))  # DuckDB would take it for a pattern of others
    if may_be_fast and _load_fast(con, path, name, source, table, seen):
        return seen.lines - 1
    return _load_slow(con, path, name, source, table)


def _load_fast(con, path, name, source, table, seen) -> bool:
    """Load by DuckDB's own reader; False, and no table, where it complains of anything, counts other rows than lines, or many are empty."""
    first = next(slow.read(path, name, is_utf8=True), None)
    if first is None:
        return False
    headers = [cell or "" for cell in first.cells]
    places, wrong = contract.pick_columns(source, headers)
    if wrong:
        return False  # the headings may stand lower: the careful reader looks, and words the complaint
    select = ", ".join(
        f"c{places[ours]} as {ours}" if ours in places else f"cast(null as varchar) as {ours}"
        for ours in source.columns
    )
    types = {f"c{place}": "VARCHAR" for place in range(len(headers))}
    types |= {f"c{place}": _usual(con, source.columns[ours]) for ours, place in places.items()}
    parameters = {"path": str(path), "delimiter": slow.delimiter_of(path)}
    for _ in range(2):
        try:
            con.execute(
                f"create or replace table {table} as select {select} from {READ_CSV}", parameters | {"types": types}
            )
        except duckdb.Error:
            # Which column it was is not asked of that reader: what it notes of each refused text takes it minutes.
            types |= dict.fromkeys(_unusual(con, types, parameters), "VARCHAR")
            continue
        nothing = " and ".join(f"{ours} is null" for ours in source.columns)
        # Of a column without blanks DuckDB knows it, and looks at no row.
        counted = con.execute(
            f"select (select count(*) from {table}), (select count(*) from {table} where {nothing})"
        ).fetchone()
        if counted[0] == seen.lines - 1 and counted[1] <= slow.MOST_BLANK:
            return True
        break
    con.execute(f"drop table if exists {table}")
    return False


def _unusual(con: duckdb.DuckDBPyConnection, types: dict[str, str], parameters: dict) -> list[str]:
    """The columns of a CSV that hold a text which is none of the enum they were to be; none where it does not read as a CSV at all."""
    enums = {column: enum for column, enum in types.items() if enum != "VARCHAR"}
    # To cast would be slow: whatever a cast refuses is compared with every text of the enum, for the sake of its message.
    counts = ", ".join(
        f"count(case when {column} not in (select unnest(enum_range(cast(null as {enum})))) then 1 end)"
        for column, enum in enums.items()
    )
    try:
        others = con.execute(
            f"select {counts} from {READ_CSV}", parameters | {"types": dict.fromkeys(types, "VARCHAR")}
        ).fetchone()
    except duckdb.Error:
        return []
    return [column for column, count in zip(enums, others or (), strict=True) if count]


def _usual(con: duckdb.DuckDBPyConnection, column: Column) -> str:
    """The enum of a column's usual texts, made once a connection; VARCHAR where nothing lists them."""
    lists = column.usual or ((column.choices,) if isinstance(column.choices, str) and column.choices else ())
    if lists:
        name = "_".join(lists).replace(".", "_")
        texts = " union ".join(
            "select {1} as t from scratch.ref_text.{0} where {1} is not null".format(*place.split("."))
            for place in lists
        )
    elif column.type == "INTEGER":
        name, texts = "whole_number", f"select cast(i as varchar) as t from range(0, {USUAL_COUNTS}) as number(i)"
    elif column.type == "DATE":
        name = "month_end"
        texts = "select cast(last_day(date '1948-01-01' + to_months(cast(i as integer))) as varchar) as t from range(0, 1824) as month(i)"
    else:
        return "VARCHAR"
    enum = f"scratch.usual_{name}"
    try:
        con.execute(f"select cast(null as {enum})")
    except duckdb.CatalogException:  # not made yet; to ask the list of all types takes twenty times as long
        con.execute(f"create type {enum} as enum ({texts} union select '{NOT_STATED}' order by t)")
    return enum


def _load_slow(con, path, name, source, table) -> int:
    import pandas as pd  # a third of a second, which bulk loads do without

    names = list(source.columns)
    declared = ", ".join(f"{ours} varchar" for ours in names)
    con.execute(f"create table {table} (line integer, sheet varchar, problem varchar, {declared})")
    read = 0
    read_rows = slow.read(path, name, may_be_windows=source.is_typed)
    noted: list[tuple[str | None, int, str]] = []
    rows = partner_sheets.noting(partner_sheets.laid_out(read_rows, source, lambda: marks.of(path)), noted)
    if source.is_typed and slow.is_windows(path, name):
        con.execute("insert into scratch.read_as_windows values (?)", [table])
    left_out: dict[tuple, persons.LeftOut] = {}
    if source.names:
        rows = persons.watched(rows, source, _things(con), left_out)
    lines = _lines(rows, name, source)
    if source.reads_words:
        lines = _in_codes(lines, source)
    while batch := list(islice(lines, BATCH)):
        frame = pd.DataFrame(batch, columns=["line", "sheet", "problem", *names])
        for column in ("sheet", "problem", *names):
            frame[column] = frame[column].astype("string")
        con.register("batch", frame)
        con.execute(f"insert into {table} select * from batch")
        con.unregister("batch")
        read += len(batch)
    for note in partner_sheets.listed(noted):
        con.execute("insert into scratch.row_noted values (?, ?, ?, ?)", [table, *note])
    for column in left_out.values():
        con.execute(
            "insert into scratch.left_out values (?, ?, ?, ?)", [table, column.sheet, column.letters, column.why]
        )
    return read


def _in_codes(lines: Iterator[list], source: Source) -> Iterator[list]:
    """The rows of a source whose cells are words, read by its cells.py, which sees the first ones before it reads any."""
    names, first = list(source.columns), list(islice(lines, BATCH // 10))
    read = readers.reader(source, "cells").reader([dict(zip(names, row[3:], strict=True)) for row in first])
    for line, sheet, problem, *cells in chain(first, lines):
        told = cells if problem else list(read(dict(zip(names, cells, strict=True))).values())
        yield [line, sheet, problem, *told]


def _things(con) -> set[str]:
    """Folded names of states, missions and kinds of unit: they look like names of people."""
    lists = ("country", "country_name", "mission", "capability")
    texts = " union ".join(f"select name from scratch.ref_text.{table}" for table in lists)
    return {contract.fold(row[0]) for row in con.execute(texts).fetchall() if row[0]}


def _lines(rows: Iterator[slow.Row], name: str, source: Source) -> Iterator[list]:
    """[line, sheet, problem, our cells...] of every row but the headings; SourceError where no row has the headings."""
    waiting: list[slow.Row] = []
    places: dict[str, int] = {}
    sheet: str | None = None
    width, headed = 0, False
    best: tuple[dict[str, int], list[str]] = ({}, ["the file is empty"])
    blank = [None] * len(source.columns)
    for row in rows:
        if row.sheet != sheet:
            # Rows before any heading of a sheet are titles: counted, and not data.
            yield from ([title.line, title.sheet, "not_data", *blank] for title in waiting)
            sheet, places, waiting = row.sheet, {}, []
        if places:
            # Blank cells past the last heading are what a delimiter at the end of each line gives; DuckDB allows one.
            is_wide_but_blank = len(row.cells) > width and not any(row.cells[width:])
            filled = width if is_wide_but_blank or row.sheet is not None else len(row.cells)
            if not any(row.cells):
                yield [row.line, row.sheet, "not_data", *blank]
            else:
                problem = None if filled == width else f"{filled} cells where {width} are expected"
                problem = ASK_FIRST + row.aside if row.aside else problem
                if lost := sorted(set(row.lost) & set(places.values())):
                    from openpyxl.utils import get_column_letter  # openpyxl takes a while to start

                    problem = f"cell {get_column_letter(lost[0] + 1)}{row.line} holds {parts.WORDS[row.lost[lost[0]]]}"
                cells = [row.cells[place] if place < len(row.cells) else None for place in _order(source, places)]
                yield [row.line, row.sheet, problem, *cells]
            continue
        if len(waiting) < HEADER_WITHIN and any(row.cells):
            headers = [cell or "" for cell in row.cells]
            picked, wrong = contract.pick_columns(source, headers)
            if not wrong:
                places, width, headed = picked, len(row.cells), True
                yield from ([title.line, title.sheet, "not_data", *blank] for title in waiting)
                waiting = []
                continue
            if len(picked) >= len(best[0]):
                best = (picked, wrong)
        if len(waiting) < HEADER_WITHIN:
            waiting.append(row)
            continue
        if sheet is None:
            break  # a CSV has no other sheet
        yield [row.line, row.sheet, "not_data", *blank]
    yield from ([title.line, title.sheet, "not_data", *blank] for title in waiting)
    if not headed:
        raise SourceError(
            name,
            f"first {HEADER_WITHIN} rows",
            f"no row has the headings of {source.dataset}: {'; '.join(best[1])}.",
            f"Expected {', '.join(column.theirs[0] for column in source.columns.values() if not column.optional)}."
            f" `python -m etl template {source.name}` writes an empty file with them.",
        )


def _order(source: Source, places: dict[str, int]) -> list[int]:
    return [places.get(ours, 1 << 30) for ours in source.columns]
