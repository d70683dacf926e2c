"""Name the codes of rosters and of what they cover. Codes go into URLs and files, names only here."""

STATES = {
    "met": "Met",
    "partly_met": "Partly met",
    "unmet": "Unmet",
    "open_call": "Open call",
    "asked": "Asked for",
    "not_in_units": "Not asked in units",
    "not_reported": "Not reported",
    "no_requirement": "No requirement",
}
STAGES = {
    "announced": "Announced",
    "level_1": "Level 1",
    "level_2": "Level 2 (assessed)",
    "level_3": "Level 3",
    "available": "Available",
    "rdl": "RDL (verified)",
    "selected": "Selected",
    "deployed": "Deployed",
}
BASES = {
    "available": "Available",
    "announced": "Announced",
    "level_2": "Assessed",
    "rdl": "Verified",
}
LEVELS = {
    "level_1": "Level 1",
    "level_2": "Level 2 (assessed)",
    "level_3": "Level 3",
    "rdl": "RDL (verified)",
    "registered": "Registered",
}
STATUS = {
    "available": "Not selected",
    "selected": "Selected",
    "deployed": "Deployed",
    "withdrawn": "Withdrawn",
}
RENEWALS = {
    "current": "Current",
    "stale": "Stale",
    "not_reported": "No renewal reported",
}
WHY_NOT = {
    "below_level_2": "below Level 2",
    "stale": "stale",
    "selected": "selected",
    "deployed": "deployed",
    "withdrawn": "withdrawn",
    "status_not_reported": "status not reported",
    "before_window": "its window has not begun",
    "after_window": "its window is over",
    "condition_unmet": "its condition is not met",
    "condition_unknown": "whether its condition is met is not known",
    "slot_uncovered": "no state covers the slot of the day",
}
BOTTLENECKS = {
    "renewal": "renewal",
    "visit": "assessment visit",
    "load_list": "load list",
    "equipment": "equipment",
}
VISITS = {
    "passed": "passed",
    "passed_with_conditions": "passed with conditions",
    "not_passed": "not passed",
}
CONDITIONS = {"met": "met", "unmet": "not met", "unknown": "not known"}
COMPONENTS = {
    "military": "Military",
    "police": "Police",
    "civil_defence": "Civil defence",
    "individual": "Individual",
    "training": "Training",
}
SECTIONS = {  # of the list of capabilities, where the guide has no section for one
    "maritime": "Maritime",
    "equipment": "Equipment",
    "explosive_hazards": "Explosive hazards",
    "engineering_logistics": "Engineering and logistics",
    "individual_personnel": "Individual personnel",
    "civilian_expertise": "Civilian expertise",
    "technology": "Technology",
    "environment_camps": "Environment and camps",
}
LINES = {
    "met": "Met",
    "partly_met": "Partly met",
    "matched_not_assessed": "Matched, not assessed",
    "critical_gap": "Critical mission-specific gap",
    "not_stated": "Quantity not stated",
    "not_reported": "Not reported",
    "not_computed": "Not computed",
}
REASONS = {
    "none": "No unit of the kind can be had",
    "too_few": "Too few units",
    "language": "Language",
    "equipment": "Equipment",
    "days": "Days to readiness",
    "women": "Women's share",
}
LACKS = {
    "language": "language",
    "equipment": "equipment",
    "days": "days to readiness",
    "women": "share of women",
    "mission": "pledged for another mission",
}
PRIORITIES = {"high": "High", "medium": "Medium", "low": "Low"}
