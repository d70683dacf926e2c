"""Read sheets that follow pledges: which column is what, and a row as the commitments in it.

Also forms pasted into a sheet, one sheet per category, one sheet per state, and one column per category.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from etl.contract import Refusal
from etl.readers.formats import rows
from etl.readers.formats.docx import Paragraph
from etl.readers.pledges import segment
from etl.readers.pledges.lexicon import Lexicon, heading
from etl.readers.pledges.model import Passage
from etl.readers.texts import dates

HEADER_WITHIN = 20  # rows of a sheet
MOST_ROWS = 10_000
LIKE = 88  # of 100: how alike a mistyped heading must be
MEANINGS = ("pledge", "category", "state", "ministerial", "quantity", "mission", "by_when", "dated", "source_url",
            "capability", "comment")  # fmt: skip
LEAST = 3  # columns of categories that make a sheet one with a column per category
TOTAL = re.compile(r"^\W*(?:grand )?(?:sub)?total\b", re.IGNORECASE)


@dataclass
class Sheet:
    """Rows of one sheet or table, with where they stand."""

    name: str
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass
class Tracked:
    """What a tracker holds: passages, lines above its headings, notes, and whether its rows name states."""

    passages: list[Passage] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_states: bool = False
    is_tracker: bool = False


def listed(path: Path, name: str) -> Iterator[rows.Row]:
    """Yield the rows of a file; Refusal where its reader gives up in a way that is no Exception."""
    try:
        yield from rows.read(path, name)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Refusal("It is damaged: its sheets cannot be read. Open it and save it again.") from error


def columns(cells: list[str], lexicon: Lexicon) -> dict[str, int]:
    """Positions of columns by the meaning of their headings."""
    places: dict[str, int] = {}
    for near in (False, True):
        for place, cell in enumerate(cells):
            if not cell or place in places.values() or len(cell) > 80:
                continue
            said = next((m for m in MEANINGS if m not in places and _means(cell, m, lexicon, near)), "")
            if said:
                places[said] = place
    return places


def _means(cell: str, meaning: str, lexicon: Lexicon, near: bool) -> bool:
    known = lexicon.form_words[meaning]
    parts = [folded for part in re.split(r"[/|(\n]", cell) if (folded := heading(part))]
    if not near:
        return heading(cell) in known or any(part in known for part in parts[:1])
    return any(
        len(folded) > 4 and process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=LIKE)
        for folded in (heading(cell), *parts)
    )


def is_header(places: dict[str, int]) -> bool:
    """Whether columns are those of pledges: a text with something beside it, or capabilities with figures."""
    if "pledge" in places:
        return len(places) > 1
    return (
        "capability" in places
        and bool({"quantity", "by_when", "mission"} & places.keys())
        and (len(places) > 2 or "quantity" in places)
    )


def wide(cells: list[str], lexicon: Lexicon) -> dict[int, str]:
    """Categories by column where the headings are categories."""
    codes = {place: code for place, cell in enumerate(cells) if (code := lexicon.category_aliases.get(heading(cell)))}
    return codes if len(set(codes.values())) >= LEAST else {}


def header_of(lines: Iterable[list[str]], lexicon: Lexicon) -> bool:
    """Whether one of some rows is the heading of a tracker, or two begin as the rows of a form do."""
    first_rows = list(lines)
    first = {lexicon.category_aliases.get(heading(cell), "") for row in first_rows for cell in row[:3]} - {""}
    return any(is_header(columns(row, lexicon)) or wide(row, lexicon) for row in first_rows) or len(first) > LEAST


def read(sheets: list[Sheet], lexicon: Lexicon) -> Tracked:
    """The commitments of all sheets."""
    tracked = Tracked()
    count = sum(len(sheet.rows) for sheet in sheets)
    if count > MOST_ROWS:
        raise Refusal(f"It has {count:,} rows; a tracker of more than {MOST_ROWS:,} is not read. Split it.")
    for sheet in sheets:
        _sheet(sheet, lexicon, tracked)
    return tracked


def _sheet(sheet: Sheet, lexicon: Lexicon, tracked: Tracked) -> None:
    states = list(dict.fromkeys(hit.code for hit in lexicon.state_terms.find(sheet.name)))
    home = states[0] if len(states) == 1 else ""
    category = of_name(sheet.name, lexicon)
    start, places, by_column = _header(sheet, lexicon)
    if start is None:
        return
    tracked.is_tracker = True
    tracked.headings += [" ".join(filter(None, cells)) for _, cells in sheet.rows[: max(start, 0)]]
    tracked.has_states = tracked.has_states or "state" in places or bool(home)
    last = ""
    for place, cells in sheet.rows[start + 1 :]:
        values = {meaning: cells[at] for meaning, at in places.items() if at < len(cells) and cells[at]}
        if not any(cells) or TOTAL.match(next(filter(None, cells), "")) or columns(cells, lexicon) == places:
            continue
        iso3 = _state(values.get("state", ""), place, lexicon, tracked) or (home if "state" not in places else "")
        if by_column:
            for at, code in by_column.items():
                if at < len(cells) and cells[at]:
                    tracked.passages += _passages(
                        {"pledge": cells[at]}, f"{place}, column {at + 1}", code, iso3, lexicon
                    )
            continue
        label = values.get("category", "")
        code = lexicon.category_aliases.get(heading(label), "") or (near(label, lexicon) if label else "")
        if label and not code:
            tracked.notes.append(
                f"{place}: “{label[:60]}” is none of the form's categories; read from the words instead."
            )
        # In a form pasted into a sheet a category stands once, above the lines under it.
        last = code or ("" if label else last)
        is_form = "state" not in places and "quantity" not in places
        tracked.passages += _passages(values, place, code or category or (last if is_form else ""), iso3, lexicon)


def _header(sheet: Sheet, lexicon: Lexicon) -> tuple[int | None, dict[str, int], dict[int, str]]:
    for number, (_, cells) in enumerate(sheet.rows[:HEADER_WITHIN]):
        by_column = wide(cells, lexicon)
        places = columns(cells, lexicon)
        if by_column:
            return number, {"state": places["state"]} if "state" in places else {}, by_column
        if is_header(places):
            return number, places, {}
    for at in range(3):
        hits = [
            number
            for number, (_, cells) in enumerate(sheet.rows)
            if len(cells) > at + 1 and cells[at] and heading(cells[at]) in lexicon.category_aliases
        ]
        if len(hits) >= LEAST:
            return hits[0] - 1, {"category": at, "pledge": at + 1}, {}
    return None, {}, {}


def of_name(name: str, lexicon: Lexicon) -> str:
    """The category that a sheet is named by; names of sheets are cut at 31 letters."""
    folded = heading(name)
    if folded in lexicon.category_aliases:
        return lexicon.category_aliases[folded]
    cut = {code for alias, code in lexicon.category_aliases.items() if len(folded) > 12 and alias.startswith(folded)}
    return cut.pop() if len(cut) == 1 else ""


def near(text: str, lexicon: Lexicon) -> str:
    """The category whose heading a text most resembles; empty where none is near."""
    folded = heading(text)
    if code := alike(folded, lexicon, 84):
        return code
    # A heading within a longer one: "5. Environment (incl. energy)".
    parts = [heading(part) for part in re.split(r"[/|(),;:–—\n]| - ", text)]
    known = [lexicon.category_aliases[part] for part in parts if part in lexicon.category_aliases]
    if known and len(set(known)) == 1:
        return known[0]
    longest = sorted(
        (alias for alias in lexicon.category_aliases if " " in alias and f" {alias} " in f" {folded} "), key=len
    )
    return lexicon.category_aliases[longest[-1]] if longest and len(folded) < 2.5 * len(longest[-1]) else ""


def alike(folded: str, lexicon: Lexicon, least: int = LIKE) -> str:
    """The category whose heading a folded text is but for spelling or order; empty where none is."""
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        hit = process.extractOne(folded, lexicon.category_aliases.keys(), scorer=scorer, score_cutoff=least)
        if hit and len(folded) > 7:
            return lexicon.category_aliases[hit[0]]
    return ""


def under(passage: Passage, category: str) -> Passage:
    """A passage under a category where it has none of its own."""
    return passage if passage.category else replace(passage, category=category)


def beside(passage: Passage, cells: dict[str, str]) -> Passage:
    """A passage with the figures and dates that stand beside it, where it has none of its own."""
    values = {key: passage.__dict__[key] or cells.get(key, "") for key in ("quantity", "mission", "by_when")}
    values["context"] = "\n".join(filter(None, (passage.context, cells.get("comment", ""))))
    return replace(passage, **values)


def _state(text: str, place: str, lexicon: Lexicon, tracked: Tracked) -> str:
    codes = list(dict.fromkeys(hit.code for hit in lexicon.state_terms.find(text)))
    if not codes and text.strip().upper() in lexicon.state_codes:
        codes = [text.strip().upper()]
    if text and len(codes) != 1:
        what = "names several states" if codes else "is no known state"
        tracked.notes.append(f"{place}: “{text[:60]}” {what}: say whose pledge it is.")
    return codes[0] if len(codes) == 1 else ""


def _passages(values: dict[str, str], place: str, category: str, iso3: str, lexicon: Lexicon) -> list[Passage]:
    """The commitments of a row: one where it has figures of its own, else one for each that its text holds."""
    text = values.get("pledge") or ", ".join(
        values[key] for key in ("capability", "quantity", "by_when", "comment") if values.get(key)
    )
    if lexicon.says(text, "empty") or not re.search(r"[^\W\d_]", text):
        return []
    more = {
        key: values.get(key, "") for key in ("quantity", "mission", "by_when", "ministerial", "dated", "source_url")
    }
    more["dated"] = (dates(more["dated"]) or [""])[0]
    aside = "\n".join(
        filter(None, (values.get("capability", "") if "pledge" in values else "", values.get("comment", "")))
    )
    passages = [Passage(" ".join(text.split()), place, category, aside)]
    if not any(more[key] for key in ("quantity", "mission", "by_when")):
        parted = segment.part([Paragraph(text, place)], category, lexicon)
        passages = parted.passages or passages
    return [
        Passage(row.text, row.place, category, "\n".join(filter(None, (row.context, aside))), iso3=iso3, **more)
        for row in passages
    ]
