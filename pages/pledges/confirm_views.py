"""A person's yes to what deployment figures show of a pledge, in the restricted view alone: noted as a step, and taken back."""

import pandas as pd
import streamlit as st

from etl.records import decisions
from etl.records.access import reader
from pages.kit import filters, formats, naming
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import evidence_facts, facts, review_detail_views, review_facts


def who() -> None:
    """Ask who decides; the name is kept while the browser session lasts."""
    filters.writer(
        _("Who decides"),
        "reviewer",
        placeholder=_("Your name, initials or office: it stands beside each decision"),
        width=420,
    )


def offer(view: View, pledge: pd.Series) -> None:
    """Let a person confirm what the figures show of a pledge, or take back the step that was noted last."""
    if view.is_open or not reader.may("decisions"):
        return
    code, entries = pledge["pledge_id"], decisions.log()
    last, own = decisions.last_on(code, entries), decisions.undoable(code, entries)
    st.session_state.setdefault(f"seen_{code}", last["seq"] if last else 0)
    if conflict := st.session_state.pop(review_detail_views.CONFLICT, None):
        st.error(conflict)
    noted = own if own and own["action"] == "status" else None
    step = evidence_facts.step(run, view, pledge)
    if not noted and not step:
        return
    who()
    if noted:
        st.markdown(_noted(noted))
        if st.button(_("Take back the last decision"), key=f"undo_{code}", icon=":material/undo:"):
            review_detail_views.log(code, "undo")
        return
    note = st.text_input(_("Note (restricted)"), key=f"note_{code}")
    if st.button(_("Confirm what these figures show"), key=f"confirm_{code}", icon=":material/check:"):
        review_detail_views.log(code, "status", reason=note, new=step)


def _noted(entry: dict) -> str:
    words = _("{status}, noted by {by} at {at}.").format(
        status=facts.status(entry["new"]["status"]),
        by=formats.plain(naming.signed(entry["by"], entry.get("account"))),
        at=review_facts.at(entry["at"]),
    )
    return f"{words} {formats.plain(entry['reason'])}"
