"""Absurd files as rosters: refused in words, within bounded memory and seconds of the processor, and the build goes on."""

import json
import os
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from etl import settings
from etl.build import publish
from tests.support.etl_fixtures import Site

resource = pytest.importorskip("resource")
MEMORY, SECONDS = 1200 * 1024**2, 20
HEAD = ["pledge_id", "state", "component", "capability", "strength", "level", "status"]


def book(folder, name, rows=(), sheets=1):
    path = folder / name
    made = openpyxl.Workbook(write_only=True)
    for number in range(sheets):
        sheet = made.create_sheet(f"Sheet {number}")
        sheet.append(HEAD)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def changed(folder, name, part, content):
    """Write an honest workbook with one part of it replaced by chunks of bytes."""
    plain, path = book(folder, "plain.xlsx"), folder / name
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            with new.open(member, "w") as out:
                for chunk in content() if member == part else [old.read(member)]:
                    out.write(chunk)
    plain.unlink()
    return path


SHEET = "xl/worksheets/sheet1.xml"
OPENED = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSED = b"</sheetData></worksheet>"


def noise(number: int) -> bytes:
    """Return text that does not pack well, so that it is not for its packing that a file is refused."""
    return os.urandom(number // 2).hex().encode()


def last_cell(folder):
    cell = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return changed(folder, "corner_2026-06-30.xlsx", SHEET, lambda: [OPENED, cell, CLOSED])


def one_long_row(folder):
    def content():
        yield OPENED + b'<row r="1">'
        for _ in range(12):
            yield b'<c t="inlineStr"><is><t>' + noise(1 << 20) + b"</t></is></c>"
        yield b"</row>" + CLOSED

    return changed(folder, "long_row_2026-06-30.xlsx", SHEET, content)


def many_rows(folder):
    def content():
        yield OPENED
        for start in range(0, 60_000, 1000):
            yield b"".join(b"<row><c><v>%s</v></c></row>" % noise(20) for _ in range(start, start + 1000))
        yield CLOSED

    return changed(folder, "rows_2026-06-30.xlsx", SHEET, content)


def bomb(folder):
    return changed(folder, "bomb_2026-06-30.xlsx", SHEET, lambda: [OPENED, *[b" " * (1 << 20)] * 300, CLOSED])


def entities(folder):
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return changed(folder, "entities_2026-06-30.xlsx", SHEET, lambda: [declared, OPENED, CLOSED])


def torn(folder):
    return changed(folder, "torn_2026-06-30.xlsx", SHEET, lambda: [OPENED, b"<row><c>"])


def merges(folder):
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9999"><c r="J9999"><v>1</v></c></row></sheetData>'
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 2000 + b"</mergeCells></worksheet>"
    return changed(
        folder, "merges_2026-06-30.xlsx", SHEET, lambda: [OPENED, cells, b"<!--" + noise(4000) + b"-->", merged]
    )


def many_sheets(folder):
    return book(folder, "sheets_2026-06-30.xlsx", sheets=90)


def no_list_of_sheets(folder):
    return changed(folder, "unlisted_2026-06-30.xlsx", "xl/workbook.xml", lambda: [b"<workbook"])


def long_line(folder):
    path = folder / "line_2026-06-30.csv"
    path.write_bytes(b",".join(name.encode() for name in HEAD) + b"\n" + b"," * (12 << 20))
    return path


def many_lines(folder):
    path = folder / "lines_2026-06-30.csv"
    path.write_bytes(b",".join(name.encode() for name in HEAD) + b"\n" + b"x\n" * 150_000)
    return path


def many_units(folder):
    path = folder / "units_2026-06-30.csv"
    path.write_bytes(b",".join(name.encode() for name in HEAD) + b"\n" + b"x,y\n" * 60_000)
    return path


REFUSED = {
    last_cell: "reaches to row 1,048,576", one_long_row: "A row of it has more than", many_rows: "more than 50,000 rows",
    bomb: "zip bomb", entities: "DOCTYPE", torn: "damaged", many_sheets: "90 sheets", merges: "merges more than", no_list_of_sheets: "damaged",
    long_line: "has more than", many_lines: "lines", many_units: "more than 50,000 rows",
}  # fmt: skip


CHECK = """
import sys
from etl.__main__ import main
for path in sys.argv[1:]:
    assert main(["check", path, "--json", "--source", "pcrs_roster"]) == 1
    print("=====")
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Every absurd file, in a folder of its own."""
    folder = tmp_path_factory.mktemp("absurd")
    made = {}
    for make in REFUSED:
        (folder / make.__name__).mkdir()
        made[make] = make(folder / make.__name__)
    return made


@pytest.fixture(scope="module")
def answers(files):
    """What `check` says of each, in one process within the bounds of one file."""

    def bounds():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, "-c", CHECK, *map(str, files.values())]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, preexec_fn=bounds, timeout=240)
    assert done.returncode == 0 and not done.stderr, done.stderr
    said = [json.loads(text) for text in done.stdout.split("=====\n") if text.strip()]
    return dict(zip(files, said, strict=True))


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_an_absurd_file_is_refused_in_words_within_bounds(make, files, answers):
    assert answers[make]["file"] == files[make].name and REFUSED[make] in answers[make]["problem"]


def test_absurd_files_stop_no_build(files, tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    for make in (last_cell, torn, long_line):
        site.drop(files[make].name, files[make].read_bytes(), "pcrs_roster")
    answer = site.build()
    assert answer["published"]
    inside = site.rows(
        "select name from meta.finding join meta.file using (file_id) where finding = 'file_refused'",
        audience="restricted",
    )
    before = [entry["file"] for entry in publish.manifest(publish.current())["refused"]]
    assert {*(name for (name,) in inside), *before} == {files[make].name for make in (last_cell, torn, long_line)}
