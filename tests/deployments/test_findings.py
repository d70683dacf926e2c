"""Headings of Contributors, Country, Missions and Compare: each sentence against figures worked out a second time, in Python."""

import datetime as dt
import random
from dataclasses import replace

import pandas as pd
import pytest

from pages.deployments import facts, finding_facts
from pages.kit import naming
from pages.kit.cache import run
from tests.support.screen import newest


@pytest.fixture
def view(published):
    return newest("public", "open")


def at(view, month, scope="all"):
    return replace(view, as_of=dt.date.fromisoformat(month), scope=scope)


def people(view, by):
    """People of the month by one column, worked out from the flows."""
    totals: dict[str, int] = {}
    for row in run(facts.FLOWS, view.snapshot, as_of=view.as_of, scope=view.scope).itertuples():
        totals[getattr(row, by)] = totals.get(getattr(row, by), 0) + row.people_count
    return totals


def test_the_map_says_who_sends_most_what_changed_and_what_is_not_reported(view):
    names = naming.states(run, view)
    for month, scope in (("2025-07-31", "all"), ("2021-06-30", "peacekeeping"), ("2016-01-31", "all")):
        seen = at(view, month, scope)
        sent = people(seen, "iso3")
        first = sorted(sent, key=lambda code: -sent[code])[:3]
        part = round(100 * sum(sent[code] for code in first) / sum(sent.values()))
        said = finding_facts.of_map(seen, facts.states(run, seen, {}), "people", None)
        assert said == f"{names[first[0]]}, {names[first[1]]} and {names[first[2]]} send {part} of 100 people"
    now, then = people(view, "iso3"), people(at(view, "2024-07-31"), "iso3")
    moved = [now.get(code, 0) - then.get(code, 0) for code in {*now, *then}]
    said = finding_facts.of_map(view, facts.states(run, view, {}), "change", None)
    more, fewer = sum(one > 0 for one in moved), sum(one < 0 for one in moved)
    assert said.startswith(f"{more} contributors have more people than a year before, {fewer} have fewer; in all -398")
    gap = at(view, "2021-06-30")
    assert "June 2020 was not reported" in finding_facts.of_map(gap, facts.states(run, gap, {}), "change", None)
    silent = at(view, "2018-07-31", "peacekeeping")
    for measure in ("people", "share", "change"):
        said = finding_facts.of_map(silent, facts.states(run, silent, {}), measure, None)
        assert "published without missions" in said and "not zero" in said
    assert "states no missions" in finding_facts.of_flows(
        silent, run(facts.FLOWS, view.snapshot, as_of=silent.as_of), {}
    )


def test_people_over_time_are_those_of_the_month_and_of_the_highest(view):
    for iso3 in ("IND", "UGA", "BMU", "RWA"):
        timeline = run("country_timeline", view.snapshot, iso3=iso3, scope="all")
        months: dict[dt.date, int] = {}
        for row in timeline.itertuples():
            months[row.as_of.date()] = months.get(row.as_of.date(), 0) + row.people_count
        for month in ("2025-07-31", "2021-06-30", "2015-12-31"):
            seen = at(view, month)
            known = {day: n for day, n in months.items() if day <= seen.as_of}
            if not known:
                continue
            said = finding_facts.over_time(run, seen, timeline[timeline["as_of"].dt.date <= seen.as_of])
            now, most = known.get(seen.as_of, 0), max(known.values())
            assert said.startswith(f"{now:,} people in " if now else "Nobody in "), said
            assert (f"; at most {most:,}, in " in said) == (now < most) == ("the most since January 2015" not in said)
            assert ("June 2020 was not reported" in said) == (month == "2021-06-30")
            change = now - known.get(seen.as_of.replace(year=seen.as_of.year - 1), 0)
            if month == "2025-07-31" and change:
                assert f"{abs(change):,} {'more' if change > 0 else 'fewer'} than a year before" in said
    # A mission has no figure in months that state none.
    silent, stated = at(view, "2018-07-31"), run("mission_timeline", view.snapshot, mission="UNMISS")
    assert "not reported" in finding_facts.over_time(run, silent, stated, is_stated=True)


def test_categories_below_are_those_whose_women_are_fewer_than_the_target_asks(view):
    for iso3, rows in run("parity_by_contributor", view.snapshot, as_of=view.as_of, scope="all").groupby("iso3"):
        large = [row for row in rows.itertuples() if row.people_count >= 10]
        below = [row for row in large if 100 * row.women_count < row.target_percent * row.people_count]
        said = finding_facts.categories(rows)
        if not large:
            assert said == "Fewer than ten people in each category: told as persons"
        elif not below:
            assert "at or above" in said and "below" not in said, iso3
        else:
            needed = max(-(-row.target_percent * row.people_count // 100) - row.women_count for row in below)
            assert f": {needed:,} more " in said and ("elow" in said), (iso3, said)
            assert len(large) == 1 or (f"of {len(large)} categories" in said)
            assert len(below) == 1 or said.startswith(f"{len(below)} of")


def test_the_mission_that_changed_most_is_named_unless_two_changed_as_much(view):
    year = at(view, "2024-07-31")
    for iso3 in ("URY", "GHA", "IND", "UGA"):
        now, then = (
            {row.mission: row.people_count for row in run(facts.FLOWS, seen.snapshot, as_of=seen.as_of).itertuples() if row.iso3 == iso3}
            for seen in (view, year)
        )  # fmt: skip
        then = {"UNTMIS" if code == "UNSOM" else code: n for code, n in then.items()}
        moved = {code: now.get(code, 0) - then.get(code, 0) for code in {*now, *then}}
        sizes = sorted((abs(n) for n in moved.values()), reverse=True)
        rows = run(facts.COUNTRY_MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of)
        said = finding_facts.most_changed(rows)
        if not sizes[0] or sizes[:2] == [sizes[0]] * 2:
            assert said == ""
            continue
        most = max(moved, key=lambda code: abs(moved[code]))
        assert f"{most}, from {then.get(most, 0):,} to {now.get(most, 0):,} people ({moved[most]:+,})" in said
        assert finding_facts.most_changed(pd.concat([rows, rows], ignore_index=True)) == ""
        for row in rows.itertuples():
            told = facts.mission_change(row)
            assert ("none a year before" in told) == (row.mission in now and row.mission not in then), (
                iso3,
                row.mission,
            )
            assert ("none now" in told) == (row.mission in then and row.mission not in now), (iso3, row.mission)
            assert (told == "–") == (row.mission not in moved)


def test_two_months_and_two_states_are_told_by_their_own_figures(view):
    now, then = people(view, "iso3"), people(at(view, "2024-07-31"), "iso3")
    asked = {"from_date": "2024-07-31", "to_date": view.as_of, "scope": "all"}
    change = run("deployment_change", view.snapshot, by="state", **asked)
    total = run("deployment_change", view.snapshot, by="total", **asked).iloc[0]
    moved = {code: now.get(code, 0) - then.get(code, 0) for code in {*now, *then}}
    most = max(moved, key=lambda code: abs(moved[code]))
    ups, downs = sum(one > 0 for one in moved.values()), sum(one < 0 for one in moved.values())
    said = finding_facts.compared(change, {}, total)
    assert said == f"398 people fewer: more in {ups}, fewer in {downs}; the largest change is {most} ({moved[most]:+,})"
    assert finding_facts.compared(change, {}, total, is_whole=False) == "398 people fewer"
    names = {"IND": "India", "BGD": "Bangladesh"}
    flows = run(facts.FLOWS, view.snapshot, as_of=view.as_of)
    flows = flows[flows["iso3"].isin(names)]
    one, other = (set(flows.loc[flows["iso3"] == code, "mission"]) for code in names)
    said = finding_facts.two_missions(view, flows, names)
    assert (
        f"{len(one & other)} missions; India alone in {len(one - other)}, Bangladesh alone in {len(other - one)}"
        in said
    )
    parity = run("parity_by_contributor", view.snapshot, as_of=view.as_of)
    shares = {(row.iso3, row.category): row.women_fraction for row in parity.itertuples() if row.people_count >= 10}
    both = [code for iso3, code in shares if iso3 == "IND" and ("BGD", code) in shares]
    lead = sum(shares["IND", code] > shares["BGD", code] for code in both)
    said = finding_facts.two_categories(parity[parity["iso3"].isin(names)], names)
    assert f"in {len(both)} categories that both have: India in {lead}, " in said


def test_of_random_choices_a_part_is_never_told_as_all_nor_few_people_by_the_hundred():
    dice = random.Random(20251108)
    seen = newest_of_nothing()
    for _round in range(300):
        counts = [dice.choice([0, 1, 2, 5, 40, 9000]) for _state in range(dice.randint(1, 7))]
        rows = pd.DataFrame({"name": [f"S{place}" for place in range(len(counts))], "people_count": counts})
        said = finding_facts.most_people(seen, rows)
        giving = sorted((n for n in counts if n), reverse=True)
        if not giving:
            assert "Nobody" in said
        elif len(giving) <= 3:
            assert f"{'the only' if sum(giving) == 1 else 'all'} {sum(giving):,} " in said
        elif sum(giving) < 10:
            assert f"{sum(giving[:3])} of {sum(giving)} people" in said
        else:
            assert "100 of 100" not in said and " of 100 people" in said
        assert all(rows.loc[rows["name"] == name, "people_count"].item() for name in rows["name"] if f"{name} " in said)


def newest_of_nothing():
    """A view that asks no query."""
    return type("Seen", (), {"as_of": dt.date(2025, 7, 31), "scope": "all"})()
