"""Draw requirements as grids of numbers: asks without a pledge, and announcements beside what is asked for. No Streamlit, no SQL."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.kit.text import _, colon
from pages.kit.theme import CELL, GREY, HATCH, INK, letters_on, on_scale

FEW_TO_MANY = {
    "light": ("#f3dcc8", "#dd8b4f", "#b4530f"),
    "dark": ("#5d4330", "#a35a24", "#e08a4c"),
}
ANNOUNCED = {
    "light": ("#cfe1f0", "#5391c3", "#1f6fb2"),
    "dark": ("#1f4263", "#22689e", "#5aa5e0"),
}
ROW, HEAD = 34, 140  # pixels of a row, and of the headings above all: upright where the chart is narrow
NARROW = 620
LETTER = 6  # pixels of most letters of a heading
FEW = 6  # columns in which a name and its year have room side by side


@dataclass(frozen=True)
class Cell:
    """One number of a grid and its words. 0 and None have no colour; hatched where nothing is reported."""

    x: int
    y: int
    value: int | None
    told: str
    hatched: bool = False


def height(rows: Sequence[str]) -> int:
    """Return the pixels that a grid with these rows needs."""
    return HEAD + ROW * len(rows)


def lined(name: str, width: int) -> str:
    """A heading in lines that are not wider than so many pixels, its year on one of its own; a longer word is not broken.

    ECharts breaks words too, and takes an é for as wide as it is high.
    """
    lines = [""]
    for word in re.sub(r" (?=\d{4}$)", " \n", name).split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if word.startswith("\n") or (lines[-1] and LETTER * len(longer) > width):
            lines.append(word.strip())
        else:
            lines[-1] = longer
    return "\n".join(lines)


def grid(
    cells: Sequence[Cell],
    columns: Sequence[str],
    rows: Sequence[str],
    scale: Mapping[str, Sequence[str]],
    ink: str = INK["light"],
) -> dict[str, Any]:
    """Rows from the top down, cells in the order given; one that is not given stays empty. A click selects a cell."""
    look = "dark" if ink == INK["dark"] else "light"
    most = max([1, *(cell.value for cell in cells if cell.value)])
    data = []
    for cell in cells:
        style: dict[str, Any] = {"color": CELL[look]}
        letters = ink
        if cell.hatched:
            style["decal"] = HATCH
        elif cell.value:
            style["color"] = on_scale(cell.value, 0, most, scale[look]) if most > 1 else scale[look][0]
            letters = letters_on(style["color"])
        label = {"formatter": cell.told, "color": letters}
        held = {"label": label, "itemStyle": {"color": style["color"], "borderColor": ink, "borderWidth": 2}}
        place = [cell.x, len(rows) - 1 - cell.y, cell.value or 0]
        where = f"<b>{html.escape(rows[cell.y])}</b><br>{html.escape(columns[cell.x])}"
        words = {
            "formatter": f"{where}{colon()}{html.escape(cell.told) or (_('not reported') if cell.hatched else '')}"
        }
        data.append(
            {
                "tooltip": words,
                "value": place,
                "visualMap": False,
                "itemStyle": style,
                "label": label,
                "emphasis": held,
                "select": held,
            }
        )
    heads: dict[str, Any] = {
        "fontSize": 11,
        "lineHeight": 13,
        "color": ink,
        "interval": 0,
        "width": 96,
        "overflow": "break",
        "rotate": 0,
    }
    names = {"fontSize": 12, "lineHeight": 14, "color": ink, "interval": 0, "width": 240, "overflow": "break"}
    axis = {"type": "category", "axisTick": {"show": False}, "axisLine": {"show": False}, "splitLine": {"show": False}}
    texts = {"show": True, "fontSize": 12, "lineHeight": 13}
    lying = [lined(name, heads["width"]) if len(columns) > FEW else name for name in columns]
    narrow = {
        "xAxis": {"axisLabel": {"rotate": 90, "width": HEAD - 18}, "data": list(columns)},
        "yAxis": {"axisLabel": {"width": 118, "fontSize": 11, "lineHeight": 12}},
        "series": [{"label": {"fontSize": 10, "lineHeight": 11}}],
    }
    wide = {
        "xAxis": {"axisLabel": {"rotate": 0, "width": heads["width"]}, "data": lying},
        "yAxis": {"axisLabel": {key: names[key] for key in ("width", "fontSize", "lineHeight")}},
        "series": [{"label": {key: texts[key] for key in ("fontSize", "lineHeight")}}],
    }
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 2, "right": 6, "top": 6, "bottom": 4, "containLabel": True},
        "tooltip": {"show": True, "trigger": "item", "confine": True},
        "xAxis": axis | {"position": "top", "data": list(columns), "axisLabel": heads},
        "yAxis": axis | {"data": list(reversed(rows)), "axisLabel": names},
        "visualMap": {"show": False, "min": 0, "max": most, "inRange": {"color": list(scale[look])}},
        "series": [
            {
                "type": "heatmap",
                "data": data,
                "selectedMode": "single",
                "cursor": "pointer",
                "label": texts,
                "itemStyle": {"borderWidth": 1, "borderColor": GREY},
            }
        ],
        "media": [{"query": {"maxWidth": NARROW}, "option": narrow}, {"option": wide}],
    }


def chosen(selected: Any) -> int | None:
    """Return which cell a click selected, as its place among the cells given; None without one."""
    places = [place for part in selected or [] for place in part.get("data_indices") or []]
    return places[0] if places else None
