"""What the reference lists call states, missions and areas in another language than English. No Streamlit."""

import csv
import functools
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from etl import settings

CLDR = "Unicode CLDR"  # the source of names that are not the UN's own


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def states(language: str) -> dict[str, tuple[str, str]]:
    """UN short names of the states of both worlds by code, in English and in a language, in alphabetical order of the latter."""
    return _states(language, settings.data_dir())


@functools.cache
def _states(language: str, data: Path) -> dict[str, tuple[str, str]]:
    named: dict[str, tuple[str, str]] = {}
    for folder in ("reference", "exercise/reference"):
        own = data / folder
        listed = [row for row in _rows(own / "country_name.csv") if row["language"] == language]
        other = {row["iso3"]: row["name"] for row in listed if row["source"] != CLDR}
        named |= {row["iso3"]: (row["name"], other.get(row["iso3"], row["name"])) for row in _rows(own / "country.csv")}
    return dict(sorted(named.items(), key=lambda one: sorted_by(one[1][1])))


def sorted_by(name: str) -> str:
    """How a name is sorted: Émirats stands before Espagne."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(" " if letter in "-’'" else letter for letter in letters if not unicodedata.combining(letter))


@functools.cache
def forms(language: str) -> dict[str, str]:
    """The words of forms in a language by the English one; none for English."""
    rows = () if language == "en" else _rows(settings.data_dir() / "reference" / "form_text.csv")
    return {row["text"]: row[language] for row in rows}


def terms(language: str) -> dict[str, str]:
    """The United Nations' own terms by the English one, names of missions and areas among them; there are French ones alone."""
    rows = _rows(settings.data_dir() / "reference" / "term.csv") if language == "fr" else ()
    return {row["term_en"]: row["term_fr"] for row in rows}
