"""Build one version: read every file, stage, settle, check, then publish. Nothing is served until all holds.

Marts, files, quarantine and findings are written to the database of the `restricted` audience, from which the `open` one is
made.
"""

import contextlib
import datetime as dt
import hashlib
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl import child, contract, settings, temporary
from etl.build import apart, audience, checks, documents, intake, kept, marts, publish, raw, settle, state_files
from etl.build.again import readings
from etl.build.again import tables as again
from etl.build.again.tables import NOTHING, Taken, Touching
from etl.build.stage import add_events, connect, derive, describe
from etl.contract import SourceError, sources, tables
from etl.records import decisions, totals

COUNTS = ("read", "loaded", "quarantined", "repeated", "superseded", "not_data")
# What is told of lines that cannot be read, and what was expected.
DECISIONS = (
    "of the decisions cannot be read and are left out; they stay in the file.",
    "One decision a line, as Review pledges and Load data write it.",
)
RECEIPTS = (
    "of the record of receipts cannot be read: a file of which it told counts as received now, after all others.",
    "One receipt a line, as a build writes it.",
)
PACKAGE = Path(__file__).parents[1]


class Progress:
    """One line on standard error that shows how far a build is."""

    STEPS = 30

    def __init__(self, quiet: bool):
        self.quiet, self.share = quiet, 0.0

    def say(self, what: str, share: float | None = None) -> None:
        """Show what is being done, at `share` (0 to 1) of all that is to do."""
        self.share = self.share if share is None else share
        if not child.tell(what, self.share) and not self.quiet:
            full = round(self.share * self.STEPS)
            end = "\n" if self.share >= 1 else ""
            sys.stderr.write(f"\r[{'#' * full}{'.' * (self.STEPS - full)}] {what:<48.48}{end}")
            sys.stderr.flush()


@dataclass(frozen=True)
class Inputs:
    """The files of one world in order of receipt, the shape of each by its path, and the id of the world's inputs.

    `refused` tells of files that are left out, as contract.refused does; `present` are all that users dropped.
    """

    drops: list[intake.Drop]
    shapes: dict[Path, raw.Shape]
    version: str
    refused: list[dict] = field(default_factory=list)
    present: list[Path] = field(default_factory=list)


class _Again(Exception):
    """A file was refused that said something before: that stands in for it from now on."""


def run(
    only_if_needed: bool = False,
    quiet: bool = True,
    now: dt.datetime | None = None,
    by: str = "",
    what: str = "",
    account: str = "",
) -> dict:
    """Build and publish what the inputs now are; return {data_version, published, files, refused}.

    A file that users dropped and that cannot be read is left out and told in `refused`; the others are published.
    The same inputs give the same version id, and then nothing is built anew. `only_if_needed` also leaves a rollback
    alone. `by`, `what` and `account` say in the history who published for what.
    """
    now = now or dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with publish.lock():
        intake.clear_parts()
        while True:
            with contextlib.suppress(_Again):
                return _run(only_if_needed, quiet, now, by, what, account)


def _run(only_if_needed: bool, quiet: bool, now: dt.datetime, *who: str) -> dict:
    with temporary.folder("build") as scratch:
        progress = Progress(quiet)
        progress.say("reading files")
        program = program_id()
        worlds = {dataset: _inputs(dataset, now, program) for dataset in settings.datasets()}
        drops = [drop for world in worlds.values() for drop in world.drops]
        refused = [one for world in worlds.values() for one in world.refused]
        inputs = version_id(drops, b"", refused, program)
        version = version_id(drops, decision_logs(), refused, program)
        manifest = publish.manifest(version)
        if manifest and manifest["schema_version"] == settings.SCHEMA_VERSION and publish.is_whole(version):
            built = [line["version"] for line in publish.published() if line["why"] == "build"]
            is_new = publish.current() != version and not (only_if_needed and built and built[-1] == version)
            if is_new:
                publish.point(version, "build", *who)
            kept.keep({}, worlds["public"].present)
            progress.say("nothing changed", 1)
            return _answer(manifest, is_new)
        with publish.making() as folder, readings.kept(program) as read:
            serving = publish.current() or version
            served = (publish.manifest(serving) if publish.is_whole(serving) else None) or {}
            made = {}
            for dataset, world in worlds.items():
                with settings.using(dataset):
                    before = served if dataset == "public" else served.get(dataset) or {}
                    made[dataset] = (
                        _copy_served(folder, version, now, served["data_version"], before)
                        if before.get("world") == world.version
                        else _make(folder, world, version, now, scratch, progress, program, served)
                    ) | {"world": world.version}
                    if before.get("world") != world.version:
                        read.forget_others()
            state_files.make(folder)
            good = made["public"].pop("good", {})
            made.get("exercise", {}).pop("good", None)
            left_out = [one for world in made.values() for one in world["refused"]]
            manifest = made.pop("public") | {
                "data_version": version,
                "schema_version": settings.SCHEMA_VERSION,
                "built_at": now.isoformat(timespec="seconds"),
                "inputs": inputs,
                "judged_by": _judged_by(program),
                "kind": "decisions" if served.get("inputs") == inputs else "source_load",
                **made,
                "refused": left_out,
            }
            publish.publish(folder, manifest, *who)
        with contextlib.suppress(OSError):  # nothing is lost by it yet
            kept.keep(good, worlds["public"].present)
        progress.say("published", 1)
        return _answer(manifest, True)


def try_out(folder: Path) -> tuple[Path, list[dict]]:
    """Build the real world alone into a folder that nobody serves; its database with all that is restricted, and what was refused."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    while True:
        with (
            contextlib.suppress(_Again),
            settings.using("public"),
            temporary.folder("build") as scratch,
        ):
            program = program_id()
            world = _inputs("public", now, program)
            serving = publish.current()
            served = (serving and publish.is_whole(serving) and publish.manifest(serving)) or {}
            with readings.kept(program, is_written=False):
                made = _make(folder, world, world.version, now, scratch, Progress(quiet=True), program, served)
            return folder / "public-restricted.duckdb", made["refused"]


def _inputs(dataset: str, now: dt.datetime, program: str) -> Inputs:
    """The inputs of one world; users drop files into the public one."""
    with settings.using(dataset):
        dropped, refused = intake.sorted_out() if dataset == "public" else ([], [])
        shapes = {path: raw.shape(path) for _, path in intake.bundled()}
        good = intake.bundled()
        for source, path in dropped:
            try:
                with child.reading(path):
                    shapes[path] = raw.shape(path)
                told = kept.told(path, shapes[path].sha256, _judged_by(program))
            except SourceError as error:
                told = contract.refused(error, source)
            if told and (before := kept.instead(path)):
                shapes[before] = raw.shape(before)
                good.append((source, before))
                told = told | {"what": told["what"] + kept.SAID}
            elif not told:
                good.append((source, path))
            refused += [told] if told else []
        drops = intake.receive([(source, path, shapes[path].sha256) for source, path in good], now)
        refused += [_damaged(path, lines, *DECISIONS) for path, lines in decisions.damaged().items()]
        if dataset == "public":
            refused += [_damaged(path, lines, *RECEIPTS) for path, lines in intake.damaged().items()]
        version = version_id(drops, decision_logs(dataset), refused, program)
        return Inputs(drops, shapes, version, refused, [path for _, path in dropped])


def _judged_by(program: str) -> str:
    """What refuses a file: the program, and what a person has accepted although it would."""
    return f"{program} {totals.accepted()}" if totals.accepted() else program


def _damaged(path: Path, lines: list[int], what: str, expected: str) -> dict:
    """What is told of a log with lines that are none."""
    count = f"{len(lines)} line{'s' * (len(lines) > 1)}"
    return {
        "file": path.name,
        "source": "decisions",
        "where": f"line {', '.join(map(str, lines[:20]))}{' ...' * (len(lines) > 20)}",
        "what": f"{count} {what}",
        "expected": expected,
        "do": "Bring the file back from a copy, or mend the line.",
    }


def _copy_served(folder: Path, version: str, now: dt.datetime, serving: str, before: dict) -> dict:
    """Take a world whose inputs are those of the version being served from there: only its version and day are new."""
    dataset = settings.dataset()
    for whom in ("open", "restricted"):
        copy = folder / f"{dataset}-{whom}.duckdb"
        shutil.copyfile(settings.database_file(serving, dataset, whom), copy)
        with duckdb.connect(str(copy)) as con:
            con.execute(
                "update meta.build set version_id = $version, built_at = $now", {"version": version, "now": now}
            )
    return {name: before[name] for name in ("as_of", "files", "refused")}


def decision_logs(*worlds: str) -> bytes:
    """The logs of decisions as they are now, of these worlds or of every one."""
    logs = []
    for dataset in worlds or settings.datasets():
        with settings.using(dataset):
            logs += [path.read_bytes() for path in decisions.files() if path.exists()]
    return b"\n".join(logs)


def program_id() -> str:
    """64 hexadecimal digits over what this program is: schema, ETL code, SQL, declarations and the reference lists of all worlds."""
    digest = hashlib.sha256(f"schema {settings.SCHEMA_VERSION}\n".encode())
    parts = [(path, PACKAGE) for path in PACKAGE.rglob("*.*") if path.suffix in (".py", ".toml", ".sql")]
    for folder in ("reference", "exercise/reference"):
        parts += [(path, settings.data_dir()) for path in (settings.data_dir() / folder).glob("*.csv")]
    for name, path in sorted((path.relative_to(home).as_posix(), path) for path, home in parts):
        digest.update(name.encode() + b"\n" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def version_id(
    drops: list[intake.Drop], decided: bytes = b"", refused: list[dict] | None = None, program: str = ""
) -> str:
    """12 hexadecimal digits over inputs in order and with days of receipt, the program, decisions and refusals.

    What a file was refused for before it was read is in it; for what it is refused while it is read follows from its bytes.
    `program` is what program_id returns, for who has asked it already.
    """
    digest = hashlib.sha256((program or program_id()).encode())
    for drop in drops:
        # What is a date of the future depends on the day of receipt.
        digest.update(f"{drop.source.name} {drop.sha256} {drop.day or ''} {drop.received_at.date()}\n".encode())
    digest.update(decided)
    for one in refused or ():
        digest.update(repr(sorted(one.items())).encode())
    return digest.hexdigest()[:12]


def in_words(answer: dict) -> str:
    """What a build did as lines of text."""
    lines = [f"{'Published' if answer['published'] else 'Nothing changed: serving'} version {answer['data_version']}."]
    for file in answer["files"]:
        counts = ", ".join(
            f"{file[name]:,} {name.replace('_', ' ')}" for name in COUNTS if file[name] or name == "read"
        )
        if file["read"]:
            lines.append(f"  {file['source']}: {file['file']}: {counts}; data as of {file['as_of'] or 'not dated'}")
    return "\n".join([*lines, *map(refusal_in_words, answer["refused"])])


def refusal_in_words(one: dict) -> str:
    """What is told of a file that is left out, as one line."""
    return f"Refused: {one['file']}, {one['where']}: {one['what']} {one['do']}"


def _make(
    folder: Path,
    world: Inputs,
    version: str,
    now: dt.datetime,
    scratch: Path,
    progress: Progress,
    program: str,
    served: dict,
) -> dict:
    """Make both databases of a world in `folder`; return its newest month, its files and those that were refused.

    What the version `served` (a manifest, empty where there is none) has read by the same judgement is taken from there.
    """
    dataset, taken = settings.dataset(), NOTHING
    if served.get("judged_by") == _judged_by(program):
        taken = again.taken(settings.database_file(served["data_version"], dataset, "restricted"), world.drops)
    try:
        return _made(folder, world, version, now, scratch / dataset, progress, program, taken)
    except Touching:
        return _made(folder, world, version, now, scratch / f"{dataset}-whole", progress, program, NOTHING)


def _made(
    folder: Path,
    world: Inputs,
    version: str,
    now: dt.datetime,
    scratch: Path,
    progress: Progress,
    program: str,
    taken: Taken,
) -> dict:
    dataset = settings.dataset()
    scratch.mkdir()
    restricted, opened = folder / f"{dataset}-restricted.duckdb", folder / f"{dataset}-open.duckdb"
    progress.say("reading documents", 0.02)
    documented = documents.read(world.drops)
    con = connect(restricted)
    try:
        taken.begin(con)
        raw_tables, left_out = raw.load_all(con, world.drops, world.shapes, scratch, progress.say, taken)
        left_out += documents.refused(documented, world.drops)
        noted = [kept.note(drop.path, drop.sha256, _judged_by(program), told) for drop, told in left_out]
        if any(noted):
            raise _Again
        refused = world.refused + [told for _, told in left_out]
        for one in refused:
            con.execute("insert into meta.refused values (?, ?, ?, ?, ?, ?)", list(one.values()))
        for source in tables().values():
            progress.say(f"staging {source.name}", 0.5)
            own = {i: table for i, table in raw_tables.items() if world.drops[i - 1].source.name == source.name}
            marts.make(con, source, own, program, taken)
        taken.end(con)
        derive(con)
        describe(con, list(sources().values()))
        settle.count(con, raw_tables, world.drops)
        for reading in documented.values():
            reading.write(con, "open")
        progress.say("noting findings", 0.8)
        settle.note_findings(con)
        progress.say("checking", 0.85)
        checks.run(con)
        con.execute(
            "insert into meta.build values ($version, $schema, $now, $dataset, 'restricted')",
            {"version": version, "schema": settings.SCHEMA_VERSION, "now": now, "dataset": dataset},
        )
        is_all_open = audience.is_all_open(con)
        con.execute("detach scratch; checkpoint")
        [(newest,)] = con.execute("select cast(max(as_of) as varchar) from mart.reported_month").fetchall()
    except (_Again, Touching):
        con.close()
        restricted.unlink()
        raise
    finally:
        con.close()
    progress.say("writing the open database", 0.95)
    with audience.writing_open(restricted, opened, is_all_open) as con:
        _keep_apart(con)
    with duckdb.connect(str(restricted)) as con:
        for reading in documented.values():
            reading.write(con, "restricted")
        add_events(con, is_open=False)
        files = file_counts(con)
        progress.say("keeping real and invented apart", 0.97)
        _keep_apart(con)
    bad = {drop.path for drop, _ in left_out}
    good = {drop.path: drop.sha256 for drop in world.drops if not drop.is_bundled and drop.path not in bad}
    return {"as_of": newest, "files": files, "refused": refused, "good": good}


def _keep_apart(con: duckdb.DuckDBPyConnection) -> None:
    apart.check(con, settings.dataset())
    con.execute("insert into meta.check_passed values (?)", [apart.PASSED])


def file_counts(con: duckdb.DuckDBPyConnection) -> list[dict]:
    """Name, source, hash, counts and last day of every file, in order of receipt."""
    result = con.execute(
        "select name as file, source, sha256, read_count, loaded_count, quarantined_count, repeated_count,"
        " superseded_count, not_data_count, cast(as_of as varchar) from meta.file order by file_id"
    )
    return [dict(zip(("file", "source", "sha256", *COUNTS, "as_of"), row, strict=True)) for row in result.fetchall()]


def _answer(manifest: dict, is_new: bool) -> dict:
    told = {name: manifest[name] for name in ("data_version", "files", "refused")}
    return told | {"published": is_new}
