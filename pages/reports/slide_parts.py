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
class Marks:
    """One mark a unit on a scale from 0 to 100 per cent, in rows one under the other; an upright line stands at `asked`.

    `rows` are names with the place of their middle from above, of `height` places in all; `series` are name, colour and marks
    as (share, place from above, name of the unit). `told` says what has no mark too; `counts` is the same where marks cannot stand.
    """

    rows: tuple[tuple[str, float], ...]
    height: float
    series: tuple[tuple[str, str, tuple[tuple[float, float, str], ...]], ...]
    asked: float
    asked_name: str
    unit: str
    told: str
    counts: Chart


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
    shown: Chart | Marks | Table
    queries: tuple[str, ...]
    said: tuple[str, ...] = ()
    on: str = ""
    day: dt.date | None = None  # that of the export, whatever month stands beside it
    about: tuple[tuple[str, tuple[str, ...]], ...] = ()  # on what notes of people stand on it: (kind, codes)
