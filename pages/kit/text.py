"""Put every text on screen through gettext, in the language that the link asks for.

A catalogue is locale/<code>/LC_MESSAGES/messages.po and is read as it is: no compiled file beside it can be missing or stale.
"""

import gettext
import io
import operator
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pages.kit.languages import names

LOCALE = Path(__file__).resolve().parents[2] / "locale"
NAMES = {"en": "English", "fr": "Français", "es": "Español"}
FORMS = tuple(NAMES)  # the languages of the forms that a Member State fills in
_language: ContextVar[str] = ContextVar("language", default="")
_chosen: Callable[[], str] | None = None  # says the language of a run that has not


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    path = LOCALE / language / "LC_MESSAGES" / "messages.po"
    said = read_po(io.BytesIO(path.read_bytes() if path.is_file() else b""), locale=language)
    known = names.terms(language) | names.forms(language) | dict(names.states(language).values())
    for english, other in known.items():
        if english not in said:
            said.add(english, other)
    compiled = io.BytesIO()
    write_mo(compiled, said)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def languages() -> list[str]:
    """Return the codes of the languages of the pages; English is the language of the source. Spanish is one of the forms alone."""
    return ["en", *(["fr"] if (LOCALE / "fr" / "LC_MESSAGES" / "messages.po").is_file() else [])]


def use(language: str) -> None:
    """Answer in this language for the rest of the run; an unknown code means English."""
    _language.set(language)


def tell_by(chosen: Callable[[], str]) -> None:
    """Have `chosen` say the language where no run has: an act of the reader is answered, and a part of a page made anew, before the page is."""
    global _chosen
    _chosen = chosen


def language() -> str:
    """Return the code of the run's language."""
    return _language.get() or (_chosen() if _chosen else "en")


def said() -> dict[str, str]:
    """Return what a link says of the language: nothing for English."""
    return {} if language() == "en" else {"lang": language()}


def colon() -> str:
    """Return what stands between a name and what is said of it: French has a blank before it that breaks no line."""
    return "\u00a0: " if language() == "fr" else ": "


def semicolon() -> str:
    """Return what stands between two things that are listed: French has a thin blank before it that breaks no line."""
    return "\u202f; " if language() == "fr" else "; "


def quoted(words: str) -> str:
    """Return the words as a quotation."""
    return f"«\u202f{words}\u202f»" if language() == "fr" else f"“{words}”"


def within(language: str, make: Callable[[], Any]) -> Any:
    """Return what `make` makes, in this language."""
    token = _language.set(language)
    try:
        return make()
    finally:
        _language.reset(token)


def catalogue() -> gettext.NullTranslations:
    """Return the messages of the run's language: what is made of them once is kept under it."""
    return _catalogue(language())


def _(message: str) -> str:
    """Return `message` in the run's language."""
    return catalogue().gettext(message) if message else message


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that fits `number`, also where it is the whole number of a frame, which gettext warns of."""
    return catalogue().ngettext(one, many, operator.index(number) if hasattr(number, "__index__") else number)
