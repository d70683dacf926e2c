"""Ask the queries of an engine past one machine: Spark Connect at LEDGER_ENGINE (sc://host:port), over the Parquet files that
`python -m etl export --parquet` wrote to LEDGER_ENGINE_DATA, a folder or an address that the engine reads (docs/SCALE.md).

The SQL is the same; sqlglot says it in Spark's words. What a query counts is written once, in queries/.
"""

import functools
import json
import logging
import os
import warnings
from collections import Counter
from typing import Any

import duckdb
import pandas as pd

ADDRESS, DATA = "LEDGER_ENGINE", "LEDGER_ENGINE_DATA"
TABLES = "tables.json"
MANY = 30  # steps that a query would be worked out in, from which on the answers of its steps are kept

log = logging.getLogger(__name__)


class Away(Exception):
    """The engine does not answer, or not this: its address."""


def is_asked() -> bool:
    """Whether queries go to an engine of its own in place of the database files."""
    return bool(os.environ.get(ADDRESS, "").strip())


@functools.lru_cache(maxsize=500)
def translated(sql: str) -> dict[str, str]:
    """DuckDB's SQL in Spark's words; a table `mart.pledge` is the view mart__pledge of a session.

    A query is one part, without a name. Where its steps would be worked out MANY times in all, for an engine works out a step anew wherever
    it is named, those named more than once are parts of their own, before it, each by its name; what comes after says `{name}` for the answer.
    """
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(sql, read="duckdb")
    for table in tree.find_all(exp.Table):
        if table.db:
            table.replace(exp.to_table(f"{table.db}__{table.name}", alias=table.alias or table.name))
    for product in list(tree.find_all(exp.Mul)):
        _as_one_step(product)
    return {name: part.sql(dialect="spark", identify=True, comments=False) for name, part in _parts(tree).items()}


def _parts(tree: Any) -> dict[str, Any]:
    """A query cut into the steps whose answers are kept, in their order, and under no name what is left of it."""
    from sqlglot import exp

    steps = {step.alias: step.this for step in tree.ctes}
    steps[""] = tree.copy()
    steps[""].set("with_", None)
    names = {
        step: Counter(one.name for one in body.find_all(exp.Table) if one.name in steps) for step, body in steps.items()
    }
    times = Counter({"": 1})  # how often each step would be worked out
    for step in reversed(steps):
        times.update({name: count * times[step] for name, count in names[step].items()})
    if times.total() < MANY:
        return {"": tree}
    named = sum(names.values(), Counter())
    kept = [step for step in steps if named[step] > 1]
    parts = {}
    for part in (*kept, ""):
        needed = {part}
        for step in reversed(steps):
            needed |= names[step].keys() - set(kept) if step in needed else set()
        parts[part] = steps[part].copy()
        for step in steps:
            if step in needed - {part}:
                parts[part].with_(step, steps[step].copy(), copy=False)
        # The client takes braces for names of answers, but in the first part, which names none.
        for text in parts[part].find_all(exp.Literal) if len(parts) > 1 else ():
            text.set("this", text.this.replace("{", "{{").replace("}", "}}"))
        for table in parts[part].find_all(exp.Table):
            if table.name in kept:
                exp.alias_(table, table.alias_or_name, table=True, copy=False)
                table.set("this", exp.to_identifier(f"{{{table.name}}}"))
    return parts


def _as_one_step(product: Any) -> None:
    """`day + count * interval '1' month` as ADD_MONTHS(day, count), and of days as DATE_ADD: Spark multiplies no interval by a column."""
    from sqlglot import exp

    step, span, count = product.parent, product.expression, product.this
    if not isinstance(step, exp.Add | exp.Sub) or not isinstance(span, exp.Interval) or step.expression is not product:
        return
    name = {"MONTH": "ADD_MONTHS", "DAY": "DATE_ADD"}[str(span.args["unit"]).upper()]
    count = exp.cast(count.copy(), "int")
    if isinstance(step, exp.Sub):
        count = exp.Neg(this=exp.paren(count))
    step.replace(exp.Anonymous(this=name, expressions=[exp.cast(step.this.copy(), "date"), count]))


def answer(sql: str, snapshot: Any, bound: dict[str, Any]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The engine's answer as DuckDB would hand it over, and the type of each column as DuckDB names it; Away where it does not come."""
    try:
        session = _session(snapshot.version, snapshot.dataset, snapshot.audience)
        kept: dict[str, Any] = {}
        for name, part in translated(sql).items():
            frame = session.sql(part, args=bound, **kept)
            table = frame.toArrow()
            if name:
                kept[name] = session.createDataFrame(table, frame.schema)
    except Exception as error:  # the client's own errors have no common kind, and its transport's none that it names
        log.exception("The engine at %s does not answer", os.environ[ADDRESS])
        forget()
        raise Away(os.environ[ADDRESS]) from error
    with _reader().cursor() as con:  # of this question alone: one that all share answers one at a time
        relation = con.from_arrow(table)
        return relation.df(), dict(zip(relation.columns, map(str, relation.types), strict=True))


@functools.cache
def _reader() -> duckdb.DuckDBPyConnection:
    """What makes a frame of an answer."""
    return duckdb.connect()


@functools.lru_cache(maxsize=12)
def _session(version: str, dataset: str, audience: str) -> Any:
    """A session of the engine that sees one snapshot and no other."""
    with warnings.catch_warnings():  # the client warns of pandas 3, and hands over Arrow here
        warnings.simplefilter("ignore", FutureWarning)
        from pyspark.sql import SparkSession
        from pyspark.sql.connect.client.retries import DefaultPolicy

        session = SparkSession.builder.remote(os.environ[ADDRESS]).create()
    # Some seconds, in place of ten minutes: a reader waits, and at its end the program would too.
    session.client.set_retry_policies([DefaultPolicy(max_retries=4, max_backoff=1000)])
    place = f"{os.environ[DATA].rstrip('/')}/{version}/{dataset}-{audience}"
    for line in session.read.text(f"{place}/{TABLES}").toArrow().column(0).to_pylist():
        for name in json.loads(line):
            session.read.parquet(f"{place}/{name}").createOrReplaceTempView(name.replace(".", "__"))
    return session


def forget() -> None:
    """Begin with a new session the next time."""
    _session.cache_clear()
