"""What the reading of files and the records say in English, in the run's language: found again among the messages by its words. No Streamlit.

Such a text is made in another process, or stands in a database, with its numbers and names in it. Its message has {1}, {2} in their places.
"""

import functools
import re
from re import Pattern

import pandas as pd
from babel.messages.pofile import read_po

from pages.kit import formats, text
from pages.kit.text import _

PART = re.compile(r"\{\d+\}")
# What the staging of sources says of a cell; the words are those of `CELLS` of pages/about/labels.py.
CELL = re.compile(
    r"(women|men|mission|date|day|days|personnel type|fiscal year|percent of women|due on|needed by|capability|edition|fixed wing|rotary wing"
    r"|languages|persons|profile|quantity|requirement id|snapshot of) (.+)",
    re.DOTALL,
)
PLACE = re.compile(r"(table|row|column|paragraph|slide|line|page|sheet) (.+)")


@functools.cache
def _templates(language: str) -> list[tuple[Pattern[str], str]]:
    """What the text of each message with parts looks like, and its translation; the longest first."""
    path = text.LOCALE / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return []
    with path.open("rb") as file:
        said = [(one.id, one.string) for one in read_po(file, locale=language)]
    parted = [(one, other) for one, other in said if isinstance(one, str) and "{1}" in one and isinstance(other, str)]
    parted.sort(key=lambda pair: len(PART.sub("", pair[0])), reverse=True)
    return [(re.compile(_looks(one), re.DOTALL), other) for one, other in parted]


def _looks(message: str) -> str:
    """A pattern of the texts that are made of a message."""
    return "(.*?)".join(re.escape(words.replace("{{", "{").replace("}}", "}")) for words in PART.split(message))


def told(words: str) -> str:
    """Return what was said in English in the run's language, as far as it is among the messages."""
    if text.language() == "en" or not words or not words.strip():
        return words
    if (said := _(words)) != words:
        return said
    for pattern, other in _templates(text.language()):
        if found := pattern.fullmatch(words):
            return other.format("", *map(_part, found.groups()))
    return words


def each(said: pd.Series) -> pd.Series:
    """Return a column of such texts in the run's language, each text looked for once."""
    return said.map({words: _cell(told(words)) for words in said.dropna().unique()})


def _cell(words: str) -> str:
    """What a cell of a row that is set aside is, before what stands in it: "women (blank)"."""
    at = CELL.fullmatch(words) if text.language() != "en" else None
    return _(f"{at[1]} {{text}}").format(text=_("(blank)") if at[2] == "(blank)" else at[2]) if at else words


def _part(words: str | None) -> str:
    return formats.written(words) if words and re.fullmatch(r"[\d,]+(?:\.\d+)?", words) else told(words or "")


def placed(words: str) -> str:
    """Return a place in a file in the run's language, as the readers say it: "table 1, row 2, paragraph 1". Names of sheets stay."""
    if text.language() == "en":
        return words
    parts = ((PLACE.fullmatch(part), part) for part in words.split(", "))
    return ", ".join(_(f"{at[1]} {{n}}").format(n=at[2]) if at else part for at, part in parts)


def in_words(error: BaseException) -> str:
    """Return what an error of the reading or the records says: of a file that cannot be read which, where, what is wrong and what to do."""
    parts = getattr(error, "parts", None)
    if parts is None:
        return told(str(error))
    return f"{parts['file']}, {told(parts['where'])}{text.colon()}{told(parts['problem'])} {told(parts['remedy'])}"
