"""Three exports of a roster: about 260 units, each followed from one export to the next as they are promoted, renewed or forgotten."""

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import openpyxl
from making import steps
from making.asks import LINES, line_id, put, save_book
from making.promises import UnitPledge
from making.world import NOTE, State, dice, states

EXPORTS = (dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30))
HEADINGS = (
    "Pledge ID", "Member State", "Component", "Capability", "Strength", "Women", "Level", "Date pledged", "Date accepted", "Last renewed",
    "Visit date", "Visit result", "Verification date", "RDL cycle", "Load list", "Statement of unit requirements", "Available from", "Available to", "Slots",
    "Partners", "Condition", "Condition state", "Languages", "Equipment", "Mission specific", "Status", "Deployed mission",
    "Requirement line", "Ministerial pledge ID",
)  # fmt: skip
LEVELS = ("Level 1", "Level 2", "Level 3", "RDL")
# Capability: component, how many, people in one, weights of the four levels (None: registered, without a level), tags.
KINDS: dict[str, tuple[str, int, tuple[int, int], tuple[int, int, int, int] | None, str]] = {
    "infantry_battalion": ("military", 18, (650, 850), (8, 8, 4, 2), "first_aid_kits:850; level_1_hospital:1"),
    "infantry_battalion_mechanised": ("military", 10, (700, 850), (6, 3, 1, 0), "mechanised_companies:2; gunner_protection:24; c_uas:1"),
    "qrf_company": ("military", 18, (140, 220), (8, 8, 4, 4), "wheels_6x6:14; jammers:4; mini_uas:2"),
    "force_protection_company": ("military", 6, (120, 200), (3, 3, 1, 0), "wheels_4x4:20"),
    "special_forces_unit": ("military", 6, (60, 120), (4, 2, 1, 0), ""),
    "engagement_platoon": ("military", 7, (27, 34), (4, 3, 0, 0), ""),
    "engineering_unit": ("military", 17, (120, 240), (10, 7, 3, 2), ""),
    "military_bridging": ("military", 1, (40, 60), (1, 0, 0, 0), ""),
    "signals_unit": ("military", 9, (60, 120), (3, 4, 2, 0), ""),
    "transport_unit": ("military", 12, (100, 180), (4, 5, 3, 1), "wheels_6x6:60"),
    "logistics_unit": ("military", 8, (80, 160), (3, 4, 1, 0), ""),
    "hospital_level_2": ("military", 13, (60, 90), (5, 5, 2, 2), ""),
    "hospital_level_1": ("military", 7, (20, 40), (3, 3, 1, 0), ""),
    "aeromedical_evacuation": ("military", 3, (8, 16), (2, 1, 0, 0), ""),
    "eod_unit": ("military", 13, (30, 80), (5, 5, 2, 1), "eod_search_detect:3; jammers:2"),
    "c_uas_unit": ("military", 2, (30, 60), (1, 0, 0, 0), "c_uas:2"),
    "uas_pkisr": ("military", 7, (40, 90), (5, 2, 0, 0), "mini_uas:6"),
    "medium_utility_helicopter": ("military", 5, (90, 160), (5, 1, 0, 0), ""),
    "attack_armed_helicopter": ("military", 1, (90, 140), (1, 0, 0, 0), ""),
    "fixed_wing_airlift": ("military", 2, (60, 90), (1, 0, 0, 0), ""),
    "riverine_unit": ("military", 5, (80, 140), (3, 2, 0, 0), ""),
    "military_police_unit": ("military", 5, (50, 90), (2, 3, 0, 0), ""),
    "formed_police_unit": ("police", 20, (140, 180), (8, 9, 3, 2), ""),
    "specialised_police_team": ("police", 7, (6, 20), (4, 3, 0, 0), ""),
    "staff_officer": ("individual", 6, (1, 6), None, ""),
    "military_observer": ("individual", 4, (1, 6), None, ""),
    "mobile_training_team": ("training", 5, (8, 14), None, ""),
}  # fmt: skip
# Where the guide says that gaps are: who offers these is not French-speaking.
NOT_IN_FRENCH = ("formed_police_unit",)
STEP = {
    "announced": None,
    "confirmed": None,
    "too_general": None,
    "level_1": 0,
    "assessed": 1,
    "level_3": 2,
    "selected": 1,
    "deployed": 1,
}
CONDITIONS = (
    "parliament agrees",
    "equipment is reimbursed under a letter of assist",
    "a partner brings the vehicles",
    "the unit returns in time",
)


@dataclass(frozen=True)
class Unit:
    """One unit as one export shows it."""

    name: str
    state: State
    component: str
    capability: str
    strength: int | None
    women: int | None
    level: str
    pledged: dt.date
    accepted: dt.date
    renewed: dt.date | None = None
    visited: dt.date | None = None
    visit: str = ""
    verified: dt.date | None = None
    load_list: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    slots: str = ""
    partners: str = ""
    condition: str = ""
    condition_state: str = ""
    languages: str = ""
    equipment: str = ""
    for_mission: str = ""
    status: str = "available"
    mission: str = ""
    line: str = ""
    pledge: str = ""
    renews: bool = field(default=True, compare=False)

    def cells(self, day: dt.date) -> tuple:
        """Return its row of the export of a day, in the order of HEADINGS."""
        days = (self.pledged, self.accepted, self.renewed, self.visited)
        window = (self.first, self.last)
        return (
            self.name, self.state.name, self.component, self.capability, self.strength, self.women, self.level, *map(_at, days),
            self.visit or None, _at(self.verified), _cycle(day) if self.level == "RDL" else None, self.load_list or None,
            None if self.level == "Registered" else "generic", *map(_at, window), self.slots or None, self.partners or None,
            self.condition or None, self.condition_state or None, self.languages or None, self.equipment or None,
            self.for_mission or None, self.status, self.mission or None, self.line or None, self.pledge or None,
        )  # fmt: skip


def _cycle(day: dt.date) -> str:
    """Return the cycle of the Rapid Deployment Level that a day lies in; they turn in July."""
    first = day.year - (day.month < 7)
    return f"{first}/{(first + 1) % 100:02}"


def _at(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time()) if day else None


def first_export(pledges: list[UnitPledge]) -> list[Unit]:
    """Return the units of the first export, ordered by id."""
    rng = dice("roster")
    givers = {s.code: s for s in states()}
    weights = {"large": 7, "medium": 4, "small": 2, "none": 0.3}
    units: list[Unit] = []
    for pledge in pledges:
        if pledge.capability not in KINDS or STEP.get(pledge.status) is None or len(units) >= 45:
            continue
        level = STEP[pledge.status] if KINDS[pledge.capability][3] else None
        unit = _new(givers[pledge.iso3], pledge.capability, level, rng, pledge.pledged)
        status = pledge.status if level and pledge.status in ("selected", "deployed") else "available"
        condition: dict[str, Any] = (
            {"condition": pledge.condition, "condition_state": "unknown"} if pledge.condition else {}
        )
        units.append(_serving(replace(unit, pledge=pledge.pledge_id, status=status, **condition), rng))
    for capability, (_component, count, _people, levels, _tags) in KINDS.items():
        for _ in range(count):
            state = rng.choices(list(givers.values()), [weights[s.size] for s in givers.values()])[0]
            level = rng.choices(range(4), levels)[0] if levels else None
            if level == 3 and state.group == "grulac":  # a group without a unit at the Rapid Deployment Level
                level = 2
            unit = _new(state, capability, level, rng)
            units.append(_serving(_special(unit, rng, list(givers.values())), rng))
    counts: dict[str, int] = {}
    named = []
    for unit in units:
        counts[unit.state.code] = counts.get(unit.state.code, 0) + 1
        named.append(replace(unit, name=f"{unit.state.code}-{counts[unit.state.code]:03}"))
    return sorted(named, key=lambda unit: unit.name)


def _new(state: State, capability: str, level: int | None, rng: Random, pledged: dt.date | None = None) -> Unit:
    """Return one unit as of the first export."""
    component, _count, (least, most), _levels, tags = KINDS[capability]
    day = EXPORTS[0]
    pledged = pledged or day - dt.timedelta(days=rng.randint(120, 1500))
    accepted = min(pledged + dt.timedelta(days=rng.randint(15, 90)), day - dt.timedelta(days=5))
    strength = rng.randint(least, most)
    usual = 0.5 if capability == "engagement_platoon" else 0.17 if component == "police" else 0.09
    women = min(strength, round(strength * usual * state.women * rng.uniform(0.6, 1.25)))
    language = "en" if capability in NOT_IN_FRENCH and rng.random() < 0.85 else state.language
    unit = Unit(
        "", state, component, capability, strength, None if rng.random() < 0.12 else women, LEVELS[level] if level is not None else "Registered",
        pledged, accepted, languages=language if language == "en" else f"{language}; en" if rng.random() < 0.5 else language,
        equipment=tags if level and rng.random() < 0.75 else "", renews=rng.random() < 0.78,
    )  # fmt: skip
    if level is None:
        return replace(unit, renewed=_renewed(unit, day, rng))
    if level:
        visited = min(accepted + dt.timedelta(days=rng.randint(30, 200)), day - dt.timedelta(days=3))
        unit = replace(unit, visited=visited, visit="passed with conditions" if rng.random() < 0.15 else "passed")
    elif rng.random() < 0.3:
        visited = day - dt.timedelta(days=rng.randint(5, 90))
        unit = replace(unit, visited=visited, visit="not passed") if visited >= accepted else unit
    unit = replace(unit, load_list="yes" if level >= 2 or rng.random() < 0.4 else "no" if rng.random() < 0.7 else "")
    if level == 3:
        unit = replace(unit, verified=min(visited + dt.timedelta(days=60), day))
    return replace(unit, renewed=_renewed(unit, day, rng))


def _renewed(unit: Unit, day: dt.date, rng: Random) -> dt.date | None:
    """Return the last renewal before a day: twelve months after acceptance, then every six; some stop, some do not say."""
    age = (day - unit.accepted).days
    if age < 365:
        return None
    if not unit.renews and rng.random() < 0.35:
        return None  # not reported
    times = (age - 365) // 182
    times = times if unit.renews else max(0, times - rng.randint(1, 4))
    return min(unit.accepted + dt.timedelta(days=360 + times * 181), day)


def _special(unit: Unit, rng: Random, others: list[State]) -> Unit:
    """Make some units partnered, rotational, conditional, bound to a window or to a mission."""
    chance = rng.random()
    if unit.level == "Registered":
        return unit
    partner, third = rng.sample([s for s in others if s.code != unit.state.code and s.size != "none"], 2)
    if chance < 0.06:
        role = rng.choice(("equipment", "training", "finance"))
        return replace(
            unit, partners=f"{partner.code}: {role}" + (f"; {third.code}: training" if role != "training" else "")
        )
    if chance < 0.12:
        covers = (unit.state.code, partner.code, rng.choice((third.code, "open")))
        days = ((2026, 1, 1, 2026, 6, 30), (2026, 7, 1, 2026, 12, 31), (2027, 1, 1, 2027, 6, 30))
        periods = [f"{code} {dt.date(*d[:3])}/{dt.date(*d[3:])}" for code, d in zip(covers, days, strict=True)]
        return replace(unit, slots="; ".join(periods))
    if chance < 0.18:
        return replace(unit, condition=rng.choice(CONDITIONS), condition_state=rng.choice(("met", "unmet", "unknown")))
    if chance < 0.28:
        first = dt.date(2026, rng.choice((1, 4, 7, 10)), 1)
        return replace(unit, first=first, last=dt.date(first.year + rng.choice((0, 1)), 12, 31))
    if chance < 0.32:
        return replace(unit, for_mission=rng.choice(("XMA", "XMB", "XMD")))
    return unit


def _serving(unit: Unit, rng: Random) -> Unit:
    """Select or deploy some units at Level 2 or higher against a line that asks for them, or to a mission."""
    status = unit.status
    if status == "available":
        if unit.level in ("Level 1", "Registered") or unit.condition or unit.slots or rng.random() > 0.24:
            return unit
        status = rng.choice(("selected", "deployed", "deployed"))
    asked = [(line_id(n), line[0]) for n, line in enumerate(LINES) if line[1] == unit.capability]
    if asked and rng.random() < 0.25:
        line, mission = rng.choice(asked)
        return replace(unit, status=status, mission=mission, line=line)
    return replace(unit, status=status, mission=rng.choice(("XMA", "XMB", "XMC", "XMD")))


def next_export(before: list[Unit], day: dt.date) -> list[Unit]:
    """Return the units a quarter later: renewed, promoted, demoted, selected, withdrawn, and a few new ones."""
    rng = dice(f"roster of {day}")
    units = []
    for unit in before:
        if unit.status == "withdrawn":
            continue  # in one export as withdrawn, then gone
        chance = rng.random()
        unit = replace(unit, renewed=max(filter(None, (unit.renewed, _renewed(unit, day, rng))), default=None))
        visited = day - dt.timedelta(days=rng.randint(5, 80))
        levels = KINDS[unit.capability][3]
        rare = levels and levels[1] < 2  # what is short stays short
        if (
            unit.status == "available"
            and unit.level == "Level 1"
            and chance < 0.10
            and not rare
            and unit.accepted < visited
        ):
            unit = replace(unit, level="Level 2", visited=visited, visit="passed")
        elif unit.status == "available" and unit.level == "Level 2" and chance < 0.08:
            unit = replace(unit, level="Level 3", load_list="yes")
        elif unit.status == "available" and unit.level == "Level 3" and chance < 0.06 and unit.state.group != "grulac":
            unit = replace(unit, level="RDL", verified=visited)
        elif unit.status == "available" and unit.level == "Level 3" and chance > 0.95:
            unit = replace(unit, level="Level 2", load_list="no")
        elif unit.status == "available" and chance > 0.97:
            unit = replace(unit, status="withdrawn")
        elif (
            unit.status == "available"
            and unit.level in LEVELS[1:]
            and chance > 0.93
            and not (unit.condition or unit.slots)
        ):
            unit = _serving(replace(unit, status="selected"), rng)
        elif unit.status == "selected" and chance < 0.4:
            unit = replace(unit, status="deployed")
        units.append(unit)
    givers = [s for s in states() if s.size != "none"]
    for number in range(6):
        state = rng.choice(givers)
        capability = rng.choice(
            ("qrf_company", "engineering_unit", "formed_police_unit", "hospital_level_2", "transport_unit", "eod_unit")
        )
        unit = _new(state, capability, 0, rng, day - dt.timedelta(days=rng.randint(40, 85)))
        accepted = unit.pledged + dt.timedelta(days=20)
        name = f"{state.code}-{100 * (1 + EXPORTS.index(day)) + number}"
        units.append(replace(unit, name=name, accepted=accepted, renewed=None, visited=None, visit=""))
    return sorted(units, key=lambda unit: unit.name)


def files(pledges: list[UnitPledge]) -> None:
    """Write the three exports: two of one sheet, the last with a sheet for each level, as exports drift."""
    units = first_export(pledges)
    for number, day in enumerate(EXPORTS):
        units = next_export(units, day) if number else units
        book = openpyxl.Workbook()
        title = [[NOTE], [f"Roster of pledged units as of {day}"]]
        if number < 2:
            book.active.title = "Roster"
            _sheet(book.active, title, day, units, [_faulty(units[0], day)])
        else:
            del book["Sheet"]
            way = steps.of(units, day)
            for level in (*LEVELS, "Registered"):
                of_level = [unit for unit in units if unit.level == level]
                faulty = [_faulty(of_level[0], day)] if level == "Level 1" else []
                _sheet(book.create_sheet(level), title, day, [way[unit.name][0] for unit in of_level], faulty)
                _beside(book[level], len(title) + 2, [way[unit.name][1] for unit in of_level])
        save_book(f"pcrs_roster/PCRS-ROSTER_{day}.xlsx", book, f"roster of {day}")


def _sheet(sheet, title: list[list[str]], day: dt.date, units: list[Unit], more: list[list]) -> None:
    put(sheet, [HEADINGS, *(unit.cells(day) for unit in units), *more], len(title) + 2)
    for number, row in enumerate(title, 1):
        sheet.cell(number, 1, row[0])


def _beside(sheet, top: int, cells: list[steps.Cells]) -> None:
    """Write the columns of the way into missions to the right of the others."""
    for number, row in enumerate((steps.HEADINGS, *cells)):
        for place, value in enumerate(row, len(HEADINGS) + 1):
            sheet.cell(top + number, place, _at(value) if isinstance(value, dt.date) else value)


def _faulty(unit: Unit, day: dt.date) -> list:
    """Return a row that no reader can take for one unit, so that what is set aside can be seen."""
    cells = list(unit.cells(day))
    cells[0], cells[3] = f"{unit.state.code}-9{day.month:02}", "2 x Quick reaction force company"
    return cells
