"""Persons that a mission model asks for individually, and what each Member State could bring, on screen."""

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_facts
from pages.kit import filters, grids, notes, snapshot
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _
from pages.kit.view import View
from pages.scenario import facts, listed_facts, person_facts, views
from pages.scenario.facts import Model


def persons(view: View, model: Model) -> None:
    """Each line that is counted in persons: who stands in lists, how many women, of how many states, what is missing and why."""
    gap = facts.lines(run, view, model)
    lines = person_facts.mine(gap)
    if lines.empty:
        return
    notes.finding(
        person_facts.finding(gap),
        _("Observers, officers and experts asked for individually, and the lists that say who could come"),
    )
    if not person_facts.are_listed(gap):
        st.markdown(_("Lists of officers are restricted: this view shows what a model asks for.") if view.is_open else _("No list of officers says who could come: supply is not reported, which is not 0."))  # fmt: skip
        if not view.is_open:
            snapshot.offer_load(person_facts.LIST)
        return
    table = pd.DataFrame(
        {
            "line": lines["line"],
            "capability": capability_facts.names_or_codes(lines, "capability"),
            "listed": [listed_facts.listed(row) for row in lines.itertuples()],
            "women": [listed_facts.women(row) for row in lines.itertuples()],
            "why": [listed_facts.why(row) for row in lines.itertuples()],
            "states": lines["state_count"],
            "by_day": lines["by_day"],
            "asks": [facts.asks(row, is_by_day=False) for row in lines.itertuples()],
        }
    )
    headings = {
        "line": Heading(_("Line"), 80, is_pinned=True),
        "capability": Heading(_("What they come as"), 190),
        "listed": Heading(_("In lists"), 90),
        "women": Heading(_("Women among who fit"), 170),
        "why": Heading(_("What is missing, and why"), 430),
        "states": Heading(_("Member States"), 110, "count"),
        "by_day": Heading(_("By day"), 60, "count"),
        "asks": Heading(_("What it must bring"), 210),
    }
    height = 560 if len(table) > 8 else "content"
    grids.show(table, grids.columns(table, headings), height=height, row_height=52, alt=_("Persons asked for"))
    st.caption(
        _("Lists are nominees of lists of officers, individuals registered in the PCRS, and for the police the Command Cadre; of a state and kind the first of these counts, for one person may stand in two. Who holds a post today is not counted. Registered has no level and no clock: the days are those that a list gives. One person serves one line, and nothing here is a choice of persons.")
    )  # fmt: skip
    people = run(person_facts.PERSONS, view.snapshot, as_of=view.until, today=model.starts(view))
    words = facts.codes(run, view) | person_facts.codes(run, view)
    kinds = people[people["capability"].isin(set(lines["capability"]))]
    notes.under(
        view, person_facts.PERSONS, kinds, "persons", label=_("Who stands in lists"), line=False, names=words, more=views.chosen(view, model)
    )  # fmt: skip


def states(view: View, model: Model) -> None:
    """What each Member State could bring, of all or of one regional group."""
    st.header(_("What each Member State could bring"))
    names = {"all": _("All")} | {code: _(name) for code, name in kit_labels.GROUPS.items()}
    group = filters.choice(_("UN regional group"), "group", names, "all")
    told = person_facts.states(run, view, model, group)
    st.markdown(person_facts.states_finding(told, group) + ".")
    if told.empty:
        return
    table = person_facts.state_rows(told, facts.lines(run, view, model))
    headings = {
        "state": Heading(_("Member State"), 160, is_pinned=True),
        "group": Heading(_("Regional group"), 120),
        "units": Heading(_("Units that fit"), 90, "count"),
        "unit_lines": Heading(_("Units for"), 330),
        "people": Heading(_("Persons who fit"), 100, "count"),
        "women": Heading(_("Women"), 150),
        "person_lines": Heading(_("Persons for"), 330),
    }
    if group != "all":
        table, _group = table.drop(columns="group"), headings.pop("group")
    height = 480 if len(table) > 8 else "content"
    grids.show(
        table,
        grids.columns(table, headings),
        height=height,
        row_height=48,
        alt=_("What each Member State could bring"),
    )
    st.caption(
        _("By regional group and in UN order, which says nothing of who should be asked. A unit or person that fits several lines counts once. Nothing here is a selection, which is the Secretariat's judgement, and nobody was asked.")
    )  # fmt: skip
    notes.under(
        view,
        person_facts.STATES,
        told,
        "states",
        line=False,
        names=facts.codes(run, view),
        more=views.chosen(view, model),
    )
