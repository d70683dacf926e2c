"""The shared call record on screen: note a call, what was noted, what is due, and what co-chairs may see."""

import datetime as dt
from typing import Any, cast

import pandas as pd
import streamlit as st

from etl import settings
from etl.records import calls
from pages.kit import filters, formats, grids, naming
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import View
from pages.outreach import card_facts
from pages.outreach.record_views import names, offer


def record(view: View, entries: list[dict], iso3: str) -> None:
    """Show the calls of one state, and take a new one."""
    state = calls.states(entries).get(iso3, calls.State())
    # The newest entry that this person has seen: a later one of another person is told, not overwritten.
    seen = st.session_state.setdefault(f"seen_call_{iso3}", state.seq)
    st.subheader(_("Calls"))
    for kind in ("error", "success"):
        if message := st.session_state.pop(f"call_{kind}", None):
            getattr(st, kind)(message)
    left, right = st.columns([1, 1], gap="large")
    with left:
        if calls.are_taken():
            with st.container(key="screen_only_call"):
                _form(view, iso3, seen)
    with right:
        _standing_calls(view, entries, iso3, state, seen)


def _form(view: View, iso3: str, seen: int) -> None:
    by = st.session_state.get("caller", "")
    fields = names()
    with st.form(f"call_{iso3}", border=True):
        one, two = st.columns(2)
        new: dict[str, Any] = {
            "assigned_to": one.text_input(
                fields["assigned_to"], key=f"assigned_to_{iso3}", max_chars=calls.LONGEST_NAME
            )
        }
        new["called_by"] = two.text_input(fields["called_by"], key=f"called_by_{iso3}", max_chars=calls.LONGEST_NAME)
        new["called_on"] = one.date_input(fields["called_on"], value=None, key=f"called_on_{iso3}", format="YYYY-MM-DD")
        new["due"] = two.date_input(fields["due"], value=None, key=f"due_{iso3}", format="YYYY-MM-DD")
        new["answer"] = st.text_area(fields["answer"], key=f"answer_{iso3}", height=100, max_chars=calls.LONGEST)
        new["next_step"] = st.text_input(fields["next_step"], key=f"next_step_{iso3}", max_chars=300)
        shared = True
        if view.snapshot.audience == "restricted":
            shared = st.checkbox(
                _("Co-chairs may see it"),
                key=f"shared_{iso3}",
                help=_(
                    "Until then it stays in the restricted view: write nothing of levels or renewals into a shared call."
                ),
            )
        if st.form_submit_button(_("Note it"), type="primary", key=f"note_{iso3}"):
            words = {name: str(value or "") for name, value in new.items()}
            _write(
                view,
                iso3,
                lambda: calls.note(iso3, by, words, base=seen, audience=view.snapshot.audience, shared=shared),
            )
    st.caption(
        _(
            "Without a day of a call only the assignment, the next step and its day are noted. The name under “Who writes” stands beside each entry: of who signed in, else as it is typed, unchecked. Nothing is overwritten or deleted; an entry can be taken back and stays readable."
        )
    )


def _write(view: View, iso3: str, write) -> None:
    """Write one entry; where another person was first, show theirs and keep the words of this one in the form."""
    try:
        with settings.using(view.snapshot.dataset):
            entry = write()
    except calls.Conflict as problem:
        st.session_state["call_error"] = _(
            "{by} wrote on this state at {at}. Their entry is shown now; yours is still in the form: read theirs, then note it again."
        ).format(by=formats.plain(problem.by), at=problem.at[:16].replace("T", " "))
        st.session_state[f"seen_call_{iso3}"] = problem.seq
        st.rerun()
    except (ValueError, OSError) as problem:
        st.error(formats.plain(errors.in_words(problem)))
        return
    st.session_state[f"seen_call_{iso3}"] = entry["seq"]
    for name in (*calls.FIELDS, "shared"):
        st.session_state.pop(f"{name}_{iso3}", None)
    st.session_state["call_success"] = _("Noted.") if entry["action"] != "undo" else _("Taken back.")
    st.rerun()


def _standing_calls(view: View, entries: list[dict], iso3: str, state: calls.State, seen: int) -> None:
    """Show what stands, every entry behind it, and offer to take the newest back."""
    fields = names()
    now = [(fields[name], _value(name, getattr(state, name))) for name in ("assigned_to", "next_step", "due")]
    st.markdown("  \n".join(f":gray[{label}{colon()[:-1]}] {value or formats.DASH}" for label, value in now))
    own = [entry for entry in entries if entry["about"] == iso3]
    if not own:
        st.caption(_("Nobody has noted a call yet."))
        return
    gone = {entry["new"].get("seq") for entry in own if entry["action"] == "undo"}
    for entry in reversed([entry for entry in own if entry["action"] != "undo"]):
        words = [
            f"{fields[name]}{colon()}{_value(name, entry['new'][name])}" for name in calls.FIELDS if entry["new"][name]
        ]
        head = (
            f"{entry['at'][:16].replace('T', ' ')} · {formats.plain(naming.signed(entry['by'], entry.get('account')))}"
        )
        marks = [_("taken back")] if entry["seq"] in gone else []
        marks += [_("not shared")] if not entry["shared"] else []
        head += "".join(f" :orange-badge[{mark}]" for mark in marks)
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f":gray[{head}]  \n" + "  \n".join(words))
    stands = state.calls or any(value for _label, value in now)
    if (
        stands
        and calls.are_taken()
        and st.button(_("Take back the newest entry"), key=f"undo_call_{iso3}", icon=":material/undo:")
    ):
        by = st.session_state.get("caller", "")
        _write(view, iso3, lambda: calls.take_back(iso3, by, base=seen, audience=view.snapshot.audience))


def _value(name: str, value: str) -> str:
    """Return what was noted as it is shown: days in words, and nothing that is markup."""
    if value and name in calls.DAYS:
        return formats.day(dt.date.fromisoformat(value))
    return formats.plain(value)


def due(view: View, entries: list[dict], only: set[str], chosen: str) -> None:
    """List the next steps of the choice that are due this week or overdue, the earliest first, and below them those of later."""
    today = view.today
    named = naming.states(run, view)
    waiting = [(state.due, code, state) for code, state in calls.states(entries).items() if state.due and code in only]
    if not waiting:
        st.caption(_("No next step of these states has a day."))
        return
    rows = [
        {
            "iso3": code,
            "name": named.get(code, code),
            "assigned_to": state.assigned_to,
            "next_step": state.next_step,
            "due": pd.Timestamp(day),
            "in_days": (dt.date.fromisoformat(day) - today).days,
        }
        for day, code, state in sorted(waiting, key=lambda one: one[:2])
    ]
    frame = pd.DataFrame(rows)
    late, soon = int((frame["in_days"] < 0).sum()), int(frame["in_days"].between(0, card_facts.SOON).sum())
    st.subheader(_("Due this week"))
    st.markdown(
        ngettext("{n} overdue", "{n} overdue", late).format(n=late)
        + semicolon()
        + ngettext("{n} due within seven days", "{n} due within seven days", soon).format(n=soon)
        + semicolon()
        + ngettext("{n} with a day in all.", "{n} with a day in all.", len(frame)).format(n=len(frame))
    )
    first = frame[frame["in_days"] <= card_facts.SOON]
    if len(first):
        _steps(first, "open_due_call")
    if len(first) < len(frame):
        with st.expander(_("Later")):
            _steps(frame[frame["in_days"] > card_facts.SOON], "open_later_call")
    offer(view, frame, "due", chosen)


def _steps(frame: pd.DataFrame, key: str) -> None:
    """List next steps with their days; a click opens the state."""

    def follow() -> None:
        st.session_state["iso3"] = frame["iso3"].iloc[st.session_state[key].row]

    fields = names()
    columns = {
        "name": st.column_config.ButtonColumn(
            _("Member State"), pinned=True, width=170, type="tertiary", alignment="left", key=key, on_click=follow
        ),
        "due": st.column_config.DateColumn(fields["due"]), "standing": st.column_config.TextColumn(_("Standing"), width=150),
        "next_step": st.column_config.TextColumn(fields["next_step"], width=360), "assigned_to": fields["assigned_to"],
    }  # fmt: skip
    shown = frame.assign(standing=[card_facts.due_in(days) for days in frame["in_days"]])
    grids.show(
        shown[list(columns)], columns, height=220 if len(frame) > 5 else "content", alt=_("Next steps by their day")
    )


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
    if message := st.session_state.pop("release_message", None):
        st.info(message)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {"ask": _("Asks"), "state": _("Member States")}
        kind = filters.choice(_("Release"), "release", kinds, "ask", wide=True)
        if kind == "ask":
            asks = run("requirement_names", view.snapshot)
            asks = asks[asks["standing"] == "ask"]
            named = {row.requirement_id: f"{row.requirement_id} · {_(row.ask)}" for row in asks.itertuples()}
        else:
            states = set(run("member_states", view.snapshot)["iso3"])
            named = {code: name for code, name in naming.states(run, view).items() if code in states}
        out = calls.withheld(kind, entries)
        code = st.selectbox(_("Which"), list(named), format_func=cast(Any, named.get), key=f"release_{kind}", width=520)
        held = code in out
        label = _("Release it again") if held else _("Withhold it")
        # What this steward saw last: the button says the opposite once another has decided.
        about = f"{kind}:{code}"
        newest = calls.newest(about, entries)
        seen = st.session_state.get("seen_release", {}).get(about, newest)
        st.session_state["seen_release"] = {about: newest}
        if calls.are_taken("release") and st.button(label, key="do_release"):
            _release(view, about, held, seen)
    gone = semicolon().join(named.get(one, one) for one in sorted(out))
    st.markdown(_("Withheld: {names}").format(names=formats.plain(gone)) if gone else _("Nothing is withheld."))


def _release(view: View, about: str, is_released: bool, base: int) -> None:
    by = st.session_state.get("caller", "")
    try:
        with settings.using(view.snapshot.dataset):
            calls.release(about, by, is_released, base=base)
        st.session_state["release_message"] = _("Noted.")
    except calls.Conflict as problem:
        st.session_state["release_message"] = _("{by} decided on this at {at}. Look again.").format(
            by=formats.plain(problem.by), at=problem.at[:16].replace("T", " ")
        )
    except (ValueError, OSError) as problem:
        st.session_state["release_message"] = formats.plain(errors.in_words(problem))
    st.rerun()


def hidden(view: View, entries: list[dict]) -> None:
    """Say in the open view how much is not released."""
    if view.snapshot.audience != "open":
        return
    asks, states = (len(calls.withheld(kind, entries)) for kind in ("ask", "state"))
    if asks or states:
        parts = [ngettext("{n} ask", "{n} asks", asks).format(n=asks)] if asks else []
        parts += [ngettext("{n} Member State", "{n} Member States", states).format(n=states)] if states else []
        st.caption(_("Not released for this view: {what}.").format(what=", ".join(parts)))
