"""Texts that mean harm, in a real browser: no script of theirs runs, nothing outside is asked for, and no address in them is a link."""

import pytest

from tests.files import payloads
from tests.support.server import Server

pytestmark = pytest.mark.browser

PAGES = (
    ("country?iso3=QMB", "Member State QMB"),
    ("pledges?pledge={pledge}", "Pledges"),
    ("review?candidate={waiting}", "Review pledges"),
    ("outreach?by=list&states=QMB;FRA&iso3=QMB", "Outreach"),
    ("capability_gaps?cap=qrf_company", "Capability gaps"),
    ("rapid_deployment", "Rapid deployment"),
    ("data_health", "Data health"),
    ("hand_over", "Hand over"),
)
LINKS = "[...document.querySelectorAll('a')].map(a => a.href).filter(href => /evil|javascript:|data:text/.test(href))"
HOVER = "[...document.querySelectorAll('.stEChartsChart')].map(chart => { const box = chart.getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; })"


@pytest.mark.more
def test_no_script_runs_nothing_outside_is_asked_and_no_address_is_a_link(tmp_path, monkeypatch, visit):
    site, waiting = payloads.site(tmp_path, monkeypatch)
    running = Server(site.work, "restricted").wait()
    try:
        seen = visit(server=running)
        page, dialogs, linked = seen.page, [], {}
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for path, title in PAGES:
            seen.open(path.format(pledge=waiting[0], waiting=waiting[20]), title)
            for left, top, width, height in page.evaluate(HOVER)[:3]:
                for share in (0.3, 0.5, 0.7):  # tooltips are HTML
                    page.mouse.move(left + width * share, top + height / 2)
                    page.wait_for_timeout(100)
            linked[path] = page.evaluate(LINKS)
            assert page.evaluate("window.evil") is None, path
        assert not dialogs and not seen.outside and not seen.errors
        assert not {path: links for path, links in linked.items() if links}
    finally:
        running.stop()
