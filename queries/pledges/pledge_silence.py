# title: Pledges with no later step, and what deployment figures show of them
# metric: Pledges that are announced and of which no later step is reported, by what deployment figures show. in_figures: seen or partly seen, or the same people as a pledge that is; cannot_be_seen: these figures cannot tell (never, not yet, or the people were there before the pledge); no_news: it could have been seen and was not, and nothing that is loaded says what followed
# unit: pledges; units, empty where no quantity is stated
# grain: one row per track (units, everything else) and what the figures show
# columns: track = Track; stage = Stage; pledge_count = Pledges [count]; unit_count = Units [count]; repeat_count = May repeat or restate [count]
# params: ministerial VARCHAR = null; category VARCHAR = null
# audience: open
# from: mart.pledge, mart.pledge_requirement, mart.pledge_step, mart.step, mart.pledge_category, mart.country, mart.ministerial, mart.capability_people, mart.standby_word, mart.evidence_rule, mart.evidence_placebo, mart.personnel_type, mart.mission, mart.deployment_month
# note: pledges made at no Ministerial are left out, and none as a Ministerial counts just those; units add companies, platoons and units where a number is stated
"""Pledges with no later step, parted by what deployment figures show."""

from collections.abc import Callable

import pandas as pd

# "No later news" is said only where something could have been seen.
GROUPS = {"seen": "in_figures", "partly_seen": "in_figures", "shared": "in_figures", "not_seen": "no_news"}
STAGES = ("in_figures", "cannot_be_seen", "no_news")
REPEATS = "repeat|restates_total|possible_duplicate"


def answer(run: Callable[..., pd.DataFrame], ministerial: str | None, category: str | None) -> pd.DataFrame:
    """Three rows for each track."""
    pledges = run("pledge_ledger", ministerial=ministerial, category=category)
    pledges = pledges[pledges["ministerial"].notna() | (ministerial == "none")]
    moved = run("pledge_steps")
    moved = set(moved.loc[moved["status"] != "announced", "pledge_id"])
    pledges = pledges[(pledges["status"] == "announced") & ~pledges["pledge_id"].isin(moved)]
    evidence = run("pledge_evidence").set_index("pledge_id")["evidence"]
    stage = pledges["pledge_id"].map(evidence).map(lambda code: GROUPS.get(code, "cannot_be_seen"))
    is_unit = pledges["unit"].isin(("unit", "company", "platoon")) & (pledges["category"] != "funding")
    rows = []
    for track in ("unit", "other"):
        for code in STAGES:
            own = (pledges["track"] == track) & (stage == code)
            units = pledges.loc[own & is_unit & (track == "unit"), "quantity"].dropna()
            repeats = pledges.loc[own, "flags"].fillna("").str.contains(REPEATS)
            rows.append((track, code, int(own.sum()), int(units.sum()) if len(units) else None, int(repeats.sum())))
    frame = pd.DataFrame(rows, columns=["track", "stage", "pledge_count", "unit_count", "repeat_count"])
    return frame.astype({"unit_count": "Int64"})
