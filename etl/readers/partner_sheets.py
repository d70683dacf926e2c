"""Lay sheets of offers and needs out as one table with a row of headings, before any cell of them is read.

A state that stands above the table, once for several rows or as a mark of repetition is put into each row; a matrix of areas becomes a list
of them; marks of footnotes go. What a person would ask about first is set aside, or noted: rows that are hidden, struck through or said
to be over, sheets that are hidden, old or of the other kind, comments. Nothing of a cell is told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from etl import contract
from etl.contract import Source
from etl.readers import partner_heads, persons, titles
from etl.readers.formats import parts
from etl.readers.formats.marks import Marks
from etl.readers.formats.rows import Row
from etl.readers.partners import UNSAID, Said
from etl.readers.stems import plain

FOOTNOTE = re.compile(r"(?<=[\w)\].])\s*[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+$")
DITTO = {
    "ditto",
    "idem",
    "id",
    "same",
    "do",
    "''",
    '"',
    "″",
    "”",
    "\u3003",
    "le meme",
    "la meme",
    "meme",
    "igual",
    "ebenso",
}
CROSS = {"x", "✓", "✔", "√", "☑", "yes", "y", "oui", "si", "sim", "ja"}
NO_CROSS = {"", "-", "–", "—", "0", "no", "n", "non", "nao", "nein", "o"}
KEY = re.compile(r"\s*([^\W\d_]{1,3}|[?✓])\s*[=:]\s*(.{3,60})$")
MOST_NOTED = 200  # notes of rows of one file
FEWEST_AREAS = 3  # columns that make a matrix
OF_WHAT = re.compile(r"unit|course|team|cours|equip|session|unidad|einheit|kurs")
EXAMPLE = (
    "kind",
    "areas",
    "languages",
    "unit_count",
    "people_count",
)  # of ours, which a line of instructions gives an example of


@dataclass
class Sheet:
    """What is known of a sheet once its headings are found: `at` is where each of our columns stands, `areas` which area a column of a matrix is of."""

    at: dict[str, int]
    width: int
    put: list[str] = field(default_factory=list)  # columns of ours that are put behind those of the sheet
    section: str | None = None
    aside: str = ""
    above: dict[str, str] = field(default_factory=dict)
    areas: dict[int, str] = field(default_factory=dict)
    more_areas: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)  # columns that are not read and name no people
    counts_what: bool = True
    sided: int | None = None  # the column that says whether a row offers or needs
    source: str = ""
    sections: bool = False  # areas stand as headings between the rows
    examples: list[str] = field(default_factory=list)
    last: dict[str, str | None] = field(default_factory=dict)


def laid_out(rows: Iterator[Row], source: Source, marks: Callable[[], dict[str, Marks]] = dict) -> Iterator[Row]:
    """The rows of a file of a source whose cells are words, as many as there are; of any other source as they are."""
    if not source.reads_words:
        yield from rows
        return
    said, seen = Said(), None
    key: dict[str, str] = {}
    examples: list[str] = []
    for name, sheet in groupby(rows, key=lambda row: row.sheet):
        seen = marks() if seen is None else seen
        yield from _sheet(sheet, name, source, said, seen.get(name or "", Marks()), key, examples)


def _sheet(
    rows: Iterator[Row],
    name: str | None,
    source: Source,
    said: Said,
    marks: Marks,
    key: dict[str, str],
    examples: list[str],
) -> Iterator[Row]:
    rows = titles.joined(_without_matrix(rows, said), source)
    above: list[Row] = []
    sheet: Sheet | None = None
    for row in rows:
        if sheet is None:
            if len(above) < titles.WITHIN and (sheet := _headed(row, above, source, said)):
                sheet.examples = examples
                sheet.aside = _why_aside(name, sheet, row, above, source, said, marks)
                yield from above
                yield _widened(row, sheet, [partner_heads.first(source, ours) for ours in sheet.above])
                continue
            _learn(key, examples, row)
            above.append(row)
            if len(above) > titles.WITHIN:
                yield above.pop(0)
            continue
        yield _row(row, sheet, said, marks, key)
    if sheet is None:
        yield from _not_read(above)


def _not_read(rows: list[Row]) -> Iterator[Row]:
    """The rows of a sheet without headings; the first says so where it looks like a table."""
    is_table = sum(sum(cell is not None for cell in row.cells) > 2 for row in rows) > 1
    for number, row in enumerate(rows):
        note = (
            (_told("row_noted", "no row of this sheet has the headings, and nothing of it is read"),)
            if is_table and not number
            else ()
        )
        yield row._replace(noted=row.noted + note)


def _without_matrix(rows: Iterator[Row], said: Said) -> Iterator[Row]:
    """The rows with the headings of a matrix of areas, which stand in the lower of two rows, in one."""
    before: Row | None = None
    for number, row in enumerate(rows):
        if before is not None and number <= titles.WITHIN:
            under = [cell for cell in row.cells if cell]
            named = [cell for cell in under if said.area(cell)]
            is_matrix = len(named) >= FEWEST_AREAS and len(under) - len(named) <= 2 and sum(map(bool, before.cells)) > 2
            if is_matrix:
                heads = _over(before.cells, row.cells)
                before, row = before._replace(cells=[None] * len(before.cells)), row._replace(cells=heads)
        if before is not None:
            yield before
        before = row
    if before is not None:
        yield before


def _over(upper: list[str | None], lower: list[str | None]) -> list[str | None]:
    wide = max(len(upper), len(lower))
    one, two = (cells + [None] * (wide - len(cells)) for cells in (upper, lower))
    return [under or over for over, under in zip(one, two, strict=True)]


def _headed(row: Row, above: list[Row], source: Source, said: Said) -> Sheet | None:
    """What is known of a sheet by its headings and what stands above them; None where a row is no headings."""
    cells = [cell or "" for cell in row.cells]
    named = [(place, said.area(cell)) for place, cell in enumerate(cells) if not partner_heads.is_ours(source, cell)]
    areas = {place: area for place, area in named if area}
    areas = areas if len(areas) >= FEWEST_AREAS else {}
    bare = ["" if place in areas else FOOTNOTE.sub("", cell) for place, cell in enumerate(cells)]
    sided = partner_heads.sided_column(cells)
    if sided is not None:
        bare[sided] = ""  # the column says which of two kinds of row it is, and nothing of the offer
    picked, wrong = contract.pick_columns(source, bare)
    told = dict(partner_heads.labelled(above, source)) if wrong or len(picked) > 2 else {}
    told = {ours: text for ours, text in told.items() if ours not in picked}
    if (
        "state" not in picked
        and "state" not in told
        and len(picked) > 3
        and (state := partner_heads.titled(above, said))
    ):
        told["state"] = state
    more = [partner_heads.first(source, ours) for ours in told] + (
        [partner_heads.first(source, "areas")] if areas and "areas" not in picked else []
    )
    more += (
        [partner_heads.first(source, "kind")]
        if "kind" not in picked and (areas or ("words" in picked and len(picked) > 3))
        else []
    )
    is_sectioned = (
        not areas
        and "areas" not in picked
        and "words" not in picked
        and {"state", "kind"} <= picked.keys()
        and len(picked) > 4
    )
    more += [partner_heads.first(source, "areas")] if is_sectioned else []
    if wrong and contract.pick_columns(source, bare + more)[1]:
        return None
    row.cells[:] = [cell or None for cell in bare]
    if sided is not None:
        bare[sided] = cells[sided]
    sheet = Sheet(picked, len(cells), above=told, areas=areas, sided=sided, source=source.name, sections=is_sectioned)
    sheet.put = (
        [ours for ours in ("areas", "kind") if ours not in picked]
        if areas
        else [ours for ours in ("areas", "kind") if ours not in picked and partner_heads.first(source, ours) in more]
    )
    sheet.others = [
        at
        for at, cell in enumerate(bare)
        if cell and at not in picked.values() and at != sided and not persons.is_person(cell)
    ]
    if "areas" in picked:
        numbered = re.compile(re.escape(re.sub(r"\W*\d$", "", bare[picked["areas"]])) + r"\W*\d")
        sheet.more_areas = [at for at in sheet.others if numbered.fullmatch(bare[at])]
    if "unit_count" in picked:
        sheet.counts_what = "people_count" in picked or bool(OF_WHAT.search(plain(bare[picked["unit_count"]])))
    return sheet


def _why_aside(
    name: str | None, sheet: Sheet, row: Row, above: list[Row], source: Source, said: Said, marks: Marks
) -> str:
    """Why no row of a sheet counts, in words; empty where they do."""
    if marks.is_hidden:
        return _told("ask_first", "the sheet is hidden: ask whether it counts")
    if name and said.old.find(name):
        return _told("ask_first", "the name of the sheet says that it is old")
    told = [name, *(cell for line in above for cell in line.cells)]
    found = partner_heads.side(told, [cell for cell in row.cells if cell])
    if found and found != source.name:
        return _told("ask_first", f"the sheet tells what {contract.find(found).dataset} has: load the file as that too")
    return ""


def _widened(row: Row, sheet: Sheet, more: list[str | None]) -> Row:
    return row._replace(cells=[*row.cells, *more, *sheet.put])


def _row(row: Row, sheet: Sheet, said: Said, marks: Marks, key: dict[str, str]) -> Row:
    """A row of a table with the cells under its headings, and what stands elsewhere behind them."""
    if not any(row.cells) or (row.sheet is None and (len(row.cells) < sheet.width or any(row.cells[sheet.width :]))):
        sheet.last = {}
        return row
    filled = [cell for cell in row.cells if cell]
    if sheet.sections and len(filled) == 1:
        sheet.section, sheet.last = filled[0] if said.words.areas_in(filled[0]) else None, {}
        return row._replace(cells=[None] * (len(row.cells) + len(sheet.above) + len(sheet.put)))
    noted = list(row.noted)
    cells: list[str | None] = row.cells[: sheet.width] + [None] * (sheet.width - len(row.cells))
    whole = list(cells)
    for place in sheet.at.values():
        if place < sheet.width and cells[place] and FOOTNOTE.search(cells[place] or ""):
            cells[place] = FOOTNOTE.sub("", cells[place] or "")
            noted.append(
                _told("row_noted", f"a mark of a footnote stands in column {parts.letters(place)}: see the note")
            )
    for place in sheet.more_areas:
        first = sheet.at["areas"]
        cells[first] = "; ".join(
            filter(None, (cells[first], None if plain(cells[place] or "") in ("n/a", "-") else cells[place]))
        )
    noted += _repeated(cells, sheet)
    noted += [
        _told("row_noted", f"a comment stands at cell {ref}: read it in the file")
        for ref in marks.comments.get(row.line, ())
    ]
    aside = row.aside or sheet.aside or _row_aside(row, cells, sheet, said, marks)
    told = [sheet.at["words"]] if "words" in sheet.at else []
    noted += [
        _told("row_noted", f"column {parts.letters(at)} says that something is not sure")
        for at in [*sheet.others, *told]
        if said.unsure.find(whole[at] or "")
    ]
    if not sheet.counts_what and (number := cells[sheet.at["unit_count"]]):
        cells[sheet.at["unit_count"]] = number + UNSAID
    extra: list[str | None] = [None] * len(sheet.above)
    if any(cells[place] for place in sheet.at.values()):
        extra = [
            partner_heads.agreed(text, row.sheet, said) if ours == "state" else text or None
            for ours, text in sheet.above.items()
        ]
    row = row._replace(cells=cells + extra, aside=aside, noted=tuple(dict.fromkeys(noted)))
    if sheet.areas:
        return _crossed(row, sheet, said, key)
    return (
        row._replace(cells=[*row.cells, *(sheet.section if ours == "areas" else None for ours in sheet.put)])
        if sheet.put
        else row
    )


def _repeated(cells: list[str | None], sheet: Sheet) -> list[str]:
    """Put what stands above into cells that say the same, and the state above into rows without one; what is to be noted of it."""
    noted = []
    at = sheet.at
    tells = any(at.get(ours) is not None and cells[at[ours]] for ours in ("kind", "areas", "words"))
    tells = tells or sum(bool(cells[place]) for place in sheet.areas) > 0
    for ours, place in at.items():
        cell = cells[place]
        is_ditto = plain(cell or "").strip(" .") in DITTO if cell else False
        if is_ditto or (ours == "state" and not cell and tells and sheet.last.get("state")):
            cells[place] = sheet.last.get(ours) or cell
            if ours == "state":
                noted.append(_told("row_noted", "the state is that of the row above"))
    sheet.last = {ours: cells[place] for ours, place in at.items()} if tells else {}
    return noted


def _row_aside(row: Row, cells: list[str | None], sheet: Sheet, said: Said, marks: Marks) -> str:
    """Why a row does not count, in words; empty where it does."""
    if row.line in marks.hidden_rows:
        return _told("ask_first", "the row is hidden: ask whether it counts")
    if row.line in marks.struck_rows:
        return _told("ask_first", "the row is struck through")
    if sheet.sided is not None and (mine := partner_heads.side_of_row(cells[sheet.sided])) != sheet.source:
        if not mine:
            return _told("ask_first", "the row does not say whether it offers or needs")
        return _told("ask_first", f"the row tells what {contract.find(mine).dataset} has: load the file as that too")
    told = [sheet.at[ours] for ours in ("kind", "areas", "words", "period") if ours in sheet.at] + sheet.others
    over = [place for place in told if cells[place] and said.is_over(cells[place] or "")]
    if over:
        return _told("ask_first", f"column {parts.letters(over[0])} says that it is over or not needed")
    own = [plain(cells[place] or "") for ours, place in sheet.at.items() if ours in EXAMPLE and cells[place]]
    is_example = len(own) > 2 and any(all(cell in example for cell in own) for example in sheet.examples)
    return _told("ask_first", "the row is the example of the instructions") if is_example else ""


def _learn(key: dict[str, str], examples: list[str], row: Row) -> None:
    """Note what is said above the headings, or on a sheet before: what the letters of a matrix mean, and examples."""
    for cell in row.cells:
        if cell and plain(cell).startswith(("example", "exemple", "ejemplo", "beispiel")):
            examples.append(plain(cell))
        if cell and (read := KEY.match(cell)):
            key[plain(read[1])] = read[2]


def _crossed(row: Row, sheet: Sheet, said: Said, key: dict[str, str]) -> Row:
    """A row of a matrix with its areas and their kind in cells of their own; a mark that cannot be read is told."""
    areas: dict[str | None, list[str]] = {}
    odd = []
    crosses = {text for mark, text in key.items() if mark in CROSS}
    for place, area in sheet.areas.items():
        mark = plain(row.cells[place] or "").strip()
        kinds = said.words.kinds.find(key.get(mark, ""))
        if kinds:
            areas.setdefault(key[mark], []).append(area)
        elif mark in CROSS:
            areas.setdefault(next(iter(crosses)) if len(crosses) == 1 else None, []).append(area)
        elif mark not in NO_CROSS:
            odd.append(place)
    lacking = sheet.put
    cells = [None if place in sheet.areas else cell for place, cell in enumerate(row.cells)]
    if not areas and not odd:  # nothing is crossed
        return row._replace(cells=[None] * (len(cells) + len(lacking)), noted=())
    where = ", ".join(parts.letters(place) for place in odd)
    told = _told("row_noted", f"no plain mark of the matrix stands in column {where}, and what it means is not read")
    kind, named = next(iter(areas.items()), (None, []))
    more = ["; ".join(named) if ours == "areas" else kind for ours in lacking]
    aside = _told("ask_first", "its marks are of several kinds: give each a row") if len(areas) > 1 else ""
    aside = aside if areas else told
    return row._replace(
        cells=cells + more, aside=row.aside or aside, noted=row.noted + ((told,) if odd and areas else ())
    )


def _told(_code: str, words: str) -> str:
    """What is said of a row under a code that has a label: messages are found by it."""
    return words


def noting(rows: Iterator[Row], noted: list[tuple[str | None, int, str]]) -> Iterator[Row]:
    """The rows as they are; sheet, line and words of what is to be known of them go into `noted`."""
    for row in rows:
        noted += [(row.sheet, row.line, note) for note in row.noted]
        yield row


def listed(noted: list[tuple[str | None, int, str]]) -> list[tuple[str | None, int, str]]:
    """The first MOST_NOTED of what is to be known of rows, and behind them how many more there are, from which row on."""
    if len(noted) <= MOST_NOTED:
        return noted
    sheet, line, _note = noted[MOST_NOTED]
    more = len(noted) - MOST_NOTED
    return [*noted[:MOST_NOTED], (sheet, line, _told("row_noted", f"from here on {more} more notes are not listed"))]
