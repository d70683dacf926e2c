"""Draw states on a map: a plotly choropleth, and pydeck arcs from contributors to missions. No Streamlit, no SQL.

The boundaries are United Nations Geodata, simplified. The browser fetches them itself from `static/`, so that no rerun sends
them again; from the network nothing is asked. Areas without figures of their own (Greenland, say) are grey;
six whose status is not determined belong to no state, have a grey of their own, and bear no name of ours. To use another file, keep its properties iso3, lon and lat (see docs/ADDING.md).
"""

import functools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pydeck

from pages.kit import formats
from pages.kit.text import _
from pages.kit.theme import INK, MAP, on_scale

FILE = Path(__file__).resolve().parents[2] / "static" / "un_countries_50m_simplified.geojson"
BOUNDARIES = f"/app/static/{FILE.name}"
# An empty topology and a style without tiles: without them plotly and deck.gl ask servers outside.
CONFIG = {
    "topojsonURL": "/app/static/stub/",
    "scrollZoom": False,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "displayModeBar": False,  # a picture is drawn by notes.offer, with title, source and the United Nations notes in it
}
STYLE = "/app/static/blank_style.json"
UNDETERMINED = ("XAC", "XAP", "XBT", "XHT", "XIT", "XJK")
TINY = 1.5  # square degrees at the equator: a state whose largest part is smaller is drawn as a dot too
WORLD = ((-180, 180), (-57, 84))
TIP = "%{text}<extra></extra>"
WIDEST = 170  # degrees: a group of states that spans more is shown on the map of the world


@dataclass(frozen=True)
class Shape:
    """Where a state's label stands, and how large its largest part is, in square degrees at the equator."""

    lon: float
    lat: float
    size: float


@functools.cache
def shapes() -> dict[str, Shape]:
    """Return the shapes of the boundary file by code, read once."""
    by_code = {}
    for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]:
        about, geometry = feature["properties"], feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        size = max(_area(part[0]) for part in parts) * cos(radians(about["lat"]))
        by_code[about["iso3"]] = Shape(about["lon"], about["lat"], size)
    return by_code


def _area(ring: list) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def is_tiny(iso3: str) -> bool:
    """Say whether a state has a shape that is too small to see."""
    return iso3 in shapes() and shapes()[iso3].size < TINY


def classes(measure: str, appearance: str) -> list[tuple[str, str, float, float]]:
    """Return the classes of a measure as (name, colour, from, up to and without), in the order of the legend."""
    colours = MAP[appearance]
    edge = float("inf")
    names: tuple[str, ...]
    steps: tuple[float, ...]
    if measure == "people":
        names = (_("1 to 9 people"), _("10 to 99"), _("100 to 499"), _("500 to 1,999"), _("2,000 and more"))
        steps, scale = (1, 10, 100, 500, 2000, edge), colours["few to many"]
    elif measure == "women":
        names = (_("no women"), _("1 to 9 women"), _("10 to 49"), _("50 to 199"), _("200 to 499"), _("500 and more"))
        steps, scale = (0, 1, 10, 50, 200, 500, edge), (colours["small"], *colours["few to many"])
    elif measure == "share":
        names = (_("under 5 % women"), _("5 to 9.9 %"), _("10 to 14.9 %"), _("15 to 24.9 %"), _("25 % and more"))
        steps, scale = (0, 0.05, 0.10, 0.15, 0.25, edge), colours["few to many"]
    else:
        names = (
            _("500 fewer people, or more"),
            _("50 to 499 fewer"),
            _("1 to 49 fewer"),
            _("no change"),
            _("1 to 49 more"),
            _("50 to 499 more"),
            _("500 more, or above"),
        )
        steps, scale = (-edge, -499, -49, 0, 1, 50, 500, edge), colours["loss to gain"]
    return list(zip(names, scale, steps, steps[1:], strict=False))


COLUMN = {"people": "people_count", "women": "women_count", "share": "women_fraction", "change": "people_change_12m"}


def choropleth(
    states: pd.DataFrame,
    measure: str,
    appearance: str = "light",
    apart: tuple[str, ...] = (),
    foot: str = "",
    near: bool = False,
) -> go.Figure:
    """Colour each state by the class of its figure; tiny states get a dot too. A click gives its code as customdata.

    Frame: deployment_by_state with `name`, for one month. `apart` are codes outside the chosen group: no colour, no
    text. `near` shows only the part of the world that the states are in. `foot` is written into the picture.
    """
    colours = MAP[appearance]
    value = states[COLUMN[measure]].astype("float64")
    nobody = (states["people_count"] == 0) & (value.isna() | (value == 0))
    small = (
        (states["people_count"] > 0) & (states["people_count"] < formats.SMALL)
        if measure == "share"
        else nobody & False
    )
    unknown = nobody & False
    if measure in ("women", "share"):
        unknown = value.isna() & (states["people_count"] >= (1 if measure == "women" else formats.SMALL))
    few = states["people_count"].map(formats.is_few) & ~unknown if measure == "share" else nobody & False
    bands = [
        (name, colour, ~nobody & ~small & ~few & (value >= low) & (value < high))
        for name, colour, low, high in classes(measure, appearance)
    ]
    if measure == "share":
        bands.append((_("under ten people: no share"), colours["small"], small))
    if unknown.any():
        bands.append((_("sex not reported"), colours["neutral"], unknown))
    bands.append((_("no personnel"), colours["nobody"], nobody))
    traces = []
    for name, colour, those in bands:
        if those.any():
            traces += _band(states[those], name, colour, appearance, dots=name != _("no personnel"))
    if few.any():
        traces += _few(states[few], measure, appearance)
    if apart:
        traces.append(_plain(apart, _("outside the choice"), colours["apart"], appearance))
    known = {*states["iso3"], *apart, *UNDETERMINED}
    return _figure(traces, known, appearance, foot, _window(states) if near else WORLD)


def units(states: pd.DataFrame, everyone: Iterable[str], appearance: str = "light", foot: str = "") -> go.Figure:
    """Colour each state by its number of units at the Rapid Deployment Level; tiny states get a dot too.

    Frame: iso3, name, unit_count, available_count, one row a state with a unit. `everyone` are the codes of all states: those
    without a unit have their own grey.
    """
    colours = MAP[appearance]
    names = (_("1 unit"), _("2 units"), _("3 units and more"))
    traces = []
    for place, (name, colour) in enumerate(zip(names, colours["few to many"][1:4], strict=True), 1):
        those = states[states["unit_count"].clip(upper=len(names)) == place]
        if len(those):
            traces += _band(those, name, colour, appearance, True, _describe_units)
    others = [code for code in everyone if code not in set(states["iso3"])]
    traces.append(_plain(others, _("no unit at the Rapid Deployment Level"), colours["nobody"], appearance))
    return _figure(traces, {*states["iso3"], *others, *UNDETERMINED}, appearance, foot, WORLD)


def _describe_units(row) -> str:
    text = _("RDL units: {n}, of them available: {available}")
    return f"<b>{row.name}</b><br>" + text.format(n=row.unit_count, available=row.available_count)


def _figure(traces: list[dict], known: set[str], appearance: str, foot: str, window: tuple) -> go.Figure:
    """Return the figure of these traces; what is none of the `known` states is grey, and so is what has no determined status."""
    colours = MAP[appearance]
    others = [code for code in shapes() if code not in known]
    traces.append(_plain(others, _("no figures of its own"), colours["neutral"], appearance))
    text = _("Status not determined: see the United Nations notes")
    traces.append(_plain(UNDETERMINED, _("status not determined"), colours["undetermined"], appearance, text))
    (west, east), (south, north) = window
    layout = {
        "geo": {
            "visible": False, "bgcolor": "rgba(0,0,0,0)", "fitbounds": False, "lonaxis": {"range": [west, east]}, "lataxis": {"range": [south, north]},
            "projection": {"type": "natural earth", "rotation": {"lon": (west + east) / 2}},
        },
        "height": 500, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "paper_bgcolor": "rgba(0,0,0,0)", "dragmode": "pan",
        "font": {"color": INK[appearance], "size": 12}, "hoverlabel": {"align": "left"},
        "legend": {"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top", "itemclick": False, "itemdoubleclick": False, "traceorder": "normal"},
        "annotations": [
            {
                "text": foot, "x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left",
                "showarrow": False, "font": {"size": 9},
            }
        ] if foot else [],
    }  # fmt: skip
    return go.Figure({"data": traces, "layout": layout})


def _band(
    rows: pd.DataFrame, name: str, colour: str, appearance: str, dots: bool, tip: Callable[[Any], str] | None = None
) -> list[dict]:
    """Return one class: its shapes, and a dot for each that is too small to see. `tip` says what a state's tip tells."""
    drawn = [(row.iso3, (tip or describe)(row)) for row in rows.itertuples() if row.iso3 in shapes()]
    areas = _areas([code for code, _text in drawn], name, colour, appearance)
    traces = [areas | {"customdata": areas["locations"], "text": [text for _code, text in drawn], "hovertemplate": TIP}]
    tiny = [(code, text) for code, text in drawn if dots and is_tiny(code)]
    return traces + ([_dots(tiny, name, colour, appearance)] if tiny else [])


def _few(rows: pd.DataFrame, measure: str, appearance: str) -> list[dict]:
    """Shares of ten to 29 people: pale areas, each with a dot in the colour of its class and its people beside it.

    Areas in pale colours of the classes would look like lower classes: they go from light to dark.
    """
    colours = MAP[appearance]
    name = _("10 to 29 people: pale, the share as a dot")
    traces = _band(rows, name, on_scale(0.5, 0, 1, (colours["nobody"], colours["small"])), appearance, dots=False)
    for _name, colour, low, high in classes(measure, appearance):
        those = rows[rows[COLUMN[measure]].between(low, high, inclusive="left") & rows["iso3"].isin(shapes().keys())]
        if len(those):
            dots = _dots([(row.iso3, describe(row)) for row in those.itertuples()], name, colour, appearance)
            numbers = {"mode": "markers+text", "text": [formats.count(number) for number in those["people_count"]]}
            words = {"hovertext": dots["text"], "hovertemplate": "%{hovertext}<extra></extra>"}
            traces.append(dots | numbers | words | {"textposition": "middle right", "textfont": {"size": 9}})
    return traces


def _dots(drawn: list[tuple[str, str]], name: str, colour: str, appearance: str) -> dict:
    """Return a dot for each (code, tip) at its state's place."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "name": name,
        "showlegend": False,
        "hovertemplate": TIP,
        "lon": [shapes()[code].lon for code, _text in drawn],
        "lat": [shapes()[code].lat for code, _text in drawn],
        "marker": {"size": 9, "color": colour, "line": {"width": 1, "color": MAP[appearance]["line"]}},
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [code for code, _text in drawn],
        "text": [text for _code, text in drawn],
    }


def _plain(codes: Iterable[str], name: str, colour: str, appearance: str, text: str = "") -> dict:
    """Return areas that are no class: without a text of ours but for `text`, and without an answer to a click."""
    areas = _areas([code for code in codes if code in shapes()], name, colour, appearance) | {"showlegend": bool(name)}
    return areas | ({"text": [text] * len(areas["locations"]), "hovertemplate": TIP} if text else {"hoverinfo": "skip"})


def _areas(codes: list[str], name: str, colour: str, appearance: str) -> dict:
    return {
        "type": "choropleth",
        "geojson": BOUNDARIES,
        "featureidkey": "properties.iso3",
        "locations": codes,
        "z": [0] * len(codes),
        "name": name,
        "showlegend": True,
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": MAP[appearance]["line"]}},
        "unselected": {"marker": {"opacity": 1}},  # a click leads away: nothing is to pale before
    }


def describe(row) -> str:
    """Return what a state's tip says. Row: deployment_by_state with `name`."""
    lines = [f"<b>{row.name}</b>"]
    if row.people_count:
        text = _("{people} people; women: {share}").format(
            people=formats.count(row.people_count), share=formats.share_of(row)
        )
        lines += [text, _("Missions: {missions}").format(missions=formats.count(row.mission_count))]
    else:
        lines.append(_("no personnel"))
    if not pd.isna(row.people_change_12m):
        lines.append(_("{change} in 12 months").format(change=formats.change(row.people_change_12m)))
    return "<br>".join(lines)


def _window(states: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the longitudes and latitudes around the label points of the states; the world where they span too much."""
    places = [shapes()[code] for code in states["iso3"] if code in shapes()]
    for turn in (0, 360):  # the second time with the date line in the middle
        lons = [place.lon + turn * (place.lon < 0) for place in places]
        if places and max(lons) - min(lons) < WIDEST:
            lats = [place.lat for place in places]
            west, east = min(lons) - 22, max(lons) + 22
            return (west, east), (max(min(lats) - 12, -57), min(max(lats) + 12, 84))
    return WORLD


def drawn_flows(flows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that can be drawn: the contributor has a shape and the mission's headquarters has a sourced place."""
    return flows[flows["iso3"].isin(shapes().keys()) & flows["hq_latitude"].notna()]


def flows_deck(flows: pd.DataFrame, appearance: str = "light") -> pydeck.Deck:
    """Draw an arc from each contributor to each mission, as wide as its people are many.

    Frame: deployment_flows with `name`. What cannot be drawn is left out: see `drawn_flows`.
    """
    colours, rows = MAP[appearance], drawn_flows(flows)
    start, end = _rgb(colours["few to many"][2]), _rgb(colours["loss to gain"][1])
    arcs = [
        {
            "from": [shapes()[row.iso3].lon, shapes()[row.iso3].lat],
            "to": [row.hq_longitude, row.hq_latitude],
            "width": round(max(1.0, sqrt(row.people_count) / 5), 1),
            "told": _("{name} to {mission}: {people} people; women: {share}").format(
                name=row.name,
                mission=row.mission,
                people=formats.count(row.people_count),
                share=formats.share_of(row),
            ),
        }
        for row in rows.itertuples()
    ]
    missions = rows.drop_duplicates("mission")
    ends = [
        {
            "to": [row.hq_longitude, row.hq_latitude],
            "mission": row.mission,
            "told": _("{mission}: {people} people of the contributors shown").format(
                mission=row.mission, people=formats.count(row.mission_people_count)
            ),
        }
        for row in missions.sort_values("mission_people_count", ascending=False).itertuples()
    ]
    ground = pydeck.Layer(
        "GeoJsonLayer", data=BOUNDARIES, id="boundaries", stroked=True, filled=True, get_fill_color=_rgb(colours["apart"]),
        get_line_color=_rgb(colours["line"]), line_width_min_pixels=0.5, get_line_width=0, pickable=False,
    )  # fmt: skip
    layers = [
        ground,
        pydeck.Layer(
            "ArcLayer", data=arcs, id="flows", get_source_position="from", get_target_position="to", get_width="width",
            get_source_color=[*start, 150], get_target_color=[*end, 190], get_height=0.35, pickable=True, auto_highlight=True,
        ),
        pydeck.Layer(
            "ScatterplotLayer", data=ends, id="missions", get_position="to", get_fill_color=end, radius_min_pixels=4,
            radius_max_pixels=4, pickable=True,
        ),
        pydeck.Layer(
            "TextLayer", data=_apart(ends), id="names", get_position="to", get_text="mission", get_size=12, get_color=_rgb(INK[appearance]),
            get_pixel_offset=[0, -12], font_family=pydeck.types.String("sans-serif"), pickable=False, parameters={"depthCompare": "always"},
        ),
    ]  # fmt: skip
    style = STYLE if appearance == "light" else STYLE.replace(".json", "_dark.json")
    seen = pydeck.ViewState(latitude=12, longitude=20, zoom=0.75, pitch=30)
    return pydeck.Deck(layers=layers, initial_view_state=seen, map_style=style, tooltip={"text": "{told}"})


def _apart(ends: list[dict]) -> list[dict]:
    """Return, of missions from the largest to the smallest, those whose names do not cover each other on a map of the world."""
    apart: list[dict] = []
    for end in ends:
        if all(abs(end["to"][0] - k["to"][0]) > 24 or abs(end["to"][1] - k["to"][1]) > 6 for k in apart):
            apart.append(end)
    return apart


def _rgb(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
