"""Run all measurements, or those named: load, pages, browser, matching.

placebo is run by its name alone: it writes data/reference/evidence_placebo.csv anew.
"""

import sys

from bench import browser, load, matching, pages, placebo

PARTS = {"load": load.run, "pages": pages.run, "browser": browser.run, "matching": matching.run}

for part in sys.argv[1:] or PARTS:
    print(f"\n## {part}", flush=True)
    (PARTS | {"placebo": placebo.run})[part]()
