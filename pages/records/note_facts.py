"""What people noted on the subjects of a page or a file: which of it may stand there, and in which words. No Streamlit."""

import datetime as dt
from collections.abc import Collection, Iterable

from etl import settings
from etl.records import figure_notes
from etl.records.figure_notes import Note
from pages.kit import formats, naming
from pages.kit.text import _
from pages.kit.view import Run, View

Subjects = Iterable[tuple[str, Collection[str] | None]]  # (kind, codes): None is every one of the kind


def of(view: View, kind: str, codes: Collection[str]) -> list[Note]:
    """The notes on a state, mission, capability or month that this view may show, the newest first."""
    return _standing(view, view.snapshot.audience, kind, codes)


def in_file(run: Run, view: View, is_restricted: bool, subjects: Subjects) -> list[tuple[str, str, str]]:
    """The notes on these subjects for a file, the newest first of each kind: on what, the words, who and when.

    Only a file that says RESTRICTED (`is_restricted`) may hold what is not open, and only where this view shows it.
    """
    audience = view.snapshot.audience if is_restricted else "open"
    rows = []
    for kind, codes in subjects:
        names = _names(run, view, kind)
        for note in _standing(view, audience, kind, codes):
            name = (
                formats.month(dt.date.fromisoformat(note.code)) if kind == "month" else names.get(note.code, note.code)
            )
            rows.append((name, note.text, signed(note)))
    return rows


def signed(note: Note) -> str:
    """Who wrote a note, and when."""
    return _("{by}, {day}").format(by=naming.signed(note.by, note.account), day=formats.day(note.day))


def _standing(view: View, audience: str, kind: str, codes: Collection[str] | None) -> list[Note]:
    with settings.using(view.snapshot.dataset):
        own = [note for note in figure_notes.standing(audience) if note.kind == kind]
    return own if codes is None else [note for note in own if note.code in codes]


def _names(run: Run, view: View, kind: str) -> dict[str, str]:
    """Names of states and capabilities; a mission is known by its code."""
    made = {"state": naming.states, "capability": naming.capabilities}.get(kind)
    return made(run, view) if made else {}
