"""What reading a roster gives: its units, what is set aside and what was noticed, with every row and cell counted."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

# Columns of mart.roster_unit that a row of an export gives, in the mart's order.
FIELDS = (
    "unit_id", "iso3", "component", "capability", "strength_count", "women_count", "level", "date_pledged", "date_accepted",
    "last_renewed", "visit_date", "visit_result", "verification_date", "rdl_cycle", "has_load_list", "sur_reference",
    "available_from", "available_to", "condition", "condition_state", "languages", "mission_specific", "status",
    "deployed_mission", "requirement_line", "ministerial_pledge_id", "is_smart",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as one row gives it: `row` in the order of FIELDS, `cells` of the row that were read."""

    unit_id: str
    row: tuple
    slots: tuple[tuple[str | None, dt.date, dt.date], ...]
    partners: tuple[tuple[str, str], ...]
    equipment: tuple[tuple[str, int | None], ...]
    place: str
    cells: int

    @property
    def worth(self) -> tuple:
        """All that a later export may give otherwise, to compare two rows of one unit."""
        return self.row, self.slots, self.partners, self.equipment


@dataclass(frozen=True)
class Aside:
    """A row that is kept out of the marts, with the cell that keeps it out."""

    place: str
    reason: str
    detail: str
    iso3: str | None
    raw: str


@dataclass
class Reading:
    """One file: `rows` and `cells` count what became of every row and cell that holds anything."""

    file: str
    day: dt.date
    units: list[Unit] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    findings: list[tuple[str, str, str]] = field(default_factory=list)  # code, place, detail
    rows: Counter = field(default_factory=Counter)  # read, quarantined, repeated, not_data
    cells: Counter = field(default_factory=Counter)  # read, loaded, quarantined, repeated, not_data, not_used
    headings: list[tuple[str, str, str]] = field(default_factory=list)  # sheet, theirs, ours
    refused: str = ""

    def refuse(self, place: str, why: str) -> "Reading":
        """A reading without units or rows, with the reason as its one finding."""
        return Reading(self.file, self.day, findings=[("file_refused", place, why)], refused=f"{place}: {why}")
