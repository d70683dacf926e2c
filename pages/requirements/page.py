"""Requirements: every ask of the pledging guide and where it stands; where nothing is under it; what was announced in public."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.text import _
from pages.pledges import facts as pledge_notes
from pages.requirements import detail_views as requirement_detail
from pages.requirements import edition_views as requirement_editions
from pages.requirements import gap_views as requirement_gaps
from pages.requirements import views as requirement_views

view = st.session_state["view"]
notes.heading(view, _("Requirements"))
st.markdown(_("What the UN asks Member States for, and which asks have an answer."))
editions = requirement_editions.editions(view)
looks = {
    "catalogue": _("Catalogue"),
    "gaps": _("Without a pledge"),
    "announced": _("Gaps in public announcements"),
} | ({"editions": _("Two editions")} if editions else {})
show = filters.choice(_("Show"), "show", looks, "catalogue", wide=True)
if show == "announced":
    requirement_gaps.announced(view)
elif show == "editions":
    requirement_editions.compare(view, editions)
else:
    requirement_views.follow_link(view)
    kinds = {"general": _("For any mission"), "mission": _("For a named mission")}
    kind = filters.choice(_("Asks"), "asks", kinds, "general", wide=True)
    if kind == "mission":
        st.info(
            _(
                "The guide says that no gap of a named mission was open in April 2025. These asks name one mission all the same."
            )
        )
    if show == "gaps":
        requirement_gaps.without(view, kind)
    else:
        found = requirement_views.asks(view)
        found = found[(found["family"] == "mission_specific") == (kind == "mission")]
        code = requirement_views.choose(found)
        if code == "all":
            requirement_views.catalogue(view, found)
        else:
            requirement_detail.show(view, found, code)
    if kind == "mission" and editions:
        st.header(_("Lines of the newest edition for a named mission"))
        requirement_editions.lines(view, editions[0], "mission")
st.caption(pledge_notes.source_line(view))
st.caption(notes.source_line(view, requirement_views.standing(view)))
notes.foot()
