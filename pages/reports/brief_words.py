"""What a Country brief says: sentences that can be read aloud, and the rows of its tables. No Word, no Streamlit."""

from typing import Any

import pandas as pd

from etl.records import calls
from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.deployments import event_facts
from pages.deployments import facts as deployment_facts
from pages.kit import formats, labels, sources
from pages.kit.text import _, ngettext, semicolon
from pages.kit.view import Run, View, scope_name
from pages.outreach import facts as outreach_facts
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.requirements import facts as requirement_facts

MISSIONS = "country_missions"
PARITY = "parity_by_contributor"
STATES = "deployment_by_state"
ASKS = 3  # on a page that is handed over


def speaker(view: View) -> str:
    """Who speaks: the open view is the co-chairs', who are Member States; the restricted one is the Secretariat's."""
    if view.is_open:
        return _("As co-chairs of the Peacekeeping Ministerial, we take note with appreciation of")
    return _("The Secretariat takes note with appreciation of")


def there(run: Run, view: View, iso3: str) -> pd.DataFrame:
    """Missions in which a state has people in the month, one row each, the largest first."""
    missions = run(MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    return missions[missions["is_there"]].sort_values("people_count", ascending=False, kind="stable")


def parity(run: Run, view: View, iso3: str) -> pd.DataFrame:
    """Women of a state by category, one row each, of ten people or more."""
    rows = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=iso3)
    rows = event_facts.without_needs(run, view, rows)
    return rows[~rows["is_small"].astype(bool)]


def aloud(run: Run, view: View, row: pd.Series, asked: pd.DataFrame) -> list[str]:
    """A few sentences to read aloud: appreciation, women, what could be spoken about."""
    parts = [*_sent(run, view, row["iso3"]), *_announced(run, view, row["iso3"])]
    said = [f"{speaker(view)} {_(' and of ').join(parts)}."] if parts else []
    women = [outreach_facts.women_of(one) for one in parity(run, view, row["iso3"]).itertuples()]
    if women:
        said.append(_("Women are {lines}.").format(lines=_listed(women)))
    if len(asked):
        words = ngettext(
            "We would be glad to speak about one matter: {matters}.",
            "We would be glad to speak about {n} matters: {matters}.",
            len(asked),
        )
        matters = semicolon().join(f"{_(one.ask)}" for one in asked.itertuples())
        said.append(words.format(n=len(asked), matters=matters))
    else:
        said.append(
            _(
                "Nothing in these figures points to a particular ask. We would be glad to hear how {name} wishes to take part: with people, training, hosting, equipment or partnership."
            ).format(name=row["name"])
        )
    return said


def _sent(run: Run, view: View, iso3: str) -> list[str]:
    """What a state deploys, or until when it did, as a part of a sentence."""
    states = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    own = states[states["iso3"] == iso3]
    if own.empty or pd.isna(own["people_count"].iloc[0]):
        return []
    people, women = int(own["people_count"].iloc[0]), own["women_count"].iloc[0]
    if people:
        missions = there(run, view, iso3)["mission"].nunique()
        words = ngettext("the {n} person", "the {n} people", people).format(n=formats.count(people))
        if pd.notna(women) and women:
            words += ngettext(", {n} woman among them,", ", {n} women among them,", int(women)).format(
                n=formats.count(women)
            )
        return [
            words
            + " "
            + ngettext("deployed in {n} mission on {day}", "deployed in {n} missions on {day}", missions).format(
                n=missions, day=formats.day(view.as_of)
            )
        ]
    past = run(MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    if past.empty:
        return []
    return [_("the people whom it sent until {month}").format(month=formats.month(past["last_as_of"].max()))]


def _announced(run: Run, view: View, iso3: str) -> list[str]:
    """What a state pledged, as a part of a sentence."""
    pledges = pledge_facts.of_state(run, view, iso3)
    if pledges.empty:
        return []
    words = ngettext("{n} pledge that it announced", "{n} pledges that it announced", len(pledges))
    return [words.format(n=len(pledges))]


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def mission_rows(run: Run, view: View, iso3: str) -> list[tuple]:
    """Missions in which a state has people, with people and women of them, as one text, and what happened since; none where it has nobody."""
    missions = [
        ngettext("{mission} {n} ({women} woman)", "{mission} {n} ({women} women)", int(one.women_count)).format(
            mission=one.mission, n=formats.count(one.people_count), women=formats.count(one.women_count)
        )
        if pd.notna(one.women_count)
        else f"{one.mission} {formats.count(one.people_count)}"
        for one in there(run, view, iso3).itertuples()
    ]
    if not missions:
        return []
    later = event_facts.not_shown(run, view, is_handed_over=True, iso3=iso3)
    also = [_("Since then also: {events}.").format(events=semicolon().join(later[1:]))] if later[1:] else []
    return [(text,) for text in (semicolon().join(missions) + ".", *later[:1], *also)]


def parity_rows(run: Run, view: View, iso3: str) -> list[tuple]:
    """A row of each category of ten people or more: women of people, share, target, how many more women."""
    return [
        (
            labels.category_name(one.category),
            _("{women} of {people}").format(women=formats.women_of(one), people=formats.count(one.people_count)),
            formats.share_to_goal(one),
            outreach_facts.target_of(one),
            formats.count(one.more_women_by_replacement),
        )
        for one in parity(run, view, iso3).itertuples()
    ]


def pledge_rows(run: Run, view: View, iso3: str) -> list[tuple]:
    """A row of each pledge: occasion, words, status with its day and what deployment figures show of it; first those of which they show a rise."""
    rises: list[tuple] = []
    others: list[tuple] = []
    seen, evidence = evidence_facts.sentences(run, view, iso3), evidence_facts.of(run, view, iso3)["evidence"]
    for one in pledge_facts.of_state(run, view, iso3).itertuples():
        status = outreach_facts.pledge_standing(view, one)
        if outreach_facts.has_news(view, one) and not pd.isna(one.status_date):
            status = f"{status}, {formats.day(one.status_date)}"
        is_rise = evidence[one.pledge_id] in evidence_facts.RISES
        if is_rise:
            status = f"{status}. {seen[one.pledge_id]}"
        (rises if is_rise else others).append((pledge_facts.occasion(one), one.sentence, status))
    return rises + others


def ask_rows(asked: pd.DataFrame) -> list[tuple]:
    """A row of each ask: words, the one reason that made it, place in the guide."""
    return [(_(one.ask), outreach_facts.reason_line(one), outreach_facts.guide(one)) for one in asked.itertuples()]


def way_rows(run: Run, view: View) -> list[tuple]:
    """A row of each category of the pledge form with the open asks of the guide in it, for whom nothing points to an ask."""
    asks = requirement_facts.asks(run, view)
    is_open = asks["standing"].eq("ask") & asks["status"].isin(("open_call", "unmet", "partly_met", "not_reported"))
    counts = asks.loc[is_open & asks["section"].ne("parity_targets"), "pledge_category"].value_counts()
    return [
        (pledge_facts.category(code), ngettext("{n} open ask", "{n} open asks", counts[code]).format(n=counts[code]))
        for code in run("pledge_categories", view.snapshot)["category"]
        if code in counts
    ]


def said_rows(view: View, iso3: str) -> list[tuple]:
    """What was last said and the next step, for the restricted view alone: what, words, day."""
    if view.is_open:
        return []
    state = calls.states(outreach_facts.entries(view)).get(iso3, calls.State())
    rows = []
    if state.calls:
        last = max(state.calls, key=lambda call: call["called_on"])
        rows.append((_("Last call"), last["answer"] or formats.DASH, formats.day(pd.Timestamp(last["called_on"]))))
    if state.next_step or state.due:
        due = formats.day(pd.Timestamp(state.due)) if state.due else formats.DASH
        rows.append((_("Next step"), state.next_step or formats.DASH, due))
    return rows


def unit_rows(run: Run, view: View, iso3: str) -> list[tuple] | None:
    """A row of each unit in the roster; None where this view has no roster."""
    if not view.has_units:
        return None
    units = run(capability_facts.UNITS, view.snapshot, today=view.today)
    rows = units[units["iso3"] == iso3]
    return [
        (
            capability_facts.name_or_code(one.capability_name, one.capability),
            labels.name(capability_labels.LEVELS, one.level),
            labels.name(capability_labels.RENEWALS, one.renewal),
        )
        for one in rows.itertuples()
    ]


def turn_to() -> list[tuple]:
    """Whom to turn to for what: roles, no names of people."""
    return [
        (
            _("Strategic Force Generation Cell"),
            _("Pledges, requirements, the Peacekeeping Capability Readiness System"),
        ),
        (_("Light Coordination Mechanism"), _("Training and capacity building between Member States")),
        (_("Triangular Partnership Programme"), _("Training and equipment by partners, for contributors of others")),
    ]


def head(run: Run, view: View, iso3: str) -> str:
    """The line under a state's name: its groups, the day of issue, the month and scope of the figures."""
    state = run("countries", view.snapshot).set_index("iso3").loc[iso3]
    dates = _("Issued on {today}; figures as of {day}, {scope}.").format(
        today=formats.day(view.today), day=formats.day(view.as_of), scope=scope_name(view)
    )
    return f"{_('Country brief')} · {deployment_facts.belongs(state)} {dates}"


def cited(run: Run, view: View, asked: Any) -> str:
    """Where the page's figures come from, as of when, and by which data version."""
    parts = [sources.line(run, view, STATES, MISSIONS), pledge_facts.collected(run, view)]
    if len(asked) and asked["is_to_confirm"].any():
        parts.append(
            _(
                "The edition of these asks is older than six months: to be confirmed with the Strategic Force Generation Cell."
            )
        )
    parts.append(
        _("Asks: Pledging Guide of the 2025 Berlin Ministerial; which of them fit is this dashboard's own choice.")
    )
    return " ".join(parts)
