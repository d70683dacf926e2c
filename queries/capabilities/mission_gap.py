# title: Lines of mission requirements and whether units can meet them
# metric: Each line of an edition, with how many units it asks for, how many serve it or can be matched to it when one unit serves one line at a time, and where it stands. Met: units selected or deployed for it and available ones matched to it are as many as it asks for. Partly met: some are. Matched, not assessed: only pledges below Level 2 or stale ones can be matched. Critical mission-specific gap: no existing pledge at any level can meet it. The matching is a maximum: as many places of lines as can be are served, most of them by available units, lines first in order of their ids before later ones
# unit: units
# grain: one row per line of the edition, by line
# columns: line = Line; mission = Mission; capability = Capability; required = Required; matched = Matched; state = State; reason = Reason; eligible_count =
#   Eligible units [count]; serving_count = Selected or deployed for it [count]; assessed_count = Assessed or later [count]; not_assessed_count = Matched
#   by others [count]; eligible_available_count = Eligible and available [count]; capability_name = Capability, in words; languages = Languages;
#   equipment_tags = Equipment; readiness_days = Within days; women_percent = Women, %; priority = Priority; due_date = Due [day]; edition_date = Edition
#   [day]; file_name = File; place = Place; export_on = Export of [day]
# params: as_of DATE = null; edition DATE = null; today DATE = null
# audience: restricted
# from: mart.mission_line, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.capability, meta.file, mart.country
# note: an eligible unit is of the line's capability, pledged for its mission or for none, neither selected nor deployed, and meets all that the line asks for: languages, equipment, days, share of women; what is not reported does not meet; a unit below Level 2 has no days yet, and days are not held against it; reason names what keeps most units from a line that is not met: none of the kind, too few, language, equipment, days, women; a line whose quantity is not stated is not judged; where lines and units are too many for the matching it stops and says so, and nothing is told of them; nothing is a selection, which is the Secretariat's judgement; as_of leaves out editions and exports after that day, no edition means the newest
"""A line of mission requirements beside the units that can serve it, matched one unit to one line."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from queries.shared import eligible, matching

NUMBERS = (
    "required",
    "matched",
    "eligible_count",
    "serving_count",
    "assessed_count",
    "not_assessed_count",
    "eligible_available_count",
    "readiness_days",
    "women_percent",
)
LINE_COLUMNS = (
    "capability_name", "languages", "equipment_tags", "readiness_days", "women_percent", "priority", "due_date", "edition_date",
    "file_name", "place",
)  # fmt: skip


def answer(
    run: Callable[..., pd.DataFrame], as_of: dt.date | None, edition: dt.date | None, today: dt.date | None
) -> pd.DataFrame:
    """Lines of the edition, one row each, with how many units serve them or can; empty without lines."""
    lines = run("mission_lines", as_of=as_of, edition=edition)
    units = run("roster_units", as_of=as_of, today=today).sort_values("unit_id", kind="stable")
    export = run("roster_export", as_of=as_of)["export_on"].iloc[0]
    rows = []
    for _, mine in lines.groupby("capability", sort=True):
        own = units[units["capability"] == mine["capability"].iloc[0]]
        rows += _capability(mine.sort_values("line", kind="stable"), own, pd.isna(export))
    columns = ["line", "mission", "capability", "required", "matched", "state", "reason", "eligible_count"]
    more = ["serving_count", "assessed_count", "not_assessed_count", "eligible_available_count", *LINE_COLUMNS]
    answered = pd.DataFrame(rows, columns=[*columns, *more]).sort_values("line", kind="stable", ignore_index=True)
    return answered.assign(export_on=export).astype(dict.fromkeys(NUMBERS, "Int64"))


def _capability(lines: pd.DataFrame, units: pd.DataFrame, unreported: bool) -> list[dict]:
    """Rows of the lines for one capability: units of another never serve them. `unreported`: there is no export."""
    free = eligible.free(units)
    assessed = free["is_assessed"].to_numpy()
    working = units[units["status"].isin(("selected", "deployed"))]["requirement_line"].value_counts()
    tested, fits, lacking = [], [], []
    pool = eligible.pool(free)
    for line in lines.itertuples(index=False):
        met, suits = eligible.tests(line, pool), eligible.suits(line, pool)
        fit = suits & np.logical_and.reduce(list(met.values()))
        serving = int(working.get(line.line, 0))
        required = None if pd.isna(line.quantity) else int(line.quantity)
        tested.append((line, met, suits, fit, serving, required))
        fits.append(fit)
        lacking.append(max(0, (required or 0) - serving))
    served = None if unreported else _matched(lacking, np.array(fits), assessed)
    rows = []
    for place, (line, met, suits, fit, serving, required) in enumerate(tested):
        row = {name: getattr(line, name) for name in ("line", "mission", "capability", *LINE_COLUMNS)} | {
            "required": required
        }
        if not unreported:
            row |= {"serving_count": serving, "eligible_count": int(fit.sum())}
            row["eligible_available_count"] = int((fit & assessed).sum())
        if unreported or required is None or served is None:
            row["state"] = "not_stated" if required is None else "not_reported" if unreported else "not_computed"
        else:
            ready, other = served[place]
            row |= {"matched": serving + ready + other, "assessed_count": ready, "not_assessed_count": other}
            row["state"] = _state(required, serving + ready, other)
            if row["state"] != "met":
                there = suits if row["state"] == "critical_gap" else suits & assessed
                row["reason"] = eligible.reason(met, there, required - serving)
        rows.append(row)
    return rows


def _matched(lacking: list[int], fits: np.ndarray, assessed: np.ndarray) -> list[tuple[int, int]] | None:
    """How many assessed and other units serve each line; None where they are too many to match."""
    asking = np.array(lacking, dtype=bool)
    units = [
        (bool(is_assessed), tuple(np.flatnonzero(column).tolist()))
        for is_assessed, column in zip(assessed, (fits & asking[:, None]).T, strict=True)
    ]
    try:
        return matching.match(lacking, units)
    except matching.TooLarge:
        return None


def _state(required: int, ready: int, other: int) -> str:
    if ready >= required:
        return "met"
    if ready:
        return "partly_met"
    return "matched_not_assessed" if other else "critical_gap"
