"""Outreach: whom of a region to ask for what and why, who called when and what was answered, and a brief of one page."""

import streamlit as st

from etl.records import calls
from pages.kit import notes
from pages.kit.text import _
from pages.outreach import call_views, card_views, facts, hold_views, record_views, round_views, views
from pages.reports import brief_views

view = st.session_state["view"]
notes.head(
    view,
    _("Outreach"),
    _("Whom to ask for what, and why. Each state is asked for what fits it, never for what it already deploys."),
)
entries = facts.entries(view)
states, choice, opener = views.choose(view, entries)
call_views.hidden(view, entries)
record_views.unread(view)
if states.empty:
    if "regional_group" in choice:
        card_views.regions(view, choice["regional_group"])
    st.info(_("No Member State is in this choice."))
    views.audience(view)
else:
    codes, name, record = set(states["iso3"]), facts.chosen_name(choice), calls.states(entries)
    with opener:
        state = views.one_of(states)
    if state is not None:
        st.header(state["name"])
        views.state(view, state)
        call_views.record(view, entries, state["iso3"])
    card_views.show(view, states, choice, record)
    views.audience(view)
    views.table(view, states, choice, record)
    call_views.due(view, entries, codes, name)
    with st.container(key="screen_only_assign"):
        record_views.assign(view, states, entries)
    st.header(_("Call record"))
    record_views.every_entry(view, entries, codes, name)
    with st.container(key="screen_only_briefs"):
        brief_views.batch(view, states, name)
        round_views.plan(view)
with st.container(key="screen_only_releases"):
    call_views.releases(view, entries)
hold_views.every_one(view)
notes.foot()
