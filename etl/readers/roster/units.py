"""Make one unit of a row's texts, or say which column keeps it out and why."""

import datetime as dt
import functools
from typing import Any

from etl.readers.roster.model import FIELDS, Unit
from etl.readers.roster.values import Unread, Values
from etl.readers.roster.words import Words

NEEDED = {
    "pledge_id": "missing_id",
    "state": "missing_state",
    "component": "missing_component",
    "capability": "missing_capability",
    "level": "missing_level",
    "status": "missing_status",
}
PAST = ("date_pledged", "date_accepted", "last_renewed", "visit_date", "verification_date")
ORDER = ("date_pledged", "date_accepted", "last_renewed")
OF_PERSONS = ("individual", "training")  # what is Registered, and has no level


class Faulty(Exception):
    """A row that is set aside: the column at fault, the reason, what stands there, the state where it is known."""

    def __init__(self, column: str, reason: str, detail: str, iso3: str | None = None):
        super().__init__(detail)
        self.column, self.reason, self.detail, self.iso3 = column, reason, detail, iso3


def build(
    cells: dict[str, str | None], said: dict[str, str], values: Values, day: dt.date, place: str, count: int
) -> Unit:
    """The unit that a row of an export of `day` gives; `said` is what the sheet and lines above say for it."""
    by_column: dict[str, Any] = {}
    try:
        for column, read in _readers(values).items():
            text = cells.get(column)
            more = ("none",) if column in ("partners", "slots", "equipment", "condition", "languages") else ()
            # Not known is a state of a condition, and a blank anywhere else.
            is_state = column == "condition_state" and text and values.words.code(column, text)
            blank = not is_state and values.blank(text, *more)
            at_hand = said.get(column)
            if blank:
                by_column[column] = at_hand
                if at_hand is None and column in NEEDED:
                    raise Faulty(column, NEEDED[column], f"no {column.replace('_', ' ')}")
                continue
            by_column[column] = read(text)
            if at_hand is not None and by_column[column] != at_hand:
                raise Faulty(column, "sheet_and_cell_differ", f"{text!r}, under a sheet or line that says {at_hand}")
        _agree(by_column, day)
        iso3, partners = _provider(by_column)
    except Unread as error:
        raise Faulty(column, error.reason, f"{column.replace('_', ' ')}: {error.detail}", _state(by_column)) from error
    except Faulty as fault:
        fault.iso3 = _state(by_column)
        raise
    slots = tuple(by_column.get("slots") or ())
    named: dict[str, Any] = {
        "unit_id": by_column["pledge_id"],
        "iso3": iso3,
        "strength_count": by_column.get("strength"),
        "women_count": by_column.get("women_in_unit"),
        "has_load_list": None if by_column.get("load_list") is None else by_column["load_list"] == "yes",
        "is_smart": bool(slots),
    }
    if by_column.get("condition") and not by_column.get("condition_state"):
        named["condition_state"] = "unknown"
    row = tuple(named[name] if name in named else by_column.get(name) for name in FIELDS)
    return Unit(
        by_column["pledge_id"], row, slots, tuple(partners), tuple(by_column.get("equipment") or ()), place, count
    )


@functools.lru_cache(maxsize=2)
def _readers(values: Values) -> dict:
    """Readers by column, in the order in which a fault is named."""

    def coded(meaning):
        return lambda text: values.code(meaning, text)

    def mission(text):
        return None if values.words.has("no_mission", text) else values.mission(text)

    return {
        "pledge_id": values.unit_id, "state": values.state, "component": coded("component"),
        "capability": values.capability, "strength": values.count, "women_in_unit": values.count, "level": coded("level"),
        **dict.fromkeys(PAST, values.day), "visit_result": coded("visit_result"), "rdl_cycle": values.text,
        "load_list": coded("load_list"), "sur_reference": values.text, "available_from": values.day,
        "available_to": values.day, "slots": values.slots, "partners": values.partners, "condition": values.text,
        "condition_state": coded("condition_state"), "languages": values.languages, "equipment": values.equipment,
        "mission_specific": mission, "status": coded("status"), "deployed_mission": mission,
        "requirement_line": values.unit_id, "ministerial_pledge_id": values.text,
    }  # fmt: skip


def _agree(by_column: dict, day: dt.date) -> None:
    """Refuse a row whose cells contradict each other or the day of the export."""
    women, strength = by_column.get("women_in_unit"), by_column.get("strength")
    if women is not None and strength is not None and women > strength:
        raise Faulty("women_in_unit", "more_women_than_people", f"{women} women of {strength} people")
    for column in PAST:
        if by_column.get(column) and by_column[column] > day:
            raise Faulty(
                column, "future_date", f"{column.replace('_', ' ')} {by_column[column]}, in an export of {day}"
            )
    dated = [(column, by_column[column]) for column in ORDER if by_column.get(column)]
    for (before, earlier), (after, later) in zip(dated, dated[1:], strict=False):
        if later < earlier:
            raise Faulty(after, "dates_out_of_order", f"{_word(after)} {later}, before {_word(before)} {earlier}")
    first, last = by_column.get("available_from"), by_column.get("available_to")
    if first and last and first > last:
        raise Faulty("available_to", "ends_before_start", f"available from {first} to {last}")
    if by_column.get("condition_state") and not by_column.get("condition"):
        raise Faulty(
            "condition_state", "condition_missing", f"{by_column['condition_state']}, and no condition is told"
        )
    if by_column["status"] == "available" and by_column.get("deployed_mission"):
        raise Faulty(
            "deployed_mission", "status_and_mission_differ", f"available, and {by_column['deployed_mission']} is named"
        )


def _provider(by_column: dict) -> tuple[str, list[tuple[str, str]]]:
    """The state that gives the personnel, and the partners with their roles.

    Where a partner gives the personnel, the state of the row is a partner itself; what it gives is not told.
    """
    partners = list(by_column.get("partners") or ())
    given = {iso3 for iso3, role in partners if role == "personnel"}
    if len(given) > 1:
        raise Faulty("partners", "several_personnel_providers", f"personnel from {', '.join(sorted(given))}")
    iso3 = by_column["state"]
    if given and iso3 not in given:
        if not any(partner == iso3 for partner, _ in partners):
            partners.append((iso3, "not_stated"))
        (iso3,) = given
    return iso3, partners


def notes(unit: Unit, words: Words) -> list[tuple[str, str]]:
    """Findings (code, detail) on a unit that is loaded as printed."""
    by_field = dict(zip(FIELDS, unit.row, strict=True))
    noticed = []
    is_unit, is_registered = by_field["component"] not in OF_PERSONS, by_field["level"] == "registered"
    if is_unit == is_registered:
        noticed.append(
            ("level_unusual", f"{unit.unit_id}: {by_field['component']} and {by_field['level']}; loaded as printed")
        )
    cycle = by_field["rdl_cycle"]
    if cycle and not _is_cycle(cycle):
        noticed.append(("cycle_unusual", f"{unit.unit_id}: the cycle {cycle!r} is kept as printed"))
    strange = [tag for tag, _ in unit.equipment if tag not in words.tags.values()]
    if strange:
        noticed.append(
            ("tag_unknown", f"{unit.unit_id}: no ask of the guide has the tag {', '.join(strange)}; loaded as printed")
        )
    return noticed


def _is_cycle(text: str) -> bool:
    years = text.split("/")
    return len(years) == 2 and len(years[0]) == 4 and len(years[1]) == 2 and text.replace("/", "").isdigit()


def _state(by_column: dict) -> str | None:
    state = by_column.get("state")
    return state if isinstance(state, str) else None


def _word(column: str) -> str:
    return column.replace("_", " ")
