"""Draw deployments: regions as bars, people over time, and where a headquarters lies. No Streamlit, no SQL."""

import functools
import json
from collections.abc import Mapping
from math import cos, radians
from typing import Any

import pandas as pd

from pages.deployments import time_charts
from pages.deployments.time_charts import Events
from pages.kit import bar_charts, formats, maps, sparks
from pages.kit.text import _, colon
from pages.kit.theme import BLUE, GREY, HATCH, INK, MAP, ORANGE, STACK, TRACK

MOST = 8  # groups with a colour of their own; what is smaller is drawn as one band
TALL = 420  # pixels of people over time, with the names of missions that ended above it and its slider below
BESIDE, NARROW = (
    118,
    560,
)  # pixels beside the last bar for the names of bands, and the width below which there is no room for them
LEGIBLE = 0.055  # of the highest bar: bands that are lower have no name beside them
WIDTH, HEIGHT = 460, 340  # pixels of the place of a headquarters: outlines, which load and save like any other chart
LEAST = 7  # degrees of latitude from the middle to the edge
Place = tuple[float, float]


def regions(groups: pd.DataFrame, measure: str, ink: str = INK["light"]) -> dict[str, Any]:
    """One bar a regional group in the order given, its name and figure above it.

    Frame: deployment_of_group with `name`, one row a group. `measure` is people, share or change. A share of fewer
    than ten people is told and not drawn, one of fewer than thirty is pale, with its people; a change that is not comparable is neither.
    """
    rows = groups.iloc[::-1]
    texts, values = [], []
    for row in rows.itertuples():
        share = formats.share_of(row)
        people = _("{people} people of {states} states").format(
            people=formats.count(row.people_count), states=formats.count(row.contributor_count)
        )
        change = formats.change(row.people_change_12m)
        is_few = measure == "share" and formats.is_few(row.people_count)
        if is_few:
            share = _("{share} of {people} people").format(share=share, people=formats.count(row.people_count))
        texts.append({"people": people, "share": share, "change": change}[measure])
        drawn = {
            "people": row.people_count,
            "share": formats.rounded(row.women_fraction),
            "change": None if pd.isna(row.people_change_12m) else int(row.people_change_12m),
        }[measure]
        colour = ORANGE if measure == "change" and drawn is not None and drawn < 0 else BLUE
        style = {"color": colour} | (bar_charts.PALE if is_few else {})
        values.append({"value": None if drawn is None else float(drawn), "itemStyle": style})
    unit = " %" if measure == "share" else ""
    return bar_charts.bars(
        [{"type": "bar", "name": _("Contributors"), "data": values, "barWidth": 16}], rows["name"], texts, ink, unit
    )


def region_flows(rows: pd.DataFrame, names: dict[str, str], appearance: str = "light") -> dict[str, Any]:
    """One bar a mission, largest on top, in bands of regional groups.

    Frame: deployment_flows with `regional_group`. `names` are the groups in the order of the bands.
    """
    both = rows.pivot_table("people_count", "mission", "regional_group", "sum", fill_value=0)
    both = both.loc[both.sum(axis="columns").sort_values().index]
    texts = [_("{people} people").format(people=formats.count(int(total))) for total in both.sum(axis="columns")]
    bands = [
        {
            "type": "bar",
            "name": name,
            "stack": "all",
            "barWidth": 16,
            "data": [int(value) for value in both[code]],
            "itemStyle": {"color": colour},
        }
        for (code, name), colour in zip(names.items(), STACK[appearance], strict=False)
        if code in both
    ]
    option = bar_charts.bars(bands, both.index, texts, INK[appearance])
    option["grid"]["bottom"] = 84
    return option | {"legend": {"bottom": 0, "left": 0, "itemGap": 12, "data": [band["name"] for band in bands]}}


def _hatched(name: str, days: list[pd.Timestamp]) -> dict[str, Any]:
    """Whole hatched bars on days that have no figure."""
    return {
        "type": "bar",
        "name": name,
        "yAxisIndex": 1,
        "barWidth": "88%",
        "barGap": "-100%",
        "silent": True,
        "data": [[day.date().isoformat(), 1] for day in days],
        "itemStyle": {"color": TRACK, "decal": HATCH},
        "tooltip": {"show": False},
    }


def stacked_timeline(
    frame: pd.DataFrame,
    by: str,
    names: dict[str, str],
    ink: str = INK["light"],
    reported: pd.Series | None = None,
    column: str = "people_count",
    unstated: pd.Series | None = None,
    events: Events | None = None,
) -> dict[str, Any]:
    """One bar a month, stacked by the codes of column `by`: the largest have a colour each, the rest is one grey band.
    Beside the last bar stand the names of bands that are high enough; `events` are marked; a slider zooms.

    Frame: as_of, `by` and `column`, in any finer grain; rows of one month and code are stacked on each other. `names` is
    code -> name in the order of the legend. `reported` are the months that the files report (else those of the frame): a
    month-end between the first and the last that is not among them is hatched: as "Mission not stated" where it is one of
    `unstated`. No bar: reported, and nobody.
    """
    table = frame.pivot_table(index="as_of", columns=by, values=column, aggfunc="sum")
    known = pd.DatetimeIndex(table.index if reported is None else reported).sort_values()
    known = known[known >= table.index.min()] if len(table) else known
    every = pd.date_range(known.min(), known.max(), freq="ME") if len(known) else known
    table = table.reindex(every)
    sums = table.sum()
    sums = sums[sums > 0].sort_values(ascending=False, kind="stable")
    order = [code for code in [*names, *sorted(set(sums.index) - set(names))] if code in sums.index]
    # One band for a single small group would only hide its name.
    large = set(sums.index[: MOST if len(sums) > MOST + 1 else MOST + 1])
    own = [code for code in order if code in large]
    colours = STACK["dark" if ink == INK["dark"] else "light"]
    days = [day.date().isoformat() for day in every]
    paint = dict(zip(sums.index, colours, strict=False))  # the largest has the first
    bands = [(names.get(code, code), table[code], paint[code]) for code in own]
    rest = [code for code in order if code not in large]
    if rest:
        bands.append((_("{n} others").format(n=len(rest)), table[rest].sum(axis=1, min_count=1), GREY))
    series = [
        {
            "type": "bar",
            "stack": "people",
            "name": name,
            "barWidth": "88%",
            "itemStyle": {"color": colour},
            # ECharts stacks by position: every band has every month.
            "data": [[day, int(value) if value > 0 else None] for day, value in zip(days, values, strict=True)],
        }
        for name, values, colour in bands
    ]
    events = events or Events()
    if series:
        series[0] |= time_charts.marks(events, ink)
    gaps = [stamp for stamp in every if stamp not in known]
    without = set() if unstated is None else set(unstated)
    for name, hatched in (
        (_("Not reported"), [stamp for stamp in gaps if stamp not in without]),
        (_("Mission not stated"), [stamp for stamp in gaps if stamp in without]),
    ):
        if hatched:
            series.append(_hatched(name, hatched))
    if beside := _names(bands, every, table.sum(axis=1).max()):
        series.append(_beside(beside, ink))
    time = {"type": "time", "minInterval": 365 * 24 * 3600 * 1000, "splitLine": {"show": False}}
    if events.drawdown:  # it may lie behind the last month
        time["max"] = max([*days[-1:], (events.drawdown + time_charts.HALF).isoformat()])
    drawn = [one["name"] for one in series if one["type"] == "bar"]
    foot, media = bar_charts.legend_rooms(drawn, 66)
    for room in media:
        is_wide = room.get("query", {}).get("maxWidth", NARROW + 1) > NARROW
        room["option"]["grid"]["right"] = BESIDE if beside and is_wide else 12
        room["option"] |= _shown(beside, is_wide)
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {
            "left": 4, "right": BESIDE if beside else 12, "top": time_charts.room(events, 28), "bottom": foot, "containLabel": True,
        },
        "legend": bar_charts.legend(30, data=drawn),
        "dataZoom": sparks.slider(4),
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "xAxis": time,
        "yAxis": [
            {
                "type": "value", "min": 0, "minInterval": 1, "axisLabel": {"formatter": "{value}"}, "name": _("People"),
                "nameGap": 8, "nameTextStyle": {"align": "left", "fontSize": 11, "color": GREY},
            },
            {"type": "value", "min": 0, "max": 1, "show": False},
        ],
        "series": series,
        "media": media,
    }  # fmt: skip


def _names(bands: list[tuple[str, pd.Series, str]], days: pd.DatetimeIndex, top: float) -> list[dict[str, Any]]:
    """The names of bands in the middle of their place in the last bar, of those that are high enough to be told from their neighbours."""
    data, foot = [], 0.0
    for name, values, _colour in bands:
        height = 0.0 if pd.isna(values.iloc[-1]) else float(values.iloc[-1])
        if height and height >= LEGIBLE * top:
            data.append({"value": [days[-1].date().isoformat(), foot + height / 2], "label": {"formatter": name}})
        foot += height
    return data


def _shown(names: list[dict[str, Any]], is_wide: bool) -> dict[str, Any]:
    """What a chart's width changes of the names, if it has some."""
    return {"series": [{"id": "names", "label": {"show": is_wide}}]} if names else {}


def _beside(names: list[dict[str, Any]], ink: str) -> dict[str, Any]:
    """Names to the right of their places."""
    label = {
        "show": True, "position": "right", "distance": 8, "color": ink, "fontSize": 11, "width": BESIDE - 12, "overflow": "truncate",
    }  # fmt: skip
    return {
        "type": "scatter", "id": "names", "symbolSize": 0, "silent": True, "tooltip": {"show": False}, "data": names, "label": label,
    }  # fmt: skip


@functools.cache
def outlines() -> dict[str, list[list[list[float]]]]:
    """Return the outlines of each area of the boundary file by code, as lists of [longitude, latitude], read once."""
    rings = {}
    for feature in json.loads(maps.FILE.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings[feature["properties"]["iso3"]] = [
            [[round(lon, 2), round(lat, 2)] for lon, lat in ring] for part in parts for ring in part
        ]
    return rings


def headquarters(place: Place, city: str, hosts: list[str], names: Mapping[str, str], ink: str = INK["light"]) -> dict:
    """A point and the outlines around it, wide enough to show the areas `hosts`; `names` of states stand where they lie.

    `place` is (longitude, latitude). No area is coloured or set apart: the point says where the headquarters is, no more.
    """
    (west, east), (south, north) = window(place, hosts)
    lines = [
        {"coords": ring}
        for rings in outlines().values()
        for ring in rings
        if any(west <= lon <= east and south <= lat <= north for lon, lat in ring)
    ]
    known = [(code, maps.shapes()[code]) for code in names if code in maps.shapes()]
    written = [
        {"value": [shape.lon, shape.lat], "name": names[code]}
        for code, shape in known
        if west + 1 < shape.lon < east - 1 and south + 0.5 < shape.lat < north - 0.5 and shape.size > 1
    ]
    appearance = "dark" if ink == INK["dark"] else "light"
    here = {"show": True, "position": "right", "formatter": "{b}", "color": ink, "fontSize": 13, "fontWeight": "bold"}
    there = {"show": True, "position": "inside", "formatter": "{b}", "color": GREY, "fontSize": 11}
    hidden: dict[str, Any] = {"show": False, "type": "value"}
    return {
        "animation": False,
        "grid": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "tooltip": {"trigger": "item", "formatter": f"{{a}}{colon()}{{b}}"},
        "xAxis": hidden | {"min": west, "max": east},
        "yAxis": hidden | {"min": south, "max": north},
        "series": [
            {
                "type": "lines", "coordinateSystem": "cartesian2d", "polyline": True, "silent": True, "clip": True, "data": lines,
                "lineStyle": {"color": MAP[appearance]["line"], "width": 0.8, "opacity": 1},
            },
            {
                "type": "scatter", "silent": True, "symbolSize": 0, "data": written, "label": there, "labelLayout": {"hideOverlap": True},
            },
            {
                "type": "scatter", "name": _("Headquarters"), "symbolSize": 13, "itemStyle": {"color": ORANGE, "borderColor": "#fff"},
                "data": [{"value": list(place), "name": city}], "label": here, "z": 5,
            },
        ],
    }  # fmt: skip


def window(place: Place, hosts: list[str]) -> tuple[tuple[float, float], tuple[float, float]]:
    """(west, east) and (south, north) around the place and the areas of its hosts, in the shape of the chart."""
    corners = [place, *((lon, lat) for code in hosts for ring in outlines().get(code, []) for lon, lat in ring)]
    lons, lats = [lon for lon, _lat in corners], [lat for _lon, lat in corners]
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    flat = cos(radians(middle_lat))  # a degree of longitude is this much shorter than one of latitude
    up = max(LEAST, (max(lats) - min(lats)) / 2 + 1.5, ((max(lons) - min(lons)) / 2 + 1.5) * flat * HEIGHT / WIDTH)
    across = up * WIDTH / HEIGHT / flat
    west, east = round(middle_lon - across, 2), round(middle_lon + across, 2)
    return (west, east), (round(middle_lat - up, 2), round(middle_lat + up, 2))
