"""A page in a real browser: what it shows, what it asked of the network, what it complained of."""

import pytest

DONE = "[data-testid=stApp][data-test-script-state=notRunning]"


class Visit:
    """One page of one browser context, with what it asked of the network and complained of."""

    def __init__(self, chromium, server, width=1440, scheme="light"):
        self.base = server.url
        self.context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.outside, self.errors = [], []
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, request):
        if not request.url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def _said(self, message):
        # On a deep link Streamlit first looks for itself under the page's own path: two 404s by design.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.errors.append(message.text)

    def open(self, path, title=None):
        self.page.goto(f"{self.base}/{path}")
        return self.settle(title)

    def settle(self, title=None):
        if title:
            self.page.get_by_role("heading", name=title, level=1).wait_for(timeout=30_000)
        self.page.wait_for_selector(DONE, timeout=30_000)
        self.page.wait_for_timeout(500)
        return self.page

    def close(self):
        self.context.close()


@pytest.fixture
def visit(chromium, server):
    visits = []

    def start(**told):
        visits.append(Visit(chromium, told.pop("server", server), **told))
        return visits[-1]

    yield start
    for one in visits:
        one.close()
