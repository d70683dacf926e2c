# title: What deployment figures show of pledges
# metric: For each pledge, whether people of its personnel type rose in the months after it (in its mission, where it names one) over the most of the months before, for six reported months running. The first that holds: cannot_be_seen, with its reason; already_there, six or more of the months before hold the number; seen, a rise of at least the number; partly_seen, a rise of at least half of it; too_early, fewer than 24 calendar months or 12 reported months since; not_seen. A rise serves first a pledge that names a mission, then the earlier one, and a further one while enough people of it are left: those for which too few are left, and pledges that speak of the same people, are shared
# unit: people
# grain: one row per pledge, by its day
# columns: pledge_id = Pledge; iso3 = Code; ministerial = Ministerial; dated = Day of the report [day]; personnel_type = Personnel type; mission = Mission;
#   people_pledged = People pledged [count]; before_count = Most before [count]; after_count = Held after [count]; first_month = First seen [day]; gap_from
#   = First month not reported before it [day]; gap_to = Last month not reported before it [day]; evidence = In deployment figures; reason = Reason;
#   shared_with = Shared with
# params: iso3 VARCHAR = null; ministerial VARCHAR = null
# audience: open, own
# from: mart.pledge, mart.ministerial, mart.capability_people, mart.standby_word, mart.evidence_rule, mart.evidence_placebo, mart.personnel_type, mart.mission, mart.deployment_month
# note: consistent with, and no more: evidence is no status, a person confirms it; deployment depends on a United Nations requirement and selection; the rules are this project's own, their figures rows of data/reference/evidence_rule.csv; the same rules on random days for states that pledged nothing are the query pledge_placebo: a personnel type of which seen or partly seen holds there on more than 10 % of days cannot be seen, by chance; none as a Ministerial has the pledges made at no Ministerial
"""What deployment figures show of each pledge, one rise serving one pledge."""

from collections.abc import Callable

import pandas as pd

RISES = ("seen", "partly_seen")
COLUMNS = ["pledge_id", "iso3", "ministerial", "dated", "personnel_type", "mission", "people_pledged", "before_count", "after_count"]  # fmt: skip
COLUMNS += ["first_month", "gap_from", "gap_to", "evidence", "reason", "shared_with"]


def answer(run: Callable[..., pd.DataFrame], iso3: str | None, ministerial: str | None) -> pd.DataFrame:
    """Pledges with what the figures show of them, one row each by day."""
    rises = run("pledge_rise", iso3=iso3)
    rates = run("pledge_placebo")
    by_chance = set(rates.loc[rates["is_too_often"], "personnel_type"])
    evidence = [alone(row, by_chance) for row in rises.itertuples()]
    frame = rises.assign(
        evidence=pd.Series([code for code, _ in evidence], rises.index, dtype="str"),
        reason=pd.Series([reason for _, reason in evidence], rises.index, dtype="object"),
        shared_with=pd.Series(None, rises.index, dtype="object"),
    )
    rising = set(frame.loc[frame["evidence"].isin(RISES), "iso3"])  # without a rise no people are claimed twice
    for _state, own in frame[frame["iso3"].isin(rising)].groupby("iso3"):
        for place, served in _shared(own).items():
            frame.loc[place, ["evidence", "reason", "shared_with"]] = ["shared", None, served]
    if ministerial:
        frame = frame[frame["ministerial"].isna() if ministerial == "none" else frame["ministerial"] == ministerial]
    seen = frame["evidence"].isin(RISES)
    for column in ("first_month", "gap_from", "gap_to"):
        frame[column] = frame[column].where(seen)
    return frame[COLUMNS].reset_index(drop=True)


def alone(row, by_chance: set[str]) -> tuple[str, str | None]:
    """Evidence of one pledge taken alone, and why where there is none to be had."""
    if isinstance(row.barred, str):
        return "cannot_be_seen", row.barred
    if by_chance & set(row.personnel_type.split(";")):
        return "cannot_be_seen", "chance"
    if row.is_there:
        return "already_there", None
    rise = _rise(row)
    if rise >= row.people_pledged:
        return "seen", None
    if rise >= row.partly_count:
        return "partly_seen", None
    return ("too_early", None) if row.is_early else ("not_seen", None)


def _rise(row) -> int:
    return 0 if pd.isna(row.after_count) else int(row.after_count - row.before_count)


def _shared(pledges: pd.DataFrame) -> dict[int, str]:
    """Places of a state's pledges whose people another pledge claims first, with that pledge."""
    rows = list(pledges.itertuples())
    rising = [row for row in rows if row.evidence in RISES]
    served: list = []
    shared: dict[int, str] = {}
    for row in sorted(rising, key=lambda row: (pd.isna(row.mission), row.dated, row.pledge_id)):
        rivals = [other for other in served if _is_one_rise(row, other)]
        rest = _rise(row) - sum(min(_rise(other), int(other.people_pledged)) for other in rivals)
        same = [other for other in served if _speak_of_one(row, other)]
        if same or (rivals and rest < min(_rise(row), row.people_pledged)):
            shared[row.Index] = (same or rivals)[0].pledge_id
        else:
            served.append(row)
    for row in rows:
        same = [other for other in served if row.Index != other.Index and _speak_of_one(row, other)]
        if same and row.evidence not in RISES:
            shared[row.Index] = same[0].pledge_id
    return shared


def _is_one_rise(row, other) -> bool:
    """Whether the people that serve `other` came in the months, the mission and the type that are looked at for `row`."""
    one_place = pd.isna(row.mission) or pd.isna(other.mission) or row.mission == other.mission
    return one_place and _types(row) & _types(other) != set() and row.dated <= other.first_month < row.reach_to


def _speak_of_one(row, other) -> bool:
    named = [set(one.repeats.split(";")) if isinstance(one.repeats, str) else set() for one in (row, other)]
    is_named = other.pledge_id in named[0] or row.pledge_id in named[1]
    return is_named and bool(_types(row) & _types(other))


def _types(row) -> set[str]:
    return set(row.personnel_type.split(";")) if isinstance(row.personnel_type, str) else set()
