"""Needs and offers of partners brought together, once for every query that asks: which offer could meet which need, what speaks for it and what against.

An offer stands beside a need where it holds each area that the need names, and is not of the same state. It fits where nothing speaks against it:
another kind or channel than is needed, no common language, a time that is over or begins too late, another recipient or region, no room left, a cell
that could not be read. What neither side states speaks neither for nor against. An offer serves as many needs as it says.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from queries.headers import QueryError
from queries.shared import matching

SERVING = ("agreed", "under_way", "done")  # words of a person by which an offer serves a need
STATUSES = ("introduced", *SERVING, "fell_through")
UNREAD = {
    "kind",
    "through",
    "languages",
    "from_day",
    "to_day",
    "by_when",
    "recipients",
    "unit_count",
}  # cells that decide
PAIR = ["need_id", "offer_id", "need_iso3", "offer_iso3", "areas", "fits", "reasons", "against", "status"]
MATCH = ["need_id", "iso3", "area", "offers", "state", "is_matched", "beside_count", "origin", "unit_id", "by_when"]
BALANCE = ["area", "offered", "needed", "matched", "state", "room_count", "served_count", "done_count"]


@dataclass(frozen=True)
class Noted:
    """What people noted of introductions: the status of each pair of a need and an offer."""

    of_pair: dict[tuple[str, str], str]

    @property
    def taken(self) -> Counter:
        """How many needs each offer serves already."""
        return Counter(offer for (_need, offer), status in self.of_pair.items() if status in SERVING)

    def of_need(self, need: str) -> str:
        """How far a need has come by the word of a person, by whichever offer; empty where nobody introduced anybody, or all fell through."""
        own = [status for (one, _offer), status in self.of_pair.items() if one == need and status != "fell_through"]
        return max(own, key=STATUSES.index, default="")

    def server(self, need: str) -> set[str]:
        """The offers that serve a need."""
        return {offer for (one, offer), status in self.of_pair.items() if one == need and status in SERVING}


def noted(introduced: str | None) -> Noted:
    """`need>offer>status` with ; between, as the record of introductions writes it; QueryError where a part is not so: a pair left out would look free."""
    told = [part.split(">") for part in (introduced or "").split(";") if part]
    wrong = [part for part in told if len(part) != 3 or part[2] not in STATUSES]
    if wrong:
        raise QueryError(f"{'>'.join(wrong[0])!r} is not need>offer>status, of {', '.join(STATUSES)}")
    return Noted({(need, offer): status for need, offer, status in told})


def pairs(
    needs: pd.DataFrame, offers: pd.DataFrame, kinds: pd.DataFrame, states: pd.DataFrame, spoken: Noted
) -> pd.DataFrame:
    """Each need beside each offer of its areas by another state: PAIR, with codes of what speaks for it and against, ; between.

    Frames: partner_needs and partner_offers, or what is open of both; partner_kinds; countries.
    """
    serves = {row.kind: codes(row.serves) for row in kinds.itertuples()}
    groups = {row.iso3: codes(row.regional_group) | codes(row.regional_group_second) for row in states.itertuples()}
    needs, offers = _with_days(needs, "from_day", "by_when"), _with_days(offers, "from_day", "to_day")
    by_area: dict[str, list[Any]] = {}
    for offer in offers.itertuples(index=False):
        for area in codes(offer.areas):
            by_area.setdefault(area, []).append(offer)
    taken = spoken.taken
    rows = []
    for need in needs.itertuples(index=False):
        areas = codes(need.areas)
        beside = by_area.get(min(areas), []) if areas else []
        servers, standing = spoken.server(need.need_id), spoken.of_need(need.need_id)
        for offer in beside:
            if not areas <= codes(offer.areas) or offer.iso3 == need.iso3:
                continue
            reasons, against = _judged(need, offer, serves, groups)
            status = spoken.of_pair.get((need.need_id, offer.offer_id), "")
            if servers - {offer.offer_id} and standing in SERVING:
                against.append("already_served")
            if taken[offer.offer_id] >= offer.unit_count and offer.offer_id not in servers:
                against.append("no_room")
            if status == "fell_through":
                against.append("fell_through")
            rows.append(
                [
                    need.need_id,
                    offer.offer_id,
                    need.iso3,
                    offer.iso3,
                    need.areas,
                    not against,
                    ";".join(reasons),
                    ";".join(against) or None,
                    status or None,
                ]
            )
    return pd.DataFrame(rows, columns=PAIR).astype({"fits": bool})


def _with_days(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A frame whose columns of days are days, also where all of them are blank."""
    return frame.assign(**{column: pd.to_datetime(frame[column]) for column in columns})


def _judged(
    need: Any, offer: Any, serves: dict[str, set[str]], groups: dict[str, set[str]]
) -> tuple[list[str], list[str]]:
    """What speaks for an offer and what against it, by what both state."""
    reasons: list[str] = ["area"]
    against: list[str] = []
    if is_told(need.kind) and is_told(offer.kind):
        (reasons if need.kind in serves.get(offer.kind, ()) else against).append("kind")
    if is_told(need.through) and is_told(offer.through):
        (reasons if need.through == offer.through else against).append("through")
    if codes(need.languages) and codes(offer.languages):
        (reasons if codes(need.languages) & codes(offer.languages) else against).append("language")
    first, last, begins, ends = offer.from_day, offer.to_day, need.from_day, need.by_when
    if first > ends or last < begins:  # a day that is missing is neither
        against.append("time")
    elif not pd.isna(ends) and not pd.isna(first) or not pd.isna(begins) and not pd.isna(last):
        reasons.append("time")
    named = codes(offer.recipients) - {"any"}
    own = groups.get(need.iso3, set()) if is_told(need.iso3) else set()
    if named and max(map(len, named)) == 3:
        (reasons if need.iso3 in named else against).append("recipient" if need.iso3 in named else "other_recipient")
    elif named:
        (reasons if named & own else against).append("region")
    elif own & groups.get(offer.iso3, set()):
        reasons.append("neighbour")
    if (codes(need.not_read) | codes(offer.not_read)) & UNREAD:
        against.append("not_read")
    return reasons, against


def match(needs: pd.DataFrame, offers: pd.DataFrame, beside: pd.DataFrame, spoken: Noted) -> pd.DataFrame:
    """Where each need stands: MATCH, in the order of `needs`; `offers` counts those that fit. Frames: as of `pairs`, and its answer.

    state: what a person noted (introduced, agreed, under_way, done), else could_be_met (with all others at once), contested (offers fit, and meet others
    first), against (something speaks against each offer of its areas), none (no offer of its areas), not_computed (too many to match).
    """
    fitting = beside[beside["fits"]]
    counts, near = fitting["need_id"].value_counts(), beside["need_id"].value_counts()
    standing = {need: spoken.of_need(need) for need in needs["need_id"]}
    waiting = needs[~needs["need_id"].map(standing).isin(SERVING)]
    served = at_once(waiting, offers, fitting, spoken)
    rows = []
    for need in needs.itertuples(index=False):
        fit, told = int(counts.get(need.need_id, 0)), standing[need.need_id]
        if not told:
            told = "none" if need.need_id not in near else "against" if not fit else "contested"
            if fit:
                told = "not_computed" if served is None else "could_be_met" if need.need_id in served else told
        is_matched = None if served is None else need.need_id in served
        rows.append(
            [
                need.need_id,
                need.iso3,
                need.areas,
                fit,
                told,
                is_matched,
                int(near.get(need.need_id, 0)),
                need.origin,
                need.unit_id,
                need.by_when,
            ]
        )
    return pd.DataFrame(rows, columns=MATCH).astype(
        {"offers": "int64", "is_matched": "boolean", "beside_count": "int64"}
    )


def at_once(needs: pd.DataFrame, offers: pd.DataFrame, fitting: pd.DataFrame, spoken: Noted) -> set[str] | None:
    """The needs of a largest set that can be met at once, each by one offer that fits, an offer as many as it has room for; None where they are too many.

    Those that are due first come first, then in order of their ids. Needs that the same offers fit are one line of the matching.
    """
    alike: dict[tuple[str, ...], list[str]] = {}
    by_need = fitting.groupby("need_id")["offer_id"].agg(lambda ids: tuple(sorted(ids))).to_dict()
    due = needs.assign(by_when=pd.to_datetime(needs["by_when"])).sort_values(
        ["by_when", "need_id"], na_position="last", kind="stable"
    )
    for need in due["need_id"]:
        if need in by_need:
            alike.setdefault(by_need[need], []).append(need)
    lines = {ids: place for place, ids in enumerate(alike)}
    by_offer: dict[str, list[int]] = {}
    for ids, place in lines.items():
        for offer in ids:
            by_offer.setdefault(offer, []).append(place)
    units: list[tuple[bool, tuple[int, ...]]] = []
    for row in offers.itertuples(index=False):
        room = min(int(row.unit_count) - spoken.taken[row.offer_id], len(needs))
        units += [(True, tuple(by_offer.get(row.offer_id, ())))] * max(room, 0)
    try:
        given = matching.match([len(own) for own in alike.values()], units)
    except matching.TooLarge:
        return None
    return {need for (number, _other), own in zip(given, alike.values(), strict=True) for need in own[:number]}


def balance(
    needs: pd.DataFrame, offers: pd.DataFrame, stands: pd.DataFrame, areas: pd.DataFrame, spoken: Noted
) -> pd.DataFrame:
    """Each area that anything is of: BALANCE; first those with no counterpart on either side. Frames: as of `pairs`, its match, partner_areas.

    offered counts offers and needed the needs that are not done; matched are needs not served yet that could be met at once; an offer or a need of several areas counts in each.
    """
    rows = []
    for place, area in enumerate(areas["area"]):
        own = stands[_of_area(stands["area"], area)]
        there = offers[_of_area(offers["areas"], area)]
        needed = int((own["state"] != "done").sum())
        if not len(there) and not len(own):
            continue
        lacking = own["is_matched"].isna().any()
        matched = None if lacking else int(own["is_matched"].sum())
        state = "both" if needed and len(there) else "no_offer" if needed else "no_need"
        room = sum(max(0, int(row.unit_count) - spoken.taken[row.offer_id]) for row in there.itertuples())
        served = int(own["state"].isin(("agreed", "under_way")).sum())
        row = [area, len(there), needed, matched, state, room, served, int((own["state"] == "done").sum())]
        rows.append(((state == "both", state == "no_need", (matched or 0) - needed, place), row))
    frame = pd.DataFrame([row for _order, row in sorted(rows, key=lambda one: one[0])], columns=BALANCE)
    return frame.astype(
        dict.fromkeys(("offered", "needed", "room_count", "served_count", "done_count"), "int64") | {"matched": "Int64"}
    )


def _of_area(told: pd.Series, area: str) -> pd.Series:
    """Which rows are of an area, by the areas that each names."""
    return pd.Series([area in codes(one) for one in told], index=told.index, dtype=bool)


def codes(text: object) -> set[str]:
    """The codes of a list with semicolons between them; none for a blank."""
    return {part for part in text.split(";") if part} if isinstance(text, str) else set()


def is_told(text: object) -> bool:
    """Whether a cell says anything."""
    return isinstance(text, str) and bool(text)
