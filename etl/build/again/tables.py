"""Take the rows of files that the version being served has read already; only files that came since are read.

Rows are taken where the same program read the same bytes, received at the same time, under the same number, and every file of
their source is still there. Those of a new file are put beside them where they are of days that none of them is of: only then does
no row say anything of another. In every other case the world is built without.
"""

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.build.intake import Drop
from etl.build.settle import of_marts
from etl.contract import Source, tables


class Touching(Exception):
    """A new file has rows of days that the rows taken are of."""


@dataclass(frozen=True)
class Taken:
    """The earlier database, and by source the ids of the files whose rows are taken; a source that is not in it is read whole."""

    database: Path | None = None
    files: dict[str, frozenset[int]] = field(default_factory=dict)

    def has(self, file_id: int) -> bool:
        """Whether a file need not be read."""
        return any(file_id in ids for ids in self.files.values())

    def begin(self, con: duckdb.DuckDBPyConnection) -> None:
        """Attach the earlier database as `earlier`, and take what it notes of the files; findings that marts make are made again."""
        if self.database is None:
            return
        con.execute(f"attach '{self.database.as_posix()}' as earlier (read_only)")
        ids = [file_id for taken in self.files.values() for file_id in taken]
        for table, where in (
            ("file", ""),
            ("quarantine", ""),
            ("finding", "and finding not in (select unnest($made))"),
        ):
            con.execute(
                f"insert into meta.{table} select * from earlier.meta.{table} where file_id in (select unnest($ids)) {where}",
                {"ids": ids} | ({"made": of_marts()} if where else {}),
            )

    def end(self, con: duckdb.DuckDBPyConnection) -> None:
        """Let go of the earlier database."""
        if self.database is not None:
            con.execute("detach earlier")

    def take(self, con: duckdb.DuckDBPyConnection, source: Source) -> None:
        """Make the mart of a source as it was."""
        con.execute(f"create table mart.{source.mart} as select * from earlier.mart.{source.mart}")

    def put_beside(self, con: duckdb.DuckDBPyConnection, source: Source, new: list[int]) -> None:
        """Put the rows as they were behind those of the `new` files, of which the mart is made; Touching where they share a day."""
        mart, day = source.mart, source.as_of
        aside = "select as_of from {}meta.quarantine where file_id in (select unnest(${}))"
        shared = (
            f"select 1 from (select {day} as day from mart.{mart} union all {aside.format('', 'new')}) as now"
            f" where day in (select {day} from earlier.mart.{mart} union all {aside.format('earlier.', 'old')}) limit 1"
        )
        if con.execute(shared, {"new": new, "old": list(self.files[source.name])}).fetchone():
            raise Touching(source.name)
        con.execute(f"insert into mart.{mart} select * from earlier.mart.{mart}")


NOTHING = Taken()


def taken(database: Path, drops: list[Drop]) -> Taken:
    """What can be taken of an earlier database of this program for these files, in order of receipt."""
    with duckdb.connect(str(database), read_only=True) as con:
        noted = con.execute(
            "select source, file_id, name, sha256, received_at, is_bundled, snapshot_on from meta.file"
        ).fetchall()
    files = {}
    for source in tables().values():
        then = {row[1:] for row in noted if row[0] == source.name}
        now = {
            (file_id, drop.name, drop.sha256, drop.received_at, drop.is_bundled, drop.day)
            for file_id, drop in enumerate(drops, 1)
            if drop.source.name == source.name
        }
        if then == now or (then < now and source.as_of in source.key):
            files[source.name] = frozenset(row[0] for row in then)
    return Taken(database, files)
