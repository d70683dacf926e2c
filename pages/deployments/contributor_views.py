"""The parts of the contributors page: cards, map, flows and table of the states that the reader chose."""

import datetime as dt

import pandas as pd
import streamlit as st

from pages.deployments import facts
from pages.kit import formats, grids, labels, links, map_notes, maps, notes, sparks, tables
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View

STATES = "deployment_by_state"
FLOWS = "deployment_flows"
TREND = "contributor_trend"


def states(view: View, asked: dict[str, str]) -> pd.DataFrame:
    """Return the states of a choice with their names, in UN order; a territory only in months that print people of it."""
    found = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope, **asked)
    about = facts.countries(run, view)[["iso3", "name", "regional_group", "is_member_state"]]
    found = found.merge(about, on="iso3", how="left")
    return found[found["is_member_state"] | (found["people_count"] > 0)].reset_index(drop=True)


def cards(view: View, asked: dict[str, str]) -> None:
    """Show contributors, people, women and change of the choice."""
    whole = run("deployment_of_group", view.snapshot, as_of=view.as_of, scope=view.scope, **asked).iloc[0]
    of_states = _("Contributors, of {n}").format(n=formats.count(whole["state_count"]))
    told = (
        (of_states, formats.count(whole["contributor_count"])),
        (_("People in uniform"), formats.count(whole["people_count"])),
        (_("Women"), formats.count(whole["women_count"])),
        (_("Share of women"), formats.share(whole["women_count"], whole["people_count"])),
        (_("Change in 12 months"), formats.change(whole["people_change_12m"])),
    )
    with st.grid(5, gap="small", min_column_width=150):
        for label, value in told:
            st.metric(label, value, border=True)
    if pd.isna(whole["people_change_12m"]):
        st.caption(not_comparable(view))
    special(view, asked)


def not_comparable(view: View) -> str:
    """Say why there is no change against the year before."""
    return _("Change in 12 months: not comparable, because {month} was not reported.").format(
        month=formats.month(view.as_of.replace(year=view.as_of.year - 1, day=1))
    )


def special(view: View, asked: dict[str, str]) -> None:
    """Say, beside a group, which states are in it by a note of their own."""
    group = asked["regional_group"]
    if not group:
        return
    found = facts.countries(run, view)
    inside = (found["regional_group"] == group) | (found["regional_group_second"] == group)
    noted = found[inside & found["note"].notna() & found["is_member_state"]]
    told = "; ".join(f"{row.name} ({_(row.note)})" for row in noted.itertuples())
    if told:
        st.caption(formats.sentence(told))


def world(view: View, states: pd.DataFrame, asked: dict[str, str], measure: str) -> None:
    """Draw the map, open the page of a state that is clicked, and list what the map cannot show."""
    if measure == "change" and states["people_change_12m"].isna().all():
        st.info(not_comparable(view))
        return
    everyone = run("countries", view.snapshot)
    apart = tuple(sorted(set(everyone.loc[everyone["is_member_state"], "iso3"]) - set(states["iso3"])))
    names = {"people": _("People"), "share": _("Share of women"), "change": _("Change in 12 months")}
    scope = _("all missions") if view.scope == "all" else _("peacekeeping operations only")
    foot = (
        f"{names[measure]}, {formats.day(view.as_of)}, {scope}<br>{_('Boundaries: United Nations Geodata, simplified')}"
    )
    figure = maps.choropleth(states, measure, map_notes.appearance(), apart, foot, near=bool(asked["area"]))
    chosen = st.plotly_chart(
        figure,
        theme=None,
        config=maps.CONFIG,
        on_select="rerun",
        selection_mode="points",
        key=f"map_{measure}",
        alt=_("Map of contributing states; the table below holds the same figures"),
    )
    notes_of_the_map(states, measure)
    columns = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope).columns
    notes.under(
        view, STATES, states[["name", *columns]], "map", line=False, chart=figure, title=f"{_('Contributors')}: {names[measure]}",
        credit=map_notes.credit_text(),
    )  # fmt: skip
    points = chosen.selection.points
    if points and isinstance(points[0].get("customdata"), str):
        links.open_page(facts.COUNTRY_PAGE, view, iso3=points[0]["customdata"])


def notes_of_the_map(states: pd.DataFrame, measure: str) -> None:
    """Under a map: states without a shape, dots, the credit and the disclaimer."""
    giving = states[states["people_count"] > 0]
    missing = giving[~giving["iso3"].isin(maps.shapes().keys())]
    tiny = giving[[maps.is_tiny(code) for code in giving["iso3"]]]
    if len(missing):
        st.caption(_("Without a shape on this map: {states}.").format(states=listed(missing, measure)))
    if len(tiny):
        st.caption(_("Too small to see, drawn as dots: {states}.").format(states=listed(tiny, measure)))
    map_notes.credit()


def listed(states: pd.DataFrame, measure: str) -> str:
    """Return states with their figures as one line of text."""
    told = {
        "people": lambda row: formats.count(row.people_count),
        "share": lambda row: formats.share(row.women_count, row.people_count),
        "change": lambda row: formats.change(row.people_change_12m),
    }[measure]
    return "; ".join(f"{row.name} {told(row)}" for row in states.itertuples())


def flows(view: View, asked: dict[str, str]) -> None:
    """Draw arcs from contributors to missions, and list what cannot be drawn."""
    found = run(FLOWS, view.snapshot, as_of=view.as_of, scope=view.scope, **asked)
    if found.empty:
        st.info(_("Nobody of this choice is deployed in {month}.").format(month=formats.month(view.as_of)))
        return
    found = found.merge(facts.countries(run, view)[["iso3", "name"]], on="iso3")
    st.markdown(
        _(
            "From each contributor (blue) to the mission's headquarters (orange); the wider, the more people. Point at an arc for its figures."
        )
    )
    st.pydeck_chart(
        maps.flows_deck(found, map_notes.appearance()),
        height=520,
        key="flows",
        alt=_("Arcs from contributors to missions; the table under it holds the same figures"),
    )
    unplaced = found[found["hq_latitude"].isna()].drop_duplicates("mission").sort_values("mission")
    if len(unplaced):
        told = "; ".join(f"{row.mission} {formats.count(row.mission_people_count)}" for row in unplaced.itertuples())
        st.caption(
            _("Not drawn, because no source gives the place of its headquarters: {missions}.").format(missions=told)
        )
    missing = found[~found["iso3"].isin(maps.shapes().keys())].drop_duplicates("iso3")
    if len(missing):
        st.caption(_("Without a shape on this map: {states}.").format(states="; ".join(missing["name"])))
    map_notes.credit()
    notes.under(view, FLOWS, found[["name", *found.columns.drop("name")]], "flows")


def table(view: View, states: pd.DataFrame) -> None:
    """List the states with people now or a year before, in UN order; a click on a row opens that state's page."""
    rows = states[(states["people_count"] > 0) | (states["people_change_12m"].fillna(0) != 0)].reset_index(drop=True)
    if rows.empty:
        st.info(_("Nobody of this choice is deployed in {month}.").format(month=formats.month(view.as_of)))
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
    rows["trend"] = trend(view, rows["iso3"])
    number = st.column_config.NumberColumn
    columns = {
        "name": st.column_config.ButtonColumn(_("Contributor"), pinned=True, width=190, type="tertiary", alignment="left", key="open_state"),
        "group": _("Group"),
        "people_count": number(_("People"), format="localized"),
        "women_count": number(_("Women"), format="localized"),
        "women_fraction": st.column_config.ProgressColumn(_("Share of women"), format="percent", min_value=0, max_value=1, color="blue"),
        "mission_count": number(_("Missions"), format="localized"),
        "people_change_12m": number(_("In 12 months"), format="%+,d"),
        "trend": tables.trend_column(),
    }  # fmt: skip
    grids.show(
        rows[list(columns)], columns, height=560 if len(rows) > 14 else "content", alt=_("Contributors in UN order"),
        key="states",
    )  # fmt: skip
    notes.under(
        view, STATES, rows[["name", *run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope).columns]], "states"
    )
    if clicked := st.session_state.get("open_state"):
        links.open_page(facts.COUNTRY_PAGE, view, iso3=rows["iso3"].iloc[clicked.row])


def trend(view: View, iso3s: pd.Series) -> list[str]:
    """Return each state's people over the last reported months as a small picture."""
    history = run(TREND, view.snapshot, as_of=view.as_of, scope=view.scope)
    reported = {day.date() for day in run("months", view.snapshot)["as_of"]}
    days = [day.date() for day in history["as_of"]]
    months = sparks.month_ends(set(days))
    values: dict[str, dict[dt.date, int]] = {}
    for code, day, people in zip(history["iso3"], days, history["people_count"], strict=True):
        values.setdefault(code, {})[day] = int(people)
    return [sparks.line(values.get(code, {}), months, reported) for code in iso3s]
