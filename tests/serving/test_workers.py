"""Several processes: one that ends is started again, later each time that it ends soon."""

import sys

import pytest

from serving import workers
from serving.workers import Worker


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
