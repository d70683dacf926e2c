"""The heatmap of capabilities on screen: its filters, the grid, and what is behind the number that was clicked."""

import functools
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.about.labels import REASONS
from pages.capabilities import announced_views, facts, gap_charts, gap_facts, gap_words, labels, unit_views
from pages.capabilities.gap_facts import Choice, Column
from pages.kit import filters, formats, notes, sources
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.records import note_views
from pages.requirements import facts as requirement_facts

LONGEST = 44  # letters of a capability's name beside its row
CLOSED = (
    "gaps_closed"  # how often what is behind a number was closed: the grid begins anew, so the same cell opens again
)


def show(view: View, answer: Any, row: Any) -> Choice:
    """Say what is short, draw the grid, and open what is behind the cell that was clicked; return what was chosen.

    `answer` is where the finding stands, `row` where the controls do.
    """
    with row:
        chosen, opener = st.popover(_("Filters"), icon=":material/tune:"), st.container(width=230)
        beside = st.container(width="content")
    with chosen:
        choice, about = _choose(view)
    now, before = gap_facts.grid(run, view, choice)
    capabilities = gap_facts.totals(run, view, choice, now) if choice.by in gap_facts.KEYS else now
    with chosen:
        drawn, more, rows = _narrowed(capabilities, bool(choice.edition))
    filtered = gap_facts.said(run, view, choice) | rows
    beside.caption(" · ".join([*about, *more]))
    heads = gap_facts.columns(run, view, choice, now)
    title = _("Capabilities asked for, and what there is of them")
    if said := gap_facts.finding(capabilities):
        with answer:
            notes.finding(said, title)
    if facts.export(run, view) is None:
        announced_views.show(
            view, drawn, f"announced_{st.session_state.get(CLOSED, 0)}", choice.by, sources.chosen(**filtered), answer
        )
    elif drawn.empty:
        st.info(_("Nothing fits these choices."))
        notes.not_read(view, facts.STAGE, reasons=REASONS)
    else:
        _draw(view, choice, drawn, now, before, heads, title, sources.chosen(**filtered))
    _behind(view, choice, capabilities, now, heads, opener)
    return choice


def _choose(view: View) -> tuple[Choice, list[str]]:
    """Offer what the grid shows; every choice stays in the address. Return it, and in words what stands across it."""
    editions = run(gap_facts.EDITIONS, view.snapshot, as_of=view.until)["edition_date"]
    days = [day.date().isoformat() for day in editions]
    columns = {"stage": _("Stage"), "region": _("UN regional group"), "mission": _("Mission")}
    if facts.export(run, view) is None:
        columns["stage"] = _("Announced")
    if not view.is_open:
        columns["day"] = _("Readiness day")
    by = filters.choice(_("Columns"), "by", columns, "stage", wide=True)
    about, basis, stale = [columns[by]], "available", "in"
    if not view.is_open and by in gap_facts.KEYS:
        bases = {code: _(name) for code, name in labels.BASES.items()}
        basis = filters.choice(_("Number in a cell"), "basis", bases, "available", wide=True)
        about.append(bases[basis])
    if not view.is_open and (by == "stage" or basis in ("level_2", "rdl")) and by != "day":
        both = {"in": _("In"), "out": _("Out")}
        stale = filters.choice(_("Stale units in the levels"), "stale", both, "in", wide=True)
        about += [_("without stale units")] if stale == "out" else []
    edition = ""
    if days:
        names = {code: formats.day(pd.Timestamp(code)) for code in days}
        edition = filters.choice(_("Edition"), "edition", names, days[0])
        about.append(_("edition of {day}").format(day=names[edition]))
    older = [code for code in days if code < edition]
    return Choice(edition, older[0] if older else "", by, basis, stale), about


def _narrowed(capabilities: pd.DataFrame, has_edition: bool) -> tuple[pd.DataFrame, list[str], dict[str, str | None]]:
    """Offer section and which rows; return the capabilities to draw, least covered first, and in words and codes which they are."""
    sections = {code: facts.section(code) for code in capabilities["section"].dropna().drop_duplicates()}
    kinds = {"asked": _("Asked for in numbers"), "all": _("All capabilities")}
    sections = {"all": _("All sections")} | sections
    section = filters.choice(_("Section"), "section", sections, "all")
    rows = filters.choice(_("Rows"), "rows", kinds, "asked" if has_edition else "all", wide=True)
    fits = (capabilities["section"] == section) | (section == "all")
    if rows == "asked":
        fits &= capabilities["required"].notna() | capabilities["capability"].isin(gap_facts.C_UAS)
    drawn = capabilities[fits]
    drawn = gap_facts.by_coverage(drawn) if "coverage" in drawn else drawn
    words = [*([sections[section]] if section != "all" else []), kinds[rows]]
    return drawn, words, {"section": section, "rows": "asked_for" if rows == "asked" else rows}


def _draw(
    view: View,
    choice: Choice,
    drawn: pd.DataFrame,
    now: pd.DataFrame,
    before: pd.DataFrame | None,
    heads: dict[str, Column],
    title: str,
    more: dict[str, str],
) -> None:
    """Draw the grid, and under it what it means, its table and its files."""
    names = facts.names_or_codes(drawn, "capability")
    rows = {code: (place, name) for place, (code, name) in enumerate(zip(drawn["capability"], names, strict=True))}
    cells, where = gap_facts.cells(choice, now, before, heads, rows)
    short = _apart([requirement_facts.shortened(name, LONGEST) for name in names])
    beside = list(zip(short, map(gap_facts.need, drawn.itertuples()), strict=True))
    headings = [column.heading for column in heads.values()]
    alone = list(heads).index("available") if choice.by == "stage" and "available" in heads else None
    chart = gap_charts.coverage_grid(cells, headings, beside, notes.ink(), alone)
    height = gap_charts.height(beside)
    chart_key = f"gaps_{choice.by}_{st.session_state.get(CLOSED, 0)}"

    def follow() -> None:
        at = gap_charts.chosen(st.session_state[chart_key].selection.selected)
        if at is not None and at < len(where):
            st.query_params.update(zip(("cap", "cell"), where[at], strict=True))  # one change of the address

    st.echarts_chart(chart, height=height, key=chart_key, on_select=follow, alt=title)
    st.caption(gap_words.short_legend(view))
    notes.not_read(view, facts.STAGE, reasons=REASONS)
    with st.expander(_("How to read it")):
        st.markdown(gap_words.legend(view, choice, before is not None))
        if not view.is_open:
            st.markdown(gap_words.formulas())
    notes.under(
        view, gap_facts.query(view, choice), now[now["capability"].isin(rows)], "gaps_table", table=gap_facts.own_headings(view, choice), line=False,
        names=facts.codes(run, view), chart=chart, height=height, title=title, more=more,
    )  # fmt: skip


def _apart(names: Sequence[str]) -> list[str]:
    """Names that are all different: the axis keeps one of each only."""
    seen: dict[str, int] = {}
    different = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        different.append(name + "\u200b" * (seen[name] - 1))
    return different


def _behind(
    view: View, choice: Choice, capabilities: pd.DataFrame, now: pd.DataFrame, heads: dict[str, Column], opener: Any
) -> None:
    """Offer one capability, least covered first as in the grid: the keyboard's way to what a click on its cell opens over the page."""
    listed = gap_facts.by_coverage(capabilities) if "coverage" in capabilities else capabilities
    names = dict(zip(listed["capability"], facts.names_or_codes(listed, "capability"), strict=True))
    columns = {"all": _("All")} | {code: column.heading for code, column in heads.items()}
    with opener:
        offered = {"all": _("Open a capability, or click a cell")} | names
        capability = filters.choice(_("Capability"), "cap", offered, "all", is_bare=True)
    if capability == "all":
        if (code := st.query_params.pop("cell", "all")) not in columns:
            filters.unknown(code)
        return
    row = capabilities[capabilities["capability"] == capability].iloc[0]
    opened = st.dialog(names[capability], width="large", on_dismiss=_close)(_inside)
    opened(view, choice, row, now, columns, functools.partial(_number, choice, heads))


def _close() -> None:
    for key in ("cap", "cell"):
        st.query_params.pop(key, None)
    st.session_state[CLOSED] = st.session_state.get(CLOSED, 0) + 1


def _number(choice: Choice, heads: dict[str, Column], code: str) -> str:
    return heads[code].number if code in heads else choice.basis


def _inside(
    view: View, choice: Choice, row: pd.Series, now: pd.DataFrame, columns: dict[str, str], number: Any
) -> None:
    """The figures of one capability, its units with why each is or is not available, and its pledges."""
    st.markdown(gap_words.figures(view, row))
    if both := gap_words.two_sources(row):
        st.markdown(both)
    note_views.show(
        view, "capability", (row["capability"],), facts.name_or_code(row["capability_name"], row["capability"])
    )
    code = filters.choice(_("Column"), "cell", columns, "all")
    if not view.is_open:
        _units(view, choice, row["capability"], now, code, number(code))
        unit_views.tags(view, row["capability"])
    unit_views.pledges(view, row["capability"], choice.by, code)


def _units(view: View, choice: Choice, capability: str, now: pd.DataFrame, code: str, number: str) -> None:
    """List the units behind a number; where none of a cell is available, all of them, with why."""
    units = run(facts.UNITS, view.snapshot, capability=capability, **facts.dated(view))
    listed = gap_facts.of_cell(units, choice, code, number)
    if number in gap_facts.COLOURED and (listed.empty or code == "all"):
        here = gap_facts.at_column(units, choice, code)
        if why := gap_words.none_available(here):
            st.markdown(why)
            listed = here
    if choice.by == "mission" and number == "available" and len(listed):
        cell = now[(now["capability"] == capability) & (now["mission"] == code) & (now["outstanding"] > 0)]
        if len(cell) and not pd.isna(cell["available"].iloc[0]):
            words = _(
                "Matched to lines here: {n} of {all} available units that are pledged for the mission or for none. The others serve another line, or lack what the lines ask for: Mission requirements says which."
            )
            numbers = {"n": cell["available"].iloc[0], "all": cell["may_serve_count"].iloc[0]}
            st.markdown(words.format(**{name: formats.count(number) for name, number in numbers.items()}))
    first = ("unit_id", "state", "level", "why_not", "place", "bottleneck")
    codes = gap_facts.said(run, view, choice) | {"capability": capability, choice.by: code}
    unit_views.units(view, listed, "cell_units", first=first, more=sources.chosen(**codes))
