# title: Units of the kind that a line of mission requirements asks for
# metric: The units of a line's capability, with whether each may serve it and, if not, what it lacks: language, equipment, days, share of women, another mission, or that it cannot be had
# unit: one row per unit
# grain: one row per unit of the line's capability that serves no other line, eligible and available ones first, then in UN order
# columns: unit_id = Unit; iso3 = Code; country_name = Member State; regional_group = UN regional group; capability = Capability; capability_name = Capability,
#   in words; component = Component; strength_count = People in the unit [count]; women_count = Women [count]; level = Level; status = Status; renewal =
#   Renewal; why_not = Not available because; is_available = Is available; bottleneck = Waits for; ready_days = Ready within days; renew_by = Renewal
#   holds until [day]; visit_date = Visit [day]; visit_result = Result of the visit; has_load_list = Accurate load list; available_from = Available from
#   [day]; available_to = Available until [day]; condition = Condition; condition_state = State of the condition; is_smart = Rotation of slots; languages
#   = Languages; equipment = Equipment; mission_specific = Pledged for; deployed_mission = Mission served; requirement_line = Line served; date_accepted =
#   Accepted [day]; last_renewed = Renewed [day]; ministerial_pledge_id = Pledge of the ledger; load_list = Load list; invited_on = Invited
#   [day]; invitation_accepted_on = Invitation accepted [day]; ready_by = Ready by [day]; visit_planned_on = Visit planned [day]; predeployment_visit_on =
#   Pre-deployment visit [day]; mou_state = MOU; arrives_on = Arrives [day]; caveats = Caveats; not_read = Cells not read; export_on = Export of [day]; file_name = File; place =
#   Place; is_serving = Serves the line; is_eligible = Is eligible; lacks = Lacks
# params: line VARCHAR; as_of DATE = null; edition DATE = null; today DATE = null; relax VARCHAR in (language, equipment, days) = null
# audience: restricted
# from: mart.mission_line, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.capability, meta.file
# note: eligible is no selection, which is the Secretariat's judgement, and the order says nothing of one; what is not reported does not meet; what stands in a cell that could not be read is not verified, neither met nor lacking; a unit at Level 1, Registered, or whose level is not known has no days, and days are not held against it; one unit may be eligible for several lines; relax supposes that the line does not ask for one condition
"""The units that a line of mission requirements could have, and what each lacks."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from queries.shared import eligible, matched


def answer(
    run: Callable[..., pd.DataFrame],
    line: str,
    as_of: dt.date | None,
    edition: dt.date | None,
    today: dt.date | None,
    relax: str | None,
) -> pd.DataFrame:
    """Units of roster_units of the line's capability with is_serving, is_eligible and lacks; empty for an unknown line."""
    lines = matched.relaxed(run("mission_lines", as_of=as_of, edition=edition), relax)
    asked = lines[lines["line"] == line]
    units = run(
        "roster_units", as_of=as_of, today=today, capability=None if asked.empty else asked["capability"].iloc[0]
    )
    if asked.empty:
        none, text = pd.Series(dtype=bool), pd.Series(dtype=object)
        return units.iloc[:0].assign(is_serving=none, is_eligible=none, lacks=text)
    one = next(asked.itertuples(index=False))
    units = units[units["capability"] == one.capability]
    taken = units["status"].isin(("selected", "deployed")).to_numpy()
    serving = taken & (units["requirement_line"] == line).to_numpy()
    units, serving = units[~taken | serving], serving[~taken | serving]
    met, lacks = eligible.lacking(one, units)
    able = units.index.isin(eligible.free(units).index)
    fits = able & ~serving & np.logical_and.reduce(list(met.values()))
    listed = units.assign(is_serving=serving, is_eligible=fits, lacks=lacks)
    order = pd.DataFrame(
        {"serving": ~serving, "fits": ~fits, "ready": ~listed["is_available"].astype(bool)}, listed.index
    )
    return listed.loc[order.sort_values(list(order), kind="stable").index].reset_index(drop=True)
