"""Ten metrics of generated rows on DuckDB and on Sail side by side: `.venv-engine/bin/python -m bench engine [ROWS]`, a hundred million unless said.

The ten are those that a reader of Overview, Contributors, Missions and Gender parity meets first: of one month, of two, over all months, of one
mission and of one state. Both must answer the same frame: types, blanks, order; fractions within 1e-12. Seconds are of the first time that
each is asked and of the second: the answers of a page are asked once a version. `make test-engine` makes the environment.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import queries
from bench import scale
from etl import export
from etl.settings import ROOT
from queries import spark

ASKED = (
    "deployment_total",
    "deployment_by_mission",
    "deployment_by_contributor",
    "deployment_by_state",
    "deployment_change",
    "mission_contributors",
    "country_missions",
    "parity_by_category",
    "parity_trend",
    "deployment_trend",
)
WORKERS = {
    "SAIL_MODE": "local-cluster",
    "SAIL_CLUSTER__WORKER_INITIAL_COUNT": "2",
    "SAIL_CLUSTER__WORKER_MAX_COUNT": "2",
    "SAIL_CLUSTER__WORKER_TASK_SLOTS": "64",
}


@contextlib.contextmanager
def sail(folder: Path) -> Iterator[dict[str, str]]:
    """Run Sail with two workers over what was exported to a folder; give the settings by which queries reach it. Its log is engine.log there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = str(Path(sys.executable).with_name("sail"))
    with (folder / "engine.log").open("w") as log:
        process = subprocess.Popen(
            [program, "spark", "server", "--port", str(port)],
            env=os.environ | WORKERS, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait(port, process)
            yield {spark.ADDRESS: f"sc://127.0.0.1:{port}", spark.DATA: str(folder)}
        finally:
            spark.forget()
            process.terminate()
            process.wait(20)


def _wait(port: int, process: subprocess.Popen) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError("the engine ended")
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the engine does not listen")


def _twice(name: str, parameters: dict) -> tuple[pd.DataFrame, list[float]]:
    """An answer, and its seconds the first time and the second."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        frame = queries.run(name, **parameters)
        times.append(time.perf_counter() - start)
    return frame, times


def run() -> None:
    """Generate and build the rows, export them, ask both, compare and print."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000_000
    parameters = dict(scale.asked())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if shutil.disk_usage(folder).free < count * scale.BYTES_OF_ROW:
            raise RuntimeError(f"{count * scale.BYTES_OF_ROW:,} bytes of disk are needed")
        scale.prepare(count, folder)
        os.environ |= {"LEDGER_DATA": f"{folder}/data", "LEDGER_WORK": f"{folder}/work", "LEDGER_AUDIENCE": "open"}
        subprocess.run([sys.executable, "-m", "etl", "build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        exported = folder / "parquet"
        exported.mkdir()
        start = time.perf_counter()
        told = export.write(exported)
        size = sum(path.stat().st_size for path in exported.rglob("*.parquet")) / 1024**2
        print(f"{told['rows']:,} rows, exported in {time.perf_counter() - start:.0f} s: {size:,.0f} MB of Parquet")
        ours = {name: _twice(name, parameters[name]) for name in ASKED}
        print(f"{'seconds, first and second time':32} {'DuckDB':>14} {'Sail':>14}")
        with sail(exported) as engine:
            os.environ |= engine
            for name in ASKED:
                (frame, here), (theirs, there) = ours[name], _twice(name, parameters[name])
                pd.testing.assert_frame_equal(theirs, frame, rtol=1e-12, atol=0, obj=name)
                seconds = [f"{first:7.2f}{second:7.2f}" for first, second in (here, there)]
                print(f"{name:32} {seconds[0]:>14} {seconds[1]:>14}", flush=True)
        print("all answers are the same")
