"""Lines of mission requirements in words: what they show together, why each stands where it does, and what it would be if it asked for less."""

from typing import Any

import pandas as pd

from pages.capabilities import facts, labels
from pages.kit import formats
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext, semicolon
from pages.kit.view import Run, View
from pages.requirements import facts as requirement_facts

COLUMN = {
    "language": "languages",
    "equipment": "equipment_tags",
    "days": "readiness_days",
}  # of each condition that can be left out
NAMED = 3  # gaps that the finding names
JUDGED = ("met", "partly_met", "matched_not_assessed", "critical_gap", "not_verified")


def relaxed(run: Run, view: View, edition: str, condition: str, line: str = "") -> pd.DataFrame:
    """Lines as they would stand if `line`, or without it every line, did not ask for a condition (mission_gap)."""
    return run(facts.GAP, view.snapshot, edition=edition, relax=condition, relax_line=line, **facts.dated(view))


def finding(lines: pd.DataFrame) -> str:
    """How many lines are met and which no unit can meet, at any level, as a sentence; blank where none is judged. Frame: mission_gap."""
    judged = lines[lines["state"].isin(JUDGED)]
    if judged.empty:
        return ""
    met = int((judged["state"] == "met").sum())
    words = ngettext(
        "{met} of {n} line of mission requirements is met", "{met} of {n} lines of mission requirements are met", len(judged)
    )  # fmt: skip
    first = words.format(met=formats.count(met), n=formats.count(len(judged)))
    gaps = judged[judged["state"] == "critical_gap"]
    if gaps.empty:
        return _("{finding}; none is a critical gap").format(finding=first)
    names = [f"{row.mission} {facts.name_or_code(row.capability_name, row.capability)}" for row in gaps.itertuples()]
    if len(names) > NAMED:
        names = [*names[:NAMED], _("{n} more").format(n=formats.count(len(names) - NAMED))]
    words = ngettext(
        "{finding}; for {n} no unit at any level has what it asks for and is free: {names}",
        "{finding}; for {n} no unit at any level has what they ask for and is free: {names}",
        len(gaps),
    )
    return words.format(finding=first, n=formats.count(len(gaps)), names=", ".join(names))


def relaxed_finding(before: pd.DataFrame, after: pd.DataFrame, condition: str) -> str:
    """How many lines would be met if none asked for a condition, and how many ask for it, as a sentence. Frames: mission_gap."""
    asking = int(before[COLUMN[condition]].notna().sum())
    met = [int((frame["state"] == "met").sum()) for frame in (before, after)]
    words = _("If no line asked for {condition}, {now} lines would be met instead of {was}")
    if met[0] == met[1]:
        words = _("If no line asked for {condition}, {now} lines would be met, as many as now")
    sentence = words.format(
        condition=_(labels.RELAXED[condition]), now=formats.count(met[1]), was=formats.count(met[0])
    )
    of = ngettext("{n} line asks for it", "{n} lines ask for it", asking).format(n=formats.count(asking))
    return _("{finding}; {asking}").format(finding=sentence, asking=of)


def asks(row: Any) -> str:
    """What a unit must bring to serve a line."""
    parts = [condition(row, name) for name in COLUMN]
    if not pd.isna(row.women_percent):
        parts.append(_("women at least {share}").format(share=formats.percent(row.women_percent)))
    return semicolon().join(filter(None, parts))


def condition(row: Any, name: str) -> str:
    """One condition of a line in words, blank where it has none."""
    if name == "days":
        days = row.readiness_days
        return "" if pd.isna(days) else _("within {n} days").format(n=int(days))
    if name == "women":
        return _("women at least {share}").format(share=formats.percent(row.women_percent))
    said = requirement_facts.languages(row.languages) if name == "language" else facts.tags(row.equipment_tags)
    return said or ""


def why(row: Any) -> str:
    """Why a line stands where it does, in one or two sentences. Row: mission_gap."""
    if row.state == "not_stated":
        return _("The edition does not say how many units it asks for, so it is not judged.")
    if row.state == "not_reported":
        return _("No export of the PCRS is loaded: whether units can meet it is not reported.")
    if row.state == "not_computed":
        return _("There are too many lines and units of this kind to match: its eligible units are listed below.")
    if row.required == 0:
        return _("Nothing is asked for any more.")
    there = _there(row)
    if row.state == "met":
        return there
    return f"{there} {_missing(row)}".strip()


def _there(row: Any) -> str:
    """What serves a line or is matched to it."""
    parts = []
    if row.serving_count:
        words = ngettext("{n} is selected or deployed for it", "{n} are selected or deployed for it", row.serving_count)
        parts.append(words.format(n=formats.count(row.serving_count)))
    if row.assessed_count:
        words = ngettext(
            "{n} available unit is matched to it", "{n} available units are matched to it", row.assessed_count
        )
        parts.append(words.format(n=formats.count(row.assessed_count)))
    if row.not_assessed_count:
        words = ngettext(
            "{n} not known to be assessed and current is matched to it",
            "{n} not known to be assessed and current are matched to it",
            row.not_assessed_count,
        )
        parts.append(words.format(n=formats.count(row.not_assessed_count)))
    asked = _("Of {n} asked for").format(n=formats.count(row.required))
    return f"{asked}, {', '.join(parts) or _('none is served or matched')}."


def _missing(row: Any) -> str:
    """What keeps further units from a line that is not met."""
    is_critical = row.state in ("critical_gap", "not_verified")
    if row.reason == "not_verified":
        return _(
            "A unit might meet it: a cell that decides could not be read, so it is neither met nor a gap by that unit."
        )
    if row.reason == "none":
        return _("No unit of the kind that is pledged for this mission or for any can be had, at any level.") if is_critical else _("No available unit of the kind is left for it.")  # fmt: skip
    if row.reason == "none_assessed":
        return _(
            "No further unit of the kind is available for it. A passed visit or a renewal of those matched could change that, or a level or renewal that becomes known."
        )
    if row.reason == "too_few":
        spare = row.eligible_count if is_critical else row.eligible_available_count - row.assessed_count
        if spare > 0:
            words = ngettext(
                "{n} unit that meets all it asks for is matched to another line or ask.",
                "{n} units that meet all it asks for are matched to other lines or asks.",
                spare,
            )
            return words.format(n=formats.count(spare))
        return _("No further unit of the kind is available.")
    words = (
        ngettext(
            "Of {all} unit of the kind that could be had at any level, {n} without what it asks for: {what}.",
            "Of {all} units of the kind that could be had at any level, {n} without what it asks for: {what}.",
            row.looked_at_count,
        )
        if is_critical
        else ngettext(
            "Of {all} available unit of the kind, {n} without what it asks for: {what}.",
            "Of {all} available units of the kind, {n} without what it asks for: {what}.",
            row.looked_at_count,
        )
    )
    return words.format(
        all=formats.count(row.looked_at_count), n=formats.count(row.kept_count), what=condition(row, row.reason)
    )


def without(before: pd.Series, after: pd.Series, said: str) -> str:
    """What a line would be if it did not ask for one condition, `said` in words. Rows: mission_gap."""
    words = _("Without “{condition}”: {state}, {matched} of {required} matched")
    if before["state"] == after["state"] and before["matched"] == after["matched"]:
        words = _("Without “{condition}”: still {state}, {matched} of {required} matched")
    sentence = words.format(
        condition=said, state=kit_labels.name(labels.LINES, after["state"]).lower(), matched=formats.count(after["matched"]),
        required=formats.count(after["required"]),
    )  # fmt: skip
    more = int(after["eligible_count"]) - int(before["eligible_count"])
    units = ngettext("{n} more unit is eligible", "{n} more units are eligible", more).format(n=formats.count(more))
    return f"{sentence}{semicolon()}{units}."


def changed(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Lines that stand elsewhere or have another number matched: line, mission, capability, state and matched as texts. Frames: mission_gap."""
    both = before.merge(after, on="line", suffixes=("", "_after"))
    differs = (both["state"] != both["state_after"]) | (both["matched"].fillna(-1) != both["matched_after"].fillna(-1))
    rows = both[differs]
    return pd.DataFrame(
        {
            "line": rows["line"],
            "mission": rows["mission"],
            "capability": facts.names_or_codes(rows, "capability"),
            "state": [kit_labels.name(labels.LINES, code) for code in rows["state"]],
            "state_after": [kit_labels.name(labels.LINES, code) for code in rows["state_after"]],
            "matched": rows["matched"],
            "matched_after": rows["matched_after"],
        }
    )
