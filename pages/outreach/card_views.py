"""Outreach's first screen: the UN regional groups as bars, and the states of the choice as cards, five at a time."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from etl.records.calls import State
from pages.kit import formats, notes
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.outreach import card_facts, charts, facts, record_views, region_facts
from pages.outreach.card_facts import Card
from pages.pledges import facts as pledge_facts
from pages.reports import brief_views

IN_SIGHT = 5


def show(view: View, states: pd.DataFrame, choice: Mapping[str, object], record: Mapping[str, State]) -> None:
    """Show the regional groups, where one is chosen by, and beside them the states of the choice."""
    if "regional_group" not in choice:
        cards(view, states, choice, record)
        return
    with st.container(horizontal=True, gap="medium"):
        with st.container(key="narrow_beside_regions"):
            regions(view, str(choice["regional_group"]))
        with st.container(key="wide_beside_cards"):
            cards(view, states, choice, record)


def regions(view: View, group: str) -> None:
    """Show all regional groups; a click chooses one, a click on the chosen one all of them."""
    rows = region_facts.groups(run, view)
    codes = [code if isinstance(code, str) else "" for code in rows["regional_group"]]
    panels = region_facts.panels(run, view, rows)
    names = [region_facts.name(code, short=True) for code in rows["regional_group"]]
    place = codes.index(group) if group in codes else None
    title = _("UN regional groups: who deploys, who pledged, women")
    with st.container(key="close_regions", gap="xxsmall"):
        notes.finding(region_facts.finding(run, view, rows, group), title)
    # A chart of another choice is another one: a click on the same bar is told again.
    key = f"regions_{group or 'all'}"

    def follow() -> None:
        at = charts.selected(st.session_state[key].selection.selected)
        if at is not None and codes[at]:
            st.session_state["group"] = "all" if codes[at] == group else codes[at]

    option = charts.regions(panels, names, place, notes.ink())
    height = charts.height(len(rows), len(panels))
    st.echarts_chart(option, height=height, key=key, on_select=follow, alt=title)
    codes_of = {
        "regional_group": lambda code: kit_labels.name(kit_labels.GROUPS, code) if isinstance(code, str) else None
    }
    table = {"rdl_unit_count": _("Rapid Deployment Level units")}
    notes.under(
        view, region_facts.GROUPS, rows, "outreach-groups", table=table, names=codes_of, line=False, chart=option, height=height
    )  # fmt: skip


def cards(view: View, states: pd.DataFrame, choice: Mapping[str, object], record: Mapping[str, State]) -> None:
    """Show the states of the choice as cards, those first that are the reader's or due; a button shows five more."""
    with st.container(horizontal=True, vertical_alignment="center"):
        said = st.container(key="words_beside_writer")
        record_views.writer()
    reader, first = st.session_state.get("writer", ""), 0
    by_fit = choice["order"] == "fit"
    if not by_fit:
        states, first = card_facts.in_turn(view, states, record, reader)
    with said:
        _head(view, states, str(choice.get("regional_group") or ""), by_fit, first, bool(reader.strip()))
    key = "cards_" + facts.chosen_name(choice)
    shown = st.session_state.get(key, IN_SIGHT)
    with st.container(key="screen_only_cards", gap="xsmall"):
        for card in card_facts.cards(run, view, states.head(shown), record, reader):
            with st.container(border=True, key=f"compact_{card.iso3}"):
                _card(view, card)
        _more(key, shown, len(states) - shown)
    st.caption(" ".join(filter(None, [facts.target(run, view), pledge_facts.partial(run, view)])))


def _head(view: View, states: pd.DataFrame, group: str, by_fit: bool, first: int, is_reader_known: bool) -> None:
    words = ngettext("{n} Member State", "{n} Member States", len(states)).format(n=len(states))
    if by_fit:
        words += _(", by fit to open gaps; equal ones in UN order.")
    elif first and not is_reader_known:
        words += ngettext(
            ", in UN order, unranked; before them {n} that is due within seven days or overdue.",
            ", in UN order, unranked; before them {n} that are due within seven days or overdue.",
            first,
        ).format(n=first)
    elif first:
        words += ngettext(
            ", in UN order, unranked; before them {n} that is assigned to you or due within seven days.",
            ", in UN order, unranked; before them {n} that are assigned to you or due within seven days.",
            first,
        ).format(n=first)
    else:
        words += _(", in UN order, unranked.")
    also = region_facts.elsewhere(run, view, states, group) if group else ""
    st.markdown(f"{words} {also}".strip())


def _more(key: str, shown: int, rest: int) -> None:
    """Offer five more states, and all of them; nothing where no state is left."""
    if rest <= 0:
        return

    def show(number: int) -> None:
        st.session_state[key] = number

    n = min(IN_SIGHT, rest)
    with st.container(horizontal=True):
        st.button(
            ngettext("Show {n} more", "Show {n} more", n).format(n=n),
            key="more_cards",
            on_click=show,
            args=(shown + n,),
        )
        if rest > n:
            words = _("Show all {n}").format(n=shown + rest)
            st.button(words, key="all_cards", type="tertiary", on_click=show, args=(shown + rest,))


def _card(view: View, card: Card) -> None:
    """One state: name, what it deploys, why to call it, what it pledged, its last call, and the way on."""

    def follow() -> None:
        st.session_state["iso3"] = card.iso3

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(f"**{card.name}**", key=f"open_card_{card.iso3}", type="tertiary", on_click=follow)
        if card.marks:
            st.markdown(" ".join(f":blue-badge[{mark}]" for mark in card.marks), width="content")
        if card.assigned:
            st.markdown(_line(_("Assigned to"), card.assigned), width="content")
        st.space("stretch")
        brief_views.one(view, card.iso3, card.name)
    why = [_line(_("Why"), _more_of(card.reasons[0], len(card.reasons) - 1))] if card.reasons else []
    if card.asks:
        asked = _line(_("Could be asked"), _more_of(card.asks[0], card.more_asks))
    else:
        asked = _line(_("Could be asked"), _("Nothing in these figures points to a particular ask."))
    contact = [_line(what, words) for what, words in card.contact]
    lines = [
        f"{card.deploys} {_line(_('Pledges'), formats.sentence(card.pledged))}",
        " ".join([*why, asked]),
        " · ".join(contact),
    ]
    # With what was said on calls a card says more: it runs on, so that five are in sight.
    st.markdown(("  \n" if view.is_open else " ").join(filter(None, lines)))


def _more_of(words: str, n: int) -> str:
    """The first of several in a sentence, and how many more there are."""
    more = ngettext("; and {n} more", "; and {n} more", n).format(n=n) if n else ""
    return f"{words.removesuffix('.')}{more}."


def _line(what: str, words: str) -> str:
    return f":gray[{what}{colon()[:-1]}] {words}"
