# title: Needs beside offers, of what is open
# list: Each need beside each offer of its areas, with what speaks for it and what against; by pledges announced in public and asks of the guide alone: other offers and needs are not in it, which is not that there are none
# unit: one row per pair
# grain: one row per need and offer of its areas by another state, in the order of the needs
# columns: need_id = Need; offer_id = Offer; need_iso3 = Who needs; offer_iso3 = Who offers; areas = Areas; fits = Fits; reasons = For it; against = Against
#   it; status = Noted
# params: as_of DATE = null; today DATE = null; introduced VARCHAR = null
# audience: open
# from: mart.partner_ask, mart.requirement, mart.country, mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.capability, mart.pledge_requirement, mart.partner_capability, mart.partner_kind
# note: an offer stands beside a need where it holds each area that the need names, and is of another state; it fits where nothing speaks against it: kind (the need is of a kind that it does not serve), through (another channel), language (none in common), time (it ends before the need begins or begins after the need is due), region and other_recipient (it is meant for others), not_read (a cell that decides was not read), already_served, no_room (it serves as many as it says already), fell_through; what neither side states speaks neither for nor against; introduced is what people noted, as need>offer>status with ; between (introduced, agreed, under_way, done, fell_through): it stands in their record, in no database
"""Needs beside offers, with reasons."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import partnering


def answer(
    run: Callable[..., pd.DataFrame], as_of: dt.date | None, today: dt.date | None, introduced: str | None
) -> pd.DataFrame:
    """One row per need and offer of its areas."""
    needs, offers = (
        run("partner_asks", as_of=as_of, today=today),
        run("partner_offers_announced", as_of=as_of, today=today),
    )
    told = partnering.noted(introduced)
    return partnering.pairs(needs, offers, run("partner_kinds"), run("countries"), told)
