"""Several processes: one that ends is started again, later each time that it ends soon."""

import os
import subprocess
import sys
import time

import httpx
import pytest

from etl.build import publish
from etl.settings import ROOT
from serving import workers
from serving.workers import Worker
from tests.support.etl_fixtures import Site, record
from tests.support.server import Server, Session, free_ports


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def test_a_server_that_ends_starts_again_and_waits_longer_each_time(monkeypatch):
    clock = Clock()
    worker = Worker(8501, [sys.executable, "-Ic", "import os; assert os.environ['PORT'] == '8501' and 'LEDGER_WORKERS' not in os.environ; raise SystemExit(3)"], clock)  # fmt: skip
    monkeypatch.setenv("LEDGER_WORKERS", "2")
    for pause in (1, 2, 5, 15, 30, 30):
        worker.keep()
        assert worker.process is not None and worker.process.wait(20) == 3
        worker.keep()
        assert worker.process is None
        clock.now += pause - 0.1
        worker.keep()
        assert worker.process is None
        clock.now += 0.2
    worker.keep()
    clock.now += workers.SOON
    worker.process.wait(20)
    worker.keep()
    assert worker.due == clock.now + 1  # it had served for a while


@pytest.mark.parametrize("said", ["0", "33", "two", "-1"])
def test_no_number_of_processes_is_said_in_words(said, monkeypatch):
    monkeypatch.setenv("LEDGER_WORKERS", said)
    with pytest.raises(SystemExit, match="from 1 to 32"):
        workers.count()


def answered(ports, version: str, seconds: float) -> float:
    """The seconds until each process says that it serves a version; a failure once `seconds` are over."""
    began = time.monotonic()
    while True:
        told = [httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=10) for port in ports]
        if all(one.status_code == 200 and one.json()["version"] == version for one in told):
            return time.monotonic() - began
        assert time.monotonic() - began < seconds, [one.text for one in told]
        time.sleep(0.1)


@pytest.mark.more
def test_what_another_process_publishes_reaches_each_of_several_within_five_seconds(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    first = site.build()["data_version"]
    port = free_ports(2)
    running = Server(site.work, port=port, LEDGER_WORKERS="2")
    ports = (port, port + 1)
    try:
        running.wait()
        end = time.monotonic() + 60
        while running.log.read_text().count("Ready") < 2 and time.monotonic() < end:
            time.sleep(0.2)
        assert answered(ports, first, 10) < 10
        open_ones = [Session(f"http://127.0.0.1:{one}") for one in ports]
        assert [one.version() for one in open_ones] == [first, first]
        for turn in range(2):
            site.drop(f"{turn}.csv", [record(turn, turn + 1)])
            subprocess.run(
                [sys.executable, "-m", "etl", "build"], cwd=ROOT, env=os.environ, check=True, capture_output=True
            )
            version = publish.current()
            assert version and version != first and answered(ports, version, 5) < 5
            for one in ports:
                new = Session(f"http://127.0.0.1:{one}")
                assert new.version() == version  # whoever comes now sees the new figures
                new.close()
            # Who is at it goes on with the figures that the page shows, until they ask for the newest.
            assert [one.version(f"v={first}") for one in open_ones] == [first, first]
        for one in open_ones:
            one.close()
    finally:
        running.stop()
