"""Draw requirements as grids of numbers: asks without a pledge, and announcements beside what is asked for. No Streamlit, no SQL."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.kit import cell_charts, formats
from pages.kit.cell_charts import Cell
from pages.kit.text import _
from pages.kit.theme import INK
from pages.pledges import labels as pledge_labels
from pages.requirements import labels

# Asks for which a partial list has nothing: many are no finding, so they have not the colour of what is short.
NOT_FOUND = {
    "light": ("#e6eaee", "#b3bec8", "#8695a1"),
    "dark": ("#2b3640", "#4a5965", "#76858f"),
}


def without(frame: pd.DataFrame, is_public: bool = False, ink: str = INK["light"]) -> tuple[dict[str, Any], int]:
    """Chapter by category: asks without a pledge of all asks, a cell for each row of the frame, and its height in pixels.

    Grey where the ledger is the public list alone. Frame: asks_without_pledge.
    """
    chapters = [code for code in labels.CHAPTERS if code in set(frame["chapter"])]
    categories = [code for code in pledge_labels.CATEGORIES if code in set(frame["pledge_category"])]
    cells = []
    for row in frame.itertuples():
        words = _("{n}\nof {all}").format(n=row.without_pledge_count, all=row.ask_count)
        x, y = chapters.index(row.chapter), categories.index(row.pledge_category)
        cells.append(Cell(x, y, int(row.without_pledge_count), words))
    columns = [_(labels.CHAPTERS_SHORT[code]) for code in chapters]
    rows = [_(labels.CATEGORIES_SHORT[code]) for code in categories]
    return cell_charts.grid(
        cells, columns, rows, NOT_FOUND if is_public else cell_charts.FEW_TO_MANY, ink
    ), cell_charts.height(rows)


def announced(
    frame: pd.DataFrame, rows: Mapping[str, str], columns: Mapping[str, str], ink: str = INK["light"]
) -> tuple[dict[str, Any], int, list[tuple[str, str]]]:
    """Capabilities by Ministerial or group: announced pledges, with its height and, of each cell, the codes of row and column.

    0 is asked for and not in the list; hatched where the list has nothing of any kind. Frame: announced_by_ask.
    """
    across, down = list(columns), list(rows)
    cells, places = [], []
    for row in frame.itertuples():
        x, y = across.index(row.code), down.index(row.ask_group)
        if row.listed_count == 0:
            cells.append(Cell(x, y, None, "", hatched=True))
        elif row.pledge_count or row.is_asked:
            cells.append(Cell(x, y, int(row.pledge_count), formats.count(row.pledge_count)))
        else:
            continue
        places.append((row.ask_group, row.code))
    names = list(rows.values())
    chart = cell_charts.grid(cells, list(columns.values()), names, cell_charts.ANNOUNCED, ink)
    return chart, cell_charts.height(names), places
