"""Read the sources that are documents, each by the reader.py of its folder.

A reader.py has one function, read(drops, earlier): `drops` are its files by file id, in order of receipt, and `earlier` what the
readers of the sources named in `after` returned. What it returns has write(con, audience), which fills the tables of that
audience: the open database is written first, the restricted one afterwards, so that no block of the open file ever held more.
It may have three more: for `python -m etl check` recognises(plain), whether a file is its own, and answer(drop, plain, shown), what is
in it; and day(plain), the day that a title in a file without dates says it is of, where its name says none.
"""

from typing import Protocol

import duckdb

from etl import contract
from etl.build.intake import Drop
from etl.build.readers import reader
from etl.contract import Source, SourceError, sources


class Documents(Protocol):
    """All files of one source, read once."""

    def write(self, con: duckdb.DuckDBPyConnection, audience: str) -> None:
        """Fill the tables that an audience has of this source."""

    def refused(self) -> dict[int, tuple[str, str]]:
        """Where and why a file was not read, by its file id."""


def in_order() -> list[Source]:
    """The sources with a reader, each behind those that it is to be read after."""
    waiting = [source for source in sources().values() if not source.is_table]
    ordered: list[Source] = []
    while waiting:
        ready = [source for source in waiting if set(source.after) <= {other.name for other in ordered}]
        if not ready:
            names = ", ".join(source.name for source in waiting)
            raise ValueError(f"{names}: `after` names a source without a reader, or goes round in a circle")
        ordered += ready
        waiting = [source for source in waiting if source not in ready]
    return ordered


def read(drops: list[Drop]) -> dict[str, Documents]:
    """What each reader made of the files of its source, by source."""
    results: dict[str, Documents] = {}
    for source in in_order():
        own = {file_id: drop for file_id, drop in enumerate(drops, 1) if drop.source.name == source.name}
        results[source.name] = reader(source).read(own, {name: results[name] for name in source.after})
    return results


def refused(readings: dict[str, Documents], drops: list[Drop]) -> list[tuple[Drop, dict]]:
    """The files, of those that users dropped, which a reader refused, and what is told of each."""
    told = []
    for reading in readings.values():
        for file_id, (where, why) in reading.refused().items():
            drop = drops[file_id - 1]
            if not drop.is_bundled:
                told.append((drop, contract.refused(SourceError(drop.name, where, why, ""), drop.source)))
    return told
