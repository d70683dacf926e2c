"""The parts of data health: how old each source is, what is set aside, what was noticed, which months are missing."""

from typing import Any

import pandas as pd
import streamlit as st

from etl import settings
from etl.records import calls, figure_notes, holds, introductions, replies, rounds, saved_views, slide_lists
from etl.records.access import people
from pages.about import labels
from pages.kit import formats, grids, notes, snapshot, sources
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.languages import errors
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View


def freshness(view: View) -> None:
    """Show each source with the day of its data, when it was loaded and when it is due."""
    cards = st.grid(2, gap="small", min_column_width=420)
    for source in run("freshness", view.snapshot, today=view.today).itertuples():
        with cards, st.container(border=True, height="stretch"):
            _source(view, source)
    st.caption(
        _("Days are counted from the last day that the data describes (clocks of the Humanitarian Data Exchange).")
    )


def _source(view: View, source: Any) -> None:
    st.markdown(f"**{source.dataset_id}** · {_(source.title)}{colon()}**{name(labels.STATES, source.state)}**")
    if source.state == "not reported" and view.is_exercise:
        st.caption(_("The exercise has no file of it."))
    elif source.state == "not reported" and not view.is_open:
        st.caption(_("No file of it is loaded, which is not zero."))
        snapshot.offer_load(source.source)
    elif source.state == "not reported":
        st.caption(f"{_('No file of it is loaded, which is not zero.')} {sources.who_loads()}")
    else:
        as_of, days, loaded = (
            formats.day(source.as_of),
            formats.count(source.age_days),
            formats.day(source.loaded_on),
        )
        words = _("Loaded on {loaded}; the files say no day of their data.")
        if not pd.isna(source.age_days):
            words = ngettext(
                "Data as of {as_of} ({days} day ago); loaded on {loaded}.",
                "Data as of {as_of} ({days} days ago); loaded on {loaded}.",
                int(source.age_days),
            )
        st.caption(words.format(as_of=as_of, days=days, loaded=loaded))
    if not pd.isna(source.due_days):
        words = ngettext(
            "Due after {due} day, late after {late}, overdue after {overdue}.",
            "Due after {due} days, late after {late}, overdue after {overdue}.",
            int(source.due_days),
        )
        st.caption(words.format(due=source.due_days, late=source.late_days, overdue=source.overdue_days))


def left_out(view: View) -> None:
    """List the files that could not be read, where there are any."""
    files = run("refused_files", view.snapshot)
    files = files.assign(
        **{
            said: files[said].map(errors.told, na_action="ignore")
            for said in ("place", "problem", "expected", "remedy")
        }
    )
    if files.empty:
        return
    st.header(_("Files left out"))
    st.markdown(
        _(
            "These files could not be read. The others are loaded without them, and what an earlier file says still stands."
        )
    )
    grids.show(files, column_config=notes.headings("refused_files", files), alt=_("Files left out"))
    notes.offer(view, "refused_files", files, "left_out")


def damaged_records(view: View) -> None:
    """Say which lines of the calls, holds, introductions, notes, roles, replies and saved views cannot be read; nothing where all can, and in the open view.

    Those of the decisions are inputs of a build: they stand among the files left out.
    """
    if view.is_open:
        return
    with settings.using(view.snapshot.dataset):
        unread = {
            log.file().name: log.damaged()
            for log in (calls, holds, introductions, figure_notes, people, replies, rounds, saved_views, slide_lists)
        }
    lines = {name: numbers for name, numbers in unread.items() if numbers}
    if not lines:
        return
    st.header(_("Records that cannot be read"))
    st.markdown(
        _(
            "These lines are left out and stay in their file: nothing in them counts, and of older notes and replies the open view shows none. Bring the file back from a copy, or mend the line."
        )
    )
    words = _("- **{file}**: {count} (line {lines})")
    for file, numbers in lines.items():
        count = ngettext("{n} line", "{n} lines", len(numbers)).format(n=formats.count(len(numbers)))
        first = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
        st.markdown(words.format(file=formats.plain(file), count=count, lines=first))


def set_aside(view: View) -> None:
    """List the rows that are set aside, each with its reason and its place."""
    rows = run("quarantine", view.snapshot)
    if rows.empty:
        st.info(_("No row is set aside."))
        return
    rows = _told(rows, "place")
    rows.insert(0, "why", [name(labels.REASONS, code) for code in rows["reason"]])
    columns = ["why", "as_of", "mission_code", "iso3", "personnel_type", "detail", "place", "file_name", "raw"]
    shown = notes.on_screen(view, rows)[columns]
    month = st.column_config.DateColumn(_("Month"))
    _table("quarantine", shown, _("Rows set aside"), why=_("Reason"), as_of=month)
    notes.offer(view, "quarantine", rows, "aside")


def findings(view: View) -> None:
    """List what was noticed in the files."""
    rows = run("findings", view.snapshot)
    if rows.empty:
        st.info(_("Nothing was noticed."))
        return
    rows = _told(rows, "place", "other_place")
    rows.insert(0, "what", [name(labels.FINDINGS, code) for code in rows["finding"]])
    shown = rows[["what", "detail", "place", "file_name", "other_file_name", "other_place"]]
    _table("findings", shown, _("Findings"), what=_("Finding"))
    notes.offer(view, "findings", rows, "findings")


def _told(rows: pd.DataFrame, *places: str) -> pd.DataFrame:
    """Rows whose details and places in files are said in the reader's language."""
    said = {column: rows[column].map(errors.placed, na_action="ignore") for column in places}
    return rows.assign(detail=errors.each(rows["detail"]), **said)


def _table(query: str, shown: pd.DataFrame, alt: str, **columns: Any) -> None:
    """Show rows of a query with room for their details; `columns` heads what is not the query's own."""
    detail = st.column_config.TextColumn(_("Detail"), width=760)
    grids.show(shown, column_config=notes.headings(query, shown) | columns | {"detail": detail}, alt=alt)


def missing_months(view: View) -> None:
    """List the months that were not reported, each with its reason."""
    months = run("missing_months", view.snapshot)
    if months.empty:
        st.info(_("No month is missing."))
        return
    st.markdown(_("A gap is a gap, never zero: no line is drawn through these {n} months.").format(n=len(months)))
    shown = months[["as_of", "reason"]].assign(reason=[_(reason) for reason in months["reason"]])
    columns = {"as_of": st.column_config.DateColumn(_("Month")), "reason": _("Reason")}
    grids.show(shown, column_config=columns, width=620, height=240, alt=_("Months that were not reported"))
    notes.offer(view, "missing_months", months, "missing_months")


def partial_months(view: View) -> None:
    """List the months that were published without missions, or without women and men apart."""
    months = run("months", view.snapshot)
    months = months[~(months["states_mission"] & months["states_sex"])].sort_values("as_of")
    if months.empty:
        return
    st.markdown(
        _("Of {n} more months not everything was published; what is not stated is not shown as zero.").format(
            n=len(months)
        )
    )
    said = _("stated"), _("not stated")
    shown = pd.DataFrame(
        {
            "as_of": months["as_of"],
            "missions": [said[0] if is_stated else said[1] for is_stated in months["states_mission"]],
            "sex": [said[0] if is_stated else said[1] for is_stated in months["states_sex"]],
        }
    )
    columns = {"as_of": st.column_config.DateColumn(_("Month")), "missions": _("Missions"), "sex": _("Women and men")}
    grids.show(
        shown, column_config=columns, width=620, height=240, alt=_("Months of which not everything was published")
    )
    notes.offer(view, "months", months, "months")
