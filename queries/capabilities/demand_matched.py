# title: What is asked of units, and what is matched to it
# metric: Each line of mission requirements, and what the requirements file asks for beyond the lines, with how many units serve it or can be matched to it when one unit serves one line at a time, and where it stands, as Mission requirements judges it; also where units, states or missions drop out, or where lines do not ask for one condition
# unit: units
# grain: one row per line of mission requirements, and per capability and mission of the requirements file
# columns: line = Line; mission = Mission; capability = Capability; is_in_units = Counted in units; state = State; reason = Reason; quantity = Required
#   [count]; outstanding = Outstanding [count]; matched = Matched [count]; eligible_count = Eligible units [count]; serving_count = Selected or deployed
#   for it [count]; assessed_count = Available and matched [count]; not_assessed_count = Matched by others [count]; eligible_available_count = Eligible and
#   available [count]; looked_at_count = Units looked at for the reason [count]; kept_count = Of them kept by the reason [count]
# params: as_of DATE = null; edition DATE = null; today DATE = null; relax VARCHAR in (language, equipment, days) = null; relax_line VARCHAR = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
# audience: restricted
# from: mart.mission_line, mart.requirement_line, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.capability, meta.file, mart.country
# note: a row of the file has no line; relax leaves out one condition, of relax_line alone or of every line; a unit taken out neither serves a line nor can be matched, also where it is selected or deployed; a mission taken out asks for nothing, and its rows are left out: what is deployed there is not free by that; the reason is looked for among the units pledged for the mission or for none that could be had, the available ones where something is matched; codes of what is taken out stand with ; between them; nothing is a selection, which is the Secretariat's judgement
"""Demand matched to supply, as it is or as somebody supposes: what Mission requirements and what a withdrawal changes rest on."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import matched


def answer(
    run: Callable[..., pd.DataFrame],
    as_of: dt.date | None,
    edition: dt.date | None,
    today: dt.date | None,
    relax: str | None,
    relax_line: str | None,
    without_units: str | None,
    without_states: str | None,
    without_missions: str | None,
) -> pd.DataFrame:
    """Rows of demand_lines as `matched.lines` judges them."""
    gone = {"without_units": without_units, "without_states": without_states, "without_missions": without_missions}
    demand = run("demand_lines", as_of=as_of, edition=edition, today=today, **gone)
    demand = demand[~demand["mission"].isin((without_missions or "").split(";"))]
    units = run("roster_units", as_of=as_of, today=today, **gone)
    return matched.lines(matched.relaxed(demand, relax, relax_line), units, run("roster_export", as_of=as_of))
