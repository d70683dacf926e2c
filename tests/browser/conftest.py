"""Pages of one browser over two servers: one open to all, one for whoever may see restricted data."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.browser import Visit
from tests.support.server import Shared, share


def pytest_collection_modifyitems(items):
    """Run a test that fails once more: on a machine that is busy for a moment a click is lost. What fails twice has failed."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Beside a failure: what the open pages say, for on another machine nobody can look."""
    report = (yield).get_result()
    if report.when == "call" and report.failed:
        for context in item.funcargs["chromium"].contexts if "chromium" in item.funcargs else ():
            for page in context.pages:
                if page.url != "about:blank":
                    report.sections.append((page.url, page.locator("body").inner_text()))


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


@pytest.fixture(scope="session")
def sessions():
    """Sessions that stay open from test to test: one of the public figures, one of the exercise."""
    return {}


@pytest.fixture
def walk(context, sessions, server, levels):
    """Open pages in a session that stays: `with walk(path, title) as seen`. A page that is loaded costs twice one that is gone on to.

    For tests that leave month, scope and dataset as they are. A session in which a test fails is left behind.
    """

    @contextmanager
    def to(path, title=None):
        is_exercise = "dataset=exercise" in path
        seen = sessions.pop(is_exercise, None)
        if seen is None:
            seen = Visit(context.new_page(), levels if is_exercise else server)
        seen.outside.clear()
        seen.errors.clear()
        here = seen.page.url.removeprefix(seen.base + "/")
        # What is unfolded on a page stays so while it is shown: the same page is loaded.
        if here.startswith("about:") or here.split("?")[0] == path.split("?")[0]:
            seen.open(path, title)
        else:
            seen.go_on(path, title)
        try:
            yield seen
        except BaseException:
            seen.page.close()
            raise
        sessions[is_exercise] = seen

    return to


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
