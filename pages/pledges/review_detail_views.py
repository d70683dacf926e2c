"""One candidate: its words and place, what was read and remarked, and the decision on it."""

import pandas as pd
import streamlit as st

from etl.records import decisions
from pages.kit import formats, labels
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import review_actions, review_labels
from pages.pledges.review_actions import Refused

UNITS = (
    "", "unit", "company", "platoon", "person", "aircraft", "vehicle", "course", "event", "programme", "camp", "centre",
    "currency", "percent",
)  # fmt: skip


def show(view: View, candidate: pd.Series, others: pd.DataFrame) -> None:
    """Put the sentence beside the reading of it, and the decisions under both."""
    key = candidate["candidate_id"]
    # The newest decision that this person has seen: a later one of another person is a conflict, not overwritten.
    st.session_state.setdefault(f"seen_{key}", int(candidate["seq"]))
    if told := st.session_state.pop("review_conflict", None):
        st.error(told)
    left, right = st.columns([5, 6], gap="large")
    with left:
        _words(view, candidate)
    with right:
        _reading(view, candidate)
    _otherwise(candidate, others)


def _words(view: View, candidate: pd.Series) -> None:
    st.subheader(_("In its own words"))
    with st.container(border=True):
        st.markdown(_plain(candidate["sentence"]))
        st.caption(f"{_plain(candidate['file'])} · {candidate['place']}")
    if pd.notna(candidate["was_sentence"]):
        st.warning(_("An earlier version of the form said: “{sentence}”").format(sentence=candidate["was_sentence"]))
    remarks = run("review_remarks", view.snapshot)
    for remark in remarks[remarks["candidate_id"] == candidate["candidate_id"]].itertuples():
        st.markdown(f":material/info: {formats.sentence(_plain(remark.reason))}")
        if pd.notna(remark.shows):
            for line in remark.shows.split("\n"):
                st.caption(f"- {_plain(line)}")
    state = review_actions.states(review_actions.log()).get(candidate["candidate_id"])
    if state and state.verdict:
        told = _("{verdict} by {by}, {at}").format(
            verdict=labels.name(review_labels.VERDICTS, state.verdict), by=state.by, at=state.at[:16].replace("T", " ")
        )
        st.markdown(f":blue-badge[{told}] {_plain(state.reason)}")


def _plain(text: str) -> str:
    """Return text of a form so that nothing in it is markup."""
    for letter in "\\`*_{}[]<>#|~$:":
        text = text.replace(letter, f"\\{letter}")
    return text


def _reading(view: View, candidate: pd.Series) -> None:
    key = candidate["candidate_id"]
    state = review_actions.states(review_actions.log()).get(key) or decisions.State()
    told = candidate.to_dict() | {"mission": candidate["mission_code"]} | state.fields
    st.subheader(_("As it was read"))
    with st.form(f"reading_{key}", border=True):
        new = _fields(view, candidate, told)
        st.divider()
        left, right = st.columns(2)
        announced = left.checkbox(
            _("Announced in public"), key=f"announced_{key}", help=_("Until then it stays restricted.")
        )
        when = right.date_input(_("on"), value=None, key=f"when_{key}", format="YYYY-MM-DD")
        source = st.text_input(_("Source of the announcement"), key=f"source_{key}", placeholder=_("page or document"))
        confirmed = state.verdict == "confirmed"
        with st.container(horizontal=True):
            yes = st.form_submit_button(
                _("Save changes") if confirmed else _("Confirm"), type="primary", shortcut="Alt+Y", key=f"confirm_{key}"
            )
        if yes:
            changed = {
                name: value for name, value in new.items() if (value or None) != (_as_told(told.get(name)) or None)
            }
            changed["requirement_ids"] = new["requirement_ids"]  # only what a person chose counts
            step = {"status": "announced", "date": str(when or ""), "source": source} if announced else None
            _log(candidate, "edit" if confirmed else "confirm", old=_old(told, changed), new=changed, step=step)


def _fields(view: View, candidate: pd.Series, told: dict) -> dict:
    """Draw what may be changed and return the values as they are logged."""
    key = candidate["candidate_id"]
    categories = run("pledge_categories", view.snapshot).set_index("category")["name"].to_dict()
    capabilities = {"": formats.DASH} | run("capabilities", view.snapshot).set_index("capability")["name"].to_dict()
    asks = run("requirement_names", view.snapshot).set_index("requirement_id")["ask"].to_dict()
    states = {"": formats.DASH} | run("member_states", view.snapshot).set_index("iso3")["name"].to_dict()
    missions = {"": formats.DASH} | {code: code for code in run("missions", view.snapshot)["mission_code"]}

    def pick(where, label, name, names, of):
        value = _as_told(told.get(name)) or ""
        return where.selectbox(
            label, list(names), index=list(names).index(value) if value in names else 0, format_func=names.get,
            key=f"{name}_{of}",
        )  # fmt: skip

    left, right = st.columns(2)
    new = {
        "category": pick(left, _("Category"), "category", categories, key),
        "capability": pick(right, _("Capability"), "capability", capabilities, key),
    }
    one, two, three = st.columns(3)
    value = told.get("quantity")
    quantity = one.number_input(
        _("Quantity"), min_value=0, step=1, value=None if value is None or pd.isna(value) else int(value), key=f"quantity_{key}",
        help=_("As the sentence gives it; empty where it gives none."),
    )  # fmt: skip
    new["quantity"] = quantity
    units = {code: labels.name(review_labels.UNITS, code) if code else formats.DASH for code in UNITS}
    new["unit"] = pick(two, _("of what"), "unit", units, key)
    new["mission"] = pick(three, _("Mission"), "mission", missions, key)
    one, two, three = st.columns(3)
    new["iso3"] = pick(one, _("Member State"), "iso3", states, key)
    new["by_when"] = two.text_input(_("By when"), value=_as_told(told.get("by_when")) or "", key=f"by_when_{key}")
    new["women_percent"] = three.number_input(
        _("Women, per cent"), min_value=0, max_value=100, step=1, key=f"women_{key}",
        value=None if pd.isna(told.get("women_percent")) else int(told["women_percent"]),
    )  # fmt: skip
    new["condition"] = st.text_input(
        _("Condition"), value=_as_told(told.get("condition")) or "", key=f"condition_{key}"
    )
    new["is_tangible"] = st.checkbox(
        _("Tangible: deliverable, quantity where it applies, date, and who committed are said"),
        value=bool(told["is_tangible"]), key=f"tangible_{key}",
    )  # fmt: skip
    proposed = run("review_requirements", view.snapshot)
    proposed = proposed[proposed["candidate_id"] == key]
    chosen = told.get("requirement_ids")
    if not isinstance(chosen, list):
        chosen = list(proposed["requirement_id"])[:1]
    new["requirement_ids"] = st.multiselect(
        _("Answers these asks of the guide"), list(asks), default=[name for name in chosen if name in asks],
        format_func=lambda name: f"{name} · {asks[name]}", key=f"asks_{key}",
    )  # fmt: skip
    for answer in proposed.itertuples():
        st.caption(
            _("{ask} ({id}): score {score:.1f}, for the words {words}").format(
                ask=answer.ask,
                id=answer.requirement_id,
                score=answer.score,
                words=", ".join(capabilities.get(word, word) for word in str(answer.words or formats.DASH).split(", ")),
            )
        )
    return new


def _as_told(value):
    """Return a value as it is logged: nothing is None, whole numbers are int."""
    if isinstance(value, (list, tuple)):
        return list(value)
    if value is None or pd.isna(value):
        return None
    return value if isinstance(value, (str, bool)) else int(value)


def _old(told: dict, changed: dict) -> dict:
    return {name: _as_told(told.get(name)) for name in changed}


def _log(candidate: pd.Series, action: str, step: dict | None = None, **told) -> None:
    """Log a decision on what this person has seen, and say what came between."""
    key, by = candidate["candidate_id"], st.session_state.get("reviewer", "")
    try:
        if step:
            decisions.judge("status", by or "-", "", step)
        entry = review_actions.decide(key, action, by, st.session_state[f"seen_{key}"], **told)
        if step:
            entry = review_actions.decide(key, "status", by, entry["seq"], new=step)
    except decisions.Conflict as problem:
        st.session_state["review_conflict"] = _(
            "{by} decided on this pledge at {at}. Their decision is shown now; yours was not kept."
        ).format(by=problem.by, at=problem.at[:16].replace("T", " "))
        st.session_state.pop(f"seen_{key}", None)
        st.rerun()
    except (Refused, ValueError) as problem:
        st.error(str(problem))
        return
    st.session_state[f"seen_{key}"] = entry["seq"]
    st.query_params.pop("candidate", None)
    st.rerun()


def _otherwise(candidate: pd.Series, others: pd.DataFrame) -> None:
    """Offer what else can be decided: reject, split, merge, take back, a dated step."""
    key = candidate["candidate_id"]
    with st.container(horizontal=True):
        with st.popover(_("Reject"), icon=":material/block:"):
            reason = st.text_input(_("Reason"), key=f"reject_{key}")
            if st.button(_("Reject this reading"), key=f"do_reject_{key}", shortcut="Alt+X"):
                _log(candidate, "reject", reason=reason)
        with st.popover(_("Split"), icon=":material/call_split:"):
            st.caption(_("One commitment a line; each comes back into the queue as its own."))
            text = st.text_area(_("Parts"), value=candidate["sentence"], key=f"split_{key}", height=160)
            if st.button(_("Split into these parts"), key=f"do_split_{key}"):
                parts = [{"sentence": line.strip()} for line in text.split("\n") if line.strip()]
                _log(candidate, "split", new={"parts": parts})
        with st.popover(_("Merge"), icon=":material/call_merge:"):
            same = others[(others["iso3"] == candidate["iso3"]) & (others["candidate_id"] != key)]
            names = same.set_index("candidate_id")["sentence"].str.slice(0, 90).to_dict()
            into = st.selectbox(
                _("It is the same commitment as"), list(names), format_func=names.get, key=f"merge_{key}", index=None
            )
            reason = st.text_input(_("Reason"), key=f"why_merge_{key}", value=_("the same commitment"))
            if st.button(_("Merge into it"), key=f"do_merge_{key}", disabled=not into):
                _log(candidate, "merge", reason=reason, new={"into": into})
        if candidate["verdict"] == "confirmed":
            with st.popover(_("Status"), icon=":material/flag:"):
                _step(candidate)
        if candidate["seq"] and st.button(
            _("Take back the last decision"), key=f"undo_{key}", shortcut="Alt+Z", icon=":material/undo:"
        ):
            _log(candidate, "undo")
    _history(key)


def _step(candidate: pd.Series) -> None:
    """Note that a confirmed pledge reached a step, with its day and source."""
    key = candidate["candidate_id"]
    steps = list(dict.fromkeys([*decisions.UNIT_STEPS, *decisions.OTHER_STEPS]))
    status = st.selectbox(
        _("It is now"), steps, format_func=lambda code: labels.name(review_labels.STEPS, code), key=f"step_{key}"
    )
    when = st.date_input(_("since"), value=None, key=f"since_{key}", format="YYYY-MM-DD")
    source = st.text_input(_("Source"), key=f"stepsource_{key}")
    if st.button(_("Note it"), key=f"do_step_{key}"):
        _log(candidate, "status", new={"status": status, "date": str(when or ""), "source": source})


def _history(key: str) -> None:
    """Tell every decision on this candidate, those taken back too."""
    told = [entry for entry in review_actions.log() if entry["candidate_id"] == key]
    if not told:
        return
    with st.expander(_("History")):
        for entry in reversed(told):
            reason = f": {_plain(entry['reason'])}" if entry["reason"] else ""
            fields = ", ".join(
                f"{name} {_plain(str(value))}" for name, value in entry["new"].items() if name != "parts"
            )
            st.caption(
                f"{entry['at'][:16].replace('T', ' ')} · {_plain(entry['by'])} · {labels.name(review_labels.ACTIONS, entry['action'])}{reason} {fields}"
            )
