"""Compare: one month against another, or one state beside another."""

import streamlit as st

from pages.deployments import compare_views
from pages.kit import filters, formats, notes
from pages.kit.text import _

view = st.session_state["view"]
notes.head(view, _("Compare"), _("Two months or two states side by side."))
looks = {"months": _("Two months"), "states": _("Two states")}
if filters.choice(_("Compare"), "mode", looks, "months", wide=True) == "months":
    before = compare_views.other_month(view)
    st.markdown(
        _("From **{before}** to **{after}**, the month chosen at the left.").format(
            before=formats.month(before.as_of), after=formats.month(view.as_of)
        )
    )
    compare_views.months(view, before)
else:
    compare_views.two_states(view)
notes.foot()
