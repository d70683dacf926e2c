"""What the figures of Contributors, Country, Missions and Compare show, in one sentence each, from their frames. No Streamlit."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pages.deployments import facts
from pages.kit import formats, labels
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View

NAMED = 3  # that are named of those who give most


def together(names: Sequence[str]) -> str:
    """Names as a part of a sentence: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _parts_of(rows: pd.DataFrame) -> tuple[list[str], str]:
    """Who gives most people, at most three, and which part of all they give: of 100, in persons where all are under ten. Frame: name, people_count."""
    giving = rows[rows["people_count"].fillna(0) > 0].sort_values("people_count", ascending=False, kind="stable")
    total, part = int(giving["people_count"].sum()), int(giving["people_count"].head(NAMED).sum())
    if part == total:
        of_all = ngettext("the only {n} person", "all {n} people", total).format(n=formats.count(total))
    elif total < formats.SMALL:
        of_all = _("{n} of {all} people").format(n=formats.count(part), all=formats.count(total))
    else:  # what is less than all is not rounded up to it
        of_all = _("{n} of 100 people").format(n=min(99, int(formats.rounded(part / total, 0) or 0)))
    return giving["name"].head(NAMED).tolist(), of_all


def most_people(view: View, rows: pd.DataFrame) -> str:
    """Which states send most of the people of a choice of states, or of a mission, and how large a part. Frame: name and people_count, a row a state."""
    giving = int((rows["people_count"] > 0).sum())
    if not giving:
        return facts.nobody_chosen(view).rstrip(".")
    names, part = _parts_of(rows)
    words = ngettext("{states} sends {part}", "{states} send {part}", len(names))
    return words.format(states=together(names), part=part)


def shares(view: View, rows: pd.DataFrame, total: Any) -> str:
    """How many contributors have a larger share of women than all of the choice together. Frame: deployment_by_state; row: deployment_of_group."""
    judged = rows[rows["women_fraction"].notna() & (rows["people_count"] >= formats.SMALL)]
    if judged.empty or pd.isna(total["women_fraction"]):
        return _("No share of women can be told in {month}").format(month=formats.month(view.as_of))
    above = int((judged["women_fraction"] > total["women_fraction"]).sum())
    words = ngettext(
        "Women are {share} of all; in {n} of {all} contributors with ten people or more their share is larger",
        "Women are {share} of all; in {n} of {all} contributors with ten people or more their share is larger",
        len(judged),
    )
    return words.format(
        share=formats.per_cent(total["women_fraction"]), n=formats.count(above), all=formats.count(len(judged))
    )


def changes(view: View, rows: pd.DataFrame) -> str:
    """How many contributors have more people than a year before and how many fewer, and the change of all. Frame: deployment_by_state."""
    change = rows["people_change_12m"]
    if change.isna().all():
        return facts.not_comparable(view).rstrip(".")
    return _("{more} contributors have more people than a year before, {fewer} have fewer; in all {change}").format(
        more=formats.count((change > 0).sum()),
        fewer=formats.count((change < 0).sum()),
        change=formats.change(change.sum()),
    )


def of_map(view: View, rows: pd.DataFrame, measure: str, total: Any) -> str:
    """What a map of states shows. Frame: deployment_by_state with `name`; row: deployment_of_group."""
    if rows["people_count"].isna().all():
        return facts.not_stated(view).rstrip(".")
    if measure == "people":
        return most_people(view, rows)
    return changes(view, rows) if measure == "change" else shares(view, rows, total)


def of_regions(view: View, groups: pd.DataFrame, measure: str) -> str:
    """What bars of regional groups show. Frame: deployment_of_group with `name`, a row a group."""
    if groups["people_count"].isna().all():
        return facts.not_stated(view).rstrip(".")
    if measure == "change":
        change = groups["people_change_12m"]
        if change.isna().all():
            return facts.not_comparable(view).rstrip(".")
        return _("{more} regional groups have more people than a year before, {fewer} have fewer").format(
            more=formats.count((change > 0).sum()), fewer=formats.count((change < 0).sum())
        )
    if measure == "share":
        judged = groups[groups["women_fraction"].notna() & (groups["people_count"] >= formats.SMALL)]
        if judged.empty:
            return _("No share of women can be told in {month}").format(month=formats.month(view.as_of))
        low, high = (judged.loc[judged["women_fraction"].idxmin()], judged.loc[judged["women_fraction"].idxmax()])
        if len(judged) == 1:
            return _("{group}: {share} of the people are women").format(
                group=low["name"], share=formats.per_cent(low["women_fraction"])
            )
        return _("Women are from {low} ({first}) to {high} of the people ({last})").format(
            low=formats.per_cent(low["women_fraction"]), first=low["name"],
            high=formats.per_cent(high["women_fraction"]), last=high["name"],
        )  # fmt: skip
    people = groups["people_count"].fillna(0).astype("int64")
    if not people.max():
        return facts.nobody_chosen(view).rstrip(".")
    return _("{group} sends the most people: {n}").format(
        group=groups.loc[people.idxmax(), "name"], n=formats.count(people.max())
    )


def of_flows(view: View, flows: pd.DataFrame, names: dict[str, str]) -> str:
    """How many contributors serve in how many missions, and the most of one state in one mission. Frame: deployment_flows; `names` are of states."""
    stated = flows[flows["mission"] != "not_stated"]
    if stated.empty:
        return _("{month} states no missions: who serves where is not reported").format(month=formats.month(view.as_of))
    most = stated.loc[stated["people_count"].idxmax()]
    words = _("{states} in {missions}; the most of one state in one mission are {people} of {state} in {mission}")
    states, missions = stated["iso3"].nunique(), stated["mission"].nunique()
    return words.format(
        states=ngettext("{n} contributor", "{n} contributors", states).format(n=formats.count(states)),
        missions=ngettext("{n} mission", "{n} missions", missions).format(n=formats.count(missions)),
        people=formats.count(most["people_count"]),
        state=names.get(most["iso3"], most["iso3"]),
        mission=most["mission"],
    )


def of_region_flows(view: View, flows: pd.DataFrame, names: dict[str, str]) -> str:
    """Which regional group gives the most people in most missions. Frame: deployment_flows with `regional_group`; `names` are of groups."""
    stated = flows[flows["mission"] != "not_stated"]
    if stated.empty:
        return _("{month} states no missions: who serves where is not reported").format(month=formats.month(view.as_of))
    people = stated.groupby(["mission", "regional_group"])["people_count"].sum().reset_index()
    first = people.sort_values("people_count", kind="stable").drop_duplicates("mission", keep="last")
    number = first["regional_group"].value_counts()
    words = ngettext(
        "{group}: the most people of all groups in {n} of {all} mission",
        "{group}: the most people of all groups in {n} of {all} missions",
        len(first),
    )
    code = str(number.idxmax())
    return words.format(group=names.get(code, code), n=formats.count(number.max()), all=formats.count(len(first)))


def over_time(run: Run, view: View, timeline: pd.DataFrame, is_stated: bool = False) -> str:
    """People in the month shown, against the year before, and when they were most. Frame: as_of and people_count, in any finer grain, up to the month.

    `is_stated` counts a month that states no missions as not reported, as a mission's own figures and those of a scope do.
    """
    months = timeline.groupby("as_of")["people_count"].sum()
    last, before = pd.Timestamp(view.as_of), pd.Timestamp(view.as_of) - pd.DateOffset(years=1) + pd.offsets.MonthEnd(0)
    reported = facts.reported(run, view)
    if is_stated:
        reported = reported[~reported.isin(facts.unstated(run, view))]
    known = set(reported)
    if last not in known:
        return _("People in {month}: not reported, which is not zero").format(month=formats.month(last))
    now = int(months.get(last, 0))
    words = ngettext("{n} person in {month}", "{n} people in {month}", now) if now else _("Nobody in {month}")
    parts = [words.format(n=formats.count(now), month=formats.month(last))]
    if before in known:
        change = now - int(months.get(before, 0))
        words = _("as many as a year before") if now else ""
        if change:
            words = _("{n} more than a year before") if change > 0 else _("{n} fewer than a year before")
        parts += [words.format(n=formats.count(abs(change)))] if words else []
    elif before > reported.min():
        parts.append(_("{month} was not reported").format(month=formats.month(before)))
    most, first = int(months.max()), months.idxmax()
    if now >= most:
        parts.append(_("the most since {month}").format(month=formats.month(reported.min())))
        return ", ".join(parts)
    peak = _("at most {n}, in {month}").format(n=formats.count(most), month=formats.month(first))
    return f"{', '.join(parts)}{semicolon()}{peak}"


def categories(rows: pd.DataFrame) -> str:
    """How many personnel categories of a state or mission are below their target, and where most women are missing.

    Frame: parity_by_contributor or parity_by_mission, of one. Under ten people nothing is judged; no need is told where none is asked.
    """
    counted = rows[rows["people_count"].fillna(0) >= formats.SMALL]
    judged = counted[counted["verdict"].isin(["below", "reached"])]
    below = judged[judged["verdict"] == "below"]
    if not rows["people_count"].fillna(0).any():
        return _("Nobody is reported in any category")
    if counted.empty:
        return _("Fewer than ten people in each category: told as persons")
    if judged.empty:
        return _("Whether a target is reached cannot be told: sex is not reported")
    untold = len(counted) - len(judged)
    rest = _("; {n} cannot be told").format(n=untold) if untold else ""
    if below.empty:
        words = ngettext(
            "{category}: at or above the target",
            "All {n} categories with ten people or more are at or above their target",
            len(judged),
        )
        name = labels.category_name(judged["category"].iloc[0])
        return words.format(category=name, n=len(judged)) + rest
    needs = below["more_women_by_replacement"].dropna().astype("int64")
    most = below.loc[needs.idxmax()] if len(needs) and needs.max() else None
    if len(judged) == 1:
        said = _("Below the target")
    elif len(below) == 1:
        said = _("One of {all} categories is below its target").format(all=len(judged))
    else:
        said = _("{n} of {all} categories are below their targets").format(n=len(below), all=len(judged))
    row = below.iloc[0] if most is None else most
    category = labels.category_name(row["category"], short=True)
    if most is None:  # nothing is asked where a mission ends
        return f"{said}{colon()}{category}{rest}" if len(below) == 1 else said + rest
    missing = ngettext("{said}. {category}: {n} more woman", "{said}. {category}: {n} more women", int(needs.max()))
    return missing.format(said=said, category=category, n=formats.count(needs.max())) + rest


def missions(view: View, rows: pd.DataFrame) -> str:
    """In how many missions a state serves and in which with most people, or that it serves in none. Frame: country_missions."""
    if len(rows) and rows["people_count"].isna().all():
        return _("{month} states no missions: who serves where is not reported").format(month=formats.month(view.as_of))
    there = rows[rows["people_count"].fillna(0) > 0]
    left = len(rows) - len(there)
    past = ngettext("{n} earlier mission", "{n} earlier missions", left).format(n=formats.count(left)) if left else ""
    if there.empty:
        now = _("In no mission in {month}").format(month=formats.month(view.as_of))
        return f"{now}{semicolon()}{past}" if past else now
    most = there.loc[there["people_count"].idxmax()]
    total = int(there["people_count"].sum())
    words = ngettext(
        "In {n} mission: all {people} in {mission}",
        "In {n} missions: {people} of {all} people in {mission}",
        len(there),
    )
    now = words.format(
        n=len(there),
        people=formats.count(most["people_count"]),
        all=formats.count(total),
        mission=labels.mission_name(most["mission"]),
    )
    return f"{now}{semicolon()}{past}" if past else now


def most_changed(rows: pd.DataFrame) -> str:
    """The mission in which a state's people changed most in 12 months; empty where none did, or two as much. Frame: country_missions."""
    moved = rows["people_change_12m"].fillna(0).astype("int64").abs()
    if not len(rows) or not moved.max() or (moved == moved.max()).sum() > 1:
        return ""
    most = rows.loc[moved.idxmax()]
    return _("Most changed in 12 months: {mission}, from {before} to {now} people ({change}).").format(
        mission=labels.mission_name(most["mission"]),
        before=formats.count(most["people_before_count"]),
        now=formats.count(most["people_count"]),
        change=formats.change(most["people_change_12m"]),
    )


def of_missions(view: View, rows: pd.DataFrame) -> str:
    """How many missions are open and where most of their people are. Frame: mission_list."""
    there = rows[rows["state"] == "open"].rename(columns={"mission": "name"})
    if there.empty:
        return _("No mission of this scope has people in {month}").format(month=formats.month(view.as_of))
    names, part = _parts_of(there)
    words = ngettext(
        "{n} open mission: {part} serve in {missions}", "{n} open missions: {part} serve in {missions}", len(there)
    )
    return words.format(n=len(there), part=part, missions=together(names))


def compared(change: pd.DataFrame, names: dict[str, str], total: Any, is_whole: bool = True) -> str:
    """The change of all people between two months and the row that changed most. Frame and row: deployment_change.

    Not `is_whole`: rows do not compare, as where staff officers stand inside troops in one of the months; then none is named.
    """
    moved = int(total["people_change"])
    said = _("As many people as before")
    if moved:
        said = (
            ngettext("{n} person more", "{n} people more", moved)
            if moved > 0
            else ngettext("{n} person fewer", "{n} people fewer", -moved)
        ).format(n=formats.count(abs(moved)))
    rows = change[change["people_change"] != 0]
    if rows.empty or not is_whole:
        return said
    most = rows.loc[rows["people_change"].abs().idxmax()]
    up, down = int((rows["people_change"] > 0).sum()), int((rows["people_change"] < 0).sum())
    words = _("{said}: more in {up}, fewer in {down}; the largest change is {name} ({change})")
    return words.format(
        said=said,
        up=up,
        down=down,
        name=names.get(most["key"], most["key"]),
        change=formats.change(most["people_change"]),
    )


def two_personnel(rows: pd.DataFrame, names: dict[str, str]) -> str:
    """People and share of women of two states. Frame: deployment_by_state, indexed by code; `names` are of the two."""
    if rows["people_count"].isna().any():
        return _("Not reported for this month in this scope, which is not zero")
    return semicolon().join(
        _("{state}: {people} people, women {share}").format(
            state=name,
            people=formats.count(rows.loc[code, "people_count"]),
            share=formats.share_of(rows.loc[code]),
        )
        for code, name in names.items()
    )


def two_categories(parity: pd.DataFrame, names: dict[str, str]) -> str:
    """In how many categories each of two states has the larger share of women, of those in which both have ten people or more.

    Frame: parity_by_contributor of the two; `names` are code -> name.
    """
    large = parity[(parity["people_count"].fillna(0) >= formats.SMALL) & parity["women_fraction"].notna()]
    both = large.pivot(index="category", columns="iso3", values="women_fraction").reindex(columns=list(names)).dropna()
    if both.empty:
        return _("No category in which both have ten people or more")
    one, other = names
    lead = ((both[one] > both[other]).sum(), (both[other] > both[one]).sum())
    words = ngettext(
        "Larger share of women, in {n} category that both have: {parts}",
        "Larger share of women, in {n} categories that both have: {parts}",
        len(both),
    )
    parts = [_("{state} in {n}").format(state=names[code], n=n) for code, n in zip(names, lead, strict=True)]
    return words.format(n=len(both), parts=", ".join(parts))


def two_missions(view: View, flows: pd.DataFrame, names: dict[str, str]) -> str:
    """In how many missions two states serve both, and in how many one alone. Frame: deployment_flows of the two."""
    stated = flows[flows["mission"] != "not_stated"]
    if stated.empty and len(flows):
        return _("{month} states no missions: who serves where is not reported").format(month=formats.month(view.as_of))
    of_one, of_other = (set(stated.loc[stated["iso3"] == code, "mission"]) for code in names)
    if not of_one | of_other:
        return _("Neither state deploys anybody in {month}").format(month=formats.month(view.as_of))
    one, other = names.values()
    words = ngettext(
        "Both serve in {n} mission; {one} alone in {a}, {other} alone in {b}",
        "Both serve in {n} missions; {one} alone in {a}, {other} alone in {b}",
        len(of_one & of_other),
    )
    words = words if of_one & of_other else _("No mission in common; {one} alone in {a}, {other} alone in {b}")
    return words.format(
        n=len(of_one & of_other), one=one, a=len(of_one - of_other), other=other, b=len(of_other - of_one)
    )


def neighbours(view: View, states: pd.DataFrame, group: str) -> str:
    """How many Member States of a regional group contribute. Frame: deployment_by_state of the group."""
    if states["people_count"].isna().all():
        return facts.not_stated(view).rstrip(".")
    giving = int((states["people_count"] > 0).sum())
    words = ngettext(
        "{n} of {all} Member State of the {group} contributes in {month}",
        "{n} of {all} Member States of the {group} contribute in {month}",
        len(states),
    )
    return words.format(
        group=labels.name(labels.GROUPS, group), n=giving, all=len(states), month=formats.month(view.as_of)
    )
