"""From a Word form to the ledger in a browser: upload, confirm two, reject one, publish, reload."""

import pytest
from playwright.sync_api import expect

import queries
from tests.support.etl_fixtures import Site
from tests.support.pledge_forms import COURSE, HELICOPTERS, QRF, form, know_states
from tests.support.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        made = Site(tmp_path_factory.mktemp("review"), patch)
        know_states(made.data, "QMB")
        made.build()
        yield made


@pytest.fixture(scope="module")
def reviewing(site):
    running = Server(site.work, "restricted")
    yield running.wait()
    running.stop()


def test_a_form_becomes_pledges_of_which_ledger_requirement_and_country_tell_the_same(site, reviewing, visit, tmp_path):
    path = tmp_path / "form.docx"
    path.write_bytes(b"PK\x03\x04 half a file")
    seen = visit(server=reviewing)
    page = seen.open("review", "Review pledges")
    page.get_by_text("Add a form, slide or tracker").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("form.docx is refused").wait_for(timeout=20_000)
    assert not page.get_by_role("button", name="Add to the queue").count()
    assert not (site.work / "inbox").exists()  # refused in words, and nothing is kept

    path = tmp_path / "Pledge form.docx"
    path.write_bytes(form())
    page.get_by_label("Who decides").fill("AB")
    page.keyboard.press("Enter")
    seen.settle()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("4 commitments").wait_for(timeout=20_000)
    page.get_by_role("button", name="Add to the queue").click()
    page.get_by_text("The file is in the queue").wait_for(timeout=60_000)
    seen.settle()

    expect(page.get_by_text(QRF, exact=True)).to_have_count(1, timeout=15_000)  # the card before is gone
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text(HELICOPTERS, exact=True)).to_have_count(1, timeout=15_000)  # the card before is gone
    seen.settle()
    page.keyboard.press("Alt+Y")  # the second one by the keyboard alone
    expect(page.get_by_text(COURSE, exact=True)).to_have_count(1, timeout=15_000)  # the card before is gone
    seen.settle()
    page.get_by_role("button", name="Reject").click()
    page.get_by_label("Reason").first.fill("no commitment")
    page.keyboard.press("Enter")
    seen.settle()
    page.get_by_role("button", name="Reject this reading").click()
    page.get_by_text("3 decisions are pending").wait_for()
    page.get_by_role("button", name="Publish decisions").click()
    page.get_by_text("The decisions are in the figures").wait_for(timeout=60_000)
    seen.settle()

    snapshot = queries.current(audience="restricted")
    ledger = queries.run("pledge_ledger", snapshot=snapshot, iso3="QMB")
    assert sorted(ledger["requirement_ids"]) == ["UNI-AVI-03", "UNI-QRF-01"] and set(ledger["status"]) == {"confirmed"}
    status = queries.run("requirement_status", snapshot=snapshot).set_index("requirement_id")
    assert list(status.loc[["UNI-AVI-03", "UNI-QRF-01"], "confirmed_pledge_count"]) == [1, 1]
    assert queries.run("pledge_ledger", iso3="QMB").empty  # nothing of it is open
    page = seen.go_on("country?iso3=QMB", "Member State QMB")
    for sentence in (QRF, HELICOPTERS):
        assert sentence in page.text_content("[data-testid=stMain]")
    assert not seen.outside and not seen.errors
