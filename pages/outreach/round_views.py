"""The day on which a round of Country briefs goes out: whoever may release sets it."""

from collections.abc import Callable

import streamlit as st

from etl import settings
from etl.records import calls, rounds
from etl.records.rounds import Conflict
from pages.kit import filters, formats
from pages.kit.languages import errors
from pages.kit.text import _, colon
from pages.kit.view import View
from pages.reports import round_facts


def plan(view: View) -> None:
    """Say when the next round goes out, and let a person set or drop its day, in the restricted view alone."""
    if view.is_open:
        return
    if words := round_facts.ahead(view):
        st.caption(f"{_('Round of briefs')}{colon()}{words}")
    if not calls.are_taken("release"):
        return
    opened = st.popover(_("Round of briefs"), icon=":material/event:", key="round", on_change="rerun")
    if opened.open:
        with opened:
            _form(view)


def _form(view: View) -> None:
    with settings.using(view.snapshot.dataset):
        entry, on = rounds.newest(), rounds.day(view.today)
    seen = st.session_state.setdefault("seen_round", entry["seq"] if entry else 0)
    st.caption(
        _("Each Member State reads its own brief ten working days before, Monday to Friday without holidays. Until the day no other reader of the open view has it.")
    )  # fmt: skip

    def said() -> str:
        return st.session_state.get("round_by") or ""

    with st.form("round_form", border=False):
        st.date_input(_("Goes out on"), value=on, key="round_day", min_value=view.today)
        filters.writer(_("Who writes"), "round_by", placeholder=_("Your name, initials or office"))
        with st.container(horizontal=True):
            _button(
                "do_round", _("Set the day"), view,
                lambda: rounds.set_day(st.session_state.get("round_day"), said(), view.today, base=seen), "primary",
            )  # fmt: skip
            if on:
                _button("drop_round", _("No round"), view, lambda: rounds.drop(said(), base=seen))
    if words := st.session_state.pop("round_refused", None):
        st.error(formats.plain(words))


def _button(key: str, label: str, view: View, write: Callable[[], dict], type="secondary") -> None:
    st.form_submit_button(label, key=key, type=type, on_click=_written, args=(view, write))


def _written(view: View, write: Callable[[], dict]) -> None:
    try:
        with settings.using(view.snapshot.dataset):
            write()
    except Conflict as problem:
        words = _("{by} wrote on this at {at}. Read it, then decide again.")
        st.session_state["round_refused"] = words.format(by=problem.by, at=problem.at[:16].replace("T", " "))
        st.session_state["seen_round"] = problem.seq
    except (ValueError, OSError) as problem:
        st.session_state["round_refused"] = errors.in_words(problem)
    else:
        st.session_state["round"] = False
        st.session_state.pop("seen_round")
