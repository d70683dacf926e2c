"""How old a source is, why a row is set aside, what is noticed in files, and what was checked, in words."""

from pages.capabilities import labels as roster_labels
from pages.partners import labels as partner_labels
from pages.women import labels as women_labels

TERM_SOURCES = {"not found; ours": "not found; ours"}  # of a term whose French was read nowhere
STATES = {
    "on time": "on time",
    "due": "due",
    "late": "late",
    "overdue": "overdue",
    "not reported": "not reported",
    "no schedule": "no schedule",
}
PLACES = {  # parts of a place in a file, as the readers say them
    part: f"{part} {{n}}" for part in ("table", "row", "column", "paragraph", "slide", "line", "page", "sheet")
}
CELLS = {  # what a cell is that a row is set aside for, and what stands there, as the staging of sources says it
    word: f"{word} {{text}}"
    for word in (
        "women", "men", "mission", "date", "day", "days", "personnel type", "fiscal year", "percent of women", "due on", "needed by", "capability",
        "edition", "fixed wing", "rotary wing", "languages", "persons", "profile", "quantity", "requirement id", "snapshot of",
    )
} | {"blank": "(blank)", "name": "ISO code {1} with the name {2}", "m49": "ISO code {1} and M49 code {2}", "people": "{1} women, {2} men and {3} people", "both": "{1} women and {2} men"}  # fmt: skip
REASONS = {
    "unknown_country": "The contributor is not known",
    "unknown_mission": "The mission is not known",
    "unknown_personnel_type": "The personnel type is not known",
    "missing_date": "There is no date",
    "unreadable_date": "The date cannot be read",
    "not_month_end": "The date is not the last day of a month",
    "future_date": "The date is later than the file",
    "missing_count": "A count is missing",
    "text_in_number": "There is text in a count",
    "fractional_count": "A count is a fraction",
    "negative_count": "A count is negative",
    "implausible_count": "A count is a million or more",
    "iso_m49_disagree": "ISO and M49 codes disagree",
    "people_differ": "Women and men are not the people printed",
    "no_men": "100 or more women beside 0 men",
    "known_misprint": "A known misprint",
    "conflict_in_file": "The file gives the row twice, with different figures",
    "unreadable_row": "The row has another number of cells than the headings, or a cell whose value is lost (an error, a formula never saved)",
    "ends_before_start": "The mission ends before it starts",
    "unreadable_flag": "Active is neither Yes nor No",
    "unreadable_coordinate": "A coordinate cannot be read",
    "unreadable_year": "The fiscal year cannot be read",
    "missing_training_name": "The training has no name",
    "missing_gpp_type": "The type of personnel is missing",
    "not_in_later_snapshot": "A later file of the same day does not have the row",
    "not_police": "Not police, in a file of police",
    "missing_requirement": "Neither an id nor words say what is asked for",
    "unknown_requirement": "The id is none of the guide's asks",
    "unknown_capability": "The capability is not known",
    "unknown_language": "A language is not known",
    "missing_line": "The line has no id",
    "missing_model": "The model has no name",
    "missing_module": "The module has no name",
    "name_unusable": "The name is too long, or has one of ; & = % |",
    **roster_labels.SET_ASIDE,
    **women_labels.REASONS,
    **partner_labels.SET_ASIDE,
}
FINDINGS = {
    "all_women_gone_in_a_month": "No women left from one month to the next",
    "sex_not_reported": "A known misprint of women and men: people counted, sex not reported",
    "unknown_spelling": "New spelling of a name",
    "spelling_of_another_country": "Code and name of different states",
    "missing_name": "No name beside a code",
    "missing_iso_code": "No ISO code beside a name",
    "not_a_member_state": "A territory, not a Member State",
    "month_from_name": "The file says no month: its name does",
    "name_and_month_differ": "The file is of another month than its name says",
    "totals_differ": "A printed total is not that of its rows",
    "month_without_mission": "A month published without missions",
    "month_without_sex": "A month without women and men apart",
    "row_noted": "What to know of a row",
    "read_as_windows": "Read as Windows-1252: accents may differ",
    "superseded": "Replaced by a later download",
    "mission_marked_active_has_ended": "Closed mission marked active",
    "return_of_a_mission_that_has_ended": "Return of a mission that has ended",
    "replacement_not_read": "Who replaces a rotation cannot be read",
    "line_of_a_mission_that_has_ended": "Line of a mission that has ended",
    "mission_coordinates_swapped": "Coordinates look swapped",
    "police_figures_differ": "The police file gives other figures",
    "police_in_one_file_only": "Police in one of two files only",
    "lines_and_requirements_differ": "Lines of missions and requirements file ask for different numbers",
    **roster_labels.FINDINGS,
}
# A check's file is named by the sentence it holds; these say it in the words of the pages.
CHECKS = {
    "people_are_women_and_men_and_nothing_is_missing": "People are women and men together, and no row lacks a count.",
    "raw_and_mart_hold_the_same_people": "The rows read and the figures shown hold the same people.",
    "the_bundled_file_gives_the_published_totals": "The bundled file gives the totals that the UN published.",
    "the_mart_holds_exactly_the_rows_loaded": "The figures are made of exactly the rows loaded.",
    "no_code_of_the_other_world_stands_here": "No code of an invented state or mission stands in the public data, and none of a real one in the exercise.",
    "the_parity_targets_are_complete": "Each category has one target a year from 2018 to 2028, or the year says that none was found.",
    "the_reference_codes_are_unique_and_known": "Each code of a state, area or mission stands once, and whatever names a code finds it.",
}


def check(code: str) -> str:
    """Return the sentence of a check, in English: the key of its translation."""
    words = code.replace("_", " ")
    return CHECKS.get(code) or f"{words[:1].upper()}{words[1:]}."
