"""Justice and corrections on screen: a snapshot answers for its own day, and every page says which day that is."""

import datetime as dt

import pandas as pd

from pages.kit import sources
from pages.kit.view import View
from pages.parity import charts, facts
from queries import Snapshot
from tests.support.etl_fixtures import Site
from tests.support.screen import app, words

HEADINGS = "iso_alpha3_code,m49_code,contributing_country,mission_acronym,gpp_type,female,male\n"
LARGE = HEADINGS + "FJI,242,Fiji,UNMISS,Corrections,4,16\nIND,356,India,MINUSCA,Justice,3,7\n"
PAGES = (None, "parity/page.py")
VIEW = View(Snapshot("0123456789ab"), dt.date(2025, 7, 31), "all")


def sentence(people=None, **latest) -> str:
    """The sentence of the facts where the month has `people` (None: no figure) and the newest snapshot says `latest`."""
    row = {"as_of": pd.Timestamp("2025-07-30"), "minimum_2025_percent": 30, "more_women_by_replacement": 2} | latest
    frame = pd.DataFrame([row] if latest else [])
    parity = pd.DataFrame({"category": [facts.JUSTICE], "people_count": pd.array([people], dtype="Int64")})
    return facts.justice(lambda *_name, **_parameters: frame, VIEW, parity)


def test_a_snapshot_of_another_day_is_told_with_its_own_day_and_under_ten_without_a_percentage():
    assert sentence(30, women_count=7, people_count=30) == ""
    assert sentence().startswith("Justice and corrections: not reported, because no file of that source is loaded yet.")
    large = sentence(women_count=7, people_count=30)
    assert "not reported for 31 July 2025, not zero. The latest snapshot, of 30 July 2025: 7 women of 30" in large
    assert large.endswith("(23.3 %; 2025 minimum 30 %, 2 more women).")
    small = sentence(women_count=3, people_count=8)
    assert small.endswith("of 30 July 2025: 3 women of 8.") and "37.5" not in small


def test_without_a_file_the_open_pages_say_who_loads_it(published):
    for view in PAGES:
        text = words(app(view))
        assert "Justice and corrections: not reported, because no file" in text and sources.who_loads() in text
    text = words(app("about/health.py"))
    assert (
        f"No file of it is loaded, which is not zero. {sources.who_loads()}" in text
        and "Due after 30 days, late after 44, overdue after 60." in text
    )


def test_a_snapshot_of_the_very_day_is_the_bar_and_nothing_else_is_said(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("DPO-JCS-GPP_2025-07-31.csv", LARGE, "gpp")
    site.build()
    for view in PAGES:
        at = app(view)
        assert "Justice and corrections: not reported" not in words(at)
        assert any("23.3 %" in str(chart.proto) for chart in at.get("echarts_chart"))


def test_a_month_without_neighbours_is_a_dot():
    points = [["2025-01-31", 1.0], ["2025-02-01", None], ["2025-07-31", 2.0], ["2025-08-31", 3.0]]
    assert charts._dotted(points) == [{"value": points[0], "symbol": "circle", "symbolSize": 7}, *points[1:]]
    assert charts._dotted([]) == []
