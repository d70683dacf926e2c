"""Build one version: read every file, stage, make marts, check, then publish. Nothing is served until all holds.

Raw text lives in an in-memory database called scratch and goes with the build; marts, files, quarantine and findings
are written to the database of the `restricted` audience, from which the `open` one is made.
"""

import datetime as dt
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from etl import settings
from etl.build import apart, intake, publish, raw, settle
from etl.build.publish import BuildError
from etl.contract import Source, SourceError, sources
from etl.contract import tables as table_sources
from etl.readers.formats.packed import unpack
from etl.readers.pledges import registered
from etl.readers.pledges.load import Pledges
from etl.readers.roster.load import Rosters
from etl.records import decisions

SQL = Path(__file__).parents[1] / "sql"
COUNTS = ("read", "loaded", "quarantined", "repeated", "superseded", "not_data")


def run(only_if_needed: bool = False, quiet: bool = True, now: dt.datetime | None = None) -> dict:
    """Build and publish what the inputs now are; return {data_version, published, files}.

    The same inputs give the same version id, and then nothing is built anew. `only_if_needed` also leaves a rollback
    alone.
    """
    now = now or dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with publish.lock(), tempfile.TemporaryDirectory(prefix="ledger-") as scratch:
        progress = Progress(quiet)
        progress.say("reading files")
        worlds = {dataset: _inputs(dataset, now) for dataset in settings.datasets()}
        drops = [drop for found, _ in worlds.values() for drop in found]
        inputs = version_id(drops)
        version = version_id(drops, decided())
        told = publish.manifest(version)
        if told and told["schema_version"] == settings.SCHEMA_VERSION:
            built = [line["version"] for line in publish.published() if line["why"] == "build"]
            is_new = publish.current() != version and not (only_if_needed and built and built[-1] == version)
            if is_new:
                publish.point(version, "build")
            progress.say("nothing changed", 1)
            return _answer(told, is_new)
        with publish.making() as made:
            served = publish.manifest(publish.current() or version) or {}
            kind = "decisions" if served.get("inputs") == inputs else "source_load"
            told = {}
            for dataset, (found, shapes) in worlds.items():
                with settings.using(dataset):
                    own = version_id(found, decided(dataset))
                    told[dataset] = (
                        _again(made, version, now, served, own)
                        if dataset != "public" and (served.get(dataset) or {}).get("inputs") == own
                        else _make(made, found, shapes, version, now, Path(scratch) / dataset, progress)
                    ) | {"inputs": own}
            others = {dataset: told[dataset] for dataset in told if dataset != "public"}
            told = told["public"] | {"data_version": version, "schema_version": settings.SCHEMA_VERSION}
            told |= {"built_at": now.isoformat(timespec="seconds"), "inputs": inputs, "kind": kind} | others
            publish.publish(made, told)
        progress.say("published", 1)
        return _answer(told, True)


def _inputs(dataset: str, now: dt.datetime) -> tuple[list[intake.Drop], dict]:
    """Return the files of one world in order of receipt, and the shape of each; users drop files into the public one."""
    with settings.using(dataset):
        waiting = intake.waiting() if dataset == "public" else []
        found = intake.bundled() + waiting
        shapes = {path: raw.shape(path) for _, path in found}
        return intake.receive([(source, path, shapes[path].sha256) for source, path in found], now), shapes


def _again(made: Path, version: str, now: dt.datetime, served: dict, inputs: str) -> dict:
    """Take a world whose inputs are those of the served version from there: only its version and day are new."""
    dataset = settings.dataset()
    for audience in ("open", "restricted"):
        copy = made / f"{dataset}-{audience}.duckdb"
        shutil.copyfile(settings.database_file(served["data_version"], dataset, audience), copy)
        with duckdb.connect(str(copy)) as con:
            con.execute(
                "update meta.build set version_id = $version, built_at = $now", {"version": version, "now": now}
            )
    return served[dataset]


def decided(*worlds: str) -> bytes:
    """Return the logs of decisions as they are now, of these worlds or of every one."""
    found = []
    for dataset in worlds or settings.datasets():
        with settings.using(dataset):
            found += [path.read_bytes() for path in decisions.files() if path.exists()]
    return b"\n".join(found)


def version_id(drops: list[intake.Drop], decided: bytes = b"") -> str:
    """Return 12 hexadecimal digits over inputs in order and with days of receipt, reference files, SQL, ETL code, decisions."""
    digest = hashlib.sha256(f"schema {settings.SCHEMA_VERSION}\n".encode())
    for drop in drops:
        # What is a date of the future depends on the day of receipt.
        digest.update(f"{drop.source.name} {drop.sha256} {drop.day or ''} {drop.received_at.date()}\n".encode())
    package = Path(__file__).parents[1]
    code = [path for ending in ("*.py", "*.toml", "*.sql") for path in package.rglob(ending)]
    lists = [
        path for folder in ("reference", "exercise/reference") for path in (settings.data_dir() / folder).glob("*.csv")
    ]
    for path in sorted(code) + sorted(lists):
        digest.update(path.name.encode() + b"\n" + path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(decided)
    return digest.hexdigest()[:12]


def in_words(answer: dict) -> str:
    """Return what a build did as lines of text."""
    lines = [f"{'Published' if answer['published'] else 'Nothing changed: serving'} version {answer['data_version']}."]
    for file in answer["files"]:
        counts = ", ".join(
            f"{file[name]:,} {name.replace('_', ' ')}" for name in COUNTS if file[name] or name == "read"
        )
        lines.append(f"  {file['source']}: {file['file']}: {counts}; data as of {file['as_of'] or 'not dated'}")
    return "\n".join(lines)


class Progress:
    """One line on standard error that shows how far a build is."""

    STEPS = 30

    def __init__(self, quiet: bool):
        self.quiet, self.share = quiet, 0.0

    def say(self, what: str, share: float | None = None) -> None:
        """Show `what` is being done, at `share` (0 to 1) of the whole."""
        self.share = self.share if share is None else share
        if not self.quiet:
            full = round(self.share * self.STEPS)
            end = "\n" if self.share >= 1 else ""
            sys.stderr.write(f"\r[{'#' * full}{'.' * (self.STEPS - full)}] {what:<48.48}{end}")
            sys.stderr.flush()


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a new database with scratch, reference tables and empty ledgers of files, quarantine and findings."""
    con = duckdb.connect(str(path))
    con.execute("attach ':memory:' as scratch")
    con.execute("create schema mart; create schema meta; create schema ref; create schema scratch.ref_text")
    for file in settings.reference_files():
        con.execute(
            f"create table scratch.ref_text.{file.stem} as select row_number() over () as line, * from"
            " read_csv($path, all_varchar=true, header=true, delim=',', quote='\"')",
            {"path": str(file)},
        )
    try:
        con.execute((SQL / "macros.sql").read_text(encoding="utf-8"))
        for file in ("reference.sql", "pledges.sql"):
            con.execute((SQL / file).read_text(encoding="utf-8").replace("ref_text.", "scratch.ref_text."))
    except duckdb.Error as error:
        raise BuildError(f"A reference file in data/reference does not read: {error}") from error
    for file in ("spellings.sql", "meta.sql"):
        con.execute((SQL / file).read_text(encoding="utf-8"))
    return con


def stage(con: duckdb.DuckDBPyConnection, source: Source, tables: dict[int, str]) -> None:
    """Gather the raw tables of one source (file id -> table) and run its staging SQL: leaves temp.stg_<source>."""
    columns = ", ".join(source.columns)
    parts = []
    for file_id, table in tables.items():
        names = _columns(con, *table.split("."))
        place = (
            "line, sheet, problem"
            if "problem" in names
            else (
                "cast(rowid + 2 as integer) as line, cast(null as varchar) as sheet, cast(null as varchar) as problem"
            )
        )
        parts.append(f"select cast({file_id} as integer) as file_id, {place}, {columns} from {table}")
    if not parts:
        nulls = ", ".join(f"cast(null as varchar) as {name}" for name in ("sheet", "problem", *source.columns))
        parts = [f"select cast(null as integer) as file_id, cast(null as integer) as line, {nulls} where false"]
    con.execute(f"create or replace view scratch.raw_{source.name} as {' union all '.join(parts)}")
    if "iso3" in source.columns:
        con.execute(_sql("who.sql", source))
    con.execute(_sql(f"staging/{source.like or source.name}.sql", source))


def _sql(file: str, source: Source) -> str:
    """Return SQL that several sources share with the name of one of them in it."""
    return (SQL / file).read_text(encoding="utf-8").replace("{source}", source.name)


def _make(made, drops, shapes, version, now, scratch, progress) -> dict:
    dataset = settings.dataset()
    scratch.mkdir()
    path = made / f"{dataset}-restricted.duckdb"
    con = connect(path)
    try:
        tables = _read(con, drops, shapes, scratch, progress)
        for source in table_sources().values():
            progress.say(f"staging {source.name}", 0.5)
            stage(con, source, {i: table for i, table in tables.items() if drops[i - 1].source.name == source.name})
            progress.say(f"making {source.mart}", 0.6)
            con.execute((SQL / "marts" / f"{source.mart}.sql").read_text(encoding="utf-8"))
            settle.settle(con, source)
        for mart in ("reported_month", "parity_goal"):
            con.execute((SQL / "marts" / f"{mart}.sql").read_text(encoding="utf-8"))
        for source in sources().values():
            _describe(con, source)
        settle.count(con, tables, drops)
        progress.say("reading rosters", 0.72)
        rosters = Rosters({i: drop for i, drop in enumerate(drops, 1) if drop.source.reader == "roster"})
        progress.say("reading pledges", 0.75)
        found = {i: drop for i, drop in enumerate(drops, 1) if drop.source.reader == "pledges"}
        pledges = Pledges(found, rosters.registered(), registered.steps(rosters.readings.values()))
        pledges.write(con, "open")
        progress.say("noting findings", 0.8)
        settle.note_findings(con, SQL / "findings")
        progress.say("checking", 0.85)
        _check(con)
        con.execute(
            "insert into meta.build values ($version, $schema, $now, $dataset, 'restricted')",
            {"version": version, "schema": settings.SCHEMA_VERSION, "now": now, "dataset": dataset},
        )
        con.execute("detach scratch; checkpoint")
        (newest,) = con.execute("select cast(max(as_of) as varchar) from mart.reported_month").fetchone()
    finally:
        con.close()
    progress.say("writing the open database", 0.95)
    write_open(path, made / f"{dataset}-open.duckdb")
    with duckdb.connect(str(path)) as con:
        pledges.write(con, "restricted")
        rosters.write(con, "restricted")
        files = _files(con)
    progress.say("keeping real and invented apart", 0.97)
    for target in (path, made / f"{dataset}-open.duckdb"):
        with duckdb.connect(str(target)) as con:
            apart.check(con, dataset)
            con.execute("insert into meta.check_passed values (?)", [apart.PASSED])
    return {"as_of": newest, "files": files}


def _read(con, drops, shapes, scratch, progress) -> dict[int, str]:
    tables = {}
    for file_id, drop in enumerate(drops, 1):
        if drop.source.reader:
            continue
        progress.say(f"reading {drop.name}", 0.05 + 0.4 * (file_id - 1) / len(drops))
        folder = scratch / str(file_id)
        folder.mkdir()
        plain = unpack(drop.path, folder)
        intake.agree_inside(drop, plain.name)
        found = shapes[drop.path] if plain == drop.path else raw.shape(plain)
        tables[file_id] = f"scratch.raw_file_{file_id}"
        raw.load(con, plain, drop.name, drop.source, tables[file_id], found)
        if raw.stamp(drop.path) != shapes[drop.path].stamp:
            raise SourceError(
                drop.name, "whole file", "changed while it was read.", "Build again once it is copied whole."
            )
        if plain != drop.path:
            shutil.rmtree(folder)
        con.execute(
            "insert into meta.file (file_id, source, name, sha256, size_bytes, received_at, is_bundled, snapshot_on)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                file_id,
                drop.source.name,
                drop.name,
                drop.sha256,
                shapes[drop.path].size,
                drop.received_at,
                drop.is_bundled,
                drop.day,
            ],
        )
    return tables


def _describe(con, source: Source) -> None:
    fresh = source.freshness
    days = [fresh.due, fresh.overdue, fresh.delinquent] if fresh else [None, None, None]
    con.execute(
        "insert into meta.source values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [source.name, source.dataset, source.title, *_whose(source), source.audience]
        + [source.grain, source.published, *days, source.bundled, source.note.strip()],
    )
    for mart in (source.mart, *source.feeds):
        con.execute("insert into meta.lineage values (?, ?)", [f"mart.{mart}", source.name])


def _whose(source: Source) -> tuple[str, str, str]:
    """Return who made the files of a source, where, and on what terms; nobody gave the exercise to anybody."""
    if settings.dataset() == "exercise":
        return f"EXERCISE, in the shape of the file of {source.producer}", "data/exercise/make.py", "invented"
    return source.producer, source.url, source.licence


def _check(con) -> None:
    for path in sorted((SQL / "checks").glob("*.sql")):
        result = con.execute(path.read_text(encoding="utf-8"))
        headings = [column[0] for column in result.description]
        rows = result.fetchmany(5)
        if rows:
            shown = "; ".join(
                ", ".join(f"{name} {cell}" for name, cell in zip(headings, row, strict=True)) for row in rows
            )
            raise BuildError(
                f"Not published, because this does not hold: {path.stem.replace('_', ' ')}. First rows: {shown}"
            )
        con.execute("insert into meta.check_passed values (?)", [path.stem])


def _files(con) -> list[dict]:
    result = con.execute(
        "select name as file, source, sha256, read_count, loaded_count, quarantined_count, repeated_count,"
        " superseded_count, not_data_count, cast(as_of as varchar) from meta.file order by file_id"
    )
    return [dict(zip(("file", "source", "sha256", *COUNTS, "as_of"), row, strict=True)) for row in result.fetchall()]


def _answer(told: dict, is_new: bool) -> dict:
    return {"data_version": told["data_version"], "published": is_new, "files": told["files"]}


def write_open(restricted: Path, target: Path) -> None:
    """Write the open database: every table but those of restricted sources, without restricted columns.

    Tables are copied into a new file, never deleted from a copy: freed blocks would still hold what was restricted. Where no file
    of such a source was read there is nothing to hide: the file is copied, which takes a tenth of the time, and empty tables go.
    """
    hidden = {
        source.name: {
            name for name, column in source.columns.items() if "restricted" in (source.audience, column.audience)
        }
        for source in table_sources().values()
    }
    # A file of which one column is restricted is named in the open database; its quarantine and findings quote all.
    closed_whole = [source.name for source in table_sources().values() if source.audience == "restricted"]
    quoted = [name for name, columns in hidden.items() if columns]
    closed = {source.mart: source for source in table_sources().values()}
    with duckdb.connect(str(restricted), read_only=True) as con:
        (secrets,) = con.execute(
            "select count(*) from meta.file where source in (select unnest(?))", [quoted]
        ).fetchone()
    if not secrets and set(quoted) == set(closed_whole):
        shutil.copyfile(restricted, target)
        with duckdb.connect(str(target)) as con:
            for name in closed_whole:
                con.execute(f"drop table mart.{table_sources()[name].mart}")
            con.execute("delete from meta.source where source in (select unnest(?))", [closed_whole])
            con.execute("update meta.build set audience = 'open'")
            _trim_lineage(con)
        return
    con = duckdb.connect(str(target))
    con.execute(f"attach '{restricted.as_posix()}' as whole (read_only)")
    tables = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'whole' order by 1, 2"
    ).fetchall()
    for schema, table in tables:
        source = closed.get(table)
        if source and source.audience == "restricted":
            continue
        left_out = sorted(hidden[source.name] & _columns(con, "whole", table)) if source else []
        chosen = f"* exclude ({', '.join(left_out)})" if left_out else "*"
        told_of, secret = "", []
        if schema == "meta" and table in ("file", "source"):
            told_of, secret = "where source not in (select unnest($secret))", closed_whole
        if schema == "meta" and table in ("quarantine", "finding"):
            whose = "select file_id from whole.meta.file where source in (select unnest($secret))"
            told_of, secret = f"where file_id not in ({whose})", quoted
        con.execute(f"create schema if not exists {schema}")
        con.execute(
            f"create table {schema}.{table} as select {chosen} from whole.{schema}.{table} {told_of}",
            {"secret": secret} if told_of else None,
        )
    con.execute("update meta.build set audience = 'open'; detach whole")
    _trim_lineage(con)
    con.close()


def _trim_lineage(con) -> None:
    """Take out of the open database's lineage what it does not hold: tables, and sources whose own mart is not there."""
    marts = {
        table
        for (table,) in con.execute("select table_name from duckdb_tables() where schema_name = 'mart'").fetchall()
    }
    absent = [source.name for source in sources().values() if source.mart not in marts]
    con.execute(
        "delete from meta.lineage where relation not in (select 'mart.' || unnest($marts)) or source in (select unnest($absent))",
        {"marts": sorted(marts), "absent": absent},
    )


def _columns(con, database: str, table: str) -> set[str]:
    """Return a table's column names; `describe` would also spell out every text of an enum."""
    asked = "select column_name from duckdb_columns() where database_name = $database and table_name = $table"
    return {row[0] for row in con.execute(asked, {"database": database, "table": table}).fetchall()}
