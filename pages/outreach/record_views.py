"""The call record as a whole: who writes, one person assigned to many states, every entry to read and to take away."""

import functools

import pandas as pd
import streamlit as st

from etl import settings
from etl.records import calls
from pages.kit import exports, filters, formats, grids, links, naming
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, ngettext
from pages.kit.view import View, file_start, mark

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def names() -> dict[str, str]:
    """Return what the fields of a call are called."""
    return {
        "assigned_to": _("Assigned to"),
        "called_on": _("Called on"),
        "called_by": _("Called by"),
        "answer": _("Answer"),
        "next_step": _("Next step"),
        "due": _("Due"),
    }


def actions() -> dict[str, str]:
    """Return what entries of the record are called."""
    return {"call": _("Call"), "assign": _("Assignment or next step"), "undo": _("Taken back")}


def writer() -> None:
    """Ask who reads and writes; nothing where nothing can be written."""
    if not calls.are_taken():
        return
    filters.writer(
        _("Who writes"),
        "caller",
        width=220,
        placeholder=_("Who writes: name or office"),
        is_bare=True,
        help=_("Stands beside each entry that you make. States assigned to this name stand first."),
    )


def unread(view: View) -> None:
    """Say how many lines of the call record cannot be read, and where nothing can be written."""
    if unread := damaged(view):
        words = ngettext(
            "{n} line of the call record cannot be read and is left out; it stays in the file.",
            "{n} lines of the call record cannot be read and are left out; they stay in the file.",
            unread,
        )
        st.warning(words.format(n=formats.count(unread)))
    if not settings.calls_are_taken():
        st.caption(_("Here the call record can be read only: whoever runs this dashboard has switched writing off."))


def damaged(view: View) -> int:
    """Return how many lines of this world's record cannot be read."""
    with settings.using(view.snapshot.dataset):
        return len(calls.damaged())


def assign(view: View, states: pd.DataFrame, entries: list[dict]) -> None:
    """Assign the states of the choice to one person at once, those of others only where that is wanted."""
    record = calls.states(entries)
    # What this reader saw last: another person's entry since then is told, not overwritten.
    seen = st.session_state.get("seen_choice", {})
    now = {code: record[code].seq if code in record else 0 for code in states["iso3"]}
    st.session_state["seen_choice"] = now
    for kind in ("success", "warning"):
        if message := st.session_state.pop(f"assign_{kind}", None):
            getattr(st, kind)(message)
    if not calls.are_taken():
        return
    taken = {code for code in now if code in record and record[code].assigned_to}
    with st.expander(_("Assign these states to one person")), st.form("assign_many", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            person = st.text_input(
                _("Assigned to"),
                key="assign_to",
                max_chars=calls.LONGEST_NAME,
                width=360,
                placeholder=_("Name, initials or office"),
            )
            n = len(taken)
            also = bool(n) and st.checkbox(
                ngettext("Also {n} state that has somebody", "Also {n} states that have somebody", n).format(n=n),
                key="assign_taken",
            )
            shared = view.snapshot.audience == "open" or st.checkbox(_("Co-chairs may see it"), key="assign_shared")
            pressed = st.form_submit_button(_("Assign"), type="primary", key="do_assign")
        st.caption(
            _(
                "One entry for each state of the choice above. To choose single states, choose by list. Theirs then stand under “Assigned or own list”, and the link to that list can be sent."
            )
        )
    if pressed:
        wanted = {code: seen.get(code, now[code]) for code in now if also or code not in taken}
        _assign(view, wanted, person, shared)


def _assign(view: View, wanted: dict[str, int], person: str, shared: bool) -> None:
    by = st.session_state.get("caller", "")
    try:
        with settings.using(view.snapshot.dataset):
            done, refused = calls.assign(wanted, by, person, audience=view.snapshot.audience, shared=shared)
    except (ValueError, OSError) as problem:
        st.error(formats.plain(errors.in_words(problem)))
        return
    for code, seq in done.items():
        st.session_state[f"seen_call_{code}"] = seq
    n = len(done)
    words = ngettext("{n} state assigned to {person}.", "{n} states assigned to {person}.", n)
    st.session_state["assign_success"] = words.format(n=n, person=formats.plain(person))
    if refused:
        named = naming.states(run, view)
        each = [f"{named.get(code, code)} ({formats.plain(problem.by)})" for code, problem in refused.items()]
        st.session_state["assign_warning"] = _(
            "Others wrote on these meanwhile, so they are left as they are: {states}. Read theirs, then assign again."
        ).format(states=", ".join(each))
    st.rerun()


def rows(view: View, entries: list[dict], only: set[str]) -> pd.DataFrame:
    """Return every entry on these states that this view may see, the newest first; what was taken back is said."""
    named = naming.states(run, view)
    own = [entry for entry in entries if entry["about"] in only]
    gone = {entry["new"]["seq"] for entry in own if entry["action"] == "undo"}
    kinds = actions()
    made = [
        {
            "at": pd.Timestamp(entry["at"]),
            "by": naming.signed(entry["by"], entry.get("account")),
            "iso3": entry["about"],
            "name": named.get(entry["about"], entry["about"]),
            "action": kinds[entry["action"]],
            **{field: entry["new"].get(field, "") for field in calls.FIELDS},
            "is_taken_back": _("yes") if entry["seq"] in gone else "",
            "is_shared": _("yes") if entry["shared"] else _("no"),
        }
        for entry in reversed(own)
    ]
    frame = pd.DataFrame(
        made, columns=["at", "by", "iso3", "name", "action", *calls.FIELDS, "is_taken_back", "is_shared"]
    )
    frame[list(calls.DAYS)] = frame[list(calls.DAYS)].apply(lambda days: pd.to_datetime(days.replace("", None)))
    return frame.drop(columns="is_shared") if view.snapshot.audience == "open" else frame


def every_entry(view: View, entries: list[dict], only: set[str], chosen: str) -> None:
    """Offer all entries on the states of the choice, to read and as files whose names say the choice."""
    frame = rows(view, entries, only)
    n = len(frame)
    head = ngettext("All {n} entry on these states", "All {n} entries on these states", n).format(n=formats.count(n))
    with st.expander(head, on_change="rerun", key="whole_record") as opened:
        if opened.open:
            if frame.empty:
                st.caption(_("Nobody has noted a call yet."))
                return
            date, text = st.column_config.DateColumn, st.column_config.TextColumn
            columns = {
                "at": st.column_config.DatetimeColumn(_("Written, UTC"), format="YYYY-MM-DD HH:mm"),
                "by": text(_("By")),
                "name": text(_("Member State"), width=150),
                "action": text(_("Entry")),
                **{key: date(name) if key in calls.DAYS else text(name) for key, name in names().items()},
                "is_taken_back": text(_("Taken back")),
            } | ({"is_shared": text(_("Co-chairs see it"))} if "is_shared" in frame else {})
            grids.show(
                frame[list(columns)],
                columns,
                height=360 if n > 9 else "content",
                alt=_("Every entry of the call record"),
            )
            offer(view, frame, "record", chosen)


def offer(view: View, frame: pd.DataFrame, key: str, chosen: str) -> None:
    """Offer a list of the call record as files."""
    about = {
        "Title": view.marked(_("Call record")),
        "Audience": view.snapshot.audience,
        "Dataset": view.snapshot.dataset,
        "Written": _("Names are of who signed in, or as people typed them; words are as people typed them."),
        "As of": str(view.today),
    }
    with st.container(horizontal=True):
        for kind, make, mime in (("CSV", exports.to_csv, "text/csv"), ("XLSX", exports.to_xlsx, SHEET)):
            links.download(
                view,
                kind,
                functools.partial(make, frame, about),
                f"{file_start(view)}calls-{key}-{chosen}-{view.today}{mark(view)}.{kind.lower()}",
                key=f"{kind.lower()}_{key}",
                mime=mime,
            )
