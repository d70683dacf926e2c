"""The overview's three answers: each sentence against its frame, and the page as its readers open it, with a roster and without."""

import datetime as dt
import json
import random

import pandas as pd
import pytest

import queries
from etl import settings
from pages.capabilities import gap_facts
from pages.kit.cache import run
from pages.kit.labels import GROUPS
from pages.kit.view import View
from pages.outreach import region_facts
from pages.overview import charts, facts
from pages.parity import facts as parity_facts
from tests.support import screen
from tests.support.screen import app, ways, words
from tests.support.seeds import seeds

TODAY = {"today": settings.EXERCISE_DAY}


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def of_groups(seed):
    """Invented rows of outreach_groups and rdl_diversity, and their numbers by group: some groups have nothing."""
    rng = random.Random(seed)
    known = {code: [rng.choice((0, rng.randint(1, 60))) for _ in range(3)] for code in GROUPS}
    known["weog"] = [max(1, number) for number in known["weog"]]
    people, states = (sum(numbers[at] for numbers in known.values()) for at in (0, 1))
    units = sum(numbers[2] for numbers in known.values())
    deployed = pd.DataFrame(
        [(code, n + 1, n, p, min(n, 3)) for code, (p, n, _u) in known.items()],
        columns=["regional_group", "state_count", "contributor_count", "people_count", "pledged_state_count"],
    )
    pool = pd.DataFrame(
        [(code, u, u / units, n + 1, (n + 1) / (states + 5)) for code, (_p, n, u) in known.items()],
        columns=["regional_group", "rdl_unit_count", "rdl_fraction", "member_state_count", "member_state_fraction"],
    )
    return known, people, states, units, deployed, pool


@pytest.mark.parametrize("seed", seeds(12))
def test_sentences_on_groups_say_what_their_frames_say(seed):
    known, people, states, units, deployed, pool = of_groups(seed)
    most = max(known.values(), key=lambda numbers: numbers[0])[0]
    named = {GROUPS[code] for code, numbers in known.items() if numbers[0] == most}
    said = facts.deployed_finding(deployed)
    assert said.startswith(f"{states} state") and f"{most} of {people}" in said
    assert said.split("groups the ")[1].split(" has the most")[0] in named
    said = facts.pool_finding(pool)
    empty = [code for code, numbers in known.items() if not numbers[2]]
    assert said.startswith(f"{units} unit") and f"from {5 - len(empty)} of 5 regional groups" in said
    if empty:
        assert "none from" in said and "of them" not in said
    else:  # whose share of units is furthest below its share of Member States
        apart = {code: u / units - (n + 1) / (states + 5) for code, (_p, n, u) in known.items()}
        least = min(apart, key=apart.__getitem__)
        assert f"the {GROUPS[least]} has {known[least][2]} of them and {known[least][1] + 1} of {states + 5}" in said
    rows = facts.pool_rows(pool)
    assert rows["beside"].tolist() == [f"{u} of {units} units · {n + 1} of {states + 5} Member States" for _p, n, u in known.values()]  # fmt: skip
    assert rows["fraction"].sum() == pytest.approx(1)


def test_a_group_that_is_not_reported_is_hatched_and_said_and_no_unit_is_no_share(restricted):
    *_rest, deployed, pool = of_groups(1)
    blank = deployed.assign(people_count=pd.NA, contributor_count=pd.NA)
    assert "not reported" in facts.deployed_finding(blank) and "not zero" in facts.deployed_finding(blank)
    rows = facts.deployed_rows(run, screen.newest("public", "restricted"), blank)
    assert all(text.startswith("not reported · ") and "with a pledge in the ledger" in text for text in rows["beside"])
    tracks, bars, ticks = charts.groups(rows, "Share of people")["series"]
    assert all("decal" in track["itemStyle"] for track in tracks["data"]) and set(bars["data"]) == {None}
    assert len(ticks["data"]) == 5
    assert facts.pool_finding(pool.assign(rdl_unit_count=0)) == "No unit is at the Rapid Deployment Level"


def test_the_line_of_standing_says_day_clock_and_what_is_not_in_it(published):
    opened, earlier = screen.newest("public", "open"), dt.date(2020, 5, 31)
    line = facts.standing(run, opened)
    assert "**31 July 2025**" in line and "overdue" in line and "loaded on" in line
    assert line.endswith("not in them: the drawdown announced on 8 October 2025")
    past = View(opened.snapshot, earlier, "peacekeeping", is_newest=False)
    line = facts.standing(run, past)
    assert "**31 May 2020** · peacekeeping operations only · the newest loaded are of 31 July 2025" in line
    exercise = screen.newest("exercise", "restricted")
    assert "1 day old: on time" in facts.standing(run, exercise) and facts.clock(run, exercise) == ""


def drawn(at, place):
    return json.loads(at.get("echarts_chart")[place].proto.spec)


def test_with_a_roster_the_three_findings_are_those_of_their_pages(restricted):
    at = app(dataset="exercise")
    view = screen.newest("exercise", "restricted")
    stage, pool = (queries.run(name, snapshot=view.snapshot, **TODAY) for name in ("capability_stage", "rdl_diversity"))
    parity = queries.run("parity_by_category", snapshot=view.snapshot, as_of=view.as_of)
    wanted = [gap_facts.finding(stage), facts.pool_finding(pool), parity_facts.furthest(parity)]
    assert [header.value for header in at.header] == wanted
    worst = gap_facts.worst(run, view, 8)
    rows = drawn(at, 0)["media"][-1]["option"]["yAxis"]["data"][::-1]
    assert rows == [f"{row.name} · {gap_facts.need(row)}" for row in worst.itertuples()]
    status = queries.run("engagement_platoon_status", snapshot=view.snapshot).iloc[0]
    said = words(at)
    assert f"{status['meets_count']} of {status['meets_count'] + status['below_count']}" in said
    assert {"Whom to call", "Rapid deployment", "Gender parity"} <= set(ways(at))
    curve = queries.run("readiness_curve", snapshot=view.snapshot, **TODAY)
    assert all(f"{row.unit_count} by day {row.day}" in said for row in curve.itertuples())
    # The level beside the curve: who is at it and could not be there is told.
    assert (
        f"{curve['unit_count'].iloc[0]} of the {pool['rdl_unit_count'].sum()} could be there by day {curve['day'].iloc[0]}, the others"
        in said
    )


@pytest.mark.parametrize(("dataset", "audience"), [("public", "restricted"), ("public", "open"), ("exercise", "open")])
def test_without_a_roster_it_says_what_was_announced_and_never_a_gap(dataset, audience, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    at = app(dataset=dataset)
    view = screen.newest(dataset, audience)
    first, second, third = (header.value for header in at.header)
    assert first.startswith("Announced most often in public: ") and "Nothing is available" not in words(at)
    groups = region_facts.groups(run, view)
    assert second == facts.deployed_finding(groups)
    assert third == parity_facts.furthest(queries.run("parity_by_category", snapshot=view.snapshot, as_of=view.as_of))
    by_group = dict(zip(groups["regional_group"], groups["people_count"], strict=True))
    label = drawn(at, 1)["series"][0]["data"][-1]["label"]["formatter"]
    assert label.startswith(f"{{name|African Group}}\n{by_group['african_group']:,} people of ")
    assert "no return of units" in words(at) and "half women" not in words(at)
