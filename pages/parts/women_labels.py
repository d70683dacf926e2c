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
    "share_not_reported": "Present, share not reported",
    "absent": "No platoon",
    "not_reported": "Not reported",
    "undetermined": "Mandate not sourced",
}
