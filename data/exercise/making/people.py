"""Who is deployed where: 36 months of contributions in the layout of DPO-UCHISTORICAL, and the smaller files of the Hub.

A contingent keeps its size between rotations and changes a little at each; its share of women moves slowly. Some come, some
leave, and the mission that closes empties from a year before its end.
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from making.world import MISSIONS, Mission, State, dice, month_ends, states, write

CLOSING = 14  # months in which the closing mission empties
MOVE = 4  # months that a contingent takes to come or to go
HEADINGS = (
    "contribution_id", "isocode3", "m49_code", "contributing_country", "mission_acronym", "personnel_type", "female_personnel",
    "male_personnel", "last_reporting_date",
)  # fmt: skip
UNITS = {"large": (850, 850, 420, 250), "medium": (420, 250, 180, 120), "small": (60, 30, 12)}
# Usual share of women, and how much it moves in three years, by type.
WOMEN = {
    "Troops": (0.085, 0.022), "Formed Police Units": (0.165, 0.03), "Individual Police": (0.19, 0.03),
    "Experts on Mission": (0.26, 0.03), "Staff Officer": (0.225, 0.035),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """People of one state, mission and type through the months: from the `first` to the `last`, rotating in `turn`."""

    state: State
    mission: Mission
    kind: str
    people: int
    first: int
    last: int
    turn: int


def lines() -> list[Line]:
    """Return who sends whom to which mission."""
    contingents: list[Line] = []
    for mission in MISSIONS:
        rng = dice(f"contingents of {mission.code}")
        contingents += _formed(mission, "Troops", mission.troops, rng)
        contingents += _formed(mission, "Formed Police Units", round(mission.police * 0.75), rng)
        single = [s for s in states() if s.size != "none"]
        for kind, share, most in (
            ("Individual Police", 0.5, 22),
            ("Experts on Mission", 0.35, 9),
            ("Staff Officer", 0.55, 14),
        ):
            if kind == "Individual Police" and not mission.police:
                continue
            weight = 1.0 if mission.troops > 2000 else 0.5
            chosen = [s for s in single if rng.random() < share * weight]
            contingents += [_line(s, mission, kind, rng.randint(1, most), rng) for s in chosen]
    return contingents


def _formed(mission: Mission, kind: str, wanted: int, rng: Random) -> list[Line]:
    """Fill what a mission is built for with contingents, the large contributors first."""
    if not wanted:
        return []
    givers = [s for s in states() if s.size in UNITS]
    order = sorted(givers, key=lambda s: (("large", "medium", "small").index(s.size), rng.random()))
    if kind != "Troops":
        order = [s for s in order if s.size in ("large", "medium")]
        rng.shuffle(order)
    contingents, total = [], 0
    for state in order:
        if total >= wanted or rng.random() < 0.3:
            continue
        size = rng.choice((140, 160, 180)) if kind != "Troops" else rng.choice(UNITS[state.size])
        size = min(size, max(wanted - total, 30))
        total += size
        contingents.append(_line(state, mission, kind, size, rng))
    return contingents


def _line(state: State, mission: Mission, kind: str, people: int, rng: Random) -> Line:
    months = len(month_ends())
    first = 0 if rng.random() < 0.8 else rng.randrange(2, months - 8)
    last = months if rng.random() < 0.85 else rng.randrange(10, months)
    if last <= first + 2 * MOVE:
        first, last = 0, months
    if mission.closing:
        last = min(last, months - CLOSING + rng.randrange(2, CLOSING + 6))
    return Line(state, mission, kind, people, first, last, rng.randrange(12))


def deployments() -> list[tuple]:
    """Return the rows of the monthly file."""
    rows = []
    days = month_ends()
    for line in lines():
        rng = dice(f"{line.state.code} in {line.mission.code}: {line.kind}")
        usual, drift = WOMEN[line.kind]
        own = usual * line.state.women * rng.uniform(0.75, 1.25)
        people, women = line.people, 0
        for month, day in enumerate(days):
            if not line.first <= month < line.last:
                continue
            if month == line.first or month % 12 == line.turn:
                small = line.people < 40
                people = max(
                    1, line.people + (rng.randint(-2, 2) if small else round(line.people * rng.uniform(-0.04, 0.04)))
                )
                share = own + drift * month / len(days) + rng.uniform(-0.012, 0.012)
                women = min(people, int(people * share + rng.random()))
            elif rng.random() < 0.12 and people > 3:  # someone goes home early, someone comes late
                people += rng.choice((-1, 1))
                women = min(people, max(0, women + rng.choice((-1, 0, 0, 1))))
            here = _here(line, month, len(days))
            there, them = max(1, round(people * here)), round(women * here)
            about = (line.state.code, line.state.m49, line.state.name, line.mission.code, line.kind)
            rows.append((*about, min(them, there), there - min(them, there), day))
    rows.sort(key=lambda row: (row[7], row[3], row[4], row[0]))
    return [(number, *row[:7], row[7].isoformat()) for number, row in enumerate(rows, 1)]


def _here(line: Line, month: int, months: int) -> float:
    """Return which part of a contingent is there: large ones come and go over some months."""
    if line.people < 40:
        return 1.0
    come = 1.0 if line.first == 0 else (month - line.first + 1) / MOVE
    gone = 1.0 if line.last >= months else (line.last - month) / MOVE
    return min(1.0, come, gone)


def police(rows: list[tuple]) -> list[tuple]:
    """Rows of police as a second file has them: as two real files do, they differ a little in two places."""
    again = [row for row in rows if row[5] in ("Formed Police Units", "Individual Police")]
    rng = dice("police")
    # A man more in some late month; and in the last month one row that only the other file has.
    other = rng.randrange(len(again) - 200, len(again) - 100)
    again[other] = (*again[other][:7], again[other][7] + 1, again[other][8])
    del again[rng.randrange(len(again) - 20, len(again))]
    return [(number, *row[1:]) for number, row in enumerate(again, 1)]


def missions() -> list[tuple]:
    """Return the list of missions as the Hub gives it; an invented mission has no coordinates."""
    day = month_ends()[-1].isoformat()
    return [
        (n, m.code, m.name, "DPPA" if m.kind == "special_political_mission" else "DPO", "Yes", m.started, m.closing,
         f"Headquarters of {m.code}", "", "", day)
        for n, m in enumerate(MISSIONS, 1)
    ]  # fmt: skip


def training() -> list[tuple]:
    """Return participants of courses by fiscal year."""
    rng = dice("training")
    courses = ("Military observers course", "Senior mission leaders course", "Staff officers course", "Police commanders course",
               "Engagement platoon course", "Child protection course")  # fmt: skip
    rows = []
    for step, year in enumerate(("2022-23", "2023-24", "2024-25", "2025-26")):
        for course in courses:
            people = rng.randint(24, 90)
            women = round(people * min(0.6, rng.uniform(0.16, 0.34) + 0.03 * step))
            rows.append((course, year, women, people - women))
    return rows


def gpp(day: dt.date) -> list[tuple]:
    """Return government-provided personnel on one day."""
    rng = dice(f"gpp {day}")
    rows = []
    for mission in [m for m in MISSIONS if m.protects]:
        for state in dice(f"gpp of {mission.code}").sample([s for s in states() if s.size != "none"], 9):
            for kind in ("Corrections", "Justice")[: 1 + (rng.random() < 0.4)]:
                people = rng.randint(1, 16 if kind == "Corrections" else 4)
                women = sum(rng.random() < 0.33 for _ in range(people))
                rows.append((state.code, state.m49, state.name, mission.code, kind, women, people - women))
    return rows


def air_assets() -> list[tuple]:
    """Return airframes by mission at the end of each quarter of the last year."""
    rows: list[tuple] = []
    for day in month_ends()[-10::3]:
        for mission in [m for m in MISSIONS if m.troops > 2000]:
            rng = dice(f"air of {mission.code}")
            rotary, fixed = rng.randint(4, 14), rng.randint(1, 5)
            gone = 3 if mission.closing and day.year == 2026 else 0
            uas = rng.choice(("Yes, 2 systems", "No", "Yes"))
            rows.append((mission.code, max(0, rotary - gone), fixed, uas, day.isoformat(), len(rows) + 1))
    return rows


def files() -> None:
    """Write all of it."""
    rows = deployments()
    write("deployments/uniformed_contributions_exercise.csv", HEADINGS, rows)
    write("police/DPO-UHISTORICALPOL.csv", HEADINGS, police(rows))
    heads: tuple[str, ...] = (
        "id", "mission_acronym", "mission_name", "lead_department", "mission_isactive", "start_date", "end_date", "mission_location",
        "mission_longitude", "mission_latitude", "last_update",
    )  # fmt: skip
    write("missions/DPPADPOSS-PKO.csv", heads, missions())
    write(
        "training/DPO-PKTRAINING.csv",
        ("training_name", "fiscal_year", "female_participants", "male_participants"),
        training(),
    )
    heads = ("ISO_Alpha3_Code", "M49_Code", "Contributing_Country", "Mission_Acronym", "GPP_Type", "Female", "Male")
    for day in (month_ends()[-7], month_ends()[-1]):
        write(f"gpp/DPO-JCS-GPP_{day}.csv", heads, gpp(day))
    heads = ("Mission_Acronym", "Rotary_Wing", "Fixed_Wing", "UAS_Availabe", "Last_Update", "id")
    write("air_assets/DOS-AIRCRAFTSBYMISSION.csv", heads, air_assets())
