"""Documents as PDF, set by typst: PDF/A with tags, in its own letters, without a network."""

import json
from pathlib import Path
from typing import Literal

import pypdfium2
import typst

from pages.kit import text
from pages.reports import papers

TEMPLATE = Path(__file__).with_name("paper.typ")
ARCHIVED: Literal["a-2a"] = "a-2a"  # to be kept, and read by a screen reader
LEAST = 6.5  # points: smaller letters are not read


def written(paper: papers.Paper) -> bytes:
    """A document as PDF, its letters as large as its pages allow."""
    size, counts = papers.fit(paper)
    shown = [(block, count) for block, count in zip(paper.blocks, counts, strict=True) if count or block.head]
    data = {
        "about": paper.about,
        "lang": text.language(),
        "title": paper.title,
        "marks": paper.marks,
        "said": [paper.head, *paper.said],
        "blocks": [
            {
                "head": papers.heading(block, count),
                "titles": block.titles if count else (),
                "widths": block.widths,
                "rows": block.rows[:count],
            }
            for block, count in shown
        ],
        "cited": paper.cited,
    }
    points = size.points
    while True:
        made = _set(data | {"points": points})
        # How many lines letters take is reckoned for Word's: here they are made smaller until the pages are those.
        if points <= LEAST or len(pypdfium2.PdfDocument(made)) <= paper.pages:
            return made
        points -= 0.5


def _set(data: dict) -> bytes:
    inputs = {"paper": json.dumps(data)}
    try:
        return typst.compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs=inputs, pdf_standards=ARCHIVED)
    except typst.TypstError:
        # PDF/A refuses a letter that no font has, such as of a pledge in Chinese on a machine without its fonts: the page is worth more.
        return typst.compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs=inputs)
