"""Missions, Compare and What changed in a real browser: drawn, quiet, followed by a click, the same from a link, accessible."""

import os
import subprocess
import sys
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

import queries
from etl.settings import ROOT
from tests.browser.conftest import DONE
from tests.browser.test_browser import KNOWN_AXE
from tests.conftest import Server

pytestmark = pytest.mark.browser

LOOKS = {
    "missions": "Missions",
    "missions?mission=UNIFIL": "UNIFIL",
    "missions?mission=MINUSMA&by=contributor": "MINUSMA",
    "compare": "Compare",
    "compare?by=state&from=2017-04-30": "Compare",
    "compare?mode=states&a=BGD&b=TUR": "Compare",
    "what_changed": "What changed",
}
BUSY = "[data-testid=stSkeleton], .stEChartsChart[aria-busy=true]"


def drawn(page):
    page.wait_for_function(f"!document.querySelector('{BUSY}')", timeout=20_000)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("path", LOOKS)
def test_every_look_draws_quietly(path, width, scheme, visit):
    seen = visit(width=width, scheme=scheme)
    page = seen.open(path, LOOKS[path])
    drawn(page)
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.outside == [] and seen.errors == []


def test_every_mission_of_the_data_opens_none_broken(visit, published):
    """One mission after the other by its link, in one session's browser; the slowest is printed."""
    found = queries.run("mission_list")
    codes = found.loc[found["last_as_of"].notna(), "mission"].tolist()
    seen = visit()
    slowest = (0.0, "")
    for code in codes:
        start = time.perf_counter()
        page = seen.open(f"missions?mission={code}", code)
        drawn(page)
        slowest = max(slowest, (time.perf_counter() - start, code))
        assert page.locator("[data-testid=stException], [data-testid=stEChartsChartError]").count() == 0, code
        assert page.locator(".stEChartsChart canvas").count() >= 1, code
    assert len(codes) == 28 and seen.outside == [] and seen.errors == []
    print(f"{len(codes)} missions, slowest {slowest[1]}: {slowest[0]:.1f} s from link to drawn")


def test_a_click_on_a_code_opens_the_mission_and_back_returns(visit):
    page = visit().open("missions", "Missions")
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for()
    page.wait_for_timeout(800)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 40, box["y"] + 35 + 17)  # the first row under the headings
    page.get_by_role("heading", name="BINUH", level=1).wait_for(timeout=15_000)
    assert "mission=BINUH" in page.url and "v=" in page.url


def test_a_month_is_compared_with_another_and_the_link_keeps_both(visit):
    page = visit().open("compare?from=2024-01-31&by=type", "Compare")
    link = page.url
    assert "from=2024-01-31" in link and "month=2025-07-31" in link and "by=type" in link
    assert page.get_by_text("which sum to the change of all").first.is_visible()
    again = visit()
    again.page.goto(link)
    again.page.get_by_role("heading", name="Compare", level=1).wait_for()
    again.page.wait_for_selector(DONE)
    assert again.page.url == link


def test_what_a_new_load_changed_is_shown(tmp_path, visit):
    environment = os.environ | {"LEDGER_WORK": str(tmp_path), "LEDGER_DATA": str(ROOT / "data")}
    build = [sys.executable, "-m", "etl", "build"]
    subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
    inbox = tmp_path / "inbox" / "deployments"
    inbox.mkdir(parents=True)
    (inbox / "revised.csv").write_text(
        "isocode3,m49_code,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,"
        "last_reporting_date\nFJI,242,Fiji,UNDOF,Troops,20,140,2025-07-31\nFJI,242,Fiji,UNDOF,Troops,21,141,2025-08-31\n"
    )
    subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
    running = Server(tmp_path).wait()
    try:
        page = visit(server=running).open("what_changed", "What changed")
        drawn(page)
        told = {
            card.get_by_test_id("stMetricLabel").inner_text(): card.get_by_test_id("stMetricValue").inner_text()
            for card in page.get_by_test_id("stMetric").all()
        }
        assert told == {"New rows": "1", "Revised rows": "1", "Removed rows": "0", "Months that changed": "2"}
    finally:
        running.stop()


@pytest.mark.parametrize(
    "path", ["missions", "missions?mission=UNIFIL", "compare", "compare?mode=states", "what_changed"]
)
def test_axe_finds_nothing_beyond_streamlits_own(path, visit):
    page = visit().open(path)
    page.locator("h1").wait_for()
    page.wait_for_selector(DONE)
    drawn(page)
    found = Axe().run(page).response["violations"]
    ours = {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found if rule["id"] not in KNOWN_AXE}
    assert not ours
