"""The buttons of Country briefs: one state's, and those of a choice of states as one archive."""

import functools
from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.kit import links
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View, file_start, mark
from pages.pledges import facts as pledge_facts
from pages.reports import briefs, labels, pledge_files, round_facts


def offer(view: View, iso3: str, name: str) -> None:
    """Offer the brief of one state, or say from when whoever reads may have it. The state itself has two: its own copy, and what others read."""
    if words := round_facts.waits(view, iso3):
        st.info(words)
        return
    if words := round_facts.ahead(view):
        st.caption(f"{_('Country brief')}{colon()}{words}")
    if view.snapshot.state:
        st.caption(
            _("Your own copy, with what others do not see: your units, their returns, pledges that were not announced.")
        )
    _files(view, iso3, name)
    if view.snapshot.state:
        st.caption(_("The brief as others read it:"))
        _files(replace(view, snapshot=replace(view.snapshot, audience="open")), iso3, name)


def _files(view: View, iso3: str, name: str) -> None:
    for kind, label in labels.BRIEFS.items():
        links.download(
            view,
            _(label),
            functools.partial(briefs.brief, run, view, iso3, kind),
            briefs.file_name(view, iso3, kind),
            pledge_files.MIME[kind],
            key=f"brief_{iso3}_{kind}_{view.snapshot.audience}",
            help=_("One page on {name}, to hand over").format(name=name),
        )


def one(view: View, iso3: str, name: str) -> None:
    """Offer the brief of one of many states, as a PDF to open and hand over; nothing where it does not go out yet."""
    if round_facts.waits(view, iso3):
        return
    links.download(
        view,
        _("Country brief"),
        functools.partial(briefs.brief, run, view, iso3, "pdf"),
        briefs.file_name(view, iso3, "pdf"),
        pledge_files.MIME["pdf"],
        key=f"card_brief_{iso3}",
        icon=":material/description:",
        type="tertiary",
        help=_("One page on {name}, to hand over (PDF)").format(name=name),
    )


def update(view: View, iso3: str) -> None:
    """Offer the six-month update of a state that announced something."""
    if pledge_facts.of_state(run, view, iso3)["is_announced"].any():
        links.download(
            view,
            _("Six-month update (Word)"),
            lambda: pledge_files.update(view, iso3),
            f"{file_start(view)}six-month-update-{iso3}-{view.today}.docx",
            pledge_files.WORD,
            key=f"update_{iso3}",
            help=_("Its pledges, where they stand as known here, and room to answer; read back on Review pledges"),
        )


def batch(view: View, states: pd.DataFrame, chosen: str) -> None:
    """Offer the briefs of all states of the choice as one archive, made when asked for; its name says the choice."""
    st.header(_("Briefs of these states"))
    if words := round_facts.waits(view):
        st.info(words)
        return
    n = len(states)
    st.markdown(
        ngettext("A brief of one page for {n} state.", "A brief of one page for each of {n} states.", n).format(n=n)
    )
    # What was made for another choice, month or version is not offered for this one.
    key = (view, tuple(states["iso3"]))
    if st.button(_("Make the briefs"), key="make_briefs"):
        bar = st.progress(0.0)
        st.session_state["briefs"] = (
            key,
            briefs.bundle(run, view, states, lambda share, name: bar.progress(share, text=name)),
        )
        bar.empty()
    made = st.session_state.get("briefs")
    if made and made[0] == key:
        name = f"{file_start(view)}briefs-{chosen}-{len(states)}-{view.as_of}-{view.snapshot.version}{mark(view)}.zip"
        links.download(
            view,
            ngettext("Download {n} brief (ZIP)", "Download {n} briefs (ZIP)", n).format(n=n),
            lambda: made[1],
            name,
            "application/zip",
            key="briefs_zip",
        )
