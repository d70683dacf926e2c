"""Words of the load page: how a file is known, and what a version is."""

KNOWN_BY = {
    "its headings": "its headings",
    "its name": "its name",
    "the folder it lies in": "the folder it lies in",
    "what you say": "what you say",
}
LEFT_OUT = {  # why a column is left out, as the readers say it
    "its heading is one under which people are named": "its heading is one under which people are named",
    "it holds names, addresses or numbers of people": "it holds names, addresses or numbers of people",
    "the sheet names people": "the sheet names people",
    "is a heading under which people are named": "is a heading under which people are named",
    "holds e-mail addresses or telephone numbers": "holds e-mail addresses or telephone numbers",
    "holds what looks like numbers of passports": "holds what looks like numbers of passports",
    "holds what looks like names of people": "holds what looks like names of people",
}
WORDS = {
    "capability": "Capability",
    "category": "Category",
    "component": "Component",
    "condition_state": "State of a condition",
    "level": "Level",
    "load_list": "Load list",
    "mission": "Mission",
    "mou_state": "State of the memorandum of understanding",
    "role": "Role of a partner",
    "state": "Member State",
    "status": "Status",
    "visit_result": "Result of a visit",
}
