"""What is said above figures of police units, in words from their frames. No Streamlit."""

import pandas as pd

from pages.kit import formats
from pages.kit.text import _, ngettext
from pages.women.facts import of


def units_finding(units: pd.DataFrame) -> str:
    """A sentence on units whose women are one platoon or more, and on those that do not tell its size or report. Frame: fpu_women."""
    count = units["status"].value_counts()
    meets, below, within, under = (
        int(count.get(code, 0)) for code in ("meets", "below", "within_range", "below_range")
    )
    parts = []
    if meets + below:
        words = _("{n} formed police units that tell the size of a platoon have as many women as one")
        parts.append(words.format(n=of(meets, meets + below)))
    if within + under:
        words = _("{n} that do not tell it have {least} women or more")
        if not parts:
            words = _("{n} formed police units have {least} women or more, and none tells the size of its platoon")
        parts.append(words.format(n=of(within, within + under), least=int(units["printed_from"].iloc[0])))
    return _with_silent(parts, _("No formed police unit reports its women"), int(count.get("not_reported", 0)))


def french_finding(units: pd.DataFrame) -> str:
    """A sentence on police units with half French speakers or more, and on those that do not report. Frame: police_language."""
    count = units["status"].value_counts()
    meets, below = int(count.get("meets", 0)), int(count.get("below", 0))
    words = _("{n} police units that report their languages have half French speakers or more")
    parts = [words.format(n=of(meets, meets + below))] if meets + below else []
    return _with_silent(parts, _("No police unit reports its French speakers"), int(count.get("not_reported", 0)))


def _with_silent(parts: list[str], nothing: str, silent: int) -> str:
    """Join parts of a sentence, or say that nothing is reported; units that did not report end it."""
    if parts and silent:
        parts = [*parts, ngettext("{n} did not report", "{n} did not report", silent).format(n=formats.count(silent))]
    return "; ".join(parts) or nothing
