# title: What partners could close
# list: The offers of partners that would fit a need that is supposed: of an area, of a kind, in a language, by a day, of a state, as far as each is said
# unit: one row per offer
# grain: one row per offer of the area, those that fit first, in UN order
# columns: offer_id = Offer; offer_iso3 = Who offers; fits = Fits; reasons = For it; against = Against it; areas = Areas
# params: area VARCHAR; as_of DATE = null; today DATE = null; kind VARCHAR = null; languages VARCHAR = null; by_when DATE = null; iso3 VARCHAR = null; introduced VARCHAR = null
# audience: restricted
# from: mart.partner_offer, mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.capability, mart.pledge_requirement, mart.requirement, mart.partner_ask, mart.partner_capability, mart.country, meta.file, mart.partner_kind
# note: an offer stands beside a need where it holds each area that the need names, and is of another state; it fits where nothing speaks against it: kind (the need is of a kind that it does not serve), through (another channel), language (none in common), time (it ends before the need begins or begins after the need is due), region and other_recipient (it is meant for others), not_read (a cell that decides was not read), already_served, no_room (it serves as many as it says already), fell_through; what neither side states speaks neither for nor against; several languages stand with ; between, any one of them does; introduced is what people noted, as need>offer>status with ; between (introduced, agreed, under_way, done, fell_through): it stands in their record, in no database
"""Offers that fit a need that nobody has told of: what a scenario asks."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import partnering


def answer(
    run: Callable[..., pd.DataFrame],
    area: str,
    as_of: dt.date | None,
    today: dt.date | None,
    kind: str | None,
    languages: str | None,
    by_when: dt.date | None,
    iso3: str | None,
    introduced: str | None,
) -> pd.DataFrame:
    """One row per offer of the area, those that fit first."""
    offers = run("partner_offers", as_of=as_of, today=today)
    need = {
        "need_id": "supposed",
        "iso3": iso3,
        "kind": kind,
        "areas": area,
        "languages": languages,
        "by_when": by_when,
    }
    blank = dict.fromkeys(("origin", "unit_id", "from_day", "through", "not_read"))
    told = partnering.noted(introduced)
    beside = partnering.pairs(pd.DataFrame([need | blank]), offers, run("partner_kinds"), run("countries"), told)
    columns = ["offer_id", "offer_iso3", "fits", "reasons", "against", "areas"]
    return beside.sort_values("fits", ascending=False, kind="stable")[columns].reset_index(drop=True)
