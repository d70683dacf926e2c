"""Take the lines of a PDF's text layer with their places, within stated bounds."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from etl.contract import SourceError

LARGEST = 20 * 1024**2  # bytes; the UN's largest has 0.9 million
MOST_PAGES = 400  # the UN's longest has 127
MOST_CHARACTERS = 10_000  # on a page; the UN's fullest has 3,600
MOST_OBJECTS = 50_000  # on a page
SAME_LINE = 4.0  # points between the middles of two words of a line: figures may stand three above their words
SAME_WORD = 1.2  # points between two letters
SAME_CELL = 0.6  # of a letter's height, between two words of a cell
REMEDY = "Download it again from the UN, or save it anew as a PDF of its tables alone."


@dataclass
class Cell:
    """Words that stand together: text, left and right edge, middle and height in points."""

    text: str
    left: float
    right: float
    middle: float
    height: float

    @property
    def centre(self) -> float:
        """Halfway between left and right."""
        return (self.left + self.right) / 2


@dataclass
class Line:
    """One line of a page, from left to right; both numbers begin at 1."""

    page: int
    number: int
    middle: float
    cells: list[Cell]

    @property
    def text(self) -> str:
        """All words of the line."""
        return " ".join(cell.text for cell in self.cells)


def lines(path: Path, name: str) -> Iterator[list[Line]]:
    """The lines of each page; SourceError where the file is no PDF, is locked, has no text or is larger than its kind ever was."""
    if path.stat().st_size > LARGEST:
        raise SourceError(name, "whole file", f"is larger than {LARGEST:,} bytes.", REMEDY)
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise SourceError(name, "whole file", f"does not open as a PDF ({error}).", REMEDY) from error
    try:
        if len(document) > MOST_PAGES:
            raise SourceError(
                name, "whole file", f"has {len(document):,} pages; at most {MOST_PAGES} are read.", REMEDY
            )
        seen = 0
        for number in range(1, len(document) + 1):
            page = _page(document, number, name)
            seen += sum(len(line.cells) for line in page)
            yield page
        if not seen:
            raise SourceError(name, "whole file", "has no text, only pictures.", REMEDY)
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int, name: str) -> list[Line]:
    where = f"page {number}"
    try:
        page = document[number - 1]
        objects = pdf.FPDFPage_CountObjects(page.raw)
        if objects > MOST_OBJECTS:
            raise SourceError(name, where, f"has {objects:,} objects; at most {MOST_OBJECTS:,} are read.", REMEDY)
        text = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise SourceError(name, where, f"cannot be read ({error}).", REMEDY) from error
    try:
        count = text.count_chars()
        if count > MOST_CHARACTERS:
            raise SourceError(name, where, f"has {count:,} characters; at most {MOST_CHARACTERS:,} are read.", REMEDY)
        words = _words(text, count)
    finally:
        text.close()
        page.close()
    return [Line(number, place, row[0].middle, _cells(row)) for place, row in enumerate(_rows(words), 1)]


def _words(text: pdfium.PdfTextPage, count: int) -> list[Cell]:
    """The words of a page: letters that follow each other on a line without a gap."""
    words: list[Cell] = []
    box = pdf.FS_RECTF()
    open_word = False
    for place in range(count):
        letter = chr(pdf.FPDFText_GetUnicode(text.raw, place))
        if letter.isspace() or not letter.isprintable():
            open_word = False
            continue
        pdf.FPDFText_GetLooseCharBox(text.raw, place, ctypes.byref(box))
        middle, height = (box.top + box.bottom) / 2, box.top - box.bottom
        last = words[-1] if open_word else None
        if last and abs(last.middle - middle) < 1.5 and -1.5 < box.left - last.right < SAME_WORD:
            last.text += letter
            last.right = max(last.right, box.right)
        else:
            words.append(Cell(letter, box.left, box.right, middle, height))
            open_word = True
    return words


def _rows(words: list[Cell]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for word in sorted(words, key=lambda word: -word.middle):
        if rows and rows[-1][0].middle - word.middle < SAME_LINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _cells(row: list[Cell]) -> list[Cell]:
    cells: list[Cell] = []
    for word in row:
        last = cells[-1] if cells else None
        both = last is not None and _is_number(last.text) == _is_number(word.text)
        if last is not None and both and not _is_number(word.text) and word.left - last.right < SAME_CELL * word.height:
            last.text += f" {word.text}"
            last.right = word.right
        else:
            cells.append(Cell(word.text, word.left, word.right, word.middle, word.height))
    return cells


def _is_number(text: str) -> bool:
    return text.replace(",", "").isdigit()
