# title: From which regional groups a mission model could be served
# metric: Of each UN regional group: how many available units fit at least one line of the model in time, from how many states, how many of its places the group alone could fill, and how many nobody else could: what is filled by all, less what is filled without the group
# unit: units; states
# grain: one row per UN regional group, and one of states in no group where they have such units
# columns: regional_group = UN regional group; eligible_count = Eligible and available [count]; state_count = Member States [count]; alone_count = Places that it
#   alone could fill [count]; only_count = Places that nobody else could fill [count]
# params: model VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country
# note: units count under the state that gives their personnel, today's slot of a rotation; places that groups could fill are never added, for several could fill the same; nothing here proposes whom to choose; without_group leaves units of one regional group out of the model; counts are empty where lines and units are too many for the matching
"""A mission model by UN regional group of the units that fit it."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import matching, modelled

GROUPS = ("african_group", "asia_pacific_group", "eastern_european_group", "grulac", "weog")
COUNTS = ("eligible_count", "state_count", "alone_count", "only_count")


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
) -> pd.DataFrame:
    """One row per group; none without an export."""
    rows = []
    if modelled.is_reported(run("roster_export", as_of=as_of)):
        asked = run("scenario_lines", model=model, scale=scale, languages=languages, as_of=as_of)
        told = list(modelled.kinds(asked, run("roster_units", as_of=as_of, today=today), without_group))
        fit = [kind.units[kind.ready.any(axis=0)] for kind in told]
        there = {group for units in fit for group in units["regional_group"]}
        for group in [*GROUPS, *sorted(there - set(GROUPS))]:
            mine = [units[units["regional_group"] == group] for units in fit]
            row = {"regional_group": group, "eligible_count": sum(len(units) for units in mine)}
            row["state_count"] = len({state for units in mine for state in units["iso3"]})
            rows.append(row | _filled(told, group))
    return pd.DataFrame(rows, columns=["regional_group", *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))


def _filled(told: list[modelled.Kind], group: str) -> dict[str, int]:
    """What a group alone fills, and what nobody else fills; nothing where it is too large to be matched."""
    alone, only = 0, 0
    try:
        for kind in told:
            own = (kind.units["regional_group"] == group).to_numpy(dtype=bool)
            alone += modelled.without(kind, ~own)
            only += sum(modelled.served(kind.needed, kind.ready)) - modelled.without(kind, own)
    except matching.TooLarge:
        return {}
    return {"alone_count": alone, "only_count": only}
