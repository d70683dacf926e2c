"""Draw what only the missions page needs: where a headquarters lies. No Streamlit, no SQL.

An ECharts chart of outlines, not a map library: it costs nothing to load and is saved as a picture like any other chart.
"""

import functools
import json
from collections.abc import Mapping
from math import cos, radians
from typing import Any

from pages.kit import maps
from pages.kit.text import _
from pages.kit.theme import GREY, INK, MAP, ORANGE

WIDTH, HEIGHT = 460, 340  # pixels
LEAST = 7  # degrees of latitude from the middle to the edge
Place = tuple[float, float]


@functools.cache
def outlines() -> dict[str, list[list[list[float]]]]:
    """Return the outlines of each area of the boundary file by code, as lists of [longitude, latitude], read once."""
    found = {}
    for feature in json.loads(maps.FILE.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        found[feature["properties"]["iso3"]] = [
            [[round(lon, 2), round(lat, 2)] for lon, lat in ring] for part in parts for ring in part
        ]
    return found


def headquarters(place: Place, city: str, hosts: list[str], names: Mapping[str, str], ink: str = INK["light"]) -> dict:
    """A point and the outlines around it, wide enough to show the areas `hosts`; `names` of states stand where they lie.

    `place` is (longitude, latitude). No area is coloured or set apart: the point says where the headquarters is, no more.
    """
    west, east, south, north = _window(place, hosts)
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
        "tooltip": {"show": False},
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
                "type": "scatter", "name": _("Headquarters"), "silent": True, "symbolSize": 13, "itemStyle": {"color": ORANGE, "borderColor": "#fff"},
                "data": [{"value": list(place), "name": city}], "label": here, "z": 5,
            },
        ],
    }  # fmt: skip


def _window(place: Place, hosts: list[str]) -> tuple[float, float, float, float]:
    """Return west, east, south and north around the place and the areas of its hosts, in the shape of the chart."""
    corners = [place, *((lon, lat) for code in hosts for ring in outlines().get(code, []) for lon, lat in ring)]
    lons, lats = [lon for lon, _lat in corners], [lat for _lon, lat in corners]
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    flat = cos(radians(middle_lat))  # a degree of longitude is this much shorter than one of latitude
    up = max(LEAST, (max(lats) - min(lats)) / 2 + 1.5, ((max(lons) - min(lons)) / 2 + 1.5) * flat * HEIGHT / WIDTH)
    across = up * WIDTH / HEIGHT / flat
    west, east = round(middle_lon - across, 2), round(middle_lon + across, 2)
    return west, east, round(middle_lat - up, 2), round(middle_lat + up, 2)
