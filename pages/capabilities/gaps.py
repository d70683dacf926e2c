"""Capability gaps: what is asked for, what there is of it at which level, how much of it that covers, and what is behind each number."""

import streamlit as st

from pages.about.labels import REASONS
from pages.capabilities import facts, gap_facts, gap_views, unit_views
from pages.kit import filters, notes, snapshot
from pages.kit.cache import run
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Capability gaps"))
answer, row = st.container(gap="xxsmall"), st.container(horizontal=True, vertical_alignment="center")
show = "grid"
if facts.export(run, view) is None:
    snapshot.nothing_loaded(*facts.no_levels(view), "gaps", facts.first_export(run, view))
else:
    with row:
        looks = {"grid": _("Heatmap"), "waiting": _("Selected and waiting")}
        show = filters.choice(_("Show"), "show", looks, "grid", wide=True, is_bare=True)
if show == "waiting":
    unit_views.waiting(view)
    notes.not_read(view, facts.STAGE, reasons=REASONS)
    st.caption(facts.basis(run, view))
    st.caption(notes.source_line(view, unit_views.WAITING))
else:
    choice = gap_views.show(view, answer, row)
    if facts.export(run, view) is not None:
        notes.slide(view, "gaps", edition=choice.edition, stale=choice.stale)
    st.caption(facts.basis(run, view, choice.edition))
    st.caption(notes.source_line(view, gap_facts.query(view, choice)))
notes.foot()
