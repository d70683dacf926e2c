"""Outreach: whom of a region to ask for what and why, who called when and what was answered, and a brief of one page."""

import streamlit as st

from etl.records import calls
from pages.kit import notes
from pages.kit.text import _
from pages.outreach import call_views, facts, hold_views, record_views, views
from pages.reports import brief_views

view = st.session_state["view"]
notes.head(
    view,
    _("Outreach"),
    _("Whom to ask for what, and why. Each state is asked for what fits it, never for what it already deploys."),
)
views.audience(view)
entries = facts.entries(view)
states, choice = views.choose(view, entries)
call_views.hidden(view, entries)
record_views.writer(view)
if states.empty:
    st.info(_("No Member State is in this choice."))
else:
    codes = set(states["iso3"])
    call_views.due(view, entries, codes, facts.chosen_name(choice))
    record_views.assign(view, states, entries)
    views.table(view, states, choice, calls.states(entries))
    state = views.one_of(states)
    if state is not None:
        st.header(state["name"])
        views.state(view, state)
        call_views.record(view, entries, state["iso3"])
    st.header(_("Call record"))
    record_views.every_entry(view, entries, codes, facts.chosen_name(choice))
    brief_views.batch(view, states, facts.chosen_name(choice))
call_views.releases(view, entries)
hold_views.every_one(view)
notes.foot()
