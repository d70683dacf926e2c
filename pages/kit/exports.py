"""Turn what is on screen into files: a frame into CSV and XLSX, a chart into a picture that says what it shows and whence.

A text that a spreadsheet would run as a formula is written as text.
"""

import csv
import io
import re
import textwrap
from collections.abc import Mapping
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pages.kit import sparks
from pages.kit.text import _
from pages.kit.theme import GROUND, INK

# What a spreadsheet runs begins so, in full width too in some programs, and with what stands before it unseen.
BEGUN = r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]*\{?[=+\-@＝＋－＠]"
RISKY = re.compile(rf"[\t\r\n]|{BEGUN}")
WITHIN = re.compile(rf"([;|\t\r\n])(?={BEGUN})")  # behind what ends a cell in a program of another country
WHOLE, SIGNED, SHARE, PERCENT = "#,##0", "+#,##0;-#,##0;0", "0.0%", '0" %"'
# ECharts writes a font's name into an SVG as it is, so one in double quotes, as Streamlit's theme has, breaks the file.
FONT = {"fontFamily": "Segoe UI, Helvetica Neue, Arial, DejaVu Sans, sans-serif"}
HEADING, LINE = 22, 15  # pixels of a line of a picture's title, and of its source
# Up to a width in pixels: characters in a line of the title, and of the source. The widest first, as ECharts wants its media.
WRAPS = ((None, 90, 150), (960, 60, 110), (640, 38, 72), (420, 26, 46))


def to_csv(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """Return the frame as UTF-8 CSV with a byte-order mark; `about` follows as rows that start with #.

    Numbers and days are the same in every language: the file is for programs.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(name) for name in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else safe(_plain(cell)) for cell in row])
    writer.writerow([])
    for key, value in about.items():
        writer.writerow([f"# {_(key)}", safe(value)])
    return ("\ufeff" + out.getvalue()).encode()


def to_xlsx(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """Return the frame as a workbook: numbers and days in their own formats, frozen headings, a sheet that says the source."""
    book = openpyxl.Workbook()
    sheet = book.active
    start = f"{_('EXERCISE')} " if about.get("Dataset") == "exercise" else ""
    sheet.title = start + _("Data")
    for column, name in enumerate(frame.columns, 1):
        write_cell(sheet.cell(1, column), name)
        sheet.cell(1, column).font = Font(bold=True)
        widest = max([len(str(name)), *(len(str(cell)) for cell in frame[name].head(200))])
        sheet.column_dimensions[get_column_letter(column)].width = min(60, widest + 3)
        for line, cell in enumerate(frame[name], 2):
            if not pd.isna(cell):
                write_cell(sheet.cell(line, column), _plain(cell))
                if style := _style(str(name)):
                    sheet.cell(line, column).number_format = style
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    source = book.create_sheet(start + _("Source"))
    for line, (key, value) in enumerate(about.items(), 1):
        write_cell(source.cell(line, 1), _(key))
        write_cell(source.cell(line, 2), value)
    source.column_dimensions["A"].width = 18
    source.column_dimensions["B"].width = 110
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _style(name: str) -> str | None:
    """Return the spreadsheet's number format of a column by the unit in its name; days have one of their own."""
    if name.endswith("_fraction"):
        return SHARE
    if name.endswith("_percent"):
        return PERCENT
    if "_change" in name:
        return SIGNED
    if name.endswith(("_count", "_bytes", "_added", "_before", "_after")) or name.startswith("more_women"):
        return WHOLE
    return None


def picture(option: Mapping[str, Any], title: str, credits: str, name: str, ink: str, ground: str) -> tuple[dict, int]:
    """Return a chart's option with title, source and a button that saves it as file `name`, and the pixels that it grew by.

    ECharts saves what the canvas shows, so whatever a reader of the file must know is drawn into it.
    """
    bold = FONT | {"fontSize": 16, "fontWeight": "bold", "color": ink, "lineHeight": HEADING}
    small = FONT | {"fontSize": 11, "fontWeight": "normal", "color": ink, "lineHeight": LINE}
    framed = []
    # A picture has nothing to slide: what stands above a slider comes down.
    slid = sparks.SLIDER if "dataZoom" in option else 0
    floor = option["dataZoom"][0]["bottom"] if slid else 0
    for in_title, in_credits in (line for _width, *line in WRAPS):
        above, below = textwrap.wrap(title, in_title), textwrap.wrap(credits, in_credits)
        head, foot = 22 + HEADING * len(above), 20 + LINE * len(below)
        moved: dict[str, Any] = {}
        for part in ("grid", "legend", "visualMap"):
            if part in option:
                parts = [
                    _moved(one, head, foot - (slid if (one.get("bottom") or 0) > floor else 0))
                    for one in _listed(option[part])
                ]
                moved[part] = [_lettered(one, "textStyle", "pageTextStyle") if part != "grid" else one for one in parts]
        moved["title"] = [
            {"text": "\n".join(above), "left": 6, "top": 8, "textStyle": bold},
            {"text": "\n".join(below), "left": 6, "bottom": 4, "textStyle": small},
        ]
        framed.append((moved, head, foot - slid))
    (widest, *room), *narrow = framed
    save = {"name": name, "pixelRatio": 2, "title": _("Save"), "backgroundColor": ground}
    tools = {"right": 6, "top": 4, "itemSize": 22, "iconStyle": {"borderColor": ink}, "feature": {"saveAsImage": save}}
    base = dict(option) | widest | {"animation": False, "backgroundColor": ground, "toolbox": tools}
    base["textStyle"] = FONT
    base.pop("dataZoom", None)
    for axis in ("xAxis", "yAxis"):
        base[axis] = [_lettered(one, "axisLabel", "nameTextStyle") for one in _listed(option.get(axis, []))]
    own = [one for one in base.pop("media", ()) if "query" in one]  # what the chart itself does where it is narrow
    media = []
    for (width, *_line), (moved, head, _foot) in zip(WRAPS[1:], narrow, strict=True):
        for one in own:
            if width <= one["query"]["maxWidth"]:
                moved = moved | {
                    part: _over(moved.get(part), said, head, option.get(part)) for part, said in one["option"].items()
                }
        media.append({"query": {"maxWidth": width}, "option": moved})
    return {"baseOption": base, "media": media}, sum(room)


def map_picture(figure: Any, title: str, credits: str) -> Any:
    """Return a plotly figure with its title and its source above it, on a ground of its own, for the browser to save."""
    heads, lines = textwrap.wrap(title, 90), textwrap.wrap(credits, 150)
    small = f'<span style="font-size:11px">{"<br>".join(lines)}</span>'
    tall = 24 + HEADING * len(heads) + LINE * len(lines)
    drawn = type(figure)(figure)
    drawn.layout.annotations = [mark for mark in figure.layout.annotations if mark.xref != "paper"]
    drawn.update_layout(
        title={"text": f"<b>{'<br>'.join(heads)}</b><br>{small}", "font": {"size": 16}, "x": 0, "xref": "paper", "y": 0.98, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": figure.layout.margin.r or 8, "t": tall, "b": 8},
        height=figure.layout.height + tall,
        paper_bgcolor=GROUND["dark" if figure.layout.font.color == INK["dark"] else "light"],
    )  # fmt: skip
    return drawn


def _listed(part: Any) -> list:
    return part if isinstance(part, list) else [part]


def _lettered(part: Mapping[str, Any], *styles: str) -> dict:
    """Return a component whose texts are written in the picture's font."""
    return dict(part) | {style: dict(part.get(style, {})) | FONT for style in styles}


def _moved(part: Mapping[str, Any], head: int, foot: int) -> dict:
    """Return a grid, legend or scale that leaves room for title and source."""
    top, bottom = part.get("top"), part.get("bottom")
    shifts = {} if bottom is None else {"bottom": bottom + foot}
    if top is not None or bottom is None:
        shifts["top"] = (top or 0) + head
    return dict(part) | shifts


def _over(placed: Any, said: Any, head: int, drawn: Any) -> Any:
    """Return what a chart itself says of a component where it is narrow, over where the picture has placed it; `drawn` is how the chart has it."""
    if not isinstance(placed, list) or not isinstance(said, dict):
        return said
    over = []
    for one, own in zip(placed, _listed(drawn), strict=True):
        shifts = {"top": said["top"] + head} if "top" in said else {}
        if "bottom" in said:
            shifts["bottom"] = said["bottom"] + one["bottom"] - own["bottom"]
        over.append(dict(one) | said | shifts)
    return over


def _plain(cell: object) -> object:
    """Return a cell as Python's own type: days without a midnight, numbers as int or float."""
    if isinstance(cell, pd.Timestamp):
        return cell.date() if cell == cell.normalize() else cell.to_pydatetime()
    return cell.item() if hasattr(cell, "item") else cell


def safe(cell: object) -> object:
    """Return a cell that no spreadsheet runs as a formula: a text that begins like one has an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    text = WITHIN.sub(r"\1'", cell)
    return f"'{text}" if RISKY.match(cell) else text


def write_cell(cell, value: object) -> None:
    """Put a value into a cell of openpyxl: text stays text, whatever it begins with, without characters that XLSX cannot hold."""
    cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
