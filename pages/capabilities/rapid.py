"""Rapid deployment: who could be there by which day, how the Rapid Deployment Level is spread, and what if somebody drops out."""

import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import pool_views as rapid_pool
from pages.capabilities import question_views as rapid_question
from pages.capabilities import rapid_views
from pages.capabilities.readiness_labels import LOOKS
from pages.kit import filters, notes
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Rapid deployment"))
st.markdown(_("Which units could be in a mission within which days, and from which regions the fastest come."))
if capability_notes.export(view) is None:
    rapid_views.without_roster(view)
else:
    show = filters.choice(_("Show"), "show", {code: _(name) for code, name in LOOKS.items()}, "curve", wide=True)
    if show == "curve":
        rapid_views.curve(view, rapid_question.choose(view))
    elif show == "diversity":
        rapid_pool.diversity(view, rapid_question.choose(view))
    elif show == "cycles":
        rapid_pool.cycles(view)
    else:
        rapid_pool.candidates(view)
    st.caption(capability_notes.source_line(view))
notes.foot()
