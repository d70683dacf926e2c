"""Engagement platoons: who has one, who has half women, what the next rotations can change, whom to ask."""

import streamlit as st

from pages.about.labels import REASONS
from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.women import facts, platoon_views, views

view = st.session_state["view"]
notes.heading(view, _("Engagement platoons"))
st.markdown(
    _(
        "Infantry units in missions that protect civilians must have an engagement platoon, and half of it should be women. A unit is a slot of a mission across its rotations."
    )
)
notes.not_read(view, facts.PLATOONS, reasons=REASONS)
if facts.newest(run, view) is None:
    views.without(view, "platoons")
    platoon_views.contingents(view)
else:
    choice = platoon_views.choose(view)
    platoon_views.headline(view, choice)
    notes.slide(view, "platoons", mission="" if choice.mission == "all" else choice.mission, units=choice.units)
    looks = {
        "units": _("Units"),
        "bars": _("By mission and contributor"),
        "trend": _("Over the returns"),
        "rotations": _("Rotations"),
        "chase": _("Whom to ask"),
    }
    look = filters.choice(_("Show"), "show", looks, "units", wide=True)
    if look == "units":
        units = platoon_views.table(view, choice)
        if len(units):
            platoon_views.one(view, units)
    elif look == "bars":
        platoon_views.bars(view, choice)
    elif look == "trend":
        platoon_views.trend(view, choice)
    elif look == "rotations":
        platoon_views.rotations(view, choice)
    else:
        platoon_views.chase(view, choice)
    st.caption(notes.source_line(view, facts.PLATOONS))
platoon_views.scope(view)
notes.foot()
