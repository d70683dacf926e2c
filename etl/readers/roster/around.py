"""What stands around a table and is no part of it: titles above its headings, and a small table beside it."""

import datetime as dt
import re

from etl.readers.roster.sheets import Line
from etl.readers.roster.values import Unread, Values
from etl.readers.roster.words import Words
from etl.readers.stems import opened, plain
from etl.readers.texts import MONTH

FEW = 2  # cells of a title: one, and a day or a number of pages at the end of the line
SHORT = 3  # words of a heading over several columns; more are a title
LONGEST_NAME = 7  # words of a state's name
LONGEST_TITLE = 12  # words; more are a sentence, which may name anybody
# Words before the state whose list it is.
OF = (
    "of",
    "by",
    "from",
    "de",
    "du",
    "des",
    "par",
    "por",
    "del",
    "da",
    "do",
    "the",
    "la",
    "le",
    "les",
    "el",
    "los",
    "las",
)
MARKS = frozenset("-–—:")
DATED = re.compile(
    rf"\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b|\b\d{{1,2}}(?:st|nd|rd|th|er)?[\s-]+(?:of |de )?(?:{MONTH})[\s,-]+(?:of |de |del )?\d{{4}}\b"
    rf"|\b(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
)


def is_title(line: Line, below: Line) -> bool:
    """Whether a row is a title over a table and no heading of some of its columns: it begins at the table's first column or before,
    and is one cell, or one and a day or a page.
    """
    own = sorted(line.own)
    if not own or len(own) > FEW or not below.own or own[0] > min(below.own):
        return False
    texts = [line.text(column) for column in own]
    over = len(line.sideways) + 1  # columns that its cell is merged over
    if len(own) == 1 and (over == 1 or over >= len(below.own)):
        return True
    return any(DATED.search(plain(text)) for text in texts) or len(texts[0].split()) > SHORT


def beside(forms: list[list[str]], ours: list[set[str]], below: list[Line]) -> int:
    """The first column of another table beside the first: behind a column without heading and cells, where it heads again what is
    headed on the left; the number of columns where there is none.
    """
    filled = {column for line in below for column in line.own} | {at for at, said in enumerate(forms) if said}
    for at in range(1, len(forms)):
        if at in filled or not any(column < at for column in filled):
            continue
        if set().union(*ours[:at]) & set().union(*ours[at + 1 :]):
            return at
    return len(forms)


def state(texts: list[str], words: Words) -> str | None:
    """The state whose list the titles say it is: `Permanent Mission of Rwanda`, `Return by Poland`, `Nepal - units on offer`; None
    where they name none so, or two.
    """
    named: set[str] = set()
    for text in texts:
        parts = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*|[-–—:]", opened(text))
        if len(parts) <= LONGEST_TITLE:
            named |= _named(parts, words)
    return named.pop() if len(named) == 1 else None


def _named(parts: list[str], words: Words) -> set[str]:
    found, at = set(), 0
    while at < len(parts):
        before = plain(parts[at - 1]) if at else ""
        for end in range(min(len(parts), at + LONGEST_NAME), at, -1):
            is_name = len(" ".join(parts[at:end])) > 3 and MARKS.isdisjoint(parts[at:end])
            states = words.state(" ".join(parts[at:end])) if is_name else set()
            is_first = not at and (end == len(parts) or parts[end] in MARKS)
            of_it = before in OF or plain(parts[at]) in OF or re.match(r"d['’]", plain(parts[at]))
            if len(states) == 1 and (of_it or is_first):
                found |= states & words.members
                at = end - 1
                break
        at += 1
    return found


AS_OF = re.compile(
    r"\b(?:as (?:of|at|on)|printed|generated|extract(?:ed)?|export(?:ed)?|updated?|actualizad\w*|actualise\w*|mis a jour|arrete\w*|situation|situacion"
    r"|status|date[d]?|fecha|stand|position|al|au)\b"
)


def day(texts: list[str], values: Values) -> dt.date | None:
    """The one day as of which titles say that a list is: `as of 15 March 2025`, `Printed 2025-03-04`; None where they say none, or two."""
    days = set()
    for text in texts:
        for said in () if not AS_OF.search(plain(text)) else DATED.finditer(plain(text)):
            try:
                days.add(values.day(re.sub(r"\s+", " ", said[0])))
            except Unread:
                return None  # 03/04/2025 may be two days
    return days.pop() if len(days) == 1 else None
