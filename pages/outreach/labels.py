"""Name the codes of outreach. Codes go into URLs and files, names only here."""

REASONS = {
    "deploys": "Deploys already",
    "deploys_nobody": "Deploys nobody",
    "fits_unpledged": "No pledge under asks that fit what it deploys",
    "no_news": "Pledged, no later news",
    "below_parity": "Below a parity target",
    "no_pledge": "No pledge at the last Ministerial",
    "level_1_only": "Level 1 only",
    "stale": "Stale units",
    "candidate": "Candidates for the Rapid Deployment Level",
}
TYPES = {
    "troops": "troops",
    "formed_police_units": "formed police units",
    "individual_police": "individual police",
    "experts_on_mission": "observers",
    "staff_officers": "staff officers",
}
WAYS = {
    "additional": "an additional or rotation unit",
    "more": "more, or for the next rotation",
    "equip": "with the contingents that it deploys",
    "raise": "a higher level: no repeat",
    "field": "in a field that it pledged in before",
    "open": "nobody answered it yet",
}
WEIGHTS = {
    "unanswered": "Fitting asks that nobody answered",
    "fitting": "Fitting asks",
    "below": "Categories below target",
    "silent": "Pledges without later news",
    "no_pledge": "No pledge at the last Ministerial",
}
