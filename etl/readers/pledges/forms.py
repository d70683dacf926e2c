"""Walk a form or slide: which text stands under which category, and which lines say whose form it is.

A form is known by its headings, wherever they stand: the first column, the second, rows of their own, lines in one cell,
paragraphs without any table, boxes of a slide.
"""

import re
from itertools import groupby

from etl.readers.formats.docx import Cell, Document, Paragraph, Table, flat
from etl.readers.pledges import background, columns, match, origin, sections, segment, trackers, updates
from etl.readers.pledges.heads import Heads, is_firm
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Form

FORM_ROWS = 10
FIRST, TITLE = 12, 20  # paragraphs at the start of a long document that may be titles, and their words


class Walk:
    """One pass over a document."""

    def __init__(self, document: Document, lexicon: Lexicon, is_slide: bool = False):
        self.document, self.lexicon, self.is_slide = document, lexicon, is_slide
        self.form, self.heads = Form(), Heads(lexicon)
        tables = [item for item in document.body if isinstance(item, Table)]
        self.has_grid = any(map(self._is_grid, tables))
        self.has_begun = self.is_long = False
        paragraphs = [item for item in document.body if isinstance(item, Paragraph) and item.text]
        self.heads.others = sections.other_heads(paragraphs, self._head, lexicon)

    def run(self) -> Form:
        """The document's passages, the lines above them, what was left out, and notes."""
        self.is_long = sections.is_long(self.document, self._head) or (
            self.is_slide and sections.has_slide(self.document, self._head, self.lexicon)
        )
        if self.is_long:
            return self._long()
        category, slide = "", ""
        for key, group in groupby(self.document.body, self._container):
            items = list(group)
            here = key.split(",")[0] if self.is_slide else ""
            if here != slide:
                slide, category = here, ""
            if isinstance(items[0], Table):
                for table in items:
                    self._table(table, "" if not self.is_slide else category, self.has_grid)
            elif key.startswith("text box"):
                self._text(self._below(items), "", self.has_grid and not any(self._head(p.text) for p in items))
            else:
                category = self._text(self._below(items), category, self.has_grid)
        return self.form

    def _long(self) -> Form:
        """Read a long document: its tables, and of its text what stands where commitments stand."""
        blocks = sections.outside(self.document)
        paragraphs = [item for item in blocks if isinstance(item, Paragraph)]
        for item in paragraphs[:FIRST]:
            self.form.headings += [line for line in item.text.split("\n") if len(line.split()) <= TITLE]
        self.has_begun = True
        for table in (item for item in blocks if isinstance(item, Table)):
            self._table(table, "", True)
        found = sections.find(blocks, self._head, self.lexicon)
        for items, category, strict in found.groups:
            self._part(items, category, strict)
        if not self.form.passages:
            found = sections.explicit(paragraphs, self.lexicon)
            for items, category, strict in found.groups:
                self._part(items, category, strict)
        self.form.passed += [f"{item.place}: “{item.text[:80]}”" for item in found.passed]
        return self.form

    def _container(self, item: Paragraph | Table) -> str:
        """Key of a block's container, by which text that goes on from one block to the next is grouped."""
        if isinstance(item, Table):
            return item.place
        if self.is_slide or item.place.startswith("text box"):
            return item.place.rsplit(", paragraph", 1)[0]
        return ""

    def _below(self, items: list[Paragraph]) -> list[Paragraph]:
        """Keep lines above the pledges as headings, and return the others."""
        known = self.has_grid or any(self._head(item.text) for item in items)
        rest = []
        for item in items:
            if not item.text:
                continue
            if self._head(item.text):
                self.has_begun = True
            lines = item.text.split("\n")
            above = [line for line in lines if self._is_above(item, line, known)]
            promises = segment.may_promise if item.is_item else segment.promises
            if known and not self.has_begun and not any(promises(line, self.lexicon) for line in lines):
                above = lines  # a title, however long, or a greeting
            if above and len(above) == len(lines):
                self.form.headings += lines
            elif above and not self.has_begun and lines[: len(above)] == above:
                self.form.headings += above
                rest.append(Paragraph("\n".join(lines[len(above) :]), item.place, item.is_item, notes=item.notes))
            else:
                rest.append(item)
        return rest

    def _is_above(self, item: Paragraph, line: str, known: bool) -> bool:
        if self._head(line):
            return False
        if origin.is_place_of_form(line, self.lexicon):
            return True
        if self.has_begun or item.is_item or line.lstrip().startswith(segment.MARKS):
            return False
        short = len(line.split()) <= 14 and not re.search(r"[.;:。；：]\s*$", line)
        return (
            (item.is_heading or known or not self.form.passages) and short and not segment.promises(line, self.lexicon)
        )

    def _head(self, text: str, near: bool = False) -> tuple[str, str] | None:
        return self.heads.of(text, near)

    def _text(self, items: list[Paragraph], category: str, strict: bool = False, is_cell: bool = False) -> str:
        """Part paragraphs into commitments, changing the category at each heading; return the last category."""
        heads = [self._head(item.text) if item.text else None for item in items]
        if is_cell and category:
            firm = {h[0] for item, h in zip(items, heads, strict=True) if h and is_firm(item.text, h[0])}
            if len(firm | {category}) < 3 and firm != {category}:
                heads = [None] * len(heads)
        waiting: list[Paragraph] = []
        is_ongoing = False
        for item, head in zip(items, heads, strict=True):
            is_ongoing = not head and ((is_ongoing and not item.is_heading) or background.is_ongoing(item.text))
            if is_ongoing:
                self._so_far(item.place, item.text)
            elif head:
                self._part(waiting, category, strict)
                category, rest = head
                strict, self.has_begun = False, True
                waiting = [Paragraph(rest, item.place, item.is_item, notes=item.notes)] if rest else []
            else:
                waiting.append(item)
        self._part(waiting, category, strict and not category)
        return category

    def _so_far(self, place: str, text: str) -> None:
        self.form.passed.append(f"{place}: of contributions so far: “{text[:60]}”")

    def _part(self, items: list[Paragraph], category: str, strict: bool) -> None:
        parted = segment.part(items, category, self.lexicon, self.document.footnotes, strict)
        self.form.passages += parted.passages
        (self.form.passed if strict else self.form.left).extend(parted.left)

    def _is_grid(self, table: Table) -> bool:
        """Whether commitments stand in a table, so that text outside it must clearly promise something."""
        return (
            bool(self._grid(table)[0])
            or updates.is_update(table, self.lexicon)
            or trackers.is_list(table.by_column(), self.lexicon)
        )

    def _grid(self, table: Table) -> tuple[int, dict[int, str]]:
        """The column that holds the categories, 0 where none does, and what the other columns hold."""
        counts: dict[int, set[str]] = {}
        labels: dict[int, str] = {}
        for _, cells in table.rows:
            for cell in cells:
                first = next((p.text for p in flat(cell.items) if p.text), "") if not cell.goes_on else ""
                if head := first and (self._head(cell.text) or self._head(first)):
                    counts.setdefault(cell.column, set()).add(head[0])
        for _, cells in table.rows[:3]:
            meanings = {cell.column: columns.says(cell.text, self.lexicon, *columns.MEANINGS) for cell in cells}
            if {"pledge", "category"} & set(meanings.values()) and not labels:
                labels = {column: said for column, said in meanings.items() if said}
        if not counts:
            return 0, {}
        column = max(counts, key=lambda place: (len(counts[place]), -place))
        is_form = len(counts[column]) > 1 or "category" in labels.values() or "pledge" in labels.values()
        return (column, labels) if is_form else (0, {})

    def _table(self, table: Table, category: str, strict: bool, is_cell: bool = False) -> None:
        if updates.is_update(table, self.lexicon):
            self.has_begun = True
            self.form.updates += updates.read(table)
            return
        rows = table.by_column()
        if any(self.lexicon.says(cell, "before") for row in rows[:1] for cell in row[:1]):
            return  # what was announced before, shown to a state in its form, is not announced again by that
        column, labels = self._grid(table)
        by_column = next((tracked for row in rows[:3] if (tracked := columns.wide(row, self.lexicon))), {})
        if by_column and len(by_column) > 2:
            self._wide(table, strict)
        elif column and not trackers.is_list(rows, self.lexicon, "state"):
            self.has_begun = True
            self._rows(table, column, labels)
        elif len(rows) > 2 and trackers.is_list(rows, self.lexicon):
            sheet = trackers.Sheet(
                "", [(f"{table.place}, row {n}", row) for (n, _), row in zip(table.rows, rows, strict=True)]
            )
            sheets = trackers.read([sheet], self.lexicon)
            self.has_begun = True
            self.form.passages += [trackers.under(passage, category) for passage in sheets.passages]
            self.form.notes += sheets.notes
            self.form.has_states |= sheets.has_states
            self.form.columns += [(table.place, theirs, meaning) for _, theirs, meaning in sheets.columns]
            self.form.passed += [where for _, where in sheets.passed]
        elif self.is_long and len(self._headings(table)) < sections.FORM_CATEGORIES:
            self.form.passed += [f"{table.place}, row {number}" for number, _ in table.rows]
        else:
            self._layout(table, category, strict, is_cell)

    def _headings(self, table: Table) -> set[str]:
        """The categories that paragraphs of a table head."""
        said = (self._head(item.text) for item in flat([table]) if item.text)
        return {head[0] for head in said if head}

    def _layout(self, table: Table, category: str, strict: bool, is_cell: bool) -> None:
        """Read a table that only places text: a letterhead, a label beside its entry, a form in one cell."""
        for number, cells in table.rows:
            filled = [cell for cell in cells if cell.text and not cell.goes_on]
            if len(filled) > 1 and background.is_ongoing(filled[0].text):
                self._so_far(f"{table.place}, row {number}", filled[1].text)
            elif len(filled) == 2 and columns.says(filled[0].text.rstrip(": "), self.lexicon, "state", "ministerial"):
                self.form.headings.append(f"{filled[0].text.rstrip(': ')}: {filled[1].text}")
            elif is_cell and len(filled) > 1:
                place = f"{table.place}, row {number}"
                self._part([Paragraph(", ".join(cell.text for cell in filled), place, True)], category, strict)
            else:
                for cell in filled:
                    category = self._cell(cell, category, strict)

    def _cell(self, cell: Cell, category: str, strict: bool = False) -> str:
        """Read a cell: its paragraphs, boxes and the tables in it."""
        inside = category
        for is_table, group in groupby(cell.items, lambda item: isinstance(item, Table)):
            items = list(group)
            if is_table:
                for table in items:
                    self._table(table, inside, strict, True)
            else:
                paragraphs = [item for item in items if item.text] if category else self._below(items)
                inside = self._text(paragraphs, inside, strict, True)
        return inside

    def _wide(self, table: Table, strict: bool) -> None:
        by_column: dict[int, str] = {}
        for _, cells in table.rows:
            codes = {cell.column: head[0] for cell in cells if (head := self._head(cell.text, True)) and not head[1]}
            if len(set(codes.values())) >= columns.LEAST:
                by_column = codes
                continue
            for cell in cells:
                if cell.column in by_column and not cell.goes_on:
                    self._cell(cell, by_column[cell.column], strict)

    def _rows(self, table: Table, column: int, labels: dict[int, str]) -> None:
        heads = self._categories(table, column)
        category = ""
        for place, (_, cells) in enumerate(table.rows):
            own = next((cell for cell in cells if cell.column == column and cell.text and not cell.goes_on), None)
            others = [cell for cell in cells if cell.column != column and not cell.goes_on and cell.text]
            if own is not None and others and background.is_ongoing(own.text):
                self._so_far(f"{table.place}, row {place + 1}", others[0].text)
                continue
            if place in heads:
                category, rest = heads[place]
                self._text(rest, category, False, True)
            elif own is not None:
                if others and columns.says(own.text.rstrip(": "), self.lexicon, "state", "ministerial"):
                    self.form.headings.append(f"{own.text.rstrip(': ')}: {others[0].text}")
                if others or columns.says(own.text.rstrip(": "), self.lexicon, "category", "pledge"):
                    continue
                lines = [p.text for p in flat(own.items) if p.text]
                if not category and all(len(line.split()) <= 14 for line in lines):
                    self.form.headings += lines
                else:
                    self._cell(own, category)
            self._entry(table, place, others, category, labels, column)

    def _entry(
        self, table: Table, place: int, others: list[Cell], category: str, labels: dict[int, str], column: int
    ) -> None:
        """Read the cells beside a category; columns of figures and dates go with the text of their row."""
        usual = "" if "pledge" in labels.values() else "pledge"  # guidance beside a column of pledges is none
        texts = [cell for cell in others if labels.get(cell.column, usual) in ("pledge", "capability")]
        beside = {labels[cell.column]: cell.text for cell in others if cell not in texts and cell.column in labels}
        for cell in texts:
            if not re.search(r"[^\W\d_]", cell.text):
                continue
            start = len(self.form.passages)
            shared = self._shares(table, place, cell.column, column)
            if shared:
                self.form.notes.append(
                    f"{table.place}, row {place + 1}: one cell stands beside several categories; read from the words."
                )
            self._cell(cell, "" if shared else category)
            self.form.passages[start:] = [trackers.beside(p, beside) for p in self.form.passages[start:]]

    def _own(self, own: Cell, alone: bool) -> tuple[str, list[Paragraph]] | None:
        """The category of a heading's cell, with the commitments under it where it stands alone in its row."""
        paragraphs = [p for p in flat(own.items) if p.text]
        as_one = self._head(own.text, not alone)
        if as_one and not as_one[1]:
            return as_one[0], []
        first = self._head(paragraphs[0].text, not alone)
        if first and (alone or not first[1]):
            rest = [Paragraph(first[1], paragraphs[0].place)] if first[1] else []
            return first[0], [*rest, *paragraphs[1:]] if alone else []
        return (as_one[0], []) if as_one else None

    def _shares(self, table: Table, place: int, at: int, column: int) -> bool:
        """Whether a cell is merged over rows of other categories."""
        for _, cells in table.rows[place + 1 :]:
            by_column = {cell.column: cell for cell in cells}
            if at not in by_column or not by_column[at].goes_on:
                return False
            if column in by_column and by_column[column].text and not by_column[column].goes_on:
                return True
        return False

    def _categories(self, table: Table, column: int) -> dict[int, tuple[str, list[Paragraph]]]:
        """The category of each row that begins one; unknown headings by their place, else by their words."""
        heads, unknown = {}, {}
        labels = ("category", "pledge", "state", "ministerial", "contact", "dated", "comment", "empty")
        for place, (_, cells) in enumerate(table.rows):
            own = next((cell for cell in cells if cell.column == column and cell.text and not cell.goes_on), None)
            if own is None:
                continue
            others = [cell for cell in cells if cell is not own]
            head = self._own(own, not any(cell.text for cell in others))
            if head:
                heads[place] = head
            elif (
                others
                and segment.is_heading_like(own.text)
                and not columns.says(own.text.rstrip(": "), self.lexicon, *labels)
            ):
                unknown[place] = own.text
        order = list(self.lexicon.categories)
        rows = sorted(heads.keys() | unknown.keys())
        in_order = len(rows) == FORM_ROWS and all(order[rows.index(place)] == head[0] for place, head in heads.items())
        for place, text in unknown.items():
            guess = order[rows.index(place)] if in_order else match.category(text, "", None, self.lexicon)
            if in_order or guess != "other":
                heads[place] = (guess, [])
                how = "its place among the ten" if in_order else "its words"
                self.form.notes.append(
                    f"{table.place}, row {place + 1}: “{text[:60]}” taken for {self.lexicon.categories[guess]} by {how}."
                )
            else:
                heads[place] = ("", [])
                self.form.notes.append(
                    f"{table.place}, row {place + 1}: “{text[:60]}” is none of the ten categories; read from the words."
                )
        return heads
