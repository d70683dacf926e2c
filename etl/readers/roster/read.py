"""Read one export into units: every sheet with headings, every row a unit, set aside, or said to be no data.

A value comes from its own column; where that is blank or missing, from a line above that says it for the rows below, or from
the sheet's name. Where two of them differ the row is set aside. Columns that look like names, addresses or passports refuse
the whole file: nothing of it is kept.
"""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from etl.contract import Refusal, Source, SourceError
from etl.readers.formats import parts
from etl.readers.roster import headings, sheets, units
from etl.readers.roster.headings import Head, Headings
from etl.readers.roster.model import Aside, Reading
from etl.readers.roster.sheets import Line, Sheet
from etl.readers.roster.units import Faulty
from etl.readers.roster.values import Values, month_first, order_seen
from etl.readers.roster.words import Words

CONTEXT = ("level", "component", "status")  # what a line or a sheet's name may say in a word of its own, and the state
ONCE = (
    "pledge_id",
    "strength",
    "women_in_unit",
    "equipment",
    "slots",
)  # a merged cell of these says nothing of each row
FREE = ("condition", "sur_reference", "rdl_cycle", "requirement_line", "ministerial_pledge_id")
TABLE_LIKE = 4  # cells of a row that make it look like one of a table


class Personal(Exception):
    """A column that holds what is not read at all: where, and what it looks like."""


def read(path: Path, name: str, day: dt.date, received_on: dt.date, source: Source, words: Words) -> Reading:
    """Units and set-aside rows of the roster export of `day`; a file that is not read at all is a Reading with the reason."""
    reading = Reading(name, day)
    if day > received_on:
        return reading.refuse("its name", f"It says {day}, which is after the day it was received, {received_on}.")
    try:
        book, is_1904 = sheets.open_book(path, name)
        return _Export(reading, book, Headings(source, words), words, is_1904).read()
    except Refusal as error:
        return reading.refuse("whole file", str(error))
    except SourceError as error:
        return reading.refuse(error.parts["where"], f"It {error.parts['problem']} {error.parts['remedy']}")
    except Personal as error:
        return reading.refuse(*error.args)


class _Export:
    """One file being read."""

    def __init__(self, reading: Reading, book: list[Sheet], known: Headings, words: Words, is_1904: bool):
        self.reading, self.book, self.known, self.words = reading, book, known, words
        self.heads = [known.find(list(islice(sheet.lines(), headings.WITHIN))) for sheet in book]
        self.ids: Counter = Counter()
        self.values = Values(words, month_first(self._look()), is_1904)

    def _look(self) -> set[str]:
        """Which orders of day and month the file's days show; count its ids, and refuse it where it names people."""
        seen: set[str] = set()
        for sheet, head in self._tables():
            dated = [
                place
                for name, places in head.places.items()
                for place in places
                if self.known.source.columns[name].type == "DATE" or name == "slots"
            ]
            ids = head.places["pledge_id"]
            used = {place for places in head.places.values() for place in places}
            free = {place for name in FREE for place in head.places.get(name, ())}
            self._guard_headings(sheet, head)
            for count, line in enumerate(sheet.lines()):
                if count > sheets.MOST_ROWS:
                    raise Refusal(f"It has more than {sheets.MOST_ROWS:,} rows. Split it.")
                cells = line.cells
                order_seen((cells[place] for place in dated if place < len(cells)), seen)
                codes = (line.text(at) for at in ids if at < len(cells))
                self.ids.update({" ".join(code.split()).upper() for code in codes if code})
                if line.number > head.last:
                    self._guard_cells(sheet, line, used, free)
        return seen

    def _tables(self) -> Iterator[tuple[Sheet, Head]]:
        return ((sheet, head) for sheet, head in zip(self.book, self.heads, strict=True) if head)

    def read(self) -> Reading:
        """The reading, all sheets of it; Refusal where none has the headings of a roster."""
        if not any(self.heads):
            needed = ", ".join(c.theirs[0] for c in self.known.source.columns.values() if not c.optional)
            raise Refusal(
                f"No sheet has the headings of a roster: {needed}."
                f" `python -m etl template {self.known.source.name}` writes an empty file with them."
            )
        twins: dict[str, list] = {}
        for sheet, head in zip(self.book, self.heads, strict=True):
            if sheet.is_hidden:
                self._find("hidden_sheet", sheet.name or "", "the sheet is hidden; it is read all the same")
            if head:
                self._table(sheet, head, twins)
            else:
                self._other(sheet)
        self._twins(twins)
        return self.reading

    def _find(self, code: str, place: str, detail: str) -> None:
        self.reading.findings.append((code, place, detail))

    def _guard_headings(self, sheet: Sheet, head: Head) -> None:
        for column in self.known.of_person(head):
            raise Personal(
                sheet.place(head.last, column),
                f"The column {head.names[column]!r} looks like names, addresses or passports of people, which are not read at"
                " all. Take it out of the file, or rename it if it holds something else.",
            )

    @staticmethod
    def _guard_cells(sheet: Sheet, line: Line, used: set[int], free: set[int]) -> None:
        for column in line.own - used | line.own & free:
            text = line.text(column)
            # A rank with a name is looked for only where nothing says what a column is.
            if headings.EMAIL.search(text) if column in free else headings.is_personal(text):
                raise Personal(
                    sheet.place(line.number, column),
                    "The cell looks like a name or an address of a person, which are not read at all. Take the column out of the"
                    " file.",
                )

    def _other(self, sheet: Sheet) -> None:
        """Say of a sheet without headings that it is not read; rows that look like a table are set aside."""
        is_about = sheet.name is not None and self.words.has("aside_sheet", sheet.name)
        rows, cells = 0, 0
        for line in sheet.lines():
            rows, cells = rows + 1, cells + len(line.own)
            if not is_about and len(line.own) >= TABLE_LIKE:
                place = sheet.place(line.number, min(line.own))
                raw = {parts.letters(column): line.cells[column] for column in sorted(line.own)}
                self._aside(place, "no_headings", "no row above it has the headings of a roster", None, raw, line)
            else:
                self._not_data(line)
        if rows:
            more = "" if is_about else "; rows that look like a table are set aside"
            self._find(
                "sheet_without_headings", sheet.name or "", f"{rows:,} rows with {cells:,} cells are not read{more}"
            )

    def _not_data(self, line: Line) -> None:
        self.reading.rows.update(read=1, not_data=1)
        self.reading.cells.update(read=len(line.own), not_data=len(line.own))

    def _aside(
        self, place: str, reason: str, detail: str, iso3: str | None, raw: dict, line: Line, used: int | None = None
    ) -> None:
        if any(headings.is_personal(text) for text in raw.values() if text):
            raw = dict.fromkeys(raw, "(not kept: it looks like a person)")
            detail = "the row looks like a name or an address of a person"
        count = len(line.own) if used is None else used
        self.reading.aside.append(Aside(place, reason, detail, iso3, json.dumps(raw, ensure_ascii=False)))
        self.reading.rows.update(read=1, quarantined=1)
        self.reading.cells.update(read=len(line.own), quarantined=count, not_used=len(line.own) - count)

    def _table(self, sheet: Sheet, head: Head, twins: dict[str, list]) -> None:
        ours = {column: name for name, places in head.places.items() for column in places}
        self.reading.headings += [
            (sheet.name or "", name, ours.get(column, "")) for column, name in enumerate(head.names) if name
        ]
        said = self._said(sheet.name or "")
        above: list[tuple[str, str]] = []
        hidden = []
        unused: Counter = Counter()
        for line in sheet.lines():
            if line.number in sheet.hidden_rows:
                hidden.append(line.number)
            if line.number <= head.last or self._is_no_data(line, head, ours):
                self._not_data(line)
            elif len(line.own) == 1 and (meant := self._said(line.text(min(line.own)))):
                above = _under(above, meant)
                self._not_data(line)
            else:
                unused.update(column for column in line.own if column not in ours)
                self._row(sheet, head, line, said | dict(above), twins)
        self._note_hidden(sheet, hidden, ours, head)
        for column, count in sorted(unused.items()):
            name = head.names[column] if column < len(head.names) else ""
            what = f"the column {name!r} is not read" if name else "cells that no heading stands over are not read"
            self._find("column_not_read", sheet.place(head.last, column), f"{what}: {count:,}")

    def _note_hidden(self, sheet: Sheet, hidden: list[int], ours: dict[int, str], head: Head) -> None:
        for first, last in _runs(hidden):
            what = f"row {first} is" if first == last else f"rows {first} to {last} are"
            self._find("hidden_row", sheet.row_place(first), f"{what} hidden in the file, and read all the same")
        for column in sorted(sheet.hidden_columns & ours.keys()):
            what = f"the column {head.names[column]!r} is hidden in the file, and read all the same"
            self._find("hidden_column", sheet.place(head.last, column), what)

    def _said(self, text: str) -> dict[str, str]:
        """Values by column that a sheet's name or a line gives to all its rows; empty where any part of it is not understood."""
        if meanings := self._meant(text):
            return meanings
        for part in re.split(r"\s+-\s+|[_,;|/()–—:]+", text):
            if re.search(r"[^\W\d]", part):
                meant = self._meant(part)
                if not meant or meanings.keys() & meant.keys():
                    return {}
                meanings |= meant
        return meanings

    def _meant(self, text: str) -> dict[str, str]:
        bare = " ".join(word for word in text.split() if not self.words.has("filler", word))
        for form in dict.fromkeys((text.strip(), bare)):
            if form and not form.isdigit():
                for name in (*CONTEXT, "group"):
                    if (code := self.words.code(name, form)) is not None:
                        return {name: code}
                if len(states := self.words.state(form)) == 1:
                    return {"state": next(iter(states))}
        return {}

    def _is_no_data(self, line: Line, head: Head, ours: dict[int, str]) -> bool:
        """Whether a row of a table is its headings again, a total, a note under it, numbers or units of columns."""
        own = [line.text(column) for column in sorted(line.own)]
        named = [line.text(at) for at in head.places["pledge_id"] if at in line.own]
        if (not named or (len(named) == 1 and self._is_total(named[0]))) and self._is_total(own[0]):
            return True
        if len(own) == 1 and re.match(r"[*†¹]", own[0]):
            return True
        if len(own) == 1:
            head_of = re.split(r"[:.]|\s(?=\d)", own[0])[0]
            words = head_of.split()
            if any(self.words.has("footer", " ".join(words[:n])) for n in (1, 2, 3) if words):
                return True
        if len(own) >= TABLE_LIKE and (first := re.sub(r"\D", "", own[0])):
            numbers = [str(number) for number in range(int(first[:9]), int(first[:9]) + len(own))]
            if [re.sub(r"\D", "", cell) for cell in own] == numbers:
                return True
        if len(own) >= TABLE_LIKE and all(self.words.has("unit_row", cell) for cell in own):
            return True
        return self.known.is_repeated(own)

    def _is_total(self, text: str) -> bool:
        words = re.split(r"[\s:]+", text.strip())
        return any(self.words.has("total", part) for part in (text, " ".join(words[:2]), words[0], words[-1]))

    def _row(self, sheet: Sheet, head: Head, line: Line, said: dict[str, str], twins: dict[str, list]) -> None:
        used = [(name, at) for name, places in head.places.items() for at in places if at < len(line.cells)]
        mine = sum(1 for _, at in used if at in line.own)
        at_fault = dict(reversed(used))
        try:
            if not mine or len(line.own) == 1:
                at_fault[""] = min(line.own)
                raise Faulty("", "stray_line", "a line of one cell, or beside the table, that says nothing known")
            cells = self._cells(line, used, sheet, at_fault)
            unit = units.build(
                cells, said, self.values, self.reading.day, sheet.place(line.number, at_fault["pledge_id"]), mine
            )
        except Faulty as fault:
            column = at_fault.get(fault.column)
            place = sheet.row_place(line.number) if column is None else sheet.place(line.number, column)
            raw = _raw(head, line, used) or {parts.letters(at): line.text(at) for at in line.own}
            self._aside(place, fault.reason, fault.detail, fault.iso3, raw, line, mine)
            return
        if self.ids[unit.unit_id] > 1:
            twins.setdefault(unit.unit_id, []).append((unit, _raw(head, line, used)))
        self.reading.units.append(unit)
        for code, detail in units.notes(unit, self.words):
            self._find(code, unit.place, detail)
        self.reading.rows.update(read=1)
        self.reading.cells.update(read=len(line.own), loaded=mine, not_used=len(line.own) - mine)

    def _cells(self, line: Line, used: list, sheet: Sheet, at_fault: dict[str, int]) -> dict[str, str | None]:
        """A row's texts by our columns; two columns of one name must say the same."""
        cells: dict[str, str | None] = {}
        for name, at in used:
            text = line.cells[at]
            if text is None:
                cells.setdefault(name, None)
                continue
            at_fault[name] = at
            if (kind := sheet.lost.get(line.number, {}).get(at)) and at in line.own:
                raise Faulty(
                    name,
                    "error_in_cell" if kind == parts.ERROR else "formula_without_value",
                    f"the cell holds {parts.WORDS[kind]}",
                )
            if at in line.sideways or (at in line.filled and name in ONCE):
                raise Faulty(name, "merged_cell", f"{text!r} is merged over cells: it does not say what it is of each")
            if cells.get(name) not in (None, text):
                raise Faulty(name, "columns_differ", f"two columns give it: {cells[name]!r} and {text!r}")
            cells[name] = text
        return cells

    def _twins(self, twins: dict[str, list]) -> None:
        """Count a unit once that stands in the file more than once with all the same; set it aside where anything differs."""
        drop = set()
        for name, same in twins.items():
            is_alone = self.ids[name] > len(same)
            differs = is_alone or len({unit.worth for unit, *_ in same}) > 1
            for number, (unit, raw) in enumerate(same):
                if not differs and not number:
                    continue
                drop.add(id(unit))
                outcome = "quarantined" if differs else "repeated"
                self.reading.rows[outcome] += 1
                self.reading.cells.update({outcome: unit.cells, "loaded": -unit.cells})
                if differs:
                    others = ", ".join(other.place for other, _ in same if other is not unit)
                    where = ", ".join(filter(None, (others, "a row that is set aside" if is_alone else "")))
                    detail = f"{name} stands also at {where}, and not all is the same there"
                    iso3 = unit.row[1]
                    self.reading.aside.append(
                        Aside(unit.place, "conflict_in_file", detail, iso3, json.dumps(raw, ensure_ascii=False))
                    )
        self.reading.units = [unit for unit in self.reading.units if id(unit) not in drop]


def _raw(head: Head, line: Line, used: list[tuple[str, int]]) -> dict[str, str]:
    """Texts of the columns that are read, by their headings; other columns are not kept."""
    return {head.names[at] or parts.letters(at): line.text(at) for _, at in used if line.text(at)}


def _under(above: list[tuple[str, str]], meant: dict[str, str]) -> list[tuple[str, str]]:
    """Values for the rows below a line: what it says ends what stood under its like."""
    first = next((place for place, (name, _) in enumerate(above) if name in meant), len(above))
    standing = [said for said in above[:first] if not (said[0] == "state" and "group" in meant)]
    return standing + list(meant.items())


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Rising numbers as runs from first to last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
