"""The review of pledges: the queue, uploads, publication and the files received."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from etl import door
from pages.kit import filters, formats, grids, notes
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import review_facts as facts
from pages.pledges import update_views

TYPES = ("docx", "pptx", "xlsx", "ods", "csv")
LARGEST_MB = 50
DONE = "review_done"  # what the last build did, said once after it
READ = "review_read"  # the file that was read last, with what was read


def closed() -> None:
    """Say why an open view has no queue, and what opens one."""
    st.info(_("This view shows only what is open. Forms and what was read in them are restricted."))
    st.markdown(_("Who reviews pledges starts the dashboard on their own machine with the restricted data:"))
    st.code("make run", language=None)


def cards(queue: pd.DataFrame) -> None:
    """Count what waits and what was decided."""
    counts = queue["verdict"].value_counts()
    numbers = {
        _("Waiting"): counts.get("", 0),
        _("Confirmed"): counts.get("confirmed", 0),
        _("Rejected"): counts.get("rejected", 0),
        _("Split or merged"): counts.get("split", 0) + counts.get("merged", 0),
    }
    for column, (label, number) in zip(st.columns(4), numbers.items(), strict=True):
        column.metric(label, formats.count(number))


def publication(pending: int) -> None:
    """Offer to build decisions in, and say what a build did."""
    if done := st.session_state.pop(DONE, None):
        st.success(done)
    if not pending:
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.info(
        ngettext(
            "{n} decision is pending: in the log, and in no figure yet.",
            "{n} decisions are pending: in the log, and in no figure yet.",
            pending,
        ).format(n=pending)
    )
    if right.button(_("Publish decisions"), type="primary", width="stretch", key="review_publish"):
        by = st.session_state.get("reviewer", "")
        rebuild(_("The decisions are in the figures: data version {version}."), lambda: door.publish(by, "decisions/"))


def rebuild(done: str, make: Callable[[], str]) -> None:
    """Build with progress by `make`, then show the new version; `done` says it."""
    with st.status(_("Building"), expanded=False) as status:
        try:
            version = make()
        except door.Refused as problem:
            status.update(label=_("Nothing was published"), state="error")
            st.error(errors.in_words(problem))
            st.stop()
        status.update(label=_("Published"), state="complete")
    st.session_state.pop("version", None)
    st.query_params.pop("v", None)
    st.session_state[DONE] = done.format(version=version)
    st.rerun()


def upload(view: View) -> None:
    """Take a form, slide or tracker: read it, show what was read, keep it only on a yes."""
    if view.is_exercise:  # files that people drop are real ones
        st.caption(_("Forms are added to the public dataset only: the exercise has its own."))
        return
    with st.expander(_("Add a form, slide or tracker"), icon=":material/upload_file:"):
        st.caption(
            _(
                "Word form (.docx), slide (.pptx), tracker (.xlsx, .ods, .csv), up to {n} MB. Nothing is kept before you say so."
            ).format(n=LARGEST_MB)
        )
        file = st.file_uploader(
            _("File"), type=list(TYPES), max_upload_size=LARGEST_MB, key="review_file", label_visibility="collapsed"
        )
        if file is None:
            return
        if st.session_state.get(READ, (None,))[0] != file.file_id:
            with st.spinner(_("Reading {file}").format(file=file.name)):
                st.session_state[READ] = (file.file_id, door.read_pledges(file.name, file.getvalue()))
        reading = st.session_state[READ][1]
        if reading.refused:
            st.error(
                _("{file} is refused. {reason}").format(
                    file=formats.plain(reading.file), reason=formats.plain(errors.told(reading.reason))
                )
            )
            return
        for note in reading.notes:
            st.caption(formats.plain(errors.told(note)))
        if reading.updates:
            update_views.answers(view, file.name, reading.updates)
            return
        count = len(reading.candidates)
        words = ngettext("**{n} commitment** was read in {file}.", "**{n} commitments** were read in {file}.", count)
        st.markdown(words.format(n=count, file=formats.plain(reading.file)))
        _store(view, file, reading)


def _store(view: View, file: Any, reading: Any) -> None:
    """Ask for state and meeting, as the file says them or a person does, and put the upload into the inbox on a yes."""
    names = run("member_states", view.snapshot).set_index("iso3")["name"].to_dict()
    meetings = list(run("ministerials", view.snapshot)["ministerial"])
    left, right = st.columns(2)
    unknown = _("The file does not say: choose")
    place = list(names).index(reading.iso3) if reading.iso3 in names else None
    iso3 = left.selectbox(
        _("Member State"),
        list(names),
        index=place,
        format_func=names.get,
        placeholder=unknown,
        key=f"review_state_{file.file_id}",
    )
    place = meetings.index(reading.ministerial) if reading.ministerial in meetings else None
    meeting = right.selectbox(
        _("Ministerial"), meetings, index=place, placeholder=unknown, key=f"review_meeting_{file.file_id}"
    )
    is_complete = reading.kind == "tracker" or (iso3 and meeting)
    if st.button(_("Add to the queue"), type="primary", disabled=not is_complete, key="review_add"):
        by_person = (iso3 or "", meeting or "")
        is_changed = by_person != (reading.iso3, reading.ministerial)
        state, ministerial = by_person if is_changed else ("", "")
        upload = door.Upload(file.name, file.getvalue(), door.PLEDGES, state=state, ministerial=ministerial)
        by = st.session_state.get("reviewer", "")
        rebuild(_("The file is in the queue: data version {version}."), lambda: door.load(upload, by))


def choose(queue: pd.DataFrame) -> pd.Series | None:
    """Offer the queue's filters and list, and return the candidate that is open."""
    left, right = st.columns(2)
    with left:
        kinds = {"waiting": _("Waiting"), "decided": _("Decided, not published"), "all": _("All")}
        show = filters.choice(_("Show"), "show", kinds, "waiting", wide=True)
    states = queue.drop_duplicates("iso3").set_index("iso3")["country_name"].dropna().to_dict()
    with right:
        iso3 = filters.choice(_("Member State"), "iso3", {"": _("All"), **states}, "")
    rows = queue[queue["iso3"] == iso3] if iso3 else queue
    if show == "waiting":
        rows = rows[rows["verdict"] == ""]
    elif show == "decided":
        rows = rows[rows["is_pending"]]
    # What a link names, or what another person decided on while it was open here, stays in view.
    rows = queue[queue["candidate_id"].isin([*rows["candidate_id"], st.query_params.get("candidate")])]
    if rows.empty:
        st.info(_("Nothing is waiting here.") if show == "waiting" else _("There is nothing of this kind."))
        return None
    names = {}
    for row in rows.itertuples():
        state = row.country_name if isinstance(row.country_name, str) else formats.DASH
        names[row.candidate_id] = f"{state} · {row.sentence[:80]}"
    label = ngettext("{n} candidate", "{n} candidates", len(rows)).format(n=len(rows))
    opened = filters.choice(label, "candidate", names, next(iter(names)))
    _beside(list(names), opened)
    return rows[rows["candidate_id"] == opened].iloc[0]


def _beside(codes: list[str], opened: str) -> None:
    """Offer the candidates before and after the one that is open."""
    place = codes.index(opened)
    with st.container(horizontal=True):
        for label, step, key in ((_("Previous"), -1, "Alt+P"), (_("Next"), 1, "Alt+N")):
            to = place + step
            st.button(
                label,
                key=f"go_{key}",
                shortcut=key,
                disabled=not 0 <= to < len(codes),
                type="tertiary",
                on_click=st.session_state.__setitem__,
                args=("candidate", codes[to % len(codes)]),
            )


def received(view: View) -> None:
    """List the files received, with what was refused and why."""
    forms = run("review_forms", view.snapshot)
    st.header(_("Files received"))
    if forms.empty:
        st.info(_("No form, slide or tracker was received yet. Add one above, or on the page Load data."))
        return
    columns = {
        "file": _("File"),
        "kind": _("Kind"),
        "country_name": _("Member State"),
        "ministerial": _("Ministerial"),
        "received_on": st.column_config.DateColumn(_("Received")),
        "on_time": _("By the day due"),
        "outcome": _("Candidates, or why refused"),
        "notes": _("Notes"),
    }
    grids.show(facts.received(run, view)[list(columns)], column_config=columns, alt=_("Files received"))
    notes.offer(view, "review_forms", forms, "review_forms")
