"""Rapid deployment: who could be there by which day, how the Rapid Deployment Level is spread, and what if somebody drops out."""

import streamlit as st

from pages.about.labels import REASONS
from pages.capabilities import facts, loss_facts, loss_views, rapid_views, rdl_views
from pages.capabilities.labels import LOOKS
from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _

view = st.session_state["view"]
notes.heading(view, _("Rapid deployment"))
st.markdown(_("Which units could be in a mission within which days, and from which regions the fastest come."))
notes.not_read(view, rapid_views.CURVE, reasons=REASONS)
if facts.export(run, view) is None:
    rapid_views.without_roster(view)
    queries = [rapid_views.LEVELS]
else:
    show = filters.choice(_("Show"), "show", {code: _(name) for code, name in LOOKS.items()}, "curve", wide=True)
    if show == "curve":
        rapid_views.curve(view, rapid_views.choose(view))
        queries = [rapid_views.CURVE, rapid_views.UNITS]
    elif show == "diversity":
        rdl_views.diversity(view, rapid_views.choose(view))
        queries = [rdl_views.DIVERSITY, rdl_views.POOL]
    elif show == "cycles":
        rdl_views.cycles(view)
        queries = [rdl_views.CYCLE]
    elif show == "reliance":
        loss_views.reliance(view)
        queries = [loss_facts.LOSS]
    else:
        rdl_views.candidates(view)
        queries = [rdl_views.CANDIDATES]
    st.caption(facts.basis(run, view))
st.caption(notes.source_line(view, *queries))
notes.foot()
