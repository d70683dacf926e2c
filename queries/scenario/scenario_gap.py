# title: Lines of a mission model, and what could be there by their day
# metric: Each line of the modules chosen, with how many available units can be matched to it within its days when one unit serves one line at a time, as Mission requirements matches them, and what is missing. Matched: as many places of lines as can be are served, lines first in their order; of persons as many as stand in lists that say who could come, and of sets as many as available units carry. By day 60, 120 and 180: how many of them the levels of units promise by then. Later: further ones that could be there after the day asked for. Not assessed: further ones not known to be assessed and current, that is at Level 1, Registered, stale, the level not reported or not read, or the acceptance or renewal not read. Without taking any: how many of the matched remain where today's lines of missions are served first
# unit: units
# grain: one row per line of the model, in its order
# columns: line = Line; module = Module; capability = Capability; required = Required [count]; by_day = By day; matched = Matched; reason = Reason; state =
#   State; by_60_count = By day 60 [count]; by_120_count = By day 120 [count]; by_180_count = By day 180 [count]; late_count = Later than asked
#   for [count]; not_assessed_count = Not known to be assessed and current [count]; spare_count = Without taking any from today's lines [count]; eligible_count = Eligible and
#   available [count]; looked_at_count = Units looked at for the reason [count]; kept_count = Of them kept by the reason [count]; left_out_count = Left out with
#   the host's group [count]; listed_count = Persons of the kind in lists [count]; fit_women_count = Women among those that fit [count]; sex_not_told_count = Of them
#   sex not told [count]; women_matched_count = Places that women of the lists could fill [count]; state_count = Member States [count]; carried_count = Carried by units
#   [count]; module_name = Module, in words; capability_name = Capability, in words; unit_of_quantity = Counted in; person_count = Persons [count]; profile = Profile of
#   officers; languages = Languages; equipment_tags = Equipment; women_percent = Women, %; profile_name = Profile, in words; has_levels = Has levels in the PCRS; export_on = Export of [day]
# params: model VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.mission_line, mart.requirement_line, mart.officer_post
# note: a unit is available as everywhere: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot, all on today, the start; a unit pledged for a named mission serves no line of a model; the clock of the Rapid Deployment Level runs from the formal invitation, those of Level 3 and Level 2 from its acceptance: days are counted as if both fell on the start; what is asked in persons, sets, services, training or boats has no level: of persons it says how many of scenario_persons fit (profile, languages, days), one person in one line at a time, and no_list where no list speaks of the kind, which is not 0; of sets that a roster has a tag for, how many are carried by available units that could be there by the day, which come with their unit (a tag without a number is one); the rest stands as not in units; without_group leaves units and persons of one regional group out of the model, but not out of today's lines; what is not reported does not meet; reason names what keeps most units from a line that is not met, as in Mission requirements; where lines and units are too many for the matching it stops and says so; nothing is a selection, which is the Secretariat's judgement; as_of leaves out models, editions and exports after that day
"""A mission model, line by line, beside the units that could be there by when."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import matching, modelled, persons

ASKED = (
    "line", "module", "capability", "required", "by_day", "module_name", "capability_name", "unit_of_quantity", "person_count", "profile",
    "languages", "equipment_tags", "women_percent", "profile_name", "has_levels",
)  # fmt: skip
COUNTS = (
    "matched", "by_60_count", "by_120_count", "by_180_count", "late_count", "not_assessed_count", "spare_count", "eligible_count",
    "looked_at_count", "kept_count", "left_out_count", "listed_count", "fit_women_count", "sex_not_told_count", "women_matched_count",
    "state_count", "carried_count",
)  # fmt: skip


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
) -> pd.DataFrame:
    """Lines of scenario_lines with what is matched to them; not judged where there is no export."""
    asked = run("scenario_lines", model=model, scale=scale, languages=languages, as_of=as_of)
    export = run("roster_export", as_of=as_of)
    people = run("scenario_persons", today=today, as_of=as_of)
    rows = persons.judged(asked, people, today or dt.date.today(), without_group)
    if modelled.is_reported(export):
        demand, units = run("demand_lines", as_of=as_of, today=today), run("roster_units", as_of=as_of, today=today)
        for kind in modelled.kinds(asked, units, without_group):
            try:
                rows += modelled.judged(kind, demand)
            except matching.TooLarge:
                rows += [{"line": line, "state": "not_computed"} for line in kind.lines["line"]]
        rows += modelled.carried(asked, units, without_group)
    judged = pd.DataFrame(rows, columns=["line", "state", "reason", *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))
    told = asked[list(ASKED)].merge(judged, on="line", how="left").assign(export_on=export["export_on"].iloc[0])
    unjudged = told["has_levels"].map({True: "not_reported", False: "not_in_units"})
    told = told.assign(state=told["state"].astype(object).where(told["state"].notna(), unjudged))
    columns = [
        "line",
        "module",
        "capability",
        "required",
        "by_day",
        "matched",
        "reason",
        "state",
        *COUNTS[1:],
        *ASKED[5:],
        "export_on",
    ]
    return told[columns]
