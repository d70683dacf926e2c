"""Country: what one state deploys, where, since when and with how many women; its neighbours in its regional group."""

import streamlit as st

from pages.deployments import country_unit_views, country_views, event_facts, facts, roster_views
from pages.kit import filters, links, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.records import note_views, own_views, reply_views
from pages.reports import brief_views

view = st.session_state["view"]
countries = facts.countries(run, view).set_index("iso3")
head = st.container()
iso3 = filters.choice(_("Member State or territory"), "iso3", countries["name"].to_dict(), facts.largest(run, view))
state = countries.loc[iso3]
opened, view = view, own_views.of(view, iso3)
with head:
    notes.head(view, state["name"], facts.belongs(state))
    own_views.say(view)
country_views.cards(view, iso3, state["name"])
notes.later(event_facts.not_shown(run, view, iso3=iso3))
note_views.show(view, "state", (iso3,), state["name"])
if state["is_member_state"]:
    brief_views.offer(view, iso3, state["name"])
replies = reply_views.begin(view, iso3, state["name"])

if country_views.has_served(view, iso3):
    country_views.over_time(view, iso3)
    country_views.missions(view, iso3)
    reply_views.beside(view, replies, "deployment")
    country_views.parity(view, iso3)
    reply_views.beside(view, replies, "women")
    notes.slide(opened, "state", iso3=iso3)
    links.lead("parity/page.py", _("Lines of the files behind these figures"), None, show="lines", iso3=iso3)
else:
    reply_views.beside(view, replies, "deployment", "women")

if state["is_member_state"]:
    st.header(_("Pledges"))
    country_unit_views.pledges(view, iso3, state["name"])
    reply_views.beside(view, replies, "pledge", "evidence")
    roster_views.of_state(view, iso3, state["name"])
    country_unit_views.women(view, iso3)
    reply_views.beside(view, replies, "return")

groups = [code for code in (state["regional_group"], state["regional_group_second"]) if isinstance(code, str)]
if groups:
    country_views.neighbours(view, iso3, groups)
notes.foot()
