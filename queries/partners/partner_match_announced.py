# title: Needs and the offers that could meet them, of what is open
# metric: For each need, how many offers fit it and whether it could be met together with all others at once: a largest set of needs, each by one offer, an offer as many as it says, those due first served first; by pledges announced in public and asks of the guide alone: other offers and needs are not in it, which is not that there are none
# unit: needs; offers
# grain: one row per need, in UN order; the needs of the United Nations, which have no state, last
# columns: need_id = Need; iso3 = Code; area = Area; offers = Offers that fit [count]; state = State; is_matched = Could be met at once; beside_count = Offers of its
#   area [count]; origin = Where it came from; unit_id = Unit; by_when = By when [day]
# params: as_of DATE = null; today DATE = null; introduced VARCHAR = null
# audience: open
# from: mart.partner_ask, mart.requirement, mart.country, mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.capability, mart.pledge_requirement, mart.partner_capability, mart.partner_kind
# note: an offer stands beside a need where it holds each area that the need names, and is of another state; it fits where nothing speaks against it: kind (the need is of a kind that it does not serve), through (another channel), language (none in common), time (it ends before the need begins or begins after the need is due), region and other_recipient (it is meant for others), not_read (a cell that decides was not read), already_served, no_room (it serves as many as it says already), fell_through; what neither side states speaks neither for nor against; state: what a person noted (introduced, agreed, under_way, done), else could_be_met, contested (offers fit and meet others first), against (something speaks against each offer of its areas), none (no offer of its areas), not_computed (too many needs and offers to say which can be met together; which offers fit is still said); introduced is what people noted, as need>offer>status with ; between (introduced, agreed, under_way, done, fell_through): it stands in their record, in no database; nothing here decides: it says whom a person could bring together
"""Needs with the offers that fit, and how many could be met at once."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import partnering


def answer(
    run: Callable[..., pd.DataFrame], as_of: dt.date | None, today: dt.date | None, introduced: str | None
) -> pd.DataFrame:
    """One row per need: how many offers fit, and where it stands."""
    needs, offers = (
        run("partner_asks", as_of=as_of, today=today),
        run("partner_offers_announced", as_of=as_of, today=today),
    )
    asked = {"as_of": as_of, "today": today, "introduced": introduced}
    return partnering.match(needs, offers, run("partner_pairs_announced", **asked), partnering.noted(introduced))
