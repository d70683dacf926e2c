"""Outreach in a browser: a state opened by a click, a call noted while another person notes one, briefs."""

import io
import zipfile

import docx
import pytest
from playwright.sync_api import expect

from tests.support.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def calling(tmp_path_factory, built):
    """Serve a copy of the session's work folder: what is noted here is in no other test."""
    work = tmp_path_factory.mktemp("calls")
    (work / "build").symlink_to(built / "build")
    running = Server(work)
    yield running.wait()
    running.stop()


def noting(seen, answer):
    page = seen.page
    page.get_by_label("Called by").fill("AB")
    page.get_by_test_id("stDateInput").first.get_by_role("spinbutton").first.click()
    page.keyboard.type("20260214")
    page.get_by_label("Answer").fill(answer)
    page.get_by_label("Next step").fill("call again")
    page.get_by_role("button", name="Note it").click()


def start(visit, server, name, path="outreach?by=list&states=FJI;NPL&iso3=FJI"):
    seen = visit(server=server)
    page = seen.open(path, "Outreach")
    page.get_by_label("Who writes").fill(name)
    page.keyboard.press("Enter")
    seen.settle()
    return seen


def test_two_people_note_at_once_and_neither_loses_a_word(visit, calling):
    one, two = start(visit, calling, "AB"), start(visit, calling, "CD")
    noting(one, "the first answer")
    one.page.get_by_text("Noted.", exact=True).wait_for(timeout=15_000)
    one.page.get_by_text("the first answer").first.wait_for(timeout=15_000)
    noting(two, "the second answer")
    two.page.get_by_text("AB wrote on this state").wait_for(timeout=15_000)
    two.page.get_by_text("the first answer").first.wait_for(timeout=15_000)
    expect(two.page.get_by_label("Answer")).to_have_value("the second answer", timeout=15_000)
    two.page.get_by_role("button", name="Note it").click()
    two.page.get_by_text("Noted.", exact=True).wait_for(timeout=15_000)
    two.page.get_by_text("the second answer").first.wait_for(timeout=15_000)
    two.page.get_by_role("button", name="Take back the newest entry").click()
    two.page.get_by_text("Taken back.").wait_for(timeout=15_000)


def test_a_click_opens_a_state_and_a_region_is_exported_with_progress(walk):
    with walk("outreach?by=list&states=FJI;NPL;IRL", "Outreach") as seen:
        page = seen.page
        page.get_by_role("button", name="Fiji", exact=True).click()
        page.get_by_role("heading", name="Fiji", level=2).wait_for(timeout=15_000)
        page.wait_for_function("location.search.includes('iso3=FJI')", timeout=15_000)
        assert "states=FJI" in page.url and "v=" in page.url
        page.get_by_role("button", name="Make the briefs").click()
        button = page.get_by_role("button", name="Download 3 briefs (ZIP)")
        button.wait_for(timeout=30_000)
        seen.settle()
        with page.expect_download() as waiting:
            button.click()
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as archive:
        names = archive.namelist()
        assert [name[6:9] for name in names] == ["FJI", "IRL", "NPL"]
        assert docx.Document(io.BytesIO(archive.read(names[0]))).paragraphs[0].text == "Fiji"
