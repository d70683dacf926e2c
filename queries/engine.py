"""Run a query against one snapshot: a version, a dataset, an audience. Read-only, bound by name, one cursor a call."""

import contextlib
import datetime as dt
import functools
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from etl import settings
from queries import beside, spark
from queries.headers import Parameter, Query, QueryError, get

# Texts of an answer are Python's own: pages take them one by one, for which pandas' other way, Arrow's, needs three times as long.
pd.set_option("mode.string_storage", "python")
OPEN_FILES = 6  # databases kept open; each costs a few megabytes
OF_THE_FILE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
COUNT_TYPES = {"BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT", "UBIGINT", "UINTEGER"}


class NoData(QueryError):
    """Nothing is published, or not the version that was asked for: a message and what fills it, so that it can be translated."""

    def __init__(self, message: str, **values: object):
        self.message, self.values = message, values
        super().__init__(message.format(**values))


@dataclass(frozen=True)
class Snapshot:
    """What a page reads from its first query to its last, and part of every cache key."""

    version: str
    dataset: str = "public"
    audience: str = "open"

    @property
    def state(self) -> str:
        """The Member State whose own rows stand beside what is open, by its code; empty where none is."""
        return self.audience.removeprefix("state-") if self.audience.startswith("state-") else ""


def current(dataset: str = "public", audience: str = "open") -> Snapshot:
    """The snapshot being served; NoData before the first build."""
    try:
        version = settings.pointer_file().read_bytes()[:100].decode("ascii", "replace").partition("\n")[0].strip()
    except FileNotFoundError:
        version = ""
    if not version:
        raise NoData("No data is published yet.")
    if not settings.VERSION_ID.fullmatch(version):
        raise NoData("Which version is served cannot be read.")
    return Snapshot(version, dataset, audience)


def place(snapshot: Snapshot) -> str:
    """The path of a snapshot's database as text: what tells two snapshots of one name apart in a cache."""
    return str(settings.database_file(snapshot.version, snapshot.dataset, snapshot.audience))


def answering(name: str, snapshot: Snapshot, parameters: Mapping[str, Any]) -> Snapshot:
    """The snapshot whose file answers a query: that of a state only what is asked of it alone, all else the open one."""
    query = get(name)
    is_own = query.is_own and ("iso3" not in query.params or parameters.get("iso3") == snapshot.state)
    return snapshot if is_own or not snapshot.state else replace(snapshot, audience="open")


def versions() -> list[dict]:
    """The published versions, newest first: id (also data_version), built_at, schema_version, as_of ..."""
    manifests = []
    for path in settings.versions_dir().glob("*/manifest.json"):
        # A folder of another name is a build under way; one that vanishes while we look was pruned; what cannot be read is no version.
        if settings.VERSION_ID.fullmatch(path.parent.name):
            with contextlib.suppress(FileNotFoundError, ValueError, RecursionError):
                manifest = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(manifest, dict) and {"built_at", "data_version", "schema_version", "as_of"} <= set(
                    manifest
                ):
                    manifests.append({"id": path.parent.name} | manifest)
    return sorted(manifests, key=lambda manifest: (manifest["built_at"], manifest["data_version"]), reverse=True)


def run(
    name: str,
    *,
    snapshot: Snapshot | None = None,
    connection: duckdb.DuckDBPyConnection | None = None,
    ask: Callable[..., pd.DataFrame] | None = None,
    **parameters: Any,
) -> pd.DataFrame:
    """A query's answer as a frame: counts are integers (int64, or Int64 with gaps), fractions float64, days datetime64.

    Empty text and None mean a parameter's default. Without `snapshot` it reads the version being served, the public
    dataset and the audience of the query's header. QueryError says in words what cannot be answered.
    `ask(name, snapshot, **parameters)` answers what a query in Python asks in turn, where answers are kept; else each is asked anew. In a
    state's own view it is not asked: there a query reads both files, and what it asks in turn by itself would read the open one alone.
    """
    query = get(name)
    unknown = sorted(set(parameters) - set(query.params))
    if unknown:
        known = ", ".join(query.params) or "none"
        raise QueryError(f"{name} has no parameter {', '.join(unknown)}. It takes: {known}.")
    bound = {key: _bind(name, about, parameters.get(key)) for key, about in query.params.items()}
    if connection is None:
        snapshot = answering(name, snapshot or current(audience=query.about["audience"]), bound)
        if query.about["audience"] == "restricted" and snapshot.audience == "open":
            raise QueryError(f"{name} reads restricted data, which this view does not have.")
        if query.answer is not None and ask is not None and not snapshot.state:
            frame = query.answer(lambda name, **asked: ask(name, snapshot, **asked), **bound)
        else:
            frame = _answer(query, snapshot, _place_of(snapshot), bound)
        if snapshot.state and "iso3" in frame.columns:
            frame = frame[frame["iso3"].isna() | frame["iso3"].eq(snapshot.state)].reset_index(drop=True)
        return frame
    return _answer(query, snapshot, connection, bound)


def _place_of(snapshot: Snapshot) -> duckdb.DuckDBPyConnection | None:
    """The connection that answers for a snapshot; None where an engine of its own does. What is a state's alone stays in its file."""
    return None if spark.is_asked() and not snapshot.state else _connection(snapshot)


def _answer(
    query: Query, snapshot: Snapshot | None, connection: duckdb.DuckDBPyConnection | None, bound: dict[str, Any]
) -> pd.DataFrame:
    """What a connection, or the engine, answers to a query; `snapshot` is of which it is, if any."""
    if query.answer is not None:
        return query.answer(functools.partial(run, snapshot=snapshot, connection=connection), **bound)
    frame, kinds = _told(query.sql, snapshot, connection, bound)
    for column, kind in kinds.items():
        if kind in COUNT_TYPES and frame[column].dtype != "int64":  # most are, and each step costs
            frame[column] = frame[column].astype("Int64" if frame[column].isna().any() else "int64")
        elif kind.startswith("ENUM("):  # how codes are stored is not for those who ask: as from a column of text
            frame[column] = frame[column].astype(object).where(frame[column].notna(), None).infer_objects()
    return frame


def _told(
    sql: str, snapshot: Snapshot | None, connection: duckdb.DuckDBPyConnection | None, bound: dict[str, Any]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """An answer as it comes, and the type of each column."""
    if connection is None:
        assert snapshot is not None
        try:
            return spark.answer(sql, snapshot, bound)
        except spark.Away as error:
            raise NoData(
                "The engine at {address} does not answer for version {version}.",
                address=str(error),
                version=snapshot.version,
            ) from error
    cursor = connection.cursor()
    try:
        cursor.execute(sql, bound or None)
        kinds = {column[0]: str(column[1]) for column in cursor.description}
        return cursor.df(), kinds
    except duckdb.Error as error:
        if snapshot is None or not _is_of_the_file(error):
            raise
        _forget(snapshot)
        raise _unreadable(snapshot) from error
    finally:
        cursor.close()


@contextlib.contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that no version serves, such as one that was tried out: what `run` takes as its connection."""
    connection = _connect(str(path))
    try:
        yield connection
    finally:
        connection.close()


def sources(name: str, snapshot: Snapshot | None = None) -> list[str]:
    """Names of the declared sources whose rows stand behind a query, in order of name; none for lists of the program's own.

    It follows the tables that the header names (`from:`) through meta.lineage of the snapshot, or of what is served.
    """
    query = get(name)
    snapshot = snapshot or current(audience=query.about["audience"])
    snapshot = answering(name, snapshot, {"iso3": snapshot.state})
    lineage = _lineage(snapshot, place(snapshot))
    return sorted({source for table in query.about["from"].split(",") for source in lineage.get(table.strip(), ())})


@functools.lru_cache(maxsize=20)
def _lineage(snapshot: Snapshot, _place: str) -> dict[str, set[str]]:
    """The sources of each table, asked once: a page asks for the sources of each of its figures."""
    rows, _kinds = _told("select relation, source from meta.lineage", snapshot, _place_of(snapshot), {})
    return rows.groupby("relation")["source"].agg(set).to_dict()


def _bind(name: str, about: Parameter, value: Any) -> Any:
    """One parameter as its declared type, its default where it is empty."""
    if _is_empty(value):
        if about.required:
            raise QueryError(f"{name} needs the parameter {about.name} ({about.type}).")
        return about.default
    try:
        if about.type == "DATE":
            return _day(value)
        if about.type == "INTEGER":
            return _integer(value)
        if not isinstance(value, str):
            raise TypeError(value)
    except (ValueError, TypeError, OverflowError) as error:
        wanted = {"DATE": "a day such as 2025-07-31", "INTEGER": "a whole number", "VARCHAR": "text"}[about.type]
        raise QueryError(f"{name}: {about.name} is {value!r}, which is not {wanted}.") from error
    text = value.strip()
    if about.codes and text not in about.codes:
        raise QueryError(f"{name}: {about.name} is {text!r}, which is not one of {', '.join(about.codes)}.")
    return text


def _is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, tuple, set)):
        return not value
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.datetime):
        return value.date()
    if not isinstance(value, str) and not hasattr(value, "dtype"):  # numpy's days are read from their text
        raise TypeError(value)
    return dt.datetime.fromisoformat(str(value).strip()).date()


def _integer(value: Any) -> int:
    number = int(value)
    if isinstance(value, bool) or (not isinstance(value, str) and number != value):
        raise ValueError(value)
    return number


_lock = threading.Lock()
_open: OrderedDict[str, duckdb.DuckDBPyConnection] = OrderedDict()


def _connection(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    """The open connection to a snapshot's database; NoData where there is none that this program reads."""
    try:
        path = settings.database_file(snapshot.version, snapshot.dataset, snapshot.audience)
    except ValueError as error:
        raise NoData(
            "{version} is not a data version: expected 12 hexadecimal digits.", version=repr(snapshot.version)
        ) from error
    key = str(path)
    with _lock:
        if key in _open:
            _open.move_to_end(key)
            return _open[key]
        if not path.exists():
            raise NoData("Version {version} has no {dataset} data for the {audience} audience.", **vars(snapshot))
        try:
            connection = _connect_to(snapshot, path)
            [(schema,)] = connection.execute("select schema_version from meta.build").fetchall()
        except duckdb.Error as error:
            raise _unreadable(snapshot) from error
        if schema != settings.SCHEMA_VERSION:
            connection.close()
            raise NoData(
                "Version {version} was made by schema {schema}; this program reads schema {ours}.",
                version=snapshot.version,
                schema=schema,
                ours=settings.SCHEMA_VERSION,
            )
        _open[key] = connection
        while len(_open) > OPEN_FILES:
            # Cursors that are still reading keep the database alive; only the way to new ones closes.
            _open.popitem(last=False)
        return connection


def _connect_to(snapshot: Snapshot, path: Path) -> duckdb.DuckDBPyConnection:
    if snapshot.state:
        opened = settings.database_file(snapshot.version, snapshot.dataset, "open")
        return beside.connect(opened, path, snapshot.state)
    return _connect(str(path))


def _unreadable(snapshot: Snapshot) -> NoData:
    return NoData("The database of version {version} cannot be read.", version=snapshot.version)


def _is_of_the_file(error: duckdb.Error) -> bool:
    """Whether a query failed because of the file that it reads: a block of another checksum is told as a bare Error."""
    return type(error) is duckdb.Error or isinstance(error, OF_THE_FILE)


def _forget(snapshot: Snapshot) -> None:
    """Open a database anew the next time: a build may have made it again meanwhile."""
    with _lock:
        if connection := _open.pop(place(snapshot), None):
            connection.close()


def _connect(path: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        path, read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
    )
