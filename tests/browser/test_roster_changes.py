"""Rosters on pages of other things in a real browser: the difference of two exports, the units of a state, readiness on the overview."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_browser import KNOWN_AXE
from tests.browser.test_rapid import levels  # noqa: F401  the server that shows levels

pytestmark = pytest.mark.browser

LOOKS = {
    "changes": ("what_changed?dataset=exercise&show=rosters", "EXERCISE: What changed", "units differ"),
    "none": ("what_changed?show=rosters", "What changed", "No export of the PCRS is loaded"),
    "state": (
        "country?dataset=exercise&iso3=QMB",
        "EXERCISE: Member State QMB",
        "Slots, and what it gives to units of others",
    ),
    "overview": ("?dataset=exercise", "EXERCISE: Overview", "Least covered"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("look", LOOKS)
def test_it_is_drawn_and_quiet(look, width, scheme, visit, levels):  # noqa: F811
    path, title, told = LOOKS[look]
    seen = visit(server=levels, width=width, scheme=scheme)
    page = seen.open(path, title)
    page.get_by_text(told).first.wait_for()
    assert page.locator("[data-testid=stException], [data-testid=stEChartsChartError]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = "[...document.querySelectorAll('[data-testid=stMetricValue], [data-testid=stMetricLabel] p')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
    assert page.evaluate(cut) == []
    assert seen.outside == [] and seen.errors == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_beyond_streamlits_own(look, visit, levels):  # noqa: F811
    path, title, _told = LOOKS[look]
    found = Axe().run(visit(server=levels).open(path, title)).response["violations"]
    assert not {rule["id"]: rule["nodes"][0]["html"][:200] for rule in found if rule["id"] not in KNOWN_AXE}


def test_from_the_overview_to_what_changed_and_the_exercise_stays(visit, levels):  # noqa: F811
    seen = visit(server=levels)
    page = seen.open("?dataset=exercise", "EXERCISE: Overview")
    page.get_by_role("link", name="What changed in the roster").click()
    seen.settle("EXERCISE: What changed")
    page.get_by_text("units differ").wait_for()
    assert "show=rosters" in page.url and "dataset=exercise" in page.url
