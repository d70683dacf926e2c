"""Overview: where are we short, which regions, where are women missing; each a finding, a picture and a way in. Reads in ten seconds."""

import streamlit as st

from pages.kit import notes
from pages.kit.text import _
from pages.overview import number_views, views

view = st.session_state["view"]
title, month = st.columns([2, 3], vertical_alignment="bottom")
with title:
    notes.heading(view, _("Overview"))
with month:
    number_views.headline(view)
with st.container(gap="xxsmall", key="close_gaps"):
    views.standing(view)
    queries = views.gaps(view)
with st.grid(2, gap="large", min_column_width=340):
    with st.container(gap="xxsmall", key="close_regions"):
        queries += views.regions(view)
    with st.container(gap="xxsmall", key="close_women"):
        queries += views.women(view)
with st.container(gap="xxsmall"):
    number_views.folded(view)
    st.caption(notes.source_line(view, *dict.fromkeys(queries), number_views.TOTAL))
    notes.foot()
