"""What was announced of the capabilities asked for, where no roster says what is available: by Ministerial and regional group."""

import html
from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import gap_charts
from pages.kit import notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import evidence_facts
from pages.requirements import facts as requirement_facts

IN_UNITS = ("units", "teams", "services")
LONGEST = 44  # letters of a capability's name beside its row


def show(view: View, capabilities: pd.DataFrame, key: str) -> None:
    """Draw the announced pledges of each capability asked for in units, least announced first. A click opens its pledges.

    Frame: capability_announced or capability_stage.
    """
    asked = {"as_of": view.until, "today": view.today}
    by_meeting, by_group = (
        run(requirement_facts.ANNOUNCED, view.snapshot, by=by, **asked) for by in ("ministerial", "regional_group")
    )
    frame = pd.concat([by_meeting, by_group])
    in_units = capabilities.loc[capabilities["unit_of_quantity"].isin(IN_UNITS), "capability"]
    frame = frame[frame["capability"].isin(in_units)]
    if frame.empty:
        st.info(_("Nothing fits these choices."))
        return
    number = frame[frame["code"].isin(by_meeting["code"])].groupby("ask_group", sort=False)["pledge_count"].sum()
    groups = list(number.sort_values(kind="stable").index)
    places = requirement_facts.places(frame)
    filled = frame.groupby("code", sort=False)["pledge_count"].sum()
    columns = [code for code in places if filled[code] > 0]
    names = requirement_facts.grouped(run, view)
    cells, where = _cells(frame, groups, columns, places, names)
    short = [requirement_facts.shortened(names.get(code, code), LONGEST) for code in groups]
    chart = gap_charts.announced_grid(cells, [places[code] for code in columns], short, notes.ink())
    height = gap_charts.height(groups) + gap_charts.UPRIGHT - gap_charts.HEAD

    def follow() -> None:
        at = gap_charts.chosen(st.session_state[key].selection.selected)
        if at is not None and at < len(where):
            st.query_params["cap"] = where[at]

    title = _("Pledges announced in public, by Ministerial and by regional group")
    st.markdown(f"**{title}** {evidence_facts.coverage(run, view)} {_('Announced is not registered.')}")
    st.echarts_chart(chart, height=height, key=key, on_select=follow, alt=title)
    lines = [
        _(
            "In each cell: pledges. Hatched: none in the public list, which is partial: no fact about a state or region."
        ),
        _("Drawn are capabilities asked for in units, teams or services; Requirements has all asks."),
    ]
    if empty := [places[code] for code in places if code not in columns]:
        lines.append(_("Without a column, as the list has nothing there: {names}.").format(names=", ".join(empty)))
    st.caption(" ".join(lines))
    table = frame[frame["ask_group"].isin(groups)]
    names_of = requirement_facts.codes(run, view)
    notes.under(view, requirement_facts.ANNOUNCED, table, "gaps_announced", line=False, names=names_of, chart=chart, height=height, title=title)  # fmt: skip


def _cells(
    frame: pd.DataFrame, groups: list[str], columns: list[str], places: dict[str, str], names: Any
) -> tuple[list[gap_charts.Covered], list[str]]:
    """The cells to draw, and of which capability each is."""
    bare = set(groups) - set(frame.loc[frame["pledge_count"] > 0, "ask_group"])
    drawn, where = [], []
    for row in frame[frame["code"].isin(columns)].itertuples():
        x, y, number = columns.index(row.code), groups.index(row.ask_group), int(row.pledge_count)
        said = _("none found in the public list")
        text = str(number) if number else said if row.ask_group in bare and x == len(columns) // 2 else ""
        if number:
            said = ngettext("{n} pledge announced", "{n} pledges announced", number).format(n=number)
        words = (
            f"<b>{html.escape(names.get(row.ask_group, row.ask_group))}</b><br>{html.escape(places[row.code])}: {said}"
        )
        drawn.append(gap_charts.Covered(x, y, text, number or None, hatched=not number, words=words))
        where.append(row.capability)
    return drawn, where
