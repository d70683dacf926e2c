"""The review of pledges: a queue, the sentence beside the reading of it, decisions, publication."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import review_actions, review_labels
from pages.pledges.review_actions import Refused


def queue(view: View) -> pd.DataFrame:
    """Return every candidate with what stands for it: `verdict` (empty: waiting), `seq` and `is_pending`."""
    found = run("review_candidates", view.snapshot)
    entries = review_actions.log()
    published = run("review_decisions", view.snapshot)
    last = int(published["seq"].max()) if len(published) else 0
    states = review_actions.states(entries)
    told = [states.get(name) for name in found["candidate_id"]]
    return found.assign(
        verdict=[state.verdict if state else "" for state in told],
        seq=[state.seq if state else 0 for state in told],
        decided_by=[state.by if state else "" for state in told],
        is_pending=pd.Series([state is not None and state.seq > last for state in told], dtype=bool, index=found.index),
    )


def pending(view: View) -> int:
    """Return how many decisions no data version holds yet."""
    published = run("review_decisions", view.snapshot)
    last = int(published["seq"].max()) if len(published) else 0
    return sum(entry["seq"] > last for entry in review_actions.log())


def publication(view: View, waiting: int) -> None:
    """Offer to build decisions in, and say what a build did."""
    if told := st.session_state.pop("review_told", None):
        st.success(told)
    if not waiting:
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.info(
        ngettext(
            "{n} decision is pending: in the log, and in no figure yet.",
            "{n} decisions are pending: in the log, and in no figure yet.",
            waiting,
        ).format(n=waiting)
    )
    if right.button(_("Publish decisions"), type="primary", width="stretch", key="review_publish"):
        rebuild(_("The decisions are in the figures: data version {version}."))


def rebuild(done: str) -> None:
    """Build with progress, then show the new version."""
    with st.status(_("Building"), expanded=False) as told:
        try:
            version = review_actions.publish()
        except Refused as problem:
            told.update(label=_("Nothing was published"), state="error")
            st.error(str(problem))
            st.stop()
        told.update(label=_("Published"), state="complete")
    st.session_state.pop("version", None)
    st.query_params.pop("v", None)
    st.session_state["review_told"] = done.format(version=version)
    st.rerun()


def upload(view: View) -> None:
    """Take a form, slide or tracker: read it, show what was read, keep it only on a yes."""
    if view.is_exercise:  # files that people drop are real ones
        st.caption(_("Forms are added to the public dataset only: the exercise has its own."))
        return
    with st.expander(_("Add a form, slide or tracker"), icon=":material/upload_file:"):
        st.caption(
            _(
                "Word form (.docx), slide (.pptx), tracker (.xlsx, .csv), up to {n} MB. Nothing is kept before you say so."
            ).format(n=review_actions.LARGEST_MB)
        )
        file = st.file_uploader(
            _("File"), type=list(review_actions.TYPES), max_upload_size=review_actions.LARGEST_MB, key="review_file",
            label_visibility="collapsed",
        )  # fmt: skip
        if file is None:
            return
        with st.spinner(_("Reading {file}").format(file=file.name)):
            reading = review_actions.look(file.name, file.getvalue())
        if reading.refused:
            st.error(_("{file} is refused. {reason}").format(file=reading.file, reason=reading.reason))
            return
        for note in reading.notes:
            st.caption(note)
        count = len(reading.candidates)
        st.markdown(
            ngettext(
                "**{n} commitment** was read in {file}.", "**{n} commitments** were read in {file}.", count
            ).format(n=count, file=reading.file)
        )
        _take(view, file, reading)


def _take(view: View, file, reading) -> None:
    names = run("member_states", view.snapshot).set_index("iso3")["name"].to_dict()
    meetings = list(run("ministerials", view.snapshot)["ministerial"])
    left, right = st.columns(2)
    known = reading.iso3 if reading.iso3 in names else None
    iso3 = left.selectbox(
        _("Member State"), list(names), index=list(names).index(known) if known else None, format_func=names.get,
        placeholder=_("The file does not say: choose"), key="review_state",
    )  # fmt: skip
    held = reading.ministerial if reading.ministerial in meetings else None
    meeting = right.selectbox(
        _("Ministerial"), meetings, index=meetings.index(held) if held else None, key="review_meeting",
        placeholder=_("The file does not say: choose"),
    )  # fmt: skip
    tracker = reading.kind == "tracker"
    if st.button(_("Add to the queue"), type="primary", disabled=not (tracker or (iso3 and meeting)), key="review_add"):
        changed = (iso3 or "", meeting or "") != (reading.iso3, reading.ministerial)
        try:
            review_actions.keep(file.name, file.getvalue(), *((iso3 or "", meeting or "") if changed else ("", "")))
        except Refused as problem:
            st.error(str(problem))
            return
        rebuild(_("The file is in the queue: data version {version}."))


def choose(found: pd.DataFrame) -> pd.Series | None:
    """Offer the queue's filters and list, and return the candidate that is open."""
    left, right = st.columns(2)
    with left:
        kinds = {"waiting": _("Waiting"), "decided": _("Decided, not published"), "all": _("All")}
        show = filters.choice(_("Show"), "show", kinds, "waiting", wide=True)
    states = found.drop_duplicates("iso3").set_index("iso3")["country_name"].dropna().to_dict()
    with right:
        iso3 = filters.choice(_("Member State"), "iso3", {"": _("All"), **states}, "")
    kept = found[found["iso3"] == iso3] if iso3 else found
    if show == "waiting":
        kept = kept[kept["verdict"] == ""]
    elif show == "decided":
        kept = kept[kept["is_pending"]]
    # What a link names, or what another person decided on while it was open here, stays in view.
    kept = found[found["candidate_id"].isin([*kept["candidate_id"], st.query_params.get("candidate")])]
    if kept.empty:
        st.info(_("Nothing is waiting here.") if show == "waiting" else _("There is nothing of this kind."))
        return None
    names = {
        row.candidate_id: f"{row.country_name if isinstance(row.country_name, str) else formats.DASH} · {row.sentence[:80]}"
        for row in kept.itertuples()
    }
    opened = filters.choice(
        ngettext("{n} candidate", "{n} candidates", len(kept)).format(n=len(kept)),
        "candidate",
        names,
        next(iter(names)),
    )
    codes = list(names)
    place = codes.index(opened)
    with st.container(horizontal=True):
        for label, step, key in ((_("Previous"), -1, "Alt+P"), (_("Next"), 1, "Alt+N")):
            to = place + step
            st.button(
                label, key=f"go_{key}", shortcut=key, disabled=not 0 <= to < len(codes), type="tertiary",
                on_click=st.session_state.__setitem__, args=("candidate", codes[to % len(codes)]),
            )  # fmt: skip
    return kept[kept["candidate_id"] == opened].iloc[0]


def closed() -> None:
    """Say why an open view has no queue, and what opens one."""
    st.info(_("This view shows only what is open. Forms and what was read in them are restricted."))
    st.markdown(_("Who reviews pledges starts the dashboard on their own machine with the restricted data:"))
    st.code("LEDGER_AUDIENCE=restricted python serve.py", language=None)


def cards(found: pd.DataFrame) -> None:
    """Count what waits and what was decided."""
    counts = found["verdict"].value_counts()
    told = {
        _("Waiting"): counts.get("", 0), _("Confirmed"): counts.get("confirmed", 0), _("Rejected"): counts.get("rejected", 0),
        _("Split or merged"): counts.get("split", 0) + counts.get("merged", 0),
    }  # fmt: skip
    for place, (label, number) in zip(st.columns(4), told.items(), strict=True):
        place.metric(label, formats.count(number))


def received(view: View) -> None:
    """List the files received, with what was refused and why."""
    forms = run("review_forms", view.snapshot)
    st.header(_("Files received"))
    if forms.empty:
        st.info(
            _(
                "No form, slide or tracker was received yet. Add one above, or put files into data/inbox/pledges and build."
            )
        )
        return
    shown = forms.assign(
        kind=[labels.name(review_labels.KINDS, code) for code in forms["kind"]],
        on_time=[
            formats.DASH if pd.isna(row.details_due) else _("yes") if row.received_on <= row.details_due else _("later")
            for row in forms.itertuples()
        ],
        outcome=[row.reason if row.is_refused else formats.count(row.candidate_count) for row in forms.itertuples()],
    )
    columns = {
        "file": _("File"), "kind": _("Kind"), "country_name": _("Member State"), "ministerial": _("Ministerial"),
        "received_on": st.column_config.DateColumn(_("Received")), "on_time": _("By the day due"), "outcome": _("Candidates, or why refused"),
        "notes": _("Notes"),
    }  # fmt: skip
    grids.show(shown[list(columns)], column_config=columns, alt=_("Files received"))
    notes.offer(view, "review_forms", forms, "review_forms")
