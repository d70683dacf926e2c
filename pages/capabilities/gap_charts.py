"""Draw capabilities as a grid of numbers, coloured by how much of the outstanding requirement each covers. No Streamlit, no SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.kit import cell_charts
from pages.kit.cell_charts import Cell, chosen
from pages.kit.theme import DIVERGING, INK, letters_on, on_scale

__all__ = ["Covered", "chosen", "coverage_grid", "height"]
ROW = 44  # pixels of a row: names take two lines, three where it is narrow


@dataclass(frozen=True)
class Covered:
    """One number of the grid: `text` is written in it, `share` of the outstanding requirement gives its colour, None none."""

    x: int
    y: int
    text: str
    share: float | None = None
    hatched: bool = False


def height(rows: Sequence[Any]) -> int:
    """Return the pixels that the grid with these rows needs."""
    return cell_charts.HEAD + ROW * len(rows)


def coverage_grid(
    cells: Sequence[Covered], columns: Sequence[str], rows: Sequence[tuple[str, bool]], ink: str = INK["light"]
) -> dict[str, Any]:
    """Rows from the top down, each a name and whether it is a heading of those below it; a click selects a cell.

    Over the whole requirement the colour stays that of the whole.
    """
    plain = [Cell(cell.x, cell.y, None, cell.text, cell.hatched) for cell in cells]
    names = [name for name, _ in rows]
    option = cell_charts.grid(plain, columns, names, cell_charts.ANNOUNCED, ink)
    for cell, drawn in zip(cells, option["series"][0]["data"], strict=True):
        if cell.share is None:
            continue
        ground = on_scale(cell.share, 0, 1, DIVERGING)
        letters = {"formatter": cell.text, "color": letters_on(ground)}
        held = {"label": letters, "itemStyle": {"color": ground, "borderColor": ink, "borderWidth": 2}}
        drawn |= {"itemStyle": {"color": ground}, "label": letters, "emphasis": held, "select": held}
    option["yAxis"]["data"] = [
        {"value": name, "textStyle": {"fontWeight": "bold"}} if is_heading else name
        for name, is_heading in reversed(rows)
    ]
    return option
