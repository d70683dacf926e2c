"""What the headings of a sheet of offers and needs, and what stands above them, say for all of its rows."""

import re
from collections.abc import Iterator

from etl import contract
from etl.contract import Source
from etl.readers.formats.rows import Row
from etl.readers.partners import Said
from etl.readers.stems import plain

SIDES = {  # marks of a column that says of each row whether it offers or needs: the letters only where its heading says so
    "o": "partner_offer", "offer": "partner_offer", "offre": "partner_offer", "oferta": "partner_offer", "angebot": "partner_offer",
    "n": "partner_need", "need": "partner_need", "besoin": "partner_need", "necesidad": "partner_need", "bedarf": "partner_need", "b": "partner_need",
}  # fmt: skip
SIDED = re.compile(
    r"\W*(?:o\W+[nb]|(?:offer|offre|oferta|angebot)s?\W+(?:or|ou|o|oder|and|et)?\W*(?:need|besoin|necesidad|bedarf)\w*)\b"
)
LABELS = ("state", "unit_id")  # of ours, that may stand above the table for all its rows


def side(texts: list[str | None], headings: list[str | None]) -> str:
    """The one source that headings, or else the other texts, speak of; empty where neither says only one."""
    said = Said()
    for told in (headings, texts):
        if len(found := said.sides_of(*told)) == 1:
            return found.pop()
    return ""


def labelled(above: list[Row], source: Source) -> Iterator[tuple[str, str]]:
    """What labels above a table say for all of it: our column, and the text to the right of its label, empty where there is none."""
    for row in above:
        filled = [cell for cell in row.cells if cell]
        if 0 < len(filled) <= 2:
            at = row.cells.index(filled[0])
            label = filled[0].strip().removesuffix(":")
            picked = contract.pick_columns(source, [label], loosely=False)[0]
            is_label = filled[0].strip().endswith(":") or len(filled) == 2
            for ours in LABELS:
                if is_label and at == 0 and (ours in picked or is_like(source, ours, label)):
                    yield ours, filled[1] if len(filled) == 2 else ""


def is_ours(source: Source, heading: str) -> bool:
    """Whether a heading is blank or one of ours, by its own words."""
    return not heading or bool(contract.pick_columns(source, [heading], loosely=False)[0])


def is_like(source: Source, ours: str, label: str) -> bool:
    """Whether a short label is much like one of a column of ours."""
    return len(label) <= Said.LONGEST and ours in contract.pick_columns(source, [label])[0]


def first(source: Source, ours: str) -> str:
    """The first heading that a column of ours may have."""
    return source.columns[ours].theirs[0]


def titled(above: list[Row], said: Said) -> str:
    """The code of the one state that is named above a table without a column of states; empty where none is, or several are."""
    told = {cell for row in above for cell in row.cells if cell}
    found = {
        code for cell in told for code in re.findall(r"(?<![^\W_])[A-Z]{3}(?![^\W_])", cell) if code in said.words.codes
    }
    found |= {hit.code for cell in told for hit in said.words.states.find(cell)}
    return found.pop() if len(found) == 1 else ""


def agreed(text: str, sheet: str | None, said: Said) -> str | None:
    """The state above a table, with the one that the sheet is named by where that is another: who reads both takes neither."""
    code = (sheet or "").strip()[:3].upper()
    return f"{text} / {code}" if text and code in said.words.codes and code not in text.upper() else text or None


def side_of_row(cell: str | None) -> str:
    """The source of which a mark of a column of sides speaks; empty where it is none."""
    return SIDES.get(re.sub(r"\(.*?\)", "", plain(cell or "")).strip(" ."), "")


def sided_column(cells: list[str]) -> int | None:
    """Where the heading stands that says of each row whether it offers or needs."""
    return next((place for place, cell in enumerate(cells) if SIDED.match(plain(cell))), None)
