"""Words of mission models: where a line stands, what keeps it short, and what help could close it."""

STATES = {
    "met": "Met in time",
    "partly_met": "Partly met",
    "later": "Later than asked",
    "not_assessed": "Not known to be assessed and current",
    "unmet": "None that fits",
    "listed": "All named in lists",
    "partly_listed": "Some named in lists",
    "none_listed": "None who fits in lists",
    "no_list": "No list",
    "carried": "Carried by units",
    "partly_carried": "Some carried by units",
    "none_carried": "None carried by units",
    "not_in_units": "Not in units",
    "not_stated": "Not stated",
    "not_reported": "Not reported",
    "not_computed": "Not computed",
}
REASONS = {
    "none": "No unit of the kind can be had",
    "none_assessed": "No other known to be assessed and current",
    "too_few": "Too few units",
    "language": "Language",
    "equipment": "Equipment",
    "days": "Days to readiness",
    "women": "Women's share",
    "not_verified": "Not verified: a cell was not read",
    "profile": "Profile",
    "window": "Days of the list",
    "none_named": "Nobody of the kind is named",
    "no_list": "No list says who could come",
    "too_few_carried": "Units carry too few",
}
STANDINGS = {"ours, to be replaced": "Ours, to be replaced", "loaded": "Loaded by a planner"}
SCALES = {"50": "Half", "100": "As drafted", "200": "Double", "300": "Three times"}
HELP = {  # what a partner could bring where a reason keeps a line short
    "language": "Language training and interpreters",
    "equipment": "Equipment, given or lent",
    "days": "Equipment and a load list, towards Level 3",
    "none_assessed": "Help to pass the assessment visit, where it is not passed yet",
    "women": "Support to women who deploy",
    "things": "Equipment, given or lent",
}
HOST_UNITS = {"count": "Count with all others", "out": "Leave out"}
COUNTED = {
    "persons": "persons",
    "units": "units",
    "teams": "teams",
    "sets": "sets",
    "boats": "boats",
    "vehicles": "vehicles",
    "services": "services",
    "projects": "projects",
    "courses": "courses",
}
ONE = {
    "persons": "person",
    "units": "unit",
    "teams": "team",
    "sets": "set",
    "boats": "boat",
    "vehicles": "vehicle",
    "services": "service",
    "projects": "project",
    "courses": "course",
}
