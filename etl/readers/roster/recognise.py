"""Tell a roster from other tables by its first rows, and the day as of which a title in it says that it is."""

import datetime as dt

from etl import contract
from etl.readers.roster import around, heading_forms
from etl.readers.roster.headings import HIGHEST, LONGEST, WITHIN, Head, Headings, folded
from etl.readers.roster.sheets import Line
from etl.readers.roster.values import Values
from etl.readers.roster.words import Words

SOURCE = "pcrs_roster"
# A tracker of pledges has states, capabilities and statuses too: one of these is what only a roster has.
TELLING = (
    "date_accepted",
    "last_renewed",
    "rdl_cycle",
    "verification_date",
    "load_list",
    "level",
    "strength",
)
ONLY_ROSTERS = ("level", "date_accepted", "last_renewed", "rdl_cycle", "verification_date", "load_list")


def is_roster(listed: list[list[str]]) -> bool:
    """Whether rows hold the headings of a roster, in one row or several."""
    known, lines = Headings(contract.find(SOURCE), Words()), _lines(listed)
    head = known.find(lines)
    if head is None:
        return False
    only = sum(name in head.places for name in ONLY_ROSTERS)
    if any(heading_forms.OF_PLEDGES.fullmatch(folded(form)) for forms in head.forms for form in forms):
        return "pledge_id" in head.places and only > 1
    if "pledge_id" in head.places:
        # A category of pledges is headed like a component: what stands under it tells the two apart.
        return any(name in head.places for name in TELLING) or (
            "status" in head.places and known.holds("component", head, lines)
        )
    return "level" in head.places or only > 1 or _is_of_units(head)


def is_table_of_units(listed: list[list[str]]) -> bool:
    """Whether a table in a document holds the headings of a roster, that of a level or a strength among them."""
    names = {
        name for row in listed[:HIGHEST] for cell in set(row) for name in heading_forms.meant(folded(cell[:LONGEST]))
    }
    return bool(names & {"level", "strength"}) and len(listed) > 1 and is_roster(listed[:WITHIN])


def _is_of_units(head: Head) -> bool:
    """Whether columns without a level are those of units offered, not of units in a mission or asked for: strength and what only units have."""
    beside = ("women_in_unit", "component", "load_list", "visit_date")
    mission = ("deployed_mission", "mission_specific", "requirement_line")
    own = sum(name in head.places for name in beside)
    return "strength" in head.places and own > 1 and not any(name in head.places for name in mission)


def titled_day(listed: list[list[str]]) -> dt.date | None:
    """The one day that titles above the first table say it is of: `as of 15 March 2025`; None where they say none, or two."""
    titles = []
    for line in _lines(listed):
        if len(line.own) > around.FEW:
            break
        titles.append(" ".join(line.text(column) for column in sorted(line.own)))
    return around.day(titles, Values(Words(), None))


def _lines(listed: list[list[str]]) -> list[Line]:
    """The rows of cells that hold anything as lines without merged cells."""
    return [
        Line(number, [cell or None for cell in cells], own, frozenset(), frozenset())
        for number, cells in enumerate(listed, 1)
        if (own := frozenset(at for at, cell in enumerate(cells) if cell.strip()))
    ]
