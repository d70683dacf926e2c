"""Twelve monthly returns of units, two lists of officers in step with the contributions of the same months, two sheets of measures at home.

A unit is a contingent of the monthly file: infantry of some size has an engagement platoon, or says nothing of it, or has none; its
women change at each rotation. The officers of a list are as many, and as many of them women, as the monthly file counts.
"""

import datetime as dt
import io
from collections.abc import Iterator
from random import Random

import openpyxl
from making.people import Line, deployments, lines
from making.world import MISSIONS, NOTE, State, dice, month_ends, save, states

RETURNED = 12  # months
UNITS = (
    "As of", "Mission", "Unit slot", "State", "Unit type", "Component", "Rotation number", "Rotated in", "Rotates out", "Strength", "Women",
    "Engagement platoon", "Platoon strength", "Platoon women", "Platoon trained", "FPU platoon size", "Women command", "Women operations",
    "Women support", "Command posts held by women", "French speakers", "Interpreters", "IED awareness", "Commander trained", "Gender planners",
    "Women announced", "Women accommodation", "Replaced by",
)  # fmt: skip
OFFICERS = (
    "As of", "List", "Mission", "Post number", "State", "Sex", "Branch", "Profile", "Tour start", "Tour end", "Cleared", "Nominated", "Selected",
    "Kind of officer", "Languages", "Available from", "Available to",
)  # fmt: skip
MEASURES = ("As of", "State", "Measure", "Standing")
FIVE = ("barrier_assessment", "women_database", "senior_pool", "new_ways", "mentoring")
SMALLER = (
    "qrf_company",
    "force_protection_company",
    "engineering_unit",
    "infantry_company",
    "hospital_level_2",
    "signals_unit",
)
SHORT = {
    "infantry_battalion": "INFBN", "infantry_company": "INFCOY", "qrf_company": "QRF", "force_protection_company": "FP",
    "engineering_unit": "ENG", "hospital_level_2": "L2H", "signals_unit": "SIG", "formed_police_unit": "FPU",
}  # fmt: skip
PROFILES = ("gender", "protection", "military_information", "data_geospatial", "uas", "c_ied", "environment", "mdh")


def files() -> None:
    """Write all of it."""
    days = month_ends()
    counted = {(row[1], row[4], row[5], row[8]): (row[6], row[7]) for row in deployments()}
    slots = _slots()
    for month in range(len(days) - RETURNED, len(days)):
        rows = [row for slot, line, kind in slots if (row := _unit(slot, line, kind, month, days, counted))]
        _save(f"unit_return/UNIT-RETURN_{days[month]}.xlsx", UNITS, rows)
    for day in (days[-7], days[-1]):
        _save(f"officers/OFFICERS_{day}.xlsx", OFFICERS, _officers(day, counted))
        _save(f"national_measures/NATIONAL-MEASURES_{day}.xlsx", MEASURES, _measures(day, day == days[-1]))


def _slots() -> list[tuple[str, Line, str]]:
    """Return every contingent with its slot and its kind of unit."""
    slots = []
    seen: dict[tuple, int] = {}
    for line in lines():
        if line.kind not in ("Troops", "Formed Police Units"):
            continue
        rng = dice(f"slot of {line.state.code} in {line.mission.code}: {line.kind}")
        kind = (
            "formed_police_unit"
            if line.kind != "Troops"
            else "infantry_battalion"
            if line.people >= 400
            else rng.choice(SMALLER)
        )
        place = seen[line.mission.code, kind] = seen.get((line.mission.code, kind), 0) + 1
        slots.append((f"{line.mission.code}-{SHORT[kind]}-{place}", line, kind))
    return slots


def _unit(slot: str, line: Line, kind: str, month: int, days: list[dt.date], counted: dict) -> list | None:
    """Return what a unit returns for a month; None where it is not there, or where it sent no return."""
    counts = counted.get((line.state.code, line.mission.code, line.kind, days[month].isoformat()))
    before = counted.get((line.state.code, line.mission.code, line.kind, days[month - 1].isoformat()))
    if counts is None and before is not None:  # the last return of a slot says that it is empty
        return [days[month], line.mission.code, slot, line.state.name, kind, None, None, None, None, 0, 0, *[None] * 17]
    rng = dice(f"return of {slot} for {days[month]}")
    if counts is None or rng.random() < 0.06:
        return None
    women, people = counts[0], counts[0] + counts[1]
    turns = [at for at in range(month + 1) if at == line.first or at % 12 == line.turn and at > line.first]
    came = days[turns[-1]].replace(day=15)
    out = _later(came, 12 if turns[-1] % 12 == line.turn else (line.turn - turns[-1]) % 12 or 12)
    cells = [
        days[month], line.mission.code, slot, line.state.name, kind, "police" if kind == "formed_police_unit" else "military", len(turns),
        came, out, people, women,
    ]  # fmt: skip
    of = dice(f"rotation {len(turns)} of {slot}")  # what a rotation brings stays with it
    cells += _platoon(kind, line.state, women, people, of)
    cells += _police(kind, line, women, people, of)
    return [*cells, "yes" if of.random() < 0.8 else "no", of.choice(("yes", "yes", "no", None)), of.choice((0, 1, 1, 2, None)),
            None if of.random() < 0.4 else max(0, women + of.randint(-6, 3)), of.choice(("yes", "yes", "no", None)), _replacement(slot, line, out, days[month])]  # fmt: skip


def _replacement(slot: str, line: Line, out: dt.date, day: dt.date) -> str | None:
    """Return who replaces a rotation that leaves within half a year: mostly its own state again; blank where nobody says."""
    if (out - day).days > 183:
        return None
    rng = dice(f"replacement of {slot} on {out}")  # once told it stays with the rotation
    if line.mission.code == "XMC":  # it closes
        return "repatriation" if rng.random() < 0.7 else None
    chance = rng.random()
    if chance < 0.5:
        return line.state.name
    if chance < 0.65:
        return rng.choice([s for s in states() if s.size == "medium"]).name
    return "none" if chance < 0.85 else None


def _platoon(kind: str, state: State, women: int, people: int, of: Random) -> list:
    """Return presence, strength, women and training of the engagement platoon."""
    if kind not in ("infantry_battalion", "infantry_company", "qrf_company", "force_protection_company"):
        return [None] * 4
    sort = of.random() - (0.2 if kind == "infantry_battalion" else -0.15)
    if sort > 0.85:
        return [None] * 4
    if sort > 0.62:
        return ["no", None, None, None]
    strength = min(people, of.randint(24, 34))
    if sort > 0.52:
        return ["yes", of.choice((strength, None)), None, of.choice(("yes", None))]
    share = min(0.75, 0.42 * state.women**0.5 + of.uniform(-0.12, 0.16))
    return ["yes", strength, min(women, round(strength * share)), of.choice(("yes", "yes", "no", None))]


def _police(kind: str, line: Line, women: int, people: int, of: Random) -> list:
    """Return the size of one platoon, women by function, women in command posts, French speakers, interpreters."""
    french = round(people * (of.uniform(0.6, 1) if line.state.language == "fr" else of.uniform(0.02, 0.3)))
    if kind != "formed_police_unit":
        return [None] * 4 + [min(2, women) if of.random() < 0.3 else None, french if line.mission.french and of.random() < 0.7 else None, of.choice((0, 2, 4, None))]  # fmt: skip
    size = of.choice((32, 32, 35, 28, None))
    size = size if size is None or size <= people else None
    command = min(women, of.choice((0, 1, 1, 2, 3)))
    operations = round((women - command) * of.uniform(0.35, 0.6))
    parts = [command, operations, women - command - operations] if of.random() < 0.85 else [None] * 3
    return [
        size,
        *parts,
        command if parts[0] is not None else None,
        french if of.random() < 0.85 else None,
        of.choice((0, 2, 4)),
    ]


def _officers(day: dt.date, counted: dict) -> list[list]:
    """Rows of one list: posts, as many and as many women as the monthly file has on that day, vacant ones, the two pools, nominees."""
    return [*_posts(day, counted), *_pools(day), *_nominees(day)]


def _officer(day: dt.date, kind: str, **cells: object) -> list:
    """Return one row of a list of officers; what is not named is blank."""
    order = (
        "mission",
        "post",
        "state",
        "sex",
        "branch",
        "profile",
        "start",
        "end",
        "cleared",
        "nominated",
        "selected",
        "come_as",
        "languages",
        "from",
        "to",
    )
    return [day, kind, *map(cells.get, order)]


def _posts(day: dt.date, counted: dict) -> Iterator[list]:
    """Yield posts by mission: those that are held, three vacant ones, and of large missions the senior ones."""
    for mission in MISSIONS:
        rng = dice(f"posts of {mission.code}")
        number = 0
        for kind, name, letters in (("Staff Officer", "staff officer", "SO"), ("Experts on Mission", "observer", "MO")):
            for state in states():
                women, men = counted.get((state.code, mission.code, kind, day.isoformat()), (0, 0))
                for place in range(women + men):
                    number += 1
                    start = _later(day.replace(day=1), -rng.randint(0, 11))
                    months = 12 if rng.random() < 0.85 else 6
                    is_staff = name == "staff officer"
                    yield _officer(
                        day,
                        name,
                        mission=mission.code,
                        post=f"{letters}-{number:03}",
                        state=state.name,
                        sex="woman" if place < women else "man",
                        branch=f"U{rng.randint(1, 9)}" if is_staff else None,
                        profile=rng.choice(PROFILES) if is_staff and rng.random() < 0.08 else None,
                        start=start,
                        end=_later(start, months) - dt.timedelta(days=1),
                    )
        for vacant in range(3):
            branch, profile = f"U{rng.randint(1, 9)}", rng.choice(("gender", "c_uas", "uas"))
            post = f"SO-{900 + vacant}"
            yield _officer(day, "staff officer", mission=mission.code, post=post, branch=branch, profile=profile)
        if mission.troops > 2000:
            for place, post in enumerate(("FORCE-COS", "CHIEF-OPS", "SECTOR-CHIEF"), 1):
                holder = rng.choice([s for s in states() if s.size == "large"])
                sex = rng.choice(("man", "man", "woman"))
                post = f"{post}-{place}"
                yield _officer(day, "senior post", mission=mission.code, post=post, state=holder.name, sex=sex)


def _pools(day: dt.date) -> Iterator[list]:
    """Yield what states have in the Command Cadre and in the Talent Pipeline."""
    for state in states():
        rng = dice(f"cadre of {state.code}")
        if state.size == "none" or rng.random() < 0.5:
            continue
        for sex in ("woman", "man"):
            cleared = rng.randint(0, 7)
            nominated = min(cleared, round(cleared * rng.uniform(0.5, 1.1)))
            selected = min(nominated, rng.randint(0, 2))
            numbers = {"cleared": cleared, "nominated": nominated, "selected": selected}
            yield _officer(day, "command cadre", state=state.name, sex=sex, **numbers)
        if rng.random() < 0.4:
            numbers = {"nominated": rng.randint(1, 3), "selected": rng.randint(0, 1)}
            yield _officer(day, "talent pipeline", state=state.name, sex="woman", **numbers)


def _nominees(day: dt.date) -> Iterator[list]:
    """Yield whom states would send, under numbers: officers, observers and police, hardly anybody for prisons, nobody for justice."""
    for state in states():
        rng = dice(f"nominees of {state.code}")
        if state.size == "none" or rng.random() < 0.55:
            continue
        number = 0
        for come_as, share, most, profiles in (
            ("Staff officer", 0.8, 4, PROFILES),
            ("Military observer", 0.6, 6, ()),
            ("Individual police officer", 0.5, 9, ()),
            ("Corrections officer or expert", 0.15, 3, ()),
        ):
            for _row in range(rng.randint(1, 3) if rng.random() < share else 0):
                number += 1
                many = rng.randint(1, most)
                yield _officer(
                    day,
                    "nominee",
                    post=f"N-{number:02}",
                    state=state.name,
                    sex=rng.choice(("woman", "man", "man", "man", None)),
                    profile=rng.choice(profiles) if profiles and rng.random() < 0.45 else None,
                    nominated=many,
                    selected=1 if many > 1 and rng.random() < 0.2 else None,
                    come_as=come_as,
                    languages="fr"
                    if state.language == "fr"
                    else f"{state.language};fr"
                    if rng.random() < 0.2
                    else state.language,
                    **{"from": _later(day.replace(day=1), rng.randint(0, 5)) if rng.random() < 0.6 else None},
                    to=_later(day.replace(day=1), rng.randint(9, 20)) if rng.random() < 0.3 else None,
                )


def _measures(day: dt.date, is_later: bool) -> list[list]:
    """Return what a third of the states have at home; some have moved on by the later sheet."""
    rows = []
    for state in states():
        rng = dice(f"measures of {state.code}")
        if state.size == "none" or rng.random() < 0.6:
            continue
        for measure in FIVE:
            at = rng.randint(0, 3)  # where it stands at first
            moves, is_reported = rng.random() < 0.3, rng.random() < 0.8
            if is_reported:
                stands = ("none", "planned", "under way", "in place")[min(3, at + (moves and is_later))]
                rows.append([day, state.name, measure, stands])
    return rows


def _later(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month some months on; days of these files are no later than the 28th or 15th."""
    at = day.year * 12 + day.month - 1 + months
    return dt.date(at // 12, at % 12 + 1, day.day)


def _save(path: str, headings: tuple, rows: list[list]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in ([NOTE], headings, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    save(path, out.getvalue())
