"""Officers and training: observers and staff officers, profiles, Command Cadre, women among those trained, measures at home."""

import streamlit as st

from pages.about.labels import REASONS
from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.women import facts, home_views, officer_views, views

view = st.session_state["view"]
notes.heading(view, _("Officers and training"))
st.markdown(
    _(
        "Women among military observers and staff officers, the profiles that the guide asks for, nominations through the UNPOL Command Cadre, and women who were trained."
    )
)
notes.not_read(view, officer_views.POSTS, facts.CADRE, home_views.TRAINING, facts.REPORTED, reasons=REASONS)
looks = {"training": _("Training"), "measures": _("Measures at home")}
if facts.newest(run, view, facts.OFFICER_DAYS) is not None:
    looks = {"posts": _("Posts"), "profiles": _("Profiles and senior posts"), "cadre": _("Command Cadre")} | looks
else:
    views.without(view, "officers", "officers")
answer = st.container(gap="xxsmall")
look = filters.choice(_("Show"), "show", looks, next(iter(looks)), wide=True)
show = {
    "posts": officer_views.posts,
    "profiles": officer_views.profiles,
    "cadre": officer_views.cadre,
    "training": home_views.training,
    "measures": home_views.measures,
}
show[look](view, answer)
notes.foot()
