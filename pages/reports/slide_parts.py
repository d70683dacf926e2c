"""What a slide is made of: a chart or a table, and what is said with it. No PowerPoint, no Streamlit."""

import datetime as dt
from dataclasses import dataclass

ROWS = 12  # of a table or of bars on one slide


@dataclass(frozen=True)
class Chart:
    """Columns, rows of bars or a line over categories: of each series its name, its values (None is not reported) and its colour."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...], str], ...]
    unit: str
    over: str  # what the categories are, where the same stands as a table
    kind: str = "columns"  # or rows, or line
    number: str = "#,##0"


@dataclass(frozen=True)
class Table:
    """Headings, rows of texts, shares of the width, and for each row the colour of its last cell, empty for none."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """What a kind of slide says, and the queries that it rests on; `on` is what is chosen, in words."""

    title: str
    figure: str
    shown: Chart | Table
    queries: tuple[str, ...]
    said: tuple[str, ...] = ()
    on: str = ""
    day: dt.date | None = None  # that of the export, whatever month stands beside it
    about: tuple[tuple[str, tuple[str, ...]], ...] = ()  # on what notes of people stand on it: (kind, codes)
