"""The Country brief: one page in Word that can be handed to an ambassador, and read aloud.

Its letters are as large as lets everything stand on one page. What does not fit even in small ones is counted in the heading of
its table; every row that is printed is printed whole.
"""

import io
import textwrap
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.kit import naming
from pages.kit.text import _
from pages.kit.view import Run, View, file_start
from pages.outreach import facts as outreach_facts
from pages.reports import brief_words as words
from pages.reports import pledge_files
from pages.women import facts as women_facts

WIDTH = 18.0  # cm between the margins of A4


@dataclass(frozen=True)
class Letters:
    """A size of letters: points, lines of it on one page, and the cm that one takes at most, on average."""

    points: float
    lines: int
    width: float


SIZES = (Letters(11, 57, 0.245), Letters(10, 64, 0.222), Letters(9, 72, 0.2), Letters(8.5, 75, 0.19))


@dataclass(frozen=True)
class Block:
    """A table with its heading, widths in cm and rows; without titles, paragraphs. What is `whole` is printed before others share the rest."""

    head: str
    titles: tuple[str, ...]
    widths: tuple[float, ...]
    rows: list[tuple]
    whole: bool = True


def brief(run: Run, view: View, iso3: str) -> bytes:
    """The brief of one state as a Word file of one page."""
    return _written(run, view, _row(run, view, iso3))


def _row(run: Run, view: View, iso3: str) -> pd.Series:
    """What outreach knows of a state; its name alone where it is not released for this view, or no Member State."""
    states = outreach_facts.states(run, view, outreach_facts.entries(view))
    rows = states[states["iso3"] == iso3]
    if len(rows):
        return rows.iloc[0]
    name = naming.states(run, view).get(iso3, iso3)
    return pd.Series({"iso3": iso3, "name": name, "requirement_ids": None, "signals": None})


def _blocks(run: Run, view: View, iso3: str, asked: pd.DataFrame) -> list[Block]:
    """The tables of a brief that have rows, in the order in which they are read."""
    units, returned = words.unit_rows(run, view, iso3), women_facts.rows(run, view, iso3)
    blocks = [
        Block(_("To speak about"), (_("Ask"), _("Why"), _("In the guide")), (7.6, 6.0, 4.4), words.ask_rows(asked)),
        Block(_("Last said, and next"), (_("What"), _("Words"), _("Day")), (3.0, 11.5, 3.5), words.said_rows(view, iso3)),
        Block(_("Deployed"), (), (WIDTH,), words.mission_rows(run, view, iso3)),
        Block(
            _("Women by category, of ten people or more"),
            (_("Category"), _("Women of people"), _("Share"), _("Target"), _("More women, by replacement")),
            (6.0, 3.0, 2.4, 2.6, 4.0),
            words.parity_rows(run, view, iso3),
        ),
        Block(_("Women in its units"), (_("Unit"), _("In its last return"), _("To ask for")), (5.6, 7.4, 5.0), returned or [], False),
        Block(_("Pledged"), (_("Ministerial"), _("Pledge"), _("Status")), (3.4, 7.6, 7.0), words.pledge_rows(run, view, iso3), False),
        Block(_("Units in the PCRS"), (_("Capability"), _("Level"), _("Renewal")), (7.0, 5.5, 5.5), units or [], False),
        Block(
            _("What the Pledging Guide asks of all Member States"),
            (_("Category"), _("In the guide")),
            (11.5, 6.5),
            [] if len(asked) else words.way_rows(run, view),
        ),
        Block(_("Whom to turn to"), (_("Office"), _("For what")), (6.5, 11.5), words.turn_to()),
    ]  # fmt: skip
    return [block for block in blocks if block.rows]


def _written(run: Run, view: View, row: pd.Series) -> bytes:
    import docx
    from docx.shared import Cm, Pt

    from pages.reports import word

    iso3, page = row["iso3"], docx.Document()
    asked = outreach_facts.asks(run, view, row).head(words.ASKS)
    said, blocks, cited = (
        words.aloud(run, view, row, asked),
        _blocks(run, view, iso3, asked),
        words.cited(run, view, asked),
    )
    marks = pledge_files.exercise(view)
    if not view.is_open:
        marks.append(
            _(
                "RESTRICTED: may hold calls, levels, renewals or returns of units, and pledges not announced. Not to be passed on."
            )
        )
    size, counts = _fit(blocks, said, cited, len(marks))

    part = page.sections[0]
    part.page_width, part.page_height = Cm(21), Cm(29.7)
    part.left_margin = part.right_margin = Cm(1.5)
    part.top_margin = part.bottom_margin = Cm(1.3)
    page.core_properties.title = view.marked(f"{_('Country brief')}: {row['name']}")
    page.core_properties.author = page.core_properties.comments = ""
    plain = page.styles["Normal"]
    plain.font.size, plain.paragraph_format.space_after = Pt(size.points), Pt(3)
    for level, points in ((1, 16), (2, size.points + 2)):
        style = page.styles[f"Heading {level}"]
        style.font.size, style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(points),
            Pt(5),
            Pt(2),
        )
    for mark in marks:
        page.add_paragraph().add_run(mark).bold = True
    page.add_heading(view.marked(row["name"]), 1)
    page.add_paragraph(words.head(run, view, iso3))
    for sentence in said:
        page.add_paragraph(sentence)
    for block, shown in zip(blocks, counts, strict=True):
        if shown:
            page.add_heading(_heading(block, shown), 2)
        if shown and not block.titles:
            for (text,) in block.rows:
                page.add_paragraph(text)
        elif shown:
            word.fill(word.grid(page, block.titles, block.widths), block.rows[:shown], block.widths)
    word.small(page, cited)
    page.paragraphs[-1].runs[0].font.size = Pt(7.5)
    page.paragraphs[-1].paragraph_format.space_before = Pt(6)
    for cell in (cell for table in page.tables for line in table.rows for cell in line.cells):
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _heading(block: Block, shown: int) -> str:
    if shown == len(block.rows):
        return block.head
    return _("{head}: {n} of {all}").format(head=block.head, n=shown, all=len(block.rows))


def _fit(blocks: list[Block], said: list[str], cited: str, marks: int) -> tuple[Letters, list[int]]:
    """The largest letters in which everything stands on one page, and how many rows of each table are printed."""
    for size in SIZES:
        used = 2 * marks + 6 + sum(_lines(text, WIDTH, size) for text in (*said, cited)) + 3 * len(blocks)
        counts = fitting(blocks, size.lines - used, size)
        if all(count == len(block.rows) for count, block in zip(counts, blocks, strict=True)):
            break
    return size, counts


def _lines(text: str, width: float, size: Letters) -> int:
    return max(1, len(textwrap.wrap(text, max(4, int((width - 0.4) / size.width)))))


def _height(row: Iterable[str], widths: tuple[float, ...], size: Letters) -> int:
    return max(_lines(text, width, size) for text, width in zip(row, widths, strict=True))


def fitting(blocks: list[Block], lines: int, size: Letters) -> list[int]:
    """How many rows of each table fit into so many lines together: those that are whole first, of the others one of each in turn."""
    counts = [len(block.rows) if block.whole else 0 for block in blocks]
    lines -= sum(_height(row, block.widths, size) for block in blocks if block.whole for row in block.rows)
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


def file_name(view: View, iso3: str) -> str:
    """Name of a state's brief as a file."""
    return f"{file_start(view)}brief-{iso3}-{view.as_of}-{view.scope}-{view.snapshot.version}{mark(view)}.docx"


def mark(view: View) -> str:
    """What tells a file of the restricted view from one to hand over."""
    return "" if view.is_open else "-restricted"


def bundle(run: Run, view: View, states: pd.DataFrame, progress: Any = None) -> bytes:
    """The briefs of a choice of states as one archive; `progress` is told the share done and the state."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (_place, row) in enumerate(states.iterrows(), 1):
            if progress:
                progress(done / len(states), row["name"])
            archive.writestr(file_name(view, row["iso3"]), _written(run, view, row))
    return out.getvalue()
