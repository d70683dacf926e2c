"""Partners: who offers what to whom it is needed by, which could meet which, and what became of introductions."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.partners import facts, labels, one_views, record_views, views

view = st.session_state["view"]
notes.heading(view, _("Partners"))
st.markdown(
    _(
        "Training, equipment and other help that states offer to those who contribute troops and police, beside what is needed. It proposes whom to bring together; a person decides."
    )
)
views.known(view)
notes.not_read(view, facts.query(view, facts.MATCH), reasons=labels.SET_ASIDE)
partners = facts.read(run, view)
views.areas(view, partners)
looks = {"needs": _("Needs"), "offers": _("Offers"), "rule": _("The guide's rule")}
if not view.is_open:
    looks |= {"record": _("Introductions")}
look = filters.choice(_("Show"), "show", looks, "needs", wide=True)
if look == "needs":
    views.needs(view, partners)
elif look == "offers":
    views.offers(view, partners)
elif look == "rule":
    views.rule(view, partners)
else:
    record_views.every_one(view, partners)
one_views.opened(view, partners)
views.own(view)
st.caption(notes.source_line(view, facts.query(view, facts.MATCH)))
notes.foot()
