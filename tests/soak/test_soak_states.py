"""Every Member State's page in a browser, one after the other: none broken, and the slowest is named."""

import re
import time

import queries

DONE = "[data-testid=stApp][data-test-script-state=notRunning]"


def test_every_state_opens_in_the_browser(published, server, chromium, capsys):
    countries = queries.run("countries")
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    outside, errors, took = [], [], {}
    page.on("request", lambda asked: outside.append(asked.url) if not asked.url.startswith((server.url, server.url.replace("http", "ws"), "data:", "blob:")) else None)  # fmt: skip
    page.on("pageerror", lambda error: errors.append(str(error)))
    for iso3, name in zip(countries["iso3"], countries["name"], strict=True):
        start = time.monotonic()
        page.goto(f"{server.url}/country?iso3={iso3}")
        page.get_by_role("heading", name=name, level=1, exact=True).wait_for(timeout=30_000)
        page.wait_for_selector(DONE, timeout=30_000)
        took[name] = time.monotonic() - start
        assert page.locator("[data-testid=stException]").count() == 0, name
        assert page.get_by_role("heading", name=re.compile("Member States? of the .* contribute")).count() == (
            iso3 != "BMU"
        ), name
    context.close()
    slowest = max(took, key=took.get)
    with capsys.disabled():
        print(
            f"\n{len(took)} states opened; slowest {slowest}, {took[slowest]:.1f} s from navigation to the end of its script"
        )
    assert len(took) == 194 and outside == [] and errors == []
