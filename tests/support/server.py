"""A dashboard that serves on the loopback address for as long as a test needs it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from etl.settings import ROOT


class Server:
    """A running dashboard over a work folder; `url` without a slash at its end."""

    def __init__(self, work: Path, audience: str | None = None, **more: str):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        environment = os.environ | {"LEDGER_WORK": str(work), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        if audience:
            environment["LEDGER_AUDIENCE"] = audience
        environment |= {name: text.format(url=self.url) for name, text in more.items()}
        self.log = work / f"server-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "serve.py"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )

    def wait(self, seconds: float = 60) -> "Server":
        """Itself, once the server says that it is warm."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(self.log.read_text())
            if "Ready" in self.log.read_text():
                urllib.request.urlopen(self.url + "/_stcore/health", timeout=5).read()
                return self
            time.sleep(0.1)
        raise TimeoutError(self.log.read_text())

    def stop(self) -> None:
        """End the process that this object started."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_started: list[Server] = []  # for as long as the process: the run's end stops them


class Shared:
    """A warm server of the whole run: `url` and `log` as a Server has them."""

    def __init__(self, card: dict):
        self.url, self.port, self.log = card["url"], card["port"], Path(card["log"])


def share(folder: Path, work: Path, audience: str) -> Shared:
    """The one server of a run for an audience, over one work folder: the worker that asks first starts it, the others wait."""
    card, claim = folder / f"{audience}.json", folder / f"{audience}.claimed"
    try:
        claim.mkdir()
    except FileExistsError:  # another worker starts it
        end = time.monotonic() + 120
        while not card.exists():
            assert time.monotonic() < end, f"the {audience} server of another worker did not start"
            time.sleep(0.2)
    else:
        server = Server(work, audience)
        _started.append(server)
        server.wait()
        own = {"url": server.url, "port": server.port, "log": str(server.log), "pid": server.process.pid}
        card.with_suffix(".part").write_text(json.dumps(own))
        card.with_suffix(".part").rename(card)
    return Shared(json.loads(card.read_text()))


def stop_shared(folder: Path) -> None:
    """End the servers that a run's workers started."""
    for card in folder.glob("*.json"):
        with contextlib.suppress(ProcessLookupError):  # ended by itself
            os.kill(json.loads(card.read_text())["pid"], signal.SIGTERM)
