"""Whom the session on screen is of, for etl.records.access.reader."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from etl.records.access import people, reader, sign_in
from etl.records.access.roles import NOBODY, Person

WHOSE = "whose"


def person() -> Person:
    """Who signed in in this session, nobody where there is none: in another thread too."""
    if get_script_run_ctx(suppress_warning=True) is None or not st.user.is_logged_in:
        return NOBODY
    return people.of(st.user.to_dict())


def begin() -> None:
    """Have all that reads and writes ask this module. What a session holds goes with who it is of: another one, or the same with less, begins anew."""
    reader.tell_by(person)
    if not sign_in.is_configured():
        return
    whose = (reader.current().subject, reader.audience(), reader.own_state())
    if st.session_state.get(WHOSE, whose) != whose:
        st.session_state.clear()
    st.session_state[WHOSE] = whose
