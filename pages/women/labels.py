"""Names of what returns of units and lists of officers hold, and why a row of them is set aside."""

REASONS = {
    "platoon_above_unit": "The platoon has more people than the unit",
    "more_speakers_than_people": "More speakers or interpreters than people",
    "component_contradicted": "The component is not that of this kind of unit",
    "platoon_contradicted": "A platoon that is said to be absent has people",
    "unknown_list": "The kind of post is not known",
    "unknown_sex": "The sex is not known",
    "missing_post": "The post has no number",
    "unreadable_post": "The number of the post cannot be read",
    "unknown_branch": "The branch is none of U1 to U9",
    "unknown_profile": "The profile is not known",
    "more_than_cleared": "More people nominated or selected than cleared",
    "unknown_measure": "The measure is none of the five",
    "unknown_standing": "What stands of the measure cannot be read",
}
STATUSES = {
    "meets": "Half women or more",
    "below": "Below half women",
    "share_not_reported": "Share not reported",
    "absent": "No platoon",
    "blank": "Return without it",
    "missing": "No return",
    "not_reported": "Not reported",
    "undetermined": "Mandate not sourced",
}
IN_SCOPE = ("meets", "below", "share_not_reported", "absent", "blank", "missing")  # they sum to the units in scope
SILENT = ("missing", "blank")  # states in which the month says nothing of a platoon
CHASES = {
    "missing": "No return this month",
    "blank": "Return leaves the platoon blank",
    "share_blank": "Women of the platoon not told",
    "no_slot": "No unit that counts has ever sent a return",
    "reported": "Reported",
}
COUNTS = {"always": "Always", "by_switch": "Where switched in"}
MANDATES = {"yes": "Yes", "no": "No"}
CASES = {
    "engagement_platoon": "Engagement platoon",
    "engagement_team": "Engagement team",
    "formed_police_unit": "Formed police unit",
}
POLICE = {
    "meets": "One platoon or more",
    "within_range": "Within the printed range",
    "below": "Below one platoon",
    "below_range": "Below the printed range",
    "not_reported": "Not reported",
    "undetermined": "Language not sourced",
}
FRENCH = {
    "meets": "Half or more",
    "below": "Below half",
    "not_reported": "Not reported",
    "undetermined": "Language not sourced",
}
KINDS = {"staff_officer": "Staff officers", "observer": "Military observers", "senior_post": "Senior posts"}
PROFILES = {
    "gender": "Gender adviser",
    "protection": "Protection adviser",
    "military_information": "Public information or information operations",
    "environment": "Environmental management",
    "hygiene": "Military hygiene",
    "mdh": "Mis- and disinformation, hate speech (MDH)",
    "data_geospatial": "Data or geospatial analysis",
    "uas": "Drones (UAS)",
    "c_uas": "Counter-drone (C-UAS)",
    "c_ied": "Counter-IED",
}
HELD = {"filled": "All held", "partly": "Some held", "vacant": "Vacant", "no_post": "No such post"}
POOLS = {"senior_post": "Senior posts", "talent_pipeline": "Senior Women Talent Pipeline"}
BREAKDOWNS = {"all": "Together", "kind": "Kind", "branch": "Branch", "profile": "Profile", "mission": "Mission"}
CADRE = {
    "met": "Reached",
    "below": "Below 80 %",
    "none_cleared": "No woman cleared",
    "not_reported": "Not reported",
}
# What the guide asks states to do at home.
MEASURES = {
    "barrier_assessment": "Barrier assessment",
    "women_database": "Database of women",
    "senior_pool": "Pool of senior women",
    "new_ways": "New ways",
    "mentoring": "Mentoring",
}
STANDINGS = {
    "in_place": "In place",
    "under_way": "Under way",
    "planned": "Planned",
    "none": "None",
    "not_reported": "Not reported",
}
# Kinds of day ahead.
DAYS = {
    "rotation": "Rotation leaves",
    "ask_by": "Ask by",
    "last_call": "Last call",
    "renewal": "Renewal runs out",
    "pledge_due": "Pledge said by when",
    "ask_due": "Ask falls due",
    "process": "Ministerial's process",
    "mission_end": "Operations end",
    "mandate_end": "Mandate, last known day",
    "target_step": "Target steps up",
}
