"""One need with the offers beside it, or one offer with the needs, over the page; and the form in which a person notes an introduction."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from etl import settings
from etl.records import introductions
from pages.kit import filters, formats, naming
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.partners import facts, labels
from pages.partners.facts import Partners

MOST = 15  # of the other side in sight


def opened(view: View, partners: Partners) -> None:
    """Open the need or the offer that the address names."""
    for key, frame, show in (("need", partners.needs, _need), ("offer", partners.offers, _offer)):
        code = st.query_params.get(key)
        if not code:
            continue
        rows = frame[frame[f"{key}_id"] == code]
        if rows.empty:
            filters.unknown(code)
            st.query_params.pop(key)
            continue
        row = next(rows.itertuples())
        title = _title(view, row, key)
        st.dialog(title, width="large", on_dismiss=_close)(show)(view, partners, row)
        return


def _close() -> None:
    for key in ("need", "offer"):
        st.query_params.pop(key, None)


def _title(view: View, row: Any, key: str) -> str:
    names, states = facts.codes(run, view), naming.states(run, view)
    words = facts.what(row, names) if key == "need" else facts.offered(row, names)
    return formats.plain(f"{facts.who(states, row.iso3)}{colon()}{words}")


def _need(view: View, partners: Partners, row: Any) -> None:
    """Say what is needed and where that came from, then each offer with what speaks for it and what against."""
    names, states = facts.codes(run, view), naming.states(run, view)
    match = partners.match[partners.match["need_id"] == row.need_id].iloc[0]
    told = [
        (_("Area"), names["areas"](row.areas)), (_("Kind"), names["kind"](row.kind) or _("any")), (_("Language"), names["languages"](row.languages)),
        (_("By when"), None if pd.isna(row.by_when) else formats.day(row.by_when)), (_("Through"), names["through"](row.through)),
        (_("Unit"), row.unit_id), (_("Mission"), row.mission), (_("Cells not read"), names["not_read"](row.not_read)),
    ]  # fmt: skip
    _told(told)
    st.caption(_("From: {where}").format(where=formats.plain(facts.came_from(row, names))))
    st.markdown(f"**{kit_labels.name(labels.STATES, match['state'])}**")
    beside = partners.pairs[partners.pairs["need_id"] == row.need_id].sort_values(
        "fits", ascending=False, kind="stable"
    )
    if beside.empty:
        st.info(_("No offer of its area is known to this view."))
        return
    offers = partners.offers.set_index("offer_id", drop=False)
    for pair in beside.head(MOST).itertuples():
        offer = offers.loc[pair.offer_id]
        head = f"**{states.get(offer['iso3'], offer['iso3'])}**{colon()}{formats.plain(facts.offered(offer, names))}"
        room = ngettext("serves {n} need", "serves {n} needs", int(offer["unit_count"])).format(
            n=formats.count(offer["unit_count"])
        )
        lines = [
            head,
            f":gray[{facts.when(offer['from_day'], offer['to_day'])} · {names['languages'](offer['languages']) or _('language not stated')} · {room}]",
        ]
        _pair(pair, lines, facts.came_from(offer, names), names)
    _more(len(beside))
    _form(
        view,
        partners,
        {row.need_id: ""},
        {
            one.offer_id: f"{states.get(one.offer_iso3, one.offer_iso3)}{colon()}{facts.offered(offers.loc[one.offer_id], names)}"
            for one in beside.itertuples()
        },
    )


def _offer(view: View, partners: Partners, row: Any) -> None:
    """Say what is offered and where that came from, then each need with what speaks for the offer and what against."""
    names, states = facts.codes(run, view), naming.states(run, view)
    told = [
        (_("Area"), names["areas"](row.areas) or _("not stated")), (_("When"), facts.when(row.from_day, row.to_day)), (_("Language"), names["languages"](row.languages)),
        (_("Serves"), formats.count(row.unit_count)), (_("People"), None if pd.isna(row.people_count) else formats.count(row.people_count)),
        (_("For whom"), names["recipients"](row.recipients)), (_("Through"), names["through"](row.through)),
        (_("Status"), names["status"](row.status) if row.status in labels.STATUSES else None), (_("Cells not read"), names["not_read"](row.not_read)),
        *((kit_labels.name(labels.RULE, column), facts.yes(getattr(row, column))) for column in labels.RULE),
    ]  # fmt: skip
    _told(told)
    st.caption(_("From: {where}").format(where=formats.plain(facts.came_from(row, names))))
    beside = partners.pairs[partners.pairs["offer_id"] == row.offer_id].merge(
        partners.match[["need_id", "is_matched"]], on="need_id"
    )
    beside = beside.sort_values(["fits", "is_matched"], ascending=False, kind="stable")
    if beside.empty:
        st.info(_("No need of its area is known to this view."))
        return
    needs = partners.needs.set_index("need_id", drop=False)
    fits = int(beside["fits"].sum())
    st.markdown(ngettext("It fits {n} need", "It fits {n} needs", fits).format(n=formats.count(fits)))
    for pair in beside.head(MOST).itertuples():
        need = needs.loc[pair.need_id]
        lines = [f"**{facts.who(states, need['iso3'])}**{colon()}{formats.plain(facts.what(need, names))}"]
        due = formats.DASH if pd.isna(need["by_when"]) else _("by {day}").format(day=formats.day(need["by_when"]))
        lines.append(f":gray[{due} · {names['languages'](need['languages']) or _('language not stated')}]")
        _pair(pair, lines, facts.came_from(need, names), names)
    _more(len(beside))
    _form(
        view,
        partners,
        {
            one.need_id: f"{facts.who(states, one.need_iso3)}{colon()}{facts.what(needs.loc[one.need_id], names)}"
            for one in beside.itertuples()
        },
        {row.offer_id: ""},
    )


def _told(told: list[tuple[str, Any]]) -> None:
    st.markdown(
        "  \n".join(
            f":gray[{head}{colon()[:-1]}] {formats.plain(str(words))}"
            for head, words in told
            if isinstance(words, str) and words
        )
    )


def _pair(pair: Any, lines: list[str], where: str, names: Any) -> None:
    """One of the other side: what it is, what speaks for it and against, where it came from and what was noted."""
    mark = f":blue-badge[{_('Fits')}]" if pair.fits else f":gray-badge[{_('Something speaks against it')}]"
    if isinstance(pair.status, str):
        mark += f" :orange-badge[{kit_labels.name(labels.STATUSES, pair.status)}]"
    with st.container(border=True, gap="xxsmall"):
        st.markdown("  \n".join([f"{lines[0]} {mark}", *lines[1:], facts.reasons_in_words(pair, names)]))
        st.caption(formats.plain(where))


def _more(number: int) -> None:
    if number > MOST:
        st.caption(
            ngettext(
                "{n} more is in the list to choose from and in the files.",
                "{n} more are in the list to choose from and in the files.",
                number - MOST,
            ).format(n=formats.count(number - MOST))
        )


def _form(view: View, partners: Partners, needs: dict[str, str], offers: dict[str, str]) -> None:
    """Take what a person notes of an introduction of one of these pairs, or take it back. Nothing where this reader may not write."""
    with settings.using(view.snapshot.dataset):
        may = not view.is_open and introductions.are_taken()
    if not may:
        return
    st.subheader(_("Note an introduction"))
    for kind in ("error", "success"):
        if message := st.session_state.pop(f"introduction_{kind}", None):
            getattr(st, kind)(message)
    by = filters.writer(_("Who writes"), "introducer", placeholder=_("Name or office"))
    other = needs if len(needs) > 1 or any(needs.values()) else offers
    other_side = _("With which need") if other is needs else _("With which offer")
    picked = st.selectbox(other_side, list(other), format_func=lambda code: other[code], key="introduced_with")
    need, offer = (picked, next(iter(offers))) if other is needs else (next(iter(needs)), picked)
    pair = introductions.key(need, offer)
    stands = partners.standing.get(pair)
    seen = st.session_state.setdefault(f"seen_introduction_{pair}", introductions.newest(pair, partners.entries))
    if stands:
        st.markdown(_said(stands))
    one, two = st.columns(2)
    status = one.selectbox(
        _("How far it has come"),
        list(labels.STATUSES),
        format_func=lambda code: kit_labels.name(labels.STATUSES, code),
        key="introduction_status",
    )
    day = two.date_input(
        _("On which day"),
        value=view.today,
        max_value=max(view.today, dt.date.today()),
        key="introduction_on",
        format="YYYY-MM-DD",
    )
    words = st.text_input(_("In a few words (restricted)"), key="introduction_words", max_chars=introductions.LONGEST)
    with st.container(horizontal=True):
        if st.button(_("Note it"), type="primary", key="note_introduction"):
            _write(view, pair, lambda: introductions.note(need, offer, by, status, str(day or ""), words, base=seen))
        if stands and st.button(_("Take back the newest entry"), key="undo_introduction", icon=":material/undo:"):
            _write(view, pair, lambda: introductions.take_back(need, offer, by, base=seen))
    st.caption(
        _(
            "Nothing is overwritten or deleted. What stands as agreed, under way or done takes room of the offer, and the need is no longer counted as open."
        )
    )


def _said(one: introductions.Introduction) -> str:
    """What stands for a pair, in words."""
    words = f"{colon()}{formats.plain(one.words)}" if one.words else ""
    head = _("{status} on {day}, noted by {by}").format(
        status=kit_labels.name(labels.STATUSES, one.status),
        day=formats.day(dt.date.fromisoformat(one.on)),
        by=formats.plain(naming.signed(one.by, one.account)),
    )
    return f"**{head}**{words}"


def _write(view: View, pair: str, write: Any) -> None:
    """Write one entry; where another person was first, say so."""
    try:
        with settings.using(view.snapshot.dataset):
            entry = write()
        st.session_state[f"seen_introduction_{pair}"] = entry["seq"]
        st.session_state["introduction_success"] = _("Noted.") if entry["action"] != "undo" else _("Taken back.")
        st.session_state.pop("introduction_words", None)
    except introductions.Conflict as problem:
        st.session_state[f"seen_introduction_{pair}"] = problem.seq
        st.session_state["introduction_error"] = _(
            "{by} wrote on this pair at {at}. Read what stands now, then note yours again."
        ).format(by=formats.plain(problem.by), at=problem.at[:16].replace("T", " "))
    except (ValueError, OSError) as problem:
        st.session_state["introduction_error"] = formats.plain(str(problem))
    st.rerun()
