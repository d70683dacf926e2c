"""The parts of one state's page: headline, time, missions, parity by category, neighbours."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import charts, event_facts, facts, finding_facts
from pages.kit import bar_charts, filters, formats, grids, labels, notes, share_bars, sources
from pages.kit.cache import kept, run
from pages.kit.naming import Names
from pages.kit.text import _
from pages.kit.view import Run, View

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


def _timeline(run: Run, view: View, iso3: str, by: str = "mission") -> pd.DataFrame:
    """People of a state by month up to the one shown, by mission or by personnel type; without the columns of the other."""
    rows = run(TIMELINE, view.snapshot, iso3=iso3, scope=view.scope, by=by)
    empty = ["personnel_type", "category"] if by == "mission" else ["mission", "mission_line"]
    return rows[rows["as_of"].dt.date <= view.as_of].drop(columns=empty)


def _found(run: Run, view: View, iso3: str) -> str:
    return finding_facts.over_time(run, view, kept(_timeline, view, iso3))


def _stacked(run: Run, view: View, iso3: str, by: str, ink: str) -> tuple[str, dict[str, Any], str]:
    """The chart of people by month, by mission or type: its title, what is drawn, and its events in words."""
    missions, timeline = kept(_timeline, view, iso3), kept(_timeline, view, iso3, by)
    if by == "mission":
        column, names = "mission_line", facts.mission_lines(missions)
        title = _("People by month, stacked by mission")
    else:
        column, names = "personnel_type", {code: _(name) for code, name in labels.TYPES.items()}
        title = _("People by month, stacked by personnel type")
    unstated = facts.unstated(run, view) if view.scope != "all" else None
    served = missions.loc[missions["people_count"] > 0, "mission"].unique().tolist()
    events = event_facts.of_stack(event_facts.over_time(run, view, timeline, served), by)
    option = charts.stacked_timeline(
        timeline, column, names, ink, facts.reported(run, view), unstated=unstated, events=events
    )
    return title, option, event_facts.told(events)


def has_served(view: View, iso3: str) -> bool:
    """Whether a state is reported with anybody, in any month up to the one shown."""
    return bool((kept(_timeline, view, iso3)["people_count"] > 0).any())


def over_time(view: View, iso3: str) -> None:
    """Draw people of a state by month, stacked by mission or personnel type. Months without a report are hatched."""
    notes.finding(kept(_found, view, iso3), _("People by month"))
    options = {"mission": _("Mission"), "type": _("Personnel type")}
    by = filters.choice(_("Stacked by"), "by", options, "mission", wide=True)
    title, option, said = kept(_stacked, view, iso3, by, notes.ink())
    st.echarts_chart(option, height=charts.TALL, key=f"timeline_{by}", alt=title)
    if said:
        st.caption(said)
    in_words: Names = {"mission_line": labels.mission_name}
    notes.under(
        view,
        TIMELINE,
        kept(_timeline, view, iso3, by),
        "timeline",
        names=in_words,
        chart=option,
        height=charts.TALL,
        title=title,
        more=sources.chosen(iso3=iso3, by=by),
    )


def _missions(run: Run, view: View, iso3: str) -> tuple[pd.DataFrame, str, str, str, grids.Made]:
    """Missions of a state, what they show in words, which changed most, why none is compared, and their table."""
    frame = run(facts.COUNTRY_MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    lacks = facts.missions_not_comparable(view) if frame["people_before_count"].isna().any() else ""
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
        "mission": st.column_config.TextColumn(_("Mission"), pinned=True, width=100),
        "people_count": st.column_config.NumberColumn(_("People"), format="localized"),
        "change": _("Change in 12 months"),
        "share": _("Women"),
        "first": _("First reported"),
        "last": _("Last reported"),
    }
    table = grids.made(shown, columns)
    return frame, finding_facts.missions(view, frame), finding_facts.most_changed(frame), lacks, table


def missions(view: View, iso3: str) -> None:
    """List the state's missions: people, their change in 12 months, and the first and last month that the files report it there."""
    frame, sentence, changed, lacks, table = kept(_missions, view, iso3)
    notes.finding(sentence, _("Missions, change in 12 months, first and last month"))
    if changed:
        st.markdown(changed)
    elif lacks:
        st.caption(lacks)
    grids.draw(
        table,
        height="content",
        alt=_("Missions of this state, with the change in 12 months and the first and last month"),
    )
    words = _("The files begin in {month}. “Or earlier” and “or later”: the months beside it were not reported.")
    st.caption(words.format(month=facts.started(run, view)))
    notes.under(view, facts.COUNTRY_MISSIONS, frame, "missions", more=sources.chosen(iso3=iso3))


def _parity(run: Run, view: View, iso3: str, ink: str) -> tuple[pd.DataFrame, str, dict[str, Any], list[str], str]:
    """Women of a state by category, what they show in words, their chart (none where all are small), a line each, and what has no line."""
    rows = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=iso3)
    rows = event_facts.without_needs(run, view, rows)
    large, picture = rows[~rows["is_small"]], {}
    if len(large):
        chart = bar_charts.parity_bars(large, ink)
        picture = {"chart": chart, "height": 118 + 62 * len(large), "title": _("Women by category")}
    lines, lacks = list(facts.by_category(rows)), facts.without(run, view, rows["category"])
    return rows, finding_facts.categories(rows), picture, lines, lacks


def parity(view: View, iso3: str) -> None:
    """Show the share of women per category with n; under ten people in words, and what is not there in words too."""
    rows, sentence, picture, lines, lacks = kept(_parity, view, iso3, notes.ink())
    notes.finding(sentence, _("Women by category"))
    left, right = st.columns([3, 2], gap="large")
    if picture:
        alt = _("Share of women by personnel category, with targets")
        left.echarts_chart(picture["chart"], height=picture["height"], key="parity", alt=alt)
    with right:
        for line in lines:
            st.markdown(line)
        st.caption(lacks)
    notes.under(view, PARITY, rows, "parity", more=sources.chosen(iso3=iso3), **picture)


def _neighbours(run: Run, view: View, iso3: str, group: str) -> tuple[pd.DataFrame, str, str, grids.Made]:
    """States of a regional group in UN order, what they show in words, who is in two groups, and their table."""
    states = run(facts.STATES, view.snapshot, as_of=view.as_of, scope=view.scope, regional_group=group)
    states = states.merge(facts.countries(run, view)[["iso3", "name"]], on="iso3")
    sentence = finding_facts.neighbours(view, states, group)
    states["drawn"] = share_bars.drawn(states)
    states["here"] = ["▸ " + row.name if row.iso3 == iso3 else row.name for row in states.itertuples()]
    number = st.column_config.NumberColumn
    columns = {
        "here": st.column_config.ButtonColumn(
            _("Member State"), pinned=True, width=190, type="tertiary", alignment="left", key="open_neighbour"
        ),
        "people_count": number(_("People"), format="localized"),
        "women_count": number(_("Women"), format="localized"),
        "women_fraction": number(_("Share of women"), format="percent"),
        "drawn": share_bars.column(),
        "mission_count": number(_("Missions"), format="localized"),
        "people_change_12m": number(_("In 12 months"), format="%+,d"),
    }
    return states, sentence, facts.in_two_groups(run, view, group), grids.made(states[list(columns)], columns)


def neighbours(view: View, iso3: str, groups: list[str]) -> None:
    """List the states of a regional group in UN order, this one among them; a click on a row opens that state."""
    head, group = st.container(), groups[0]
    if len(groups) > 1:
        named = {code: labels.name(labels.GROUPS, code) for code in groups}
        group = filters.choice(_("UN regional group"), "group", named, group, wide=True)
    states, sentence, twice, table = kept(_neighbours, view, iso3, group)
    with head:
        notes.finding(sentence, _("Its regional group, in UN order, unranked; click a name to open a state"))
    if twice:
        st.caption(twice)

    def follow() -> None:
        st.session_state["iso3"] = states["iso3"].iloc[st.session_state["open_neighbour"].row]

    height = 430 if len(states) > 11 else "content"
    grids.draw(table, {"here": follow}, height=height, alt=_("Member States of the regional group, in UN order"))
    notes.under(view, facts.STATES, states[["name", *states.columns.drop(["name", "here", "drawn"])]], "neighbours")
