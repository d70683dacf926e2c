"""What lists of persons and the equipment of units say of a line of a mission model, as sentences. Each takes a row of lines (`facts.lines`)."""

from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit.text import _, ngettext
from pages.requirements import facts as requirement_facts

JUDGED = ("listed", "partly_listed", "none_listed")
CARRIED = ("carried", "partly_carried", "none_carried")


def listed(row: Any) -> str:
    """How many persons of lists could fill a line, of how many. Row: of `facts.lines`."""
    if row.state not in JUDGED:
        return formats.DASH
    return _("{n} of {all}").format(n=formats.count(row.matched), all=formats.count(row.required))


def women(row: Any) -> str:
    """Women among the persons who fit a line, as far as lists tell. Row: of `facts.lines`."""
    if row.state not in JUDGED or pd.isna(row.eligible_count) or not row.eligible_count:
        return formats.DASH
    said = _("{women} of {people}").format(
        women=formats.count(row.fit_women_count), people=formats.count(row.eligible_count)
    )
    if not row.sex_not_told_count:
        return said
    return _("{women}; {n} not told by sex").format(women=said, n=formats.count(row.sex_not_told_count))


def why(row: Any) -> str:
    """What the lists say of a line of persons, and what is missing and why, in a few sentences. Row: of `facts.lines`."""
    if row.state == "no_list":
        return _("No list of officers says who could come: supply is not reported, which is not 0.")
    if not row.matched:
        said = [_("Lists name nobody for {all} places.").format(all=formats.count(row.required))]
    else:
        words = ngettext(
            "Lists name {n} for {all} places; who fits is of {states} Member State.",
            "Lists name {n} for {all} places; who fits is of {states} Member States.",
            int(row.state_count),
        )
        said = [words.format(n=formats.count(row.matched), all=formats.count(row.required), states=formats.count(row.state_count))]  # fmt: skip
    if row.state != "listed":
        said.append(_reason(row))
    if row.left_out_count:
        left = ngettext(
            "{n} more of the host's group is left out.",
            "{n} more of the host's group are left out.",
            row.left_out_count,
        )
        said.append(left.format(n=formats.count(row.left_out_count)))
    return " ".join(filter(None, said))


def _reason(row: Any) -> str:
    """What keeps further persons of the kind from a line."""
    if row.reason == "none_named":
        return _("Nobody of the kind is named.")
    if row.reason == "too_few":
        spare = row.eligible_count - row.matched
        words = ngettext("{n} who fits serves another line of the model.", "{n} who fit serve other lines of the model.", max(spare, 1))  # fmt: skip
        return words.format(n=formats.count(spare)) if spare > 0 else _("Nobody else of the kind is named.")
    what = {
        "profile": lambda: _("the profile ({name})").format(name=_(row.profile_name)),
        "language": lambda: _("the language ({languages})").format(
            languages=requirement_facts.languages(row.languages)
        ),
        "window": lambda: _("its days"),
    }[row.reason]()
    words = ngettext(
        "Of {all} person of the kind, {n} without what it asks for: {what}.",
        "Of {all} persons of the kind, {n} without what it asks for: {what}.",
        row.looked_at_count,
    )
    return words.format(all=formats.count(row.looked_at_count), n=formats.count(row.kept_count), what=what)


def carried(row: Any) -> str:
    """What units carry of a line of sets, as sentences. Row: of `facts.lines`."""
    if not row.carried_count:
        return _("No available unit that could be there by its day carries one.")
    words = ngettext(
        "At least {n} is carried by {units} available unit that could be there by its day, and comes with it.",
        "At least {n} are carried by {units} available units that could be there by its day, and come with them.",
        int(row.eligible_count),
    )
    return words.format(n=formats.count(row.carried_count), units=formats.count(row.eligible_count))
