"""Contributors and Country, run as people would: filters by code, special groups, gaps, states that deploy nobody."""

import datetime as dt
import time

import pytest
from streamlit.testing.v1 import AppTest

import queries
from etl.settings import ROOT
from tests.support.screen import app, param, words

MAP, STATE = "deployments/contributors.py", "deployments/country.py"


def states(at: AppTest) -> list[str]:
    """Return the names in the table of contributors."""
    return next(list(frame.value["name"]) for frame in at.dataframe if "trend" in frame.value.columns)


MORE = pytest.mark.more


@pytest.mark.parametrize(
    "month", ["2025-07-31", "2021-06-30", *(pytest.param(day, marks=MORE) for day in ("2017-05-31", "2016-01-31"))]
)
def test_contributors_run(month, published):
    at = app(MAP, month=month)
    for measure in ("people", "share", "change"):
        at.segmented_control(key="measure").set_value(measure).run()
        assert not at.exception and param(at, "measure") == measure
        assert "United Nations Geodata" in words(at) or "not comparable" in words(at)
        assert len(at.get("plotly_chart")) == (measure != "change" or month != "2021-06-30")
    at.segmented_control(key="look").set_value("flows").run()
    assert not at.exception and param(at, "look") == "flows" and "United Nations Geodata" in words(at)


def test_turkiye_is_found_under_both_groups_and_counted_once(published):
    found = {code: states(app(MAP, group=code)) for code in ("weog", "asia_pacific_group", "african_group")}
    assert ["Türkiye" in names for names in found.values()] == [True, True, False]
    every = app(MAP)
    assert states(every).count("Türkiye") == 1 and "61,127" in words(every) and "117" in words(every)
    told = words(app(MAP, group="weog"))
    assert "takes part in both groups" in told and "as an observer" in told
    assert "unsettled" in words(app(MAP, group="asia_pacific_group"))
    # Where a group's figure counts it twice, the page says so; not where it is counted once or not at all.
    twice = "Türkiye is counted here in both its groups, WEOG and Asia-Pacific; Overview and Outreach count it once, under WEOG."
    assert twice in told and twice not in words(every) and twice not in words(app(MAP, group="african_group"))
    assert twice in words(app(STATE, iso3="IND")) and twice not in words(app(STATE, iso3="KEN"))
    assert twice in words(app("explore/page.py")) and twice not in words(app("explore/page.py", by="mission"))


def test_an_area_narrows_and_an_empty_choice_is_said(published):
    at = app(MAP, region="053")
    assert states(at) == ["Australia", "New Zealand"] and param(at, "region") == "053"
    told = words(app(MAP, region="053", group="african_group"))
    assert "No Member State is in both" in told
    assert "“atlantis”, which is not known here" in words(app(MAP, region="atlantis"))


def test_a_month_without_a_year_before_is_not_comparable(published):
    for measure in ("change", "people"):  # in place of the map, and under the cards
        text = words(app(MAP, month="2021-06-30", measure=measure))
        assert "not comparable, because June 2020 was not reported" in text
    assert "not comparable" in words(app(STATE, month="2021-06-30", iso3="IND"))
    assert "not comparable" not in words(app(MAP, measure="change"))


def test_bermuda_is_on_the_pages_in_its_one_month(published):
    assert "Bermuda 3" in words(app(MAP, month="2017-05-31"))
    assert "Bermuda" not in states(app(MAP)) and "Bermuda" in states(app(MAP, month="2017-05-31"))
    told = words(app(STATE, iso3="BMU"))
    assert "Bermuda deploys nobody in July 2025" in told and "last reported in May 2017" in told


def test_a_state_that_never_deployed_says_so(published):
    told = words(app(STATE, iso3="AND"))
    assert "Andorra deploys nobody in July 2025" in told and "No month since January 2015" in told
    # The page of a month knows nothing of later ones.
    assert "No month since" in words(app(STATE, iso3="BMU", month="2016-01-31"))


def test_a_country_says_its_missions_and_its_small_numbers(published):
    at = app(STATE, iso3="UGA")
    told = words(at)
    assert "659" in told and "4 of 8" in told and "under ten people: no percentage" in told
    (missions,) = [frame.value for frame in at.dataframe if "first" in frame.value.columns]
    missions = missions.set_index("mission")
    assert missions.loc["UNTMIS (UNSOM)", "last"] == "still there in July 2025"
    assert missions.loc["UNMISS", "first"] == "January 2015 or earlier"
    assert missions.loc["UNISFA", "first"] == "September 2019 or earlier, after February 2018"
    assert missions.loc["UNOCI", "last"] == "February 2017 or later, before April 2017"
    assert missions.loc["UNMIL", "last"] == "January 2017"


def test_neighbours_are_in_un_order_and_turkiye_has_two_groups(published):
    at = app(STATE, iso3="TUR", group="asia_pacific_group")
    assert param(at, "group") == "asia_pacific_group"
    names = next(list(frame.value["here"]) for frame in at.dataframe if "here" in frame.value.columns)
    order = queries.run("countries")["name"].tolist()
    plain = [name.removeprefix("▸ ") for name in names]
    assert plain == sorted(plain, key=order.index) and len(plain) == 55 and "▸ Türkiye" in names


# A state with two groups, one that never deployed, a territory, the first and the last of the list, and three more.
SOME = ["TUR", "AND", "BMU", "AFG", "ZWE", "IND", "USA", "FJI"]


@pytest.mark.parametrize("codes", [SOME, pytest.param([], marks=MORE)], ids=["some", "all"])
def test_states_have_a_page(codes, published, capsys):
    at = app(STATE)
    people = queries.run("deployment_by_state", as_of=dt.date(2025, 7, 31)).set_index("iso3")["people_count"].to_dict()
    assert people[param(at, "iso3")] == max(people.values())  # with no state in the link
    took = {}
    for iso3 in codes or queries.run("countries")["iso3"]:
        start = time.perf_counter()
        at.selectbox(key="iso3").set_value(iso3).run()
        took[iso3] = time.perf_counter() - start
        assert not at.exception, iso3
        assert param(at, "iso3") == iso3
    slowest = max(took, key=took.get)
    with capsys.disabled():
        print(f"\n  {len(took)} states opened; slowest script {slowest} {1000 * took[slowest]:.0f} ms")
    assert len(took) == (len(codes) or 194)


def test_links_lead_to_the_lines_of_the_state(published):
    at = app(STATE, iso3="IRL")
    assert any(
        "show=lines" in link.proto.query_string and "iso3=IRL" in link.proto.query_string
        for link in at.get("page_link")
    )
    assert (ROOT / "pages" / STATE).exists()
