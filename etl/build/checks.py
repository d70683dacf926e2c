"""Sentences that must hold before anything is published. A check is a SELECT of rows that must not exist.

Some follow from what every source declares and are generated here; others are files, named by their sentence, beside their
source (sources/<name>/checks) or, where they are of no one source, in build/sql/checks.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from etl.build.publish import BuildError
from etl.build.settle import is_of_text
from etl.build.stage import SQL, columns
from etl.contract import Source, sources, tables
from etl.readers.monthly.model import NOT_STATED

PEOPLE = ("women_count", "men_count")
UNKNOWN = "sex_not_reported_count"  # people of a row whose split into women and men is set aside
SHOWN = 5  # rows of a failed check that its message quotes


def run(con: duckdb.DuckDBPyConnection) -> None:
    """Note every sentence that holds in meta.check_passed; BuildError with the first rows against one that does not."""
    passed = []
    for sentence, sql in every(con):
        result = con.execute(sql)
        headings = [column[0] for column in result.description]
        rows = result.fetchmany(SHOWN)
        if rows:
            shown = "; ".join(
                ", ".join(f"{name} {cell}" for name, cell in zip(headings, row, strict=True)) for row in rows
            )
            raise BuildError(
                f"Not published, because this does not hold: {sentence.replace('_', ' ')}. First rows: {shown}"
            )
        passed.append(sentence)
    con.execute("insert into meta.check_passed select unnest($passed)", {"passed": passed})


def every(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Sentence and SELECT of each check, generated ones first. What is generated holds of a mart without a file, which is empty.

    What is about the text of files was held against it when they were read: of rows that are taken it is not asked again.
    """
    known = tables()
    nothing = "select null where false"
    received = {name for (name,) in con.execute("select distinct source from meta.file").fetchall()}
    read = {name for (name,) in con.execute("select distinct source from scratch.read_file").fetchall()}
    in_part = "select distinct source from meta.file where file_id not in (select file_id from scratch.read_file)"
    taken = {name for (name,) in con.execute(in_part).fetchall()}
    for source in known.values():
        yield grain_sentence(source), grain(source) if source.name in received else nothing
    for sentence, (select, applies) in GENERATED.items():
        about = read if select is same_people else received
        parts = [select(con, source) for source in known.values() if applies(source) and source.name in about]
        yield sentence, " union all ".join(f"(select * from ({part}))" for part in parts) or nothing
    for path in files():
        check = path.read_text(encoding="utf-8")
        yield path.stem, nothing if path.parents[1].name in taken and is_of_text(check) else check


def files() -> list[Path]:
    """The checks that stand in files, by name."""
    folders = [SQL / "checks", *(source.folder / "checks" for source in sources().values())]
    return sorted((path for folder in folders for path in folder.glob("*.sql")), key=lambda path: path.stem)


def sentences() -> list[str]:
    """Every sentence that a build may note, as it stands in meta.check_passed."""
    return [*map(grain_sentence, tables().values()), *GENERATED, *(path.stem for path in files())]


def grain_sentence(source: Source) -> str:
    """What a source's key promises: its title and its grain, as declared."""
    return f"{source.title}: {source.grain}"


def grain(source: Source) -> str:
    """Keys that stand twice in a mart, or lack a part."""
    keys = ", ".join(source.key)
    blank = " or ".join(f"{name} is null" for name in source.key)
    others = [name for name in source.key if name != source.as_of]
    among = f"mart.{source.mart}"
    if source.as_of in source.key and others:
        # Where a group's rows are as many as its months no key stands twice: only the other groups are counted by the whole key.
        alone = " or ".join(f"{name} is null" for name in others)
        same = " and ".join(f"suspect.{name} is not distinct from entry.{name}" for name in others)
        among = f"""(
            select entry.* from mart.{source.mart} as entry
            join (
                select {", ".join(others)} from mart.{source.mart} group by {", ".join(others)}
                having count(*) is distinct from scratch.month_count({source.as_of}) or {alone}
            ) as suspect on {same}
        )"""
    return f"select {keys}, count(*) as row_count from {among} group by {keys} having count(*) > 1 or {blank}"


def rows_loaded(con: duckdb.DuckDBPyConnection, source: Source) -> str:
    """Files of which the mart, counted again, holds other rows than those that the ledger calls loaded."""
    return f"""
        select file.source, file.name, file.loaded_count, coalesce(entry.row_count, 0) as row_count
        from meta.file as file
        left join (select file_id, count(*) as row_count from mart.{source.mart} group by file_id) as entry using (file_id)
        where file.source = '{source.name}' and file.loaded_count is distinct from coalesce(entry.row_count, 0)"""


def same_people(con: duckdb.DuckDBPyConnection, source: Source) -> str:
    """Sums that differ: people of the raw text that was read, and those of the mart with the rows that are not in it or whose split is not."""
    number = "coalesce(try_cast(scratch.clean(cast({} as varchar)) as bigint), 0)"
    read, aside, equal = [], [], []
    for name in PEOPLE:
        # Few texts stand in many rows: each is cast once.
        read.append(
            f"(select sum({number.format('cell')} * row_count) from (select {name} as cell, count(*) as row_count"
            f" from scratch.raw_{source.name} group by {name})) as {name}_read"
        )
        aside.append(f"sum({number.format('raw.' + name)}) as {name}")
        equal.append(f"coalesce({name}_read, 0) <> coalesce(loaded.{name}, 0) + coalesce(not_loaded.{name}, 0)")
    shown = ", ".join(
        f"{name}_read, coalesce(loaded.{name}, 0) + coalesce(not_loaded.{name}, 0) as {name}_accounted"
        for name in PEOPLE
    )
    return f"""
        select '{source.name}' as source, {shown}
        from (select {", ".join(read)}) as text_read
        cross join (
            select {", ".join(f"sum({name}) as {name}" for name in PEOPLE)} from mart.{source.mart}
            where file_id in (select file_id from scratch.read_file)
        ) as loaded
        cross join (
            select {", ".join(aside)}
            from scratch.raw_{source.name} as raw
            join (
                select file_id, line, sheet from scratch.row_out where source = '{source.name}'
                union all select file_id, line, sheet from mart.{source.mart} where {PEOPLE[0]} is null
            ) as row_out
                on row_out.file_id = raw.file_id and row_out.line = raw.line and row_out.sheet is not distinct from raw.sheet
        ) as not_loaded
        where {" or ".join(equal)}"""


def whole_people(con: duckdb.DuckDBPyConnection, source: Source) -> str:
    """Rows whose people are not women, men and those whose sex is not reported, or that lack a part of what a row of people has."""
    women, men = PEOPLE
    present = columns(con, f"mart.{source.mart}")
    needed = [
        *source.key,
        "people_count",
        "file_id",
        "line",
        *sorted({"category", "is_peacekeeping", UNKNOWN} & present),
    ]
    faults = [f"{name} is null" for name in needed if name != "is_peacekeeping"]
    if "is_peacekeeping" in needed:
        faults.append(f"(is_peacekeeping is null) <> (mission_code = '{NOT_STATED}')")
    unknown = UNKNOWN if UNKNOWN in present else "0"
    faults += [f"{women} < 0", f"{men} < 0", f"people_count <> coalesce({women} + {men}, 0) + {unknown}"]
    faults += [f"({women} is null or {men} is null) <> ({unknown} > 0)"]
    return f"""
        select '{source.name}' as source, {women}, {men}, people_count, file_id, line
        from mart.{source.mart}
        where {" or ".join(faults)}"""


def known_codes(con: duckdb.DuckDBPyConnection, source: Source) -> str:
    """Codes of a mart that stand in no row of the reference list that the source declares for them; blank is no code."""
    parts = []
    for name, place in source.codes.items():
        table, column = place.split(".")
        parts.append(
            f"select '{source.name}' as source, '{name}' as heading, cast({name} as varchar) as code, count(*) as row_count"
            f" from mart.{source.mart} where {name} is not null group by {name}"
            f" having cast({name} as varchar) not in"
            f" (select {column} from scratch.ref_text.{table} where {column} is not null union all select '' union all select '{NOT_STATED}')"
        )
    return " union all ".join(parts)


def named_day(con: duckdb.DuckDBPyConnection, source: Source) -> str:
    """Rows of another day than the one that the name of their file says."""
    return f"""
        select '{source.name}' as source, file.name, file.snapshot_on, entry.{source.as_of} as day, count(*) as row_count
        from mart.{source.mart} as entry
        left join meta.file as file on file.file_id = entry.file_id
        where file.snapshot_on is distinct from entry.{source.as_of}
        group by file.name, file.snapshot_on, entry.{source.as_of}"""


def _counts_people(source: Source) -> bool:
    return set(PEOPLE) <= set(source.values)


# Sentence -> the SELECT against it, and which sources it is about.
Select = Callable[[duckdb.DuckDBPyConnection, Source], str]
GENERATED: dict[str, tuple[Select, Callable[[Source], bool]]] = {
    "every_code_stands_in_its_reference_list": (known_codes, lambda source: bool(source.codes)),
    "people_are_women_and_men_and_nothing_is_missing": (whole_people, _counts_people),
    "raw_and_mart_hold_the_same_people": (same_people, _counts_people),
    "the_mart_holds_exactly_the_rows_loaded": (rows_loaded, lambda source: True),
    "rows_are_of_the_day_in_the_name_of_their_file": (named_day, lambda source: bool(source.dated_by)),
}
