"""Several servers over one folder of data, behind one proxy: LEDGER_WORKERS of them, on PORT and the ports after it.

Python runs pages on one core a process. The proxy keeps a reader at one of them; one that ends is started again, and its readers
meanwhile go to another.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from serving import address
from serving.address import Address

NAME = "LEDGER_WORKERS"
MOST = 32
PAUSES = (1, 2, 5, 15, 30)  # seconds before one that ended is started again: longer each time that it ends soon
SOON = 60
log = logging.getLogger(__name__)


def count() -> int:
    """How many processes LEDGER_WORKERS asks for, 1 where it says nothing; the program ends, in words, where it is no number of them."""
    asked = os.environ.get(NAME, "").strip() or "1"
    if not asked.isdecimal() or not 0 < int(asked) <= MOST:
        sys.exit(f"{NAME} is {asked!r}: say how many processes serve, from 1 to {MOST}.")
    return int(asked)


def beside() -> int:
    """Of how many processes this is one: whoever started it says so in its last argument."""
    return int(sys.argv[-1]) if len(sys.argv) > 1 and sys.argv[-1].isdecimal() else 1


class Worker:
    """One server in a process of its own, on `port`."""

    def __init__(self, port: int, command: list[str], clock: Callable[[], float] = time.monotonic):
        """Not started yet."""
        self.port, self.command, self.clock = port, command, clock
        self.process: subprocess.Popen | None = None
        self.begun = self.due = clock()
        self.falls = 0

    def keep(self) -> None:
        """Start it where it is due; where it has ended, say so and when it is due again."""
        now = self.clock()
        if self.process is not None and self.process.poll() is not None:
            self.falls = self.falls + 1 if now - self.begun < SOON else 1
            pause = PAUSES[min(self.falls, len(PAUSES)) - 1]
            log.error(
                "The server on port %d ended (%d). It starts again in %d s.", self.port, self.process.returncode, pause
            )
            self.process, self.due = None, now + pause
        if self.process is None and now >= self.due:
            environment = {name: value for name, value in os.environ.items() if name != NAME}
            self.process = subprocess.Popen(self.command, env=environment | {"PORT": str(self.port)})
            self.begun = now

    def end(self, seconds: float = 20) -> None:
        """Let it end by itself, for as long."""
        if self.process is None:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def supervise(place: Address, number: int) -> None:
    """Run `number` servers from the port of `place` on, until this process is told to end."""
    for port in range(place.port, place.port + number):
        address.probe(replace(place, port=port))
    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    workers = [Worker(place.port + turn, [sys.executable, *sys.argv, str(number)]) for turn in range(number)]
    log.info("%d processes serve, on the ports from %d on", number, place.port)
    while not stop.is_set():
        for one in workers:
            one.keep()
        stop.wait(0.5)
    for one in workers:
        if one.process is not None:
            one.process.terminate()
    for one in workers:
        one.end()
