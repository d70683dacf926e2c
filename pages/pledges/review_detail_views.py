"""One candidate: its words and place, what was read and remarked, and the decision on it."""

from typing import Any

import pandas as pd
import streamlit as st

from etl.records import decisions
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, colon
from pages.kit.view import View
from pages.pledges import review_facts as facts
from pages.pledges import review_labels as labels

CONFLICT = "review_conflict"


def show(view: View, candidate: pd.Series, queue: pd.DataFrame) -> None:
    """Put the sentence beside the reading of it, and the decisions under both."""
    code = candidate["candidate_id"]
    # The newest decision that this person has seen: a later one of another person is a conflict, not overwritten.
    st.session_state.setdefault(f"seen_{code}", int(candidate["seq"]))
    if conflict := st.session_state.pop(CONFLICT, None):
        st.error(conflict)
    state = facts.state(code)
    left, right = st.columns([5, 6], gap="large")
    with left:
        _words(view, candidate, state)
    with right:
        _reading(view, candidate, state)
    _otherwise(candidate, queue)


def _words(view: View, candidate: pd.Series, state: decisions.State) -> None:
    st.header(_("In its own words"))
    with st.container(border=True):
        st.markdown(formats.plain(candidate["sentence"]))
        st.caption(f"{formats.plain(candidate['file'])} · {formats.plain(errors.placed(candidate['place']))}")
    if pd.notna(candidate["was_sentence"]):
        st.warning(
            _("An earlier version of the form said: “{sentence}”").format(
                sentence=formats.plain(candidate["was_sentence"])
            )
        )
    remarks = run("review_remarks", view.snapshot)
    for remark in remarks[remarks["candidate_id"] == candidate["candidate_id"]].itertuples():
        st.markdown(f":material/info: {formats.sentence(formats.plain(errors.told(remark.reason)))}")
        if pd.notna(remark.shows):
            for line in remark.shows.split("\n"):
                st.caption(f"- {formats.plain(line)}")
    if state.verdict:
        verdict = kit_labels.name(labels.VERDICTS, state.verdict)
        badge = _("{verdict} by {by}, {at}").format(verdict=verdict, by=state.by, at=facts.at(state.at))
        st.markdown(f":blue-badge[{badge}] {formats.plain(state.reason)}")


def _reading(view: View, candidate: pd.Series, state: decisions.State) -> None:
    """Show the reading in a form, as people have changed it, and log what is changed or confirmed."""
    code, is_confirmed = candidate["candidate_id"], state.verdict == "confirmed"
    reading = candidate.to_dict() | {"mission": candidate["mission_code"]} | state.fields
    st.header(_("As it was read"))
    with st.form(f"reading_{code}", border=True):
        fields = _fields(view, code, reading)
        st.divider()
        left, right = st.columns(2)
        is_announced = left.checkbox(
            _("Announced in public"), key=f"announced_{code}", help=_("Until then it stays restricted.")
        )
        day = right.date_input(_("on"), value=None, key=f"when_{code}", format="YYYY-MM-DD")
        source = st.text_input(_("Source of the announcement"), key=f"source_{code}", placeholder=_("page or document"))
        label = _("Save changes") if is_confirmed else _("Confirm")
        with st.container(horizontal=True):
            is_sent = st.form_submit_button(label, type="primary", shortcut="Alt+Y", key=f"confirm_{code}")
    if not is_sent:
        return
    before = {name: facts.logged(reading.get(name)) for name in fields}
    new = {name: value for name, value in fields.items() if (value or None) != (before[name] or None)}
    new["requirement_ids"] = fields["requirement_ids"]  # only what a person chose counts
    step = {"status": "announced", "date": str(day or ""), "source": source} if is_announced else None
    old = {name: before[name] for name in new}
    log(code, "edit" if is_confirmed else "confirm", old=old, new=new, step=step)


def _fields(view: View, code: str, reading: dict) -> dict[str, Any]:
    """Draw what may be changed and return the values as they are logged."""

    def names(query: str, key: str, column: str) -> dict[str, str]:
        frame = run(query, view.snapshot)
        return dict(zip(frame[key], map(_, frame[column]), strict=True))

    def pick(where: Any, label: str, name: str, options: dict[str, str]) -> str:
        value = facts.logged(reading.get(name)) or ""
        place = list(options).index(value) if value in options else 0
        return where.selectbox(label, list(options), index=place, format_func=options.get, key=f"{name}_{code}")

    def whole_number(where: Any, label: str, name: str, key: str, **limits: Any) -> int | None:
        value = reading.get(name)
        value = None if value is None or pd.isna(value) else int(value)
        return where.number_input(label, min_value=0, step=1, value=value, key=f"{key}_{code}", **limits)

    def write(where: Any, label: str, name: str) -> str:
        return where.text_input(label, value=facts.logged(reading.get(name)) or "", key=f"{name}_{code}")

    blank = {"": formats.DASH}
    capabilities = blank | names("capabilities", "capability", "name")
    fields: dict[str, Any] = {}
    left, right = st.columns(2)
    fields["category"] = pick(left, _("Category"), "category", names("pledge_categories", "category", "name"))
    fields["capability"] = pick(right, _("Capability"), "capability", capabilities)
    left, middle, right = st.columns(3)
    said = _("As the sentence gives it; empty where it gives none.")
    fields["quantity"] = whole_number(left, _("Quantity"), "quantity", "quantity", help=said)
    units = blank | {unit: _(name) for unit, name in labels.UNITS.items()}
    fields["unit"] = pick(middle, _("of what"), "unit", units)
    missions = names("missions", "mission_code", "mission_code")
    fields["mission"] = pick(right, _("Mission"), "mission", blank | missions)
    left, middle, right = st.columns(3)
    fields["iso3"] = pick(left, _("Member State"), "iso3", blank | names("member_states", "iso3", "name"))
    fields["by_when"] = write(middle, _("By when"), "by_when")
    fields["women_percent"] = whole_number(right, _("Women, per cent"), "women_percent", "women", max_value=100)
    fields["condition"] = write(st, _("Condition"), "condition")
    fields["is_tangible"] = st.checkbox(
        _("Tangible: deliverable, quantity where it applies, date, and who committed are said"),
        value=bool(reading["is_tangible"]),
        key=f"tangible_{code}",
    )
    fields["requirement_ids"] = _asks(view, code, reading, capabilities)
    return fields


def _asks(view: View, code: str, reading: dict, capabilities: dict[str, str]) -> list[str]:
    """Offer the asks that a pledge answers, those of a decision or else the likeliest chosen, and say why each was proposed."""
    asks = run("requirement_names", view.snapshot).set_index("requirement_id")["ask"].to_dict()
    proposed = run("review_requirements", view.snapshot)
    proposed = proposed[proposed["candidate_id"] == code]
    ids = reading.get("requirement_ids")
    if not isinstance(ids, list):
        ids = list(proposed["requirement_id"])[:1]
    chosen = st.multiselect(
        _("Answers these asks of the guide"),
        list(asks),
        default=[name for name in ids if name in asks],
        format_func=lambda name: f"{name} · {_(asks[name])}",
        key=f"asks_{code}",
        placeholder=_("Choose several"),
    )
    for answer in proposed.itertuples():
        words = [_(capabilities.get(word, word)) for word in str(answer.words or formats.DASH).split(", ")]
        st.caption(
            _("{ask} ({id}): score {score}, for the words {words}").format(
                ask=_(answer.ask),
                id=answer.requirement_id,
                score=formats.written(f"{answer.score:.1f}"),
                words=", ".join(words),
            )
        )
    return chosen


def log(code: str, action: str, step: dict | None = None, **change: Any) -> None:
    """Log a decision on a candidate as this person has seen it, and say what came between."""
    by = st.session_state.get("reviewer", "")
    try:
        if step:  # before anything is written: the decision does not stand without its step
            decisions.judge("status", by or "-", "", step)
        entry = decisions.decide(code, action, by, base=st.session_state[f"seen_{code}"], **change)
        st.session_state[f"seen_{code}"] = entry["seq"]  # stands, whatever becomes of the step
        if step:
            entry = decisions.decide(code, "status", by, base=entry["seq"], new=step)
    except decisions.Conflict as problem:
        words = _("{by} decided on this pledge at {at}. Their decision is shown now; yours was not kept.")
        st.session_state[CONFLICT] = words.format(by=problem.by, at=facts.at(problem.at))
        st.session_state.pop(f"seen_{code}", None)
        st.rerun()
    except (ValueError, OSError) as problem:
        st.error(errors.in_words(problem))
        return
    st.session_state[f"seen_{code}"] = entry["seq"]
    st.query_params.pop("candidate", None)
    st.rerun()


def _otherwise(candidate: pd.Series, queue: pd.DataFrame) -> None:
    """Offer what else can be decided: reject, split, merge, take back, a dated step."""
    code = candidate["candidate_id"]
    with st.container(horizontal=True):
        with st.popover(_("Reject"), icon=":material/block:"):
            reason = st.text_input(_("Reason"), key=f"reject_{code}")
            if st.button(_("Reject this reading"), key=f"do_reject_{code}", shortcut="Alt+X"):
                log(code, "reject", reason=reason)
        with st.popover(_("Split"), icon=":material/call_split:"):
            st.caption(_("One commitment a line; each comes back into the queue as its own."))
            text = st.text_area(_("Parts"), value=candidate["sentence"], key=f"split_{code}", height=160)
            if st.button(_("Split into these parts"), key=f"do_split_{code}"):
                parts = [{"sentence": line.strip()} for line in text.split("\n") if line.strip()]
                log(code, "split", new={"parts": parts})
        with st.popover(_("Merge"), icon=":material/call_merge:"):
            others = queue[(queue["iso3"] == candidate["iso3"]) & (queue["candidate_id"] != code)]
            names = others.set_index("candidate_id")["sentence"].str.slice(0, 90).to_dict()
            into = st.selectbox(
                _("It is the same commitment as"),
                list(names),
                format_func=names.get,
                key=f"merge_{code}",
                index=None,
                placeholder=_("Choose one"),
            )
            reason = st.text_input(_("Reason"), key=f"why_merge_{code}", value=_("the same commitment"))
            if st.button(_("Merge into it"), key=f"do_merge_{code}", disabled=not into):
                log(code, "merge", reason=reason, new={"into": into})
        if candidate["verdict"] == "confirmed":
            with st.popover(_("Status"), icon=":material/flag:"):
                _step(candidate)
        undo = _("Take back the last decision")
        if candidate["seq"] and st.button(undo, key=f"undo_{code}", shortcut="Alt+Z", icon=":material/undo:"):
            log(code, "undo")
    _history(code)


def _step(candidate: pd.Series) -> None:
    """Note that a confirmed pledge reached a step, with its day and source."""
    code = candidate["candidate_id"]
    status = st.selectbox(
        _("It is now"), facts.STEPS, format_func=lambda step: kit_labels.name(labels.STEPS, step), key=f"step_{code}"
    )
    day = st.date_input(_("since"), value=None, key=f"since_{code}", format="YYYY-MM-DD")
    source = st.text_input(_("Source"), key=f"stepsource_{code}")
    if st.button(_("Note it"), key=f"do_step_{code}"):
        log(code, "status", new={"status": status, "date": str(day or ""), "source": source})


def _history(code: str) -> None:
    """List every decision on this candidate, those taken back too."""
    entries = facts.history(code)
    if not entries:
        return
    with st.expander(_("History")):
        for entry in entries:
            action = kit_labels.name(labels.ACTIONS, entry["action"])
            reason = f"{colon()}{formats.plain(entry['reason'])}" if entry["reason"] else ""
            values = {name: value for name, value in entry["new"].items() if name != "parts"}
            fields = ", ".join(f"{name} {formats.plain(str(value))}" for name, value in values.items())
            by = formats.plain(naming.signed(entry["by"], entry.get("account")))
            st.caption(f"{facts.at(entry['at'])} · {by} · {action}{reason} {fields}")
