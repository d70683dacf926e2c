"""The parts of one state's page: headline, time, missions, parity by category, neighbours."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import contributor_views, facts
from pages.deployments.timeline_charts import stacked_timeline
from pages.kit import formats, grids, labels, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.parity import charts

STATES = contributor_views.STATES
TIMELINE = "country_timeline"
MISSIONS = "country_missions"
PARITY = "parity_by_contributor"


def cards(view: View, iso3: str, name: str) -> None:
    """Show people, women, missions and change of a state, or say in words that it deploys nobody."""
    found = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    row = found[found["iso3"] == iso3].iloc[0]
    told = (
        (_("People in uniform"), formats.count(row["people_count"])),
        (_("Women"), formats.count(row["women_count"])),
        (_("Share of women"), formats.share(row["women_count"], row["people_count"])),
        (_("Missions"), formats.count(row["mission_count"])),
        (_("Change in 12 months"), formats.change(row["people_change_12m"])),
    )
    changed = not pd.isna(row["people_change_12m"]) and row["people_change_12m"] != 0
    if row["people_count"] > 0 or changed:
        with st.grid(5, gap="small", min_column_width=150):
            for label, value in told:
                st.metric(label, value, border=True)
    if row["people_count"] == 0:
        st.info(facts.nobody(run, view, iso3, name))
    if pd.isna(row["people_change_12m"]):
        st.caption(contributor_views.not_comparable(view))


def over_time(view: View, timeline: pd.DataFrame, by: str) -> None:
    """Draw people by month, stacked by mission or personnel type. Months without a report are hatched."""
    if by == "mission":
        column, names = "mission_line", mission_names(timeline)
    else:
        column, names = "personnel_type", {code: _(name) for code, name in labels.TYPES.items()}
    reported = run("months", view.snapshot)["as_of"]
    reported = reported[reported.dt.date <= view.as_of]
    option = stacked_timeline(timeline, column, names, notes.ink(), reported)
    told = (
        _("People by month, stacked by mission") if by == "mission" else _("People by month, stacked by personnel type")
    )
    st.echarts_chart(option, height=360, key=f"timeline_{by}", alt=told)
    if by == "type":
        st.caption(_("Before May 2017 staff officers stand inside troops."))
    notes.under(view, TIMELINE, timeline, "timeline", chart=option, height=360, title=told)


def mission_names(timeline: pd.DataFrame) -> dict[str, str]:
    """Return missions as line -> name, in the order of the alphabet; a renamed one with its former name."""
    names = {}
    for line, codes in timeline.sort_values("as_of").groupby("mission_line")["mission"]:
        newest, former = codes.iloc[-1], sorted(set(codes) - {codes.iloc[-1]})
        names[line] = f"{newest} ({', '.join(former)})" if former else newest
    return names


def missions(view: View, iso3: str) -> None:
    """List the state's missions with the first and last month that the files report it there."""
    found = run(MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    rows = list(found.itertuples())
    shown = pd.DataFrame(
        {
            "mission": [
                row.mission + (f" ({row.former_mission})" if isinstance(row.former_mission, str) else "")
                for row in rows
            ],
            "people_count": found["people_count"],
            "share": [formats.share(row.women_count, row.people_count) for row in rows],
            "first": [first_month(row) for row in rows],
            "last": [last_month(view, row) for row in rows],
        }
    )
    columns = {
        "mission": st.column_config.TextColumn(_("Mission"), pinned=True),
        "people_count": st.column_config.NumberColumn(_("People"), format="localized"),
        "share": _("Women"), "first": _("First reported"), "last": _("Last reported"),
    }  # fmt: skip
    grids.show(shown, columns, height="content", alt=_("Missions of this state, with their first and last month"))
    start = formats.month(run("months", view.snapshot)["as_of"].min())
    st.caption(
        _("The files begin in {month}. “Or earlier” and “or later”: the months beside it were not reported.").format(
            month=start
        )
    )
    notes.under(view, MISSIONS, found, "missions")


def first_month(row: Any) -> str:
    """Return the first reported month, and how much earlier the true one may be."""
    month = formats.month(row.first_as_of)
    if row.is_first_of_file:
        return _("{month} or earlier").format(month=month)
    if row.is_after_gap:
        before = formats.month(row.reported_before_as_of)
        return _("{month} or earlier, after {before}").format(month=month, before=before)
    return month


def last_month(view: View, row: Any) -> str:
    """Return that the state is still there, or the last reported month, and how much later the true one may be."""
    if row.is_there:
        return _("still there in {month}").format(month=formats.month(view.as_of))
    month = formats.month(row.last_as_of)
    if row.is_before_gap:
        after = formats.month(row.reported_after_as_of)
        return _("{month} or later, before {after}").format(month=month, after=after)
    return month


def parity(view: View, iso3: str) -> None:
    """Show the share of women per category with n; under ten people in words, and what is not there in words too."""
    found = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=iso3)
    large = found[~found["is_small"]]
    left, right = st.columns([3, 2], gap="large")
    if len(large):
        option = charts.parity_bars(large, notes.ink())
        left.echarts_chart(
            option, height=118 + 62 * len(large), key="parity",
            alt=_("Share of women by personnel category, with targets"),
        )  # fmt: skip
    with right:
        for row in found.itertuples():
            n = _("{women} of {people}").format(
                women=formats.count(row.women_count), people=formats.count(row.people_count)
            )
            small = _(" (under ten people: no percentage)") if row.is_small else ""
            st.markdown(f"{labels.category_name(row.category)}: **{n}**{small}")
        st.caption(absent(view, found))
    notes.under(view, PARITY, found, "parity")


def absent(view: View, found: pd.DataFrame) -> str:
    """Say which categories the state has nobody in, and which are not reported at all."""
    goals = run("parity_by_category", view.snapshot, as_of=view.as_of, scope=view.scope)
    goals = goals[~goals["category"].isin(found["category"])]
    told = []
    for those, words in (
        (goals["people_count"].notna(), _("Nobody in {month}: {categories}.")),
        (goals["people_count"].isna(), _("Not reported in {month}, which is not zero: {categories}.")),
    ):
        if those.any():
            named = "; ".join(labels.category_name(code) for code in goals.loc[those, "category"])
            told.append(words.format(month=formats.month(view.as_of), categories=named))
    return " ".join(told)


def neighbours(view: View, iso3: str, group: str) -> None:
    """List the states of a regional group in UN order, this one among them; a click on a row opens that state."""
    found = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope, regional_group=group)
    found = found.merge(facts.countries(run, view)[["iso3", "name"]], on="iso3")
    giving = int((found["people_count"] > 0).sum())
    st.markdown(
        ngettext(
            "{group}: {n} of {all} Member States contribute in {month}. In UN order, unranked; click a name to open a state.",
            "{group}: {n} of {all} Member States contribute in {month}. In UN order, unranked; click a name to open a state.",
            len(found),
        ).format(group=labels.name(labels.GROUPS, group), n=giving, all=len(found), month=formats.month(view.as_of))
    )
    found["here"] = ["▸ " + row.name if row.iso3 == iso3 else row.name for row in found.itertuples()]

    def follow() -> None:
        st.session_state["iso3"] = found["iso3"].iloc[st.session_state["open_neighbour"].row]

    number = st.column_config.NumberColumn
    columns = {
        "here": st.column_config.ButtonColumn(
            _("Member State"), pinned=True, width=190, type="tertiary", alignment="left", key="open_neighbour", on_click=follow
        ),
        "people_count": number(_("People"), format="localized"),
        "women_count": number(_("Women"), format="localized"),
        "women_fraction": st.column_config.ProgressColumn(_("Share of women"), format="percent", min_value=0, max_value=1, color="blue"),
        "mission_count": number(_("Missions"), format="localized"),
        "people_change_12m": number(_("In 12 months"), format="%+,d"),
    }  # fmt: skip
    grids.show(
        found[list(columns)], columns, height=430 if len(found) > 11 else "content",
        alt=_("Member States of the regional group, in UN order"),
    )  # fmt: skip
    notes.under(view, STATES, found[["name", *found.columns.drop(["name", "here"])]], "neighbours")
