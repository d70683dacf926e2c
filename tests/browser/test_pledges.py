"""Pledges in a real browser: opened by a click, the same from a link, taken away as a list."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.support.browser import click_first_row, click_row

pytestmark = pytest.mark.browser


def test_a_list_has_a_sheet_for_each_category_and_a_click_opens_a_pledge_that_the_address_names(walk):
    with walk("pledges?ministerial=Berlin+2025", "Pledges") as seen:
        page = seen.page
        with page.expect_download() as waiting:
            page.get_by_test_id("stDownloadButton").get_by_text("Consolidated list").click()
        book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
        assert len(book.sheetnames) == 11 and sum(sheet.max_row - 1 for sheet in book.worksheets[:10]) == 52
        seen.open("pledges?iso3=CAN&ministerial=Berlin+2025", "Pledges")
        click_first_row(page)
        page.get_by_test_id("stText").get_by_text("Keep providing tactical airlift").wait_for(timeout=15_000)
        page.get_by_text("a remark rejects nothing").wait_for(timeout=15_000)
        assert "pledge=P005" in page.url and "iso3=CAN" in page.url and "v=" in page.url


def test_a_click_on_a_states_page_leads_to_the_pledge(walk):
    with walk("country?iso3=BRA", "Brazil") as seen:
        page = seen.page
        heading = page.get_by_role("heading", name="Pledges", exact=True)
        click_row(heading.locator("xpath=following::div[@data-testid='stDataFrame'][1]"), 0)
        page.get_by_role("heading", name="Pledges", level=1).wait_for(timeout=15_000)
        page.wait_for_function("location.search.includes('pledge=P143')", timeout=15_000)
        expect(page.get_by_text("TPP-ACT-02")).to_be_visible(timeout=15_000)
        assert "v=" in page.url


def test_the_overview_leads_to_pledges_without_news(walk):
    with walk("", "Overview") as seen:
        page = seen.page
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1350
        page.get_by_text("In numbers: asks, pledges, rosters").click()
        page.get_by_role("link", name="Pledges, followed to delivery").click()
        page.get_by_role("heading", name="Pledges", level=1).wait_for(timeout=15_000)
        page.wait_for_function("location.search.includes('news=no_news')", timeout=15_000)
        page.get_by_text("Age: days from the last reported step").wait_for(timeout=15_000)
