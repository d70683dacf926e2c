"""People and roles: who may see and write what, and whom a steward gave which role."""

import streamlit as st

from pages.access import role_views
from pages.kit import notes
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("People and roles"))
role_views.table()
role_views.given()
role_views.give(view)
notes.foot()
