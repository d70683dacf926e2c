"""Codes of missions, and of what differs between two data versions, in words."""

CHANGES = {"new": "new", "revised": "revised", "removed": "removed"}
MISSION_KINDS = {
    "peacekeeping_operation": "Peacekeeping operation",
    "special_political_mission": "Special political mission",
    "support_office": "Support office",
}
CEILINGS = {
    "ceiling_military": "Ceiling, military personnel",
    "ceiling_observers_staff_officers": "Ceiling, observers and staff officers",
    "ceiling_police": "Ceiling, all police",
    "ceiling_individual_police": "Ceiling, individual police",
    "ceiling_formed_police": "Ceiling, formed police",
}
AREAS = {  # hosts of missions that are not Member States
    "ESH": "Western Sahara",
    "XKX": "Kosovo (see Security Council resolution 1244 (1999))",
}
ANSWERS = {"yes": "yes", "no": "no"}
