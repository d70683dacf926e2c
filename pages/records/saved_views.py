"""Saved views in the sidebar: name what is on screen, open it again, share its link, delete it. In the restricted view alone: an open one has its link."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from etl import settings
from etl.records import saved_views
from etl.records.journal import Conflict
from etl.records.saved_views import Saved
from pages.kit import filters, formats, text
from pages.kit.languages import errors
from pages.kit.text import _
from pages.kit.view import View

OPENED, OWNER, SHARED, REFUSED = "view_opened", "view_owner", "view_shared", "view_refused"


def follow(scripts: Mapping[str, str]) -> None:
    """Go to the saved view that was just opened, as its link does: what the session chose before gives way. `scripts` are pages by their names in the address."""
    opened: Saved | None = st.session_state.pop(OPENED, None)
    if opened is None or opened.page not in scripts:
        return
    for name in ("version", "month", "scope", "dataset"):
        st.session_state.pop(name, None)
    st.switch_page(f"pages/{scripts[opened.page]}", query_params=opened.choices)


def offer(view: View, page: str, scripts: Mapping[str, str]) -> None:
    """Offer the reader's saved views and to save this one; nothing in the open view. `page` is this page's name in the address."""
    if not saved_views.are_kept():
        return
    place = st.sidebar.popover(_("My views"), icon=":material/bookmark:", width="stretch", key="my_views", on_change="rerun")  # fmt: skip
    if not place.open:
        return
    home = st.context.url.removesuffix(page) if st.context.url else ""
    with place:
        owner = filters.writer(
            _("Whose views"),
            OWNER,
            placeholder=_("Your name; empty on a machine of your own"),
            help=_("There is no sign-in: whoever can open this view of the dashboard can read and delete them."),
        )
        if words := st.session_state.pop(REFUSED, None):
            st.error(formats.plain(words))
        with settings.using(view.snapshot.dataset):
            own = saved_views.of(owner)
        if not own:
            st.caption(_("Nothing is saved yet."))
        for one in own:
            _one(view, one, f"{home}{one.page}?{urlencode(one.choices | text.said())}", one.page in scripts)
        if settings.calls_are_taken():
            _save(view, page)


def _save(view: View, page: str) -> None:
    days = {"newest": _("Newest figures"), "pinned": _("Figures of {month}").format(month=formats.month(view.as_of))}
    with st.form("save_view", border=False):
        st.text_input(_("Name of what you see"), key="view_name", max_chars=saved_views.LONGEST)
        st.radio(
            _("It opens with"), list(days), key="view_day", format_func=lambda code: days[code],
            captions=[_("whatever is loaded then"), _("of this data version, kept for the last 12 loads")],
        )  # fmt: skip
        st.form_submit_button(_("Save this view"), key="do_save_view", on_click=_saved, args=(view, page))


def _saved(view: View, page: str) -> None:
    by, name = st.session_state[OWNER], st.session_state["view_name"]
    is_pinned = st.session_state["view_day"] == "pinned"
    try:
        with settings.using(view.snapshot.dataset):
            saved_views.save(by, name, page, st.query_params.to_dict(), is_pinned)
        st.session_state["view_name"] = ""
    except Conflict:
        st.session_state[REFUSED] = _("This view was changed meanwhile. Look at the list, then save again.")
    except (ValueError, OSError) as problem:
        st.session_state[REFUSED] = errors.in_words(problem)


def _one(view: View, one: Saved, link: str, is_there: bool) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.text(one.name)
        st.caption(_day(one))
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                _("Open"), key=f"open_view_{one.view}", type="tertiary", icon=":material/open_in_new:",
                disabled=not is_there, on_click=st.session_state.update, args=({OPENED: one},),
            )  # fmt: skip
            st.button(
                _("Link"), key=f"share_view_{one.view}", type="tertiary", icon=":material/link:",
                on_click=st.session_state.update, args=({SHARED: one.view},),
            )  # fmt: skip
            if settings.calls_are_taken():
                st.button(
                    _("Delete"), key=f"delete_view_{one.view}", type="tertiary", icon=":material/delete:",
                    on_click=_deleted, args=(view, one),
                )  # fmt: skip
        if st.session_state.get(SHARED) == one.view:
            st.code(link, language=None, wrap_lines=True)


def _day(one: Saved) -> str:
    """With which figures a view opens, in words."""
    try:
        month = formats.month(dt.date.fromisoformat(one.choices["month"]))
    except (KeyError, ValueError):
        return _("Newest figures")
    return _("Figures of {month}").format(month=month)


def _deleted(view: View, one: Saved) -> None:
    try:
        with settings.using(view.snapshot.dataset):
            saved_views.delete(one.view, base=one.seq)
    except Conflict:
        st.session_state[REFUSED] = _("This view was changed meanwhile. Look at the list, then save again.")
    except (ValueError, OSError) as problem:
        st.session_state[REFUSED] = errors.in_words(problem)
