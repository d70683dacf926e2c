"""Requirements: every ask of the pledging guide and where it stands; where nothing is under it; what was announced in public."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.pledges import facts as pledge_facts
from pages.requirements import detail_views, edition_views, facts, gap_views, views

view = st.session_state["view"]
notes.heading(view, _("Requirements"))
st.markdown(_("What the UN asks Member States for, and which asks have an answer."))
editions = facts.editions(run, view)
looks = {
    "catalogue": _("Catalogue"),
    "gaps": _("Without a pledge"),
    "announced": _("Announced in public"),
} | ({"editions": _("Two editions")} if editions else {})
show = filters.choice(_("Show"), "show", looks, "catalogue", wide=True)
if show == "announced":
    gap_views.announced(view)
elif show == "editions":
    edition_views.compare(view, editions)
else:
    views.follow_link(view)
    kinds = {"general": _("For any mission"), "mission": _("For a named mission")}
    kind = filters.choice(_("Asks"), "asks", kinds, "general", wide=True)
    if kind == "mission":
        st.info(
            _(
                "The guide says that no gap of a named mission was open in April 2025. These asks name one mission all the same."
            )
        )
    if show == "gaps":
        gap_views.without(view, kind)
    else:
        catalogue = facts.asks(run, view)
        catalogue = catalogue[(catalogue["family"] == "mission_specific") == (kind == "mission")]
        code = views.choose(catalogue)
        if code == "all":
            views.show(view, catalogue)
        else:
            detail_views.show(view, catalogue, code)
    if kind == "mission" and editions:
        edition_views.lines(view, editions[0], "mission")
st.caption(pledge_facts.collected(run, view))
notes.foot()
