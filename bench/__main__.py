"""Run all measurements, or those named: load, pages, browser, matching."""

import sys

from bench import browser, load, matching, pages

PARTS = {"load": load.run, "pages": pages.run, "browser": browser.run, "matching": matching.run}

for part in sys.argv[1:] or PARTS:
    print(f"\n## {part}", flush=True)
    PARTS[part]()
