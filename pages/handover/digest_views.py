"""What changed since a day on screen: of all, or of what a saved view names, to be taken as files and sent by hand."""

import datetime as dt
import functools

import streamlit as st

from etl import settings
from etl.records import saved_views
from pages.kit import links
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.reports import digest, labels

WEEK = dt.timedelta(7)


def show(view: View) -> None:
    """Offer what changed since a day, a week ago to begin with; it is read where somebody opens it."""
    with st.expander(_("What changed since a day"), on_change="rerun", key="digest") as opened:
        if not opened.open:
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            since = st.date_input(
                _("Since"), view.today - WEEK, max_value=view.today, key="digest_since", format="YYYY-MM-DD", width=180
            )
            about = _about(view)
        if not isinstance(since, dt.date):
            return
        st.markdown("\n".join(f"- {words}" for words in digest.paper(run, view, since, about).said))
        with st.container(horizontal=True):
            for kind, mime in digest.KINDS.items():
                links.download(
                    view,
                    _(labels.DIGESTS[kind]),
                    functools.partial(digest.written, run, view, since, about, kind),
                    digest.file_name(view, since, about, kind),
                    mime,
                    key=f"digest_{kind}",
                )
        st.caption(_("Nothing is sent: the e-mail opens in a mail program, without an address."))


def _about(view: View) -> digest.Subjects:
    """Of what: of all, or of the states, missions and capabilities of a saved view of the reader."""
    if view.is_open:
        return digest.Subjects()
    with settings.using(view.snapshot.dataset):
        people = dict.fromkeys((st.session_state.get("writer", ""), ""))  # those of nobody by name are of this machine
        own = {one.view: one for by in people for one in saved_views.of(by)}
    chosen = st.selectbox(
        _("Of what"), ["", *own], key="digest_view", width=320,
        format_func=lambda code: own[code].name if code in own else _("All states, missions and capabilities"),
        help=_("Your saved views (My views in the sidebar) that name states, missions or capabilities"),
    )  # fmt: skip
    return digest.subjects(own[chosen].name, own[chosen].choices) if chosen in own else digest.Subjects()
