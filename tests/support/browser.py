"""A page in a real browser: what it shows, what it asked of the network, what it complained of."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError

DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
BUSY = "[data-testid=stSkeleton], .stEChartsChart[aria-busy=true]"
# A page's script puts the data version into the address as it begins.
RUN = f"location.search.includes('v=') && document.querySelector('{DONE}') && !document.querySelector('{BUSY}')"
FOLDED = """[...document.querySelectorAll('[class*=st-key-under_]')].map(e => [...e.classList].find(c => c.startsWith('st-key-under_')))"""
GO_ON = "link => { history.pushState({}, '', link); dispatchEvent(new PopStateEvent('popstate')); }"
# Streamlit's own, as measured: docs/DECISIONS.md, "Known and left".
KNOWN_AXE = {"list", "listitem", "svg-img-alt"}


def more(*values) -> list:
    """Parameters for `make test-all` alone."""
    return [
        pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.more) for value in values
    ]


class Visit:
    """One session in a tab of the browser, with what it asked of the network and complained of."""

    def __init__(self, page, server):
        self.base, self.log, self.page, self.context = server.url, server.log, page, page.context
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.heard = {"request": self._request, "console": self._console, "pageerror": self._error}
        for event, hear in self.heard.items():
            page.on(event, hear)

    def leave(self):
        """Let go of the tab, empty: what its last page may still ask or say is no longer of this visit."""
        self.page.goto("about:blank")
        self.context.clear_cookies(name="lang")  # the next visit is another reader's
        for event, hear in self.heard.items():
            self.page.remove_listener(event, hear)

    def _request(self, request):
        if not request.url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def _console(self, message):
        place = message.location.get("url", "")
        if message.type == "error":
            why = self.log.read_text()[-3000:] if "status of 500" in message.text else ""
            self.errors.append(f"{message.text} ({place}) {why}".strip())

    def _error(self, error):
        self.errors.append(str(error))

    def open(self, path, title=None):
        self.page.goto(f"{self.base}/{path}")
        return self.settle(title)

    def go_on(self, path, title=None):
        """Open a link in the session that is open, as the browser's Forward does: no script is loaded or compiled anew."""
        self.page.evaluate(GO_ON, f"{self.base}/{path}")
        return self.settle(title)

    def settle(self, title=None):
        """The page, once its script has run and its charts are drawn, and with a title stands under it."""
        if title:
            self.page.get_by_role("heading", name=title, level=1).wait_for(timeout=90_000)
        else:
            self.page.wait_for_timeout(300)  # by then the run has begun that an act of the reader sets going
        self.page.wait_for_function(RUN, timeout=90_000)
        return self.page


def drawn(page):
    """Wait until no chart and no placeholder is waiting to be drawn."""
    page.wait_for_function(f"!document.querySelector('{BUSY}')", timeout=20_000)


def violations(page) -> dict[str, list[str]]:
    """What axe-core finds beyond Streamlit's own: rule -> the elements."""
    # Of rules that hold no places are needed: to write them all down takes half of the time.
    rules = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in rules if rule["id"] not in KNOWN_AXE}


def click_first_row(page):
    """Click the first cell of the first table's first row."""
    click_row(page.get_by_test_id("stDataFrame").first, 0)


def click_row(table, row):
    """Click the first cell of a row of a table, once the table is drawn: its name or code is a button."""
    table.locator("canvas [role=gridcell]").first.wait_for(state="attached", timeout=15_000)
    table.click(position={"x": 30, "y": 35 * (row + 1) + 17})


def click_at(chart, place, seen=None):
    """Click where `place` says of a chart's width and height, until `seen` stands: a click on a chart that is drawn anew is lost."""
    for _ in range(4):
        chart.page.wait_for_function(RUN, timeout=90_000)
        box = chart.bounding_box()
        if box is None:  # it is drawn anew just now
            chart.page.wait_for_timeout(300)
            continue
        chart.click(position=dict(zip(("x", "y"), place(box["width"], box["height"]), strict=True)))
        if seen is None:
            return
        try:
            return seen.wait_for(timeout=8_000)
        except TimeoutError:
            continue
    raise AssertionError("a click on the chart did nothing")


def choose(page, box, name, typed=""):
    """Choose an entry of a list by its name, once what is typed narrows it. A list that the page draws anew while it opens is closed: it is opened again."""
    option = page.get_by_role("option", name=name)
    for _ in range(4):
        if not option.is_visible():
            box.click()
            box.fill(typed)
        try:
            return option.click(timeout=8_000)
        except TimeoutError:
            continue
    raise AssertionError(f"{name} could not be chosen")


def picture(page, kind):
    """Open the first chart's picture and press the arrow in it; the file that is saved."""
    offered(page, kind).click()
    chart = page.locator("[role=dialog] .stEChartsChart[aria-busy=false]")
    chart.wait_for(timeout=15_000)
    with page.expect_download() as waiting:
        click_at(chart, lambda width, height: (width - 33, 33))
    return waiting.value


def pictures(seen):
    """Unfold what stands under each figure of a page and save its picture as SVG, where it has one, with the arrow or the camera in it."""
    page = seen.page
    for key in page.evaluate(FOLDED):
        folded = page.locator(f".{key}")
        folded.locator("summary").first.click()
        folded.locator("[data-testid=stExpanderDetails] [data-testid=stCode]").first.wait_for(timeout=30_000)
        seen.settle()
        button = folded.get_by_role("button", name="SVG", exact=True)
        if not button.count():
            continue
        drawing = page.locator("[role=dialog] .stEChartsChart[aria-busy=false], [role=dialog] .modebar-btn").first
        for _ in range(3):  # a click on a button that is about to be drawn anew is lost
            button.click()
            try:
                drawing.wait_for(state="attached", timeout=12_000)
                break
            except TimeoutError:
                continue
        else:
            raise AssertionError(f"{key}: no picture opens at {page.url}")
        with page.expect_download() as waiting:
            if page.locator("[role=dialog] .stPlotlyChart").count():
                drawing.click()
            else:
                click_at(drawing, lambda width, height: (width - 33, 33))
        yield key, waiting.value
        page.keyboard.press("Escape")
        page.locator("[role=dialog]").wait_for(state="detached", timeout=15_000)


def offered(page, kind):
    """The button for a file or picture of this kind under the first figure, unfolded, once it stays."""
    button = page.get_by_role("button", name=kind, exact=True).first
    if not button.is_visible():
        page.get_by_text("Definition, table and download").first.click()
        button.wait_for(timeout=15_000)
    page.wait_for_timeout(300)  # a click on a button that is about to be drawn anew is lost
    page.wait_for_function(RUN, timeout=90_000)
    return button


def saved(page, kind):
    """Unfold what stands under the first figure and press a button for a file; the file that is saved."""
    button = offered(page, kind)
    with page.expect_download() as waiting:
        button.click()
    return waiting.value
