"""The small lines in tables: a gap is a gap, a blank is a blank, zero is a line at the bottom."""

import datetime as dt
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pandas as pd
import pytest

from pages.kit import sparks
from tests.support.figures import month_end

MONTHS = [month_end(2024, month) for month in range(1, 13)]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(values, months=MONTHS, reported=MONTHS):
    """Return the lines as lists of points, and the hatched bands as (from, to)."""
    kind, _, body = sparks.line(values, months, reported).partition(",")
    assert kind == "data:image/svg+xml;utf8" and "#" not in body  # a bare # would end the address
    picture = ET.fromstring(unquote(body))
    bands, lines = picture.findall(f"{SVG}g")
    points = [[tuple(map(float, point.split(","))) for point in path.get("d")[1:].split(" L")] for path in lines]
    edges = [(float(band.get("x")), float(band.get("x")) + float(band.get("width"))) for band in bands]
    return points, edges


def test_a_month_that_was_not_reported_breaks_the_line_and_is_hatched():
    reported = [day for day in MONTHS if day.month not in (4, 5, 9)]
    points, bands = drawn(dict.fromkeys(reported, 7), reported=reported)
    assert [len(line) for line in points] == [3, 3, 3] and len(bands) == 2
    for line in points:
        for start, end in bands:
            assert all(x < start or x > end for x, _ in line) and not line[0][0] < start < line[-1][0]
    step = points[0][1][0] - points[0][0][0]
    assert [round((end - start) / step) for start, end in bands] == [2, 1]


def test_a_month_that_does_not_print_the_figure_is_blank_not_hatched_and_not_zero():
    values = {day: 5 for day in MONTHS if day.month not in (6, 7)}
    points, bands = drawn(values)
    assert [len(line) for line in points] == [5, 5] and bands == []
    assert all(y < sparks.HEIGHT / 2 for line in points for _, y in line)


def test_zero_is_at_the_bottom_and_the_largest_at_the_top():
    ((low, high, middle),), _ = drawn({MONTHS[0]: 0, MONTHS[1]: 40, MONTHS[2]: 20})
    assert low[1] == sparks.HEIGHT - sparks.EDGE and high[1] == sparks.EDGE
    assert middle[1] == pytest.approx((low[1] + high[1]) / 2)
    ((zeros),), _ = drawn(dict.fromkeys(MONTHS, 0))
    assert {y for _, y in zeros} == {sparks.HEIGHT - sparks.EDGE}


def test_a_lonely_month_is_a_dot_and_nothing_is_nothing():
    points, _ = drawn({MONTHS[3]: 9})
    assert len(points) == 1 and points[0][0] == points[0][1]
    assert drawn({}) == ([], []) and sparks.month_ends([]) == []


def test_the_slots_are_calendar_months():
    days = [dt.date(2020, 4, 30), dt.date(2020, 9, 30)]
    assert [day.month for day in sparks.month_ends(days)] == [4, 5, 6, 7, 8, 9]


def test_of_states_hatches_what_nobody_reports_and_leaves_blank_what_one_state_does_not_print():
    history = pd.DataFrame(
        [("FRA", MONTHS[0], 5), ("FRA", MONTHS[3], 7), ("IND", MONTHS[0], 2), ("IND", MONTHS[1], 3)],
        columns=["iso3", "as_of", "people_count"],
    ).astype({"as_of": "datetime64[ns]"})
    first, other, absent = (unquote(picture) for picture in sparks.of_states(history, ["FRA", "IND", "AND"]))
    assert first.count("<rect") == other.count("<rect") == absent.count("<rect") == 1  # the third month, of nobody
    assert first.count("<path d='M") - 1 == 2 and other.count("<path d='M") - 1 == 1 and "L" not in absent
    reported = sparks.of_states(history, ["FRA"], set(MONTHS))
    assert "<rect" not in unquote(reported[0])
    assert sparks.of_states(history[:0], ["FRA"]) is None
