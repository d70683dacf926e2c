"""Justice and corrections on screen: a snapshot answers for its own day, and every page says which day that is."""

import pytest

from pages.parity import charts
from tests.support.etl_fixtures import Site
from tests.support.screen import app, words

HEADINGS = "iso_alpha3_code,m49_code,contributing_country,mission_acronym,gpp_type,female,male\n"
LARGE = HEADINGS + "FJI,242,Fiji,UNMISS,Corrections,4,16\nIND,356,India,MINUSCA,Justice,3,7\n"
SMALL = HEADINGS + "FJI,242,Fiji,UNMISS,Corrections,3,5\n"
PAGES = (None, "parity/page.py")


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


@pytest.mark.parametrize("view", PAGES)
def test_without_a_file_the_page_says_where_to_drop_it(site, view):
    site.build()
    told = words(app(view))
    assert "Justice and corrections: not reported, because no file" in told and "data/inbox/gpp/" in told


@pytest.mark.parametrize("view", PAGES)
def test_a_snapshot_of_another_day_is_told_with_its_own_day_and_stays_out_of_the_bar(site, view):
    site.drop("DPO-JCS-GPP_2025-07-30.csv", LARGE, "gpp")
    site.build()
    told = words(app(view))
    assert "not reported for 31 July 2025, not zero. The latest snapshot, of 30 July 2025: 7 women of 30" in told
    assert "(23.3 %; 2025 minimum 30 %, 2 more women)." in told


def test_under_ten_people_no_percentage_is_told(site):
    site.drop("DPO-JCS-GPP_2025-07-30.csv", SMALL, "gpp")
    site.build()
    told = words(app())
    assert "of 30 July 2025: 3 women of 8." in told and "37.5" not in told


@pytest.mark.parametrize("view", PAGES)
def test_a_snapshot_of_the_very_day_is_the_bar_and_nothing_else_is_said(site, view):
    site.drop("DPO-JCS-GPP_2025-07-31.csv", LARGE, "gpp")
    site.build()
    at = app(view)
    assert "Justice and corrections: not reported" not in words(at)
    assert any("23.3 %" in str(chart.proto) for chart in at.get("echarts_chart"))


def test_data_health_says_how_such_a_file_is_named(site):
    site.build()
    told = words(app("about/health.py"))
    assert "DPO-JCS-GPP_2026-10-31.csv" in told and "Due after 30 days, overdue after 44, delinquent after 60." in told


def test_a_month_without_neighbours_is_a_dot():
    points = [["2025-01-31", 1.0], ["2025-02-01", None], ["2025-07-31", 2.0], ["2025-08-31", 3.0]]
    assert charts._dotted(points) == [{"value": points[0], "symbol": "circle", "symbolSize": 7}, *points[1:]]
    assert charts._dotted([]) == []
