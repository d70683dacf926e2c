"""Run all measurements, or those named: load, pages, browser, matching.

placebo is run by its name alone: it writes data/reference/evidence_placebo.csv anew. So is waterfall [PATH] [--slow], which tells
where the time of one visit goes; flame [NAME], which draws where that of a page's script goes; scale [ROWS ...], which builds a million,
ten and a hundred million rows; and engine [ROWS], which asks ten metrics of as many rows of DuckDB and of Sail.
"""

import subprocess
import sys

from bench import browser, engine, flame, load, matching, pages, placebo, scale, waterfall

PARTS = {"load": load.run, "pages": pages.run, "browser": browser.run, "matching": matching.run}
ALONE = {"placebo": placebo.run, "engine": engine.run, "flame": flame.run, "scale": scale.run, "waterfall": waterfall.run}  # fmt: skip

asked = [word for word in sys.argv[1:] if word in PARTS] or sys.argv[1:2] or PARTS
for part in asked:
    if len(asked) > 1:  # each in a process of its own: one leaves nothing to the next
        subprocess.run([sys.executable, "-m", "bench", part], check=True)
    else:
        print(f"\n## {part}", flush=True)
        (PARTS | ALONE)[part]()
