"""A server that is killed while a person reviews: what was acknowledged stands, the page comes back by itself, and the review goes on."""

import json

import pytest
from playwright.sync_api import expect

from etl import settings
from etl.build import uploads
from tests.support.etl_fixtures import Site
from tests.support.pledge_forms import COURSE, HELICOPTERS, QRF, form, know_states
from tests.support.server import Server

pytestmark = pytest.mark.browser


def decided() -> list[str]:
    """Whom the log names, in order; each of its lines is whole."""
    path = settings.decisions_file()
    return [json.loads(line)["action"] for line in path.read_text().splitlines()] if path.exists() else []


@pytest.mark.more
def test_of_a_server_that_is_killed_in_a_review_every_acknowledged_decision_stands(tmp_path, monkeypatch, visit):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, "QMB")
    uploads.store("pledges", "form.docx", form(), "QMB", "Berlin 2025")
    site.build()
    running = Server(site.work, "restricted").wait()
    try:
        seen = visit(server=running)
        page = seen.open("review", "Review pledges")
        page.get_by_label("Who decides").fill("AB")
        page.keyboard.press("Enter")
        seen.settle()
        expect(page.get_by_text(QRF, exact=True)).to_have_count(1, timeout=15_000)
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text(HELICOPTERS, exact=True)).to_have_count(1, timeout=15_000)  # acknowledged
        seen.settle()
        page.get_by_role("button", name="Confirm").click()
        running.process.kill()  # whether it came to write that one or not
        running.process.wait()
        assert decided() in (["confirm"], ["confirm", "confirm"])
        running = Server(site.work, "restricted", port=running.port).wait()
        either = page.get_by_text(HELICOPTERS, exact=True).or_(page.get_by_text(COURSE, exact=True))
        page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=60_000)
        seen.settle()
        expect(either).to_have_count(
            1, timeout=60_000
        )  # without a hand of the person; a click that was under way may come through now
        before = decided()
        waiting = COURSE if len(before) == 2 else HELICOPTERS
        expect(page.get_by_text(waiting, exact=True)).to_have_count(1, timeout=15_000)
        page.get_by_label("Who decides").fill("AB")
        page.keyboard.press("Enter")
        seen.settle()
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text(waiting, exact=True)).to_have_count(0, timeout=15_000)
        assert decided() == [*before, "confirm"]
    finally:
        running.stop()
