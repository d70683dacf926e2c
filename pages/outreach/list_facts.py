"""The states of a choice as a list: figures and days to sort on screen, whole sentences on paper."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.records.calls import State
from pages.kit import formats
from pages.kit.naming import Heading
from pages.kit.text import _, colon, semicolon
from pages.kit.view import Run, View
from pages.outreach import card_facts
from pages.pledges import facts as pledge_facts


def on_screen(
    run: Run, view: View, states: pd.DataFrame, record: Mapping[str, State], by_fit: bool
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """One row a state, in their order, and the headings of its columns; with the terms of the fit only where it orders them."""
    people = run(card_facts.BY_STATE, view.snapshot, as_of=view.as_of, scope=view.scope).set_index("iso3")
    people = people.loc[states["iso3"]].reset_index()
    pledges = states["pledge_count"]
    if pledge_facts.partial(run, view):  # a state that is not in the public list may have pledged
        pledges = pledges.where(pledges > 0)
    known = [record.get(code, State()) for code in states["iso3"]]
    frame = pd.DataFrame(
        {
            "name": states["name"],
            "people_count": people["people_count"],
            "women_count": people["women_count"],
            "pledge_count": pledges,
            "below_count": states["below_count"],
            "more_women_by_replacement": states["more_women_by_replacement"],
            "fitting_count": states["fitting_count"],
            "assigned_to": [state.assigned_to or None for state in known],
            "called_on": pd.to_datetime(pd.Series([_last(state) for state in known], states.index)),
            "due": pd.to_datetime(pd.Series([state.due or None for state in known], states.index)),
        }
    )
    headings = {
        "name": Heading(_("Member State"), 190, is_pinned=True),
        "people_count": Heading(_("People"), 80, "count"),
        "women_count": Heading(_("Women"), 80, "count"),
        "pledge_count": Heading(_("Pledges"), 80, "count"),
        "below_count": Heading(_("Categories below target"), 170, "count"),
        "more_women_by_replacement": Heading(_("More women"), 110, "count"),
        "fitting_count": Heading(_("Asks"), 70, "count"),
        "assigned_to": Heading(_("Assigned to"), 120),
        "called_on": Heading(_("Last call"), 100, "day"),
        "due": Heading(_("Due"), 100, "day"),
    }
    if by_fit:
        terms = {
            "score": _("Fit to open gaps"),
            "unanswered_count": _("Asks nobody answered"),
        }
        frame = frame.assign(**{term: states[term] for term in terms})
        headings |= {term: Heading(words, 150, "count") for term, words in terms.items()}
        first = ["name", "score", "unanswered_count", "fitting_count", "below_count"]
        frame = frame[[*first, *(column for column in frame.columns if column not in first)]]
    return frame, headings


def on_paper(
    states: pd.DataFrame, why: list[str], asked: list[str], record: Mapping[str, State]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The same states in sentences, and the headings; a column of calls only where one is noted."""
    frame = pd.DataFrame({"name": states["name"], "why": [text or formats.DASH for text in why], "asks": asked})
    headings = {"name": _("Member State"), "why": _("Why to call"), "asks": _("What it could be asked for")}
    said = [_said(record.get(code)) for code in states["iso3"]]
    if any(said):
        frame["calls"] = [text or formats.DASH for text in said]
        headings["calls"] = _("Calls")
    return frame, headings


def _last(state: State) -> str | None:
    """Day of the last call; None where nobody called."""
    return max((call["called_on"] for call in state.calls), default=None)


def _said(state: State | None) -> str:
    """Who is assigned, the last call and the day of the next step, as one text; empty where nothing is noted."""
    if state is None:
        return ""
    last = _last(state)
    lines = [
        (_("Assigned to"), state.assigned_to),
        (_("Last call"), formats.day(pd.Timestamp(last)) if last else ""),
        (_("Due"), formats.day(pd.Timestamp(state.due)) if state.due else ""),
    ]
    return semicolon().join(f"{what}{colon()}{words}" for what, words in lines if words)
