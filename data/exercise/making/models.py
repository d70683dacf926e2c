"""Three mission models as planners would load them: what could follow XMC, a force on a lake, and help to a force that others lead."""

import datetime as dt

import openpyxl
from making.asks import put, save_book

DAY = dt.datetime(2026, 9, 30)
HEADINGS = (
    "as_of", "model", "module", "line_id", "capability", "quantity", "persons", "profile", "languages", "equipment_tags", "women_percent",
    "by_day", "drawn_from",
)  # fmt: skip
WHY = "Invented, as all of this model"
# Module, capability, quantity, persons, profile, languages, tags, share of women, by day.
MODELS = {
    "After XMC": (
        ("Ceasefire", "military_observer", 60, 60, "", "mission", "", None, 60),
        ("Ceasefire", "uas_pkisr", 1, None, "", "", "", None, 180),
        ("Ceasefire", "medium_utility_helicopter", 2, None, "", "", "", None, 120),
        ("Protection", "infantry_battalion", 2, 1400, "", "mission", "first_aid_kits", None, 180),
        ("Protection", "qrf_company", 2, 360, "", "", "jammers", None, 60),
        ("Protection", "engagement_platoon", 2, 60, "", "mission", "", 50, 180),
        ("Policing", "formed_police_unit", 2, 280, "", "mission", "", None, 120),
        ("Policing", "individual_police_officer", 40, 40, "", "mission", "", None, 120),
        ("Headquarters", "signals_unit", 1, None, "", "", "", None, 60),
        ("Headquarters", "hospital_level_2", 1, None, "", "mission", "", None, 180),
        ("Headquarters", "staff_officer", 2, 2, "gender", "mission", "", None, 120),
    ),
    "Lake patrol": (
        ("Water", "riverine_unit", 2, 220, "", "", "", None, 180),
        ("Water", "patrol_boat", 8, None, "", "", "", None, 180),
        ("Water", "uas_pkisr", 1, None, "", "", "", None, 180),
        ("Shore", "infantry_company", 1, 160, "", "", "", None, 120),
        ("Shore", "engineering_unit", 1, None, "", "", "", None, 180),
        ("Shore", "military_bridging", 1, None, "", "", "", None, 180),
        ("Care", "hospital_level_1", 1, None, "", "", "", None, 120),
        ("Care", "aeromedical_evacuation", 1, None, "", "", "", None, 120),
    ),
    "Support to a regional force": (
        ("Support", "logistics_unit", 2, None, "", "", "", None, 120),
        ("Support", "transport_unit", 2, None, "", "", "wheels_6x6", None, 120),
        ("Support", "airlift_on_call", 1, None, "", "", "", None, 60),
        ("Protection of the base", "force_protection_company", 1, None, "", "", "", None, 120),
        ("Protection of the base", "c_uas_unit", 1, None, "", "", "c_uas", None, 120),
        ("Protection of the base", "eod_unit", 1, None, "", "", "jammers", None, 120),
        ("Advice", "mobile_training_team", 2, None, "", "mission", "", None, 180),
        ("Advice", "staff_officer", 6, 6, "", "mission", "", None, 120),
    ),
}  # fmt: skip


def rows(name: str) -> list[tuple]:
    """Rows of one model."""
    return [
        (DAY, name, module, f"M-{place:02}", capability, quantity, persons, profile or None, languages or None, tags or None, women, by_day, WHY)
        for place, (module, capability, quantity, persons, profile, languages, tags, women, by_day) in enumerate(MODELS[name], 1)
    ]  # fmt: skip


def files() -> None:
    """Write the three models into one workbook."""
    book = openpyxl.Workbook()
    book.active.title = "Models"
    put(book.active, [HEADINGS, *(row for name in MODELS for row in rows(name))])
    save_book(f"scenario_module/SCENARIO-MODULE_{DAY.date()}.xlsx", book, f"SCENARIO-MODULE_{DAY.date()}.xlsx")
