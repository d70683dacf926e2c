"""Bars that two subjects or more draw: to both sides of nothing, and with names above them. No Streamlit, no SQL."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit.text import _
from pages.kit.theme import BLUE, GREY, INK, ORANGE

ROW = 46  # pixels of a bar with its name
MOST = 20  # bars; more are for the table


def change_bars(
    change: pd.DataFrame,
    names: Mapping[str, str],
    ink: str = INK["light"],
    told: Callable[[Any], str] = formats.change,
    title: str = "",
) -> tuple[dict[str, Any], int]:
    """One bar a key: more people to the right, fewer to the left; return the option and the pixels of its height.

    Frame: key and people_change, as deployment_change; `told` turns a number into letters, `title` names the bars.
    Keys without a change are left out; of many, the largest changes are drawn.
    """
    rows = change[change["people_change"] != 0]
    rows = (
        rows.assign(size=rows["people_change"].abs()).sort_values(["size", "key"], ascending=[False, True]).head(MOST)
    )
    rows = rows.sort_values("people_change")
    widest = max([int(rows["size"].max()) if len(rows) else 0, 1])
    bars = [
        {
            "value": int(row.people_change),
            "itemStyle": {"color": BLUE if row.people_change > 0 else ORANGE},
            "label": {"position": "right" if row.people_change > 0 else "left", "formatter": told(row.people_change)},
        }
        for row in rows.itertuples()
    ]  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 8, "right": 8, "top": 8, "bottom": 8, "containLabel": True},
        "tooltip": {"show": False},
        # Room for the letters beside the longest bar.
        "xAxis": {"type": "value", "min": -1.25 * widest, "max": 1.25 * widest, "axisLabel": {"show": False}, "splitLine": {"show": False}},
        "yAxis": {
            "type": "category", "data": [names.get(key, key) for key in rows["key"]], "axisTick": {"show": False}, "axisLine": {"show": False},
            "axisLabel": {"width": 190, "overflow": "truncate", "color": ink},
        },
        "media": [
            {"query": {"maxWidth": 480}, "option": {"yAxis": {"axisLabel": {"width": 112}}, "xAxis": _spread(1.7 * widest)}},
            {"option": {"yAxis": {"axisLabel": {"width": 190}}, "xAxis": _spread(1.25 * widest)}},
        ],
        "series": [
            {"type": "bar", "name": title or _("Change of people"), "data": bars, "barMaxWidth": 16, "label": {"show": True, "color": ink}},
        ],
    }, 30 + 24 * len(rows)  # fmt: skip


def _spread(most: float) -> dict[str, float]:
    return {"min": -most, "max": most}


def height(rows: int) -> int:
    """Return the height of a chart with so many bars."""
    return 60 + ROW * rows


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
