"""Run queries once per snapshot and parameters: the snapshot is part of the key, so no figure outlives its version."""

import functools

import pandas as pd

import queries
from queries import Snapshot


@functools.lru_cache(maxsize=2000)
def _run(name: str, snapshot: Snapshot, folder: str, parameters: tuple) -> pd.DataFrame:
    return queries.run(name, snapshot=snapshot, **dict(parameters))


def run(name: str, snapshot: Snapshot, **parameters) -> pd.DataFrame:
    """Return the frame of one query; parameters as `queries.run` takes them. Answers are shared: who changes a frame gets a copy."""
    snapshot = queries.answering(name, snapshot, parameters)
    return _run(name, snapshot, str(queries.place(snapshot)), tuple(sorted(parameters.items()))).copy(deep=False)


forget = _run.cache_clear
