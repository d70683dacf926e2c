"""Write a pledge form for a state: the guide's table of ten categories, with what it announced before below it."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row

from etl.pledges.lexicon import Lexicon, table

BEFORE = "Announced before (for information, not part of this form)"
HEADS = ("Contribution Category", "Pledge description")
EARLIER = (BEFORE, "Pledge", "Status")
WIDTHS = ((5.5, 11.5), (4.0, 8.5, 4.5))  # cm
SHADE = "E8EEF4"
GREY = RGBColor(0x55, 0x55, 0x55)
HELP = (
    "Please write each commitment on a line of its own: what is delivered, how many, by when, and who commits to it."
    " Units are registered in the PCRS besides."
)


def form(name: str, ministerial: str, pledges: Sequence[Mapping] | None = None, note: str = "") -> bytes:
    """Return a Word form for a state and a meeting, blank but for their names.

    `pledges` are what the state announced before, each with category (code or name), sentence, ministerial, status (code
    of pledge_step or words) and status_date; they stand in a table of their own, which a reader of forms passes over.
    `note` is printed above everything, such as EXERCISE.
    """
    lexicon, document = Lexicon(), docx.Document()
    document.core_properties.title = f"Member State pledge form: {name}, {ministerial}"
    document.core_properties.author = document.core_properties.comments = ""
    document.styles["Normal"].font.size = Pt(10)
    if note:
        document.add_paragraph().add_run(note).bold = True
    document.add_heading("UN Peacekeeping Ministerial: Member State Pledge Form", 1)
    document.add_paragraph().add_run(f"Member State: {name}").bold = True
    document.add_paragraph(f"Ministerial: {ministerial}")
    _small(document, HELP)
    _fill(_grid(document, HEADS, WIDTHS[0]), [(label, "") for label in lexicon.categories.values()], WIDTHS[0])
    if pledges:
        document.add_paragraph()
        rows = sorted((_earlier(pledge, lexicon) for pledge in pledges), key=lambda row: row[0])
        _fill(_grid(document, EARLIER, WIDTHS[1]), [row[1:] for row in rows], WIDTHS[1])
        _small(document, "If a status is not right, please tell the Strategic Force Generation Cell.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _earlier(pledge: Mapping, lexicon: Lexicon) -> tuple[int, str, str, str]:
    names = list(lexicon.categories)
    code = pledge.get("category") or "other"
    place = names.index(code) if code in names else len(names)
    told = ": ".join(filter(None, (pledge.get("ministerial") or "", pledge["sentence"])))
    return place, lexicon.categories.get(code, code), told, in_words(pledge.get("status"), pledge.get("status_date"))


def in_words(status: str | None, day: dt.date | str | None) -> str:
    """Return a status as people say it, with its day; no news is said as no news."""
    if not status:
        return "No news since it was announced"
    name = next((row["name"] for row in table("pledge_step") if row["status"] == status), status)
    if isinstance(day, dt.date):
        day = f"{day.day} {day:%B %Y}"
    return f"{name}, {day}" if day else name


def _grid(document: Document, heads: Sequence[str], widths: Sequence[float]) -> Table:
    grid = document.add_table(1, len(heads), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, text, width in zip(grid.rows[0].cells, heads, widths, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell.width = Cm(width)
        _shade(cell)
    # The heading is repeated on each page, which screen readers take as the table's heading too.
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return grid


def _fill(grid: Table, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    for texts in rows:
        row = grid.add_row()
        _unbroken(row)
        for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.text, cell.width = text, Cm(width)
            if place == 0:
                cell.paragraphs[0].runs[0].bold = True


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def _unbroken(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _small(document: Document, text: str) -> None:
    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), GREY
