"""The heatmap of capabilities on screen: its filters, the grid, and what is behind the number that was clicked."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.capabilities import facts, gap_charts, gap_facts, labels, unit_views
from pages.capabilities.gap_facts import Choice, Column
from pages.kit import filters, formats, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View

EDITIONS = "requirement_editions"


def choose(view: View) -> Choice:
    """Offer what the grid shows; every choice stays in the address."""
    editions = run(EDITIONS, view.snapshot, as_of=view.until)["edition_date"]
    days = [day.date().isoformat() for day in editions]
    columns = {"stage": _("Stage"), "region": _("UN regional group"), "mission": _("Mission")}
    if view.is_open:
        columns["stage"] = _("Announced")
    else:
        columns["day"] = _("Readiness day")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = filters.choice(_("Columns"), "by", columns, "stage", wide=True)
        basis = "available"
        if not view.is_open and by in gap_facts.KEYS:
            bases = {code: _(name) for code, name in labels.BASES.items()}
            basis = filters.choice(_("Number in a cell"), "basis", bases, "available", wide=True)
        stale = "in"
        if not view.is_open and (by == "stage" or basis in ("level_2", "rdl")) and by != "day":
            both = {"in": _("In"), "out": _("Out")}
            stale = filters.choice(_("Stale units in the levels"), "stale", both, "in", wide=True)
        edition = ""
        if days:
            names = {code: formats.day(pd.Timestamp(code)) for code in days}
            edition = filters.choice(_("Edition"), "edition", names, days[0])
    older = [code for code in days if code < edition]
    return Choice(edition, older[0] if older else "", by, basis, stale)


def _narrowed(capabilities: pd.DataFrame, has_edition: bool) -> pd.DataFrame:
    """Offer section and which rows, and return the capabilities to draw in their order."""
    sections = {code: facts.section(code) for code in capabilities["section"].dropna().drop_duplicates()}
    kinds = {"asked": _("Asked for in numbers"), "all": _("All capabilities")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        section = filters.choice(_("Section"), "section", {"all": _("All sections")} | sections, "all")
        rows = filters.choice(_("Rows"), "rows", kinds, "asked" if has_edition else "all", wide=True)
    fits = (capabilities["section"] == section) | (section == "all")
    if rows == "asked":
        fits &= capabilities["required"].notna() | capabilities["capability"].isin(gap_facts.C_UAS)
    return gap_facts.ordered(capabilities[fits])


def show(view: View, choice: Choice) -> None:
    """Draw the grid, say what it means, and show what is behind the cell that was clicked."""
    now, before = gap_facts.grid(run, view, choice)
    capabilities = gap_facts.totals(run, view, choice, now) if choice.by in gap_facts.KEYS else now
    drawn = _narrowed(capabilities, bool(choice.edition))
    if drawn.empty:
        st.info(_("Nothing fits these choices."))
        return
    heads = gap_facts.columns(run, view, choice, now)
    names, rows = _rows(drawn)
    cells, where = gap_facts.cells(choice, now, before, heads, rows)
    chart = gap_charts.coverage_grid(cells, [column.heading for column in heads.values()], names, notes.ink())
    chart_key = f"gaps_{choice.by}"

    def follow() -> None:
        at = gap_charts.chosen(st.session_state[chart_key].selection.selected)
        if at is not None and at < len(where):
            st.query_params.update(zip(("cap", "cell"), where[at], strict=True))  # one change of the address

    st.markdown(gap_facts.legend(view, choice, before is not None))
    title = _("Capabilities asked for, and what there is of them")
    height = gap_charts.height(names)
    st.echarts_chart(chart, height=height, key=chart_key, on_select=follow, alt=title)
    if not view.is_open:
        st.caption(gap_facts.formulas())
    notes.under(
        view, gap_facts.query(view, choice), now[now["capability"].isin(rows)], "gaps_table", table=gap_facts.own_headings(view, choice), line=False,
        names=facts.codes(run, view), chart=chart, height=height, title=title,
    )  # fmt: skip
    _behind(view, choice, capabilities, now, heads)


def _rows(drawn: pd.DataFrame) -> tuple[list[tuple[str, bool]], dict[str, int]]:
    """The rows of the grid from the top, each a name and whether it heads a section, and the row of each capability."""
    names: list[tuple[str, bool]] = []
    rows: dict[str, int] = {}
    section = None
    for row in drawn.itertuples():
        if row.section != section:
            section = row.section
            names.append((facts.section(section) if isinstance(section, str) else _("In no section"), True))
        rows[row.capability] = len(names)
        names.append((gap_facts.label(row), False))
    return _apart(names), rows


def _apart(names: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Names that are all different: the axis keeps one of each only."""
    seen: dict[str, int] = {}
    different = []
    for name, is_heading in names:
        seen[name] = seen.get(name, 0) + 1
        different.append((name + "\u200b" * (seen[name] - 1), is_heading))
    return different


def _behind(
    view: View, choice: Choice, capabilities: pd.DataFrame, now: pd.DataFrame, heads: dict[str, Column]
) -> None:
    """Offer one capability and column, and show the units and pledges behind its number."""
    st.header(_("Behind a number"))
    names = dict(zip(capabilities["capability"], facts.names_or_codes(capabilities, "capability"), strict=True))
    columns = {code: column.heading for code, column in heads.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        capability = filters.choice(_("Capability"), "cap", {"all": _("Choose one, or click a cell")} | names, "all")
        code = filters.choice(_("Column"), "cell", {"all": _("All")} | columns, "all")
    if capability == "all":
        return
    row = capabilities[capabilities["capability"] == capability].iloc[0]
    st.subheader(names[capability])
    st.markdown(gap_facts.figures(view, row))
    if both := gap_facts.two_sources(row):
        st.markdown(both)
    if not view.is_open:
        unit_views.tags(view, capability)
        _units(view, choice, capability, now, code, heads[code].number if code in heads else choice.basis)
    unit_views.pledges(view, capability, choice.by, code)


def _units(view: View, choice: Choice, capability: str, now: pd.DataFrame, code: str, number: str) -> None:
    """List the units behind a number; where none of a cell is available, all of them, with why."""
    units = run(facts.UNITS, view.snapshot, capability=capability, **facts.dated(view))
    listed = gap_facts.of_cell(units, choice, code, number)
    if number in gap_facts.COLOURED and (listed.empty or code == "all"):
        here = gap_facts.at_column(units, choice, code)
        if why := gap_facts.none_available(here):
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
    unit_views.units(view, listed, "cell_units")
