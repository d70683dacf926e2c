"""Find out what the columns of a sheet of pledges hold: by their headings, over one row or two, and by their content where those fail."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz, process

from etl.readers.pledges import origin, segment
from etl.readers.pledges.lexicon import Lexicon, heading
from etl.readers.stems import plain, words
from etl.readers.texts import dates

HEADER_WITHIN = 20  # rows of a sheet
LIKE = 88  # of 100: how alike a mistyped heading must be
LONGEST = 400  # letters of a heading, which may be in several languages
MEANINGS = ("pledge", "category", "state", "ministerial", "quantity", "mission", "by_when", "dated", "source_url",
            "capability", "comment")  # fmt: skip
LEAST = 3  # columns of categories that make a sheet one with a column per category
PARTS = r"[/|(\n;]| [–—-] "
WITHIN = {  # words that give a longer heading its meaning
    "pledge": "pledge pledged commitment announcement announced annonce anuncio anúncio engagement promesse compromiso promesa compromisso promessa обязательство التعهد 承诺",
    "state": "member country pays pais etat estado страна государство الدولة البلد 国家 会员国",
    "category": "category categorie categoria pillar pilier категория الفئة 类别",
    "quantity": "quantity quantite cantidad quantidade количество العدد 数量",
    "by_when": "deadline timeline timeframe echeance plazo prazo срок الموعد 期限",
    "mission": "mission mision missao миссия البعثة 特派团",
    "ministerial": "ministerial ministerielle министерская المؤتمر",
    "capability": "capability capacite capacidad capacidade",
}
# Words by which a heading is about something else than the thing it names.
ABOUT = {
    "id",
    "ref",
    "reference",
    "no",
    "number",
    "numero",
    "status",
    "statut",
    "date",
    "day",
    "year",
    "type",
    "focal",
    "contact",
    "count",
    "total",
    "code",
    "level",
    "owner",
    "link",
    "url",
    "file",
    "comment",
    "remark",
    "implementation",
    "progress",
    "update",
}
NUMBERS = {"no", "nos", "nr", "num", "n", "count"}  # headings of quantities or of the numbers of rows
SENTENCE = 6  # words from which a heading says first what it is about: "Name of the Member State making the pledge"
LINE = 12  # words of a heading in one language; more are a sentence
SAMPLE = 60  # rows by whose content a column is known
MOST = 0.7  # share of its cells that say what a column holds


@dataclass
class Columns:
    """Which row holds the headings (-1: none), what each column holds, and further columns of pledges or of categories."""

    row: int
    places: dict[str, int]
    by_category: dict[int, str] = field(default_factory=dict)
    more: list[int] = field(default_factory=list)
    is_by_content: bool = False


def find(rows: list[list[str]], lexicon: Lexicon) -> Columns | None:
    """What the columns of a sheet hold; None where they are not those of pledges."""
    for number, cells in enumerate(rows[:HEADER_WITHIN]):
        if by_category := wide(cells, lexicon):
            places = named(cells, lexicon)
            return Columns(number, {"state": places["state"]} if "state" in places else {}, by_category)
        below = rows[number + 1] if number + 1 < len(rows) else []
        kept, under = _headed(cells, below, lexicon)
        if len(list(filter(None, cells))) == 1 and (after := rows[number + 2 : number + 3]):
            first, second = _headed(below, after[0], lexicon)
            if is_header(first | second) and len(first | second) > len(kept | under):
                continue  # a title above the headings
        if is_header(kept | under):
            columns = Columns(number + bool(under), kept | under)
            _fill(columns, cells, below if under else [], rows, lexicon)
            columns.more = _more(cells, below if under else [], columns.places, lexicon)
            return columns
    return _by_categories(rows, lexicon) or by_content(rows, lexicon)


def _headed(cells: list[str], below: list[str], lexicon: Lexicon) -> tuple[dict[str, int], dict[str, int]]:
    """What a row of headings says, and what the row below it says where that is a second one."""
    places = named(cells, lexicon)
    under = _second(below, lexicon) if places else {}
    return {meaning: at for meaning, at in places.items() if meaning not in under and at not in under.values()}, under


def _fill(columns: Columns, cells: list[str], under: list[str], rows: list[list[str]], lexicon: Lexicon) -> None:
    """Add columns whose headings do not say it, by what stands in them: meetings, and under "No." quantities that are no numbers of rows."""
    listed = rows[columns.row + 1 : columns.row + 1 + SAMPLE]
    for at in range(max(map(len, (cells, under)))):
        if at in columns.places.values():
            continue
        column = [row[at] for row in listed if at < len(row) and row[at]]
        name = (under[at] if at < len(under) else "") or (cells[at] if at < len(cells) else "")
        if "quantity" not in columns.places and heading(name) in NUMBERS and not _is_running(column):
            columns.places["quantity"] = at
        elif "ministerial" not in columns.places and _share(column, _is_meeting, lexicon) >= MOST:
            columns.places["ministerial"] = at


def _is_running(column: list[str]) -> bool:
    """Whether the figures of a column number its rows: each one is greater than the one above it."""
    figures = [int(cell) for cell in column if cell.isdecimal()]
    return not figures or (len(figures) > 1 and all(a < b for a, b in pairwise(figures)))


def _by_categories(rows: list[list[str]], lexicon: Lexicon) -> Columns | None:
    """A form pasted into a sheet: the categories in one column, the pledges in the next."""
    for at in range(3):
        hits = [
            number
            for number, cells in enumerate(rows)
            if len(cells) > at + 1 and cells[at] and heading(cells[at]) in lexicon.category_aliases
        ]
        if len({lexicon.category_aliases[heading(rows[number][at])] for number in hits}) >= LEAST:
            known = by_content(rows, lexicon)
            if not known or "state" not in known.places:
                return Columns(hits[0] - 1, {"category": at, "pledge": at + 1})
    return None


def named(cells: list[str], lexicon: Lexicon) -> dict[str, int]:
    """Positions of columns by the meaning of their headings: as known, in part, misspelt, within a longer heading."""
    places: dict[str, int] = {}
    for means in (_known, _partly, _nearly, _within):
        for place, cell in enumerate(cells):
            if not cell or place in places.values() or len(cell) > LONGEST:
                continue
            said = next((m for m in MEANINGS if m not in places and means(cell, m, lexicon)), "")
            if said:
                places[said] = place
    return places


def says(cell: str, lexicon: Lexicon, *meanings: str) -> str:
    """The first of some meanings that a heading has, as a whole or in one of the languages in which it stands."""
    return lexicon.says(cell, *meanings) or next((m for m in meanings if _partly(cell, m, lexicon)), "")


def _parts(cell: str) -> list[str]:
    return [folded for part in re.split(PARTS, cell) if (folded := heading(part))]


def _known(cell: str, meaning: str, lexicon: Lexicon) -> bool:
    return bool({heading(cell), *_parts(cell)[:1]} & lexicon.form_words[meaning].keys())


def _partly(cell: str, meaning: str, lexicon: Lexicon) -> bool:
    return bool(set(_parts(cell)) & lexicon.form_words[meaning].keys())


def _nearly(cell: str, meaning: str, lexicon: Lexicon) -> bool:
    known = lexicon.form_words[meaning]
    return any(
        len(folded) > 4 and process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=LIKE)
        for folded in (heading(cell), *_parts(cell))
    )


def _within(cell: str, meaning: str, lexicon: Lexicon) -> bool:
    listed = [word.stem for word in words(cell)]
    stems = set(listed)
    if len(listed) > SENTENCE:
        known = {word.stem: said for said, among in WITHIN.items() for word in words(among)}
        is_said = next((known[one] for one in listed if one in known), "") == meaning
    else:
        is_said = bool(stems & {word.stem for word in words(WITHIN.get(meaning, ""))})
    return is_said and len(stems) <= 40 and (not stems & ABOUT or meaning not in ("pledge", "state", "mission"))


def _second(below: list[str], lexicon: Lexicon) -> dict[str, int]:
    """What a second row of headings says, which goes before the group that the first one names: "Pledge | Text, Category"; else nothing."""
    if any(
        max(map(len, map(str.split, re.split(PARTS, cell)))) > LINE
        or re.search(r"\d", cell)
        or _is_state(cell, lexicon)
        for cell in below
        if cell
    ):
        return {}
    under = named(below, lexicon)
    return under if len(under) > 1 else {}


def _more(cells: list[str], below: list[str], places: dict[str, int], lexicon: Lexicon) -> list[int]:
    """Further columns that are headed as pledges are: "Pledge 1", "Pledge 2"."""
    more = []
    for place in range(max(len(cells), len(below))):
        name = (below[place] if place < len(below) else "") or (cells[place] if place < len(cells) else "")
        if place not in places.values() and "pledge" in places and name and _known(name, "pledge", lexicon):
            more.append(place)
    return more


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
    codes = {place: code for place, cell in enumerate(cells) if cell and (code := _category(cell, lexicon))}
    return codes if len(set(codes.values())) >= LEAST else {}


def _category(cell: str, lexicon: Lexicon) -> str:
    folded = [heading(cell), *_parts(cell)]
    return next((lexicon.category_aliases[part] for part in folded if part in lexicon.category_aliases), "")


def by_content(rows: list[list[str]], lexicon: Lexicon) -> Columns | None:
    """What the columns hold by what stands in them: a text that promises beside states, categories or meetings."""
    width = max((len(cells) for cells in rows[: HEADER_WITHIN + SAMPLE]), default=0)
    listed = rows[: HEADER_WITHIN + SAMPLE]
    columns = [[cells[at] if at < len(cells) else "" for cells in listed] for at in range(min(width, 40))]
    places: dict[str, int] = {}
    for meaning, is_one in TESTS.items():
        shares = {at: _share(column, is_one, lexicon) for at, column in enumerate(columns) if at not in places.values()}
        best = max(shares, key=lambda at: (shares[at], -at), default=None)
        if best is not None and shares[best] >= MOST:
            places[meaning] = best
    texts = {
        at: sum(len(cell.split()) for cell in column if cell) / max(1, sum(1 for cell in column if cell))
        for at, column in enumerate(columns)
        if at not in places.values() and _share(column, _promises, lexicon) >= MOST
    }
    if not texts or not {"state", "category", "ministerial"} & places.keys():
        return None
    places["pledge"] = max(texts, key=lambda at: (texts[at], -at))
    key = next(meaning for meaning in ("state", "category", "ministerial") if meaning in places)
    first = next(
        number
        for number, cell in enumerate(columns[places[key]])
        if cell and TESTS[key](cell, lexicon) and columns[places["pledge"]][number]
    )
    return Columns(first - 1, places, is_by_content=True)


def _share(column: list[str], is_one, lexicon: Lexicon) -> float:
    """The share of a column's cells that are of a kind, but for its heading; 0 where there are fewer than two."""
    filled = [cell for cell in column if cell]
    count = sum(1 for cell in filled if is_one(cell, lexicon))
    return count / max(len(filled) - 1, count) if count > 1 else 0.0


def _is_state(cell: str, lexicon: Lexicon) -> bool:
    if len(cell.split()) > 8:
        return False
    return cell.strip().upper() in lexicon.state_codes or len({hit.code for hit in lexicon.state_terms.find(cell)}) == 1


def _is_meeting(cell: str, lexicon: Lexicon) -> bool:
    return len(cell.split()) <= 8 and bool(origin.meeting([f"Ministerial {cell}"], lexicon))


def _is_date(cell: str, lexicon: Lexicon) -> bool:
    return len(cell.split()) <= 5 and bool(dates(cell))


def _is_mission(cell: str, lexicon: Lexicon) -> bool:
    return len(cell.split()) <= 4 and bool(lexicon.missions.find(cell))


def _is_figure(cell: str, lexicon: Lexicon) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(?:[ ,.]?\d{3})*(?: [^\W\d_]+){0,2}", plain(cell.strip())))


def _promises(cell: str, lexicon: Lexicon) -> bool:
    return len(cell.split()) >= 3 and segment.may_promise(cell, lexicon)


TESTS = {
    "category": lambda cell, lexicon: bool(_category(cell, lexicon)),
    "state": _is_state,
    "ministerial": _is_meeting,
    "mission": _is_mission,
    "by_when": _is_date,
    "quantity": _is_figure,
}
