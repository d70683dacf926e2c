"""What the grid of capabilities says in sentences: its figures, what a colour and a cell mean, why nothing is available."""

import pandas as pd

from pages.capabilities import labels
from pages.capabilities.gap_facts import WHY_FIRST, Choice, unit
from pages.kit import formats
from pages.kit import labels as kit_labels
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View


def figures(view: View, row: pd.Series) -> str:
    """All figures of a capability as one line of Markdown."""
    parts = [f"**{kit_labels.name(labels.STATES, row['state'])}**"]
    if not pd.isna(row["required"]):
        required = formats.count(row["required"])
        parts.append(_("required {n} {unit}").format(n=required, unit=unit(row["unit_of_quantity"])))
    if not view.is_open:
        if not pd.isna(row["outstanding"]):
            parts.append(_("serving {n}").format(n=formats.count(row["serving_count"])))
            parts.append(_("outstanding {n}").format(n=formats.count(row["outstanding"])))
        if not pd.isna(row["available"]):
            parts.append(_("available {n}").format(n=formats.count(row["available"])))
        if not pd.isna(row["coverage"]):
            parts.append(_("coverage {share}").format(share=formats.per_cent(row["coverage"], 0)))
        for column, words in (
            ("stale_count", _("{n} stale at any level")),
            ("condition_unknown_count", _("{n} only kept by a condition not known to be met")),
            ("slot_uncovered_count", _("{n} only kept by an uncovered slot")),
        ):
            if not pd.isna(row[column]) and row[column]:
                parts.append(words.format(n=formats.count(row[column])))
    parts.append(_("announced {n}").format(n=formats.count(row["announced"])))
    return " · ".join(parts)


def two_sources(row: pd.Series) -> str:
    """Which number is shown where lines of missions and the requirements file ask for different ones; blank where they do not."""
    if pd.isna(row.get("file_quantity")) or pd.isna(row.get("line_quantity")):
        return ""
    if row["file_quantity"] == row["line_quantity"]:
        return ""
    words = _(
        "The requirements file asks for {file}, the lines of missions for {lines}. Neither says whether one holds the other, so they are never added: {shown} is shown, lines first, and what the file asks beyond named missions under any mission."
    )
    return words.format(
        file=formats.count(row["file_quantity"]),
        lines=formats.count(row["line_quantity"]),
        shown=formats.count(row["required"]),
    )


def none_available(units: pd.DataFrame) -> str:
    """Why none of these units is available, each unit counted once; blank where one is or there is none."""
    if units.empty or units["is_available"].any():
        return ""
    first = units["why_not"].map(_first_reason).value_counts()
    known = [code for code in labels.WHY_NOT if code in first.index]
    ordered = sorted(known, key=lambda code: (-first[code], known.index(code)))
    parts = [f"{formats.count(first[code])} {kit_labels.name(labels.WHY_NOT, code)}" for code in ordered]
    count = ngettext("{n} unit, none available", "{n} units, none available", len(units))
    several = _(", each under the first of its reasons") if units["why_not"].str.contains(";").any() else ""
    return f"**{count.format(n=formats.count(len(units)))}**{several}{colon()}{', '.join(parts)}."


def _first_reason(why_not: str) -> str:
    reasons = why_not.split(";")
    return next((code for code in WHY_FIRST if code in reasons), reasons[0])


def legend(view: View, choice: Choice, has_before: bool) -> str:
    """What a cell says, in words."""
    if view.is_open:
        parts = [_("In each cell: units that pledges announced in public offer. No colour: announced covers nothing.")]
    else:
        parts = [
            _(
                "In each cell: units. Colour means one thing: available units as a share of what is outstanding, from orange (none) to blue (all of it, or more). Every other number is plain: it stands beside the requirement, never inside."
            ),
            _("After a name: what is outstanding of it."),
        ]
        if choice.by != "region":
            parts.append(_("Available units stand as “available/outstanding”."))
        if choice.by == "mission":
            parts.append(
                _(
                    "Available are the units matched to the lines of a mission, as Mission requirements matches them: one unit, one line. A row's need is the sum of its cells. In the other numbers a unit pledged for no mission counts under each: they are never added."
                )
            )
        if choice.by == "region":
            parts.append(_("Colour: the group's units as a share of the whole requirement."))
    if has_before:
        day = formats.day(pd.Timestamp(choice.before))
        parts.append(_("In brackets: the change since the edition of {day}.").format(day=day))
    parts.append(
        _(
            "Empty: nothing is asked for. Hatched: not reported. 0: none. The four parts of countering drones are never added. Click a cell to see what is behind it."
        )
    )
    return " ".join(parts)


def formulas() -> str:
    """Both formulas in words."""
    return _(
        "Coverage = available units at Level 2 or higher / outstanding requirement. Outstanding requirement = required in the edition − units selected or deployed that name the line they serve. Outstanding 0 reads met; an open call has no share. Available: not stale, not selected, not deployed, inside its window, its condition met, a rotation in a covered slot."
    )


def short_legend(view: View) -> str:
    """What a cell says, in one line."""
    if view.is_open:
        return _(
            "Hatched: not reported. Empty: nothing is asked for. Rest on a cell for its words, click it for its pledges."
        )
    return _(
        "Grey stands beside the requirement, never inside it. Hatched: not reported. Empty: nothing is asked for. Rest on a cell for its words, click it for its units."
    )
