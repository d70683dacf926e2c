"""Capability gaps and Mission requirements in a real browser: a cell clicked down to its unit, a line to its units."""

import pytest
from playwright.sync_api import expect

import queries
from etl import settings
from pages.capabilities import gap_charts, gap_facts
from tests.support.browser import click_at, click_first_row

pytestmark = pytest.mark.browser

GAPS, LINES = "EXERCISE: Capability gaps", "EXERCISE: Mission requirements"


def test_a_click_on_an_aviation_cell_opens_its_units_and_escape_closes_them(walk, published):
    snapshot, today = queries.current("exercise", "restricted"), settings.EXERCISE_DAY
    stages = queries.run("capability_stage", snapshot=snapshot, today=today)
    rows = gap_facts.by_coverage(stages[(stages["section"] == "aviation") & stages["required"].notna()])
    rows = rows.reset_index(drop=True)
    below = len(rows) - rows["deployed"].idxmax()
    one = rows.iloc[-below]
    with walk("capability_gaps?dataset=exercise&section=aviation", GAPS) as seen:
        page = seen.page
        link = page.url
        grid = page.locator(".stEChartsChart").first
        opened = page.get_by_role("dialog", name=one["capability_name"])

        def click():
            """Deployed is the last column; rows are counted from the foot."""
            click_at(grid, lambda width, height: (width - 30, height - 4 - gap_charts.ROW * (below - 0.5)), opened)

        click()
        address = f"location.search.includes('cap={one['capability']}') && location.search.includes('cell=deployed')"
        page.wait_for_function(address, timeout=15_000)
        units = queries.run("roster_units", snapshot=snapshot, capability=one["capability"], today=today)
        unit = next(units[units["status"] == "deployed"].itertuples())
        paper = page.locator(".paper", has_text=unit.unit_id).first
        paper.wait_for(state="attached", timeout=15_000)
        expect(paper).to_contain_text(f"{unit.place} · {unit.file_name}", timeout=15_000)
        assert "!" in unit.place
        # From within its table too, which takes the key for itself, one Escape closes the dialog.
        opened.get_by_test_id("stDataFrame").first.click(position={"x": 400, "y": 60})
        page.wait_for_function("document.activeElement.closest('[data-testid=stDataFrame]')", timeout=15_000)
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0, timeout=15_000)
        page.wait_for_function("!location.search.includes('cell=')", timeout=15_000)
        # The same cell opens again; the click is one step: Back shows the grid alone.
        click()
        page.go_back()
        expect(opened).to_have_count(0, timeout=15_000)
        assert "cell=" not in page.url and "section=aviation" in link
        seen.settle()
        # By keyboard: the list beside the grid begins with its first row, opens the same, and has the focus again after Escape.
        opener, worst = page.get_by_role("combobox", name="Capability"), gap_facts.by_coverage(stages).iloc[0]
        opener.focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option").nth(1)).to_have_text(worst["capability_name"])
        page.keyboard.type(worst["capability_name"])
        page.keyboard.press("Enter")
        opened = page.get_by_role("dialog", name=worst["capability_name"])
        opened.wait_for(timeout=15_000)
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0, timeout=15_000)
        expect(opener).to_be_focused()


def test_a_click_on_a_line_lists_its_units(walk):
    with walk("mission_requirements?dataset=exercise&state=matched_not_assessed", LINES) as seen:
        click_first_row(seen.page)
        seen.page.wait_for_function("location.search.includes('line=L-')", timeout=15_000)
        seen.page.get_by_text("Nothing here proposes a selection").wait_for(timeout=15_000)


def test_the_public_dataset_leads_to_the_exercise(visit, levels):
    page = visit(server=levels).open("capability_gaps", "Capability gaps")
    page.get_by_role("button", name="Open the exercise").click()
    page.get_by_role("heading", name=GAPS, level=1).wait_for(timeout=15_000)
    page.wait_for_function("location.search.includes('dataset=exercise')", timeout=15_000)


def test_the_overview_is_a_screen_and_a_half_and_a_click_on_its_worst_gap_opens_what_is_behind_it(walk, published):
    snapshot = queries.current("exercise", "restricted")
    stages = queries.run("capability_stage", snapshot=snapshot, today=settings.EXERCISE_DAY)
    name = gap_facts.by_coverage(stages[stages["coverage"].notna()])["capability_name"].iloc[0]
    with walk("?dataset=exercise", "EXERCISE: Overview") as seen:
        page = seen.page
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1350
        first = gap_charts.LEGEND + gap_charts.HEAD + gap_charts.ROW * 0.5
        opened = page.get_by_role("dialog", name=name)
        click_at(page.locator(".stEChartsChart").first, lambda width, height: (width - 300, first), opened)
        page.wait_for_function("location.search.includes('cap=') && location.search.includes('dataset=exercise')")
