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
from etl.readers.roster import around, counts, headings, sheets, units
from etl.readers.roster.bands import SECTION, TABLE_LIKE, Bands, Carried, is_ditto, not_understood, unclear, under
from etl.readers.roster.headings import Head, Headings
from etl.readers.roster.model import Aside, Fault, Reading
from etl.readers.roster.sheets import Line, Sheet
from etl.readers.roster.texts import Texts
from etl.readers.roster.units import Faulty
from etl.readers.roster.values import Values, dotted, marks_seen, month_first, order_seen
from etl.readers.roster.words import Words, squeezed


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
        self.both: set[str] = set()  # marks of notes that say `total/women`
        self.marks: set[str] = set()  # marks that part the thousands of counts
        order = month_first(self._look())
        named = [name for head in self.heads if head for name in head.names]
        self.values = Values(words, order, is_1904, dotted(named, self.marks))
        self.texts = Texts(self.values, self.both, self._find)

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
            counted = [at for name in ("strength", "women_in_unit") for at in head.places.get(name, ())]
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
                if len(line.own) == 1 and (mark := counts.of_note(line.text(min(line.own)))):
                    self.both.add(mark)
                marks_seen((line.text(at) for at in counted if at in line.own), self.marks)
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
            is_copy = self._is_copy(sheet)
            if sheet.is_hidden:
                what = "its rows are set aside" if is_copy and head else "it is read all the same"
                self._find("hidden_sheet", sheet.name or "", f"the sheet is hidden; {what}")
            if head and not is_copy:
                self._table(sheet, head, self.people[number], listed, number in self.continuing)
            else:
                self._other(sheet, head)
        if self.unnamed:
            self.reading.findings += units.identities(self.unnamed)
        self.reading.once(listed)
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
                        place,
                        "hidden_copy",
                        "a hidden sheet may be an older copy; show it if it is none",
                        None,
                        raw,
                        line,
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

    def _is_copy(self, sheet: Sheet) -> bool:
        """Whether a hidden sheet may be an older copy of what another sheet lists."""
        shown = (other and not one.is_hidden for one, other in zip(self.book, self.heads, strict=True))
        return sheet.is_hidden and any(shown)

    def _table(self, sheet: Sheet, head: Head, people: set[int], listed: dict[str, list], goes_on: bool) -> None:
        ours = {column: name for name, places in head.places.items() for column in places}
        self.reading.headings += [
            (sheet.name or "", name, ours.get(column, ""))
            for column, name in enumerate(head.names)
            if name and column not in people
        ]
        said = self._titled(sheet, head, self.bands.said(sheet.name or ""))
        above: list[tuple[str, str]] = []
        carried, band_at = Carried(goes_on), -1
        others: dict[tuple[str, ...], Head | None] = {}
        hidden = []
        unused: Counter = Counter()
        for line in sheet.lines():
            if line.number in sheet.hidden_rows:
                hidden.append(line.number)
            if line.number <= head.last or self.bands.is_no_data(line, head, self.known):
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
                unused.update(column for column in line.own if column not in (*ours, *people, *head.marks, head.units))
                self._row(sheet, head, line, said | dict(above), listed)
        self._note_hidden(sheet, hidden, ours, head)
        for column, count in sorted(unused.items()):
            name = head.names[column] if column < len(head.names) else ""
            what = f"the column {name!r} is not read" if name else "cells that no heading stands over are not read"
            self._find("column_not_read", sheet.place(head.last, column), f"{what}: {count:,}")

    def _titled(self, sheet: Sheet, head: Head, said: dict[str, str]) -> dict[str, str]:
        """What a sheet's name says for all its rows, and the titles above its headings where no column and not the name says it."""
        above = [line for line in islice(sheet.lines(), headings.WITHIN) if line.number < head.first]
        titles = [line.text(column) for line in above for column in sorted(line.own)]
        levels = {level for text in titles if (level := self.words.named_level(text))}
        found = {"state": around.state(titles, self.words), "level": levels.pop() if len(levels) == 1 else None}
        more = {name: code for name, code in found.items() if code and name not in (*head.places, *said)}
        for name, code in more.items():
            self._find("said_by_title", sheet.name or "", f"a title above the table says the {name}: {code}")
        return said | more

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

    def _row(self, sheet: Sheet, head: Head, line: Line, said: dict[str, str], listed: dict[str, list]) -> None:
        used = [(name, at) for name, places in head.places.items() for at in places if at < len(line.cells)]
        mine = sum(1 for _, at in used if at in line.own)
        at_fault = dict(reversed(used))
        own_place = at_fault.get("pledge_id", at_fault["capability"] if "capability" in at_fault else min(line.own))
        cells, lost = self.texts.of(line, used, sheet, at_fault, head)
        lost = {name: fault for name, fault in not_understood(said).items() if not cells.get(name)} | lost
        try:
            if not mine or len(line.own) == 1:
                at_fault[""] = min(line.own)
                raise Faulty("", "stray_line", "a line of one cell, or beside the table, that says nothing known")
            place = sheet.place(line.number, own_place)
            unnamed = None if "pledge_id" in head.places else self.unnamed
            mark = headings.mark(head, line)
            made = [
                units.build(one, lost, said, self.values, self.reading.day, place, 0 if nth else mine, unnamed, mark)
                for nth, one in enumerate(self.texts.of_each_unit(sheet, head, line, cells, lost))
            ]
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
        for unit in made:
            listed.setdefault(unit.unit_id, []).append((unit, _raw(head, line, used)))
            self.reading.units.append(unit)
        for unread in made[0].faults:
            self._not_read(sheet, line, at_fault.get(unread.column, own_place), unread)
        for code, detail in units.notes(made[0], self.words):
            self._find(code, made[0].place, detail)
        self.reading.rows.update(read=len(made))  # a row of two units counts as two
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
