"""Answer `check` for forms, slides and trackers: what would come of them, without loading anything."""

import contextlib
import csv
import re
import zipfile
from pathlib import Path

from etl import contract
from etl.contract import Refusal, SourceError
from etl.readers.formats import rows
from etl.readers.pledges import guard, trackers
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Reading
from etl.readers.roster.told import is_roster

FIRST = 30  # rows within which headings are looked for
PEEKED = 256 * 1024  # bytes of a sheet, and of its texts, that are unpacked to see its headings
DATA = (".gz", ".zip", ".json", ".txt")
EXERCISE = re.compile(r"Q[M-Z][A-Z]")


def is_form(path: Path, lexicon: Lexicon) -> bool:
    """Say whether a file is read as a form, slide or tracker, or refused as one; deployment files are not.

    Sheets are looked at within bounds before anything opens them: a hostile one never gets further than that.
    """
    kind = path.suffix.casefold()
    if kind in (".docx", ".pptx") or kind in guard.TODAY:
        return True
    if kind in DATA or not path.is_file():
        return False
    if is_roster(first_rows(path)):
        return False
    if kind == ".csv":
        first = _first_lines(path)
    elif kind == ".xlsx" and not _is_data(peek(path)):
        try:
            guard.check(path)
            first = [[cell or "" for cell in row.cells] for row in trackers.listed(path, path.name)][:FIRST]
        except (Refusal, SourceError):
            return True
    else:
        return False
    return not _is_data(first) and trackers.header_of(first, lexicon)


def first_rows(path: Path) -> list[list[str]]:
    """Return the first rows of a CSV, or of every sheet of a workbook, within bounds and before anything opens it."""
    kind = path.suffix.casefold()
    return _first_lines(path) if kind in (".csv", ".txt") else peek(path) if kind == ".xlsx" else []


def _first_lines(path: Path) -> list[list[str]]:
    """Return the first lines of a CSV in whatever encoding, to see its headings only."""
    with path.open("rb") as handle:
        start = handle.read(PEEKED)
    for encoding in ("utf-16", "utf-8-sig", "latin-1"):
        if encoding != "utf-16" or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            with contextlib.suppress(UnicodeDecodeError):
                told = start[: start.rfind(b"\n") + 1 or None].decode(encoding)
                break
    lines = told.replace("\0", "").splitlines(keepends=True)[:FIRST]  # a heading may go on in the next line
    delimiter = max(rows.DELIMITERS, key="\n".join(lines[:20]).count)
    try:
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []


def check(paths: list[Path], iso3: str | None, ministerial: str | None) -> tuple[list[dict | None], list[str]]:
    """Return an answer for each file, None for a data file, and the answers as text; empty lists where all are data."""
    lexicon = Lexicon()
    forms = [path for path in paths if is_form(path, lexicon)]
    if not forms:
        return [], []
    from etl.readers.pledges import read

    code = state(iso3, lexicon) if iso3 else ""
    told = meeting(ministerial, lexicon) if ministerial else ""
    answers = iter([answer(reading, lexicon) for reading in read.read_all(forms, lexicon, code, told)])
    found = [next(answers) if path in forms else None for path in paths]
    return found, [in_words(one) for one in found if one]


def _is_data(listed: list[list[str]]) -> bool:
    """Say whether a row has the headings of a declared source."""
    return any(
        not contract.pick_columns(source, row)[1]
        for row in listed
        if any(row)
        for source in contract.sources().values()
    )


def peek(path: Path) -> list[list[str]]:
    """Return the first rows of every sheet of a workbook, as far as its first bytes tell; nothing is parsed."""
    found: list[list[str]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            shared = next((name for name in names if name.casefold().endswith("sharedstrings.xml")), None)
            texts = re.findall(rb"<si\b.*?</si>", _start(archive, shared), re.DOTALL) if shared else []
            for name in names:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name) and len(found) < 10 * FIRST:
                    sheet = _start(archive, name)
                    found += [_cells(row, texts) for row in re.findall(rb"<row\b.*?</row>", sheet, re.DOTALL)[:FIRST]]
    except (zipfile.BadZipFile, guard.ZlibError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return []
    return found


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(PEEKED)


def _cells(row: bytes, texts: list[bytes]) -> list[str]:
    cells = []
    for cell in re.findall(rb"<c\b.*?(?:</c>|/>)", row, re.DOTALL):
        value = re.search(rb"<v>(\d+)</v>", cell)
        if b't="s"' in cell and value:
            cell = texts[int(value[1])] if int(value[1]) < len(texts) else b""
        cells.append(
            "".join(part.decode("utf-8", "replace") for part in re.findall(rb"<t\b[^>]*>(.*?)</t>", cell, re.DOTALL))
        )
    return cells


def state(told: str, lexicon: Lexicon) -> str:
    """Return the code that a person says, or a code of the exercise world; ValueError where it is neither."""
    code = told.strip().upper()
    if code in lexicon.state_codes or EXERCISE.fullmatch(code):
        return code
    hits = {hit.code for hit in lexicon.state_terms.find(told)}
    if len(hits) != 1:
        raise ValueError(f"--state {told} is no Member State: give its ISO3 code, such as GHA.")
    return hits.pop()


def meeting(told: str, lexicon: Lexicon) -> str:
    """Return the meeting that a person says, as it is named here."""
    known = {row["ministerial"].casefold(): row["ministerial"] for row in lexicon.ministerials}
    if told.casefold() not in known:
        raise ValueError(f"--ministerial {told} is none of {', '.join(known.values())}.")
    return known[told.casefold()]


def answer(reading: Reading, lexicon: Lexicon) -> dict:
    """Return one reading as `check --json` prints it."""
    return {
        "file": reading.file,
        "state": reading.iso3,
        "ministerial": reading.ministerial,
        "refused": reading.refused,
        "reason": reading.reason,
        "notes": reading.notes,
        "candidates": [
            {
                "sentence": one.sentence,
                "place": one.place,
                "state": one.iso3,
                "ministerial": one.ministerial,
                "category": lexicon.categories.get(one.category, ""),
                "capability": one.capability,
                "quantity": one.quantity,
                "unit": one.unit,
                "currency": one.currency,
                "mission": one.mission,
                "by_when": one.by_when,
                "remarks": [remark.reason for remark in one.remarks],
                "requirement_ids": [answer.requirement_id for answer in one.answers],
            }
            for one in reading.candidates
        ],
    }


def in_words(told: dict) -> str:
    """Return one answer as lines of text."""
    if told["refused"]:
        return f"{told['file']} is refused: {told['reason']}"
    lines = [
        f"{told['file']}: pledges of {told['state'] or 'a state that is not known'}"
        f" for {told['ministerial'] or 'a meeting that is not known'}, {len(told['candidates']):,} candidates.",
    ]
    lines += [f"  note: {note}" for note in told["notes"]]
    for one in told["candidates"]:
        lines.append(f"  {one['place']} ({one['category']}): {one['sentence']}")
        amount = " ".join(
            str(part) for part in (one["quantity"], one["currency"] or one["unit"]) if part not in (None, "")
        )
        read = [one["capability"], amount, one["mission"], one["by_when"], *one["requirement_ids"]]
        lines.append("    read as: " + ("; ".join(filter(None, read)) or "nothing more"))
        lines += [f"    remark: {remark}" for remark in one["remarks"]]
    return "\n".join(lines)
