"""The parts of one state's page: headline, time, missions, parity by category, neighbours."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import charts, event_facts, facts, finding_facts
from pages.kit import bar_charts, filters, formats, grids, labels, notes, share_bars, sources
from pages.kit.cache import run
from pages.kit.naming import Names
from pages.kit.text import _
from pages.kit.view import View

TIMELINE = "country_timeline"
PARITY = "parity_by_contributor"


def cards(view: View, iso3: str, name: str) -> None:
    """Show people, women, missions and change of a state, or say in words that it deploys nobody."""
    states = run(facts.STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    row = states[states["iso3"] == iso3].iloc[0]
    change = row["people_change_12m"]
    if pd.isna(row["people_count"]):
        st.info(facts.not_stated(view))
        return
    if row["people_count"] > 0 or (not pd.isna(change) and change != 0):
        grids.cards(facts.personnel(row, (_("Missions"), "mission_count")))
    if row["people_count"] == 0:
        st.info(facts.nobody(run, view, iso3, name))
    if pd.isna(change):
        st.caption(facts.not_comparable(view))


def over_time(view: View, timeline: pd.DataFrame, iso3: str) -> None:
    """Draw people of a state by month, stacked by mission or personnel type. Months without a report are hatched."""
    notes.finding(finding_facts.over_time(run, view, timeline), _("People by month"))
    options = {"mission": _("Mission"), "type": _("Personnel type")}
    by = filters.choice(_("Stacked by"), "by", options, "mission", wide=True)
    if by == "mission":
        column, names = "mission_line", facts.mission_lines(timeline)
        title = _("People by month, stacked by mission")
    else:
        column, names = "personnel_type", {code: _(name) for code, name in labels.TYPES.items()}
        title = _("People by month, stacked by personnel type")
    unstated = facts.unstated(run, view) if view.scope != "all" else None
    served = timeline.loc[timeline["people_count"] > 0, "mission"].unique().tolist()
    events = event_facts.of_stack(event_facts.over_time(run, view, timeline, served), by)
    option = charts.stacked_timeline(
        timeline, column, names, notes.ink(), facts.reported(run, view), unstated=unstated, events=events
    )
    st.echarts_chart(option, height=charts.TALL, key=f"timeline_{by}", alt=title)
    if said := event_facts.told(events):
        st.caption(said)
    in_words: Names = {"mission_line": labels.mission_name}
    notes.under(
        view,
        TIMELINE,
        timeline,
        "timeline",
        names=in_words,
        chart=option,
        height=charts.TALL,
        title=title,
        more=sources.chosen(iso3=iso3, by=by),
    )


def missions(view: View, iso3: str) -> None:
    """List the state's missions: people, their change in 12 months, and the first and last month that the files report it there."""
    frame = run(facts.COUNTRY_MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    notes.finding(finding_facts.missions(view, frame), _("Missions, change in 12 months, first and last month"))
    if changed := finding_facts.most_changed(frame):
        st.markdown(changed)
    elif frame["people_before_count"].isna().any():
        st.caption(facts.missions_not_comparable(view))
    rows = list(frame.itertuples())
    former = [f" ({row.former_mission})" if isinstance(row.former_mission, str) else "" for row in rows]
    shown = pd.DataFrame(
        {
            "mission": [row.mission + name for row, name in zip(rows, former, strict=True)],
            "people_count": frame["people_count"],
            "change": [facts.mission_change(row) for row in rows],
            "share": [formats.share_of(row) for row in rows],
            "first": [facts.first_month(row) for row in rows],
            "last": [facts.last_month(view, row) for row in rows],
        }
    )
    columns = {
        "mission": st.column_config.TextColumn(_("Mission"), pinned=True),
        "people_count": st.column_config.NumberColumn(_("People"), format="localized"),
        "change": _("Change in 12 months"),
        "share": _("Women"),
        "first": _("First reported"),
        "last": _("Last reported"),
    }
    grids.show(
        shown,
        columns,
        height="content",
        alt=_("Missions of this state, with the change in 12 months and the first and last month"),
    )
    words = _("The files begin in {month}. “Or earlier” and “or later”: the months beside it were not reported.")
    st.caption(words.format(month=facts.started(run, view)))
    notes.under(view, facts.COUNTRY_MISSIONS, frame, "missions", more=sources.chosen(iso3=iso3))


def parity(view: View, iso3: str) -> None:
    """Show the share of women per category with n; under ten people in words, and what is not there in words too."""
    rows = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=iso3)
    rows = event_facts.without_needs(run, view, rows)
    title = _("Women by category")
    notes.finding(finding_facts.categories(rows), title)
    large = rows[~rows["is_small"]]
    picture: dict[str, Any] = {}
    left, right = st.columns([3, 2], gap="large")
    if len(large):
        picture = {"chart": bar_charts.parity_bars(large, notes.ink()), "height": 118 + 62 * len(large), "title": title}
        alt = _("Share of women by personnel category, with targets")
        left.echarts_chart(picture["chart"], height=picture["height"], key="parity", alt=alt)
    with right:
        for line in facts.by_category(rows):
            st.markdown(line)
        st.caption(facts.without(run, view, rows["category"]))
    notes.under(view, PARITY, rows, "parity", more=sources.chosen(iso3=iso3), **picture)


def neighbours(view: View, iso3: str, groups: list[str]) -> None:
    """List the states of a regional group in UN order, this one among them; a click on a row opens that state."""
    head, group = st.container(), groups[0]
    if len(groups) > 1:
        named = {code: labels.name(labels.GROUPS, code) for code in groups}
        group = filters.choice(_("UN regional group"), "group", named, group, wide=True)
    states = run(facts.STATES, view.snapshot, as_of=view.as_of, scope=view.scope, regional_group=group)
    states = states.merge(facts.countries(run, view)[["iso3", "name"]], on="iso3")
    with head:
        figure = _("Its regional group, in UN order, unranked; click a name to open a state")
        notes.finding(finding_facts.neighbours(view, states, group), figure)
    if twice := facts.in_two_groups(run, view, group):
        st.caption(twice)
    states["drawn"] = share_bars.drawn(states)
    states["here"] = ["▸ " + row.name if row.iso3 == iso3 else row.name for row in states.itertuples()]

    def follow() -> None:
        st.session_state["iso3"] = states["iso3"].iloc[st.session_state["open_neighbour"].row]

    number = st.column_config.NumberColumn
    columns = {
        "here": st.column_config.ButtonColumn(
            _("Member State"), pinned=True, width=190, type="tertiary", alignment="left", key="open_neighbour", on_click=follow
        ),
        "people_count": number(_("People"), format="localized"),
        "women_count": number(_("Women"), format="localized"),
        "women_fraction": number(_("Share of women"), format="percent"),
        "drawn": share_bars.column(),
        "mission_count": number(_("Missions"), format="localized"),
        "people_change_12m": number(_("In 12 months"), format="%+,d"),
    }  # fmt: skip
    height = 430 if len(states) > 11 else "content"
    grids.show(states[list(columns)], columns, height=height, alt=_("Member States of the regional group, in UN order"))
    notes.under(view, facts.STATES, states[["name", *states.columns.drop(["name", "here", "drawn"])]], "neighbours")
