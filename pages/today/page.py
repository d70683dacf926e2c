"""Today: for those who generate forces, what waits, what happens this week and next, what is not covered. Restricted."""

import streamlit as st

from pages.kit import notes
from pages.kit.cache import kept, run
from pages.kit.text import _
from pages.today import facts, finding_facts, views, week_views

view = st.session_state["view"]
notes.heading(view, _("Today"))
columns = None if view.is_open else facts.columns(run, view)
if columns is None or columns.empty:
    views.nothing(view)
else:
    st.markdown(f":gray[{finding_facts.basis(view, columns)}]")
    notes.not_read(view, *facts.RESTRICTED)
    morning = kept(facts.morning, view)
    left, right = st.columns([11, 9], gap="large")
    has_roster = facts.has(columns, facts.ROSTER)
    with left:
        if has_roster:
            views.waiting(view, morning)
        else:
            views.no_roster(view)
    with right:
        week_views.soon(view, morning)
    week_views.weeks(view, morning)
    views.selected(view, morning)
    views.rotations(view, morning)
    if has_roster:
        views.visits(view, morning)
        views.slots(view, morning)
        views.shortfalls(view, morning)
        views.renewals(view, morning)
        views.tongues(view, morning)
    views.columns(view, morning)
    st.caption(notes.source_line(view, *facts.RESTRICTED))
notes.foot()
