"""Draw women in units: platoons by state, who rotates when, police units against one platoon. No Streamlit, no SQL."""

import html
from typing import Any

import pandas as pd

from pages.kit import bar_charts, formats, sparks
from pages.kit.text import _, colon
from pages.kit.theme import BLUE, CELL, GREY, GROUND, HATCH, INK, ORANGE, STACK

# State: fill, decal. Blue meets the guide, orange does not, grey is not known; hatched: no return.
LOOKS = {
    "meets": (BLUE, None),
    "below": (ORANGE, None),
    "absent": ({"light": "#8a3d0a", "dark": "#a8572f"}, None),
    "share_not_reported": (GREY, None),
    "blank": (CELL, None),
    "missing": (CELL, HATCH),
}
FUNCTIONS = ("women_command", "women_operations", "women_support")


def platoon_height(rows: int) -> int:
    """Return the pixels that bars or marks of so many rows need, with axis and legend."""
    return 60 + 30 * max(rows, 5)


def police_height(rows: int) -> int:
    """Return the pixels that bars of so many police units need, with axis and legend."""
    return 94 + 26 * max(rows, 6)


def _appearance(ink: str) -> str:
    return "dark" if ink == INK["dark"] else "light"


def _colour(fill: Any, ink: str) -> str:
    return fill if isinstance(fill, str) else fill[_appearance(ink)]


def platoon_states(
    frame: pd.DataFrame, names: dict[str, str], legend: dict[str, str], ink: str = INK["light"]
) -> dict[str, Any]:
    """One bar a row, split into the six states with the number in each; the first row on top.

    Frame: code and a `<state>_count` per state. `names` is code -> name, `legend` state -> name.
    """
    codes = list(frame["code"])[::-1]
    rows = frame.set_index("code")
    series: list[dict[str, Any]] = []
    for state, (fill, decal) in LOOKS.items():
        colour = _colour(fill, ink)
        numbers = [int(rows.loc[code, f"{state}_count"]) for code in codes]
        style = {"color": colour} | ({"decal": decal} if decal else {})
        letters = ink if fill is CELL else INK["light"] if fill in (ORANGE, GREY) else "#ffffff"
        series.append(
            {
                "type": "bar",
                "stack": "units",
                "name": legend[state],
                "barWidth": 20,
                "itemStyle": style,
                "data": [number or None for number in numbers],
                "label": {"show": True, "color": letters, "formatter": "{c}", "fontSize": 11}
                | ({"backgroundColor": colour, "padding": [1, 3]} if decal else {}),
            }
        )
    foot, media = bar_charts.legend_rooms([one["name"] for one in series], 44)
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 16, "top": 6, "bottom": foot, "containLabel": True},
        "legend": bar_charts.legend(),
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "value", "minInterval": 1, "name": _("Units"), "nameLocation": "end"},
        "yAxis": {
            "type": "category",
            "data": [names.get(code, code) for code in codes],
            "axisLabel": {"width": 150, "overflow": "break"},
        },
        "series": series,
        "media": media,
    }


def rotations(
    frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, legend: dict[str, str], ink: str = INK["light"]
) -> dict[str, Any]:
    """One mark a unit on the day it leaves, in the colour of its state, and before it small ones: ask by, and last call.

    Frame: unit_id, rotates_out, ask_by, last_call, status, ask; soonest on top. Calls before `first` are left out.
    """
    series: list[dict[str, Any]] = []
    for column, symbol in (("ask_by", "triangle"), ("last_call", "diamond")):
        ahead = frame[frame[column] > first]
        if len(ahead):
            points = [
                {
                    "value": [row[column].date().isoformat(), row["unit_id"]],
                    "tooltip": {
                        "formatter": f"{html.escape(row['unit_id'])}<br>{legend[column]}{colon()}{formats.day(row[column])}"
                    },
                }
                for _place, row in ahead.iterrows()
            ]
            style = {"color": ink, "opacity": 0.75}
            series.append({"type": "scatter", "name": legend[column], "symbol": symbol, "symbolSize": 8, "itemStyle": style, "data": points})  # fmt: skip
    for state, (fill, decal) in LOOKS.items():
        units = frame[frame["status"] == state]
        if units.empty:
            continue
        hollow = {"color": "transparent", "borderColor": GREY, "borderWidth": 2}
        series.append(
            {
                "type": "scatter",
                "name": legend[state],
                "symbol": "circle",
                "symbolSize": 12,
                "itemStyle": hollow
                if decal
                else {"color": _colour(fill, ink), "borderColor": GREY, "borderWidth": int(fill is CELL)},
                "data": [
                    {
                        "value": [row.rotates_out.date().isoformat(), row.unit_id],
                        "label": {"formatter": row.ask},
                        "tooltip": {
                            "formatter": f"{html.escape(row.unit_id)}, {formats.day(row.rotates_out)}<br>{legend[state]}{colon()}{row.ask}"
                        },
                    }
                    for row in units.itertuples()
                ],
                "label": {"show": True, "position": "right", "color": ink, "fontSize": 11},
            }
        )
    foot, media = bar_charts.legend_rooms([one["name"] for one in series], 52 + sparks.SLIDER)
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 140, "top": 6, "bottom": foot, "containLabel": True},
        "legend": bar_charts.legend(30),
        "tooltip": {"trigger": "item", "confine": True},
        "xAxis": sparks.months() | {"position": "top", "min": first.date().isoformat(), "max": last.date().isoformat()},
        "yAxis": {"type": "category", "data": list(frame["unit_id"])[::-1], "splitLine": {"show": True}},
        "dataZoom": sparks.slider(4),
        "series": series,
        "media": media,
    }


def missing_women(frame: pd.DataFrame, ink: str = INK["light"]) -> dict[str, Any]:
    """Women that platoons below half lack together, month by month, with how many platoons lack them. Frame: platoon_trend."""
    platoons = dict(zip(frame["as_of"].dt.date.astype(str), frame["below_count"], strict=True))
    points = sparks.points(frame["as_of"], frame["more_women_needed"])
    data = [
        {
            "value": [day, number],
            "label": {"formatter": _("{n} in {units}").format(n=int(number), units=int(platoons[day]))},
        }
        if number is not None
        else [day, None]
        for day, number in points
    ]
    return {
        "animation": False,
        "grid": {"left": 8, "right": 40, "top": 32, "bottom": 14 + sparks.SLIDER, "containLabel": True},
        "tooltip": {"trigger": "axis", "valueFormatter": "localized"},
        "xAxis": sparks.months() | {"minInterval": 28 * 24 * 3600 * 1000},
        "yAxis": sparks.unit(_("Women")) | {"type": "value", "min": 0, "minInterval": 1},
        "series": [
            {
                "type": "line",
                "name": _("Women missing to half"),
                "data": data,
                "connectNulls": False,
                "symbol": "circle",
                "symbolSize": 7,
                "lineStyle": {"width": 2, "color": ORANGE},
                "itemStyle": {"color": ORANGE},
                "label": {"show": True, "position": "top", "color": ink, "fontSize": 11},
                "labelLayout": {"hideOverlap": True},
            }
        ],
        "dataZoom": sparks.slider(),
    }


def police(frame: pd.DataFrame, ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a unit, split by function where all three are told, with a mark at one platoon; the first row on top.

    Frame: fpu_women of units that report their women. Where a unit does not tell the size of one platoon, a diamond
    stands at the lower end of the range that the guide prints.
    """
    rows, printed = frame.iloc[::-1], int(frame["printed_from"].iloc[0])
    shades, ground = STACK[_appearance(ink)], GROUND[_appearance(ink)]
    is_split = rows[list(FUNCTIONS)].notna().all(axis="columns")
    others = rows["women_count"] - rows[list(FUNCTIONS)].sum(axis="columns").where(is_split, 0)
    bars = {
        _("Command"): (shades[2], rows["women_command"].where(is_split)),
        _("Operations"): (shades[0], rows["women_operations"].where(is_split)),
        _("Support"): (shades[3], rows["women_support"].where(is_split)),
        _("Function not told, or another"): (GREY, others),
    }
    series: list[dict[str, Any]] = [
        {
            "type": "bar",
            "stack": "women",
            "name": function,
            "barWidth": 14,
            "itemStyle": {"color": colour},
            "data": [int(number) if number > 0 else None for number in numbers.fillna(0)],
        }
        for function, (colour, numbers) in bars.items()
    ]
    is_sized = rows["fpu_platoon_size"].fillna(0).gt(0).astype(bool)
    sized, unsized = rows[is_sized], rows[~is_sized]
    for heading, symbol, size, points in (
        (_("One platoon of the unit"), "rect", [5, 20], [[int(row.fpu_platoon_size), row.unit_id] for row in sized.itertuples()]),
        (_("Its size is not told: {n}, as the guide prints").format(n=printed), "diamond", 10, [[printed, unit] for unit in unsized["unit_id"]]),
    ):  # fmt: skip
        if points:
            style = {"color": ink, "borderColor": ground, "borderWidth": 1}
            series.append({"type": "scatter", "name": heading, "data": points, "symbol": symbol, "symbolSize": size, "z": 5, "itemStyle": style})  # fmt: skip
    foot, media = bar_charts.legend_rooms([one["name"] for one in series], 58)
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 24, "top": 6, "bottom": foot, "containLabel": True},
        "legend": bar_charts.legend(),
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {
            "type": "value",
            "minInterval": 1,
            "min": 0,
            "name": _("Women"),
            "nameLocation": "middle",
            "nameGap": 24,
        },
        "yAxis": {"type": "category", "data": list(rows["unit_id"])},
        "series": series,
        "media": media,
    }
