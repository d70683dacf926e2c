"""What the last export of the roster says of the way of its units into missions: invitations, visits, MOU, arrival, caveats.

The days of the export's own columns are left as they are. What had happened by the export lies before it, what is planned after it.
"""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from making.world import dice

if TYPE_CHECKING:
    from making.units import Unit

HEADINGS = (
    "Invited on", "Invitation accepted on", "Visit planned on", "Pre-deployment visit", "MOU", "Arrives on", "National caveats",
)  # fmt: skip
Day = dt.date | None
Cells = tuple[Day, Day, Day, Day, str | None, Day, str | None]
NONE: Cells = (None, None, None, None, None, None, None)
# How far selected units are, in turn: days from the export to the invitation, its acceptance, the visit, the arrival; and the MOU between.
WAYS: tuple[tuple[int | None, int | None, int | None, str | None, int | None], ...] = (
    (-41, -20, 35, "signed", 88),
    (None, None, None, None, None),
    (-170, -165, 39, "in negotiation", 61),
    (-30, None, None, "draft", None),
    (-120, -96, -4, "signed", 37),
    (-60, -47, 48, "in negotiation", None),
    (-22, None, None, None, None),
    (-80, -63, 44, "draft", 97),
    (None, None, None, None, None),
    (-35, -12, None, "none", None),
)
VISITS = (
    15,
    34,
    36,
    40,
    43,
    51,
    57,
    69,
)  # days from the export to a visit of assessment; the first is past and has no result
VERIFICATIONS = (37, 49, 63)
CAVEATS = ("no night convoys", "stays within its sector", "no crowd control", "the capital approves each move")


def of(units: "list[Unit]", day: dt.date) -> "dict[str, tuple[Unit, Cells]]":
    """Return each unit by its name, with the cells of HEADINGS; some at Level 3 have a day on which they will be verified."""
    selected = [unit for unit in units if unit.status == "selected"]
    selected.sort(key=lambda unit: (unit.level != "Level 3", unit.name))
    free = [unit for unit in units if unit.status == "available" and not unit.slots]
    first = [unit for unit in free if unit.level == "Level 1" and unit.visit == ""]
    third = [unit for unit in free if unit.level == "Level 3"]
    cells = {unit.name: NONE for unit in units}
    for unit, (invited, accepted, visit, mou, arrival) in zip(selected, WAYS, strict=False):
        cells[unit.name] = (_on(day, invited), _on(day, accepted), None, _on(day, visit), mou, _on(day, arrival), None)
    for unit, days in zip(first[:: max(1, len(first) // len(VISITS))], VISITS, strict=False):
        cells[unit.name] = (*NONE[:2], _on(day, days), *NONE[3:])
    verified = dict(zip([unit.name for unit in third], VERIFICATIONS, strict=False))
    for unit in free:
        rng = dice(f"caveats of {unit.name}")
        if unit.level != "Level 1" and unit.level != "Registered" and rng.random() < 0.16:
            cells[unit.name] = (*cells[unit.name][:6], rng.choice(CAVEATS))
    return {unit.name: (_verified(unit, _on(day, verified.get(unit.name))), cells[unit.name]) for unit in units}


def _verified(unit: "Unit", day: Day) -> "Unit":
    return replace(unit, verified=day) if day else unit


def _on(day: dt.date, days: int | None) -> Day:
    return None if days is None else day + dt.timedelta(days=days)
