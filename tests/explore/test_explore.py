"""Explore: its lines against a second count on random data, what has no figure, its sentence, and the page with its map."""

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest

import queries
from pages.explore import charts, facts
from pages.kit.cache import run
from pages.kit.view import View
from tests.support.figures import APART_SINCE, LEAN, LINEAGE, MISSIONS, TYPES, database, random_rows
from tests.support.screen import app, param, words
from tests.support.seeds import seeds

PAGE = "explore/page.py"
GROUPS = {
    "BGD": ["asia_pacific_group"], "FJI": ["asia_pacific_group"], "IRL": ["weog"], "KEN": ["african_group"],
    "TUR": ["weog", "asia_pacific_group"], "URY": ["grulac"],
}  # fmt: skip


def keys(by, row):
    """The lines that a printed row (as_of, mission, iso3, type, women, men) belongs to."""
    as_of, mission, iso3, kind, *_counts = row
    if by == "category":
        category = TYPES[kind]
        return [] if category == "unmem_staff_officers" and as_of < APART_SINCE else [category]
    return {"contributor": [iso3], "mission": [LINEAGE.get(mission, mission)], "regional_group": GROUPS[iso3]}[by]


@pytest.mark.parametrize("seed", seeds(12, LEAN))
def test_lines_agree_with_a_plain_count(seed, tmp_path):
    rows = random_rows(seed)
    con = database(tmp_path / "made.duckdb", rows)
    for scope in ("all", "peacekeeping"):
        for by in facts.BY:
            want: dict = {}
            for row in rows:
                if scope == "all" or MISSIONS[row[1]]:
                    for key in keys(by, row):
                        women, people = want.get((row[0], key), (0, 0))
                        want[row[0], key] = (women + row[4], people + row[4] + row[5])
            want = {at: counts for at, counts in want.items() if counts[1]}
            got = queries.run(facts.TREND, connection=con, by=by, scope=scope)
            assert {
                (row.as_of.date(), row.key): (row.women_count, row.people_count) for row in got.itertuples()
            } == want
            for row in got.itertuples():
                share = row.women_count / row.people_count if row.people_count >= 10 else None
                assert (None if pd.isna(row.women_fraction) else row.women_fraction) == share
    con.close()


@pytest.fixture
def view(published):
    snapshot = queries.current()
    return View(snapshot, dt.date(2025, 7, 31), "all")


def test_a_month_without_figures_is_empty_and_a_month_without_people_is_nobody(view):
    """June 2020 was not reported; April 2018 states no missions; Fiji was there all the time; a mission ends where it ends."""
    states = facts.trend(run, view, "contributor")
    newest = set(states.loc[states["as_of"] == "2025-07-31", "key"])
    gone = next(code for code in sorted(set(states["key"])) if code not in newest)
    drawn = facts.lines(run, view, "contributor", ["FJI", gone], states).set_index(["key", "as_of"])
    gap, unstated = pd.Timestamp("2020-06-30"), pd.Timestamp("2018-04-30")
    assert pd.isna(drawn.loc[("FJI", gap), "people_count"]) and drawn.loc[("FJI", unstated), "people_count"] > 0
    assert drawn.loc[(gone, pd.Timestamp("2025-07-31")), "people_count"] == 0
    missions = facts.trend(run, view, "mission")
    drawn = facts.lines(run, view, "mission", ["UNAMID"], missions).set_index("as_of")
    assert pd.isna(drawn.loc[unstated, "people_count"]) and pd.isna(drawn.loc["2025-07-31", "people_count"])
    reasons = facts.gaps(run, view, "mission")
    assert gap in reasons.index and unstated in reasons.index and all(reasons)
    assert unstated not in facts.gaps(run, view, "contributor").index
    assert not drawn.loc[drawn.index.isin(reasons.index), "people_count"].notna().any()


def test_the_sentence_says_the_largest_line_of_the_frame(view):
    rows = facts.trend(run, view, "contributor")
    drawn = facts.lines(run, view, "contributor", ["NPL", "BGD"], rows)
    last = drawn[drawn["as_of"] == "2025-07-31"].set_index("key")["people_count"]
    said = facts.finding("people", drawn, {"NPL": "Nepal", "BGD": "Bangladesh"})
    assert said.startswith(f"Nepal: {int(last['NPL']):,} people in July 2025") and last["NPL"] > last["BGD"]
    assert "in January 2015" in said


def test_names_beside_lines_do_not_cover_each_other(view):
    rows = facts.trend(run, view, "regional_group")
    names = facts.names(run, view, "regional_group", rows)
    drawn = facts.lines(run, view, "regional_group", list(names), rows)
    figure = charts.over_time(drawn, "people", names, facts.gaps(run, view, "regional_group"))
    ends = sorted((mark for mark in figure.layout.annotations), key=lambda mark: mark.y)
    top = figure.layout.yaxis.range[1]
    halves = [charts.LINE * top * (mark.text.count("<br>") + 1) / 2 for mark in ends]
    between = list(zip(ends, halves, strict=True))
    assert len(ends) == 5 and all(b.y - h >= a.y + g - 1e-6 for (a, g), (b, h) in pairwise(between))
    assert ends[0].y >= halves[0] and ends[-1].y + halves[-1] <= top and top > drawn["people_count"].max()
    assert all(
        mark.xref == "x domain" and mark.x == 1 and mark.xanchor == "left" for mark in ends
    )  # right of all lines
    assert not any(line.connectgaps for line in figure.data if line.mode == "lines")


def test_a_link_opens_the_same_lines_and_the_same_month_of_the_map(published):
    at = app(PAGE, by="contributor", measure="women", of_contributor="GHA;NPL", look="small")
    assert not at.exception and param(at, "of_contributor") == "GHA;NPL"
    said = words(at)
    assert "**Ghana**" in said and "**Nepal**" in said and "women in July 2025" in at.header[0].value
    at = app(PAGE, look="map", measure="women", at="2016-04-30")
    assert not at.exception and at.select_slider(key="at").value == param(at, "at") == "2016-04-30"
    at.select_slider(key="at").set_value("2024-12-31").run()
    assert not at.exception and param(at, "at") == "2024-12-31"


def test_a_month_without_missions_in_peacekeeping_says_so(published):
    at = app(PAGE, by="mission", month="2018-06-30", scope="peacekeeping")
    assert not at.exception
