"""The metrics of pledges against plain Python on invented pledges, at their edges, and on the bundled list."""

import datetime as dt
import random

import pandas as pd
import pytest

import queries
from tests.support import pledge_figures as made
from tests.support.seeds import seeds

MEETINGS = ("", "none", "Berlin 2025", "Leaders Summit 2015")


def run(name, con, **asked):
    return queries.run(f"{name}", connection=con, **asked)


def blank(value):
    return None if pd.isna(value) else value


@pytest.fixture(params=seeds(12), scope="module")
def world(request, tmp_path_factory):
    """Return invented pledges, what they answer, and a database of them."""
    rows = made.pledges(request.param)
    rng = random.Random(request.param)
    asks = ("TRN-MIL-04", "TRL-CPT-01", "UNI-AVI-03")
    answers = [
        (row["pledge_id"], ask, place)
        for row in rows
        for place, ask in enumerate(rng.sample(asks, rng.randint(0, 3)), 1)
    ]
    rng.shuffle(answers)
    return rows, answers, made.database(tmp_path_factory.mktemp("world") / "a.duckdb", rows, answers)


@pytest.mark.parametrize("meeting", MEETINGS)
def test_conversion_counts_the_cohort_again(world, meeting):
    rows, _, con = world
    for category in ("", "uniformed_capabilities"):
        got = run("pledge_conversion", con, ministerial=meeting, category=category)
        told = {(r.track, r.stage): (r.pledge_count, blank(r.unit_count), r.repeat_count) for r in got.itertuples()}
        assert told == made.conversion(rows, meeting, category)
        silent = run("pledge_silence", con, ministerial=meeting, category=category)
        for track, own in silent.groupby("track"):
            sums = (own["pledge_count"].sum(), blank(own["unit_count"].sum(min_count=1)), own["repeat_count"].sum())
            assert sums == told[track, "no_news"]
        for row in got[got["kind"] == "step"].itertuples():
            named = [
                p
                for p in made.of(rows, meeting, True)
                if p["track"] == row.track and (not category or p["category"] == category)
            ]
            assert row.reported_count == sum(any(s[2] == row.stage for s in p["steps"]) for p in named)
            assert row.reported_count <= row.pledge_count


def test_outcomes_of_all_meetings_and_categories_agree_with_each_conversion(world):
    rows, _, con = world
    for by, codes in (("ministerial", {r["ministerial"] for r in rows}), ("category", set(made.CATEGORIES))):
        got = run("pledge_outcomes", con, by=by).set_index(by)
        for code in codes:
            asked = (code or "none", "") if by == "ministerial" else ("", code)
            want = made.conversion(rows, *asked)
            row = got[got.index.isna()].iloc[0] if code is None else got.loc[code]
            mine = [p for p in made.of(rows, asked[0], by == "category") if not asked[1] or p["category"] == asked[1]]
            assert row["pledge_count"] == len(mine) and blank(row["unit_count"]) == made.total(map(made.units, mine))
            for stage in made.STEPS["unit"][1:]:
                assert row[f"{stage}_count"] == want["unit", stage][0]
            for stage in made.STEPS["other"][1:]:
                assert row[f"{stage}_count"] == want["other", stage][0]
            for stage in ("withdrawn", "too_general", "no_news"):
                assert row[f"{stage}_count"] == want["unit", stage][0] + want["other", stage][0]
            news = [p for p in mine if made.has_news(p)]
            assert row["followed_count"] == len(news)
            assert blank(row["followed_unit_count"]) == made.total(map(made.units, news))


@pytest.mark.parametrize("meeting", MEETINGS)
def test_categories_and_regions_count_every_pledge_once(world, meeting):
    rows, _, con = world
    mine = made.of(rows, meeting)
    got = run("pledge_by_category", con, ministerial=meeting).set_index("category")
    assert len(got) == 10 and got["pledge_count"].sum() == len(mine)
    for code, row in got.iterrows():
        those = [p for p in mine if p["category"] == code]
        once = [p for p in those if not made.is_double(p) and p["track"] == "unit" and p["category"] != "funding"]
        assert (row["pledge_count"], row["state_count"]) == (len(those), len({p["iso3"] for p in those}))
        assert row["tangible_count"] == sum(p["is_tangible"] for p in those)
        assert row["followed_count"] == sum(map(made.has_news, those))
        assert row["too_general_count"] == sum(p["status"] == "too_general" for p in those)
        assert row["repeat_count"] == sum(map(made.is_double, those))
        for column, kinds in (
            ("unit_count", made.UNITS),
            ("person_count", ("person",)),
            ("aircraft_count", ("aircraft",)),
        ):
            assert blank(row[column]) == made.total(p["quantity"] for p in once if p["unit"] in kinds)
    regions = run("pledge_by_region", con, ministerial=meeting)
    told = {
        (blank(r.regional_group), blank(r.iso3)): (
            r.pledge_count,
            r.state_count,
            r.tangible_count,
            r.followed_count,
            blank(r.unit_count),
        )
        for r in regions.itertuples()
        if r.pledge_count
    }
    assert told == made.by_region(mine) and regions["pledge_count"].sum() == len(mine)
    assert regions["regional_group"].notna().sum() == 5


@pytest.mark.parametrize("meeting", MEETINGS)
def test_the_ledger_holds_each_pledge_with_what_it_answers_in_order(world, meeting):
    rows, answers, con = world
    got = run("pledge_ledger", con, ministerial=meeting).set_index("pledge_id")
    assert set(got.index) == {row["pledge_id"] for row in made.of(rows, meeting)} and got.index.is_unique
    for row in made.of(rows, meeting):
        asked = [
            ask for pledge_id, ask, _ in sorted(answers, key=lambda a: (a[0], a[2])) if pledge_id == row["pledge_id"]
        ]
        told = got.loc[row["pledge_id"]]
        assert blank(told["requirement_ids"]) == (";".join(asked) or None)
        assert (told["status"], told["status_date"].date()) == (row["status"], row["status_date"])
        assert blank(told["flags"]) == row["flags"] and bool(told["is_announced"]) == row["is_announced"]
        assert (told["file"], told["place"]) == ("made.csv", row["place"])


def test_the_ledger_follows_each_filter(world):
    rows, _, con = world

    def ids(**asked):
        return set(run("pledge_ledger", con, **asked)["pledge_id"])

    def want(keep):
        return {row["pledge_id"] for row in rows if keep(row)}

    for code, groups in made.STATES.items():
        assert ids(iso3=code) == want(lambda row, code=code: row["iso3"] == code)
        for group in filter(None, groups):
            assert ids(regional_group=group) == want(lambda row, group=group: group in made.STATES[row["iso3"]])
    for status in {row["status"] for row in rows}:
        assert ids(status=status) == want(lambda row, status=status: row["status"] == status)
    assert ids(tangible="yes") == want(lambda row: row["is_tangible"])
    assert ids(tangible="no", category="other") == want(
        lambda row: not row["is_tangible"] and row["category"] == "other"
    )
    assert ids(ministerial="nowhere") == ids(iso3="ZZZ") == set()


@pytest.mark.parametrize("meeting", MEETINGS)
def test_what_is_due_and_what_has_no_news(world, meeting):
    rows, _, con = world
    mine = {row["pledge_id"]: row for row in made.of(rows, meeting)}
    got = run("pledge_implementation", con, ministerial=meeting, today=made.TODAY).set_index("pledge_id")
    assert set(got.index) == set(mine)
    for name, told in got.iterrows():
        row = mine[name]
        day, basis = made.due(row)
        assert (None if pd.isna(told["due_date"]) else told["due_date"].date(), told["due_basis"]) == (day, basis), row[
            "by_when"
        ]
        assert bool(told["is_due"]) == (day is not None and day <= made.TODAY)
        past = [step for step in row["steps"] if step[0] <= made.TODAY]
        last = max((step[0] for step in past), default=row["status_date"])
        assert told["last_date"].date() == last and told["age_days"] == (made.TODAY - last).days
        if row["status"] in ("implemented", "deployed", "withdrawn"):
            assert told["news"] == "ended"
        elif row["status"] == "too_general":
            assert told["news"] == "too_general"
        else:
            assert told["news"] == ("reported" if any(step[2] != "announced" for step in past) else "no_news")
    silent = run("pledges_without_news", con, ministerial=meeting, today=made.TODAY).set_index("pledge_id")
    want = {name for name, row in mine.items() if not any(s[2] != "announced" and s[0] <= made.TODAY for s in row["steps"]) and row["status"] in ("announced", "confirmed")}  # fmt: skip
    assert set(silent.index) == want
    assert all(silent.loc[name, "age_days"] == (made.TODAY - mine[name]["status_date"]).days for name in want)
    assert silent["age_days"].is_monotonic_decreasing


def test_totals_stand_beside_the_same_count(world):
    rows, _, con = world
    got = run("pledge_totals", con)
    assert len(got) == 24
    for told in got.itertuples():
        mine = [row for row in rows if row["ministerial"] == told.ministerial]
        if isinstance(told.capability, str):
            mine = []  # the invented ones name no capability
        elif isinstance(told.category, str):
            mine = [row for row in mine if row["category"] == told.category]
        if told.counts == "states":
            assert told.ledger_count == len({row["iso3"] for row in mine})
        else:
            kinds = {"units": made.UNITS, "people": ("person",), "aircraft": ("aircraft",)}[told.counts]
            mine = [row for row in mine if row["unit"] in kinds and not made.is_double(row)]
            assert blank(told.ledger_count) == made.total(row["quantity"] for row in mine)
            assert told.without_number_count == sum(row["quantity"] is None for row in mine)
        assert told.pledge_count == len(mine) and told.source_count == len({row["source_url"] for row in mine})


def pledge(name, steps, **more):
    row = made.pledges(1, 1)[0] | {
        "pledge_id": name,
        "track": "unit",
        "ministerial": "Berlin 2025",
        "flags": None,
        "by_when": None,
    }
    row |= {"iso3": "QMA", "category": "uniformed_capabilities", "unit": "unit", "quantity": 2} | more
    main = [step for step in steps if step[2] != "rdl"]
    now = main[-1] if main else (dt.date(2025, 5, 13), 0, "confirmed")
    return row | {
        "steps": steps,
        "status": now[2],
        "status_date": now[0],
        "is_announced": "announced" in {s[2] for s in steps},
    }


def staged(con, track="unit", **asked):
    got = run("pledge_conversion", con, **asked)
    return {r.stage: (r.pledge_count, blank(r.unit_count)) for r in got[got["track"] == track].itertuples()}


DAY, LATER = dt.date(2025, 5, 13), dt.date(2025, 11, 1)


def test_withdrawn_after_deployed_was_deployed_and_is_withdrawn(tmp_path):
    steps = [(DAY, 0, "announced"), (LATER, 1, "deployed"), (LATER, 2, "withdrawn")]
    told = staged(made.database(tmp_path / "a.duckdb", [pledge("A", steps)]))
    assert told["deployed"] == told["selected"] == told["announced"] == told["withdrawn"] == (1, 2)
    assert told["no_news"] == told["too_general"] == told["rdl"] == (0, None)


def test_a_rapid_deployment_nomination_is_a_mark_and_no_step_but_it_is_news(tmp_path):
    steps = [(DAY, 0, "announced"), (LATER, 1, "rdl")]
    con = made.database(tmp_path / "a.duckdb", [pledge("A", steps)])
    told = staged(con)
    assert told["rdl"] == told["announced"] == (1, 2)
    assert told["level_1"] == told["level_3"] == told["no_news"] == (0, None)
    assert run("pledge_implementation", con, today=made.TODAY)["news"].tolist() == ["reported"]
    assert run("pledges_without_news", con, today=made.TODAY).empty


def test_two_steps_on_one_day_and_one_that_was_skipped(tmp_path):
    steps = [(DAY, 0, "announced"), (DAY, 1, "assessed")]
    con = made.database(tmp_path / "a.duckdb", [pledge("A", steps)])
    got = run("pledge_conversion", con).set_index(["track", "stage"])
    assert got.loc[("unit", "level_1"), "pledge_count"] == 1 and got.loc[("unit", "level_1"), "reported_count"] == 0
    assert got.loc[("unit", "assessed"), "reported_count"] == 1 and got.loc[("unit", "level_3"), "pledge_count"] == 0


def test_units_are_not_added_to_persons_or_aircraft_nor_counted_where_someone_pays_for_them(tmp_path):
    steps = [(DAY, 0, "announced")]
    mixed = [("A", {}), ("B", {"unit": "person", "quantity": 850}), ("C", {"unit": "aircraft", "quantity": 6}),
             ("D", {"quantity": None}), ("E", {"category": "funding"}), ("F", {"unit": "company", "quantity": 1})]  # fmt: skip
    con = made.database(tmp_path / "a.duckdb", [pledge(name, steps, **more) for name, more in mixed])
    assert staged(con)["announced"] == (6, 3)
    assert staged(made.database(tmp_path / "b.duckdb", [pledge("D", steps, quantity=None)]))["announced"] == (1, None)


def test_what_nobody_announced_is_no_stage_until_it_takes_one(tmp_path):
    rows = [pledge("A", []), pledge("B", [(LATER, 0, "level_1")])]
    con = made.database(tmp_path / "a.duckdb", rows)
    told = staged(con)
    assert (
        told["confirmed"] == (1, 2) and told["level_1"] == told["announced"] == (1, 2) and told["no_news"] == (0, None)
    )
    assert run("pledge_ledger", con)["is_announced"].tolist() == [False, False]


def test_pledges_of_no_ministerial_are_left_out_of_a_cohort_and_counted_when_asked_for(tmp_path):
    con = made.database(tmp_path / "a.duckdb", [pledge("A", [(DAY, 0, "announced")], ministerial=None)])
    assert staged(con)["announced"] == (0, None) and staged(con, ministerial="none")["announced"] == (1, 2)
    assert len(run("pledge_ledger", con)) == 1


def test_an_empty_ledger_answers_everything(tmp_path):
    con = made.database(tmp_path / "a.duckdb", [])
    assert run("pledge_ledger", con).empty and run("pledges_without_news", con, today=made.TODAY).empty
    assert set(run("pledge_conversion", con)["pledge_count"]) == {0}
    assert run("pledge_by_category", con)["pledge_count"].tolist() == [0] * 10
    assert run("pledge_by_region", con)["pledge_count"].tolist() == [0] * 5
    assert set(run("pledge_totals", con)["pledge_count"]) == {0}
    assert set(run("training_asks", con, today=made.TODAY)["pledge_count"]) == {0}


def test_a_state_in_two_groups_is_counted_once_and_one_in_none_is_named(tmp_path):
    rows = [pledge("A", [(DAY, 0, "announced")], iso3="QMB"), pledge("B", [(DAY, 0, "announced")], iso3="QMC")]
    got = run("pledge_by_region", made.database(tmp_path / "a.duckdb", rows))
    told = {(blank(r.regional_group), blank(r.iso3)): r.pledge_count for r in got.itertuples() if r.pledge_count}
    assert told == {("weog", None): 1, (None, "QMC"): 1}


def test_a_flag_hides_in_no_other_flag_and_a_withdrawn_pledge_answers_nothing(tmp_path):
    rows = [
        pledge("A", [(DAY, 0, "announced")], dated=DAY, flags="not_tangible"),
        pledge("B", [(DAY, 0, "announced"), (LATER, 1, "withdrawn")], dated=DAY, by_when="2026"),
    ]
    con = made.database(tmp_path / "a.duckdb", rows, [("B", "TRN-MIL-04", 1)])
    assert run("pledge_by_category", con)["repeat_count"].sum() == 0
    asks = run("training_asks", con, today=dt.date(2025, 12, 1))
    assert asks.loc[asks["requirement_id"] == "TRN-MIL-04", "status"].tolist() == ["no_answer", "no_answer"]
