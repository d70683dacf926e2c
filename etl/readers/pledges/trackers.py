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
from etl.readers.pledges import background, columns, origin, segment
from etl.readers.pledges.lexicon import Lexicon, heading
from etl.readers.pledges.model import Passage
from etl.readers.texts import dates

MOST_ROWS = 10_000
NAMES = {
    "pledge": "the pledge", "category": "its category", "state": "the state", "ministerial": "the meeting", "quantity": "the quantity",
    "mission": "the mission", "by_when": "the date",
}  # fmt: skip
TOTAL = re.compile(r"^\W*(?:grand )?(?:sub)?total\b", re.IGNORECASE)


@dataclass
class Sheet:
    """Rows of one sheet or table, with where they stand."""

    name: str
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass
class Tracked:
    """What a tracker holds: passages, lines above its headings, notes, whether its rows name states, and what its columns are.

    `columns` has sheet, heading and meaning of each; `passed` how many rows were no commitments, and where.
    """

    passages: list[Passage] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_states: bool = False
    is_tracker: bool = False
    columns: list[tuple[str, str, str]] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)


def listed(path: Path, name: str) -> Iterator[rows.Row]:
    """Yield the rows of a file; Refusal where its reader gives up in a way that is no Exception."""
    try:
        yield from rows.read(path, name)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Refusal("It is damaged: its sheets cannot be read. Open it and save it again.") from error


def is_one(sheets: Iterable[Sheet], lexicon: Lexicon) -> bool:
    """Whether one of some sheets is a list of pledges."""
    return any(columns.find([cells for _, cells in sheet.rows], lexicon) for sheet in sheets)


def is_list(rows: list[list[str]], lexicon: Lexicon, needed: str = "pledge") -> bool:
    """Whether a table is a list of pledges, with a column that is needed: by its first rows or by what stands in its columns."""
    known = columns.find(rows, lexicon)
    return (
        known is not None and known.row < 3 and bool({needed, "capability"} & known.places.keys() or known.by_category)
    )


def read(sheets: list[Sheet], lexicon: Lexicon) -> Tracked:
    """The commitments of all sheets."""
    tracked = Tracked()
    count = sum(len(sheet.rows) for sheet in sheets)
    if count > MOST_ROWS:
        raise Refusal(f"It has {count:,} rows; a tracker of more than {MOST_ROWS:,} is not read. Split it.")
    is_template = any(is_help(sheet) for sheet in sheets)
    for sheet in sheets:
        if not is_help(sheet) and not (is_template and sheet.name == "Choices"):
            _sheet(sheet, lexicon, tracked)
    return tracked


def is_help(sheet: Sheet) -> bool:
    """Whether a sheet is the one that explains the columns of our own template."""
    return bool(sheet.rows) and sheet.rows[0][1][:3] == ["Heading", "Unit", "Needed"]


def _sheet(sheet: Sheet, lexicon: Lexicon, tracked: Tracked) -> None:
    states = list(dict.fromkeys(hit.code for hit in lexicon.state_terms.find(sheet.name)))
    home = states[0] if len(states) == 1 else ""
    category = of_name(sheet.name, lexicon)
    meeting = origin.meeting([f"Ministerial {sheet.name}"], lexicon)
    known = columns.find([cells for _, cells in sheet.rows], lexicon)
    if known is None:
        if count := sum(1 for _, cells in sheet.rows if any(cells)):
            tracked.passed.append((count, f"sheet {sheet.name}"))
        return
    places, start = known.places, known.row
    tracked.is_tracker = True
    tracked.headings += [" ".join(filter(None, cells)) for _, cells in sheet.rows[: max(start + 1, 0)]]
    tracked.columns += _mapped(sheet, known)
    if known.is_by_content:
        told = ", ".join(
            f"column {at + 1} as {NAMES[meaning]}" for meaning, at in sorted(places.items(), key=lambda one: one[1])
        )
        tracked.notes.append(
            f"{f'Sheet {sheet.name}' if sheet.name else 'It'}: its headings are not known; by what stands in them, {told}."
        )
    tracked.has_states = tracked.has_states or "state" in places or bool(home)
    last = ""
    for place, cells in sheet.rows[start + 1 :]:
        values = {"ministerial": meeting} | {
            meaning: cells[at] for meaning, at in places.items() if at < len(cells) and cells[at]
        }
        if not any(cells) or TOTAL.match(next(filter(None, cells), "")) or _is_heading_again(cells, known, lexicon):
            continue
        text = values.get("pledge", "")
        if any(map(background.is_example, cells[:2])):
            tracked.passed.append((1, f"{place}: the example of the form: “{text[:60]}”"))
            continue
        if reason := segment.no_commitment(text, *(cell for cell in cells if cell != text)):
            tracked.passed.append((1, f"{place}: {reason}: “{text[:60]}”"))
            continue
        iso3 = _state(values.get("state", ""), place, lexicon, tracked) or (home if "state" not in places else "")
        if known.by_category:
            for at, code in known.by_category.items():
                if at < len(cells) and cells[at]:
                    tracked.passages += _passages(
                        {"pledge": cells[at], "ministerial": meeting}, f"{place}, column {at + 1}", code, iso3, lexicon
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
        code = code or category or (last if is_form else "")
        before = len(tracked.passages)
        tracked.passages += _passages(values, place, code, iso3, lexicon)
        for at in known.more:
            if at < len(cells) and cells[at]:
                tracked.passages += _passages(
                    values | {"pledge": cells[at]}, f"{place}, column {at + 1}", code, iso3, lexicon
                )
        if len(tracked.passages) == before and values.keys() & {"pledge", "state"}:
            tracked.passed.append((1, f"{place}: “{(values.get('pledge') or next(filter(None, cells)))[:60]}”"))


def _is_heading_again(cells: list[str], known: columns.Columns, lexicon: Lexicon) -> bool:
    """Whether a row only repeats the headings, as on every printed page."""
    return bool(known.places) and not known.is_by_content and columns.named(cells, lexicon) == known.places


def _mapped(sheet: Sheet, known: columns.Columns) -> list[tuple[str, str, str]]:
    """Each heading of a sheet with what it was taken for; empty where it was not used."""
    names = {at: meaning for meaning, at in known.places.items()} | dict.fromkeys(
        (*known.by_category, *known.more), "pledge"
    )
    rows = [cells for _, cells in sheet.rows[max(known.row - 1, 0) : known.row + 1]]
    width = max((len(cells) for cells in rows), default=0) if known.row >= 0 else max(names) + 1
    heads = [next((cells[at] for cells in reversed(rows) if at < len(cells) and cells[at]), "") for at in range(width)]
    return [
        (sheet.name, head or f"column {at + 1}", names.get(at, ""))
        for at, head in enumerate(heads)
        if head or at in names
    ]


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


def alike(folded: str, lexicon: Lexicon, least: int = columns.LIKE) -> str:
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
    behind = re.search(r"[(\[]\s*([A-Z]{3})\s*[)\]]", text)
    if codes and behind and behind[1] in lexicon.state_codes and behind[1] not in codes:
        codes.append(behind[1])
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
        key: values.get(key, "")
        for key in ("quantity", "mission", "by_when", "capability", "ministerial", "dated", "source_url")
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
