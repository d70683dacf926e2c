"""Read a Word file as blocks of text with their place. Walks the XML: python-docx sees no text boxes, content controls,
tracked changes or footnotes.

Tracked insertions count and deletions do not; hidden text and the grey prompt of an empty content control are not text.
A place reads "table 3, row 2, paragraph 1"; the column is named where it is not the second, which holds the pledge.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
PICTURES = ("blip", "imagedata")
GONE = {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sectPr", "sdtPr")}


@dataclass
class Paragraph:
    """The text of a paragraph, its place, whether it is an item of a list or a heading, and the footnotes it points to."""

    text: str
    place: str
    is_item: bool = False
    is_heading: bool = False
    notes: tuple[str, ...] = ()
    level: int = 0  # of a heading, where its style says it


@dataclass
class Cell:
    """A cell of a table: paragraphs and tables within it; `goes_on` where it is merged into the one above."""

    items: list = field(default_factory=list)
    column: int = 1
    goes_on: bool = False

    @property
    def text(self) -> str:
        """All words of the cell on one line."""
        return " ".join(paragraph.text for paragraph in flat(self.items) if paragraph.text)


@dataclass
class Table:
    """Rows of cells, top to bottom, each with the number it has in the file."""

    place: str
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)

    def by_column(self) -> list[list[str]]:
        """Return the words of each row by column; a cell that is merged over rows stands in each of them."""
        width = max((cell.column for _, cells in self.rows for cell in cells), default=0)
        listed: list[list[str]] = []
        for _, cells in self.rows:
            row = [""] * width
            for cell in cells:
                above = listed[-1][cell.column - 1] if cell.goes_on and listed else ""
                row[cell.column - 1] = cell.text or above
            listed.append(row)
        return listed


@dataclass
class Document:
    """A body of paragraphs and tables, the heads and feet of its pages, footnotes by id, and what cannot be read."""

    body: list
    margins: list[Paragraph]
    footnotes: dict[str, Paragraph]
    picture_count: int = 0
    change_count: int = 0


def parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )


def flat(items: list) -> Iterator[Paragraph]:
    """Yield every paragraph of blocks, those in tables too, in reading order."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for _, cells in item.rows:
                for cell in cells:
                    yield from flat(cell.items)


def read(path: Path) -> Document:
    """The blocks of a Word file; KeyError or lxml's error where it is none."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        main = next((name for name in names if name.casefold() == "word/document.xml"), None) or _main(archive)
        root = _parse(archive, main)
        folder = str(PurePosixPath(main).parent)
        margins: list = []
        for kind in ("header", "footer"):
            for number, name in enumerate(sorted(n for n in names if n.startswith(f"{folder}/{kind}")), 1):
                margins += flat(_blocks(_parse(archive, name), f"{kind} {number}"))
        notes, order = {}, 0
        for kind in ("footnote", "endnote"):
            name = f"{folder}/{kind}s.xml"
            for note in _parse(archive, name).iter(f"{W}{kind}") if name in names else ():
                if note.get(f"{W}type") in (None, "normal"):
                    order += 1
                    text = " ".join(paragraph.text for paragraph in flat(_blocks(note, kind)) if paragraph.text)
                    notes[f"{kind}{note.get(f'{W}id')}"] = Paragraph(text, f"{kind} {order}")
    body = root.find(f"{W}body")
    pictures = sum(1 for node in root.iter() if isinstance(node.tag, str) and node.tag.endswith(PICTURES))
    changes = sum(1 for name in ("ins", "del", "moveFrom", "moveTo") for _ in root.iter(f"{W}{name}"))
    return Document(_blocks(body, "") if body is not None else [], margins, notes, pictures, changes)


def _main(archive: zipfile.ZipFile) -> str:
    for link in _parse(archive, "_rels/.rels"):
        if link.get("Type", "").endswith("/officeDocument"):
            target = link.get("Target", "").lstrip("/")
            if target.casefold().endswith(".xml"):  # what has another ending was not looked at before
                return target
    raise KeyError("no document in it")


def _parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    data = archive.read(name).replace(STRICT, W[1:-1].encode())
    return etree.fromstring(data, parser())


def _children(node: etree._Element) -> Iterator[etree._Element]:
    """Yield blocks, looking through what only wraps them: content controls, insertions, custom XML."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in GONE:
            continue
        if child.tag in (f"{W}sdt", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"):
            if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                yield from _children(child.find(f"{W}sdtContent") if child.tag == f"{W}sdt" else child)
        elif child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            yield from _children(chosen if chosen is not None else child)
        elif child.tag == f"{W}sdtContent":
            yield from _children(child)
        else:
            yield child


def _blocks(node: etree._Element | None, place: str, column: str = "") -> list:
    """Paragraphs and tables of a body, cell, note or box; numbers count what stands there, empty ones too."""
    blocks: list = []
    paragraphs = tables = 0
    for child in _children(node) if node is not None else ():
        if child.tag == f"{W}p":
            paragraphs += 1
            here = ", ".join(filter(None, (place, column, f"paragraph {paragraphs}")))
            paragraph, boxes = _paragraph(child, here)
            blocks.append(paragraph)
            for number, box in enumerate(boxes, 1):
                if place:
                    blocks += _blocks(box, f"{here}, text box {number}")
                else:
                    blocks += _blocks(box, f"text box at {here}" if number == 1 else f"text box {number} at {here}")
        elif child.tag == f"{W}tbl":
            tables += 1
            blocks.append(_table(child, ", ".join(filter(None, (place, column, f"table {tables}")))))
    return blocks


def _table(node: etree._Element, place: str) -> Table:
    table, number = Table(place), 0
    for row in _children(node):
        if row.tag != f"{W}tr":
            continue
        number += 1
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        before = row.find(f"{W}trPr/{W}gridBefore")
        column, cells = 1 + (_number(before) if before is not None else 0), []
        for cell in _children(row):
            if cell.tag != f"{W}tc":
                continue
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            label = "" if column == 2 else f"column {column}"
            cells.append(Cell(_blocks(cell, f"{place}, row {number}", label), column, goes_on))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            column += _number(span) if span is not None else 1
        table.rows.append((number, cells))
    return table


def _number(node: etree._Element) -> int:
    try:
        return max(1, min(int(node.get(f"{W}val", "1")), 63))
    except ValueError:
        return 1


def _paragraph(node: etree._Element, place: str) -> tuple[Paragraph, list]:
    parts: list[str] = []
    boxes: list = []
    notes: list = []
    _runs(node, parts, boxes, notes)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    style = node.find(f"{W}pPr/{W}pStyle")
    named = style.get(f"{W}val", "").casefold() if style is not None else ""
    item = node.find(f"{W}pPr/{W}numPr") is not None or "list" in named or "liste" in named
    heading = named.startswith(("heading", "title", "titre", "ttulo"))
    level = int(named[-1]) if heading and named[-1].isdigit() else int(heading)
    return Paragraph("\n".join(line for line in lines if line), place, item, heading, tuple(notes), level), boxes


def _runs(node: etree._Element, parts: list[str], boxes: list, notes: list[str]) -> None:
    """Collect the text of a paragraph; boxes that float over it are handed back as blocks of their own."""
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag in GONE:
            continue
        if tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
            continue
        if tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            continue
        if tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            _runs(chosen if chosen is not None else child, parts, boxes, notes)
        elif tag == f"{W}txbxContent":
            boxes.append(child)
        elif tag == f"{W}t":
            parts.append(child.text or "")
        elif tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif tag in (f"{W}tab", f"{W}ptab"):
            parts.append(" ")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            notes.append(tag.removeprefix(W).removesuffix("Reference") + child.get(f"{W}id", ""))
        else:
            _runs(child, parts, boxes, notes)
