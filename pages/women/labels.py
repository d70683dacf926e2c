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
    "not_reported": "Not reported",
    "undetermined": "Mandate not sourced",
}
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
    "share_blank_count": "Women of the platoon not told",
    "said_on": "Last said of the platoon",
    "gap_days": "Days between",
    "points_since_first": "Points since the first year",
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
    "operations_end_on": "Operations end on",
    "women_cleared": "Women cleared",
    "women_nominated": "Women nominated",
    "women_selected": "Women selected",
    "nominated_fraction": "Nominated of cleared, women",
    "more_nominations_needed": "More nominations",
    "asked_percent": "Asked for, %",
    "men_cleared": "Men cleared",
    "men_nominated": "Men nominated",
    "men_selected": "Men selected",
    "fpu_platoon_size": "People in one platoon of the unit",
    "printed_from": "From how many on the guide prints",
    "women_command": "Women in command",
    "women_operations": "Women in operations",
    "women_support": "Women in support",
    "has_all_functions": "Women in all three functions",
    "last_women_count": "Women, last return",
    "breakdown": "Broken down by",
    "vacant_count": "Vacant posts",
    "short_tour_count": "Tours under 12 months",
    "tour_count": "Tours with both days",
    "gender_planner_count": "Gender experts in planning",
    "goal_percent": "Target, %",
    "profile": "Profile",
    "post_count": "Posts",
    "held_count": "Posts that are held",
    "nominated_count": "Nominated",
    "selected_count": "Selected",
    "mix_effect": "By its part of the whole",
    "rate_effect": "By its own share",
    "total": "In all",
    "from_women_fraction": "Share before",
    "to_women_fraction": "Share after",
    "french_speakers": "French speakers",
    "french_fraction": "Share of French speakers",
    "more_speakers_needed": "More French speakers",
    "interpreters": "Interpreters",
    "working_language": "Working language",
    "language_source": "Source of the language",
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
COLUMNS |= {
    "measure_at_home": "Measure at home",
    "standing": "What stands",
    "pledge_ids": "Pledges by number",
}
# Kinds of day ahead.
DAYS = {
    "rotation": "Rotation leaves",
    "renewal": "Renewal runs out",
    "pledge_due": "Pledge said by when",
    "ask_due": "Ask falls due",
    "mission_end": "Operations end",
    "target_step": "Target steps up",
}
COLUMNS |= {"on_day": "Day", "kind": "What"}
COLUMNS |= {"before_as_of": "Month before", "after_as_of": "Month after"}
