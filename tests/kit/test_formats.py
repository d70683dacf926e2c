"""Figures as text: one rule of rounding for every page."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd

from pages.kit import formats


def test_halves_are_rounded_up_as_spreadsheets_and_browsers_do():
    assert (formats.share(2, 32), formats.women(2, 32)) == ("6.3 %", "2 of 32 (6.3 %)")  # Armenia's, on every page
    assert formats.share(23, 2000) == "1.2 %"  # 1.15 is not one that binary can hold
    assert formats.share(1, 8) == "1 of 8" and formats.rounded(pd.NA) is None
    rng = random.Random(7)
    for _ in range(2000):
        people = rng.choice((rng.randint(10, 400), 2 ** rng.randint(4, 12), 1000 * rng.randint(1, 60)))
        women, digits = rng.randint(0, people), rng.choice((0, 1, 2))
        exact = Fraction(100 * women, people)
        want = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
            Decimal(1).scaleb(-digits), ROUND_HALF_UP
        )
        assert formats.share(women, people, digits) == f"{want} %"


def test_a_share_below_its_target_is_never_rounded_up_to_it():
    assert (
        formats.share(87, 728, goal_percent=12) == "11.95 %" and formats.share(87, 728) == "12.0 %"
    )  # one woman is missing
    assert formats.share(11999, 100_000, 0, 12) == "11.999 %" and formats.share(9, 100, goal_percent=12) == "9.0 %"
    assert [formats.share(n, 100, goal_percent=n) for n in (7, 12, 14, 29)] == ["7.0 %", "12.0 %", "14.0 %", "29.0 %"]
    assert formats.women(87, 728, 12) == "87 of 728 (11.95 %)" and formats.share(6, 50, goal_percent=None) == "12.0 %"


def test_few_people_are_ten_to_twenty_nine():
    assert [people for people in (0, 9, 10, 29, 30, None) if formats.is_few(people)] == [10, 29]
