"""Charts are functions of a frame: what they draw is read from the option."""

import datetime as dt
import json
from dataclasses import replace

import pandas as pd
import pytest

from pages.deployments import event_facts
from pages.deployments.time_charts import Events
from pages.kit import bar_charts, share_bars
from pages.kit.cache import run
from pages.kit.theme import BLUE, DIVERGING, GROUND, HATCH, INK, ORANGE
from pages.parity import charts, facts
from tests.support.screen import newest


def parity(**told):
    row = {
        "category": "contingent_troops", "women_count": 8, "people_count": 100, "women_fraction": 0.08, "target_year": 2026,
        "target_percent": 13, "target_status": "interpolated", "minimum_2025_percent": 12, "target_2028_percent": 15,
        "more_women_by_replacement": 5, "more_women_by_addition": 6,
        "sex_not_reported_count": 0,
    }  # fmt: skip
    row |= told
    return {"verdict": "below" if row["more_women_by_replacement"] else "reached"} | row


@pytest.fixture
def frame():
    rows = [
        parity(),
        parity(category="formed_police_units", women_count=30, women_fraction=0.3, more_women_by_replacement=0),
        parity(category="justice_corrections_gpp", women_count=None, people_count=None, women_fraction=None),
    ]
    return pd.DataFrame(rows).astype({"women_count": "Int64", "people_count": "Int64"})


def test_bars_say_share_and_missing_women_and_hatch_what_is_not_reported(frame):
    option = bar_charts.parity_bars(frame)
    json.dumps(option)
    tracks, bars = option["series"][0]["data"], option["series"][1]["data"]
    texts = [track["label"]["formatter"] for track in tracks]
    assert "not reported" in texts[0] and tracks[0]["itemStyle"]["decal"] == HATCH and bars[0]["value"] is None
    assert "30.0 %" in texts[1] and "at or above" in texts[1] and bars[1]["itemStyle"]["color"] == BLUE
    assert "8.0 % · 5 more women" in texts[2] and bars[2]["itemStyle"]["color"] == ORANGE


def test_what_is_not_reported_by_sex_is_hatched_and_never_a_lower_bar():
    rows = [
        parity(women_count=None, women_fraction=None, sex_not_reported_count=31, more_women_by_replacement=None, verdict="cannot_be_told"),
        parity(category="formed_police_units", sex_not_reported_count=4, more_women_by_replacement=0, verdict="cannot_be_told"),
    ]  # fmt: skip
    option = bar_charts.parity_bars(pd.DataFrame(rows))
    tracks, bars = option["series"][0]["data"], option["series"][1]["data"]
    texts = [track["label"]["formatter"] for track in tracks]
    assert "sex not reported of 31 of 100" in texts[1] and tracks[1]["itemStyle"]["decal"] == HATCH
    assert bars[1] == {"value": None} and bars[0]["itemStyle"]["color"] == ORANGE
    assert "8.3 % · cannot be told" in texts[0] and "at or above" not in texts[0]
    cells = charts.parity_heatmap(
        pd.DataFrame([row | {"mission": "A"} for row in rows]), {"contingent_troops": 13, "formed_police_units": 15}
    )["series"]
    assert not cells[0]["data"] and {cell.get("name") for cell in cells[1]["data"]} == {"sex not reported", None}


def test_bars_mark_the_minimum_the_years_target_and_2028(frame):
    marks = {mark["name"]: mark["data"] for mark in bar_charts.parity_bars(frame)["series"][2:]}
    assert [point[0] for point in marks["2025 minimum"]] == [12, 12, 12]
    assert [point[0] for point in marks["Target of 2026"]] == [13, 13, 13]
    assert [point[0] for point in marks["2028 target"]] == [15, 15, 15]


def test_under_ten_people_have_words_and_no_bar_and_zero_is_a_word_too():
    rows = [
        parity(women_count=3, people_count=8, women_fraction=0.375),
        parity(category="formed_police_units", women_count=0, people_count=0, women_fraction=None),
    ]
    option = bar_charts.parity_bars(pd.DataFrame(rows))
    json.dumps(option, allow_nan=False)
    texts = [track["label"]["formatter"] for track in option["series"][0]["data"]]
    assert "3 of 8" in texts[1] and "%" not in texts[1] and " 0" in texts[0]
    assert option["series"][1]["data"] == [{"value": None}] * 2


def test_a_bar_is_blue_exactly_where_no_more_women_are_needed():
    # 29 of 100 against 29 %: as floating point 28.999999999999996, as persons enough.
    option = bar_charts.parity_bars(pd.DataFrame([parity(women_count=29, women_fraction=0.29, target_percent=29, more_women_by_replacement=0)]))  # fmt: skip
    assert option["series"][1]["data"][0]["itemStyle"]["color"] == BLUE and "at or above" in str(option)


def test_a_narrow_chart_puts_the_figures_on_a_line_of_their_own(frame):
    option = bar_charts.parity_bars(frame)
    narrow, wide = (part["option"]["series"][0]["data"] for part in option["media"])
    assert wide == option["series"][0]["data"]
    for one, other in zip(narrow, wide, strict=True):
        assert one["label"]["formatter"].replace("\n", "  ") == other["label"]["formatter"]


def test_no_line_crosses_a_missing_month():
    days = pd.to_datetime(["2020-04-30", "2020-05-31", "2020-07-31"])
    trend = pd.DataFrame(
        {
            "category": "contingent_troops",
            "as_of": days,
            "women_fraction": [0.04, 0.05, 0.06],
            "people_count": 100,
        }
    )
    option = charts.parity_trend(trend, no_targets(), "contingent_troops")
    json.dumps(option)
    assert option["series"][0]["data"] == [
        ["2020-04-30", 4.0],
        ["2020-05-31", 5.0],
        ["2020-06-01", None],
        {"value": ["2020-07-31", 6.0], "symbol": "circle", "symbolSize": 7},  # alone between gaps: a dot
    ]
    assert option["series"][0]["connectNulls"] is False


def test_trend_keeps_a_null_where_there_is_no_joint_figure():
    days = pd.to_datetime(["2017-04-30", "2017-05-31"])
    trend = pd.DataFrame(
        {
            "category": "unmem_staff_officers",
            "as_of": days,
            "women_fraction": [None, 0.06],
            "people_count": pd.array([None, 100], dtype="Int64"),
        }
    )
    events = Events(dt.date(2017, 5, 31), (dt.date(2017, 3, 31),), ((dt.date(2017, 5, 1), "UNOCI"),))
    series = charts.parity_trend(trend, no_targets(), "unmem_staff_officers", events=events)["series"]
    assert series[0]["data"][0] == ["2017-04-30", None] and len(series) == 1
    closed, apart = series[0]["markLine"]["data"]
    assert (closed["xAxis"], closed["label"]["formatter"]) == ("2017-05-01", "UNOCI") and apart["xAxis"] == "2017-05-31"
    silent, _before = series[0]["markArea"]["data"]
    assert [end["xAxis"] for end in silent] == ["2017-03-01", "2017-03-31"]
    assert "March 2017" in event_facts.told(events) and not event_facts.told(Events())


def test_marks_of_a_trend_come_from_the_lists_and_stand_within_its_months(published):
    view = newest("public", "open")
    trend = run("parity_trend", view.snapshot)
    events = event_facts.over_time(run, view, trend, category="individual_police_officers")
    assert events.apart == dt.date(2017, 5, 31) and dt.date(2022, 7, 31) in events.missing and len(events.missing) == 5
    named = [mission for _day, mission in events.closed]
    assert (
        "MINUSMA" in named and "UNMIS" not in named and "UNAMI" not in named
    )  # ended before the first month, after the last
    # Which months are known breaks, and the drawdown that was announced within a year after the last month.
    assert events.broken == ((dt.date(2021, 1, 31), dt.date(2021, 5, 31), "UNAMID"),)
    assert events.drawdown == dt.date(2025, 10, 8)
    assert "women of UNAMID are printed as they cannot be (January 2021 to May 2021)" in event_facts.told(events)
    earlier = event_facts.over_time(run, replace(view, as_of=dt.date(2022, 12, 31)), trend)
    assert "MINUSMA" not in str(earlier.closed) and earlier.drawdown is None and not earlier.broken
    # A mission that had ended is not drawn down.
    ended = event_facts.over_time(run, view, trend, ["MINUSMA"])
    assert [name for _day, name in ended.named] == ["MINUSMA"]


def test_a_share_of_under_thirty_people_is_pale_with_its_people_and_of_under_ten_not_drawn():
    days = pd.to_datetime(["2025-04-30", "2025-05-31", "2025-06-30"])
    shares = {"people_count": [9, 29, 32], "women_count": [1, 2, 2], "women_fraction": [1 / 9, 2 / 29, 2 / 32]}
    trend = pd.DataFrame({"category": "contingent_troops", "as_of": days} | shares)
    line, few = charts.parity_trend(trend, no_targets(), "contingent_troops")["series"]
    points = [point["value"] if isinstance(point, dict) else point for point in line["data"]]
    assert [value for _day, value in points] == [None, None, 6.3]
    assert few["itemStyle"]["opacity"] < 1
    assert [(point["value"], point["label"]["formatter"]) for point in few["data"]] == [(["2025-05-31", 6.9], "of 29")]
    rows = [
        parity(mission=f"M{people}", women_count=2, people_count=people, women_fraction=2 / people)
        for people in (29, 32)
    ]
    scaled, plain = (
        part["data"] for part in charts.parity_heatmap(pd.DataFrame(rows), {"contingent_troops": 13})["series"]
    )
    assert [cell["label"]["formatter"] for cell in (*scaled, *plain)] == ["6 %\nof 32", "7 %\nof 29"]
    pale = plain[0]["itemStyle"]["color"]
    assert contrast(plain[0]["label"]["color"], pale) >= 4.5 and contrast(pale, "#ffffff") < contrast(
        scale(-5), "#ffffff"
    )
    option = bar_charts.parity_bars(pd.DataFrame(rows))
    texts = [track["label"]["formatter"] for track in option["series"][0]["data"]]
    assert "6.3 % · " in texts[0] and "6.9 % of 29 people · " in texts[1]
    assert [bar["itemStyle"].get("opacity", 1) < 1 for bar in option["series"][1]["data"]] == [False, True]
    pictures = share_bars.drawn(pd.DataFrame([parity(people_count=people) for people in (9, 29, 30)]))
    assert pictures[0] is None and ["opacity" in picture and "of 29" in picture for picture in pictures[1:]] == [
        True,
        False,
    ]


def no_targets():
    return pd.DataFrame({"category": [], "year": [], "target_percent": [], "status": []})


def test_the_path_goes_on_to_2028_with_interpolated_years_hollow_and_years_not_found_a_gap():
    trend = pd.DataFrame(
        {
            "category": "formed_police_units",
            "as_of": pd.to_datetime(["2025-07-31"]),
            "women_fraction": [0.18],
            "people_count": 4312,
        }
    )
    targets = pd.DataFrame(
        {
            "category": ["formed_police_units"] * 6 + ["contingent_troops"],
            "year": [2023, 2024, 2025, 2026, 2027, 2028, 2028],
            "target_percent": pd.array([None, 14, 15, None, None, 20, 15], dtype="Int64"),
            "status": ["not found", "interpolated", "sourced", "not found", "not found", "sourced", "sourced"],
        }
    )
    for ink, ground in ((INK["light"], GROUND["light"]), (INK["dark"], GROUND["dark"])):
        path = charts.parity_trend(trend, targets, "formed_police_units", ink)["series"][-1]
        json.dumps(path)
        values = [point["value"] if isinstance(point, dict) else point for point in path["data"]]
        assert values == [
            ["2024-01-01", 14],
            ["2024-12-31", 14],
            ["2025-01-01", 15],
            ["2025-12-31", 15],
            ["2026-01-01", None],
            ["2027-01-01", None],
            ["2028-01-01", 20],
            ["2028-12-31", 20],
        ]
        fills = [point["itemStyle"]["color"] for point in path["data"] if "itemStyle" in point]
        assert fills == [ground, ORANGE, ORANGE] and path["lineStyle"]["type"] == "dashed"


def test_heatmap_tells_share_small_numbers_zero_empty_and_not_reported():
    rows = [
        parity(mission="A"),
        parity(mission="B", women_count=3, people_count=8, women_fraction=None),
        parity(mission="C", women_count=0, people_count=0, women_fraction=None),
        parity(mission="A", category="formed_police_units", women_count=40, women_fraction=0.4),
    ]
    codes = {"contingent_troops": 13, "formed_police_units": 15, "justice_corrections_gpp": 30}
    option = charts.parity_heatmap(pd.DataFrame(rows), codes)
    json.dumps(option)
    assert [head.splitlines()[-1] for head in option["xAxis"]["data"]] == ["target 13 %", "target 15 %", "target 30 %"]
    scaled, plain = (series["data"] for series in option["series"])
    assert [(cell["value"][2], cell["label"]["formatter"]) for cell in scaled] == [
        (-5.0, "8 %\nof 100"),
        (27.0, "40 %\nof 100"),
    ]
    texts = [cell["label"].get("formatter") for cell in plain]
    assert "3 of 8" in texts and "0" in texts
    hatched = [cell for cell in plain if "decal" in cell["itemStyle"]]
    assert len(hatched) == 3 and all(cell["value"][0] == 2 for cell in hatched)
    # B and C print no formed police: empty cells, neither zero nor "not reported".
    assert len(scaled) + len(plain) == 3 * 3 - 2


def contrast(one, other):
    def light(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def scale(points):
    """Return the colour that the heatmap's scale gives to a distance in points."""
    place = (max(-6, min(6, points)) + 6) / 12 * (len(DIVERGING) - 1)
    low = min(int(place), len(DIVERGING) - 2)
    mixed = [
        round(int(DIVERGING[low][at : at + 2], 16) * (low + 1 - place) + int(DIVERGING[low + 1][at : at + 2], 16) * (place - low))
        for at in (1, 3, 5)
    ]  # fmt: skip
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_cell_of_the_heatmap_can_be_read(appearance):
    # From 22 points below the target to 22 above it by tenths, and the cells without a colour of the scale.
    rows = [
        parity(
            mission=f"M{women}", women_count=women, people_count=1000, women_fraction=women / 1000, target_percent=50
        )
        for women in range(280, 721)
    ]
    small = parity(mission="M280", category="formed_police_units", women_count=3, people_count=8, women_fraction=None)
    codes = {"contingent_troops": 50, "formed_police_units": 15}
    option = charts.parity_heatmap(pd.DataFrame([*rows, small]), codes, INK[appearance])
    scaled, plain = (series["data"] for series in option["series"])
    assert len(scaled) == 441 and {cell["value"][2] for cell in scaled} >= {-22.0, -20.0, -0.1, 0.0, 13.7, 20.0}
    low, high = option["visualMap"]["min"], option["visualMap"]["max"]
    assert (low, high) == (-6, 6) and tuple(option["visualMap"]["inRange"]["color"]) == DIVERGING
    faint = {
        cell["value"][2]: round(contrast(cell["label"]["color"], scale(cell["value"][2])), 2)
        for cell in scaled
        if contrast(cell["label"]["color"], scale(cell["value"][2])) < 4.5
    }
    assert not faint
    assert {cell["label"]["color"] for cell in scaled} == {"#000000", "#ffffff"}
    (cell,) = plain
    assert contrast(cell["label"]["color"], cell["itemStyle"]["color"]) >= 4.5


def test_bars_do_not_stop_where_no_target_is_known(frame):
    frame["more_women_by_replacement"] = frame["more_women_by_replacement"].astype("Int64")
    frame.loc[0, "more_women_by_replacement"] = pd.NA
    texts = [track["label"]["formatter"] for track in bar_charts.parity_bars(frame)["series"][0]["data"]]
    assert texts[2].endswith("8.0 %")


def test_headings_say_what_the_frames_hold():
    """Each by a plain look at the rows: the furthest category, missions below, contributors that reach it, a year before."""
    rows = [
        parity(women_fraction=0.081, target_percent=13, more_women_by_replacement=490),
        parity(category="formed_police_units", women_fraction=0.141, target_percent=15, more_women_by_replacement=9, verdict="below"),
        parity(category="justice_corrections_gpp", women_fraction=None, target_percent=30, verdict=None),
    ]  # fmt: skip
    assert facts.furthest(pd.DataFrame(rows)) == "Contingent troops: 4.9 points short of 13 %, 490 more women"
    near = parity(women_fraction=0.14996, target_percent=15, more_women_by_replacement=1, verdict="below")
    assert "less than 0.1 points short of 15 %, 1 more" in facts.furthest(pd.DataFrame([near]))
    assert "No category" in facts.furthest(pd.DataFrame([parity(verdict="reached", women_fraction=0.3)]))
    missions = pd.DataFrame(
        [
            parity(mission="A", more_women_by_replacement=3), parity(mission="B", more_women_by_replacement=8),
            parity(mission="C", verdict="reached"), parity(mission="D", people_count=9, more_women_by_replacement=99),
            parity(mission="E", verdict="cannot_be_told", more_women_by_replacement=99),
        ]
    )  # fmt: skip
    said = facts.of_missions(missions)
    assert said.startswith("2 of 3 shares") and said.endswith("in B: Contingent troops, 8")
    assert (
        facts.of_contributors(missions, "contingent_troops")
        == "Contingent troops: 1 of 4 contributors are at or above the target"
    )
    days = pd.to_datetime(["2023-07-31", "2024-07-31", "2025-07-31"])
    trend = pd.DataFrame({"category": "contingent_troops", "as_of": days, "women_fraction": [0.05, 0.07, 0.081]})
    assert facts.moved(trend, "contingent_troops").endswith(": 8.1 % in July 2025, 7.0 % in July 2024")
    assert facts.moved(trend.iloc[[0, 2]], "contingent_troops").endswith("5.0 % in July 2023")
    assert facts.moved(trend, "formed_police_units") == ""
