"""Draw readiness by day and the Rapid Deployment Level by region. Each function takes frames and returns an ECharts option."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd

from pages.capabilities.labels import CLOCKS, LEVELS
from pages.kit import bar_charts, formats, labels
from pages.kit.text import _
from pages.kit.theme import BLUE, GREY, INK, STACK

CURVE = 330  # pixels
UNITS = {"unit_count": lambda: _("Units"), "person_count": lambda: _("People")}
GROUP = 76  # pixels of a regional group with its three bars


@dataclass(frozen=True)
class Line:
    """One curve: `frame` is readiness_curve; dashed is what a question starts from."""

    name: str
    frame: pd.DataFrame
    dashed: bool = False


def _step(top: int) -> int:
    """Return a round number of which four reach past `top`, with room for a number above it."""
    steps = (part * 10**power for power in range(12) for part in (1, 2, 2.5, 5))
    return int(next(step for step in steps if step == int(step) and 4 * step >= 1.12 * top))


def curve(lines: Sequence[Line], measure: str, top: int, ink: str = INK["light"]) -> dict[str, Any]:
    """A step at the day of each level, with its number; nobody is there before the first. A number not reported leaves a gap.

    `measure` is unit_count or person_count; `top` is where the scale ends, so that curves side by side compare. Each day is marked
    with the level that it is the day of, and with what its clock counts from.
    """
    first = lines[0].frame
    days = [int(day) for day in first["day"]]
    end = days[-1] + days[0] / 2  # room for the last number, and for the name of its level
    series = [_steps(line, measure, end, len(lines) > 1, ink) for line in lines]
    marks = [
        {
            "xAxis": int(row.day),
            "label": {"formatter": f"{{level|{labels.name(LEVELS, row.level)}}}\n{labels.name(CLOCKS, row.clock)}"},
        }
        for row in first.itertuples()
    ]
    series[0]["markLine"] = {
        "silent": True, "symbol": "none", "data": marks, "lineStyle": {"type": "dotted", "color": GREY, "width": 1}, "animation": False,
        "label": {
            "show": True, "position": "end", "color": ink, "fontSize": 11, "lineHeight": 13, "width": 92, "overflow": "break", "align": "center",
            "rich": {"level": {"fontWeight": "bold", "fontSize": 11, "lineHeight": 14}},
        },
    }  # fmt: skip
    scale = [0, *days]
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 6, "right": 76 if len(lines) > 1 else 10, "top": 84, "bottom": 26, "containLabel": True},
        "tooltip": {"show": True, "trigger": "item", "confine": True},
        "xAxis": {
            "type": "value", "min": 0, "max": end, "name": _("Days on the clock"), "nameLocation": "middle", "nameGap": 26,
            "nameTextStyle": {"color": ink, "fontSize": 12}, "splitLine": {"show": False},
            "axisLine": {"show": True, "lineStyle": {"color": GREY}}, "axisTick": {"show": True, "customValues": scale},
            "axisLabel": {"color": ink, "fontSize": 12, "customValues": scale},
        },
        "yAxis": {
            "type": "value", "min": 0, "max": 4 * _step(top), "interval": _step(top), "axisLabel": {"color": ink}, "name": UNITS[measure](),
            "nameLocation": "end", "nameGap": 10, "nameTextStyle": {"color": ink, "fontSize": 12, "align": "left", "padding": [0, 0, 0, -14]},
        },
        "series": series,
    }  # fmt: skip


def _steps(line: Line, measure: str, end: float, is_named: bool, ink: str) -> dict[str, Any]:
    """One line of steps from day 0 to `end`; `is_named` writes its name at its end."""
    colour = GREY if line.dashed else BLUE
    data: list[dict[str, Any]] = [{"value": [0, 0], "symbolSize": 0, "label": {"show": False}}]
    for row in line.frame.itertuples():
        value = getattr(row, measure)
        if pd.isna(value):
            data.append({"value": [int(row.day), None]})
            continue
        words = (_("{n} units by day {day}"), _("{n} people by day {day}"))[measure == "person_count"]
        said = words.format(n=formats.count(value), day=row.day)
        about = f"{labels.name(LEVELS, row.level)}, {labels.name(CLOCKS, row.clock)}"
        data.append(
            {
                "value": [int(row.day), int(value)],
                "label": {"formatter": formats.count(value)},
                "tooltip": {"formatter": f"{line.name}<br><b>{said}</b><br>{about}"},
            }
        )
    data.append({"value": [end, data[-1]["value"][1]], "symbolSize": 0, "label": {"show": False}})
    name = {"endLabel": {"show": True, "formatter": "{a}", "color": ink, "fontSize": 12}, "labelLayout": {"moveOverlap": "shiftY"}}  # fmt: skip
    return {
        "type": "line", "name": line.name, "step": "end", "data": data, "symbol": "circle", "symbolSize": 10, "connectNulls": False,
        "lineStyle": {"width": 2, "type": "dashed" if line.dashed else "solid", "color": colour}, "itemStyle": {"color": colour},
        "areaStyle": {"opacity": 0 if line.dashed else 0.12},
        "label": {
            "show": True, "position": [8, 12] if line.dashed else [-4, -18], "align": "left" if line.dashed else "right", "color": ink,
            "fontSize": 14, "fontWeight": "bold",
        },
    } | (name if is_named else {})  # fmt: skip


def pool_height(groups: int) -> int:
    """Return the pixels that the bars of so many groups need."""
    return 70 + GROUP * groups


def pool(frame: pd.DataFrame, names: Sequence[str], top: float, ink: str = INK["light"]) -> dict[str, Any]:
    """Three bars a group: its share of RDL units, of Member States, of T/PCCs; counts stand beside them.

    Frame: rdl_diversity; `names` of its rows, `top` is where the scale ends, as a fraction.
    """
    look = "dark" if ink == INK["dark"] else "light"
    parts = (
        (_("RDL units"), "rdl_unit_count", "rdl_fraction", STACK[look][0]),
        (_("Member States"), "member_state_count", "member_state_fraction", GREY),
        (_("T/PCCs"), "tpcc_count", "tpcc_fraction", STACK[look][3]),
    )
    step = 10 if top <= 0.5 else 20
    rows = frame.iloc[::-1]
    heads = list(reversed(names))
    series: list[dict[str, Any]] = []
    for name, count, share, colour in parts:
        total = formats.count(frame[count].sum())
        data = [
            {
                "value": None if pd.isna(value) else 100 * float(value),
                "label": {"formatter": _("{n} of {all}").format(n=formats.count(number), all=total)},
            }
            for value, number in zip(rows[share], rows[count], strict=True)
        ]
        label = {"show": True, "position": "right", "color": ink, "fontSize": 12}
        series.append(
            {"type": "bar", "name": name, "data": data, "barWidth": 12, "barGap": "20%", "label": label, "itemStyle": {"color": colour}}
        )  # fmt: skip
    above = {
        "type": "scatter", "symbolSize": 0, "silent": True, "data": [[0, head] for head in heads],
        "label": {"show": True, "formatter": "{@[1]}", "position": [0, -36], "align": "left", "color": ink, "fontSize": 13, "fontWeight": "bold"},
    }  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 6, "right": 62, "top": 14, "bottom": 56, "containLabel": False},
        "tooltip": {"trigger": "item", "confine": True, "valueFormatter": formats.tip()},
        "legend": {"bottom": 0, "left": 0, "data": [name for name, *_rest in parts], "textStyle": {"color": ink}},
        "xAxis": {
            "type": "value",
            "min": 0,
            "max": step * max(1, ceil(100 * top / step - 1e-9)),
            "axisLabel": {"formatter": formats.written("{value} %"), "color": ink},
            "interval": step,
        },
        "yAxis": {"type": "category", "data": heads, "show": False},
        "series": [*series, above],
    }


def reliance_height(states: int) -> int:
    """Return the pixels that the bars of so many contributors need."""
    return bar_charts.height(states)


def reliance(frame: pd.DataFrame, names: Sequence[str], ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a contributor: units asked for that nobody else could cover. Frame: contributor_loss; `names` of its rows."""
    rows = frame.iloc[::-1]
    values = [int(number) for number in rows["lost_count"]]
    bar = {"type": "bar", "name": _("Units asked for, nobody else available"), "data": values, "barWidth": 14, "itemStyle": {"color": BLUE}}  # fmt: skip
    option = bar_charts.bars([bar], list(reversed(names)), [formats.count(value) for value in values], ink)
    option["xAxis"] |= {
        "minInterval": 1,
        "name": _("Units"),
        "nameLocation": "middle",
        "nameGap": 22,
        "nameTextStyle": {"color": ink},
    }
    option["grid"]["bottom"] = 44
    return option


def cycles_height(cycles: int) -> int:
    """Return the pixels that the bars of so many cycles need."""
    return bar_charts.height(cycles) + 64


def cycles(
    frame: pd.DataFrame, names: dict[str, str], cycle: Sequence[str], appearance: str = "light"
) -> dict[str, Any]:
    """One bar a cycle in bands of regional groups. Frame: rdl_cycle with `cycle`, its name; `names` are the groups."""
    bands_by_cycle = frame.pivot_table("unit_count", "cycle", "regional_group", "sum", fill_value=0).reindex(
        list(reversed(cycle))
    )
    totals = [formats.count(int(total)) for total in bands_by_cycle.sum(axis="columns")]
    bands = [
        {
            "type": "bar",
            "name": name,
            "stack": "all",
            "barWidth": 16,
            "data": [int(value) for value in bands_by_cycle[code]],
            "itemStyle": {"color": colour},
        }
        for (code, name), colour in zip(names.items(), STACK[appearance], strict=False)
        if code in bands_by_cycle
    ]
    option = bar_charts.bars(bands, bands_by_cycle.index, totals, INK[appearance])
    option["grid"]["bottom"] = 84
    return option | {"legend": {"bottom": 0, "left": 0, "itemGap": 12, "data": [band["name"] for band in bands], "textStyle": {"color": INK[appearance]}}}  # fmt: skip
