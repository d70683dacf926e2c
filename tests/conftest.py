"""What all tests share: a real build of the bundled data, made once a session in a folder of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """Return a work folder (inbox, build) with the bundled data built and published in it."""
    work = tmp_path_factory.mktemp("work")
    environment = os.environ | {"LEDGER_WORK": str(work), "LEDGER_DATA": str(ROOT / "data")}
    subprocess.run([sys.executable, "-m", "etl", "build"], cwd=ROOT, env=environment, check=True, capture_output=True)
    return work


@pytest.fixture
def published(built, monkeypatch) -> Path:
    """Point this process at the session's build and return its work folder; read it, never change it."""
    monkeypatch.setenv("LEDGER_WORK", str(built))
    monkeypatch.setenv("LEDGER_DATA", str(ROOT / "data"))
    return built


@pytest.fixture
def restricted(published, monkeypatch) -> Path:
    """Point this process at the session's build with the right to restricted data, and return its work folder."""
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


class Server:
    """A running dashboard on the loopback address; `url` without a slash at its end."""

    def __init__(self, work: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        environment = os.environ | {"LEDGER_WORK": str(work), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        self.log = work / f"server-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "serve.py"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )

    def wait(self, seconds: float = 60) -> "Server":
        """Wait until the server says that it is warm."""
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


@pytest.fixture(scope="session")
def server(built):
    """Yield one warm server over the session's build."""
    running = Server(built)
    try:
        yield running.wait()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def chromium():
    """Yield a headless Chromium; without one the browser tests are skipped, but never in continuous integration."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError("Chromium is missing: .ci/run installs it")
        pytest.skip("needs Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    # Without these, Chromium itself asks for updates, and the count of outside requests would not be the page's.
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=[*quiet, "--disable-sync", "--no-first-run"])
        yield browser
        browser.close()
