"""Declare what a source is. A source is one TOML file in etl/sources; nothing about its shape is in code."""

import datetime as dt
import functools
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
TYPES = {"VARCHAR", "INTEGER", "DOUBLE", "DATE", "BOOLEAN"}
AUDIENCES = ("open", "restricted")
SHORTEST = 7  # letters that name a dataset without its department (UHISTORICALPOL); PKO alone could be any word


class SourceError(Exception):
    """A file that cannot be read as what it should be: which file, where, what was expected, what to do."""

    def __init__(self, file: str, where: str, problem: str, remedy: str):
        super().__init__(f"{file}, {where}: {problem} {remedy}")
        self.parts = {"file": file, "where": where, "problem": problem, "remedy": remedy}


class Refusal(Exception):
    """A file that is not read: the reason in words a user can act on."""


@dataclass(frozen=True)
class Column:
    """One column of ours: the headers it has had, oldest first, its type, unit and audience.

    `choices` are offered to who fills a template: texts, or a reference column ("country.iso3"). `usual` names reference
    columns whose texts the column mostly has, where that is more than its choices: it makes reading faster, no more.
    """

    theirs: tuple[str, ...]
    type: str
    unit: str = ""
    optional: bool = False
    audience: str = "restricted"
    about: str = ""
    example: str = ""
    choices: str | tuple[str, ...] = ()
    usual: tuple[str, ...] = ()


@dataclass(frozen=True)
class Freshness:
    """Days after the last reported day at which data is due, overdue and delinquent."""

    due: int
    overdue: int
    delinquent: int


@dataclass(frozen=True)
class Source:
    """One kind of file. `key` is its grain and `values` what a later download may revise.

    `like` names the source whose headings and staging it has: only a name, a folder or the user tells the two apart.
    `dated_by` is "file name" where no column says what day the file describes. `reader` names the package that reads
    documents which are no tables; such a source has no staging. `names` is "refused" where a file that seems to name people
    is not read at all. `feeds` names the other marts that hold its rows.
    """

    name: str
    title: str
    dataset: str
    producer: str
    url: str
    licence: str
    published: str
    grain: str
    bundled: bool
    key: tuple[str, ...]
    values: tuple[str, ...]
    mart: str
    as_of: str
    columns: dict[str, Column]
    audience: str = "restricted"
    freshness: Freshness | None = None
    received: dt.date | None = None
    note: str = ""
    like: str = ""
    dated_by: str = ""
    reader: str = ""
    names: str = ""
    feeds: tuple[str, ...] = ()
    folders: frozenset[str] = field(default_factory=frozenset)


def fold(text: object) -> str:
    """Return a header or folder name as it is compared: no byte-order mark, case, blanks or hyphens."""
    return str(text).replace("\ufeff", "").strip().casefold().replace(" ", "_").replace("-", "_")


def load(path: Path) -> Source:
    """Read one declaration; an unknown, missing or mistyped field raises ValueError naming it."""
    return _load(path, path.stat().st_mtime_ns, path.stat().st_size)


@functools.lru_cache(maxsize=100)  # a build asks for every declaration some fifty times
def _load(path: Path, _changed: int, _size: int) -> Source:
    with path.open("rb") as handle:
        told = tomllib.load(handle)
    try:
        columns = {
            name: Column(**{key: tuple(value) if isinstance(value, list) else value for key, value in about.items()})
            for name, about in told.pop("columns").items()
        }
        freshness = told.pop("freshness", None)
        source = Source(
            name=path.stem,
            columns=columns,
            freshness=Freshness(**freshness) if freshness else None,
            folders=frozenset({fold(path.stem), fold(told["dataset"])}),
            **{key: tuple(value) if isinstance(value, list) else value for key, value in told.items()},
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    if source.audience not in AUDIENCES:
        raise ValueError(f"{path.name}: audience is {source.audience!r}; it is one of {', '.join(AUDIENCES)}")
    if source.dated_by not in ("", "file name"):
        raise ValueError(f"{path.name}: dated_by is {source.dated_by!r}; it is left out, or file name")
    for name, column in columns.items():
        if column.type not in TYPES or not column.theirs or column.audience not in AUDIENCES:
            raise ValueError(f"{path.name}: column {name} needs theirs, a type of {sorted(TYPES)} and an audience")
    if source.names not in ("", "refused"):
        raise ValueError(f"{path.name}: names is {source.names!r}; it is left out, or refused")
    dated = (source.as_of,) if source.dated_by else ()  # a day from outside takes the place of a column
    dated += ("iso3",) if "state" in columns else ()  # a name or code of a state is read as its ISO code
    missing = [name for name in source.key + source.values if name not in columns and name not in dated]
    if missing:
        raise ValueError(f"{path.name}: key and values name {missing}, which are not columns")
    return source


def sources() -> dict[str, Source]:
    """Return every declared source by name, in name order."""
    return {path.stem: load(path) for path in sorted(SOURCES.glob("*.toml"))}


def tables() -> dict[str, Source]:
    """Return the sources whose files are tables: read by their headings, staged, settled."""
    return {name: source for name, source in sources().items() if not source.reader}


def find(name: str) -> Source:
    """Return the source whose name or dataset id is `name`; ValueError lists the known ones."""
    known = sources()
    for source in known.values():
        if fold(name) in source.folders:
            return source
    listed = ", ".join(f"{source.name} ({source.dataset})" for source in known.values())
    raise ValueError(f"{name!r} is not a source. Known sources: {listed}.")


def named(text: str) -> list[Source]:
    """Return the sources whose dataset id stands in a name, with its department (DPO-UHISTORICALPOL) or without."""
    found = []
    for source in sources().values():
        whole = fold(source.dataset)
        short = whole.partition("_")[2]
        wanted = short if len(short) >= SHORTEST else whole
        if re.search(rf"(?<![a-z]){re.escape(wanted)}(?![a-z])", fold(text)):
            found.append(source)
    return found


def pick_columns(source: Source, headers: list[str]) -> tuple[dict[str, int], list[str]]:
    """Map our column names to positions among `headers`; the second value says what is wrong, in words."""
    folded = [fold(header) for header in headers]
    places: dict[str, int] = {}
    wrong = []
    for name, column in source.columns.items():
        found = [place for place, header in enumerate(folded) if header in {fold(theirs) for theirs in column.theirs}]
        if len(found) == 1:
            places[name] = found[0]
        elif found:
            wrong.append(f"{' or '.join(column.theirs)} stands {len(found)} times")
        elif not column.optional:
            wrong.append(f"{' or '.join(column.theirs)} is missing")
    return places, wrong
