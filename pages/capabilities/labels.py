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
COLUMNS = {
    "announced": "Announced",
    "announced_pledge_count": "Announced pledges",
    "assessed_count": "Matched by available units",
    "available": "Available",
    "available_count": "Available",
    "available_from": "Available from",
    "available_level_3": "Available at Level 3 or RDL",
    "available_rdl": "Available at RDL",
    "available_to": "Available until",
    "bottleneck": "Waits for",
    "component": "Component",
    "condition_state": "State of the condition",
    "condition_unknown_count": "Kept by an unknown condition alone",
    "coverage": "Coverage",
    "date_accepted": "Accepted",
    "deployed": "Deployed",
    "deployed_mission": "Mission served",
    "eligible_available_count": "Eligible and available",
    "eligible_count": "Eligible units",
    "equipment": "Equipment",
    "export_on": "Export of",
    "has_load_list": "Accurate load list",
    "is_asked": "Is asked for",
    "is_available": "Is available",
    "is_eligible": "Is eligible",
    "is_smart": "Rotation of slots",
    "is_serving": "Serves the line",
    "lacks": "Lacks",
    "last_renewed": "Renewed",
    "level": "Level",
    "level_1": "Level 1 or above",
    "level_2": "Level 2 or above",
    "level_3": "Level 3 or above",
    "line_id": "Line",
    "matched": "Matched",
    "ministerial_pledge_id": "Pledge of the ledger",
    "mission_specific": "Pledged for",
    "not_assessed_count": "Matched by others",
    "outstanding": "Outstanding",
    "rdl": "RDL",
    "readiness_days": "Within days",
    "ready_days": "Ready within days",
    "registered_count": "Registered",
    "renew_by": "Renewal holds until",
    "renewal": "Renewal",
    "required": "Required",
    "requirement_line": "Line served",
    "selected": "Selected",
    "selected_since": "Selected since the export of",
    "serving_count": "Selected or deployed for it",
    "slot_uncovered_count": "Kept by an uncovered slot alone",
    "stale_count": "Stale",
    "strength_count": "People in the unit",
    "tag": "Tag",
    "unit_id": "Unit",
    "waiting_days": "Days of waiting",
    "visit_date": "Visit",
    "visit_result": "Result of the visit",
    "why_not": "Not available because",
}
