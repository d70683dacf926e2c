"""Maps in a real browser: they draw from this server alone, a click on a state or a name opens its page, nothing is cut off."""

import io
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from pages.kit import maps
from tests.support.browser import click_row, more

pytestmark = pytest.mark.browser

SHAPES = ".choroplethlayer path.choroplethlocation"


def centre(page, iso3: str) -> tuple[float, float]:
    """Return the middle of a state's shape on the screen."""
    box = page.evaluate(
        f"""(code) => {{
            const path = [...document.querySelectorAll('{SHAPES}')].find((p) => p.__data__.loc === code);
            path.scrollIntoView({{block: "center"}});
            const box = path.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }}""",
        iso3,
    )
    return box[0], box[1]


def drawn(page) -> set[str]:
    """Return the codes of the areas on the map, once it is there."""
    page.wait_for_function(f"document.querySelectorAll('{SHAPES}').length > 200", timeout=30_000)
    return set(page.evaluate(f"[...document.querySelectorAll('{SHAPES}')].map((path) => path.__data__.loc)"))


@pytest.mark.more
@pytest.mark.parametrize("measure", ["people", "share", "change"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_map_draws_quietly_with_all_its_areas(width, scheme, measure, visit):
    seen = visit(width=width, scheme=scheme)
    draws_quietly(seen, seen.open(f"contributors?measure={measure}", "Contributors"), width)


def draws_quietly(seen, page, width):
    assert drawn(page) == set(maps.shapes())
    page.locator(".scattergeo path.point").first.wait_for(state="attached", timeout=15_000)  # dots of the tiny
    legend = page.locator(".legend .legendtext")
    legend.first.wait_for(timeout=15_000)
    texts = legend.all_text_contents()
    assert {"no figures of its own", "status not determined", "no personnel"} <= set(texts)
    for number in range(len(texts)):  # readable: whole, on the screen, in letters of 12 px
        box = legend.nth(number).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, texts[number]
    page.get_by_text("sovereignty over the Falkland Islands (Malvinas)").first.wait_for(timeout=15_000)
    page.get_by_text("do not imply official endorsement").first.wait_for(timeout=15_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.outside == [] and seen.errors == []


@pytest.mark.parametrize("width", [1440, *more(390)])
def test_a_click_on_a_state_opens_its_page_with_its_code(width, visit):
    seen = visit(width=width)
    page = seen.open("contributors?month=2017-05-31&scope=peacekeeping", "Contributors")
    drawn(page)
    link = page.url
    page.mouse.click(*centre(page, "IND"))
    page.wait_for_function("location.pathname.endsWith('/country') && location.search.includes('iso3=IND')")
    assert "month=2017-05-31" in page.url and "scope=peacekeeping" in page.url and "v=" in page.url
    # One Back, and the map stands as it did: nothing is chosen any more, and another state opens its own page.
    seen.settle("India")
    page.go_back()
    seen.settle("Contributors")
    assert page.url == link
    drawn(page)
    page.mouse.click(*centre(page, "BRA"))
    seen.settle("Brazil")
    assert seen.outside == [] and seen.errors == []


def test_an_area_without_a_state_bears_no_name_and_neither_a_click_nor_the_keyboard_leaves_the_page(walk):
    with walk("contributors", "Contributors") as seen:
        stays_where_no_state_is(seen, seen.page)


def stays_where_no_state_is(seen, page):
    drawn(page)
    hover = page.locator(".hoverlayer .hovertext")
    for code in ("XJK", "XAP", "XAC"):
        page.mouse.move(1, 1)
        expect(hover).to_have_count(0)
        page.mouse.move(*centre(page, code))
        expect(hover).to_have_text(["Status not determined: see the United Nations notes"])
    inside = "!!document.activeElement.closest('[data-testid=stDataFrame]')"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(inside):
            break
    assert page.evaluate(inside)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    assert page.url.split("?")[0].endswith("/contributors")
    page.mouse.click(*centre(page, "GRL"))
    page.wait_for_timeout(700)
    assert page.url.split("?")[0].endswith("/contributors")
    page.mouse.click(*centre(page, "IND"))
    seen.settle("India")


def test_a_click_on_a_name_opens_the_state_and_its_neighbours_open_too(walk):
    with walk("contributors?region=053", "Contributors") as seen:
        page = seen.page
        click_row(page.get_by_test_id("stDataFrame").first, 1)
        seen.settle("New Zealand")
        page.wait_for_function("location.pathname.endsWith('/country') && location.search.includes('iso3=NZL')")
        # The next state by the list of neighbours: the second of its group in UN order.
        click_row(page.get_by_test_id("stDataFrame").last, 1)
        seen.settle("Australia")
        page.wait_for_function("location.search.includes('iso3=AUS')")
        # Another state, reached from the contributors again, is not held back by the one before.
        page.get_by_role("link", name="Contributors", exact=True).click()
        seen.settle("Contributors")
        drawn(page)
        page.mouse.click(*centre(page, "IND"))
        seen.settle("India")
        assert seen.errors == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), *more((390, "dark"))])
def test_the_map_draws_its_boundaries_fetched_once_and_flows_draw_only_when_asked_for(width, scheme, visit):
    seen = visit(width=width, scheme=scheme, fresh=True)
    scripts, boundaries = [], []
    seen.page.on("request", lambda request: scripts.append(request.url) if "DeckGl" in request.url else None)
    seen.page.on("request", lambda request: boundaries.append(request.url) if "geojson" in request.url else None)
    page = seen.open("contributors", "Contributors")
    draws_quietly(seen, page, width)
    page.get_by_role("radio", name="Share of women").click()
    page.wait_for_function("location.search.includes('measure=share')")
    seen.settle()
    drawn(page)
    assert len(boundaries) == 1 and boundaries[0].startswith(seen.base)
    assert not scripts  # deck.gl is large: it waits until someone wants it
    page.get_by_role("radio", name="Flows to missions").click()
    flows = page.get_by_test_id("stDeckGlJsonChart")
    flows.locator("canvas").first.wait_for(timeout=30_000)
    assert scripts and "look=flows" in page.url
    page.get_by_text("no source gives the place of its headquarters").wait_for(timeout=15_000)
    page.get_by_text("do not imply official endorsement").first.wait_for(timeout=15_000)
    end = time.monotonic() + 20
    while colours(flows.screenshot()) <= 500:  # land, sea, arcs: not one flat sheet
        assert time.monotonic() < end
        page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.outside == [] and seen.errors == []


def colours(png: bytes) -> int:
    """How many colours a picture has."""
    return len(Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 24) or [])
