"""The two looks of the compare page: one month against another, one state beside another."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import event_facts, facts, finding_facts
from pages.kit import bar_charts, filters, formats, grids, labels, links, notes, sources
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View

CHANGE = "deployment_change"
PARITY = "parity_by_contributor"
APART_SINCE = dt.date(2017, 5, 31)  # before, staff officers stand inside troops


def other_month(view: View) -> View:
    """Offer the month to compare with, the same month a year before to begin with; the view as of it."""
    months = [day.date() for day in run("months", view.snapshot)["as_of"]]
    names = {day.isoformat(): formats.month(day) for day in months}
    asked = st.query_params.get("from", "")
    gaps = {day.date().isoformat(): day for day in run("missing_months", view.snapshot)["as_of"]}
    if asked in gaps:
        words = _("{month} was not reported: a gap, not zero. It cannot be compared; another month is shown.")
        st.info(words.format(month=formats.month(gaps[asked])))
        st.query_params.pop("from")
    earlier = [day for day in months if (day.year, day.month) <= (view.as_of.year - 1, view.as_of.month)]
    first = max(earlier, default=min(months))
    code = filters.choice(_("Compared with"), "from", names, first.isoformat())
    return replace(view, as_of=dt.date.fromisoformat(code))


def months(view: View, before: View) -> None:
    """Show what changed between two months, in all and by one of three ways to divide it."""
    asked = {"from_date": before.as_of, "to_date": view.as_of, "scope": view.scope}
    totals = run(CHANGE, view.snapshot, by="total", **asked)
    unstated = {view.as_of, before.as_of} & {day.date() for day in facts.unstated(run, view)}
    if totals.empty:
        if unstated and view.scope != "all":
            st.info(facts.not_stated(replace(view, as_of=min(unstated))))
        else:
            st.info(_("Neither month prints anybody for this choice."))
        return
    total = totals.iloc[0]
    warning, breaks = event_facts.broken(run, view, before.as_of)
    if warning:
        st.warning(warning)
        _offer_clean(view, breaks, before)
    _totals(view, before, total)
    options = {"mission": _("Mission"), "type": _("Personnel type"), "state": _("Contributor")}
    if unstated:
        del options["mission"]
        words = _("{month} was published without missions: by mission the two months cannot be compared.")
        st.info(words.format(month=formats.month(min(unstated))))
    by = filters.choice(_("What changed, by"), "by", options, next(iter(options)), wide=True)
    is_whole = by != "type" or not min(before.as_of, view.as_of) < APART_SINCE <= max(before.as_of, view.as_of)
    if not is_whole:
        st.warning(
            _(
                "Before May 2017 staff officers stand inside troops. Across it, troops and staff officers do not compare: read them together."
            )
        )
    _divided(view, before, run(CHANGE, view.snapshot, by=by, **asked), by, total, is_whole)


def _offer_clean(view: View, breaks: pd.DataFrame, before: View) -> None:
    """Offer the next clean month in place of a month that is a known break. Frame: known_breaks."""
    for widget, words, clean in event_facts.clean(view, breaks, before.as_of, "from"):
        st.button(words, key=f"clean_{widget}", on_click=st.session_state.__setitem__, args=(widget, clean))


def _totals(view: View, before: View, total: pd.Series) -> None:
    """Show the change of people, women and share as cards, each with what it was and is."""
    step = _("from {before} to {after}")
    people, women = (
        {side: formats.count(total[f"{side}_{count}"]) for side in ("from", "to")}
        for count in ("people_count", "women_count")
    )
    sexed = {side: total[f"{side}_people_count"] - total[f"{side}_sex_not_reported_count"] for side in ("from", "to")}
    share = [formats.share(total[f"{side}_women_count"], people) for side, people in sexed.items()]
    months = formats.month(before.as_of), formats.month(view.as_of)
    cards = (
        (_("Change of people"), formats.change(total["people_change"]), people["from"], people["to"]),
        (_("Change of women"), formats.change(total["women_change"]), women["from"], women["to"]),
        (_("Share of women"), " → ".join(share), *months),
    )
    with st.grid(3, gap="small", min_column_width=200):
        for heading, figure, was, now in cards:
            line = step.format(before=was, after=now)
            st.metric(heading, figure, line, border=True, delta_color="off", delta_arrow="off")


def _divided(view: View, before: View, change: pd.DataFrame, by: str, total: pd.Series, is_whole: bool) -> None:
    """Draw the rows of a change and list them; they sum to the change of all. Not `is_whole`: the rows do not compare one by one."""
    names = _names(view, change, by)
    change = change.assign(name=[names.get(key, key) for key in change["key"]])
    if by == "state":
        order = {code: place for place, code in enumerate(names)}
        change = change.sort_values("key", key=lambda keys: keys.map(order), ignore_index=True)
    elif by == "type":
        order = {code: place for place, code in enumerate(labels.TYPES)}
        change = change.sort_values("key", key=lambda keys: keys.map(order), ignore_index=True)
    moved = int((change["people_change"] != 0).sum())
    title = _("Change of people, {before} to {after}").format(
        before=formats.month(before.as_of), after=formats.month(view.as_of)
    )
    notes.finding(finding_facts.compared(change, names, total, is_whole), title)
    if moved:
        option, height = bar_charts.change_bars(change, names, notes.ink())
        if moved > bar_charts.MOST:
            st.caption(_("Drawn: the {n} largest changes, of {all}.").format(n=bar_charts.MOST, all=moved))
        st.echarts_chart(option, height=height, key=f"change_{by}", alt=title)
    else:
        option, height = None, 0
        st.info(_("No row changed."))
    st.markdown(
        ngettext(
            "{n} row, which sums to the change of all: {people} people and {women} women.",
            "{n} rows, which sum to the change of all: {people} people and {women} women.",
            len(change),
        ).format(
            n=len(change), people=formats.change(total["people_change"]), women=formats.change(total["women_change"])
        )
    )
    number = st.column_config.NumberColumn
    first, second = formats.month(before.as_of), formats.month(view.as_of)
    columns = {
        "name": st.column_config.TextColumn(_("Name"), pinned=True, width=190),
        "from_people_count": number(_("People, {month}").format(month=first), format="localized"),
        "to_people_count": number(_("People, {month}").format(month=second), format="localized"),
        "people_change": number(_("Change of people"), format="%+,d"),
        "from_women_count": number(_("Women, {month}").format(month=first), format="localized"),
        "to_women_count": number(_("Women, {month}").format(month=second), format="localized"),
        "women_change": number(_("Change of women"), format="%+,d"),
    }
    grids.show(change[list(columns)], columns, height=520 if len(change) > 13 else "content", alt=title)
    st.caption(
        _("Within a reported month, what is not printed is nobody: a row that one side does not print counts 0 there.")
    )
    notes.set_aside(before)
    days = {"from_as_of": pd.Timestamp(before.as_of), "to_as_of": pd.Timestamp(view.as_of)}
    date = st.column_config.DateColumn
    headings = {"from_as_of": date(_("Month before")), "to_as_of": date(_("Month after"))}
    frame = change.assign(**days)
    notes.under(
        view,
        CHANGE,
        frame,
        f"change_{by}",
        table=headings,
        chart=option,
        height=height,
        title=title,
        more=sources.chosen(since=before.as_of.isoformat(), by=by),
    )


def _names(view: View, change: pd.DataFrame, by: str) -> dict[str, str]:
    """Names of what a change is divided by, as code -> name."""
    if by == "type":
        return {code: _(name) for code, name in labels.TYPES.items()}
    if by == "state":
        return facts.countries(run, view).set_index("iso3")["name"].to_dict()
    missions = run("missions", view.snapshot)
    renamed = missions[missions["mission_code"] != missions["lineage_code"]]
    former = renamed.groupby("lineage_code")["mission_code"].agg(", ".join)
    return {
        key: _("{mission} (formerly {former})").format(mission=key, former=former[key]) if key in former else key
        for key in change["key"]
    }


def two_states(view: View) -> None:
    """Let the reader choose two states and show them side by side."""
    known = facts.countries(run, view).set_index("iso3")["name"].to_dict()
    states = run(facts.STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    deploying = set(states.loc[states["people_count"] > 0, "iso3"])
    first, second = [*(code for code in known if code in deploying), *known][:2]
    with st.container(horizontal=True):
        one = filters.choice(_("First state"), "a", known, first)
        other = filters.choice(_("Second state"), "b", known, second)
    if one == other:
        st.info(_("The same state twice: choose another to compare."))
        return
    names = {one: known[one], other: known[other]}
    rows = states[states["iso3"].isin(names)].set_index("iso3").loc[[one, other]]
    notes.finding(finding_facts.two_personnel(rows, names), _("Personnel"))
    figures = [facts.personnel(rows.loc[code], (_("Missions"), "mission_count")) for code in names]
    lines = [(heading, figure, beside) for (heading, figure), (_heading, beside) in zip(*figures, strict=True)]
    _beside(lines, _("Measure"), names, _("People, women and missions of two states"))
    notes.under(
        view, facts.STATES, rows.reset_index(), "two_states", line=False, more=sources.chosen(states=";".join(names))
    )
    parity = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope)
    parity = parity[parity["iso3"].isin(names)]
    notes.finding(finding_facts.two_categories(parity, names), _("Women by category"))
    categories = {code: labels.category_name(code, short=True) for code in run("categories", view.snapshot)["category"]}
    _beside(_lines(parity, "category", categories, names), _("Category"), names, _("Women by category of two states"))
    st.caption(_("Under ten people there is no percentage. A dash: nobody, or not reported."))
    notes.under(view, PARITY, parity, "two_parity", line=False, more=sources.chosen(states=";".join(names)))
    flows = run(facts.FLOWS, view.snapshot, as_of=view.as_of, scope=view.scope)
    flows = flows[flows["iso3"].isin(names)]
    notes.finding(finding_facts.two_missions(view, flows, names), _("Missions"))
    if len(flows):
        missions = {code: code for code in sorted(set(flows["mission"]))}
        _beside(_lines(flows, "mission", missions, names), _("Mission"), names, _("Missions of two states"))
    notes.under(view, facts.FLOWS, flows, "two_missions", more=sources.chosen(states=";".join(names)))
    with st.container(horizontal=True):
        for code, name in names.items():
            links.lead(facts.COUNTRY_PAGE, name, None, iso3=code)


def _lines(
    rows: pd.DataFrame, column: str, keys: Mapping[str, str], states: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """For each key (code -> name) of a column, its name and the women of each state; a dash where a state has none."""
    cells = {(key, row.iso3): _women(row) for key, row in zip(rows[column], rows.itertuples(), strict=True)}
    return [(name, *(cells.get((key, code), formats.DASH) for code in states)) for key, name in keys.items()]


def _women(row: Any) -> str:
    """Women of people, and the share where there are ten or more."""
    line = _("{women} women of {people}").format(women=formats.women_of(row), people=formats.count(row.people_count))
    if row.people_count < formats.SMALL:
        return line
    return f"{line} ({formats.share_of(row)})"


def _beside(lines: Sequence[tuple[str, ...]], heading: str, names: dict[str, str], alt: str) -> None:
    """Show rows of text for two states."""
    table = pd.DataFrame(lines, columns=["what", *names])
    columns = {"what": st.column_config.TextColumn(heading, pinned=True)} | names
    grids.show(table, columns, height="content", alt=alt)
