"""Requirements in a real browser: cells and codes clicked, the same from a link."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import DONE, click_first_row, drawn

pytestmark = pytest.mark.browser


def test_a_click_on_a_cell_opens_its_asks_in_the_catalogue(visit):
    page = visit().open("requirements?show=gaps", "Requirements")
    drawn(page)
    chart = page.locator(".stEChartsChart").first
    box = chart.bounding_box()
    # The last column is training, the second of ten rows its category: counted from the grid's right edge and foot.
    page.mouse.click(box["x"] + box["width"] - 40, box["y"] + box["height"] - 4 - 8.5 * (box["height"] - 50) / 10)
    page.get_by_text("Search the asks").wait_for(timeout=15_000)
    page.wait_for_function("location.search.includes('show=catalogue')", timeout=15_000)
    page.wait_for_selector(DONE)
    assert "chapter=training_capacity_building" in page.url and "pledged=without" in page.url
    assert "category=training_capacity_building_partnerships" in page.url
    page.get_by_text("40 asks, those without a pledge first").wait_for()


def test_a_click_on_a_number_shows_the_sentences_behind_it(visit):
    page = visit().open("requirements?show=announced", "Requirements")
    drawn(page)
    chart = page.locator(".stEChartsChart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    # Made at no Ministerial is the last of eight columns; aviation of no stated kind the second row from the top.
    page.mouse.click(box["x"] + box["width"] - 40, box["y"] + 42 + 1.5 * 34)
    page.wait_for_function("location.search.includes('row=aviation_unit&column=none')", timeout=15_000)
    page.wait_for_selector(DONE)
    page.get_by_role("heading", name="The pledges behind a number").scroll_into_view_if_needed()
    expect(page.locator("a[href*='country?']")).to_have_count(7, timeout=15_000)


def test_a_click_on_a_code_opens_the_ask_and_its_state_leads_to_the_country_page(visit):
    page = visit().open("requirements?q=UNI-QRF", "Requirements")
    click_first_row(page)
    page.get_by_role("heading", name="Quick reaction companies").wait_for(timeout=15_000)
    page.wait_for_selector(DONE)
    assert "ask=UNI-QRF-01" in page.url and "v=" in page.url
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="India").first.click()
    country = opened.value
    country.get_by_role("heading", name="India", level=1).wait_for(timeout=30_000)
    country.wait_for_function("location.search.includes('iso3=IND') && location.search.includes('month=2025-07-31')")
    country.close()


def test_a_search_is_kept_by_the_link(visit):
    page = visit().open("requirements", "Requirements")
    page.get_by_label("Search the asks").fill("french-speaking")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('q=french-speaking')", timeout=15_000)
    page.wait_for_selector(DONE)
    link = page.url
    again = visit()
    again.page.goto(link)
    again.settle("Requirements")
    expect(again.page.get_by_label("Search the asks")).to_have_value("french-speaking", timeout=15_000)
    expect(again.page).to_have_url(link, timeout=15_000)
