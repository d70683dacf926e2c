"""What each figure on pledges shows, as a sentence that heads it. No Streamlit.

The public list is partial: what is not in it is told of no state and no region.
"""

from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext, semicolon
from pages.pledges import labels

UNHEARD = ("in_figures", "cannot_be_seen", "no_news")  # stages of announcements without a later step


def conversion(stages: pd.DataFrame, track: str) -> str:
    """Of how many announced pledges of a track later news is known, and how many deployment figures are consistent with.

    Frame: evidence_facts.conversion.
    """
    counts = stages[stages["track"] == track].groupby("stage")["pledge_count"].sum()
    announced = int(counts.get("announced", 0))
    name = kit_labels.name(labels.TRACKS, track)
    if not announced:
        return _("{track}: no pledge of this choice was announced").format(track=name)
    heard = announced - sum(int(counts.get(code, 0)) for code in UNHEARD)
    words = ngettext(
        "{track}: later news is known of {heard} of {n} announced pledge",
        "{track}: later news is known of {heard} of {n} announced pledges",
        announced,
    )
    sentence = words.format(track=name, heard=_none_or(heard), n=formats.count(announced))
    seen = int(counts.get("in_figures", 0))
    more = ngettext(
        "{n} more is consistent with deployment figures", "{n} more are consistent with deployment figures", seen
    )
    return f"{sentence}{semicolon()}{more.format(n=formats.count(seen))}" if seen else sentence


def by_category(categories: pd.DataFrame) -> str:
    """The category of the form with the most pledges, and how many of those are tangible. Frame: pledge_by_category."""
    total = int(categories["pledge_count"].sum())
    if not total:
        return _("The ledger holds no pledge of this choice")
    most = _most(categories)
    words = _("Most pledges are of one category, {category}: {n} of {all}, {tangible} of them tangible")
    return words.format(
        category=kit_labels.name(labels.CATEGORIES, most.category),
        n=formats.count(most.pledge_count),
        all=formats.count(total),
        tangible=formats.count(most.tangible_count),
    )


def by_region(groups: pd.DataFrame) -> str:
    """The regional group whose states made the most pledges in the ledger, and how many of its states did. Frame: pledge_by_region."""
    total = int(groups["pledge_count"].sum())
    if not total:
        return _("The ledger holds no pledge of this choice")
    known = groups[groups["regional_group"].notna()]
    if known.empty:
        return _("The pledges in the ledger are of states in no regional group")
    most = _most(known)
    words = _("Of {all} pledges in the ledger {n} are by states of the {group}, {states} of its {members}")
    return words.format(
        all=formats.count(total),
        n=formats.count(most.pledge_count),
        group=kit_labels.name(kit_labels.GROUPS, most.regional_group),
        states=formats.count(most.state_count),
        members=formats.count(most.member_count),
    )


def totals(rows: pd.DataFrame) -> str:
    """In how many of the totals that were announced the ledger holds fewer. Frame: pledge_totals; blank where none can be compared."""
    both = rows[rows["announced_count"].notna() & rows["ledger_count"].notna()]
    if both.empty:
        return ""
    fewer = int((both["ledger_count"] < both["announced_count"]).sum())
    words = ngettext(
        "The ledger holds fewer than was announced in {fewer} of {n} total",
        "The ledger holds fewer than was announced in {fewer} of {n} totals",
        len(both),
    )
    return words.format(fewer=_none_or(fewer), n=formats.count(len(both)))


def implementation(pledges: pd.DataFrame) -> str:
    """Of how many pledges that are due a later step was reported. Frame: pledge_implementation with its news."""
    due = pledges[pledges["is_due"].astype(bool)]
    if due.empty:
        return _("No pledge of this choice is due by today")
    reported = int(due["news"].isin(["reported", "ended"]).sum())
    words = ngettext(
        "Of {n} pledge that is due by today, a later step was found reported for {reported}",
        "Of {n} pledges that are due by today, a later step was found reported for {reported}",
        len(due),
    )
    return words.format(n=formats.count(len(due)), reported=_none_or(reported))


def _most(rows: pd.DataFrame) -> Any:
    """The row with the most pledges; the first of those that have as many."""
    return rows.loc[rows["pledge_count"].astype("int64").idxmax()]


def _none_or(number: int) -> str:
    return formats.count(number) if number else _("none")
