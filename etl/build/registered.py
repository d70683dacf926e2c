"""Follow pledges in the exports of a roster: which unit names a pledge, and the steps that its level and status show.

What a roster says of a pledge stands in the restricted database alone. A step is dated by the day that the export gives for it,
else by the day of the first export that shows it; the pledge stands at its last dated step, whoever told of it.
"""

from collections import defaultdict
from collections.abc import Iterable

import duckdb

from etl.build import ledger
from etl.readers.roster.model import FIELDS, Reading, Unit
from etl.records.decisions import SIDE_MARKS, UNIT_STEPS

NOT_REGISTERED = "uniformed_not_in_pcrs"
GIVEN = 1000  # steps of exports come after those that people noted on the same day
ASSESSED = ("level_2", "level_3", "rdl")
# A pledge stands as selected or deployed by something else than the roster, and no unit that names it is either in the newest export.
DIFFERENT_STATUS = """
insert into meta.finding (finding, file_id, place, detail)
select 'pledge_and_roster_differ', unit.file_id, unit.place, unit.unit_id || ': its pledge ' || pledge.pledge_id || ' is ' || pledge.status
    || ' according to ' || pledge.status_source || ', ' || pledge.status_date || '; the export of ' || unit.export_on || ' has the unit as '
    || coalesce(unit.status, 'not reported')
from mart.roster_unit as unit
join mart.pledge as pledge on pledge.pledge_id = unit.ministerial_pledge_id
where
    unit.is_newest
    and pledge.status in ('selected', 'deployed')
    and pledge.status_date <= unit.export_on
    and pledge.pledge_id not in (
        select serving.ministerial_pledge_id
        from mart.roster_unit as serving
        where serving.is_newest and serving.status in ('selected', 'deployed') and serving.ministerial_pledge_id is not null
    )
order by unit.file_id, unit.unit_id
"""
Steps = dict[str, dict[str, list[dict]]]  # pledge -> state that may have made it -> steps, oldest export first


def steps(readings: Iterable[Reading]) -> Steps:
    """Steps that the exports show of each pledge that they name; of two files of one day the one received later stands."""
    standing: dict[tuple, tuple[Reading, Unit]] = {}
    for reading in readings:
        for unit in reading.units:
            standing[str(reading.day), unit.unit_id] = (reading, unit)
    shown: dict = defaultdict(lambda: defaultdict(list))
    for (day, _name), (reading, unit) in sorted(standing.items(), key=lambda item: item[0]):
        pledge = _cell(unit, "ministerial_pledge_id")
        for iso3 in {_cell(unit, "iso3"), *(state for state, _role in unit.partners)} if pledge else ():
            shown[pledge, iso3][day].append((unit, f"{reading.file}, {unit.place}"))
    histories: Steps = defaultdict(dict)
    for (pledge, iso3), days in shown.items():
        histories[pledge][iso3] = _history(days)
    return histories


def follow(row: dict, histories: Steps) -> dict:
    """A pledge with the steps that rosters show of it; the same row where none names it for its state."""
    history = histories.get(row["pledge_id"], {}).get(row["iso3"])
    if history is None or row["track"] != "unit":
        return row
    numbered = [step | {"seq": GIVEN + place} for place, step in enumerate(history)]
    merged = sorted([*row["steps"], *numbered], key=lambda step: (step["date"], step["seq"]))
    main = [step for step in merged if step["status"] not in SIDE_MARKS]
    now = {}
    if main:
        last = main[-1]
        now = {"status": last["status"], "status_date": ledger.day(last["date"]), "status_source": last["source"]}
    remarks = [remark for remark in row["remarks"] if remark.code != NOT_REGISTERED]
    flags = ";".join(dict.fromkeys(remark.code for remark in remarks))
    return row | now | {"steps": merged, "remarks": remarks, "flags": flags}


def note_differences(con: duckdb.DuckDBPyConnection) -> None:
    """Note as findings the pledges that are selected or deployed by a letter while the newest export says otherwise."""
    con.execute(DIFFERENT_STATUS)


def _history(days: dict[str, list[tuple[Unit, str]]]) -> list[dict]:
    """Each step when an export first shows it, and again the highest one left where a later one shows it otherwise."""
    history, before = [], {}
    for day, units in days.items():
        now = _reached(units, day)
        history += [step for status, step in now.items() if status not in before]
        main = [step for step in sorted(history, key=lambda step: step["date"]) if step["status"] not in SIDE_MARKS]
        highest = next((status for status in reversed(now) if status not in SIDE_MARKS), None)
        if highest and main[-1]["status"] != highest:
            history.append(now[highest] | {"date": day})
        before = now
    return history


def _reached(units: list[tuple[Unit, str]], day: str) -> dict[str, dict]:
    """The steps that the units of a pledge reached by an export, in their order: withdrawn only where all of them are."""
    active = [pair for pair in units if _cell(pair[0], "status") != "withdrawn"]
    reached: dict[str, dict] = {}
    for unit, source in active or units:
        for status, date in _steps(unit, day):
            step = {"status": status, "date": date, "source": source}
            if status not in reached or date < reached[status]["date"]:
                reached[status] = step
    return {status: reached[status] for status in UNIT_STEPS if status in reached}


def _steps(unit: Unit, day: str) -> list[tuple[str, str]]:
    """Steps of a unit with their days; who is only registered has no level."""
    level, status = _cell(unit, "level"), _cell(unit, "status")
    dated = [("level_1", _day(unit, "date_accepted", day))] if level in ("level_1", *ASSESSED) else []
    dated += [("assessed", _day(unit, "visit_date", day))] if level in ASSESSED else []
    dated += [("level_3", day)] if level in ASSESSED[1:] else []
    dated += [("rdl", _day(unit, "verification_date", day))] if level == "rdl" else []
    return dated + ([(status, day)] if status in ("selected", "deployed", "withdrawn") else [])


def _cell(unit: Unit, name: str):
    return unit.row[FIELDS.index(name)]


def _day(unit: Unit, name: str, export: str) -> str:
    """The day that a row gives, else that of the export: no step is later than the export that shows it."""
    given = _cell(unit, name)
    return min(str(given), export) if given else export
