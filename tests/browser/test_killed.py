"""A server that is killed while a person reviews, and a browser that is while it sends a file: what was acknowledged stands, and it goes on."""

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from etl import settings
from etl.build import uploads
from tests.support.browser import Visit
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


def received(running: Server) -> list[int]:
    """Bytes of each file without a name that the server holds open: what a browser has sent so far."""
    sizes = []
    for link in Path(f"/proc/{running.process.pid}/fd").iterdir():
        try:
            if "(deleted)" in os.readlink(link):
                sizes.append(link.stat().st_size)
        except FileNotFoundError:  # closed meanwhile
            continue
    return sizes


@pytest.mark.more
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what a process holds open is told otherwise there")
def test_of_a_browser_that_is_killed_in_an_upload_nothing_is_kept(tmp_path, monkeypatch, chromium, visit):
    site = Site(tmp_path / "site", monkeypatch)
    site.build()
    path, last = tmp_path / "DPO-UCHISTORICAL.csv", tmp_path / "last.csv"
    path.write_bytes(b"x,y\n" + b"1,2\n" * 12_000_000)  # 48 MB
    last.write_text("x,y\n1,2\n")
    running = Server(site.work, "restricted").wait()
    kept = sorted(site.work.rglob("*"))
    second = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    try:
        told = second.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        page = second.new_page()
        Visit(page, running).open("load_data", "Load data")
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 2_000_000}
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
        page.locator("input[type=file]").set_input_files(path)
        until = time.monotonic() + 60
        while not (sent := [size for size in received(running) if size > 2_000_000]):
            assert time.monotonic() < until, "nothing was sent"
            time.sleep(0.1)
        (own,) = [process["id"] for process in told if process["type"] == "browser"]
        os.kill(own, signal.SIGKILL)
        assert max(sent) < 40_000_000, "it was sent whole"
        until = time.monotonic() + 30
        while received(running):
            assert time.monotonic() < until, "what was sent of it is still held"
            time.sleep(0.1)
        assert sorted(site.work.rglob("*")) == kept  # nothing published, nothing in the inbox, no file left over
        again = visit(server=running)
        page = again.open("load_data", "Load data")
        page.locator("input[type=file]").set_input_files(last)
        page.get_by_text("last.csv").first.wait_for()
        again.settle()
        assert again.errors == []
    finally:
        second.close()
        running.stop()
