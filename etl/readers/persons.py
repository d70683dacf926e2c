"""Leave out what seems to name people: what a source declares so is counted, and no name of it is read, kept or quoted.

Headings that no declaration knows are looked at for the words under which people are named, in the languages of the forms; every
cell for an e-mail address or a telephone number; cells of unknown columns for numbers of passports and for names of people; rows of other
sheets and titles for such headings alone. What is left out is told by sheet and column, never by a cell or a heading: either may name
someone.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from etl import contract
from etl.contract import Source
from etl.readers.formats import parts
from etl.readers.formats.rows import Row

THINGS = "mission|unit|state|country|capability|course|post|slot|contingent|file|sheet|type|equipment|branch|section"
WORDS = re.compile(
    r"(^|_)((sur|first|last|family|given|full|middle|fore|nick)?_?names?|noms?|pren(om|oms)|nombres?|apellidos?|e?_?mails?|"
    r"courriels?|correos?|pass?(e)?ports?|pasaportes?|phones?|telephones?|telefonos?|mobiles?|whatsapp|date_of_birth|dob|birth(day|date)?|"
    r"index_(no|number)|staff_(id|no|number)|personnel_(id|no|number)|service_(id|no|number)|national_id|identity_(card|no|number)|"
    r"poc_name|focal_point|contact|commander|commanding_officer)($|_)"
)
OF_A_THING = re.compile(rf"(^|_)({THINGS})_(names?|contacts?)$")
EMAIL = re.compile(
    r"[^\s@;,<>]@[^\s@;,<>]+\.[A-Za-z]{2,}"
)  # one letter before: to look for more takes the square of a long text
PHONE = re.compile(
    r"(?<!\w)(?:\+|00)\d[\d ().-]{6,}\d|\b(?:tel|phone|mob|cell)\w*[.: ]+\d[\d ().-]{5,}\d", re.IGNORECASE
)
PASSPORT = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{1,2}[ -]?\d{6,9}(?![A-Za-z0-9])")
PERSON = re.compile(r"(?:(?:[A-Z][a-z]{1,4}\.|[A-Z]{2,4})\s+)?[^\W\d_]['’\w.-]*(?:\s+[^\W\d_]['’\w.-]*){1,3}")
SIGNS = ("@", "+", "00", "tel", "phone", "mob", "cell")  # one of which stands in each address and number of a telephone
SAMPLE = 200  # cells of a column that are looked at for names
HEADED = "is a heading under which people are named"


@dataclass(frozen=True)
class LeftOut:
    """A column that is left out: its sheet (None in a CSV), its letters, and why, in words that quote nothing of it."""

    sheet: str | None
    letters: str
    why: str


def watched(read: Iterator[Row], source: Source, known: set[str], left_out: dict[tuple, LeftOut]) -> Iterator[Row]:
    """Yield the rows of a file without the cells that seem to name people, and note their columns in `left_out`.

    `known` are the names of states, missions and things, folded: they look like names of people and are none. A column that
    the source reads stays; a cell of it that holds an address or a number of a telephone is lost, and its row says so.
    """
    looked: Counter = Counter()
    like: Counter = Counter()
    sheet, heads, read_here = object(), None, set()
    for row in read:
        if row.sheet != sheet:
            sheet, heads, looked, like = row.sheet, None, Counter(), Counter()
        cells, lost = list(row.cells), dict(row.lost)
        is_heading = heads is None and not contract.pick_columns(source, [cell or "" for cell in cells])[1]
        if is_heading:
            heads = [cell or "" for cell in cells]
            read_here = set(contract.pick_columns(source, heads)[0].values())
        may_reach = _reaches("\n".join(filter(None, row.cells)))
        for place, cell in enumerate(row.cells):
            if not cell:
                continue
            why = "holds e-mail addresses or telephone numbers" if may_reach and _reaches(cell) else ""
            if place in read_here and heads is not None:
                if why:
                    cells[place], lost[place] = None, parts.PERSON
                continue
            if is_heading and is_person(cell) or heads is None and names_people(cell):
                why = HEADED
            elif heads is not None and not is_heading and not why:
                why = _content(cell, place, looked, like, known)
            if why:
                left_out.setdefault((row.sheet, place), LeftOut(row.sheet, parts.letters(place), why))
            if (row.sheet, place) in left_out and not is_heading:
                cells[place] = None
        yield row._replace(cells=cells, lost=lost)


def _content(cell: str, place: int, looked: Counter, like: Counter, known: set[str]) -> str:
    """Why a cell of a column that is not read seems to name people, alone or with those above it; empty where it does not."""
    if PASSPORT.search(cell):
        return "holds what looks like numbers of passports"
    if looked[place] < SAMPLE:
        looked[place] += 1
        like[place] += contract.fold(cell) not in known and bool(PERSON.fullmatch(cell))
        if like[place] >= 3 and like[place] * 2 > looked[place]:
            return "holds what looks like names of people"
    return ""


def _reaches(text: str) -> bool:
    """Whether an e-mail address or the number of a telephone stands in a text: first its signs, which are quicker to see."""
    low = text.casefold()
    return any(sign in low for sign in SIGNS) and bool(EMAIL.search(text) or PHONE.search(text))


def is_person(heading: str) -> bool:
    """Whether a heading is one under which people are named."""
    folded = _folded(heading)
    return bool(WORDS.search(folded)) and not OF_A_THING.search(folded)


def names_people(cell: str) -> bool:
    """Whether a cell is nothing but such a heading: in a title or a note the words may stand for anything."""
    return bool(WORDS.fullmatch(_folded(cell)))


def _folded(heading: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", contract.fold(heading)) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "_", bare).strip("_")
