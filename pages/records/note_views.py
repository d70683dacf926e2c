"""Notes of people on a state, mission, capability or month, on screen: to read in every view, to write in the restricted one."""

from collections.abc import Callable, Collection

import streamlit as st

from etl import settings
from etl.records import figure_notes
from etl.records.access import reader
from etl.records.figure_notes import Conflict, Note
from pages.kit import filters, formats
from pages.kit.languages import errors
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.records import note_facts
from pages.records.labels import AUDIENCES

TALL = 120  # pixels of the field for a note


def show(view: View, kind: str, codes: Collection[str], name: str) -> None:
    """Show the notes on a subject, and let the restricted view add to them. `codes` are its code and its former ones, `name` is how it is called."""
    with st.container(gap="xsmall", key=f"notes_{kind}"):
        for note in note_facts.of(view, kind, codes):
            _one(view, note)
        _add(view, kind, next(iter(codes)), name)


def of_month(view: View) -> None:
    """Show the notes on the month in the sidebar, folded with their number; nothing in an open view without any."""
    code = view.as_of.isoformat()
    count = len(note_facts.of(view, "month", (code,)))
    if not count and not _is_written(view):
        return
    words = ngettext("{n} note on this month", "{n} notes on this month", count) if count else _("Note on this month")
    opened = st.sidebar.popover(
        words.format(n=count), icon=":material/edit_note:", width="stretch", key="month_notes", on_change="rerun"
    )
    if opened.open:
        with opened:
            show(view, "month", (code,), formats.month(view.as_of))


def _is_written(view: View) -> bool:
    return not view.is_open and settings.calls_are_taken() and reader.may("notes")


def _one(view: View, note: Note) -> None:
    """One note; its words are text alone, so that no link or markup in them works."""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            is_restricted = note.audience == "restricted"
            called = _("Note") if view.is_open else _(AUDIENCES[note.audience])
            st.badge(called, icon=":material/edit_note:", color="orange" if is_restricted else "gray")
            st.text(note_facts.signed(note))
            if _is_written(view):
                opened = st.popover(_("Edit"), type="tertiary", key=f"change_{note.note}", on_change="rerun")
                if opened.open:
                    with opened:
                        _change(view, note, note.note)
        st.text(note.text)


def _change(view: View, note: Note, key: str) -> None:
    with st.form(f"note_{key}", border=False):
        _fields(key, note.text, note.audience)

        def save(by: str, text: str, audience: str) -> None:
            figure_notes.edit(note.note, by, text, audience, base=note.seq)

        def remove(by: str, _text: str, _audience: str) -> None:
            figure_notes.remove(note.note, by, base=note.seq)

        with st.container(horizontal=True):
            for name, write, label in (("save", save, _("Save")), ("remove", remove, _("Remove"))):
                st.form_submit_button(
                    label, key=f"{name}_{key}", on_click=_written, args=(view, key, f"change_{key}", write)
                )
    _refused(key)


def _add(view: View, kind: str, code: str, name: str) -> None:
    if not _is_written(view):
        return
    opened = st.popover(
        _("Add a note"), type="tertiary", icon=":material/edit_note:", key=f"add_{kind}", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        st.markdown(f"**{formats.plain(name)}**")
        with st.form(f"note_{kind}", border=False, clear_on_submit=False):
            _fields(kind, "", "restricted")

            def write(by: str, text: str, audience: str) -> None:
                figure_notes.write(kind, code, by, text, audience)

            st.form_submit_button(
                _("Save"),
                key=f"save_{kind}",
                type="primary",
                on_click=_written,
                args=(view, kind, f"add_{kind}", write),
            )
        _refused(kind)


def _fields(key: str, text: str, audience: str) -> None:
    st.session_state.setdefault(f"note_text_{key}", text)
    st.session_state.setdefault(f"note_audience_{key}", audience)
    st.text_area(_("Note"), key=f"note_text_{key}", max_chars=figure_notes.LONGEST, height=TALL)
    st.radio(
        _("Who may read it"),
        list(AUDIENCES),
        key=f"note_audience_{key}",
        format_func=lambda code: _(AUDIENCES[code]),
        captions=[_("In this view, and in files that say RESTRICTED"), _("Everybody, in every view and file")],
    )
    filters.writer(
        _("Who writes"),
        f"note_by_{key}",
        placeholder=_("Your name, initials or office"),
        help=_(
            "There is no sign-in: this name stands beside the note, unchecked. What was written stays in the records."
        ),
    )


def _written(view: View, key: str, popover: str, write: Callable[[str, str, str], None]) -> None:
    """Write what stands in a form; close it where that is done, else keep it open with what is in the way."""
    by, text, audience = (st.session_state[f"note_{field}_{key}"] for field in ("by", "text", "audience"))
    st.session_state["writer"] = by
    try:
        with settings.using(view.snapshot.dataset):
            write(by, text, audience)
    except Conflict as problem:
        st.session_state[f"note_refused_{key}"] = _("{by} changed this note at {at}. Read it, then save again.").format(
            by=problem.by, at=problem.at[:16].replace("T", " ")
        )
    except (ValueError, OSError) as problem:
        st.session_state[f"note_refused_{key}"] = errors.in_words(problem)
    else:
        st.session_state[popover] = False
        st.session_state.pop(f"note_text_{key}", None)


def _refused(key: str) -> None:
    if words := st.session_state.pop(f"note_refused_{key}", None):
        st.error(formats.plain(words))
