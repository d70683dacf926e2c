"""A month whose printed totals are not those of its rows: a person says yes to it with a reason, and can take that back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import streamlit as st

from etl.records import journal, totals
from pages.kit import formats, naming
from pages.kit.languages import errors
from pages.kit.text import _, ngettext
from pages.load import views


def ask(answer: dict) -> bool:
    """Say by how much a monthly PDF is off and ask for a yes; whether it may be loaded. Any other file may."""
    printed = answer.get("totals") or {}
    if printed.get("agrees") is not False:
        return True
    as_of, read, total = printed["as_of"], printed["people"], printed["printed_people"]
    if totals.is_accepted(as_of, read):
        return True
    words = _(
        "The printed totals are not those of the rows: {read} people are read, {printed} printed. The remarks below say where."
    )
    if total == read:
        words = _(
            "The total of {read} people is as printed; totals within the file are not those of its rows. The remarks below say where."
        )
    known = _("none") if total is None else formats.count(total)
    st.warning(words.format(read=formats.count(read), printed=known))
    st.markdown(_("Download the file again first. If it really reads so, it is loaded as read once somebody says why."))
    with st.form("load_total", border=True):
        reason = st.text_input(_("Why it is loaded all the same"), key=f"load_total_reason_{as_of}")
        is_sent = st.form_submit_button(
            _("Load it as it is read"), key="load_total_yes", disabled=not views.person().strip()
        )
    if not views.person().strip():
        st.info(_("Say above who loads, then decide."))
    if is_sent:
        _write(totals.accept, as_of, read, total, views.person(), reason)
    return False


def accepted() -> None:
    """List the months that were accepted so, and offer to take one back."""
    standing = totals.accepted()
    if not standing:
        return
    count = len(standing)
    words = ngettext(
        "{n} month is loaded against its printed totals", "{n} months are loaded against their printed totals", count
    )
    with st.expander(words.format(n=count)):
        for one in standing:
            left, right = st.columns([5, 1], vertical_alignment="center")
            words = _("{month}, {people} people as read: {reason} · {by}, {at}")
            left.markdown(
                words.format(
                    month=formats.month(dt.date.fromisoformat(one["as_of"])),
                    people=formats.count(one["people_read"]),
                    reason=formats.plain(one["reason"]),
                    by=formats.plain(naming.signed(one["by"], one["account"])),
                    at=one["at"][:16].replace("T", " "),
                )
            )
            if right.button(
                _("Take back"), key=f"load_total_undo_{one['as_of']}", type="tertiary",
                help=_("The next publication leaves the month out again."),
            ):  # fmt: skip
                _write(totals.undo, one["as_of"], views.person())


def _write(decide: Callable[..., object], *what: Any) -> None:
    """Write a decision down and show the page anew, or say what is in the way."""
    try:
        decide(*what)
    except (ValueError, OSError, journal.Conflict) as problem:
        st.error(formats.plain(errors.in_words(problem)))
        return
    st.rerun()
