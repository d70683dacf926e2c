"""What moved parity between two months, and before and after pledges, as people read it."""

import json

import pandas as pd
import pytest

import queries
from pages.kit import bar_charts
from tests.support.screen import app, param, words

PARITY = "parity/page.py"


@pytest.mark.parametrize(
    "category",
    [
        "contingent_troops",
        "unmem_staff_officers",
        pytest.param("individual_police_officers", marks=pytest.mark.more),
        pytest.param("formed_police_units", marks=pytest.mark.more),
    ],
)
def test_what_moved_a_share_sums_to_the_change(category, published):
    at = app(PARITY, show="change", category=category, since="2024-07-31")
    changes = queries.run("parity_change", from_date="2024-07-31", category=category)
    sums = changes[["from_women_count", "from_people_count", "to_women_count", "to_people_count"]].sum()
    change = 100 * (
        sums["to_women_count"] / sums["to_people_count"] - sums["from_women_count"] / sums["from_people_count"]
    )
    assert not at.exception and f"{change:+.2f} points" in words(at) and param(at, "since") == "2024-07-31"
    missions = queries.run("parity_change", from_date="2024-07-31", category=category, by="mission")
    for table, parts in zip((frame.value for frame in at.dataframe), (changes, missions), strict=False):
        assert abs(table["points"].sum() - change) < 0.001 * len(table) and len(table) == len(parts)
    for chart in at.get("echarts_chart"):  # all others in one bar: the bars sum to the change
        drawn = sum(bar["value"] for bar in json.loads(chart.proto.spec)["series"][0]["data"])
        assert abs(drawn / 1000 - change) <= 0.0005 * len(changes)  # each is rounded to a thousandth
    assert ("All others (" in at.get("echarts_chart")[0].proto.spec) == (
        changes["effect"].ne(0).sum() > bar_charts.MOST
    )
    table = at.dataframe[0].value
    gone = changes["to_people_count"].eq(0)
    assert [name.startswith("left: ") for name in table["name"]] == gone.tolist()
    # The worked sentence: the largest part, in persons of both months.
    top = changes.loc[changes["effect"].abs().idxmax()]
    said = words(at)
    assert f"{100 * top['effect']:+.2f}: against {100 * top['middle_fraction']:.2f} %" in said
    for side in ("from", "to"):
        assert f"{top[f'{side}_women_count']:,} women among {top[f'{side}_people_count']:,} people" in said
    small = changes["to_people_count"].lt(10) & changes["to_people_count"].gt(0)
    assert not [cell for cell, few in zip(table["after"], small, strict=True) if few and "%" in cell]


def test_a_misprint_of_the_split_leaves_the_change_to_those_reported_by_sex(published):
    # Morocco's troops in UNOCI are printed without men in April 2016: their sex is not reported.
    asked = {"from_date": "2016-04-30", "to_date": "2017-04-30", "category": "contingent_troops"}
    changes = queries.run("parity_change", **asked)
    month = queries.run("parity_by_category", as_of="2016-04-30").set_index("category").loc["contingent_troops"]
    assert changes["from_people_count"].sum() == month["people_count"] - 719
    assert changes["from_women_count"].sum() == month["women_count"]
    at = app(PARITY, show="change", category="contingent_troops", since="2016-04-30", month="2017-04-30")
    assert not at.exception and "is set aside" not in words(at)


def test_before_staff_officers_were_told_apart_the_change_is_not_known(published):
    at = app(PARITY, show="change", category="unmem_staff_officers", since="2016-07-31")
    assert not at.exception and "the change is not known, which is not none" in words(at)


def test_before_and_after_pledges_equals_a_second_count(published):
    pledged = queries.run("parity_after_pledges")
    ledger = queries.run("pledge_ledger")
    mine = ledger[
        (ledger["category"] == "women_peace_security")
        & ledger["ministerial"].notna()
        & (ledger["status"] != "withdrawn")
    ]
    want = {key: len(part) for key, part in mine.groupby(["ministerial", "iso3"])}
    assert {(row.ministerial, row.iso3): row.pledge_count for row in pledged.itertuples()} == want and len(want) > 10
    for row in pledged.itertuples():
        for day, women, people, share in (
            (row.before_as_of, row.from_women_count, row.from_people_count, row.from_women_fraction),
            (row.after_as_of, row.to_women_count, row.to_people_count, row.to_women_fraction),
        ):
            rows = queries.run("deployment_rows", as_of=day)
            rows = rows[rows["iso3"] == row.iso3]
            assert (rows["women_count"].sum(), rows["people_count"].sum()) == (women, people)
            assert pd.isna(share) if people < 10 else share == women / people
    at = app(PARITY, show="change")
    assert not at.exception and "Nothing here says that a pledge moved a share" in words(at)
    assert len(at.dataframe[2].value) == len(pledged)
