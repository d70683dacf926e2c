"""Invented rosters, editions and pledges, and a second, plain-Python count of what each capability has and lacks."""

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

import queries
from tests.support import figures
from tests.support import roster_oracle as oracle
from tests.support.requirement_worlds import LINE, PLEDGE, insert
from tests.support.roster_oracle import EXPORTS, MISSIONS, READY, STATES, TODAY

EDITIONS = (dt.date(2026, 6, 30), dt.date(2026, 9, 30))
FIVE = ("african_group", "asia_pacific_group", "eastern_european_group", "grulac", "weog")
UNITS, PERSONS = (
    ("qrf_company", "medium_utility_helicopter", "infantry_battalion", "military_bridging"),
    ("staff_officer",),
)
SET = "c_uas_set"
GUIDE = ("qrf_company", "medium_utility_helicopter", "infantry_battalion", "military_bridging", "staff_officer", SET)
TAGS = ("c_uas", "jammers", "wheels_6x6")


class World:
    """One database: units carry `equipment`; the asks of the guide are the real ones."""

    def __init__(self, path: Path, units=(), lines=(), pledges=(), needed=()):
        self.units = [{"equipment": {}} | unit for unit in units]
        self.lines = [LINE | {"edition_date": EDITIONS[-1]} | line for line in lines]
        self.pledges = [
            PLEDGE | {"capability": None, "mission_code": None, "track": "unit"} | pledge for pledge in pledges
        ]
        self.con = figures.database(path, figures.random_rows(3))
        oracle.fill(self.con, [{key: told for key, told in unit.items() if key != "equipment"} for unit in self.units])
        insert(self.con, "requirement_line", self.lines)
        insert(self.con, "pledge", self.pledges)
        plain = {"edition_date": EDITIONS[-1], "mission": "UNMISS", "capability": "qrf_company", "quantity": 1, "file_id": 1, "line": 2}  # fmt: skip
        self.needed = [plain | {"line_id": f"L-{n:03}"} | line for n, line in enumerate(needed, 1)]
        insert(self.con, "mission_line", self.needed)
        carried = [
            (unit["export_on"], unit["unit_id"], *item) for unit in self.units for item in unit["equipment"].items()
        ]
        figures.insert(self.con, "mart.roster_equipment", carried)

    def there(self, as_of: dt.date | None) -> list[dict] | None:
        """The units of the newest export, without withdrawn ones; None without an export."""
        known = [unit for unit in self.units if not as_of or unit["export_on"] <= as_of]
        return [unit for unit in oracle.newest(known) if unit["status"] != "withdrawn"] if known else None

    def edition(self, as_of: dt.date | None, edition: dt.date | None) -> dt.date | None:
        """The newest edition of the file up to the edition asked for, else up to the day."""
        return newest(self.lines, edition or as_of)

    def demand(self, as_of: dt.date | None, edition: dt.date | None) -> list[dict]:
        """What is asked for, counted once: lines of missions, and what the file asks for beyond them, in a mission or in any."""
        day, other = self.edition(as_of, edition), newest(self.needed, edition or as_of)
        asked = [dict.fromkeys(("languages", "readiness_days")) | line for line in self.needed if line["edition_date"] == other]  # fmt: skip
        spoken = {(line["capability"], line["mission"]) for line in asked}
        file: dict = defaultdict(list)
        for line in self.lines:
            if line["edition_date"] == day and line["capability"]:
                file[line["capability"], line["mission"]].append(line["quantity"])
        for (code, mission), stated in file.items():
            number = total(stated)
            if mission != "general" and (code, mission) not in spoken:
                asked.append({"capability": code, "mission": mission, "quantity": number, "line_id": None})
        for (code, mission), stated in file.items():
            if mission == "general":
                whole = sum(total(told) or 0 for (kind, _), told in file.items() if kind == code)
                named = sum(line["quantity"] or 0 for line in asked if line["capability"] == code)
                number = None if total(stated) is None else max(0, whole - named)
                asked.append({"capability": code, "mission": mission, "quantity": number, "line_id": None})
        for line in asked:
            line["serving"] = 0
        for one in self.there(as_of) or ():
            if one["status"] in ("selected", "deployed") and one["requirement_line"] is not None:
                mine = [line for line in asked if line["capability"] == one["capability"]]
                named = [line for line in mine if line["line_id"] == one["requirement_line"]]
                there = [line for line in mine if not line["line_id"] and line["mission"] == one["deployed_mission"]]
                rest = [line for line in mine if not line["line_id"] and line["mission"] == "general"]
                for line in (named or there or rest)[:1]:
                    line["serving"] += 1
        return asked

    def announced(self, as_of: dt.date | None) -> list[dict]:
        """Pledges of units that count, each with how many units it says."""
        held = {"Accra 2023": dt.date(2023, 12, 5), "Berlin 2025": dt.date(2025, 5, 13)}
        found = []
        for pledge in self.pledges:
            day = pledge["dated"] or held.get(pledge["ministerial"]) or pledge["status_date"]
            if not pledge["is_announced"] or pledge["track"] != "unit" or pledge["status"] == "withdrawn":
                continue
            if as_of and (day is None or day > as_of):
                continue
            plain = pledge["unit"] in ("unit", "company", "platoon") and pledge["quantity"] is not None
            found.append(pledge | {"count": pledge["quantity"] if plain else 1})
        return found

    def kinds(self, unit: dict) -> list[str]:
        """The rows in which a unit counts: its capability, and that of sets where it carries one."""
        number = unit["equipment"].get("c_uas", 0)
        carries = "c_uas" in unit["equipment"] and number != 0
        return [unit["capability"], *([SET] if carries and unit["capability"] != SET else [])]

    def of(self, units: list[dict], capability: str) -> list[dict]:
        return [unit for unit in units if capability in self.kinds(unit)]

    def counts(self, mine: list[dict] | None, today: dt.date, stale: str = "in") -> dict | None:
        """Counts of some units, as the columns of the metrics; None without a roster."""
        if mine is None:
            return None
        shown = [unit for unit in mine if stale == "in" or oracle.renewal(unit, today) != "stale"]
        ready = [unit for unit in mine if oracle.is_available(unit, today)]
        why = [oracle.why_not(unit, today) for unit in mine]
        return {
            "level_1": sum(unit["level"] is not None for unit in shown),  # one that was not read is no level
            "level_2": sum(unit["level"] in READY for unit in shown),
            "level_3": sum(unit["level"] in ("level_3", "rdl") for unit in shown),
            "rdl": sum(unit["level"] == "rdl" for unit in shown),
            "selected": sum(unit["status"] == "selected" for unit in mine),
            "deployed": sum(unit["status"] == "deployed" for unit in mine),
            "available": len(ready),
            "available_level_3": sum(unit["level"] in ("level_3", "rdl") for unit in ready),
            "available_rdl": sum(unit["level"] == "rdl" for unit in ready),
            "registered_count": sum(unit["level"] == "registered" for unit in mine),
            "stale_count": sum(oracle.renewal(unit, today) == "stale" for unit in mine),
            "condition_unknown_count": why.count(["condition_unknown"]),
            "slot_uncovered_count": why.count(["slot_uncovered"]),
        }

    def judge(self, capability: str, demand: list[dict], is_asked: bool, available) -> dict:
        """required, outstanding, coverage and state of a cell with some lines of its demand."""
        stated = [line for line in demand if line["quantity"] is not None]
        required = total([line["quantity"] for line in demand])
        told = {"required": required, "outstanding": None, "coverage": None}
        if required is None:
            return told | {"state": "open_call" if is_asked else "no_requirement"}
        if required == 0:
            return told | {"outstanding": 0, "state": "met"}
        if capability in (*PERSONS, SET):
            return told | {"state": "not_in_units"}
        if available is None:
            return told | {"state": "not_reported"}
        outstanding = sum(max(0, line["quantity"] - line["serving"]) for line in stated)
        if not outstanding:
            return told | {"outstanding": 0, "state": "met"}
        state = "met" if available >= outstanding else "partly_met" if available else "unmet"
        return told | {"outstanding": outstanding, "coverage": available / outstanding, "state": state}

    def stage(self, as_of, edition, today, stale="in") -> dict[str, dict]:
        units, demand = self.there(as_of), self.demand(as_of, edition)
        told = {}
        pledged = self.announced(as_of)
        names = {*GUIDE, *(line["capability"] for line in demand)}
        names |= {kind for unit in units or () for kind in self.kinds(unit)} | {p["capability"] for p in pledged}
        for code in names - {"", None}:
            mine = None if units is None else self.of(units, code)
            asked = [line for line in demand if line["capability"] == code]
            counted = self.counts(mine, today, stale) or {}
            cell = self.judge(code, asked, bool(asked) or code in GUIDE, counted.get("available"))
            told[code] = cell | counted | self.pledged(pledged, code)
        return told

    def pledged(self, pledges: list[dict], code: str) -> dict:
        mine = [pledge for pledge in pledges if pledge["capability"] == code]
        listed = any(pledge["is_announced"] for pledge in self.pledges)
        return {"announced": sum(pledge["count"] for pledge in mine) if listed else None,
                "announced_pledge_count": len(mine) if listed else None}  # fmt: skip

    def by_region(self, as_of, edition, today) -> dict[tuple, dict]:
        whole, units, pledged = self.stage(as_of, edition, today), self.there(as_of), self.announced(as_of)
        group = {code: told[0] or "none" for code, told in STATES.items()}
        own = [group[oracle.state(unit, today)] for unit in units or ()]
        theirs = [group[pledge["iso3"]] for pledge in pledged]
        told = {}
        for code in whole:
            for place in {*FIVE, *own, *theirs}:
                mine = None if units is None else [u for u, at in zip(units, own, strict=True) if at == place]
                mine = None if mine is None else self.of(mine, code)
                counted = self.counts(mine, today) or {}
                there = [pledge for pledge, at in zip(pledged, theirs, strict=True) if at == place]
                is_asked = whole[code]["state"] != "no_requirement"
                asked = [line for line in self.demand(as_of, edition) if line["capability"] == code]
                cell = self.judge(code, asked, is_asked, counted.get("available"))
                told[code, place] = cell | counted | self.pledged(there, code)
        return told

    def by_mission(self, as_of, edition, today) -> dict[tuple, dict]:
        """Cells by capability and mission; available is left out where it is a matching."""
        units, pledged, demand = self.there(as_of), self.announced(as_of), self.demand(as_of, edition)
        working = [u for u in units or () if u["status"] in ("selected", "deployed")]
        places = {"general", *(line["mission"] for line in demand), *(u["mission_specific"] for u in units or ()), *(u["deployed_mission"] for u in working)}  # fmt: skip
        told = {}
        for code in self.stage(as_of, edition, today):
            for place in places - {None}:
                of = None if units is None else self.of(units, code)
                may = None if of is None else [u for u in of if u["mission_specific"] in (None, place)]
                counted = self.counts(may, today) or {}
                sent = [(u["status"], u["deployed_mission"] or "general") for u in of or () if u in working]
                if counted:
                    counted |= {name: sent.count((name, place)) for name in ("selected", "deployed")}
                    counted["may_serve_count"] = counted["available"]
                there = [pledge for pledge in pledged if (pledge["mission_code"] or "general") in ("general", place)]
                asked = [line for line in demand if (line["capability"], line["mission"]) == (code, place)]
                is_asked = bool(asked) or (place == "general" and code in GUIDE)
                tied = any(u["mission_specific"] == place or (u in working and u["deployed_mission"] == place) or (place == "general" and u["mission_specific"] is None) for u in of or ())  # fmt: skip
                own = self.pledged(there, code)
                if is_asked or tied or (place == "general" and own["announced_pledge_count"]):
                    told[code, place] = self.judge(code, asked, is_asked, counted.get("available")) | counted | own
        return told

    def most(self, code: str, as_of, edition, today) -> int:
        """The most places of what is asked of a capability that available units can serve, one unit one line, tried unit by unit."""
        asked = [line for line in self.demand(as_of, edition) if line["capability"] == code and line["quantity"]]
        places = [line for line in asked for _ in range(max(0, line["quantity"] - line["serving"]))]
        units = [u for u in self.there(as_of) or () if u["capability"] == code and oracle.is_available(u, today)]
        taken: dict[int, int] = {}

        def seat(unit: int, tried: set[int]) -> bool:
            for place, line in enumerate(places):
                if place not in tried and serves(units[unit], line):
                    tried.add(place)
                    if place not in taken or seat(taken[place], tried):
                        taken[place] = unit
                        return True
            return False

        return sum(seat(unit, set()) for unit in range(len(units)))


def newest(lines: list[dict], until: dt.date | None) -> dt.date | None:
    """The newest edition of some lines, up to a day."""
    return max((line["edition_date"] for line in lines if until is None or line["edition_date"] <= until), default=None)


def total(stated: list) -> int | None:
    """The sum of the numbers that are stated; None where none is."""
    numbers = [number for number in stated if number is not None]
    return sum(numbers) if numbers else None


def serves(unit: dict, line: dict) -> bool:
    """Whether an available unit may serve a line: its mission, its language, its days."""
    days = {"rdl": 60, "level_3": 120, "level_2": 180}[unit["level"]]
    return (
        unit["mission_specific"] in (None, line["mission"])
        and (line.get("languages") is None or line["languages"] in (unit["languages"] or "").split(";"))
        and (line.get("readiness_days") is None or days <= line["readiness_days"])
    )


def random_world(path: Path, seed: int) -> World:
    rng = random.Random(seed)
    units = []
    for unit in oracle.roster(seed):
        capability = rng.choice((*UNITS[:3], *UNITS[:3], *UNITS, *PERSONS, SET))
        gear = {tag: rng.choice((None, 0, 1, 3)) for tag in rng.sample(TAGS, rng.choice((0, 0, 1, 2)))}
        line = (
            rng.choice((None, "L-001", "L-002", "UNI-QRF-01")) if unit["status"] in ("selected", "deployed") else None
        )
        units.append(unit | {"capability": capability, "equipment": gear, "requirement_line": line})
        if unit["status"] not in ("selected", "deployed"):
            units[-1]["deployed_mission"] = None
    lines = {}
    for day in rng.sample(EDITIONS, rng.randint(0, 2)):
        for _ in range(rng.randint(1, 9)):
            key = (day, rng.choice((*UNITS, *PERSONS, SET, "")), rng.choice(("general", *MISSIONS)))
            lines[key] = rng.choice((None, 0, 1, 2, 4, 9))
    told = [{"edition_date": day, "capability": code, "mission": mission, "requirement": f"words {n}", "quantity": quantity}
            for n, ((day, code, mission), quantity) in enumerate(lines.items())]  # fmt: skip
    pledges = [
        {
            "pledge_id": f"P{n:02}", "iso3": rng.choice(list(STATES)), "capability": rng.choice((*UNITS, *PERSONS, None)),
            "track": rng.choice(("unit", "unit", "other")), "unit": rng.choice((None, "unit", "company", "aircraft", "person")),
            "quantity": rng.choice((None, 1, 3, 200)), "mission_code": rng.choice((None, None, *MISSIONS)),
            "ministerial": rng.choice((None, "Accra 2023", "Berlin 2025")), "dated": rng.choice((None, EDITIONS[0], TODAY)),
            "is_announced": rng.random() < 0.8, "status": rng.choice(("announced", "announced", "level_1", "withdrawn")),
        }
        for n in range(rng.choice((0, 3, 20)))
    ]  # fmt: skip
    needed = [
        {"edition_date": rng.choice(EDITIONS), "mission": rng.choice(MISSIONS), "capability": rng.choice(UNITS), "quantity": rng.choice((None, 0, 1, 3)),
         "languages": rng.choice((None, None, "fr", "en")), "readiness_days": rng.choice((None, None, 60, 120))}
        for _ in range(rng.choice((0, 2, 6)))
    ]  # fmt: skip
    return World(path, units, told, pledges, needed)


def unit(unit_id: str = "A", **changed) -> dict:
    """Return an available unit at Level 2, with what a test changes."""
    plain = dict.fromkeys(oracle.roster(1, 5)[0])
    plain |= {
        "unit_id": unit_id, "iso3": "QMA", "component": "military", "capability": "qrf_company", "strength_count": 180, "women_count": 18,
        "level": "level_2", "status": "available", "is_smart": False, "slots": [], "partners": [], "export_on": EXPORTS[-1],
        "date_accepted": TODAY - dt.timedelta(60), "equipment": {},
    }  # fmt: skip
    return plain | changed


DRAFT = (
    "module", "module_name", "line_id", "position", "capability", "quantity", "person_count", "profile", "languages", "equipment_tags",
    "women_percent", "by_day", "reason", "standing", "source",
)  # fmt: skip


class Planned(World):
    """A world with a mission model in place of the drafts; lines of missions are `needed`."""

    def __init__(self, path, units, model, needed=()):
        plain = {"module": "a", "module_name": "A", "capability": "qrf_company", "quantity": 1, "standing": "ours, to be replaced", "source": "s"}  # fmt: skip
        self.model = [dict.fromkeys(DRAFT) | plain | {"line_id": f"A-{n:02}", "position": n} | line for n, line in enumerate(model, 1)]  # fmt: skip
        super().__init__(path, units, needed=needed)
        self.con.execute("delete from mart.scenario_draft")
        figures.insert(self.con, f"mart.scenario_draft ({', '.join(DRAFT)})", [tuple(line[name] for name in DRAFT) for line in self.model])  # fmt: skip

    def ask(self, name, **asked):
        return queries.run(name, connection=self.con, **{"model": "a;b", "today": TODAY} | asked)


def seated(places: list, units: list[dict], may) -> list[bool]:
    """Which places are served: each in its order takes a unit where the places before it keep one, by moving them along."""
    taken: dict[int, int] = {}

    def seat(place: int, tried: set[int]) -> bool:
        for number, one in enumerate(units):
            if number not in tried and may(one, places[place]):
                tried.add(number)
                if number not in taken or seat(taken[number], tried):
                    taken[number] = place
                    return True
        return False

    return [seat(place, set()) for place in range(len(places))]
