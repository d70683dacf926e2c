"""What was announced of the capabilities asked for, where no roster says what is available: by Ministerial and regional group."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import announced_facts, facts, gap_charts
from pages.kit import notes, snapshot
from pages.kit.cache import kept, run
from pages.kit.text import _
from pages.kit.view import Run, View
from pages.pledges import evidence_facts
from pages.requirements import facts as requirement_facts


def show(view: View, capabilities: pd.DataFrame, key: str, by: str, more: dict[str, str], answer: Any) -> None:
    """Draw the announced pledges of each capability asked for in units, least announced first. A click opens its pledges.

    Frame: capability_announced or capability_stage. `by` is what was asked for: region has the regional groups alone; what is
    available by mission or day needs a roster, and it is said. `more` is what files say of the filters, `answer` is where the finding stands.
    """
    drawn = kept(_drawn, view, announced_facts.in_units(capabilities), by, notes.ink())
    if drawn is None:
        st.info(_("Nothing fits these choices."))
        return
    frame, grid, chart, height, found, coverage, mark = drawn

    def follow() -> None:
        at = gap_charts.chosen(st.session_state[key].selection.selected)
        if at is not None and at < len(grid.capabilities):
            st.query_params["cap"] = grid.capabilities[at]

    title = _("Pledges announced in public, by Ministerial and by regional group")
    if by == "region":
        title = _("Pledges announced in public, by regional group")
    with answer:
        said = [f"{title}.", coverage, _("Announced is not registered.")]
        notes.finding(found, " ".join(filter(None, said)))
    if by in ("mission", "day"):
        st.markdown(
            _(
                "What is available by mission or readiness day needs an export of the PCRS. Below stands what was announced."
            )
        )
    st.echarts_chart(chart, height=height, key=key, on_select=follow, alt=title)
    lines = [
        _(
            "In each cell: pledges. Hatched: none in the public list, which is partial: no fact about a state or region."
        ),
        _("Drawn are capabilities asked for in units, teams or services; Requirements has all asks."),
    ]
    if mark:
        lines.insert(1, mark)
    if grid.without:
        lines.append(
            _("Without a column, as the list has nothing there: {names}.").format(names=", ".join(grid.without))
        )
    st.caption(" ".join(lines))
    names_of = requirement_facts.codes(run, view)
    notes.under(view, requirement_facts.CONSISTENT, frame, "gaps_announced", line=False, names=names_of, chart=chart, height=height, title=title, more=more)  # fmt: skip


def _drawn(run: Run, view: View, capabilities: tuple[str, ...], by: str, ink: str) -> tuple | None:
    """Figures, grid, chart and its height, and in words: what was found, of how much of the list, what the mark means; None where nothing was announced."""
    by_meeting = announced_facts.announced(run, view, capabilities, "ministerial")
    frame = announced_facts.consistent(run, view, capabilities, "regional_group" if by == "region" else "both")
    if frame.empty:
        return None
    groups = list(announced_facts.pledges(by_meeting).index)
    grid = announced_facts.grid(run, view, frame, groups)
    chart = gap_charts.announced_grid(grid.cells, grid.columns, grid.rows, ink)
    height = gap_charts.height(groups) + gap_charts.UPRIGHT - gap_charts.HEAD
    found = announced_facts.finding(run, view, by_meeting)
    return frame, grid, chart, height, found, evidence_facts.coverage(run, view), announced_facts.legend(frame)


def what_a_roster_adds(view: View) -> None:
    """One line on why there are no levels, with the way to load an export and to the exercise, which has one."""
    words, source = facts.no_levels(view)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words)
        if source:
            snapshot.offer_load(source)
        snapshot.offer_exercise("gaps")
