"""Fifty readers of every page of both datasets for ten minutes, with five publishes beneath: `make soak` prints how long pages took.

LEDGER_SOAK_READERS, LEDGER_SOAK_SECONDS and LEDGER_WORKERS ask for another number, time and number of processes.
"""

import asyncio
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dashboard import CONTENTS
from etl.settings import ROOT
from tests.soak.readers import Told, crowd
from tests.support.server import Server

pytestmark = pytest.mark.soak
READERS = int(os.environ.get("LEDGER_SOAK_READERS", 50))
SECONDS = int(os.environ.get("LEDGER_SOAK_SECONDS", 600))
PAUSE, PUBLISHES = 8, 5
PAGES = [name for pages in CONTENTS.values() for name, _, _ in pages if name not in ("overview", "roles", "audit")]
SEVERAL = {"what_changed", "load_data", "data_health"}  # name more than one version
ROW = "contribution_id,isocode3,m49_code,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date"


def resident(pid: int) -> float:
    """Megabytes that a process holds in memory."""
    return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told otherwise there")
def test_fifty_readers_for_ten_minutes(tmp_path, capsys):
    def build() -> None:
        subprocess.run(
            [sys.executable, "-m", "etl", "build"], cwd=ROOT, env=os.environ | {"LEDGER_WORK": str(tmp_path)},
            check=True, capture_output=True,
        )  # fmt: skip

    def publish() -> None:
        for turn in range(PUBLISHES):
            if over.wait(SECONDS / (PUBLISHES + 1)):
                return
            path = tmp_path / "inbox" / "deployments" / f"month{turn}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{ROW}\n{900_000 + turn},GHA,288,Ghana,UNIFIL,Troops,1,2,1956-0{turn + 1}-28\n")
            build()
            published.append(time.monotonic())

    def watch() -> None:
        while not over.wait(5):
            memory.append((time.monotonic() - begun, resident(server.process.pid)))

    build()
    over, memory, published, told = threading.Event(), [], [], Told()
    server = Server(tmp_path, "restricted").wait()
    begun = time.monotonic()
    threads = [threading.Thread(target=target) for target in (watch, publish)]
    try:
        for thread in threads:
            thread.start()
        asyncio.run(crowd([server.port], READERS, ["", *PAGES], PAUSE, SECONDS, told))
    finally:
        over.set()
        for thread in threads:
            thread.join()
        server.stop()
    versions = {
        line.split('"version": "')[1][:12] for line in (tmp_path / "build" / "published.jsonl").read_text().splitlines()
    }
    early = max(megabytes for second, megabytes in memory if second <= 60)
    late = max(megabytes for second, megabytes in memory if second > 60)
    with capsys.disabled():
        print(
            f"\n{READERS} readers, {SECONDS} s, {len(told.pages)} pages, {len(published)} publishes: a page took",
            end=" ",
        )
        print(
            ", ".join(f"{name} {told.share(of):.2f} s" for name, of in (("median", 0.5), ("95th percentile", 0.95))),
            end="; ",
        )
        print(f"memory {early:.0f} MB in the first minute, {late:.0f} MB at most after it")
        for seconds, page, dataset in told.slowest(5):
            print(f"  {page or 'overview'}, {dataset}: median {seconds:.2f} s")
    assert told.wrong == []
    assert [mixed for mixed in told.mixed(versions) if mixed[0] not in SEVERAL] == []
    assert len(published) == PUBLISHES
    assert len({page for _, page, _, _ in told.pages}) == len(PAGES) + 1
    assert late <= 1.05 * early
