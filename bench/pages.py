"""Milliseconds of each page's script, first run of a fresh session and then warm, without a browser.

Twice: the bundled data as everybody sees it, and the exercise as those see it who may see all, where most is on each page.
"""

import logging
import os
import statistics
import time

from streamlit.testing.v1 import AppTest

from dashboard import CONTENTS
from etl.build import publish
from etl.settings import ROOT

SEEN = (("public", "open"), ("exercise", "restricted"))
WARM = 7


def run() -> None:
    """Print the whole run (dashboard.py and page), cold and the median of warm runs."""
    if not publish.current():
        raise SystemExit("Nothing is built, so there is nothing to measure: python -m etl build")
    logging.disable(logging.WARNING)
    for dataset, audience in SEEN:
        os.environ["LEDGER_AUDIENCE"] = audience
        print(f"{dataset} data, {audience}:")
        for name, script, _title in (page for pages in CONTENTS.values() for page in pages):
            at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
            at.query_params["dataset"] = dataset
            at.run()
            seconds = [_run(at.switch_page(f"pages/{script}"))] + [_run(at) for _ in range(WARM)]
            print(f"  {name}: {1000 * seconds[0]:.0f} ms cold, {1000 * statistics.median(seconds[1:]):.0f} ms warm")


def _run(at: AppTest) -> float:
    start = time.perf_counter()
    at.run()
    if at.exception:
        raise RuntimeError(at.exception[0].value)
    return time.perf_counter() - start
