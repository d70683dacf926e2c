"""A mission model held against the roster: what could be there by when, line by line, and what that takes from elsewhere.

Units, clocks and tests of a line are those of mission requirements (`eligible`), and so is the matching: one unit serves one line
at a time, as many places as can be, lines first in their order before later ones. What is counted are available units: those
not known to be assessed and current (eligible.NOT_ASSESSED) stand beside them. All numbers are of matchings, and none is of a choice of units: each is the same whichever of
the largest matchings is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from queries.shared import eligible, matching

DAYS = (60, 120, 180)
TAGS = {
    "c_uas_set": "c_uas",
    "jammer": "jammers",
    "first_aid_kit": "first_aid_kits",
    "mini_uas": "mini_uas",
}  # of sets, in a roster
ANYWHERE = ""  # the mission of a model's line: units pledged for a named mission serve none of them


@dataclass(frozen=True)
class Kind:
    """The lines of one capability and the units that could be had for them, with which unit fits which line.

    `needed` says how many each line asks for; `in_time` and `at_all` (whatever its days) are arrays of lines x units, none of a unit that
    the planner leaves out; `left_out` says of those which would fit in time; `is_ready` says which units are available.
    """

    capability: str
    lines: pd.DataFrame
    units: pd.DataFrame
    needed: list[int]
    in_time: np.ndarray
    at_all: np.ndarray
    is_ready: np.ndarray
    left_out: np.ndarray
    is_in: np.ndarray

    @property
    def ready(self) -> np.ndarray:
        """Which available unit fits which line in time."""
        return self.in_time & self.is_ready


def kinds(asked: pd.DataFrame, units: pd.DataFrame, without_group: str | None = None) -> Iterator[Kind]:
    """The lines that ask for units with levels, by capability; units of one regional group may be left out of the model. Frames: scenario_lines, roster_units."""
    mine = as_lines(asked[asked["has_levels"]])
    known = units.sort_values("unit_id", kind="stable")
    for capability, lines in mine.groupby("capability", sort=True):
        free = eligible.free(known[known["capability"] == capability])
        in_time = fits(lines, free)
        at_all = fits(lines.assign(readiness_days=pd.NA), free)
        needed = [0 if pd.isna(number) else int(number) for number in lines["required"]]
        is_in, is_ready = (
            (free["regional_group"] != without_group).to_numpy(dtype=bool),
            free["is_assessed"].to_numpy(dtype=bool),
        )
        out = in_time & ~is_in & is_ready
        yield Kind(str(capability), lines, free, needed, in_time & is_in, at_all & is_in, is_ready, out, is_in)


def as_lines(asked: pd.DataFrame) -> pd.DataFrame:
    """Lines of a model as those of mission requirements are tested, of no named mission. Frame: scenario_lines."""
    return asked.rename(columns={"by_day": "readiness_days"}).assign(mission=ANYWHERE)


def fits(lines: pd.DataFrame, free: pd.DataFrame) -> np.ndarray:
    """Which unit may serve which line, as an array of lines x units."""
    pool = eligible.pool(free)
    rows = [eligible.fits(line, pool) for line in lines.itertuples(index=False)]
    return np.array(rows, dtype=bool).reshape(len(lines), len(free))


def served(needed: Sequence[int], may: np.ndarray) -> list[int]:
    """How many units serve each line; matching.TooLarge where they are too many to match."""
    asking = np.array(needed, dtype=bool)
    units = [(True, tuple(np.flatnonzero(column).tolist())) for column in (may & asking[:, None]).T]
    return [number for number, _others in matching.match(needed, units)]


def after(first: tuple[Sequence[int], np.ndarray], then: tuple[Sequence[int], np.ndarray]) -> list[int]:
    """How many units serve each line of `then` where those of `first` come before them: (needed, may) each, of the same units."""
    both = served([*first[0], *then[0]], np.vstack([first[1], then[1]]))
    return both[len(first[0]) :]


def todays(demand: pd.DataFrame, kind: Kind) -> tuple[pd.DataFrame, list[int], np.ndarray]:
    """Today's lines of missions of a capability, how many each lacks, and which available unit may serve it. Frame: demand_lines."""
    lines = demand[(demand["capability"] == kind.capability) & demand["line"].notna()]
    needed = [0 if pd.isna(number) else int(number) for number in lines["outstanding"]]
    return lines, needed, fits(lines, kind.units) & kind.is_ready


def judged(kind: Kind, demand: pd.DataFrame) -> list[dict]:
    """Numbers, state and reason of each line of a kind. Frame: demand_lines."""
    matched_now = served(kind.needed, kind.ready)
    days = kind.units["ready_days"].to_numpy(dtype=float, na_value=np.nan)
    by_day = {day: served(kind.needed, kind.ready & (days <= day)) for day in DAYS}
    _lines, lacking, may = todays(demand, kind)
    spare = after((lacking, may), (kind.needed, kind.ready))
    rest = [asked - given for asked, given in zip(kind.needed, matched_now, strict=True)]
    late = after((kind.needed, kind.ready), (rest, kind.at_all & kind.is_ready))
    still = [asked - given for asked, given in zip(rest, late, strict=True)]
    pending = served(still, kind.in_time & ~kind.is_ready)
    pool = eligible.pool(kind.units)
    rows = []
    for place, line in enumerate(kind.lines.itertuples(index=False)):
        told: dict = {f"by_{day}_count": by_day[day][place] for day in DAYS}
        told |= {
            "matched": matched_now[place], "spare_count": spare[place], "late_count": late[place],
            "not_assessed_count": pending[place], "eligible_count": int(kind.ready[place].sum()),
            "left_out_count": int(kind.left_out[place].sum()),
        }  # fmt: skip
        if pd.isna(line.required):
            told = {"state": "not_stated", "eligible_count": told["eligible_count"]}
        else:
            told |= _why(line, told, pool, kind, place)
        rows.append({"line": line.line} | told)
    return rows


def _why(line, told: dict, pool: eligible.Pool, kind: Kind, place: int) -> dict:
    """State of a line, and what keeps further units from one that is not met, as mission requirements say it."""
    if told["matched"] >= line.required:
        return {"state": "met"}
    asked = eligible.tests(line, pool) | {"mission": eligible.suits(line, pool)}
    unread = eligible.unverified(asked, pool)
    possible = {name: asked[name] | unread[name] for name in asked}
    there = possible["mission"] & kind.is_ready & kind.is_in
    if not there.any() and not told["not_assessed_count"]:
        there = possible["mission"] & kind.is_in
    why, kept = eligible.reason(possible, there, line.required)
    if why == "none" and told["not_assessed_count"]:
        why = "none_assessed"
    may = np.logical_and.reduce(list(possible.values())) & ~kind.in_time[place] & kind.is_in
    if may.any() and (not told["matched"] or why == "too_few"):
        why = "not_verified"
    state = "partly_met" if told["matched"] else "later" if told["late_count"] else "unmet"
    if state == "unmet" and told["not_assessed_count"]:
        state = "not_assessed"
    return {"state": state, "reason": why, "looked_at_count": int(there.sum()), "kept_count": kept}


def without(kind: Kind, is_out: np.ndarray) -> int:
    """How many places are served in time without some units."""
    return sum(served(kind.needed, kind.ready & ~is_out))


def carried(asked: pd.DataFrame, units: pd.DataFrame, without_group: str | None = None) -> list[dict]:
    """Lines of sets that a roster has a tag for (TAGS): how many such sets available units carry that could be there by the day. Frames: scenario_lines, roster_units."""
    rows = []
    mine = units[units["is_available"].astype(bool) & (units["regional_group"] != without_group)]
    for line in asked[asked["capability"].isin(TAGS)].itertuples():
        in_time = mine if pd.isna(line.by_day) else mine[mine["ready_days"] <= line.by_day]
        numbers = [eligible.wanted(text).get(TAGS[line.capability], 0) for text in in_time["equipment"]]
        told = {
            "line": line.line,
            "carried_count": sum(numbers),
            "eligible_count": sum(number > 0 for number in numbers),
        }
        if pd.isna(line.required):
            rows.append(told | {"state": "not_stated"})
            continue
        there = min(sum(numbers), int(line.required))
        state = "carried" if there >= line.required else "partly_carried" if there else "none_carried"
        rows.append(
            told | {"matched": there, "state": state, "reason": None if state == "carried" else "too_few_carried"}
        )
    return rows


def is_reported(export: pd.DataFrame) -> bool:
    """Whether there is an export of the roster. Frame: roster_export."""
    return not pd.isna(export["export_on"].iloc[0])


def women_asked(asked: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """By category of a model's lines: goal_percent and goal_year, asked_count (persons that lines state, or are counted in) and asked_women_count, rounded up. Frames: scenario_lines, scenario_goals."""
    stated = asked["person_count"].where(
        asked["person_count"].notna() | (asked["unit_of_quantity"] != "persons"), asked["required"]
    )
    people = asked[["capability"]].assign(person_count=stated).merge(goals, on="capability")
    kinds = ["position", "category", "goal_percent", "goal_year"]
    told = people.groupby(kinds, sort=True)["person_count"].sum(min_count=1).reset_index(name="asked_count")
    told = told.astype({"asked_count": "Int64", "goal_percent": "Int64", "goal_year": "Int64"})
    women = (told["goal_percent"] * told["asked_count"] + 99) // 100
    return told.assign(asked_women_count=women).drop(columns="position")
