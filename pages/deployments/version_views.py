"""The parts of the page that says what changed since an earlier data version: files, rows, what is set aside."""

import datetime as dt

import pandas as pd
import streamlit as st

import queries
from pages.deployments import facts
from pages.deployments import version_facts as differences
from pages.kit import filters, formats, grids, labels, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View

ROWS = "deployment_rows"


def earlier(view: View) -> list[dict]:
    """Return the kept versions made before the one on screen that this program reads, newest first."""
    found = queries.versions()
    here = next((told for told in found if told["id"] == view.snapshot.version), None)
    if here is None:
        return []
    same = [told for told in found if told["schema_version"] == here["schema_version"]]
    return [told for told in same if told["built_at"] < here["built_at"]]


def choose(view: View) -> queries.Snapshot | None:
    """Let the reader choose the version to compare with, the one before to begin with; None where there is none."""
    kept = earlier(view)
    if not kept:
        return None
    names = {told["id"]: _built(told["id"], told["built_at"]) for told in kept}
    code = filters.choice(_("Compared with data version"), "before", names, kept[0]["id"])
    return queries.Snapshot(code, view.snapshot.dataset, view.snapshot.audience)


def _built(version: str, at: str) -> str:
    return _("{version}, built on {day}").format(version=version, day=formats.day(dt.datetime.fromisoformat(at)))


@st.cache_data(max_entries=50, show_spinner=False)
def _differences(before: queries.Snapshot, after: queries.Snapshot, places: tuple) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows that differ and the months that they stand in. One month of both sides is in memory at a time."""
    months = {side: queries.run("months", snapshot=side)["as_of"] for side in (before, after)}
    trends = [queries.run("deployment_trend", snapshot=side) for side in (before, after)]
    found = []
    for day in sorted({*months[before], *months[after]}):
        sides = [queries.run(ROWS, snapshot=side, as_of=day) for side in (before, after)]
        if not sides[0].equals(sides[1]):
            found.append(differences.rows(*sides))
    if not found:
        found = [differences.rows(sides[1], sides[1])]
    changed = pd.concat(found, ignore_index=True)
    return changed, differences.months(changed, *trends)


def compare(view: View, before: queries.Snapshot) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what differs between an earlier version and the one on screen, worked out once."""
    return _differences(before, view.snapshot, (queries.place(before), queries.place(view.snapshot)))


def _about(before: queries.Snapshot) -> dict[str, str]:
    """Return what each file of this page says of itself besides the usual."""
    return {"Title": "What changed since an earlier data version", "Scope": "all", "Compared with": before.version}


def summary(changed: pd.DataFrame, months: pd.DataFrame) -> None:
    """Say in one line how much changed."""
    if changed.empty:
        st.info(
            _("No row of the monthly figures is new, revised or removed: every figure is the same in both versions.")
        )
        return
    tally = changed["kind"].value_counts()
    with st.grid(4, gap="small", min_column_width=140):
        for label, number in (
            (_("New rows"), tally.get("new", 0)),
            (_("Revised rows"), tally.get("revised", 0)),
            (_("Removed rows"), tally.get("removed", 0)),
            (_("Months that changed"), len(months)),
        ):
            st.metric(label, formats.count(number), border=True)


def files(view: View, before: queries.Snapshot) -> None:
    """List the files that came and went."""
    found = differences.files(run("files", before), run("files", view.snapshot))
    if found.empty:
        st.info(_("Both versions were made of the same files: reference data or the program changed."))
        return
    found = found[["kind", "source", "name", "as_of", "received_at", "read_count", "loaded_count", "quarantined_count"]]
    shown = found.assign(kind=[labels.name(labels.CHANGES, code) for code in found["kind"]])
    told = notes.headings("files", shown) | {"kind": _("What happened")}
    grids.show(shown, told, alt=_("Files that came or went"))
    notes.offer(view, "files", found, "changed_files", more=_about(before))


def by_month(view: View, before: queries.Snapshot, months: pd.DataFrame) -> None:
    """List the months whose rows differ, with people before and after."""
    number = st.column_config.NumberColumn
    columns = {
        "as_of": st.column_config.DateColumn(_("Month"), pinned=True),
        "new_count": number(_("New rows"), format="localized"),
        "revised_count": number(_("Revised rows"), format="localized"),
        "removed_count": number(_("Removed rows"), format="localized"),
        "people_before": number(_("People before"), format="localized"),
        "people_after": number(_("People after"), format="localized"),
        "people_change": number(_("Change of people"), format="%+,d"),
    }
    grids.show(months, columns, height=430 if len(months) > 11 else "content", alt=_("Months that changed"))
    st.caption(_("A dash: that version does not report the month, which is not zero. People of all missions."))
    notes.offer(view, ROWS, months, "changed_months", more=_about(before))


def by_row(view: View, before: queries.Snapshot, changed: pd.DataFrame) -> None:
    """List the rows that differ, newest month first."""
    names = facts.countries(run, view).set_index("iso3")["name"]
    newest = changed.sort_values("as_of", ascending=False, kind="stable", ignore_index=True)
    shown = newest.head(grids.MOST).assign(
        kind=lambda rows: [labels.name(labels.CHANGES, code) for code in rows["kind"]],
        name=lambda rows: [names.get(code, code) for code in rows["iso3"]],
        type=lambda rows: [labels.name(labels.TYPES, code) for code in rows["personnel_type"]],
    )
    number = st.column_config.NumberColumn
    columns = {
        "kind": _("What happened"),
        "as_of": st.column_config.DateColumn(_("Month")),
        "mission_code": _("Mission"),
        "name": _("Contributor"),
        "type": _("Personnel type"),
        "women_count_before": number(_("Women before"), format="localized"),
        "women_count_after": number(_("Women after"), format="localized"),
        "people_count_before": number(_("People before"), format="localized"),
        "people_count_after": number(_("People after"), format="localized"),
    }
    if len(changed) > grids.MOST:
        told = _("Shown: the newest {n} of {all} rows; the files hold them all.")
        st.caption(told.format(n=formats.count(grids.MOST), all=formats.count(len(changed))))
    grids.show(shown[list(columns)], columns, height=430 if len(shown) > 11 else "content", alt=_("Rows that changed"))
    notes.offer(view, ROWS, newest, "changed_rows", more=_about(before))


def aside(view: View, before: queries.Snapshot) -> None:
    """Compare how many rows are set aside and how much was noticed, by reason."""
    parts = []
    for query, column, names in (("quarantine", "reason", labels.REASONS), ("findings", "finding", labels.FINDINGS)):
        sides = [run(f"{query}", side)[column] for side in (before, view.snapshot)]
        parts.append(
            differences.counts(*sides).assign(
                name=lambda rows, names=names: [labels.name(names, c) for c in rows["code"]]
            )
        )
    left, right = st.columns(2, gap="large")
    for place, part, title, query in zip(
        (left, right), parts, (_("Rows set aside"), _("Findings")), ("quarantine", "findings"), strict=True
    ):
        with place:
            st.subheader(title)
            if part.empty:
                st.info(_("None in either version."))
                continue
            columns = {
                "name": title,
                "before": st.column_config.NumberColumn(_("Before"), format="localized"),
                "after": st.column_config.NumberColumn(_("After"), format="localized"),
            }
            grids.show(part[list(columns)], columns, alt=title)
            notes.offer(view, f"{query}", part, f"changed_{query}", more=_about(before))
