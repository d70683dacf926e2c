"""Read a count of people: a number, whether it is exact, and the women whom the same cell counts."""

import re
from typing import NamedTuple

from etl.readers.roster.words import Words
from etl.readers.stems import plain

FIGURE = r"\d{1,3}(?:[,  '’]\d{3})+|\d+"
SHARE = re.compile(r"(?<=\d)\s*\(\s*\d+(?:[.,]\d+)?\s*%\s*\)\s*$")  # 22 (10%)
WOMEN = r"(?:f|w|fem|females?|wom[ae]n|femmes?|mujer(?:es)?)\.?"
OF_WHOM = r"(?:incl(?:uding|uant|uidas)?\.?|of (?:whom|which)|with|dont|y compris|de (?:los|las) cuales|con)"
BOTH = re.compile(
    rf"(?P<all>(?:{FIGURE})\s*[^\d(,;/]*?)\s*[(,;/]?\s*(?:{OF_WHOM}\s+)?"
    rf"(?:(?<!\d)(?P<men>\d+)\s*(?:m|males?|men|hommes|hombres)\.?\s*[/,;+&-]?\s*)?(?:(?<!\d)(?P<women>\d+)\s*{WOMEN}|{WOMEN}\s*[:=]?\s*(?P<last>\d+))\s*\)?"
)
PAIR = re.compile(r"(\d+)\s*(?:/\s*(\d+)|\(\s*(\d+)\s*\))")  # 180/27, 180 (27)
HEADS_BOTH = re.compile(
    rf"\b(?:strength|pax|personnel|troops|total|effectifs?|efectivos|personal)\W*(?:/|{OF_WHOM})\W*(?:{OF_WHOM}\W+)?(?:of )?{WOMEN}\W*$"
)


MARK_BEHIND = re.compile(r"(?<=\d)\s*[*†‡§¹²³⁴-⁹]+\s*$")
NOTE = re.compile(r"\s*([*†‡§¹²³⁴-⁹]+)\s*(.+)")


class Counted(NamedTuple):
    """What a cell counts: people as text still to be read, women where it counts them too, and whether it says about."""

    text: str
    women: int | None
    is_about: bool


def parted(text: str, words: Words) -> Counted:
    """The parts of a cell such as `about 180 (27 F)`; women None where it counts none, or where its parts contradict each other."""
    text, is_about = _exact(SHARE.sub("", text).strip(), words)
    both = BOTH.fullmatch(plain(text))
    if not both:
        return Counted(text, None, is_about)
    women, people = int(both["women"] or both["last"]), int(re.sub(r"\D", "", both["all"]))
    if both["men"] and int(both["men"]) + women != people:
        return Counted(text, None, is_about)
    return Counted(both["all"], women, is_about)


def _exact(text: str, words: Words) -> tuple[str, bool]:
    """A text without the words before or behind its number that say about, and whether there were any; not those of a limit."""
    low = plain(text)
    for bare, around in (
        (re.sub(r"^[^\d]+", "", text), re.match(r"[^\d]+", low)),
        (re.sub(r"[\s(]+[^\d()]+\)?$", "", text), re.search(r"(?<=\d)[\s(]+([^\d()]+)\)?$", low)),
    ):
        said = around[around.lastindex or 0].strip(" ().") if around else ""
        if said and words.code("about", said) == "near" and bare[:1].isdigit():
            return bare, True
    return text, False


def heads_both(heading: str) -> bool:
    """Whether a heading says that its cells count people and the women among them: `Strength / women`."""
    return bool(HEADS_BOTH.search(plain(heading)))


def of_note(text: str) -> str:
    """The mark of a note that says of marked numbers that women stand behind the people: `³ total/women`; empty for any other text."""
    note = NOTE.fullmatch(text)
    return note[1] if note and heads_both(note[2]) else ""


def of_each(heading: str) -> bool:
    """Whether a heading says that its cells are of one unit where a row lists several: `Strength per unit`."""
    return bool(re.search(r"\b(?:per|each|par|por|cada|chacune?)\b", plain(heading)))


def in_words(text: str) -> str:
    """A cell such as 180/27 under a heading of both, with the word for women."""
    pair = PAIR.fullmatch(text.strip())
    return f"{pair[1]} ({pair[2] or pair[3]} F)" if pair else text
