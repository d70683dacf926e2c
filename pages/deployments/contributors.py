"""Contributors: who deploys how many, where from and where to; a click on the map or the table opens that state's page."""

import streamlit as st

from pages.deployments import contributor_views, facts
from pages.kit import filters, labels, notes
from pages.kit.cache import run
from pages.kit.text import _

view = st.session_state["view"]
notes.head(
    view, _("Contributors"), _("Who deploys, how many and with how many women. Choose a state to open its page.")
)

with st.container(horizontal=True, vertical_alignment="bottom"):
    groups = {"all": _("All groups")} | {code: _(name) for code, name in labels.GROUPS.items()}
    group = filters.choice(_("UN regional group"), "group", groups, "all")
    area = filters.choice(_("M49 area"), "region", facts.areas(run, view), "all")
chosen = {"regional_group": "" if group == "all" else group, "area": "" if area == "all" else area}
states = facts.states(run, view, chosen)
if states.empty:
    st.info(_("No Member State is in both this group and this area."))
    notes.foot()
    st.stop()
contributor_views.cards(view, chosen)

with st.container(horizontal=True, vertical_alignment="bottom"):
    looks = {"map": _("Map"), "flows": _("Flows to missions")}
    if view.is_exercise:
        looks = {"map": _("Regions"), "flows": _("Regions to missions")}
    look = filters.choice(_("Draw"), "look", looks, "map", wide=True)
    if look == "map":
        measures = {"people": _("People"), "share": _("Share of women"), "change": _("Change in 12 months")}
        measure = filters.choice(_("Measure"), "measure", measures, "people", wide=True)
if view.is_exercise and look == "map":
    contributor_views.regions(view, chosen, measure)
elif view.is_exercise:
    contributor_views.region_flows(view, chosen)
elif look == "map":
    contributor_views.world(view, states, chosen, measure)
else:
    contributor_views.flows(view, chosen)

st.header(_("Contributors in UN order"))
contributor_views.table(view, states, chosen)
notes.foot()
