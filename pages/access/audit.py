"""Audit: who came, wrote, loaded, was refused, and took restricted figures away, and whether the record is whole."""

import streamlit as st

from pages.access import audit_views
from pages.kit import notes
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Audit"))
st.markdown(_("What people with a sign-in did here, the newest first. Who reads open pages is not followed."))
audit_views.show()
notes.foot()
