"""Engagement platoons: who has one, who has half women, what the next rotations can change, whom to ask."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.text import _
from pages.women import facts as women_notes
from pages.women import platoon_views

view = st.session_state["view"]
notes.heading(view, _("Engagement platoons"))
st.markdown(
    _("Infantry units in missions that protect civilians must have an engagement platoon, and half of it should be women. A unit is a slot of a mission across its rotations.")
)  # fmt: skip
day = women_notes.newest(view)
if day is None:
    women_notes.without(view, "platoons")
    platoon_views.chase(view, platoon_views.Choice("battalions_companies", "all"), "")
else:
    source = women_notes.source_line(view, day, _("returns of units"))
    told = platoon_views.choose(view)
    platoon_views.headline(view, told)
    looks = {
        "units": _("Units"),
        "bars": _("By mission and contributor"),
        "rotations": _("Rotations"),
        "chase": _("Whom to ask"),
    }
    look = filters.choice(_("Show"), "show", looks, "units", wide=True)
    if look == "units":
        found = platoon_views.table(view, told, source)
        if len(found):
            platoon_views.one(view, found, source)
    elif look == "bars":
        platoon_views.by(view, told, source)
    elif look == "rotations":
        platoon_views.rotations(view, told, source)
    else:
        platoon_views.chase(view, told, source)
    st.caption(source)
platoon_views.scope(view)
notes.foot()
