"""Say what a file is, how its headings map and what would be set aside, without loading it."""

import datetime as dt
import tempfile
from pathlib import Path

from etl import build, contract, raw, settings, settle
from etl.contract import Source, SourceError, fold
from etl.formats import rows
from etl.formats.packed import unpack
from etl.intake import Drop

SHOWN = 200  # quarantined rows listed


def check(path: Path, source_name: str | None = None) -> dict:
    """Return what one file is: source, columns, counts, quarantined rows with place and reason, findings."""
    if not path.is_file():
        raise SourceError(path.name, "file name", "is not a file.", "Give the path of one file.")
    with tempfile.TemporaryDirectory(prefix="ledger-check-") as folder:
        scratch = Path(folder)
        (scratch / "plain").mkdir()
        plain = unpack(path, scratch / "plain")
        source = contract.find(source_name) if source_name else identify(plain, path.name)
        found = raw.shape(plain)
        con = build.connect(scratch / "check.duckdb")
        try:
            return _judge(con, path, plain, source, found)
        finally:
            con.close()


def identify(plain: Path, name: str) -> Source:
    """Return the source whose headings a file has; SourceError says how near each one came."""
    wrongs = {}
    for place, row in enumerate(rows.read(plain, name)):
        if place >= raw.HEADER_WITHIN:
            break
        headers = [cell or "" for cell in row.cells]
        for source in contract.sources().values():
            found, wrong = contract.pick_columns(source, headers)
            if not wrong:
                return source
            if found and len(wrong) < len(wrongs.get(source.dataset, wrong * 2)):
                wrongs[source.dataset] = wrong
    near = "; ".join(f"for {name} {', '.join(wrong)}" for name, wrong in wrongs.items())
    raise SourceError(
        name,
        f"first {raw.HEADER_WITHIN} rows",
        f"no row has the headings of a known source{': ' + near if near else ''}.",
        "`python -m etl template SOURCE` writes a file with the right headings.",
    )


def _judge(con, path: Path, plain: Path, source: Source, found: raw.Shape) -> dict:
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    drop = Drop(source, path, path.name, raw.shape(path).sha256, now, False, 0)
    table = "scratch.raw_file_1"
    raw.load(con, plain, path.name, source, table, found)
    con.execute(
        "insert into meta.file (file_id, source, name, sha256, size_bytes, received_at, is_bundled)"
        " values (1, ?, ?, ?, ?, ?, false)",
        [source.name, path.name, drop.sha256, found.size, now],
    )
    for other in contract.sources().values():
        build.stage(con, other, {1: table} if other.name == source.name else {})
        con.execute((build.SQL / "marts" / f"{other.mart}.sql").read_text(encoding="utf-8"))
        settle.settle(con, other)
    settle.count(con, {1: table}, [drop])
    settle.note_findings(con, build.SQL / "findings")
    (counts,) = build._files(con)
    aside = con.execute("select place, reason, detail, raw from meta.quarantine").fetchmany(SHOWN)
    told = con.execute("select finding, place, detail from meta.finding").fetchmany(SHOWN)
    return {
        **counts,
        "dataset": source.dataset,
        "columns": _mapping(source, plain, path.name),
        "set_aside": [dict(zip(("place", "reason", "detail", "raw"), row, strict=True)) for row in aside],
        "findings": [dict(zip(("finding", "place", "detail"), row, strict=True)) for row in told],
        "schema_version": settings.SCHEMA_VERSION,
    }


def _mapping(source: Source, plain: Path, name: str) -> list[dict]:
    """Return each heading of the file with the column of ours that it feeds; empty where it feeds none."""
    for row in rows.read(plain, name):
        headers = [cell or "" for cell in row.cells]
        places, wrong = contract.pick_columns(source, headers)
        if not wrong:
            ours = {place: column for column, place in places.items()}
            return [{"theirs": header, "ours": ours.get(place, "")} for place, header in enumerate(headers)]
    return []


def in_words(answer: dict) -> str:
    """Return what a check found as lines of text."""
    lines = [f"{answer['file']} is {answer['dataset']} (source {answer['source']})."]
    used = [f"{column['theirs']} -> {column['ours']}" for column in answer["columns"] if column["ours"]]
    left = [column["theirs"] for column in answer["columns"] if not column["ours"] and fold(column["theirs"])]
    lines.append("  headings: " + ", ".join(used))
    if left:
        lines.append("  not used: " + ", ".join(left))
    counts = ", ".join(f"{answer[name]:,} {name.replace('_', ' ')}" for name in build.COUNTS)
    lines.append(f"  would be: {counts}; data as of {answer['as_of'] or 'not dated'}")
    lines += [f"  set aside, {row['place']}: {row['reason']}: {row['detail']}" for row in answer["set_aside"]]
    lines += [f"  noted, {row['place']}: {row['detail']}" for row in answer["findings"]]
    return "\n".join(lines)
