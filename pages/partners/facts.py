"""What partners offer and need as frames and sentences: which could meet which, where each came from, what the guide's rule finds. No Streamlit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl import settings
from etl.records import introductions
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.languages import errors
from pages.kit.naming import Names
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.partners import labels
from pages.requirements import facts as requirement_facts

MATCH, PAIRS, BALANCE, OFFERS, NEEDS = (
    "partner_match",
    "partner_pairs",
    "partner_balance",
    "partner_offers",
    "partner_needs",
)
ANNOUNCED = {
    MATCH: "partner_match_announced",
    PAIRS: "partner_pairs_announced",
    BALANCE: "partner_balance_announced",
    OFFERS: "partner_offers_announced",
    NEEDS: "partner_asks",
}
NAMED = 4  # areas that a sentence names
SERVED = ("agreed", "under_way", "done")  # by the word of a person: no longer open
# Needs as a person looks for them: those that could be met first, then what keeps the others.
ORDER = ("introduced", "could_be_met", "contested", "agreed", "under_way", "against", "none", "not_computed", "done")


@dataclass(frozen=True)
class Partners:
    """Everything of one view: frames of the queries, the entries of the record and what stands in it."""

    needs: pd.DataFrame
    offers: pd.DataFrame
    pairs: pd.DataFrame
    match: pd.DataFrame
    balance: pd.DataFrame
    entries: list[dict]
    standing: Mapping[str, introductions.Introduction]


def query(view: View, name: str) -> str:
    """The query behind a figure in this view: the open one has what was announced and what the guide asks."""
    return ANNOUNCED[name] if view.is_open else name


def dated(view: View) -> dict[str, Any]:
    """The days on which offers and needs are told."""
    return {"as_of": view.until, "today": view.reading_day}


def entries(view: View) -> list[dict]:
    """The record of introductions, oldest first; nothing in the open view, whose readers may not know who offers what."""
    if view.is_open:
        return []
    with settings.using(view.snapshot.dataset):
        return introductions.log()


def introduced(view: View) -> str:
    """What people noted of introductions, as the queries take it."""
    return introductions.told(entries(view))


def read(run: Run, view: View) -> Partners:
    """All of a view."""
    noted = entries(view)
    days = dated(view)
    told = days | {"introduced": introductions.told(noted)}
    needs, offers = (run(query(view, name), view.snapshot, **days) for name in (NEEDS, OFFERS))
    pairs, match, balance = (run(query(view, name), view.snapshot, **told) for name in (PAIRS, MATCH, BALANCE))
    return Partners(needs, offers, pairs, match, balance, noted, introductions.standing(noted))


def areas(run: Run, view: View) -> dict[str, str]:
    """Areas of partnership by code, in words."""
    rows = run("partner_areas", view.snapshot)
    return {code: _(name) for code, name in zip(rows["area"], rows["name"], strict=True)}


def kinds(run: Run, view: View) -> dict[str, str]:
    """Kinds of partnership by code, in words."""
    rows = run("partner_kinds", view.snapshot)
    return {code: _(name) for code, name in zip(rows["kind"], rows["name"], strict=True)}


def codes(run: Run, view: View) -> Names:
    """What turns codes of these frames into words, by column."""
    named, states = areas(run, view), naming.states(run, view)
    capabilities = naming.capabilities(run, view)
    recipients = {code: _(text) for code, text in labels.RECIPIENTS.items()} | states

    def listed(names: Mapping[str, str], between: str = semicolon()) -> Callable[[Any], str | None]:
        return lambda text: naming.listed(text, names, between)

    told = {
        name: {code: _(text) for code, text in group.items()}
        for name, group in (("reasons", labels.FOR), ("against", labels.AGAINST), ("not_read", labels.NOT_READ))
    }
    return {
        "areas": listed(named),
        "area": listed(named),
        "kind": naming.lookup(kinds(run, view)),
        "origin": naming.lookup(labels.ORIGINS),
        "reason": naming.lookup(labels.HELD),
        "through": naming.lookup(labels.THROUGH),
        "state": naming.lookup(labels.STATES | labels.SIDES),
        "status": naming.lookup(labels.STATUSES),
        "languages": requirement_facts.languages,
        "recipients": listed(recipients),
        "states": listed(states, ", "),
        "capability": lambda code: capabilities.get(code, code) if isinstance(code, str) else None,
        "ask": naming.translated,
        "recipient_kind": requirement_facts.codes(run, view)["recipient_kind"],
        **dict.fromkeys(labels.RULE, yes),
        **{name: listed(group) for name, group in told.items()},
        **dict.fromkeys(("need_iso3", "offer_iso3"), lambda code: states.get(code, code) if isinstance(code, str) else _("United Nations")),
    }  # fmt: skip


def yes(flag: Any) -> str:
    """Yes, no, or that it is not stated, which is neither."""
    return _("not stated") if pd.isna(flag) else _("yes") if flag else _("no")


def finding(partners: Partners) -> str:
    """How many needs could be met at once, as a sentence."""
    open_needs = partners.match[~partners.match["state"].isin(SERVED)]
    if partners.match.empty and partners.offers.empty:
        return _("No offer and no need is in these files, which is not that there are none")
    if open_needs["is_matched"].isna().any():
        return _("There are too many needs and offers to say how many could be met at once")
    n = len(open_needs)
    words = ngettext(
        "{met} of {n} need that stands could be met at once, by the offers that fit",
        "{met} of {n} needs that stand could be met at once, each by an offer that fits",
        n,
    )
    return words.format(met=formats.count(open_needs["is_matched"].sum()), n=formats.count(n))


def without_counterpart(balance: pd.DataFrame, named: Mapping[str, str]) -> list[str]:
    """Which areas are needed and offered by nobody, and which are offered and needed by nobody, as sentences; none where each has both."""
    lines = []
    for state, words in (
        ("no_offer", _("**Needed, and nobody offers**: {areas}.")),
        ("no_need", _("**Offered, and nobody needs**: {areas}.")),
    ):
        rows = balance[balance["state"] == state]
        column = "needed" if state == "no_offer" else "offered"
        parts = [f"{named[row.area]} ({formats.count(getattr(row, column))})" for row in rows.itertuples()]
        if parts:
            more = len(parts) - NAMED
            if more > 0:
                parts = [*parts[:NAMED], ngettext("{n} more area", "{n} more areas", more).format(n=more)]
            lines.append(words.format(areas=", ".join(parts)))
    return lines


def who(states: Mapping[str, str], iso3: Any) -> str:
    """Who needs something: a state, or the United Nations."""
    return states.get(iso3, iso3) if isinstance(iso3, str) else _("United Nations")


def what(need: Any, names: Names) -> str:
    """What is needed, in words. Row: partner_needs."""
    if need.origin == "guide":
        return _(need.ask)
    parts = [need.unit_id] if isinstance(need.unit_id, str) else []
    if isinstance(need.reason, str):
        parts += [kit_labels.name(labels.HELD, need.reason)]
    else:
        parts += [names["kind"](need.kind) or _("Any kind")]
    return colon().join(parts)


def offered(offer: Any, names: Names) -> str:
    """What is offered, in words. Row: partner_offers."""
    if offer.origin == "pledge":
        return str(offer.words)
    kind = names["kind"](offer.kind) or ""
    place = f", {offer.place}" if isinstance(offer.place, str) else ""
    return f"{kind}{place}"


def when(first: Any, last: Any) -> str:
    """From when until when, in words; a dash where neither is stated."""
    if pd.isna(first) and pd.isna(last):
        return formats.DASH
    if pd.isna(last):
        return _("from {day}").format(day=formats.day(first))
    if pd.isna(first):
        return _("until {day}").format(day=formats.day(last))
    return _("{first} to {last}").format(first=formats.day(first), last=formats.day(last))


def came_from(row: Any, names: Names) -> str:
    """Where an offer or a need came from: the kind of file, the file and its place, or the guide."""
    origin = names["origin"](row.origin) or ""
    if row.origin == "guide":
        return f"{origin}, {row.requirement_id}"
    at = errors.placed(row.found_at) if isinstance(row.found_at, str) else None
    place = ", ".join(part for part in (row.file_name, at) if isinstance(part, str))
    day = "" if pd.isna(row.told_on) else f" ({formats.day(row.told_on)})"
    return f"{origin}{day}{colon()}{place}" if place else f"{origin}{day}"


def reasons_in_words(pair: Any, names: Names) -> str:
    """What speaks for an offer and what against it. Row: partner_pairs."""
    said = _("For it: {reasons}.").format(reasons=names["reasons"](pair.reasons))
    if isinstance(pair.against, str):
        said += " " + _("Against it: {reasons}.").format(reasons=names["against"](pair.against))
    return said


def rule(offers: pd.DataFrame) -> pd.DataFrame:
    """The guide's rule on capacity building, tested on these offers: of each part how many say yes, no, or nothing. Frame: partner_offers."""
    rows = []
    for column in labels.RULE:
        told = offers[column].astype("boolean")
        rows.append([column, int(told.fillna(False).sum()), int((~told.fillna(True)).sum()), int(told.isna().sum())])
    return pd.DataFrame(rows, columns=["part", "yes_count", "no_count", "not_stated_count"])


def rule_finding(offers: pd.DataFrame) -> str:
    """How many offers say of all three parts of the rule that they hold, as a sentence."""
    n = len(offers)
    if not n:
        return _("No offer is in these files, so that the guide's rule finds nothing to test")
    full = offers[list(labels.RULE)].astype("boolean").fillna(False).all(axis=1).sum()
    words = ngettext(
        "{full} of {n} offer says all three: recipient named, in its own institution, self-sustaining",
        "{full} of {n} offers say all three: recipient named, in its own institution, self-sustaining",
        n,
    )
    return words.format(full=formats.count(full), n=formats.count(n))


def of_state(run: Run, view: View, iso3: str) -> list[str]:
    """What a state offers and needs, a line each, as far as this view may know: the open one tells what it announced."""
    return [line for lines in _told(run, view, iso3) for line, _count in lines]


def in_brief(run: Run, view: View, iso3: str) -> str:
    """The first of what a state offers and the first of what it needs, and how many more, as one paragraph; empty where files say nothing."""
    said = []
    for lines in filter(None, _told(run, view, iso3)):
        more = sum(count for _line, count in lines[1:])
        rest = ngettext("; and {n} more", "; and {n} more", more).format(n=formats.count(more)) if more else ""
        said.append(f"{lines[0][0].removesuffix('.')}{rest}.")
    return " ".join([f"{_('Partnership')}.", *said]) if said else ""


def _told(run: Run, view: View, iso3: str) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Lines of what a state offers and of what it needs, each with how many offers or needs it tells of."""
    names = codes(run, view)
    is_own = view.snapshot.state == iso3
    offers = run(OFFERS if is_own else query(view, OFFERS), view.snapshot, **dated(view))
    given = [
        (
            _("Offers: {what} ({areas})").format(
                what=offered(row, names), areas=names["areas"](row.areas) or _("area not stated")
            ),
            1,
        )
        for row in offers[offers["iso3"] == iso3].itertuples()
    ]
    needed = []
    if view.has_units:
        needs = run(NEEDS, view.snapshot, **dated(view))
        own = needs[needs["iso3"] == iso3]
        for (area, origin), rows in own.groupby(["areas", "origin"], sort=False):
            needed.append((_needs_line(rows, names["areas"](area) or "", origin, names), len(rows)))
    return given, needed


def _needs_line(rows: pd.DataFrame, area: str, origin: str, names: Names) -> str:
    """Needs of a state in one area from one kind of file, as a line."""
    first = what(next(rows.itertuples()), names)
    if len(rows) == 1:
        return _("Needs: {area}: {what}").format(area=area, what=first)
    held = dict.fromkeys(kit_labels.name(labels.HELD, code) if isinstance(code, str) else "" for code in rows["reason"])
    why = semicolon().join(filter(None, held))
    words = ngettext("Needs: {area}: {n} need", "Needs: {area}: {n} needs", len(rows)).format(area=area, n=len(rows))
    return f"{words} ({why})" if why else words


def ordered(match: pd.DataFrame) -> pd.DataFrame:
    """Needs as a person looks for them: by where they stand, then by when they are due. Frame: partner_match."""
    place = {code: at for at, code in enumerate(ORDER)}
    return (
        match.assign(order=match["state"].map(place))
        .sort_values(["order", "by_when"], kind="stable", na_position="last")
        .drop(columns="order")
    )


def states_of(frames: Iterable[pd.Series], names: Mapping[str, str]) -> dict[str, str]:
    """The states that any of these columns names, by code, in UN order."""
    there = {code for column in frames for code in column.dropna()}
    return {code: name for code, name in names.items() if code in there}
