"""Bars of regional groups, and the height that the overview gives to a picture. Frame in, ECharts option out."""

from typing import Any

import pandas as pd

from pages.kit import bar_charts, formats
from pages.kit.text import _
from pages.kit.theme import BLUE, GREY, HATCH, INK, TRACK

HEIGHT = 328  # pixels: five bars, each with two lines of words above it where the chart is narrow
GRID = {"left": 4, "right": 16, "top": 30, "bottom": 44, "containLabel": False}
BAR = 10
LONG = 48  # letters of a name that a telephone is wide enough for; a longer one stands without its abbreviation


def groups(rows: pd.DataFrame, measure: str, ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a group, its name and numbers above it, its share of Member States as a tick. A share not reported is hatched.

    Frame: name, beside, fraction, member_state_fraction; `measure` says of what the bar is the share.
    """
    rows = rows.iloc[::-1]
    names = rows["name"].tolist()
    shares = [formats.rounded(value) for value in rows["fraction"]]
    members = [formats.rounded(value) for value in rows["member_state_fraction"]]
    top = 10 * -(-max([10.0, *filter(None, shares), *filter(None, members)]) // 10)
    tracks = [
        {
            "value": top,
            "itemStyle": {"color": TRACK} | ({"decal": HATCH} if share is None else {}),
            "label": {"formatter": f"{{name|{name if len(name) <= LONG else name.partition(' (')[0]}}}\n{beside}"},
        }
        for name, beside, share in zip(names, rows["beside"], shares, strict=True)
    ]
    label = {
        "show": True, "position": [0, -31], "align": "left", "color": ink, "fontSize": 13, "lineHeight": 15,
        "rich": {"name": {"fontWeight": "bold", "fontSize": 13}},
    }  # fmt: skip
    members_of = _("Share of Member States")
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": GRID,
        "legend": {"bottom": 0, "left": 0, "itemGap": 14, "data": [measure, members_of], "textStyle": {"color": ink}},
        "tooltip": {"trigger": "item", "valueFormatter": formats.tip()},
        "xAxis": {
            "type": "value", "min": 0, "max": top, "interval": 10 if top <= 50 else 20, "splitLine": {"show": False},
            "axisLabel": {"formatter": formats.written("{value} %"), "color": ink},
        },
        "yAxis": {"type": "category", "data": names, "show": False},
        "series": [
            {"type": "bar", "data": tracks, "barWidth": BAR, "silent": True, "label": label, "tooltip": {"show": False}},
            {"type": "bar", "name": measure, "data": shares, "barWidth": BAR, "barGap": "-100%", "z": 3, "itemStyle": {"color": BLUE}},
            {
                "type": "scatter", "name": members_of, "z": 5, "symbol": "rect", "symbolSize": [3, 16],
                "data": [[share, name] for share, name in zip(members, names, strict=True) if share is not None],
                "itemStyle": {"color": ink, "borderColor": "#fff" if ink == INK["light"] else GREY, "borderWidth": 1},
            },
        ],
    }  # fmt: skip


def parity(frame: pd.DataFrame, ink: str = INK["light"]) -> dict[str, Any]:
    """The bars of the five categories against their targets, as tall as those of the groups. Frame: parity_by_category."""
    option = bar_charts.parity_bars(frame, ink)
    option["grid"] |= {name: GRID[name] for name in ("top", "bottom")}
    for series in option["series"][:2]:
        series["barWidth"] = 12  # the words of the next bar stand on two lines where the chart is narrow
    return option
