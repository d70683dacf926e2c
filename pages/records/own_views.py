"""What a Member State sees of itself: what is open to all, and its own rows of what is restricted beside it."""

import os
from dataclasses import replace

import streamlit as st

import queries
from etl import settings
from etl.records.access import reader
from pages.kit import formats
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _
from pages.kit.view import View


def of(view: View, iso3: str) -> View:
    """The view of a page on one state: with its own rows where whoever reads speaks for it, else as it is.

    The file that holds them is made at the first look where the version came without it.
    """
    if not view.is_open or iso3 != reader.own_state():
        return view
    snapshot = replace(view.snapshot, audience=f"state-{iso3}")
    problem = _made(snapshot)
    if not problem:
        try:
            run("return_days", snapshot)  # a file that cannot be read takes nothing else from the page
            return replace(view, snapshot=snapshot)
        except queries.NoData as reason:
            problem = errors.in_words(reason)
    st.info(f"{_('What is restricted of your own state cannot be shown.')} {formats.plain(problem)}")
    return view


def _made(snapshot: queries.Snapshot) -> str:
    """Make the file of a state where it is not there; what is in the way, empty where nothing is."""
    if os.path.exists(queries.place(snapshot)):
        return ""
    from etl import door  # half a second, which every other page does without

    try:
        with settings.using(snapshot.dataset):
            door.state_file(snapshot.version, snapshot.state)
    except door.Refused as problem:
        return errors.in_words(problem)
    return ""


def say(view: View) -> None:
    """Say that a page holds what others do not see."""
    if view.snapshot.state:
        words = _("Your own view: your units, returns and pledges that were not announced stand in it. Other readers of the open view do not see them.")  # fmt: skip
        st.caption(f":orange-badge[{_('Restricted')}] {words}")
