"""What all tests share: a real build of the bundled data, made once a run in a folder of its own."""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

from etl.build import pipeline, stage
from etl.settings import ROOT
from tests.support.etl_fixtures import begin
from tests.support.server import Shared, share, stop_shared

SERVERS = "LEDGER_TEST_SERVERS"


def pytest_xdist_auto_num_workers(config) -> int:
    """One worker more than there are cores: tests that wait for a browser, a server or another process leave theirs idle."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config):
    """Give the run a folder in which its workers note the servers that they share."""
    if not hasattr(config, "workerinput"):
        os.environ[SERVERS] = tempfile.mkdtemp(prefix="ledger-servers-")


def pytest_unconfigure(config):
    """End those servers with the run."""
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ.pop(SERVERS))
        stop_shared(folder)
        shutil.rmtree(folder)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Search for no garbage while tests are collected: nothing that is made on the way goes."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """Leave tests and libraries, 350,000 objects that stay, out of each search for garbage, and search more seldom."""
    gc.freeze()
    gc.set_threshold(10_000)


def pytest_sessionfinish():
    """Take them in again: DuckDB complains at the end of what was not let go."""
    gc.unfreeze()


# Files of which one worker takes all: those in a browser share a Chromium, its compiled scripts and two servers, those of states a world.
TOGETHER = ("tests/browser/", "tests/access/test_state")
# What takes long begins first, so that at the end no core waits for another's long file. Loading needs no build of the whole data,
# which the browser's worker makes meanwhile.
FIRST = ("tests/browser/", "tests/etl/", "tests/test_", "tests/load/", "tests/access/", "tests/capabilities/")


def pytest_collection_modifyitems(items):
    """Order the tests by their files as FIRST has it."""
    items.sort(
        key=lambda item: next((at for at, place in enumerate(FIRST) if item.nodeid.startswith(place)), len(FIRST))
    )


class Files(LoadFileScheduling):
    """Tests are handed out by file, and some files as one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), None) or super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log) -> Files:
    """Return who hands tests to workers, whatever `--dist` says."""
    return Files(config, log)


@pytest.fixture(scope="session", autouse=True)
def begun_once():
    """Let the builds of this process begin with a copy of what the first ones read from the reference lists."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (stage, pipeline):
            patch.setattr(module, "connect", begin)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """A work folder (inbox, build) with the bundled data built and published in it; all workers of a run share it."""
    own = tmp_path_factory.getbasetemp()
    work = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "work"
    ready = work.with_suffix(".ready")
    try:
        work.mkdir()
    except FileExistsError:  # another worker builds
        end = time.monotonic() + 300
        while not ready.exists():
            assert time.monotonic() < end, "the build of another worker did not end"
            time.sleep(0.2)
        return work
    environment = os.environ | {"LEDGER_WORK": str(work), "LEDGER_DATA": str(ROOT / "data")}
    subprocess.run([sys.executable, "-m", "etl", "build"], cwd=ROOT, env=environment, check=True, capture_output=True)
    ready.touch()
    return work


@pytest.fixture
def published(built, monkeypatch) -> Path:
    """Point this process at the run's build and return its work folder; read it, never change it."""
    monkeypatch.setenv("LEDGER_WORK", str(built))
    monkeypatch.setenv("LEDGER_DATA", str(ROOT / "data"))
    return built


@pytest.fixture
def restricted(published, monkeypatch) -> Path:
    """Point this process at the session's build with the right to restricted data, and return its work folder."""
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


@pytest.fixture(scope="session")
def server(built) -> Shared:
    """One warm server over the run's build, as it is open to all; all workers of a run share it."""
    return share(Path(os.environ[SERVERS]), built, "open")


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium; without one the browser tests are skipped, but never in continuous integration."""
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
