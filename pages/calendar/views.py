"""Days ahead on screen: narrowed, by week, as a calendar file."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from pages.calendar import facts
from pages.deployments import facts as deployment_facts
from pages.kit import calendars, filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import facts as pledge_facts
from pages.women.labels import DAYS

MONTHS_AHEAD = {"3": 3, "6": 6, "12": 12, "24": 24}


class Choice(NamedTuple):
    """How far ahead the reader looks, in words, which kind (a code or all), all that holds as files say it, and the days of the choice."""

    span: str
    kind: str
    filters: str
    days: pd.DataFrame


def narrowed(view: View, ahead: pd.DataFrame) -> Choice:
    """Offer how far ahead, which kinds, one regional group, one state and one mission, and return the days of the choice."""
    states = {code: name for code, name in naming.states(run, view).items() if code in set(ahead["iso3"].dropna())}
    missions = sorted(ahead["mission"].dropna().unique())
    spans = {code: ngettext("{n} month", "{n} months", n).format(n=n) for code, n in MONTHS_AHEAD.items()}
    span = filters.choice(_("Ahead"), "ahead", spans, "6", wide=True)
    with st.grid(4, gap="small", min_column_width=150):
        kinds = {"all": _("Everything")} | {c: _(n) for c, n in DAYS.items() if c in set(ahead["kind"])}
        kind = filters.choice(_("What"), "kind", kinds, "all")
        groups = {"all": _("All groups")} | {code: _(name) for code, name in labels.GROUPS.items()}
        group = filters.choice(_("UN regional group"), "group", groups, "all")
        iso3 = filters.choice(_("Member State"), "iso3", {"all": _("All")} | states, "all")
        mission = filters.choice(_("Mission"), "mission", {"all": _("All")} | {code: code for code in missions}, "all")
    is_chosen = ahead["on_day"] <= pd.Timestamp(view.today) + pd.DateOffset(months=MONTHS_AHEAD[span])
    for column, code in (("kind", kind), ("iso3", iso3), ("mission", mission)):
        is_chosen &= (ahead[column] == code) | (code == "all")
    if group != "all":
        is_chosen &= ahead["iso3"].isin(deployment_facts.of_group(run, view, group))
    codes = {"ahead": span, "kind": kind, "group": group, "iso3": iso3, "mission": mission}
    held = "; ".join(f"{key}={code}" for key, code in codes.items() if code != "all")
    return Choice(spans[span], kind, held, ahead[is_chosen])


def show(view: View) -> None:
    """List the days of the choice by week, and offer them as a calendar."""
    if mandates := facts.mandates(run, view):
        st.info(mandates)
    every = facts.days(run, view)
    choice = narrowed(view, every)
    ahead = choice.days
    if ahead.empty:
        st.info(_("Nothing of this choice has a day ahead."))
        return
    sentences = facts.sentences(run, view, ahead)
    weeks = ahead["on_day"] - pd.to_timedelta(ahead["on_day"].dt.day_of_week, unit="D")
    figure = _("Days ahead by week, from {day} on, whatever month is shown").format(day=formats.day(view.today))
    notes.finding(facts.finding(view, ahead, every, choice.span, choice.kind), figure)
    shown = pd.DataFrame(
        {
            "week": [formats.day(week) for week in weeks],
            "sentence": sentences,
            "on_day": ahead["on_day"].to_numpy(),
            "in_days": [(day.date() - view.today).days for day in ahead["on_day"]],
            "kind": [labels.name(DAYS, code) for code in ahead["kind"]],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "week": text(_("Week of"), pinned=True, width=130),
        "sentence": text(_("In words"), width=520),  # what to do stays in sight on a phone
        "on_day": st.column_config.DateColumn(_("Day"), width=100),
        "in_days": st.column_config.NumberColumn(_("In days"), format="localized", width=80),
        "kind": text(_("What"), width=160),
    }
    grids.show(shown, columns, height=640 if len(shown) > 16 else "content", alt=_("Days ahead by week"))
    is_of_units = ahead["kind"].isin(facts.OF_UNITS)
    parts = {facts.PUBLIC: ahead[~is_of_units], facts.UNITS: ahead[is_of_units]}
    queries = [query for query, days in parts.items() if len(days)]
    calendars.offer(view, facts.events(ahead, sentences), "days", _("Days ahead"), *queries, filters=choice.filters)
    folded = {
        facts.PUBLIC: _("Public days: definition, table and download"),
        facts.UNITS: _("Days of units: definition, table and download"),
    }
    for query in queries:
        names = facts.codes(run, view)
        notes.under(
            view,
            query,
            parts[query],
            query,
            line=False,
            names=names,
            label=folded[query],
            more={"Filters": choice.filters},
        )
    st.caption(notes.source_line(view, *queries))


def process(view: View) -> None:
    """List the dates of the process of Ministerials, past ones too."""
    dates = pledge_facts.process(run, view)
    if dates.empty:
        return
    st.header(_("From preparatory meetings to implementation"))
    st.markdown("\n".join(pledge_facts.process_in_words(run, view, dates)))
    notes.under(view, pledge_facts.PROCESS, dates, "process", names=pledge_facts.codes(run, view))
