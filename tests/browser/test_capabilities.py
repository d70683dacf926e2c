"""Capability gaps and Mission requirements in a real browser: every look drawn and quiet, a cell clicked down to its unit, accessible."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

import queries
from etl import settings
from tests.browser.test_browser import KNOWN_AXE
from tests.browser.test_missions import drawn
from tests.conftest import Server

pytestmark = pytest.mark.browser

GAPS, LINES = "EXERCISE: Capability gaps", "EXERCISE: Mission requirements"
LOOKS = {
    "stage": ("capability_gaps?dataset=exercise", GAPS),
    "region": ("capability_gaps?dataset=exercise&by=region&cap=qrf_company&cell=african_group", GAPS),
    "mission": ("capability_gaps?dataset=exercise&by=mission&rows=all", GAPS),
    "day": ("capability_gaps?dataset=exercise&by=day&section=aviation", GAPS),
    "waiting": ("capability_gaps?dataset=exercise&show=waiting", GAPS),
    "no roster": ("capability_gaps", "Capability gaps"),
    "lines": ("mission_requirements?dataset=exercise&line=L-003&units=all", LINES),
    "no lines": ("mission_requirements", "Mission requirements"),
}


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
    if "capability" in path and look != "waiting":
        drawn(page)
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
@pytest.mark.parametrize("look", LOOKS)
def test_every_look_draws_quietly(look, width, scheme, visit, levels):
    seen = visit(width=width, scheme=scheme, server=levels)
    page = opened(seen, look)
    assert page.locator("[data-testid=stException], [data-testid=stEChartsChartError]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.outside == [] and seen.errors == []


def test_a_click_on_an_aviation_cell_reaches_a_unit_and_its_sheet_cell(visit, levels, published):
    snapshot, today = queries.current("exercise", "restricted"), settings.EXERCISE_DAY
    stages = queries.run("capability_stage", snapshot=snapshot, today=today)
    rows = stages[(stages["section"] == "aviation") & stages["required"].notna()]
    rows = rows.sort_values("coverage", kind="stable").reset_index(drop=True)
    below = len(rows) - rows["level_1"].idxmax()
    one = rows.iloc[-below]
    page = visit(server=levels).open("capability_gaps?dataset=exercise&section=aviation", GAPS)
    drawn(page)
    box = page.locator(".stEChartsChart").first.bounding_box()
    # Counted from the foot, under a heading; Level 1 is the second of eight columns, beside names 249 pixels wide.
    high = (box["height"] - 34) / (len(rows) + 1)
    page.mouse.click(
        box["x"] + 249 + (box["width"] - 255) * 1.5 / 8, box["y"] + box["height"] - 4 - high * (below - 0.5)
    )
    page.wait_for_function(f"location.search.includes('cap={one['capability']}')", timeout=15_000)
    assert "cell=level_1" in page.url
    page.get_by_role("heading", name=one["capability_name"]).wait_for(timeout=15_000)
    units = queries.run("roster_units", snapshot=snapshot, capability=one["capability"], today=today)
    assert len(units) == one["level_1"] > 0
    unit = next(units.itertuples())
    paper = page.locator(".paper", has_text=unit.unit_id).first
    paper.wait_for(state="attached", timeout=15_000)
    assert f"{unit.place} · {unit.file_name}" in paper.inner_html() and "!" in unit.place
    link = page.url
    again = visit(server=levels)
    again.page.goto(link)
    again.settle(GAPS)
    again.page.get_by_role("heading", name=one["capability_name"]).wait_for(timeout=15_000)


def test_a_click_on_a_line_lists_its_units(visit, levels):
    page = visit(server=levels).open("mission_requirements?dataset=exercise&state=matched_not_assessed", LINES)
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for()
    page.wait_for_timeout(800)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 30, box["y"] + 35 + 17)  # the first row under the headings
    page.wait_for_function("location.search.includes('line=L-')", timeout=15_000)
    page.get_by_text("Nothing here proposes a selection").wait_for(timeout=15_000)


def test_the_public_dataset_leads_to_the_exercise(visit, levels):
    page = visit(server=levels).open("capability_gaps", "Capability gaps")
    page.get_by_role("button", name="Open the exercise").click()
    page.get_by_role("heading", name=GAPS, level=1).wait_for(timeout=15_000)
    assert "dataset=exercise" in page.url


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_beyond_streamlits_own(look, visit, levels):
    page = opened(visit(server=levels), look)
    found = Axe().run(page).response["violations"]
    ours = {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found if rule["id"] not in KNOWN_AXE}
    assert not ours
