"""The heatmap of capabilities: what is asked for, what there is of it, and how much of the requirement that covers."""

import datetime as dt
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import gap_charts as capability_charts
from pages.capabilities import labels as capability_labels
from pages.capabilities import unit_views as capability_units
from pages.capabilities.gap_charts import Covered
from pages.kit import filters, formats, labels, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.requirements import facts as requirement_facts
from pages.requirements import labels as requirement_labels

METRICS = {
    "stage": "capability_stage",
    "region": "capability_by_region",
    "mission": "capability_by_mission",
    "day": "capability_stage",
}
ANNOUNCED = "capability_announced"
EDITIONS = "requirement_editions"
LEVELS = "readiness_levels"
BY_LEVEL = {"rdl": "available_rdl", "level_3": "available_level_3", "level_2": "available"}
COUNTED = (
    "level_2",
    "level_3",
    "available",
    "rdl",
)  # what may cover a requirement: Level 1 and announced stand beside it
KEYS = {"region": "regional_group", "mission": "mission"}
C_UAS = ("c_uas_unit", "c_uas_set", "c_uas_officer", "c_uas_expertise")
LAST = 1e9


class Choice(NamedTuple):
    """What the reader chose: the edition and the one before, columns, which number stands in a cell, stale units in or out."""

    edition: str
    before: str
    by: str
    basis: str
    stale: str


def choose(view: View) -> Choice:
    """Offer what the grid shows; every choice stays in the address."""
    found = run(EDITIONS, view.snapshot, as_of=view.until)
    days = [day.date().isoformat() for day in found["edition_date"]]
    restricted = not view.is_open
    named = {"stage": _("Stage"), "region": _("UN regional group"), "mission": _("Mission")} | ({"day": _("Readiness day")} if restricted else {})  # fmt: skip
    if not restricted:
        named["stage"] = _("Announced")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = filters.choice(_("Columns"), "by", named, "stage", wide=True)
        basis = "available"
        if restricted and by in KEYS:
            bases = {code: _(name) for code, name in capability_labels.BASES.items()}
            basis = filters.choice(_("Number in a cell"), "basis", bases, "available", wide=True)
        stale = "in"
        if restricted and (by == "stage" or basis in ("level_2", "rdl")) and by != "day":
            stale = filters.choice(
                _("Stale units in the levels"), "stale", {"in": _("In"), "out": _("Out")}, "in", wide=True
            )
        edition = ""
        if days:
            edition = filters.choice(_("Edition"), "edition", {code: _day(code) for code in days}, days[0])
    older = [code for code in days if code < edition]
    return Choice(edition, older[0] if older else "", by, basis, stale)


def _day(code: str) -> str:
    return formats.day(pd.Timestamp(code))


def read(view: View, told: Choice) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return the frame of the grid, and that of the edition before, as it stood on its own day."""
    if view.is_open:
        by = {"stage": "all", "region": "regional_group", "mission": "mission"}[told.by]
        found = run(ANNOUNCED, view.snapshot, as_of=view.until, edition=told.edition, by=by)
        return found.rename(columns={"code": KEYS.get(told.by, "code")}), None
    name = METRICS[told.by]
    asked = {"edition": told.edition, "stale": told.stale}
    found = run(name, view.snapshot, as_of=view.until, today=view.reading_day, **asked)
    if not told.before:
        return found, None
    then = dt.date.fromisoformat(told.before)
    before = run(name, view.snapshot, as_of=then, today=then, **(asked | {"edition": told.before}))
    return found, None if before["export_on"].isna().all() else before


def narrow(whole: pd.DataFrame, editions: bool) -> pd.DataFrame:
    """Offer section and which rows, and return the capabilities to draw, least covered first under their sections."""
    sections = {code: capability_notes.section(code) for code in whole["section"].dropna().drop_duplicates()}
    kinds = {"asked": _("Asked for in numbers"), "all": _("All capabilities")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        section = filters.choice(_("Section"), "section", {"all": _("All sections")} | sections, "all")
        rows = filters.choice(_("Rows"), "rows", kinds, "asked" if editions else "all", wide=True)
    keep = (whole["section"] == section) | (section == "all")
    if rows == "asked":
        keep &= whole["required"].notna() | whole["capability"].isin(C_UAS)
    left = whole[keep].copy()
    if "coverage" in left:
        left["order"] = left["coverage"].astype(float).fillna(LAST)
    else:
        left["order"] = LAST
    left["place"] = range(len(left))
    first = left.groupby("section")[["order", "place"]].transform("min")
    left = left.assign(first=first["order"], head=first["place"])
    return left.sort_values(["first", "head", "order", "place"], kind="stable")


def label(row: Any) -> str:
    """Return a row's name with what is outstanding of it."""
    name = _(row.capability_name) if isinstance(row.capability_name, str) else row.capability
    unit = labels.name(requirement_labels.UNITS, row.unit_of_quantity) if isinstance(row.unit_of_quantity, str) else ""
    if row.state == "no_requirement":
        return name
    if row.state == "open_call":
        number = 0 if pd.isna(row.announced_pledge_count) else int(row.announced_pledge_count)
        told = ngettext("open call, {n} pledge", "open call, {n} pledges", number).format(n=formats.count(number))
    elif row.state == "met" and (pd.isna(row.outstanding) or row.outstanding == 0):
        told = _("met")
    elif row.state in ("asked", "not_in_units"):
        told = _("asks for {n} ({unit})").format(n=formats.count(row.required), unit=unit)
    elif row.state == "not_reported":
        told = _("asks for {n}").format(n=formats.count(row.required))
    else:
        told = _("needs {n}").format(n=formats.count(row.outstanding))
    return f"{requirement_facts.shortened(name)} · {told}"


def columns(view: View, told: Choice, found: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the columns of the grid: code -> heading, and which number of the frame stands in it."""
    if view.is_open:
        if told.by == "stage":
            return {"announced": (_("Announced"), "announced")}
        return {code: (name, "announced") for code, name in _places(told.by, found).items()}
    if told.by == "stage":
        return {code: (_(name), code) for code, name in capability_labels.STAGES.items()}
    if told.by == "day":
        levels = run(LEVELS, view.snapshot)
        return {str(row.days): (_("By day {n}").format(n=row.days), BY_LEVEL[row.level]) for row in levels.itertuples()}
    return {code: (name, told.basis) for code, name in _places(told.by, found).items()}


def _places(by: str, found: pd.DataFrame) -> dict[str, str]:
    there = found[KEYS[by]].drop_duplicates()
    if by == "region":
        names = {code: _(name) for code, name in labels.GROUPS_SHORT.items()} | {"none": _("In no group")}
        return {code: name for code, name in names.items() if code in set(there)}
    return {code: _("any mission") if code == "general" else code for code in sorted(there, key=lambda code: (code == "general", code))}  # fmt: skip


def number(row: Any, column: str) -> Any:
    """Return the number of one cell, None where nothing is reported."""
    value = getattr(row, column)
    return None if pd.isna(value) else int(value)


def cells(
    told: Choice,
    rows: pd.DataFrame,
    found: pd.DataFrame,
    before: pd.DataFrame | None,
    heads: dict[str, tuple[str, str]],
    places: dict[str, int],
) -> tuple[list[Covered], list[tuple[str, str]]]:
    """Return the cells to draw and which capability and column each is."""
    key = KEYS.get(told.by)
    now, then = (_indexed(frame, key) for frame in (found, before))
    drawn, which = [], []
    for row in rows.itertuples():
        for x, (code, (_head, column)) in enumerate(heads.items()):
            place = (row.capability, code) if key else (row.capability, "")
            cell = now.get(place)
            value = None if cell is None else number(cell, column)
            if cell is None or (cell.state == "no_requirement" and not value):
                continue  # nothing is asked for there: empty
            if value is None:
                drawn.append(Covered(x, places[row.capability], "", None, hatched=True))
            else:
                text, share = _shown(cell, column, value, told.by)
                old = then.get(place)
                change = None if old is None or pd.isna(getattr(old, column)) else value - int(getattr(old, column))
                drawn.append(Covered(x, places[row.capability], f"{text}\n{change:+d}" if change else text, share))
            which.append((row.capability, code))
    return drawn, which


def _indexed(frame: pd.DataFrame | None, key: str | None) -> dict[tuple[str, str], Any]:
    if frame is None:
        return {}
    return {(row.capability, getattr(row, key) if key else ""): row for row in frame.itertuples()}


def _shown(cell: Any, column: str, value: int, by: str) -> tuple[str, float | None]:
    """Return what a cell says and which share of the outstanding requirement gives its colour."""
    text = formats.count(value)
    outstanding = getattr(cell, "outstanding", None)
    if column not in (*COUNTED, "available_rdl", "available_level_3") or outstanding is None or pd.isna(outstanding):
        return text, None
    if outstanding == 0:
        return text, 1.0 if column == "available" and by != "region" else None
    if column == "available" and by != "region":
        text = f"{text}/{formats.count(outstanding)}"
    return text, value / outstanding


def draw(view: View, told: Choice) -> None:
    """Draw the grid, say what it means, and show what is behind the cell that was clicked."""
    found, before = read(view, told)
    key = KEYS.get(told.by)
    whole = found if key is None else _whole(view, told)
    rows = narrow(whole, bool(told.edition))
    if rows.empty:
        st.info(_("Nothing fits these choices."))
        return
    heads = columns(view, told, found)
    names, places, section = [], {}, None
    for row in rows.itertuples():
        if row.section != section:
            section = row.section
            names.append((capability_notes.section(section) if isinstance(section, str) else _("In no section"), True))
        places[row.capability] = len(names)
        names.append((label(row), False))
    names = _apart(names)
    drawn, which = cells(told, rows, found, before, heads, places)
    chart = capability_charts.coverage_grid(drawn, [head for head, _column in heads.values()], names, notes.ink())
    height = capability_charts.height(names)
    chart_key = f"gaps_{told.by}"

    def follow() -> None:
        place = capability_charts.chosen(st.session_state[chart_key].selection.selected)
        if place is not None and place < len(which):
            st.query_params["cap"], st.query_params["cell"] = which[place]

    st.markdown(legend(view, told, before is not None))
    title = _("Capabilities asked for, and what there is of them")
    st.echarts_chart(chart, height=height, key=chart_key, on_select=follow, alt=title)
    if not view.is_open:
        st.caption(formulas())
    edition = found["edition_date"].iloc[0]
    source = capability_notes.source_line(view, edition)
    name = ANNOUNCED if view.is_open else METRICS[told.by]
    shown = found[found["capability"].isin(set(rows["capability"]))]
    capability_notes.under(view, name, shown, "gaps_table", source, chart=chart, height=height, title=title)
    chosen(view, told, whole, found, heads, source)


def _whole(view: View, told: Choice) -> pd.DataFrame:
    """Return the capabilities as a whole: what is outstanding of each does not depend on the columns."""
    return read(view, told._replace(by="stage"))[0]


def _apart(names: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return names that are all different: the axis keeps one of each only."""
    seen: dict[str, int] = {}
    found = []
    for name, is_heading in names:
        seen[name] = seen.get(name, 0) + 1
        found.append((name + "\u200b" * (seen[name] - 1), is_heading))
    return found


def legend(view: View, told: Choice, has_before: bool) -> str:
    """Return what a cell says, in words."""
    parts = []
    if view.is_open:
        parts.append(
            _("In each cell: units that pledges announced in public offer. No colour: announced covers nothing.")
        )
    else:
        parts.append(
            _(
                "In each cell: units. Colour: their share of what is outstanding, from orange (none) to blue (all of it, or more). Announced, Level 1, selected and deployed have no colour: they stand beside the requirement, never inside."
            )
        )
        parts.append(_("After a name: what is outstanding of it."))
        if told.by != "region":
            parts.append(_("Available units stand as “available/outstanding”."))
        if told.by == "mission":
            parts.append(_("A unit pledged for no mission counts under each: columns are never added."))
        if told.by == "region":
            parts.append(_("Colour: the group's units as a share of the whole requirement."))
    if has_before:
        parts.append(_("Signed below: the change since the edition of {day}.").format(day=_day(told.before)))
    parts.append(
        _(
            "Empty: nothing is asked for. Hatched: not reported. 0: none. The four parts of countering drones are never added. Click a cell to see what is behind it."
        )
    )
    return " ".join(parts)


def formulas() -> str:
    """Return both formulas in words."""
    return _(
        "Coverage = available units at Level 2 or higher / outstanding requirement. Outstanding requirement = required in the edition − units selected or deployed that name the line they serve. Outstanding 0 reads met; an open call has no share. Available: not stale, not selected, not deployed, inside its window, its condition met, a rotation in a covered slot."
    )


def chosen(view: View, told: Choice, whole: pd.DataFrame, found: pd.DataFrame, heads: dict, source: str) -> None:
    """Offer one capability and column, and show the units, pledges and states behind its number."""
    st.header(_("Behind a number"))
    named = {row.capability: _(row.capability_name) if isinstance(row.capability_name, str) else row.capability for row in whole.itertuples()}  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = filters.choice(_("Capability"), "cap", {"all": _("Choose one, or click a cell")} | named, "all")
        cell = filters.choice(
            _("Column"), "cell", {"all": _("All")} | {key: head for key, (head, _column) in heads.items()}, "all"
        )
    if code == "all":
        return
    row = whole[whole["capability"] == code].iloc[0]
    capability_units.show(view, row, told.by, cell, heads.get(cell, ("", told.basis))[1], told.stale, source)
