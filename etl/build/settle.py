"""Decide, row by row, what stays in a mart: set faulty rows aside, count equal rows once, let the later receipt win.

Works on any mart that still has its `reason` column and on the key and values that the source declares.
"""

import re
from pathlib import Path

import duckdb

from etl.build.intake import Drop
from etl.build.stage import SQL, columns, of_rows_alone
from etl.contract import Source, sources
from etl.readers.monthly.model import NOT_STATED

KNOWN = ("as_of", "mission_code", "iso3", "personnel_type")


def settle(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Empty a mart of faulty, repeated and superseded rows and drop its `reason`; note each in scratch.row_out."""
    mart = f"mart.{source.mart}"
    [(rows, faulty)] = con.execute(f"select count(*), count(reason) from {mart}").fetchall()
    if faulty:
        # Staging works out its details anew: only for the rows that the mart already knows to be faulty.
        with of_rows_alone(con, source, f"select file_id, line, sheet from {mart} where reason is not null"):
            con.execute(
                f"""
                insert into scratch.row_out
                select $source, file_id, line, sheet,
                    case when reason = 'not_data' then 'not_data' else 'quarantined' end, reason, detail
                from temp.stg_{source.name}
                """,
                {"source": source.name},
            )
        con.execute(f"delete from {mart} where reason is not null")
    con.execute(f"alter table {mart} drop column reason")
    if rows:
        if "mission_code" in source.key:
            _leave_out_coarser(con, source, mart)
        _settle_twins(con, source, mart)
        _quarantine(con, source)


def _leave_out_coarser(con, source: Source, mart: str) -> None:
    """Of a month that one file gives without missions and another with them, only the second counts, whichever came later."""
    coarse = (
        f"mission_code = '{NOT_STATED}' and {source.as_of} in (select {source.as_of} from {mart}"
        f" where mission_code <> '{NOT_STATED}' and {source.as_of} in"
        f" (select {source.as_of} from {mart} where mission_code = '{NOT_STATED}'))"
    )
    con.execute(
        f"insert into scratch.row_out select $source, file_id, line, sheet, 'superseded', null, null from {mart} where {coarse}",
        {"source": source.name},
    )
    con.execute(f"delete from {mart} where {coarse}")


def _settle_twins(con, source: Source, mart: str) -> None:
    """Among rows of one key: different values within a file are set aside; else the last received value stands once."""
    keys = ", ".join(source.key)
    if source.as_of in source.key:
        others = ", ".join(name for name in source.key if name != source.as_of)
        suspect = f"select 1 from {mart} group by {others} having count(*) is distinct from scratch.month_count({source.as_of}) limit 1"
        if not con.execute(suspect).fetchone():
            return  # no two rows of one key but the day are of one month
    con.execute(
        f"create or replace table scratch.twin_key as select {keys} from {mart} group by {keys} having count(*) > 1"
    )
    if not con.execute("select count(*) from scratch.twin_key").fetchone()[0]:
        return
    worth = " || '|' || ".join(f"coalesce(cast({name} as varchar), '')" for name in source.values)
    same = " and ".join(f"twin_key.{name} = twin.{name}" for name in source.key)
    in_words = " || ', ' || ".join(f"'{name} ' || coalesce(cast({name} as varchar), 'blank')" for name in source.values)
    by_key = f"partition by {keys}"
    con.execute(
        f"""
        create or replace table scratch.twin as
        with twin as (
            select twin.rowid as row_number_in_mart, {", ".join("twin." + name for name in source.key)},
                twin.file_id, twin.line, twin.sheet, {worth} as worth, {in_words} as in_words
            from {mart} as twin
            join scratch.twin_key as twin_key on {same}
        ),

        torn as (
            select {keys}, file_id
            from twin
            group by {keys}, file_id
            having count(distinct worth) > 1
        ),

        consistent as (
            select twin.*
            from twin
            left join torn on {" and ".join(f"torn.{name} = twin.{name}" for name in source.key)}
                and torn.file_id = twin.file_id
            where torn.file_id is null
        ),

        ranked as (
            select
                *,
                last_value(worth) over (
                    {by_key} order by file_id, line, sheet rows between unbounded preceding and unbounded following
                ) as winning,
                row_number() over ({by_key}, worth order by file_id, line, sheet) as nth
            from consistent
        )

        select
            twin.*,
            case
                when ranked.file_id is null then 'quarantined'
                when ranked.worth <> ranked.winning then 'superseded'
                when ranked.nth > 1 then 'repeated'
                else 'loaded'
            end as outcome
        from twin
        left join ranked on ranked.row_number_in_mart = twin.row_number_in_mart
        """
    )
    con.execute(
        """
        insert into scratch.row_out
        select $source, file_id, line, sheet, outcome,
            case when outcome = 'quarantined' then 'conflict_in_file' end,
            case when outcome = 'quarantined' then 'the file gives this row more than once, here with ' || in_words end
        from scratch.twin
        where outcome <> 'loaded'
        """,
        {"source": source.name},
    )
    named = " || ', ' || ".join(f"cast(old.{name} as varchar)" for name in source.key)
    con.execute(
        f"""
        insert into meta.finding
        select 'superseded', old.file_id, scratch.place(old.sheet, old.line),
            {named} || ': ' || old.in_words || '; the later download has ' || new.in_words,
            new.file_id, scratch.place(new.sheet, new.line)
        from scratch.twin as old
        join scratch.twin as new
            on {" and ".join(f"new.{name} = old.{name}" for name in source.key)}
            and new.outcome in ('loaded', 'repeated') and new.file_id > old.file_id
        where old.outcome = 'superseded'
        qualify row_number() over (
            partition by old.row_number_in_mart order by new.file_id, new.line, new.sheet
        ) = 1
        order by old.file_id, old.line
        """
    )
    con.execute(
        f"delete from {mart} where rowid in (select row_number_in_mart from scratch.twin where outcome <> 'loaded')"
    )


def _quarantine(con, source: Source) -> None:
    """Write each quarantined row into meta.quarantine as it was read, with its place, reason and whatever of it could be read."""
    out = f"select * from scratch.row_out where source = '{source.name}' and outcome = 'quarantined'"
    if not con.execute(f"{out} limit 1").fetchone():
        return
    stg = columns(con, f"temp.stg_{source.name}")
    known = ", ".join(f"stg.{name}" if name in stg else "cast(null as varchar)" for name in KNOWN)
    cells = ", ".join(f"'{name}', raw.{name}" for name in source.columns)
    quoted = "cast(null as varchar)" if source.names else f"cast(json_object({cells}) as varchar)"  # it may hold a name
    match = "{0}.file_id = row_out.file_id and {0}.line = row_out.line and {0}.sheet is not distinct from row_out.sheet"
    with of_rows_alone(con, source, out):
        con.execute(
            f"""
            insert into meta.quarantine
            select row_out.file_id, scratch.place(row_out.sheet, row_out.line), row_out.reason, row_out.detail,
                {known}, {quoted}
            from ({out}) as row_out
            join temp.stg_{source.name} as stg on {match.format("stg")}
            join scratch.raw_{source.name} as raw on {match.format("raw")}
            order by row_out.file_id, row_out.sheet, row_out.line
            """
        )


def count(con: duckdb.DuckDBPyConnection, tables: dict[int, str], drops: list[Drop]) -> None:
    """Write each file's counts and the days it covers into meta.file."""
    if not tables:
        return
    read = " union all ".join(
        f"select {file_id} as file_id, count(*) as n from {table}" for file_id, table in tables.items()
    )
    marts = {drops[file_id - 1].source.mart: drops[file_id - 1].source.as_of for file_id in tables}
    loaded = " union all ".join(
        f"select file_id, count(*) as n, min({day}) as first_day, max({day}) as last_day from mart.{mart} group by file_id"
        for mart, day in marts.items()
    )
    con.execute(
        f"""
        update meta.file set
            read_count = read.n,
            loaded_count = coalesce(loaded.n, 0), as_of_first = loaded.first_day, as_of = loaded.last_day,
            quarantined_count = coalesce(aside.quarantined, 0), repeated_count = coalesce(aside.repeated, 0),
            superseded_count = coalesce(aside.superseded, 0), not_data_count = coalesce(aside.not_data, 0)
        from ({read}) as read
        left join ({loaded}) as loaded on loaded.file_id = read.file_id
        left join (
            select file_id,
                count(case when outcome = 'quarantined' then 1 end) as quarantined,
                count(case when outcome = 'repeated' then 1 end) as repeated,
                count(case when outcome = 'superseded' then 1 end) as superseded,
                count(case when outcome = 'not_data' then 1 end) as not_data
            from scratch.row_out
            group by file_id
        ) as aside on aside.file_id = read.file_id
        where meta.file.file_id = read.file_id
        """
    )


def is_of_text(select: str) -> bool:
    """Whether a SELECT reads the text of files as they were read, and not marts alone: it is asked of a file once, when that is read."""
    return re.search(r"\bscratch\.(raw_|map_|pdf_remark|row_out)|\btemp\.stg_", select) is not None


def finding_files() -> list[Path]:
    """The SELECTs of findings, of each source and of all that have contributors, by name."""
    folders = [SQL / "findings", *(source.folder / "findings" for source in sources().values())]
    return sorted((path for folder in folders for path in folder.glob("*.sql")), key=lambda path: path.stem)


def of_marts() -> list[str]:
    """The findings that follow from marts alone."""
    return [path.stem for path in finding_files() if not is_of_text(path.read_text(encoding="utf-8"))]


def _of(path: Path) -> set[str]:
    """The sources that findings are about: one, or all that have contributors."""
    if path.parent != SQL / "findings":
        return {path.parents[1].name}
    return {source.name for source in sources().values() if "iso3" in source.columns}


def note_findings(con: duckdb.DuckDBPyConnection) -> None:
    """Run every SELECT of findings, of each source and of all that have contributors, and note its rows under the file's name, or each
    row under what it gives as `finding_code`. A source of which no file is there has no row that one could stand at, and one of
    which none was read no text.
    """
    read, received = (
        {name for (name,) in con.execute(f"select distinct source from {table}").fetchall()}
        for table in ("scratch.read_file", "meta.file")
    )
    for path in finding_files():
        select = path.read_text(encoding="utf-8").rstrip().rstrip(";")
        other = "other_file_id, other_place" if "other_file_id" in select else "null, null"
        finding = "finding_code" if "finding_code" in select else f"'{path.stem}'"
        for name in sorted(_of(path) & (read if is_of_text(select) else received)):
            con.execute(
                f"""
                insert into meta.finding
                select {finding}, file_id, scratch.place(sheet, line), detail, {other}
                from ({select.replace("{source}", name)})
                order by file_id, sheet, line, detail
                """
            )
