"""Persons that a mission model asks for individually, held against the lists that say who could come.

A person of a list fits a line of its kind where the list gives the profile and each language that the line asks for, and its days
allow the day of the line, counted from the start; a blank profile or language does not meet what is asked, a blank day is any day.
One person serves one line at a time, as many places as can be, lines first in their order: the matching of units. Nothing here is
a choice of persons: each number is the same whichever of the largest matchings is taken. A list that does not speak of a kind says
nothing of it, which is not 0.
"""

import datetime as dt
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from queries.shared import eligible, matching

LISTS = (
    "nominee",
    "registered",
    "command_cadre",
    "talent_pipeline",
)  # of a state and kind the first that speaks of it counts
ASKED = ("profile", "language", "window")
COLUMNS = (
    "list", "iso3", "country_name", "regional_group", "capability", "profile", "languages", "available_from", "available_to", "person_count",
    "women_count", "listed_on",
)  # fmt: skip
LEAVES_FREE = {
    "no_level",
    "before_window",
    "after_window",
}  # the days are those of the line, and Registered has no level


def registered(units: pd.DataFrame, kinds: Collection[str]) -> pd.DataFrame:
    """Individuals of some kinds registered in the PCRS as rows of a list. Frame: roster_units."""
    units = units[units["capability"].isin(kinds)]
    why = [eligible.codes(text) for text in units["why_not"]]
    known = units["strength_count"].notna() & units["mission_specific"].isna() & (units["level"] == "registered")
    mine = units[known & pd.Series([codes <= LEAVES_FREE for codes in why], index=units.index, dtype=bool)]
    told = mine.assign(
        list="registered", profile=None, person_count=mine["strength_count"], listed_on=mine["export_on"]
    )
    return told.reindex(columns=list(COLUMNS))


def first_of(listed: pd.DataFrame) -> pd.DataFrame:
    """Rows of the first list that speaks of each state and kind. Frame: of several lists."""
    place = listed["list"].map({code: at for at, code in enumerate(LISTS)})
    first = place.groupby([listed["iso3"], listed["capability"]]).transform("min")
    return listed[place == first]


def met(line, people: pd.DataFrame, start: dt.date) -> dict[str, np.ndarray]:
    """Which rows of a list meet each thing that a line asks for (ASKED), as arrays."""
    everyone = np.ones(len(people), dtype=bool)
    spoken = eligible.codes(line.languages)
    due = pd.Timestamp(start) + pd.Timedelta(days=0 if pd.isna(line.by_day) else int(line.by_day))
    from_day, to_day = (pd.to_datetime(people[name]) for name in ("available_from", "available_to"))
    early = everyone if pd.isna(line.by_day) else (from_day.isna() | (from_day <= due)).to_numpy(dtype=bool)
    return {
        "profile": (people["profile"] == line.profile).to_numpy(dtype=bool) if isinstance(line.profile, str) else everyone,
        "language": np.array([spoken <= eligible.codes(text) for text in people["languages"]], dtype=bool) if spoken else everyone,
        "window": early & (to_day.isna() | (to_day >= due)).to_numpy(dtype=bool),
    }  # fmt: skip


def served(needed: Sequence[int], may: np.ndarray, number: np.ndarray) -> list[int]:
    """How many persons serve each line, of rows that stand for `number` each; matching.TooLarge where they are too many."""
    asking = np.array(needed, dtype=bool)
    lines = [tuple(np.flatnonzero(column).tolist()) for column in (may & asking[:, None]).T]
    each = [(True, of) for of, many in zip(lines, number, strict=True) for _ in range(many) if of]
    return [many for many, _others in matching.match(needed, each)]


def judged(asked: pd.DataFrame, people: pd.DataFrame, start: dt.date, without_group: str | None) -> list[dict]:
    """State, reason and numbers of each line that is counted in persons. Frames: scenario_lines, scenario_persons."""
    rows = []
    for capability, lines in asked[asked["unit_of_quantity"] == "persons"].groupby("capability", sort=True):
        listed = people[people["capability"] == capability]
        if listed.empty:
            rows += [{"line": line, "state": "no_list", "reason": "no_list"} for line in lines["line"]]
            continue
        rows += _of_kind(lines, listed, start, without_group)
    return rows


def _of_kind(lines: pd.DataFrame, listed: pd.DataFrame, start: dt.date, without_group: str | None) -> list[dict]:
    """Lines of one capability."""
    tests = [met(line, listed, start) for line in lines.itertuples(index=False)]
    number = listed["person_count"].to_numpy(dtype=int)
    women = listed["women_count"].fillna(0).to_numpy(dtype=int)
    out = (listed["regional_group"] == without_group).to_numpy(dtype=bool)
    whole = np.array([np.logical_and.reduce(list(one.values())) for one in tests]).reshape(len(lines), len(listed))
    may = whole & ~out
    needed = [0 if pd.isna(asks) else int(asks) for asks in lines["required"]]
    try:
        placed, placed_women = served(needed, may, number), served(needed, may, women)
    except matching.TooLarge:
        return [{"line": line, "state": "not_computed"} for line in lines["line"]]
    rows = []
    for place, line in enumerate(lines.itertuples(index=False)):
        fits = may[place] & (number > 0)
        told: dict = {
            "line": line.line, "eligible_count": int(number[fits].sum()), "listed_count": int(number[~out].sum()),
            "fit_women_count": int(women[fits].sum()), "state_count": listed.loc[fits, "iso3"].nunique(),
            "sex_not_told_count": int(number[fits & listed["women_count"].isna().to_numpy(dtype=bool)].sum()),
            "left_out_count": int(number[whole[place] & out].sum()),
        }  # fmt: skip
        if pd.isna(line.required):
            rows.append(told | {"state": "not_stated"})
            continue
        is_silent = 0 < told["eligible_count"] == told["sex_not_told_count"]  # of nobody's sex is anything told
        told |= {"matched": placed[place], "women_matched_count": None if is_silent else placed_women[place]}
        if told["matched"] >= line.required:
            rows.append(told | {"state": "listed"})
            continue
        state = "partly_listed" if told["matched"] else "none_listed"
        rows.append(told | {"state": state} | _why(tests[place], number * ~out, line.required))
    return rows


def _why(asked: dict[str, np.ndarray], number: np.ndarray, required: int) -> dict:
    """What keeps most persons of the kind from a line that is short, and how many it keeps, as `eligible.reason` says it of units."""
    looked_at = int(number.sum())
    if not looked_at:
        return {"reason": "none_named", "looked_at_count": 0, "kept_count": 0}
    failed = {name: ~asked[name] for name in ASKED}
    faults = sum(failed[name].astype(int) for name in ASKED)
    enough = int(number[faults == 0].sum()) >= required
    if enough or not number[faults > 0].sum():
        return {"reason": "too_few", "looked_at_count": looked_at, "kept_count": 0}
    alone = {name: int(number[failed[name] & (faults == 1)].sum()) for name in ASKED}
    most = alone if any(alone.values()) else {name: int(number[failed[name]].sum()) for name in ASKED}
    first = max(ASKED, key=lambda name: (most[name], -ASKED.index(name)))
    return {"reason": first, "looked_at_count": looked_at, "kept_count": int(number[failed[first]].sum())}


def women_by_category(gap: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """By category: places of lines that lists speak of, how many persons of lists fill, and how many women of them could, one line each. Frames: scenario_gap, scenario_goals."""
    mine = gap[(gap["unit_of_quantity"] == "persons") & gap["matched"].notna()].merge(
        goals[["capability", "category"]], on="capability"
    )
    sums = mine.groupby("category")[["required", "matched", "women_matched_count"]].sum(min_count=1).reset_index()
    return sums.rename(
        columns={"required": "spoken_count", "matched": "listed_count", "women_matched_count": "listed_women_count"}
    )
