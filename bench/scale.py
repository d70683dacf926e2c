"""Build generated rows once and ask the metrics of them: `python -m bench scale [ROWS ...]`, a million, ten and a hundred million unless said.

The rows are of months before the bundled ones, of real codes of contributors and types, and of missions that are added to a copy
of the reference lists: the real ones have too few keys for a hundred million. Ten years stand in each file. What is measured is
kept in docs/scale.json, from which docs/draw_scale.py draws.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from bench.load import BASE, timed
from etl.settings import ROOT

SIZES = (1_000_000, 10_000_000, 100_000_000)
MISSIONS, MONTHS, OF_A_FILE = 400, 720, 120
LAST = "2014-12-31"  # of the months that are generated
BYTES_OF_ROW = 160  # of disk, at most: the rows as text, both databases, what DuckDB puts aside
LARGE = {"mart.deployment_month", "mart.contributor_month", "mart.mission_month"}
SUBJECTS = ("deployments", "parity", "explore")
FIGURES = ROOT / "docs" / "scale.json"
ASKED = """
import json, sys, time
import queries
from bench.scale import asked
queries.run("deployment_total")
told = {}
for name, parameters in asked():
    times = []
    for _ in range(3):
        start = time.perf_counter()
        queries.run(name, **parameters)
        times.append(time.perf_counter() - start)
    told[name] = round(1000 * sorted(times)[1], 1)
json.dump(told, sys.stdout)
"""
SWAPPED = """
import sys, time
import queries
from etl.build import publish
serving, start = publish.current(), time.perf_counter()
publish.point(serving, "rollback")
swapped = time.perf_counter()
queries.run("deployment_total")
print(swapped - start, time.perf_counter() - swapped)
"""
FIRST = """
import sys, time
from streamlit.testing.v1 import AppTest
start = time.perf_counter()
page = AppTest.from_file("dashboard.py", default_timeout=300).run()
assert not page.exception, page.exception
print(time.perf_counter() - start)
"""


def asked() -> list[tuple[str, dict]]:
    """The open metrics that read the large table, of deployments, parity and Explore, each as of the last month that is generated."""
    from queries.headers import get, names, places

    known = {"iso3": "GHA", "mission": "BENCH000", "from_date": "2013-12-31"} | dict.fromkeys(
        ("today", "as_of", "to_date"), LAST
    )
    asked = []
    for name in names():
        query, subject = get(name), places()[name].parent.name
        tables = set(query.about["from"].split(", "))
        reads = tables & LARGE and query.answer is None
        if reads and query.about["audience"] == "open" and subject in SUBJECTS:
            wanted = [key for key, about in query.params.items() if about.required or key in ("as_of", "to_date")]
            wanted += ["iso3", "mission"] if name == "cell_rows" else []  # the rows behind one figure
            asked.append((name, {key: known[key] for key in wanted}))
    return asked


def reference(folder: Path) -> None:
    """Copy what comes with the project but the exercise, with missions of ours."""
    for name in ("bundled", "reference"):
        shutil.copytree(ROOT / "data" / name, folder / name)
    path = folder / "reference" / "mission.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0], restval="", lineterminator="\n")
        for number in range(MISSIONS):
            code = f"BENCH{number:03}"
            writer.writerow(
                {"mission_code": code, "name": f"Generated mission {number}", "lineage_code": code, "source": "bench"}
                | {"kind": rows[0]["kind"], "host_iso3": "", "started_on": "1954-01-01"}
            )


def rows(folder: Path, data: Path, count: int) -> list[Path]:
    """Write `count` distinct rows, near enough, in the order of their months."""
    lists = data / "reference"
    with duckdb.connect() as con:
        con.execute(
            f"create table key as select country.iso3, country.m49, country.name, mission_code, spelling"
            f" from read_csv('{lists}/country.csv', all_varchar = true) as country,"
            f" read_csv('{lists}/mission.csv', all_varchar = true) as mission,"
            f" read_csv('{lists}/personnel_type.csv', all_varchar = true) as type where mission_code like 'BENCH%'"
        )
        [(keys,)] = con.execute("select count(*) from key").fetchall()
        share = int(count / (keys * MONTHS) * 1_000_000)
        paths = []
        for first in range(0, MONTHS, OF_A_FILE):
            paths.append(folder / f"generated_{1955 + first // 12}.csv")
            con.execute(
                f"""
                copy (
                    select 1 as contribution_id, iso3 as isocode3, m49 as m49_code, name as contributing_country,
                        mission_code as mission_acronym, spelling as personnel_type,
                        cast(hash(i, iso3, spelling) % 60 as integer) as female_personnel,
                        cast(hash(iso3, i, mission_code) % 900 as integer) + 1 as male_personnel,
                        last_day(date '1955-01-01' + to_months(cast(i as integer))) as last_reporting_date
                    from range({first}, {first + OF_A_FILE}) as month(i), key
                    where hash(i, iso3, mission_code, spelling) % 1000000 < {share}
                    order by i
                ) to '{paths[-1]}' (header)
                """
            )
    return paths


def prepare(count: int, folder: Path) -> None:
    """Write the reference lists and the rows of one size below a folder."""
    data, inbox = folder / "data", folder / "work" / "inbox" / "deployments"
    reference(data)
    inbox.mkdir(parents=True)
    # In a process of its own: a child's peak memory, as the system tells it, is never below its parent's.
    subprocess.run([sys.executable, "-m", "bench.scale", str(inbox), str(data), str(count)], cwd=ROOT, check=True)


def measure(folder: Path) -> dict:
    """Everything of what is prepared below a folder."""
    data, work = folder / "data", folder / "work"
    where = {"LEDGER_DATA": str(data), "LEDGER_WORK": str(work), "LEDGER_AUDIENCE": "open"}
    base = timed([sys.executable, "-c", BASE, f"{work}/inbox/deployments/*.csv", str(folder / "base.duckdb")])
    (folder / "base.duckdb").unlink()
    build = timed([sys.executable, "-m", "etl", "build"], **where)
    database = next((work / "build" / "versions").glob("*/public-open.duckdb"))
    with duckdb.connect(str(database), read_only=True) as con:
        [(loaded,)] = con.execute("select count(*) from mart.deployment_month").fetchall()

    def said(program: str) -> str:
        told = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | where,
        )
        return told.stdout  # fmt: skip

    swap, first_query = map(float, said(SWAPPED).split())
    return {
        "rows": loaded,
        "read_csv_seconds": round(base[0], 1),
        "read_csv_megabytes": round(base[2]),
        "build_seconds": round(build[0], 1),
        "build_processor_seconds": round(build[1], 1),
        "build_megabytes": round(build[2]),
        "database_megabytes": round(database.stat().st_size / 1024**2),
        "swap_milliseconds": round(1000 * swap, 1),
        "first_query_milliseconds": round(1000 * first_query),
        "first_page_seconds": round(float(said(FIRST)), 2),
        "milliseconds": json.loads(said(ASKED)),
    }


def run() -> None:
    """Measure each size that is asked, print and keep what was measured."""
    sizes = [int(word) for word in sys.argv[2:]] or SIZES
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else []
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            room = shutil.disk_usage(folder).free
            if room < count * BYTES_OF_ROW:
                print(
                    f"{count:,} rows are left out: {count * BYTES_OF_ROW:,} bytes of disk are needed, {room:,} are free"
                )
                continue
            prepare(count, Path(folder))
            told = {"asked": count} | measure(Path(folder))
        print(json.dumps(told, indent=1), flush=True)
        kept = sorted([one for one in kept if one["asked"] != count] + [told], key=lambda one: one["asked"])
        FIGURES.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rows(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
