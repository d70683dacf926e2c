"""What the overview says: how fresh the figures are, and of the regional groups who deploys or could deploy, as sentences and rows. No Streamlit."""

import pandas as pd

from pages.about import labels as about_labels
from pages.capabilities import facts as capability_facts
from pages.capabilities import rapid_facts
from pages.deployments import event_facts
from pages.kit import formats, labels
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View, scope_name
from pages.outreach import region_facts
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.women import facts as women_facts

POOL, POOL_SUMMARY = "rdl_diversity", "rdl_summary"
CLOCK = "deployments"  # the source of which the clock is told
COLUMNS = ("name", "beside", "fraction", "member_state_fraction")


def standing(run: Run, view: View) -> str:
    """One line of Markdown: of which day the figures are, of which missions, how fresh they are, what they do not show yet."""
    fresh = _monthly(run, view)
    state = labels.name(about_labels.STATES, fresh["state"])
    state = state if fresh["state"] == "on time" else f"**{state}**"
    if view.is_newest:
        words = ngettext(
            "loaded on {day}, {days} day old: {state}",
            "loaded on {day}, {days} days old: {state}",
            int(fresh["age_days"]),
        )
    else:
        words = _("the newest loaded are of {newest}: {state}")
    loaded, newest, days = formats.day(fresh["loaded_on"]), formats.day(fresh["as_of"]), formats.count(fresh["age_days"])  # fmt: skip
    parts = [
        f"**{formats.day(view.as_of)}**",
        scope_name(view),
        words.format(day=loaded, days=days, newest=newest, state=state),
    ]
    if event := event_facts.first_not_shown(run, view):
        parts.append(_("not in them: {event}").format(event=formats.plain(event)))
    return " · ".join(parts)


def clock(run: Run, view: View) -> str:
    """When monthly figures are due and when those loaded were; empty where they are on time."""
    fresh = _monthly(run, view)
    if fresh["state"] == "on time":
        return ""
    words = ngettext(
        "The newest loaded figures are of {as_of}, {days} day ago: {state} (monthly figures are due after {due} days, overdue after {overdue}). Loaded on {loaded}.",
        "The newest loaded figures are of {as_of}, {days} days ago: {state} (monthly figures are due after {due} days, overdue after {overdue}). Loaded on {loaded}.",
        int(fresh["age_days"]),
    )
    return words.format(
        as_of=formats.day(fresh["as_of"]),
        days=formats.count(fresh["age_days"]),
        state=labels.name(about_labels.STATES, fresh["state"]),
        loaded=formats.day(fresh["loaded_on"]),
        due=formats.count(fresh["due_days"]),
        overdue=formats.count(fresh["overdue_days"]),
    )


def _monthly(run: Run, view: View) -> pd.Series:
    fresh = run("freshness", view.snapshot, today=view.today)
    return fresh[fresh["source"] == CLOCK].iloc[0]


def deployed_finding(groups: pd.DataFrame) -> str:
    """How many states deploy, and which group's give most of the people. Frame: outreach_groups; no people: not reported."""
    people = groups["people_count"].sum(min_count=1)
    if pd.isna(people):
        return _("By regional group: not reported for this month, which is not zero")
    if not people:
        return _("No state deploys anybody in this month and scope")
    known = groups[groups["regional_group"].notna()]
    most = known.loc[known["people_count"].astype("int64").idxmax()]
    states = int(groups["contributor_count"].sum())
    words = ngettext(
        "{n} state deploys; of the regional groups the {group} has the most people, {people} of {all}",
        "{n} states deploy; of the regional groups the {group} has the most people, {people} of {all}",
        states,
    )
    return words.format(
        n=formats.count(states),
        people=formats.count(most["people_count"]),
        all=formats.count(people),
        group=region_facts.name(most["regional_group"]),
    )


def pool_finding(groups: pd.DataFrame) -> str:
    """Of how many regional groups the units of the Rapid Deployment Level are; where all have one, which is furthest below its share.

    Frame: rdl_diversity. A group's share is that of its Member States among all.
    """
    if not groups["rdl_unit_count"].sum():
        return _("No unit is at the Rapid Deployment Level")
    first = rapid_facts.groups_finding(groups)
    known = groups[groups["regional_group"].notna()]
    apart = known["rdl_fraction"] - known["member_state_fraction"]
    if (known["rdl_unit_count"] == 0).any() or apart.min() >= 0:
        return first
    least = known.loc[apart.idxmin()]
    words = _("{finding}; the {group} has {n} of them and {states} of {all} Member States")
    return words.format(
        finding=first,
        group=capability_facts.group(least["regional_group"]),
        n=formats.count(least["rdl_unit_count"]),
        states=formats.count(least["member_state_count"]),
        all=formats.count(groups["member_state_count"].sum()),
    )


def pool_ready(run: Run, view: View) -> str:
    """How many of the units at the Rapid Deployment Level could be there, and by which day; blank where there is no unit.

    A unit at that level may be deployed, selected or stale: it is counted there, and not on the curve.
    """
    pool = run(POOL_SUMMARY, view.snapshot, **capability_facts.dated(view)).iloc[0]
    levels = run(rapid_facts.LEVELS, view.snapshot)
    days = levels.loc[levels["level"] == "rdl", "days"]
    if not pool["rdl_unit_count"] or days.empty:
        return ""
    words = _("{available} of the {n} could be there by day {day}, the others are not available")
    if pool["available_count"] == pool["rdl_unit_count"]:
        words = _("{available} of the {n} could be there by day {day}")
    return words.format(
        available=formats.count(pool["available_count"]), n=formats.count(pool["rdl_unit_count"]), day=days.iloc[0]
    )


def deployed_rows(run: Run, view: View, groups: pd.DataFrame) -> pd.DataFrame:
    """Groups to draw (COLUMNS): share of people, with people, contributors and states that pledged in words. Frame: outreach_groups."""
    people, states = groups["people_count"].sum(min_count=1), groups["state_count"].sum()
    # Whoever sees what is restricted counts pledges that are in no public list yet.
    is_public_list = view.is_open and pledge_facts.partial(run, view)
    rows = []
    for row in _drawn(groups, "people_count", "pledged_state_count").itertuples():
        number = _("not reported")
        if not pd.isna(row.people_count):
            words = ngettext(
                "{people} people of {n} state", "{people} people of {n} states", int(row.contributor_count)
            )
            number = words.format(people=formats.count(row.people_count), n=formats.count(row.contributor_count))
        pledged = _("{n} in the public list of pledges") if is_public_list else _("{n} with a pledge in the ledger")
        beside = f"{number} · {pledged.format(n=formats.count(row.pledged_state_count))}"
        share = None if pd.isna(row.people_count) or not people else row.people_count / people
        rows.append((region_facts.name(row.regional_group), beside, share, row.state_count / states))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def pool_rows(groups: pd.DataFrame) -> pd.DataFrame:
    """Groups to draw (COLUMNS): share of units at the Rapid Deployment Level, with units and Member States in words. Frame: rdl_diversity."""
    units, states = groups["rdl_unit_count"].sum(), groups["member_state_count"].sum()
    rows = []
    for row in _drawn(groups, "rdl_unit_count").itertuples():
        beside = _("{n} of {units} units · {members} of {states} Member States").format(
            n=formats.count(row.rdl_unit_count),
            units=formats.count(units),
            members=formats.count(row.member_state_count),
            states=formats.count(states),
        )
        rows.append((capability_facts.group(row.regional_group), beside, row.rdl_fraction, row.member_state_fraction))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _drawn(groups: pd.DataFrame, *counts: str) -> pd.DataFrame:
    """The regional groups, and states of none where any of these numbers is of them."""
    return groups[groups["regional_group"].notna() | groups[list(counts)].fillna(0).gt(0).any(axis="columns")]


def announced_line(run: Run, view: View) -> str:
    """What a number of announced pledges is not: registered, or the whole of it."""
    return " ".join(filter(None, [evidence_facts.coverage(run, view), _("Announced is not registered.")]))


def platoons(run: Run, view: View) -> str:
    """A sentence on engagement platoons of half women; that nothing is reported of them where this view has no returns."""
    if women_facts.newest(run, view) is None:
        return _("Engagement platoons: no return of units.")
    status = run(women_facts.PLATOON_STATUS, view.snapshot, as_of=view.until)
    return formats.sentence(women_facts.platoon_finding(status.iloc[0])) if len(status) else ""
