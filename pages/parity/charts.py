"""Draw frames: each function takes a query's frame and returns an ECharts option. No Streamlit, no SQL, no arithmetic
beyond what a position on screen needs.
"""

import textwrap
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.deployments import time_charts
from pages.deployments.time_charts import Events
from pages.kit import bar_charts, formats, sparks
from pages.kit.labels import category_name
from pages.kit.text import _, colon
from pages.kit.theme import BLUE, CELL, DIVERGING, GREY, GROUND, HATCH, INK, ORANGE, letters_on, on_scale, pale

REACH = 6  # points off the target at which the heatmap's scale ends, so that three points short are plainly orange


def parity_trend(
    trend: pd.DataFrame, targets: pd.DataFrame, category: str, ink: str = INK["light"], events: Events | None = None
) -> dict[str, Any]:
    """The chosen category as a line with its target path to the last year that has one, the others faint. No line crosses a month that is not reported.
    A share of under thirty people is a pale dot with its people, one of under ten is not drawn. A slider under it zooms.

    Frames: parity_trend and targets.
    """
    series = []
    others = [code for code in trend["category"].unique() if code != category]
    for code in [*others, category]:
        rows = trend[trend["category"] == code]
        chosen = code == category
        shares = rows["women_fraction"].map(formats.rounded).where(rows["people_count"].fillna(0) >= formats.FEW)
        line = {
            "type": "line", "name": category_name(code), "data": _dotted(sparks.points(rows["as_of"], shares)),
            "connectNulls": False, "symbol": "none", "z": 5 if chosen else 2,
            "lineStyle": {"width": 3 if chosen else 1.3, "color": BLUE if chosen else GREY, "opacity": 1 if chosen else 0.6},
            "itemStyle": {"color": BLUE if chosen else GREY},
            "endLabel": {
                "show": True, "formatter": category_name(code, short=True), "color": BLUE if chosen else GREY,
                "fontWeight": "bold" if chosen else "normal", "width": 96, "overflow": "break", "lineHeight": 13,
            },
            "labelLayout": {"moveOverlap": "shiftY"},
        }  # fmt: skip
        if chosen:
            line |= time_charts.marks(events or Events(), ink)
        series.append(line)
        few = rows[rows["people_count"].map(formats.is_few)]
        if chosen and len(few):
            series.append(_few(few, ink))
    path = _path(targets[targets["category"] == category], GROUND["dark" if ink == INK["dark"] else "light"])
    if path["data"]:
        series.append(path)
    return {
        "animation": False,
        "grid": {"left": 20, "right": 34, "top": 76, "bottom": 44, "containLabel": True},
        "tooltip": {"trigger": "axis", "valueFormatter": formats.tip()},
        "dataZoom": sparks.slider(6),
        "xAxis": {"type": "time", "minInterval": 365 * 24 * 3600 * 1000},
        "yAxis": {
            "type": "value", "min": 0, "axisLabel": {"formatter": formats.written("{value} %")}, "name": _("Women, per cent of people"), "nameLocation": "middle",
            "nameGap": 38, "nameTextStyle": {"fontSize": 11, "color": GREY},
        },
        "series": series,
    }  # fmt: skip


def _few(rows: pd.DataFrame, ink: str) -> dict[str, Any]:
    """Shares of under thirty people as pale dots, each with its people. Frame: parity_trend of one category."""
    return {
        "type": "scatter", "name": _("Under thirty people"), "symbolSize": 7, "itemStyle": {"color": BLUE} | bar_charts.PALE, "z": 5,
        "label": {"show": True, "position": "top", "color": ink, "fontSize": 10},
        "labelLayout": {"hideOverlap": True},
        "data": [
            {
                "value": [row.as_of.date().isoformat(), formats.rounded(row.women_fraction)],
                "label": {"formatter": _("of {people}").format(people=formats.count(row.people_count))},
            }
            for row in rows.itertuples()
        ],
    }  # fmt: skip


def _path(targets: pd.DataFrame, ground: str) -> dict[str, Any]:
    """The target of each year as a dashed line over that year, with a dot at its end: hollow where it is interpolated.

    Years between, of which no target was found, are a gap. Frame: targets of one category.
    """
    data: list[Any] = []
    years = targets.loc[targets["target_percent"].notna(), "year"]
    for row in targets[targets["year"].between(years.min(), years.max())].itertuples():
        if pd.isna(row.target_percent):
            data.append([f"{row.year}-01-01", None])
            continue
        percent = int(row.target_percent)
        fill = ground if row.status == "interpolated" else ORANGE
        dot = {
            "symbol": "circle",
            "symbolSize": 7,
            "itemStyle": {"color": fill, "borderColor": ORANGE, "borderWidth": 1.5},
        }
        data += [
            {"value": [f"{row.year}-01-01", percent], "symbol": "none"},
            {"value": [f"{row.year}-12-31", percent]} | dot,
        ]
    return {
        "type": "line",
        "name": _("Target of the year"),
        "data": data,
        "connectNulls": False,
        "lineStyle": {"type": "dashed", "width": 2, "color": ORANGE},
        "itemStyle": {"color": ORANGE},
        "z": 4,
    }


def _dotted(points: list[list]) -> list:
    """Return points for a line; one that has no neighbour would be no line at all, so it becomes a dot."""
    values = [None, *(value for _, value in points), None]
    return [
        {"value": point, "symbol": "circle", "symbolSize": 7}
        if point[1] is not None and values[at] is None and values[at + 2] is None
        else point
        for at, point in enumerate(points)
    ]


def parity_heatmap(parity: pd.DataFrame, goals: Mapping[str, float], ink: str = INK["light"]) -> dict[str, Any]:
    """Missions by category: colour is the distance to the target in points, the text says share and people.

    Frame: parity_by_mission; `goals` are the categories in order with their targets in per cent. Hatched: not reported. Empty: the mission prints nobody. Under thirty people: pale; under ten: "3 of 8", no colour.
    """
    order = parity.groupby("mission")["people_count"].sum().sort_values().index.tolist()
    rows = {(row.mission, row.category): row for row in parity.itertuples()}
    printed = set(parity["category"])
    cell_colour = CELL["dark" if ink == INK["dark"] else "light"]
    cells: list[dict[str, Any]] = []
    for y, mission in enumerate(order):
        for x, code in enumerate(goals):
            row = rows.get((mission, code))
            if row is None and code in printed:
                continue  # the mission prints nobody of this category: an empty cell, not a missing report
            if row is None or pd.isna(row.women_count):
                cells.append(
                    {
                        "value": [x, y, None],
                        "itemStyle": {"color": cell_colour, "decal": HATCH},
                        "name": _("not reported")
                        if row is None or pd.isna(row.people_count)
                        else _("sex not reported"),
                    }
                )
                cells[-1]["tooltip"] = {
                    "formatter": f"<b>{mission}</b><br>{category_name(code)}{colon()}{cells[-1]['name']}"
                }
                continue
            text = formats.share_to_goal(row, 0)
            goal = row.minimum_2025_percent if pd.isna(row.target_percent) else row.target_percent
            rest = _("{women} women of {people} people; target {percent} %")
            rest = rest.format(
                women=formats.count(row.women_count), people=formats.count(row.people_count), percent=int(goal)
            )
            words = {"formatter": f"<b>{mission}</b><br>{category_name(code)}<br>{rest}"}
            if row.verdict == "cannot_be_told":
                text += "\n" + _("cannot be told")
            if row.people_count >= formats.SMALL and row.verdict != "cannot_be_told":
                points = round(100 * row.women_fraction - float(goal), 1)
                label = {"formatter": text + "\n" + _("of {people}").format(people=formats.count(row.people_count))}
                colour = on_scale(points, -REACH, REACH, DIVERGING)
                cell: dict[str, Any] = {"value": [x, y, points], "label": label, "tooltip": words}
                if formats.is_few(row.people_count):
                    colour = pale(colour, GROUND["dark" if ink == INK["dark"] else "light"])
                    cell |= {"value": [x, y, None], "itemStyle": {"color": colour}}
                label["color"] = letters_on(colour)
                cells.append(cell)
            else:
                cells.append(
                    {
                        "value": [x, y, None],
                        "label": {"formatter": text, "color": ink},
                        "tooltip": words,
                        "itemStyle": {"color": cell_colour},
                    }
                )
    plain = [cell for cell in cells if cell["value"][2] is None]
    scaled = [cell for cell in cells if cell["value"][2] is not None]
    for cell in plain:
        cell["value"] = [cell["value"][0], cell["value"][1], 0]
        cell.setdefault("label", {"show": False})
        cell["visualMap"] = False
    # A word or two a line: five columns stand side by side on a phone.
    heads = [
        "\n".join(
            [
                *textwrap.wrap(category_name(code, short=True), 10, break_long_words=False),
                _("target {percent} %").format(percent=int(goal)),
            ]
        )
        for code, goal in goals.items()
    ]
    common = {
        "type": "heatmap",
        "label": {"show": True, "fontSize": 11, "lineHeight": 13},
        "itemStyle": {"borderWidth": 1, "borderColor": "rgba(132, 150, 164, 0.35)"},
    }
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 8, "top": 64, "bottom": 56, "containLabel": True},
        "tooltip": {"trigger": "item", "confine": True},
        "xAxis": {
            "type": "category", "position": "top", "data": heads,
            "axisLabel": {"interval": 0, "lineHeight": 12, "fontSize": 10}, "axisTick": {"show": False},
        },
        "yAxis": {"type": "category", "data": order, "axisTick": {"show": False}},
        "visualMap": {
            "type": "continuous", "min": -REACH, "max": REACH, "seriesIndex": 0, "dimension": 2, "orient": "horizontal", "left": "center",
            "bottom": 0, "calculable": False, "inRange": {"color": list(DIVERGING)}, "itemWidth": 12, "itemHeight": 110,
            "text": [_("{n} points above, or more").format(n=REACH), _("{n} below, or more").format(n=REACH)], "textStyle": {"color": GREY},
        },
        "series": [common | {"data": scaled}, common | {"data": plain}],
    }  # fmt: skip
