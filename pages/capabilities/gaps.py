"""Capability gaps: what is asked for, what there is of it at which level, how much of it that covers, and what is behind each number."""

import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import gap_views as capability_views
from pages.capabilities import unit_views as capability_units
from pages.kit import filters, notes
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Capability gaps"))
st.markdown(
    _("Where units are short: what an edition asks for beside what is announced, at which level, and available.")
)
has_roster = capability_notes.export(view) is not None
if not has_roster:
    capability_notes.without_roster(view, "gaps")
show = "grid"
if has_roster:
    looks = {"grid": _("Heatmap"), "waiting": _("Selected and waiting")}
    show = filters.choice(_("Show"), "show", looks, "grid", wide=True)
if show == "waiting":
    source = capability_notes.source_line(view)
    capability_units.waiting(view, source)
    st.caption(source)
else:
    told = capability_views.choose(view)
    capability_views.draw(view, told)
    st.caption(capability_notes.source_line(view, told.edition))
notes.foot()
