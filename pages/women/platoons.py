"""Engagement platoons: who has one, who has half women, what the next rotations can change, whom to ask."""

import streamlit as st

from pages.about.labels import REASONS
from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.women import facts, platoon_unit_views, platoon_views, views

view = st.session_state["view"]
notes.heading(view, _("Engagement platoons"))
if facts.newest(run, view) is None:
    notes.not_read(view, facts.PLATOONS, reasons=REASONS)
    views.without(view, "platoons")
    platoon_views.contingents(view)
else:
    answer = st.container(gap="xxsmall")
    with st.container(horizontal=True, vertical_alignment="center"):
        looks = {
            "units": _("Units"),
            "bars": _("By mission and contributor"),
            "trend": _("Over the returns"),
            "rotations": _("Rotations"),
            "chase": _("Whom to ask"),
        }
        look = filters.choice(_("Show"), "show", looks, "units", wide=True, is_bare=True)
        chosen, opener = st.popover(_("Filters"), icon=":material/tune:"), st.container(width=225)
        about = st.container(width="content")
    with chosen:
        choice, words = platoon_views.choose(view)
    about.caption(words)
    with answer:
        has_units = platoon_views.headline(view, choice)
    if has_units:
        if look == "units":
            platoon_unit_views.picture(view, choice)
        elif look == "bars":
            platoon_views.bars(view, choice)
        elif look == "trend":
            platoon_views.trend(view, choice)
        elif look == "rotations":
            platoon_views.rotations(view, choice)
        else:
            platoon_views.chase(view, choice)
        if look in ("units", "bars"):
            platoon_views.counted(view, choice)
        notes.not_read(view, facts.PLATOONS, reasons=REASONS)
        notes.slide(view, "platoons", mission="" if choice.mission == "all" else choice.mission, units=choice.units)
        if look == "units":
            with opener:
                platoon_unit_views.opener(view, choice)
            platoon_unit_views.table(view, choice)
    st.caption(notes.source_line(view, facts.PLATOONS))
platoon_views.scope(view)
notes.foot()
