"""Ask the queries of an engine past one machine: Spark Connect at LEDGER_ENGINE (sc://host:port), over the Parquet files that
`python -m etl export --parquet` wrote to LEDGER_ENGINE_DATA, a folder or an address that the engine reads (docs/SCALE.md).

The SQL is the same; sqlglot says it in Spark's words. What a query counts is written once, in queries/.
"""

import functools
import json
import logging
import os
import warnings
from typing import Any

import duckdb
import pandas as pd

ADDRESS, DATA = "LEDGER_ENGINE", "LEDGER_ENGINE_DATA"
TABLES = "tables.json"

log = logging.getLogger(__name__)


class Away(Exception):
    """The engine does not answer, or not this: its address."""


def is_asked() -> bool:
    """Whether queries go to an engine of its own in place of the database files."""
    return bool(os.environ.get(ADDRESS, "").strip())


@functools.lru_cache(maxsize=500)
def translated(sql: str) -> str:
    """DuckDB's SQL in Spark's words; a table `mart.pledge` is the view mart__pledge of a session."""
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(sql, read="duckdb")
    for table in tree.find_all(exp.Table):
        if table.db:
            table.replace(exp.to_table(f"{table.db}__{table.name}", alias=table.alias or table.name))
    for product in list(tree.find_all(exp.Mul)):
        _as_one_step(product)
    return tree.sql(dialect="spark", identify=True, comments=False)


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
        table = session.sql(translated(sql), args=bound).toArrow()
    except Exception as error:  # the client's own errors have no common kind, and its transport's none that it names
        log.exception("The engine at %s does not answer", os.environ[ADDRESS])
        forget()
        raise Away(os.environ[ADDRESS]) from error
    relation = duckdb.from_arrow(table)
    return relation.df(), dict(zip(relation.columns, map(str, relation.types), strict=True))


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
