"""A document that is handed over, whatever file it becomes: its sentences and tables, and how large its letters may be on its pages.

Letters are as large as lets everything stand on the pages. What does not fit even in small ones is counted in the heading of
its table; every row that is printed is printed whole.
"""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from pages.kit.text import _

WIDTH = 18.0  # cm between the margins of A4
UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what no Office file can hold


@dataclass(frozen=True)
class Letters:
    """A size of letters: points, lines of it on one page, and the cm that one takes at most, on average."""

    points: float
    lines: int
    width: float


SIZES = (Letters(11, 57, 0.245), Letters(10, 64, 0.222), Letters(9, 72, 0.2), Letters(8.5, 75, 0.19))


@dataclass(frozen=True)
class Block:
    """A table with its heading, widths in cm and rows; without titles, paragraphs. What is `whole`, and the first `least` rows of another, is printed before others share the rest."""

    head: str
    titles: tuple[str, ...]
    widths: tuple[float, ...]
    rows: list[tuple]
    whole: bool = True
    least: int = 0


@dataclass(frozen=True)
class Paper:
    """What a document says, from its marks to where its figures are from; `about` is its title as a property of the file."""

    about: str
    title: str
    head: str
    marks: list[str]
    said: list[str]
    blocks: list[Block]
    cited: str
    pages: int = 1


def cleaned(part: Any) -> Any:
    """A document or slide, or a part of one, without the letters that no Office file can hold: one in a file of others would stop it all."""
    if isinstance(part, str):
        return UNPRINTED.sub(" ", part)
    if isinstance(part, list | tuple):
        return type(part)(map(cleaned, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: cleaned(getattr(part, one.name)) for one in fields(part)})
    return part


def noted(rows: list[tuple]) -> Block:
    """What people noted, as a table: on what, the words, who and when."""
    return Block(_("Notes"), (_("On"), _("Note"), _("By")), (3.6, 11.0, 3.4), rows, whole=False)


def fit(paper: Paper) -> tuple[Letters, list[int]]:
    """The largest letters in which everything stands on the pages, and how many rows of each table are printed."""
    blocks, heads = paper.blocks, 3 * sum(bool(block.head) for block in paper.blocks)
    for size in SIZES:
        used = 2 * len(paper.marks) + 6 + sum(_lines(text, WIDTH, size) for text in (*paper.said, paper.cited))
        counts = fitting(blocks, size.lines * paper.pages - used - heads, size)
        if all(count == len(block.rows) for count, block in zip(counts, blocks, strict=True)):
            break
    return size, counts


def heading(block: Block, shown: int) -> str:
    """A table's heading, which says where not all of its rows are shown."""
    if shown == len(block.rows):
        return block.head
    return _("{head}: {n} of {all}").format(head=block.head, n=shown, all=len(block.rows))


def _lines(text: str, width: float, size: Letters) -> int:
    return max(1, len(textwrap.wrap(text, max(4, int((width - 0.4) / size.width)))))


def _height(row: Iterable[str], widths: tuple[float, ...], size: Letters) -> int:
    return max(_lines(text, width, size) for text, width in zip(row, widths, strict=True))


def fitting(blocks: list[Block], lines: int, size: Letters) -> list[int]:
    """How many rows of each table fit into so many lines together: those that are whole first, of the others one of each in turn."""
    counts = [len(block.rows) if block.whole else min(block.least, len(block.rows)) for block in blocks]
    first = [(row, block.widths) for block, n in zip(blocks, counts, strict=True) for row in block.rows[:n]]
    lines -= sum(_height(row, widths, size) for row, widths in first)
    full = {place for place, block in enumerate(blocks) if block.whole}
    while len(full) < len(blocks):
        for place, block in enumerate(blocks):
            if place in full:
                continue
            is_all = counts[place] == len(block.rows)
            tall = lines + 1 if is_all else _height(block.rows[counts[place]], block.widths, size)
            if tall > lines:
                full.add(place)
            else:
                counts[place], lines = counts[place] + 1, lines - tall
    return counts
