"""The parts of the page that says what changed since an earlier data version: files, rows, what is set aside."""

import datetime as dt

import pandas as pd
import streamlit as st

import queries
from pages.about import labels as about_labels
from pages.deployments import labels as deployment_labels
from pages.deployments import version_facts
from pages.kit import filters, formats, grids, labels, naming, notes, sources
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View

ROWS = "deployment_rows"


def earlier(view: View) -> list[dict]:
    """The versions made before the one on screen that are still there and that this program reads, newest first."""
    versions = queries.versions()
    here = next((version for version in versions if version["id"] == view.snapshot.version), None)
    if here is None:
        return []
    readable = [version for version in versions if version["schema_version"] == here["schema_version"]]
    return [version for version in readable if version["built_at"] < here["built_at"]]


def choose(view: View) -> queries.Snapshot | None:
    """Offer the version to compare with, the one before to begin with; None where there is none."""
    versions = earlier(view)
    if not versions:
        return None
    names = {version["id"]: _built(version["id"], version["built_at"]) for version in versions}
    code = filters.choice(_("Compared with data version"), "before", names, versions[0]["id"])
    return queries.Snapshot(code, view.snapshot.dataset, view.snapshot.audience)


def _built(version: str, at: str) -> str:
    return _("{version}, built on {day}").format(version=version, day=formats.day(dt.datetime.fromisoformat(at)))


@st.cache_data(max_entries=50, show_spinner=False)
def _differences(before: queries.Snapshot, after: queries.Snapshot, places: tuple) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that differ and the months that they stand in. One year of both sides is in memory at a time."""
    months = {side: queries.run("months", snapshot=side)["as_of"] for side in (before, after)}
    trends = [queries.run("deployment_trend", snapshot=side) for side in (before, after)]
    parts = []
    days = pd.Series(sorted({*months[before], *months[after]}))
    for _year, reported in days.groupby(days.dt.year):
        span = {"since": reported.min(), "as_of": reported.max()}
        sides = [queries.run(ROWS, snapshot=side, **span) for side in (before, after)]
        if not sides[0].equals(sides[1]):
            parts.append(version_facts.rows(*sides))
    if not parts:
        parts = [version_facts.rows(sides[1], sides[1])]
    changed = pd.concat(parts, ignore_index=True)
    return changed, version_facts.months(changed, *trends)


def compare(view: View, before: queries.Snapshot) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that differ from an earlier version, and their months, worked out once."""
    return _differences(before, view.snapshot, (queries.place(before), queries.place(view.snapshot)))


def _about(before: queries.Snapshot) -> dict[str, str]:
    """What each file of this page says of itself besides the usual."""
    return {
        "Title": "What changed since an earlier data version",
        "Scope": "all",
        "Compared with": before.version,
    } | sources.chosen(since=before.version)


def summary(changed: pd.DataFrame, months: pd.DataFrame) -> None:
    """Show how many rows and months changed."""
    if changed.empty:
        st.info(
            _("No row of the monthly figures is new, revised or removed: every figure is the same in both versions.")
        )
        return
    tally = changed["kind"].value_counts()
    figures = (
        (_("New rows"), tally.get("new", 0)),
        (_("Revised rows"), tally.get("revised", 0)),
        (_("Removed rows"), tally.get("removed", 0)),
        (_("Months that changed"), len(months)),
    )
    grids.cards([(heading, formats.count(number)) for heading, number in figures], width=140)


def files(view: View, before: queries.Snapshot) -> None:
    """List the files that came and went."""
    rows = version_facts.files(run("files", before), run("files", view.snapshot))
    if rows.empty:
        st.info(_("Both versions were made of the same files: reference data or the program changed."))
        return
    rows = rows[["kind", "source", "name", "as_of", "received_at", "read_count", "loaded_count", "quarantined_count"]]
    shown = rows.assign(kind=[labels.name(deployment_labels.CHANGES, code) for code in rows["kind"]])
    columns = notes.headings("files", shown) | {"kind": _("What happened")}
    grids.show(shown, columns, alt=_("Files that came or went"))
    notes.offer(view, "files", rows, "changed_files", more=_about(before))


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
    names = naming.states(run, view)
    newest = changed.sort_values("as_of", ascending=False, kind="stable", ignore_index=True)
    shown = newest.head(grids.MOST).assign(
        kind=lambda rows: [labels.name(deployment_labels.CHANGES, code) for code in rows["kind"]],
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
        words = _("Shown: the newest {n} of {all} rows; the files hold them all.")
        st.caption(words.format(n=formats.count(grids.MOST), all=formats.count(len(changed))))
    grids.show(shown[list(columns)], columns, height=430 if len(shown) > 11 else "content", alt=_("Rows that changed"))
    notes.offer(view, ROWS, newest, "changed_rows", more=_about(before))


def aside(view: View, before: queries.Snapshot) -> None:
    """Compare how many rows are set aside and how much was noticed, by reason."""
    kinds = (
        ("quarantine", "reason", about_labels.REASONS, _("Rows set aside")),
        ("findings", "finding", about_labels.FINDINGS, _("Findings")),
    )
    for place, (query, column, names, title) in zip(st.columns(2, gap="large"), kinds, strict=True):
        counts = version_facts.counts(*(run(query, side)[column] for side in (before, view.snapshot)))
        counts = counts.assign(name=[labels.name(names, code) for code in counts["code"]])
        with place:
            st.subheader(title)
            if counts.empty:
                st.info(_("None in either version."))
                continue
            columns = {
                "name": title,
                "before": st.column_config.NumberColumn(_("Before"), format="localized"),
                "after": st.column_config.NumberColumn(_("After"), format="localized"),
            }
            grids.show(counts[list(columns)], columns, alt=title)
            notes.offer(view, query, counts, f"changed_{query}", more=_about(before))
