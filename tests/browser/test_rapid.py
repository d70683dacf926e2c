"""Rapid deployment in a real browser: a state taken out and the curve falls, the link opens the same."""

import pytest
from playwright.sync_api import expect

import queries
from etl import settings
from tests.support.browser import choose

pytestmark = pytest.mark.browser

TITLE = "EXERCISE: Rapid deployment"
CURVE = "readiness_curve"


def wait_for_numbers(page, want):
    """Wait until the page tells these numbers, and no others."""
    expect(page.get_by_test_id("stMetricValue")).to_have_text(want, timeout=15_000)


def test_a_state_is_withdrawn_and_the_curve_falls(visit, levels, published):
    snapshot, today = queries.current("exercise", "restricted"), settings.EXERCISE_DAY
    before = queries.run(CURVE, snapshot=snapshot, today=today)["unit_count"].tolist()
    after = queries.run(CURVE, snapshot=snapshot, today=today, without_states="QNV")["unit_count"].tolist()
    assert all(now < was for was, now in zip(before, after, strict=True))
    seen = visit(server=levels)
    page = seen.open("rapid_deployment?dataset=exercise", TITLE)
    wait_for_numbers(page, [f"{n} units" for n in before])
    page.get_by_text("What if", exact=True).click()
    seen.settle()  # it unfolds, and a list that opens on the way closes again
    choose(page, page.get_by_label("Without states"), "Member State QNV", "QNV")
    page.wait_for_function("location.search.includes('without_states=QNV')", timeout=15_000)
    page.get_by_text("People in them · As asked").wait_for(timeout=15_000)
    want = [f"{was} → {now} units" for was, now in zip(before, after, strict=True)]
    wait_for_numbers(page, want)
    seen.open(page.url.removeprefix(f"{seen.base}/"), TITLE)
    wait_for_numbers(page, want)
    page.get_by_role("button", name="Suppose nothing").click()
    page.wait_for_function("!location.search.includes('without_states')", timeout=15_000)
    page.get_by_text("People in them · As asked").wait_for(state="detached", timeout=15_000)
    wait_for_numbers(page, [f"{n} units" for n in before])


def test_a_region_is_added_and_no_group_is_without(walk):
    with walk("rapid_deployment?dataset=exercise&show=diversity", TITLE) as seen:
        page = seen.page
        expect(page.get_by_test_id("stMetricValue")).to_have_count(3, timeout=15_000)
        expect(page.get_by_test_id("stMetricValue").nth(1)).to_have_text("1", timeout=15_000)
        page.get_by_text("What if", exact=True).click()
        seen.settle()
        number = page.get_by_label("Add units")
        number.fill("2")
        number.press("Enter")
        page.get_by_text("Choose the region that adds the units").wait_for(timeout=15_000)
        seen.settle()
        choose(page, page.get_by_label("From region"), "Latin American and Caribbean Group (GRULAC)")
        page.wait_for_function("location.search.includes('add_group=grulac')", timeout=15_000)
        expect(page.get_by_test_id("stMetricValue")).to_have_count(6, timeout=15_000)
        for place, want in ((1, "1"), (4, "0")):
            expect(page.get_by_test_id("stMetricValue").nth(place)).to_have_text(want, timeout=15_000)


@pytest.mark.more
def test_the_public_dataset_leads_to_the_exercise(visit, levels):
    page = visit(server=levels).open("rapid_deployment?without_states=FRA", "Rapid deployment")
    page.get_by_role("button", name="Open the exercise").click()
    page.get_by_role("heading", name=TITLE, level=1).wait_for(timeout=15_000)
    assert "dataset=exercise" in page.url
