"""Rapid deployment in a real browser: every look drawn and quiet, a state taken out and the curve falls, the link opens the same."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import queries
from etl import settings
from tests.browser.conftest import DONE
from tests.browser.test_browser import KNOWN_AXE
from tests.browser.test_missions import drawn
from tests.conftest import Server

pytestmark = pytest.mark.browser

TITLE = "EXERCISE: Rapid deployment"
ASKED = "without_states=QMB&without_missions=XMC&add=2&add_group=grulac"
LOOKS = {
    "curve": ("rapid_deployment?dataset=exercise", TITLE),
    "curve asked": (f"rapid_deployment?dataset=exercise&{ASKED}", TITLE),
    "diversity": ("rapid_deployment?dataset=exercise&show=diversity", TITLE),
    "diversity asked": (f"rapid_deployment?dataset=exercise&show=diversity&{ASKED}", TITLE),
    "cycles": ("rapid_deployment?dataset=exercise&show=cycles", TITLE),
    "candidates": ("rapid_deployment?dataset=exercise&show=candidates", TITLE),
    "bad codes": ("rapid_deployment?dataset=exercise&show=x&cap=%25&without_units=%00;..&add=-1&add_group=1", TITLE),
    "no roster": ("rapid_deployment", "Rapid deployment"),
}
CURVE = "readiness_curve"


@pytest.fixture(scope="module")
def levels(built):
    """Yield a server that shows levels."""
    before = os.environ.get("LEDGER_AUDIENCE")
    os.environ["LEDGER_AUDIENCE"] = "restricted"
    running = Server(built)
    if before is None:
        del os.environ["LEDGER_AUDIENCE"]
    else:
        os.environ["LEDGER_AUDIENCE"] = before
    try:
        yield running.wait()
    finally:
        running.stop()


def opened(seen, look):
    path, title = LOOKS[look]
    page = seen.open(path, title)
    if look not in ("candidates", "no roster"):
        drawn(page)
    return page


def values(page):
    return page.get_by_test_id("stMetricValue").all_inner_texts()


def told(page, want):
    """Wait until the page tells these numbers, and no others."""
    expect(page.get_by_test_id("stMetricValue")).to_have_text(want, timeout=15_000)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
@pytest.mark.parametrize("look", LOOKS)
def test_every_look_draws_quietly(look, width, scheme, visit, levels):
    seen = visit(width=width, scheme=scheme, server=levels)
    page = opened(seen, look)
    assert page.locator("[data-testid=stException], [data-testid=stEChartsChartError]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = "[...document.querySelectorAll('[data-testid=stMetricValue], [data-testid=stMetricDelta]')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
    assert page.evaluate(cut) == []
    assert seen.outside == [] and seen.errors == []


def test_a_state_is_withdrawn_and_the_curve_falls(visit, levels, published):
    snapshot, today = queries.current("exercise", "restricted"), settings.EXERCISE_DAY
    before = queries.run(CURVE, snapshot=snapshot, today=today)["unit_count"].tolist()
    after = queries.run(CURVE, snapshot=snapshot, today=today, without_states="QNV")["unit_count"].tolist()
    assert all(now < was for was, now in zip(before, after, strict=True))
    page = visit(server=levels).open("rapid_deployment?dataset=exercise", TITLE)
    told(page, [f"{n} units" for n in before])
    page.get_by_text("What if", exact=True).click()
    page.wait_for_timeout(600)  # it unfolds, and a list that opens on the way closes again
    box = page.get_by_label("Without states")
    box.click()
    box.press_sequentially("QNV", delay=30)
    page.get_by_role("option", name="Member State QNV").wait_for(timeout=15_000)
    box.press("Enter")
    page.wait_for_function("location.search.includes('without_states=QNV')", timeout=15_000)
    page.get_by_text("People in them · As asked").wait_for(timeout=15_000)
    want = [f"{was} → {now} units" for was, now in zip(before, after, strict=True)]
    told(page, want)
    drawn(page)
    link = page.url
    again = visit(server=levels)
    again.page.goto(link)
    again.settle(TITLE)
    told(again.page, want)
    again.page.get_by_role("button", name="Suppose nothing").click()
    again.page.wait_for_function("!location.search.includes('without_states')", timeout=15_000)
    again.page.get_by_text("People in them · As asked").wait_for(state="detached", timeout=15_000)
    told(again.page, [f"{n} units" for n in before])


def test_a_region_is_added_and_no_group_is_without(visit, levels):
    page = visit(server=levels).open("rapid_deployment?dataset=exercise&show=diversity", TITLE)
    expect(page.get_by_test_id("stMetricValue")).to_have_count(4, timeout=15_000)
    assert values(page)[1] == "1"
    page.get_by_text("What if", exact=True).click()
    page.wait_for_timeout(600)
    number = page.get_by_label("Add units")
    number.fill("2")
    number.press("Enter")
    page.get_by_text("Choose the region that adds the units").wait_for(timeout=15_000)
    page.wait_for_selector(DONE)
    page.wait_for_timeout(600)
    page.get_by_label("From region").click()
    option = page.get_by_role("option", name="Latin American and Caribbean Group (GRULAC)")
    option.wait_for(timeout=15_000)
    page.wait_for_timeout(300)
    option.click()
    page.wait_for_function("location.search.includes('add_group=grulac')", timeout=15_000)
    expect(page.get_by_test_id("stMetricValue")).to_have_count(8, timeout=15_000)
    assert (values(page)[1], values(page)[5]) == ("1", "0")


def test_the_public_dataset_leads_to_the_exercise(visit, levels):
    page = visit(server=levels).open("rapid_deployment?without_states=FRA", "Rapid deployment")
    page.get_by_role("button", name="Open the exercise").click()
    page.get_by_role("heading", name=TITLE, level=1).wait_for(timeout=15_000)
    assert "dataset=exercise" in page.url


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_beyond_streamlits_own(look, visit, levels):
    page = opened(visit(server=levels), look)
    found = Axe().run(page).response["violations"]
    ours = {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found if rule["id"] not in KNOWN_AXE}
    assert not ours
