"""The chart of women in formed police units: what each bar and mark stands for."""

import pandas as pd

from pages.women import charts


def frame():
    return pd.DataFrame(
        {
            "unit_id": ["A", "B", "C"],
            "women_count": [30, 12, 25],
            "women_command": [2, 1, None],
            "women_operations": [18, 6, 9],
            "women_support": [9, 5, 4],
            "fpu_platoon_size": pd.array([32, None, 28], dtype="Int64"),
            "printed_from": [20, 20, 20],
        }
    )


def test_a_bar_is_as_long_as_the_women_of_its_unit_and_split_only_where_all_functions_are_told():
    chart = charts.police(frame())
    assert chart["yAxis"]["data"] == ["C", "B", "A"]  # the first row on top
    bars = [part for part in chart["series"] if part["type"] == "bar"]
    assert [sum(part["data"][place] or 0 for part in bars) for place in range(3)] == [25, 12, 30]
    assert [part["data"][2] for part in bars] == [2, 18, 9, 1]
    assert [part["data"][0] for part in bars] == [None, None, None, 25]


def test_each_unit_has_one_mark_at_its_own_platoon_or_at_the_printed_range():
    marks = [part for part in charts.police(frame())["series"] if part["type"] == "scatter"]
    assert [part["data"] for part in marks] == [[[28, "C"], [32, "A"]], [[20, "B"]]]
    assert len({part["symbol"] for part in marks}) == 2
    known = frame().assign(fpu_platoon_size=[32, 30, 28])
    assert len([part for part in charts.police(known)["series"] if part["type"] == "scatter"]) == 1
