# title: Uniformed capabilities asked for: what was announced, and what deployment figures are consistent with
# metric: Announced pledges that answer the guide's uniformed asks for a capability, each pledge once, by the Ministerial at which it was made and by the UN regional group of the state; and how many of them the deployment figures are consistent with, whole or in part: people of the pledge's type rose after it, held for six reported months, and the rise serves no other pledge
# unit: pledges
# grain: one row per capability asked for and Ministerial, then one per capability and regional group
# columns: beside = Beside; ask_group = Asked for; capability = Capability; language = Language; capability_name = Capability, in words; ask = Ask; ask_count = Asks [count]; code
#   = Ministerial or group; pledge_count = Pledges [count]; consistent_count = Consistent with deployments [count]; state_count = Member States [count]; listed_count = Pledges of any kind listed [count];
#   is_asked = The guide is of this Ministerial; held_to = Last day of the Ministerial [day]; age_days = Age, days
# params: by VARCHAR in (ministerial, regional_group, both) = 'both'; ministerial VARCHAR = null; as_of DATE = null; today DATE = null
# audience: open
# from: mart.requirement, mart.capability, mart.pledge, mart.pledge_requirement, mart.ministerial, mart.country, mart.capability_people, mart.standby_word, mart.evidence_rule, mart.evidence_placebo, mart.personnel_type, mart.mission, mart.deployment_month
# note: consistent with, and no more: it is no status, a person confirms it; a pledge that is not among them is not one that was not kept: most pledges cannot be seen in these figures (aircraft, equipment, standby, no number), and deployment depends on a United Nations requirement and selection; seen and partly seen of the query pledge_evidence, so a rise counts for one pledge; both has the Ministerials, then the groups, and their rows are never added; the rest is as in the query announced_by_ask; as_of leaves out pledges after that day and rises first seen after it
"""Announced pledges by capability and place, with how many of them the deployment figures are consistent with."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.pledges.pledge_evidence import RISES


def answer(
    run: Callable[..., pd.DataFrame], by: str, ministerial: str | None, as_of: dt.date | None, today: dt.date | None
) -> pd.DataFrame:
    """The rows of announced_by_ask beside each that is asked for, with consistent_count, which is at most pledge_count."""
    evidence = run("pledge_evidence")
    seen = evidence[evidence["evidence"].isin(RISES)]
    if as_of:
        seen = seen[seen["first_month"] <= pd.Timestamp(as_of)]
    frames = []
    for beside in ("ministerial", "regional_group") if by == "both" else (by,):
        chosen = {"by": beside, "ministerial": ministerial, "as_of": as_of}
        frame = run("announced_by_ask", today=today, **chosen)
        answers = run("announced_answers", **chosen)
        counts = answers[answers["pledge_id"].isin(seen["pledge_id"])].groupby(["ask_group", "code"]).size()
        cells = pd.MultiIndex.from_frame(frame[["ask_group", "code"]])
        frame.insert(0, "beside", beside)
        after = frame.columns.get_loc("pledge_count") + 1
        frame.insert(after, "consistent_count", counts.reindex(cells, fill_value=0).to_numpy("int64"))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)
