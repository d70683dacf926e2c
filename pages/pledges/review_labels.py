"""Names of what a review decides, on screen. Codes go into the log, names only here."""

VERDICTS = {
    "confirmed": "confirmed",
    "rejected": "rejected",
    "split": "split into parts",
    "merged": "merged into another",
}
ACTIONS = {
    "confirm": "confirmed",
    "edit": "changed",
    "reject": "rejected",
    "split": "split into parts",
    "merge": "merged into another",
    "status": "step noted",
    "undo": "last decision taken back",
}
KINDS = {"form": "Word form", "slide": "Slide", "tracker": "Tracker sheet", "": "Unknown"}
STEPS = {
    "announced": "Announced", "level_1": "Level 1", "assessed": "Assessed (Level 2)", "level_3": "Level 3",
    "rdl": "Rapid Deployment Level (RDL)", "selected": "Selected", "deployed": "Deployed", "planned": "Planned",
    "under_way": "Under way", "implemented": "Implemented", "withdrawn": "Withdrawn", "too_general": "Too general to assess",
}  # fmt: skip
UNITS = {
    "unit": "units", "company": "companies", "platoon": "platoons", "person": "people", "aircraft": "aircraft",
    "vehicle": "vehicles", "course": "courses", "event": "events", "programme": "programmes", "camp": "camps",
    "centre": "centres", "currency": "money", "percent": "per cent",
}  # fmt: skip
