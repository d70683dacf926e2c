"""Kill builds at any moment and look at what is served; functions that a child process dies of, one for each way to die."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from etl import child, settings
from etl.__main__ import main
from etl.build import publish
from tests.support.etl_fixtures import ROOT, record

BUILD = [sys.executable, "-m", "etl", "build", "--json"]


def kill_builds(site, moments, measure_again=False) -> dict[str, int]:
    """Drop a changed figure, kill the build's whole process group at a share of its measured time, look, and build again.

    Return how often the old figure, the new one, and a finished build were found. `measure_again` times each next build
    too, because a busy machine changes its pace.
    """
    site.build()
    site.drop("figure.csv", [record(0, 1)])
    began = time.monotonic()
    subprocess.run(BUILD, cwd=ROOT, check=True, capture_output=True)
    length = time.monotonic() - began
    seen = {"old": 0, "new": 0, "finished": 0}
    old = (0, 1)
    for count, share in enumerate(moments, 1):
        new = (count, count + 1)
        site.drop("figure.csv", [record(*new)])
        running = subprocess.Popen(
            BUILD, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(length * share)
        seen["finished"] += running.poll() is not None
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        with publish.lock(patience=20):  # on a busy machine the system takes a child down after its parent
            pass
        served = site.figure()
        assert served in (old, new), (share, served)
        seen["old" if served == old else "new"] += 1
        began = time.monotonic()
        if measure_again:
            subprocess.run(BUILD, cwd=ROOT, check=True, capture_output=True)
            length = time.monotonic() - began if served == old else length  # a build with nothing to do is shorter
        else:
            assert main(["build", "--json"]) == 0
        assert site.figure() == new
        assert not list(settings.versions_dir().glob(".making-*")) or served == new
        old = new
    return seen


def answer(word: str) -> str:
    """Return what was given, and tell of it on the way; what it prints goes nowhere."""
    print("noise")
    child.tell(word, 0.5)
    return word


def refuse(path: Path) -> None:
    """Read a file that cannot be read."""
    with child.reading(path):
        raise KeyError("secret")


def fault() -> None:
    """Fail as no program should."""
    raise KeyError("secret")


def read_all(paths: list[Path]) -> list[str]:
    """Read files that say how their reader is to die; return what became of each."""
    told = []
    for path in paths:
        try:
            with child.reading(path):
                die(path.read_text(encoding="utf-8"))
                told.append("read")
        except child.SourceError as error:
            told.append(error.parts["problem"])
    return told


def die(how: str) -> None:
    """Die in one of the ways, or not."""
    if how == "time":
        while True:
            pass
    if how == "memory":
        kept = [bytearray(50 * 1024**2) for _ in range(40)]
        assert not kept
    if how == "abort":
        os.kill(os.getpid(), signal.SIGABRT)
    if how == "sleep":
        time.sleep(60)
