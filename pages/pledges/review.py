"""Review: forms, slides and trackers in; a person decides what each sentence promises; decisions are published."""

import streamlit as st

from pages.kit import notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.pledges import confirm_views, review_detail_views, review_facts, review_views

view = st.session_state["view"]
notes.heading(view, _("Review pledges"))
st.markdown(_("What Member States wrote, sentence by sentence. Nothing counts before a person confirms it."))
if view.is_open:
    review_views.closed()
    st.stop()
queue = review_facts.queue(run, view)
review_views.cards(queue)
review_views.publication(review_facts.pending(run, view))
confirm_views.who()
review_views.upload(view)
candidate = review_views.choose(queue)
if candidate is not None:
    review_detail_views.show(view, candidate, queue)
review_views.received(view)
notes.foot()
