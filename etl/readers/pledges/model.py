"""What a reading gives: one candidate per commitment, with its sentence, its place and everything that was read of it."""

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passage:
    """One commitment as it stands: its words, where, under which category, and words near it that say more of it.

    `quantity`, `mission`, `by_when` and `capability` are cells of a tracker, empty elsewhere. `iso3`, `ministerial` and `dated` too:
    a row of a list can be of another state, meeting and day than its neighbour.
    """

    text: str
    place: str
    category: str = ""
    context: str = ""
    quantity: str = ""
    mission: str = ""
    by_when: str = ""
    capability: str = ""
    iso3: str = ""
    ministerial: str = ""
    dated: str = ""
    source_url: str = ""


@dataclass(frozen=True)
class Update:
    """What a state answers on one of its pledges: the step it has reached (a code, empty where its words are none), since when, its words."""

    pledge_id: str
    status: str
    day: str
    words: str
    place: str


@dataclass
class Form:
    """What a document holds: passages, the lines above them, what was left out, notes, and answers to earlier pledges."""

    passages: list[Passage] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)  # what was passed over, with its place
    has_states: bool = False  # rows of a list name states
    columns: list[tuple[str, str, str]] = field(default_factory=list)  # table, heading, meaning
    updates: list[Update] = field(default_factory=list)


@dataclass(frozen=True)
class Remark:
    """Something to look at before saying yes, in words; never a rejection. `shows` holds what it is compared with."""

    code: str
    reason: str
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A requirement that a pledge may answer, how well it fits and the words that made the score."""

    requirement_id: str
    score: float
    words: tuple[str, ...]


@dataclass
class Candidate:
    """One commitment and the reading of it. Empty text and None mean: not said, or not readable."""

    candidate_id: str
    sentence: str
    file: str
    place: str
    iso3: str
    ministerial: str
    category: str
    category_from: str
    capability: str = ""
    capability_words: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    quantity: int | None = None
    quantity_max: int | None = None  # the upper end of a range, of which `quantity` is the lower
    unit: str = ""
    currency: str = ""
    mission: str = ""
    by_when: str = ""
    languages: tuple[str, ...] = ()
    committed_by: str = ""
    partners: tuple[tuple[str, str], ...] = ()
    slots: tuple[str, ...] = ()
    condition: str = ""
    women_percent: int | None = None
    is_tangible: bool = False
    answers: tuple[Answer, ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    source_url: str = ""
    dated: str = ""
    people: int | None = None  # persons that the words themselves state, whatever the unit
    personnel_type: str = ""  # as the words say it: one or more codes, joined by semicolons
    repeats: str = ""  # ids of other pledges that speak of the same, joined by semicolons
    is_content_public: bool = True


@dataclass
class Reading:
    """What one file gave. A refused file has a reason in words and no candidates; a six-month update has answers and no candidates."""

    file: str
    kind: str = ""
    iso3: str = ""
    state_from: str = ""
    ministerial: str = ""
    refused: bool = False
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    columns: list[tuple[str, str, str]] = field(default_factory=list)  # sheet or table, heading, what it was taken for
    unknown: Counter = field(default_factory=Counter)  # rows by the word for a capability that nothing knows
    passed: list[str] = field(default_factory=list)  # what was not taken for a commitment, with its place
    candidates: list[Candidate] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)


def normal(sentence: str) -> str:
    """A sentence without what a retyping changes: case, accents, marks and blanks."""
    plain = unicodedata.normalize("NFKD", sentence.casefold())
    return " ".join(re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


def identity(iso3: str, ministerial: str, sentence: str, occurrence: int) -> str:
    """The id of a commitment: the same in every version of a form in which its sentence stands."""
    parts = "\x1f".join((iso3, ministerial, normal(sentence), str(occurrence)))
    return hashlib.sha256(parts.encode()).hexdigest()[:16]
