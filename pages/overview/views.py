"""The overview's three answers, each a finding, a picture and a way in: gaps, regions, women. Of each, the queries behind it."""

import pandas as pd
import streamlit as st

from pages.capabilities import announced_facts, gap_charts, gap_facts, rapid_facts
from pages.capabilities import facts as capability_facts
from pages.deployments import event_facts
from pages.kit import links, notes, snapshot, sources
from pages.kit.cache import kept, run
from pages.kit.text import _, ngettext, semicolon
from pages.kit.view import Run, View
from pages.outreach import region_facts
from pages.overview import charts, facts
from pages.parity import facts as parity_facts
from pages.pledges import facts as pledge_facts
from pages.requirements import facts as requirement_facts
from pages.women import facts as women_facts

WORST = 8  # capabilities in the small map
CURVE = "readiness_curve"
GAPS, RAPID, OUTREACH = "capabilities/gaps.py", "capabilities/rapid.py", "outreach/page.py"


def standing(view: View) -> None:
    """Say on one line of which day the figures are, how fresh, and what they do not show; the rest of that behind it."""
    later, clock = kept(event_facts.not_shown, view), facts.clock(run, view)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="standing"):
        st.caption(facts.standing(run, view), width="content")
        if not later and not clock:
            return
        words = ngettext("{n} event since", "{n} events since", len(later)).format(n=len(later))
        with st.popover(words if later else _("How fresh"), type="tertiary"):
            if clock:
                st.caption(clock)
            st.markdown("\n".join(f"- {line}" for line in later))


def gaps(view: View) -> tuple[str, ...]:
    """The least covered capabilities as a small map; without a roster what was announced, which is no gap."""
    if capability_facts.export(run, view) is None:
        return _announced(view)
    asked = run(capability_facts.STAGE, view.snapshot, **capability_facts.dated(view))
    worst = gap_facts.worst(run, view, WORST)
    if worst.empty:
        figure = _with_not_read(view, _("Capability gaps"), capability_facts.STAGE)
        notes.finding(_("No capability asked for in units is outstanding"), figure)
    else:
        figure = _("The least covered capabilities asked for in units")
        notes.finding(gap_facts.finding(asked), _with_not_read(view, figure, capability_facts.STAGE))
        _map(view, worst)
    curve = run(CURVE, view.snapshot, **capability_facts.dated(view))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        links.lead(GAPS, _("All capabilities and units"))
        st.caption(rapid_facts.finding(curve, curve), width="content")
        links.lead(RAPID, _("Rapid deployment"))
        notes.slide(view, "gaps", edition="", stale="in")
    return capability_facts.STAGE, CURVE


def _map(view: View, worst) -> None:
    """Draw the rows of the heatmap; a click on a cell opens what is behind it. Frame: gap_facts.worst."""
    choice = gap_facts.Choice("", "", "stage", "available", "in")
    heads = gap_facts.columns(run, view, choice, worst)
    rows = {row.capability: (place, row.name) for place, row in enumerate(worst.itertuples())}
    cells, where = gap_facts.cells(choice, worst, None, heads, rows)
    beside = [
        (requirement_facts.shortened(row.name, announced_facts.LONGEST), gap_facts.need(row))
        for row in worst.itertuples()
    ]
    alone = list(heads).index("available")
    chart = gap_charts.coverage_grid(
        cells, [column.heading for column in heads.values()], beside, notes.ink(), alone, True
    )
    height = gap_charts.height(beside)
    title = _("The least covered capabilities asked for in units")
    at = gap_charts.chosen(
        st.echarts_chart(chart, height=height, key="worst", on_select="rerun", alt=title).selection.selected
    )
    notes.under(
        view, capability_facts.STAGE, worst.drop(columns="name"), "worst", line=False,
        names=capability_facts.codes(run, view), chart=chart, height=height, title=title,
    )  # fmt: skip
    if at is not None and at < len(where):
        capability, cell = where[at]
        links.open_page(GAPS, view, cap=capability, cell=cell)


def _of_asks(run: Run, view: View) -> pd.DataFrame:
    """What was announced of what is asked for in units, by Ministerial."""
    asked = announced_facts.in_units(run(gap_facts.ANNOUNCED, view.snapshot, as_of=view.until))
    return announced_facts.announced(run, view, asked, "ministerial")


def _announced_map(run: Run, view: View, ink: str) -> tuple[str, list[str], dict, int]:
    """What was announced in words, the asks most often announced first, their map, empty where there is none, and its height."""
    frame = _of_asks(run, view)
    groups = list(announced_facts.pledges(frame)[::-1].head(WORST).index)
    grid = announced_facts.grid(run, view, frame, groups)
    chart = gap_charts.announced_grid(grid.cells, grid.columns, grid.rows, ink) if grid.columns else {}
    height = gap_charts.height(groups) + gap_charts.UPRIGHT - gap_charts.HEAD
    return announced_facts.finding(run, view, frame), groups, chart, height


def _announced(view: View) -> tuple[str, ...]:
    """What was announced in public of what is asked for in units, by Ministerial, most often announced first."""
    title = _("Pledges announced in public, by Ministerial")
    hatched = _("Hatched: none found.")
    figure = f"{title}. {hatched} {facts.announced_line(run, view)}"
    found, groups, chart, height = kept(_announced_map, view, notes.ink())
    notes.finding(found, figure)
    if chart:
        st.echarts_chart(chart, height=height, key="announced", alt=title)
        frame = _of_asks(run, view)
        notes.under(
            view, requirement_facts.ANNOUNCED, frame[frame["ask_group"].isin(groups)], "announced", line=False,
            names=requirement_facts.codes(run, view), chart=chart, height=height, title=title,
        )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        links.lead(GAPS, _("All capabilities and pledges"))
        st.caption(capability_facts.no_readiness(view, capability_facts.first_export(run, view)), width="content")
        snapshot.offer_exercise("overview")
    return (requirement_facts.ANNOUNCED,)


def regions(view: View) -> tuple[str, ...]:
    """The Rapid Deployment Level by regional group beside the group's share; without a roster who deploys and what was announced."""
    if capability_facts.export(run, view) is None:
        query, measure = region_facts.GROUPS, _("Share of people")
        groups = run(query, view.snapshot, as_of=view.as_of, scope=view.scope)
        notes.finding(
            facts.deployed_finding(groups), _("People deployed, and states that pledged, by UN regional group")
        )
        rows = facts.deployed_rows(run, view, groups)
    else:
        query, measure = facts.POOL, _("Share of units")
        groups = run(query, view.snapshot, **capability_facts.dated(view))
        figure = [_("Rapid Deployment Level (RDL) by UN regional group"), facts.pool_ready(run, view)]
        notes.finding(facts.pool_finding(groups), ". ".join(filter(None, figure)))
        rows = facts.pool_rows(groups)
    chart = charts.groups(rows, measure, notes.ink())
    st.echarts_chart(
        chart, height=charts.HEIGHT, key="groups", alt=_("{measure}, by UN regional group").format(measure=measure)
    )
    if query == region_facts.GROUPS and pledge_facts.partial(run, view):
        st.caption(_("The public list of pledges is partial: it says nothing of a region."))
    notes.under(
        view, query, groups, "groups", line=False, names=capability_facts.codes(run, view), chart=chart, height=charts.HEIGHT,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        links.lead(OUTREACH, _("Whom to call"))
        if query == facts.POOL:
            links.lead(RAPID, _("By region"), show="diversity")
            notes.slide(view, "regions")
    return (query,)


def women(view: View) -> tuple[str, ...]:
    """The five categories against their targets; engagement platoons where returns tell of them."""
    parity = run(parity_facts.BY_CATEGORY, view.snapshot, as_of=view.as_of, scope=view.scope)
    figure = _("Share of women by personnel category, against the targets")
    notes.finding(parity_facts.furthest(parity), _with_not_read(view, figure, women_facts.PLATOON_STATUS))
    bars = charts.parity(parity, notes.ink())
    st.echarts_chart(
        bars, height=charts.HEIGHT, key="bars", alt=_("Share of women by personnel category, with targets")
    )
    lines = [notes.sex_not_reported(view, parity), parity_facts.justice(run, view, parity), facts.platoons(run, view)]
    st.caption(" ".join(filter(None, lines)))
    notes.under(view, parity_facts.BY_CATEGORY, parity, "bars", line=False, chart=bars, height=charts.HEIGHT)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        links.lead("parity/page.py", _("Gender parity"))
        links.lead("women/platoons.py", _("Platoons"))
        notes.slide(view, "parity")
    is_returned = women_facts.newest(run, view) is not None
    return parity_facts.BY_CATEGORY, *([women_facts.PLATOON_STATUS] if is_returned else [])


def _with_not_read(view: View, figure: str, *names: str) -> str:
    """The name of a figure, and behind it how many rows are set aside of the files that it rests on, as Markdown."""
    parts = sources.not_read(run, view, *names)
    if not parts:
        return figure
    words = _("{figure}. {rows}: what they say is in no figure here ({where}).")
    return words.format(
        figure=figure, rows=f":material/warning: **{semicolon().join(parts)}**", where=notes.health(view)
    )
