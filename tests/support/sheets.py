"""Headings and rows of the sheets that sources are tested with, in every form that a file may have, and monthly PDFs."""

import ctypes
import io

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from tests.support.etl_fixtures import csv_text, json_text, record, xlsx_bytes

FORMS = ("fast.csv", "careful.csv", "book.xlsx", "records.json")


def content(form: str, rows: list, headings: tuple) -> tuple:
    """Return a file of these rows in one form, and how the place of row n reads."""
    blank = [None] * len(headings)
    if form == "fast.csv":
        return csv_text([*rows, blank, headings], headings), lambda n: f"line {n + 2}"
    if form == "careful.csv":
        return "Title\n" + csv_text([*rows, blank, headings], headings), lambda n: f"line {n + 3}"
    if form == "book.xlsx":
        return xlsx_bytes([*rows, blank, headings], headings), lambda n: f"Sheet, row {n + 2}"
    return json_text([*rows, blank, headings], headings), lambda n: f"JSON records, row {n + 1}"


REQUIREMENTS = (
    "edition_date", "requirement_id", "requirement", "mission", "capability", "quantity", "languages", "equipment_tags",
    "needed_by", "priority",
)  # fmt: skip


def requirement(asked="UNI-QRF-01", words="", mission="UNMISS", capability="", quantity=4, edition="2026-06-30", languages="",
         tags="", needed="", priority=""):  # fmt: skip
    return [edition, asked, words, mission, capability, quantity, languages, tags, needed, priority]


MISSION_LINES = (
    "edition_date", "line_id", "mission", "capability", "quantity", "languages", "equipment_tags", "days", "women_percent",
    "priority", "due_date",
)  # fmt: skip


def mission_line(name="L-001", mission="UNMISS", capability="qrf_company", quantity=2, languages="", tags="", days="", women="",
         priority="", due="", edition="2026-06-30"):  # fmt: skip
    return [edition, name, mission, capability, quantity, languages, tags, days, women, priority, due]


UNITS = (
    "as_of", "mission", "unit_slot", "state", "unit_type", "component", "rotation_number", "rotated_in", "rotates_out", "strength",
    "women", "engagement_platoon", "platoon_strength", "platoon_women", "platoon_trained", "fpu_platoon_size", "women_command",
    "women_operations", "women_support", "command_posts_held_by_women", "french_speakers", "interpreters", "ied_awareness",
    "commander_trained", "gender_planners", "women_announced", "women_accommodation", "replaced_by",
)  # fmt: skip


OFFICERS = (
    "as_of", "list", "mission", "post_number", "state", "sex", "branch", "profile", "tour_start", "tour_end", "cleared", "nominated",
    "selected", "kind_of_officer", "languages", "available_from", "available_to",
)  # fmt: skip


MEASURES = ("as_of", "state", "measure", "standing")


MONTHLY_FAULTS = [
    ("unknown_country", record(iso3="ZZZ", name="Atlantis")),
    ("unknown_country", record(iso3="FI", name="Fiji")),
    ("unknown_country", record(iso3="", m49="", name="Atlantis")),
    ("unknown_country", record(iso3="", m49="242", name="")),
    ("unknown_mission", record(mission="UNXYZ")),
    ("unknown_mission", record(mission="")),
    ("unknown_personnel_type", record(kind="Sailors")),
    ("unknown_personnel_type", record(kind="")),
    ("negative_count", record(-1, 40)),
    ("negative_count", record(3, "-40.0")),
    ("fractional_count", record("2.5", 40)),
    ("fractional_count", record(3, "40.01")),
    ("negative_count", record(3, "-0.5")),
    ("text_in_number", record("three", 40)),
    ("text_in_number", record(3, "1,200")),
    ("text_in_number", record(3, "4O")),
    ("text_in_number", record("1e2", 40)),
    ("text_in_number", record("n/a", 40)),
    ("text_in_number", record("٣", 40)),
    ("missing_count", record("", 40)),
    ("missing_count", record(3, "  ")),
    ("implausible_count", record(3, 4_000_000)),
    ("implausible_count", record("99999999999999999999", 0)),
    ("future_date", record(as_of="2999-12-31")),
    ("future_date", record(as_of="31/12/2080")),
    ("not_month_end", record(as_of="2024-01-30")),
    ("not_month_end", record(as_of="28-Feb-24")),
    ("not_month_end", record(as_of="01/01/2024")),
    ("missing_date", record(as_of="")),
    ("missing_date", record(as_of=" ")),
    ("unreadable_date", record(as_of="2024-02-30")),
    ("unreadable_date", record(as_of="01/31/2024")),
    ("unreadable_date", record(as_of="January 2024")),
    ("unreadable_date", record(as_of="45322")),
    ("unreadable_date", record(as_of="20240131")),
    ("iso_m49_disagree", record(m49="250")),
    ("iso_m49_disagree", record(m49="FJI")),
    ("iso_m49_disagree", record(iso3="IND", name="India")),
    ("no_men", record(100, 0)),
    ("no_men", record("250.0", "0.0", kind="Formed Police Units")),
    ("known_misprint", record(718, 0, iso3="MAR", m49="504", name="Morocco", mission="UNOCI", as_of="2016-01-31")),
    ("known_misprint", record(719, 0, iso3="mar", m49="504", name="Morocco", mission="UNOCI", as_of="30-Apr-16")),
    ("conflict_in_file", record(3, 40, mission="UNIFIL")),
    ("conflict_in_file", record(3, 41, mission="UNIFIL")),
    ("conflict_in_file", record(4, 40, mission="UNIFIL")),
]


PDF_HEADINGS = ("Mission", "Country", "Personnel Type", "Male", "Female", "Total")
PDF_COLUMNS = (30, 110, 240, 350, 430, 510)


def pdf_of(pages, size=9):
    """Return a PDF whose pages hold these texts: words, left edge and base line in points."""
    document = pdfium.PdfDocument.new()
    for texts in pages:
        page = document.new_page(612, 792)
        for words, left, base in texts:
            text = pdf.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", size)
            letters = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
            pdf.FPDFText_SetText(text, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
            pdf.FPDFPageObj_Transform(text, 1, 0, 0, 1, left, base)
            pdf.FPDFPage_InsertObject(page.raw, text)
        pdf.FPDFPage_GenerateContent(page.raw)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def placed(rows, columns, top=740, step=20):
    """Rows of cells as texts, one under the other, each cell at its column; None is left out."""
    return [
        (str(cell), left, top - place * step)
        for place, row in enumerate(rows)
        for cell, left in zip(row, columns, strict=False)
        if cell is not None
    ]


def unit(unit_slot="INFBN-1", **told):
    """Return one row of a return in the order of UNITS; what is not told is blank."""
    usual = {
        "as_of": "2025-06-30",
        "mission": "UNMISS",
        "unit_slot": unit_slot,
        "state": "QMB",
        "unit_type": "infantry_battalion",
    }
    return [(usual | told).get(name, "") for name in UNITS]


def post(post_number="U2-014", **told):
    """Return one row of a list of officers in the order of OFFICERS."""
    usual = {
        "as_of": "2025-06-30",
        "list": "staff officer",
        "mission": "UNMISS",
        "post_number": post_number,
        "state": "QMB",
        "sex": "woman",
    }
    return [(usual | told).get(name, "") for name in OFFICERS]


def cadre(state="QMB", sex="woman", **told):
    """Return one row of the Command Cadre."""
    return post("", list="Command Cadre", mission="", state=state, sex=sex, **told)


def nominee(post_number="N-1", **told):
    """Return one row of nominees."""
    return post(post_number, **{"list": "nominee", "mission": "", "kind_of_officer": "Staff officer"} | told)


def measure(**told):
    """Return one row of a sheet of measures at home in the order of MEASURES."""
    usual = {"as_of": "2025-06-30", "state": "QMB", "measure": "mentoring", "standing": "planned"}
    return [(usual | told)[name] for name in MEASURES]
