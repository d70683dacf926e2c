"""Names of what the page Today lists: what a unit waits for, kinds of visits, replacements, slots, and the columns that they rest on."""

WAITS = {  # steps after "waits for"
    "visit": "an assessment visit",
    "invitation": "an invitation",
    "acceptance": "acceptance of the invitation",
    "load_list": "an accurate load list",
    "equipment": "equipment",
    "mou": "a signed MOU",
    "predeployment_visit": "a pre-deployment visit",
    "arrival": "arrival",
    "not_read": "what a cell that was not read says",
    "not_reported": "what is not reported",
}
VISITS = {
    "assessment": "Assessment and advisory visit",
    "predeployment": "Pre-deployment visit",
    "verification": "Verification for rapid deployment",
}
REPLACEMENTS = {
    "named": "Named",
    "not_named": "Nobody named",
    "repatriation": "Goes home, nobody comes",
    "not_reported": "Not reported",
    "not_read": "Not read",
}
SLOTS = {"open_slot": "Slot left open", "between_slots": "Days between two slots"}
LACKS = {
    "language": "language",
    "equipment": "equipment",
    "days": "days to readiness",
    "women": "share of women",
    "language_not_reported": "language not reported",
    "equipment_not_reported": "equipment not reported",
    "women_not_reported": "share of women not reported",
    "language_not_read": "language not verified",
    "equipment_not_read": "equipment not verified",
    "women_not_read": "share of women not verified",
}
KINDS = {  # rows of the weeks ahead
    "rotation": "Rotations that leave",
    "arrival": "Arrivals",
    "predeployment": "Pre-deployment visits",
    "assessment": "Assessment visits",
    "verification": "Verifications",
    "ready": "Day of readiness",
    "slot": "Slots left uncovered",
    "renewal": "Renewals that run out",
}
ONE = {  # one of them
    "rotation": "Leaves",
    "arrival": "Arrives",
    "predeployment": "Pre-deployment visit",
    "assessment": "Assessment visit",
    "verification": "Verification",
    "ready": "Is to be ready",
    "slot": "Slot left uncovered",
    "renewal": "Renewal runs out",
}
RESTS_ON = {  # the column of a file that a kind of day stands in
    "rotation": "rotates_out",
    "arrival": "arrives_on",
    "predeployment": "predeployment_visit_on",
    "assessment": "visit_planned_on",
    "verification": "verification_date",
    "ready": "invitation_accepted_on",
    "slot": "slots",
    "renewal": "date_accepted",
}
SOURCES = {"pcrs_roster": "Export of the PCRS", "unit_return": "Returns of units"}
WITHOUT_FILE = {  # what the page cannot say without one
    "pcrs_roster": "who is selected and waits, who is visited, what is available and runs out",
    "unit_return": "rotations and repatriations",
}
COLUMNS = {
    "load_list": "Load list",
    "invited_on": "Invited on",
    "invitation_accepted_on": "Invitation accepted on",
    "mou_state": "Memorandum of understanding (MOU)",
    "predeployment_visit_on": "Pre-deployment visit",
    "arrives_on": "Arrival",
    "visit_planned_on": "Assessment visit planned on",
    "verification_date": "Verification for rapid deployment",
    "date_accepted": "Acceptance or renewal",
    "languages": "Languages",
    "caveats": "National caveats",
    "slots": "Slots of rotations",
    "rotates_out": "Leaves on",
    "replaced_by": "Replaced by",
}
WITHOUT = {  # what the page cannot say where nobody reports a column
    "load_list": "whether a load list is accurate",
    "invited_on": "who is invited, and the clock of rapid deployment",
    "invitation_accepted_on": "who accepted, and the clocks of Levels 2 and 3",
    "mou_state": "where agreements stand",
    "predeployment_visit_on": "visits before deployment",
    "arrives_on": "arrivals",
    "visit_planned_on": "visits of assessment ahead",
    "verification_date": "verifications ahead",
    "date_accepted": "renewals that run out",
    "languages": "languages of available units",
    "caveats": "caveats of available units",
    "slots": "uncovered slots",
    "rotates_out": "rotations and repatriations",
    "replaced_by": "who replaces a rotation",
}
