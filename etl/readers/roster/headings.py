"""Find the headings of a sheet: in one row or several, under titles, by any of their names and in any order."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice, pairwise, starmap

from etl.contract import Source
from etl.readers.persons import EMAIL, PASSPORT, PHONE
from etl.readers.roster import around, counts, heading_forms, units
from etl.readers.roster.sheets import Line, Sheet
from etl.readers.roster.values import Unread, Values
from etl.readers.roster.words import Words, unmarked
from etl.readers.stems import opened, plain

WITHIN = 40  # rows of a sheet
HIGHEST = 4  # rows that headings take
NEEDED = ("capability",)  # without which a row of headings is none
CROSS = re.compile(r"[xX✓✔✗•●■√*]|yes|oui|si|sí", re.IGNORECASE)
LEAST = 4  # columns known
LONGEST = 120  # letters of a heading
MOST, ALL = 0.7, 0.95  # of a column's cells that bear out a word of its heading, or that say without one what it is
BY_CONTENT = ("state", "status", "level")
FEW = 0.3  # of a column's cells: fewer are chance
MARKS = re.compile(
    r"(?:unit_)?(?:name|designation)(?:_of_(?:the_)?unit)?|unit_names?|location|garrison|base|barracks|home_(?:base|station)|stationed_(?:at|in)"
    r"|nom_de_l_unite|garnison|lieu|emplacement|nombre_de_la_unidad|ubicacion|guarnicion|batch|contingent"
)
NUMBER = re.compile(r"[\d.,/:-]*\d[\d.,/: -]+\d")
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
    forms: list[list[str]]  # the ways in which each heading may be said
    crosses: dict[int, str] = field(default_factory=dict)  # columns in which a cross says the level
    marks: tuple[int, ...] = ()  # columns that are not ours and tell units apart: a name of the unit, a garrison
    is_ladder: bool = False  # a unit is crossed at each level up to its own
    men: int | None = None  # the column of men, where no column says how many people there are
    units: int | None = None  # the column that says of how many units a row is

    def crossed(self, at: int, line: Line) -> str | None:
        """The level that a cell says by its cross; None where it holds none, or a higher one of a ladder is crossed too."""
        mine = self.crosses[at] if CROSS.fullmatch(line.text(at)) else None
        higher = [
            self.crosses[other] for other in _marked(self.crosses, line) if self.crosses[other] > self.crosses[at]
        ]
        return None if self.is_ladder and higher else mine


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A heading without case, accents and marks, its words joined by one underscore; pledgeId is two."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.sub(
        r"[\W_]+", "_", plain(opened(text.replace("n°", "no ").replace("N°", "No ").replace("#", " no ")))
    ).strip("_")


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """A heading as it is compared, without a number sign at its end; the number of a unit is no unit."""
    bare = re.sub(r"_(?:no|nr|number|nos)$", "", folded(text))
    return folded(text) if bare in ("unit", "line", "requirement") else bare


class Headings:
    """The headings that a source has had, and what others may mean."""

    def __init__(self, source: Source, words: Words):
        self.source, self.words = source, words
        self.values = Values(words, None, is_dotted=True)  # to know a column by: what a number is, the whole file says

    @cached_property
    def known(self) -> dict[str, str]:
        """Our columns by every heading that is known, folded."""
        return {normal(theirs): name for name, column in self.source.columns.items() for theirs in column.theirs}

    def find(self, lines: list[Line]) -> Head | None:
        """The headings among the first rows of a sheet: the block of rows that names most columns, the smallest first.

        A heading that no list holds is taken for what its words say where no other column is that, and what lies below it fits.
        """
        best: Head | None = None
        are_data = [self._is_data(line) for line in lines]
        for height in range(1, HIGHEST + 1):
            for start in range(len(lines) - height + 1):
                block = lines[start : start + height]
                if any(are_data[start : start + height]) or any(starmap(around.is_title, pairwise(block))):
                    continue
                head = self._more(self._of(block), lines)
                enough = all(head.places.get(name) for name in NEEDED) and len(head.places) >= LEAST
                if enough and (best is None or _worth(head) > _worth(best)):
                    best = head
        return best

    def _is_data(self, line: Line) -> bool:
        """Whether a row holds a number, a day or the name of a state in a cell of its own: no heading is one."""
        texts = [line.text(column) for column in line.own]
        return len(texts) > 1 and any(
            NUMBER.fullmatch(text) or (len(text) > 3 and self.words.state(text)) for text in texts
        )

    def _of(self, block: list[Line]) -> Head:
        width = max(len(line.cells) for line in block)
        places: dict[str, list[int]] = {}
        names, forms = [], []
        for column in range(width):
            texts = [line.cells[column] if column < len(line.cells) else None for line in block]
            listed = list(dict.fromkeys(filter(None, texts)))
            names.append(" ".join(" ".join(listed).split()))
            forms.append(_forms(listed))
            ours = "strength" if counts.heads_both(names[-1]) else None
            ours = ours or next((ours for form in forms[-1] if (ours := self.known.get(normal(form)))), None)
            if ours:
                places.setdefault(ours, []).append(column)
        crosses = {
            column: code
            for column, said in enumerate(forms)
            if said and (code := next(filter(None, map(self._level, said)), None))
        }
        return Head(block[0].number, block[-1].number, places, names, forms, crosses)

    def _level(self, form: str) -> str | None:
        """The level that a heading is, in short too: `Rapid Depl.`"""
        return self.words.code("level", form) or self.words.code("level", self.words.in_full(form))

    def _more(self, head: Head, lines: list[Line]) -> Head:
        """The columns of headings by their words too, and of several that are one of ours those whose cells say it."""
        below = [line for line in lines if line.number > head.last]
        head = self._alone(head, below)
        crosses = self._crosses(head, below)
        places = {name: [at for at in columns if at not in crosses] for name, columns in head.places.items()}
        places = {name: columns for name, columns in places.items() if columns}
        if crosses and "level" not in places:
            places["level"] = sorted(crosses)
        taken = {column for columns in places.values() for column in columns} | crosses.keys()
        guesses: dict[str, list[int]] = {}
        for column, forms in enumerate(head.forms):
            if column in taken or not forms or max(map(len, forms)) > LONGEST or self.names_people(head.names[column]):
                continue
            for ours in dict.fromkeys(name for form in forms for name in heading_forms.meant(folded(form))):
                if ours not in places:
                    guesses.setdefault(ours, []).append(column)
        order = sorted(guesses, key=lambda name: (min(guesses[name]) if name == "pledge_id" else 0, len(guesses[name])))
        for ours in order:
            free = [column for column in guesses[ours] if column not in taken]
            fits = [(self._share(ours, column, below), -column) for column in free]
            if fits and max(fits)[0] > 0:
                column = -max(fits)[1]
                places[ours] = [column]
                taken.add(column)
        units_at = self._of_units(head, taken, below)
        taken |= {units_at} if units_at is not None else set()
        self._borne_out(head, places, taken, below)
        self._exchange(places, below)
        men = self._of_men(head, places, taken, below)
        for ours, columns in places.items():
            if (
                crosses.keys().isdisjoint(columns)
                and len(columns) > 1
                and len({folded(head.names[column]) for column in columns}) > 1
            ):
                shares = {column: self._share(ours, column, below) for column in columns}
                places[ours] = [column for column in columns if shares[column] * 2 > max(shares.values())] or columns
        marks = tuple(
            column
            for column, name in enumerate(head.names)
            if column not in taken and MARKS.fullmatch(folded(name)) and not self.names_people(name)
        )
        ladder = _is_ladder(crosses, below)
        return replace(head, places=places, crosses=crosses, marks=marks, is_ladder=ladder, men=men, units=units_at)

    @staticmethod
    def _alone(head: Head, below: list[Line]) -> Head:
        """The headings without those of another table beside them; their names stay, for columns that name people."""
        known = {column: name for name, columns in head.places.items() for column in columns}
        ours = [
            {known[at]} if at in known else {name for form in forms for name in heading_forms.meant(folded(form))}
            for at, forms in enumerate(head.forms)
        ]
        end = around.beside(head.forms, ours, below)
        places = {name: kept for name, columns in head.places.items() if (kept := [at for at in columns if at < end])}
        crosses = {at: code for at, code in head.crosses.items() if at < end}
        return replace(head, places=places, crosses=crosses, forms=head.forms[:end])

    def _of_men(self, head: Head, places: dict, taken: set[int], below: list[Line]) -> int | None:
        """The column of men where there is one of women and none of people: it then gives the people, with the women."""
        if "strength" in places or "women_in_unit" not in places:
            return None
        for at, forms in enumerate(head.forms):
            is_men = at not in taken and any(heading_forms.MEN.fullmatch(folded(form)) for form in forms)
            if is_men and self._share("women_in_unit", at, below) >= MOST:
                places["strength"] = [at]
                taken.add(at)
                return at
        return None

    def _of_units(self, head: Head, taken: set[int], below: list[Line]) -> int | None:
        """The column that says of how many units a row is: by a heading that says so, or by one of amounts and small numbers below it."""
        for at, forms in enumerate(head.forms):
            texts = [line.text(at) for line in below if at in line.own]
            small = [text for text in texts if re.fullmatch(r"\d{1,2}", text)]
            named = {bool(heading_forms.NUMBER_OF_UNITS.fullmatch(folded(form))) for form in forms}
            amounts = any(heading_forms.AMOUNT.fullmatch(folded(form)) for form in forms)
            least = 1 if True in named else len(texts) * MOST if amounts else len(texts) + 1
            if at not in taken and small and len(small) >= least:
                return at
        return None

    def _borne_out(self, head: Head, places: dict[str, list[int]], taken: set[int], below: list[Line]) -> None:
        """Add columns that are not known by their headings: by a word of it and most cells, or for a state, level or status by all."""
        for column, forms in enumerate(head.forms):
            if column in taken or not forms or self.names_people(head.names[column]):
                continue
            said = [
                name
                for form in sorted(forms, key=len)
                for name in heading_forms.kin(folded(form))
                if name not in places
            ]
            texts = {line.cells[column] for line in below if column in line.own}
            listed = [name for name in BY_CONTENT if name not in places and len(texts) > 1]
            for least, names in ((MOST, said), (ALL, listed)):
                if ours := next((name for name in names if self._share(name, column, below) >= least), None):
                    places[ours] = [column]
                    taken.add(column)
                    break

    @staticmethod
    def _crosses(head: Head, below: list[Line]) -> dict[int, str]:
        """The columns headed by a level whose cells are crosses, where they are of more than one level."""
        marked = {}
        for column, code in head.crosses.items():
            texts = [line.text(column) for line in below if column in line.own]
            if sum(1 for text in texts if CROSS.fullmatch(text)) * 2 > len(texts) or not texts:
                marked[column] = code
        return marked if len(set(marked.values())) > 1 else {}

    def _exchange(self, places: dict[str, list[int]], below: list[Line]) -> None:
        """Take a column headed as a component for the capability where its cells are capabilities and no other column's are."""
        others = [self._share("capability", column, below) for column in places.get("capability", [])]
        if max(others, default=0) >= FEW:
            return
        for column in places.get("component", []):
            share = self._share("capability", column, below)
            if share > max(FEW, self._share("component", column, below)):
                places["component"] = [other for other in places["component"] if other != column]
                places["capability"] = [column]
                if not places["component"]:
                    del places["component"]
                return

    def _share(self, ours: str, column: int, below: list[Line]) -> float:
        """Which part of the cells under a heading can be read as a column of ours; of a column without cells a little."""
        texts = [line.cells[column] or "" for line in below if column in line.own]
        texts = [text for text in texts if text and not self.values.blank(text)]
        if not texts:
            return 0.01
        if ours == "pledge_id":
            if all(re.fullmatch(r"[1-9]\d{0,4}\.?", text) for text in texts):
                return 0.0  # they count the rows of a sheet, and another unit has the number next time
            ids = [text for text in texts if re.search(r"\d", text) and len(text) <= 40]
            return len(set(ids)) / len(texts)
        read = units.readers(self.values).get(ours)
        fitting = 0
        for text in texts:
            try:
                fitting += read is not None and read(text) is not ...
            except Unread as error:
                fitting += error.reason in (
                    "ambiguous_date",
                    "approximate_count",
                    "several_units",
                    "several_capabilities",
                    "several_states",
                )
        return fitting / len(texts)

    def holds(self, ours: str, head: Head, lines: list[Line]) -> bool:
        """Whether most cells below the headings can be read as a column of ours."""
        below = [line for line in lines if line.number > head.last]
        return any(self._share(ours, column, below) >= MOST for column in head.places.get(ours, ()))

    def is_repeated(self, cells: list[str]) -> bool:
        """Whether the cells of a row within the table are its headings once more."""
        if not any(normal(cell) in self.known for cell in cells[:3]):
            return False
        repeated = [cell for cell in cells if normal(cell) in self.known]
        return len(repeated) >= LEAST and len(repeated) * 2 > len(cells)

    def again(self, sheet: Sheet, line: Line) -> Head | None:
        """The headings of another table below the first, where a row names enough columns by names that are known."""
        head = self._of([line])
        if len(head.places) < LEAST or self._is_data(line):
            return None
        lines = list(islice((one for one in sheet.lines() if one.number >= line.number), WITHIN))
        head = self._more(head, lines)
        return head if all(head.places.get(name) for name in NEEDED) else None

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


def _worth(head: Head) -> tuple[int, int]:
    """How much a block of headings says: columns of ours, then columns of levels that are crossed."""
    return len(head.places), len(head.crosses)


def _marked(crosses: dict[int, str], line: Line) -> list[int]:
    """The columns of levels that a row has a cross in."""
    return [at for at in crosses if at in line.own and CROSS.fullmatch(line.text(at))]


def _is_ladder(crosses: dict[int, str], below: list[Line]) -> bool:
    """Whether each row with a cross has one at every level below it too, and some have several: codes of levels sort as they rise."""
    ranks = sorted(set(crosses.values()))
    rows = [sorted({crosses[at] for at in _marked(crosses, line)}) for line in below]
    rows = [row for row in rows if row]
    return sum(len(row) > 1 for row in rows) > 1 and all(row == ranks[: len(row)] for row in rows)


def _forms(parts: list[str]) -> list[str]:
    """The ways in which a heading of several rows may be said, the nearest to the data first."""
    parts = list(filter(None, map(unmarked, parts)))  # `Strength¹`, `RDL²`
    if not parts:
        return []
    low = parts[-1]
    joined = [" ".join(parts), f"{low} {parts[-2]}", f"{parts[-2]} {low}"] if len(parts) > 1 else []
    bare = [re.sub(r"\([^()]*\)", " ", form) for form in (low, *joined) if "(" in form]
    tongues = [
        part for form in (low, *joined) for part in re.split(r"\s+[/|–-]\s+|\n", form) if part != form and part.strip()
    ]
    return [*joined, low, *bare, *tongues]


def mark(head: Head, line: Line) -> str:
    """What the columns that tell units apart say in a row; empty where a cell of them looks like a person."""
    texts = [" ".join(line.text(at).split())[:60] for at in head.marks if at in line.own]
    return "" if any(is_personal(text) or PASSPORT.search(text) for text in texts) else " ".join(texts)


def is_personal(text: str) -> bool:
    """Whether a cell holds an e-mail address, a rank with a name, a number of a telephone or of a passport."""
    return bool(EMAIL.search(text) or RANKED.search(text) or PHONE.search(text))
