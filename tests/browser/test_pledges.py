"""Pledges, and Training and translation, in a real browser: drawn, quiet, opened by a click, the same from a link, accessible."""

import io

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DONE
from tests.browser.test_browser import KNOWN_AXE
from tests.browser.test_missions import drawn

pytestmark = pytest.mark.browser

LOOKS = {
    "pledges": "Pledges",
    "pledges?pledge=P164&ministerial=Berlin+2025": "Pledges",
    "pledges?show=conversion": "Pledges",
    "pledges?show=breakdown&ministerial=Berlin+2025": "Pledges",
    "pledges?show=totals": "Pledges",
    "pledges?show=implementation": "Pledges",
    "training": "Training and translation",
    "training?show=translations": "Training and translation",
    "training?show=hosts": "Training and translation",
    "training?show=participants": "Training and translation",
    "country?iso3=CAN": "Canada",
    "": "Overview",
}


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark"), (1440, "dark"), (390, "light")])
@pytest.mark.parametrize("path", LOOKS)
def test_every_look_draws_quietly(path, width, scheme, visit):
    seen = visit(width=width, scheme=scheme)
    page = seen.open(path, LOOKS[path])
    drawn(page)
    assert page.locator("[data-testid=stException], [data-testid=stEChartsChartError]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.outside == [] and seen.errors == []


def click_first_row(page):
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for()
    page.wait_for_timeout(800)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 30, box["y"] + 35 + 17)  # the first row under the headings


def test_a_click_on_a_pledge_opens_it_and_the_link_keeps_it(visit):
    page = visit().open("pledges?iso3=CAN&ministerial=Berlin+2025", "Pledges")
    click_first_row(page)
    page.get_by_text("Fixed-wing airlift").first.wait_for(timeout=15_000)
    assert "pledge=P005" in page.url and "iso3=CAN" in page.url and "v=" in page.url
    again = visit()
    again.page.goto(page.url)
    again.settle("Pledges")
    assert again.page.get_by_test_id("stText").get_by_text("Keep providing tactical airlift").is_visible()
    assert again.page.get_by_text("a remark rejects nothing").is_visible()


def test_a_click_on_a_states_page_leads_to_the_pledge(visit):
    page = visit().open("country?iso3=BRA", "Brazil")
    table = page.get_by_test_id("stDataFrame").filter(has=page.locator("[aria-label='Pledges of this state']"))
    table = (
        table
        if table.count()
        else page.get_by_role("heading", name="Pledges", exact=True).locator(
            "xpath=following::div[@data-testid='stDataFrame'][1]"
        )
    )
    table.first.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    box = table.first.bounding_box()
    page.mouse.click(box["x"] + 30, box["y"] + 35 + 17)
    page.get_by_role("heading", name="Pledges", level=1).wait_for(timeout=15_000)
    page.wait_for_function("location.search.includes('pledge=P143')", timeout=15_000)
    page.wait_for_selector(DONE)
    assert "v=" in page.url and page.get_by_text("TPP-ACT-02").is_visible()


def test_the_overview_leads_to_pledges_without_news(visit):
    page = visit().open("", "Overview")
    page.get_by_role("link", name="Pledges, followed to delivery").click()
    page.get_by_role("heading", name="Pledges", level=1).wait_for(timeout=15_000)
    page.wait_for_function("location.search.includes('news=no_news')", timeout=15_000)
    page.get_by_text("Age: days from the last reported step").wait_for(timeout=15_000)


def test_the_consolidated_list_has_a_sheet_for_each_category(visit):
    page = visit().open("pledges?ministerial=Berlin+2025", "Pledges")
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_text("Consolidated list").click()
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    assert len(book.sheetnames) == 11 and sum(sheet.max_row - 1 for sheet in book.worksheets[:10]) == 53


@pytest.mark.parametrize("path", [path for path in LOOKS if path])
def test_axe_finds_nothing_beyond_streamlits_own(path, visit):
    page = visit().open(path, LOOKS[path])
    drawn(page)
    found = Axe().run(page).response["violations"]
    ours = {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found if rule["id"] not in KNOWN_AXE}
    assert not ours
