"""What words that nothing knows may mean, likeliest first, so that a person can settle them."""

import functools
from collections import Counter

from rapidfuzz import fuzz, process

from etl.readers.roster.words import Words, spelled
from etl.records import words as settled

MOST = 5  # suggestions for a word
LEAST = 70  # likeness, of 100, below which nothing is suggested
# Words that say how large a unit is and not of what: two units are not alike by them.
SIZES = frozenset(
    ["battalion", "company", "detachment", "element", "group", "platoon", "section", "squadron", "team", "unit"]
)
LISTED = 200  # words
COMPARED = 200  # letters: no name is as long


def listed(unknown: Counter, words: Words) -> list[dict]:
    """Each unknown word with its kind, how many rows have it, and the codes that it most likely means."""
    return [
        {"kind": kind, "word": word, "rows": rows, "suggestions": suggestions(kind, word, words)}
        for (kind, word), rows in unknown.most_common(LISTED)
    ]


def suggestions(kind: str, word: str, words: Words) -> list[str]:
    """The codes that a word of a kind most likely means; all of them where there are no more than are listed."""
    codes = settled.codes(kind) if kind in settled.KINDS else []
    found = list(dict.fromkeys(_by_words(kind, word, words)))
    choices = _spellings(kind, words, set(codes))
    text = (words.in_full(word) if kind == "capability" else spelled(word))[:COMPARED]
    for spelling, _, _ in process.extract(
        text, choices.keys(), scorer=fuzz.token_set_ratio, processor=_without_size, limit=60, score_cutoff=LEAST
    ):
        found.append(choices[spelling])
    found = list(dict.fromkeys(found))
    if len(codes) <= MOST:
        found += [code for code in codes if code not in found]
    return found[:MOST]


@functools.lru_cache(maxsize=10_000)  # every known name, anew for each of the words
def _without_size(text: str) -> str:
    return " ".join(word for word in text.split() if word not in SIZES) or text


def _by_words(kind: str, word: str, words: Words) -> list[str]:
    return sorted(words.capability_within(word)[0]) if kind == "capability" else []


def _spellings(kind: str, words: Words, codes: set[str]) -> dict[str, str]:
    """The codes of a kind by their spellings."""
    if kind == "capability":
        return {" ".join(stems): code for stems, code in words.terms.all.items() if code in codes}
    if kind == "state":
        return {name: next(iter(known)) for name, known in words.states.items() if known <= codes}
    if kind == "mission":
        return {name: next(iter(known)) for name, known in words.missions.items()}
    return {spelling: code for spelling, code in words.coded[kind].items() if code in codes}
