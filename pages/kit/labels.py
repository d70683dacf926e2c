"""Name codes on screen. Codes go into URLs and files, names only here."""

from collections.abc import Mapping
from typing import Any

from pages.kit.text import _

CATEGORIES = {
    "unmem_staff_officers": "Military experts and staff officers",
    "contingent_troops": "Contingent troops",
    "individual_police_officers": "Individual police officers",
    "formed_police_units": "Formed police units",
    "justice_corrections_gpp": "Justice and corrections",
}
SHORT = {
    "unmem_staff_officers": "Experts and staff officers",
    "contingent_troops": "Contingent troops",
    "individual_police_officers": "Individual police",
    "formed_police_units": "Formed police units",
    "justice_corrections_gpp": "Justice and corrections",
}
TYPES = {
    "troops": "Troops",
    "formed_police_units": "Formed police units",
    "individual_police": "Individual police",
    "experts_on_mission": "Military experts on mission (observers)",
    "staff_officers": "Staff officers",
}
# Of whom and by which licence the files of the exercise are, as the build says it.
INVENTED = {"producer": "EXERCISE, in the shape of the file of {1}", "licence": "invented"}
GROUPS = {
    "african_group": "African Group",
    "asia_pacific_group": "Asia-Pacific Group",
    "eastern_european_group": "Eastern European Group",
    "grulac": "Latin American and Caribbean Group (GRULAC)",
    "weog": "Western European and Others Group (WEOG)",
}
# As the United Nations prints them under its maps; the line of control in Jammu and Kashmir is not drawn on these.
MAP_NOTES = {
    "jammu_and_kashmir": "The final status of Jammu and Kashmir has not yet been agreed upon by the parties.",
    "abyei": "Final status of the Abyei area is not yet determined.",
    "sudan_south_sudan": "Final boundary between the Republic of the Sudan and the Republic of South Sudan has not yet been determined.",
    "falkland_islands_malvinas": "A dispute exists between the Governments of Argentina and the United Kingdom of Great Britain and Northern Ireland concerning sovereignty over the Falkland Islands (Malvinas).",
}
GROUPS_SHORT = {
    "african_group": "African",
    "asia_pacific_group": "Asia-Pacific",
    "eastern_european_group": "Eastern European",
    "grulac": "GRULAC",
    "weog": "WEOG",
}
MISSION_STATES = {
    "open": "open",
    "closed": "closed",
    "no longer printed": "no longer printed",
    "not printed": "no figures in the files",
}
FILE_HEADS = {  # what a file says of itself; what stands beside scope, dataset and audience are codes
    head: head
    for head in (
        "Title", "Definition", "Unit", "Note", "Source", "Reference lists", "Licence", "As of", "Read on", "Scope", "Columns", "Dataset", "Audience",
        "Data version", "Filters", "Supposed",
    )
}  # fmt: skip
VERDICTS = {"reached": "at or above", "below": "below target", "cannot_be_told": "cannot be told"}
TARGET_STATUS = {
    "sourced": "sourced",
    "interpolated": "interpolated",
    "not found": "not found",
}


def category_name(code: str, short: bool = False) -> str:
    """Return the name of a parity category."""
    return _((SHORT if short else CATEGORIES).get(code, code))


def mission_name(code: Any) -> Any:
    """Return a mission's code as it is shown: what a month without missions has instead is said in words."""
    return _("Mission not stated") if code == "not_stated" else code


def name(names: Mapping[str, str], code: str) -> str:
    """Return the name of a code, or the code itself where it has none."""
    return _(names.get(code, code))
