"""Women where the sex of some is not reported: every metric against a second count on random data, and the rule at its edge."""

import datetime as dt
import random
from collections import defaultdict
from fractions import Fraction

import pandas as pd
import pytest

import queries
from tests.support.figures import APART_SINCE, CATEGORY, LEAN, LINEAGE, TYPES, database, random_rows
from tests.support.parity import targets
from tests.support.seeds import seeds

JULY = dt.date(2025, 7, 31)


@pytest.fixture(params=seeds(12, LEAN), scope="module")
def world(request, tmp_path_factory):
    """Rows of a random world, those of them whose split is not reported (few, so that some sums stay above the rule), and how to ask."""
    rows = random_rows(request.param)
    rng = random.Random(request.param)
    unsplit = {row for row in rows if rng.random() < (0.3 if row[4] + row[5] < 60 else 0.08)}
    con = database(tmp_path_factory.mktemp("unsplit") / "made.duckdb", rows, unsplit=unsplit)
    yield rows, unsplit, lambda name, **asked: queries.run(name, connection=con, **asked)
    con.close()


def counted(rows, unsplit, key):
    """Women reported, people, and people whose sex is not reported, by key."""
    sums: dict = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        sums[key(row)][0] += 0 if row in unsplit else row[4]
        sums[key(row)][1] += row[4] + row[5]
        sums[key(row)][2] += row[4] + row[5] if row in unsplit else 0
    return sums


def told(women, people, unknown):
    """Women and their share as they may be said: null where under 95 in a hundred are reported by sex."""
    if 100 * unknown > 5 * people:
        return None, None
    return women, Fraction(women, people - unknown) if people > unknown else None


def same(row, sums, share=True):
    """Whether a row says of women what the second count says; under ten people a share is hidden where it always is."""
    women, fraction = told(*sums)
    assert (row["people_count"], row["sex_not_reported_count"]) == (sums[1], sums[2])
    assert (None if pd.isna(row["women_count"]) else row["women_count"]) == women
    if share:
        shown = row["women_fraction"]
        assert (None if pd.isna(shown) else round(shown, 9)) == (
            fraction if fraction is None else round(float(fraction), 9)
        )


def records(frame):
    return frame.to_dict("records")


def test_sums_over_a_month_and_over_time_agree(world):
    rows, unsplit, run = world
    months = sorted({row[0] for row in rows})
    for as_of in (months[-1], months[0]):
        now = [row for row in rows if row[0] == as_of]
        same(records(run("deployment_total", as_of=as_of))[0], counted(now, unsplit, lambda _: 0)[0])
        same(records(run("deployment_of_group", as_of=as_of))[0], counted(now, unsplit, lambda _: 0)[0], share=sum(row[4] + row[5] for row in now) >= 10)  # fmt: skip
        by_state = counted(now, unsplit, lambda row: row[2])
        for row in records(run("deployment_by_state", as_of=as_of)):
            sums = by_state.get(row["iso3"], [0, 0, 0])
            same(row, sums, share=sums[1] >= 10)
        for row in records(run("deployment_by_contributor", as_of=as_of)):
            same(row, by_state[row["iso3"]], share=False)
        by_mission = counted(now, unsplit, lambda row: row[1])
        for row in records(run("deployment_by_mission", as_of=as_of)):
            same(row, by_mission[row["mission"]], share=False)
        flows = counted(now, unsplit, lambda row: (row[2], row[1]))
        for row in records(run("deployment_flows", as_of=as_of)):
            same(row, flows[row["iso3"], row["mission"]], share=False)
        by_type = counted(now, unsplit, lambda row: row[3])
        for row in records(run("observers_staff_officers", as_of=as_of)):
            if row["personnel_type"] in by_type:
                sums = by_type[row["personnel_type"]]
                same(row, sums, share=sums[1] >= 10)
        lines = counted(now, unsplit, lambda row: LINEAGE.get(row[1], row[1]))
        for row in records(run("mission_list", as_of=as_of)):
            same(row, lines.get(LINEAGE.get(row["mission"], row["mission"]), [0, 0, 0]), share=False)
    over_time = counted(rows, unsplit, lambda row: row[0])
    for row in records(run("deployment_trend")):
        same(row, over_time[row["as_of"].date()])
    trend = counted(rows, unsplit, lambda row: (TYPES[row[3]], row[0]))
    for row in records(run("parity_trend")):
        if not pd.isna(row["people_count"]):
            same(row, trend[row["category"], row["as_of"].date()])
    of_states = counted(rows, unsplit, lambda row: (row[2], row[0]))
    for row in records(run("contributor_trend", months=3)):
        same(row, of_states[row["iso3"], row["as_of"].date()], share=False)


def test_parity_is_over_those_reported_with_bounds_and_a_verdict(world):
    rows, unsplit, run = world
    as_of = max(row[0] for row in rows)
    now = [
        row
        for row in rows
        if row[0] == as_of and not (CATEGORY[row[3]] == "unmem_staff_officers" and as_of < APART_SINCE)
    ]
    for name, key, code in (
        ("parity_by_category", lambda row: row["category"], lambda row: TYPES[row[3]]),
        ("parity_by_contributor", lambda row: (row["iso3"], row["category"]), lambda row: (row[2], TYPES[row[3]])),
        ("parity_by_mission", lambda row: (row["mission"], row["category"]), lambda row: (row[1], TYPES[row[3]])),
    ):  # fmt: skip
        sums_of = counted(now, unsplit, code)
        for row in records(run(name, as_of=as_of)):
            if pd.isna(row["people_count"]) or not row["people_count"]:
                assert pd.isna(row["verdict"])
                continue
            women, people, unknown = sums_of[key(row)]
            large = name == "parity_by_category" or people >= 10
            same(row, (women, people, unknown), share=large)
            goal = targets().get((row["category"], as_of.year), (None,))[0] or targets()[row["category"], 2025][0]
            least, most = Fraction(100 * women, people), Fraction(100 * (women + unknown), people)
            want = "reached" if least >= goal else "below" if most < goal else "cannot_be_told"
            assert row["verdict"] == want
            if large:
                assert round(100 * row["women_fraction_least"], 9) == round(float(least), 9)
                assert round(100 * row["women_fraction_most"], 9) == round(float(most), 9)
            missing = max(0, -(-goal * people // 100) - women - unknown)
            assert (None if pd.isna(row["more_women_by_replacement"]) else row["more_women_by_replacement"]) == (
                None if told(women, people, unknown)[0] is None else missing
            )


def test_a_change_is_of_those_reported_and_a_supposition_keeps_people(world):
    rows, unsplit, run = world
    months = sorted({row[0] for row in rows})
    troops = [row for row in rows if TYPES[row[3]] == "contingent_troops"]
    sums = counted(troops, unsplit, lambda row: row[0])
    first, last = months[0], months[-1]
    got = run("parity_change", from_date=first, to_date=last)
    shares = [told(*sums[day])[1] if day in sums and sums[day][1] else None for day in (first, last)]
    assert got.empty == (None in shares)
    if not got.empty:
        assert abs(got["effect"].sum() - float(shares[1] - shares[0])) < 1e-9
        by_state = counted([row for row in troops if row[0] in (first, last)], unsplit, lambda row: (row[0], row[2]))
        assert set(got["code"]) == {code for (_day, code), sums in by_state.items() if sums[1]}
        for row in got.itertuples():
            unknown = [by_state[day, row.code][2] for day in (first, last)]
            assert [row.from_sex_not_reported_count, row.to_sex_not_reported_count] == unknown
    whole = counted(rows, unsplit, lambda row: row[0])
    change = run("deployment_change", from_date=first, to_date=last, by="total")
    if len(change):
        row = change.iloc[0]
        assert pd.isna(row["women_change"]) == bool(whole[first][2] + whole[last][2] or False)
        assert (row["from_sex_not_reported_count"], row["to_sex_not_reported_count"]) == (
            whole[first][2],
            whole[last][2],
        )
    now = counted([row for row in rows if row[0] == last], unsplit, lambda row: TYPES[row[3]])
    for row in records(run("parity_supposed", as_of=last, without_contingents="MINUSCA:BGD:contingent_troops")):
        if row["category"] in now and not (row["category"] == "unmem_staff_officers" and last < APART_SINCE):
            for side in ("from", "to"):
                sums = now[row["category"]]
                if side == "to" and row["category"] == "contingent_troops":
                    gone = [r for r in troops if r[0] == last and r[1:3] == ("MINUSCA", "BGD")]
                    leaving = counted(gone, unsplit, lambda _: 0)[0]
                    sums = [have - less for have, less in zip(sums, leaving, strict=True)]
                same({name.removeprefix(f"{side}_"): value for name, value in row.items() if name.startswith(f"{side}_")}, sums, share=sums[1] >= 10)  # fmt: skip


def test_ninety_five_of_a_hundred_are_enough_and_one_fewer_is_not(tmp_path):
    for unknown, women in ((5, 20), (6, None)):
        rows = [(JULY, "MINUSCA", "BGD", "troops", 20, 80 - unknown), (JULY, "UNFICYP", "BGD", "troops", 0, unknown)]
        con = database(tmp_path / f"{unknown}.duckdb", rows, unsplit=rows[1:])
        row = queries.run("parity_by_contributor", connection=con, as_of=JULY).iloc[0]
        assert (None if pd.isna(row["women_count"]) else row["women_count"]) == women and row["people_count"] == 100
        con.close()
