"""Write a pledge form for a state: the guide's table of ten categories, with what it announced before below it."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import docx
from docx.shared import Pt

from etl.readers.pledges.lexicon import Lexicon, table
from etl.word import fill, grid, small

BEFORE = "Announced before (for information, not part of this form)"
HEADS = ("Contribution Category", "Pledge description")
EARLIER = (BEFORE, "Pledge", "Status")
WIDTHS = ((5.5, 11.5), (4.0, 8.5, 4.5))  # cm
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
    small(document, HELP)
    fill(grid(document, HEADS, WIDTHS[0]), [(label, "") for label in lexicon.categories.values()], WIDTHS[0])
    if pledges:
        document.add_paragraph()
        rows = sorted((_earlier(pledge, lexicon) for pledge in pledges), key=lambda row: row[0])
        fill(grid(document, EARLIER, WIDTHS[1]), [row[1:] for row in rows], WIDTHS[1])
        small(document, "If a status is not right, please tell the Strategic Force Generation Cell.")
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
