# title: Units of the kind that a line of a mission model asks for
# metric: The units of a line's capability that neither serve nor are selected for a mission, with whether each may serve the line in time and, if not, what it lacks: language, equipment, days, share of women, another mission, that its group is left out, or that it cannot be had
# unit: one row per unit
# grain: one row per unit of the line's capability, eligible and available ones first, then in UN order
# columns: unit_id = Unit; iso3 = Code; country_name = Member State; regional_group = UN regional group; level = Level; ready_days = Ready within
#   days; strength_count = People in the unit [count]; women_count = Women [count]; languages = Languages; equipment = Equipment; mission_specific = Pledged for; why_not = Not
#   available because; is_eligible = Is eligible; lacks = Lacks; export_on = Export of [day]; file_name = File; place = Place
# params: model VARCHAR; line VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country
# note: eligible is no selection, which is the Secretariat's judgement, and the order says nothing of one; what is not reported does not meet; what stands in a cell that could not be read is not verified; one unit may be eligible for several lines; without_group: units of that regional group lack the condition that the planner sets
"""The units that a line of a mission model could have, and what each lacks."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from queries.shared import eligible, modelled

SHOWN = [
    "unit_id", "iso3", "country_name", "regional_group", "level", "ready_days", "strength_count", "women_count", "languages", "equipment",
    "mission_specific", "why_not", "is_eligible", "lacks", "export_on", "file_name", "place",
]  # fmt: skip


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    line: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
) -> pd.DataFrame:
    """Units of roster_units of the line's capability with is_eligible and lacks; empty for an unknown line."""
    asked = run("scenario_lines", model=model, scale=scale, languages=languages, as_of=as_of)
    lines = modelled.as_lines(asked[asked["line"] == line])
    units = run(
        "roster_units", as_of=as_of, today=today, capability=None if lines.empty else lines["capability"].iloc[0]
    )
    if lines.empty:
        return units.iloc[:0].assign(is_eligible=pd.Series(dtype=bool), lacks=pd.Series(dtype=object))[SHOWN]
    one = next(lines.itertuples(index=False))
    units = units[(units["capability"] == one.capability) & ~units["status"].isin(("selected", "deployed"))]
    met, lacks = eligible.lacking(one, units)
    is_out = (units["regional_group"] == without_group).to_numpy(dtype=bool)
    lacks = [
        ";".join(filter(None, (text, "host_group"))) if out else text for text, out in zip(lacks, is_out, strict=True)
    ]
    fits = units.index.isin(eligible.free(units).index) & np.logical_and.reduce(list(met.values())) & ~is_out
    listed = units.assign(is_eligible=fits, lacks=lacks)
    order = pd.DataFrame({"fits": ~fits, "ready": ~listed["is_available"].astype(bool)}, listed.index)
    return listed.loc[order.sort_values(["fits", "ready"], kind="stable").index].reset_index(drop=True)[SHOWN]
