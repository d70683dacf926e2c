"""Every page in a real browser: drawn whole, quiet on the network and in the console, accessible. One look of each; with `more`, all."""

import pytest

from dashboard import CONTENTS
from tests.support.browser import more, violations

pytestmark = pytest.mark.browser

SUPPOSED = "without_states=QMB&without_missions=XMC&add=2&add_group=grulac"
# Page -> its looks, as (what follows the page in the address, the title where it is not the page's own); a page that is not named
# has one, as it opens. The first is looked at each time. The exercise is served with what is restricted: rosters, returns, forms.
LOOKS: dict[str, list] = {
    "overview": ["", "?dataset=exercise"],
    "today": ["", "?dataset=exercise"],
    "gender_parity": [
        "", "?show=missions", "?show=contributors", "?show=closing", "?show=lines&mission=UNDOF", "?show=change&since=2015-01-31",
        "?dataset=exercise&show=if&rotations=all&without_missions=XMC",
    ],
    "contributors": ["", "?measure=share", "?measure=change", "?look=flows", "?dataset=exercise"],
    "country": [
        ("?iso3=BGD&by=type", "Bangladesh"), ("?iso3=TUR&by=type", "Türkiye"), ("?iso3=BMU&by=type", "Bermuda"), ("?iso3=AND", "Andorra"),
        ("?iso3=CAN", "Canada"), ("?iso3=NPL", "Nepal"), ("?iso3=IRL", "Ireland"), ("?dataset=exercise&iso3=QMB", "Member State QMB"),
    ],
    "partners": ["?dataset=exercise", "?dataset=exercise&show=offers", "?dataset=exercise&show=rule", "?dataset=exercise&show=record", ""],
    "missions": [
        ("?mission=UNIFIL", "UNIFIL"), "", ("?mission=MINUSMA&by=contributor", "MINUSMA"), ("?dataset=exercise&mission=XMC", "XMC"),
    ],
    "compare": ["?by=state&from=2017-04-30", "", "?mode=states&a=BGD&b=TUR"],
    "what_changed": ["?dataset=exercise&show=rosters", "", "?show=rosters"],
    "capability_gaps": [
        "?dataset=exercise", "?dataset=exercise&by=region&cap=qrf_company&cell=african_group", "?dataset=exercise&by=mission&rows=all",
        "?dataset=exercise&by=day&section=aviation", "?dataset=exercise&show=waiting", "",
    ],
    "mission_requirements": ["?dataset=exercise&line=L-003&units=all", ""],
    "rapid_deployment": [
        f"?dataset=exercise&{SUPPOSED}", "?dataset=exercise", "?dataset=exercise&show=diversity",
        f"?dataset=exercise&show=diversity&{SUPPOSED}", "?dataset=exercise&show=cycles", "?dataset=exercise&show=candidates",
        "?dataset=exercise&show=x&cap=%25&without_units=%00;..&add=-1&add_group=1", "",
    ],
    "scenario": [
        "?dataset=exercise&show=two&modules=protection;elections;humanitarian;headquarters&speaks=fr&host=african_group&modules_b=own_after_xmc&line=POC-03",
        "?dataset=exercise", "?modules=protection;elections", "?dataset=exercise&modules=%00;..&scale=x&start=x&host=x&show=x",
    ],
    "outreach": [
        "?group=weog&order=fit&iso3=IRL", "?group=african_group", "?by=list&states=NPL;x&iso3=NPL",
        "?dataset=exercise&by=area&region=202&iso3=QMC",
    ],
    "requirements": [
        "", "?asks=mission", "?ask=UNI-INF-01", "?show=gaps", "?show=announced",
        "?show=announced&by=regional_group&at=London%202016&row=qrf_company", "?dataset=exercise",
    ],
    "pledges": [
        "?pledge=P164&ministerial=Berlin+2025", "", "?show=conversion", "?show=breakdown&ministerial=Berlin+2025", "?show=totals",
        "?show=implementation", "?dataset=exercise",
    ],
    "training": ["", "?show=translations", "?show=hosts", "?show=participants"],
    "review": ["?dataset=exercise"],
    "engagement_platoons": [
        "?dataset=exercise", "?dataset=exercise&show=rotations", "?dataset=exercise&show=bars&by=iso3",
        "?show=x&units=%25&mission=..&unit=%00",
    ],
    "police": ["?dataset=exercise", "?dataset=exercise&show=french"],
    "officers": ["?dataset=exercise&show=profiles", "?dataset=exercise&show=measures", "?show=training"],
    "calendar": ["?dataset=exercise", ""],
    "method_and_sources": ["", "?dataset=exercise"],
    "data_health": ["", "?dataset=exercise"],
}  # fmt: skip
TITLES = {name: title for pages in CONTENTS.values() for name, _script, title in pages}
CUT = """[...document.querySelectorAll('[data-testid=stMetricValue], [data-testid=stMetricDelta], [data-testid=stMetricLabel] p')]
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
# A card of the review begins with a heading of the third level under the page's first.
KNOWN = {"Review pledges": {"heading-order"}}
BROKEN = "[data-testid=stException], [data-testid=stEChartsChartError]"


def looks() -> list:
    made = []
    for page in TITLES:
        asked = LOOKS.get(page, [""])
        for place, look in enumerate(asked):
            query, title = look if isinstance(look, tuple) else (look, TITLES[page])
            more = ((1440, "dark"), (1280, "dark"), (1024, "light"), (390, "light"))
            for width, scheme in ((1440, "light"), (390, "dark"), *more):
                is_first = place == 0 and (width, scheme) == (1440, "light")
                path = ("" if page == "overview" else page) + query
                name = f"{page}{query} {width} {scheme}".replace("%00", "NUL")
                marks = [] if is_first else [pytest.mark.more]
                made.append(pytest.param(path, title, width, scheme, marks=marks, id=name))
    return made


def test_looks_are_of_pages_that_are_there():
    assert set(LOOKS) <= set(TITLES)


@pytest.mark.parametrize(("path", "title", "width", "scheme"), looks())
def test_a_page_is_drawn_whole_quietly_and_accessibly(path, title, width, scheme, visit, walk, server, levels):
    is_exercise = "dataset=exercise" in path
    heading = f"EXERCISE: {title}" if is_exercise else title
    if (width, scheme) == (1440, "light"):
        with walk(path, heading) as seen:
            look(seen, title, width, is_exercise)
    else:
        seen = visit(server=levels if is_exercise else server, width=width, scheme=scheme)
        seen.open(path, heading)
        look(seen, title, width, is_exercise)


def look(seen, title, width, is_exercise):
    """Hold a page that is open against what every page promises."""
    page = seen.page
    assert page.locator(BROKEN).count() == 0 and page.get_by_text("Page not found").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # nothing is cut off at the right edge
    assert page.evaluate(CUT) == []
    if is_exercise:
        page.get_by_text("An invented world").wait_for(timeout=15_000)
        assert page.title().startswith("EXERCISE: ")
    assert set(violations(page)) <= KNOWN.get(title, set())
    assert seen.outside == [] and seen.errors == []


@pytest.mark.parametrize("page", ["overview", *more(*list(TITLES)[1:])])
def test_in_french_a_page_says_so_to_the_browser_and_nothing_is_cut_on_a_telephone(page, visit):
    """Numbers of tables and axes, which the browser writes, are French too."""
    queries = (look[0] if isinstance(look, tuple) else look for look in LOOKS.get(page, [""]))
    query = next((query for query in queries if "exercise" not in query), "")
    seen = visit(width=390)
    shown = seen.open(f"{'' if page == 'overview' else page}{query}{'&' if query else '?'}lang=fr")
    look(seen, TITLES[page], 390, is_exercise=False)
    assert shown.evaluate("[document.documentElement.lang, navigator.languages.join()]") == ["fr", "fr"]
    assert "lang=fr" in shown.url
    if page == "overview":
        shown.get_by_text("61\u202f127").first.wait_for()
        assert shown.evaluate("document.createTextNode('20,000').data") == "20\u202f000"
        assert shown.evaluate("document.createTextNode('a, b').data") == "a, b"


def test_a_page_that_a_link_of_the_sidebar_opens_in_another_tab_is_in_the_language_of_the_page_before(visit):
    """Streamlit's links say no language; a link that says one, and the switch, go before the last page."""
    french = visit()
    french.open("missions?lang=fr", "Missions")
    link = french.page.get_by_role("link", name="Contributeurs").get_attribute("href")
    assert "lang" not in link
    place = link.removeprefix(french.base).lstrip("/")
    other = visit()
    other.open(place, "Contributeurs")
    assert "lang=fr" in other.page.url
    other.page.get_by_role("radio", name="English").click()
    other.settle("Contributors")
    other.open(place, "Contributors")
    other.open(f"{place}?lang=fr", "Contributeurs")
    assert [one["sameSite"] for one in other.context.cookies() if one["name"] == "lang"] == ["Lax"]
