"""Documents as Word, and what all Word files share: tables whose heading is repeated on each page and whose rows are not broken."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row

from pages.kit.languages.forms import told
from pages.kit.text import language
from pages.reports import papers

SHADE = "E8EEF4"
TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}  # of languages, as Word has them
GREY = RGBColor(0x55, 0x55, 0x55)


def written(paper: papers.Paper) -> bytes:
    """A document as a Word file, its letters as large as its pages allow."""
    size, counts = papers.fit(paper)
    page = docx.Document()
    part = page.sections[0]
    part.page_width, part.page_height = Cm(21), Cm(29.7)
    part.left_margin = part.right_margin = Cm(1.5)
    part.top_margin = part.bottom_margin = Cm(1.3)
    page.core_properties.title = paper.about
    page.core_properties.author = page.core_properties.comments = ""
    _speak(page)
    plain = page.styles["Normal"]
    plain.font.size, plain.paragraph_format.space_after = Pt(size.points), Pt(3)
    for level, points in ((1, 16), (2, size.points + 2)):
        style = page.styles[f"Heading {level}"]
        style.font.size, style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(points),
            Pt(5),
            Pt(2),
        )
    for mark in paper.marks:
        page.add_paragraph().add_run(mark).bold = True
    page.add_heading(paper.title, 1)
    for sentence in (paper.head, *paper.said):
        page.add_paragraph(sentence)
    for block, shown in zip(paper.blocks, counts, strict=True):
        if block.head:
            page.add_heading(papers.heading(block, shown), 2)
        if shown and not block.titles:
            for (text,) in block.rows[:shown]:
                page.add_paragraph(text)
        elif shown:
            fill(grid(page, block.titles, block.widths), block.rows[:shown], block.widths)
    small(page, paper.cited)
    page.paragraphs[-1].runs[0].font.size = Pt(7.5)
    page.paragraphs[-1].paragraph_format.space_before = Pt(6)
    for cell in (cell for table in page.tables for line in table.rows for cell in line.cells):
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def entitle(document: Document, title: str, heading: str, name: str, note: str, size: float) -> None:
    """Begin a form of a state: its properties without a person's name, the size of its letters, the note, the heading and the state."""
    document.core_properties.title = title
    document.core_properties.author = document.core_properties.comments = ""
    _speak(document)
    document.styles["Normal"].font.size = Pt(size)
    if note:
        document.add_paragraph().add_run(note).bold = True
    document.add_heading(heading, 1)
    document.add_paragraph().add_run(told("Member State: {name}").format(name=name)).bold = True


def _speak(document: Document) -> None:
    """Have a document say the language that it is in, so that it is read aloud and spelt in it."""
    document.core_properties.language = language()
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), TAGS[language()])


def grid(document: Document, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """Add a table with these headings and widths in centimetres."""
    made = document.add_table(1, len(heads), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, cell, text, width in zip(made.columns, made.rows[0].cells, heads, widths, strict=True):
        column.width = Cm(width)  # some programs go by the columns, some by the cells
        cell.paragraphs[0].add_run(text).bold = True
        cell.width = Cm(width)
        _shade(cell)
    # The heading is repeated on each page, which screen readers take as the table's heading too.
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return made


def fill(table: Table, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """Add rows of texts to a table; the first cell of each is bold."""
    for texts in rows:
        row = table.add_row()
        _unbroken(row)
        for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.text, cell.width = papers.cleaned(text), Cm(width)
            if place == 0:
                cell.paragraphs[0].runs[0].bold = True


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def _unbroken(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def small(document: Document, text: str) -> None:
    """Add a paragraph in small grey letters."""
    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), GREY
