"""People over time: stacks add up, gaps are hatched and never bridged, small groups share one band."""

import datetime as dt
import json

import pandas as pd

from pages.deployments.charts import MOST, stacked_timeline
from pages.deployments.time_charts import Events
from pages.kit import exports
from pages.kit.theme import GREY, HATCH


def bands(told, *more, **others):
    """The bars of people over time, without the names beside the last one."""
    return [one for one in stacked_timeline(told, *more, **others)["series"] if one["type"] == "bar"]


def frame(*rows):
    return pd.DataFrame(rows, columns=["as_of", "mission", "people_count"]).assign(
        as_of=lambda told: pd.to_datetime(told["as_of"])
    )


def test_a_month_without_a_report_is_hatched_and_one_with_nobody_is_empty():
    told = frame(("2020-04-30", "UNMISS", 5), ("2020-04-30", "UNMISS", 2), ("2020-07-31", "UNMISS", 3))
    reported = pd.to_datetime(pd.Series(["2020-03-31", "2020-04-30", "2020-05-31", "2020-07-31", "2020-08-31"]))
    option = stacked_timeline(told, "mission", {"UNMISS": "UNMISS"}, reported=reported)
    json.dumps(option)
    bars, gap = option["series"]
    assert bars["data"] == [
        ["2020-04-30", 7],
        ["2020-05-31", None],  # reported, and nobody of it
        ["2020-06-30", None],  # not reported: the hatch below
        ["2020-07-31", 3],
        ["2020-08-31", None],
    ]
    assert [point[0] for point in gap["data"]] == ["2020-06-30"] and gap["itemStyle"]["decal"] == HATCH


def test_names_stand_in_their_order_and_the_small_share_one_grey_band():
    rows = [("2020-04-30", f"M{number:02}", 100 - number) for number in range(MOST + 3)]
    names = {f"M{number:02}": f"Mission {number}" for number in reversed(range(MOST + 3))}
    drawn = bands(frame(*rows), "mission", names)
    assert [band["name"] for band in drawn] == [f"Mission {n}" for n in reversed(range(MOST))] + ["3 others"]
    assert drawn[-1]["itemStyle"]["color"] == GREY and drawn[-1]["data"] == [["2020-04-30", 92 + 91 + 90]]
    assert sum(point[1] for band in drawn for point in band["data"]) == sum(row[2] for row in rows)


def test_one_small_group_more_keeps_its_name_and_an_empty_frame_draws_nothing():
    rows = [("2020-04-30", f"M{number:02}", 100 - number) for number in range(MOST + 1)]
    assert len(bands(frame(*rows), "mission", {})) == MOST + 1
    assert stacked_timeline(frame(), "mission", {})["series"] == []


def test_the_same_colour_is_not_given_twice():
    rows = [("2020-04-30", f"M{number:02}", 100 - number) for number in range(MOST + 1)]
    drawn = bands(frame(*rows), "mission", {})
    assert len({band["itemStyle"]["color"] for band in drawn}) == MOST + 1


def test_names_stand_beside_the_last_bar_where_they_fit_and_a_picture_has_no_slider():
    told = frame(("2025-06-30", "UNMISS", 100), ("2025-07-31", "UNMISS", 60), ("2025-07-31", "MINUSCA", 38), ("2025-07-31", "UNTSO", 2))  # fmt: skip
    events = Events(closed=((dt.date(2025, 7, 1), "UNMIL"),), drawdown=dt.date(2025, 10, 8))
    option = stacked_timeline(told, "mission", {code: code for code in ("UNMISS", "MINUSCA", "UNTSO")}, events=events)
    json.dumps(option)
    names = option["series"][-1]
    assert [(point["value"], point["label"]["formatter"]) for point in names["data"]] == [
        (["2025-07-31", 30], "UNMISS"),
        (["2025-07-31", 79], "MINUSCA"),
    ]
    marked = [mark["label"]["formatter"] for mark in option["series"][0]["markLine"]["data"]]
    assert marked == ["UNMIL", "drawdown"] and option["xAxis"]["max"] > "2025-10-08"
    assert option["dataZoom"] and option["yAxis"][0]["name"] == "People"
    drawn, _more = exports.picture(option, "People", "Source", "file", "#000000", "#ffffff")
    assert "dataZoom" not in drawn["baseOption"] and option["dataZoom"]
    widest, narrow = drawn["media"][0]["option"], drawn["media"][-1]["option"]
    # Where it is narrow the names go, and what was moved for title and source stays moved.
    assert "series" not in widest and narrow["series"] == [{"id": "names", "label": {"show": False}}]
    assert narrow["grid"][0]["right"] == 12 and narrow["grid"][0]["top"] > option["grid"]["top"]
