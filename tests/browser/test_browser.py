"""The dashboard in a real browser: deep links, drawing, filters, links after a new load, silence on the network, access."""

import os
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from etl.settings import ROOT
from tests.browser.conftest import DONE
from tests.conftest import Server

pytestmark = pytest.mark.browser

PAGES = {
    "": "Overview",
    "gender_parity": "Gender parity",
    "gender_parity?show=missions": "Gender parity",
    "gender_parity?show=contributors": "Gender parity",
    "gender_parity?show=closing": "Gender parity",
    "gender_parity?show=lines&mission=UNDOF": "Gender parity",
    "method_and_sources": "Method and sources",
    "data_health": "Data health",
}
# Streamlit's own, as measured: see README, Decisions.
KNOWN_AXE = {"list", "listitem", "svg-img-alt"}


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_draws_quietly(path, width, scheme, visit):
    seen = visit(width=width, scheme=scheme)
    page = seen.open(path, PAGES[path])
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.get_by_text("Page not found").count() == 0
    # Charts and tables are canvases: at least one has a size.
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stMain] canvas')].some(c => c.clientWidth > 100 && c.clientHeight > 20)",
        timeout=15_000,
    )
    # Nothing is cut off at the right edge of the page itself.
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.outside == [] and seen.errors == []


def test_the_first_request_of_a_fresh_server_passes_through_the_dashboard(built, visit):
    fresh = Server(built).wait()
    try:
        page = visit(server=fresh).open("data_health", "Data health")
        assert "v=" in page.url and "month=2025-07-31" in page.url
        assert page.get_by_text("Data version").first.is_visible()
    finally:
        fresh.stop()


def test_whoever_types_the_first_pages_name_gets_there_with_the_rest_of_the_link(visit):
    page = visit().open("overview?month=2020-12-31&scope=peacekeeping", "Overview")
    assert "/?" in page.url and "month=2020-12-31" in page.url and "scope=peacekeeping" in page.url
    assert page.get_by_text("Page not found").count() == 0


def test_filters_narrow_and_stay_across_pages(visit):
    page = visit().open("", "Overview")
    page.get_by_text("61,127").first.wait_for()
    page.get_by_role("radio", name="Peacekeeping").click()
    page.get_by_text("59,913").first.wait_for(timeout=15_000)
    assert "scope=peacekeeping" in page.url
    page.get_by_role("link", name="Gender parity", exact=True).click()
    page.get_by_role("heading", name="Gender parity", level=1).wait_for()
    page.wait_for_selector(DONE)
    page.wait_for_function("location.search.includes('scope=peacekeeping')")
    assert "month=2025-07-31" in page.url and "v=" in page.url


def test_a_copied_link_opens_the_same_figures_after_a_new_load(tmp_path, visit):
    environment = os.environ | {"LEDGER_WORK": str(tmp_path), "LEDGER_DATA": str(ROOT / "data")}
    build = [sys.executable, "-m", "etl", "build"]
    subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
    running = Server(tmp_path).wait()
    try:
        page = visit(server=running).open("", "Overview")
        link = page.url.removeprefix(running.url + "/")
        inbox = tmp_path / "inbox" / "deployments"
        inbox.mkdir(parents=True)
        (inbox / "revised.csv").write_text(
            "isocode3,m49_code,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,"
            "last_reporting_date\nFJI,242,Fiji,UNDOF,Troops,1,2,2025-08-31\n"
        )
        subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
        newest = visit(server=running).open("", "Overview")
        assert "month=2025-08-31" in newest.url and newest.get_by_text("61,127").count() == 0
        again = visit(server=running).open(link, "Overview")
        again.get_by_text("61,127").first.wait_for()
        assert again.get_by_text("pinned to an earlier data version").is_visible()
    finally:
        running.stop()


def test_downloads_hold_what_is_on_screen(visit):
    page = visit().open("gender_parity?show=closing", "Gender parity")
    page.get_by_text("Definition, table and download").first.click()
    button = page.get_by_test_id("stDownloadButton").get_by_text("CSV").first
    button.wait_for()
    with page.expect_download() as waiting:
        button.click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "contingent_troops,4248,52367" in text and "# Data version" in text


@pytest.mark.parametrize(
    "path", ["", "gender_parity", "gender_parity?show=contributors", "data_health", "method_and_sources"]
)
def test_axe_finds_nothing_beyond_streamlits_own(path, visit):
    page = visit().open(path, PAGES[path])
    found = Axe().run(page).response["violations"]
    ours = {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found if rule["id"] not in KNOWN_AXE}
    assert not ours


def test_the_keyboard_reaches_every_filter(visit):
    page = visit().open("gender_parity", "Gender parity")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '')"
            )
        )
    told = " ".join(reached)
    assert "By category" in told or "Show" in told
    assert "Personnel category" in told and "Month" in told
