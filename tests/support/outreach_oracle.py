"""Whom to ask for what, judged a second time in plain Python from the rows of the reference lists."""

import calendar
import csv
import datetime as dt
from collections import Counter, defaultdict

from etl.settings import ROOT
from tests.support import figures

REFERENCE = ROOT / "data" / "reference"


def reference(name):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


RULES = reference("ask_rule")
LIMIT = {row["rule"]: int(row["value"]) for row in reference("figure_rule")}
SIZE = {row["requirement_id"]: int(row["least"]) for row in reference("ask_size")}
KIN = {(row["capability"], row["answers_as"]) for row in reference("capability_kin")}
FRENCH = {row["iso3"] for row in reference("country_language") if row["language"] == "fr"}
COUNTRY = {row["iso3"]: row for row in reference("country")}
MISSION = {row["mission_code"]: row for row in reference("mission")}
FIELD = ("training", "host_event", "expertise", "translation")
WHO = {
    "contingent_troops": "troops",
    "formed_police_units": "formed_police",
    "individual_police_officers": "police",
    "unmem_staff_officers": "officers",
}


def later(day, months):
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def goes_on(mission, today):
    ends = [MISSION[mission][name] for name in ("ended_on", "operations_end_on")]
    return all(not end or dt.date.fromisoformat(end) > later(today, LIMIT["mission_closing"]) for end in ends)


def named_now(lines, today):
    """Whether a line of a current edition names a mission that goes on."""
    return any(
        x["mission"] in MISSION
        and goes_on(x["mission"], today)
        and later(x["edition_date"], LIMIT["ask_edition"]) >= today
        for x in lines
    )


def open_asks(world, today):
    """The asks that can still be asked for, by their code, with the pledges under each and under its details."""
    made = {p["pledge_id"]: p for p in world.pledges if p["status"] != "withdrawn"}
    under, below = defaultdict(set), defaultdict(set)
    part = {ask["requirement_id"]: ask["part_of"] for ask in world.asks if ask["standing"] == "detail"}
    for pledge_id, code in world.answers:
        if pledge_id in made:
            under[code].add(pledge_id)
            below[code].add(pledge_id)
            if part.get(code):
                below[part[code]].add(pledge_id)
    newest = max((line["edition_date"] for line in world.lines), default=None)
    found = {}
    for ask in world.asks:
        code = ask["requirement_id"]
        lines = [x for x in world.lines if x["edition_date"] == newest and x["requirement_id"] == code]
        if (
            ask["standing"] != "ask"
            or (ask["due_date"] and ask["due_date"] < today)
            or (ask["slot_limit"] == 1 and under[code])
            or (
                ask["family"] == "non_unit"
                and any(made[p]["status"] in ("implemented", "deployed") for p in under[code])
            )
            or (lines and all(x["quantity"] == 0 for x in lines))
            or (ask["missions"] and not named_now(lines, today))
        ):
            continue
        found[code] = ask | {"below": below[code], "under": under[code]}
    return found, made


def signals(world, day, today, scope):
    """What points to an ask in the figures of each state: {iso3: {signal: number}}."""
    counted = [r for r in world.rows if scope == "all" or figures.MISSIONS[r[1]]]
    now = [r for r in counted if r[0] == day]
    goals = dict(
        world.con.execute("select category, goal_percent from mart.parity_goal where year = ?", [day.year]).fetchall()
    )
    group_police = {
        COUNTRY[r[2]]["regional_group"]
        for r in world.rows
        if r[0] == day and r[3] == "formed_police_units" and r[4] + r[5]
    }
    found, largest = defaultdict(dict), defaultdict(int)
    if not [r for r in world.rows if r[0] == day]:
        return found, largest
    for iso3 in figures.STATES:
        here, told = [r for r in now if r[2] == iso3], defaultdict(int)
        people, lasting, by_mission = defaultdict(int), defaultdict(int), defaultdict(int)
        women, of = defaultdict(int), defaultdict(int)
        for _day, mission, _iso3, kind, w, m in here:
            people[kind] += w + m
            if kind == "troops":
                by_mission[mission] += w + m
            if goes_on(mission, today):
                lasting[kind] += w + m
                women[figures.CATEGORY[kind]] += w
                of[figures.CATEGORY[kind]] += w + m
                if MISSION[mission]["working_language"] == "French" and iso3 not in FRENCH:
                    name = {
                        "troops": "troops_in_french_mission",
                        "formed_police_units": "formed_police_in_french_mission",
                    }
                    told[name.get(kind, "others_in_french_mission")] += w + m
        for mission, troops in by_mission.items():
            name = "troops_in_one_mission" if goes_on(mission, today) else "troops_of_ending_mission"
            told[name] = max(told[name], troops)
            if goes_on(mission, today) and MISSION[mission]["poc_mandate"] == "yes":
                told["troops_for_civilians"] = max(told["troops_for_civilians"], troops)
        told["staff_officers"] = lasting["staff_officers"]
        if lasting["staff_officers"] < 5:
            told["observers_few_staff"] = lasting["experts_on_mission"]
        if people["troops"] >= SIZE["UNI-QRF-01"] and COUNTRY[iso3]["regional_group"] not in group_police:
            told["group_without_formed_police"] = lasting["individual_police"]
        for category, who in WHO.items():
            goal = goals.get(category)
            if (
                of[category] < LIMIT["ask_people"]
                or goal is None
                or (category == "unmem_staff_officers" and day < figures.APART_SINCE)
            ):
                continue
            missing = max(0, -(-goal * of[category] // 100) - women[category])
            told[f"{who}_fewer_women" if missing else f"{who}_women"] = missing or women[category]
        months = defaultdict(int)
        for at, _mission, _iso3, kind, w, m in (r for r in counted if r[2] == iso3):
            if (
                at < day
                and later(at, LIMIT["ask_past"]) >= later(later(day, -LIMIT["ask_past"]), LIMIT["ask_past"])
                and at >= later(day, -LIMIT["ask_past"])
            ):
                months[at, kind] += w + m
        before = {
            kind: max((n for (_at, one), n in months.items() if one == kind), default=0) for kind in figures.TYPES
        }
        if not people["troops"]:
            told["troops_before"] = before["troops"]
        if iso3 in FRENCH:
            told["formed_police_french"] = max(lasting["formed_police_units"], before["formed_police_units"])
        if not sum(people.values()):
            told["officers_before"] = max(before["staff_officers"], before["experts_on_mission"])
        largest[iso3] = max([before["troops"], *by_mission.values()])
        found[iso3] = told
    return found, largest


def judge(world, day, today, scope):
    """Asks of each state as [(requirement_id, signal, number)], ranked, of which too many alike are left out."""
    asks, made = open_asks(world, today)
    found, largest = signals(world, day, today, scope)
    about = {ask["requirement_id"]: ask for ask in world.asks}
    ranked = {}
    for iso3 in figures.STATES:
        mine = {key: p for key, p in made.items() if p["iso3"] == iso3}
        own = defaultdict(list)
        for code, ask in asks.items():
            own[code] = [
                p
                for key, p in mine.items()
                if key in ask["under"] or (ask["capability"] and p.get("capability") == ask["capability"])
            ]
        near = []
        for code, ask in asks.items():
            beside = [
                (key, mine[key].get("capability") or about[answered]["capability"])
                for key, answered in world.answers
                if key in mine
                and answered in about
                and all(about[answered][name] == ask[name] for name in ("section", "pledge_category", "kind"))
            ]
            kin = any(
                cap and (cap == ask["capability"] or (cap, ask["capability"]) in KIN or (ask["capability"], cap) in KIN)
                for _key, cap in beside
            )
            fits = beside and (kin or ask["kind"] in FIELD) and not own[code] and largest[iso3] >= SIZE.get(code, 0)
            if fits:
                near.append((not kin, -len({key for key, _cap in beside}), len(ask["below"]), ask["position"], code))
        candidates = []
        for rule in RULES:
            if rule["signal"] == "pledged_beside":
                candidates += [
                    (code, "pledged_beside", -n)
                    for _kin, n, _under, _place, code in sorted(near)[: LIMIT["ask_pledged_most"]]
                ]
                continue
            number, code = found[iso3].get(rule["signal"], 0), rule["requirement_id"]
            is_free = code in asks and (not own[code] or any(p["status"] == "deployed" for p in own[code]))
            if is_free and number >= int(rule["least"]) and (not rule["most"] or number <= int(rule["most"])):
                candidates.append((code, rule["signal"], number))
        first = {}
        for code, signal, number in candidates:
            first.setdefault(code, (code, signal, number))
        ranked[iso3] = list(first.values())[: LIMIT["ask_most"]]
    alike = Counter(frozenset(code for code, *_ in rows) for rows in ranked.values())
    return asks, {
        iso3: rows if alike[frozenset(code for code, *_ in rows)] <= LIMIT["ask_states_alike"] else []
        for iso3, rows in ranked.items()
    }
