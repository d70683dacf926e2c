"""What is asked for: quarterly editions of requirements, and lines of mission requirements. Quantities move a little each quarter."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence

import openpyxl
from making.world import save
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

EDITIONS = (dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30))
HEADINGS = (
    "edition_date", "requirement_id", "requirement", "mission", "capability", "quantity", "languages", "equipment_tags", "needed_by",
    "priority",
)  # fmt: skip
LINE_HEADINGS = (
    "edition_date", "line_id", "mission", "capability", "quantity", "languages", "equipment_tags", "days", "women_percent", "priority",
    "due_date",
)  # fmt: skip
# Ask of the guide (or words), mission, capability, quantity in each edition (None: an open call), languages, tags, priority.
ASKS = (
    ("UNI-AVI-02", "general", "attack_armed_helicopter", (2, 2, 3), "", "", "high"),
    ("UNI-AVI-03", "general", "medium_utility_helicopter", (5, 6, 6), "", "", "high"),
    ("UNI-AVI-04", "general", "fixed_wing_airlift", (2, 2, 2), "", "", "high"),
    ("UNI-AVI-05", "general", "airlift_on_call", (None, None, None), "", "", "medium"),
    ("UNI-INF-01", "general", "infantry_battalion", (6, 6, 5), "", "first_aid_kits", "medium"),
    ("UNI-INF-02", "general", "infantry_battalion_mechanised", (3, 4, 4), "", "mechanised_companies;gunner_protection", "high"),
    ("UNI-INF-08", "general", "eod_search_detect", (4, 4, 4), "", "eod_search_detect", "medium"),
    ("UNI-INF-14", "general", "engagement_platoon", (6, 6, 6), "", "", "medium"),
    ("UNI-QRF-01", "general", "qrf_company", (6, 6, 7), "", "wheels_6x6;jammers", "high"),
    ("UNI-CUA-01", "general", "c_uas_unit", (2, 3, 4), "", "c_uas", "high"),
    ("UNI-CUA-04", "general", "c_uas_set", (12, 14, 16), "", "c_uas", "high"),
    ("UNI-STO-08", "general", "c_uas_officer", (6, 6, 8), "", "", "medium"),
    ("", "general", "uas_pkisr", (4, 4, 4), "", "", "high"),
    ("UNI-BRI-01", "general", "military_bridging", (2, 2, 3), "", "", "high"),
    ("", "general", "engineering_unit", (5, 5, 5), "", "", "medium"),
    ("", "general", "transport_unit", (3, 3, 2), "", "", "low"),
    ("", "general", "signals_unit", (2, 2, 2), "", "", "low"),
    ("", "general", "logistics_unit", (2, 1, 0), "", "", "low"),
    ("", "general", "eod_unit", (4, 4, 5), "", "", "medium"),
    ("", "general", "hospital_level_2", (3, 3, 4), "", "", "high"),
    ("", "general", "aeromedical_evacuation", (2, 2, 2), "", "", "medium"),
    ("UNI-POL-01", "general", "formed_police_unit", (6, 6, 6), "fr", "", "high"),
    ("UNI-POL-10", "general", "formed_police_unit", (4, 4, 4), "", "", "medium"),
    ("", "general", "specialised_police_team", (5, 5, 5), "", "", "medium"),
    ("UNI-STO-01", "general", "staff_officer", (None, None, None), "", "", "medium"),
    ("UNI-STO-04", "general", "military_gender_adviser", (8, 8, 8), "", "", "medium"),
    ("UNI-COE-04", "XMB", "all_terrain_vehicle", (20, 20, 12), "", "", "medium"),
    ("UNI-SCC-01", "XMA", "international_magistrate", (3, 3, 3), "fr", "", "medium"),
    ("UNI-COR-01", "XMA", "prison_equipment", (None, 1, 1), "", "", "low"),
)  # fmt: skip
WORDS = {
    "uas_pkisr": "Airborne surveillance for force protection", "engineering_unit": "Horizontal engineering for supply routes",
    "transport_unit": "Transport for the two largest missions", "signals_unit": "Signals for sector headquarters",
    "logistics_unit": "Maintenance at the logistics base", "eod_unit": "Explosive ordnance disposal beside the convoys",
    "hospital_level_2": "Level 2 hospitals with surgery", "aeromedical_evacuation": "Aeromedical evacuation teams",
    "specialised_police_team": "Specialised police teams, forensics first",
}  # fmt: skip
# Mission, capability, quantity in each edition (0: not in it), languages, tags, days, women's share, priority, due.
LINES = (
    ("XMA", "infantry_battalion", (1, 1, 1), "fr", "", 180, None, "high", "2027-03-31"),
    ("XMA", "qrf_company", (2, 2, 2), "", "wheels_6x6;jammers", 120, None, "high", "2027-01-31"),
    ("XMA", "medium_utility_helicopter", (2, 2, 2), "", "", 120, None, "high", "2026-12-31"),
    ("XMA", "formed_police_unit", (2, 2, 3), "fr", "", 120, 15, "high", "2027-03-31"),
    ("XMA", "hospital_level_2", (1, 1, 1), "fr", "", 180, None, "medium", "2027-06-30"),
    ("XMA", "military_bridging", (1, 1, 1), "", "", 180, None, "high", "2027-03-31"),
    ("XMA", "engineering_unit", (1, 1, 1), "fr", "", 180, None, "medium", "2027-06-30"),
    ("XMB", "infantry_battalion_mechanised", (1, 1, 1), "", "mechanised_companies", 180, None, "high", "2027-03-31"),
    ("XMB", "engineering_unit", (2, 2, 2), "en", "", 180, None, "medium", "2027-06-30"),
    ("XMB", "medium_utility_helicopter", (1, 1, 1), "", "", 60, None, "high", "2026-12-31"),
    ("XMB", "attack_armed_helicopter", (0, 1, 1), "", "", 60, None, "high", "2026-12-31"),
    ("XMB", "riverine_unit", (1, 1, 1), "", "", 180, None, "medium", "2027-06-30"),
    ("XMB", "transport_unit", (1, 1, 1), "", "", 180, None, "low", "2027-06-30"),
    ("XMB", "engagement_platoon", (2, 2, 2), "", "", None, 50, "medium", "2027-03-31"),
    ("XMC", "logistics_unit", (1, 1, 1), "", "", 120, None, "medium", "2026-11-30"),
    ("XMC", "specialised_police_team", (1, 1, 1), "fr", "", None, None, "low", "2026-12-31"),
    ("XMD", "c_uas_unit", (1, 1, 2), "", "c_uas", 120, None, "high", "2026-12-31"),
    ("XMD", "uas_pkisr", (1, 1, 1), "", "", 180, None, "high", "2027-03-31"),
    ("XMD", "eod_unit", (1, 1, 1), "", "", 120, None, "medium", "2027-03-31"),
    ("XMD", "qrf_company", (0, 1, 1), "", "wheels_4x4", 60, 12, "medium", "2027-01-31"),
    ("XMD", "signals_unit", (1, 1, 1), "en", "", 180, None, "low", "2027-06-30"),
    ("XMD", "hospital_level_1", (1, 1, 1), "", "", 180, None, "medium", "2027-06-30"),
    ("XME", "force_protection_company", (1, 1, 1), "", "", 180, None, "medium", "2027-06-30"),
    ("XME", "transport_unit", (None, None, None), "", "", None, None, "low", ""),
    ("XMF", "specialised_police_team", (1, 1, 1), "en", "", None, None, "low", "2027-06-30"),
)  # fmt: skip


def line_id(place: int) -> str:
    """Return the id of a line by its place in LINES."""
    return f"L-{place + 1:03}"


def requirement_rows(edition: int) -> list[tuple]:
    """Return the rows of one edition of requirements."""
    day = EDITIONS[edition]
    due = dt.datetime(2027, 3, 31)
    return [
        (_at(day), code or None, None if code else WORDS[capability], mission, capability, quantities[edition], languages or None,
         tags or None, due if priority == "high" else None, priority)
        for code, mission, capability, quantities, languages, tags, priority in ASKS
    ]  # fmt: skip


def line_rows(edition: int) -> list[tuple]:
    """Return the rows of one edition of mission lines; a line that is not in it yet is left out."""
    rows = []
    for place, (mission, capability, quantities, languages, tags, days, women, priority, due) in enumerate(LINES):
        if quantities[edition] == 0:
            continue
        rest = (
            languages or None,
            tags or None,
            days,
            women,
            priority,
            _at(dt.date.fromisoformat(due)) if due else None,
        )
        rows.append((_at(EDITIONS[edition]), line_id(place), mission, capability, quantities[edition], *rest))
    return rows


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def put(sheet, rows: Iterable[Sequence], top: int = 1) -> None:
    """Write rows into a sheet, the first of them bold."""
    for number, row in enumerate(rows, top):
        for column, cell in enumerate(row, 1):
            if cell is not None:
                made = sheet.cell(number, column, cell)
                if number == top:
                    made.font = Font(bold=True)
                if isinstance(cell, dt.datetime):
                    made.number_format = "yyyy-mm-dd"
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16


def save_book(path: str, book: openpyxl.Workbook, title: str) -> None:
    """Save a workbook with properties of its own, and nothing of the day on which it was written."""
    book.properties.title, book.properties.creator = f"EXERCISE: {title}", "exercise"
    out = io.BytesIO()
    book.save(out)
    save(path, out.getvalue())


def files() -> None:
    """Write every edition of both."""
    for place, day in enumerate(EDITIONS):
        for path, heads, rows in (
            (f"requirements/REQUIREMENTS_{day}.xlsx", HEADINGS, requirement_rows(place)),
            (f"mission_lines/MISSION-LINES_{day}.xlsx", LINE_HEADINGS, line_rows(place)),
        ):
            book = openpyxl.Workbook()
            book.active.title = "Lines"
            put(book.active, [heads, *rows])
            save_book(path, book, path.partition("/")[2])
