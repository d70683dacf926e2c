"""Show a frame as a table: one to scroll and sort on screen, and a plain one that only paper sees, where nothing scrolls."""

import dataclasses
import functools
import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import formats
from pages.kit.naming import Heading
from pages.kit.text import _, language

MOST = 1000  # rows on paper; a longer table is for a file
# On paper, in points: the width of a sheet of A4 between its margins, and of the room between columns.
SHEET, BETWEEN = 527, 6
SIZES = (
    8.5,
    7.5,
    6.5,
)  # points, as print.css has them by number: a table takes the largest in which no word is broken,
MANY = (40, 70)  # rows: a longer table not the largest, a still longer one the smallest
WORD = 18  # letters; a longer word may break
CELL = (
    12  # parts of the size of letters: where not all columns have so much, or what they need, the second size is taken
)
LETTER, BOLD = 0.53, 1.08  # width of most letters in parts of their size, and of bold ones beside them
LOOKED_AT = 300  # rows in which the length of texts is looked at
# Letters of 13 pixels as Helvetica, Arial and Liberation Sans have them, which a table is drawn in.
USUAL, WIDE, SIDES, WIDEST = 7.3, 9.4, 20, 330
LETTERS = dict.fromkeys("ijl'|", 3.0) | dict.fromkeys("ftrI.,:;()/ !-", 4.2) | dict.fromkeys("mMW%@", 11.5) | {"w": 9.4}

Made = tuple[pd.DataFrame, dict[str, Any], str]  # a table on screen, its columns, and the same as HTML for paper


def show(
    frame: pd.DataFrame,
    column_config: Mapping[str, Any] | None = None,
    on_paper: tuple[pd.DataFrame, Mapping[str, Any]] | None = None,
    **more: Any,
) -> Any:
    """Show a frame without its index, and return what st.dataframe returns; `more` are its other arguments.

    `on_paper` is another frame and its columns, where a sheet has room for less or paper says more than a table on screen can;
    under it stands which columns and rows are on screen and in the files alone.
    """
    return draw(made(frame, column_config, on_paper), **more)


def made(
    frame: pd.DataFrame,
    column_config: Mapping[str, Any] | None = None,
    on_paper: tuple[pd.DataFrame, Mapping[str, Any]] | None = None,
) -> Made:
    """Make a table that `draw` shows, of what `show` takes: in the language at hand."""
    columns = column_config or {}
    printed = paper(*(on_paper or (frame, columns)), len(frame), _left_out(frame, columns, on_paper))
    return *_in_per_cent(frame, _roomy(frame, columns)), printed


def draw(table: Made, clicks: Mapping[str, Callable[[], None]] | None = None, **more: Any) -> Any:
    """Show a table that was made, and return what st.dataframe returns; `more` are its other arguments.

    `clicks` are what buttons do, by column: a table that is kept knows no session.
    """
    frame, columns, printed = table
    columns = columns | {name: dataclasses.replace(columns[name], on_click=act) for name, act in (clicks or {}).items()}
    settings: dict[str, Any] = {"hide_index": True, "placeholder": formats.DASH} | more
    selected = st.dataframe(frame, column_config=columns, **settings)
    st.html(printed)
    return selected


def _left_out(
    frame: pd.DataFrame, columns: Mapping[str, Any], on_paper: tuple[pd.DataFrame, Mapping[str, Any]] | None
) -> list[str]:
    """Headings of the columns of a table that its form for paper does not have."""
    if on_paper is None:
        return []
    left = [name for name in frame.columns if name not in on_paper[0].columns]
    return [_title(getattr(columns.get(name), "config", columns.get(name)), name) for name in left]


def cards(figures: Sequence[tuple[str, str]], width: int = 150) -> None:
    """Show figures with their headings as cards side by side, each at least `width` pixels wide."""
    with st.grid(len(figures), gap="small", min_column_width=width):
        for heading, figure in figures:
            st.metric(heading, figure, border=True)


def columns(frame: pd.DataFrame, headings: Mapping[str, Any]) -> dict[str, Any]:
    """The column settings of a frame, in its order; `headings` are a `Heading` or a setting of Streamlit's each."""
    return {name: _column(headings[name]) for name in frame.columns}


def _column(heading: Any) -> Any:
    if not isinstance(heading, Heading):
        return heading
    place: dict[str, Any] = {"width": heading.width, "pinned": heading.is_pinned or None}
    if heading.kind == "day":
        return st.column_config.DateColumn(heading.text, **place)
    if heading.kind:
        style = {"count": "localized", "percent": "percent"}[heading.kind]
        return st.column_config.NumberColumn(heading.text, format=style, **place)
    return st.column_config.TextColumn(heading.text, **place)


def _roomy(frame: pd.DataFrame, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns with a width of their own, wide enough for their heading; those of text for their longest cell too, up to `WIDEST`."""
    roomy = dict(columns)
    for name, column in columns.items():
        config = getattr(column, "config", column)  # buttons hide theirs
        width = config.get("width") if isinstance(config, dict) else None
        if not isinstance(width, int) or name not in frame.columns:
            continue
        needed = text_width(_title(config, name))
        if not pd.api.types.is_numeric_dtype(frame[name]) and _kind(config) in (None, "text", "button"):
            cells = (text_width(cell) for cell in frame[name].unique() if isinstance(cell, str))
            needed = max(needed, min(max(cells, default=0), WIDEST))
        if needed > width:
            wider = config | {"width": needed}
            roomy[name] = wider if config is column else dataclasses.replace(column, config=wider)
    return roomy


@functools.lru_cache(maxsize=20_000)  # words come again
def text_width(text: str) -> int:
    """Pixels of a text in a table's letters, and of the room at its sides."""
    pixels = sum(LETTERS.get(letter, WIDE if letter.isupper() or ord(letter) > 0x2E7F else USUAL) for letter in text)
    return round(pixels) + SIDES


def _in_per_cent(frame: pd.DataFrame, columns: Mapping[str, Any]) -> tuple[pd.DataFrame, dict]:
    """A table whose fractions read 8.0 %, not 8% beside 8.11% (Streamlit's own "percent" drops zeros), rounded as on every page."""
    scaled = dict(columns)
    for name, column in columns.items():
        kind = column.get("type_config") or {} if isinstance(column, dict) else {}
        if kind.get("format") == "percent" and name in frame.columns:
            bar = {"min_value": 0, "max_value": 100} if kind["type"] == "progress" else {}
            rounded = pd.Series(map(formats.rounded, frame[name]), frame.index, dtype="Float64")
            if language() == "en":
                scaled[name] = column | {"type_config": kind | bar | {"format": "%.1f %%"}}
            else:  # Streamlit's own format alone knows the language, and keeps the zeros of so small a step
                scaled[name], rounded = column | {"type_config": kind | {"step": 0.001}}, rounded / 100
            frame = frame.assign(**{name: rounded})
    return frame, scaled


def paper(frame: pd.DataFrame, columns: Mapping[str, Any], total: int | None = None, beside: Sequence[str] = ()) -> str:
    """The frame as an HTML table of text, its columns as wide as their words ask for; those that hold little charts stay on screen.

    `total` is how many rows the table on screen has where these are its first; `beside` are the headings of what is on screen and in the files alone.
    """
    columns = {name: getattr(column, "config", column) for name, column in columns.items()}  # buttons hide theirs
    text = [name for name in frame.columns if _kind(columns.get(name)) not in ("line_chart", "bar_chart", "image")]
    numbers = {name for name in text if pd.api.types.is_numeric_dtype(frame[name]) and frame[name].dtype != bool}
    right = {name: ' class="n"' if name in numbers else "" for name in text}
    titles = [_title(columns.get(name), name) for name in text]
    rows = [
        [_text(value, columns.get(name)) for name, value in zip(text, values, strict=True)]
        for values in frame[text].head(MOST).itertuples(index=False, name=None)
    ]
    size, widths = _sheet(titles, rows)
    shares = "".join(f'<col style="width: {width:.1f}%">' for width in widths)
    heads = "".join(f"<th{right[name]}>{html.escape(title)}</th>" for name, title in zip(text, titles, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{right[name]}>{html.escape(cell)}</td>' for name, cell in zip(text, cells, strict=True))}</tr>"
        for cells in rows
    )
    words = []
    if len(rows) < (total or len(frame)):
        cut = _("The first {n} of {all} rows; the files hold them all.")
        words.append(cut.format(n=formats.count(len(rows)), all=formats.count(total or len(frame))))
    if beside:
        words.append(_("On screen and in the files also: {columns}.").format(columns=", ".join(beside)))
    said = f"<p>{html.escape(' '.join(words))}</p>" if words else ""
    table = f'<table class="size-{size}"><colgroup>{shares}</colgroup><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="paper">{table}{said}</div>'


def _sheet(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, list[float]]:
    """Which of `SIZES` a table is printed in, and how many per cent of the sheet each column takes.

    A column has room for its longest word, and of what is left the more the longer most of its texts are.
    """
    if not titles:
        return 0, []
    columns = list(zip(*rows[:LOOKED_AT], strict=True)) or [()] * len(titles)
    least, most = [], []  # widths in parts of the size of letters
    for title, column in zip(titles, columns, strict=True):
        words = {word for cell in column for word in cell.split()}
        lengths = sorted(map(len, words))[-3:]
        # All that are as long as the third: which of them a set holds first is another each time.
        told = [_em(word) for word in words if len(word) >= lengths[0]]
        widest = max([BOLD * _em(word) for word in title.split()] + told, default=1.0)
        lengths = sorted(map(len, column)) or [0]
        least.append(widest)
        most.append(max(widest, LETTER * lengths[len(lengths) * 8 // 10]))
    sizes = range(sum(len(rows) > many for many in MANY), len(SIZES))
    between = [BETWEEN * len(titles) / size for size in SIZES]
    size = next((at for at in sizes if sum(least) + between[at] <= SHEET / SIZES[at]), sizes[-1])
    usual = sum(max(low, min(high, CELL)) for low, high in zip(least, most, strict=True))
    if size == 0 and usual + between[0] > SHEET / SIZES[0]:
        size = 1
    room, needed, wanted = SHEET / SIZES[size] - between[size], sum(least), sum(most)
    part = min(max((room - needed) / (wanted - needed), 0), 1) if wanted > needed else 1
    widths = [low + part * (high - low) + BETWEEN / SIZES[size] for low, high in zip(least, most, strict=True)]
    return size, [100 * width / sum(widths) for width in widths]


def _em(word: str) -> float:
    """Width of a word in parts of the size of its letters."""
    return (text_width(word[:WORD]) - SIDES) / 13


def _kind(column: Any) -> str | None:
    return column["type_config"]["type"] if isinstance(column, dict) and column.get("type_config") else None


def _title(column: Any, name: str) -> str:
    return (column.get("label") if isinstance(column, dict) else column) or str(name)


def _text(value: Any, column: Any) -> str:
    """A cell as the screen shows it."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    if pd.isna(value):
        return formats.DASH
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    style = column["type_config"].get("format") if _kind(column) in ("number", "progress") else None
    if style == "percent":
        return formats.per_cent(value)
    if style and style.endswith("%%"):
        return formats.written(style % value)
    if style and "+" in style:
        return formats.change(value)
    if style and not isinstance(value, str):
        return formats.count(value) if float(value).is_integer() else formats.written(f"{value:,.1f}")
    return str(value)
