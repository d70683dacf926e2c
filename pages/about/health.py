"""Data health: how old each source is, what is missing, what is set aside and why."""

import streamlit as st

from pages.about import views
from pages.kit import notes
from pages.kit.text import _

view = st.session_state["view"]
notes.head(view, _("Data health"), _("What is old, missing or set aside, so that no figure says more than it knows."))
st.header(_("Freshness"))
views.freshness(view)
views.left_out(view)
views.damaged_records(view)
st.header(_("Rows set aside"))
views.set_aside(view)
st.header(_("Findings"))
st.markdown(_("Noticed in the files; they do not stop a figure."))
views.findings(view)
st.header(_("Months that were not reported"))
views.missing_months(view)
views.partial_months(view)
notes.foot()
