"""Everything with a day ahead, by week: rotations, renewals, pledges, asks, missions that end, targets that step up."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import calendars, filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.requirements import views as requirement_views
from pages.women import facts as women_notes
from pages.women import labels as women_labels
from pages.women import summary_views as women_summary

PUBLIC, UNITS = "days_public", "days_of_units"
OF_UNITS = ("rotation", "renewal")  # kinds that only the restricted view has
MONTHS_AHEAD = {"3": 3, "6": 6, "12": 12, "24": 24}


def read(view: View) -> pd.DataFrame:
    """Return what lies ahead of the day of this view, the soonest first; of units only where this view may know of them."""
    parts = [run(PUBLIC, view.snapshot, today=view.today)]
    if not view.is_open:
        parts.append(run(UNITS, view.snapshot, today=view.today))
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return found.sort_values(["on_day", "kind", "about"], kind="stable", ignore_index=True)


def narrow(view: View, found: pd.DataFrame) -> pd.DataFrame:
    """Offer how far ahead, which kinds, one state and one mission."""
    states = {code: name for code, name in naming.states(run, view).items() if code in set(found["iso3"].dropna())}
    missions = sorted(found["mission"].dropna().unique())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ahead = {code: ngettext("{n} month", "{n} months", n).format(n=n) for code, n in MONTHS_AHEAD.items()}
        months = MONTHS_AHEAD[filters.choice(_("Ahead"), "ahead", ahead, "6", wide=True)]
        kinds = {"all": _("Everything")} | {c: _(n) for c, n in women_labels.DAYS.items() if c in set(found["kind"])}
        kind = filters.choice(_("What"), "kind", kinds, "all")
        iso3 = filters.choice(_("Member State"), "iso3", {"all": _("All")} | states, "all")
        mission = filters.choice(_("Mission"), "mission", {"all": _("All")} | {code: code for code in missions}, "all")
    last = pd.Timestamp(view.today) + pd.DateOffset(months=months)
    keep = found["on_day"] <= last
    for column, code in (("kind", kind), ("iso3", iso3), ("mission", mission)):
        keep &= (found[column] == code) | (code == "all")
    return found[keep]


def title(view: View, row: Any, states: dict[str, str], kinds: dict[str, str]) -> str:
    """Return one day in words."""
    who = states.get(row.iso3, row.iso3) if isinstance(row.iso3, str) else ""
    if row.kind == "rotation":
        return _("{unit} ({state}) rotates out").format(unit=row.about, state=who)
    if row.kind == "renewal":
        return _("{unit}, {capability} ({state}): renewal runs out").format(unit=row.about, capability=kinds.get(row.words, row.words), state=who)  # fmt: skip
    if row.kind == "mission_end":
        return _("{mission}: operations end").format(mission=row.about)
    if row.kind == "target_step":
        return _("{category}: target {percent} from now on").format(category=labels.category_name(row.about), percent=formats.percent(int(row.words)))  # fmt: skip
    if row.kind == "ask_due":
        return _("{words} ({code}): falls due").format(code=row.about, words=_(row.words))
    return _("{state} said by when: {words}").format(state=who, words=row.words)


def _uid(row: Any) -> str:
    """Return what an event is known by: of a unit there is one rotation and one renewal ahead, which may move."""
    return f"{row.kind}-{row.about}" if row.kind in OF_UNITS else f"{row.kind}-{row.about}-{row.on_day.date()}"


def show(view: View) -> None:
    """List the days of the choice by week, and offer them as a calendar."""
    found = narrow(view, read(view))
    if found.empty:
        st.info(_("Nothing of this choice has a day ahead."))
        return
    states, kinds = naming.states(run, view), naming.capabilities(run, view)
    needs = women_summary.needs(view) if not view.is_open else {}
    told = [
        title(view, row, states, kinds)
        + (_(": ask for {what}").format(what=needs[row.about]) if row.kind == "rotation" and row.about in needs else "")
        for row in found.itertuples()
    ]
    weeks = found["on_day"] - pd.to_timedelta(found["on_day"].dt.day_of_week, unit="D")
    st.markdown(
        ngettext("**{n}** date", "**{n}** dates", len(found)).format(n=formats.count(len(found)))
        + ", "
        + ngettext(
            "in {n} week from {day} on, whatever month is shown.",
            "in {n} weeks from {day} on, whatever month is shown.",
            weeks.nunique(),
        ).format(n=formats.count(weeks.nunique()), day=formats.day(view.today))
    )
    shown = pd.DataFrame(
        {
            "week": [formats.day(week) for week in weeks],
            "on_day": found["on_day"].to_numpy(),
            "in_days": [(day.date() - view.today).days for day in found["on_day"]],
            "kind": [labels.name(women_labels.DAYS, code) for code in found["kind"]],
            "sentence": [requirement_views.plain(words) if code == "pledge_due" else words for code, words in zip(found["kind"], told, strict=True)],
        }
    )  # fmt: skip
    text = st.column_config.TextColumn
    columns = {
        "week": text(_("Week of"), pinned=True, width=130),
        "on_day": st.column_config.DateColumn(_("Day"), width=100),
        "in_days": st.column_config.NumberColumn(_("In days"), format="localized", width=80),
        "kind": text(_("What"), width=160),
        "sentence": text(_("In words"), width=520),
    }
    shown = shown[["week", "sentence", "on_day", "in_days", "kind"]]  # what to do stays in sight on a phone
    grids.show(shown, columns, height=640 if len(shown) > 16 else "content", alt=_("Days ahead by week"))
    source = women_notes.source_line(view, view.today, _("days after the one shown"))
    events = [
        calendars.Event(row.on_day.date(), _uid(row), words, labels.name(women_labels.DAYS, row.kind))
        for row, words in zip(found.itertuples(), told, strict=True)
    ]  # fmt: skip
    calendars.offer(view, events, "days", _("Days ahead"), source)
    how = women_notes.codes(run, view) | {
        "kind": lambda code: labels.name(women_labels.DAYS, code),
        "about": lambda code: labels.category_name(code) if code in labels.CATEGORIES else code,
        "words": lambda text: kinds.get(text, _(text)) if isinstance(text, str) else None,
    }
    of_units = found["kind"].isin(OF_UNITS)
    labelled = ((PUBLIC, found[~of_units], _("Public days: definition, table and download")), (UNITS, found[of_units], _("Days of units: definition, table and download")))  # fmt: skip
    for name, part, label in labelled:
        if len(part):
            notes.under(view, name, part, name.rpartition("/")[2], line=False, names=how, label=label)
