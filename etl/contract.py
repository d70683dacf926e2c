"""Declare what a source is. A source is one folder of etl/sources; nothing about its shape stands in code.

etl/sources/<name>/
  source.toml    the declaration below
  staging.sql    raw text -> temp.stg_<name>: cast, map, give the reason why a row is set aside
  mart.sql       temp.stg_<name> -> mart.<mart>
  findings/      SELECTs of what is loaded and worth a look
  checks/        SELECTs of rows that must not exist, named by the sentence that must hold
  reader.py      instead of staging.sql, for documents that are no tables
  cells.py       beside staging.sql, where words of several languages are read into codes first: its headings may be words too
"""

import datetime as dt
import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from etl import remembered

SOURCES = Path(__file__).parent / "sources"
TYPES = {"VARCHAR", "INTEGER", "DOUBLE", "DATE", "BOOLEAN"}
AUDIENCES = ("open", "restricted")
SHORTEST = 7  # letters that name a dataset without its department (UHISTORICALPOL); PKO alone could be any word


LONGEST_HEADING = 80  # letters of a heading that is remembered
NAMED = 6  # spellings of a heading that a message names
LONGEST_MESSAGE = 1_000  # letters told of a file that is refused


def _cut(text: str, most: int) -> str:
    """A text with an ellipsis where it goes on beyond so many letters."""
    return text if len(text) <= most else f"{text[: most - 2]} …"


class SourceError(Exception):
    """A file that cannot be read as what it should be: which file, where, what was expected, what to do."""

    def __init__(self, file: str, where: str, problem: str, remedy: str):
        where, remedy = _cut(where, LONGEST_MESSAGE // 8), _cut(remedy, LONGEST_MESSAGE // 2)
        # Headings, names and texts of a file may be as long as it likes; what is said of it is read by a person.
        problem = _cut(problem, max(LONGEST_MESSAGE - len(file) - len(where) - len(remedy) - 5, LONGEST_MESSAGE // 4))
        super().__init__(f"{file}, {where}: {problem} {remedy}")
        self.parts = {"file": file, "where": where, "problem": problem, "remedy": remedy}

    def __reduce__(self):
        """What it is made of, so that one process can hand it to another."""
        return type(self), tuple(self.parts.values())


class Refusal(Exception):
    """A file that is not read: the reason in words a user can act on."""


@dataclass(frozen=True)
class Column:
    """One column of ours: the headers it has had, oldest first, its type, unit and audience.

    `choices` are offered to who fills a template: texts, or a reference column ("country.iso3"). `usual` names reference
    columns whose texts the column mostly has, where that is more than its choices: it makes reading faster, no more. `or_else` is
    another column of ours that may stand in its place. `says` is a pattern of the words of its headings, where a source reads words.
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
    or_else: str = ""
    says: str = ""

    @functools.cached_property
    def spellings(self) -> frozenset[str]:
        """Its headings as they are compared."""
        return frozenset(map(fold, self.theirs))


@dataclass(frozen=True)
class Freshness:
    """Days after the last reported day at which data is due, late and overdue."""

    due: int
    late: int
    overdue: int


@dataclass(frozen=True)
class Source:
    """One kind of file. `key` is its grain and `values` what a later download may revise.

    `folder` holds its SQL. `like` names the source whose headings and staging it has: only a name, a folder or the user tells
    the two apart. `dated_by` is "file name" where no column says what day the file describes. `names` is "left out" where
    columns that seem to name people are. `is_typed` is true where people make its files themselves, in whatever program. `takes_pdf` is true where the UN's monthly PDF is one of its files. `feeds` names the
    other marts that hold its rows. `codes` says in which
    reference column ("mission.mission_code") each value of a mart's column must stand, where it has one. A source with a
    reader may need others to be read before it: `after`.
    """

    name: str
    folder: Path
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
    names: str = ""
    is_typed: bool = False
    takes_pdf: bool = False
    feeds: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    aliases: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_table(self) -> bool:
        """Whether its files are tables, read by their headings; else its own reader.py reads them."""
        return not (self.folder / "reader.py").exists()

    @functools.cached_property
    def reads_words(self) -> bool:
        """Whether its headings and cells are words in several languages, read by its own cells.py."""
        return (self.folder / "cells.py").exists()

    def sql(self, file: str) -> str:
        """Text of one SQL file of its folder, or of the source that it is like, with its name for {source}."""
        path = self.folder / file
        if self.like and not path.exists():
            path = SOURCES / self.like / file
        return path.read_text(encoding="utf-8").replace("{source}", self.name)


def fold(text: object) -> str:
    """A header or folder name as it is compared: without byte-order mark, case, blanks and hyphens."""
    return _folded(str(text))


@remembered.up_to(LONGEST_HEADING)  # every row of a file is held against the same few hundred headings
def _folded(text: str) -> str:
    return text.replace("\ufeff", "").strip().casefold().replace(" ", "_").replace("-", "_")


def load(path: Path) -> Source:
    """The source that a source.toml declares; ValueError names an unknown, missing or mistyped field."""
    return _load(path, path.stat().st_mtime_ns, path.stat().st_size)


@functools.lru_cache(maxsize=100)  # a build asks for every declaration some fifty times
def _load(path: Path, _changed: int, _size: int) -> Source:
    name, where = path.parent.name, f"{path.parent.name}/{path.name}"
    with path.open("rb") as handle:
        fields = tomllib.load(handle)
    try:
        columns = {name: Column(**_tuples(about)) for name, about in fields.pop("columns").items()}
        freshness = fields.pop("freshness", None)
        source = Source(
            name=name,
            folder=path.parent,
            columns=columns,
            freshness=Freshness(**freshness) if freshness else None,
            aliases=frozenset({fold(name), fold(fields["dataset"])}),
            **_tuples(fields),
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"{where}: {error}") from error
    _validate(source, where)
    return source


def _tuples(fields: dict) -> dict:
    """The fields with tuples for lists, which can neither change nor be compared by accident."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def _validate(source: Source, where: str) -> None:
    if source.audience not in AUDIENCES:
        raise ValueError(f"{where}: audience is {source.audience!r}; it is one of {', '.join(AUDIENCES)}")
    if source.dated_by not in ("", "file name"):
        raise ValueError(f"{where}: dated_by is {source.dated_by!r}; it is left out, or file name")
    if source.names not in ("", "left out"):
        raise ValueError(f"{where}: names is {source.names!r}; it is nothing, or left out")
    for name, column in source.columns.items():
        if column.type not in TYPES or not column.theirs or column.audience not in AUDIENCES:
            raise ValueError(f"{where}: column {name} needs theirs, a type of {sorted(TYPES)} and an audience")
    known = {*source.columns}
    known |= {source.as_of} if source.dated_by else set()  # a day from outside takes the place of a column
    known |= {"iso3"} if "state" in source.columns else set()  # a name or code of a state is read as its ISO code
    missing = [name for name in source.key + source.values if name not in known]
    if missing:
        raise ValueError(f"{where}: key and values name {missing}, which are not columns")
    wrong = [place for place in source.codes.values() if not re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", place)]
    if wrong:
        raise ValueError(f"{where}: codes names {wrong}; a reference column is written list.column")


def sources() -> dict[str, Source]:
    """Every source by name, in order of name: each folder with a declaration is one."""
    return {path.parent.name: load(path) for path in sorted(SOURCES.glob("*/source.toml"))}


def refused(error: SourceError, source: Source | None, folder: str = "") -> dict:
    """What is told of a file that a build leaves out: {file, source, where, what, expected, do}; `folder` where it is no source's."""
    if source is None:
        expected = f"A folder of one of the sources: {', '.join(sources())}."
    elif source.is_table:
        needed = ", ".join(column.theirs[0] for column in source.columns.values() if not column.optional)
        expected = f"{source.title}: {source.grain}, under the headings {needed}."
    else:
        expected = f"{source.title}: {source.grain}."
    parts = error.parts
    return {
        "file": parts["file"],
        "source": source.name if source else folder,
        "where": parts["where"],
        "what": parts["problem"],
        "expected": expected,
        "do": parts["remedy"],
    }


def tables() -> dict[str, Source]:
    """The sources whose files are tables: read by their headings, staged, settled."""
    return {name: source for name, source in sources().items() if source.is_table}


def find(name: str) -> Source:
    """The source whose name or dataset id is `name`; ValueError lists the known ones."""
    known = sources()
    for source in known.values():
        if fold(name) in source.aliases:
            return source
    listed = ", ".join(f"{source.name} ({source.dataset})" for source in known.values())
    raise ValueError(f"{name!r} is not a source. Known sources: {listed}.")


def named(text: str) -> list[Source]:
    """The sources whose dataset id stands in a name, with its department (DPO-UHISTORICALPOL) or without."""
    matches = []
    for source in sources().values():
        dataset = fold(source.dataset)
        short = dataset.partition("_")[2]
        wanted = short if len(short) >= SHORTEST else dataset
        if re.search(rf"(?<![a-z]){re.escape(wanted)}(?![a-z])", fold(text)):
            matches.append(source)
    return matches


def pick_columns(source: Source, headers: list[str], loosely: bool = True) -> tuple[dict[str, int], list[str]]:
    """Positions among `headers` by our column names; the second value says what is wrong, in words.

    Of a source that reads words a heading may also be known by a part of it, and `loosely` by its words alone.
    """
    folded = [fold(header) for header in headers]
    known = frozenset().union(*(column.spellings for column in source.columns.values())) if source.reads_words else ()
    taken = {place for place, header in enumerate(folded) if header in known}
    positions: dict[str, int] = {}
    wrong = []
    for name, column in source.columns.items():
        spellings = column.spellings
        matches = [position for position, header in enumerate(folded) if header in spellings]
        if not matches and source.reads_words:
            matches = [
                place for place, header in enumerate(headers) if place not in taken and spellings & _said(header)
            ][:1]
            taken |= set(matches)
        if len(matches) == 1:
            positions[name] = matches[0]
        elif matches:
            wrong.append(f"{' or '.join(column.theirs)} stands {len(matches)} times")
    for name, column in source.columns.items() if loosely and source.reads_words else ():
        if name not in positions and column.says:
            free = [place for place in range(len(headers)) if place not in taken]
            found = [place for place in free if any(re.search(column.says, one) for one in _said(headers[place]))]
            if found:
                positions[name] = found[0]
                taken.add(found[0])
    for name, column in source.columns.items():
        if not (
            column.optional
            or {name, column.or_else} & positions.keys()
            or any(column.theirs[0] in one for one in wrong)
        ):
            wrong.append(f"{' or '.join(column.theirs[:NAMED])} is missing")
    return positions, wrong


@functools.lru_cache(maxsize=1000)
def _said(header: str) -> frozenset[str]:
    """What a heading may say in the place of its whole words: without accents and marks, and each part of one in several languages."""
    parts = [header, *re.split(r"[/|\n;(–—:,]| - ", header)]
    bare = (
        "".join(c for c in unicodedata.normalize("NFD", part.casefold()) if not unicodedata.combining(c))
        for part in parts
    )
    return frozenset(re.sub(r"[\W_]+", "_", part).strip("_") for part in bare) - {""}
