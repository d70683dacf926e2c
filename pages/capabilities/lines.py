"""Mission requirements: each line, whether units can meet it, why not, and which are eligible."""

import streamlit as st

from pages.about.labels import REASONS
from pages.capabilities import facts, line_views
from pages.kit import notes, snapshot
from pages.kit.cache import run
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Mission requirements"))
st.markdown(_("What named missions ask for, line by line, and whether the roster can meet it."))
notes.not_read(view, facts.GAP, reasons=REASONS)
if facts.export(run, view) is None:
    snapshot.nothing_loaded(*facts.no_levels(view), "lines", facts.first_export(run, view))
if days := line_views.editions(view):
    edition = line_views.choose(days)
    lines = line_views.read(view, edition)
    answer = st.container()
    chosen, codes = line_views.narrowed(view, lines)
    if not view.is_open:
        with answer:
            line_views.counts(view, line_views.asked_for(lines, codes), edition)
            st.caption(line_views.method())
    if chosen.empty:
        st.info(_("No line fits these filters."))
    else:
        line_views.table(view, chosen, codes | {"edition": None if edition == days[0] else edition})
    if not view.is_open:
        line_views.one_line(view, lines, edition)
        if facts.export(run, view) is not None:
            line_views.relaxed(view, lines, edition)
    st.caption(facts.basis(run, view, edition))
    st.caption(notes.source_line(view, line_views.query(view)))
else:
    line_views.without(view)
notes.foot()
