"""Read one export into units: every sheet with headings, every row a unit, set aside, or said to be no data.

A value comes from its own column; where that is blank or missing, from a line above that says it for the rows below, or from
the sheet's name. A cell that cannot be read is not read, with its place and why, and the unit stays. Columns that look like names,
addresses or passports are left out: told by sheet and column, and nothing of them is kept.
"""

import datetime as dt
import json
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from etl.contract import Refusal, Source, SourceError
from etl.readers.formats import parts, rows
from etl.readers.persons import PASSPORT
from etl.readers.roster import counts, headings, sheets, units
from etl.readers.roster.bands import SECTION, Bands, Carried, is_ditto, not_understood, unclear, under
from etl.readers.roster.headings import Head, Headings
from etl.readers.roster.model import Aside, Fault, Reading
from etl.readers.roster.sheets import Line, Sheet
from etl.readers.roster.units import Faulty
from etl.readers.roster.values import Values, month_first, order_seen
from etl.readers.roster.words import Words, squeezed

ONCE = (
    "pledge_id",
    "strength",
    "women_in_unit",
    "equipment",
    "slots",
)  # a merged cell of these says nothing of each row
TABLE_LIKE = 4  # cells of a row that make it look like one of a table


def read(path: Path, name: str, day: dt.date, received_on: dt.date, source: Source, words: Words) -> Reading:
    """Units and set-aside rows of the roster export of `day`; a file that is not read at all is a Reading with the reason."""
    reading = Reading(name, day)
    if day > received_on:
        return reading.refuse("its name", f"It says {day}, which is after the day it was received, {received_on}.")
    try:
        book, is_1904 = sheets.open_book(path, name)
        if rows.is_windows(path, name):
            reading.findings.append(("read_as_windows", "whole file", rows.READ_AS_WINDOWS))
        return _Export(reading, book, Headings(source, words), words, is_1904).read()
    except Refusal as error:
        return reading.refuse("whole file", str(error))
    except SourceError as error:
        return reading.refuse(error.parts["where"], f"It {error.parts['problem']} {error.parts['remedy']}")


class _Export:
    """One file being read."""

    def __init__(self, reading: Reading, book: list[Sheet], known: Headings, words: Words, is_1904: bool):
        self.reading, self.book, self.known, self.words = reading, book, known, words
        self.heads = [self._head(sheet, known.find(list(islice(sheet.lines(), headings.WITHIN)))) for sheet in book]
        self.people: dict[int, set[int]] = {}  # columns that are left out, by the sheet's place in the book
        self.continuing: set[int] = set()  # sheets in which a blank state is that of the row above
        self.unnamed: Counter = Counter()
        self.bands = Bands(words)
        self.values = Values(words, month_first(self._look()), is_1904)

    def _head(self, sheet: Sheet, head: Head | None) -> Head | None:
        """The headings of a sheet; none where its name says that it is about others and no column holds ids."""
        is_about = bool(sheet.name) and self.words.has("aside_sheet", sheet.name or "")
        return None if head and is_about and "pledge_id" not in head.places else head

    def _look(self) -> set[str]:
        """Which orders of day and month the file's days show; note the columns that are left out because they name people."""
        seen: set[str] = set()
        for number, (sheet, head) in enumerate(zip(self.book, self.heads, strict=True)):
            if not head:
                continue
            dated = [
                place
                for name, places in head.places.items()
                for place in places
                if self.known.source.columns[name].type == "DATE" or name == "slots"
            ]
            used = {place for places in head.places.values() for place in places}
            people = dict.fromkeys(self.known.of_person(head), "its heading is one under which people are named")
            state_at, before, blank, again = head.places.get("state", [None])[0], "", 0, 0
            for count, line in enumerate(sheet.lines()):
                if count > sheets.MOST_ROWS:
                    raise Refusal(f"It has more than {sheets.MOST_ROWS:,} rows. Split it.")
                if state_at is not None and line.number > head.last and len(line.own) >= TABLE_LIKE:
                    state = line.cells[state_at] if state_at < len(line.cells) else None
                    if state and is_ditto(state):
                        continue
                    blank += state is None
                    again += state_at in line.own and squeezed(state or "") == before
                    before = squeezed(state) if state else before
                order_seen((line.cells[place] for place in dated if place < len(line.cells)), seen)
                for column in line.own - used - people.keys() if line.number > head.last else ():
                    if headings.is_personal(line.text(column)) or PASSPORT.search(line.text(column)):
                        people[column] = "it holds names, addresses or numbers of people"
            for column, why in sorted(people.items()):
                letters = parts.letters(column)
                self.reading.left_out.append((sheet.name or "", letters, why))
                self._find("column_left_out", sheet.place(head.last, column), f"column {letters} is left out: {why}")
            self.people[number] = set(people)
            if blank > 2 and not again:
                self.continuing.add(number)
        return seen

    def read(self) -> Reading:
        """The reading, all sheets of it; Refusal where none has the headings of a roster."""
        if not any(self.heads):
            raise Refusal(
                "No sheet has the headings of a roster: that of the capability and three others, such as id, state, level, status."
                f" `python -m etl template {self.known.source.name}` writes an empty file with them."
            )
        listed: dict[str, list] = {}
        for number, (sheet, head) in enumerate(zip(self.book, self.heads, strict=True)):
            if sheet.is_hidden:
                self._find("hidden_sheet", sheet.name or "", "the sheet is hidden; it is read all the same")
            if head and not self._is_copy(sheet, head):
                self._table(sheet, head, self.people[number], listed, number in self.continuing)
            else:
                self._other(sheet, head)
        if self.unnamed:
            self.reading.findings += units.identities(self.unnamed)
        self._once(listed)
        return self.reading

    def _find(self, code: str, place: str, detail: str) -> None:
        self.reading.findings.append((code, place, detail))
        if len(self.reading.findings) > sheets.MOST_FINDINGS:
            raise Refusal(f"More than {sheets.MOST_FINDINGS:,} cells of it cannot be read. Keep only the units in it.")

    def _other(self, sheet: Sheet, head: Head | None) -> None:
        """Say of a sheet without headings, or of a hidden copy, that it is not read; rows that look like a table are set aside."""
        is_about = sheet.name is not None and self.words.has("aside_sheet", sheet.name)
        if any(self._names_people(line) for line in islice(sheet.lines(), headings.WITHIN)):
            is_about = True
            self.reading.left_out.append((sheet.name or "", "all", "the sheet names people"))
            self._find("column_left_out", sheet.name or "", "the sheet is left out: it names people")
        rows, cells = 0, 0
        for line in sheet.lines():
            rows, cells = rows + 1, cells + len(line.own)
            if not is_about and len(line.own) >= TABLE_LIKE:
                place = sheet.place(line.number, min(line.own))
                raw = {parts.letters(column): line.cells[column] for column in sorted(line.own)}
                if head and line.number > head.last:
                    self._aside(
                        place, "hidden_copy", "a hidden sheet without ids may be an older copy", None, raw, line
                    )
                elif head:
                    self._not_data(line)
                else:
                    self._aside(place, "no_headings", "no row above it has the headings of a roster", None, raw, line)
            else:
                self._not_data(line)
        if rows and not head:
            more = "" if is_about else "; rows that look like a table are set aside"
            self._find(
                "sheet_without_headings", sheet.name or "", f"{rows:,} rows with {cells:,} cells are not read{more}"
            )

    def _names_people(self, line: Line) -> bool:
        own = [line.text(column) for column in line.own]
        return any(headings.is_personal(text) or (len(own) > 1 and self.known.names_people(text)) for text in own)

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

    def _is_copy(self, sheet: Sheet, head: Head) -> bool:
        """Whether a hidden sheet without ids may be an older copy of what another sheet lists."""
        shown = [one for one, other in zip(self.book, self.heads, strict=True) if other and not one.is_hidden]
        return sheet.is_hidden and "pledge_id" not in head.places and bool(shown)

    def _table(self, sheet: Sheet, head: Head, people: set[int], listed: dict[str, list], goes_on: bool) -> None:
        ours = {column: name for name, places in head.places.items() for column in places}
        self.reading.headings += [
            (sheet.name or "", name, ours.get(column, ""))
            for column, name in enumerate(head.names)
            if name and column not in people
        ]
        said = self.bands.said(sheet.name or "")
        above: list[tuple[str, str]] = []
        carried, band_at = Carried(goes_on), -1
        others: dict[tuple[str, ...], Head | None] = {}
        hidden = []
        unused: Counter = Counter()
        for line in sheet.lines():
            if line.number in sheet.hidden_rows:
                hidden.append(line.number)
            if line.number <= head.last or self._is_no_data(line, head):
                self._not_data(line)
                carried.texts = {}
                if line.number > head.last and len(line.own) >= headings.LEAST:
                    texts = tuple(line.text(column) for column in sorted(line.own))
                    if texts not in others:
                        others[texts] = self.known.again(sheet, line)
                    if other := others[texts]:
                        head = other if other.names != head.names else head
                        ours = {column: name for name, places in head.places.items() for column in places}
                        people = people | set(self.known.of_person(head))
            elif meant := self._band(line, head):
                above, carried.texts, band_at = under(above, meant), {}, min(line.own)
                self._not_data(line)
            elif len(line.own) == 1 and SECTION.match(line.text(min(line.own))):
                above, carried.texts = [], {}
                self._not_data(line)
            elif band_at in line.own and (meant := self.bands.coded(line, above)):
                above, carried.texts = under(above, meant), {}
                self._not_data(line)
            else:
                if len(line.own) == 1 and band_at in line.own:
                    above, carried.texts = unclear(above, line.text(band_at)), {}
                carried.fill(line, head)
                unused.update(column for column in line.own if column not in (*ours, *people, *head.marks))
                self._row(sheet, head, line, said | dict(above), listed)
        self._note_hidden(sheet, hidden, ours, head)
        for column, count in sorted(unused.items()):
            name = head.names[column] if column < len(head.names) else ""
            what = f"the column {name!r} is not read" if name else "cells that no heading stands over are not read"
            self._find("column_not_read", sheet.place(head.last, column), f"{what}: {count:,}")

    def _band(self, line: Line, head: Head) -> dict[str, str]:
        """What a row says for those below it: a text alone, or beside numbers in a row without an id."""
        own = sorted(line.own)
        texts = [line.text(column) for column in own if not re.fullmatch(r"[\d.,%\s]+", line.text(column))]
        if len(texts) != 1 or (
            len(own) > 1 and any(at in line.own for at in head.places.get("pledge_id", []) if line.text(at) != texts[0])
        ):
            return {}
        return self.bands.said(texts[0]) if texts[0] == line.text(own[0]) else {}

    def _note_hidden(self, sheet: Sheet, hidden: list[int], ours: dict[int, str], head: Head) -> None:
        for first, last in _runs(hidden):
            what = f"row {first} is" if first == last else f"rows {first} to {last} are"
            self._find("hidden_row", sheet.row_place(first), f"{what} hidden in the file, and read all the same")
        for column in sorted(sheet.hidden_columns & ours.keys()):
            what = f"the column {head.names[column]!r} is hidden in the file, and read all the same"
            self._find("hidden_column", sheet.place(head.last, column), what)

    def _is_no_data(self, line: Line, head: Head) -> bool:
        """Whether a row of a table is its headings again, a total, a note under it, numbers or units of columns."""
        own = [line.text(column) for column in sorted(line.own)]
        named = [line.text(at) for at in head.places.get("pledge_id", []) if at in line.own]
        if not named and any(self.bands.is_total(text) for text in own[:3]):
            return True
        if len(named) == 1 and self.bands.is_total(named[0]) and self.bands.is_total(own[0]):
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
        again = [
            text
            for column, text in ((at, line.text(at)) for at in line.own)
            if head.names[column : column + 1] == [text]
        ]
        return len(again) * 2 > len(own) > 2 or self.known.is_repeated(own)

    def _row(self, sheet: Sheet, head: Head, line: Line, said: dict[str, str], listed: dict[str, list]) -> None:
        used = [(name, at) for name, places in head.places.items() for at in places if at < len(line.cells)]
        mine = sum(1 for _, at in used if at in line.own)
        at_fault = dict(reversed(used))
        own_place = at_fault.get("pledge_id", at_fault["capability"] if "capability" in at_fault else min(line.own))
        cells, lost = self._cells(line, used, sheet, at_fault, head)
        lost = {name: fault for name, fault in not_understood(said).items() if not cells.get(name)} | lost
        try:
            if not mine or len(line.own) == 1:
                at_fault[""] = min(line.own)
                raise Faulty("", "stray_line", "a line of one cell, or beside the table, that says nothing known")
            place = sheet.place(line.number, own_place)
            unnamed = None if "pledge_id" in head.places else self.unnamed
            mark = headings.mark(head, line)
            unit = units.build(cells, lost, said, self.values, self.reading.day, place, mine, unnamed, mark)
        except Faulty as fault:
            if fault.reason == units.NOTHING:
                self._find("line_passed_over", sheet.row_place(line.number), "a line that says nothing of a unit")
                self._not_data(line)
                return
            column = at_fault.get(fault.column)
            place = sheet.row_place(line.number) if column is None else sheet.place(line.number, column)
            raw = _raw(head, line, used) or {parts.letters(at): line.text(at) for at in line.own}
            self._aside(place, fault.reason, fault.detail, fault.iso3, raw, line, mine)
            return
        listed.setdefault(unit.unit_id, []).append((unit, _raw(head, line, used)))
        self.reading.units.append(unit)
        for unread in unit.faults:
            self._not_read(sheet, line, at_fault.get(unread.column, own_place), unread)
        for code, detail in units.notes(unit, self.words):
            self._find(code, unit.place, detail)
        self.reading.rows.update(read=1)
        self.reading.cells.update(read=len(line.own), loaded=mine, not_used=len(line.own) - mine)

    def _not_read(self, sheet: Sheet, line: Line, column: int, fault: Fault) -> None:
        """Note a cell that could not be read, and the word in it that a person may settle."""
        text, reason = line.text(column), fault.reason
        is_told = reason != "personal" and not headings.is_personal(text)
        told = f"{fault.column.replace('_', ' ')}: {reason.replace('_', ' ')}"
        self._find("cell_not_read", sheet.place(line.number, column), f"{told}: {fault.detail}" if is_told else told)
        cell = {
            "sheet": sheet.name or "",
            "cell": f"{parts.letters(column)}{line.number}",
            "field": fault.column,
            "reason": reason,
        }
        self.reading.not_read.append(cell | ({"text": text} if is_told else {}))
        if fault.kind and is_told:
            self.reading.words[fault.kind, fault.word] += 1

    def _cells(
        self, line: Line, used: list, sheet: Sheet, at_fault: dict[str, int], head: Head
    ) -> tuple[dict[str, str | None], dict[str, Fault]]:
        """A row's texts by our columns, and those that hold none to read; two columns of one name must say the same."""
        cells: dict[str, str | None] = {}
        lost: dict[str, Fault] = {}
        names, crosses = head.names, head.crosses
        for name, at in used:
            text = line.cells[at]
            if text and at in crosses and at in line.own:
                text = head.crossed(at, line)
            if text is None or self.values.blank(text):
                cells.setdefault(name, text)
                continue
            at_fault[name] = at
            if name == "strength" and counts.heads_both(names[at]):
                text = counts.in_words(text)
            if (kind := sheet.lost.get(line.number, {}).get(at)) and at in line.own:
                lost[name] = Fault(name, parts.REASONS[kind], f"the cell holds {parts.WORDS[kind]}")
            elif at in line.sideways or (at in line.filled and name in ONCE):
                told = f"{text!r} is merged over cells: it does not say what it is of each"
                lost[name] = Fault(name, "merged_cell", told)
            elif cells.get(name) and not self.values.blank(cells[name]) and not self._same(name, cells[name], text):
                lost[name] = Fault(name, "columns_differ", f"two columns give it: {cells[name]!r} and {text!r}")
            else:
                cells[name] = text
        return cells, lost

    def _same(self, name: str, one: str | None, two: str) -> bool:
        """Whether two texts of a column say the same."""
        return one is not None and (squeezed(one) == squeezed(two) or self.values.same(name, one, two))

    def _once(self, listed: dict[str, list]) -> None:
        """Count a unit once that stands in the file more than once: the first listing stands, with what later ones add to it.

        A later listing that contradicts it is set aside.
        """
        dropped = set()
        for name, same in listed.items():
            first = same[0][0]
            for unit, raw in same[1:]:
                dropped.add(id(unit))
                agrees = first.agrees(unit)
                outcome = "repeated" if agrees else "quarantined"
                self.reading.rows[outcome] += 1
                self.reading.cells.update({outcome: unit.cells, "loaded": -unit.cells})
                if agrees:
                    first = first.with_more(unit)
                    continue
                detail = f"{name} stands also at {first.place}, and not all is the same there"
                raw_text = json.dumps(raw, ensure_ascii=False)
                self.reading.aside.append(Aside(unit.place, "conflict_in_file", detail, unit.row[1], raw_text))
            listed[name] = [(first, {})]
        kept = [unit for unit in self.reading.units if id(unit) not in dropped]
        self.reading.units = [listed[unit.unit_id][0][0] for unit in kept]


def _raw(head: Head, line: Line, used: list[tuple[str, int]]) -> dict[str, str]:
    """Texts of the columns that are read, by their headings; other columns are not kept."""
    return {head.names[at] or parts.letters(at): line.text(at) for _, at in used if line.text(at)}


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Rising numbers as runs from first to last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
