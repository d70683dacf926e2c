"""Invented asks, pledges, editions and deployments, and a second, plain-Python judgement of where each ask stands."""

import datetime as dt
import itertools
import random
from collections import defaultdict
from pathlib import Path

import duckdb

from tests.support import figures

DAYS = [dt.date(2024, 12, 31), dt.date(2025, 5, 14), dt.date(2025, 7, 31), dt.date(2026, 1, 1), dt.date(2026, 10, 31)]
ASK = {
    "requirement_id": "", "guide_chapter": "Uniformed Capabilities", "chapter": "uniformed_capabilities", "section": "aviation", "pledge_category": "uniformed_capabilities",
    "family": "non_unit", "standing": "ask", "part_of": None, "capability": None, "kind": "unit", "missions": None, "languages": None,
    "due_date": None, "quantity": None, "quantity_basis": None, "unit_of_quantity": None, "share_percent": None, "slot_limit": None,
    "edition": "berlin_2025", "ask": "words", "position": 0,
}  # fmt: skip
PLEDGE = {
    "pledge_id": "", "iso3": "BGD", "ministerial": None, "category": "other", "track": "other", "quantity": None, "unit": None, "languages": None,
    "sentence": "words", "dated": None, "is_announced": True, "status": "announced", "status_date": None, "origin": "public report",
}  # fmt: skip
LINE = {
    "edition_date": None, "requirement_id": "", "requirement": "", "mission": "general", "capability": "", "quantity": None, "languages": None,
    "equipment_tags": None, "needed_by": None, "priority": None, "file_id": 1, "line": 2,
}  # fmt: skip
UNIT_OF = {
    "qrf_company": "units",
    "military_bridging": "units",
    "staff_officer": "persons",
    "mobile_training_team": "teams",
    "": None,
}
HELD = {"Accra 2023": dt.date(2023, 12, 5), "Berlin 2025": dt.date(2025, 5, 13)}


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict]) -> None:
    for names, alike in itertools.groupby(rows, tuple):
        figures.insert(con, f"mart.{table} ({', '.join(names)})", [tuple(row.values()) for row in alike])


class World:
    """One database of invented asks beside the real parity asks; `steps` are (pledge_id, status, day, seq)."""

    def __init__(self, path: Path, asks=(), pledges=(), answers=(), steps=(), lines=(), rows=(), gpp=()):
        self.rows, self.gpp, self.steps, self.answers = list(rows), list(gpp), list(steps), list(answers)
        self.con = figures.database(path, self.rows, self.gpp)
        self.con.execute("delete from mart.requirement where requirement_id not like 'PAR-%'")
        self.targets = dict(
            self.con.execute(
                "select ask.requirement_id, ask.share_percent from mart.requirement as ask"
                " join mart.parity_category using (requirement_id)"
            ).fetchall()
        )
        self.category = dict(self.con.execute("select requirement_id, category from mart.parity_category").fetchall())
        self.asks = [ASK | {"position": 1000 + n} | ask for n, ask in enumerate(asks)]
        self.pledges = [PLEDGE | pledge for pledge in pledges]
        self.lines = [LINE | line for line in lines]
        insert(self.con, "requirement", self.asks)
        insert(self.con, "pledge", self.pledges)
        insert(
            self.con,
            "pledge_requirement",
            [{"pledge_id": p, "requirement_id": r, "position": 1} for p, r in self.answers],
        )
        insert(
            self.con,
            "pledge_step",
            [{"pledge_id": p, "status": s, "step_date": d, "seq": n} for p, s, d, n in self.steps],
        )
        insert(self.con, "requirement_line", self.lines)

    def standing(self, as_of: dt.date | None) -> dict[str, dict]:
        """The pledges of a day with the status that they had on it, without the withdrawn ones."""
        found = {}
        for pledge in self.pledges:
            day = pledge["dated"] or HELD.get(pledge["ministerial"]) or pledge["status_date"]
            if as_of and (day is None or day > as_of):
                continue
            status = pledge["status"]
            if as_of and pledge["status_date"] and pledge["status_date"] > as_of:
                known = [
                    s
                    for s in self.steps
                    if s[0] == pledge["pledge_id"] and s[1] != "rdl" and (s[2] is None or s[2] <= as_of)
                ]
                status = max(known, key=lambda s: (s[2] or dt.date.min, s[3]))[1] if known else "confirmed"
            if status != "withdrawn":
                found[pledge["pledge_id"]] = pledge | {"status": status}
        return found

    def parity(self, code: str, as_of: dt.date | None) -> str:
        """People over people of the latest month, or snapshot, on or before the day."""
        category = self.category[code]
        rows = self.gpp if category == "justice_corrections_gpp" else self.rows
        days = [row[0] for row in rows if not as_of or row[0] <= as_of]
        if not days:
            return "not_reported"
        day = max(days)
        if category == "unmem_staff_officers" and day < figures.APART_SINCE:
            return "not_reported"
        there = [row for row in rows if row[0] == day and figures.CATEGORY[row[3]] == category]
        women, people = sum(row[4] for row in there), sum(row[4] + row[5] for row in there)
        if not people:
            return "not_reported"
        return "met" if 100 * women >= self.targets[code] * people else "unmet"

    def quantity(self, ask: dict, as_of: dt.date | None) -> tuple[int | None, str | None]:
        """Of the newest edition, where all its lines of the ask say one in one unit; else of the guide, where it is a total."""
        editions = [line["edition_date"] for line in self.lines if not as_of or line["edition_date"] <= as_of]
        newest = max(editions) if editions else None
        mine = [x for x in self.lines if x["edition_date"] == newest and x["requirement_id"] == ask["requirement_id"]]
        if mine and all(x["quantity"] is not None for x in mine) and len({UNIT_OF[x["capability"]] for x in mine}) == 1:
            return sum(x["quantity"] for x in mine), UNIT_OF[mine[0]["capability"]]
        return (ask["quantity"], ask["unit_of_quantity"]) if ask["quantity_basis"] == "total" else (None, None)

    def judge(self, as_of: dt.date | None, today: dt.date) -> dict[str, tuple]:
        """(status, quantity, confirmed pledges, pledges with details) of every ask."""
        standing = self.standing(as_of)
        under = defaultdict(list)
        for pledge_id, code in sorted(set(self.answers)):
            if pledge_id in standing:
                under[code].append(standing[pledge_id])
        told = {}
        for ask in self.asks:
            mine = under[ask["requirement_id"]]
            quantity, unit = self.quantity(ask, as_of)
            done = [p for p in mine if p["status"] in ("implemented", "deployed")]
            done_quantity = sum(
                p["quantity"]
                if p["quantity"] is not None and unit and p["unit"] in (unit, unit.removesuffix("s"))
                else 1
                for p in done
            )
            wanted = set((ask["languages"] or "").split(";")) - {""} if ask["kind"] == "translation" else set()
            spoken = {code for p in done for code in (p["languages"] or "").split(";")} & wanted
            uniformed = ask["family"] != "non_unit"
            covered = spoken == wanted and (quantity is None or done_quantity >= quantity)
            is_met = (
                quantity == 0 or (ask["slot_limit"] == 1 and bool(done)) or (not uniformed and bool(done) and covered)
            )
            if is_met:
                status = "met"
            elif ask["due_date"] and ask["due_date"] < today:
                status = "date_passed"
            elif ask["slot_limit"] == 1 and mine:
                status = "host_found"
            elif uniformed and quantity is not None:
                status = "not_reported"
            elif quantity is not None:
                status = "partly_met" if done else "unmet"
            else:
                status = "partly_met" if spoken else "open_call"
            below = {p["pledge_id"] for p in mine}
            for other in self.asks:
                if other["standing"] == "detail" and other["part_of"] == ask["requirement_id"]:
                    below |= {p["pledge_id"] for p in under[other["requirement_id"]]}
            told[ask["requirement_id"]] = (status, quantity, len(mine), len(below))
        each = {code: self.parity(code, as_of) for code in self.targets}
        met = [status == "met" for status in each.values()]
        each["PAR-ALL-01"] = (
            "not_reported"
            if "not_reported" in each.values()
            else "met"
            if all(met)
            else "partly_met"
            if any(met)
            else "unmet"
        )
        return told | {code: (status, None, len(under[code]), len(under[code])) for code, status in each.items()}


def random_world(path: Path, seed: int) -> World:
    rng = random.Random(seed)
    codes = [f"R-{n:02d}" for n in range(rng.randint(3, 14))]
    asks = []
    for n, code in enumerate(codes):
        is_detail = n > 1 and rng.random() < 0.3
        basis = rng.choice((None, "total", "per_unit"))
        asks.append(
            {
                "requirement_id": code,
                "standing": "detail" if is_detail else rng.choice(("ask", "ask", "ask")),
                "part_of": codes[0] if is_detail else None,
                "chapter": rng.choice(("uniformed_capabilities", "women_peace_security")),
                "pledge_category": rng.choice(("uniformed_capabilities", "other")),
                "family": rng.choice(("non_unit", "non_unit", "general_uniformed", "mission_specific")),
                "kind": rng.choice(("unit", "translation", "training")),
                "languages": rng.choice((None, "fr", "ar;fr;es")),
                "capability": rng.choice((None, "qrf_company", "qrf_company", "c_uas_set")),
                "due_date": rng.choice((None, *DAYS)),
                "slot_limit": rng.choice((None, None, 1)),
                "quantity": rng.choice((1, 2, 5)) if basis else None,
                "quantity_basis": basis,
                "unit_of_quantity": rng.choice(("team", "units")) if basis else None,
            }
        )
    pledges, steps, answers = [], [], []
    for n in range(rng.randint(0, 25)):
        name, track = f"P{n:02d}", rng.choice(("unit", "other"))
        ladder = (
            rng.choice((("announced", "rdl", "deployed", "withdrawn"), ("announced", "deployed", "rdl", "withdrawn")))
            if track == "unit"
            else ("announced", "planned", "implemented", "withdrawn")
        )
        taken: list[tuple[str, str, dt.date | None, int]] = [
            (name, status, day, seq)
            for seq, (status, day) in enumerate(zip(ladder, sorted(rng.choices(DAYS, k=4)), strict=True))
        ]
        taken = taken[: rng.randint(1, 4)]
        if rng.random() < 0.2:
            taken[0] = (name, "announced", None, 0)
        main = [step for step in taken if step[1] != "rdl"]
        steps += taken
        pledges.append(
            {
                "pledge_id": name,
                "iso3": rng.choice(figures.STATES),
                "ministerial": rng.choice((None, "Accra 2023", "Berlin 2025")),
                "track": track,
                "dated": rng.choice((None, *DAYS)),
                "quantity": rng.choice((None, 1, 2, 3)),
                "unit": rng.choice((None, "team", "unit", "person")),
                "languages": rng.choice((None, "fr", "ar;es", "ar;es;fr")),
                "is_announced": rng.random() < 0.8,
                "status": main[-1][1],
                "status_date": main[-1][2],
            }
        )
        answers += [(name, code) for code in rng.sample([*codes, "PAR-TRP-01"], rng.randint(0, 4))]
    lines = []
    for day in rng.sample(DAYS, rng.randint(0, 3)):
        for n in range(rng.randint(1, 6)):
            lines.append(
                {
                    "edition_date": day,
                    "requirement_id": rng.choice([*codes, ""]),
                    "requirement": f"words {n}",
                    "mission": rng.choice(("general", "UNMISS")),
                    "capability": rng.choice(list(UNIT_OF)),
                    "quantity": rng.choice((None, 0, 1, 2, 4)),
                }
            )
    rows = figures.random_rows(seed) if rng.random() < 0.8 else []
    months = sorted({row[0] for row in rows}) or [DAYS[2]]
    return World(path, asks, pledges, answers, steps, lines, rows, figures.random_gpp(seed, months))
