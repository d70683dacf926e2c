"""Seconds of each page's script, first run of a fresh process and then warm, without a browser."""

import statistics
import time

from streamlit.testing.v1 import AppTest

from etl.settings import ROOT

VIEWS = sorted((ROOT / "pages" / "views").glob("*.py"))


def run() -> None:
    """Print milliseconds of the whole run (dashboard.py and page), cold and the median of ten warm runs."""
    for view in VIEWS:
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
        start = time.perf_counter()
        at.switch_page(f"pages/views/{view.name}").run()
        cold = time.perf_counter() - start
        warm = []
        for _ in range(10):
            start = time.perf_counter()
            at.run()
            warm.append(time.perf_counter() - start)
        print(f"{view.stem}: {1000 * cold:.0f} ms cold, {1000 * statistics.median(warm):.0f} ms warm")
