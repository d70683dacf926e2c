"""Keep a reader's slides between tabs: what the session holds and what the records hold are made one, in each run."""

import streamlit as st

from etl import settings
from etl.records import slide_lists
from etl.records.journal import Conflict
from pages.handover import facts
from pages.kit import notes
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.view import View

SEEN, REFUSED, LOST = "slides_seen", "slides_refused", "slides_lost"


def follow(view: View) -> None:
    """Bring back the list of this world that the reader kept, and keep what was changed in this tab since; nothing where none is kept."""
    if not slide_lists.are_kept():
        return
    listed = st.session_state.setdefault(notes.SLIDES, [])
    own = [(one, facts.code(one)) for one in listed if one.view.snapshot.dataset == view.snapshot.dataset]
    here = [code for _one, code in own]
    known_seq, known = st.session_state.setdefault(SEEN, {}).get(view.snapshot.dataset, (0, []))
    with settings.using(view.snapshot.dataset):
        kept, seq = slide_lists.of_reader()
        then = here
        if seq != known_seq:  # another tab, or one before this
            gone = [code for code in known if code not in here]
            then = [code for code in kept if code not in gone]
            then += [code for code in here if code not in known and code not in then]
        if here != known and then != kept:
            try:
                seq = slide_lists.keep(then, base=seq)["seq"]
                st.session_state.pop(REFUSED, None)
            except Conflict:
                return  # the next run reads what the other tab kept
            except (ValueError, TypeError) as problem:  # a choice of which JSON knows no kind
                st.session_state[REFUSED] = errors.in_words(problem)
                return
    if then != here:
        again = [
            next((one for one, code in own if code == asked), None) or facts.made(run, asked, view) for asked in then
        ]
        others = [one for one in listed if one not in [mine for mine, _code in own]]
        st.session_state[LOST] = again.count(None)
        listed[:] = [one for one in again if one] + others
        then = [facts.code(one) for one in again if one]
    st.session_state[SEEN][view.snapshot.dataset] = (seq, then)
