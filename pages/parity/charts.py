"""Draw frames: each function takes a query's frame and returns an ECharts option. No Streamlit, no SQL, no arithmetic
beyond what a position on screen needs.
"""

import datetime as dt
import textwrap
from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit.labels import category_name
from pages.kit.text import _
from pages.kit.theme import BLUE, CELL, DIVERGING, GREY, HATCH, INK, ORANGE, TRACK, letters_on, on_scale

WIDEST_GAP = 31  # days between two month-ends that follow each other
REACH = 20  # points off the target at which the heatmap's scale ends


def parity_bars(parity: pd.DataFrame, ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a category on a common scale, its name and figures above it, its targets as ticks.

    Frame: parity_by_category. A category that is not reported is a hatched track.
    """
    rows = parity.iloc[::-1]
    names = [category_name(code) for code in rows["category"]]
    top = max([40.0, *(100 * rows["women_fraction"].dropna() + 4)])
    tracks, phone, bars = [], [], []
    for name, row in zip(names, rows.itertuples(), strict=True):
        reported = not pd.isna(row.people_count)
        track = {"value": top, "itemStyle": {"color": TRACK} if reported else {"color": TRACK, "decal": HATCH}}
        tracks.append(track | {"label": {"formatter": f"{{name|{name}}}  {_told(row)}"}})
        phone.append(track | {"label": {"formatter": f"{{name|{name}}}\n{_told(row)}", "position": [0, -33]}})
        if reported and row.people_count >= formats.SMALL:
            met = not pd.isna(row.more_women_by_replacement) and row.more_women_by_replacement == 0
            bars.append({"value": 100 * row.women_fraction, "itemStyle": {"color": BLUE if met else ORANGE}})
        else:
            bars.append({"value": None})
    label = {
        "show": True, "position": [0, -21], "align": "left", "color": ink, "fontSize": 13, "lineHeight": 15,
        "rich": {"name": {"fontWeight": "bold", "fontSize": 13}},
    }  # fmt: skip
    series = [
        {"type": "bar", "data": tracks, "barWidth": 16, "silent": True, "label": label, "tooltip": {"show": False}},
        {"type": "bar", "name": _("Women"), "data": bars, "barWidth": 16, "barGap": "-100%", "z": 3},
    ]
    for title, column, symbol, size in (
        (_("2025 minimum"), "minimum_2025_percent", "rect", [3, 22]),
        (_("Target of {year}").format(year=int(rows["target_year"].iloc[0])), "target_percent", "diamond", 11),
        (_("2028 target"), "target_2028_percent", "triangle", 10),
    ):
        # The year's own target says nothing new where it is the minimum.
        apart = rows[column].notna() & (
            (column == "minimum_2025_percent") | (rows[column] != rows["minimum_2025_percent"])
        )
        points = [[int(value), name] for value, name, keep in zip(rows[column], names, apart, strict=True) if keep]
        if points:
            marks = {"type": "scatter", "name": title, "data": points, "symbol": symbol, "symbolSize": size, "z": 5}
            series.append(
                marks
                | {"itemStyle": {"color": ink if symbol == "rect" else GREY, "borderColor": "#fff", "borderWidth": 1}}
            )
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 16, "top": 38, "bottom": 50, "containLabel": False},
        "legend": {"bottom": 0, "left": 0, "itemGap": 14, "data": [mark["name"] for mark in series[2:]]},
        "tooltip": {"trigger": "item", "valueFormatter": "%.1f %%"},
        "xAxis": {
            "type": "value",
            "min": 0,
            "max": top,
            "axisLabel": {"formatter": "{value} %"},
            "splitLine": {"show": False},
        },
        "yAxis": {"type": "category", "data": names, "show": False},
        "series": series,
        # On a narrow chart the figures stand on a line of their own.
        "media": [{"query": {"maxWidth": 440}, "option": {"series": [{"data": phone}]}}, {"option": {"series": [{"data": tracks}]}}],
    }  # fmt: skip


def _told(row: Any) -> str:
    """Return the words beside a category's name: its share and what is missing to the target."""
    if pd.isna(row.people_count):
        return _("not reported")
    told = formats.share(row.women_count, row.people_count)
    if pd.isna(row.more_women_by_replacement):
        return told
    if row.more_women_by_replacement:
        return _("{share} · {number} more women").format(
            share=told, number=formats.count(row.more_women_by_replacement)
        )
    return _("{share} · at or above").format(share=told)


def sparkline(trend: pd.DataFrame, column: str) -> dict[str, Any]:
    """One bare line over the frame's days, broken where months were not reported. Frame: deployment_trend."""
    line = {"type": "line", "data": _points(trend["as_of"], trend[column]), "showSymbol": False, "connectNulls": False}
    return {
        "animation": False,
        "grid": {"left": 2, "right": 2, "top": 4, "bottom": 4},
        "tooltip": {"show": False},
        "xAxis": {"type": "time", "show": False},
        "yAxis": {"type": "value", "show": False, "scale": True},
        "series": [line | {"lineStyle": {"width": 1.6, "color": BLUE}}],
    }


def parity_trend(trend: pd.DataFrame, category: str, ink: str = INK["light"]) -> dict[str, Any]:
    """The chosen category as a line with its target path, the others faint. No line crosses a month that is not reported.

    Frame: parity_trend.
    """
    series = []
    others = [code for code in trend["category"].unique() if code != category]
    for code in [*others, category]:
        rows = trend[trend["category"] == code]
        chosen = code == category
        line = {
            "type": "line", "name": category_name(code), "data": _dotted(_points(rows["as_of"], 100 * rows["women_fraction"])),
            "connectNulls": False, "symbol": "none", "z": 5 if chosen else 2,
            "lineStyle": {"width": 3 if chosen else 1.3, "color": BLUE if chosen else GREY, "opacity": 1 if chosen else 0.6},
            "itemStyle": {"color": BLUE if chosen else GREY},
            "endLabel": {
                "show": True, "formatter": category_name(code, short=True), "color": BLUE if chosen else GREY,
                "fontWeight": "bold" if chosen else "normal", "width": 112, "overflow": "break", "lineHeight": 13,
            },
            "labelLayout": {"moveOverlap": "shiftY"},
        }  # fmt: skip
        if chosen:
            line["markLine"] = {
                "silent": True, "symbol": "none", "lineStyle": {"type": "dotted", "color": GREY},
                "label": {"formatter": _("from May 2017: staff officers apart"), "position": "end", "align": "left", "color": GREY, "fontSize": 11},
                "data": [{"xAxis": "2017-05-31"}],
            }  # fmt: skip
            targets = rows.dropna(subset=["target_percent"])
            path: dict[str, Any] = {
                "type": "line", "name": _("Target of the year"), "data": _points(targets["as_of"], targets["target_percent"], False),
                "step": "start", "showSymbol": False, "lineStyle": {"type": "dashed", "width": 2, "color": ORANGE},
                "itemStyle": {"color": ORANGE}, "z": 4, "labelLayout": {"moveOverlap": "shiftY"},
                "endLabel": {"show": True, "formatter": _("Target of the year"), "color": ORANGE, "width": 112},
            }  # fmt: skip
        series.append(line)
    if len(path["data"]):
        series.append(path)
    return {
        "animation": False,
        "grid": {"left": 4, "right": 120, "top": 30, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis", "valueFormatter": "%.1f %%"},
        "xAxis": {"type": "time", "minInterval": 365 * 24 * 3600 * 1000},
        "yAxis": {"type": "value", "min": 0, "axisLabel": {"formatter": "{value} %"}},
        "series": series,
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


def _points(days: pd.Series, values: pd.Series, gaps: bool = True) -> list[list]:
    """Return [day, value] pairs, with an empty one wherever two days are not neighbouring months."""
    points: list[list] = []
    before: dt.date | None = None
    for day, value in zip(pd.to_datetime(days).dt.date, values, strict=True):
        if gaps and before and (day - before).days > WIDEST_GAP:
            points.append([(before + dt.timedelta(days=1)).isoformat(), None])
        points.append([day.isoformat(), None if pd.isna(value) else round(float(value), 3)])
        before = day
    return points


def parity_heatmap(parity: pd.DataFrame, categories: list[str], ink: str = INK["light"]) -> dict[str, Any]:
    """Missions by category: colour is the distance to the target in points, the text says share and people.

    Frame: parity_by_mission. Hatched: not reported. Empty: the mission prints nobody. Under ten people: "3 of 8", no colour.
    """
    order = parity.groupby("mission")["people_count"].sum().sort_values().index.tolist()
    found = {(row.mission, row.category): row for row in parity.itertuples()}
    printed = set(parity["category"])
    cell_colour = CELL["dark" if ink == INK["dark"] else "light"]
    cells: list[dict[str, Any]] = []
    for y, mission in enumerate(order):
        for x, code in enumerate(categories):
            row = found.get((mission, code))
            if row is None and code in printed:
                continue  # the mission prints nobody of this category: an empty cell, not a missing report
            if row is None or pd.isna(row.people_count):
                cells.append(
                    {
                        "value": [x, y, None],
                        "itemStyle": {"color": cell_colour, "decal": HATCH},
                        "name": _("not reported"),
                    }
                )
                continue
            text = formats.share(row.women_count, row.people_count, 0)
            if row.people_count >= formats.SMALL:
                goal = row.minimum_2025_percent if pd.isna(row.target_percent) else row.target_percent
                points = round(100 * row.women_fraction - float(goal), 1)
                label = {"formatter": text + "\n" + _("of {people}").format(people=formats.count(row.people_count))}
                label["color"] = letters_on(on_scale(points, -REACH, REACH, DIVERGING))
                cells.append({"value": [x, y, points], "label": label})
            else:
                cells.append(
                    {
                        "value": [x, y, None],
                        "label": {"formatter": text, "color": ink},
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
        "\n".join(textwrap.wrap(category_name(code, short=True), 10, break_long_words=False)) for code in categories
    ]
    common = {
        "type": "heatmap",
        "label": {"show": True, "fontSize": 11, "lineHeight": 13},
        "itemStyle": {"borderWidth": 1, "borderColor": "rgba(132, 150, 164, 0.35)"},
    }
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 8, "top": 52, "bottom": 56, "containLabel": True},
        "tooltip": {"show": False},
        "xAxis": {
            "type": "category", "position": "top", "data": heads,
            "axisLabel": {"interval": 0, "lineHeight": 12, "fontSize": 10}, "axisTick": {"show": False},
        },
        "yAxis": {"type": "category", "data": order, "axisTick": {"show": False}},
        "visualMap": {
            "type": "continuous", "min": -REACH, "max": REACH, "seriesIndex": 0, "dimension": 2, "orient": "horizontal", "left": "center",
            "bottom": 0, "calculable": False, "inRange": {"color": list(DIVERGING)}, "itemWidth": 12, "itemHeight": 110,
            "text": [_("{n} points above").format(n=REACH), _("{n} below").format(n=REACH)], "textStyle": {"color": GREY},
        },
        "series": [common | {"data": scaled}, common | {"data": plain}],
    }  # fmt: skip
