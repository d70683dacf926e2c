"""Open a roster as sheets of text cells: merged cells filled, and what a reader would lose or a person would not see noted.

calamine reads the cells, fast and with their dates. It tells nothing of hidden rows and columns, and reads an error or a
formula that was never worked out as an empty cell: one pass over the parts of the package finds those, row by row, so that
a hostile part is refused before anything holds it whole. A CSV is one sheet without a name.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine

from etl import child
from etl.contract import Refusal, SourceError
from etl.readers.formats import guard, parts, rows

MOST_ROWS = 50_000  # of a sheet: all pledges there ever were are some hundreds
SECONDS_OF_ROW = 0.001  # that a child may take: some 0.4 ms are measured
MOST_FINDINGS = 50_000  # of a file
LONGEST_TEXT = 10_000  # letters of a cell
MOST_CELLS = 12_000_000  # of a sheet, from its first to its last, and of a file
LARGEST_CSV = 50 * 1024**2
MOST_SHEETS = 80
MOST_LINES = 2 * MOST_ROWS  # of a CSV: a quoted cell may go over several
BOUNDS = guard.Bounds(
    file=100 * 1024**2,
    total=600 * 1024**2,
    xml=500 * 1024**2,
    marks=(("rows", MOST_ROWS),),
    cells=MOST_CELLS,
)


@dataclass(frozen=True)
class Line:
    """One row: its number, its texts with merged cells filled; which places a merge filled, which of them from the side."""

    number: int
    cells: list[str | None]
    own: frozenset[int]
    filled: frozenset[int]
    sideways: frozenset[int]

    def text(self, column: int) -> str:
        """The text of a cell; empty where there is none."""
        return self.cells[column] or ""


@dataclass
class Sheet:
    """One sheet: `lost` are cells of a row whose text is none to read, with why as a key of parts.WORDS."""

    name: str | None
    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    lost: dict[int, dict[int, str]] = field(default_factory=dict)
    struck_rows: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, column, last row, column
    source: Any = None  # calamine's sheet, or the path of a CSV
    left: int = 0

    def lines(self) -> Iterator[Line]:
        """Yield every row that has a cell of its own, from the first; may be asked again."""
        waiting = sorted(self.merges, reverse=True)
        active: list[tuple[tuple[int, int, int, int], str | None]] = []
        for number, cells in self._rows(max(self.lost, default=0)):
            for place, cell in enumerate(cells):
                if cell and len(cell) > LONGEST_TEXT:
                    cells[place] = None
                    self.lost.setdefault(number, {})[place] = parts.LONG
            cells = parts.marked(cells, self.lost.get(number, {}))
            own = frozenset(place for place, cell in enumerate(cells) if cell)
            while waiting and waiting[-1][0] <= number:
                merge = waiting.pop()
                anchor = cells[merge[1]] if merge[0] == number and merge[1] < len(cells) else None
                active.append((merge, anchor))
            active = [entry for entry in active if entry[0][2] >= number]
            filled, sideways = set(), set()
            for (_, first, _, last), anchor in active:
                for column in range(first, last + 1) if anchor else ():
                    if column >= len(cells):
                        cells += [None] * (column + 1 - len(cells))
                    if cells[column] is None:
                        cells[column] = anchor
                        filled.add(column)
                        if column > first:
                            sideways.add(column)
            if own:
                yield Line(number, cells, own, frozenset(filled), frozenset(sideways))

    def _rows(self, last: int) -> Iterator[tuple[int, list[str | None]]]:
        if isinstance(self.source, Path):
            for row in rows.read(self.source, self.source.name):
                yield row.line, list(row.cells)
            return
        before: list[str | None] = [None] * self.left
        number = 0
        for number, cells in enumerate(self.source.iter_rows(), 1):
            yield number, before + [rows.text(cell) if cell != "" else None for cell in cells]
        yield from ((beyond, []) for beyond in range(number + 1, last + 1))

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, as a person finds it: Level 2!B14, or line 14, column 2 of a CSV."""
        if self.name is None:
            return f"line {row}, column {column + 1}"
        return f"{self.name}!{parts.letters(column)}{row}"

    def row_place(self, row: int) -> str:
        """Where a row stands."""
        return f"line {row}" if self.name is None else f"{self.name}!A{row}"


def open_book(path: Path, name: str) -> tuple[list[Sheet], bool]:
    """The sheets of a file and whether its days count from 1904; SourceError or Refusal where it is not read."""
    kind = path.suffix.casefold()
    if kind in (".csv", ".txt"):
        _guard_csv(path)
        return [Sheet(None, source=path)], False
    if kind != ".xlsx":
        raise SourceError(
            name, "file name", f"{kind or 'no ending'} is not read here.", "Save it as .xlsx, .ods or .csv."
        )
    guard.check(path, bounds=BOUNDS)
    with zipfile.ZipFile(path) as archive:
        listed, is_1904 = parts.listed(archive)
        if len(listed) > MOST_SHEETS:
            raise Refusal(f"It has {len(listed)} sheets; more than {MOST_SHEETS} are not read.")
        seen = {name: parts.scan(archive, part) for name, part in listed.items() if part in archive.namelist()}
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        sheets = [_sheet(book, about, seen) for about in book.sheets_metadata if about.name in seen]
    except BaseException as error:
        # calamine's panics are no Exceptions.
        if isinstance(error, Refusal):
            raise
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Refusal(f"It is damaged: its sheets cannot be read ({error}). Open it and save it again.") from error
        raise
    reached = [_reach(sheet) for sheet in sheets]
    if sum(high * wide for high, wide in reached) > MOST_CELLS:
        raise Refusal(f"It has more than {MOST_CELLS:,} cells. Split it, or delete what is empty.")
    if sum(high for high, _ in reached) > MOST_ROWS:
        raise Refusal(f"It has more than {MOST_ROWS:,} rows. Split it, or delete what is empty.")
    child.allow(sum(high for high, _ in reached) * SECONDS_OF_ROW)
    return sheets, is_1904


def _guard_csv(path: Path) -> None:
    """Refuse a CSV that is too large, or a line of which is: a reader holds a line whole."""
    if path.stat().st_size > LARGEST_CSV:
        raise Refusal(f"It has {path.stat().st_size:,} bytes; more than {LARGEST_CSV:,} are not read.")
    since, lines = 0, 0
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            lines += chunk.count(b"\n")
            last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            since = since + len(chunk) if last < 0 else len(chunk) - last
            if since > parts.LONGEST_ROW or lines > MOST_LINES:
                raise Refusal(
                    f"It has more than {MOST_LINES:,} lines, or one of more than {parts.LONGEST_ROW:,} bytes."
                )


def _reach(sheet: Sheet) -> tuple[int, int]:
    """The rows and columns up to the last cell."""
    row, column = sheet.source.end or (-1, -1)
    return row + 1, column + 1


def _sheet(book, about, seen: dict[str, parts.Part]) -> Sheet:
    sheet = Sheet(about.name, **vars(seen[about.name]))
    sheet.source = book.get_sheet_by_name(about.name)
    sheet.is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
    sheet.left = sheet.source.start[1] if sheet.source.start else 0
    high, wide = _reach(sheet)
    ranges = sheet.source.merged_cell_ranges or ()
    # What is merged beyond the last cell merges nothing.
    sheet.merges = [
        (top + 1, left, min(low + 1, high), min(right, wide - 1))
        for (top, left), (low, right) in ranges
        if top < high and left < wide
    ]
    if sum((low - top + 1) * (right - left + 1) for top, left, low, right in sheet.merges) > MOST_CELLS:
        raise Refusal(f"A sheet of it merges more than {MOST_CELLS:,} cells.")
    return sheet
