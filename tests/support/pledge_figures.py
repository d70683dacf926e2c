"""Invented pledges of invented states, and a second, plain-Python count of every metric of pledges."""

import calendar
import datetime as dt
import random
import re
from collections import defaultdict
from collections.abc import Sequence

from tests.support import figures

STATES = {  # code -> regional group, second group
    "QMA": ("african_group", None),
    "QMB": ("weog", "asia_pacific_group"),
    "QMC": (None, None),
    "QMD": ("grulac", None),
    "QME": ("asia_pacific_group", None),
}
HELD = {  # Ministerial -> last day, months of its window; the days are those of the reference
    "Berlin 2025": (dt.date(2025, 5, 14), 6),
    "Accra 2023": (dt.date(2023, 12, 6), 6),
    "Leaders Summit 2015": (dt.date(2015, 9, 28), 6),
}
CATEGORIES = ("uniformed_capabilities", "training_capacity_building_partnerships", "conduct", "funding", "other")
STEPS = {
    "unit": ("announced", "level_1", "assessed", "level_3", "selected", "deployed"),
    "other": ("announced", "planned", "under_way", "implemented"),
}
ENDS = ("withdrawn", "too_general")
UNITS = ("unit", "company", "platoon")
DOUBLE = ("repeat", "restates_total", "possible_duplicate")
TODAY = dt.date(2026, 11, 24)
BY_WHEN = (None, None, "2025", "2026-02", "2027-03-15", "2024-02-30", "2025/2026", "late 2026", "2026-H2")


def pledges(seed: int, number: int | None = None) -> list[dict]:
    """Invented pledges, each with its `steps` (day, seq, status) and what stands now."""
    rng = random.Random(seed)
    rows = []
    for place in range(rng.randint(0, 40) if number is None else number):
        track = rng.choice(("unit", "other"))
        day = dt.date(2014, 1, 1) + dt.timedelta(rng.randint(0, 4500))
        steps = [] if rng.random() < 0.1 else [(day, 0, "announced")]
        for name in STEPS[track][1:]:
            if rng.random() < 0.35:
                day += dt.timedelta(
                    rng.choice((0, 0, 30, 400))
                )  # two steps on one day stand in the order of their record
                steps.append((day, len(steps), name))
        if track == "unit" and rng.random() < 0.25:
            steps.append((day, len(steps), "rdl"))
        if rng.random() < 0.25:
            steps.append((day + dt.timedelta(rng.choice((0, 90))), len(steps), rng.choice(ENDS)))
        steps.sort()
        main = [step for step in steps if step[2] != "rdl"]
        ministerial = rng.choice((*HELD, None))
        flags = [code for code in ("not_tangible", *DOUBLE) if rng.random() < 0.2]
        rows.append(
            {
                "pledge_id": f"T{place:03}", "iso3": rng.choice(list(STATES)), "ministerial": ministerial,
                "occasion": ministerial or "a national decision", "category": rng.choice(CATEGORIES), "capability": None, "track": track,
                "quantity": rng.choice((None, 1, 2, 300)), "unit": rng.choice((*UNITS, "person", "aircraft", "course", None)),
                "by_when": rng.choice(BY_WHEN), "is_tangible": rng.random() < 0.3, "sentence": f"Pledge {place}",
                "source_url": f"https://example.org/{rng.randint(0, 5)}", "dated": (steps or [(day, 0, "")])[0][0],
                "is_announced": any(step[2] == "announced" for step in steps), "status": main[-1][2] if main else "confirmed",
                "status_date": main[-1][0] if main else day, "flags": ";".join(flags) or None, "steps": steps, "file": "made.csv",
                "origin": "form", "place": f"line {place}", "languages": None,
            }
        )  # fmt: skip
    return rows


def fill(con, rows: list[dict], answers: Sequence[tuple] = ()) -> None:
    """Put pledges, their steps and (pledge_id, requirement_id, position) into a database, with the invented states."""
    for order, (code, (group, second)) in enumerate(STATES.items(), 900):
        con.execute(
            "insert into mart.country (iso3, name, un_order, regional_group, regional_group_second, is_member_state)"
            " values (?, ?, ?, ?, ?, true)",
            [code, f"Member State {code}", order, group, second],
        )
    for row in rows:
        values = {key: value for key, value in row.items() if key != "steps"}
        marks = ", ".join("?" for _ in values)
        con.execute(f"insert into mart.pledge ({', '.join(values)}) values ({marks})", list(values.values()))
        for day, seq, status in row["steps"]:
            con.execute(
                "insert into mart.pledge_step values (?, ?, ?, 'a source', ?)", [row["pledge_id"], status, day, seq]
            )
    for pledge_id, requirement_id, position in answers:
        con.execute(
            "insert into mart.pledge_requirement values (?, ?, ?, 1.0, '')", [pledge_id, requirement_id, position]
        )


def database(path, rows: list[dict], answers: Sequence[tuple] = ()):
    """A database with the reference tables and these pledges."""
    con = figures.database(path, [(dt.date(2025, 7, 31), "MINUSCA", "BGD", "troops", 1, 2)])
    fill(con, rows, answers)
    return con


def of(rows: list[dict], ministerial: str, strict: bool = False) -> list[dict]:
    """The pledges of a Ministerial: "" all, "none" of none; a strict count leaves out those of none."""
    if ministerial == "none":
        return [row for row in rows if row["ministerial"] is None]
    if ministerial:
        return [row for row in rows if row["ministerial"] == ministerial]
    return [row for row in rows if row["ministerial"] is not None or not strict]


def reached(row: dict) -> int:
    """The place of the highest step that a pledge reached, from 1; 0 where it took none."""
    names = STEPS[row["track"]]
    return max((names.index(status) + 1 for _, _, status in row["steps"] if status in names), default=0)


def has_news(row: dict) -> bool:
    return any(status != "announced" for _, _, status in row["steps"])


def units(row: dict) -> int | None:
    """The units that a pledge states: never persons or aircraft, never those that it pays for."""
    counts = row["track"] == "unit" and row["category"] != "funding" and row["unit"] in UNITS
    return row["quantity"] if counts else None


def is_double(row: dict) -> bool:
    return any(code in (row["flags"] or "").split(";") for code in DOUBLE)


def total(numbers) -> int | None:
    """A sum of what is stated; None where nothing is."""
    stated = [number for number in numbers if number is not None]
    return sum(stated) if stated else None


def conversion(rows: list[dict], ministerial: str, category: str = "") -> dict:
    """(track, stage) -> (pledges, units, repeats)."""
    cohort = [row for row in of(rows, ministerial, strict=True) if not category or row["category"] == category]
    counts = {}
    for track, names in STEPS.items():
        mine = [row for row in cohort if row["track"] == track]
        stages = {name: [row for row in mine if reached(row) >= place] for place, name in enumerate(names, 1)}
        stages |= {name: [row for row in mine if row["status"] == name] for name in (*ENDS, "confirmed")}
        stages["no_news"] = [row for row in mine if row["status"] == "announced" and not has_news(row)]
        if track == "unit":
            stages["rdl"] = [row for row in mine if any(status == "rdl" for _, _, status in row["steps"])]
        for stage, those in stages.items():
            counts[track, stage] = (len(those), total(map(units, those)), sum(map(is_double, those)))
    return counts


def by_region(rows: list[dict]) -> dict:
    """(group, state without one) -> pledges, states, tangible, followed, units without repeats."""
    groups = defaultdict(list)
    for row in rows:
        group = STATES[row["iso3"]][0]
        groups[group, None if group else row["iso3"]].append(row)
    return {
        key: (
            len(those), len({row["iso3"] for row in those}), sum(row["is_tangible"] for row in those), sum(map(has_news, those)),
            total(units(row) for row in those if not is_double(row)),
        )
        for key, those in groups.items()
    }  # fmt: skip


def due(row: dict) -> tuple[dt.date | None, str]:
    """The day by which a pledge is due, and what says so."""
    text = row["by_when"] or ""
    if match := re.fullmatch(r"(\d{4})(?:/(\d{4}))?", text):
        return dt.date(int(match[2] or match[1]), 12, 31), "said"
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", text):
        year, month = int(match[1]), int(match[2])
        last = calendar.monthrange(year, month)[1]
        exact = int(match[3]) if match[3] and 1 <= int(match[3]) <= 28 else last
        return dt.date(year, month, exact), "said"
    if row["ministerial"]:
        held, months = HELD[row["ministerial"]]
        month = held.month - 1 + months
        return dt.date(held.year + month // 12, month % 12 + 1, held.day), "meeting"
    return None, "none"
