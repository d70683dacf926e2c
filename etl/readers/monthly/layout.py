"""Turn the lines of a monthly PDF into rows and printed totals, whatever the order of its columns.

What a cell is, is seen from its text (a mission, a type, a number, else a contributor); which number it is, from its place under
the numbers of whole rows. A contributor stands above its rows, beside each, or beside the middle of several.
"""

import re
from dataclasses import dataclass, field

from etl.contract import SourceError
from etl.readers.monthly import headings
from etl.readers.monthly.headings import MEN, PEOPLE, TYPES, WOMEN, Heading
from etl.readers.monthly.model import Row, Table, Total
from etl.readers.monthly.words import Cell, Line

TOTAL = re.compile(r"^(grand )?total(?: (?:for|by))?\b\s*(.*)$", re.IGNORECASE)
BESIDE = 0.3  # share of names that stand on the line of a row where names stand beside their rows
MOST_TYPES = 10  # rows of one contributor
INFINITE, FAR, UNNAMED = (
    1e18,
    1e6,
    1e3,
)  # what it costs to leave a row out, to name a type twice, to leave a row to the page before
WRAPPED = 1.5  # of a letter's height, between two lines of one name


@dataclass
class Entry:
    """One line as it was understood."""

    line: Line
    mission: str = ""
    kind: str = ""
    name: str = ""
    name_cell: Cell | None = None
    total: str | None = None
    numbers: list[Cell] = field(default_factory=list)
    day: str = ""


def read(pages: list[list[Line]], name: str, missions: frozenset[str]) -> Table:
    """The rows and totals of all pages; SourceError where no page has the headings of such a file."""
    heading = next(filter(None, map(headings.find, pages)), None)
    if heading is None:
        raise SourceError(
            name,
            "page 1",
            "has no row of headings with a country or contributor and numbers of people.",
            'A PDF is read as the UN\'s "Contribution of Uniformed Personnel to UN by Mission, Country, and Personnel Type" only. Pledges'
            " are read from .docx, .pptx, .xlsx, .ods and .csv: save a letter or statement as Word (.docx).",
        )
    entries, titles = _entries(pages, missions)
    days = {entry.day for entry in entries if entry.day}
    walk = _Walk(entries, heading)
    walk.walk()
    return Table(walk.rows, walk.totals, headings.day_in("\n".join(titles)) or headings.day_in(" ".join(days)))


def _entries(pages: list[list[Line]], missions: frozenset[str]) -> tuple[list[Entry], list[str]]:
    """Every line below headings and titles, understood; and the titles."""
    entries: list[Entry] = []
    titles: list[str] = []
    for page in pages:
        found = headings.find(page)
        top = found.last_line if found else 0
        titles += [line.text for line in page if line.number <= top]
        known = set(titles)
        for line in page:
            if headings.FOOT.search(line.text):
                break
            if line.number <= top or (not found and line.text in known):
                continue
            entries.append(_understand(line, missions))
    return entries, titles


def _understand(line: Line, missions: frozenset[str]) -> Entry:
    entry = Entry(line)
    texts: list[Cell] = []
    for cell in line.cells:
        if re.fullmatch(r"[\d,]*\d", cell.text):
            entry.numbers.append(cell)
        elif re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", cell.text):
            entry.day = cell.text
        else:
            texts.append(cell)
    for cell in texts:
        text = cell.text
        if entry.total is None and (match := TOTAL.match(text)):
            entry.total = "all" if match[1] else "of"
            text = "" if match[2].casefold() in ("mission", "country") else match[2]
            entry.total = match[2].casefold() if match[2].casefold() in ("mission", "country") else entry.total
        first, _, rest = text.partition(" ")
        if not entry.mission and (first in missions or headings.MISSION.fullmatch(first)):
            entry.mission, text = first, rest
        if not entry.kind and (match := headings.TYPE_LAST.search(text)):
            entry.kind, text = TYPES[match[1].casefold()], text[: match.start()].strip()
        if text:
            entry.name = f"{entry.name} {text}".strip()
            entry.name_cell = entry.name_cell or cell
    if texts:  # what stands left of the first text numbers the line
        entry.numbers = [number for number in entry.numbers if number.left > texts[0].left]
    return entry


@dataclass
class _Label:
    name: str
    top: float
    bottom: float
    left: float
    is_beside: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class _Walk:
    """One pass over the lines, in order, that knows which mission and contributor a line stands under."""

    def __init__(self, entries: list[Entry], heading: Heading):
        self.entries, self.heading = entries, heading
        self.rows: list[Row] = []
        self.totals: list[Total] = []
        self.mission = self.contributor = ""
        self.since = 0  # rows when the mission or contributor began
        self.columns = self._columns()
        names = [entry for entry in entries if entry.name and entry.total is None]
        beside = [entry for entry in names if self._is_row(entry)]
        self.is_beside = bool(names) and len(beside) > BESIDE * len(names)
        self.open_rows: list[tuple[Row, float]] = []
        self.labels: list[_Label] = []

    def _is_row(self, entry: Entry) -> bool:
        if entry.total is not None or not entry.numbers:
            return False
        return bool(entry.kind) or (
            self.heading.is_wide and bool(entry.mission or ("mission" not in self.heading.places and entry.name))
        )

    def _columns(self) -> list[tuple[float, float]]:
        """Right edge and centre of each column of numbers, from the rows that have them all."""
        width = len(self.heading.figures)
        whole = [entry.numbers for entry in self.entries if self._is_row(entry) and len(entry.numbers) == width]
        if not whole:
            return []
        return [
            (sum(row[i].right for row in whole) / len(whole), sum(row[i].centre for row in whole) / len(whole))
            for i in range(width)
        ]

    def walk(self) -> None:
        page = 0
        for place, entry in enumerate(self.entries):
            if entry.line.page != page:
                self._flush()
                page = entry.line.page
            self._take(entry, self.entries[place - 1] if place else None)
        self._flush()

    def _take(self, entry: Entry, before: Entry | None) -> None:
        if self._is_row(entry):
            if entry.mission:
                self._enter_mission(entry.mission)
            if entry.name:
                self._name(entry, before)
            self._add(entry)
        elif entry.total is not None or (entry.numbers and (entry.mission or entry.name)):
            self._total(entry)
        elif entry.numbers:
            self._bare_total(entry)
        elif entry.mission:
            self._flush()
            self._enter_mission(entry.mission)
            if self.heading.outer == "mission":
                self.contributor = ""
        elif entry.name:
            self._name(entry, before)

    def _enter_mission(self, mission: str) -> None:
        if mission != self.mission:
            self.mission, self.since = mission, len(self.rows) + len(self.open_rows)

    def _name(self, entry: Entry, before: Entry | None) -> None:
        cell = entry.name_cell
        if cell is None:
            return
        is_row = self._is_row(entry)
        last = self.labels[-1] if self.labels else None
        near = (
            last is not None
            and last.bottom - entry.line.middle < WRAPPED * cell.height
            and abs(last.left - cell.left) < 2
        )
        both = last is not None and last.is_beside and is_row
        if (
            last is not None
            and near
            and not both
            and before is not None
            and (self.is_beside or not self._is_row(before))
        ):
            last.name, last.bottom = f"{last.name} {entry.name}", entry.line.middle
            last.is_beside = last.is_beside or is_row
            if not self.is_beside:
                self.contributor = last.name
            return
        self.labels.append(_Label(entry.name, entry.line.middle, entry.line.middle, cell.left, is_row))
        if not self.is_beside:
            self.contributor, self.since = entry.name, len(self.rows)
            if self.heading.outer == "contributor":
                self.mission = ""

    def _add(self, entry: Entry) -> None:
        for kind, men, women, people in self._figures(entry):
            row = Row(entry.line.page, entry.line.number, self.contributor, self.mission, kind, men, women, people)
            if self.is_beside:
                self.open_rows.append((row, entry.line.middle))
            else:
                self.rows.append(row)

    def _figures(self, entry: Entry) -> list[tuple[str, int | None, int | None, int | None]]:
        """(type, men, women, people) of a row, one for each type that has columns of its own and people."""
        cells = self._by_column(entry.numbers)
        if not self.heading.is_wide:
            men, women, people = (cells.get(("", what)) for what in (MEN, WOMEN, PEOPLE))
            return [(entry.kind, men, women, people)]
        figures = []
        for kind in dict.fromkeys(kind for kind, _ in self.heading.figures if kind):
            men, women, people = (cells.get((kind, what)) for what in (MEN, WOMEN, PEOPLE))
            if men or women or people:  # a cell of a matrix says 0 where there is nobody
                figures.append((kind, men, women, people))
        return figures

    def _by_column(self, numbers: list[Cell]) -> dict[tuple[str, str], int]:
        figures = self.heading.figures
        if len(numbers) > len(figures):
            numbers = numbers[-len(figures) :]
        if len(numbers) == len(figures) or not self.columns:
            return {figure: _int(number) for figure, number in zip(figures, numbers, strict=False)}
        return {
            figures[
                min(
                    range(len(figures)),
                    key=lambda i: min(abs(self.columns[i][0] - number.right), abs(self.columns[i][1] - number.centre)),
                )
            ]: _int(number)
            for number in numbers
        }

    def _total(self, entry: Entry) -> None:
        """A total with a word beside it: under its rows, or at the head of those to come."""
        self._flush()
        outer = self.heading.outer
        if entry.total == "all" or (entry.total == "of" and not entry.mission and not entry.name):
            self._note(entry, "", "")
        elif entry.mission or entry.total == "mission":
            mission = entry.mission or self.mission
            if mission != self.mission or len(self.rows) == self.since:
                self._enter_mission(mission)
                self.contributor = "" if outer == "mission" else self.contributor
            self._note(entry, mission, self.contributor if outer == "contributor" else "")
        elif entry.total == "country" or self._is_current(entry.name):
            self._note(
                entry, self.mission if outer == "mission" and "mission" in self.heading.places else "", self.contributor
            )
        else:
            self.contributor, self.since = entry.name, len(self.rows)
            self._note(entry, self.mission if outer == "mission" else "", self.contributor)

    def _is_current(self, name: str) -> bool:
        """Whether a name, perhaps cut off, is that of the contributor whose rows stand above."""
        return bool(self.contributor) and len(self.rows) > 0 and self.contributor.startswith(name)

    def _bare_total(self, entry: Entry) -> None:
        """Numbers alone: the total of the mission (or contributor) above, then that of all."""
        least = min(edge - 80 for edge, _ in self.columns) if self.columns else 0
        numbers = [number for number in entry.numbers if number.right > least]
        if not numbers:
            return
        self._flush()
        entry.numbers = numbers
        last = self.totals[-1] if self.totals else None
        outer = self.mission if self.heading.outer == "mission" else self.contributor
        if last and (last.mission if self.heading.outer == "mission" else last.contributor) == outer:
            self._note(entry, "", "")
        elif self.heading.outer == "mission":
            self._note(entry, self.mission, "")
        else:
            self._note(entry, "", self.contributor)

    def _note(self, entry: Entry, mission: str, contributor: str) -> None:
        line = entry.line
        if len(entry.numbers) == 1:
            number = _int(entry.numbers[0])
            self.totals.append(Total(line.page, line.number, contributor, mission, None, None, number))
            return
        cells = self._by_column(entry.numbers)
        men, women, people = (cells.get(("", what)) for what in (MEN, WOMEN, PEOPLE))
        by_type = [(kind, what, number) for (kind, what), number in cells.items() if kind]
        if by_type and people is None:
            people = sum(number for _, _, number in by_type)
        self.totals.append(Total(line.page, line.number, contributor, mission, men, women, people, by_type))

    def _flush(self) -> None:
        """Give the open rows of a page and mission their contributors: each name stands at the middle of its rows."""
        if self.is_beside:
            _spread(self.open_rows, self.labels, self.contributor)
            if self.open_rows:
                self.contributor = self.open_rows[-1][0].contributor
            self.rows += [row for row, _ in self.open_rows]
            self.open_rows = []
        self.labels = []


def _spread(rows: list[tuple[Row, float]], labels: list[_Label], before: str) -> None:
    """Name rows (with their middles, from the top) by the labels beside them: each label at the middle of its rows.

    No contributor has a type twice. Rows above the first label, at the top of a page, go on with the one `before`.
    """
    if not rows:
        return
    # best[i] is the least cost of naming the first i rows with the labels so far, and where the last one's rows begin.
    reach = [[_gap(rows, 0, end) if end else 0.0 for end in range(len(rows) + 1)]]
    begins: list[list[int]] = [[0] * (len(rows) + 1)]
    for label in labels:
        costs, firsts = [], []
        for end in range(len(rows) + 1):
            cost, first = min(
                (
                    (reach[-1][begin] + _gap(rows, begin, end, label.middle), begin)
                    for begin in range(max(0, end - MOST_TYPES), end)
                ),
                default=(INFINITE, 0),
            )
            costs.append(cost)
            firsts.append(first)
        reach.append(costs)
        begins.append(firsts)
    end = len(rows)
    for place in range(len(labels), 0, -1):
        begin = begins[place][end]
        for row, _ in rows[begin:end]:
            row.contributor = labels[place - 1].name
        end = begin
    for row, _ in rows[:end]:
        row.contributor = before


def _gap(rows: list[tuple[Row, float]], begin: int, end: int, middle: float | None = None) -> float:
    """How far a label stands from the middle of rows, in points; far where one type stands twice among them."""
    kinds = [row.personnel_type for row, _ in rows[begin:end]]
    twice = FAR * (len(kinds) - len(set(kinds)))
    centre = (rows[begin][1] + rows[end - 1][1]) / 2
    return twice + (UNNAMED * len(kinds) if middle is None else abs(centre - middle) ** 2)


def _int(cell: Cell) -> int:
    return int(cell.text.replace(",", ""))
