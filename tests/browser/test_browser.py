"""The dashboard in a real browser: deep links, filters that stay, links after a new load, files, the keyboard."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

import queries
from serving import scripts
from tests.support.browser import DONE, more, saved
from tests.support.etl_fixtures import Site
from tests.support.server import Server

pytestmark = pytest.mark.browser

# Notes of each socket whether it was opened while the page itself was still read: before any of Streamlit's scripts.
OPENED = """window.opened = [];
const Plain = WebSocket;
window.WebSocket = class extends Plain {
  constructor(...all) { super(...all); opened.push(document.readyState === "loading"); }
};"""

REVISED = """isocode3,m49_code,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date
FJI,242,Fiji,UNDOF,Troops,20,140,2025-07-31
FJI,242,Fiji,UNDOF,Troops,21,141,2025-08-31
"""


def test_whoever_types_the_first_pages_name_gets_there_with_the_rest_of_the_link(visit):
    page = visit().open("overview?month=2020-12-31&scope=peacekeeping", "Overview")
    assert "/?" in page.url and "month=2020-12-31" in page.url and "scope=peacekeeping" in page.url
    assert page.get_by_text("Page not found").count() == 0


def test_filters_narrow_and_stay_across_pages(visit):
    page = visit().open("", "Overview")
    page.get_by_text("61,127").first.wait_for()
    page.get_by_role("radio", name="Peacekeeping").click()
    page.get_by_text("59,913").first.wait_for(timeout=15_000)
    assert "scope=peacekeeping" in page.url
    page.get_by_test_id("stSidebarNavItems").get_by_role("link", name="Gender parity", exact=True).click()
    page.get_by_role("heading", name="Gender parity", level=1).wait_for()
    page.wait_for_selector(DONE)
    page.wait_for_function("location.search.includes('scope=peacekeeping')")
    assert "month=2025-07-31" in page.url and "v=" in page.url


def test_a_fresh_server_answers_any_page_first_and_after_a_new_load_a_link_opens_its_own_figures(
    tmp_path, monkeypatch, visit
):
    site = Site(tmp_path, monkeypatch)
    site.build()
    people = f"{queries.run('deployment_total')['people_count'].iloc[0]:,}"
    running = Server(site.work, "open").wait()
    try:
        # The first request of a fresh server passes through the dashboard, whichever page it is for.
        seen = visit(server=running)
        page = seen.open("data_health", "Data health")
        assert "v=" in page.url and "month=2025-07-31" in page.url
        page.get_by_text("Data version").first.wait_for(timeout=15_000)
        seen.go_on("", "Overview")
        link = page.url.removeprefix(running.url + "/")
        site.drop("revised.csv", REVISED)
        assert site.build()["published"]
        seen.open(link, "Overview")
        page.get_by_text(people).first.wait_for()
        page.get_by_text("pinned to an earlier data version").wait_for(timeout=15_000)
        page.get_by_role("button", name="Show the newest data").click()
        page.wait_for_function("location.search.includes('month=2025-08-31')", timeout=15_000)
        expect(page.get_by_text(people)).to_have_count(0, timeout=15_000)
        page.get_by_role("link", name="What changed", exact=True).click()
        seen.settle("What changed")
        expect(page.get_by_test_id("stMetric")).to_have_count(4, timeout=15_000)
        cards = {
            card.get_by_test_id("stMetricLabel").inner_text(): card.get_by_test_id("stMetricValue").inner_text()
            for card in page.get_by_test_id("stMetric").all()
        }
        assert cards == {"New rows": "1", "Revised rows": "1", "Removed rows": "0", "Months that changed": "2"}
    finally:
        running.stop()


def test_the_keyboard_reaches_every_filter_and_a_download_holds_what_is_on_screen(walk):
    with walk("gender_parity?show=closing", "Gender parity") as seen:
        page, reached = seen.page, set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate(
                    "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '')"
                )
            )
        labels = " ".join(reached)
        assert "By category" in labels or "Show" in labels
        assert "Personnel category" in labels and "Month" in labels
        text = saved(page, "CSV").path().read_text(encoding="utf-8-sig")
        assert "contingent_troops,4248,52367" in text and "# Data version" in text


ANOTHER_LANGUAGE = """
let spoken = 'en-US';
Object.defineProperty(navigator, 'language', {get: () => spoken});
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (said) { spoken = 'fr'; return send.call(this, said); };
"""


@pytest.mark.parametrize(
    ("more", "is_early", "questions"),
    [
        ("", True, 1),
        # Streamlit asks in another language than the page itself did: its question goes out too, and is the one that counts.
        (ANOTHER_LANGUAGE, True, 2),
        # A look chosen by hand is not known before Streamlit's scripts are there.
        *more(("localStorage.setItem('stActiveTheme-/gender_parity-v2', '\"Dark\"');", False, 1)),
    ],
)  # fmt: skip
def test_who_comes_again_has_the_page_asked_for_while_the_scripts_load_and_once(visit, more, is_early, questions):
    seen = visit(fresh=True)
    page, sent = seen.page, []
    page.on("websocket", lambda socket: socket.on("framesent", lambda sentence: sent.append(sentence)))
    page.add_init_script(OPENED)
    seen.open("gender_parity", "Gender parity")
    assert page.evaluate("opened") == [False] and len(sent) == 1
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name.split('/').pop())")
    assert scripts.small().address in asked and not {Path(file).name for file in scripts.small().files} & set(asked)
    page.add_init_script(more)
    seen.open("gender_parity?scope=peacekeeping&x=%C3%A9", "Gender parity")
    page.get_by_text("peacekeeping operations only").first.wait_for()
    assert page.evaluate("opened") == [is_early] and len(sent) == 1 + questions
    # The socket goes on as any other: what is chosen is asked for over it.
    page.get_by_role("radio", name="All missions").click()
    page.get_by_text("all missions", exact=False).first.wait_for()
    assert len(sent) > 1 + questions and page.evaluate("opened") == [is_early]
    assert not seen.errors


@pytest.mark.more  # five visits in a profile of its own
def test_who_comes_each_morning_does_not_have_the_scripts_compiled_anew(chromium, server, tmp_path):
    daily = chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    taken: list[set[str]] = []
    for _ in range(5):
        page, told = daily.new_page(), []
        trace = daily.new_cdp_session(page)
        trace.on("Tracing.dataCollected", lambda part, told=told: told.extend(part["value"]))
        trace.send("Tracing.start", {"categories": "v8,devtools.timeline", "transferMode": "ReportEvents"})
        page.goto(server.url)
        page.get_by_role("heading", name="Overview").wait_for()
        page.wait_for_selector(DONE)
        page.wait_for_timeout(2000)  # Chromium keeps what it compiled once it is idle
        ended: list[dict] = []
        trace.on("Tracing.tracingComplete", lambda last, ended=ended: ended.append(last))
        trace.send("Tracing.end")
        while not ended:
            page.wait_for_timeout(50)
        page.close()
        modules = [event["args"] for event in told if event["name"] == "v8.compileModule"]
        taken.append({one["fileName"] for one in modules if one["data"].get("consumedCacheSize")})
    daily.close()
    assert not taken[0]
    for script in ("index", "EChartsChart", "protobuf", "StreamlitMarkdown"):
        assert any(f"/{script}." in address for address in taken[-1]), script
