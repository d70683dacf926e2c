"""Write what roster exports hold into the restricted database, and only there: the open file never holds a block of it.

Exports of different days stand side by side. Of two files of one day the one received later wins, unit by unit, as with every
other source; what both give alike counts once.
"""

import datetime as dt
import hashlib
from functools import partial
from pathlib import Path

import duckdb

from etl import child, settings, temporary
from etl.build import intake
from etl.build.again import readings
from etl.build.intake import Drop
from etl.build.publish import BuildError
from etl.contract import SourceError
from etl.readers.formats.packed import unpack
from etl.readers.roster.model import FIELDS, Reading, Unit
from etl.readers.roster.words import Words

ROSTER_SQL = settings.ROOT / "etl" / "sources" / "pcrs_roster" / "mart.sql"
DIFFERENT_LINES = """
insert into meta.finding
select 'line_unknown', unit.file_id, unit.place, unit.unit_id || ' serves the line ' || unit.requirement_line
    || ', which is in no edition of the lines of missions', null, null
from mart.roster_unit as unit
where
    unit.is_newest
    and unit.requirement_line is not null
    and exists (select 1 from mart.mission_line)
    and unit.requirement_line not in (select line_id from mart.mission_line)
    and unit.requirement_line not in (select requirement_id from mart.requirement)
order by unit.file_id, unit.unit_id
"""
# What stands for a capability that was not read or not reported has a name like any other, where a unit has it.
NAMELESS = """
insert into mart.capability (capability, name, component, unit_of_count, section, position)
select nameless.capability, nameless.name, null, 'units', 'not_read', null
from (
    select 'not_read' as capability, 'Capability not read' as name
    union all
    select 'not_reported', 'Capability not reported'
) as nameless
where
    exists (select 1 from mart.roster_unit as unit where unit.capability = nameless.capability)
    and not exists (select 1 from mart.capability as known where known.capability = nameless.capability)
"""
UNBALANCED = """
select name, read_count, loaded_count, quarantined_count, repeated_count, superseded_count, not_data_count
from meta.file
left join (select file_id, count(*) as unit_count from mart.roster_unit group by file_id) as loaded using (file_id)
where
    source = 'pcrs_roster'
    and (
        read_count <> loaded_count + quarantined_count + repeated_count + superseded_count + not_data_count
        or loaded_count <> coalesce(loaded.unit_count, 0)
    )
"""


class Rosters:
    """All roster files of a build, read once."""

    def __init__(self, drops: dict[int, Drop]):
        """Read `drops` (file id -> file) in order of receipt."""
        self.drops = drops
        words = Words()
        self.readings = {file_id: readings.of(drop, partial(read_drop, drop, words)) for file_id, drop in drops.items()}

    def registered(self) -> dict[str, frozenset[str]] | None:
        """State -> capabilities of its units in the newest export, withdrawn ones apart; None without an export."""
        days = [reading.day for reading in self.readings.values() if reading.units]
        if not days:
            return None
        state, kind, status = (FIELDS.index(name) for name in ("iso3", "capability", "status"))
        kinds_of: dict[str, set[str]] = {}
        for reading in self.readings.values():
            for unit in reading.units if reading.day == max(days) else ():
                if unit.row[status] != "withdrawn" and unit.row[state]:
                    kinds_of.setdefault(unit.row[state], set()).add(unit.row[kind])
        return {iso3: frozenset(kinds) for iso3, kinds in kinds_of.items()}

    def write(self, con: duckdb.DuckDBPyConnection, audience: str) -> None:
        """Make and fill the roster tables of the restricted audience; of the open one nothing."""
        if audience != "restricted":
            return
        con.execute(ROSTER_SQL.read_text(encoding="utf-8"))
        standing: dict[tuple[dt.date, str], tuple[int, Unit]] = {}
        for file_id, reading in self.readings.items():
            self._settle(con, file_id, reading, standing)
        if standing:
            _fill(con, standing)
        con.execute(NAMELESS)
        for file_id, reading in self.readings.items():
            self._note(con, file_id, reading, sum(1 for owner, _ in standing.values() if owner == file_id))
        con.execute(DIFFERENT_LINES)
        wrong = con.execute(UNBALANCED).fetchall()
        uneven = [r for r in self.readings.values() if r.cells["read"] != sum(r.cells.values()) - r.cells["read"]]
        if wrong or uneven:
            raise BuildError(f"Not published: rows or cells of rosters are unaccounted for: {wrong or uneven[0].cells}")

    def refused(self) -> dict[int, tuple[str, str]]:
        """Where and why a file was not read, by its file id."""
        refused = {file_id: reading for file_id, reading in self.readings.items() if reading.refused}
        return {file_id: reading.findings[0][1:] for file_id, reading in refused.items()}

    def _settle(self, con, file_id: int, reading: Reading, standing: dict) -> None:
        """Put each unit into `standing`, once: a later file of the same day supersedes an earlier one."""
        superseded = []
        for unit in reading.units:
            key = reading.day, unit.unit_id
            owner, earlier = standing.get(key, (None, None))
            if earlier is not None and earlier.worth == unit.worth:
                reading.rows["repeated"] += 1
                continue
            if earlier is not None:
                self.readings[owner].rows["superseded"] += 1
                detail = f"{unit.unit_id}, {reading.day}: the later file says it otherwise"
                superseded.append([owner, earlier.place, detail, file_id, unit.place])
            standing[key] = (file_id, unit)
        for finding in superseded:
            con.execute("insert into meta.finding values ('superseded', ?, ?, ?, ?, ?)", finding)

    def _note(self, con, file_id: int, reading: Reading, loaded: int) -> None:
        """Write a file's counts, what is set aside of it and what was noticed."""
        drop, rows = self.drops[file_id], reading.rows
        day = reading.day if loaded else None
        counts = [rows["read"], loaded, rows["quarantined"], rows["repeated"], rows["superseded"], rows["not_data"]]
        con.execute(
            "insert into meta.file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                file_id,
                drop.source.name,
                drop.name,
                drop.sha256,
                drop.path.stat().st_size,
                drop.received_at,
                drop.is_bundled,
            ]
            + [*counts, day, day, drop.day],
        )
        aside = [[file_id, a.place, a.reason, a.detail, reading.day, a.iso3, a.raw] for a in reading.aside]
        _insert(con, "meta.quarantine (file_id, place, reason, detail, as_of, iso3, raw)", aside)
        findings = [[file_id, code, place, detail] for code, place, detail in reading.findings]
        _insert(con, "meta.finding (file_id, finding, place, detail)", findings)


def read_drop(drop: Drop, words: Words, plain: Path | None = None) -> Reading:
    """Read one file, unpacked first where it is packed; SourceError where it changed while it was read."""
    from etl.readers.formats.peek import first_rows
    from etl.readers.roster import read  # lxml and its like: only where there is a roster
    from etl.readers.roster.recognise import titled_day

    with temporary.folder("roster") as folder:
        received, day = drop.received_at.date(), drop.day
        assert day, "a roster is dated by its name, which intake reads"
        try:
            with child.reading(drop.path):
                plain = plain or unpack(drop.path, folder)
                intake.agree_inside(drop, plain.name)
                reading = read.read(plain, drop.name, day, received, drop.source, words)
                if not intake.days_in(intake.place(drop.path)) and titled_day(first_rows(plain)) == day:
                    told = f"no name says its day: that of a title in it is taken, {day}"
                    reading.findings.insert(0, ("day_by_title", "whole file", told))
        except SourceError as error:
            why = f"It {error.parts['problem']} {error.parts['remedy']}"
            return Reading(drop.name, day).refuse(error.parts["where"], why)
    with drop.path.open("rb") as handle:
        if hashlib.file_digest(handle, "sha256").hexdigest() != drop.sha256:
            raise intake.Changed(drop.name)
    return reading


def _fill(con, standing: dict[tuple[dt.date, str], tuple[int, Unit]]) -> None:
    """Fill the marts in order of day and unit, the way bulk loads do."""
    newest = max(day for day, _ in standing)
    units, slots, partners, equipment = [], [], [], []
    for (day, name), (file_id, unit) in sorted(standing.items(), key=lambda item: item[0]):
        units.append([day, day == newest, *unit.row, file_id, unit.place])
        slots += [[day, name, *slot] for slot in unit.slots]
        partners += [[day, name, *partner] for partner in unit.partners]
        equipment += [[day, name, *carried] for carried in unit.equipment]
    _insert(con, f"mart.roster_unit (export_on, is_newest, {', '.join(FIELDS)}, file_id, place)", units)
    for table, rows in (("roster_slot", slots), ("roster_partner", partners), ("roster_equipment", equipment)):
        _insert(con, f"mart.{table}", rows)


def _insert(con, table: str, rows: list[list]) -> None:
    """Append rows to a table, in one piece each 50,000: row by row takes minutes."""
    import pandas as pd

    for start in range(0, len(rows), 50_000):
        texts = [[None if cell is None else str(cell) for cell in row] for row in rows[start : start + 50_000]]
        con.register("batch", pd.DataFrame(texts, dtype="string"))
        con.execute(f"insert into {table} select * from batch")
        con.unregister("batch")
