"""Gender parity: which category, mission and contributor is below this year's target, and by how many women."""

import streamlit as st

from pages.deployments import event_facts
from pages.kit import filters, labels, notes
from pages.kit.cache import kept, run
from pages.kit.text import _
from pages.parity import change_views, facts, views, what_if_views

view = st.session_state["view"]
notes.head(view, _("Gender parity"), _("How far each personnel category, mission and contributor is from its target."))

notes.later(kept(event_facts.not_shown, view))
categories = run("categories", view.snapshot)["category"].tolist()
shown = filters.choice(
    _("Show"),
    "show",
    {
        "categories": _("By category"),
        "missions": _("By mission"),
        "contributors": _("By contributor"),
        "closing": _("Closing the gap"),
        "change": _("What moved it"),
        "if": _("What if"),
        "lines": _("Lines behind a figure"),
    },
    "categories",
    wide=True,
)
category = "contingent_troops"
if shown in ("categories", "contributors", "closing", "change"):
    names = {code: labels.category_name(code) for code in categories}
    if shown == "change":
        names.pop(facts.JUSTICE, None)  # a snapshot has no month before
    category = filters.choice(_("Personnel category"), "category", names, category)

if shown == "categories":
    views.by_category(view, category)
elif shown == "missions":
    views.by_mission(view)
elif shown == "contributors":
    views.by_contributor(view, category)
elif shown == "closing":
    views.closing(view, category)
elif shown == "change":
    change_views.show(view, category)
    change_views.pledged(view)
elif shown == "if":
    what_if_views.show(view)
else:
    views.lines(view, categories)
notes.foot()
