"""Training and translation: what the guide asks for, by year and language, and who offers it; who took part, as a proxy."""

import streamlit as st

from pages.kit import filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.pledges import facts as pledge_facts
from pages.requirements import training_views

view = st.session_state["view"]
notes.heading(view, _("Training and translation"))
st.markdown(_("Courses and translations that the guide asks for, and the pledges that answer them."))
if partial := pledge_facts.partial(run, view):
    st.caption(partial)
show = filters.choice(
    _("Show"),
    "show",
    {
        "courses": _("Courses by year"),
        "translations": _("Translations by language"),
        "hosts": _("Offers by state"),
        "participants": _("Who took part"),
    },
    "courses",
    wide=True,
)
if show == "courses":
    training_views.courses(view)
elif show == "translations":
    training_views.translations(view)
elif show == "hosts":
    training_views.hosts(view)
else:
    training_views.participants(view)
if show != "participants":
    st.caption(pledge_facts.collected(run, view))
notes.foot()
