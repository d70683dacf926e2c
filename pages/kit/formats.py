"""Turn figures into text as the run's language writes them. What is missing is a dash, never 0; under ten people there is no percentage."""

import datetime as dt
import re
from math import floor
from typing import Any

import pandas as pd

from pages.kit.text import _, language

DASH = "–"
SMALL = 10  # people: below this a share identifies rather than informs
FEW = 30  # people: below this one person more moves a share by three points or more, so it is drawn pale, with the people beside it
MARKUP = "\\`*_{}[]<>#|~$:"
# Where an address would be made a link, escaped or not: a letter without width keeps it a text.
ADDRESS = re.compile(r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
FIRST = "1"  # of a month, in a date: 1er in French
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# What stands in a number in place of a comma, a point and a blank: French has a narrow blank that breaks no line between thousands and before %.
MARKS = {"fr": str.maketrans({",": "\u202f", ".": ",", " ": "\u202f"})}


def written(number: str) -> str:
    """Return a number written as in English, such as 13,482 or 10.2 %, as the run's language writes it."""
    return number.translate(MARKS.get(language(), {}))


def count(number: Any) -> str:
    """Return a whole number with thousands separators, or a dash."""
    return DASH if pd.isna(number) else written(f"{int(number):,}")


def change(number: Any) -> str:
    """Return a whole number with its sign, or a dash."""
    return DASH if pd.isna(number) else written(f"{int(number):+,}")


def share(women: Any, people: Any, digits: int = 1, goal_percent: Any = None) -> str:
    """Return women of people as a percentage, "3 of 8" under ten people, or a dash where nothing is reported.

    A share below `goal_percent` has as many digits more as it takes to be seen below it: 87 of 728 is 11.95 % beside 12 %, not 12.0 %.
    """
    if pd.isna(people) or pd.isna(women):
        return DASH
    if people < SMALL:
        return _("{women} of {people}").format(women=int(women), people=int(people)) if people else "0"
    if not pd.isna(goal_percent) and 100 * women < goal_percent * people:
        while 100 * women / people < goal_percent <= (rounded(women / people, digits) or 0):
            digits += 1
    return per_cent(women / people, digits)


def per_cent(fraction: float, digits: int = 1) -> str:
    """Return a fraction as a percentage."""
    return written(f"{rounded(fraction, digits):.{digits}f} %")


def rounded(fraction: Any, digits: int = 1) -> float | None:
    """Return a fraction in per cent, halves up, as a spreadsheet and a browser round: 2 of 32 is 6.3 everywhere. None where it is missing."""
    if pd.isna(fraction):
        return None
    scale = 10**digits
    return floor(100 * scale * fraction + 0.5 + 1e-9) / scale  # a half that binary cannot hold is still a half


def is_few(people: Any) -> bool:
    """Whether a share of so many people is drawn pale."""
    return not pd.isna(people) and SMALL <= people < FEW


def goal(row: Any) -> float:
    """Return the target of the year in per cent, or where none was found, the 2025 minimum. Row: of any parity query."""
    return float(row.minimum_2025_percent if pd.isna(row.target_percent) else row.target_percent)


def share_to_goal(row: Any, digits: int = 1) -> str:
    """Return the share of women of a row of a parity query as it stands beside its target: never rounded up to it."""
    return share(row.women_count, row.people_count - row.sex_not_reported_count, digits, goal(row))


def share_of(row: Any, digits: int = 1) -> str:
    """Return the share of women of a row over those reported by sex. Row: women_count, people_count, sex_not_reported_count."""
    return share(row.women_count, row.people_count - row.sex_not_reported_count, digits)


def women_of(row: Any) -> str:
    """Return the women of a row as a whole number, "at least" so many where the sex of some is not reported, or a dash."""
    number = count(row.women_count)
    return _("at least {n}").format(n=number) if number != DASH and row.sex_not_reported_count else number


def women(women_count: Any, people_count: Any, goal_percent: Any = None) -> str:
    """Return women of people in persons, with their share beside it where there are ten people or more."""
    line = _("{women} of {people}").format(women=count(women_count), people=count(people_count))
    return (
        line
        if pd.isna(people_count) or people_count < SMALL
        else f"{line} ({share(women_count, people_count, goal_percent=goal_percent)})"
    )


def tip() -> str:
    """Return how a chart's tip writes a value in per cent, as Streamlit has it: its own formats know no comma, but for that of the language."""
    return "%.1f %%" if language() == "en" else "localized"


def percent(number: Any) -> str:
    """Return a whole per cent, or a dash."""
    return DASH if pd.isna(number) else written(f"{int(number)} %")


def day(date: Any) -> str:
    """Return 31 July 2025, or a dash."""
    if date is None or pd.isna(date):
        return DASH
    number = _(FIRST) if date.day == 1 else date.day
    return _("{day} {month} {year}").format(day=number, month=_(MONTHS[date.month - 1]), year=date.year)


def sentence(text: str) -> str:
    """Return a text with a first capital and one full stop; names such as UNSOM keep their letters."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def month(date: dt.date) -> str:
    """Return July 2025."""
    return f"{_(MONTHS[date.month - 1])} {date.year}"


def plain(text: str) -> str:
    """Return words of others so that nothing in them is markup, and no address a link."""
    words = ADDRESS.sub("\u2060", " ".join(text.split()))
    return "".join(f"\\{letter}" if letter in MARKUP else letter for letter in words)
