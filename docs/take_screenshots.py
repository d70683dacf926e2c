"""Photograph every page, light at 1440 and dark at 390 px, into screenshots/: `make screenshots` with `make run` going.

Those that README shows are copied to docs/screenshots, which is tracked.

Pages of readiness are those of the exercise: the public dataset has no roster.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "screenshots"
SHOWN = ("overview-light-1440.png",)  # in README
PAGES = {
    "overview": "",
    "today": "today?dataset=exercise",
    "hand_over": "hand_over?dataset=exercise",
    "gender_parity": "gender_parity",
    "gender_parity_missions": "gender_parity?show=missions",
    "gender_parity_contributors": "gender_parity?show=contributors",
    "gender_parity_closing": "gender_parity?show=closing",
    "gender_parity_lines": "gender_parity?show=lines&mission=UNDOF",
    "contributors": "contributors",
    "contributors_flows": "contributors?look=flows&group=grulac",
    "country": "country?iso3=RWA",
    "missions": "missions",
    "mission": "missions?mission=MINUSCA",
    "compare_months": "compare",
    "compare_states": "compare?mode=states",
    "what_changed": "what_changed",
    "capability_gaps": "capability_gaps?dataset=exercise",
    "mission_requirements": "mission_requirements?dataset=exercise",
    "rapid_deployment": "rapid_deployment?dataset=exercise",
    "outreach": "outreach?dataset=exercise",
    "requirements": "requirements",
    "requirements_without": "requirements?show=gaps",
    "pledges": "pledges",
    "pledges_followed": "pledges?show=conversion",
    "training": "training",
    "what_changed_rosters": "what_changed?dataset=exercise&show=rosters",
    "engagement_platoons": "engagement_platoons?dataset=exercise",
    "engagement_platoons_rotations": "engagement_platoons?dataset=exercise&show=rotations",
    "police": "police?dataset=exercise",
    "officers": "officers?dataset=exercise",
    "officers_measures": "officers?dataset=exercise&show=measures",
    "calendar": "calendar?dataset=exercise",
    "gender_parity_change": "gender_parity?show=change",
    "gender_parity_what_if": "gender_parity?dataset=exercise&show=if&rotations=all&without_missions=XMC",
    "review": "review?dataset=exercise",
    "explore": "explore",
    "load_data": "load_data",
    "method_and_sources": "method_and_sources",
    "data_health": "data_health",
}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main(base: str, only: list[str]) -> None:
    """Take the pictures of a running dashboard at `base`; `only` narrows them by name."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=[*QUIET, "--no-first-run"])
        looks: list[tuple[Literal["light", "dark"], int, int]] = [("light", 1440, 900), ("dark", 390, 844)]
        for scheme, width, height in looks:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            for name, path in PAGES.items():
                if only and name not in only:
                    continue
                page.goto(f"{base}/{path}")
                page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
                page.wait_for_timeout(1500)
                # Streamlit scrolls inside its own frame: a window as tall as the page shows all of it.
                tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                page.set_viewport_size({"width": width, "height": min(max(tall, height), 4000)})
                page.wait_for_timeout(900)
                picture = FOLDER / f"{name}-{scheme}-{width}.png"
                page.screenshot(path=picture)
                if picture.name in SHOWN:
                    shutil.copy(picture, ROOT / "docs" / "screenshots")
                page.set_viewport_size({"width": width, "height": height})
            context.close()
        browser.close()


if __name__ == "__main__":
    main(os.environ.get("URL", "http://127.0.0.1:8501"), sys.argv[1:])
