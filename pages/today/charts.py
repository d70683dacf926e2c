"""Charts of the morning: where selected units are blocked, and what happens by week. Frame in, ECharts option out."""

import html
from collections.abc import Sequence
from typing import Any

import pandas as pd

from pages.capabilities import labels as capability_labels
from pages.kit import bar_charts, cell_charts, formats, sparks
from pages.kit.cell_charts import Cell
from pages.kit.labels import name
from pages.kit.text import _, colon, ngettext
from pages.kit.theme import BLUE, GREY, HATCH, INK, ORANGE, TRACK, letters_on
from pages.today import labels

BAR = 30  # pixels of a step
HEAD, ROW = 96, 30  # pixels of the weeks' headings and of a kind
# Whether somebody replaces a rotation: blue is told, orange is asked for, grey goes home, hatched is not known.
REPLACED: dict[str, dict[str, Any]] = {
    "named": {"color": BLUE},
    "not_named": {"color": ORANGE},
    "repatriation": {"color": GREY},
    "not_reported": {"color": TRACK, "decal": HATCH},
    "not_read": {"color": TRACK, "decal": HATCH},
}
TALL = 220  # pixels of the rotations by week
WEEKS = 9  # the last has what lies from its first day to the sixtieth


def height(steps: pd.DataFrame) -> int:
    """Pixels of the bars of these steps."""
    return 16 + BAR * max(1, len(steps))


def steps(frame: pd.DataFrame, ink: str = INK["light"]) -> dict[str, Any]:
    """A bar for each step at which selected units are blocked, the most on top. Frame: facts.steps."""
    rows = frame.iloc[::-1]
    bars = [
        {
            "value": int(row.unit_count),
            "label": {"formatter": _label(row)},
            "tooltip": {"formatter": f"{name(capability_labels.STEPS, row.step)}{colon()}{row.units}"},
        }
        for row in rows.itertuples()
    ]
    names = [name(capability_labels.STEPS, code) for code in rows["step"]]
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 90, "top": 4, "bottom": 4, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value", "show": False, "min": 0},
        "yAxis": {
            "type": "category", "data": names, "axisTick": {"show": False}, "axisLine": {"show": False},
            "axisLabel": {"color": ink, "fontSize": 13, "interval": 0, "width": 190, "overflow": "break", "lineHeight": 13},
        },
        "series": [
            {
                "type": "bar", "name": _("Selected units"), "data": bars, "barMaxWidth": 18, "itemStyle": {"color": ORANGE},
                "label": {"show": True, "position": "right", "color": ink, "fontSize": 12},
            }
        ],
        "media": [
            {"query": {"maxWidth": 420}, "option": {"yAxis": {"axisLabel": {"width": 128, "fontSize": 12}}, "grid": {"right": 64}}},
            {"option": {"yAxis": {"axisLabel": {"width": 190, "fontSize": 13}}, "grid": {"right": 90}}},
        ],
    }  # fmt: skip


def _label(row: Any) -> str:
    """The number beside a bar, with its unit where it is one alone."""
    if row.unit_count == 1:
        return row.units
    return ngettext("{n} unit", "{n} units", row.unit_count).format(n=formats.count(row.unit_count))


def weeks(frame: pd.DataFrame, kinds: Sequence[str], today: Any, ink: str = INK["light"]) -> tuple[dict[str, Any], int]:
    """A row for each of these kinds and a column for each week from today on; the option and its pixels. Frame: facts.weeks."""
    by_place = {(row.kind, row.week): row for row in frame.itertuples()}
    cells = []
    for y, kind in enumerate(kinds):
        for x in range(WEEKS):
            row = by_place.get((kind, x))
            cells.append(Cell(x, y, int(row.day_count) if row else None, formats.count(row.day_count) if row else ""))
    first = [pd.Timestamp(today) + pd.Timedelta(days=7 * week) for week in range(WEEKS)]
    heads = [_("This week"), _("Next week"), *(_short(day) for day in first[2:])]
    names = [name(labels.KINDS, code) for code in kinds]
    option = cell_charts.grid(cells, heads, names, cell_charts.ANNOUNCED, ink)
    for cell, drawn in zip(cells, option["series"][0]["data"], strict=True):
        row = by_place.get((kinds[cell.y], cell.x))
        drawn["tooltip"] = {"formatter": f"{heads[cell.x]} · {names[cell.y]}{colon()}{row.units if row else _('none')}"}
    option["media"][1]["option"]["xAxis"]["axisLabel"]["width"] = 62  # two words of a heading under each other
    option["series"][0] |= {"selectedMode": False, "cursor": "default"}
    return option, HEAD + ROW * len(names)


def rotations(frame: pd.DataFrame, today: Any, ink: str = INK["light"]) -> dict[str, Any]:
    """A bar for each week from today on: units that leave, by whether somebody replaces them. Frame: rotations_ahead; past days are left out."""
    ahead = frame[frame["in_days"] >= 0]
    week = (ahead["in_days"] // 7).clip(upper=WEEKS - 1)
    first = [pd.Timestamp(today) + pd.Timedelta(days=7 * week) for week in range(WEEKS)]
    series: list[dict[str, Any]] = []
    for code, style in REPLACED.items():
        is_own = ahead["replacement"] == code
        if not is_own.any():
            continue
        leaving: list[list[str]] = [[] for _week in range(WEEKS)]
        for at, unit in zip(week[is_own], ahead.loc[is_own, "unit_id"], strict=True):
            leaving[at].append(unit)
        data = [
            {
                "value": len(units) or None,
                "tooltip": {"formatter": f"{name(labels.REPLACEMENTS, code)}{colon()}{html.escape(', '.join(units))}"},
            }
            for units in leaving
        ]
        label = {
            "show": True,
            "formatter": "{c}",
            "fontSize": 11,
            "color": ink if "decal" in style else letters_on(style["color"]),
        }
        series.append(
            {
                "type": "bar",
                "stack": "units",
                "name": name(labels.REPLACEMENTS, code),
                "data": data,
                "barMaxWidth": 44,
                "itemStyle": style | {"borderColor": GREY, "borderWidth": 0.5},
                "label": label,
            }
        )
    foot, media = bar_charts.legend_rooms([one["name"] for one in series], 28)
    for room in media:
        is_narrow = room.get("query", {}).get("maxWidth", 800) <= 560
        room["option"]["xAxis"] = {
            "axisLabel": {"interval": 1, "width": 70} if is_narrow else {"interval": 0, "width": 62}
        }
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 8, "top": 26, "bottom": foot, "containLabel": True},
        "legend": bar_charts.legend(textStyle={"color": ink}),
        "tooltip": {"trigger": "item", "confine": True},
        "xAxis": {
            "type": "category", "data": [_("This week"), _("Next week"), *(_short(day) for day in first[2:])], "axisTick": {"show": False},
            "axisLabel": {"color": ink, "interval": 0, "width": 62, "overflow": "break", "fontSize": 11, "lineHeight": 13},
        },
        "yAxis": sparks.unit(_("Units")) | {"type": "value", "min": 0, "minInterval": 1},
        "series": series,
        "media": media,
    }  # fmt: skip


def _short(day: pd.Timestamp) -> str:
    """The first day of a week, without its year."""
    return _("from {day}").format(day=formats.day(day).rsplit(" ", 1)[0])
