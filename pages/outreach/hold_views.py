"""The hold list on screen, in the restricted view alone: to which states nothing is to be asked for now, who says so and why."""

from collections.abc import Callable

import streamlit as st

from etl import settings
from etl.records import calls, holds
from etl.records.holds import Conflict
from pages.kit import formats, naming
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, colon
from pages.kit.view import View
from pages.outreach import facts


def offer(view: View, iso3: str) -> None:
    """Say that a state is on hold, and let a person hold it or lift the hold."""
    if view.is_open:
        return
    with settings.using(view.snapshot.dataset):
        entries = holds.log()
    if message := st.session_state.pop("hold_message", None):
        st.info(message)
    own = [entry for entry in entries if entry["about"] == iso3]
    base = own[-1]["seq"] if own else 0
    seen = st.session_state.setdefault(f"seen_hold_{iso3}", base)
    entry = holds.standing(entries).get(iso3)
    if entry:
        st.warning(_words(entry))
    if not calls.are_taken("release"):
        return
    by = st.session_state.get("caller", "")
    if entry:
        if st.button(_("Lift the hold"), key=f"lift_{iso3}"):
            _write(view, iso3, lambda: holds.lift(iso3, by, base=seen))
        return
    with st.form(f"hold_{iso3}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(
            _("Reason to ask nothing of it now (restricted)"),
            key=f"hold_reason_{iso3}",
            max_chars=holds.LONGEST,
            width=420,
        )
        if st.form_submit_button(_("Put on hold"), key=f"do_hold_{iso3}"):
            _write(view, iso3, lambda: holds.hold(iso3, by, reason, base=seen))


def _words(entry: dict) -> str:
    return _(
        "On hold since {day}, by {by}: {reason}. No view shows asks to it, and the open one does not say why."
    ).format(
        day=entry["at"][:10],
        by=formats.plain(naming.signed(entry["by"], entry.get("account"))),
        reason=formats.plain(entry["reason"].rstrip(".")),
    )


def _write(view: View, iso3: str, write: Callable[[], dict]) -> None:
    try:
        with settings.using(view.snapshot.dataset):
            st.session_state[f"seen_hold_{iso3}"] = write()["seq"]
        st.session_state["hold_message"] = _("Noted.")
    except Conflict as problem:
        st.session_state[f"seen_hold_{iso3}"] = problem.seq
        st.session_state["hold_message"] = _("{by} decided on this at {at}. Look again.").format(
            by=formats.plain(problem.by), at=problem.at[:16].replace("T", " ")
        )
    except (ValueError, OSError) as problem:
        st.session_state["hold_message"] = formats.plain(errors.in_words(problem))
    st.rerun()


def every_one(view: View) -> None:
    """List the states on hold, in the restricted view alone."""
    if view.is_open:
        return
    st.header(_("On hold"))
    names = naming.states(run, view)
    standing = facts.held(view)
    lines = [f"- **{names.get(iso3, iso3)}**{colon()}{_words(entry)}" for iso3, entry in standing.items()]
    st.markdown("\n".join(lines) or _("No state is on hold. Open a state to put it on hold."))
