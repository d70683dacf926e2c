"""Names of what returns of units and lists of officers hold, and why a row of them is set aside."""

REASONS = {
    "platoon_above_unit": "The platoon has more people than the unit",
    "platoon_contradicted": "A platoon that is said to be absent has people",
    "unknown_list": "The kind of post is not known",
    "unknown_sex": "The sex is not known",
    "missing_post": "The post has no number",
    "unreadable_post": "The number of the post cannot be read",
    "unknown_branch": "The branch is none of U1 to U9",
    "unknown_profile": "The profile is not known",
    "more_than_cleared": "More people nominated or selected than cleared",
}
STATUSES = {
    "meets": "Half women or more",
    "below": "Below half women",
    "share_not_reported": "Share not reported",
    "absent": "No platoon",
    "not_reported": "Not reported",
    "undetermined": "Mandate not sourced",
}
CHASES = {
    "missing": "No return this month",
    "blank": "Return leaves the platoon blank",
    "no_slot": "No infantry return ever",
    "reported": "Reported",
}
COUNTS = {"always": "Always", "by_switch": "Where switched in"}
MANDATES = {"yes": "Yes", "no": "No"}
CASES = {
    "engagement_platoon": "Engagement platoon",
    "engagement_team": "Engagement team",
    "formed_police_unit": "Formed police unit",
}
COLUMNS = {
    "unit_id": "Unit",
    "unit_type": "Kind of unit",
    "platoon_women": "Women in the platoon",
    "platoon_strength": "People in the platoon",
    "platoon_trained": "Trained as a platoon",
    "more_women_needed": "More women to reach half",
    "rotation": "Rotation",
    "rotated_in": "Came on",
    "rotates_out": "Leaves on",
    "reported_on": "Last return",
    "report_age_days": "Its age in days",
    "last_status": "State in the last return",
    "last_platoon_women": "Women, last return",
    "last_platoon_strength": "People, last return",
    "last_more_women_needed": "More women, last return",
    "strength_count": "People in the unit",
    "poc_mandate": "Mandate to protect civilians",
    "poc_source": "Source of the mandate",
    "counts": "Counts",
    "slot_count": "Infantry slots",
    "missing_count": "Without a return this month",
    "blank_count": "Blank on the platoon",
    "last_reported_on": "Last said",
    "days_since": "Days since",
    "meets_count": "Half women or more",
    "below_count": "Below half",
    "share_not_reported_count": "Share not reported",
    "absent_count": "No platoon",
    "not_reported_count": "Not reported",
    "in_scope_count": "Units in scope",
    "undetermined_count": "Mandate not sourced",
    "reporting_fraction": "Reporting",
    "meets_fraction": "Half women or more, of those that report a share",
    "commander_trained": "Commander trained in gender-responsive leadership",
    "gender_planners": "Planners with gender expertise",
    "women_announced": "Women announced in advance",
    "accommodation_meets": "Women's accommodation up to standard",
    "ied_awareness": "Trained on explosive devices before deployment",
    "about": "About",
    "words": "What was published",
    "told_of": "Told of",
    "women": "Women",
    "people": "People",
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
CADRE = {
    "met": "Reached",
    "below": "Below 80 %",
    "none_cleared": "No woman cleared",
    "not_reported": "Not reported",
}
