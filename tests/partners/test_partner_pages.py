"""The page Partners as readers use it: what each sees, where a need came from, an introduction noted and taken back, nothing of it in an open view."""

import datetime as dt
import json
import re
from collections import Counter

import openpyxl
import pytest

import queries
from etl import settings
from etl.records import introductions
from pages.kit import formats
from pages.partners import facts
from pages.reports import briefs
from tests.support.screen import app, newest, words

PAGE = "partners/page.py"
DAY = settings.EXERCISE_DAY


def run(name, snapshot, **parameters):
    return queries.run(name, snapshot=snapshot, **parameters)


def sheet(source: str, name: str):
    """The rows of a file of the exercise as dictionaries, by its headings: the oracle reads files, not the database."""
    for one in openpyxl.load_workbook(settings.data_dir() / "exercise" / source / name).worksheets:
        heads: list = []
        for row in one.iter_rows(values_only=True):
            if {"State", "Offering state", "State in need", "Member State"} & set(row):
                heads = list(row)
            elif heads and any(row):
                yield dict(zip(heads, row, strict=False)) | {"sheet": one.title}


def test_units_held_back_are_those_that_the_files_show(restricted):
    snapshot = queries.current("exercise", "restricted")
    needs = run("partner_needs", snapshot, today=DAY)
    found = Counter(needs["reason"].dropna())
    returns = list(sheet("unit_return", "UNIT-RETURN_2026-10-31.xlsx"))
    assert found["ied"] == sum(row["IED awareness"] == "no" and row["Strength"] != 0 for row in returns) > 5
    french = [
        row
        for row in returns
        if row["Component"] == "police" and row["Mission"] in ("XMA", "XMC") and row["French speakers"] is not None
    ]
    assert found["french"] == sum(2 * row["French speakers"] < row["Strength"] for row in french) > 3
    platoons = [
        row for row in returns if row["Engagement platoon"] == "no" and row["Mission"] in ("XMA", "XMB", "XMC", "XMD")
    ]
    assert found["platoon"] == sum(row["Unit type"].startswith("infantry") for row in platoons) > 3
    units = run("roster_units", snapshot, today=DAY)  # a stale unit waits for its renewal there
    standing = units[units["status"] != "deployed"]
    for reason in ("visit", "load_list", "equipment"):
        assert found[reason] == (standing["bottleneck"] == reason).sum() > 5
    at = needs[needs["reason"] == "visit"].iloc[0]
    book = openpyxl.load_workbook(settings.data_dir() / "exercise" / "pcrs_roster" / at["file_name"])
    tab, cell = at["found_at"].split("!")
    assert book[tab][cell].value == at["unit_id"]  # the place leads to the unit


def test_sheets_are_offers_and_needs_of_their_newest_day(restricted):
    snapshot = queries.current("exercise", "restricted")
    for source, query, heading in (
        ("offer", "partner_offers", "Offer number"),
        ("need", "partner_needs", "Need number"),
    ):
        rows = run(query, snapshot, today=DAY)
        own = rows[rows["origin"] == "sheet"]
        there = [
            row
            for row in sheet(f"partner_{source}", f"PARTNER-{source.upper()}_2026-10-31.xlsx")
            if source == "need" or row["To"] is None or row["To"].date() >= DAY
        ]
        assert set(own[f"{source}_id"]) == {row[heading] for row in there} and own["not_read"].isna().all()
        assert run(query, snapshot, today=DAY, as_of=dt.date(2026, 8, 1)).query("origin == 'sheet'").shape[0] < len(own)


def test_the_page_says_what_its_frames_hold_and_opens_a_need(restricted):
    view = newest("exercise", "restricted")
    partners = facts.read(run, view)
    at = app(PAGE, dataset="exercise")
    assert facts.finding(partners) in words(at) and "Needed, and nobody offers" in words(at)
    table = at.dataframe[0].value
    assert len(table) == len(partners.needs) and table["offers"].sum() == partners.pairs["fits"].sum()
    closed = len(table) - int(facts.finding(partners).split(" of ")[1].split()[0])
    assert closed and f"{closed} of them is agreed on, under way or done" in words(at)
    need = partners.pairs[partners.pairs["fits"] & partners.pairs["status"].isna()].iloc[0]["need_id"]
    said = words(app(PAGE, dataset="exercise", need=need))
    mine = partners.pairs[partners.pairs["need_id"] == need]
    assert said.count("For it:") == min(len(mine), 15) and "Against it:" in said or mine["fits"].all()
    assert "which is not known here" in words(app(PAGE, dataset="exercise", need="nothing"))


def test_the_guides_rule_is_tested_on_what_offers_say(restricted):
    rows = list(sheet("partner_offer", "PARTNER-OFFER_2026-10-31.xlsx"))
    at = app(PAGE, dataset="exercise", show="rule")
    table = at.dataframe[0].value.set_index("part")
    offers = facts.read(run, newest("exercise", "restricted")).offers
    there = set(offers["offer_id"])
    told = [row for row in rows if row["Offer number"] in there]
    assert table.loc["Self-sustaining", "yes_count"] == sum(row["Self-sustaining"] == "yes" for row in told)
    assert table.loc["Recipient named", "yes_count"] == sum(
        str(row["For whom"]).startswith("Member State") for row in told
    )
    assert table.loc["In its own institution", "not_stated_count"] == len(offers) - sum(
        row["In its own institution"] is not None for row in told
    )


def test_a_person_notes_an_introduction_and_takes_it_back(restricted, tmp_path, monkeypatch):
    monkeypatch.setattr(introductions, "file", lambda: tmp_path / "introductions-exercise.jsonl")
    view = newest("exercise", "restricted")
    partners = facts.read(run, view)
    pair = partners.pairs.query("fits and status.isna()").iloc[0]
    need, offer = pair["need_id"], pair["offer_id"]
    with settings.using("exercise"):
        introductions.note(need, offer, "Desk", "agreed", "2026-10-30", "by [letter](x)", base=0)
        with pytest.raises(introductions.Conflict):
            introductions.note(need, offer, "Other", "done", "2026-10-31", base=0)
        for status, day in (("married", "2026-10-30"), ("done", "soon")):
            with pytest.raises(ValueError, match="Say how far|Give the day"):
                introductions.note(need, offer, "Desk", status, day, base=0)
    after = facts.read(run, view)
    assert after.match.set_index("need_id").loc[need, "state"] == "agreed"
    room = [frame.balance.set_index("area").loc[pair["areas"], "room_count"] for frame in (partners, after)]
    assert room[0] - room[1] == 1  # it takes a place of the offer
    assert "Agreed on 30 October 2026, noted by Desk" in words(app(PAGE, dataset="exercise", offer=offer)) + words(
        app(PAGE, dataset="exercise", need=need)
    )
    with settings.using("exercise"):
        introductions.take_back(
            need, offer, "Desk", base=introductions.newest(introductions.key(need, offer), introductions.log())
        )
    assert (
        facts.read(run, view).match.set_index("need_id").loc[need, "state"]
        == partners.match.set_index("need_id").loc[need, "state"]
    )


def test_the_form_notes_what_a_person_chose(restricted, tmp_path, monkeypatch):
    monkeypatch.setattr(introductions, "file", lambda: tmp_path / "introductions-exercise.jsonl")
    partners = facts.read(run, newest("exercise", "restricted"))
    need = partners.pairs[partners.pairs["fits"]].iloc[-1]["need_id"]
    at = app(PAGE, dataset="exercise", need=need)
    at.text_input(key="introducer").set_value("Desk")
    at.selectbox(key="introduction_status").set_value("under_way")
    at.button(key="note_introduction").click().run()
    (entry,) = [json.loads(line) for line in (tmp_path / "introductions-exercise.jsonl").read_text().splitlines()]
    assert entry["pair"].startswith(f"{need}>") and entry["new"]["status"] == "under_way" and entry["by"] == "Desk"


@pytest.mark.parametrize("dataset", ["public", "exercise"])
def test_an_open_view_knows_announced_offers_and_the_guide_alone(dataset, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    restricted = queries.current(dataset, "restricted")
    closed = run("partner_offers", restricted, today=DAY).query("not is_announced")
    ledger = run("partner_offers_announced", queries.current(dataset), today=DAY)
    assert ledger["is_announced"].all() and set(ledger["origin"]) == {"pledge"}
    for look in ("needs", "offers", "rule", "record"):
        at = app(PAGE, dataset=dataset, show=look)
        said = words(at) + " ".join(frame.value.to_csv() for frame in at.dataframe)
        assert "announced in public" in said
        secret = {*closed["offer_id"], *closed["words"].dropna()} - set(ledger["words"])
        assert not [text for text in secret if text in said]
        assert "PARTNER-OFFER" not in said and "Roster of the PCRS" not in said and "Introductions" not in said
    for name in ("partner_match", "partner_offers", "partner_needs", "partner_pairs", "partner_balance"):
        with pytest.raises(queries.QueryError):
            run(name, queries.current(dataset))
    assert not set(run("partner_match_announced", queries.current(dataset), today=DAY)["origin"]) - {"guide"}


def test_a_brief_and_outreach_tell_what_a_state_offers_and_needs(restricted):
    view = newest("exercise", "restricted")
    offers = facts.read(run, view).offers
    giver = offers[offers["origin"] == "sheet"].iloc[0]
    lines = facts.of_state(run, view, giver["iso3"])
    assert any(line.startswith("Offers: ") for line in lines)
    said = words(app("outreach/page.py", dataset="exercise", iso3=giver["iso3"]))
    assert all(formats.plain(line) in said for line in lines)
    paper = briefs._paper(run, view, briefs._row(run, view, giver["iso3"]))
    (told,) = [row[0] for block in paper.blocks for row in block.rows if row[0].startswith("Partnership. ")]
    needs = facts.read(run, view).needs
    kept = [line for line in lines if line.removesuffix(".") in told]
    assert [line.split(":")[0] for line in kept] == list(dict.fromkeys(line.split(":")[0] for line in lines))
    n = sum((rows["iso3"] == giver["iso3"]).sum() for rows in (offers, needs))
    more = sum(map(int, re.findall(r"; and (\d+) more", told)))
    in_kept = sum(int(found[1]) if (found := re.search(r": (\d+) needs?\b", line)) else 1 for line in kept)
    assert in_kept + more == n
