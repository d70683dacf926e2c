"""Outreach in a browser: a group and a state opened by a click, a call noted while another person notes one, briefs, paper."""

import io
import os
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from PIL import Image
from playwright.sync_api import expect

import queries
from tests.support.browser import click_at, drawn
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
    page.get_by_role("textbox", name="Who writes").fill(name)
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


def test_five_cards_are_in_sight_with_what_was_said_on_calls_too(walk):
    with walk("outreach?dataset=exercise", "EXERCISE: Outreach") as seen:
        boxes = [card.bounding_box() for card in seen.page.locator("[class*=st-key-compact_]").all()]
        assert "Last contact:" in seen.page.locator("[class*=st-key-compact_]").first.inner_text()
    assert len(boxes) == 5 and max(box["y"] + box["height"] for box in boxes) <= 900


def test_a_click_on_a_bar_chooses_a_group_which_is_six_pages_on_paper_at_most(walk, published, tmp_path):
    if shutil.which("pdftotext") is None and os.environ.get("CI") != "true":
        pytest.skip("needs poppler-utils: apt-get install poppler-utils")
    with walk("outreach", "Outreach") as seen:
        page = seen.page
        heading = page.get_by_role("heading", name="African Group: 36 of 54 Member States deploy")
        click_at(page.locator(".stEChartsChart").first, lambda width, height: (0.2 * width, 53), heading)
        seen.settle()
        drawn(page)
        page.pdf(path=tmp_path / "page.pdf", format="A4", print_background=True)
    subprocess.run(["pdftotext", "-layout", "page.pdf", "page.txt"], cwd=tmp_path, check=True)
    subprocess.run(["pdftoppm", "-r", "40", "-png", "page.pdf", "page"], cwd=tmp_path, check=True)
    text = (tmp_path / "page.txt").read_text()
    states = queries.run("outreach", regional_group="african_group")["iso3"]
    names = dict(queries.run("countries")[["iso3", "name"]].itertuples(index=False))
    assert 2 <= text.count("\f") <= 6 and len(states) == 54
    # Every state, in words that are not broken; what a telephone or a click needs is left on the screen.
    assert not [names[iso3] for iso3 in states if re.split("[ -]", names[iso3])[0] not in text]
    assert len(re.findall(r"Deploys [\d,]+ people \(troops, ", text)) > 10
    assert "Show 5 more" not in text and "Make the briefs" not in text and "Assign these" not in text
    for path in tmp_path.glob("page-*.png"):
        with Image.open(path) as image:
            grey = image.convert("L")
            assert grey.crop((grey.width - 5, 0, grey.width, grey.height)).getextrema()[0] > 200, path.name
