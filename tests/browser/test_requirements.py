"""Requirements in a real browser: cells and codes clicked, each one step of the browser's Back."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import click_at, click_first_row

pytestmark = pytest.mark.browser


def test_a_click_on_a_cell_opens_its_asks_in_the_catalogue_in_one_step(walk):
    with walk("requirements?show=gaps", "Requirements") as seen:
        page = seen.page
        link = page.url
        chart = page.locator(".stEChartsChart").first
        # The last column is training, the second of ten rows its category: counted from the grid's right edge and foot.
        asks = page.get_by_text("40 asks, those without a pledge first")
        click_at(chart, lambda width, height: (width - 40, height - 4 - 8.5 * (height - 50) / 10), asks)
        page.wait_for_function("location.search.includes('show=catalogue')", timeout=15_000)
        assert "chapter=training_capacity_building" in page.url and "pledged=without" in page.url
        assert "category=training_capacity_building_partnerships" in page.url
        seen.settle()
        page.go_back()
        expect(page).to_have_url(link, timeout=15_000)
        expect(page.get_by_text("40 asks, those without a pledge first")).to_have_count(0, timeout=15_000)


def test_a_click_on_a_number_shows_the_sentences_behind_it(walk):
    with walk("requirements?show=announced", "Requirements") as seen:
        chart = seen.page.locator(".stEChartsChart").first
        # Made at no Ministerial is the last of eight columns; aviation of no stated kind the second row from the top.
        heading = seen.page.get_by_role("heading", name="The pledges behind a number")
        click_at(chart, lambda width, height: (width - 40, 42 + 1.5 * 34), heading)
        seen.page.wait_for_function("location.search.includes('row=aviation_unit&column=none')", timeout=15_000)
        heading.scroll_into_view_if_needed()
        expect(seen.page.locator("a[href*='country?']")).to_have_count(7, timeout=15_000)


def test_a_search_stays_in_the_address_and_a_click_on_a_code_opens_the_ask_that_leads_to_a_country(walk):
    with walk("requirements", "Requirements") as seen:
        page = seen.page
        page.get_by_label("Search the asks").fill("UNI-QRF")
        page.keyboard.press("Enter")
        page.wait_for_function("location.search.includes('q=UNI-QRF')", timeout=15_000)
        seen.settle()
        click_first_row(page)
        page.get_by_role("heading", name="Quick reaction companies").wait_for(timeout=15_000)
        page.wait_for_function("location.search.includes('ask=UNI-QRF-01')", timeout=15_000)
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="India").first.click()
        country = opened.value
        country.get_by_role("heading", name="India", level=1).wait_for(timeout=30_000)
        country.wait_for_function(
            "location.search.includes('iso3=IND') && location.search.includes('month=2025-07-31')"
        )
        country.close()
