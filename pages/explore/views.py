"""The parts of Explore: the choice, lines, small charts of one line each, and a map of one month."""

import dataclasses
import datetime as dt

import pandas as pd
import streamlit as st

from pages.deployments import facts as deployed
from pages.explore import charts, facts
from pages.kit import filters, formats, links, maps, notes, sources
from pages.kit.cache import run
from pages.kit.text import _, colon
from pages.kit.view import View, scope_name

EVERYWHERE = {"regional_group": "", "area": ""}
ACROSS = 3


def over_time(view: View, measure: str, by: str, is_small: bool) -> None:
    """Draw the chosen lines in one chart, or each in one of its own, with the table and the files of what is drawn."""
    rows = facts.trend(run, view, by)
    names = facts.names(run, view, by, rows)
    if not names:
        st.info(deployed.not_stated(view))
        return
    chosen = filters.several(
        _(facts.BY[by]), f"of_{by}", names, lambda code: names.get(code, code), placeholder=_("Choose several")
    )
    keys = chosen or facts.largest(rows)
    if not chosen and len(names) > len(keys):
        st.caption(_("Nothing is chosen: those with most people in the month are drawn."))
    if len(keys) > facts.MOST and not is_small:
        words = _("The first {n} of {all} are drawn; small charts draw them all.")
        st.caption(words.format(n=facts.MOST, all=len(keys)))
        keys = keys[: facts.MOST]
    shown = {code: names[code] for code in names if code in keys}
    drawn = facts.lines(run, view, by, list(shown), rows)
    gaps = facts.gaps(run, view, by)
    name = facts.figure(view, measure, by)
    notes.finding(facts.finding(measure, drawn, shown), name)
    if by == "regional_group" and (twice := deployed.in_two_groups(run, view)):
        st.caption(twice)
    figure = charts.over_time(drawn, measure, shown, gaps, notes.appearance())
    if is_small:
        _small(drawn, measure, shown, gaps)
    else:
        st.plotly_chart(figure, theme=None, config=charts.CONFIG, key=f"lines_{by}_{measure}", alt=name)
        st.caption(
            _("Drag across the chart to zoom in, twice click to zoom out; the slider shows the whole period.")
            + (" " + _("Grey: no figure for the month; point at it for the reason.") if len(gaps) else "")
        )
    drawn.insert(1, "name", drawn["key"].map(shown))
    by_name = drawn.drop(columns="key")
    notes.under(
        view,
        facts.TREND,
        by_name,
        f"lines_{by}",
        {"name": _(facts.BY[by])},
        chart=figure,
        title=name,
        more=sources.chosen(measure=measure, of=";".join(shown)),
    )


def _small(drawn: pd.DataFrame, measure: str, shown: dict[str, str], gaps: pd.Series) -> None:
    """Draw each line in a chart of its own, all on one scale."""
    highest = drawn[facts.COLUMN[measure]].max()
    top = 0.0 if pd.isna(highest) else float(highest)
    for start in range(0, len(shown), ACROSS):
        places = st.columns(ACROSS)
        for place, (code, name) in zip(places, list(shown.items())[start : start + ACROSS], strict=False):
            rows = drawn[drawn["key"] == code]
            newest = rows[rows["people_count"].notna()].iloc[-1]
            place.markdown(f"**{name}**{colon()}{facts.words(newest, measure)}")
            chart = charts.small(rows, measure, name, top, gaps, notes.appearance())
            place.plotly_chart(chart, theme=None, config=charts.CONFIG, key=f"small_{code}_{measure}", alt=name)


def world(view: View, measure: str) -> None:
    """Draw a measure of every state in one month, which a slider changes."""
    months = [day.date().isoformat() for day in deployed.reported(run, view)][::-1]
    asked = st.query_params.get("at")
    if st.session_state.get("at") not in months:
        st.session_state["at"] = asked if asked in months else months[-1]
    at = st.select_slider(
        _("Month"), months, key="at", format_func=lambda code: formats.month(dt.date.fromisoformat(code))
    )
    st.query_params["at"] = at
    then = dataclasses.replace(view, as_of=dt.date.fromisoformat(at))
    states = deployed.states(run, then, EVERYWHERE)
    name = f"{_(facts.MEASURES[measure])}, {formats.day(then.as_of)}, {scope_name(view)}"
    foot = f"{name}<br>{_('Boundaries: United Nations Geodata, simplified')}"
    figure = maps.choropleth(states, measure, notes.appearance(), foot=foot)
    clicked = st.plotly_chart(
        figure, theme=None, config=maps.CONFIG, on_select="rerun", selection_mode="points", key=f"world_{measure}", alt=name
    )  # fmt: skip
    for line in deployed.beside_the_map(states, measure):
        st.caption(line)
    credit = notes.map_credit()
    st.caption(credit)
    answer = states[["name", *run(deployed.STATES, view.snapshot, as_of=then.as_of, scope=view.scope).columns]]
    notes.under(
        then,
        deployed.STATES,
        answer,
        "world",
        chart=figure,
        title=name,
        credit=credit,
        more=sources.chosen(measure=measure),
    )
    points = clicked.selection.points
    if points and isinstance(points[0].get("customdata"), str):
        links.open_page(deployed.COUNTRY_PAGE, then, iso3=points[0]["customdata"])
