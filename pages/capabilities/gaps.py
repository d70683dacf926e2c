"""Capability gaps: what is asked for, what there is of it at which level, how much of it that covers, and what is behind each number."""

import streamlit as st

from pages.about.labels import REASONS
from pages.capabilities import facts, gap_facts, gap_views, unit_views
from pages.kit import filters, notes, snapshot
from pages.kit.cache import run
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Capability gaps"))
st.markdown(
    _("Where units are short: what an edition asks for beside what is announced, at which level, and available.")
)
show = "grid"
notes.not_read(view, facts.STAGE, reasons=REASONS)
if facts.export(run, view) is None:
    snapshot.nothing_loaded(*facts.no_levels(view), "gaps", facts.first_export(run, view))
else:
    looks = {"grid": _("Heatmap"), "waiting": _("Selected and waiting")}
    show = filters.choice(_("Show"), "show", looks, "grid", wide=True)
if show == "waiting":
    unit_views.waiting(view)
    st.caption(facts.basis(run, view))
    st.caption(notes.source_line(view, unit_views.WAITING))
else:
    choice = gap_views.choose(view)
    gap_views.show(view, choice)
    st.caption(facts.basis(run, view, choice.edition))
    st.caption(notes.source_line(view, gap_facts.query(view, choice)))
notes.foot()
