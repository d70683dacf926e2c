"""Resolve, once a run, what every query of the page reads: version, dataset, audience, month, scope. It stays in the URL.

A link names its data version and month, so that it opens the same figures after the next load. The dataset is the real world
or the exercise, which is invented: the whole dashboard shows one of them, and whatever leaves it says which.
"""

import datetime as dt
import os
from typing import Any, cast
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

import queries
from etl.records.access import reader
from pages.kit import formats, links
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _
from pages.kit.view import EXERCISE, View

SCOPES = ("all", "peacekeeping")
# What a link says that only one of the two worlds can have.
OF_ONE_WORLD = (
    "iso3",
    "a",
    "b",
    "state",
    "states",
    "mission",
    "ministerial",
    "at",
    "pledge",
    "candidate",
    "line",
    "unit",
)


def asked_dataset() -> str:
    """Return the dataset that the reader switched to, else the one that the link names."""
    return st.session_state.get("dataset") or st.query_params.get("dataset", "public")


def dataset() -> str:
    """Return the dataset to show: the one asked for where this data version holds it, else the public one."""
    return EXERCISE if asked_dataset() == EXERCISE and has_exercise() else "public"


def has_exercise() -> bool:
    """Say whether the data version that is shown holds an exercise."""
    try:
        version = _asked_version() or queries.current().version
    except queries.NoData:
        return False
    return _is_there(queries.Snapshot(version, EXERCISE, reader.audience()))


def _is_there(snapshot: queries.Snapshot) -> bool:
    try:
        return os.path.exists(queries.place(snapshot))
    except ValueError:
        return False


def _asked_version() -> str | None:
    return st.session_state.get("version") or st.query_params.get("v")


def resolve() -> queries.Snapshot:
    """Return the snapshot that the link pins, else the one being served; say in words what cannot be, and stop."""
    asked, shown = _asked_version(), dataset()
    st.session_state["switched"] = st.session_state.pop("switching", False)
    if (code := asked_dataset()) != shown:
        words = _("There is no dataset “{code}” here. The public dataset is shown.")
        if code == EXERCISE:
            words = _("This data version holds no exercise. The public dataset is shown.")
        st.warning(words.format(code=formats.plain(code[:60])))
        st.session_state.pop("dataset", None)
    try:
        newest = queries.current(shown, reader.audience())
        snapshot = queries.Snapshot(asked, shown, newest.audience) if asked else newest
        # Of a version that is gone no answer is kept: then the database says why.
        ask = run if _is_there(snapshot) else queries.run
        built = ask("build", snapshot=snapshot)["built_at"].iloc[0]
    except queries.NoData as problem:
        explain(problem, asked)
    st.session_state["version"] = snapshot.version
    st.session_state["dataset"] = shown
    _switch(shown)
    if shown == EXERCISE:
        words = _(
            "An invented world, to show the dashboard at work. No state, mission, pledge or figure in it is real."
        )
        with st.container(key="exercise_said"):
            st.info(f"**{_('EXERCISE')}** · {words}", icon=":material/school:")
    if snapshot != newest:
        _offer_newest(built)
    return snapshot


def _switch(shown: str) -> None:
    """Offer the other dataset in the sidebar, where there is one."""
    if not has_exercise():
        return
    names = {"public": _("Public"), EXERCISE: _("Exercise")}
    with st.container(key="world_shown"):
        st.badge(
            _("EXERCISE: invented") if shown == EXERCISE else _("Public dataset"),
            color="orange" if shown == EXERCISE else "gray",
        )
    st.session_state["world"] = shown
    st.sidebar.segmented_control(
        _("Dataset"), list(names), key="world", format_func=cast(Any, names.get), required=True, width="stretch", on_change=_to_chosen,
        help=_("Public holds real files only. The exercise is invented as a whole: its states, missions, forms and rosters."),
    )  # fmt: skip


def _to_chosen() -> None:
    to(st.session_state.get("world") or "public")


def to(code: str) -> None:
    """Show another dataset from the next run on: the same page, on the newest day of that world."""
    st.session_state["dataset"], st.session_state["switching"] = code, True
    st.session_state.pop("month", None)
    for name in ("month", *OF_ONE_WORLD):
        st.query_params.pop(name, None)


def offer_exercise(key: str) -> None:
    """Offer the exercise where the public dataset cannot show something; nothing where there is none."""
    if has_exercise() and dataset() == "public":
        st.button(
            _("Open the exercise"), key=f"exercise_{key}", on_click=to, args=(EXERCISE,), icon=":material/school:"
        )


def nothing_yet(first: dt.date, key: str) -> None:
    """Say that the month shown is before the first file of something, from which day there is one, and offer to go there."""
    words = _("Nothing of this kind is reported for the month shown: the first is of {day}.")
    st.info(words.format(day=formats.day(first)))
    label = _("Show the first month with it")
    st.button(label, key=f"first_{key}", on_click=_to_month, args=(first,), icon=":material/arrow_forward:")


def _to_month(day: dt.date) -> None:
    """Show the first reported month that ends on or after a day, else the newest."""
    st.session_state["from_day"] = day


def nothing_loaded(words: str, source: str, key: str, first: dt.date | None = None) -> None:
    """Say why a page has nothing to show, lead to where a file of `source` is loaded, if any would help, and offer the exercise.

    `first` is the day of the first file, where it is only later than the month shown.
    """
    if first:
        nothing_yet(first, key)
        return
    st.info(words)
    if source:
        offer_load(source)
    offer_exercise(key)


def offer_load(source: str) -> None:
    """Lead to where a file of a source is loaded; nothing in the open view and in the exercise, which load none."""
    if reader.audience() == "restricted" and reader.may("load") and dataset() == "public":
        links.lead("load/page.py", _("Load data"), source=source)


def explain(reason: queries.NoData, asked: str | None) -> None:
    """Say why nothing can be shown of the version that is asked for and what to do, then stop."""
    st.session_state.pop("version", None)
    problem = _(reason.message).format(**reason.values)
    st.title(_("These figures cannot be shown"))
    if not asked or asked == _served():
        st.info(problem)
        _offer_build()
        st.stop()
    st.info(
        _("The link asks for data version {version}. {problem}").format(
            version=formats.plain(asked[:60]), problem=formats.plain(str(problem)[:200])
        )
    )
    st.markdown(_("Versions are kept for the last 12 loads. The version being served now may show other figures."))
    if st.button(_("Open the current version"), type="primary"):
        st.query_params.pop("v", None)
        st.rerun()
    st.stop()


def _served() -> str | None:
    try:
        return queries.current().version
    except queries.NoData:
        return None


def _offer_build() -> None:
    """Build from the files that are there: without a version no page opens, that of loading neither."""
    if reader.audience() != "restricted" or not reader.may("load"):
        st.markdown(_("Whoever keeps the restricted view can build the figures there. Reload this page afterwards."))
        return
    st.markdown(
        _("They are built from the bundled files and from those that were loaded. More are added on Load data.")
    )
    if st.button(_("Build the figures now"), type="primary", key="build_now"):
        from etl import door  # half a second, which every other first page does without

        with st.spinner(_("Building: this takes some seconds.")):
            try:
                door.publish()
            except door.Refused as reason:
                st.error(formats.plain(errors.in_words(reason)))
                st.stop()
        st.rerun()


def _offer_newest(built: pd.Timestamp) -> None:
    """Say that another version than the served one is shown: an earlier one, or after a rollback a later one."""
    # From its manifest: to open its database for it would cost each process megabytes a publish, while every session stays where it is.
    served = [one["built_at"] for one in queries.versions() if one["id"] == queries.current().version]
    if not served:
        return  # it cannot be read: it is no offer
    earlier = built <= pd.Timestamp(served[0])
    with st.sidebar:
        if earlier:
            st.info(_("This link is pinned to an earlier data version. Newer data is loaded."))
        else:
            st.info(_("This link is pinned to a data version that was withdrawn. An earlier one is served again."))
        if st.button(_("Show the newest data") if earlier else _("Show the data served now"), width="stretch"):
            for name in ("version", "month", "dataset"):
                st.session_state.pop(name, None)
            st.query_params.clear()
            st.rerun()


def choose(snapshot: queries.Snapshot, months: pd.DataFrame) -> View:
    """Offer month and scope in the sidebar, keep them in the URL as codes, and return the view."""
    codes = [day.date().isoformat() for day in pd.to_datetime(months["as_of"])]
    if from_day := st.session_state.pop("from_day", None):
        st.session_state["month"] = next((code for code in reversed(codes) if code >= from_day.isoformat()), codes[0])
    asked = st.query_params.get("month")
    # Nothing chosen yet, or a browser that was interrupted reports a choice as empty: then the link says it.
    if st.session_state.get("month") not in codes:
        if asked and asked not in codes and not st.session_state.get("switched"):
            gaps = queries.run("missing_months", snapshot=snapshot)["as_of"].dt.date.map(dt.date.isoformat)
            words = _(
                "The link asks for {month}, which this data version does not hold. The latest reported month is shown."
            )
            if asked in set(gaps):
                words = _("No figures were reported for {month}: a gap, not zero. The latest reported month is shown.")
            st.info(words.format(month=formats.plain(asked[:60])))
        st.session_state["month"] = asked if asked in codes else codes[0]
    if st.session_state.get("scope") not in SCOPES:
        linked = st.query_params.get("scope", "all")
        if linked not in SCOPES:
            st.info(_("The link asks for “{code}”, which is not known here.").format(code=formats.plain(linked[:60])))
        st.session_state["scope"] = linked if linked in SCOPES else "all"
    names = {"all": _("All missions"), "peacekeeping": _("Peacekeeping")}
    with st.sidebar:
        month = st.selectbox(
            _("Month"), codes, key="month", format_func=lambda code: formats.month(dt.date.fromisoformat(code))
        )
        scope = st.segmented_control(
            _("Scope"), SCOPES, key="scope", format_func=cast(Any, names.get), required=True, width="stretch",
            help=_("All missions counts special political missions and support offices too; peacekeeping leaves them out."),
        ) or "all"  # fmt: skip
        st.caption(_("Data version {version}").format(version=snapshot.version))
        if snapshot.audience == "restricted":
            st.caption(
                f":orange-badge[{_('Restricted')}] " + _("Holds pledges that were not announced: not to be passed on.")
            )
    links.say(dataset=snapshot.dataset, v=snapshot.version, month=month, scope=scope)
    _say_what_lacks(months[months["as_of"] == pd.Timestamp(month)].iloc[0], scope)
    return View(snapshot, dt.date.fromisoformat(month), scope, is_newest=month == codes[0])


def _say_what_lacks(month: pd.Series, scope: str) -> None:
    """Say of a month that it was published without missions, or without women and men apart. Row: months."""
    lines, name = [], formats.month(month["as_of"])
    if not month["states_mission"]:
        words = _("{month} was published without missions: people are counted by contributor and personnel type, their mission is not stated.")  # fmt: skip
        lines.append(words.format(month=name))
        if scope == "peacekeeping":
            lines.append(_("So peacekeeping operations alone have no figures in it: not stated, not zero."))
    if not month["states_sex"]:
        words = _("In {month} women and men are not told apart reliably: people are counted, how many are women is not reported.")  # fmt: skip
        lines.append(words.format(month=name))
    if lines:
        st.info(" ".join(lines), icon=":material/info:")


def offer_link() -> None:
    """Offer the page's whole address, once the page has put its own choices into it."""
    with st.sidebar.popover(_("Copy link"), width="stretch"):
        st.caption(_("Opens this page with these choices and these figures, also after newer data is loaded."))
        choices = st.query_params.to_dict()
        st.code(f"{st.context.url}?{urlencode(choices)}", language=None, wrap_lines=True)
        st.caption(_("Opens this page with these choices and the newest figures:"))
        newest = {key: value for key, value in choices.items() if key not in ("v", "month")}
        st.code(f"{st.context.url}?{urlencode(newest)}", language=None, wrap_lines=True)
