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

import pandas as pd

LEVELS = ("level_1", "level_2", "level_3", "rdl")


def answer(run: Callable[..., pd.DataFrame], today: dt.date | None) -> pd.DataFrame:
    """States with units in the newest export, one row each in UN order, with reasons and counts."""
    units, order = run("roster_units", today=today), run("countries")["iso3"]
    rows = [_state(iso3, own) for iso3, own in units.groupby("iso3", sort=False)]
    counts = [f"{level}_count" for level in LEVELS]
    columns = ["iso3", "reasons", "unit_count", *counts, "stale_count", "candidate_count"]
    states = pd.DataFrame(rows, columns=columns).set_index("iso3")
    states = states.reindex([code for code in order if code in states.index]).reset_index()
    return states.astype(dict.fromkeys(columns[2:], "int64"))


def _state(iso3: str, units: pd.DataFrame) -> dict:
    levels = {f"{level}_count": int(units["level"].eq(level).sum()) for level in LEVELS}
    stale = int(units["renewal"].eq("stale").sum())
    candidates = int(units["level"].isin(("level_2", "level_3")).sum())
    above = levels["level_2_count"] + levels["level_3_count"] + levels["rdl_count"]
    tests = {
        "level_1_only": levels["level_1_count"] and not above and units["level"].notna().all(),
        "stale": stale,
        "candidate": candidates,
    }
    reasons = ";".join(code for code, holds in tests.items() if holds) or None
    row = {"iso3": iso3, "reasons": reasons, "unit_count": len(units), **levels}
    return row | {"stale_count": stale, "candidate_count": candidates}
