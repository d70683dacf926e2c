"""Scenario: a mission model of modules, tried against the roster: what could be there by when, what is missing, what it takes."""

import streamlit as st

from pages.about.labels import REASONS
from pages.capabilities import facts as capability_facts
from pages.kit import notes, snapshot
from pages.kit.cache import run
from pages.kit.text import _
from pages.scenario import choice_views, detail_views, facts, person_facts, person_views, views

view = st.session_state["view"]
notes.heading(view, _("Scenario"))
st.markdown(
    _(
        "A mission put together from modules: which units could be there by day 60, 120 and 180, and whom lists name as persons who could come."
    )
)
offered = facts.offered(run, view)
called = facts.names(offered)
models = choice_views.models(view, called)
queries = [facts.query(view)]
if models:
    notes.not_read(view, *([] if view.is_open else [facts.GAP]), reasons=REASONS)
    gap = facts.lines(run, view, models[0])
    has_roster = not view.is_open and capability_facts.export(run, view) is not None
    has_supply = has_roster or person_facts.are_listed(gap)
    queries = [facts.GAP, facts.WOMEN] if has_supply else [facts.query(view), facts.GOALS]
    if not has_roster:
        words, source = facts.no_supply(view)
        snapshot.nothing_loaded(words, source, "scenario", capability_facts.first_export(run, view))
    views.answer(view, models, called)
    model = views.which(models)
    views.lines(view, model, has_roster)
    person_views.persons(view, model)
    if has_roster:
        detail_views.taken(view, model)
        detail_views.regions(view, model)
    if has_supply:
        person_views.states(view, model)
    detail_views.women(view, model, has_supply)
    if has_roster:
        detail_views.partners(view, model)
    detail_views.drafts(view, model)
    detail_views.documents(view, models)
    st.caption(facts.basis(run, view, models))
    queries.append(person_facts.DEPLOYED)
else:
    choice_views.modules(view, offered, called)
    snapshot.offer_load(facts.SOURCE)
st.caption(notes.source_line(view, *queries))
notes.foot()
