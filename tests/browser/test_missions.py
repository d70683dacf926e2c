"""Missions and Compare in a real browser: followed by a click, the same from a link."""

import time

import pytest

import queries
from tests.support.browser import DONE, click_first_row, drawn

pytestmark = pytest.mark.browser


@pytest.mark.more
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


def test_a_click_on_a_code_opens_the_mission_and_back_returns(walk):
    with walk("missions", "Missions") as seen:
        link = seen.page.url
        click_first_row(seen.page)
        seen.page.get_by_role("heading", name="BINUH", level=1).wait_for(timeout=15_000)
        seen.page.wait_for_function("location.search.includes('mission=BINUH')", timeout=15_000)
        seen.settle()
        seen.page.go_back()
        seen.settle("Missions")
        assert seen.page.url == link and "v=" in link


@pytest.mark.more
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
