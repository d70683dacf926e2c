"""Draw engagement platoons: their states by mission or contributor, and who rotates when. No Streamlit, no SQL."""

from typing import Any

import pandas as pd

from pages.kit.text import _
from pages.kit.theme import BLUE, CELL, GREY, HATCH, INK, ORANGE

ROW, FOOT = 30, 60  # pixels of a bar, and of axis and legend
# State: fill, decal. Blue meets the guide, orange does not, grey is not known; hatched: not reported.
LOOKS = {
    "meets": (BLUE, None),
    "below": (ORANGE, None),
    "absent": ({"light": "#8a3d0a", "dark": "#a8572f"}, None),
    "share_not_reported": (GREY, None),
    "not_reported": (CELL, HATCH),
}


def height(rows: int) -> int:
    """Return the pixels that bars of so many rows need."""
    return FOOT + ROW * max(rows, 2)


def _colour(fill: Any, ink: str) -> str:
    return fill if isinstance(fill, str) else fill["dark" if ink == INK["dark"] else "light"]


def states(frame: pd.DataFrame, names: dict[str, str], told: dict[str, str], ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a row, split into the five states with the number in each. Frame: code and a `<state>_count` per state; the
    first row on top. `names` is code -> name, `told` state -> name in the legend."""
    codes = list(frame["code"])[::-1]
    rows = frame.set_index("code")
    series = []
    for state, (fill, decal) in LOOKS.items():
        colour = _colour(fill, ink)
        numbers = [int(rows.loc[code, f"{state}_count"]) for code in codes]
        style = {"color": colour} | ({"decal": decal} if decal else {})
        letters = ink if decal else INK["light"] if fill in (ORANGE, GREY) else "#ffffff"
        series.append(
            {
                "type": "bar", "stack": "units", "name": told[state], "barWidth": 20, "itemStyle": style,
                "data": [number or None for number in numbers],
                "label": {"show": True, "color": letters, "formatter": "{c}", "fontSize": 11} | ({"backgroundColor": colour, "padding": [1, 3]} if decal else {}),
            }
        )  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 16, "top": 6, "bottom": 44, "containLabel": True},
        "legend": {"type": "scroll", "bottom": 0, "left": 0, "itemGap": 14, "itemWidth": 14, "itemHeight": 10},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "value", "minInterval": 1, "name": _("Units"), "nameLocation": "end"},
        "yAxis": {"type": "category", "data": [names.get(code, code) for code in codes], "axisLabel": {"width": 150, "overflow": "break"}},
        "series": series,
    }  # fmt: skip


def rotations(
    frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, told: dict[str, str], ink: str = INK["light"]
) -> dict[str, Any]:
    """One mark a unit on the day it leaves, in the colour of its state. Frame: unit_id, rotates_out, status, words; soonest on top."""
    units = list(frame["unit_id"])[::-1]
    series = []
    for state, (fill, decal) in LOOKS.items():
        part = frame[frame["status"] == state]
        if part.empty:
            continue
        style = (
            {"color": "transparent", "borderColor": GREY, "borderWidth": 2} if decal else {"color": _colour(fill, ink)}
        )
        series.append(
            {
                "type": "scatter", "name": told[state], "symbol": "circle", "symbolSize": 12,
                "itemStyle": style,
                "data": [
                    {"value": [row.rotates_out.date().isoformat(), row.unit_id], "label": {"formatter": row.words}}
                    for row in part.itertuples()
                ],
                "label": {"show": True, "position": "right", "color": ink, "fontSize": 11},
            }
        )  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 140, "top": 6, "bottom": 44, "containLabel": True},
        "legend": {"type": "scroll", "bottom": 0, "left": 0, "itemGap": 14},
        "xAxis": {"type": "time", "min": first.date().isoformat(), "max": last.date().isoformat()},
        "yAxis": {"type": "category", "data": units, "splitLine": {"show": True}},
        "series": series,
    }
