"""Courses, translations and offers of training against plain Python, and the figures of the bundled list of pledges."""

import csv
import datetime as dt
import random
import re

import pandas as pd
import pytest

import queries
from etl import settings
from pages.requirements import training_facts
from tests.support import pledge_figures as made
from tests.support.seeds import seeds

WINDOW_OPENS = dt.date(2024, 11, 13)  # six months before the Ministerial of the guide's edition
ASKS = (
    "TRN-MIL-04",
    "TRN-HST-01",
    "TEC-SYM-01",
    "WPS-TRN-03",
    "TRL-CPT-01",
    "TRL-SNP-01",
    "SAF-MIN-08",
    "SAF-MED-04",
    "TRN-JNT-02",
)
OFFICIAL = ("ar", "zh", "en", "fr", "ru", "es")


def run(name, con, **asked):
    return queries.run(f"{name}", connection=con, **asked)


def years(period):
    """Return the years for which something is asked: a span means each of its years; none means no year."""
    if not period:
        return [None]
    if re.fullmatch(r"\d{4}/\d{4}", period):
        return list(range(int(period[:4]), int(period[5:]) + 1))
    return sorted({int(year) for year in re.findall(r"\d{4}", period)})


@pytest.fixture(params=seeds(10), scope="module")
def world(request, tmp_path_factory):
    rng = random.Random(request.param)
    rows = [row for row in made.pledges(request.param, 40) if row["track"] == "other"]
    for row in rows:
        row["dated"] = rng.choice(
            (dt.date(2024, 11, 12), WINDOW_OPENS, dt.date(2025, 5, 14), dt.date(2026, 1, 1), dt.date(2016, 1, 1))
        )
        row["by_when"] = rng.choice((None, None, "2025", "2026", "2027-03", "2025/2026"))
        row["languages"] = rng.choice((None, "fr", "ar;fr", "pt"))
        row["capability"] = rng.choice((None, "training_wmpoc", "training_medical", "infantry_battalion"))
    answers = [
        (row["pledge_id"], ask, place)
        for row in rows
        for place, ask in enumerate(rng.sample(ASKS, rng.randint(0, 3)), 1)
    ]
    con = made.database(tmp_path_factory.mktemp("world") / "a.duckdb", rows, answers)
    asked = con.execute("select * from mart.requirement where standing = 'ask'").df().astype(object)
    return rows, answers, con, asked.where(asked.notna(), None)


@pytest.mark.parametrize("today", [dt.date(2025, 11, 24), dt.date(2026, 11, 24), dt.date(2028, 1, 1)])
def test_courses_by_year_and_their_hosts(world, today):
    rows, answers, con, asked = world
    by_id = {row["pledge_id"]: row for row in rows}
    want = {}
    for ask in asked[asked["kind"].isin(("training", "host_event"))].itertuples():
        mine = [by_id[name] for name, requirement, _ in answers if requirement == ask.requirement_id]
        mine = [row for row in mine if row["status"] != "withdrawn"]
        since = [row for row in mine if row["ministerial"] == "Berlin 2025" or row["dated"] >= WINDOW_OPENS]
        for year in years(ask.period):
            named = [row for row in since if year and str(year) in (row["by_when"] or "")]
            unsaid = [row for row in since if row["by_when"] is None]
            is_host = ask.kind == "host_event"
            is_over = (ask.due_date is not None and ask.due_date.date() < today) or (
                year is not None and year < today.year and not re.fullmatch(r"\d{4}/\d{4}", ask.period)
            )
            is_done = any(row["status"] == "implemented" for row in since)
            if named or (year is None and since):
                status = "host_found" if is_host else "pledged"
            elif is_done and ask.slot_limit == 1 and re.fullmatch(r"\d{4}", ask.period):
                status = "host_found"  # as in the catalogue, where that one host makes it met
            elif unsaid:
                status = "host_unsaid" if is_host else "pledged_unsaid"
            else:
                status = "date_passed" if is_over else "no_answer"
            states = ";".join(sorted({row["iso3"] for row in since})) or None
            want[ask.requirement_id, year] = (len(since), len(mine) - len(since), len(unsaid), states, status)
    got = {
        (r.requirement_id, None if pd.isna(r.year) else int(r.year)): (
            r.pledge_count, r.earlier_count, r.unsaid_count, None if pd.isna(r.states) else r.states, r.status
        )
        for r in run("training_asks", con, today=today).itertuples()
    }  # fmt: skip
    assert got == want


def test_translations_by_language(world):
    rows, answers, con, asked = world
    by_id = {row["pledge_id"]: row for row in rows}
    with (settings.ROOT / "data" / "reference" / "translation_existing.csv").open(encoding="utf-8") as handle:
        existing = {(row["requirement_id"], row["language"]): row["standing"] for row in csv.DictReader(handle)}
    want = {}
    for ask in asked[asked["kind"] == "translation"].itertuples():
        mine = [by_id[name] for name, requirement, _ in answers if requirement == ask.requirement_id]
        mine = [row for row in mine if row["status"] != "withdrawn"]
        unsaid = sum(row["languages"] is None for row in mine)
        for code in [code for code in OFFICIAL if code in (ask.languages or "").split(";")] or [None]:
            there = existing.get((ask.requirement_id, code))
            if there == "original":
                continue
            spoken = [row for row in mine if code in (row["languages"] or "").split(";")]
            done = any(row["status"] == "implemented" for row in spoken)
            state = "exists" if there else "done" if done else "pledged" if spoken else "asked"
            want[ask.requirement_id, code] = (len(spoken), unsaid, state)
    got = {
        (r.requirement_id, None if pd.isna(r.language) else r.language): (r.pledge_count, r.unsaid_count, r.state)
        for r in run("translation_grid", con).itertuples()
    }
    assert got == want
    assert got["TRL-POL-01", "fr"][2] == got["TRL-ENP-01", "fr"][2] == "exists" and ("TRL-CPT-01", "en") not in got
    shown = training_facts.by_language(run("translation_grid", con)).set_index("ask")["so_far"].dropna()
    assert shown.to_dict() == {
        "Translate the UN police material": "French only so far",
        "Translate the reinforcement package for engagement platoons": "French only so far",
    }


def test_offers_are_listed_once_a_subject(world):
    rows, answers, con, asked = world
    about = asked.set_index("requirement_id")
    known = {
        code
        for (code,) in con.execute("select capability from mart.capability where component = 'training'").fetchall()
    }
    want = {(row["pledge_id"], row["capability"]) for row in rows if row["capability"] in known}
    for name, requirement, _ in answers:
        told = about.loc[requirement]
        if told["capability"] in known and told["kind"] in ("training", "host_event", "personnel", "translation"):
            want.add((name, told["capability"]))
    got = run("training_hosts", con)
    assert sorted(zip(got["pledge_id"], got["capability"], strict=True)) == sorted(want)
    assert set(run("training_hosts", con, capability="training_wmpoc")["capability"]) <= {"training_wmpoc"}


def test_the_bundled_list_gives_its_known_figures(published):
    ledger = queries.run("pledge_ledger")
    assert (len(ledger), ledger["iso3"].nunique(), int(ledger["is_tangible"].sum())) == (276, 50, 47)
    assert (
        ledger["is_announced"].all()
        and set(ledger["status"]) == {"announced"}
        and ledger["ministerial"].isna().sum() == 40
    )
    cohort = queries.run("pledge_conversion", ministerial="Berlin 2025").set_index(["track", "stage"])
    assert cohort.loc[("unit", "announced"), "pledge_count"] + cohort.loc[("other", "announced"), "pledge_count"] == 52
    assert (cohort.loc[("unit", "no_news"), "pledge_count"], cohort.loc[("unit", "announced"), "unit_count"]) == (
        20,
        18,
    )
    assert queries.run("pledge_by_category")["pledge_count"].tolist() == [157, 48, 13, 1, 6, 22, 8, 3, 14, 4]
    assert queries.run("pledge_by_region")["pledge_count"].tolist() == [38, 116, 1, 18, 103]
    assert len(queries.run("pledges_without_news", today="2026-11-24")) == 276


def test_the_bundled_totals_stand_beside_the_ledger_with_both_sources(published):
    found = queries.run("pledge_totals")
    told = {(r.ministerial, r.measure): r for r in found.itertuples()}
    assert len(told) == 24 and found["source_url"].notna().all() and found["printed"].notna().all()
    states = told["Berlin 2025", "Member States with specific pledges"]
    assert (states.announced_count, states.ledger_count, states.pledge_count, states.source_count) == (74, 14, 52, 18)
    assert told["Berlin 2025", "military and police units"].ledger_count == 18
    assert told["Leaders Summit 2015", "helicopters"].ledger_count == 2  # two transport planes are no helicopters
    differ = {
        key[1]: (int(r.announced_count), int(r.other_count)) for key, r in told.items() if not pd.isna(r.other_count)
    }
    assert set(differ.values()) == {(18, 8), (62, 64), (48, 46), (40000, 30000)}


def test_no_pledge_of_an_earlier_meeting_hosts_what_was_asked_for_in_2025(published):
    asks = queries.run("training_asks", today="2025-11-24").set_index(["requirement_id", "year"])
    course = asks.loc[("TRN-MIL-04", 2026)]
    assert (course["status"], course["states"], course["pledge_count"], course["earlier_count"]) == (
        "host_unsaid",
        "BRA",
        1,
        1,
    )
    assert asks.loc[("TEC-SYM-01", 2025), "status"] == "no_answer"
    later = queries.run("training_asks", today="2026-01-01").set_index(["requirement_id", "year"])
    assert later.loc[("TEC-SYM-01", 2025), "status"] == "date_passed"
