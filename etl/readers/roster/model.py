"""What reading a roster gives: its units, what is set aside and what was noticed, with every row and cell counted."""

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, field, replace

# Columns of mart.roster_unit that a row of an export gives, in the mart's order.
FIELDS = (
    "unit_id", "iso3", "component", "capability", "strength_count", "women_count", "level", "date_pledged", "date_accepted",
    "last_renewed", "visit_date", "visit_result", "verification_date", "rdl_cycle", "has_load_list", "sur_reference",
    "available_from", "available_to", "condition", "condition_state", "languages", "mission_specific", "status",
    "deployed_mission", "requirement_line", "ministerial_pledge_id", "is_smart", "load_list", "invited_on", "invitation_accepted_on",
    "visit_planned_on", "predeployment_visit_on", "mou_state", "arrives_on", "caveats", "not_read",
)  # fmt: skip
# What stands for a capability that an export does not give: the unit counts under it, and in no requirement.
NOT_READ, NOT_REPORTED = "not_read", "not_reported"
LISTS = ("slots", "partners", "equipment")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that could not be read: our column, the reason and what stands there; `kind` and `word` where a person may settle it."""

    column: str
    reason: str
    detail: str
    kind: str = ""
    word: str = ""


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
    faults: tuple[Fault, ...] = ()
    by_words: str = ""  # the words by which its capability was recognised, where its cell says more than them
    remarks: tuple[
        tuple[str, str], ...
    ] = ()  # findings (code, detail) on cells that are read and say more than their value

    @property
    def worth(self) -> tuple:
        """All that a later export may give otherwise, to compare two rows of one unit."""
        return self.row, self.slots, self.partners, self.equipment

    def agrees(self, other: "Unit") -> bool:
        """Whether two listings of a unit say nothing that contradicts: what one leaves open the other may say."""
        mine, theirs = self._values(), other._values()
        return all(_is_open(mine[name]) or _is_open(theirs[name]) or mine[name] == theirs[name] for name in mine)

    def with_more(self, other: "Unit") -> "Unit":
        """This listing with what another one says where this one says nothing."""
        filled = {
            name: two if _is_open(one) else one
            for (name, one), two in zip(self._values().items(), other._values().values(), strict=True)
        }
        not_read = [name for name in (self.row[-1] or "").split(";") if name and _is_open(filled[name])]
        filled |= {"is_smart": bool(filled["slots"]) or "slots" in not_read, "not_read": ";".join(not_read) or None}
        lists = {name: filled.pop(name) for name in LISTS}
        return replace(self, row=tuple(filled[name] for name in FIELDS), **lists)

    def _values(self) -> dict:
        by_field = dict(zip(FIELDS, self.row, strict=True)) | {name: getattr(self, name) for name in LISTS}
        return by_field | {"is_smart": None, "not_read": None}


def _is_open(value: object) -> bool:
    return value is None or value == () or value in (NOT_READ, NOT_REPORTED)


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
    left_out: list[tuple[str, str, str]] = field(default_factory=list)  # sheet, column, reason
    not_read: list[dict] = field(default_factory=list)  # sheet, cell, field and, where it may be told, text
    words: Counter = field(default_factory=Counter)  # (kind, word) that a person may settle: rows
    refused: str = ""

    def once(self, listed: dict[str, list[tuple[Unit, dict[str, str]]]]) -> None:
        """Count a unit once that stands in the file more than once: the first listing stands, with what later ones add to it.

        A later listing that contradicts it is set aside. `listed` has the listings of each unit with their texts by heading.
        """
        dropped, standing = set(), {}
        for name, same in listed.items():
            first = same[0][0]
            for unit, raw in same[1:]:
                dropped.add(id(unit))
                agrees = first.agrees(unit)
                outcome = "repeated" if agrees else "quarantined"
                self.rows[outcome] += 1
                self.cells.update({outcome: unit.cells, "loaded": -unit.cells})
                if agrees:
                    first = first.with_more(unit)
                    continue
                detail = f"{name} stands also at {first.place}, and not all is the same there"
                raw_text = json.dumps(raw, ensure_ascii=False)
                self.aside.append(Aside(unit.place, "conflict_in_file", detail, unit.row[1], raw_text))
            standing[name] = first
        self.units = [standing[unit.unit_id] for unit in self.units if id(unit) not in dropped]

    def refuse(self, place: str, why: str) -> "Reading":
        """A reading without units or rows, with the reason as its one finding."""
        return Reading(self.file, self.day, findings=[("file_refused", place, why)], refused=f"{place}: {why}")
