"""Every SELECT that the app runs, one file each, whose header is its definition; nothing here writes.

`run(name, **parameters)` reads the published databases; `names()` and `get(name)` tell what there is.
"""

from queries.engine import NoData, Snapshot, answering, current, opened, place, run, sources, versions
from queries.headers import Query, QueryError, get, names

__all__ = [
    "NoData",
    "Query",
    "QueryError",
    "Snapshot",
    "answering",
    "current",
    "get",
    "names",
    "opened",
    "place",
    "run",
    "sources",
    "versions",
]
