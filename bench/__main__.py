"""Run all measurements, or those named: load, pages, browser."""

import sys

from bench import browser, load, pages

PARTS = {"load": load.run, "pages": pages.run, "browser": browser.run}

for part in sys.argv[1:] or PARTS:
    print(f"\n## {part}", flush=True)
    PARTS[part]()
