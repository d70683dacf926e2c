"""What is said of engagement platoons above their picture, under the pointer and of one unit. No Streamlit."""

import html
from typing import Any

import pandas as pd

from pages.deployments import event_facts
from pages.kit import formats, naming
from pages.kit.labels import name
from pages.kit.text import _, colon, ngettext
from pages.kit.view import Run, View
from pages.women import facts, labels
from pages.women.platoon_charts import Mark


def rotations_finding(units: pd.DataFrame) -> str:
    """A sentence on rotations ahead: how many leave with a platoon below half women, and the first of them. Frame: engagement_platoon_units, soonest first."""
    below = units[units["status"] == "below"]
    words = ngettext(
        "{n} of {all} rotation leaves with a platoon below half women",
        "{n} of {all} rotations leave with a platoon below half women",
        len(units),
    )
    said = words.format(n=formats.count(len(below)), all=formats.count(len(units)))
    if below.empty:
        return said
    first = below.loc[below["rotates_out"].idxmin()]
    return _("{said}; the first is {unit}, on {day}").format(
        said=said, unit=first["unit_id"], day=formats.day(first["rotates_out"])
    )


def missing(run: Run, view: View, row: Any, units: pd.DataFrame) -> str:
    """A sentence on the women missing in all, and which of them nobody is asked for, in Markdown.

    Row: engagement_platoon_status; frame: engagement_platoon_units, by the same parameters.
    """
    number = int(row.more_women_needed)
    words = ngettext(
        "**{n}** woman is missing in all to bring every platoon below half to it",
        "**{n}** women are missing in all to bring every platoon below half to it",
        number,
    ).format(n=formats.count(number))
    leaving = units[event_facts.is_silent(run, view, units, "contingent_troops") & (units["status"] == "below")]
    unasked = int(leaving["more_women_needed"].sum())
    if not unasked:
        return formats.sentence(words)
    rest = ngettext(
        "{missing}; **{n}** of them is in a unit that leaves for good, of which nothing is asked: {units}.",
        "{missing}; **{n}** of them are in units that leave for good, of which nothing is asked: {units}.",
        unasked,
    )
    return rest.format(missing=words, n=formats.count(unasked), units=", ".join(leaving["unit_id"]))


def counted(row: Any, missing_women: str) -> list[str]:
    """Sentences on the units in scope: how many say whether they have a platoon, and the women missing. Row: engagement_platoon_status."""
    in_scope = int(row.in_scope_count)
    said = in_scope - int(row.not_reported_count)
    sentences = [
        ngettext("**{n}** unit in scope.", "**{n}** units in scope.", in_scope).format(n=formats.count(in_scope)),
        missing_women,
        _("{said} of {all} say whether they have a platoon ({share}).").format(
            said=formats.count(said), all=formats.count(in_scope), share=formats.share(said, in_scope, 0)
        ),
    ]
    if row.undetermined_count:
        words = ngettext(
            "{n} unit stands in a mission whose mandate is not sourced, apart from these.",
            "{n} units stand in missions whose mandate is not sourced, apart from these.",
            int(row.undetermined_count),
        )
        sentences.append(words.format(n=formats.count(row.undetermined_count)))
    return sentences


def marks(run: Run, view: View, units: pd.DataFrame) -> list[Mark]:
    """A mark of each unit, in the order of the frame: engagement_platoon_units in scope."""
    states = naming.states(run, view)
    silent = event_facts.is_silent(run, view, units, "contingent_troops")
    return [
        Mark(
            row.unit_id,
            row.mission,
            row.status,
            None if pd.isna(row.women_fraction) else formats.rounded(row.women_fraction),
            facts.platoon_women(row) or "",
            "<br>".join(html.escape(line) if place else f"<b>{html.escape(line)}</b>" for place, line in enumerate(lines)),
        )
        for row, is_silent in zip(units.itertuples(), silent, strict=True)
        for lines in [[row.unit_id, states.get(row.iso3, row.iso3), *_of_unit(row, is_silent)]]
    ]  # fmt: skip


def _of_unit(row: Any, is_silent: bool) -> list[str]:
    """What the returns say of one platoon, a line each. Nothing is asked of a unit that goes home."""
    status, women = name(labels.STATUSES, row.status), facts.platoon_women(row)
    lines = [f"{status}{colon()}{women}" if women else status]
    if not is_silent and not pd.isna(row.more_women_needed) and row.more_women_needed:
        lines.append(would_reach(row))
    if last := facts.last_return(row):
        lines.append(_("Before: {said}").format(said=last))
    if not pd.isna(row.rotates_out):
        lines.append(_("Leaves on {day}").format(day=formats.day(row.rotates_out)))
    return lines


def would_reach(row: Any) -> str:
    """How many more women would reach half. Row: engagement_platoon_units."""
    missing = int(row.more_women_needed)
    words = ngettext("{n} more woman would reach half", "{n} more women would reach half", missing)
    return words.format(n=missing)


def one(row: Any, is_silent: bool) -> str:
    """A line on one unit, in Markdown: state, women, what is missing, and when it leaves. Row: engagement_platoon_units."""
    parts = [f"**{name(labels.STATUSES, row.status)}**"]
    if women := facts.platoon_women(row):
        parts.append(_("{told} women").format(told=women))
    if not is_silent and not pd.isna(row.more_women_needed) and row.more_women_needed:
        parts.append(would_reach(row))
    if not pd.isna(row.rotates_out):
        parts.append(_("rotates out on {day}: all of it may change then").format(day=formats.day(row.rotates_out)))
    return " · ".join(parts)
