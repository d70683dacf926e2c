"""Sentences that head the figures on pledges, asks and training, held against frames written here and against those of the public list."""

import datetime as dt

import pandas as pd
import pytest

import queries
from pages.pledges import finding_facts as pledge_findings
from pages.requirements import finding_facts as ask_findings


def stages(**counts):
    return pd.DataFrame([{"track": "unit", "stage": code, "pledge_count": n} for code, n in counts.items()])


def test_a_funnel_counts_what_is_known_later_and_never_what_is_only_consistent():
    said = pledge_findings.conversion(
        stages(announced=10, deployed=3, in_figures=2, cannot_be_seen=4, no_news=1), "unit"
    )
    assert said == (
        "Units and uniformed personnel: later news is known of 3 of 10 announced pledges; 2 more are consistent with deployment figures"
    )
    assert pledge_findings.conversion(stages(announced=4, no_news=4), "unit").endswith(
        "is known of none of 4 announced pledges"
    )
    assert "no pledge of this choice" in pledge_findings.conversion(stages(announced=0), "unit")


def test_bars_and_totals_say_the_most_of_all_and_of_how_many_states():
    bars = pd.DataFrame(
        {
            "category": ["conduct", "funding"], "regional_group": ["grulac", None], "pledge_count": [5, 2], "tangible_count": [1, 2],
            "state_count": [3, 1], "member_count": [33, None],
        }
    )  # fmt: skip
    assert pledge_findings.by_category(bars) == "Most pledges are of one category, Conduct: 5 of 7, 1 of them tangible"
    assert pledge_findings.by_region(bars).startswith(
        "Of 7 pledges in the ledger 5 are by states of the Latin American"
    )
    assert pledge_findings.by_region(bars).endswith("(GRULAC), 3 of its 33")
    assert pledge_findings.by_region(bars.assign(pledge_count=0)) == "The ledger holds no pledge of this choice"
    totals = pd.DataFrame({"announced_count": [9, 5, None, 4], "ledger_count": [3, 5, 8, 6]})
    assert pledge_findings.totals(totals) == "The ledger holds fewer than was announced in 1 of 3 totals"
    due = pd.DataFrame({"is_due": [True, True, True, False], "news": ["ended", "reported", "in_figures", "reported"]})
    assert pledge_findings.implementation(due).endswith("a later step was found reported for 2")


def test_asks_say_what_was_found_in_a_partial_list_and_what_is_missing_in_a_whole_one():
    asks = pd.DataFrame(
        {
            "chapter": ["data_technology", "women_peace_security", "women_peace_security"],
            "without_pledge_count": [2, 3, 1],
            "ask_count": [2, 5, 1],
        }
    )
    assert (
        ask_findings.without(asks, is_public=True) == "In the public list 2 of 8 asks have an announcement under them"
    )
    assert ask_findings.without(asks, False).endswith(
        "answers 6 of 8 asks; the chapter with the most is Women, peace and security, 4 of 6"
    )
    assert ask_findings.without(asks.assign(without_pledge_count=[4, 3, 1]), False).endswith("8 of 8 asks")
    assert ask_findings.without(asks.assign(without_pledge_count=0), False) == "Each of 8 asks has a pledge under it"


def test_the_public_list_is_told_as_its_frames_count_it(published):
    asks = queries.run("training_asks", today=dt.date(2025, 8, 1))
    hosts = asks[asks["kind"] == "host_event"]["status"]
    found = hosts.isin(["host_found", "host_unsaid"]).sum()
    assert ask_findings.hosts(asks).startswith(f"A host was announced for {found} of {len(hosts)} courses")
    assert ask_findings.hosts(asks).endswith(f"no answer is known for {(hosts == 'no_answer').sum()}")
    offers = queries.run("training_hosts")
    pledges, states = len(set(offers["pledge_id"])), len(set(offers["iso3"]))
    assert (
        pledges < len(offers)
        and ask_findings.offers(offers) == f"{pledges} pledges on this training, of {states} states"
    )
    assert ask_findings.offers(offers.head(1)) == "1 pledge on this training, of 1 state"


@pytest.mark.parametrize("found", [0, 3])
def test_translations_that_exist_are_asked_of_nobody(found):
    grid = pd.DataFrame(
        {"language": ["fr"] * 4 + [None], "state": ["exists", *["done"] * found, *["asked"] * (3 - found), "asked"]}
    )
    assert (
        ask_findings.translations(grid)
        == f"3 translations asked for: {found} done, 0 pledged, {3 - found} neither; 1 exist already"
    )
