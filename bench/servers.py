"""Servers of the measurements, each a process of its own on a port that is free."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from etl.settings import ROOT

PATIENCE = 60  # seconds for a server to be ready


@contextlib.contextmanager
def running(commands: dict[str, list[str]], **environment: str) -> Iterator[dict[str, str]]:
    """Run each command (arguments of Python, in the folder of the program) and give the addresses by name; RuntimeError where one does not start."""
    processes, addresses = [], {}
    try:
        for name, command in commands.items():
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            own = os.environ | environment | {"PORT": str(port)}
            process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            processes.append(process)
            addresses[name] = f"http://127.0.0.1:{port}"
        for name, process in zip(commands, processes, strict=True):
            _wait(name, addresses[name] + ("/readyz" if commands[name] == ["serve.py"] else "/"), process)
        yield addresses
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _wait(name: str, address: str, process: subprocess.Popen) -> None:
    until, why = time.monotonic() + PATIENCE, ""
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except urllib.error.HTTPError as answer:
            why = answer.read().decode(errors="replace").strip()
        except OSError as problem:
            why = str(problem)
        time.sleep(0.2)
    raise RuntimeError(f"The server “{name}” did not start ({why or 'it ended'}): run it alone to see why.")
