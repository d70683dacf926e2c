"""Small databases with the published tables, and a second, plain-Python count of every metric."""

import datetime as dt
import functools
import json
import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Collection, Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path

import duckdb

from etl import contract, settings
from etl.build import stage

TYPES = {
    "troops": "contingent_troops",
    "formed_police_units": "formed_police_units",
    "individual_police": "individual_police_officers",
    "experts_on_mission": "unmem_staff_officers",
    "staff_officers": "unmem_staff_officers",
}
CATEGORY = TYPES | {"gpp": "justice_corrections_gpp"}
MISSIONS = {"MINUSCA": True, "UNFICYP": True, "UNSOM": False, "UNTMIS": False, "UNSOS": False}
LINEAGE = {"UNSOM": "UNTMIS"}
STATES = ("BGD", "FJI", "IRL", "KEN", "TUR", "URY")
APART_SINCE = dt.date(2017, 5, 31)
LEAN = (0, 3, 5)  # seeds of random_rows: a year and its year before, both sides of 2017-05 with a snapshot, many states


def month_end(year: int, month: int) -> dt.date:
    first = dt.date(year + month // 12, month % 12 + 1, 1)
    return first - dt.timedelta(days=1)


def random_rows(seed: int) -> list[tuple]:
    """Return (as_of, mission, iso3, type, women, men): small and large groups, zeros, months absent, both sides of 2017-05."""
    rng = random.Random(seed)
    year = rng.choice((2016, 2017, 2020, 2024, 2025, 2026))
    months = [month_end(year - 1 + k // 12, k % 12 + 1) for k in range(24)]
    kept = sorted(rng.sample(months, rng.randint(2, 12)))
    rows = {}
    for _ in range(rng.randint(5, 120)):
        key = (rng.choice(kept), rng.choice(list(MISSIONS)), rng.choice(STATES), rng.choice(list(TYPES)))
        large = rng.random() < 0.5
        rows[key] = (rng.randint(0, 40 if large else 4), rng.randint(0, 400 if large else 5) * (rng.random() < 0.9))
    return [(*key, *value) for key, value in rows.items()]


def random_gpp(seed: int, months: list[dt.date]) -> list[tuple]:
    """Return (day, mission, iso3, "gpp", women, men): snapshots of some month-ends and of days between, or none at all."""
    rng = random.Random(seed + 1000)
    days = [months[-1], months[0], months[-1] - dt.timedelta(days=10), months[-1] + dt.timedelta(days=40)]
    rows = {}
    for day in rng.sample(days, rng.randint(0, 4)):
        for _ in range(rng.randint(1, 12)):
            many = rng.choice((3, 30))
            key = (day, rng.choice(list(MISSIONS)), rng.choice(STATES))
            rows[key] = (rng.randint(0, many), rng.randint(0, 2 * many))
    return [(*key, "gpp", *value) for key, value in rows.items()]


@functools.cache
def empty(data: Path) -> bytes:
    """Return a database with the real reference tables and every mart empty, made once for all tests of a process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        con = stage.connect(path)
        con.execute(
            "create table mart.deployment_month (as_of date, mission_code varchar, iso3 varchar, personnel_type varchar,"
            " category varchar, is_peacekeeping boolean, women_count integer, men_count integer, sex_not_reported_count integer,"
            " people_count integer, file_id integer, line integer, sheet varchar)"
        )
        for source in contract.tables().values():
            if source.mart != "deployment_month":
                stage.stage(con, source, {})
                con.execute(source.sql("mart.sql"))
                con.execute(f"alter table mart.{source.mart} drop column reason")
        for source in contract.sources().values():
            for file in () if source.is_table else sorted(source.folder.glob("*.sql")):
                con.execute(file.read_text(encoding="utf-8"))
        told = [settings.SCHEMA_VERSION]
        con.execute("insert into meta.build values ('0123456789ab', ?, '2026-01-01', 'public', 'open')", told)
        con.execute(
            "insert into meta.file values (1, 'deployments', 'made.csv', 'ab', 1, '2026-01-01', true,"
            " 1, 1, 0, 0, 0, 0, null, '2025-07-31', null)"
        )
        con.execute(
            "insert into meta.source values ('deployments', 'DPO-UCHISTORICAL', 't', 'p', 'u', 'l', 'open', 'g', 'monthly',"
            " 30, 44, 60, true, '')"
        )
        # In small blocks it is a megabyte, not thirteen.
        con.execute(f"attach '{folder}/small.duckdb' as small (block_size 16384); copy from database empty to small")
        con.close()
        return (Path(folder) / "small.duckdb").read_bytes()


def insert(con: duckdb.DuckDBPyConnection, where: str, rows: list[tuple]) -> None:
    """Insert rows in one statement, which takes a tenth of the time of one each."""
    if rows:
        marks = f"({', '.join('?' * len(rows[0]))})"
        con.execute(
            f"insert into {where} values {', '.join([marks] * len(rows))}", [cell for row in rows for cell in row]
        )


def _split(women: int, men: int, is_unknown: bool) -> tuple:
    """Women, men, those whose sex is not reported, and people of a row."""
    return (None, None, women + men, women + men) if is_unknown else (women, men, 0, women + men)


def database(
    path: Path, rows: list[tuple], gpp: Sequence[tuple] = (), unsplit: Collection[tuple] = ()
) -> duckdb.DuckDBPyConnection:
    """Make a database with the real reference tables and these rows of mart.deployment_month and mart.gpp_snapshot.

    Of rows that stand in `unsplit` too the people are counted and their sex is not reported. The same for the second time on is a copy.
    """
    told = (settings.data_dir(), tuple(rows), tuple(gpp), tuple(unsplit))
    path.write_bytes(_again(*told) if told in _known else empty(settings.data_dir()))
    con = duckdb.connect(str(path))
    if told not in _known:
        _known.add(told)
        _fill(con, rows, gpp, unsplit)
    return con


_known: set[tuple] = set()  # what was asked for once


@functools.lru_cache(maxsize=4)
def _again(data: Path, rows: tuple, gpp: tuple, unsplit: tuple) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "filled.duckdb"
        path.write_bytes(empty(data))
        with duckdb.connect(str(path)) as con:
            _fill(con, rows, gpp, unsplit)
        return path.read_bytes()


def _fill(
    con: duckdb.DuckDBPyConnection, rows: Sequence[tuple], gpp: Sequence[tuple], unsplit: Collection[tuple]
) -> None:
    insert(
        con,
        "mart.deployment_month",
        [
            (*row[:4], TYPES[row[3]], MISSIONS[row[1]], *_split(row[4], row[5], row in unsplit), 1, line, None)
            for line, row in enumerate(rows, 2)
        ],
    )
    insert(
        con,
        "mart.gpp_snapshot (as_of, mission_code, iso3, gpp_type, is_peacekeeping, women_count, men_count, people_count, file_id, line)",
        [
            (day, mission, iso3, kind, MISSIONS[mission], women, men, women + men, 1, line)
            for line, (day, mission, iso3, kind, women, men) in enumerate(gpp, 2)
        ],
    )
    stage.derive(con)


def publish(
    work: Path, rows: list[tuple], version: str = "0123456789ab", schema: int = settings.SCHEMA_VERSION
) -> None:
    """Put these rows into a version folder of a work directory, alike for both audiences, and point to it."""
    home = work / "build" / "versions" / version
    home.mkdir(parents=True)
    with database(home / "public-open.duckdb", rows) as con:
        con.execute("update meta.build set version_id = ?, schema_version = ?", [version, schema])
    shutil.copyfile(home / "public-open.duckdb", home / "public-restricted.duckdb")
    told = {
        "data_version": version,
        "schema_version": schema,
        "built_at": "2026-01-01T00:00:00",
        "as_of": None,
        "files": [],
    }
    (home / "manifest.json").write_text(json.dumps(told))
    (work / "build" / "current").write_text(version + "\n")


class Oracle:
    """Counts again, one row at a time, with exact fractions."""

    def __init__(
        self, rows: list[tuple], targets: dict[tuple[str, int], tuple[int | None, str]], gpp: Sequence[tuple] = ()
    ):
        self.rows, self.targets, self.gpp = rows, targets, gpp
        self.months = sorted({row[0] for row in rows})

    def of(self, as_of: dt.date, scope: str) -> list[tuple]:
        return [row for row in self.rows if row[0] == as_of and (scope == "all" or MISSIONS[row[1]])]

    def counted(self, as_of: dt.date, scope: str) -> list[tuple]:
        """The rows that count towards parity: uniformed personnel, and a snapshot of exactly this day."""
        snapshot = [row for row in self.gpp if row[0] == as_of and (scope == "all" or MISSIONS[row[1]])]
        return self.of(as_of, scope) + snapshot

    def grouped(self, rows: list[tuple], key) -> dict:
        found: dict = defaultdict(lambda: [0, 0])
        for row in rows:
            if CATEGORY[row[3]] == "unmem_staff_officers" and row[0] < APART_SINCE:
                continue
            found[key(row)][0] += row[4]
            found[key(row)][1] += row[4] + row[5]
        return found

    def goal(self, category: str, year: int) -> int:
        own, least = self.targets.get((category, year), (None, ""))[0], self.targets[category, 2025][0]
        assert least
        return own or least

    def goal_of(self, target: str, category: str, year: int) -> int | None:
        """The per cent that `target` (year, 2025, 2028) asks of a category in a month of `year`; None where it was not found."""
        return self.goal(category, year) if target == "year" else self.targets[category, int(target)][0]

    def by_replacement(self, category: str, year: int, women: int, people: int) -> int:
        return self.missing(self.goal(category, year), women, people)

    def missing(self, percent: int | None, women: int, people: int) -> int:
        """Women missing to so many per cent if people stay as many; none to a target that was not found."""
        return max(0, ceil(Fraction(percent or 0, 100) * people) - women)

    def by_addition(self, category: str, year: int, women: int, people: int) -> int:
        target = Fraction(self.goal(category, year), 100)
        return max(0, ceil((target * people - women) / (1 - target)))
