"""What the tests of loading share: a small data folder, files in every form, and a look into what was published."""

import atexit
import csv
import datetime as dt
import functools
import gzip
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import openpyxl
import pytest

from etl import settings
from etl.build import pipeline, publish, stage

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "data" / "bundled" / "deployments" / "uniformed_contributions_2015_2025.csv"
HEADINGS = (
    "contribution_id",
    "isocode3",
    "m49_code",
    "contributing_country",
    "mission_acronym",
    "personnel_type",
    "female_personnel",
    "male_personnel",
    "last_reporting_date",
)
MISSION_HEADINGS = (
    "id",
    "mission_acronym",
    "mission_name",
    "lead_department",
    "mission_isactive",
    "start_date",
    "end_date",
    "mission_location",
    "mission_longitude",
    "mission_latitude",
    "last_update",
)
KEPT = (("UNDOF", "2025-06-30"), ("UNDOF", "2025-07-31"), ("UNTSO", "2025-07-31"))
COUNTS = ("read", "loaded", "quarantined", "repeated", "superseded", "not_data")


def reading(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a published database with the pages' own settings: one process can hold a file open with one set only."""
    return duckdb.connect(
        str(path), read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
    )


def record(women=3, men=40, *, iso3="FJI", m49="242", name="Fiji", mission="UNDOF", kind="Troops", as_of="2024-01-31"):
    """Return one row of DPO-UCHISTORICAL in the order of HEADINGS."""
    return ["1", iso3, m49, name, mission, kind, women, men, as_of]


def csv_text(rows, headings=HEADINGS, delimiter=",", end="\n") -> str:
    """Return rows as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    if headings:
        writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()


def xlsx_bytes(rows, headings=HEADINGS, top=0, left=0) -> bytes:
    """Return rows as a workbook, its headings `top` rows down and `left` columns in."""
    book = openpyxl.Workbook()
    for place, row in enumerate([headings, *rows], 1):
        for column, cell in enumerate(row, 1):
            book.active.cell(place + top, column + left, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODF = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text", "style")}


def ods_bytes(sheets: dict[str, str], members: dict[str, bytes] = {}, styles="", kind="spreadsheet") -> bytes:  # noqa: B006
    """Return an OpenDocument spreadsheet whose sheets hold this XML, with more parts beside it."""
    tables = "".join(f'<table:table table:name="{name}">{said}</table:table>' for name, said in sheets.items())
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in ODF.items())
    content = f"<office:document-content {spaces}>{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    return zip_bytes(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": content.encode()} | members
    )


def ods_rows(rows, left=0) -> str:
    """Return rows as the XML of a sheet, as office programs write it: typed, and what is empty as a number only."""
    said = ""
    for row in rows:
        cells = f'<table:table-cell table:number-columns-repeated="{left}"/>' if left else ""
        for cell in row:
            shown = escape("" if cell is None else str(cell))
            kind, value = ("float", f' office:value="{cell}"') if isinstance(cell, int | float) else ("string", "")
            if isinstance(cell, dt.date):
                kind, value, shown = "date", f' office:date-value="{cell.isoformat()}"', cell.strftime("%d/%m/%y")
            said_of = f' office:value-type="{kind}"{value}' if shown else ""
            cells += f"<table:table-cell{said_of}>{f'<text:p>{shown}</text:p>' if shown else ''}</table:table-cell>"
        said += f"<table:table-row>{cells}</table:table-row>"
    return f'{said}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def json_text(rows, headings=HEADINGS) -> str:
    """Return rows as a list of JSON records."""
    return json.dumps([dict(zip(headings, row, strict=True)) for row in rows])


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """Return a zip of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def epoch(day: str, thousand: int = 1) -> int:
    """Return a day as epoch seconds (or milliseconds, with 1000)."""
    return int(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC).timestamp()) * thousand


def small_data(folder: Path) -> Path:
    """Make a data folder with the real reference lists and a few real rows; no published totals to agree with."""
    shutil.copytree(ROOT / "data" / "reference", folder / "reference")
    totals = folder / "reference" / "published_total.csv"
    totals.chmod(0o644)
    totals.write_text(totals.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    home = folder / "bundled" / "deployments"
    home.mkdir(parents=True)
    (home / "small.csv").write_text(_small(), encoding="utf-8", newline="")
    return folder


@functools.cache
def _small() -> str:
    with BUNDLED.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle)
        next(reader)
        return csv_text(row for row in reader if (row[4], row[8]) in KEPT)


def lean(values, *first) -> list:
    """Return values as parameters of a test: all but those named are left to make test-all."""
    return [
        value
        if value in first
        else pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.more)
        for value in values
    ]


class Site:
    """A data and a work folder, to which this process's settings point."""

    def __init__(self, folder: Path, monkeypatch, data: Path | None = None, work: str = "work"):
        self.data = data or small_data(folder / "data")
        self.work = folder / work
        self.work.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv("LEDGER_DATA", str(self.data))
        monkeypatch.setenv("LEDGER_WORK", str(self.work))

    def drop(self, name: str, content, source: str = "deployments") -> Path:
        """Put a file into the inbox: rows, text or bytes."""
        path = self.work / "inbox" / source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, list):
            content = csv_text(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def build(self, **how) -> dict:
        """Build and publish; check the arithmetic of every file."""
        let_go()
        answer = pipeline.run(**how)
        for file in answer["files"]:
            assert file["read"] == sum(file[name] for name in COUNTS[1:]), file
        return answer

    def receive(self, now: dt.datetime | None = None) -> str:
        """Receive what lies in the inbox, as a build does first, and return the version that a build would make of it.

        The order of receipt is what many tests need of an earlier build: this takes a fiftieth of its time.
        """
        now = now or dt.datetime.now(dt.UTC).replace(tzinfo=None)
        program = pipeline.program_id()
        drops = [drop for dataset in settings.datasets() for drop in pipeline._inputs(dataset, now, program).drops]
        return pipeline.version_id(drops, pipeline.decision_logs(), program=program)

    def file(self, answer: dict, name: str) -> dict:
        """Return what a build says of one file."""
        (found,) = [file for file in answer["files"] if file["file"] == name]
        return found

    def rows(self, sql: str, parameters=None, version: str | None = None, audience: str = "open") -> list[tuple]:
        """Return the rows of a query on a published database."""
        return self._open(version, audience).execute(sql, parameters).fetchall()

    def _open(self, version: str | None, audience: str) -> duckdb.DuckDBPyConnection:
        """A published database, which stays open until another one is asked for or built: to open it takes forty times as long as to ask."""
        path = settings.database_file(version or str(publish.current()), "public", audience)
        made = path.stat()
        key = (path, made.st_ino, made.st_mtime_ns)
        if key not in _opened:
            let_go()
            _opened[key] = reading(path)
        return _opened[key].cursor()

    def mart(self, file: str) -> list[tuple]:
        """Return what the mart holds of one file, without its places."""
        return self.rows(
            "select cast(month.as_of as varchar), mission_code, iso3, personnel_type, women_count, men_count"
            " from mart.deployment_month as month join meta.file using (file_id) where name = ? order by all",
            [file],
        )

    def figure(self, iso3="FJI", mission="UNDOF", kind="troops", as_of="2024-01-31"):
        """Return (women, men) of one row of the mart, or None."""
        found = self.rows(
            "select women_count, men_count from mart.deployment_month"
            " where iso3 = ? and mission_code = ? and personnel_type = ? and as_of = ?",
            [iso3, mission, kind, as_of],
        )
        assert len(found) < 2
        return found[0] if found else None

    def contents(self, version: str | None = None, audience: str = "restricted") -> dict[str, list]:
        """Return every table of a database, without the moments at which things happened."""
        told = {}
        tables = "select schema_name || '.' || table_name from duckdb_tables() order by 1"
        for (table,) in self.rows(tables, version=version, audience=audience):
            without = {"meta.file": "exclude (received_at)", "meta.build": "exclude (built_at)"}.get(table, "")
            told[table] = self.rows(f"select * {without} from {table} order by all", version=version, audience=audience)
        return told


_opened: dict[tuple, duckdb.DuckDBPyConnection] = {}  # one at most


def let_go() -> None:
    """Close the published database that a site has open, for who changes its file."""
    while _opened:
        _opened.popitem()[1].close()


atexit.register(let_go)


def copied(site: Site, folder: Path, monkeypatch) -> Site:
    """Copy a site into a folder and point this process to the copy."""
    shutil.copytree(site.data, folder / "data")
    copy = Site(folder, monkeypatch, folder / "data")
    shutil.copytree(site.work, copy.work, dirs_exist_ok=True)
    return copy


def packed(text: str, kind: str) -> bytes:
    """Return text as .gz or .zip."""
    return gzip.compress(text.encode()) if kind == "gz" else zip_bytes({"folder/download.csv": text.encode()})


_beginnings = Path(tempfile.mkdtemp(prefix="ledger-begun-"))
atexit.register(shutil.rmtree, _beginnings, ignore_errors=True)
_begun: dict[str, Path | None] = {}  # by hash of the lists; None where they were read once: the second is kept
_connect = stage.connect
PARTS = ("main", "scratch")


def begin(path: Path) -> duckdb.DuckDBPyConnection:
    """What stage.connect returns, of a copy from the third of the same reference lists on.

    To read them anew is a quarter of a small build. Builds in processes of their own begin as etl.build.stage has it.
    """
    digest = hashlib.sha256()
    for file in settings.reference_files():
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    key = digest.hexdigest()
    if begun := _begun.get(key):
        return _copy(begun, path)
    con = _connect(path)
    if key in _begun:
        _begun[key] = _keep(con, _beginnings / key)
    else:
        _begun[key] = None
    return con


def _keep(con: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write a database that has only begun into a folder."""
    folder.mkdir()
    [(name,)] = con.execute("select current_database()").fetchall()
    for part, origin in zip(PARTS, (name, "scratch"), strict=True):
        con.execute(f"attach '{folder}/{part}.duckdb' as kept_{part} (block_size 16384)")
        con.execute(f'copy from database "{origin}" to kept_{part}; detach kept_{part}')
    return folder


def _copy(begun: Path, path: Path) -> duckdb.DuckDBPyConnection:
    if str(path) != ":memory:":
        shutil.copyfile(begun / "main.duckdb", path)
    con = duckdb.connect(str(path))
    con.execute("attach ':memory:' as scratch")
    [(name,)] = con.execute("select current_database()").fetchall()
    for part, target in zip(PARTS, (name if str(path) == ":memory:" else "", "scratch"), strict=True):
        if target:
            con.execute(f"attach '{begun}/{part}.duckdb' as kept_{part} (read_only)")
            con.execute(f'copy from database kept_{part} to "{target}"; detach kept_{part}')
    return con
