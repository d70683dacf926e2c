"""Draw capabilities as a grid of numbers, coloured by how much of the outstanding requirement each covers. No Streamlit, no SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.kit import cell_charts
from pages.kit.cell_charts import Cell, chosen
from pages.kit.text import _
from pages.kit.theme import DIVERGING, INK, letters_on, on_scale

__all__ = ["Covered", "chosen", "coverage_grid", "height"]
ROW, HEAD, LEGEND = 18, 38, 24  # pixels of a row, of the headings above all and of the bar of colours above them
UPRIGHT = 122  # pixels of headings that stand upright where columns are narrow
LONGEST = 64  # pixels of "ministérielle", which is not broken where a column is narrower: ECharts takes é for as wide as it is high
BREAKS = 68  # pixels of a column under which "Asia-Pacific" has no room
CLOSE = 52  # pixels of a column of announcements under which headings stand upright
NARROW, TIGHT, MIDDLE = 480, 620, 800  # pixels of the chart from which names have less room


@dataclass(frozen=True)
class Covered:
    """One number of the grid: `text` is written in it, `share` of the outstanding requirement gives its colour, None none.

    `words` is what it says when the pointer rests on it, as HTML.
    """

    x: int
    y: int
    text: str
    share: float | None = None
    hatched: bool = False
    words: str = ""
    aside: str = ""  # after `text` where there is room for it, and `mark` after that
    mark: str = ""


def height(rows: Sequence[Any]) -> int:
    """Return the pixels that the grid with these rows needs."""
    return LEGEND + HEAD + ROW * max(len(rows), 3)


def coverage_grid(
    cells: Sequence[Covered],
    columns: Sequence[str],
    rows: Sequence[tuple[str, str]],
    ink: str = INK["light"],
    alone: int | None = None,
    is_small: bool = False,
) -> dict[str, Any]:
    """Rows from the top down, each a name and what is outstanding of it; a click selects a cell.

    Over the whole requirement the colour stays that of the whole. `alone` is the one column that a telephone shows; None all.
    A small map, whose height has no room for upright headings, shows it alone wherever they do not fit lying.
    """
    plain = [Cell(cell.x, cell.y, None, cell.text, cell.hatched) for cell in cells]
    names = [name for name, _need in rows]
    option = cell_charts.grid(plain, columns, names, cell_charts.ANNOUNCED, ink)
    for cell, drawn in zip(cells, option["series"][0]["data"], strict=True):
        drawn["tooltip"] = {"formatter": cell.words}
        if cell.share is None:
            continue
        ground = on_scale(cell.share, 0, 1, DIVERGING)
        letters = {"formatter": cell.text, "color": letters_on(ground)}
        held = {"label": letters, "itemStyle": {"color": ground, "borderColor": ink, "borderWidth": 2}}
        drawn |= {"itemStyle": {"color": ground}, "label": letters, "emphasis": held, "select": held}
    with_need = [f"{name} · {need}" if need else name for name, need in rows]
    option["yAxis"]["data"] = with_need[::-1]
    option["grid"] |= {"top": LEGEND + 4}
    option["visualMap"] = {
        "show": any(cell.share is not None for cell in cells), "type": "continuous", "min": 0, "max": 1, "orient": "horizontal", "top": 0, "right": 4,
        "itemWidth": 10, "itemHeight": 140, "padding": 2, "calculable": False, "hoverLink": False, "inRange": {"color": list(DIVERGING)},
        "text": [_("all of what is outstanding"), _("nothing available")], "textStyle": {"color": ink, "fontSize": 11},
    }  # fmt: skip
    option["media"] = [
        _room(NARROW, 216, 11, names[::-1], columns, alone),
        _room(TIGHT, 236, 11, names[::-1], columns, alone if is_small else None, NARROW),
        _room(MIDDLE, 236, 11, names[::-1], columns, above=TIGHT),
        _room(None, 350, 12, with_need[::-1], columns),
    ]
    return option


def announced_grid(
    cells: Sequence[Covered], columns: Sequence[str], rows: Sequence[str], ink: str = INK["light"]
) -> dict[str, Any]:
    """Rows from the top down, with the announced pledges (`share`) as a shade of blue; a click selects a cell."""
    plain = [
        Cell(cell.x, cell.y, None if cell.share is None else int(cell.share), cell.text, cell.hatched) for cell in cells
    ]
    option = cell_charts.grid(plain, columns, rows, cell_charts.ANNOUNCED, ink)
    for cell, drawn in zip(cells, option["series"][0]["data"], strict=True):
        drawn["tooltip"] = {"formatter": cell.words}
        if cell.aside:
            drawn["label"]["formatter"] = f"{cell.text}{{_|{cell.aside}}}{cell.mark}"
        if cell.hatched and cell.text:
            drawn["label"] |= {"backgroundColor": drawn["itemStyle"]["color"], "padding": [1, 4]}
    names = list(rows)[::-1]
    option["media"] = [
        _room(NARROW, 150, 10, names, columns),
        _room(MIDDLE, 236, 11, names, columns, above=NARROW),
        _room(None, 300, 12, names, columns),
    ]
    option["media"][1]["query"]["maxWidth"] = max(MIDDLE, 300 + CLOSE * len(columns))
    for room in option["media"]:
        room["option"].pop("visualMap")
        label = room["option"]["series"][0]["label"]
        label["rich"] = {"_": {"fontSize": 0 if "query" in room else label["fontSize"]}}  # of an `aside`
        heads = (
            {"rotate": 0, "width": max(LONGEST, min(82, 640 // max(1, len(columns))))}
            if "query" not in room
            else {"rotate": 90, "width": UPRIGHT}
        )
        room["option"]["xAxis"]["axisLabel"] |= heads
        is_lying_close = not heads["rotate"] and heads["width"] < BREAKS
        lying = [cell_charts.lined(name, heads["width"]).replace("-", "-\n") for name in columns]
        room["option"]["xAxis"]["data"] = lying if is_lying_close else list(columns)
        room["option"]["xAxis"]["axisLabel"]["overflow"] = "none" if is_lying_close else "break"
    return option


def _room(
    most: int | None,
    width: int,
    size: int,
    names: Sequence[str],
    columns: Sequence[str],
    alone: int | None = None,
    above: int | None = None,
) -> dict[str, Any]:
    """What changes where the chart is at most so wide and wider than `above`: the room of names, their letters, the columns that are drawn."""
    first, last = (0, len(columns) - 1) if alone is None else (alone, alone)
    upright = most in (NARROW, TIGHT) and last > first
    heads = {
        "rotate": 90 if upright else 0,
        "width": 90 if upright else {NARROW: 140, TIGHT: 140, MIDDLE: 64}.get(most or 0, 70),
    }
    is_lying = not upright and last > first
    option = {
        "xAxis": {
            "min": first,
            "max": last,
            "data": [cell_charts.lined(name, int(heads["width"])) for name in columns] if is_lying else list(columns),
            "axisLabel": heads
            | {"fontSize": 10 if most == MIDDLE else 11, "overflow": "none" if is_lying else "break"},
        },
        "yAxis": {
            "data": list(names),
            "axisLabel": {"width": width, "fontSize": size, "overflow": "truncate", "lineHeight": ROW},
        },
        "visualMap": {"itemHeight": 60 if most == NARROW else 140},
        "series": [{"label": {"fontSize": size, "lineHeight": ROW}}],
    }
    if not most:
        return {"option": option}
    least = {"minWidth": above + 1} if above else {}  # ECharts merges all that fit
    return {"query": least | {"maxWidth": most}, "option": option}
