"""Draw women of formed police units by function against one platoon of the unit. No Streamlit, no SQL."""

from typing import Any

import pandas as pd

from pages.kit.text import _
from pages.kit.theme import GREY, GROUND, INK, STACK

ROW, FOOT = 26, 74  # pixels of a bar, and of axis and legend
PARTS = ("women_command", "women_operations", "women_support")


def height(rows: int) -> int:
    """Return the pixels that bars of so many units need."""
    return FOOT + ROW * max(rows, 2)


def women(frame: pd.DataFrame, ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a unit, split by function where all three are told, with a mark at one platoon; the first row on top.

    Frame: fpu_women of units that report their women. Where a unit does not tell the size of one platoon, a diamond
    stands at the lower end of the range that the guide prints.
    """
    rows, printed = frame.iloc[::-1], int(frame["printed_from"].iloc[0])
    look = "dark" if ink == INK["dark"] else "light"
    shades, ground = STACK[look], GROUND[look]
    told = rows[list(PARTS)].notna().all(axis="columns")
    bars = {
        _("Command"): (shades[2], rows["women_command"].where(told)),
        _("Operations"): (shades[0], rows["women_operations"].where(told)),
        _("Support"): (shades[3], rows["women_support"].where(told)),
        _("Function not told, or another"): (GREY, rows["women_count"] - rows[list(PARTS)].sum(axis="columns").where(told, 0)),
    }  # fmt: skip
    series: list[dict[str, Any]] = [
        {
            "type": "bar", "stack": "women", "name": name, "barWidth": 14, "itemStyle": {"color": colour},
            "data": [int(number) if number > 0 else None for number in numbers.fillna(0)],
        }
        for name, (colour, numbers) in bars.items()
    ]  # fmt: skip
    known = rows["fpu_platoon_size"].fillna(0).gt(0).astype(bool)
    for name, symbol, part in (
        (_("One platoon of the unit"), "rect", rows[known]),
        (_("Its size is not told: {n}, as the guide prints").format(n=printed), "diamond", rows[~known]),
    ):
        points = [[int(row.fpu_platoon_size) if symbol == "rect" else printed, row.unit_id] for row in part.itertuples()]  # fmt: skip
        if points:
            series.append({"type": "scatter", "name": name, "data": points, "symbol": symbol, "symbolSize": [5, 20] if symbol == "rect" else 10, "z": 5, "itemStyle": {"color": ink, "borderColor": ground, "borderWidth": 1}})  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 24, "top": 6, "bottom": 58, "containLabel": True},
        "legend": {"type": "scroll", "bottom": 0, "left": 0, "itemGap": 14, "itemWidth": 14, "itemHeight": 10},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "value", "minInterval": 1, "min": 0, "name": _("Women"), "nameLocation": "middle", "nameGap": 24},
        "yAxis": {"type": "category", "data": list(rows["unit_id"])},
        "series": series,
    }  # fmt: skip
