"""Capability gaps: what is asked for, what there is of it at which level, how much of it that covers, and what is behind each number."""

import streamlit as st

from pages.about.labels import REASONS
from pages.capabilities import announced_views, facts, gap_facts, gap_views, unit_views
from pages.kit import filters, notes, snapshot
from pages.kit.cache import run
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Capability gaps"))
answer, row = (
    st.container(gap="xxsmall", key="close_answer"),
    st.container(horizontal=True, vertical_alignment="center"),
)
show = "grid"
if first := facts.first_export(run, view):
    snapshot.nothing_yet(first, "gaps")
if facts.export(run, view) is not None:
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
    elif not first:
        notes.slide(view, "announced", **({"by": "regional_group"} if choice.by == "region" else {}))
        announced_views.what_a_roster_adds(view)
    st.caption(facts.basis(run, view, choice.edition))
    st.caption(notes.source_line(view, gap_facts.query(view, choice)))
notes.foot()
