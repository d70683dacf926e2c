"""Pledges: what Member States announced, each followed to delivery as far as any source says; totals beside the ledger."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.text import _
from pages.pledges import facts as pledge_notes
from pages.pledges import follow_views as pledge_follow
from pages.pledges import views as pledge_views
from pages.reports import pledge_files

view = st.session_state["view"]
notes.heading(view, _("Pledges"))
st.markdown(_("What Member States announced, in their own words, and what is known to have followed."))
pledge_notes.partial(view)
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
if show == "ledger":
    asked = pledge_views.narrowed(view)
    pledge_views.ledger(view, asked)
    pledge_files.offer(view, asked)
elif show == "conversion":
    with st.container(horizontal=True, vertical_alignment="bottom"):
        meeting, category = pledge_views.ministerial(view), pledge_views.category()
    pledge_follow.conversion(view, meeting, category)
    st.header(_("Announced beside what followed"))
    pledge_follow.outcomes(view, "ministerial", meeting)
    st.subheader(_("The same by category"))
    pledge_follow.outcomes(view, "category", meeting)
elif show == "breakdown":
    meeting = pledge_views.ministerial(view)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("By category of the form"))
        pledge_views.by_category(view, meeting)
    with right:
        st.header(_("By UN regional group"))
        pledge_views.by_region(view, meeting)
elif show == "totals":
    pledge_follow.totals(view, pledge_views.ministerial(view, with_none=False))
else:
    pledge_follow.implementation(view, pledge_views.ministerial(view))
notes.foot()
