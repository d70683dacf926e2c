"""Whom the session on screen is of, for etl.records.access.reader."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from etl.records.access import people, reader
from etl.records.access.roles import NOBODY, Person


def person() -> Person:
    """Who signed in in this session, nobody where there is none: in another thread too."""
    if get_script_run_ctx(suppress_warning=True) is None or not st.user.is_logged_in:
        return NOBODY
    return people.of(st.user.to_dict())


def begin() -> None:
    """Have all that reads and writes ask this module."""
    reader.tell_by(person)
