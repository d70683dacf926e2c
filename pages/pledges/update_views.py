"""Answers of a six-month update: shown beside the pledges that they answer, and noted as steps on a person's yes."""

from typing import Any

import pandas as pd
import streamlit as st

from etl.records import decisions
from pages.kit import formats, grids
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import facts


def answers(view: View, file: str, updates: list[Any]) -> None:
    """Show what a state answers on its pledges, and note the steps among them on a yes."""
    ledger = run(facts.LEDGER, view.snapshot).set_index("pledge_id")
    shown = pd.DataFrame(
        {
            "pledge_id": [one.pledge_id for one in updates],
            "sentence": [_sentence(ledger, one.pledge_id) for one in updates],
            "status": [facts.status(one.status) if one.status else formats.DASH for one in updates],
            "day": [one.day or formats.DASH for one in updates],
            "words": [one.words for one in updates],
        }
    )
    count = ngettext("**{n} answer** was read in {file}.", "**{n} answers** were read in {file}.", len(updates))
    st.markdown(count.format(n=len(updates), file=formats.plain(file)))
    text = st.column_config.TextColumn
    columns = {
        "pledge_id": text(_("Pledge"), width=110),
        "sentence": text(_("What was pledged"), width=330),
        "status": text(_("Where it stands now"), width=150),
        "day": text(_("Since"), width=100),
        "words": text(_("In its words"), width=260),
    }
    grids.show(shown, columns, alt=_("Answers of a six-month update"))
    steps = [one for one in updates if one.status and one.day and one.pledge_id in ledger.index]
    if len(steps) < len(updates):
        st.caption(
            _(
                "Only an answer to a pledge of the ledger, with a step and a day, can be noted from here; note the others at their pledges."
            )
        )
    words = ngettext("Note {n} step", "Note {n} steps", len(steps)).format(n=len(steps))
    if st.button(words, type="primary", disabled=not steps, key="note_updates"):
        _note(file, steps)


def _sentence(ledger: pd.DataFrame, pledge_id: str) -> str:
    return ledger.loc[pledge_id, "sentence"] if pledge_id in ledger.index else _("not in the ledger")


def _note(file: str, steps: list[Any]) -> None:
    by, log = st.session_state.get("reviewer", ""), decisions.log()
    source = _("six-month update, {file}").format(file=file)
    done = 0
    for one in steps:
        last = decisions.last_on(one.pledge_id, log)
        new = {"status": one.status, "date": one.day, "source": source}
        try:
            decisions.decide(one.pledge_id, "status", by, base=last["seq"] if last else 0, new=new)
        except (ValueError, OSError, decisions.Conflict) as problem:
            st.error(formats.plain(errors.in_words(problem)))
            break
        done += 1
    if done:
        words = ngettext(
            "{n} step is noted; publish the decisions.", "{n} steps are noted; publish the decisions.", done
        )
        st.success(words.format(n=done))
