# title: What a mission model takes, by capability
# metric: Of each capability that the model asks for in units: how many are available, how many of its places they fill in time, how many of them without taking any from today's lines of missions, how many today's lines lose at least, how many units at the Rapid Deployment Level are available and how many of them it takes at least: what is filled in time, less what units of other levels alone could fill
# unit: units
# grain: one row per capability of the model that has levels, by capability
# columns: capability = Capability; capability_name = Capability, in words; required = Required [count]; available_count = Available [count]; matched_count =
#   Matched [count]; spare_count = Without taking any from today's lines [count]; lost_count = Lost to today's lines [count]; rdl_count = Available at
#   the Rapid Deployment Level [count]; rdl_taken_count = Of them taken [count]
# params: model VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.mission_line, mart.requirement_line
# note: available is as everywhere, on today, the start, and whatever mission the unit is pledged for; without_group leaves units of one regional group out of the model, but not out of today's lines; at least: whichever of the largest matchings is taken; counts are empty where lines and units are too many for the matching
"""What a mission model takes from today's lines and from the Rapid Deployment Level, by capability."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import matching, modelled

COUNTS = ("required", "available_count", "matched_count", "spare_count", "lost_count", "rdl_count", "rdl_taken_count")


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
) -> pd.DataFrame:
    """One row per capability; none without an export."""
    rows = []
    if modelled.is_reported(run("roster_export", as_of=as_of)):
        asked = run("scenario_lines", model=model, scale=scale, languages=languages, as_of=as_of)
        demand = run("demand_lines", as_of=as_of, today=today)
        for kind in modelled.kinds(asked, run("roster_units", as_of=as_of, today=today), without_group):
            is_rdl = (kind.units["level"] == "rdl").to_numpy(dtype=bool)
            row = {"capability": kind.capability, "capability_name": kind.lines["capability_name"].iloc[0]}
            row |= {
                "required": sum(kind.needed),
                "available_count": (kind.is_ready & kind.is_in).sum(),
                "rdl_count": (is_rdl & kind.is_ready & kind.is_in).sum(),
            }
            rows.append(row | _taken(kind, demand, is_rdl))
    columns = ["capability", "capability_name", *COUNTS]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(COUNTS, "Int64"))


def _taken(kind: modelled.Kind, demand: pd.DataFrame, is_rdl) -> dict[str, int]:
    """What is filled and what that takes; nothing where it is too large to be matched."""
    _lines, lacking, may = modelled.todays(demand, kind)
    own, others = (kind.needed, kind.ready), (lacking, may)
    try:
        filled, before = sum(modelled.served(*own)), sum(modelled.served(*others))
        left, spare = sum(modelled.after(own, others)), sum(modelled.after(others, own))
        taken = filled - modelled.without(kind, is_rdl)
    except matching.TooLarge:
        return {}
    return {"matched_count": filled, "spare_count": spare, "lost_count": before - left, "rdl_taken_count": taken}
