"""Where the time of a visit goes: what is asked and received when, the frames of the socket, and what keeps the page's thread busy.

    python -m bench waterfall [PATH] [--slow]

One cold visit and a warm one of this dashboard (the overview without PATH), over a line of 1 Mbit/s and 300 ms with --slow.
"""

import collections
import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import film
from bench.browser import DRAWN, PAGES, QUIET, SIZE, wait
from bench.servers import running

HEARD = ("requestWillBeSent", "loadingFinished", "webSocketHandshakeResponseReceived", "webSocketFrameReceived")
TRACED = ["devtools.timeline", "v8"]
LONG = 20  # milliseconds of a piece of work that is told by itself


def run() -> None:
    """Print both visits."""
    asked = [word for word in sys.argv[2:] if not word.startswith("-")]
    path = asked[0] if asked else ""
    charts = dict(PAGES.values()).get(path, 1)
    with running({"ledger": ["serve.py"]}) as at, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        context = browser.new_context(viewport=SIZE)
        for state in ("cold", "warm"):
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            if "--slow" in sys.argv:
                session.send("Network.emulateNetworkConditions", film.LINE)
            events: list[tuple[str, dict]] = []
            for name in HEARD:
                session.on(f"Network.{name}", lambda told, name=name, events=events: events.append((name, told)))
            browser.start_tracing(page=page, categories=TRACED)
            page.goto(f"{at['ledger']}/{path}", wait_until="commit")
            wait(page, DRAWN["ledger"].format(charts=charts))
            trace = json.loads(browser.stop_tracing())["traceEvents"]
            page.close()
            print(f"\n{path or 'overview'}, {state}: start and end in ms, kB")
            for line in asked_for(events):
                print(line)
            print(f"busy, {state}: ms in all, and pieces of {LONG} ms and more")
            for line in busy(trace):
                print(line)
        context.close()
        browser.close()


def asked_for(events: list[tuple[str, dict]]) -> list[str]:
    """A line for each file, in order of their ends, and for each burst of the socket."""
    zero = min(told["timestamp"] for name, told in events if name == "requestWillBeSent")
    begun = {told["requestId"]: (told["timestamp"], told["request"]["url"]) for name, told in events if name == "requestWillBeSent"}  # fmt: skip
    lines, burst = [], 0
    for name, told in events:
        now = 1000 * (told["timestamp"] - zero)
        if name == "webSocketFrameReceived":
            burst += 1
            lines.append((now, f"{now:6.0f}        {len(told['response']['payloadData']) * 0.75 / 1000:6.1f} frame {burst}"))  # fmt: skip
        elif name == "webSocketHandshakeResponseReceived":
            lines.append((now, f"{now:6.0f}               socket is open"))
        elif name == "loadingFinished" and told["requestId"] in begun:
            start, url = begun[told["requestId"]]
            lines.append((now, f"{1000 * (start - zero):6.0f} {now:6.0f} {told['encodedDataLength'] / 1000:6.1f} {Path(url).name[:60]}"))  # fmt: skip
    return [line for _, line in sorted(lines)]


def busy(trace: list[dict]) -> list[str]:
    """What the page's own thread did: milliseconds by kind, each without what it called, then its long pieces in order."""
    threads = collections.Counter((one["pid"], one["tid"]) for one in trace if one["name"] == "FunctionCall")
    [(thread, _)] = threads.most_common(1)
    own = sorted((one for one in trace if (one["pid"], one["tid"]) == thread and one.get("ph") == "X"), key=lambda one: (one["ts"], -one["dur"]))  # fmt: skip
    zero, lines = own[0]["ts"], []
    kinds: collections.Counter[str] = collections.Counter()
    open_: list[dict] = []
    for one in own:
        while open_ and open_[-1]["ts"] + open_[-1]["dur"] <= one["ts"]:
            open_.pop()
        if open_:
            kinds[open_[-1]["name"]] -= one["dur"]
        elif one["dur"] >= 1000 * LONG:
            where = one.get("args", {}).get("data", {}).get("url", "")
            lines.append(f"{(one['ts'] - zero) / 1000:6.0f} {one['dur'] / 1000:6.0f} {one['name']} {Path(where).name}")
        kinds[one["name"]] += one["dur"]
        open_.append(one)
    return [f"{taken / 1000:6.0f} {name}" for name, taken in kinds.most_common(8)] + lines
