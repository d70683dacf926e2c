"""Resolve, once a run, what every query of the page reads: version, dataset, audience, month, scope. It stays in the URL.

A link names its data version and month, so that it opens the same figures after the next load.
"""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

import queries
from pages.parts import formats
from pages.parts.text import _

SCOPES = ("all", "peacekeeping")


@dataclass(frozen=True)
class View:
    """The snapshot and the two choices that hold on every page."""

    snapshot: queries.Snapshot
    as_of: dt.date
    scope: str


def resolve() -> queries.Snapshot:
    """Return the snapshot that the link pins, else the one being served; say in words what cannot be, and stop."""
    asked = st.session_state.get("version") or st.query_params.get("v")
    dataset = st.query_params.get("dataset", "public")
    if dataset != "public":
        st.warning(_("There is no dataset “{code}” here. The public dataset is shown.").format(code=dataset))
    try:
        newest = queries.current(audience=queries.audience())
        snapshot = queries.Snapshot(asked, audience=newest.audience) if asked else newest
        built = queries.run("lists/build", snapshot=snapshot)["built_at"].iloc[0]
    except queries.NoData as problem:
        st.session_state.pop("version", None)
        _explain(_(problem.message).format(**problem.values), asked)
    st.session_state["version"] = snapshot.version
    st.query_params["v"] = snapshot.version
    st.query_params["dataset"] = "public"
    if snapshot != newest:
        _offer_newest(built)
    return snapshot


def _explain(problem: str, asked: str | None) -> None:
    """Say why nothing can be shown and what to do, then stop."""
    st.title(_("These figures cannot be shown"))
    if not asked:
        st.info(problem)
        st.markdown(_("Run this in the project folder, then reload the page:"))
        st.code("python -m etl build", language=None)
        st.stop()
    st.info(_("The link asks for data version {version}. {problem}").format(version=asked, problem=problem))
    st.markdown(_("Versions are kept for the last 12 loads. The version being served now may show other figures."))
    if st.button(_("Open the current version"), type="primary"):
        st.query_params.pop("v", None)
        st.rerun()
    st.stop()


def _offer_newest(built: pd.Timestamp) -> None:
    """Say that another version than the served one is shown: an earlier one, or after a rollback a later one."""
    try:
        earlier = built <= queries.run("lists/build")["built_at"].iloc[0]
    except queries.NoData:
        return  # the served version cannot be read: it is no offer
    with st.sidebar:
        if earlier:
            st.info(_("This link is pinned to an earlier data version. Newer data is loaded."))
        else:
            st.info(_("This link is pinned to a data version that was withdrawn. An earlier one is served again."))
        if st.button(_("Show the newest data") if earlier else _("Show the data served now"), width="stretch"):
            st.session_state.pop("version", None)
            st.session_state.pop("month", None)
            st.query_params.clear()
            st.rerun()


def choose(snapshot: queries.Snapshot, months: pd.DataFrame) -> View:
    """Offer month and scope in the sidebar, keep them in the URL as codes, and return the view."""
    codes = [day.date().isoformat() for day in pd.to_datetime(months["as_of"])]
    asked = st.query_params.get("month")
    # Nothing chosen yet, or a browser that was interrupted reports a choice as empty: then the link says it.
    if st.session_state.get("month") not in codes:
        if asked and asked not in codes:
            gaps = queries.run("lists/missing_months", snapshot=snapshot)["as_of"].dt.date.map(dt.date.isoformat)
            told = _(
                "The link asks for {month}, which this data version does not hold. The latest reported month is shown."
            )
            if asked in set(gaps):
                told = _("No figures were reported for {month}: a gap, not zero. The latest reported month is shown.")
            st.info(told.format(month=asked))
        st.session_state["month"] = asked if asked in codes else codes[0]
    if st.session_state.get("scope") not in SCOPES:
        scope = st.query_params.get("scope", "all")
        if scope not in SCOPES:
            st.info(_("The link asks for “{code}”, which is not known here.").format(code=scope))
        st.session_state["scope"] = scope if scope in SCOPES else "all"
    names = {"all": _("All missions"), "peacekeeping": _("Peacekeeping")}
    with st.sidebar:
        month = st.selectbox(
            _("Month"), codes, key="month", format_func=lambda code: formats.month(dt.date.fromisoformat(code))
        )
        scope = st.segmented_control(
            _("Scope"), SCOPES, key="scope", format_func=names.get, required=True, width="stretch",
            help=_("All missions counts special political missions and support offices too; peacekeeping leaves them out."),
        )  # fmt: skip
        st.caption(_("Data version {version}").format(version=snapshot.version))
        if snapshot.audience == "restricted":
            st.caption(f":orange-badge[{_('Restricted')}] " + _("Holds pledges that were not announced: not to be passed on."))
    st.query_params["month"] = month
    st.query_params["scope"] = scope
    return View(snapshot, dt.date.fromisoformat(month), scope)


def offer_link() -> None:
    """Offer the page's whole address, once the page has put its own choices into it."""
    with st.sidebar.popover(_("Copy link"), width="stretch"):
        st.caption(_("Opens this page with these choices and these figures, also after newer data is loaded."))
        st.code(f"{st.context.url}?{urlencode(st.query_params.to_dict())}", language=None, wrap_lines=True)
