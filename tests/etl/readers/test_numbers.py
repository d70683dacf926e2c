"""Numbers and what they count: words to a thousand in four languages, digits of other scripts, ranges, brackets."""

import pytest

from etl.readers.numbers import scan
from etl.readers.quantities import amounts

VALUES = [
    ("nine hundred and ninety-nine", 999), ("thirty-five", 35), ("a hundred", 100), ("over a thousand troops", 1000), ("two dozen", 24),
    ("quatre-vingt-dix-huit", 98), ("soixante et onze", 71), ("deux cents hommes", 200), ("dix-sept", 17), ("vingt et un", 21),
    ("ochocientos cincuenta", 850), ("treinta y cinco", 35), ("veintitrés", 23), ("mil doscientos", 1200),
    ("oitocentos e cinquenta", 850), ("vinte e dois", 22), ("três mil", 3000),
    ("сто пятьдесят", 150), ("5 тысяч", 5000), ("خمسة وعشرين", 25), ("ثلاثة آلاف", 3000), ("١٦٠", 160), ("१२००", 1200), ("५ हज़ार", 5000), ("二十五名", 25),
    ("Twenty-five (25)", 25), ("25 (twenty-five)", 25), ("1.5 million", 1_500_000), ("12 000", 12_000),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES, ids=lambda value: str(value))
def test_a_number_is_read_whole(text, value):
    assert [number.value for number in scan(text)] == [value]


def test_what_stands_apart_stays_apart():
    assert [number.value for number in scan("two and three")] == [2, 3]
    assert [number.value for number in scan("vingt policiers et une unité")] == [20, 1]
    assert [number.value for number in scan("veinte por ciento")] == [20]


@pytest.mark.parametrize(
    "text", ["200-250 troops", "200 to 250 troops", "between 200 and 250 troops", "de 200 à 250 soldats"]
)
def test_a_range_keeps_both_ends(text):
    (amount,) = amounts(text)
    assert (amount.number, amount.most, amount.unit) == (200, 250, "person")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("EUR 400k", 400_000, "currency"), ("£1.2m", 1_200_000, "currency"), ("a team of 40", 40, "person"), ("Twenty-five (25) police officers", 25, "person"), ("250 militares", 250, "person"),
     ("25 человек", 25, "person"), ("deux compagnies", 2, "company"), ("850人", 850, "person"), ("15 في المائة", 15, "percent"),
     ("200 тысяч долларов", 200_000, "currency"), ("three million euros", 3_000_000, "currency"), ("مليون يورو", 1_000_000, "currency")],
)  # fmt: skip
def test_a_number_counts_what_stands_beside_it(text, number, unit):
    assert (number, unit) in [(amount.number, amount.unit) for amount in amounts(text)]


@pytest.mark.parametrize(
    "text", ["within sixty days", "level two", "2026-2027", "C-130", "resolution 1325", "in the 3 years to come"]
)
def test_days_levels_years_and_names_count_nothing(text):
    assert amounts(text) == []
