"""Milliseconds of each page's script, without a browser: warm, and the first time after another version was published.

Twice: the bundled data as everybody sees it, and the exercise in either view, for most is on its pages.
"""

import logging
import os
import secrets
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

import queries
from dashboard import CONTENTS
from etl import settings
from etl.build import publish

SEEN = (("public", "open"), ("exercise", "open"), ("exercise", "restricted"))
WARM = 20
FIRST = 3
GOALS = {"warm": 100, "first": 400}  # milliseconds


def run() -> None:
    """Print the median of the whole script (dashboard.py and page), warm and of first runs after a publish; what is over the goals says so."""
    if not publish.current():
        raise SystemExit("Nothing is built, so there is nothing to measure: python -m etl build")
    logging.disable(logging.WARNING)
    compiled = ScriptCache()  # a server compiles each script once, AppTest for each run
    for module in (app_test, local_script_runner):
        setattr(module, "ScriptCache", lambda: compiled)  # noqa: B010
    with tempfile.TemporaryDirectory() as folder:
        # A copy, in which versions can be published that nobody reads.
        shutil.copytree(settings.versions_dir().parent, Path(folder) / "build", copy_function=os.link)
        os.environ["LEDGER_WORK"] = folder
        for dataset, audience in SEEN:
            os.environ["LEDGER_AUDIENCE"] = audience
            print(f"{dataset} data, {audience}: ms warm (median of {WARM}), first after a publish (median of {FIRST})")
            for name, script, _title in (page for pages in CONTENTS.values() for page in pages):
                at = AppTest.from_file(str(settings.ROOT / "dashboard.py"), default_timeout=60)
                at.query_params["dataset"] = dataset
                at.run()
                _run(at.switch_page(f"pages/{script}"))
                warm = statistics.median(_run(at) for _ in range(WARM))
                first = statistics.median(_run(_published(at)) for _ in range(FIRST))
                late = " over" if warm > GOALS["warm"] or first > GOALS["first"] else ""
                print(f"  {name}: {warm:.0f} {first:.0f}{late}", flush=True)


def _published(at: AppTest) -> AppTest:
    """The same session, before its first run on a version that was published just now: the same rows under another name."""
    now, new = settings.versions_dir() / queries.current().version, settings.versions_dir() / secrets.token_hex(6)
    shutil.copytree(now, new, copy_function=os.link)
    pointer = settings.pointer_file()
    pointer.unlink()
    pointer.write_text(new.name, encoding="ascii")
    at.session_state["version"] = None
    at.query_params.pop("v", None)
    return at


def _run(at: AppTest) -> float:
    start = time.perf_counter()
    at.run()
    if at.exception:
        raise RuntimeError(at.exception[0].value)
    return 1000 * (time.perf_counter() - start)
