"""Officers and training: observers and staff officers, profiles, Command Cadre, women among those trained, measures at home."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.text import _
from pages.women import facts as women_notes
from pages.women import measure_views, officer_views

view = st.session_state["view"]
notes.heading(view, _("Officers and training"))
st.markdown(
    _("Women among military observers and staff officers, the profiles that the guide asks for, nominations through the UNPOL Command Cadre, and women who were trained.")
)  # fmt: skip
day = women_notes.newest(view, "officer_days")
looks = {"training": _("Training"), "measures": _("Measures at home")}
if day is not None:
    looks = {"posts": _("Posts"), "profiles": _("Profiles and senior posts"), "cadre": _("Command Cadre")} | looks
else:
    women_notes.without(view, "officers", "officers")
look = filters.choice(_("Show"), "show", looks, next(iter(looks)), wide=True)
source = women_notes.source_line(view, day, _("lists of officers"))
if look == "posts":
    officer_views.posts(view, source)
elif look == "profiles":
    officer_views.profiles(view, source)
elif look == "cadre":
    officer_views.cadre(view, source)
elif look == "training":
    officer_views.training(view)
else:
    measure_views.measures(view)
if look in ("posts", "profiles", "cadre"):
    st.caption(source)
notes.foot()
