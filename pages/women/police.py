"""Police: women of formed police units against one platoon, parity by contributor, regional groups, French speakers."""

import streamlit as st

from pages.about.labels import REASONS
from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.women import facts, police_views, views

view = st.session_state["view"]
notes.heading(view, _("Police"))
st.markdown(
    _(
        "Women in formed police units (FPU) and among individual police officers (IPO), and French speakers where the mission does not work in English."
    )
)
notes.not_read(view, facts.POLICE, reasons=REASONS)
looks = {"contributors": _("By contributor"), "groups": _("By regional group")}
if facts.newest(run, view) is not None:
    looks = {"units": _("Women by unit"), "french": _("French speakers")} | looks
else:
    views.without(view, "police")
answer, row = st.container(gap="xxsmall"), st.container(horizontal=True, vertical_alignment="bottom")
with row:
    look = filters.choice(_("Show"), "show", looks, next(iter(looks)), wide=True)
if look == "units":
    police_views.platoons(view, answer, row)
elif look == "groups":
    police_views.groups(view, answer)
elif look == "french":
    police_views.french(view, answer, row)
else:
    police_views.contributors(view, answer, row)
notes.foot()
