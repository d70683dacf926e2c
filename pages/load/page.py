"""Load data: drop a file, see what it is and what it would change, settle its words, publish, go back."""

import streamlit as st

from pages.kit import notes
from pages.kit.text import _
from pages.load import file_views, history_views, total_views, views, word_views

view = st.session_state["view"]
notes.heading(view, _("Load data"))
if view.is_open:
    views.closed()
    st.stop()
if view.is_exercise:
    views.real_only()
    st.stop()
st.markdown(_("Drop a file: it says what it is and what it would change. Nothing is kept before you publish it."))
views.done(view)
upload = views.choose()
if upload is not None:
    file_views.show(view, upload)
views.not_loaded()
word_views.settled(view)
total_views.accepted()
history_views.show(view)
notes.foot()
