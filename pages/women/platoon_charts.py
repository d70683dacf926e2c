"""Draw engagement platoons: one mark a unit, by the share of women in it and by mission. No Streamlit, no SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.kit import formats
from pages.kit.text import _
from pages.kit.theme import BLUE, GREY, GROUND, INK, ORANGE, TRACK

LANE, HEAD = 20, 62  # pixels of a lane of marks, and of the axis with what stands left and right of the line
APART = 9.0  # points between two marks of a lane, so that there is room for a name beside each
SLOTS = 8  # marks side by side in a row without a scale
NARROW, NAMED = (
    560,
    800,
)  # pixels of the chart: up to the one it has less room beside the scale, from the other on marks have names
# A state has a shape besides its colour: fill, shape, whether it stands on its tip. Hollow is not reported.
SHAPES: dict[str, tuple[Any, str, int]] = {
    "meets": (BLUE, "circle", 0),
    "below": (ORANGE, "triangle", 180),
    "absent": ({"light": "#8a3d0a", "dark": "#a8572f"}, "rect", 0),
    "share_not_reported": (GREY, "diamond", 0),
    "blank": (None, "circle", 0),
    "missing": (None, "rect", 0),
}
SCALED = ("meets", "below")


@dataclass(frozen=True)
class Mark:
    """One unit: where it stands and what it says when the pointer rests on it, as HTML. `share` is None under ten people."""

    unit: str
    mission: str
    status: str
    share: float | None
    persons: str
    words: str


@dataclass(frozen=True)
class Row:
    """Marks that stand together: head and what stands under it, the lanes, and in each the place and the number of a mark."""

    head: str
    below: str
    lanes: list[list[tuple[float, int]]]


def marks(
    units: Sequence[Mark], states: Mapping[str, str], asked: float, ink: str = INK["light"]
) -> tuple[dict[str, Any], int]:
    """Return the chart and its height: a row a mission on a scale of the share, then a row for each state without one.

    `states` are the names of the states; `asked` is the share in per cent at which the line stands. A click selects a mark.
    """
    look = "dark" if ink == INK["dark"] else "light"
    missions, others = of_missions(units), _without_share(units, states)
    points: list[dict[str, Any]] = []
    heads, bands, lane = [], [], 0.0
    for place, row in enumerate([*missions, *others]):
        lane += 0.5 if place == len(missions) else 0  # room between what has a scale and what has none
        size = max(len(row.lanes), 2 if row.below else 1)
        text = f"{{head|{row.head}}}" + (f"\n{{below|{row.below}}}" if row.below else "")
        heads.append({"value": [0, lane + size / 2], "label": {"formatter": text}})
        if place % 2 == 0 and place < len(missions):
            bands.append([{"coord": [0, lane]}, {"coord": [100, lane + size]}])
        spare = (size - len(row.lanes)) / 2
        for at, drawn in enumerate(row.lanes):
            for x, number in drawn:
                points.append(_point(units[number], x, lane + spare + at + 0.5, look, ink, place < len(missions)) | {"number": number})  # fmt: skip
        lane += size
        if place == len(missions) - 1:
            floor = lane
    points.sort(key=lambda point: point.pop("number"))  # a click tells the place of a mark among the units given
    unit = {"show": True, "position": "left", "distance": 18, "formatter": f"{{below|{_('Share of women')}}}"}
    heads.append({"value": [0, 0], "symbolOffset": [0, -32], "label": unit})
    counted = {code: sum(unit.status == code for unit in units) for code in SCALED}
    sides, short = (
        [
            _side(_("{state}: {n}").format(state=names[code], n=formats.count(counted[code])), code, asked, look)
            for code in SCALED
        ]
        for names in (states, {"meets": _("Half or more"), "below": _("Below half")})
    )
    letters = {"head": {"fontSize": 12, "fontWeight": "bold", "color": ink}, "below": {"fontSize": 11, "color": ink}}
    beside = {"show": True, "position": "left", "distance": 10, "align": "right", "lineHeight": 15, "rich": letters}
    option = {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 150, "right": 24, "top": HEAD, "bottom": 4, "containLabel": False, "outerBoundsMode": "none"},
        "tooltip": {"show": True, "trigger": "item", "confine": True},
        "xAxis": {
            "type": "value", "min": 0, "max": 100, "interval": 25, "position": "top", "offset": 20,
            "axisLabel": {"formatter": formats.written("{value} %"), "color": ink}, "axisLine": {"show": False}, "axisTick": {"show": False},
            "splitLine": {"show": False},
        },
        "yAxis": {"type": "value", "min": 0, "max": lane, "inverse": True, "show": False},
        "series": [
            {
                "type": "scatter", "data": points, "symbolSize": 12, "selectedMode": "single", "cursor": "pointer", "z": 5,
                "label": {"show": True, "distance": 4, "fontSize": 10, "color": ink, "overflow": "truncate"},
                "labelLayout": {"hideOverlap": True},
                "markArea": {"silent": True, "itemStyle": {"color": TRACK}, "data": bands},
                "markLine": {
                    "silent": True, "symbol": "none", "label": {"show": False}, "animation": False,
                    "data": [_upright(x, floor, x == asked, ink) for x in sorted({0, 25, 75, 100, asked})],
                },
            },
            {
                "type": "scatter", "data": heads, "symbolSize": 0.1, "silent": True, "tooltip": {"show": False},
                "label": beside,
            },
            {"type": "scatter", "data": sides, "silent": True, "tooltip": {"show": False}, "z": 6},
        ],
        "media": [
            {"query": {"maxWidth": NARROW}} | _room(140, 11, 10, short, is_named=False),
            {"query": {"minWidth": NARROW + 1, "maxWidth": NAMED}} | _room(150, 12, 12, sides, is_named=False),
            _room(150, 12, 12, sides, is_named=True),
        ],
    }  # fmt: skip
    return option, HEAD + 4 + int(LANE * lane)


def of_missions(units: Sequence[Mark]) -> list[Row]:
    """A row for each mission, with those of its units that have a share on a scale."""
    rows = []
    for mission in dict.fromkeys(unit.mission for unit in units):
        own = [unit for unit in units if unit.mission == mission and unit.status in SCALED]
        drawn = [(unit.share, at) for at, unit in enumerate(units) if unit in own and unit.share is not None]
        met = sum(unit.status == "meets" for unit in own)
        words = _("{n} of {all} half women") if own else _("no share reported")
        below = words.format(n=formats.count(met), all=formats.count(len(own)))
        rows.append(Row(mission, below, _lanes(sorted(drawn))))
    return rows


def _without_share(units: Sequence[Mark], states: Mapping[str, str]) -> list[Row]:
    """A row for platoons of under ten people, and one for each state that has no share; none without units."""
    few = [at for at, unit in enumerate(units) if unit.status in SCALED and unit.share is None]
    rows = [(_("Under ten people"), few)]
    rows += [
        (states[code], [at for at, unit in enumerate(units) if unit.status == code])
        for code in SHAPES
        if code not in SCALED
    ]
    return [
        Row(
            _("{state}: {n}").format(state=head, n=len(numbers)),
            "",
            [
                [((place + 0.5) * 100 / SLOTS, at) for place, at in enumerate(numbers[start : start + SLOTS])]
                for start in range(0, len(numbers), SLOTS)
            ],
        )
        for head, numbers in rows
        if numbers
    ]


def _lanes(drawn: Sequence[tuple[float, int]]) -> list[list[tuple[float, int]]]:
    """Spread marks over as few lanes as they need to stand clear of each other. `drawn` is in the order of the scale."""
    lanes: list[list[tuple[float, int]]] = []
    for x, number in drawn:
        free = next((lane for lane in lanes if x - lane[-1][0] >= APART), None)
        if free is None:
            lanes.append([(x, number)])
        else:
            free.append((x, number))
    return lanes


def _style(status: str, look: str) -> dict[str, Any]:
    fill, shape, turned = SHAPES[status]
    if fill is None:
        style = {"color": GROUND[look], "borderColor": GREY, "borderWidth": 2, "borderType": "dashed"}
    else:
        style = {
            "color": fill if isinstance(fill, str) else fill[look],
            "borderColor": GROUND[look],
            "borderWidth": 0.5,
        }
    style["opacity"] = 1
    return {"symbol": shape, "symbolRotate": turned, "itemStyle": style}


def _point(unit: Mark, x: float, y: float, look: str, ink: str, is_by_mission: bool) -> dict[str, Any]:
    """A mark with its name; in the row of its mission without that. A platoon of under ten people says its persons."""
    called = unit.unit.removeprefix(f"{unit.mission}-") if is_by_mission else unit.unit
    is_few = unit.status in SCALED and unit.share is None
    style = _style(unit.status, look)
    held = {"itemStyle": style["itemStyle"] | {"borderColor": ink, "borderWidth": 2, "borderType": "solid"}}
    return style | {
        "value": [x, y],
        "name": unit.unit,
        "label": {
            "formatter": f"{called} · {unit.persons}" if is_few else called,
            "width": 64 if is_by_mission else 86,
            "position": "left" if is_by_mission and unit.status == "below" else "right",  # no name lies over the line
        },
        "tooltip": {"formatter": unit.words},
        "emphasis": held,
        "select": held,
    }


def _side(text: str, status: str, asked: float, look: str) -> dict[str, Any]:
    """What stands above the scale at either side of the line: the mark of a state, its name, and how many units are in it."""
    is_left = status == "below"
    colour = {"light": {"below": "#9c460c", "meets": "#17568a"}, "dark": {"below": "#f0a878", "meets": "#8fc4ee"}}
    label = {"show": True, "formatter": text, "position": "left" if is_left else "right", "color": colour[look][status]}
    return _style(status, look) | {
        "value": [asked, 0],
        "symbolSize": 10,
        "symbolOffset": [-12 if is_left else 12, -13],
        "label": label | {"fontWeight": "bold"},
    }


def _upright(x: float, floor: float, is_asked: bool, ink: str) -> list[dict[str, Any]]:
    """A line down the scale; the one that is asked for begins above it."""
    style = {"color": ink, "width": 2, "type": "solid"} if is_asked else {"color": TRACK, "width": 1, "type": "solid"}
    return [{"coord": [x, 0], "lineStyle": style}, {"coord": [x, floor]}]


def _room(left: int, head: int, side: int, sides: list[dict[str, Any]], is_named: bool) -> dict[str, Any]:
    """What changes with the width: room for heads, their letters, what stands above the scale, and whether marks have room for names."""
    letters = {"head": {"fontSize": head}, "below": {"fontSize": head - 1}}
    return {
        "option": {
            "grid": {"left": left},
            "series": [
                {"label": {"show": is_named}},
                {"label": {"rich": letters}},
                {"data": [_lettered(one, side) for one in sides]},
            ],
        }
    }


def _lettered(side: dict[str, Any], size: int) -> dict[str, Any]:
    return side | {"label": side["label"] | {"fontSize": size}}
