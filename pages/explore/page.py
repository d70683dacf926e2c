"""Explore: people, women or their share, of any contributors, groups, missions or categories, over time or on a map."""

import streamlit as st

from pages.explore import facts, views
from pages.kit import filters, notes
from pages.kit.text import _

view = st.session_state["view"]
notes.head(
    view, _("Explore"), _("Any figure of the monthly files over time or on a map: choose what, of whom, and how.")
)

with st.container(horizontal=True, vertical_alignment="bottom"):
    measures = {code: _(name) for code, name in facts.MEASURES.items()}
    measure = filters.choice(_("Measure"), "measure", measures, "people", wide=True)
    looks = {"lines": _("One chart"), "small": _("Small charts"), "map": _("Map")}
    if view.is_exercise:
        looks.pop("map")
    look = filters.choice(_("Draw"), "look", looks, "lines", wide=True)
    if look != "map":
        ways = {code: _(name) for code, name in facts.BY.items()}
        by = filters.choice(_("By"), "by", ways, "regional_group", wide=True)
if look == "map":
    views.world(view, measure)
else:
    views.over_time(view, measure, by, look == "small")
notes.foot()
