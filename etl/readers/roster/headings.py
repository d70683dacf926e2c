"""Find the headings of a sheet: in one row or several, under titles, by any of their names and in any order."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from etl import contract
from etl.contract import Source
from etl.readers.roster.sheets import Line
from etl.readers.roster.words import Words
from etl.readers.stems import opened, plain

SOURCE = "pcrs_roster"
# A tracker of pledges has states, capabilities and statuses too: one of these is what only a roster has.
TELLING = (
    "date_accepted",
    "last_renewed",
    "rdl_cycle",
    "verification_date",
    "load_list",
    "level",
    "strength",
    "component",
)
WITHIN = 40  # rows of a sheet
HIGHEST = 4  # rows that headings take
NEEDED = ("pledge_id", "capability")  # without which a row of headings is none
LEAST = 4  # columns known
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
RANKED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Lt|Maj|Capt|Cpt|Col|Brig|Sgt|Cpl|Insp|Supt|Adm|Cdr|Gen(?=\.))\b\.?(?: (?:Col|Gen|Cdr)\b\.?)?\s+"
    r"(?:[A-Z]\.\s*)*[A-Z][a-zé'-]+"
)


@dataclass(frozen=True)
class Head:
    """Where the headings of a sheet end, which columns give each of ours, and each column's heading as it stands."""

    first: int
    last: int
    places: dict[str, list[int]]
    names: list[str]


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """A heading as it is compared: no case, accents or marks, and no number sign at its end."""
    folded = re.sub(r"[\W_]+", "_", plain(opened(text))).strip("_")
    return re.sub(r"_(?:no|nr|number|nos)$", "", folded)


class Headings:
    """The headings that a source has had."""

    def __init__(self, source: Source, words: Words):
        self.source, self.words = source, words

    @cached_property
    def known(self) -> dict[str, str]:
        """Our columns by every heading that is known, folded."""
        return {normal(theirs): name for name, column in self.source.columns.items() for theirs in column.theirs}

    def find(self, lines: list[Line]) -> Head | None:
        """The headings among the first rows of a sheet: the block of rows that names most columns, the smallest first."""
        best: Head | None = None
        for height in range(1, HIGHEST + 1):
            for start in range(len(lines) - height + 1):
                head = self._of(lines[start : start + height])
                enough = all(head.places.get(name) for name in NEEDED) and len(head.places) >= LEAST
                if enough and (best is None or len(head.places) > len(best.places)):
                    best = head
        return best

    def _of(self, block: list[Line]) -> Head:
        width = max(len(line.cells) for line in block)
        places: dict[str, list[int]] = {}
        names = []
        for column in range(width):
            texts = [line.cells[column] if column < len(line.cells) else None for line in block]
            parts = list(dict.fromkeys(filter(None, texts)))
            names.append(" ".join(" ".join(parts).split()))
            ours = next((ours for form in _forms(parts) if (ours := self.known.get(normal(form)))), None)
            if ours:
                places.setdefault(ours, []).append(column)
        return Head(block[0].number, block[-1].number, places, names)

    def is_repeated(self, cells: list[str]) -> bool:
        """Whether the cells of a row within the table are its headings once more."""
        if not any(normal(cell) in self.known for cell in cells[:3]):
            return False
        repeated = [cell for cell in cells if normal(cell) in self.known]
        return len(repeated) >= LEAST and len(repeated) * 2 > len(cells)

    def of_person(self, head: Head) -> list[int]:
        """The columns whose heading says that they hold names, addresses or passports of people."""
        known = set(sum(head.places.values(), []))
        return [
            column for column, name in enumerate(head.names) if name and column not in known and self.names_people(name)
        ]

    def names_people(self, heading: str) -> bool:
        """Whether a heading, or its part before a bracket or slash, is of a person."""
        parts = [heading, *re.split(r"[(/\n,]", heading)]
        return any(self.words.has("person", re.sub(r"[)\s]+$", "", part)) for part in parts if part.strip())


def _forms(parts: list[str]) -> list[str]:
    """The ways in which a heading of several rows may be said, the nearest to the data first."""
    if not parts:
        return []
    low = parts[-1]
    joined = [" ".join(parts), f"{low} {parts[-2]}", f"{parts[-2]} {low}"] if len(parts) > 1 else []
    bare = [re.sub(r"\([^()]*\)", " ", form) for form in (low, *joined) if "(" in form]
    return [*joined, low, *bare]


def is_roster(listed: list[list[str]]) -> bool:
    """Whether rows hold the headings of a roster, in one row or several."""
    lines = [
        Line(number, [cell or None for cell in cells], frozenset(), frozenset(), frozenset())
        for number, cells in enumerate(listed, 1)
    ]
    head = Headings(contract.find(SOURCE), Words()).find(lines)
    return head is not None and any(name in head.places for name in TELLING)


def is_personal(text: str) -> bool:
    """Whether a cell holds an e-mail address, or a rank with a name."""
    return bool(EMAIL.search(text) or RANKED.search(text))
