# title: What would be lost without each contributor
# metric: For each state with units in the roster: how many units that are asked for and covered today would have no other available unit if all its units dropped out, with its available units and their people. Covered is what is selected or deployed for a line of mission requirements, or for what the requirements file asks beyond the lines, and what available units can be matched to, one unit to one place. It says how much the United Nations depends on a state, and nothing of how well the state does
# unit: units; people, empty where no unit of them reports its strength
# grain: one row per state with an available unit or one that serves what is asked for, those that most would be lost without first, in UN order where equal
# columns: iso3 = Code; regional_group = UN regional group; lost_count = Asked for that nobody else could cover [count]; lost_in = Capabilities in which; serving_count =
#   Its units selected or deployed for what is asked [count]; available_count = Its available units [count]; rdl_count = Of them at RDL [count]; person_count =
#   People in them [count]; strength_reported_count = Units with strength reported [count]; covered_count = Covered of all that is asked [count]; asked_count =
#   Asked for in units [count]
# params: as_of DATE = null; edition DATE = null; today DATE = null
# audience: restricted
# from: mart.mission_line, mart.requirement_line, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.capability, meta.file, mart.country
# note: a rotation belongs to the state of its slot, a partnered unit to the state that gives its personnel; the losses of two states are not added, since one may stand in for the other; what is asked for without a quantity, or in persons, vehicles or sets, is in no count; lost_count is blank where lines and units are too many to match; codes stand with ; between them; nothing is a selection, which is the Secretariat's judgement
"""Dependence of what is asked for on each state: the matching of what is covered, without its units."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from queries.shared import eligible, matching

BOUND = 3_000_000  # pairs of a line and a group of units, over all states: some seconds


def answer(
    run: Callable[..., pd.DataFrame], as_of: dt.date | None, edition: dt.date | None, today: dt.date | None
) -> pd.DataFrame:
    """States as contributor rows; empty without an export."""
    demand = run("demand_lines", as_of=as_of, edition=edition, today=today)
    demand = demand[demand["quantity"].notna() & demand["is_in_units"].astype(bool)]
    serving = run("units_serving", as_of=as_of, edition=edition, today=today)
    units = run("roster_units", as_of=as_of, today=today)
    ready = units[units["is_available"].astype(bool)]
    order = run("countries").set_index("iso3")
    lost: dict[str, dict[str, int | None]] = {}
    covered: int | None = 0
    for capability, asked in demand.groupby("capability", sort=True):
        mine = ready[ready["capability"] == capability]
        base, without = _covered(asked, mine, serving[serving["capability"] == capability])
        covered = None if covered is None or base is None else covered + base
        for state, number in without.items():
            if base is None or number is None:
                lost.setdefault(state, {})[capability] = None
            elif number < base:
                lost.setdefault(state, {})[capability] = base - number
    counts = pd.DataFrame(
        {"serving_count": serving["iso3"].value_counts(), "available_count": ready["iso3"].value_counts()}
    )
    counts = counts.fillna(0).astype("int64").rename_axis("iso3").reset_index()
    rows = counts.assign(
        regional_group=counts["iso3"].map(order["regional_group"]),
        lost_count=[_sum(lost.get(state, {}).values()) for state in counts["iso3"]],
        lost_in=[";".join(lost.get(state, {})) or None for state in counts["iso3"]],
        rdl_count=counts["iso3"].map(ready.loc[ready["level"] == "rdl", "iso3"].value_counts()).fillna(0).astype("int64"),
        person_count=counts["iso3"].map(ready.groupby("iso3")["strength_count"].sum(min_count=1)).astype("Int64"),
        strength_reported_count=counts["iso3"].map(ready.groupby("iso3")["strength_count"].count()).fillna(0).astype("int64"),
        covered_count=covered,
        asked_count=int(demand["quantity"].sum()),
        place=counts["iso3"].map(order["un_order"]),
    ).astype({"lost_count": "Int64", "covered_count": "Int64"})  # fmt: skip
    rows = rows.sort_values(["lost_count", "available_count", "place", "iso3"], ascending=[False, False, True, True], na_position="last")  # fmt: skip
    columns = ["iso3", "regional_group", "lost_count", "lost_in", "serving_count", "available_count", "rdl_count", "person_count", "strength_reported_count"]  # fmt: skip
    return rows[[*columns, "covered_count", "asked_count"]].reset_index(drop=True)


def _sum(numbers: Iterable[int | None]) -> int | None:
    told = list(numbers)
    return None if None in told else sum(number for number in told if number is not None)


def _covered(
    demand: pd.DataFrame, ready: pd.DataFrame, serving: pd.DataFrame
) -> tuple[int | None, dict[str, int | None]]:
    """What is covered of one capability, and by state what would be without it; only states that have a part in it, None where they are too many."""
    pool = eligible.pool(ready)
    fits = np.array([eligible.fits(line, pool) for line in demand.itertuples(index=False)]).reshape(
        len(demand), len(ready)
    )
    kinds = [tuple(np.flatnonzero(column).tolist()) for column in fits.T]
    wanted = demand["quantity"].astype(int).tolist()
    keys = list(zip(demand["line"].fillna(""), demand["mission"], strict=True))
    served = Counter(zip(serving["line"].fillna(""), serving["mission"], strict=True))

    def cover(state: str | None) -> int:
        gone = serving[serving["iso3"] == state]
        less = served - Counter(zip(gone["line"].fillna(""), gone["mission"], strict=True))
        by_line = [min(less[key], number) for key, number in zip(keys, wanted, strict=True)]
        left = [number - there for number, there in zip(wanted, by_line, strict=True)]
        those = [(True, kind) for kind, own in zip(kinds, ready["iso3"], strict=True) if kind and own != state]
        return sum(by_line) + sum(assessed for assessed, _ in matching.match(left, those))

    part = {own for kind, own in zip(kinds, ready["iso3"], strict=True) if kind} | set(serving["iso3"])
    size = sum(len(kind) for kind in set(kinds)) * (1 + len(part)) + len(ready) * len(part)
    try:
        base = cover(None)
    except matching.TooLarge:
        return None, dict.fromkeys(part)
    if size > BOUND:
        return base, dict.fromkeys(part)
    return base, {state: cover(state) for state in sorted(part)}
