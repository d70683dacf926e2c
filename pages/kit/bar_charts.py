"""Bars that two subjects or more draw: to both sides of nothing, and with names above them. No Streamlit, no SQL."""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit.labels import category_name
from pages.kit.text import _, colon
from pages.kit.theme import BLUE, GREY, HATCH, INK, ORANGE, TRACK

ROW = 46  # pixels of a bar with its name
MOST = 20  # bars; all others are one
OTHERS = ""  # their key
PALE = {"opacity": 0.4}  # style of what few people make
LINE = 21  # pixels of a line of a legend
# Pixels of a chart up to which, and those that its legend has at least: it runs on over lines, so that no name is cut or behind an arrow.
ROOMS = ((800, 561, 540), (560, 481, 460), (480, None, 310))
WIDE = 780  # pixels that a legend has where the chart is wider


def legend(foot: int = 0, **more: Any) -> dict[str, Any]:
    """A legend `foot` pixels above the foot of a chart, over as many lines as it needs: `legend_rooms` keeps them free."""
    return {"type": "plain", "bottom": foot, "left": 0, "itemGap": 12, "itemWidth": 14, "itemHeight": 10} | more


def legend_rooms(names: Sequence[str], room: int) -> tuple[int, list[dict[str, Any]]]:
    """How far the foot of a chart's grid is from its own, `room` with a legend of one line; and what that is where the chart is narrow, as media."""
    wide = room + LINE * (_lines(names, WIDE) - 1)
    media: list[dict[str, Any]] = []
    for most, least, width in ROOMS:
        query = {"maxWidth": most} | ({"minWidth": least} if least else {})
        media.append({"query": query, "option": {"grid": {"bottom": room + LINE * (_lines(names, width) - 1)}}})
    return wide, [*media, {"option": {"grid": {"bottom": wide}}}]


def _lines(names: Sequence[str], width: int) -> int:
    """Lines of a legend of these names in so many pixels."""
    lines, used = 1, 0.0
    for name in names:
        item = 34 + 6.4 * len(name)
        if used and used + item > width:
            lines, used = lines + 1, 0.0
        used += item
    return lines


def change_bars(
    change: pd.DataFrame,
    names: Mapping[str, str],
    ink: str = INK["light"],
    letters: Callable[[Any], str] = formats.change,
    title: str = "",
) -> tuple[dict[str, Any], int]:
    """One bar a key: more people to the right, fewer to the left; return the option and the pixels of its height.

    Frame: key and people_change, as deployment_change; `letters` writes a number, `title` names the bars.
    Keys without a change are left out; of many, the largest changes are drawn, and all others as one grey bar at the foot,
    so that the bars sum to the change of all.
    """
    rows = change.loc[change["people_change"] != 0, ["key", "people_change"]]
    rows = rows.assign(size=rows["people_change"].abs()).sort_values(["size", "key"], ascending=[False, True])
    drawn, others = rows.head(MOST).sort_values("people_change"), rows.iloc[MOST:]
    if len(others):
        foot = {"key": OTHERS, "people_change": others["people_change"].sum()}
        drawn = pd.concat([pd.DataFrame([foot]), drawn], ignore_index=True)
        names = {**names, OTHERS: _("All others ({n})").format(n=len(others))}
    rows = drawn
    widest = max([int(rows["people_change"].abs().max()) if len(rows) else 0, 1])
    bars = [
        {
            "value": int(row.people_change),
            "tooltip": {
                "formatter": f"{html.escape(names.get(row.key, row.key))}<br>{title or _('Change of people')}{colon()}{letters(row.people_change)}"
            },
            "itemStyle": {"color": GREY if row.key == OTHERS else BLUE if row.people_change > 0 else ORANGE},
            "label": {
                "position": "right" if row.people_change > 0 else "left",
                "formatter": letters(row.people_change),
            },
        }
        for row in rows.itertuples()
    ]
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 8, "right": 8, "top": 8, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "item", "confine": True},
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


def bars(series: list[dict], names: Sequence[str], texts: Sequence[str], ink: str, unit: str = "") -> dict[str, Any]:
    """Return bars whose names and figures stand above them, so that a narrow screen cuts nothing off."""
    labels = [f"{name}{colon()}{text}" for name, text in zip(names, texts, strict=True)]
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
            "axisLabel": {"formatter": formats.written(f"{{value}}{unit}"), "color": GREY, "showMinLabel": least == 0},
            "splitNumber": 4,
        },
        "yAxis": {"type": "category", "data": labels, "show": False},
        "series": [*series, above],
    }


def parity_bars(parity: pd.DataFrame, ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a category on a common scale, its name and figures above it, its targets as ticks.

    Frame: parity_by_category. A category that is not reported is a hatched track; a share of under thirty people is pale, with its people.
    """
    rows = parity.iloc[::-1]
    names = [category_name(code) for code in rows["category"]]
    top = max([40.0, *(100 * rows["women_fraction"].dropna() + 4)])
    tracks, phone, bars = [], [], []
    longest = max(
        (len(name) + len(_beside(row)) + 2 for name, row in zip(names, rows.itertuples(), strict=True)), default=0
    )
    for name, row in zip(names, rows.itertuples(), strict=True):
        reported = not pd.isna(row.women_count)
        track = {"value": top, "itemStyle": {"color": TRACK} if reported else {"color": TRACK, "decal": HATCH}}
        tracks.append(track | {"label": {"formatter": f"{{name|{name}}}  {_beside(row)}"}})
        phone.append(track | {"label": {"formatter": f"{{name|{name}}}\n{_beside(row)}", "position": [0, -33]}})
        if reported and row.people_count >= formats.SMALL:
            met = row.verdict == "reached"
            style = {"color": BLUE if met else ORANGE} | (PALE if formats.is_few(row.people_count) else {})
            bars.append({"value": formats.rounded(row.women_fraction), "itemStyle": style})
        else:
            bars.append({"value": None})
    label = {
        "show": True,
        "position": [0, -21],
        "align": "left",
        "color": ink,
        "fontSize": 13,
        "lineHeight": 15,
        "rich": {"name": {"fontWeight": "bold", "fontSize": 13}},
    }
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
        "tooltip": {"trigger": "item", "valueFormatter": formats.tip()},
        "xAxis": {
            "type": "value",
            "min": 0,
            "max": top,
            "axisLabel": {"formatter": formats.written("{value} %")},
            "splitLine": {"show": False},
        },
        "yAxis": {"type": "category", "data": names, "show": False},
        "series": series,
        # Where a line has no room for a name and its figures, those stand on a line of their own.
        "media": [
            {"query": {"maxWidth": max(440, round(7.1 * longest))}, "option": {"series": [{"data": phone}]}},
            {"option": {"series": [{"data": tracks}]}},
        ],
    }


def _beside(row: Any) -> str:
    """The words beside a category's name: its share and what is missing to the target."""
    if pd.isna(row.people_count):
        return _("not reported")
    if pd.isna(row.women_count):
        return _("sex not reported of {n} of {people}").format(
            n=formats.count(row.sex_not_reported_count), people=formats.count(row.people_count)
        )
    share = formats.share_to_goal(row)
    if formats.is_few(row.people_count):
        share = _("{share} of {people} people").format(share=share, people=formats.count(row.people_count))
    if pd.isna(row.more_women_by_replacement):
        return share
    if row.verdict == "cannot_be_told":
        return _("{share} · cannot be told").format(share=share)
    if row.more_women_by_replacement:
        return _("{share} · {number} more women").format(
            share=share, number=formats.count(row.more_women_by_replacement)
        )
    return _("{share} · at or above").format(share=share)
