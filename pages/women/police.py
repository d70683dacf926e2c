"""Police: women of formed police units against one platoon, parity by contributor, French speakers."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.text import _
from pages.women import facts as women_notes
from pages.women import police_views

view = st.session_state["view"]
notes.heading(view, _("Police"))
st.markdown(
    _("Women in formed police units (FPU) and among individual police officers (IPO), and French speakers where the mission does not work in English.")
)  # fmt: skip
day = women_notes.newest(view)
looks = {"contributors": _("By contributor")}
if day is not None:
    looks = {"units": _("Women by unit"), "french": _("French speakers")} | looks
else:
    women_notes.without(view, "police")
look = filters.choice(_("Show"), "show", looks, next(iter(looks)), wide=True)
source = women_notes.source_line(view, day, _("returns of units"))
if look == "units":
    police_views.platoons(view, source)
elif look == "french":
    police_views.french(view, source)
else:
    police_views.parity(view)
if look != "contributors":
    st.caption(source)
notes.foot()
