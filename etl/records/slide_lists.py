"""Keep the slides that people collected: one list a person, in an append-only log beside the saved views.

One JSON line an entry: {"seq", "at", "by", "action", "slides"}. `by` is whose list it is, the account of who signed in and empty on a
machine of one's own; the list is the newest entry. `slides` are codes, in order: of each {"kind", "v", "month", "scope",
"choices"}; an empty month is the newest of its version. Nothing of what a slide says is kept: it is asked for anew.

actions: keep

A line that is damaged stays in the file and is read by nobody. Who keeps views keeps slides. LEDGER_CALLS=off takes no more entries.
"""

import json
import re
from pathlib import Path

from etl import settings
from etl.records import journal, saved_views
from etl.records.access import reader

MOST, LONGEST = 100, 4000  # slides of a list, and letters of the choices of one
KIND, MONTH = re.compile(r"[a-z_]{1,40}"), re.compile(r"(\d{4}-\d\d-\d\d)?")
SCOPES = ("all", "peacekeeping")
FIELDS = {"kind", "v", "month", "scope", "choices"}


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "slides-exercise.jsonl" if settings.dataset() == "exercise" else "slides.jsonl"
    )


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return journal.entries(file(), _fits)[1]


def are_kept() -> bool:
    """Whether this reader's list is kept: where it is not, it lasts as long as the tab."""
    return saved_views.are_kept() and settings.calls_are_taken()


def of_reader() -> tuple[list[dict], int]:
    """The list of who reads now, as codes, and the `seq` of its entry; nothing and 0 where none was kept."""
    last = journal.last_on("by", reader.current().subject, _entries())
    return (last["slides"], last["seq"]) if last else ([], 0)


def keep(slides: list[dict], *, base: int) -> dict:
    """Keep this list in place of the reader's last one, whose `seq` is `base`; Conflict where another tab kept one since."""
    if not are_kept():
        raise ValueError("Slides are kept where views are saved: here the list lasts as long as the tab.")
    entry = {"action": "keep", "slides": slides}
    if not _fits(entry):
        raise ValueError(f"This list is not kept: it has more than {MOST} slides, or one that says too much.")
    return journal.write(file(), _entries, "by", reader.current().subject, base, lambda _known: entry)


def _entries() -> list[dict]:
    return journal.entries(file(), _fits)[0]


def _fits(entry: dict) -> bool:
    """Whether a line says what this module writes."""
    return entry["action"] == "keep" and len(entry["slides"]) <= MOST and all(map(_is_slide, entry["slides"]))


def _is_slide(slide: dict) -> bool:
    return (
        set(slide) == FIELDS
        and bool(KIND.fullmatch(slide["kind"]) and MONTH.fullmatch(slide["month"]))
        and bool(settings.VERSION_ID.fullmatch(slide["v"]))
        and slide["scope"] in SCOPES
        and isinstance(slide["choices"], dict)
        and len(json.dumps(slide["choices"])) <= LONGEST
    )
