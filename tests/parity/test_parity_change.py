"""What each contributor did to a change of parity: parts that sum to it, on the real data and against plain Python."""

import random
from fractions import Fraction

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support.seeds import seeds


@pytest.mark.parametrize("pairs", [40, pytest.param(1000, marks=pytest.mark.more)])
def test_a_change_splits_into_parts_that_sum_to_it_in_pairs_of_months(published, pairs):
    known = queries.run("months")
    months, unstated = list(known["as_of"]), set(known.loc[~known["states_mission"], "as_of"])
    rng = random.Random(6)
    categories = ("contingent_troops", "individual_police_officers", "formed_police_units", "unmem_staff_officers")
    shares = {}
    for row in queries.run("parity_trend").itertuples():
        if not pd.isna(row.women_count) and row.people_count:
            people = int(row.people_count - row.sex_not_reported_count)
            shares[row.category, row.as_of] = Fraction(int(row.women_count), people)
    for turn in range(pairs):
        category = categories[turn % 4]
        first, second = rng.sample(months, 2)
        by = rng.choice(("iso3", "mission"))
        got = queries.run("parity_change", from_date=first, to_date=second, category=category, by=by)
        hidden = by == "mission" and {first, second} & unstated
        if hidden or (category, first) not in shares or (category, second) not in shares:
            assert got.empty
            continue
        change = shares[category, second] - shares[category, first]
        assert abs(got["effect"].sum() - float(change)) < 1e-9


@pytest.mark.parametrize("seed", seeds(6, figures.LEAN))
def test_the_parts_of_a_change_equal_a_second_count(seed, tmp_path):
    rows = figures.random_rows(seed)
    months = sorted({row[0] for row in rows})
    con = figures.database(tmp_path / "made.duckdb", rows)
    first, second, category = months[0], months[-1], "contingent_troops"
    for by in ("iso3", "mission"):
        sides = {first: {}, second: {}}
        for as_of, mission, iso3, kind, women, men in rows:
            if as_of in sides and figures.TYPES[kind] == category:
                code = iso3 if by == "iso3" else figures.LINEAGE.get(mission, mission)
                had = sides[as_of].get(code, (0, 0))
                sides[as_of][code] = (had[0] + women, had[1] + women + men)
        totals = {day: [sum(count[i] for count in side.values()) for i in (0, 1)] for day, side in sides.items()}
        got = queries.run("parity_change", from_date=first, to_date=second, category=category, by=by, connection=con)
        if not totals[first][1] or not totals[second][1]:
            assert got.empty
            continue
        middle = (Fraction(*totals[first]) + Fraction(*totals[second])) / 2
        assert set(got["code"]) == {code for side in sides.values() for code, count in side.items() if count[1]}
        for row in got.itertuples():
            (w0, n0), (w1, n1) = (sides[day].get(row.code, (0, 0)) for day in (first, second))
            assert (row.from_women_count, row.from_people_count, row.to_women_count, row.to_people_count) == (
                w0,
                n0,
                w1,
                n1,
            )
            effect = (w1 - middle * n1) / totals[second][1] - (w0 - middle * n0) / totals[first][1]
            assert abs(row.effect - float(effect)) < 1e-12 and abs(row.middle_fraction - float(middle)) < 1e-12
