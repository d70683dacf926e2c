"""Engagement platoons in a real browser: find who is below half, click its mark, read how many women are missing, open rotations, save calendar and list."""

import io

import icalendar
import openpyxl
import pandas as pd
import pytest

import queries
from pages.women import labels, platoon_charts
from pages.women.platoon_charts import HEAD, LANE, Mark
from tests.support.browser import DONE, click_at, saved

pytestmark = pytest.mark.browser


def place_of(units, unit):
    """What tells where the mark of a unit is drawn, of a chart's width and height. Frame: engagement_platoon_units."""
    marks = [
        Mark(row.unit_id, row.mission, row.status, None if pd.isna(row.women_fraction) else 100 * row.women_fraction, "", "")
        for row in units.itertuples()
    ]  # fmt: skip
    option, _height = platoon_charts.marks(marks, labels.STATUSES, 50.0)
    (x, y) = next(point["value"] for point in option["series"][0]["data"] if point["name"] == unit)
    left, right = option["grid"]["left"], option["grid"]["right"]
    return lambda width, _height: (left + x / 100 * (width - left - right), HEAD + y * LANE)


def test_from_a_mission_to_the_women_missing_and_the_calendar(walk, published):
    path = "engagement_platoons?dataset=exercise&mission=XMB&status=below"
    with walk(path, "EXERCISE: Engagement platoons") as seen:
        page = seen.page
        found = queries.run(
            "engagement_platoon_units", mission="XMB", snapshot=queries.current("exercise", "restricted")
        )
        row = found[found["status"] == "below"].iloc[0]
        file = saved(page, "XLSX")
        assert file.suggested_filename.startswith("EXERCISE")
        book = openpyxl.load_workbook(io.BytesIO(file.path().read_bytes()))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert book.sheetnames[0].startswith("EXERCISE")
        place = rows[0].index("more_women_needed")
        in_scope = found[found["status"].isin(labels.IN_SCOPE)]
        assert [line[place] for line in rows[1:]] == [None if pd.isna(n) else n for n in in_scope["more_women_needed"]]
        dialog = page.get_by_role("dialog")
        chart, place = page.locator(".stEChartsChart").first, place_of(found, row["unit_id"])
        click_at(chart, place, dialog.get_by_text("would reach half").first)
        assert row["unit_id"] in dialog.inner_text()
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        page.get_by_text("Rotations", exact=True).click()
        page.get_by_text("What can change at which rotation").wait_for()
        button = page.get_by_test_id("stDownloadButton").get_by_text("Calendar").first
        button.wait_for()
        page.wait_for_selector(DONE)  # a click on a button that is about to be drawn anew is lost
        with page.expect_download() as waiting:
            button.click()
        with open(waiting.value.path(), "rb") as handle:
            events = icalendar.Calendar.from_ical(handle.read()).walk("VEVENT")
        assert events and all(str(one["summary"]).startswith("EXERCISE: XMB-") for one in events)
