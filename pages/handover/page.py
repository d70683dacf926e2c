"""Hand over: the slides that a reader collected, in order, as one file."""

import streamlit as st

from pages.handover import digest_views, views
from pages.kit import notes
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Hand over"))
st.markdown(
    _(
        "Notes as Word and PDF, and slides whose charts and tables can be edited, each with its finding, source, day and data version. Slides are added here, or on a page with “Add to my slides”."
    )
)
views.documents(view)
digest_views.show(view)
views.add(view)
views.collected(view)
notes.foot()
