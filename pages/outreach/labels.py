"""Name the codes of outreach. Codes go into URLs and files, names only here."""

REASONS = {
    "deploys": "Deploys already",
    "pledged": "Pledged before",
    "below_parity": "Below a parity target",
    "asked": "Something points to an ask",
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
WHO = {  # people of a category, within a sentence
    "unmem_staff_officers": "military experts and staff officers",
    "contingent_troops": "troops",
    "individual_police_officers": "individual police officers",
    "formed_police_units": "members of formed police units",
    "justice_corrections_gpp": "justice and corrections personnel",
}
# What points to an ask, as one of a number and as several.
SIGNALS = {
    "troops_of_ending_mission": (
        "{n} soldier in a mission that ends: the unit can be pledged again",
        "{n} soldiers in a mission that ends: the unit can be pledged again",
    ),
    "troops_in_one_mission": ("{n} soldier in one mission", "{n} soldiers in one mission"),
    "troops_before": ("sent {n} soldier until not long ago", "sent up to {n} soldiers until not long ago"),
    "formed_police_french": (
        "sends or sent {n} formed police officer, and French is an official language",
        "sends or sent {n} formed police officers, and French is an official language",
    ),
    "formed_police_in_french_mission": (
        "{n} formed police officer in a mission that works in French",
        "{n} formed police officers in a mission that works in French",
    ),
    "formed_police_fewer_women": (
        "its formed police need {n} more woman to reach the target (those that go home left out)",
        "its formed police need {n} more women to reach the target (those that go home left out)",
    ),
    "formed_police_women": (
        "its formed police are at the target, with {n} woman (those that go home left out)",
        "its formed police are at the target, with {n} women (those that go home left out)",
    ),
    "group_without_formed_police": (
        "sends units and {n} police officer, and no state of its regional group sends formed police",
        "sends units and {n} police officers, and no state of its regional group sends formed police",
    ),
    "pledged_beside": (
        "{n} pledge of its own in this part of the guide",
        "{n} pledges of its own in this part of the guide",
    ),
    "troops_for_civilians": (
        "{n} soldier in a mission that protects civilians",
        "{n} soldiers in a mission that protects civilians",
    ),
    "troops_fewer_women": (
        "its troops need {n} more woman to reach the target (those that go home left out)",
        "its troops need {n} more women to reach the target (those that go home left out)",
    ),
    "troops_women": (
        "its troops are at the target, with {n} woman (those that go home left out)",
        "its troops are at the target, with {n} women (those that go home left out)",
    ),
    "troops_in_french_mission": (
        "{n} soldier in a mission that works in French",
        "{n} soldiers in a mission that works in French",
    ),
    "staff_officers": ("deploys {n} staff officer", "deploys {n} staff officers"),
    "observers_few_staff": ("deploys {n} military expert", "deploys {n} military experts"),
    "officers_before": ("sent {n} officer until not long ago", "sent up to {n} officers until not long ago"),
    "officers_fewer_women": (
        "its experts and staff officers need {n} more woman to reach the target (those that go home left out)",
        "its experts and staff officers need {n} more women to reach the target (those that go home left out)",
    ),
    "officers_women": (
        "its experts and staff officers are at the target, with {n} woman (those that go home left out)",
        "its experts and staff officers are at the target, with {n} women (those that go home left out)",
    ),
    "police_fewer_women": (
        "its individual police need {n} more woman to reach the target (those that go home left out)",
        "its individual police need {n} more women to reach the target (those that go home left out)",
    ),
    "police_women": (
        "its individual police are at the target, with {n} woman (those that go home left out)",
        "its individual police are at the target, with {n} women (those that go home left out)",
    ),
    "others_in_french_mission": (
        "{n} officer in a mission that works in French",
        "{n} officers and police in a mission that works in French",
    ),
}
WAYS = {
    "troops_of_ending_mission": "the unit that comes free, or another",
    "troops_in_one_mission": "an additional or rotation unit",
    "formed_police_french": "an additional or rotation unit",
    "formed_police_in_french_mission": "an additional or rotation unit",
    "formed_police_fewer_women": "from the next rotation on",
    "formed_police_women": "from the next rotation on",
    "troops_for_civilians": "in its units, from the next rotation on",
}
WEIGHTS = {
    "unanswered": "Fitting asks that nobody answered",
    "fitting": "Fitting asks",
    "below": "Categories below target",
}
