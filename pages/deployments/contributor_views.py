"""The parts of the contributors page: cards, map, flows and table of the states that the reader chose.

Invented states have no place on a map: in the exercise regions are drawn as bars.
"""

import pandas as pd
import streamlit as st

from pages.deployments import charts, facts, finding_facts
from pages.kit import bar_charts, formats, grids, labels, links, maps, naming, notes, share_bars, sources, sparks
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import View, scope_name

TREND = "contributor_trend"
Chosen = dict[str, str]  # the regional group and the area, as queries take them


def cards(view: View, chosen: Chosen) -> None:
    """Show contributors, people, women and change of the choice."""
    total = _total(view, chosen)
    of_states = _("Contributors, of {n}").format(n=formats.count(total["state_count"]))
    people, women, share, contributors, change = facts.personnel(total, (of_states, "contributor_count"))
    grids.cards([contributors, people, women, share, change])
    if pd.isna(total["people_change_12m"]):
        st.caption(facts.not_comparable(view))
    if special := facts.noted(run, view, chosen["regional_group"]):
        st.caption(" ".join([special, facts.in_two_groups(run, view, chosen["regional_group"])]))


def _total(view: View, chosen: Chosen) -> pd.Series:
    """The figures of the choice as one."""
    return run(facts.GROUP, view.snapshot, as_of=view.as_of, scope=view.scope, **chosen).iloc[0]


def measures() -> dict[str, str]:
    """What a map or a chart of regions can show, as code -> name."""
    return {
        "people": _("People"),
        "women": _("Women"),
        "share": _("Share of women"),
        "change": _("Change in 12 months"),
    }


def world(view: View, states: pd.DataFrame, chosen: Chosen, measure: str) -> None:
    """Draw the map, open the page of a state that is clicked, and list what the map cannot show."""
    if measure == "change" and states["people_change_12m"].isna().all():
        st.info(facts.not_comparable(view))
        return
    name = measures()[measure]
    notes.finding(
        finding_facts.of_map(view, states, measure, _total(view, chosen)),
        _("{measure} by contributor").format(measure=name),
    )
    everyone = run("countries", view.snapshot)
    apart = tuple(sorted(set(everyone.loc[everyone["is_member_state"], "iso3"]) - set(states["iso3"])))
    boundaries = _("Boundaries: United Nations Geodata, simplified")
    foot = f"{name}, {formats.day(view.as_of)}, {scope_name(view)}<br>{boundaries}"
    figure = maps.choropleth(states, measure, notes.appearance(), apart, foot, near=bool(chosen["area"]))
    clicked = st.plotly_chart(
        figure,
        theme=None,
        config=maps.CONFIG,
        on_select="rerun",
        selection_mode="points",
        key=f"map_{measure}",
        alt=_("Map of contributing states; the table below holds the same figures"),
    )
    credit = notes.map_credit()
    for line in facts.beside_the_map(states, measure):
        st.caption(line)
    st.caption(credit)
    title = f"{_('Contributors')}{colon()}{name}"
    notes.under(
        view,
        facts.STATES,
        _answer(view, states),
        "map",
        line=False,
        chart=figure,
        title=title,
        credit=credit,
        more=sources.chosen(**chosen),
    )
    points = clicked.selection.points
    if points and isinstance(points[0].get("customdata"), str):
        links.open_page(facts.COUNTRY_PAGE, view, iso3=points[0]["customdata"])


def _answer(view: View, states: pd.DataFrame) -> pd.DataFrame:
    """The query's own columns of states, their names before them."""
    return states[["name", *run(facts.STATES, view.snapshot, as_of=view.as_of, scope=view.scope).columns]]


def flows(view: View, chosen: Chosen) -> None:
    """Draw arcs from contributors to missions, and list what cannot be drawn."""
    rows = run(facts.FLOWS, view.snapshot, as_of=view.as_of, scope=view.scope, **chosen)
    if rows.empty:
        st.info(facts.nobody_chosen(view))
        return
    names = naming.states(run, view)
    rows = rows.assign(name=rows["iso3"].map(names))
    notes.finding(finding_facts.of_flows(view, rows, names), _("Flows from contributors to missions"))
    st.markdown(
        _(
            "From each contributor (blue) to the mission's headquarters (orange); the wider, the more people. Point at an arc for its figures."
        )
    )
    alt = _("Arcs from contributors to missions; the table under it holds the same figures")
    st.pydeck_chart(maps.flows_deck(rows, notes.appearance()), height=520, key="flows", alt=alt)
    unplaced = rows[rows["hq_latitude"].isna()].drop_duplicates("mission").sort_values("mission")
    if len(unplaced):
        missions = semicolon().join(
            f"{row.mission} {formats.count(row.mission_people_count)}" for row in unplaced.itertuples()
        )
        words = _("Not drawn, because no source gives the place of its headquarters: {missions}.")
        st.caption(words.format(missions=missions))
    missing = rows[~rows["iso3"].isin(maps.shapes().keys())].drop_duplicates("iso3")
    if len(missing):
        st.caption(_("Without a shape on this map: {states}.").format(states=semicolon().join(missing["name"])))
    st.caption(notes.map_credit())
    notes.under(view, facts.FLOWS, rows[["name", *rows.columns.drop("name")]], "flows", more=sources.chosen(**chosen))


def table(view: View, states: pd.DataFrame, chosen: Chosen) -> None:
    """List the states with people now or a year before, in UN order; a click on a name opens that state's page."""
    rows = states[(states["people_count"] > 0) | (states["people_change_12m"].fillna(0) != 0)].reset_index(drop=True)
    if rows.empty:
        st.info(facts.nobody_chosen(view))
        return
    st.markdown(
        ngettext(
            "{n} state with people in this month or a year before. Click a name to open the state; sort by any heading.",
            "{n} states with people in this month or a year before. Click a name to open the state; sort by any heading.",
            len(rows),
        ).format(n=len(rows))
        + " "
        + _("Under ten people no share is given.")
    )
    rows["group"] = [
        labels.name(labels.GROUPS_SHORT, code) if isinstance(code, str) else formats.DASH
        for code in rows["regional_group"]
    ]
    history = run(TREND, view.snapshot, as_of=view.as_of, scope=view.scope)
    months = {day.date() for day in facts.reported(run, view)}
    rows["drawn"] = share_bars.drawn(rows)
    rows["trend"] = sparks.of_states(history, rows["iso3"], months)
    number = st.column_config.NumberColumn
    columns = {
        "name": st.column_config.ButtonColumn(
            _("Contributor"), pinned=True, width=190, type="tertiary", alignment="left", key="open_state"
        ),
        "group": _("Group"),
        "people_count": number(_("People"), format="localized"),
        "women_count": number(_("Women"), format="localized"),
        "women_fraction": number(_("Share of women"), format="percent"),
        "drawn": share_bars.column(),
        "mission_count": number(_("Missions"), format="localized"),
        "people_change_12m": number(_("In 12 months"), format="%+,d"),
        "trend": sparks.column(),
    }
    height = 560 if len(rows) > 14 else "content"
    grids.show(rows[list(columns)], columns, height=height, alt=_("Contributors in UN order"), key="states")
    notes.under(view, facts.STATES, _answer(view, rows), "states", more=sources.chosen(**chosen))
    if clicked := st.session_state.get("open_state"):
        links.open_page(facts.COUNTRY_PAGE, view, iso3=rows["iso3"].iloc[clicked.row])


def _groups(chosen: Chosen) -> dict[str, str]:
    """The regional groups of a choice as code -> name."""
    return {code: _(name) for code, name in labels.GROUPS.items() if chosen["regional_group"] in ("", code)}


def regions(view: View, chosen: Chosen, measure: str) -> None:
    """Draw people, share of women or change by regional group."""
    asked = {"as_of": view.as_of, "scope": view.scope, "area": chosen["area"]}
    groups = pd.concat(
        [
            run(facts.GROUP, view.snapshot, regional_group=code, **asked).assign(
                name=name, short=_(labels.GROUPS_SHORT[code])
            )
            for code, name in _groups(chosen).items()
        ],
        ignore_index=True,
    )
    groups = groups[groups["state_count"] > 0]
    figure = _("{measure} by UN regional group").format(measure=measures()[measure])
    notes.finding(finding_facts.of_regions(view, groups, measure), figure)
    notes.no_place()
    # Above a bar the long name of a group and its figure run over the edge of a telephone.
    option = charts.regions(groups.assign(name=groups["short"]), measure, notes.ink())
    height = bar_charts.height(len(groups))
    alt = _("Bars of regional groups; the table holds the same figures")
    st.echarts_chart(option, height=height, key=f"regions_{measure}", alt=alt)
    frame = groups[["name", *groups.columns.drop(["name", "short"])]]
    title = f"{_('Contributors')}{colon()}{measures()[measure]}"
    notes.under(
        view,
        facts.GROUP,
        frame,
        "regions",
        line=False,
        chart=option,
        height=height,
        title=title,
        more=sources.chosen(**chosen),
    )


def region_flows(view: View, chosen: Chosen) -> None:
    """Draw which regional groups the people of each mission come from."""
    rows = run(facts.FLOWS, view.snapshot, as_of=view.as_of, scope=view.scope, **chosen)
    if rows.empty:
        st.info(facts.nobody_chosen(view))
        return
    rows = rows.merge(run("countries", view.snapshot)[["iso3", "name", "regional_group"]], on="iso3")
    names = {code: labels.name(labels.GROUPS_SHORT, code) for code in _groups(chosen)}
    finding = finding_facts.of_region_flows(view, rows, _groups(chosen))
    notes.finding(finding, _("People of each mission by UN regional group"))
    notes.no_place()
    option = charts.region_flows(rows, names, notes.appearance())
    height = bar_charts.height(rows["mission"].nunique()) + 40
    alt = _("Bars of missions by regional group; the table holds the same figures")
    st.echarts_chart(option, height=height, key="region_flows", alt=alt)
    frame = rows[["name", *rows.columns.drop("name")]]
    notes.under(
        view,
        facts.FLOWS,
        frame,
        "flows",
        chart=option,
        height=height,
        title=_("Regions to missions"),
        more=sources.chosen(**chosen),
    )
