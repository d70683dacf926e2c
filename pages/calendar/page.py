"""Calendar: everything with a day ahead, by week, by state or mission, as a calendar file."""

import streamlit as st

from pages.calendar import views
from pages.kit import notes
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Calendar"))
st.markdown(_("Everything with a day ahead: what to prepare, whom to ask before it, by week."))
views.show(view)
views.process(view)
notes.foot()
