"""Gender parity: which category, mission and contributor is below this year's target, and by how many women."""

import streamlit as st

from pages.kit import filters, labels, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.parity import change_views as parity_change
from pages.parity import views as parity_views
from pages.parity import what_if_views as parity_what_if

view = st.session_state["view"]
notes.head(view, _("Gender parity"), _("How far each personnel category, mission and contributor is from its target."))

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
    kept = [
        code for code in categories if shown != "change" or code != "justice_corrections_gpp"
    ]  # a snapshot has no month before
    named = {code: labels.category_name(code) for code in kept}
    category = filters.choice(_("Personnel category"), "category", named, category)

if shown == "categories":
    parity_views.by_category(view, category)
elif shown == "missions":
    parity_views.by_mission(view, categories)
elif shown == "contributors":
    parity_views.by_contributor(view, category)
elif shown == "closing":
    parity_views.closing(view, category)
elif shown == "change":
    parity_change.show(view, category)
    parity_change.pledged(view)
elif shown == "if":
    parity_what_if.show(view)
else:
    parity_views.lines(view, categories)
notes.foot()
