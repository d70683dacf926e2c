"""Invented rosters of invented states, and a plain-Python answer to whether a unit is available on a day, and if not why.

The rules, in the words of the queries. A unit counts as **available** at Level 2 or higher, not stale, neither selected nor
deployed nor withdrawn, on a day inside its window (both ends count), its condition met or none; a rotation of slots only on
a day in a slot that a state covers. **Stale**: its first twelve calendar months from acceptance are over, it was renewed,
and six calendar months from the last renewal are over too; the last day of a period still counts. No renewal reported after
the first year is not reported, which is not stale. A month without that day ends on its last: 29 February and 12 months is
28 February. A day that could not be read is neither: it is not read where the other day does not make the unit current. A level, status,
window or slots that could not be read keep the unit from being available, each by a reason of its own. A unit belongs to the state that gives its personnel; a rotation, on a day in a covered slot, to that slot's.
"""

import calendar
import datetime as dt
import random
from collections import defaultdict

from etl import settings
from tests.support.figures import insert

TODAY = dt.date(2026, 11, 24)
EXPORTS = (dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30))  # the last is the newest
STATES = {  # code -> regional group, second group
    "QMA": ("african_group", None),
    "QMB": ("african_group", None),
    "QMC": ("asia_pacific_group", None),
    "QMD": ("asia_pacific_group", None),
    "QME": ("eastern_european_group", None),
    "QMF": ("grulac", None),
    "QMG": ("weog", "asia_pacific_group"),  # takes part in two groups, counts in the first
    "QMH": (None, None),  # in no group
}
LEVELS = ("level_1", "level_2", "level_3", "rdl", "registered")
READY = ("level_2", "level_3", "rdl")
CAPABILITIES = ("qrf_company", "medium_utility_helicopter", "infantry_battalion")
MISSIONS = ("MINUSCA", "UNMISS")
CYCLES = ("2025/26", "2026/27", "2020/26/27", None)
FIRST_MONTHS, RENEWAL_MONTHS = 12, 6
EDGES = (
    *(TODAY + dt.timedelta(days) for days in (-1, 0, 1, 59, 60, 61)),
    *(dt.date(2025, 11, day) for day in (23, 24, 25)),  # the first year ended yesterday, ends today, tomorrow
    *(dt.date(2026, 5, day) for day in (23, 24, 25)),  # as much for six months
    dt.date(2024, 2, 29),
    dt.date(2025, 8, 31),
)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many calendar months later, or the last day of a month that has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def renewal(unit: dict, today: dt.date) -> str:
    """Current, not_reported or stale."""
    accepted, renewed = unit["date_accepted"], unit["last_renewed"]
    if accepted and today <= months_later(accepted, FIRST_MONTHS):
        return "current"
    if renewed and today <= months_later(renewed, RENEWAL_MONTHS):
        return "current"
    if unit["not_read"] in ("date_accepted", "last_renewed"):
        return "not_read"
    return "stale" if renewed else "not_reported"


def slot(unit: dict, today: dt.date) -> str | None:
    """The state whose slot of a rotation covers the day: the first by code where two do, None where none does."""
    covering = [
        state
        for state, start, end in unit["slots"]
        if state and (start is None or start <= today) and (end is None or today <= end)
    ]
    return min(covering, default=None)


def why_not(unit: dict, today: dt.date) -> list[str]:
    """The codes of what keeps a unit from being available, none where it is."""
    start, end = unit["available_from"], unit["available_to"]
    tests = {
        "level_not_read": unit["not_read"] == "level",
        "no_level": unit["level"] == "registered" and unit["not_read"] != "level",
        "below_level_2": unit["level"] not in (*READY, "registered") and unit["not_read"] != "level",
        "stale": renewal(unit, today) == "stale",
        "renewal_not_read": renewal(unit, today) == "not_read",
        unit["status"] or "status_not_read": unit["status"] != "available",
        "window_not_read": unit["not_read"] == "available_to",
        "before_window": start is not None and today < start,
        "after_window": end is not None and today > end,
        "condition_unmet": unit["condition_state"] == "unmet",
        "condition_unknown": unit["condition_state"] not in ("met", "unmet") and unit["condition"] is not None or unit["condition_state"] == "unknown",
        "slot_uncovered": unit["is_smart"] and slot(unit, today) is None,
    }  # fmt: skip
    return [code for code, holds in tests.items() if holds]


def is_available(unit: dict, today: dt.date) -> bool:
    return not why_not(unit, today)


def state(unit: dict, today: dt.date) -> str:
    """Whose personnel it is on the day."""
    return (slot(unit, today) if unit["is_smart"] else None) or unit["iso3"]


def newest(units: list[dict]) -> list[dict]:
    """The rows of the latest export."""
    last = max((row["export_on"] for row in units), default=None)
    return [unit for unit in units if unit["export_on"] == last]


def roster(seed: int, number: int | None = None) -> list[dict]:
    """Invented units of three exports: a unit comes, rises, falls, lapses and goes; dates sit on the edges of the rules."""
    rng = random.Random(seed)
    units = []
    for place in range(rng.randint(0, 60) if number is None else number):
        unit = _unit(rng, f"T_{place:03}")
        for export in EXPORTS:
            if rng.random() < 0.85:
                if rng.random() < 0.3:
                    unit = unit | {"level": rng.choice(LEVELS), "rdl_cycle": rng.choice(CYCLES), "status": _status(rng)}
                    unit["not_read"] = None if unit["not_read"] in ("level", "status") else unit["not_read"]
                units.append(unit | {"export_on": export})
    rng.shuffle(units)
    return units


def _not_read(rng: random.Random) -> dict:
    """One cell in a sixth of the units that could not be read."""
    name = rng.choice(("level", "status", "date_accepted", "last_renewed", "available_to", *(None,) * 25))
    return {name: None, "not_read": name} if name else {"not_read": None}


def _status(rng: random.Random) -> str:
    return rng.choice(("available",) * 5 + ("selected", "deployed", "withdrawn"))


def _day(rng: random.Random, blank: float = 0.4) -> dt.date | None:
    if rng.random() < blank:
        return None
    return rng.choice(EDGES) if rng.random() < 0.6 else TODAY + dt.timedelta(rng.randint(-900, 300))


def _unit(rng: random.Random, unit_id: str) -> dict:
    start, end = _day(rng, 0.6), _day(rng, 0.6)
    condition = rng.choice((None, None, None, "parliament agrees"))
    is_smart = rng.random() < 0.2
    status, states = _status(rng), (*STATES, None)
    partners = [
        (rng.choice(list(STATES)), rng.choice(("equipment", "training", "finance"))) for _ in range(rng.choice((0, 0, 1, 2)))
    ]  # fmt: skip
    slots = [
        (rng.choice(states), *sorted(day for day in (_day(rng, 0), _day(rng, 0)) if day))
        for _ in range(rng.randint(0, 3))
    ]
    return {
        "unit_id": unit_id, "iso3": rng.choice(list(STATES)), "component": rng.choice(("military", "police")),
        "capability": rng.choice(CAPABILITIES), "strength_count": rng.choice((None, 0, 60, 180, 850)), "women_count": None,
        "level": rng.choice(("level_2", "level_3", "rdl", *LEVELS)), "date_pledged": None, "date_accepted": _day(rng, 0.2),
        "last_renewed": _day(rng, 0.5), "visit_date": _day(rng), "visit_result": None, "verification_date": None,
        "rdl_cycle": rng.choice(CYCLES), "has_load_list": rng.choice((True, False, None)), "sur_reference": None,
        "available_from": start if not (start and end) else min(start, end), "available_to": end if not (start and end) else max(start, end),
        "condition": condition, "condition_state": rng.choice(("met", "met", "unmet", "unknown")) if condition else None,
        "languages": rng.choice((None, "en", "en;fr")), "mission_specific": rng.choice((None, None, None, *MISSIONS)), "status": status,
        "deployed_mission": rng.choice(MISSIONS), "requirement_line": None, "ministerial_pledge_id": None, "is_smart": is_smart,
        "slots": slots if is_smart else [], "partners": sorted(set(partners)),
    } | _not_read(rng)  # fmt: skip


def fill(con, units: list[dict]) -> None:
    """Put units, their slots and partners into a database, with the invented states; make the tables where there are none."""
    if not con.execute("select 1 from information_schema.tables where table_name = 'roster_unit'").fetchall():
        con.execute((settings.ROOT / "etl" / "sql" / "roster.sql").read_text(encoding="utf-8"))
    insert(
        con,
        "mart.country (iso3, name, un_order, regional_group, regional_group_second, is_member_state)",
        [
            (code, f"Member State {code}", order, group, second, True)
            for order, (code, (group, second)) in enumerate(STATES.items(), 900)
        ],
    )
    latest = max((unit["export_on"] for unit in units), default=None)
    made: dict[tuple, list] = defaultdict(list)
    for row, unit in enumerate(units, 2):
        values = {key: value for key, value in unit.items() if key not in ("slots", "partners")}
        if values["status"] not in ("selected", "deployed"):
            values["deployed_mission"] = None
        values |= {"is_newest": unit["export_on"] == latest, "file_id": 1, "place": f"Units!A{row}"}
        made[tuple(values)].append(tuple(values.values()))
    for names, alike in made.items():
        insert(con, f"mart.roster_unit ({', '.join(names)})", alike)
    for name in ("slots", "partners"):
        parts = [(unit["export_on"], unit["unit_id"], *part) for unit in units for part in unit[name]]
        insert(con, f"mart.roster_{name.removesuffix('s')}", parts)
