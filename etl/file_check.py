"""Say what a file is, how its headings map and what would be set aside, without loading it."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby, islice, product
from pathlib import Path
from typing import Any

from etl import child, contract, settings, temporary
from etl.build import documents, intake, marts, monthly, pipeline, raw, settle, stage
from etl.build.intake import Drop
from etl.contract import Source, SourceError, fold
from etl.readers import partner_heads, partner_sheets
from etl.readers.formats import parts, rows
from etl.readers.formats.packed import unpack

SHOWN = 200  # quarantined rows listed
LONGEST = 900  # letters told of one text
# What every answer has, empty where the source tells none: words that a person may settle (kind, word, rows, suggestions), columns left
# out (sheet, column, reason) and single cells that could not be read (sheet, cell, field, and text where it may be told).
LISTS = ("unknown_words", "left_out", "not_read")


def check(path: Path, source_name: str | None = None, as_of: str | dt.date | None = None) -> dict:
    """What one file is: source, columns, counts, quarantined rows with place and reason, findings; SourceError where it is none.

    `as_of` is the day that a file without dates describes, where its name does not say it.
    """
    if not intake.is_file(path):
        raise SourceError(path.name, "file name", "is not a file.", "Give the path of one file.")
    with temporary.folder("check") as scratch:
        (scratch / "plain").mkdir()
        with child.reading(path):
            plain = unpack(path, scratch / "plain")
        con = stage.connect(scratch / "check.duckdb")
        try:
            if source_name:
                source, known_by = contract.find(source_name), "what you say"
            else:
                with child.reading(path):
                    source, known_by = _document(path, plain) or _choose(con, path, plain, identify(plain, path.name))
            for taken in filter(None, (source, intake.home(path))):
                intake.agree(taken, path.name, intake.place(path))
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
            with child.reading(path):
                day = _day(source, path, plain, as_of)
            with child.reading(path):
                drop = Drop(source, path, path.name, raw.shape(path).sha256, now, False, 0, day)
            intake.agree_inside(drop, plain.name)
            judge = _judge if source.is_table else _answer
            answer = judge(con, plain, drop) | {"known_by": known_by, "schema_version": settings.SCHEMA_VERSION}
            return _shortened(_listed(answer))
        finally:
            con.close()


def _listed(answer: dict) -> dict:
    """An answer with every list that a page shows: rows set aside with sheet, row and all reasons, and headings with their fields."""
    for row in answer["set_aside"]:
        sheet, number = _sheet_and_row(row["place"])
        row |= {"sheet": sheet, "row": number, "reasons": row.get("reasons") or [f"{row['reason']}: {row['detail']}"]}
    headings = [{"sheet": "", "heading": column["theirs"], "field": column["ours"]} for column in answer["columns"]]
    return {"headings": headings, **{name: [] for name in LISTS}, **answer}


def _shortened(told: Any) -> Any:
    """What is told, without what goes beyond the length of a text that anybody reads."""
    if isinstance(told, dict):
        return {name: _shortened(one) for name, one in told.items()}
    if isinstance(told, list):
        return [_shortened(one) for one in told]
    return f"{told[:LONGEST]} …" if isinstance(told, str) and len(told) > LONGEST else told


def _sheet_and_row(place: str) -> tuple[str, int | None]:
    """The sheet and the row of a place such as `Level 2!B14`, `Data, line 14` or `line 14, column 2`."""
    if read := re.fullmatch(r"(.*)!\$?[A-Z]{1,3}\$?(\d+)", place):
        return read[1], int(read[2])
    read = re.match(r"(?:(.*), )?(?:line|row) (\d+)", place)
    return (read[1] or "", int(read[2])) if read else ("", None)


def identify(plain: Path, name: str) -> list[Source]:
    """The sources whose headings a file has, mostly one; SourceError says how near each one came."""
    if monthly.is_pdf(plain):
        return [source for source in contract.tables().values() if source.takes_pdf]
    wrongs: dict[str, list[str]] = {}
    known = contract.tables().values()
    heads = list(_heads(plain, name))
    seen = [
        {source.name: list(partner_sheets.laid_out(iter(first), source)) for source in known if source.reads_words}
        for first in heads
    ]
    places = [(number, place) for number, first in enumerate(heads) for place in range(len(first))]
    for loosely, (number, place) in product(
        (False, True), places
    ):  # by their words alone only where no heading is known
        fitting: dict[str, int] = {}
        for source in known:
            shown = seen[number].get(source.name, heads[number])
            headers = [cell or "" for cell in shown[place].cells] if place < len(shown) else []
            picked, wrong = contract.pick_columns(source, headers, loosely)
            if not wrong:
                fitting[source.name] = len(picked)
            elif picked and len(wrong) < len(wrongs.get(source.dataset, wrong * 2)):
                wrongs[source.dataset] = wrong
        if fitting:
            # Lines of missions have all that a requirements file must have, and more: it is what most of its headings say.
            # What is known by words alone could be an offer as well as a need: then a name or a person tells which.
            most = 0 if loosely else max(fitting.values())
            if len(words := {one for one in fitting if contract.find(one).reads_words}) == len(fitting):
                return _of_words(sorted(words), heads[number][: place + 1], name)
            return [contract.find(name) for name, count in fitting.items() if count >= most]
    near = "; ".join(f"for {name} {', '.join(wrong)}" for name, wrong in wrongs.items())
    raise SourceError(
        name,
        f"first {raw.HEADER_WITHIN} rows",
        f"no row has the headings of a known source{': ' + near if near else ''}.",
        "`python -m etl template SOURCE` writes a file with the right headings.",
    )


def _heads(plain: Path, name: str) -> Iterator[list[rows.Row]]:
    """The first rows of each sheet of a file."""
    for _sheet, found in groupby(rows.read(plain, name), key=lambda row: row.sheet):
        yield [row._replace(cells=list(row.cells)) for row in islice(found, raw.HEADER_WITHIN)]
        if _sheet is None:
            return


def _of_words(fitting: list[str], above: list[rows.Row], name: str) -> list[Source]:
    """Of sources whose headings are words, the one of which headings, titles or the file's name speak; all of them where none tells.

    One that fits alone while all words speak of the other is not taken for sure either.
    """
    *titled, head = [row.cells for row in above]
    said = partner_heads.side([name, above[-1].sheet, *(cell for cells in titled for cell in cells)], head)
    if said in fitting:
        return [contract.find(said)]
    return [contract.find(one) for one in (fitting if not said else sorted({*fitting, said}))]


def _document(path: Path, plain: Path) -> tuple[Source, str] | None:
    """The source whose reader knows a file for its own, and how it is known; None for any other file."""
    if _is_of_words(plain, path.name):
        return None
    for source in documents.in_order():
        reader = documents.reader(source)
        if not hasattr(reader, "recognises"):
            continue
        if reader.recognises(plain):
            return source, "its headings"
        if (home := intake.home(path)) and home.name == source.name:
            return source, "the folder it lies in"
    return None


def _is_of_words(plain: Path, name: str) -> bool:
    """Whether a table has kind, area and state under known headings that speak of one source of words: a level beside them makes it no roster."""
    if plain.suffix.casefold() not in (".xlsx", ".csv", ".txt") or contract.named(name):
        return False
    try:
        heads = list(_heads(plain, name))
    except SourceError:  # whoever reads it says what is wrong
        return False
    for source in filter(lambda one: one.reads_words, contract.tables().values()):
        for first in heads:
            for row in partner_sheets.laid_out(iter(first), source):
                picked, wrong = contract.pick_columns(source, [cell or "" for cell in row.cells], loosely=False)
                if (
                    not wrong
                    and {"kind", "areas"} <= picked.keys()
                    and partner_heads.side([], row.cells) == source.name
                ):
                    return True
    return False


def _answer(con, plain: Path, drop: Drop) -> dict:
    """What the reader of a source says of one file."""
    reader = documents.reader(drop.source)
    if not hasattr(reader, "answer"):
        problem = f"are documents, and a {drop.source.dataset} is no table with one row of headings."
        raise SourceError(drop.name, "its source", problem, "Leave --source out.")
    return reader.answer(drop, plain, SHOWN)


def _choose(con, path: Path, plain: Path, fitting: list[Source]) -> tuple[Source, str]:
    """The one source that a file is of, and how that is known; SourceError where nothing tells two apart."""
    if len(fitting) == 1:
        return fitting[0], "its headings"
    said = {source.name for source in contract.named(f"{intake.place(path)} {plain.name}")}
    by_name = [source for source in fitting if source.name in said]
    if len(by_name) == 1:
        return by_name[0], "its name"
    home = intake.home(path)
    by_folder = [source for source in fitting if home and source.name == home.name]
    if by_folder:
        return by_folder[0], "the folder it lies in"
    names = " and of ".join(f"{source.dataset} (source {source.name})" for source in fitting)
    problem = f"does not say which it is: it has the headings of {names}."
    remedy = (
        f"Say it with --source {' or --source '.join(source.name for source in fitting)}, or put the dataset id into the"
        " file's name."
    )
    if not any(source.like for source in fitting):
        raise SourceError(path.name, "its name", problem, remedy)
    # Sources of the same headings differ by the personnel types they give, and the narrower says nothing of the wider.
    wider = next(source for source in fitting if not source.like)
    raw.load(con, plain, path.name, wider, "scratch.raw_unknown", raw.shape(plain))
    counts = con.execute(
        "select count(*), count(case when type.is_police then 1 end), count(type.is_police)"
        " from scratch.raw_unknown as row_read left join mart.personnel_type as type"
        " on lower(type.spelling) = lower(scratch.clean(cast(row_read.personnel_type as varchar)))"
    ).fetchone()
    row_count, police_count, known_count = counts
    if known_count > police_count:
        return wider, f"{known_count - police_count:,} of its {row_count:,} rows, which are not of police"
    police = f" That {police_count:,} of its {row_count:,} rows are of police, and none of other personnel, is no proof: both give police."
    raise SourceError(path.name, "its name", problem + police, remedy)


def _day(source: Source, path: Path, plain: Path, as_of: str | dt.date | None) -> dt.date | None:
    """The day that a file without dates describes: from the user, its name or a title in it; SourceError where they say two."""
    if not as_of:
        try:
            return intake.day_of(source, path.name, intake.place(path), plain)
        except SourceError as error:
            more = error.parts | {"remedy": f"{error.parts['remedy']} To check it as it is, add --as-of 2026-10-31."}
            raise SourceError(**more) from error
    remedy = "Leave --as-of out."
    if not source.dated_by:
        raise SourceError(path.name, "its dates", f"stand in the file, as in every {source.dataset}.", remedy)
    try:
        day = as_of if isinstance(as_of, dt.date) else dt.date.fromisoformat(as_of)
    except ValueError as error:
        raise SourceError(path.name, "--as-of", f"{as_of} is not a day.", "Say a day such as 2026-10-31.") from error
    others = [other for other in intake.days_in(intake.place(path)) if other != day]
    if others:
        raise SourceError(
            path.name, "its name", f"says {others[0]}, and you say {day}.", f"{remedy} Or rename the file."
        )
    return day


def _judge(con, plain: Path, drop: Drop) -> dict:
    """Stage and settle one file as a build would; the answer of `check` but for how the file is known."""
    source, table = drop.source, "scratch.raw_file_1"
    totals = {}
    with child.reading(drop.path):
        shape = raw.shape(plain)
        if monthly.is_pdf(plain):
            totals = {"totals": monthly.totals(monthly.load(con, plain, drop.name, source, table, shape.sha256))}
        else:
            raw.load(con, plain, drop.name, source, table, shape)
        left_out = con.execute("select coalesce(sheet, ''), letters, why from scratch.left_out").fetchall()
        columns = _mapping(source, plain, drop.name, {letters for _, letters, _ in left_out})
    raw.note(con, 1, drop, shape.size)
    raw.note_odd(con, {1: table})
    program = pipeline.program_id()
    for other in contract.tables().values():
        marts.make(con, other, {1: table} if other.name == source.name else {}, program)
    stage.derive(con)
    settle.count(con, {1: table}, [drop])
    settle.note_findings(con)
    (counts,) = pipeline.file_counts(con)
    aside = con.execute("select place, reason, detail, raw from meta.quarantine").fetchmany(SHOWN)
    findings = con.execute("select finding, place, detail from meta.finding").fetchmany(SHOWN)
    return {
        **counts,
        "dataset": source.dataset,
        "columns": columns,
        "left_out": [dict(zip(("sheet", "column", "reason"), row, strict=True)) for row in left_out],
        "set_aside": [dict(zip(("place", "reason", "detail", "raw"), row, strict=True)) for row in aside],
        "findings": [dict(zip(("finding", "place", "detail"), row, strict=True)) for row in findings],
        **totals,
    }


def _mapping(source: Source, plain: Path, name: str, left_out: set[str]) -> list[dict]:
    """Each heading of the file with the column of ours that it feeds; without columns left out, and empty for a PDF."""
    if monthly.is_pdf(plain):
        return []
    for row in partner_sheets.laid_out(rows.read(plain, name), source):
        headers = [cell or "" for cell in row.cells]
        places, wrong = contract.pick_columns(source, headers)
        if not wrong:
            ours = {place: column for column, place in places.items()}
            told = [place for place in range(len(headers)) if place in ours or parts.letters(place) not in left_out]
            return [{"theirs": headers[place], "ours": ours.get(place, "")} for place in told]
    return []


def _in_words(totals: dict) -> str:
    """What a monthly PDF counts and prints, as one line."""
    women = "" if totals["women"] is None else f", {totals['women']:,} women and {totals['men']:,} men"
    printed = {None: "no total is printed", True: "as printed", False: "NOT as printed"}[totals["agrees"]]
    if totals["agrees"] is False and totals["printed_people"] is not None:
        printed += f" ({totals['printed_people']:,} people, and what is noted below)"
    return f"{totals['people']:,} people on {totals['as_of']}{women}: {printed}"


def in_words(answer: dict) -> str:
    """What a check says as lines of text."""
    lines = [
        f"{answer['file']} is {answer['dataset']} (source {answer['source']}).",
        f"  known by: {answer['known_by']}",
    ]
    used = [f"{column['theirs']} -> {column['ours']}" for column in answer["columns"] if column["ours"]]
    left = [column["theirs"] for column in answer["columns"] if not column["ours"] and fold(column["theirs"])]
    if used:
        lines.append("  headings: " + ", ".join(used))
    if totals := answer.get("totals"):
        lines.append("  totals: " + _in_words(totals))
    if left:
        lines.append("  not used: " + ", ".join(left))
    counts = ", ".join(f"{answer[name]:,} {name.replace('_', ' ')}" for name in pipeline.COUNTS)
    lines.append(f"  would be: {counts}; data as of {answer['as_of'] or 'not dated'}")
    if cells := answer.get("cells"):
        listed = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in cells.items() if count)
        lines.append(f"  cells that hold anything: {listed}")
    lines += [
        f"  left out, {', '.join(filter(None, (one['sheet'], 'column ' + one['column'])))}: {one['reason']}"
        for one in answer.get("left_out", ())
    ]
    lines += [f"  set aside, {row['place']}: {row['reason']}: {row['detail']}" for row in answer["set_aside"]]
    lines += [f"  noted, {row['place']}: {row['detail']}" for row in answer["findings"]]
    return "\n".join(lines)
