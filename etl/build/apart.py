"""Keep the real and the invented world apart: no code of the one stands in any database of the other.

A build looks at every column of codes; the tests look at every text of every table of what comes with the project. What users
send may well say QRF, a word that looks like an invented code, in a sentence: it stops no build. A code counts where it stands as a word of its own: in the
ids of requirements (UNI-POL-01) three letters are no state, in the ids of units (QMB-012) they are. Codes that are English words
or months (AND, CAN, MAR) count where they are the whole text.
"""

import csv
import re
from itertools import groupby
from pathlib import Path

import duckdb

from etl import settings
from etl.build.publish import BuildError
from etl.readers.pledges.origin import WORDS_TOO

PASSED = "no_code_of_the_other_world_stands_here"
INVENTED = r"Q[M-Z][A-Z]"  # in a column of codes, whether a state of the exercise has it or not
CODES = ("iso3", "iso3_code", "host_iso3", "mission_code", "mission", "deployed_mission", "mission_specific")
SHOWN = 8


def check(con: duckdb.DuckDBPyConnection, dataset: str) -> None:
    """Raise BuildError with table, column and text where a code of the other world stands."""
    strangers = foreign(con, dataset, CODES)
    if strangers:
        listed = "; ".join(f"{table}.{column}: {text[:120]!r}" for table, column, text in strangers[:SHOWN])
        whose = "the exercise, which is invented" if dataset == "public" else "real states or missions"
        remedy = " Take the file that says it out of the inbox." if dataset == "public" else ""
        raise BuildError(f"Not published, because codes of {whose} stand in the {dataset} data: {listed}.{remedy}")


def foreign(con: duckdb.DuckDBPyConnection, dataset: str, among: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Table, column and text of what belongs to the other world, in columns of these names or else in all."""
    if len(settings.datasets()) < 2:
        return []
    pattern = _pattern(dataset)
    columns = con.execute(
        "select schema_name || '.' || table_name, column_name, data_type like 'ENUM%' from duckdb_columns()"
        " where database_name = current_database() and not internal and (data_type = 'VARCHAR' or data_type like 'ENUM%')"
        " order by all"
    ).fetchall()
    columns = [column for column in columns if not among or column[1] in among]
    listed = {(table, name) for table, name, is_list in columns if is_list}
    clean = listed - _suspect(con, listed, pattern)
    columns = [(table, name) for table, name, _ in columns if (table, name) not in clean]
    strangers = []
    for table, own in groupby(columns, key=lambda row: row[0]):
        texts = " union ".join(
            f'select \'{name}\' as heading, cast("{name}" as varchar) as text from {table} group by "{name}"'
            for _, name in own
        )
        query = (
            f"select heading, text from ({texts}) where regexp_matches(text, $pattern) order by heading, text limit 20"
        )
        strangers += [(table, *row) for row in con.execute(query, {"pattern": pattern}).fetchall()]
    return strangers


def _suspect(con: duckdb.DuckDBPyConnection, listed: set[tuple[str, str]], pattern: str) -> set[tuple[str, str]]:
    """Of columns whose texts are numbers into a list (enums), those in whose list such a text stands: in no row of another one can it."""
    lists = " union all ".join(
        f"select '{table}' as relation, '{name}' as heading, unnest(enum_range((select \"{name}\" from {table} limit 0))) as text"
        for table, name in sorted(listed)
    )
    query = f"select distinct relation, heading from ({lists}) where regexp_matches(text, $pattern)"
    return set(con.execute(query, {"pattern": pattern}).fetchall()) if listed else set()


def _pattern(dataset: str) -> str:
    """A regular expression of what the codes of the other world look like in a text of this one."""
    other = settings.data_dir() / ("exercise/reference" if dataset == "public" else "reference")
    codes = [*_codes(other / "country.csv", "iso3"), *_codes(other / "mission.csv", "mission_code")]
    words = "|".join(re.escape(code) for code in codes if code not in WORDS_TOO)
    if dataset == "public":
        whole = "|".join([INVENTED, *(code for code in codes if code in WORDS_TOO)])
        return f"(^|[^A-Za-z0-9])({words})($|[^A-Za-z0-9])|^({whole})$|Member State {INVENTED}"
    return f"(^|[^A-Za-z0-9-])({words})($|[^A-Za-z0-9-])|^({'|'.join(sorted(WORDS_TOO))})$"


def _codes(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as handle:
        return [row[column] for row in csv.DictReader(handle)]
