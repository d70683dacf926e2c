"""Draw regions as bars, where states have no place on a map. Each function takes a frame and returns an ECharts option."""

from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit.text import _
from pages.kit.theme import BLUE, GREY, INK, ORANGE, STACK

ROW = 46  # pixels of a bar with its name


def height(rows: int) -> int:
    """Return the height of a chart with so many bars."""
    return 60 + ROW * rows


def regions(groups: pd.DataFrame, measure: str, ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a regional group in the order given, its name and figure above it.

    Frame: deployment_of_group with `name`, one row a group. `measure` is people, share or change. A share of fewer
    than ten people is told and not drawn; a change that is not comparable is neither.
    """
    rows = groups.iloc[::-1]
    told, values = [], []
    for row in rows.itertuples():
        share = formats.share(row.women_count, row.people_count)
        people = _("{people} people of {states} states").format(
            people=formats.count(row.people_count), states=formats.count(row.contributor_count)
        )
        change = formats.change(row.people_change_12m)
        told.append({"people": people, "share": share, "change": change}[measure])
        drawn = {
            "people": row.people_count,
            "share": None if pd.isna(row.women_fraction) else 100 * row.women_fraction,
            "change": None if pd.isna(row.people_change_12m) else int(row.people_change_12m),
        }[measure]
        colour = ORANGE if measure == "change" and drawn is not None and drawn < 0 else BLUE
        values.append({"value": None if drawn is None else float(drawn), "itemStyle": {"color": colour}})
    unit = " %" if measure == "share" else ""
    return bars(
        [{"type": "bar", "name": _("Contributors"), "data": values, "barWidth": 16}], rows["name"], told, ink, unit
    )


def flows(found: pd.DataFrame, names: dict[str, str], appearance: str = "light") -> dict[str, Any]:
    """One bar a mission, largest on top, in bands of regional groups.

    Frame: deployment_flows with `regional_group`. `names` are the groups in the order of the bands.
    """
    both = found.pivot_table("people_count", "mission", "regional_group", "sum", fill_value=0)
    both = both.loc[both.sum(axis="columns").sort_values().index]
    told = [_("{people} people").format(people=formats.count(int(total))) for total in both.sum(axis="columns")]
    bands = [
        {
            "type": "bar", "name": name, "stack": "all", "barWidth": 16, "data": [int(value) for value in both[code]],
            "itemStyle": {"color": colour},
        }
        for (code, name), colour in zip(names.items(), STACK[appearance], strict=False) if code in both
    ]  # fmt: skip
    option = bars(bands, both.index, told, INK[appearance])
    option["grid"]["bottom"] = 84
    return option | {"legend": {"bottom": 0, "left": 0, "itemGap": 12, "data": [band["name"] for band in bands]}}


def bars(series: list[dict], names, told: list[str], ink: str, unit: str = "") -> dict[str, Any]:
    """Return bars whose names and figures stand above them, so that a narrow screen cuts nothing off."""
    labels = [f"{name}: {text}" for name, text in zip(names, told, strict=True)]
    values = [part["value"] if isinstance(part, dict) else part for one in series for part in one["data"]]
    least = min([0, *filter(None, values)])  # names begin at the left edge, where a loss does too
    above = {
        "type": "scatter", "symbolSize": 0, "silent": True, "tooltip": {"show": False}, "data": [[least, label] for label in labels],
        "label": {"show": True, "formatter": "{@[1]}", "position": [0, -27], "align": "left", "color": ink, "fontSize": 13},
    }  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 6, "right": 24, "top": 24, "bottom": 26, "containLabel": False},
        "tooltip": {"trigger": "item"},
        "xAxis": {
            "type": "value",
            "min": least if least < 0 else None,
            "axisLabel": {"formatter": f"{{value}}{unit}", "color": GREY, "showMinLabel": least == 0},
            "splitNumber": 4,
        },
        "yAxis": {"type": "category", "data": labels, "show": False},
        "series": [*series, above],
    }
