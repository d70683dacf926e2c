"""In Chromium, from navigation to the last chart drawn, and bytes sent: this dashboard beside Dash with the same figures."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

from playwright.sync_api import sync_playwright

from etl.settings import ROOT

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TURNS = 5
SIZED = "[...document.querySelectorAll('{0}')].filter(e => e.getBoundingClientRect().width > 50).length >= {1}"
SERVERS = {
    # page -> (selector of a drawn chart, how many)
    "ledger": (
        ["serve.py"],
        {"": ("[data-testid=stMain] canvas", 5), "gender_parity": ("[data-testid=stMain] canvas", 2)},
    ),
    "dash": (
        ["-m", "bench.dash_page"],
        {"": (".js-plotly-plot .main-svg", 10), "gender_parity": (".js-plotly-plot .main-svg", 4)},
    ),
}


def visit(browser, context, url: str, selector: str, number: int) -> tuple[float, int]:
    """Return milliseconds to the last chart and bytes received."""
    page = context.new_page()
    received = [0]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.loadingFinished", lambda told: received.__setitem__(0, received[0] + int(told["encodedDataLength"]))
    )
    session.on(
        "Network.webSocketFrameReceived",
        lambda told: received.__setitem__(0, received[0] + len(told["response"]["payloadData"]) * 3 // 4),
    )
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(SIZED.format(selector, number), timeout=60_000, polling=20)
    taken = 1000 * (time.perf_counter() - start)
    page.wait_for_timeout(700)
    page.close()
    return taken, received[0]


def run() -> None:
    """Print medians, cold (a new browser context each time) and warm (the same context again)."""
    running = {}
    for name, (command, _) in SERVERS.items():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = os.environ | {"PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        running[name] = (process, f"http://127.0.0.1:{port}")
    try:
        time.sleep(8)
        for _, url in running.values():
            urllib.request.urlopen(url, timeout=30).read()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            found: dict = {}
            for _ in range(TURNS):
                for name, (_, pages) in SERVERS.items():
                    for path, (selector, number) in pages.items():
                        context = browser.new_context(viewport={"width": 1440, "height": 1300})
                        for state in ("cold", "warm"):
                            seen = visit(browser, context, f"{running[name][1]}/{path}", selector, number)
                            found.setdefault((path or "overview", name, state), []).append(seen)
                        context.close()
            browser.close()
        for (path, name, state), seen in sorted(found.items()):
            taken, size = (statistics.median(values) for values in zip(*seen, strict=True))
            print(f"{path}, {name}, {state}: {taken:.0f} ms, {size / 1e6:.2f} MB")
    finally:
        for process, _ in running.values():
            process.terminate()
            process.wait()
