"""Headings of what rapid deployment and successive rosters are told by, and names of its codes."""

CLOCKS = {
    "formal_invitation": "from the formal invitation",
    "acceptance": "from the acceptance of an invitation",
}
LOOKS = {
    "curve": "Readiness curve",
    "diversity": "Rapid Deployment Level by region",
    "cycles": "Cycles compared",
    "candidates": "Candidates",
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
}
