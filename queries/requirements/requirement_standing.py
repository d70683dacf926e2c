# title: Asks of the guide and where they stand, with available units
# metric: As requirement_status; a uniformed ask with a quantity is compared with the available units of its capability, with all that the edition asks of that capability together: where they cover what is outstanding every such ask is met, where there is none each is unmet, else each is partly met
# unit: asks; pledges; units as the ask counts them
# grain: one row per ask or detail of an ask, in the guide's order
# params: as_of DATE = null; today DATE = null
# audience: restricted
# from: mart.requirement, mart.requirement_line, mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.pledge
# note: available as everywhere: Level 2 or higher, not stale, neither selected nor deployed, inside its window, its condition met, a rotation in a covered slot; an ask for a language or a share of women is not compared: how many of the units bring it is told line by line on Mission requirements; without an export nothing is compared
"""The status of asks, with what only a roster can say."""

import pandas as pd

JUDGED = ("met", "partly_met", "unmet")


def answer(run, as_of=None, today=None) -> pd.DataFrame:
    """Return requirement_status with available_quantity and status of uniformed asks that count units."""
    asks = run("requirement_status", as_of=as_of, today=today)
    stage = run("capability_stage", as_of=as_of, today=today).set_index("capability")
    available, states = asks["available_quantity"].copy(), asks["status"].copy()
    for place, ask in asks.iterrows():
        if ask["status"] != "not_reported" or pd.isna(ask["quantity"]) or ask["capability"] not in stage.index:
            continue
        if isinstance(ask["languages"], str) or not pd.isna(ask["share_percent"]):
            continue
        row = stage.loc[ask["capability"]]
        if row["state"] in JUDGED and not pd.isna(row["available"]):
            available[place], states[place] = int(row["available"]), row["state"]
    return asks.assign(available_quantity=available, status=states)
