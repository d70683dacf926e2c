"""Pledges: what Member States announced, each followed to delivery as far as any source says; totals beside the ledger."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.pledges import facts, follow_views, review_facts, review_views, views
from pages.reports import pledge_files

view = st.session_state["view"]
notes.heading(view, _("Pledges"))
st.markdown(
    _("What Member States announced, as public pages or their own forms say it, and what is known to have followed.")
)
with st.expander(_("Dates of the process: details due, meetings, call for the Rapid Deployment Level")):
    st.markdown("\n".join(facts.process_in_words(run, view, facts.process(run, view))))
if partial := facts.partial(run, view):
    st.caption(partial)
if not view.is_open:
    review_views.publication(review_facts.pending(run, view))
show = filters.choice(
    _("Show"),
    "show",
    {
        "ledger": _("Ledger"),
        "conversion": _("From announcement to delivery"),
        "breakdown": _("By category and region"),
        "totals": _("Totals as announced"),
        "implementation": _("Six-month meeting"),
    },
    "ledger",
    wide=True,
)
if show != "ledger":
    views.not_applied(("category",) if show == "conversion" else ())
if show == "ledger":
    choices = views.narrowed(view)
    views.ledger(view, choices)
    pledge_files.offer(view, choices)
elif show == "conversion":
    with st.container(horizontal=True, vertical_alignment="bottom"):
        meeting, category = views.ministerial(view), views.category()
    follow_views.conversion(view, meeting, category)
    st.header(_("Announced beside what followed"))
    follow_views.outcomes(view, "ministerial", meeting)
    st.subheader(_("The same by category"))
    follow_views.outcomes(view, "category", meeting)
elif show == "breakdown":
    meeting = views.ministerial(view)
    left, right = st.columns(2, gap="large")
    with left:
        views.by_category(view, meeting)
    with right:
        views.by_region(view, meeting)
elif show == "totals":
    follow_views.totals(view, views.ministerial(view, with_none=False))
else:
    follow_views.implementation(view, views.ministerial(view))
st.caption(facts.collected(run, view))
notes.foot()
