"""The two looks of the compare page: one month against another, one state beside another."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.deployments import facts
from pages.kit import change_charts as compare_charts
from pages.kit import filters, formats, grids, labels, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View

CHANGE = "deployment_change"
STATES = "deployment_by_state"
PARITY = "parity_by_contributor"
FLOWS = "deployment_flows"
APART_SINCE = dt.date(2017, 5, 31)  # before, staff officers stand inside troops


def other_month(view: View) -> View:
    """Let the reader choose the month to compare with; the same month a year before to begin with."""
    months = [day.date() for day in run("months", view.snapshot)["as_of"]]
    names = {day.isoformat(): formats.month(day) for day in months}
    asked = st.query_params.get("from", "")
    gaps = {day.date().isoformat(): day for day in run("missing_months", view.snapshot)["as_of"]}
    if asked in gaps:
        told = _("{month} was not reported: a gap, not zero. It cannot be compared; another month is shown.")
        st.info(told.format(month=formats.month(gaps[asked])))
        st.query_params.pop("from")
    earlier = [day for day in months if (day.year, day.month) <= (view.as_of.year - 1, view.as_of.month)]
    first = max(earlier, default=min(months))
    code = filters.choice(_("Compared with"), "from", names, first.isoformat())
    return replace(view, as_of=dt.date.fromisoformat(code))


def months(view: View, before: View) -> None:
    """Show what changed between two months, in all and by one of three ways to divide it."""
    asked = {"from_date": before.as_of, "to_date": view.as_of, "scope": view.scope}
    whole = run(CHANGE, view.snapshot, by="total", **asked)
    if whole.empty:
        st.info(_("Neither month prints anybody for this choice."))
        return
    whole = whole.iloc[0]
    step = _("from {before} to {after}")
    cards = (
        (_("Change of people"), formats.change(whole["people_change"]), whole["from_people_count"], whole["to_people_count"]),
        (_("Change of women"), formats.change(whole["women_change"]), whole["from_women_count"], whole["to_women_count"]),
    )  # fmt: skip
    shares = [formats.share(whole[f"{side}_women_count"], whole[f"{side}_people_count"]) for side in ("from", "to")]
    with st.grid(3, gap="small", min_column_width=200):
        for label, value, first, second in cards:
            told = step.format(before=formats.count(first), after=formats.count(second))
            st.metric(label, value, told, border=True, delta_color="off", delta_arrow="off")
        told = step.format(before=formats.month(before.as_of), after=formats.month(view.as_of))
        st.metric(
            _("Share of women"), f"{shares[0]} → {shares[1]}", told, border=True, delta_color="off", delta_arrow="off"
        )
    named = {"mission": _("Mission"), "type": _("Personnel type"), "state": _("Contributor")}
    by = filters.choice(_("What changed, by"), "by", named, "mission", wide=True)
    if by == "type" and min(before.as_of, view.as_of) < APART_SINCE <= max(before.as_of, view.as_of):
        st.warning(
            _(
                "Before May 2017 staff officers stand inside troops. Across it, troops and staff officers do not compare: read them together."
            )
        )
    _divided(view, before, run(CHANGE, view.snapshot, by=by, **asked), by, whole)


def _divided(view: View, before: View, change: pd.DataFrame, by: str, whole: pd.Series) -> None:
    """Draw the rows of a change and list them; they sum to the change of all."""
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
    if moved:
        option, height = compare_charts.change_bars(change, names, notes.ink())
        if moved > compare_charts.MOST:
            st.caption(_("Drawn: the {n} largest changes, of {all}.").format(n=compare_charts.MOST, all=moved))
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
            n=len(change), people=formats.change(whole["people_change"]), women=formats.change(whole["women_change"])
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
    notes.under(view, CHANGE, change.assign(**days), f"change_{by}", chart=option, height=height, title=title)


def _names(view: View, change: pd.DataFrame, by: str) -> dict[str, str]:
    if by == "type":
        return {code: _(name) for code, name in labels.TYPES.items()}
    if by == "state":
        return {row.iso3: row.name for row in facts.countries(run, view).itertuples()}
    known = run("missions", view.snapshot)
    former = (
        known[known["mission_code"] != known["lineage_code"]].groupby("lineage_code")["mission_code"].agg(", ".join)
    )
    return {
        key: _("{mission} (formerly {former})").format(mission=key, former=former[key]) if key in former else key
        for key in change["key"]
    }


def two_states(view: View) -> None:
    """Let the reader choose two states and show them side by side."""
    known = facts.countries(run, view).set_index("iso3")["name"].to_dict()
    present = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    with_people = set(present.loc[present["people_count"] > 0, "iso3"])
    giving = [code for code in known if code in with_people]
    first, second = [*giving, *known][:2]
    with st.container(horizontal=True):
        one = filters.choice(_("First state"), "a", known, first)
        other = filters.choice(_("Second state"), "b", known, second)
    if one == other:
        st.info(_("The same state twice: choose another to compare."))
        return
    names = {one: known[one], other: known[other]}
    st.header(_("Personnel"))
    found = present[present["iso3"].isin(names)].set_index("iso3").loc[[one, other]]
    measures = (
        (_("People in uniform"), lambda row: formats.count(row["people_count"])),
        (_("Women"), lambda row: formats.count(row["women_count"])),
        (_("Share of women"), lambda row: formats.share(row["women_count"], row["people_count"])),
        (_("Missions"), lambda row: formats.count(row["mission_count"])),
        (_("Change in 12 months"), lambda row: formats.change(row["people_change_12m"])),
    )
    _beside(
        [(label, told(found.loc[one]), told(found.loc[other])) for label, told in measures], _("Measure"), names,
        _("People, women and missions of two states"),
    )  # fmt: skip
    notes.under(view, STATES, found.reset_index(), "two_states", line=False)
    st.header(_("Women by category"))
    parity = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope)
    parity = parity[parity["iso3"].isin(names)]
    _beside(_categories(view, parity, names), _("Category"), names, _("Women by category of two states"))
    st.caption(_("Under ten people there is no percentage. A dash: nobody, or not reported."))
    notes.under(view, PARITY, parity, "two_parity", line=False)
    st.header(_("Missions"))
    flows = run(FLOWS, view.snapshot, as_of=view.as_of, scope=view.scope)
    flows = flows[flows["iso3"].isin(names)]
    cells = {(row.mission, row.iso3): _told(row) for row in flows.itertuples()}
    lines = [(mission, *(cells.get((mission, code), formats.DASH) for code in names)) for mission in sorted(set(flows["mission"]))]  # fmt: skip
    if lines:
        _beside(lines, _("Mission"), names, _("Missions of two states"))
    else:
        st.info(_("Neither state deploys anybody in {month}.").format(month=formats.month(view.as_of)))
    notes.under(view, FLOWS, flows, "two_missions")
    with st.container(horizontal=True):
        for code, name in names.items():
            st.page_link(f"pages/{facts.COUNTRY_PAGE}", label=name, query_params={"iso3": code})


def _categories(view: View, parity: pd.DataFrame, names: dict[str, str]) -> list[tuple[str, ...]]:
    cells = {(row.category, row.iso3): _told(row) for row in parity.itertuples()}
    categories = run("categories", view.snapshot)["category"]
    return [
        (labels.category_name(category, short=True), *(cells.get((category, code), formats.DASH) for code in names))
        for category in categories
    ]


def _told(row) -> str:
    """Return women of people, and the share where there are ten or more."""
    n = _("{women} women of {people}").format(
        women=formats.count(row.women_count), people=formats.count(row.people_count)
    )
    if row.people_count < formats.SMALL:
        return n
    return f"{n} ({formats.share(row.women_count, row.people_count)})"


def _beside(lines: list[tuple[str, ...]], head: str, names: dict[str, str], alt: str) -> None:
    """Show rows of text for two states."""
    table = pd.DataFrame(lines, columns=["what", *names])
    columns = {"what": st.column_config.TextColumn(head, pinned=True)} | names
    grids.show(table, columns, height="content", alt=alt)
