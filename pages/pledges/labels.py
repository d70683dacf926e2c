"""Name the codes of pledges and of what they answer. Codes go into URLs and files, names only here."""

CATEGORIES = {
    "uniformed_capabilities": "Uniformed capabilities",
    "training_capacity_building_partnerships": "Peacekeeping training, capacity building and partnerships",
    "safety_security_medical": "Safety and security of peacekeepers, including medical",
    "conduct": "Conduct",
    "environment": "Environment",
    "women_peace_security": "Women, peace and security",
    "technology": "Technology",
    "strategic_communications_information_integrity": "Strategic communications and information integrity",
    "funding": "Funding",
    "other": "Other",
}
STATUS = {
    "confirmed": "Confirmed, not announced",
    "announced": "Announced",
    "level_1": "Level 1",
    "assessed": "Assessed (Level 2)",
    "level_3": "Level 3",
    "rdl": "Rapid Deployment Level (mark)",
    "selected": "Selected",
    "deployed": "Deployed",
    "planned": "Planned",
    "under_way": "Under way",
    "implemented": "Implemented",
    "withdrawn": "Withdrawn",
    "too_general": "Too general to assess",
    "in_figures": "Consistent with deployment figures, to be confirmed",
    "cannot_be_seen": "Cannot be seen in these figures",
    "no_news": "No later news",
}
PEOPLE = {  # within a sentence
    "troops": "troops",
    "formed_police_units": "formed police",
    "individual_police": "individual police",
    "staff_officers": "staff officers",
    "experts_on_mission": "experts on mission",
}
EVIDENCE = {
    "seen": "Consistent with deployment figures",
    "partly_seen": "A part is consistent with deployment figures",
    "shared": "The same people as another pledge",
    "already_there": "There before the pledge",
    "too_early": "Too early",
    "not_seen": "Not seen",
    "cannot_be_seen": "Cannot be seen in these figures",
}
UNSEEN = {  # why, within a sentence
    "not_people": "aircraft, equipment, training, hosting, funding and measures for women leave no trace of their own in them",
    "standby": "it is a standing offer, a level or a nomination",
    "no_number": "no number of persons is stated, and no source gives the size of the unit",
    "no_kind": "it does not say which kind of personnel",
    "before_figures": "it is older than the figures, which begin in January 2015",
    "few_before": "too few months before it are reported",
    "chance": "its kind rises as often on random days",
}
TRACKS = {"unit": "Units and uniformed personnel", "other": "Everything else"}
FLAGS = {
    "not_tangible": "Not tangible",
    "repeat": "May repeat an earlier pledge",
    "restates_total": "May restate a total",
    "possible_duplicate": "May be the same pledge twice",
    "partnered_twice": "One unit announced by two states",
    "outside_window": "Outside the window",
    "conditional": "Conditional",
    "money_alone": "Money alone",
    "range": "A range of numbers",
    "strength": "The strength of one unit",
    "uniformed_not_in_pcrs": "Not in the roster of the PCRS",
    "changed_in_form": "Changed in a later version of the form",
}
NEWS = {
    "reported": "Reported since",
    "in_figures": "Consistent with deployment figures",
    "cannot_be_seen": "Cannot be seen in these figures",
    "no_news": "No later news",
    "ended": "Ended",
    "too_general": "Too general to assess",
}
DUE = {"said": "the pledge says it", "meeting": "six-month meeting", "none": "no date"}
COUNTS = {"states": "Member States", "units": "units", "people": "people", "aircraft": "aircraft"}
COUNTED = {  # of one, of many
    "states": ("{n} Member State", "{n} Member States"),
    "units": ("{n} unit", "{n} units"),
    "people": ("{n} people", "{n} people"),
    "aircraft": ("{n} aircraft", "{n} aircraft"),
}
UNITS = {  # of one, of many
    "unit": ("unit", "units"),
    "company": ("company", "companies"),
    "platoon": ("platoon", "platoons"),
    "person": ("person", "persons"),
    "aircraft": ("aircraft", "aircraft"),
    "vehicle": ("vehicle", "vehicles"),
    "course": ("course", "courses"),
    "event": ("event", "events"),
    "programme": ("programme", "programmes"),
    "camp": ("camp", "camps"),
    "centre": ("centre", "centres"),
    "percent": ("per cent", "per cent"),
    "currency": ("money", "money"),
}
ORIGINS = {
    "public report": "Public report",
    "form": "Pledge form",
    "slide": "Pledge slide",
    "tracker": "Tracker",
}
OCCASIONS = {  # where a pledge was made that was made at no Ministerial, as the bundled list says it
    words: words
    for words in (
        "Not a ministerial (stated to the UN)",
        "Not a ministerial (national decision)",
        "Not a ministerial (letter of intent 2016)",
        "Not a ministerial (national target)",
        "Not a ministerial (General Assembly 2018)",
        "Letter of intent November 2017 (ministerial not stated)",
        "Summit on UN peacekeeping 2014",
        "Before Berlin 2025 (ministerial not stated)",
        "Before Accra 2023 (ministerial not stated)",
        "Standing commitment (date not stated)",
    )
}
KINDS = {"training": "Training", "host_event": "Host a course or event"}
STAGES = {"step": "Step", "side_mark": "Mark beside the steps", "state": "What stands now"}
ANSWERS = {
    "host_found": "Host found",
    "host_unsaid": "Host announced, year not said",
    "pledged": "Pledged",
    "pledged_unsaid": "Pledged, year not said",
    "date_passed": "Date passed, outcome unknown",
    "no_answer": "No answer yet",
}
PRECISION = {"day": "days printed", "month": "month printed", "about": "about six months after the Ministerial"}
PROCESS = {
    "preparatory_meeting": "Preparatory meeting",
    "details_due": "Details of all pledges due",
    "held": "Ministerial",
    "implementation_meeting": "Meeting on the implementation of pledges",
    "rdl_call": "States invited to pledge units to the Rapid Deployment Level",
}
GRID = {"exists": "● Exists", "done": "● Done", "pledged": "◐ Pledged", "asked": "○ Asked"}
LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}
