"""The six-month update as Word: what a state pledged, where each pledge stands, and room to answer; the pledge reader reads it back.

It asks for neither Streamlit nor data. The heading of its table is how the reader knows it (data/reference/form_word.csv).
"""

import io
from collections.abc import Mapping, Sequence

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from pages.kit.languages.forms import told
from pages.reports.pledge_form import STEPS, announced, in_words
from pages.reports.word import entitle, fill, grid, small

HEADS = (
    "Pledge number (please leave as it is)",
    "Pledge",
    "Where it stands, as known here",
    "Where it stands now",
    "Since (day)",
    "In your words",
)
WIDTHS = (3.2, 7.4, 5.2, 3.6, 2.6, 4.7)  # cm
HELP = (
    "Please write where each pledge stands now, since which day (such as 2025-11-14), and whatever else should be known."
    " What is left blank is read as no answer. Where it stands is one of: {steps}."
)


def form(name: str, day: str, pledges: Sequence[Mapping], note: str = "") -> bytes:
    """The update form of a state, pre-filled.

    `pledges` have pledge_id, sentence, ministerial, status (code of a step or words), status_date and evidence, what deployment
    figures show of it in words, or blank. `note` is printed above everything, such as EXERCISE.
    """
    document = docx.Document()
    part = document.sections[0]
    part.orientation, part.page_width, part.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    part.left_margin = part.right_margin = Cm(1.5)
    heading = told("UN Peacekeeping Ministerial: six-month update on pledges")
    entitle(document, told("Six-month update on pledges: {name}").format(name=name), heading, name, note, 9.5)
    document.add_paragraph(told("As of {day}").format(day=day))
    small(document, told(HELP).format(steps=", ".join(dict.fromkeys(map(told, STEPS.values())))))
    fill(grid(document, [*map(told, HEADS)], WIDTHS), [_row(pledge) for pledge in pledges], WIDTHS)
    small(document, told("Please send it to the Strategic Force Generation Cell."))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _row(pledge: Mapping) -> tuple[str, ...]:
    known = [in_words(pledge.get("status"), pledge.get("status_date")), pledge.get("evidence") or ""]
    return pledge["pledge_id"], announced(pledge), "\n".join(filter(None, known)), "", "", ""
