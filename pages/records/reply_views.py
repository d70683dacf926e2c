"""What a Member State states on its own figures, on its page: its own form, what it stated for all, and a steward's answer."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import streamlit as st

from etl import settings
from etl.records import decisions, replies
from etl.records.access import reader
from etl.records.replies import Conflict, Reply
from pages.kit import filters, formats, labels
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import facts as pledge_facts
from pages.records import reply_facts
from pages.records.labels import REASONS, SAYS

TALL = 120  # pixels of the field for words
FIELDS = ("says", "text", "day", "reference")


def begin(view: View, iso3: str, name: str) -> list[Reply]:
    """Let the state itself state something, say how much is withheld from whoever reads, and return what they may see."""
    if words := reply_facts.held_back(run, view, iso3):
        st.caption(words)
    if _is_written() and replies.may_reply(iso3):
        opened = st.popover(
            _("Reply for {name}").format(name=name), icon=":material/reply:", key="add_reply", on_change="rerun"
        )
        if opened.open:
            with opened:
                _add(view, iso3)
    return reply_facts.of(run, view, iso3)


def beside(view: View, own: list[Reply], *kinds: str) -> None:
    """Show what a state states on figures of these kinds."""
    shown = [reply for reply in own if reply.kind in kinds]
    if not shown:
        return
    called = reply_facts.caller(run, view, shown[0].iso3)
    with st.container(gap="xsmall", key=f"replies_{kinds[0]}"):
        for reply in shown:
            _one(view, reply, called(reply.kind, reply.code))


def _is_written() -> bool:
    return settings.calls_are_taken()


def _one(view: View, reply: Reply, called: str) -> None:
    """One reply; its words are text alone, so that no link or markup in them works."""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(_("As stated by the Member State"), icon=":material/reply:", color="blue")
            if reply.stands == "withheld":
                st.badge(_("Withheld"), icon=":material/visibility_off:", color="orange")
            _offer(view, reply)
        st.markdown(f"**{formats.plain(called)}**")
        st.text(reply_facts.stated(reply))
        st.caption(formats.plain(reply_facts.noted(reply)))
        if words := reply_facts.judged(reply):
            st.text(words)


def _offer(view: View, reply: Reply) -> None:
    """Let the state say it anew and a steward answer."""
    if not _is_written():
        return
    ways = (
        (replies.may_reply(reply.iso3), "change", _("Edit"), _change),
        (replies.may_judge(), "answer", _("Answer as steward"), _answer),
    )
    for may, way, label, show in ways:
        if may:
            opened = st.popover(label, type="tertiary", key=f"{way}_reply_{reply.reply}", on_change="rerun")
            if opened.open:
                with opened:
                    show(view, reply)


def _add(view: View, iso3: str) -> None:
    figures = reply_facts.choices(run, view, iso3)
    st.caption(
        _(
            "It stands at once beside the figure, for every reader, as stated by the Member State. The figure itself changes when the ledger takes it over. Write no name of a person."
        )
    )

    if view.has_units:
        st.caption(
            _(
                "On a unit, and on a pledge that was not announced, it is for your own view and for restricted readers alone."
            )
        )

    def write() -> None:
        figure = st.session_state.get("reply_figure")
        if figure not in figures:
            raise ValueError(_("Choose the figure that this is about."))
        kind, code = figure
        replies.state(iso3, kind, code, view.as_of.isoformat(), **_words("new"))

    with st.form("reply_new", border=False):
        st.selectbox(
            _("On which figure"), list(figures), key="reply_figure", index=None, format_func=lambda figure: figures[figure],
            placeholder=_("A deployment, women, a pledge or a return"),
        )  # fmt: skip
        _fields("new", None)
        _button("do_reply", _("State it"), view, "new", "add_reply", write, type="primary")
    _refused("new")


def _change(view: View, reply: Reply) -> None:
    key, opened = reply.reply, f"change_reply_{reply.reply}"
    with st.form(f"form_{opened}", border=False):
        _fields(key, reply)

        def save() -> None:
            replies.edit(key, reply.iso3, base=reply.seq, **_words(key))

        def remove() -> None:
            replies.remove(key, reply.iso3, base=reply.seq)

        with st.container(horizontal=True):
            _button(f"save_reply_{key}", _("Save"), view, key, opened, save, type="primary")
            _button(f"remove_reply_{key}", _("Take back"), view, key, opened, remove)
    _refused(key)


def _answer(view: View, reply: Reply) -> None:
    key, opened = reply.reply, f"answer_reply_{reply.reply}"

    def said(field: str) -> str:
        return st.session_state.get(f"answer_{field}_{key}") or ""

    steps = reply_facts.steps(run, view, reply) if reader.may("decisions") and reply.stands == "stated" else []
    last = decisions.last_on(reply.code, decisions.log()) if steps else None
    seen = st.session_state.setdefault(f"answer_seen_{key}", last["seq"] if last else 0)

    def confirm() -> None:
        text = said("text")
        if step := said("step"):
            day = st.session_state.get(f"answer_day_{key}")
            text = text or _("{status}, {day}").format(
                status=pledge_facts.status(step), day=formats.day(day) if day else ""
            )
            _note_step(reply, step, day, said("by"), seen)
        replies.confirm(key, reply.iso3, said("by"), text, base=reply.seq)

    def withhold() -> None:
        replies.withhold(key, reply.iso3, said("by"), said("reason"), said("text"), base=reply.seq)

    def release() -> None:
        replies.release(key, reply.iso3, said("by"), base=reply.seq)

    st.caption(_("Written by {by}.").format(by=formats.plain(reply.by)))
    with st.form(f"form_{opened}", border=False):
        st.text_area(
            _("What was changed in the ledger, or why it is withheld"), key=f"answer_text_{key}", max_chars=replies.LONGEST, height=TALL
        )  # fmt: skip
        if steps:
            st.selectbox(
                _("Step of the pledge to note in the ledger"), steps, key=f"answer_step_{key}", index=None, format_func=pledge_facts.status,
                placeholder=_("Nothing chosen"), help=_("It is a decision like those of Review pledges: the figure changes with the next publication."),
            )  # fmt: skip
            st.date_input(
                _("Day of the step"),
                value=dt.date.fromisoformat(reply.day) if reply.day else None,
                key=f"answer_day_{key}",
            )
        st.radio(
            _("Withheld only because"), list(REASONS), key=f"answer_reason_{key}", format_func=lambda code: labels.name(REASONS, code),
            help=_("Nothing else is withheld. How many are, and which of these reasons, is told to all readers; the words to the state alone."),
        )  # fmt: skip
        filters.writer(_("Who writes"), f"answer_by_{key}", placeholder=_("Your name, initials or office"))
        with st.container(horizontal=True):
            if reply.stands == "stated":
                _button(f"confirm_{key}", _("Taken over into the ledger"), view, key, opened, confirm, type="primary")
            if reply.stands == "withheld":
                _button(f"release_{key}", _("Show to all again"), view, key, opened, release)
            else:
                _button(f"withhold_{key}", _("Withhold"), view, key, opened, withhold)
    _refused(key)


def _note_step(reply: Reply, step: str, day: dt.date | None, by: str, seen: int) -> None:
    """Note in the ledger the step that a reply states, with the mission's note as its source; Conflict where either was written on since."""
    if reply not in replies.standing(reply.iso3):
        raise ValueError("The Member State has stated something else meanwhile. Read it, then decide again.")
    source = f"Note {reply.reference} of the Member State, {reply.at[:10]}"
    new = {"status": step, "date": day.isoformat() if day else "", "source": source}
    decisions.decide(reply.code, "status", by, base=seen, reason=f"Reply {reply.reply}", new=new)


def _fields(key: str, reply: Reply | None) -> None:
    begun = {
        "says": reply.says if reply else "correction",
        "text": reply.text if reply else "",
        "day": dt.date.fromisoformat(reply.day) if reply and reply.day else None,
        "reference": reply.reference if reply else "",
    }
    for field, value in begun.items():
        st.session_state.setdefault(f"reply_{field}_{key}", value)
    st.radio(
        _("It states a"), list(SAYS), key=f"reply_says_{key}", horizontal=True, format_func=lambda code: labels.name(SAYS, code)
    )  # fmt: skip
    st.text_area(_("In words"), key=f"reply_text_{key}", max_chars=replies.LONGEST, height=TALL)
    st.date_input(_("Day, where it states one"), key=f"reply_day_{key}")
    st.text_input(
        _("Reference of your mission's note"), key=f"reply_reference_{key}", max_chars=replies.LONGEST_REFERENCE
    )
    filters.writer(_("Who writes"), f"reply_by_{key}", placeholder=_("Your name, initials or office"))


def _words(key: str) -> dict[str, str]:
    """What stands in the fields, as text."""
    values = {field: st.session_state.get(f"reply_{field}_{key}") for field in FIELDS}
    return {field: value.isoformat() if isinstance(value, dt.date) else value or "" for field, value in values.items()}


def _button(
    name: str, label: str, view: View, key: str, popover: str, write: Callable[[], None], type: Any = "secondary"
) -> None:
    st.form_submit_button(label, key=name, type=type, on_click=_written, args=(view, key, popover, write))


def _written(view: View, key: str, popover: str, write: Callable[[], None]) -> None:
    """Write what stands in a form; close it where that is done, else keep it open with what is in the way."""
    try:
        with settings.using(view.snapshot.dataset):
            write()
    except Conflict as problem:
        words = _("{by} wrote on this at {at}. Read it, then decide again.")
        st.session_state.pop(f"answer_seen_{key}", None)
        st.session_state[f"reply_refused_{key}"] = words.format(by=problem.by, at=problem.at[:16].replace("T", " "))
    except (ValueError, OSError) as problem:
        st.session_state[f"reply_refused_{key}"] = errors.in_words(problem)
    else:
        st.session_state[popover] = False
        for field in FIELDS:
            st.session_state.pop(f"reply_{field}_{key}", None)
        for field in ("text", "step", "day", "seen"):
            st.session_state.pop(f"answer_{field}_{key}", None)


def _refused(key: str) -> None:
    if words := st.session_state.pop(f"reply_refused_{key}", None):
        st.error(formats.plain(words))
