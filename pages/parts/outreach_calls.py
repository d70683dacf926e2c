"""The shared call record on screen: note a call, what was noted, what is due, and what co-chairs may see."""

import datetime as dt
import io
from typing import Any

import pandas as pd
import streamlit as st

from etl import calls, settings
from pages.parts import exports, filters, formats, grids, notes, pledge_notes, requirement_views
from pages.parts.cache import run
from pages.parts.snapshot import View, marked
from pages.parts.text import _, ngettext

FIELDS = ("assigned_to", "called_on", "called_by", "answer", "next_step", "due")


def names() -> dict[str, str]:
    """Return what the fields of a call are called."""
    return {
        "assigned_to": _("Assigned to"), "called_on": _("Called on"), "called_by": _("Called by"), "answer": _("Answer"),
        "next_step": _("Next step"), "due": _("Due"),
    }  # fmt: skip


def writer() -> str:
    """Ask who writes; the name stands beside each entry."""
    return st.text_input(
        _("Who writes"), key="caller", placeholder=_("Your name, initials or office: it stands beside each entry"), width=420
    )  # fmt: skip


def record(view: View, entries: list[dict], iso3: str) -> None:
    """Show the calls of one state, and take a new one."""
    state = calls.states(entries).get(iso3, calls.State())
    # The newest entry that this person has seen: a later one of another person is told, not overwritten.
    seen = st.session_state.setdefault(f"seen_call_{iso3}", state.seq)
    st.subheader(_("Calls"))
    for kind in ("error", "success"):
        if told := st.session_state.pop(f"call_{kind}", None):
            getattr(st, kind)(told)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _form(view, iso3, seen)
    with right:
        _told(view, entries, iso3, state, seen)


def _form(view: View, iso3: str, seen: int) -> None:
    by = st.session_state.get("caller", "")
    told = names()
    with st.form(f"call_{iso3}", border=True):
        one, two = st.columns(2)
        new: dict[str, Any] = {
            "assigned_to": one.text_input(told["assigned_to"], key=f"assigned_to_{iso3}", max_chars=80)
        }
        new["called_by"] = two.text_input(told["called_by"], key=f"called_by_{iso3}", max_chars=80)
        new["called_on"] = one.date_input(told["called_on"], value=None, key=f"called_on_{iso3}", format="YYYY-MM-DD")
        new["due"] = two.date_input(told["due"], value=None, key=f"due_{iso3}", format="YYYY-MM-DD")
        new["answer"] = st.text_area(told["answer"], key=f"answer_{iso3}", height=100, max_chars=calls.LONGEST)
        new["next_step"] = st.text_input(told["next_step"], key=f"next_step_{iso3}", max_chars=300)
        shared = True
        if view.snapshot.audience == "restricted":
            shared = st.checkbox(
                _("Co-chairs may see it"), key=f"shared_{iso3}",
                help=_("Until then it stays in the restricted view: write nothing of levels or renewals into a shared call."),
            )  # fmt: skip
        if st.form_submit_button(_("Note it"), type="primary", key=f"note_{iso3}"):
            words = {name: str(value or "") for name, value in new.items()}
            _write(
                view,
                iso3,
                lambda: calls.note(iso3, by, words, base=seen, audience=view.snapshot.audience, shared=shared),
            )
    st.caption(_("Without a day of a call only the assignment, the next step and its day are noted."))


def _write(view: View, iso3: str, write) -> None:
    """Write one entry; where another person was first, show theirs and keep the words of this one in the form."""
    try:
        with settings.using(view.snapshot.dataset):
            entry = write()
    except calls.Conflict as problem:
        st.session_state["call_error"] = _(
            "{by} wrote on this state at {at}. Their entry is shown now; yours is still in the form: read theirs, then note it again."
        ).format(by=problem.by, at=problem.at[:16].replace("T", " "))
        st.session_state[f"seen_call_{iso3}"] = problem.seq
        st.rerun()
    except (ValueError, OSError) as problem:
        st.error(str(problem))
        return
    st.session_state[f"seen_call_{iso3}"] = entry["seq"]
    for name in (*FIELDS, "shared"):
        st.session_state.pop(f"{name}_{iso3}", None)
    st.session_state["call_success"] = _("Noted.") if entry["action"] != "undo" else _("Taken back.")
    st.rerun()


def _told(view: View, entries: list[dict], iso3: str, state: calls.State, seen: int) -> None:
    """Tell what stands, every entry behind it, and offer to take the newest back."""
    told = names()
    now = [(told[name], _value(name, getattr(state, name))) for name in ("assigned_to", "next_step", "due")]
    st.markdown("  \n".join(f":gray[{label}:] {value or formats.DASH}" for label, value in now))
    own = [entry for entry in entries if entry["about"] == iso3]
    if not own:
        st.caption(_("Nobody has noted a call yet."))
        return
    gone = {entry["new"].get("seq") for entry in own if entry["action"] == "undo"}
    for entry in reversed([entry for entry in own if entry["action"] != "undo"]):
        words = [f"{told[name]}: {_value(name, entry['new'][name])}" for name in FIELDS if entry["new"][name]]
        head = f"{entry['at'][:16].replace('T', ' ')} · {requirement_views.plain(entry['by'])}"
        marks = [_("taken back")] if entry["seq"] in gone else []
        marks += [_("not shared")] if not entry["shared"] else []
        head += "".join(f" :orange-badge[{mark}]" for mark in marks)
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f":gray[{head}]  \n" + "  \n".join(words))
    stands = state.calls or any(value for _label, value in now)
    if stands and st.button(_("Take back the newest entry"), key=f"undo_call_{iso3}", icon=":material/undo:"):
        by = st.session_state.get("caller", "")
        _write(view, iso3, lambda: calls.take_back(iso3, by, base=seen, audience=view.snapshot.audience))


def _value(name: str, value: str) -> str:
    """Return what was noted as it is shown: days in words, and nothing that is markup."""
    if value and name in calls.DAYS:
        return formats.day(dt.date.fromisoformat(value))
    return requirement_views.plain(value)


def due(view: View, entries: list[dict], only: set[str]) -> None:
    """List the next steps of the choice that have a day, the earliest first."""
    st.header(_("Calls due"))
    today = view.today
    named = pledge_notes.countries(view)
    waiting = [(state.due, code, state) for code, state in calls.states(entries).items() if state.due and code in only]
    if not waiting:
        st.info(_("No next step of these states has a day."))
        return
    rows = [
        {
            "iso3": code, "name": named.get(code, code), "assigned_to": state.assigned_to, "next_step": state.next_step,
            "due": pd.Timestamp(day), "in_days": (dt.date.fromisoformat(day) - today).days,
        }
        for day, code, state in sorted(waiting, key=lambda one: one[:2])
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    late = int((frame["in_days"] < 0).sum())
    if late:
        st.markdown(ngettext("{n} day has passed.", "{n} days have passed.", late).format(n=late))

    def follow() -> None:
        st.session_state["iso3"] = frame["iso3"].iloc[st.session_state["open_due_call"].row]

    told = names()
    columns = {
        "name": st.column_config.ButtonColumn(
            _("Member State"), pinned=True, width=170, type="tertiary", alignment="left", key="open_due_call", on_click=follow
        ),
        "assigned_to": told["assigned_to"], "next_step": st.column_config.TextColumn(told["next_step"], width=360),
        "due": st.column_config.DateColumn(told["due"]), "in_days": st.column_config.NumberColumn(_("In days"), format="%+,d"),
    }  # fmt: skip
    grids.show(
        frame[list(columns)], columns, height=360 if len(frame) > 9 else "content", alt=_("Next steps by their day")
    )
    offer(view, frame, "due")


def offer(view: View, frame: pd.DataFrame, key: str) -> None:
    """Offer a list of the call record as files."""
    about = {
        "Title": marked(view.snapshot.dataset, _("Call record")),
        "Audience": view.snapshot.audience,
        "Dataset": view.snapshot.dataset,
    }
    with st.container(horizontal=True):
        for kind, make in (("CSV", exports.to_csv), ("XLSX", exports.to_xlsx)):
            st.download_button(
                kind, lambda make=make: io.BytesIO(make(frame, about)), f"{notes.file_start(view)}calls-{view.today}.{kind.lower()}",
                key=f"{kind.lower()}_{key}", on_click="ignore",
            )  # fmt: skip


def releases(view: View, entries: list[dict]) -> None:
    """Let a data steward say which asks and states co-chairs see. Only the restricted view can."""
    if view.snapshot.audience != "restricted":
        return
    st.header(_("What co-chairs see"))
    st.caption(
        _(
            "All asks of the guide are public and every state is on the list, so everything is released until it is withheld here. Levels, renewals and candidates are never in the co-chairs' view, whatever is released."
        )
    )
    if told := st.session_state.pop("release_told", None):
        st.info(told)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {"ask": _("Asks"), "state": _("Member States")}
        kind = filters.choice(_("Release"), "release", kinds, "ask", wide=True)
        if kind == "ask":
            found = run("lists/requirement_names", view.snapshot)
            found = found[found["standing"] == "ask"]
            named = {row.requirement_id: f"{row.requirement_id} · {_(row.ask)}" for row in found.itertuples()}
        else:
            states = set(run("lists/member_states", view.snapshot)["iso3"])
            named = {code: name for code, name in pledge_notes.countries(view).items() if code in states}
        out = calls.withheld(kind, entries)
        code = st.selectbox(_("Which"), list(named), format_func=named.get, key=f"release_{kind}", width=520)
        held = code in out
        label = _("Release it again") if held else _("Withhold it")
        if st.button(label, key="do_release"):
            _release(view, f"{kind}:{code}", held, calls.newest(f"{kind}:{code}", entries))
    gone = "; ".join(named.get(one, one) for one in sorted(out))
    st.markdown(
        _("Withheld: {names}").format(names=requirement_views.plain(gone)) if gone else _("Nothing is withheld.")
    )


def _release(view: View, about: str, is_released: bool, base: int) -> None:
    by = st.session_state.get("caller", "")
    try:
        with settings.using(view.snapshot.dataset):
            calls.release(about, by, is_released, base=base)
        st.session_state["release_told"] = _("Noted.")
    except calls.Conflict as problem:
        st.session_state["release_told"] = _("{by} decided on this at {at}. Look again.").format(
            by=problem.by, at=problem.at[:16].replace("T", " ")
        )
    except (ValueError, OSError) as problem:
        st.session_state["release_told"] = str(problem)
    st.rerun()


def hidden(view: View, entries: list[dict]) -> None:
    """Say in the open view how much is not released."""
    if view.snapshot.audience != "open":
        return
    asks, states = (len(calls.withheld(kind, entries)) for kind in ("ask", "state"))
    if asks or states:
        told = [ngettext("{n} ask", "{n} asks", asks).format(n=asks)] if asks else []
        told += [ngettext("{n} Member State", "{n} Member States", states).format(n=states)] if states else []
        st.caption(_("Not released for this view: {what}.").format(what=", ".join(told)))
