# title: Areas by offers and needs
# metric: In each area, how many offers and how many needs there are, and how many of the needs could be met at once; by sheets, pledges confirmed, rosters, returns and the guide
# unit: offers; needs
# grain: one row per area that an offer or a need is of: first those that are needed and nobody offers, then those that are offered and nobody needs, then by how many needs stay
# columns: area = Area; offered = Offers [count]; needed = Needs [count]; matched = Could be met at once [count]; state = State; room_count = Needs that the offers
#   have room for [count]; served_count = Agreed or under way [count]; done_count = Done [count]
# params: as_of DATE = null; today DATE = null; introduced VARCHAR = null
# audience: restricted
# from: mart.partner_need, mart.roster_unit, mart.roster_slot, mart.readiness_level, mart.renewal_rule, mart.mission_line, mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement, mart.partner_ask, mart.partner_capability, mart.country, meta.file, mart.partner_offer, mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.capability, mart.pledge_requirement, mart.partner_kind, mart.partner_area
# note: needs that are done are not counted as needed; an offer or a need of several areas counts in each, so that areas do not sum; offers without an area are in none; state: no_offer, no_need, both; introduced is what people noted, as need>offer>status with ; between (introduced, agreed, under_way, done, fell_through): it stands in their record, in no database
"""Areas by what is offered and needed."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import partnering


def answer(
    run: Callable[..., pd.DataFrame], as_of: dt.date | None, today: dt.date | None, introduced: str | None
) -> pd.DataFrame:
    """One row per area."""
    needs, offers = run("partner_needs", as_of=as_of, today=today), run("partner_offers", as_of=as_of, today=today)
    asked = {"as_of": as_of, "today": today, "introduced": introduced}
    stands = run("partner_match", **asked)
    return partnering.balance(needs, offers, stands, run("partner_areas"), partnering.noted(introduced))
