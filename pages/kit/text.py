"""Put every text on screen through gettext, in the language that the link asks for."""

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "locale"
_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", LOCALE, [language], fallback=True)


def languages() -> list[str]:
    """Return the codes of the languages there are; English is the language of the source."""
    return ["en", *sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/messages.mo"))]


def use(language: str) -> None:
    """Answer in this language for the rest of the run; an unknown code means English."""
    _language.set(language)


def language() -> str:
    """Return the code of the run's language."""
    return _language.get()


def catalogue() -> gettext.NullTranslations:
    """Return the messages of the run's language: what is made of them once is kept under it."""
    return _catalogue(_language.get())


def _(message: str) -> str:
    """Return `message` in the run's language."""
    return catalogue().gettext(message) if message else message


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that fits `number`."""
    return catalogue().ngettext(one, many, number)
