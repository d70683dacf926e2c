# title: What a mission model takes from today's lines of missions
# metric: Each line of mission requirements of a capability that the model asks for, with how many available units can be matched to it today, and how many are left where the model's lines are served first. What is lost in all of a capability is the least that it can be: the largest matching of both, in which the model has all that it can have
# unit: units
# grain: one row per line of mission requirements of the model's capabilities, by capability and line
# columns: line = Line; mission = Mission; capability = Capability; required = Required [count]; serving_count = Selected or deployed for it [count];
#   matched_count = Available and matched [count]; left_count = Matched after the model [count]; lost_count = Lost [count]
# params: model VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.mission_line, mart.requirement_line
# note: units selected or deployed for a line are not touched; which of two lines of one capability loses is a matter of their order, the later one first, and no choice that anybody made; without_group leaves units of one regional group out of the model; counts are empty where lines and units are too many for the matching
"""Today's lines of missions before and after a mission model is served."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import matching, modelled

COUNTS = ("required", "serving_count", "matched_count", "left_count", "lost_count")


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
) -> pd.DataFrame:
    """Lines of demand_lines of the model's capabilities, each before and after; none without an export."""
    rows = []
    if modelled.is_reported(run("roster_export", as_of=as_of)):
        asked = run("scenario_lines", model=model, scale=scale, languages=languages, as_of=as_of)
        demand = run("demand_lines", as_of=as_of, today=today)
        for kind in modelled.kinds(asked, run("roster_units", as_of=as_of, today=today), without_group):
            lines, lacking, may = modelled.todays(demand, kind)
            told = lines[["line", "mission", "capability", "serving_count"]].assign(required=lines["quantity"])
            try:
                before = modelled.served(lacking, may)
                left = modelled.after((kind.needed, kind.ready), (lacking, may))
            except matching.TooLarge:
                rows.append(told)
                continue
            lost = [was - now for was, now in zip(before, left, strict=True)]
            rows.append(told.assign(matched_count=before, left_count=left, lost_count=lost))
    columns = ["line", "mission", "capability", *COUNTS]
    rows = [row for row in rows if len(row)]
    told = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)
    return told.reindex(columns=columns).astype(dict.fromkeys(COUNTS, "Int64"))
