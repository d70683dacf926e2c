"""Kill builds at any moment and look at what is served."""

import os
import signal
import subprocess
import sys
import time

from etl import settings
from etl.__main__ import main
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
