"""Mission requirements: each line, whether units can meet it, why not, and which are eligible."""

import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import line_views
from pages.kit import notes
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Mission requirements"))
st.markdown(_("What named missions ask for, line by line, and whether the roster can meet it."))
if capability_notes.export(view) is None:
    capability_notes.without_roster(view, "lines")
days = line_views.editions(view)
if not days:
    line_views.without(view)
else:
    edition = line_views.choose(view, days)
    source = capability_notes.source_line(view, edition)
    found = line_views.read(view, edition)
    if not view.is_open:
        line_views.counts(found)
        st.caption(line_views.method())
    left = line_views.narrow(found, view)
    if left.empty:
        st.info(_("No line fits these filters."))
    else:
        line_views.table(view, left, source)
    if not view.is_open:
        line_views.line(view, found, edition, source)
    st.caption(source)
notes.foot()
