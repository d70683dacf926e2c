"""Names of the codes of rosters: levels, readiness, changes, gaps, and what is set aside or noticed in an export."""

STATES = {
    "met": "Met",
    "partly_met": "Partly met",
    "unmet": "Unmet",
    "open_call": "Open call",
    "asked": "Asked for",
    "not_in_units": "Not asked in units",
    "not_reported": "Not reported",
    "not_computed": "Not computed",
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
    "not_read": "Not read",
}
WHY_NOT = {
    "below_level_2": "below Level 2",
    "no_level": "registered, which has no level",
    "level_not_read": "level not read",
    "level_not_reported": "level not reported",
    "stale": "stale",
    "selected": "selected",
    "deployed": "deployed",
    "withdrawn": "withdrawn",
    "status_not_reported": "status not reported",
    "status_not_read": "status not read",
    "renewal_not_read": "acceptance or renewal not read",
    "window_not_read": "its window was not read",
    "slots_not_read": "its slots were not read",
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
    "not_read": "not read",
    "not_reported": "not reported",
}
STEPS = {  # of a selected unit, in the order in which this ledger takes them
    "visit": "assessment visit",
    "invitation": "invitation",
    "acceptance": "acceptance of the invitation",
    "load_list": "accurate load list",
    "equipment": "equipment",
    "mou": "signed MOU",
    "predeployment_visit": "pre-deployment visit",
    "arrival": "arrival",
    "not_read": "a cell that was not read",
    "not_reported": "not reported",
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
    "not_read": "Capability not read or not reported",
}
LOAD_LISTS = {
    "yes": "accurate",
    "submitted": "submitted",
    "in_progress": "in progress",
    "draft": "draft",
    "no": "none",
}
MOU_STATES = {
    "signed": "signed",
    "draft": "draft",
    "in_negotiation": "in negotiation",
    "none": "none",
}
LINES = {
    "met": "Met",
    "partly_met": "Partly met",
    "matched_not_assessed": "Matched, not assessed",
    "critical_gap": "Critical mission-specific gap",
    "not_verified": "Not verified: a cell was not read",
    "not_stated": "Quantity not stated",
    "not_reported": "Not reported",
    "not_computed": "Not computed",
}
REASONS = {
    "none": "No unit of the kind can be had",
    "none_assessed": "None known to be assessed and current",
    "too_few": "Too few units",
    "language": "Language",
    "equipment": "Equipment",
    "days": "Days to readiness",
    "women": "Women's share",
    "not_verified": "Not verified: a cell was not read",
}
RELAXED = {  # conditions of a line that can be left out, as they are said in a sentence
    "language": "a language",
    "equipment": "equipment",
    "days": "days to readiness",
}
LACKS = {
    "language": "language",
    "equipment": "equipment",
    "days": "days to readiness",
    "women": "share of women",
    "mission": "pledged for another mission",
    "host_group": "left out with the host's group",
    "language_not_read": "language not verified",
    "equipment_not_read": "equipment not verified",
    "women_not_read": "share of women not verified",
    "mission_not_read": "mission pledged for not verified",
}
PRIORITIES = {"high": "High", "medium": "Medium", "low": "Low"}

CLOCKS = {
    "formal_invitation": "from the formal invitation",
    "acceptance": "from the acceptance of an invitation",
}
LOOKS = {  # of the page on rapid deployment
    "curve": "Readiness curve",
    "diversity": "Rapid Deployment Level by region",
    "cycles": "Cycles compared",
    "candidates": "Candidates",
    "reliance": "Whom the UN relies on",
}
TAKEN = {
    "unit": "the unit",
    "state": "its state",
    "mission": "its mission",
}
ROLES = {
    "equipment": "equipment",
    "training": "training",
    "finance": "finance",
    "personnel": "personnel",
    "slot": "slot of a rotation",
    "not_reported": "role not reported",
}

# What happened to a unit from one export to the next.
CHANGES = {
    "new": "New",
    "first": "First listed",
    "back": "Listed again",
    "promoted": "Promoted",
    "demoted": "Demoted",
    "level_given": "Given a level",
    "level_ended": "Without a level now",
    "gone_stale": "Gone stale",
    "renewed": "Renewed",
    "selected": "Selected",
    "deployed": "Deployed",
    "released": "Released",
    "withdrawn": "Withdrawn",
    "gone": "Not listed any more",
    "not_read": "Not read in the later export",
}

# Why a row of an export is set aside.
SET_ASIDE = {
    "missing_id": "The unit has no id",
    "not_a_state": "Not a Member State",
    "several_states": "Two states in one cell",
    "several_units": "Two units in one cell",
    "several_capabilities": "Two capabilities in one cell",
    "several_personnel_providers": "Two states give the personnel",
    "unknown_component": "The component is not known",
    "unknown_level": "The level is not known",
    "unknown_status": "The status is not known",
    "unknown_visit_result": "The result of the visit is not known",
    "unknown_load_list": "The state of the load list is not known",
    "unknown_mou_state": "The state of the memorandum of understanding is not known",
    "personal": "The cell names a person",
    "unknown_condition_state": "Whether the condition is met cannot be read",
    "unknown_role": "The role of a partner is not known",
    "approximate_count": "A count is not exact",
    "more_women_than_people": "More women than people",
    "ambiguous_date": "Day and month of a date may change places",
    "implausible_date": "The date lies in another century",
    "dates_out_of_order": "A date lies before one that comes first",
    "unreadable_slot": "A slot cannot be read",
    "unreadable_equipment": "Equipment cannot be read",
    "repeated_tag": "A tag of equipment stands twice",
    "condition_missing": "The state of a condition without the condition",
    "status_and_mission_differ": "Available, and a mission is named",
    "sheet_and_cell_differ": "The sheet or a line says one thing, the cell another",
    "name_and_code_differ": "The name is one state's, the code another's",
    "columns_differ": "Two columns of one name differ",
    "merged_cell": "A merged cell says nothing of each row",
    "error_in_cell": "The cell holds an error",
    "formula_without_value": "The cell holds a formula without a value",
    "too_long": "The cell holds more letters than any text of its kind has",
    "no_headings": "The sheet has no headings",
    "stray_line": "A line that says nothing known",
    "text_too_long": "A text is too long",
    "share_no_count": "A share, not a number of people",
    "no_identity": "Neither an id nor a state and a capability",
    "hidden_copy": "A hidden sheet that may be an older copy",
    "women_not_told": "Men are told, and not how many women",
    "of_several_units": "People of several units, or of each of them",
    "no_units": "The row says that there are no units",
}
# What is noticed in an export.
FINDINGS = {
    "file_refused": "File refused: nothing of it is loaded",
    "cell_not_read": "Cell that could not be read",
    "line_passed_over": "Line that says nothing of a unit",
    "column_left_out": "Column left out: it names people",
    "count_approximate": "Count that is not exact, read as its number",
    "women_beside_people": "Women counted in the cell of the strength",
    "level_remark": "Level with words behind it, kept as a caveat",
    "capability_by_words": "Capability recognised by words of its cell",
    "identity_by_cells": "No column of ids: units are told apart by other cells",
    "identity_by_order": "No column of ids: units are told apart by their order",
    "hidden_row": "Hidden rows, read all the same",
    "hidden_column": "Hidden column, read all the same",
    "hidden_sheet": "Hidden sheet",
    "day_by_title": "Day taken from a title in the file",
    "said_by_title": "State or level said by a title above the table",
    "units_of_a_row": "Row that counts as several units",
    "units_not_counted": "Row whose number of units cannot be read: it counts as one",
    "column_not_read": "Column that is not read",
    "sheet_without_headings": "Sheet without headings",
    "level_unusual": "Level unusual for its component",
    "cycle_unusual": "Cycle kept as printed",
    "tag_unknown": "Tag that no ask has",
    "line_unknown": "Line that is in no edition",
    "pledge_and_roster_differ": "Pledge selected or deployed, the roster says otherwise",
}
