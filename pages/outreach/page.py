"""Outreach: whom of a region to ask for what and why, who called when and what was answered, and a brief of one page."""

import streamlit as st

from etl.records import calls
from pages.kit import notes
from pages.kit.text import _
from pages.outreach import call_views as outreach_calls
from pages.outreach import facts as outreach_notes
from pages.outreach import record_views as outreach_record
from pages.outreach import views as outreach_views
from pages.reports import briefs

view = st.session_state["view"]
notes.head(
    view,
    _("Outreach"),
    _("Whom to ask for what, and why. Each state is asked for what fits it, never for what it already deploys."),
)
outreach_views.audience(view)
entries = outreach_notes.entries(view)
found, asked = outreach_views.choose(view, entries)
outreach_calls.hidden(view, entries)
outreach_record.writer(view)
if found.empty:
    st.info(_("No Member State is in this choice."))
else:
    chosen = set(found["iso3"])
    outreach_calls.due(view, entries, chosen)
    outreach_record.assign(view, found, entries)
    outreach_views.table(view, found, asked, calls.states(entries))
    state = outreach_views.one_of(view, found)
    if state is not None:
        st.header(state["name"])
        outreach_views.state(view, state, asked["silent_days"])
        outreach_calls.record(view, entries, state["iso3"])
    st.header(_("Call record"))
    outreach_record.whole(view, entries, chosen)
    briefs.batch(view, found)
outreach_calls.releases(view, entries)
notes.foot()
