"""Pages of one browser over two servers: one open to all, one for whoever may see restricted data."""

import os
from pathlib import Path

import pytest

from tests.support.browser import Visit
from tests.support.server import Shared, share


@pytest.fixture(scope="session")
def levels(built) -> Shared:
    """One warm server over the run's build that shows what is restricted: levels, returns, forms; all workers share it."""
    return share(Path(os.environ["LEDGER_TEST_SERVERS"]), built, "restricted")


@pytest.fixture(scope="session")
def context(chromium):
    """One browser context for a session: its cache holds Streamlit's scripts after the first page."""
    made = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield made
    made.close()


@pytest.fixture(scope="session")
def tabs():
    """Empty tabs of the session's context: one that has compiled Streamlit's scripts opens the next page in half the time."""
    return []


@pytest.fixture
def visit(context, tabs, chromium, server):
    """Open sessions: `visit(server=, width=, scheme=)`, each in a tab of its own; with `fresh` in a context without a cache."""
    visits, contexts = [], []

    def start(server=server, width=1440, scheme="light", fresh=False) -> Visit:
        if fresh:
            contexts.append(chromium.new_context())
            page = contexts[-1].new_page()
        else:
            page = tabs.pop() if tabs else context.new_page()
        one = Visit(page, server)
        one.page.set_viewport_size({"width": width, "height": 900})
        one.page.emulate_media(color_scheme=scheme)
        visits.append(one)
        return one

    yield start
    for one in visits:
        one.leave()
        if one.context is context:
            tabs.append(one.page)
    for own in contexts:
        own.close()
