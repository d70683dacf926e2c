"""In Chromium: this dashboard beside Dash with the same figures, from navigation to the last chart drawn; clicks inside it; a slow line.

Each turn visits every page of every server once, in the other order every second turn, so that a machine that changes its pace
changes it for both. The floor is Streamlit with a title alone, behind the same server: no ratio can be lower than its. Who comes
each morning is measured apart: from the third visit on a browser has scripts compiled.
"""

import datetime as dt
import shutil
import statistics
import tempfile
import time
from typing import NamedTuple

from playwright.sync_api import Locator, Page, ViewportSize, sync_playwright

from bench import film
from bench.servers import running

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TURNS = 5
SIZE = ViewportSize(width=1440, height=1300)
PAGES = {
    "Overview": ("", 3),
    "Capability gaps": ("capability_gaps", 1),
    "Gender parity": ("gender_parity", 2),
}  # path, charts
SERVERS = {"ledger": ["serve.py"], "dash": ["-m", "bench.dash_page"], "floor": ["-m", "bench.floor"]}
GOALS = {"cold": 0.8, "warm": 0.7, "switch": 0.15, "filter": 0.12}
HEADING = "[...document.querySelectorAll('h1')].some(e => e.innerText.trim() == '{title}')"
DRAWN = {
    "ledger": "[...document.querySelectorAll('[data-testid=stEChartsChart]')].filter(e => e.ariaBusy != 'true'"
    " && e.querySelector('canvas')?.getBoundingClientRect().width > 50).length >= {charts}",
    "dash": "[...document.querySelectorAll('.js-plotly-plot')].filter(e =>"
    " e.querySelector('.main-svg')?.getBoundingClientRect().width > 50).length >= {charts}",
    "floor": "true",
}
SETTLED = "!document.querySelector('[data-stale=true]')"


class Seen(NamedTuple):
    """Milliseconds to the heading and to the last chart, and bytes received."""

    heading: float
    charts: float
    size: int


def wait(page: Page, said: str) -> None:
    """Wait for what an expression says, looking every ten milliseconds."""
    page.wait_for_function(said, timeout=60_000, polling=10)


def visit(context, name: str, url: str, title: str, charts: int) -> Seen:
    """Open a link in a new tab until its heading and its last chart stand."""
    page = context.new_page()
    received = [0]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: _add(received, int(told["encodedDataLength"])))
    session.on(
        "Network.webSocketFrameReceived", lambda told: _add(received, len(told["response"]["payloadData"]) * 3 // 4)
    )
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    wait(page, HEADING.format(title=title))
    heading = 1000 * (time.perf_counter() - start)
    wait(page, DRAWN[name].format(charts=charts))
    taken = 1000 * (time.perf_counter() - start)
    page.wait_for_timeout(700)
    page.close()
    return Seen(heading, taken, received[0])


def mornings(play, at: dict[str, str]) -> dict[str, list[float]]:
    """Milliseconds of Overview's visits from the third on, each server in a profile of its own that stays: what a browser compiled it keeps."""
    found: dict[str, list[float]] = {"ledger": [], "dash": []}
    with tempfile.TemporaryDirectory() as folder:
        profiles = {
            name: play.chromium.launch_persistent_context(
                f"{folder}/{name}", executable_path=shutil.which("chromium"), args=QUIET, viewport=SIZE
            )
            for name in found
        }
        for turn in range(2 + TURNS):
            for name, context in profiles.items():
                seen = visit(context, name, at[name], "Overview", PAGES["Overview"][1])
                if turn >= 2:
                    found[name].append(seen.charts)
        for context in profiles.values():
            context.close()
    return found


def _add(received: list[int], size: int) -> None:
    received[0] += size


def press(page: Page, what: Locator) -> float:
    """Go there with the pointer, press, and return when (s): the driver looks for what it clicks, and whether it stands still, some 40 ms before."""
    what.hover()
    start = time.perf_counter()
    page.mouse.down()
    page.mouse.up()
    return start


def inside(context, url: str) -> dict[str, list[float]]:
    """Milliseconds of clicks from page to page in the sidebar, and of a filter's change, in one session: from the press, the pointer being there."""
    page = context.new_page()
    page.goto(url, wait_until="commit")
    wait(page, DRAWN["ledger"].format(charts=3))
    wait(page, SETTLED)
    page.wait_for_timeout(700)
    found: dict[str, list[float]] = {"switch": [], "filter": []}
    for title in ("Gender parity", "Capability gaps", "Overview", "Gender parity"):
        start = press(page, page.locator("[data-testid=stSidebarNav] a", has_text=title))
        wait(page, f"{HEADING.format(title=title)} && {DRAWN['ledger'].format(charts=PAGES[title][1])} && {SETTLED}")
        found["switch"].append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(500)
    for word, said in (("Peacekeeping", "peacekeeping operations only"), ("All missions", "all missions")):
        start = press(page, page.locator("[data-testid=stSidebar] button", has_text=word))
        wait(page, f"document.querySelector('[data-testid=stMain]').innerText.includes('{said}') && {SETTLED}")
        found["filter"].append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(500)
    page.close()
    return found


def run() -> None:
    """Print medians, cold (a browser context of its own each time) and warm (the same again), ratios beside the goals, and the slow line."""
    print(f"{dt.date.today():%-d %B %Y}, {TURNS} turns, medians; a busy machine shows in the range (least to most)")
    cases = [(name, title) for title in PAGES for name in SERVERS if name != "floor" or title == "Overview"]
    found: dict[tuple[str, str, str], list[Seen]] = {}
    clicks: dict[str, list[float]] = {"switch": [], "filter": []}
    with running(SERVERS) as at, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for turn in range(TURNS):
            for name, title in cases if turn % 2 else cases[::-1]:
                path, charts = PAGES[title]
                context = browser.new_context(viewport=SIZE)
                for state in ("cold", "warm"):
                    seen = visit(context, name, f"{at[name]}/{path}", title, charts)
                    found.setdefault((title, name, state), []).append(seen)
                context.close()
            context = browser.new_context(viewport=SIZE)
            for kind, taken in inside(context, at["ledger"]).items():
                clicks[kind] += taken
            context.close()
        tell(found, clicks)
        film.run(browser, at["ledger"])
        browser.close()
        for name, taken in (later := mornings(play, at)).items():
            print(f"Overview, {name}, third visit on: last chart {statistics.median(taken):.0f} ms ({min(taken):.0f} to {max(taken):.0f})")  # fmt: skip
        print(f"third visit on: {statistics.median(later['ledger']) / statistics.median(later['dash']):.2f} of Dash's")


def tell(found: dict[tuple[str, str, str], list[Seen]], clicks: dict[str, list[float]]) -> None:
    """Print what was seen, and of how much of Dash's time each is beside what is asked."""
    for (title, name, state), seen in sorted(found.items()):
        charts = [one.charts for one in seen]
        heading, taken, size = (statistics.median(values) for values in zip(*seen, strict=True))
        print(f"{title}, {name}, {state}: heading {heading:.0f} ms, last chart {taken:.0f} ms ({min(charts):.0f} to {max(charts):.0f}), {size / 1e6:.2f} MB")  # fmt: skip
    for state in ("cold", "warm"):
        for title in PAGES:
            pairs = zip(found[title, "ledger", state], found[title, "dash", state], strict=True)
            _ratio(f"{title}, {state}", statistics.median(ours.charts / theirs.charts for ours, theirs in pairs), state)
    whole = statistics.median(one.charts for title in PAGES for one in found[title, "dash", "warm"])
    for kind, taken in clicks.items():
        print(f"{kind}: {statistics.median(taken):.0f} ms ({min(taken):.0f} to {max(taken):.0f})")
        _ratio(f"{kind} beside Dash's warm load of {whole:.0f} ms", statistics.median(taken) / whole, kind)


def _ratio(what: str, ratio: float, goal: str) -> None:
    print(f"{what}: {ratio:.2f} of Dash's, asked {GOALS[goal]:.2f}{'' if ratio <= GOALS[goal] else ', missed'}")
