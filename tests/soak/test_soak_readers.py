"""Fifty readers of every page of both datasets for ten minutes, with five publishes beneath: `make soak` prints how long pages took.

LEDGER_SOAK_READERS and LEDGER_SOAK_SECONDS ask for another number and time.
"""

import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin

from dashboard import CONTENTS
from etl.settings import ROOT
from tests.support.server import Server

pytestmark = pytest.mark.soak
READERS = int(os.environ.get("LEDGER_SOAK_READERS", 50))
SECONDS = int(os.environ.get("LEDGER_SOAK_SECONDS", 600))
PAUSE, PUBLISHES = 8, 5
PAGES = [name for pages in CONTENTS.values() for name, _, _ in pages if name not in ("overview", "roles", "audit")]
SEVERAL = {"what_changed", "load_data", "data_health"}  # name more than one version
ROW = "contribution_id,isocode3,m49_code,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date"
AGE = 2  # runs after which the front end forgets a message that was not used again
VERSION = re.compile(rb"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
ALERT = re.compile(rb"could not be shown|Traceback")


@dataclass
class Told:
    """What all sessions saw: of each page shown (seconds since the start, page, dataset, seconds taken), and what went wrong."""

    pages: list[tuple[float, str, str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    named: list[tuple[str, str, frozenset[bytes]]] = field(
        default_factory=list
    )  # of each page what looks like a version

    def taken(self, page: str | None = None, dataset: str | None = None) -> list[float]:
        """Seconds that pages took, of one page and dataset or of all."""
        return [each[3] for each in self.pages if page in (None, each[1]) and dataset in (None, each[2])]

    def mixed(self, versions: set[str]) -> list[tuple[str, str, set[str]]]:
        """The pages that named more than one of these versions."""
        found = [(page, dataset, versions & {one.decode() for one in names}) for page, dataset, names in self.named]
        return [each for each in found if len(each[2]) > 1]

    def slowest(self, number: int) -> list[tuple[float, str, str]]:
        """Of the slowest pages the median in seconds, page and dataset."""
        keys = {(page, dataset) for _, page, dataset, _ in self.pages}
        return sorted(((statistics.median(self.taken(*key)), *key) for key in keys), reverse=True)[:number]

    def share(self, of: float) -> float:
        """The seconds under which that share of the pages stood."""
        return statistics.quantiles(self.taken(), n=1000, method="inclusive")[round(of * 1000) - 1]


class Reader:
    """One session; it keeps what the front end would, so that what the server repeats is not sent twice."""

    def __init__(self, socket, told: Told):
        self.socket, self.told = socket, told
        self.kept: dict[str, int] = {}
        self.runs = 0

    async def show(self, page: str, query: str) -> bytes:
        """Go to a page and wait until its script has ended; all that was sent."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.page_name = page
        ask.rerun_script.cached_message_hashes.extend(self.kept)
        await self.socket.send(ask.SerializeToString())
        parts = []
        while True:
            raw = await self.socket.recv()
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
            if kind == "ref_hash":
                self.kept[message.ref_hash] = self.runs
            elif message.metadata.cacheable and message.hash:
                self.kept[message.hash] = self.runs
            if kind == "page_not_found":
                self.told.wrong.append(f"{page}: not found")
            parts.append(raw)
        self.runs += 1
        self.kept = {name: run for name, run in self.kept.items() if self.runs - run <= AGE}
        return b"".join(parts)


async def walk(port: int, turn: int, pages: list[str], pause: float, until: float, told: Told) -> None:
    """One reader: pages of both datasets in an order of its own, each read for `pause` seconds, until `until`."""
    chance = random.Random(turn)
    begun = time.monotonic()
    await asyncio.sleep(chance.uniform(0, pause))
    where = f"127.0.0.1:{port}"
    async with connect(
        f"ws://{where}/_stcore/stream", origin=Origin(f"http://{where}"), max_size=None, ping_timeout=None
    ) as socket:
        reader = Reader(socket, told)
        while time.monotonic() < until:
            order = [(page, dataset) for page in pages for dataset in ("public", "exercise")]
            chance.shuffle(order)
            for page, dataset in order:
                if time.monotonic() >= until:
                    break
                start = time.monotonic()
                sent = await reader.show(page, f"dataset={dataset}")
                told.pages.append((start - begun, page, dataset, time.monotonic() - start))
                if found := ALERT.search(sent):
                    told.wrong.append(f"{page} {dataset}: {found.group().decode()}")
                told.named.append((page, dataset, frozenset(VERSION.findall(sent))))
                await asyncio.sleep(pause)


async def crowd(ports: list[int], number: int, pages: list[str], pause: float, seconds: float, told: Told) -> None:
    """`number` readers at once, shared out over the ports; a socket that drops is told as wrong."""
    until = time.monotonic() + seconds

    async def one(turn: int) -> None:
        try:
            await walk(ports[turn % len(ports)], turn, pages, pause, until, told)
        except Exception as problem:
            told.wrong.append(f"reader {turn}: {type(problem).__name__} {problem}")

    await asyncio.gather(*(one(turn) for turn in range(number)))


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
