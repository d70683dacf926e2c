"""Women in units on other pages: those of one state on its page, and at a glance on the overview. Nothing without returns."""

import streamlit as st

from pages.kit import grids, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.women import facts, labels, unit_facts


def of_state(view: View, iso3: str) -> None:
    """List the infantry and police units of a state with their women, as its last returns say, and its measures at home."""
    platoons, police = facts.state_units(run, view, iso3)
    if len(platoons) or len(police):
        st.header(_("Women in its units"))
    if len(platoons):
        shown, columns = unit_facts.platoons(run, view, platoons)
        tall = 520 if len(shown) > 13 else "content"
        grids.show(shown, columns, height=tall, alt=_("Engagement platoons, unit by unit"))
        st.caption(unit_facts.not_carried_forward())
        notes.under(view, facts.PLATOONS, platoons, "state_platoons", line=False, names=facts.codes(run, view))
    if len(police):
        shown, columns = unit_facts.police(run, view, police)
        tall = 520 if len(shown) > 13 else "content"
        grids.show(shown, columns, height=tall, alt=_("Formed police units and their women"))
        names = facts.codes(run, view, status=labels.POLICE, last_status=labels.POLICE)
        notes.under(view, facts.POLICE, police, "state_police", line=False, names=names)
    if len(platoons) or len(police):
        st.caption(notes.source_line(view, facts.PLATOONS, facts.POLICE))
    for sentence in facts.cadre(run, view, iso3):
        st.markdown(sentence)
        st.caption(notes.source_line(view, facts.CADRE))
    query, measures = facts.measures(run, view, iso3)
    if len(measures):
        st.header(_("Measures at home for women who deploy"))
        st.markdown(facts.measure_lines(measures))
        notes.under(view, query, measures, "state_measures", names=facts.measure_codes(run, view))


def glance(view: View) -> None:
    """Say on the overview how platoons and police units stand, with how much of them reports."""
    figures = facts.glance(run, view)
    if figures is None:
        return
    st.header(_("Women in units"))
    with st.grid(4, gap="small", min_column_width=170):
        for heading, value in figures:
            st.metric(heading, value, border=True)
    with st.container(horizontal=True):
        for script, label in (
            ("women/platoons", _("Engagement platoons")),
            ("women/police", _("Police")),
            ("calendar/page", _("What can change at which rotation")),
        ):
            st.page_link(f"pages/{script}.py", label=label, icon=":material/arrow_forward:")
    st.caption(notes.source_line(view, facts.PLATOON_STATUS, facts.POLICE))
