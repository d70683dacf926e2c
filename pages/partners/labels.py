"""Names of what the page Partners tells: kinds, channels, where a row came from, what speaks for an offer and against it. Areas are named in data/reference."""

SET_ASIDE = {
    "missing_area": "Neither an area nor a description says what it is about",
    "unknown_area": "The area is none of the guide's that is known",
    "missing_kind": "Nothing says what is offered",
    "unknown_kind": "The kind of support is not known",
    "ask_first": "The row may not count: ask who wrote it",
}
THROUGH = {
    "lcm": "Light Coordination Mechanism (LCM)",
    "tpp": "Triangular Partnership Programme (TPP)",
    "bilateral": "Bilateral",
}
ORIGINS = {
    "sheet": "Sheet of partners",
    "pledge": "Pledge",
    "roster": "Roster of the PCRS",
    "return": "Return of a unit",
    "guide": "Pledging Guide",
}
HELD = {  # what holds a unit back, as a need
    "visit": "Level 1: no assessment visit yet",
    "load_list": "Level 2: no accurate load list",
    "equipment": "Level 2: equipment not as required",
    "language": "Does not speak what each line of its kind asks for",
    "platoon": "No engagement platoon",
    "ied": "No IED awareness before it deployed",
    "french": "Fewer French speakers than the guide asks for",
}
STATES = {
    "none": "No offer of its area",
    "against": "Something speaks against each offer",
    "contested": "Offers fit, and can meet others",
    "could_be_met": "Could be met now",
    "not_computed": "Too many to match",
    "introduced": "Introduced",
    "agreed": "Agreed",
    "under_way": "Under way",
    "done": "Done",
}
STATUSES = {
    "introduced": "Introduced",
    "agreed": "Agreed",
    "under_way": "Under way",
    "done": "Done",
    "fell_through": "Fell through",
}
SIDES = {
    "no_offer": "Needed, nobody offers",
    "no_need": "Offered, nobody needs",
    "both": "Offered and needed",
}
FOR = {
    "area": "same area",
    "kind": "serves this kind of need",
    "through": "same channel",
    "language": "a language in common",
    "time": "in time",
    "recipient": "meant for this state",
    "region": "meant for its region",
    "neighbour": "same regional group",
}
AGAINST = {
    "kind": "another kind of support than is needed",
    "through": "another channel",
    "language": "no language in common",
    "time": "not in time",
    "region": "meant for another region",
    "other_recipient": "meant for another state",
    "not_read": "a cell that decides was not read",
    "already_served": "already served by another offer",
    "no_room": "serves as many as it says already",
    "fell_through": "was tried and fell through",
}
RECIPIENTS = {
    "any": "any contributor",
    "african_group": "African Group",
    "asia_pacific_group": "Asia-Pacific Group",
    "eastern_european_group": "Eastern European Group",
    "grulac": "GRULAC",
    "weog": "WEOG",
}
RULE = {  # the guide on capacity-building pledges, by the column that says it
    "is_recipient_named": "Recipient named",
    "in_own_institution": "In its own institution",
    "is_self_sustaining": "Self-sustaining",
}
NOT_READ = {
    "kind": "kind",
    "languages": "language",
    "from_day": "from when",
    "to_day": "until when",
    "by_when": "by when",
    "unit_count": "how many",
    "people_count": "people",
    "through": "through whom",
    "recipients": "for whom",
    "in_own_institution": "own institution",
    "is_self_sustaining": "self-sustaining",
    "unit_id": "unit",
}
