"""Missions: all of them, open and closed; of one its facts, its people over time, its parity and its contributors."""

import streamlit as st

from pages.deployments import event_facts, mission_facts, mission_views
from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.records import note_views

view = st.session_state["view"]
head = st.container()
code = filters.choice(_("Mission"), "mission", mission_facts.options(run, view), "all")
if code == "all":
    with head:
        notes.head(view, _("Missions"), _("Every mission of the files, open, closed or renamed."))
    notes.later(event_facts.not_shown(run, view))
    mission_views.listing(view)
else:
    row, mission, shown = mission_facts.one(run, view, code)
    code = row["mission"]  # the newest name of a mission that was renamed
    with head:
        notes.head(view, code, f"{_(mission['name'])}.")
    if standing := mission_facts.standing(run, view, row, mission, shown):
        st.info(standing)
    if closing := mission_facts.closing(mission):
        st.warning(closing)
    notes.later(event_facts.not_shown(run, shown, mission=code))
    note_views.show(view, "mission", mission_facts.names(run, view, code), code)
    if mandate := mission_facts.mandate(view, mission):
        st.info(mandate)
    if not mission_facts.is_printed(row):
        st.info(_("No month of the files up to this one prints people of this mission."))
    else:
        mission_views.cards(shown, code)
        mission_views.over_time(shown, code)
        mission_views.parity(shown, code)
        mission_views.contributors(shown, code)
        notes.slide(shown, "mission", mission=code)
    st.header(_("What is known of it"))
    mission_views.known(view, mission, row["state"] == "open")
    st.header(_("Air assets"))
    mission_views.air_assets(view, code)
notes.foot()
