"""Outreach's first screen: regional groups with a sentence that is a finding, and states as cards; what the open view never says there."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

import queries
from etl.records import calls
from pages.kit.cache import run
from pages.kit.view import View
from pages.outreach import card_facts, charts, region_facts
from tests.support import screen
from tests.support.outreach import JULY, SAID, VIEW, cards, press, view
from tests.support.screen import app, words

TODAY = dt.date(2026, 11, 1)
DUE = {"next_step": "CANARY-STEP", "due": "2026-03-01"}


def everything(at):
    """All that the page sends to a browser but its style sheets: texts, tables, charts, names of files."""
    parts = [str(part.proto) for part in screen.blocks(screen.unfold(at)) if hasattr(part, "proto")]
    return "\n".join(part for part in parts if "<style" not in part)


def test_five_cards_are_in_sight_in_un_order_and_a_button_shows_more(world):
    at = app(VIEW, group="african_group")
    order = queries.run("outreach", regional_group="african_group")["iso3"].tolist()
    assert list(cards(at)) == order[:5]
    at = press(at, "more_cards")
    assert list(cards(at)) == order[:10]
    at = press(at, "all_cards")
    assert list(cards(at)) == order and not [button for button in at.button if button.key == "more_cards"]


def test_a_card_says_what_a_state_deploys_why_to_call_it_and_what_it_pledged(world):
    seen = cards(app(VIEW, by="list", states="QMA;QMB;QMC"))
    assert "Deploys 900 people, 10 women among them (1.1 %): troops." in seen["QMB"]
    assert "Below the target in Contingent troops: 98 more women needed, by replacement." in seen["QMB"]
    assert "Infantry battalions, the backbone of most military" in seen["QMB"]
    assert "1 in the ledger; Accra 2023: A helicopter unit by 2024 (Announced)" in seen["QMB"]
    assert "Deploys 7 people, 3 women among them: individual police." in seen["QMC"]  # under ten: no share
    assert (
        "No uniformed personnel deployed on 31 July 2025." in seen["QMA"]
        and "None found in the public list." in seen["QMA"]
    )
    assert "Nothing in these figures points to a particular ask." in seen["QMA"]


def test_states_of_the_reader_or_due_this_week_stand_first(restricted):
    calls.note("QMB", "AB", {"assigned_to": "Desk A"}, base=0, audience="restricted")
    calls.note(
        "QMC", "AB", {"called_on": "2026-02-14", "answer": "asks the *capital*"} | DUE, base=0, audience="restricted"
    )
    at = app(VIEW, by="list", states="QMA;QMB;QMC")
    assert list(cards(at)) == ["QMC", "QMA", "QMB"] and "before them 1 that is due within seven" in words(at)
    assert ":gray[Last contact:] 14 February 2026: asks the \\*capital\\*" in cards(at)["QMC"]
    assert ":gray[Next step:] CANARY\\-STEP, 1 March 2026" in cards(at)["QMC"].replace("CANARY-", "CANARY\\-")
    at.text_input(key="caller").set_value("desk a ").run()
    assert list(cards(at)) == ["QMB", "QMC", "QMA"] and "before them 2 that are assigned to you" in words(at)
    assert ":blue-badge[assigned to you]" in cards(at)["QMB"]
    # By fit the order is the score's, whoever is assigned.
    at = app(VIEW, by="list", states="QMA;QMB;QMC", order="fit")
    assert list(cards(at))[0] == "QMB"


@pytest.mark.parametrize(
    ("due", "stands_first"), [("2026-11-08", True), ("2026-11-09", False), ("2026-10-01", True), ("", False)]
)
def test_this_week_is_seven_days_and_what_is_overdue(due, stands_first):
    assert card_facts.is_first(calls.State(due=due), "", TODAY) == stands_first


def test_no_reader_is_assigned_nothing():
    assert not card_facts.is_first(calls.State(assigned_to=""), "", TODAY)
    assert not card_facts.is_first(None, "AB", TODAY)


def test_the_open_view_holds_no_word_of_the_record_that_is_not_shared_no_level_and_no_score(world, monkeypatch):
    calls.note("QMB", "AB", {"assigned_to": "CANARY-PERSON", "called_on": "2026-02-14", "answer": "CANARY-ANSWER"} | DUE, base=0, audience="restricted")  # fmt: skip
    calls.note(
        "QMC",
        "AB",
        {"called_on": "2026-02-14", "answer": "SHARED-ANSWER", "next_step": "SHARED-STEP"},
        base=0,
        audience="open",
    )
    asked = {"by": "list", "states": "QMA;QMB;QMC"}
    at = app(VIEW, **asked)
    sent = everything(at)
    assert "CANARY" not in sent and not [frame for frame in at.dataframe if "score" in frame.value]
    assert "Fit to open gaps" not in words(app(VIEW, **asked))
    assert not [words for words in SAID if words in sent.casefold()] and "Rapid Deployment Level units" not in sent
    # What is shared stands in the record, not on the cards, which are for all to read.
    assert not [card for card in cards(at).values() if "SHARED" in card or "contact" in card]
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    at = app(VIEW, **asked)
    assert "CANARY-ANSWER" in cards(at)["QMB"].replace("\\", "") and "2 in the ledger" in cards(at)["QMB"]


def test_the_first_screen_says_of_groups_what_the_frame_says(published):
    shown = View(queries.current(), JULY, "all")
    rows = region_facts.groups(run, shown)
    said = region_facts.finding(run, shown, rows)
    sums = rows[["contributor_count", "state_count", "people_count", "pledged_state_count"]].sum()
    assert (
        said
        == f"{sums.iloc[0]} of 193 Member States deploy {sums.iloc[2]:,} people; {sums.iloc[3]} are in the public list of pledges"
    )
    for row in rows.itertuples():
        said = region_facts.finding(run, shown, rows, row.regional_group)
        assert f"{row.contributor_count} of {row.state_count} Member States deploy {row.people_count:,} people" in said
        assert f"{100 * row.women_count / row.people_count:.1f} % of them women" in said
        assert f"; {row.pledged_state_count} " in said and "Rapid" not in said
    # A month that was not reported has no figure, and no zero.
    gap = replace(shown, as_of=dt.date(2020, 6, 30))
    rows = region_facts.groups(run, gap)
    said = region_facts.finding(run, gap, rows, "weog")
    assert "who of 29 Member States deploys is not reported for June 2020; 16 are in the public list" in said
    panels = region_facts.panels(run, gap, rows)
    assert [panel.words[0] for panel in panels] == ["not reported", "10 of 54", "not reported"] and panels[0].bars == [
        None
    ] * 5


def test_a_roster_adds_units_of_the_rapid_deployment_level_by_group(restricted):
    shown = view("restricted")
    rows = region_facts.groups(run, shown)
    assert rows.set_index("regional_group")["rdl_unit_count"].sum() == 1
    group = rows.loc[rows["rdl_unit_count"] == 1, "regional_group"].iloc[0]
    assert region_facts.finding(run, shown, rows, group).endswith("; 1 of 1 Rapid Deployment Level units")
    without = region_facts.finding(run, shown, rows).partition("Rapid Deployment Level unit from: ")[2]
    assert len(without.split(", ")) == 4
    # Without a roster there is no such panel: nothing is said to be none.
    assert len(region_facts.panels(run, shown, rows)) == 4
    assert "rdl_unit_count" not in region_facts.groups(run, view())


def test_a_state_of_two_groups_is_said_to_be_counted_once(published):
    shown = View(queries.current(), JULY, "all")
    states = queries.run("outreach", regional_group="asia_pacific_group")
    assert (
        region_facts.elsewhere(run, shown, states, "asia_pacific_group")
        == "Türkiye is listed here too and counted once, under WEOG."
    )
    assert region_facts.elsewhere(run, shown, queries.run("outreach", regional_group="weog"), "weog") == ""


def test_panels_are_drawn_with_their_figures_and_a_click_is_a_row():
    panels = [
        region_facts.Panel("A", [50.0, None], ["1 of 2", "not reported"], [False, True]),
        region_facts.Panel("B", [12.0, 9.0], ["12.0 %", "9.0 %"], [False, False], 20),
    ]
    option = charts.regions(panels, ["African", "WEOG"], 0)
    assert [axis["max"] for axis in option["xAxis"]] == [100, 20] and len(option["series"]) == 4
    tracks, bars = option["series"][:2]
    assert "decal" in tracks["data"][1]["itemStyle"] and "decal" not in tracks["data"][0]["itemStyle"]
    assert [bar["value"] for bar in bars["data"]] == [50.0, None] and bars["data"][1]["itemStyle"]["opacity"] < 1
    assert tracks["data"][0]["label"]["formatter"] == "African  1 of 2"
    assert charts.selected([{"series_index": 1, "data_indices": [1]}]) == 1 and charts.selected([]) is None


def test_figures_of_people_are_told_as_they_are_reported():
    row = pd.Series({"people_count": 40, "women_count": pd.NA, "women_fraction": None, "sex_not_reported_count": 10})
    shown = View(queries.Snapshot("x"), JULY, "all")
    assert card_facts.deploys(shown, row, "troops") == "Deploys 40 people, women not reported: troops."
    assert (
        card_facts.deploys(shown, row.mask(row.index == "people_count"), "")
        == "What it deploys is not reported for 31 July 2025."
    )
