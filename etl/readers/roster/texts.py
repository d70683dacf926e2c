"""The texts of one row by our columns: several cells of one column, crosses, men and women apart, and several units in a row."""

import re
from collections.abc import Callable

from etl.readers.formats import parts
from etl.readers.roster import counts
from etl.readers.roster.headings import Head
from etl.readers.roster.model import Fault
from etl.readers.roster.sheets import Line, Sheet
from etl.readers.roster.units import Faulty
from etl.readers.roster.values import Unread, Values
from etl.readers.roster.words import squeezed, unmarked

# A merged cell of these says nothing of each row.
ONCE = ("pledge_id", "strength", "women_in_unit", "equipment", "slots")


class Texts:
    """Reads the cells of rows of one file; `both` are the marks of its notes that say `total/women`, `find` notes a finding."""

    def __init__(self, values: Values, both: set[str], find: Callable[[str, str, str], None]):
        self.values, self.both, self._find = values, both, find

    def of(
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
            if name == "strength" and (counts.heads_both(names[at]) or self._of_both(text)):
                text = counts.in_words(unmarked(text))
            if (kind := sheet.lost.get(line.number, {}).get(at)) and at in line.own:
                lost[name] = Fault(name, parts.REASONS[kind], f"the cell holds {parts.WORDS[kind]}")
            elif at == head.men:
                self._add_women(text, line, head, cells, lost)
            elif at in line.sideways or (at in line.filled and name in ONCE):
                told = f"{text!r} is merged over cells: it does not say what it is of each"
                lost[name] = Fault(name, "merged_cell", told)
            elif cells.get(name) and not self.values.blank(cells[name]) and not self._same(name, cells[name], text):
                lost[name] = Fault(name, "columns_differ", f"two columns give it: {cells[name]!r} and {text!r}")
            else:
                cells[name] = text
        return cells, lost

    def _add_women(self, men: str, line: Line, head: Head, cells: dict, lost: dict[str, Fault]) -> None:
        """People as men and women together, where both are told."""
        places = [at for at in head.places["women_in_unit"] if at in line.own and not self.values.blank(line.text(at))]
        try:
            women = self.values.women(unmarked(line.text(places[0]))) if places else None
            both = None if women is None else self.values.count(unmarked(men)) + women
        except Unread:
            both = None
        cells["strength"] = None if both is None else str(both)
        if both is None:
            lost["strength"] = Fault("strength", "women_not_told", f"{men!r} men, and not how many women")

    def _of_both(self, text: str) -> bool:
        """Whether the mark behind a number is that of a note which says `total/women`."""
        mark = counts.MARK_BEHIND.search(text)
        return mark is not None and mark[0].strip() in self.both

    def _same(self, name: str, one: str | None, two: str) -> bool:
        """Whether two texts of a column say the same."""
        return one is not None and (squeezed(one) == squeezed(two) or self.values.same(name, one, two))

    def of_each_unit(self, sheet: Sheet, head: Head, line: Line, cells: dict, lost: dict[str, Fault]) -> list[dict]:
        """The texts of each unit that a row lists; of several, people are told only where their heading says that they are of one."""
        text = line.cells[head.units] if head.units is not None and head.units < len(line.cells) else None
        if text is None or self.values.blank(text) or text == "1":
            return [cells]
        place = sheet.place(line.number, head.units or 0)
        if not re.fullmatch(r"\d{1,2}", text):
            self._find("units_not_counted", place, f"{text!r} is no number of units: the row counts as one")
            return [cells]
        if text.strip("0") == "":
            raise Faulty("", "no_units", f"the row says {text} units")
        self._find("units_of_a_row", place, f"the row counts as {int(text)} units")
        for name in (name for name in ("strength", "women_in_unit") if cells.get(name) and name not in lost):
            if not all(counts.of_each(head.names[at]) for at in head.places[name]):
                lost[name] = Fault(
                    name, "of_several_units", f"{cells[name]!r} is of {int(text)} units, or of each of them"
                )
        named = cells.get("pledge_id")
        return [
            cells | ({"pledge_id": f"{named} ({nth})"} if named and nth > 1 else {}) for nth in range(1, int(text) + 1)
        ]
