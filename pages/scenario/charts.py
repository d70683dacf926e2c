"""Mission models by day: units asked for beside units that could be there. Each function takes frames and returns an ECharts option."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pages.kit import formats
from pages.kit.text import _, colon, semicolon
from pages.kit.theme import BLUE, GREY, INK, ORANGE, PALE

HEIGHT, NARROW = 300, 640  # pixels; of a chart that is narrower each name of the legend takes a line of its own
LINE = 26  # pixels of a line of the legend
COLOURS = ((PALE, BLUE), (GREY, ORANGE))  # asked for and there, of the first model and of the second


class Drawn(NamedTuple):
    """One model: what stands before its names in the legend (empty for one alone), and its totals by day."""

    name: str
    totals: Mapping[Any, Any]


def named(model: Drawn, words: str) -> str:
    """The name of a series."""
    return f"{model.name}{colon()}{words}" if model.name else words


def by_day(models: Sequence[Drawn], days: Sequence[int], ink: str = INK["light"]) -> dict[str, Any]:
    """Columns by day: units asked for by then, and those of them that could be there. Totals: `facts.totals`."""
    series = []
    for model, colours in zip(models, COLOURS, strict=False):
        for words, key, colour in (
            (_("Asked for by then"), "required_{}", colours[0]),
            (_("Could be there"), "there_{}", colours[1]),
        ):
            series.append(
                {
                    "type": "bar",
                    "name": named(model, words),
                    "data": [model.totals[key.format(day)] for day in days],
                    "barMaxWidth": 46,
                    "itemStyle": {"color": colour},
                    "label": {"show": True, "position": "top", "color": ink, "fontSize": 12},
                }
            )
    grid = {"left": 6, "right": 10, "top": 34, "bottom": 34 + 22 * len(models), "containLabel": True}
    lines = {"grid": grid | {"bottom": 8 + LINE * len(series)}}
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "media": [{"query": {"maxWidth": NARROW}, "option": lines}, {"option": {"grid": grid}}],
        "grid": grid,
        "tooltip": {"trigger": "item", "confine": True},
        "legend": {
            "bottom": 0, "left": 0, "itemGap": 12, "data": [one["name"] for one in series], "textStyle": {"color": ink},
        },
        "xAxis": {
            "type": "category",
            "data": [_("By day {n}").format(n=day) for day in days],
            "axisLabel": {"color": ink},
            "axisTick": {"show": False},
        },
        "yAxis": {
            "type": "value", "minInterval": 1, "name": _("Units"), "nameTextStyle": {"color": ink, "align": "left"}, "axisLabel": {"color": ink},
        },
        "series": series,
    }  # fmt: skip


def told(models: Sequence[Drawn], days: Sequence[int]) -> str:
    """The same in words, for who does not see it. Totals: `facts.totals`."""
    of = _("{n} of {all} by day {day}")
    parts = []
    for model in models:
        numbers = [of.format(n=formats.count(model.totals[f"there_{day}"]), all=formats.count(model.totals[f"required_{day}"]), day=day) for day in days]  # fmt: skip
        parts.append(named(model, ", ".join(numbers)))
    return semicolon().join(parts)
