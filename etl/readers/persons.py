"""Refuse a file that seems to name people: what a source declares so is counted, and no name of it is read, kept or quoted.

Headings that no declaration knows are looked at for the words under which people are named, in the languages of the forms; every
cell for an e-mail address; cells of unknown columns for numbers of passports and for names of people; rows of other sheets and titles for
such headings alone. The refusal tells sheet and column, never a cell or a heading: either may name someone.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from etl import contract
from etl.contract import Source, SourceError
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
EMAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[A-Za-z]{2,}")
PHONE = re.compile(
    r"(?<!\w)(?:\+|00)\d[\d ().-]{6,}\d|\b(?:tel|phone|mob|cell)\w*[.: ]+\d[\d ().-]{5,}\d", re.IGNORECASE
)
PASSPORT = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{1,2}[ -]?\d{6,9}(?![A-Za-z0-9])")
PERSON = re.compile(r"(?:(?:[A-Z][a-z]{1,4}\.|[A-Z]{2,4})\s+)?[^\W\d_]['’\w.-]*(?:\s+[^\W\d_]['’\w.-]*){1,3}")
SAMPLE = 200  # cells of a column that are looked at for names
REMEDY = "Delete that column from the file and drop it again: people are counted here, never named."


def watched(read: Iterator[Row], name: str, source: Source, known: set[str]) -> Iterator[Row]:
    """Yield the rows of a file as they come; SourceError at the first that seems to name people.

    `known` are the names of states, missions and things, folded: they look like names of people and are none.
    """
    looked: Counter = Counter()
    like: Counter = Counter()
    sheet, heads, read_here = object(), None, set()
    for row in read:
        if row.sheet != sheet:
            sheet, heads, looked, like = row.sheet, None, Counter(), Counter()
        for place, cell in enumerate(row.cells):
            if cell and EMAIL.search(cell):
                raise refusal(name, row, place, "holds e-mail addresses")
        if heads is None:
            if contract.pick_columns(source, [cell or "" for cell in row.cells])[1]:
                for place, cell in enumerate(row.cells):  # a title, or a sheet of something else
                    if cell and names_people(cell):
                        raise refusal(name, row, place, "is a heading under which people are named")
                yield row
                continue
            heads = [cell or "" for cell in row.cells]
            read_here = set(contract.pick_columns(source, heads)[0].values())
            for place, head in enumerate(heads):
                if place not in read_here and is_person(head):
                    raise refusal(name, row, place, "is a heading under which people are named")
            yield row
            continue
        for place, cell in enumerate(row.cells):
            if not cell or place in read_here:
                continue
            if PASSPORT.search(cell):
                raise refusal(name, row, place, "holds what looks like numbers of passports")
            if looked[place] < SAMPLE:
                looked[place] += 1
                like[place] += contract.fold(cell) not in known and bool(PERSON.fullmatch(cell))
                if like[place] >= 3 and like[place] * 2 > looked[place]:
                    raise refusal(name, row, place, "holds what looks like names of people")
        yield row


def refusal(name: str, row: Row, place: int, why: str) -> SourceError:
    """The error: where, and why; it quotes nothing of the column, its heading included."""
    column = f"column {parts.letters(place)}"
    where = f"{row.sheet}, {column}" if row.sheet else column
    return SourceError(name, f"{where}, row {row.line}", f"{why}.", REMEDY)


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
