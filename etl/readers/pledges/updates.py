"""Read the table of a six-month update back: an answer for each pledge in whose row somebody wrote.

The table is known by the heading of its first column (meaning `update` in form_word). Its rows are no new pledges.
"""

import datetime as dt
import re

from etl.readers.formats.docx import Table
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Update
from etl.readers.reference import table as reference
from etl.readers.stems import plain
from etl.readers.texts import MONTHS

STATUS, DAY, WORDS = 4, 5, 6  # columns in which a state answers, the first being 1


def is_update(table: Table, lexicon: Lexicon) -> bool:
    """Whether a table is that of a six-month update."""
    first = table.rows[0][1] if table.rows else []
    return bool(first and lexicon.says(first[0].text, "update"))


def read(table: Table) -> list[Update]:
    """An answer for each row in which somebody wrote something, in order."""
    said = {row["text"]: (row["fr"], row["es"]) for row in reference("form_text")}
    steps = {
        word.casefold(): row["status"]
        for row in reference("pledge_step")
        for word in (row["name"], *said.get(row["name"], ()))
    }
    answers = []
    for number, cells in table.rows[1:]:
        by_column = {cell.column: cell.text.strip() for cell in cells}
        status, since, words = (by_column.get(column, "") for column in (STATUS, DAY, WORDS))
        if by_column.get(1) and (status or since or words):
            code = steps.get(" ".join(status.split()).rstrip(".").casefold(), "")
            told = "; ".join(filter(None, ["" if code else status, "" if day(since) else since, words]))
            answers.append(Update(by_column[1], code, day(since), told, f"{table.place}, row {number}"))
    return answers


def day(text: str) -> str:
    """A day as 2025-11-14, where it is written so that it can be read in one way only; else empty."""
    known = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    in_words = re.fullmatch(r"\s*(\d{1,2})(?:er)?\s+(?:de\s+)?([^\W\d_]+)\s+(?:de\s+)?(\d{4})\s*", text)
    try:
        if known:
            return dt.date(*map(int, known.groups())).isoformat()
        month = MONTHS[plain(in_words[2])] if in_words else 0
        return dt.date(int(in_words[3]), month, int(in_words[1])).isoformat() if in_words else ""
    except (ValueError, KeyError):
        return ""


def in_words(update: Update) -> str:
    """One answer as a note of a reading."""
    parts = [update.status or "no step that is known here", update.day, update.words]
    return f"{update.place}: answer to pledge {update.pledge_id}: {', '.join(filter(None, parts))}."
