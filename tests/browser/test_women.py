"""Engagement platoons in a real browser: find who is below half, read how many women are missing, open rotations, save calendar and list."""

import io

import icalendar
import openpyxl
import pytest

import queries
from tests.support.browser import DONE, saved

pytestmark = pytest.mark.browser


def test_from_a_mission_to_the_women_missing_and_the_calendar(walk, published):
    path = "engagement_platoons?dataset=exercise&mission=XMB&status=below"
    with walk(path, "EXERCISE: Engagement platoons") as seen:
        page = seen.page
        found = queries.run(
            "engagement_platoon_units", mission="XMB", snapshot=queries.current("exercise", "restricted")
        )
        below = found[found["status"] == "below"]
        row = below.iloc[0]
        file = saved(page, "XLSX")
        assert file.suggested_filename.startswith("EXERCISE")
        book = openpyxl.load_workbook(io.BytesIO(file.path().read_bytes()))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert book.sheetnames[0].startswith("EXERCISE")
        place = rows[0].index("more_women_needed")
        assert [line[place] for line in rows[1:]] == below.sort_values(["mission", "unit_id"])[
            "more_women_needed"
        ].tolist()
        seen.go_on(page.url.removeprefix(seen.base + "/") + f"&unit={row['unit_id']}")
        page.get_by_text("would reach half").first.wait_for()
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
