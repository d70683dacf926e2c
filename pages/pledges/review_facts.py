"""The queue of the review: what was read in forms, and what stands for each after the decisions of people. No Streamlit."""

from typing import Any

import pandas as pd

from etl.records import decisions
from pages.kit import formats
from pages.kit import labels as kit_labels
from pages.kit.languages import errors
from pages.kit.text import _
from pages.kit.view import Run, View
from pages.pledges import review_labels as labels

STEPS = tuple(dict.fromkeys([*decisions.UNIT_STEPS, *decisions.OTHER_STEPS]))


def queue(run: Run, view: View) -> pd.DataFrame:
    """Every candidate with what stands for it: `verdict` (empty: waiting), `seq` and `is_pending`."""
    candidates = run("review_candidates", view.snapshot)
    published = _published(run, view)
    log = decisions.states(decisions.log())
    states = [log.get(code) or decisions.State() for code in candidates["candidate_id"]]
    return candidates.assign(
        verdict=[state.verdict for state in states],
        seq=[state.seq for state in states],
        is_pending=pd.Series([state.seq > published for state in states], dtype=bool, index=candidates.index),
    )


def pending(run: Run, view: View) -> int:
    """How many decisions no data version holds yet."""
    published = _published(run, view)
    return sum(entry["seq"] > published for entry in decisions.log())


def _published(run: Run, view: View) -> int:
    """Number of the newest decision that is in the figures; 0 where there is none."""
    rows = run("review_decisions", view.snapshot)
    return int(rows["seq"].max()) if len(rows) else 0


def state(candidate_id: str) -> decisions.State:
    """What stands for a candidate by now, published or not."""
    return decisions.states(decisions.log()).get(candidate_id) or decisions.State()


def history(candidate_id: str) -> list[dict]:
    """Every decision on a candidate, those taken back too, the newest first."""
    return [entry for entry in reversed(decisions.log()) if entry["candidate_id"] == candidate_id]


def at(moment: str) -> str:
    """Moment of a decision to the minute."""
    return moment[:16].replace("T", " ")


def logged(value: Any) -> Any:
    """A value as a decision holds it: nothing is None, whole numbers are int."""
    if isinstance(value, (list, tuple)):
        return list(value)
    if value is None or pd.isna(value):
        return None
    return value if isinstance(value, (str, bool)) else int(value)


def received(run: Run, view: View) -> pd.DataFrame:
    """Files received as a table says them, one row each: whether by the day due, and the candidates or why refused."""
    forms = run("review_forms", view.snapshot)
    rows = list(forms.itertuples())
    return forms.assign(
        kind=[kit_labels.name(labels.KINDS, row.kind) for row in rows],
        on_time=[
            formats.DASH if pd.isna(row.details_due) else _("yes") if row.received_on <= row.details_due else _("later")
            for row in rows
        ],
        outcome=[errors.told(row.reason) if row.is_refused else formats.count(row.candidate_count) for row in rows],
    )
