"""A pledge form for a state as Word: the guide's table of ten categories, with what it announced before below it.

It stands with the files that leave the dashboard and asks for neither Streamlit nor data: the maker of the exercise world
writes its forms with it too.
"""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import docx

from etl.records.decisions import OTHER_STEPS, UNIT_STEPS
from pages.kit import formats
from pages.kit.languages.forms import told
from pages.kit.text import colon
from pages.pledges.labels import STATUS
from pages.reports.word import entitle, fill, grid, small

BEFORE = "Announced before (for information, not part of this form)"
HEADS = ("Contribution Category", "Pledge description")
EARLIER = (BEFORE, "Pledge", "Status")
WIDTHS = ((5.5, 11.5), (4.0, 8.5, 4.5))  # cm
HELP = (
    "Please write each commitment on a line of its own: what is delivered, how many, by when, and who commits to it."
    " Units are registered in the PCRS besides."
)
STEPS = {code: STATUS[code] for code in (*UNIT_STEPS, *OTHER_STEPS)}


def form(
    name: str,
    ministerial: str,
    categories: Mapping[str, str],
    pledges: Sequence[Mapping] | None = None,
    note: str = "",
) -> bytes:
    """The Word form of a state and a meeting, blank but for their names; `categories` are names by code, in the form's order.

    `pledges` are what the state announced before, each with category (code or name), sentence, ministerial, status (code
    of a step or words) and status_date; they stand in a table of their own, which a reader of forms passes over.
    `note` is printed above everything, such as EXERCISE.
    """
    document = docx.Document()
    heading = told("UN Peacekeeping Ministerial: Member State Pledge Form")
    title = told("Member State pledge form: {name}, {ministerial}").format(name=name, ministerial=ministerial)
    entitle(document, title, heading, name, note, 10)
    document.add_paragraph(told("Ministerial: {ministerial}").format(ministerial=ministerial))
    small(document, told(HELP))
    fill(
        grid(document, [*map(told, HEADS)], WIDTHS[0]), [(told(label), "") for label in categories.values()], WIDTHS[0]
    )
    if pledges:
        document.add_paragraph()
        rows = sorted((_earlier(pledge, categories) for pledge in pledges), key=lambda row: row[0])
        fill(grid(document, [*map(told, EARLIER)], WIDTHS[1]), [row[1:] for row in rows], WIDTHS[1])
        small(document, told("If a status is not right, please tell the Strategic Force Generation Cell."))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _earlier(pledge: Mapping, categories: Mapping[str, str]) -> tuple[int, str, str, str]:
    names = list(categories)
    code = pledge.get("category") or "other"
    place = names.index(code) if code in names else len(names)
    return (
        place,
        told(categories.get(code, code)),
        announced(pledge),
        in_words(pledge.get("status"), pledge.get("status_date")),
    )


def announced(pledge: Mapping) -> str:
    """Where a pledge was made, and its words."""
    return colon().join(filter(None, (told(pledge.get("ministerial") or ""), pledge["sentence"])))


def in_words(status: str | None, day: dt.date | str | None) -> str:
    """A status as people say it, with its day; what is no step is said as it is, none as no news."""
    if not status:
        return told("No news since it was announced")
    name = told(STEPS.get(status, status))
    if isinstance(day, dt.date):
        day = formats.day(day)
    return f"{name}, {day}" if day else name
