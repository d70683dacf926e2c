"""A first load without a terminal: template, six rows with two mistakes, drop, settle, publish, see the map change, go back."""

import openpyxl
import pytest

from etl.build import publish
from tests.support.browser import choose, drawn, violations
from tests.support.etl_fixtures import Site
from tests.support.server import Server

pytestmark = pytest.mark.browser

UNIT = {
    "component": "military",
    "strength": 150,
    "level": "Level 2",
    "date_accepted": "2026-05-01",
    "status": "available",
}
ROWS = [
    *({"pledge_id": f"U-{n}", "state": "Fiji", "capability": "qrf_company"} for n in range(1, 5)),
    {"pledge_id": "U-5", "state": "Fiji", "capability": "Zwonk detachment"},  # a word that nobody knows
    {"capability": "qrf_company"},  # nobody's unit
]


@pytest.fixture
def site(tmp_path, monkeypatch):
    made = Site(tmp_path / "load", monkeypatch)
    made.build()
    return made


@pytest.fixture
def loading(site):
    running = Server(site.work, "restricted")
    yield running.wait()
    running.stop()


def test_an_export_is_loaded_from_a_template_changes_the_map_and_is_rolled_back(site, loading, visit, tmp_path):
    first, path = publish.current(), tmp_path / "export.xlsx"
    seen = visit(server=loading)
    page = seen.open("capability_gaps", "Capability gaps")
    page.get_by_text("No export of the PCRS is loaded").wait_for()
    page.get_by_test_id("stMain").get_by_role("link", name="Load data").click()
    seen.settle("Load data")
    with page.expect_download() as template:
        page.get_by_role("button", name="Template").click()
    template.value.save_as(path)
    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book["Data"][1]]
    for row in ROWS:
        book["Data"].append([(UNIT | row).get(heading) for heading in headings])
    book.save(path)

    page.get_by_label("Who loads").fill("AB")
    page.keyboard.press("Enter")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("Give the day to go on").wait_for(timeout=120_000)
    seen.settle()
    assert set(violations(page)) <= {"presentation-role-conflict"}  # Streamlit's own: its field for files
    page.get_by_role("spinbutton", name="year").click()
    page.keyboard.type("20260615", delay=30)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    box = page.get_by_role("combobox", name="Zwonk detachment")
    box.wait_for(timeout=120_000)
    seen.settle()  # the file is read anew with its day: a list that opens meanwhile is drawn away
    choose(page, box, "Quick reaction force company", "Quick reaction")
    page.get_by_role("button", name="Settle these words").click()
    page.get_by_text("1 word is settled, and the file is read anew").wait_for(timeout=120_000)
    page.get_by_text("6 rows read: 5 would be loaded, 1 set aside").wait_for(timeout=120_000)
    page.get_by_role("button", name="Publish", exact=True).click(timeout=60_000)
    page.get_by_text("export.xlsx is published").wait_for(timeout=120_000)

    page.get_by_test_id("stMain").get_by_role("link", name="Capability gaps").click()
    seen.settle("Capability gaps")
    drawn(page)
    page.get_by_text("1 of 6 rows set aside").wait_for()
    page.get_by_text("Which row it is").click()
    page.get_by_text("Data!A7").wait_for()
    assert page.get_by_text("No export of the PCRS is loaded").count() == 0
    page.get_by_role("link", name="Load data").click()
    seen.settle("Load data")
    page.get_by_role("button", name="Roll back").click()
    page.get_by_role("button", name="Roll back to it").click()
    page.get_by_text(f"Version {first} is served again").wait_for(timeout=120_000)
    assert publish.current() == first and [line["by"] for line in publish.published()] == ["", "AB", "AB"]
    assert not seen.outside and not seen.errors
