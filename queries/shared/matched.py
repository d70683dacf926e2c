"""Demand and supply brought together, once for every query that asks: each line with the units that serve it or are matched to it."""

import numpy as np
import pandas as pd

from queries.shared import eligible, matching

NUMBERS = (
    "quantity", "outstanding", "matched", "eligible_count", "serving_count", "assessed_count", "not_assessed_count",
    "eligible_available_count", "looked_at_count", "kept_count",
)  # fmt: skip
CONDITIONS = {"language": "languages", "equipment": "equipment_tags", "days": "readiness_days"}  # column of each
OF_A_UNIT = (
    "capability", "women_count", "strength_count", "ready_days", "languages", "equipment", "mission_specific", "is_available", "why_not", "not_read",
)  # fmt: skip


def relaxed(demand: pd.DataFrame, condition: str | None, line: str | None = None) -> pd.DataFrame:
    """Demand that does not ask for one condition (CONDITIONS); `line` is the only line that does not, else none does."""
    if condition is None:
        return demand
    column = CONDITIONS[condition]
    is_left = demand["line"] == line if line else pd.Series(True, index=demand.index)
    return demand.assign(**{column: demand[column].mask(is_left)})


def lines(demand: pd.DataFrame, units: pd.DataFrame, export: pd.DataFrame) -> pd.DataFrame:
    """Rows of demand_lines with matched, assessed_count (available units among them), state and reason; kept_count of looked_at_count units lack what the reason names.

    Units (roster_units) are matched to all that is asked of their capability at once, one unit to one line: lines of missions
    first, then what the requirements file asks for beyond them. `export` is roster_export.
    """
    kinds = dict(list(units.sort_values("unit_id", kind="stable")[list(OF_A_UNIT)].groupby("capability")))
    none = units[list(OF_A_UNIT)].iloc[:0]
    unreported = pd.isna(export["export_on"].iloc[0])
    rows = []
    for capability, mine in demand.groupby("capability", sort=True):
        rows += _capability(mine, kinds.get(capability, none), unreported)
    columns = ["line", "mission", "capability", "is_in_units", "state", "reason", *NUMBERS]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(NUMBERS, "Int64"))


def _capability(demand: pd.DataFrame, units: pd.DataFrame, unreported: bool) -> list[dict]:
    """Rows for one capability: units of another never serve it. `unreported`: there is no export."""
    free = eligible.free(units)
    assessed = free["is_assessed"].to_numpy()
    pool = eligible.pool(free)
    tested, fits, lacking = [], [], []
    for line in demand.itertuples(index=False):
        met, suits = eligible.tests(line, pool), eligible.suits(line, pool)
        fit = suits & np.logical_and.reduce(list(met.values()))
        asked = met | {"mission": suits}
        unread = eligible.unverified(asked, pool)
        possible = {name: asked[name] | unread[name] for name in asked}
        may_fit = np.logical_and.reduce(list(possible.values())) & ~fit
        tested.append((line, possible, fit, may_fit))
        fits.append(fit)
        lacking.append(0 if pd.isna(line.outstanding) else int(line.outstanding))
    served = None if unreported else _matched(lacking, np.array(fits), assessed)
    rows = []
    for place, (line, possible, fit, may_fit) in enumerate(tested):
        row = {name: getattr(line, name) for name in ("line", "mission", "capability", "quantity", "is_in_units")}
        if not unreported:
            row |= {"serving_count": line.serving_count, "outstanding": line.outstanding}
            row |= {"eligible_count": int(fit.sum()), "eligible_available_count": int((fit & assessed).sum())}
        if unreported or pd.isna(line.quantity) or served is None:
            row["state"] = "not_stated" if pd.isna(line.quantity) else "not_reported" if unreported else "not_computed"
        else:
            ready, other = served[place]
            row |= {"matched": line.serving_count + ready + other, "assessed_count": ready, "not_assessed_count": other}
            row["state"] = _state(line.quantity, line.serving_count + ready, other)
            if row["state"] != "met":
                suits = possible["mission"]
                there = suits if row["state"] == "critical_gap" else suits & assessed
                why, kept = eligible.reason(possible, there, line.quantity - line.serving_count)
                row |= {"looked_at_count": int(there.sum()), "kept_count": kept}
                row["reason"] = "none_assessed" if why == "none" and other else why
                if may_fit.any() and (row["state"] == "critical_gap" or why == "too_few"):
                    row["reason"] = "not_verified"
                    row["state"] = "not_verified" if row["state"] == "critical_gap" else row["state"]
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
