"""The charts of rapid deployment: gaps, round scales, and which state stands in which class of the map."""

import pandas as pd
import pytest

from pages.capabilities import rapid_charts
from pages.capabilities.rapid_charts import Line
from pages.kit import maps


def test_a_gap_stands_where_people_are_not_reported_and_the_scale_has_round_steps():
    frame = pd.DataFrame(
        {
            "day": [60, 120, 180],
            "level": ["rdl", "level_3", "level_2"],
            "clock": ["formal_invitation", "acceptance", "acceptance"],
            "person_count": pd.array([0, None, 73], "Int64"),
        }
    )
    spec = rapid_charts.curve([Line("x", frame)], "person_count", 73)
    assert (
        [cell["value"] for cell in spec["series"][0]["data"]] == [[0, 0], [60, 0], [120, None], [180, 73], [210, 73]]
        and spec["series"][0]["step"] == "end"
        and not spec["series"][0]["connectNulls"]
    )
    for top in (0, 1, 3, 7, 8, 73, 99, 12305, 10**6):
        option = rapid_charts.curve([Line("x", frame)], "person_count", top)["yAxis"]
        assert (
            option["max"] >= top
            and option["max"] == 4 * option["interval"] >= 4
            and isinstance(option["interval"], int)
        )
        assert option["max"] <= max(4, 3 * top)


def test_the_map_colours_states_by_their_units_and_all_others_grey():
    codes = [code for code in maps.shapes() if not code.startswith("X")]
    states = pd.DataFrame(
        {"iso3": codes[:4], "name": codes[:4], "unit_count": [1, 2, 3, 9], "available_count": [0, 1, 1, 4]}
    )
    figure = maps.units(states, codes[:30])
    areas = {trace.name: list(trace.locations) for trace in figure.data if trace.type == "choropleth"}
    assert areas["1 unit"] == codes[:1] and areas["2 units"] == codes[1:2] and areas["3 units and more"] == codes[2:4]
    assert areas["no unit at the Rapid Deployment Level"] == codes[4:30]
    drawn_once = [code for places in areas.values() for code in places]
    assert sorted(drawn_once) == sorted(maps.shapes())


def test_the_scale_of_shares_ends_on_a_round_share():
    columns = (
        "rdl_unit_count",
        "rdl_fraction",
        "member_state_count",
        "member_state_fraction",
        "tpcc_count",
        "tpcc_fraction",
    )
    frame = pd.DataFrame([(3, 1 / 3, 54, 54 / 193, 36, None)], columns=columns)
    for top, end in ((1 / 3, 40), (0.3, 30), (0.0, 10), (0.05, 10), (1.0, 100), (0.51, 60)):
        axis = rapid_charts.pool(frame, ["African Group"], top)["xAxis"]
        assert axis["max"] == end and end % axis["interval"] == 0
    bars = rapid_charts.pool(frame, ["African Group"], 0.4)["series"]
    assert [bar["data"][0]["value"] for bar in bars[:3]] == [
        pytest.approx(100 / 3),
        pytest.approx(100 * 54 / 193),
        None,
    ]
