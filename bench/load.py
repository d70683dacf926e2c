"""Time and peak memory of a build: on the bundled data, and on ten million rows beside DuckDB's own reading of them."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from etl.settings import ROOT

ROWS = 10_000_000
TURNS = 3
BASE = """
import duckdb, sys
con = duckdb.connect(sys.argv[2])
con.execute("create table t as select * from read_csv($f)", {"f": sys.argv[1]})
con.close()
"""


def timed(command: list[str], **environment: str) -> tuple[float, float, float]:
    """Run a command and return its seconds, its seconds of processor time and its peak memory in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command} ended with {status}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ten_million(path: Path) -> None:
    """Write distinct rows of months before the bundled file's, in its layout."""
    reference = ROOT / "data" / "reference"
    duckdb.connect().execute(
        f"""
        copy (
            select cast(row_number() over () as integer) as contribution_id, country.iso3 as isocode3,
                country.m49 as m49_code, country.name as contributing_country, mission_code as mission_acronym,
                spelling as personnel_type, cast(hash(i, iso3, spelling) % 60 as integer) as female_personnel,
                cast(hash(iso3, i, mission_code) % 900 as integer) + 1 as male_personnel,
                last_day(date '1955-01-01' + to_months(cast(i as integer))) as last_reporting_date
            from range(0, 720) as month(i),
                read_csv('{reference}/country.csv', all_varchar = true) as country,
                read_csv('{reference}/mission.csv', all_varchar = true) as mission,
                read_csv('{reference}/personnel_type.csv', all_varchar = true) as type
            where hash(i, iso3, mission_code, spelling) % 5 < 2
            limit {ROWS}
        ) to '{path}' (header)
        """
    )


def run() -> None:
    """Print the figures: medians, and the ratio turn by turn, for a shared machine changes its pace."""
    build = [sys.executable, "-m", "etl", "build"]
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.csv"
        # In a process of its own: a child's peak memory, as the system tells it, is never below its parent's.
        subprocess.run([sys.executable, "-m", "bench.load", str(made)], cwd=ROOT, check=True)
        small, bases, builds = [], [], []
        for turn in range(TURNS):
            work = Path(folder) / f"work{turn}"
            small.append(timed(build, LEDGER_WORK=str(work)))
            dropped = work / "inbox" / "deployments" / made.name
            dropped.parent.mkdir(parents=True)
            dropped.hardlink_to(made)
            bases.append(timed([sys.executable, "-c", BASE, str(made), str(Path(folder) / f"base{turn}.duckdb")]))
            builds.append(timed(build, LEDGER_WORK=str(work)))
            shutil.rmtree(work)
        print(f"bundled data, first build: {_middle(small)}")
        print(f"{ROWS:,} rows, create table from read_csv: {_middle(bases)}")
        print(f"{ROWS:,} rows dropped beside the bundled data, whole build: {_middle(builds)}")
        for place, what in ((0, "seconds"), (1, "processor seconds")):
            ratios = [ours[place] / base[place] for ours, base in zip(builds, bases, strict=True)]
            print(f"times DuckDB's own {what}, turn by turn: " + ", ".join(f"{ratio:.2f}" for ratio in ratios))


def _middle(runs: list[tuple[float, float, float]]) -> str:
    seconds, processor, memory = (statistics.median(values) for values in zip(*runs, strict=True))
    return f"{seconds:.1f} s, {processor:.1f} s of processor time, {memory:.0f} MB"


if __name__ == "__main__":
    ten_million(Path(sys.argv[1]))
