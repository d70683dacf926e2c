"""Small lines over time, which leave a gap where a month was not reported: as a chart, and as a picture for a table's cell.

Streamlit's own chart columns cannot leave a gap; a picture can. No Streamlit, no SQL.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

import pandas as pd

from pages.kit.text import _, language
from pages.kit.theme import BLUE, GREY

WIDEST_GAP = 31  # days between two month-ends that follow each other
WIDTH, HEIGHT, EDGE = 168, 24, 2
SLIDER = 26  # pixels that a slider under a chart takes


def months() -> dict[str, Any]:
    """An axis of days, whose months are numbers where the page is not in English: ECharts has their names in English alone."""
    numbers = {"year": "{yyyy}", "month": "{MM}/{yyyy}", "day": "{dd}/{MM}"}
    return {"type": "time"} | ({} if language() == "en" else {"axisLabel": {"formatter": numbers}})


def sparkline(trend: pd.DataFrame, column: str) -> dict[str, Any]:
    """An ECharts option of one bare line over the frame's days, broken where months were not reported. Frame: deployment_trend."""
    line = {"type": "line", "data": points(trend["as_of"], trend[column]), "showSymbol": False, "connectNulls": False}
    return {
        "animation": False,
        "grid": {"left": 2, "right": 2, "top": 4, "bottom": 4},
        "tooltip": {"show": False},
        "xAxis": {"type": "time", "show": False},
        "yAxis": {"type": "value", "show": False, "scale": True},
        "series": [line | {"lineStyle": {"width": 1.6, "color": BLUE}}],
    }


def slider(bottom: int = 6) -> list[dict[str, Any]]:
    """What zooms a chart over time, so many pixels above its foot: a slider, for a wheel would keep the page from scrolling. A picture leaves it out."""
    return [
        {"type": "slider", "filterMode": "none", "height": 20, "bottom": bottom, "showDataShadow": False, "brushSelect": False}
    ]  # fmt: skip


def unit(name: str) -> dict[str, Any]:
    """Return what an upright axis says of its unit: written above it, from its left edge on."""
    return {"name": name, "nameLocation": "end", "nameGap": 9, "nameTextStyle": {"align": "left", "color": GREY}}


def points(days: pd.Series, values: pd.Series, gaps: bool = True) -> list[list]:
    """[day, value] pairs, with an empty one wherever two days are not neighbouring months."""
    points: list[list] = []
    before: dt.date | None = None
    for day, value in zip(pd.to_datetime(days).dt.date, values, strict=True):
        if gaps and before and (day - before).days > WIDEST_GAP:
            points.append([(before + dt.timedelta(days=1)).isoformat(), None])
        points.append([day.isoformat(), None if pd.isna(value) else round(float(value), 3)])
        before = day
    return points


def month_ends(days: Collection[dt.date]) -> list[dt.date]:
    """Return every month-end from the first of `days` to the last."""
    return [day.date() for day in pd.date_range(min(days), max(days), freq="ME")] if len(days) else []


def line(values: Mapping[dt.date, int], months: Sequence[dt.date], reported: Collection[dt.date]) -> str:
    """Return a picture, as a data URL, of one figure over `months`, from 0 to its own largest.

    Hatched: a month that was not reported. Blank: a month that does not print the figure. No line crosses either.
    """
    step = (WIDTH - 2 * EDGE) / max(len(months) - 1, 1)
    top = max([*values.values(), 1])
    bands, lines = "", ""
    for state, run in groupby(enumerate(months), lambda slot: (slot[1] in reported, slot[1] in values)):
        slots = list(run)
        if state == (True, True):
            points = [
                f"{EDGE + x * step:.1f},{HEIGHT - EDGE - values[day] / top * (HEIGHT - 2 * EDGE):.1f}"
                for x, day in slots
            ]
            # A line of one point has no length: said twice, its round cap makes it a dot.
            lines += f"<path d='M{' L'.join(points if len(points) > 1 else points * 2)}'/>"
        elif not state[0]:
            bands += (
                f"<rect x='{EDGE + (slots[0][0] - 0.5) * step:.1f}' width='{len(slots) * step:.1f}' height='{HEIGHT}'/>"
            )
    hatch = (
        "<pattern id='h' width='4' height='4' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
        f"<path d='M1 0V4' stroke='{GREY}'/></pattern>"
    )
    return "data:image/svg+xml;utf8," + quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' viewBox='0 0 {WIDTH} {HEIGHT}'>"
        f"{hatch}<g fill='url(#h)'>{bands}</g>"
        f"<g fill='none' stroke='{BLUE}' stroke-width='1.6' stroke-linecap='round' stroke-linejoin='round'>{lines}</g></svg>",
        safe=" ='<>/:,.()",
    )


def of_states(
    history: pd.DataFrame, codes: Sequence[str], reported: Collection[dt.date] | None = None
) -> list[str] | None:
    """A picture of the people of each of `codes`; None without a history. Frame: contributor_trend.

    `reported` are the months that the files report, else those of the frame: a month in which nobody at all is printed is a gap.
    """
    days = history["as_of"].dt.date
    months = month_ends(set(days))
    values: dict[str, dict[dt.date, int]] = {}
    for code, day, people in zip(history["iso3"], days, history["people_count"], strict=True):
        values.setdefault(code, {})[day] = int(people)
    return [line(values.get(code, {}), months, reported or set(days)) for code in codes] if values else None


def column() -> dict[str, Any]:
    """Settings of a table's column of `of_states`."""
    words = _(
        "People, from 0 to the contributor's own largest. Hatched: the month was not reported. Blank: nobody is printed."
    )
    return {"label": _("Last 24 reported months"), "help": words, "width": 190, "type_config": {"type": "image"}}
