"""Missions: all of them, open and closed; of one its facts, its people over time, its parity and its contributors."""

import streamlit as st

from pages.deployments import mission_detail_views as mission_facts
from pages.deployments import mission_views
from pages.kit import filters, notes
from pages.kit.text import _

view = st.session_state["view"]
head = st.container()
mission = filters.choice(_("Mission"), "mission", mission_views.named(view), "all")
if mission == "all":
    with head:
        notes.head(view, _("Missions"), _("Every mission of the files, open, closed or renamed."))
    mission_views.listing(view)
else:
    row, facts, shown = mission_views.of_mission(view, mission)
    with head:
        notes.head(view, row["mission"], f"{_(facts['name'])}.")
    mission_views.standing(view, row, facts, shown)
    if not mission_views.is_printed(row):
        st.info(_("No month of the files up to this one prints people of this mission."))
    else:
        mission_views.cards(shown, row)
        st.header(_("Personnel over time"))
        named = {"type": _("Personnel type"), "contributor": _("Contributor")}
        by = filters.choice(_("Stacked by"), "by", named, "type", wide=True)
        mission_views.over_time(shown, row["mission"], by)
        st.header(_("Women against the parity targets"))
        mission_views.parity(shown, row)
        st.header(_("Contributors"))
        mission_views.contributors(shown, row)
    st.header(_("What is known of it"))
    mission_facts.show(view, facts, row["state"] == "open", *mission_views.relatives(view, row["mission"]))
    st.header(_("Air assets"))
    mission_facts.air_assets(view, row["mission"])
notes.foot()
