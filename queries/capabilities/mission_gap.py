# title: Lines of mission requirements and whether units can meet them
# metric: Each line of an edition, with how many units it asks for, how many serve it or can be matched to it when one unit serves one line at a time, and where it stands. Met: units selected or deployed for it and available ones matched to it are as many as it asks for. Partly met: some are. Matched, not assessed: only pledges can be matched that are not known to be assessed and current: at Level 1, Registered, stale, the level not reported or not read, or the acceptance or renewal not read. Critical mission-specific gap: no existing pledge at any level can meet it. Not verified: only a unit with a cell that could not be read might. The matching is a maximum: as many places of lines as can be are served, most of them by available units, lines first in order of their ids before later ones, all before what the requirements file asks for beyond them
# unit: units
# grain: one row per line of the edition, by line
# columns: line = Line; mission = Mission; capability = Capability; required = Required; matched = Matched; state = State; reason = Reason; eligible_count =
#   Eligible units [count]; serving_count = Selected or deployed for it [count]; assessed_count = Assessed or later [count]; not_assessed_count = Matched
#   by others [count]; eligible_available_count = Eligible and available [count]; looked_at_count = Units looked at for the reason
#   [count]; kept_count = Of them kept by the reason [count]; capability_name = Capability, in words; languages = Languages;
#   equipment_tags = Equipment; readiness_days = Within days; women_percent = Women, %; priority = Priority; due_date = Due [day]; edition_date = Edition
#   [day]; file_name = File; place = Place; export_on = Export of [day]
# params: as_of DATE = null; edition DATE = null; today DATE = null; relax VARCHAR in (language, equipment, days) = null; relax_line VARCHAR = null
# audience: restricted
# from: mart.mission_line, mart.requirement_line, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.capability, meta.file, mart.country
# note: an eligible unit is of the line's capability, pledged for its mission or for none, neither selected nor deployed, and meets all that the line asks for: languages, equipment, days, share of women; what is not reported does not meet; what stands in a cell that could not be read is not verified, neither met nor lacking: a line that only such a unit could serve is not verified, and no gap; a unit at Level 1, Registered, or whose level is not known has no days, and days are not held against it; reason names what keeps most units from a line that is not met: none of the kind, none_assessed (those matched are not known to be assessed and current), too few, language, equipment, days, women, or not verified where a cell that was not read decides; a line whose quantity is not stated is not judged; where lines and units are too many for the matching it stops and says so, and nothing is told of them; nothing is a selection, which is the Secretariat's judgement; as_of leaves out editions and exports after that day, no edition means the newest; relax supposes that relax_line, or every line, does not ask for one condition
"""A line of mission requirements beside the units that can serve it, matched one unit to one line."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import matched

LINE_COLUMNS = (
    "capability_name", "languages", "equipment_tags", "readiness_days", "women_percent", "priority", "due_date", "edition_date",
    "file_name", "place",
)  # fmt: skip


def answer(
    run: Callable[..., pd.DataFrame],
    as_of: dt.date | None,
    edition: dt.date | None,
    today: dt.date | None,
    relax: str | None,
    relax_line: str | None,
) -> pd.DataFrame:
    """Lines of the edition, one row each, with how many units serve them or can; empty without lines."""
    lines = run("mission_lines", as_of=as_of, edition=edition)[["line", *LINE_COLUMNS]]
    lines = matched.relaxed(lines, relax, relax_line)
    export = run("roster_export", as_of=as_of)
    judged = run("demand_matched", as_of=as_of, edition=edition, today=today, relax=relax, relax_line=relax_line)
    columns = ["line", "mission", "capability", "required", "matched", "state", "reason", "eligible_count"]
    more = [
        "serving_count",
        "assessed_count",
        "not_assessed_count",
        "eligible_available_count",
        "looked_at_count",
        "kept_count",
    ]
    judged = judged.rename(columns={"quantity": "required"})
    answered = judged[[*columns, *more]].merge(lines, on="line").sort_values("line", kind="stable", ignore_index=True)
    whole = dict.fromkeys(("readiness_days", "women_percent"), "Int64")
    return answered.assign(export_on=export["export_on"].iloc[0]).astype(whole)
