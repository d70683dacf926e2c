# title: What a roster says of the states to call
# metric: For each Member State with units in the latest export: how many there are at each level, how many are stale, and how many are candidates for the Rapid Deployment Level (Level 2 or Level 3). Reasons: level_1_only where units are at Level 1, none is above it, and the level of each is known; stale where one needs renewal; candidate where there is one
# unit: units
# grain: one row per state with units in the export, in UN order
# columns: iso3 = Code; reasons = Why; unit_count = Units [count]; level_1_count = Units at Level 1 [count]; level_2_count = Units at Level 2 [count];
#   level_3_count = Units at Level 3 [count]; rdl_count = Units at the Rapid Deployment Level [count]; stale_count = Stale units [count]; candidate_count =
#   Candidates for the Rapid Deployment Level [count]
# params: today DATE = null
# audience: restricted
# from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.country, mart.readiness_level, mart.roster_equipment, mart.capability, meta.file
# note: a state's level, staleness and candidacy are restricted: nothing of this is in the open view; withdrawn units are left out; a unit counts for who gives its personnel, a rotation for the state whose slot the day is in; Registered has no level; no renewal reported is not stale
"""What a roster says of each state that outreach could call."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

LEVELS, CANDIDATES = ("level_1", "level_2", "level_3", "rdl"), ("level_2", "level_3")
COLUMNS = ["iso3", "reasons", "unit_count", *(f"{level}_count" for level in LEVELS), "stale_count", "candidate_count"]


def answer(run: Callable[..., pd.DataFrame], today: dt.date | None) -> pd.DataFrame:
    """States with units in the newest export, one row each in UN order, with reasons and counts."""
    units, order = run("roster_units", today=today), run("countries")["iso3"]
    told = {f"{level}_count": units["level"].eq(level) for level in LEVELS}
    told |= {"stale_count": units["renewal"].eq("stale"), "candidate_count": units["level"].isin(CANDIDATES)}
    told |= {"unit_count": units["iso3"].notna(), "unknown_count": units["level"].isna()}
    states = pd.DataFrame(told).groupby(units["iso3"]).sum().astype("int64")
    states = states.reindex([code for code in order if code in states.index]).rename_axis("iso3").reset_index()
    states["reasons"] = pd.Series([_reasons(row) for row in states.itertuples()], index=states.index)
    return states[COLUMNS]


def _reasons(row: Any) -> str | None:
    above = row.level_2_count + row.level_3_count + row.rdl_count
    tests = {
        "level_1_only": row.level_1_count and not above and not row.unknown_count,
        "stale": row.stale_count,
        "candidate": row.candidate_count,
    }
    return ";".join(code for code, holds in tests.items() if holds) or None
