"""People over time: stacks add up, gaps are hatched and never bridged, small groups share one band."""

import json

import pandas as pd

from pages.deployments.charts import MOST, stacked_timeline
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
