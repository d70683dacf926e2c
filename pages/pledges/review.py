"""Review: forms, slides and trackers in; a person decides what each sentence promises; decisions are published."""

import streamlit as st

from pages.kit import notes
from pages.kit.text import _
from pages.pledges import review_detail_views as review_detail
from pages.pledges import review_views

view = st.session_state["view"]
notes.heading(view, _("Review pledges"))
st.markdown(_("What Member States wrote, sentence by sentence. Nothing counts before a person confirms it."))
if view.snapshot.audience != "restricted":
    review_views.closed()
    st.stop()
found = review_views.queue(view)
review_views.cards(found)
review_views.publication(view, review_views.pending(view))
st.text_input(
    _("Who decides"),
    key="reviewer",
    placeholder=_("Your name, initials or office: it stands beside each decision"),
    width=420,
)
review_views.upload(view)
candidate = review_views.choose(found)
if candidate is not None:
    review_detail.show(view, candidate, found)
review_views.received(view)
notes.foot()
