"""Which units of a roster may serve a line of mission requirements, and what keeps the others from it.

A unit may serve a line of its capability where it is pledged for that mission or for none and meets each thing that the line
asks for: all its languages, all its equipment in the numbers stated, its days, its share of women. What is not reported does
not meet; what stands in a cell that could not be read is not verified: it neither meets nor lacks. A unit below Level 2
or whose level is not known has no days: days are not held against it. Both stand apart from available units, as do stale ones and those
whose acceptance or renewal could not be read: of none of these may be said more than that it is not known to be assessed and current.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

ASKED = ("language", "equipment", "days", "women")
NOT_ASSESSED = {"below_level_2", "no_level", "level_not_read", "level_not_reported", "stale", "renewal_not_read"}


def free(units: pd.DataFrame) -> pd.DataFrame:
    """The units that could serve a line, with `is_assessed`: available ones, and those that only lack a level or renewal.

    Frame: roster_units. A unit that is selected or deployed serves a line already; one outside its window, without its
    condition or in a slot that no state covers cannot be had today.
    """
    reasons = {text: set(text.split(";")) for text in units["why_not"].dropna().unique()}
    pending = {text for text, codes in reasons.items() if codes <= NOT_ASSESSED}
    can_serve = units["is_available"] | units["why_not"].isin(pending)
    return units[can_serve].assign(is_assessed=units.loc[can_serve, "is_available"].astype(bool))


@dataclass(frozen=True)
class Pool:
    """Units made ready for many lines: numbers as arrays, texts as places in a list of those that differ."""

    women: np.ndarray
    strength: np.ndarray
    days: np.ndarray
    languages: tuple[np.ndarray, list]
    equipment: tuple[np.ndarray, list]
    missions: tuple[np.ndarray, list]
    unread: tuple[np.ndarray, list]


def pool(units: pd.DataFrame) -> Pool:
    """Units of roster_units as a pool."""
    numbers = [
        units[name].to_numpy(dtype=float, na_value=np.nan) for name in ("women_count", "strength_count", "ready_days")
    ]
    texts = [pd.factorize(units[name]) for name in ("languages", "equipment", "mission_specific", "not_read")]
    return Pool(*numbers, *[(places, list(values)) for places, values in texts])


def tests(line: Any, units: Pool) -> dict[str, np.ndarray]:
    """Which units meet a line: for each thing that lines ask for (ASKED) an array of booleans, one a unit."""
    spoken, gear = codes(line.languages), wanted(line.equipment_tags)
    everyone = np.ones(len(units.days), dtype=bool)
    return {
        "language": each(units.languages, lambda text: spoken <= codes(text)) if spoken else everyone,
        "equipment": each(units.equipment, lambda text: carries(text, gear)) if gear else everyone,
        "days": everyone if pd.isna(line.readiness_days) else ~(units.days > line.readiness_days),
        "women": everyone
        if pd.isna(line.women_percent)
        else (units.strength > 0) & (100 * units.women >= line.women_percent * units.strength),
    }


UNREAD = {  # cells that decide whether each thing that lines ask for is met
    "language": {"languages"},
    "equipment": {"equipment"},
    "women": {"women_count", "strength_count"},
    "mission": {"mission_specific"},
}


def unverified(met: dict[str, np.ndarray], units: Pool) -> dict[str, np.ndarray]:
    """Of each thing that a unit does not meet, whether a cell that could not be read may say that it does."""
    return {name: ~met[name] & each(units.unread, _names(UNREAD.get(name, set()))) for name in met}


def _names(cells: set[str]) -> Callable[[Any], bool]:
    """A test of whether a list of cells that were not read names one of some."""
    return lambda text: bool(cells & codes(text))


def suits(line: Any, units: Pool) -> np.ndarray:
    """Whether each unit is pledged for the line's mission or for none."""
    return each(units.missions, lambda text: text is None or text == line.mission)


def fits(line: Any, units: Pool) -> np.ndarray:
    """Whether each unit may serve a line: pledged for its mission or for none, and meeting each thing that it asks for."""
    return suits(line, units) & np.logical_and.reduce(list(tests(line, units).values()))


def lacking(line: Any, units: pd.DataFrame) -> tuple[dict[str, np.ndarray], list[str | None]]:
    """Which units meet each thing that a line asks for, and of each unit the codes of what it lacks, with ; between them. Frame: roster_units."""
    ready = pool(units)
    met = tests(line, ready) | {"mission": suits(line, ready)}
    unread = unverified(met, ready)
    lacks = [
        ";".join(f"{name}_not_read" if unread[name][place] else name for name in met if not met[name][place]) or None
        for place in range(len(units))
    ]
    return met, lacks


def reason(met: dict[str, np.ndarray], there: np.ndarray, lacking: int) -> tuple[str, int]:
    """Why a line stays short by `lacking` units: the thing asked for that, left out, would let most units serve it; and how many lack it.

    `there` says which units are looked at. none: no unit. too_few: all of them meet the line, or enough do and serve others.
    """
    if not there.any():
        return "none", 0
    failed = {name: ~met[name] & there for name in ASKED}
    number = sum(failed[name].astype(int) for name in ASKED)
    if not (number[there] > 0).any() or ((number == 0) & there).sum() >= lacking:
        return "too_few", 0
    alone = {name: int((failed[name] & (number == 1)).sum()) for name in ASKED}
    most = alone if any(alone.values()) else {name: int(failed[name].sum()) for name in ASKED}
    first = max(ASKED, key=lambda name: (most[name], -ASKED.index(name)))
    return first, int(failed[first].sum())


def codes(text: object) -> set[str]:
    """The codes of a list with semicolons between them; empty for a blank."""
    return {part for part in text.split(";") if part} if isinstance(text, str) else set()


def wanted(text: object) -> dict[str, int]:
    """Tags with how many are asked for: `jammers:2` asks for two, `jammers` for one."""
    numbers = {}
    for part in codes(text):
        tag, _, number = part.partition(":")
        numbers[tag] = int(number) if number.isdigit() else 1
    return numbers


def carries(text: object, gear: dict[str, int]) -> bool:
    """Whether a unit's equipment covers what is asked for; a tag of a unit without a number is there once or more."""
    there: dict[str, float] = {}
    for part in codes(text):
        tag, _, number = part.partition(":")
        there[tag] = int(number) if number.isdigit() else math.inf
    return all(tag in there and there[tag] >= least for tag, least in gear.items())


def each(texts: tuple[np.ndarray, list], test: Callable[[Any], bool]) -> np.ndarray:
    """The test of each unit's text as an array, made once for texts that are the same; a blank is tested as None."""
    places, values = texts
    answers = np.array([test(value) for value in values] + [test(None)], dtype=bool)
    return answers[places]
