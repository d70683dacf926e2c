"""A dashboard that serves on the loopback address for as long as a test needs it."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin

from etl.settings import ROOT


def free_ports(number: int = 1) -> int:
    """The first of so many ports, one after the other, that no program has."""
    while True:
        with contextlib.ExitStack() as kept, contextlib.suppress(OSError, OverflowError):
            first = kept.enter_context(socket.socket())
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            for place in range(port + 1, port + number):
                kept.enter_context(socket.socket()).bind(("127.0.0.1", place))
            return port


class Session:
    """A session as a browser opens it, without the browser: `run` gives what the page sends."""

    def __init__(self, url: str, **more: Any):
        at = f"ws{url.removeprefix('http')}/_stcore/stream"
        self.kept = contextlib.ExitStack()
        self.line = self.kept.enter_context(connect(at, origin=Origin(url), max_size=None, proxy=None, **more))
        self.id = ""

    def run(self, query: str = "", seconds: float = 60) -> list[ForwardMsg]:
        """Run the page of a link, and all that it sends until its script has ended."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        self.line.send(ask.SerializeToString())
        told: list[ForwardMsg] = []
        while not told or told[-1].WhichOneof("type") != "script_finished":
            told.append(ForwardMsg.FromString(self.line.recv(timeout=seconds)))
            self.id = told[-1].new_session.initialize.session_id or self.id
        return told

    def version(self, query: str = "") -> str:
        """The data version that a link shows."""
        asked = [one.page_info_changed.query_string for one in self.run(query)]
        return [found[1] for text in asked for found in [re.search(r"\bv=(\w+)", text)] if found][-1]

    def close(self) -> None:
        """Leave."""
        self.kept.close()


class Server:
    """A running dashboard over a work folder; `url` without a slash at its end."""

    def __init__(self, work: Path, audience: str | None = None, port: int = 0, **more: str):
        self.port = port or free_ports()
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
