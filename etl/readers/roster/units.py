"""Make one unit of a row's texts: what cannot be read is not read, cell by cell, and the unit stays."""

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from etl.readers.persons import EMAIL, PHONE
from etl.readers.roster.model import FIELDS, NOT_READ, NOT_REPORTED, Fault, Unit
from etl.readers.roster.values import Unread, Values
from etl.readers.roster.words import Words, unmarked

PAST = (
    "date_pledged",
    "date_accepted",
    "last_renewed",
    "visit_date",
    "verification_date",
    "invited_on",
    "invitation_accepted_on",
)
AHEAD = ("available_from", "available_to", "visit_planned_on", "predeployment_visit_on", "arrives_on")
OF_PERSONS = ("individual", "training")  # what is Registered, and has no level
FIELD_OF = {"pledge_id": "unit_id", "state": "iso3", "strength": "strength_count", "women_in_unit": "women_count"}
SAY_NOTHING = ("partners", "slots", "equipment", "condition", "languages", "caveats")  # columns where `none` is a blank
FREE = ("condition", "sur_reference", "rdl_cycle", "requirement_line", "ministerial_pledge_id", "caveats")
AS_IT_STANDS = (
    *FREE,
    "pledge_id",
    "slots",
    "partners",
    "equipment",
)  # columns whose texts keep the marks at their ends
TOLD = {"civil_defence_unit": "civil_defence"}  # capabilities whose component is not that of the taxonomy


MARKS = ("ministerial_pledge_id", "date_pledged", "date_accepted")  # cells that stay the same from export to export
OF_A_UNIT = ("state", "capability", "level", "status", "strength")
NOTHING = "says_nothing"  # of a line that is a note, not a unit


class Faulty(Exception):
    """A row that is set aside: the column at fault, the reason, what stands there, the state where it is known."""

    def __init__(self, column: str, reason: str, detail: str, iso3: str | None = None):
        super().__init__(detail)
        self.column, self.reason, self.detail, self.iso3 = column, reason, detail, iso3


def build(
    cells: Mapping[str, str | None],
    lost: Mapping[str, Fault],
    said: Mapping[str, str],
    values: Values,
    day: dt.date,
    place: str,
    count: int,
    unnamed: Counter | None = None,
    mark: str = "",
) -> Unit:
    """The unit that a row of an export of `day` gives; Faulty where nothing says which it is.

    `lost` are the columns whose cell holds no text to read, `said` is what the sheet and lines above say for the row. `unnamed`
    counts the units so far of a file without a column of ids: each is then its state, its capability and its `mark` or another
    cell that stays the same, else its number among the like.
    """
    given: dict[str, Any] = {}
    faults = dict(lost)
    for column, read in readers(values).items():
        text = cells.get(column)
        if column in lost:
            continue
        if text is None or _is_blank(column, text, values):
            given[column] = said.get(column)
            continue
        text = text if column in AS_IT_STANDS else unmarked(text)
        try:
            if column in FREE and (EMAIL.search(text) or PHONE.search(text)):
                raise Unread("personal", "")
            given[column] = read(text)
        except Unread as error:
            faults[column] = Fault(column, error.reason, error.detail, error.kind, error.word)
            continue
        if column in said and given[column] != said[column]:
            detail = f"{text!r}, under a sheet or line that says {said[column]}"
            faults[column] = Fault(column, "sheet_and_cell_differ", detail)
    remarks = _remarks(cells, given, faults, values)
    if unnamed is not None:
        given["pledge_id"] = _numbered(given, faults, cells, unnamed, mark)
    if not given.get("pledge_id"):
        fault = faults.get("pledge_id", Fault("pledge_id", "missing_id", "no pledge id"))
        said_here = any(given.get(name) and cells.get(name) for name in ("state", "capability"))
        reason = fault.reason if said_here or lost else NOTHING
        raise Faulty("pledge_id", reason, fault.detail, given.get("state"))
    if "capability" in faults and faults["capability"].reason == "several_units":
        raise Faulty("capability", "several_units", faults["capability"].detail, given.get("state"))
    if (
        unnamed is None
        and (re.fullmatch(r"\d{1,3}", given["pledge_id"]) or not re.search(r"\d", given["pledge_id"]))
        and not any(given.get(name) and cells.get(name) for name in OF_A_UNIT)
    ):
        raise Faulty("pledge_id", NOTHING, "a line without a unit")
    if (
        given.get("status") in ("selected", "deployed")
        and not given.get("deployed_mission")
        and "deployed_mission" not in faults
    ):
        given["deployed_mission"] = values.words.mission(cells.get("status") or "")  # `Deployed - UNIFIL`
    for fault in _contradictions(given, day):
        faults.setdefault(fault.column, fault)
    for column in faults:
        given[column] = None
    unit = _unit(given, faults, cells, values, place, count)
    return replace(unit, remarks=tuple((code, f"{unit.unit_id}: {words}") for code, words in remarks))


def _remarks(cells: Mapping, given: dict[str, Any], faults: dict[str, Fault], values: Values) -> list[tuple[str, str]]:
    """What cells say beside their value (code, words): a count that says about, women beside the people, words behind a level.

    The women go into their own column where that is blank, and the words behind a level to the caveats.
    """
    noted = []
    for column in ("strength", "women_in_unit"):
        text = cells.get(column) or ""
        if given.get(column) is not None and values.counted(text).is_about:
            noted.append(("count_approximate", f"{_word(column)} {text!r} is read as {given[column]:,}"))
    text = cells.get("strength") or ""
    women = values.counted(text).women if given.get("strength") is not None else None
    if women is not None and "women_in_unit" not in faults:
        own = given.get("women_in_unit")
        if own is None:
            given["women_in_unit"] = women
            noted.append(("women_beside_people", f"{text!r} gives {women:,} women"))
        elif own != women:
            told = f"{own:,} in their own column, and {text!r} beside the people"
            faults["women_in_unit"] = Fault("women_in_unit", "columns_differ", told)
    text = cells.get("level") or ""
    remark = values.remarked_level(text)[1] if given.get("level") else ""
    if remark and not (EMAIL.search(remark) or PHONE.search(remark)):
        noted.append(("level_remark", f"{given['level'].replace('_', ' ')}, with the words {remark!r}"))
        if "caveats" not in faults:
            given["caveats"] = "; ".join(
                filter(None, (given.get("caveats"), f"{given['level'].replace('_', ' ')}: {remark}"))
            )
    return noted


def _numbered(given: dict[str, Any], faults: dict[str, Fault], cells: Mapping, unnamed: Counter, mark: str) -> str:
    """What tells a unit from the others of its file where no column does: a cell that stays the same, else its number among the like."""
    if not (cells.get("capability") or "capability" in faults) and not (
        cells.get("state") and any(given.get(name) and cells.get(name) for name in OF_A_UNIT[2:])
    ):
        raise Faulty("capability", "no_identity", "no id, and neither a state nor a capability", given.get("state"))
    like = f"{given.get('state') or NOT_READ} {given.get('capability') or NOT_READ}"
    mark = mark or next((str(given[name]) for name in MARKS if given.get(name) and name not in faults), "")
    unnamed[like, mark] += 1
    count = unnamed[like, mark]
    return " ".join(filter(None, (like, mark.upper(), str(count) if count > 1 or not mark else "")))


def identities(unnamed: Counter) -> list[tuple[str, str, str]]:
    """Findings (code, place, detail) on how the units of a file without a column of ids are told apart."""
    by_order = sum(count if not mark else count - 1 for (_, mark), count in unnamed.items())
    told = (
        ("identity_by_cells", unnamed.total() - by_order, "and a cell that tells it apart: a name, a place, a pledge or a day"),
        ("identity_by_order", by_order, "and number among the like, which changes where one is put before it"),
    )  # fmt: skip
    return [
        (code, "", f"{count:,} units without a column of ids: each is its state, capability {words}")
        for code, count, words in told
        if count
    ]


def _is_blank(column: str, text: str, values: Values) -> bool:
    """Whether a cell says nothing; not known is a state of a condition, and a blank anywhere else."""
    if column in ("condition_state", "load_list", "mou_state") and values.words.code(column, text):
        return False
    return values.blank(text, *(("none",) if column in SAY_NOTHING else ()))


def _unit(
    given: dict[str, Any], faults: dict[str, Fault], cells: Mapping, values: Values, place: str, count: int
) -> Unit:
    iso3, partners = _provider(given, faults)
    capability = given.get("capability") or (NOT_READ if "capability" in faults else NOT_REPORTED)
    slots = tuple(given.get("slots") or ())
    load_list = given.get("load_list")
    known = {
        "yes": True,
        "no": False,
        "draft": False,
        "in_progress": False,
    }  # of a list handed in nobody said yet that it is accurate
    named: dict[str, Any] = {
        "unit_id": given["pledge_id"],
        "iso3": iso3,
        "capability": capability,
        "strength_count": given.get("strength"),
        "women_count": given.get("women_in_unit"),
        "has_load_list": known.get(load_list or ""),
        "is_smart": bool(slots) or "slots" in faults,
        "not_read": ";".join(FIELD_OF.get(column, column) for column in sorted(faults)) or None,
    }
    if not given.get("component") and "component" not in faults:
        component = values.words.component_of.get(capability, "")
        named["component"] = TOLD.get(
            capability, component if component in ("military", "police", "training") else None
        )
    if given.get("condition") and not given.get("condition_state"):
        named["condition_state"] = "unknown"
    row = tuple(named[name] if name in named else given.get(name) for name in FIELDS)
    by_words = values.matched(cells.get("capability") or "") if given.get("capability") else ""
    told = tuple(sorted(faults.values(), key=lambda fault: list(readers(values)).index(fault.column)))
    return Unit(
        given["pledge_id"],
        row,
        slots,
        tuple(partners),
        tuple(given.get("equipment") or ()),
        place,
        count,
        told,
        by_words,
    )


@functools.lru_cache(maxsize=4)
def readers(values: Values) -> dict[str, Callable[[str], Any]]:
    """Readers by column, in the order in which faults are named."""

    def coded(meaning):
        return lambda text: values.code(meaning, text)

    def mission(text):
        return None if values.words.has("no_mission", text) else values.mission(text)

    return {
        "pledge_id": values.unit_id, "state": values.state, "component": coded("component"),
        "capability": values.capability, "strength": values.count, "women_in_unit": values.women, "level": coded("level"),
        **dict.fromkeys(PAST, values.day), "visit_result": coded("visit_result"), "rdl_cycle": values.cycle,
        "load_list": coded("load_list"), "mou_state": coded("mou_state"), "sur_reference": values.text,
        **dict.fromkeys(AHEAD, values.day), "slots": values.slots, "partners": values.partners, "condition": values.text,
        "condition_state": coded("condition_state"), "caveats": values.text, "languages": values.languages,
        "equipment": values.equipment, "mission_specific": mission, "status": coded("status"), "deployed_mission": mission,
        "requirement_line": values.unit_id, "ministerial_pledge_id": values.text,
    }  # fmt: skip


def _contradictions(given: dict[str, Any], day: dt.date) -> list[Fault]:
    """Cells that contradict each other or the day of the export; of two days the acceptance stands, which starts the clock."""
    faults = []
    women, strength = given.get("women_in_unit"), given.get("strength")
    if women is not None and strength is not None and women > strength:
        faults.append(Fault("women_in_unit", "more_women_than_people", f"{women} women of {strength} people"))
    for column in PAST:
        if column == "verification_date" and given.get("level") != "rdl":
            continue  # of a unit that is not verified yet it is the day planned
        if given.get(column) and given[column] > day:
            faults.append(Fault(column, "future_date", f"{_word(column)} {given[column]}, in an export of {day}"))
    late = {fault.column for fault in faults}
    pledged, accepted, renewed = (
        None if name in late else given.get(name) for name in ("date_pledged", "date_accepted", "last_renewed")
    )
    earliest = min((one for one in (accepted, renewed) if one), default=None)
    if pledged and earliest and pledged > earliest:
        faults.append(Fault("date_pledged", "dates_out_of_order", f"pledged {pledged}, accepted or renewed {earliest}"))
    if accepted and renewed and renewed < accepted:
        faults.append(
            Fault("last_renewed", "dates_out_of_order", f"last renewed {renewed}, before date accepted {accepted}")
        )
    first, last = given.get("available_from"), given.get("available_to")
    if first and last and first > last:
        told = f"available from {first} to {last}"
        faults += [Fault(column, "ends_before_start", told) for column in ("available_from", "available_to")]
    if not given.get("condition"):
        if given.get("condition_state") == "unmet":
            faults.append(Fault("condition", "condition_missing", "unmet, and no condition is told"))
        else:
            given["condition_state"] = None  # nothing to be met
    if given.get("status") == "available" and given.get("deployed_mission"):
        told = f"available, and {given['deployed_mission']} is named"
        faults.append(Fault("deployed_mission", "status_and_mission_differ", told))
    given_by = {iso3 for iso3, role in given.get("partners") or () if role == "personnel"}
    if len(given_by) > 1:
        faults.append(Fault("partners", "several_personnel_providers", f"personnel from {', '.join(sorted(given_by))}"))
    return faults


def _provider(given: dict[str, Any], faults: dict[str, Fault]) -> tuple[str | None, list[tuple[str, str]]]:
    """The state that gives the personnel, and the partners with their roles.

    Where a partner gives the personnel, the state of the row is a partner itself; what it gives is not told.
    """
    partners = list(given.get("partners") or ())
    providers = {iso3 for iso3, role in partners if role == "personnel"}
    iso3 = given.get("state")
    if providers and iso3 not in providers:
        if iso3 and not any(partner == iso3 for partner, _ in partners):
            partners.append((iso3, "not_stated"))
        (iso3,) = providers
    return iso3, partners


def notes(unit: Unit, words: Words) -> list[tuple[str, str]]:
    """Findings (code, detail) on a unit that is loaded as printed."""
    by_field = dict(zip(FIELDS, unit.row, strict=True))
    noticed = list(unit.remarks)
    is_unit, is_registered = by_field["component"] not in OF_PERSONS, by_field["level"] == "registered"
    if by_field["component"] and by_field["level"] and is_unit == is_registered:
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
    if unit.by_words:
        noticed.append(
            ("capability_by_words", f"{unit.unit_id}: {by_field['capability']}, by the words {unit.by_words!r}")
        )
    return noticed


def _is_cycle(text: str) -> bool:
    years = text.split("/")
    return len(years) == 2 and len(years[0]) == 4 and len(years[1]) == 2 and text.replace("/", "").isdigit()


def _word(column: str) -> str:
    return column.replace("_", " ")
