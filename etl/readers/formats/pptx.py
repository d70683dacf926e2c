"""Read a slide as paragraphs with their place: "slide 1, Title, paragraph 1". Walks the XML, as docx.py does."""

import re
import zipfile
from pathlib import Path

from lxml import etree

from etl.readers.formats.docx import Cell, Document, Paragraph, Table, parser

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TITLES = ("title", "ctrTitle", "subTitle")


def read(path: Path) -> Document:
    """The text of all shown slides, in order; the speaker's notes are no part of the pledge."""
    body, pictures = [], 0
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        for name in sorted(names, key=lambda name: int(re.findall(r"\d+", name)[0])):
            root = etree.fromstring(archive.read(name), parser())
            if root.get("show") in ("0", "false"):
                continue
            number = re.findall(r"\d+", name)[0]
            pictures += sum(1 for _ in root.iter(f"{P}pic"))
            tree = root.find(f"{P}cSld/{P}spTree")
            if tree is not None:
                body += _shapes(tree, f"slide {number}", [0, 0])
    return Document(body, [], {}, pictures)


def _shapes(node: etree._Element, slide: str, counted: list[int]) -> list:
    blocks = []
    for shape in node:
        if shape.tag in (f"{P}grpSp", f"{MC}Choice"):
            blocks += _shapes(shape, slide, counted)
        elif shape.tag == f"{MC}AlternateContent":
            blocks += [block for part in shape[:1] for block in _shapes(part, slide, counted)]
        elif shape.tag == f"{P}sp" and shape.find(f"{P}txBody") is not None:
            counted[0] += 1
            kind = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            is_title = kind is not None and kind.get("type") in TITLES
            place = f"{slide}, {'title' if is_title else f'box {counted[0]}'}"
            blocks += _paragraphs(shape.find(f"{P}txBody"), place, is_title)
        elif shape.tag == f"{P}graphicFrame":
            for table in shape.iter(f"{A}tbl"):
                counted[1] += 1
                blocks.append(_table(table, f"{slide}, table {counted[1]}"))
    return blocks


def _table(node: etree._Element, place: str) -> Table:
    table = Table(place)
    for number, row in enumerate(node.iterfind(f"{A}tr"), 1):
        cells = []
        for column, cell in enumerate(row.iterfind(f"{A}tc"), 1):
            if cell.get("hMerge") in ("1", "true"):
                continue
            cell_place = f"{place}, row {number}" + ("" if column == 2 else f", column {column}")
            goes_on = cell.get("vMerge") in ("1", "true")
            body = cell.find(f"{A}txBody")
            cells.append(Cell(_paragraphs(body, cell_place, False) if body is not None else [], column, goes_on))
        table.rows.append((number, cells))
    return table


def _paragraphs(body: etree._Element, place: str, is_title: bool) -> list[Paragraph]:
    paragraphs = []
    for number, node in enumerate(body.iterfind(f"{A}p"), 1):
        parts = []
        for child in node.iter():
            if child.tag == f"{A}t":
                parts.append(child.text or "")
            elif child.tag == f"{A}br":
                parts.append("\n")
        lines = (" ".join(line.split()) for line in "".join(parts).replace("\v", "\n").split("\n"))
        text = "\n".join(line for line in lines if line)
        item = node.find(f"{A}pPr/{A}buNone") is None and not is_title and place.count(",") == 1
        paragraphs.append(Paragraph(text, f"{place}, paragraph {number}", item, is_title))
    return paragraphs
