"""Make the file of one Member State from a finished restricted database: its own rows alone, read beside the open one (queries/beside.py).

OWN says which rows of a table are a state's own; of a table that is not in it no state has anything. Texts that name another
state, or a file whose name is not open, are left out; of a unit's slots those of others stay without saying whose they are. Beside the
rows, `meta.day` tells on which days there are rosters, returns and lists at all, and when a slot in a mission that was the state's
was another's. Such a file is made with its version for every state that a person was given, and for others when
one first signs in: it can be made again at any time from the restricted file of its version.
"""

import csv
import os
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import locks, settings, temporary
from etl.build import publish
from etl.records.access import people, roles

PATIENCE = 60  # seconds to wait for another process that makes one
PLEDGES = "pledge_id in (select pledge_id from full_copy.mart.pledge where iso3 = $iso3)"
UNITS = "(export_on, unit_id) in (select (export_on, unit_id) from full_copy.mart.roster_unit where iso3 = $iso3)"
CLOSED = "file_id not in (select file_id from opened.meta.file)"
OWN = {
    "mart.pledge": "iso3 = $iso3",
    "mart.pledge_remark": PLEDGES,
    "mart.pledge_requirement": PLEDGES,
    "mart.pledge_step": PLEDGES,
    "mart.roster_unit": "iso3 = $iso3",
    "mart.roster_equipment": UNITS,
    "mart.roster_partner": f"iso3 = $iso3 and {UNITS}",
    "mart.roster_slot": UNITS,
    "mart.unit_return": "iso3 = $iso3",
    "mart.national_measure": "iso3 = $iso3",
    "mart.partner_offer": "iso3 = $iso3",
    "mart.partner_need": "iso3 = $iso3",
    "mart.officer_post": "iso3 = $iso3 and kind = 'command_cadre'",
    "meta.quarantine": f"iso3 = $iso3 and {CLOSED}",
}
WHOLE = ("meta.lineage", "meta.source")  # declarations, the same for every state
DAYS = {"mart.roster_unit": "export_on", "mart.unit_return": "as_of", "mart.officer_post": "as_of"}
CODES = {"iso3", "pledge_id", "unit_id", "mission", "file_id"}  # no texts, whatever stands in them
NAMES = {
    "country": "name",
    "country_alias": "spelling",
    "country_name": "name",
}  # reference lists that say how states are called
SAID = "(left out: it names another Member State, or a file)"
SHOWN = {
    ("mart.pledge", "sentence"),
    ("mart.pledge_remark", "reason"),
}  # texts in whose place that stands; of others a blank
CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3}(?![A-Za-z0-9])")
OTHER = "other"  # in the place of whose a slot is


@dataclass(frozen=True)
class Called:
    """How the states of a world are called: their codes, whose each name is, and what finds a name as whole words, in letters of either case."""

    codes: set[str]
    owners: dict[str, set[str]]
    names: re.Pattern[str]

    def is_strange(self, text: str, iso3: str, files: list[str]) -> bool:
        """Whether a text names another state than this one, or one of these files."""
        owners = [self.owners.get(found.casefold(), set()) for found in self.names.findall(text)]
        codes = set(CODE.findall(text)) & self.codes
        return any(iso3 not in one for one in owners) or bool(codes - {iso3}) or any(name in text for name in files)


def make(folder: Path) -> None:
    """Make, beside the databases in `folder`, the file of each state that a person was given."""
    given = {roles.parse(entry["role"])[1] for entry in people.given().values()} - {""}
    for dataset in settings.datasets() if given else ():
        with settings.using(dataset):
            called = _called()
            for iso3 in sorted(given & called.codes):
                _write(folder, folder, iso3, called)


def ensure(version: str, iso3: str) -> None:
    """Make the file of a state of this world beside a version where it is not there yet; ValueError where there is nothing to make it of."""
    dataset, called = settings.dataset(), _called()
    target = settings.database_file(version, dataset, f"state-{iso3}")
    if iso3 not in called.codes or not settings.database_file(version, dataset, "restricted").exists():
        raise ValueError(f"There is nothing to make a file of {iso3} of.")
    with locks.held(settings.build_dir() / "state.lock", PATIENCE):
        if not target.exists():
            with temporary.folder("state", settings.build_dir()) as made:
                new = _write(made, target.parent, iso3, called)
                publish.sync(new)
                os.replace(new, target)


def _write(folder: Path, home: Path, iso3: str, called: Called) -> Path:
    """Write the file of one state into `folder` from the two databases of this world in `home`.

    It is put together in memory, so that no block of it ever held what was left out.
    """
    dataset = settings.dataset()
    path = folder / f"{dataset}-state-{iso3}.duckdb"
    with duckdb.connect() as con:
        for name, whom in (("full_copy", "restricted"), ("opened", "open")):
            con.execute(f"attach '{(home / f'{dataset}-{whom}.duckdb').as_posix()}' as {name} (read_only)")
        con.execute("create schema mart; create schema meta")
        held = "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'full_copy'"
        tables = {table for (table,) in con.execute(held).fetchall()}
        for table, rows in OWN.items():
            if table in tables:
                con.execute(f"create table {table} as select * from full_copy.{table} where {rows}", {"iso3": iso3})
        for table in WHOLE:
            con.execute(f"create table {table} as select * from full_copy.{table}")
        con.execute(
            "create table meta.build as select * replace ($audience as audience) from full_copy.meta.build",
            {"audience": f"state-{iso3}"},
        )
        _days(con, tables, iso3)
        _files(con)
        _leave_out(con, iso3, called)
        con.execute(f"attach '{path.as_posix()}' as made")
        path.chmod(0o600)
        con.execute("copy from database memory to made; detach made")
    return path


def _days(con: duckdb.DuckDBPyConnection, tables: set[str], iso3: str) -> None:
    """Note the days of which there is anything of a kind, and those of a slot that the state had and another one has since."""
    con.execute("create table meta.day (relation varchar, day date, mission varchar, unit_id varchar)")
    for table, column in DAYS.items():
        if table in tables:
            con.execute(
                f"insert into meta.day select distinct '{table}', {column}, null, null from full_copy.{table} order by all"
            )
    if "mart.unit_return" in tables:
        con.execute(
            "insert into meta.day select distinct 'mart.unit_return', as_of, mission, unit_id from full_copy.mart.unit_return"
            " where iso3 is distinct from $iso3 and (mission, unit_id) in (select (mission, unit_id) from mart.unit_return) order by all",
            {"iso3": iso3},
        )


def _files(con: duckdb.DuckDBPyConnection) -> None:
    """Note the files behind the rows that are not in the open database, under the name of their source, with the state's own counts."""
    held = con.execute(
        "select schema_name || '.' || table_name from duckdb_columns()"
        " where database_name = current_database() and column_name = 'file_id' and schema_name = 'mart'"
    ).fetchall()
    loaded = " union all ".join(f"select file_id from {table}" for (table,) in held)
    con.execute(
        "create table meta.file as"
        f" with loaded as (select file_id, count(*) as n from ({loaded}) group by file_id),"
        " aside as (select file_id, count(*) as n from meta.quarantine group by file_id)"
        " select file.* replace (file.source as name, null as sha256, null as size_bytes,"
        " coalesce(loaded.n, 0) + coalesce(aside.n, 0) as read_count, coalesce(loaded.n, 0) as loaded_count,"
        " coalesce(aside.n, 0) as quarantined_count, 0 as repeated_count, 0 as superseded_count, 0 as not_data_count)"
        " from full_copy.meta.file as file left join loaded using (file_id) left join aside using (file_id)"
        f" where (loaded.n > 0 or aside.n > 0) and file.{CLOSED} order by file_id"
    )


def _leave_out(con: duckdb.DuckDBPyConnection, iso3: str, called: Called) -> None:
    """Take out what names another state or a file that is not open; what a state wrote in its own form stays as it wrote it."""
    unnamed = "select distinct name from full_copy.meta.file where name not in (select name from opened.meta.file)"
    closed = [name for (name,) in con.execute(unnamed).fetchall()]
    con.execute("update mart.roster_slot set iso3 = $other where iso3 <> $iso3", {"other": OTHER, "iso3": iso3})
    columns = con.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() where database_name = current_database()"
        " and data_type = 'VARCHAR' and schema_name || '.' || table_name in (select unnest($tables))"
        " and column_name not in (select unnest($codes))",
        {"tables": list(OWN), "codes": sorted(CODES)},
    ).fetchall()
    texts = " union ".join(
        f"select '{table}' as relation, '{column}' as heading, {column} as text from {table}"
        for table, column in columns
    )
    naming: dict[tuple[str, str], list[str]] = {}
    for table, column, text in con.execute(f"select * from ({texts}) where text is not null").fetchall():
        if called.is_strange(text, iso3, closed):
            naming.setdefault((table, column), []).append(text)
    for (table, column), found in naming.items():
        kept = " and not (origin = 'form' or is_announced)" if (table, column) == ("mart.pledge", "sentence") else ""
        con.execute(
            f"update {table} set {column} = $said where {column} in (select unnest($found)){kept}",
            {"found": found, "said": SAID if (table, column) in SHOWN else None},
        )


def _called() -> Called:
    """How the states of this world are called."""
    codes: set[str] = set()
    owners: dict[str, set[str]] = {}
    for name, column in NAMES.items():
        with settings.reference_file(name).open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                codes.add(row["iso3"])
                owners.setdefault(row[column].strip().casefold(), set()).add(row["iso3"])
    listed = "|".join(re.escape(name) for name in sorted(owners, key=len, reverse=True))
    return Called(codes, owners, re.compile(f"(?<![A-Za-z0-9])(?:{listed})(?![A-Za-z0-9])", re.IGNORECASE))
