"""Slides as a PowerPoint file: charts and tables of its own kind, which can be edited. No browser draws them."""

import io
import re
from collections.abc import Sequence

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from pages.kit import exports, formats, theme
from pages.kit.text import _, colon, language, ngettext
from pages.reports.papers import cleaned
from pages.reports.slides import Chart, Marks, Slide, Table

WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.55)
INNER = Emu(WIDTH - 2 * EDGE)
TOP, LOW = Inches(1.85), Inches(5.6)  # between them stands the chart or the table
LINES, LETTERS = 6, 150  # under a figure, and of each of them
ONE_LINE = 95  # letters of what is shown that have room in one line
MARGIN = 25  # per cent: the room left of a scale of marks, where names of rows stand
TITLE_ONLY = 5  # the layout of the default template with a title and nothing else
SIZES = ((45, 30), (75, 26), (120, 24), (170, 20), (260, 18), (1000, 14))  # points of a title of so many letters
LEGIBLE = RGBColor.from_string(theme.INK["light"][1:].upper())
QUIET = RGBColor(0x55, 0x60, 0x6A)
DRAWN = {
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "rows": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
LINKED = re.compile(r"(?:https?|ftps?)://|mailto:|internal:|external:", re.IGNORECASE)
LINE = "line"  # in place of a colour: a line without marks
WARNING = RGBColor(0x9C, 0x2A, 0x0F)


def deck(slides: Sequence[Slide], title: str) -> bytes:
    """The slides as one file in their order."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    made.core_properties.title, made.core_properties.author = title, ""
    made.core_properties.language = language()
    for one in slides:
        _add(made, cleaned(one))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made, one: Slide) -> None:
    page = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    head = page.shapes.title
    head.left, head.top, head.width, head.height = EDGE, Inches(0.5), INNER, Inches(0.95)
    points = next(size for letters, size in SIZES if len(one.title) <= letters)
    _write(head.text_frame, [(one.title, points, LEGIBLE, True)], MSO_ANCHOR.MIDDLE)
    if one.marks:
        _box(page, Inches(0.12), Inches(0.38), [(" ".join(one.marks), 13, WARNING, True)])
    _box(page, Inches(1.42), Inches(0.4), [(one.figure, 14 if len(one.figure) <= ONE_LINE else 11, QUIET, False)])
    if isinstance(one.shown, Chart):
        _chart(page, one.shown, one.figure)
    elif isinstance(one.shown, Marks):
        _marks(page, one.shown, one.figure)
    else:
        _table(page, one.shown)
    here, beneath = _placed(one)
    _box(page, LOW, Inches(1.1), [(text, 11, LEGIBLE, False) for text in here])
    if beneath:
        page.notes_slide.notes_text_frame.text = "\n".join([*one.marks, *beneath])
    _box(page, Inches(6.78), Inches(0.55), [(one.source, 10, QUIET, False)])


def _placed(one: Slide) -> tuple[list[str], list[str]]:
    """What is said under the figure, and the notes of people for which there is no room: they stand whole under the slide."""
    told = [one.shown.told] if isinstance(one.shown, Marks) else []
    here, beneath = [*told, *one.said], list[str]()
    for place, text in enumerate(one.noted):
        last = place == len(one.noted) - 1 and not beneath
        if sum(-(-len(line) // LETTERS) for line in [*here, text]) <= LINES - (not last):
            here.append(text)
        else:
            beneath.append(text)
    if beneath:
        words = ngettext("{n} note stands in the speaker notes.", "{n} notes stand in the speaker notes.", len(beneath))
        here.append(words.format(n=len(beneath)))
    return here, beneath


def _write(frame, lines: Sequence[tuple[str, int, RGBColor, bool]], anchor=MSO_ANCHOR.TOP) -> None:
    """Fill a text frame with paragraphs: words, points, colour, bold."""
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, (text, points, colour, is_bold) in enumerate(lines):
        part = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        part.alignment = 1  # left
        run = part.add_run()
        run.text = " ".join(text.split())
        run.font.size, run.font.bold, run.font.color.rgb = Pt(points), is_bold, colour


def _box(page, top, height, lines: Sequence[tuple[str, int, RGBColor, bool]]) -> None:
    if lines:
        _write(page.shapes.add_textbox(EDGE, top, INNER, height).text_frame, lines)


def _chart(page, shown: Chart, about: str) -> None:
    """Add a chart with labels at its points; what is not reported has none, and says so in its category."""
    data = CategoryChartData(number_format=shown.number)
    data.categories = [_cell(_reported(shown, place)) for place in range(len(shown.categories))]
    for called, values, _colour in shown.series:
        data.add_series(_cell(called), values)
    is_line = shown.kind == "line"
    frame = page.shapes.add_chart(DRAWN[shown.kind], EDGE, TOP, INNER, Emu(LOW - TOP), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", about)  # what a screen reader says of it
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(12), LEGIBLE
    chart.has_title = False  # of one series, its name would stand there
    chart.has_legend = len(shown.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    axis = chart.value_axis
    axis.minimum_scale, axis.has_title, axis.major_gridlines.format.line.color.rgb = 0, True, RGBColor(0xDD, 0xE2, 0xE6)
    axis.axis_title.text_frame.text = shown.unit
    axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = shown.number, False
    plot.data_labels.font.size = Pt(12)
    if shown.kind == "rows":
        chart.category_axis.reverse_order = True  # the first on top
        axis.tick_label_position, axis.has_title = XL_TICK_LABEL_POSITION.NONE, False  # its numbers stand at the bars
    if not is_line:
        plot.gap_width, plot.overlap = 60, -5
    for place, (drawn, (_called, _values, colour)) in enumerate(zip(plot.series, shown.series, strict=True)):
        rgb = RGBColor.from_string(colour[1:].upper())
        if is_line:
            drawn.format.line.color.rgb, drawn.format.line.width, drawn.smooth = rgb, Pt(3), False
            # Numbers of the first line stand above it, those of a second one below.
            drawn.data_labels.position = XL_LABEL_POSITION.BELOW if place else XL_LABEL_POSITION.ABOVE
            drawn.data_labels.show_value = True
            drawn.marker.format.fill.solid()
            drawn.marker.format.fill.fore_color.rgb = rgb
        else:
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = rgb


def _marks(page, shown: Marks, about: str) -> None:
    """Add a chart of points: a mark a unit with its name, the names of rows left of the scale, and a line where it is asked for."""
    data = XyChartData(number_format='0" %"')
    heads = tuple((-MARGIN, place, called) for called, place in shown.rows)
    line = tuple((shown.asked, place, "") for place in (0, shown.height))
    parts = [*shown.series, (shown.asked_name, LINE, line), (" ", "", heads)]
    parts.sort(key=lambda part: -len(part[2]))  # LibreOffice draws none before a longer one
    for called, _colour, points in parts:
        own = data.add_series(_cell(called))
        for share, place, _name_of in points:
            own.add_data_point(share, shown.height - place)
    frame = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, EDGE, TOP, INNER, Emu(LOW - TOP), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", about)
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(12), LEGIBLE
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    across, up = chart.category_axis, chart.value_axis
    across.minimum_scale, across.maximum_scale, across.major_unit = -MARGIN, 100, MARGIN
    across.tick_labels.number_format_is_linked = False
    across.tick_labels.number_format = '0" %";;0" %"'  # none left of 0
    across.has_title, across.has_major_gridlines = True, True
    across.major_gridlines.format.line.color.rgb = RGBColor(0xDD, 0xE2, 0xE6)
    across.axis_title.text_frame.text = shown.unit
    across.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    up.minimum_scale, up.maximum_scale, up.visible, up.has_major_gridlines = 0, shown.height, False, False
    for series, (_called, colour, points) in zip(chart.plots[0].series, parts, strict=True):
        if colour == LINE:
            series.marker.style = XL_MARKER_STYLE.NONE
            series.format.line.color.rgb, series.format.line.width = LEGIBLE, Pt(2)
            continue
        is_mark = bool(colour)
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE if is_mark else XL_MARKER_STYLE.NONE, 11
        if is_mark:
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = RGBColor.from_string(colour[1:].upper())
        is_left = is_mark and all(share < shown.asked for share, _place, _text in points)  # no name lies over the line
        for at, (_share, _place, text) in enumerate(points):
            _name(series, at, text, XL_LABEL_POSITION.LEFT if is_left else XL_LABEL_POSITION.RIGHT, not is_mark)
    _leave_out(chart.legend._element, next(at for at, part in enumerate(parts) if part[2] == heads))


def _name(series, point: int, text: str, place, is_bold: bool) -> None:
    """Write a name beside a point of a chart."""
    label = series.points[point].data_label
    label.position = place
    run = label.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold, run.font.color.rgb = text, Pt(11 if is_bold else 10), is_bold, LEGIBLE


def _leave_out(legend, place: int) -> None:
    """Leave a series out of a legend, by its place: there is no other way."""
    entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
    legend.insert(1, parse_xml(entry))  # after the legend's position


def _cell(text: str) -> str:
    """A text as it stands in the sheet behind a chart, whose writer makes a link of an address."""
    return f"'{text}" if LINKED.match(text) else str(exports.safe(text))


def _reported(shown: Chart, place: int) -> str:
    """A category in words; of one whose first series has no value there, that it is not reported."""
    called = shown.categories[place]
    return called if shown.series[0][1][place] is not None else f"{called}{colon()}{_('not reported')}"


def _table(page, shown: Table) -> None:
    # What is said of it does not touch it.
    height = min(Emu(LOW - TOP - Inches(0.1)), Inches(0.3) * (len(shown.rows) + 1))
    frame = page.shapes.add_table(len(shown.rows) + 1, len(shown.heads), EDGE, TOP, INNER, height)
    grid = frame.table
    for column, share in zip(grid.columns, shown.widths, strict=True):
        column.width = Emu(int(INNER * share))
    # Numbers stand to the right, words to the left.
    numbers = [
        all(text[:1] in f"0123456789{formats.DASH}" for text in texts) for texts in zip(*shown.rows, strict=True)
    ]
    for line, texts in enumerate([shown.heads, *shown.rows]):
        grid.rows[line].height = Emu(int(height / (len(shown.rows) + 1)))
        for place, text in enumerate(texts):
            cell = grid.cell(line, place)
            cell.fill.solid()
            colour = theme.CELL["light"] if line == 0 else theme.GROUND["light"]
            if line and place == len(texts) - 1 and shown.colours:
                colour = shown.colours[line - 1]
            cell.fill.fore_color.rgb = RGBColor.from_string(colour[1:].upper())
            ink = RGBColor.from_string(theme.letters_on(colour)[1:])
            _write(cell.text_frame, [(text, 12, ink, line == 0 or place == 0)], MSO_ANCHOR.MIDDLE)
            cell.margin_left = cell.margin_right = Inches(0.08)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.text_frame.paragraphs[0].alignment = 3 if numbers[place] else 1
