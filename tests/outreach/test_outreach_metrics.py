"""Whom to ask for what, counted a second time in plain Python on invented asks, pledges and deployments; edges one by one."""

import datetime as dt
import random
from collections import defaultdict

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support.requirement_worlds import DAYS, HELD, World, random_world
from tests.support.seeds import seeds

OUTREACH = "outreach"
STATUS = "requirement_status"
WEIGHTS = {"unanswered": 3, "fitting": 1, "below": 1, "silent": 1, "no_pledge": 1}
BY_SECTION = {"infantry", "contingent_owned_equipment"}
BY_CAPABILITY = {
    "troops": ("engagement_platoon", 10),
    "formed_police_units": ("formed_police_unit", 10),
    "individual_police": ("individual_police_officer", 1),
    "staff_officers": ("staff_officer", 1),
}
SECTIONS = ("aviation", "infantry", "police", "contingent_owned_equipment")
CAPABILITIES = (
    None,
    "qrf_company",
    "engagement_platoon",
    "formed_police_unit",
    "individual_police_officer",
    "staff_officer",
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
        ):
            continue
        found[code] = ask | {"below": below[code], "under": under[code]}
    return found, made


def judge(world, iso3, day, today, scope, silent_days):
    """What is known of one state: terms, codes of asks, reasons."""
    asks, made = open_asks(world, today)
    mine = {key: p for key, p in made.items() if p["iso3"] == iso3}
    there = [r for r in world.rows if r[0] == day and r[2] == iso3 and (scope == "all" or figures.MISSIONS[r[1]])]
    people = defaultdict(int)
    for row in there:
        people[row[3]] += row[4] + row[5]
    section = {ask["requirement_id"]: ask["section"] for ask in world.asks} | dict(
        world.con.execute("select requirement_id, section from mart.requirement").fetchall()
    )
    fields = {section[code] for p, code in world.answers if p in mine}
    fits, additional, carried = set(), set(), set()
    for code, ask in asks.items():
        own = [
            p
            for key, p in mine.items()
            if key in ask["under"] or (ask["capability"] and p.get("capability") == ask["capability"])
        ]
        of_type = ask["family"] != "non_unit" and (
            (people["troops"] >= 10 and ask["section"] in BY_SECTION)
            or any(ask["capability"] == cap and people[kind] >= least for kind, (cap, least) in BY_CAPABILITY.items())
        )
        is_deployed = any(p["status"] == "deployed" for p in own)
        if own and not is_deployed:
            continue
        if of_type or is_deployed or ask["section"] in fields:
            fits.add(code)
            if of_type or is_deployed:
                additional.add(code)
            if of_type:
                carried.add(code)
    news = {p for p, status, step, _seq in world.steps if status != "announced" and step and step <= today}
    silent = [
        p for key, p in mine.items()
        if key not in news and p["status"] in ("announced", "confirmed") and p["status_date"] and (today - p["status_date"]).days > silent_days
    ]  # fmt: skip
    goals = {category: dict(zip(("year", "goal"), row, strict=True)) for category, *row in world.con.execute("select category, year, goal_percent from mart.parity_goal where year = ?", [day.year]).fetchall()}  # fmt: skip
    below, more = [], 0
    gpp = [r for r in world.gpp if r[0] == day and r[2] == iso3 and (scope == "all" or figures.MISSIONS[r[1]])]
    for category in goals:
        rows = [r for r in there + gpp if figures.CATEGORY[r[3]] == category]
        women, all_ = sum(r[4] for r in rows), sum(r[4] + r[5] for r in rows)
        if category == "unmem_staff_officers" and day < figures.APART_SINCE:
            continue
        if all_ >= 10 and goals[category]["goal"] is not None and 100 * women < goals[category]["goal"] * all_:
            below.append(category)
            more += -(-goals[category]["goal"] * all_ // 100) - women
    last = max((held for held in HELD.items() if held[1] <= today), key=lambda held: held[1], default=(None,))[0]
    is_without = last is not None and not any(p["ministerial"] == last for p in mine.values())
    return {
        "people_count": sum(people.values()), "fits": fits, "additional": additional, "carried_count": len(carried),
        "unanswered_count": sum(not asks[code]["below"] for code in fits), "silent_count": len(silent),
        "oldest_days": max(((today - p["status_date"]).days for p in silent), default=None),
        "below": set(below), "more": more, "no_pledge_count": int(is_without), "pledge_count": len(mine),
    }  # fmt: skip


def codes(text):
    return set(text.split(";")) if isinstance(text, str) else set()


def varied(path, seed):
    """A world whose asks are of several sections and capabilities, and whose pledges name capabilities."""
    world, rng = random_world(path, seed), random.Random(seed)
    for ask in world.asks:
        ask |= {"section": rng.choice(SECTIONS), "capability": rng.choice(CAPABILITIES)}
        world.con.execute(
            "update mart.requirement set section = ?, capability = ? where requirement_id = ?",
            [ask["section"], ask["capability"], ask["requirement_id"]],
        )
    for pledge in world.pledges:
        pledge["capability"] = rng.choice(CAPABILITIES)
        world.con.execute(
            "update mart.pledge set capability = ? where pledge_id = ?", [pledge["capability"], pledge["pledge_id"]]
        )
    return world


@pytest.mark.parametrize("seed", seeds(60))
def test_reasons_terms_and_asks_are_those_of_a_plain_count(seed, tmp_path):
    world, rng = varied(tmp_path / "world.duckdb", seed), random.Random(seed)
    days = sorted({row[0] for row in world.rows})
    day = rng.choice(days) if days else None
    today, scope, silent_days = rng.choice(DAYS), rng.choice(("all", "peacekeeping")), rng.choice((0, 180, 400))
    weights = {key: rng.choice((0, 1, 2, 5)) for key in WEIGHTS}
    asked = {"today": today, "scope": scope, "silent_days": silent_days, "as_of": day} | {f"weight_{key}": value for key, value in weights.items()}  # fmt: skip
    got = queries.run(OUTREACH, connection=world.con, **asked)
    assert len(got) == 193
    for row in got[got["iso3"].isin(figures.STATES)].itertuples():
        want = judge(world, row.iso3, day or dt.date(1900, 1, 1), today, scope, silent_days)
        assert codes(row.requirement_ids) == want["fits"] and codes(row.additional_ids) == want["additional"]
        assert row.fitting_count == len(want["fits"]) and codes(row.below_categories) == want["below"]
        assert row.below_count == len(want["below"]) and row.more_women_by_replacement == want["more"]
        for name in ("carried_count", "unanswered_count", "silent_count", "no_pledge_count", "pledge_count"):
            assert getattr(row, name) == want[name], (row.iso3, name)
        assert (None if pd.isna(row.oldest_days) else row.oldest_days) == want["oldest_days"]
        terms = {"unanswered": row.unanswered_count, "fitting": row.fitting_count, "below": row.below_count, "silent": row.silent_count, "no_pledge": row.no_pledge_count}  # fmt: skip
        assert row.score == sum(weights[key] * terms[key] for key in terms)
        reasons = {"fits_unpledged": row.carried_count, "no_news": row.silent_count, "below_parity": row.below_count, "no_pledge": row.no_pledge_count}  # fmt: skip
        told = {key for key, number in reasons.items() if number}
        if day:
            assert row.people_count == want["people_count"]
            told |= {"deploys" if want["people_count"] else "deploys_nobody"}
        assert codes(row.reasons) == told
    order = [
        code
        for (code,) in world.con.execute(
            "select iso3 from mart.country where is_member_state order by un_order"
        ).fetchall()
    ]
    assert list(got["iso3"]) == order
    world.con.close()


@pytest.mark.parametrize("seed", seeds(40))
def test_every_ask_that_fits_is_one_that_the_requirements_page_calls_open(seed, tmp_path):
    world = varied(tmp_path / "world.duckdb", seed)
    for today in DAYS:
        status = queries.run(STATUS, connection=world.con, today=today).set_index("requirement_id")["status"].to_dict()
        for ids in queries.run(OUTREACH, connection=world.con, today=today)["requirement_ids"].dropna():
            assert {status[code] for code in ids.split(";")} <= {"open_call", "unmet", "partly_met", "not_reported"}
    world.con.close()


def one(tmp_path, rows=(), pledges=(), steps=(), ask=None, **asked):
    """Return what is told of Bangladesh, with one ask, A, that all of these pledges answer."""
    day = dt.date(2025, 7, 31)
    ask = {"requirement_id": "A", "section": "infantry", "capability": "qrf_company", "family": "general_uniformed"} | (
        ask or {}
    )
    made = [
        {"pledge_id": f"P{n}", "iso3": "BGD", "dated": DAYS[0], "status_date": DAYS[0]} | p
        for n, p in enumerate(pledges)
    ]
    world = World(
        tmp_path / "one.duckdb", [ask], made, [(p["pledge_id"], "A") for p in made], steps,
        rows=[(day, "MINUSCA", "BGD", *row) for row in rows],
    )  # fmt: skip
    found = queries.run(OUTREACH, connection=world.con, **{"today": dt.date(2026, 1, 1)} | asked).set_index("iso3")
    world.con.close()
    return found.loc["BGD"]


def test_a_unit_of_what_is_deployed_is_asked_for_as_additional_only(tmp_path):
    row = one(tmp_path, rows=[("troops", 1, 9)])
    assert (row["requirement_ids"], row["additional_ids"], row["carried_count"]) == ("A", "A", 1)


def test_nine_troops_are_no_unit(tmp_path):
    row = one(tmp_path, rows=[("troops", 1, 8)])
    assert codes(row["requirement_ids"]) == set() and row["reasons"] == "deploys;no_pledge"


def test_a_pledge_that_is_not_known_to_be_deployed_is_not_asked_for_again(tmp_path):
    row = one(tmp_path, rows=[("troops", 1, 800)], pledges=[{}])
    assert codes(row["requirement_ids"]) == set() and "no_news" in row["reasons"]


def test_a_pledge_that_is_deployed_is_asked_for_as_additional(tmp_path):
    step = [("P0", "deployed", DAYS[1], 1)]
    row = one(tmp_path, pledges=[{"status": "deployed", "status_date": DAYS[1]}], steps=step)
    assert (row["requirement_ids"], row["additional_ids"], row["silent_count"]) == ("A", "A", 0)


def test_a_withdrawn_pledge_is_none(tmp_path):
    row = one(tmp_path, rows=[("troops", 1, 800)], pledges=[{"status": "withdrawn", "ministerial": "Berlin 2025"}])
    assert row["requirement_ids"] == "A" and row["pledge_count"] == 0 and "no_pledge" in row["reasons"]


@pytest.mark.parametrize(("days", "silent"), [(180, 0), (181, 1)])
def test_no_news_begins_the_day_after_the_days_are_over(days, silent, tmp_path):
    row = one(tmp_path, pledges=[{"status_date": dt.date(2026, 1, 1) - dt.timedelta(days)}])
    assert row["silent_count"] == silent


@pytest.mark.parametrize(("women", "below"), [(1, 1), (2, 0)])
def test_a_state_at_its_target_is_not_below_it(women, below, tmp_path):
    assert one(tmp_path, rows=[("formed_police_units", women, 10 - women)])["below_count"] == below


def test_a_month_that_was_not_reported_says_neither_that_it_deploys_nor_that_it_does_not(tmp_path):
    row = one(tmp_path, rows=[("troops", 1, 800)], as_of=dt.date(2025, 6, 30))
    assert row["reasons"] == "no_pledge" and pd.isna(row["people_count"])


def test_a_rise_of_level_is_no_additional_unit(tmp_path):
    row = one(tmp_path, rows=[("troops", 1, 800)], ask={"condition": "infantry units already in the PCRS"})
    assert row["requirement_ids"] == "A" and codes(row["additional_ids"]) == set()


@pytest.mark.parametrize(("without", "fits"), [("A", set()), ("B;A", set()), ("AA;B", {"A"})])
def test_an_ask_that_is_not_released_is_nowhere_in_the_figures(without, fits, tmp_path):
    row = one(tmp_path, rows=[("troops", 100, 700)], without_asks=without)
    assert codes(row["requirement_ids"]) == fits and row["fitting_count"] == row["carried_count"] == len(fits)
    assert row["score"] == 4 * len(fits) + 1  # no pledge at the last Ministerial
