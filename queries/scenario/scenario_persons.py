# title: Who stands in lists as a person that a mission could ask for
# list: Persons whom states name, each state and kind by the first of these that speaks of it: nominees of lists of officers, individuals registered in the PCRS, the UNPOL Command Cadre (as individual police officers), the Senior Women Talent Pipeline (as senior leaders). Those selected, deployed or withdrawn are left out
# unit: people
# grain: one row per row of a list, in UN order
# columns: list = List; iso3 = Code; country_name = Member State; regional_group = UN regional group; capability = Capability; profile = Profile of officers; languages =
#   Languages; available_from = Available from [day]; available_to = Available until [day]; person_count = Persons [count]; women_count = Women [count]; listed_on = List of [day]
# params: today DATE = null; as_of DATE = null; capability VARCHAR = null
# audience: restricted
# from: mart.officer_post, mart.country, mart.capability, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level
# note: one person may stand in two lists and nothing tells them apart: so lists of one state and kind are never added; individuals of the PCRS are Registered, which has no level and no clock: they count where they are not stale, their condition met or none, and not pledged for a named mission; a row whose number of persons is not reported is left out; who holds a post today is no candidate; as_of leaves out lists and exports after that day
"""Persons of every list that says who could come, none of them twice."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import persons


def answer(
    run: Callable[..., pd.DataFrame], today: dt.date | None, as_of: dt.date | None, capability: str | None
) -> pd.DataFrame:
    """Rows of scenario_nominees and of individuals of roster_units."""
    listed = run("scenario_nominees", as_of=as_of)
    kinds = run("capabilities").query("counted_in == 'persons'")["capability"]
    registered = persons.registered(run("roster_units", as_of=as_of, today=today), set(kinds))
    told = persons.first_of(pd.concat([listed, registered], ignore_index=True) if len(registered) else listed)
    if capability is not None:
        told = told[told["capability"] == capability]
    return told.astype(dict.fromkeys(("person_count", "women_count"), "Int64")).reset_index(drop=True)
