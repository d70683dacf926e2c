"""Read a query file: its header says what it means and what it takes, and is checked as strictly as code.

    -- title:  Women among uniformed personnel, by mission
    -- columns: mission = Mission; women_count = Women [count]; women_fraction = Share of women [percent]
    -- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
    -- audience: open

An audience may be `open, own` or `restricted, own`: such a query may also be asked from the file of a Member State, of its own rows alone.
A line that starts with blanks after the dashes continues the one above. A line `-- include: unit_status,` stands for
queries/shared/unit_status.sql: what several queries must count alike is written there once, as CTEs, whose first comment says which tables they read
and leave. `-- include: parity_arithmetic (counted as rotated),` takes them in with another name of a table. What SQL cannot say is a Python file with
the same header after `#`, and a function `answer(run, **parameters)` that returns the frame from the answers of other queries.
"""

import functools
import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FIELDS = ("title", "metric", "unit", "grain", "columns", "params", "audience", "from", "note")
INCLUDE = re.compile(r"^-- include: (\w+)(?: \(([\w ,]+)\))?(,?)$", re.MULTILINE)
COLUMN = re.compile(r"(\w+) = ([^;=\[\]]+?)(?: \[(count|percent|day)\])?")
PARAMETER = re.compile(r"(\w+) (DATE|VARCHAR|INTEGER)(?: in \(([\w, ]+)\))?(?: = (null|'[^']*'|-?\d+))?")


class QueryError(ValueError):
    """A question to the queries that has no answer, in words."""


@dataclass(frozen=True)
class Parameter:
    """One parameter: its type, the codes it may take (none means any), and its default; `required` has none."""

    name: str
    type: str
    codes: tuple[str, ...]
    default: str | int | None
    required: bool


@dataclass(frozen=True)
class Column:
    """One column of an answer: its heading in English, and what it holds: count, percent (a fraction of 1), day, or empty for as it is."""

    heading: str
    format: str


@dataclass(frozen=True)
class Query:
    """One query file: `about` holds its header's fields as text; `is_own` says whether a state may be answered from its own file; `answer` takes the place of SQL in a Python file."""

    name: str
    sql: str
    about: dict[str, str]
    params: dict[str, Parameter]
    columns: dict[str, Column]
    is_metric: bool
    is_own: bool = False
    answer: Callable | None = None


@functools.cache
def places() -> dict[str, Path]:
    """The file of each query by its name, which is the file's stem; ValueError where two files have one name."""
    files = [path for kind in ("sql", "py") for path in FOLDER.glob(f"*/*.{kind}") if path.parent.name != "shared"]
    by_name: dict[str, Path] = {}
    for path in sorted(files):
        if path.stem in by_name:
            raise ValueError(f"{path} and {by_name[path.stem]}: a query is named by its file, and a name stands once")
        by_name[path.stem] = path
    return by_name


def names() -> list[str]:
    """Names of all queries, such as deployment_total."""
    return sorted(places())


def expand(name: str, text: str) -> str:
    """SQL with what it includes in its place; ValueError where nothing of that name is shared."""

    def shared(line: re.Match) -> str:
        path = FOLDER / "shared" / f"{line[1]}.sql"
        if not path.exists():
            raise ValueError(f"{name}: includes {line[1]}, which is not in queries/shared")
        tables = path.read_text(encoding="utf-8").rstrip()
        for rename in filter(None, (line[2] or "").split(",")):
            old, new = rename.split(" as ")
            tables = re.sub(rf"\b{old.strip()}\b", new.strip(), tables)
        return expand(name, tables) + line[3]

    return INCLUDE.sub(shared, text)


@functools.cache
def get(name: str) -> Query:
    """One query; QueryError for an unknown name, ValueError for a faulty header."""
    path = places().get(name)
    if path is None:
        raise QueryError(f"There is no query {name!r}. Known: {', '.join(names())}.")
    mark = "--" if path.suffix == ".sql" else "#"
    text = path.read_text(encoding="utf-8")
    about: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith(mark):
            break
        if field := re.match(rf"{mark} (\w+):\s*(.*)", line):
            key = field[1]
            about[key] = field[2].strip()
        else:
            about[key] += " " + line.removeprefix(mark).strip()
    is_metric = "list" not in about  # a list says what its rows are; a metric is a figure, and Method defines it
    about |= {} if is_metric else {"metric": about.pop("list")}
    audience, _comma, own = about.get("audience", "").partition(", ")
    about["audience"] = audience if own in ("", "own") else ""
    missing = [field for field in FIELDS if field not in about]
    if missing or set(about) - set(FIELDS) or about["audience"] not in ("open", "restricted"):
        raise ValueError(f"{name}: the header needs exactly {', '.join(FIELDS)}, audience open or restricted")
    declared = _parameters(name, about["params"]), _columns(name, about["columns"])
    if mark == "--":
        return Query(name, expand(name, text), about, *declared, is_metric, bool(own))
    return Query(
        name,
        "",
        about,
        *declared,
        is_metric,
        bool(own),
        importlib.import_module(f"queries.{path.parent.name}.{name}").answer,
    )


def _parameters(name: str, text: str) -> dict[str, Parameter]:
    parameters = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        read = PARAMETER.fullmatch(part)
        if read is None:
            raise ValueError(f"{name}: cannot read the parameter {part!r}")
        codes = tuple(code.strip() for code in (read[3] or "").split(",") if code.strip())
        default = None if read[4] in (None, "null") else read[4].strip("'")
        if read[2] == "INTEGER" and default is not None:
            default = int(default)
        parameters[read[1]] = Parameter(read[1], read[2], codes, default, required=read[4] is None)
    return parameters


def _columns(name: str, text: str) -> dict[str, Column]:
    columns = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        read = COLUMN.fullmatch(part)
        if read is None:
            raise ValueError(f"{name}: cannot read the column {part!r}: code = Heading, or code = Heading [count]")
        columns[read[1]] = Column(read[2], read[3] or "")
    return columns
