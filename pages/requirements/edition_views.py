"""Two editions of the quarterly requirements file side by side, and the lines of one for a named mission."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.requirements import labels as requirement_labels
from pages.requirements import views as requirement_views
from pages.requirements.views import plain

EDITIONS = "requirement_editions"
LINES = "requirement_lines"
CHANGE = "requirement_change"


def editions(view: View) -> list[str]:
    """Return the editions that are loaded, as days, the newest first."""
    found = run(EDITIONS, view.snapshot, as_of=view.until)
    return [day.date().isoformat() for day in found["edition_date"]]


def named(code: str) -> str:
    """Return the day of an edition in words."""
    return formats.day(pd.Timestamp(code))


def source_line(view: View) -> str:
    """Return, as plain text, where the lines of editions come from."""
    files = run("files", view.snapshot)
    mine = files[files["source"] == "requirements"]
    count = len(editions(view))
    start = _("EXERCISE, nothing in it is real.") + " " if view.is_exercise else ""
    return start + ngettext(
        "Source: {n} edition of the requirements file, loaded on {day}. Data version {version}.",
        "Source: {n} editions of the requirements file, loaded on {day}. Data version {version}.",
        count,
    ).format(n=count, day=formats.day(mine["received_at"].max()), version=view.snapshot.version)


def of_ask(view: View, code: str) -> None:
    """List what the newest edition says of one ask, mission by mission."""
    days = editions(view)
    if not days:
        return
    found = run(LINES, view.snapshot, edition=days[0], as_of=view.until)
    told = []
    for row in found[found["requirement_id"] == code].itertuples():
        many = _("open call") if pd.isna(row.quantity) else formats.count(row.quantity)
        unit = (
            labels.name(requirement_labels.UNITS, row.unit_of_quantity) if isinstance(row.unit_of_quantity, str) else ""
        )
        parts = [
            f"{many} {unit}".strip(),
            row.requirement,
            requirement_views.languages(row.languages),
            requirement_views.tags(row.equipment_tags),
        ]
        if not pd.isna(row.needed_by):
            parts.append(_("needed by {day}").format(day=formats.day(row.needed_by)))
        said = ", ".join(plain(part) for part in parts if part)
        told.append(f"- **{requirement_views.mission(row.mission)}**: {said}")
    if told:
        st.markdown(_("In the edition of {day}").format(day=named(days[0])) + "\n\n" + "\n".join(told))


def compare(view: View, days: list[str]) -> None:
    """Let the reader choose two editions, count what is new, closed and changed, and list it line by line."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {code: named(code) for code in days}
        later = filters.choice(_("Later edition"), "edition", names, days[0])
        older = {code: name for code, name in names.items() if code < later}
        before = filters.choice(_("Earlier edition"), "before", older, next(iter(older))) if older else ""
    if not before:
        st.info(_("There is no earlier edition to compare it with. These are its lines."))
        lines(view, later, "all")
        return
    found = run(CHANGE, view.snapshot, from_edition=before, to_edition=later, as_of=view.until)
    counts = found["kind"].value_counts()
    with st.grid(4, gap="small", min_column_width=140):
        for code, name in requirement_labels.CHANGES.items():
            st.metric(_(name), formats.count(counts.get(code, 0)), border=True)
    kinds = {"differing": _("All that differ")} | {code: _(name) for code, name in requirement_labels.CHANGES.items()}
    kind = filters.choice(_("Lines"), "kind", kinds, "differing")
    rows = found[found["kind"] != "same"] if kind == "differing" else found[found["kind"] == kind]
    if rows.empty:
        st.info(_("No line is of this kind."))
        return
    shown = pd.DataFrame(
        {
            "kind": [labels.name(requirement_labels.CHANGES, code) for code in rows["kind"]],
            "what": [_what(row) for row in rows.itertuples()],
            "mission": [requirement_views.mission(code) for code in rows["mission"]],
            "quantity_before": rows["quantity_before"],
            "quantity_after": rows["quantity_after"],
            "quantity_change": rows["quantity_change"],
            "else": [_else(row) for row in rows.itertuples()],
        }
    )
    number = st.column_config.NumberColumn
    columns = {
        "kind": st.column_config.TextColumn(_("Change"), pinned=True, width=90),
        "what": st.column_config.TextColumn(_("Asked for"), width=380),
        "mission": _("Mission"),
        "quantity_before": number(_("Quantity, earlier"), format="localized"),
        "quantity_after": number(_("Quantity, later"), format="localized"),
        "quantity_change": number(_("Difference"), format="%+,d"),
        "else": st.column_config.TextColumn(_("What else changed"), width=380),
    }
    grids.show(
        shown, columns, height=520 if len(shown) > 13 else "content", alt=_("Lines that differ between two editions")
    )
    requirement_views.under(view, CHANGE, rows, "change", source_line(view))


def lines(view: View, edition: str, kind: str) -> None:
    """List the lines of an edition; `kind` mission leaves those for a named mission."""
    found = run(LINES, view.snapshot, edition=edition, as_of=view.until, asks=kind)
    if found.empty:
        st.info(_("The edition of {day} has no line for a named mission.").format(day=named(edition)))
        return
    st.markdown(
        ngettext("{n} line of the edition of {day}.", "{n} lines of the edition of {day}.", len(found)).format(
            n=formats.count(len(found)), day=named(edition)
        )
    )
    shown = pd.DataFrame(
        {
            "what": [_what(row) for row in found.itertuples()],
            "mission": [requirement_views.mission(code) for code in found["mission"]],
            "quantity": found["quantity"],
            "needed_by": found["needed_by"],
            "priority": found["priority"],
        }
    )
    columns = {
        "what": st.column_config.TextColumn(_("Asked for"), pinned=True, width=380),
        "mission": _("Mission"),
        "quantity": st.column_config.NumberColumn(_("Quantity"), format="localized"),
        "needed_by": st.column_config.DateColumn(_("Needed by")),
        "priority": _("Priority"),
    }
    grids.show(shown, columns, height=520 if len(shown) > 13 else "content", alt=_("Lines of an edition"))
    requirement_views.under(view, LINES, found, f"lines_{kind}", source_line(view))


def _what(row) -> str:
    """Return what a line asks for: its words, the ask, its capability."""
    words = row.requirement or (_(row.ask) if isinstance(row.ask, str) else "")
    return f"{words} ({_(row.capability_name)})" if isinstance(row.capability_name, str) else words


def _else(row) -> str:
    """Return what differs in a line besides its quantity, as before and after."""
    if row.kind in ("new", "closed"):
        return ""
    told = []
    for column, how in (
        ("languages", requirement_views.languages),
        ("equipment_tags", requirement_views.tags),
        ("needed_by", formats.day),
        ("priority", str),
    ):
        before, after = (getattr(row, f"{column}_{side}") for side in ("before", "after"))
        before, after = (formats.DASH if pd.isna(side) else how(side) for side in (before, after))
        if before != after:
            told.append(f"{notes.column_heading(CHANGE, column)}: {before} → {after}")
    return "; ".join(told)
