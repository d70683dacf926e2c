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
    months = list(queries.run("months")["as_of"])
    rng = random.Random(6)
    categories = ("contingent_troops", "individual_police_officers", "formed_police_units", "unmem_staff_officers")
    shares = {}
    for row in queries.run("parity_trend").itertuples():
        if not pd.isna(row.people_count) and row.people_count:
            shares[row.category, row.as_of] = Fraction(int(row.women_count), int(row.people_count))
    for turn in range(pairs):
        category = categories[turn % 4]
        first, second = rng.sample(months, 2)
        got = queries.run("parity_change", from_date=first, to_date=second, category=category)
        if (category, first) not in shares or (category, second) not in shares:
            assert got.empty
            continue
        change = shares[category, second] - shares[category, first]
        assert abs(got["total"].sum() - float(change)) < 1e-9
        assert abs((got["mix_effect"] + got["rate_effect"]).sum() - float(change)) < 1e-9


@pytest.mark.parametrize("seed", seeds(6, figures.LEAN))
def test_the_parts_of_a_change_equal_a_second_count(seed, tmp_path):
    rows = figures.random_rows(seed)
    months = sorted({row[0] for row in rows})
    con = figures.database(tmp_path / "made.duckdb", rows)
    first, second, category = months[0], months[-1], "contingent_troops"
    sides = {}
    for day in (first, second):
        sides[day] = {}
        for as_of, _mission, iso3, kind, women, men in rows:
            if as_of == day and figures.TYPES[kind] == category:
                had = sides[day].get(iso3, (0, 0))
                sides[day][iso3] = (had[0] + women, had[1] + women + men)
    whole = {day: [sum(v[i] for v in side.values()) for i in (0, 1)] for day, side in sides.items()}
    got = queries.run("parity_change", from_date=first, to_date=second, category=category, connection=con)
    if not whole[first][1] or not whole[second][1]:
        assert got.empty
        return
    middle = (Fraction(*whole[first]) + Fraction(*whole[second])) / 2
    for told in got.itertuples():
        (w0, n0), (w1, n1) = (sides[day].get(told.iso3, (0, 0)) for day in (first, second))
        p0 = Fraction(w0, n0) if n0 else Fraction(w1, n1)
        p1 = Fraction(w1, n1) if n1 else Fraction(w0, n0)
        a0, a1 = Fraction(n0, whole[first][1]), Fraction(n1, whole[second][1])
        assert abs(told.mix_effect - float((a1 - a0) * ((p0 + p1) / 2 - middle))) < 1e-12
        assert abs(told.rate_effect - float((p1 - p0) * (a0 + a1) / 2)) < 1e-12
