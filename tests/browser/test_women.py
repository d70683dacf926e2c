"""Engagement platoons in a real browser: find who is below half, read how many women are missing, open rotations, save calendar and list."""

import io

import icalendar
import openpyxl
import pytest

import queries
from tests.browser.conftest import DONE
from tests.browser.test_missions import drawn
from tests.browser.test_rapid import levels  # noqa: F401

pytestmark = pytest.mark.browser
LOOKS = {
    "engagement_platoons?dataset=exercise": "EXERCISE: Engagement platoons",
    "engagement_platoons?dataset=exercise&show=rotations": "EXERCISE: Engagement platoons",
    "engagement_platoons?dataset=exercise&show=bars&by=iso3": "EXERCISE: Engagement platoons",
    "engagement_platoons?show=x&units=%25&mission=..&unit=%00": "Engagement platoons",
    "police?dataset=exercise": "EXERCISE: Police",
    "police?dataset=exercise&show=french": "EXERCISE: Police",
    "officers?dataset=exercise&show=profiles": "EXERCISE: Officers and training",
    "officers?dataset=exercise&show=measures": "EXERCISE: Officers and training",
    "officers?show=training": "Officers and training",
    "gender_parity?show=change&since=2015-01-31": "Gender parity",
    "gender_parity?dataset=exercise&show=if&rotations=all&without_missions=XMC": "EXERCISE: Gender parity",
    "calendar?dataset=exercise": "EXERCISE: Calendar",
}


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("path", LOOKS)
def test_every_look_draws_quietly(path, width, scheme, visit, levels):  # noqa: F811
    seen = visit(width=width, scheme=scheme, server=levels)
    page = seen.open(path, LOOKS[path])
    if "show=rotations" in path or "bars" in path or "change" in path or path == "police?dataset=exercise":
        drawn(page)
    assert not seen.outside and not seen.errors
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_mission_to_the_women_missing_and_the_calendar(visit, levels, published):  # noqa: F811
    page = visit(server=levels).open(
        "engagement_platoons?dataset=exercise&mission=XMB&status=below", "EXERCISE: Engagement platoons"
    )
    found = queries.run("engagement_platoon_units", mission="XMB", snapshot=queries.current("exercise", "restricted"))
    below = found[found["status"] == "below"]
    row = below.iloc[0]
    page.get_by_text("Definition, table and download").first.click()
    button = page.get_by_test_id("stDownloadButton").get_by_text("XLSX").first
    button.wait_for()
    with page.expect_download() as waiting:
        button.click()
    assert waiting.value.suggested_filename.startswith("EXERCISE")
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert book.sheetnames[0].startswith("EXERCISE")
    place = rows[0].index("more_women_needed")
    assert [line[place] for line in rows[1:]] == below.sort_values(["mission", "unit_id"])["more_women_needed"].tolist()
    page.goto(page.url + f"&unit={row['unit_id']}")
    page.wait_for_selector(DONE)
    page.get_by_text("would reach half").first.wait_for()
    page.get_by_text("Rotations", exact=True).click()
    page.get_by_text("What can change at which rotation").wait_for()
    button = page.get_by_test_id("stDownloadButton").get_by_text("Calendar").first
    button.wait_for()
    with page.expect_download() as waiting:
        button.click()
    with open(waiting.value.path(), "rb") as handle:
        told = icalendar.Calendar.from_ical(handle.read()).walk("VEVENT")
    assert told and all(str(one["summary"]).startswith("EXERCISE: XMB-") for one in told)
