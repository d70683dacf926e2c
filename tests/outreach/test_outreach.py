"""Outreach as people use it: choose states, open one, note a call, two at once, take back, release; what co-chairs never see."""

import datetime as dt
import io
import re
import zipfile

import docx
import pytest

import queries
from etl import settings
from etl.records import calls, holds
from pages.kit.cache import run
from pages.kit.view import View
from pages.outreach import facts as outreach_facts
from pages.outreach import labels
from pages.reports import brief_words, briefs, papers
from tests.support import screen
from tests.support.outreach import (
    JULY,
    SAID,
    VIEW,
    asks_of,
    cards,
    due_of,
    listed,
    note,
    press,
    table,
    text_of,
    told,
    view,
)
from tests.support.screen import app, param, words


def test_states_stand_in_un_order_with_reasons_in_words_and_never_with_a_score(world):
    at = app(VIEW, group="african_group", part="3")
    rows = table(at).set_index("name")
    assert not at.exception and list(rows.index)[-2:] == ["Member State QMA", "Member State QMB"]
    why = rows.loc["Member State QMB", "reasons"]
    assert why.startswith("Deploys 900 people (troops); 1 pledge in the ledger; below the target in Contingent troops")
    assert why.endswith("98 more women needed, by replacement.")
    without = rows.loc["Member State QMA"]
    assert without["reasons"] == "–" and without["asks"] == "–"
    assert rows.loc["Member State QMB", "asks"].startswith("Infantry battalions, the backbone of most")
    seen = told(at)
    assert "in UN order, unranked" in seen and "Berlin" not in why and "later news" not in seen
    # Links of before: the order by score, its weights and days are no error, and change nothing.
    old = app(VIEW, group="african_group", part="3", order="fit", w_silent="5", w_no_pledge="2", days="90")
    assert (
        table(old).equals(table(at)) and "not known here" not in words(old) and "Fit to open gaps:]" not in words(old)
    )
    assert "score" not in outreach_facts.states(run, view(), [])


def test_under_ten_people_there_is_no_distance_to_a_target(world):
    at = app(VIEW, by="list", states="QMC", iso3="QMC")
    assert "target" not in table(at)["reasons"].iloc[0] and "(under ten people: no percentage)" in words(at)


def test_order_by_fit_is_restricted_and_shows_its_terms_and_its_weights_stay_in_the_link(restricted):
    at = app(VIEW, group="african_group", order="fit", w_silent="5")
    first = listed(at).iloc[0]
    assert first["name"] == "Member State QMB"
    assert first["score"] == 3 * first["unanswered_count"] + first["fitting_count"] + first["below_count"] > 0
    at.selectbox(key="w_unanswered").set_value("0").run()
    assert listed(at)["score"].iloc[0] == first["fitting_count"] + first["below_count"]
    again = app(VIEW, group="african_group", order="fit", w_unanswered="0")
    assert listed(again).equals(listed(at)) and param(again, "w_unanswered") == "0"
    assert "score" not in listed(app(VIEW, group="african_group"))


@pytest.mark.parametrize(
    "asked",
    [{"group": "x"}, {"by": "x"}, {"by": "area", "region": "x"}, {"by": "list", "states": "QMB;x"}, {"by": "list", "assigned": "x"}, {"iso3": "x"}],
)  # fmt: skip
def test_a_code_that_is_not_known_is_said_and_changes_nothing_else(asked, world):
    at = app(VIEW, **asked)
    assert not at.exception and "“x”, which is not known here" in words(at)


def test_a_list_of_states_and_of_a_persons_states_stays_in_the_link(world):
    calls.note("QMC", "AB", {"assigned_to": "CD"}, base=0, audience="open")
    at = app(VIEW, by="list", states="QMB", assigned="CD")
    assert list(table(at)["name"]) == ["Member State QMB", "Member State QMC"]
    at.multiselect(key="states").set_value([]).run()
    assert list(table(at)["name"]) == ["Member State QMC"] and "states" not in at.query_params
    at.selectbox(key="assigned").set_value("none").run()
    assert "No Member State is in this choice." in words(at)


def test_each_ask_stands_with_its_one_reason_and_its_place_and_is_to_be_confirmed_once_its_edition_is_old(world):
    asks = asks_of(app(VIEW, by="list", states="QMB", iso3="QMB"))
    battalion = next(text for ask, text in asks.items() if ask.startswith("Infantry battalions, the backbone"))
    assert battalion.startswith(
        "900 soldiers in one mission; an additional or rotation unit. To be confirmed with the Strategic Force Generation Cell."
    )
    assert ":gray[General uniformed capability requirements, bullet 2 " in battalion and len(asks) <= 5
    # The helicopters that it pledged are not asked for again.
    assert not [ask for ask in asks if ask.startswith("Medium utility helicopter")]
    at = app(VIEW, by="list", states="QMA", iso3="QMA")
    assert asks_of(at) == {} and "Nothing in these figures points to a particular ask." in words(at)


def test_a_state_on_hold_is_asked_for_nothing_and_only_the_restricted_view_says_why(restricted, monkeypatch):
    at = app(VIEW, by="list", states="QMB;QMC", iso3="QMB")
    at.text_input(key="hold_reason_QMB").set_value("CANARY-HOLD")
    at = press(at, "do_hold_QMB")
    assert "who writes" in words(at) and holds.log() == []
    at.text_input(key="caller").set_value("CANARY-NAME").run()
    at.text_input(key="hold_reason_QMB").set_value("CANARY-HOLD")
    at = press(at, "do_hold_QMB")
    assert "On hold since" in words(at) and "CANARY" in words(at) and asks_of(at) == {}
    assert "CANARY-HOLD" not in text_of(briefs.brief(run, view("restricted"), "QMB"))
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    seen = app(VIEW, by="list", states="QMB;QMC", iso3="QMB")
    assert "CANARY" not in told(seen) and "on hold" not in told(seen).casefold() and asks_of(seen) == {}
    assert "Nothing in these figures points to a particular ask." in words(seen)
    assert "CANARY" not in text_of(briefs.brief(run, view(), "QMB"))
    # What a build publishes never held it.
    assert [file.read_bytes().count(b"CANARY-HOLD") for file in (restricted / "build").rglob("*.duckdb")] == [0, 0]
    with pytest.raises(holds.Conflict):
        holds.hold("QMB", "CD", "again", base=0)
    with pytest.raises(ValueError, match="reason"):
        holds.hold("QMC", "CD", " ", base=0)
    holds.lift("QMB", "CD", base=1)
    assert asks_of(app(VIEW, by="list", states="QMB;QMC", iso3="QMB"))


def test_the_writers_name_stays_while_the_session_lasts_and_files_say_what_was_chosen(world):
    at = app(VIEW, by="list", states="QMB;QMC")
    at.text_input(key="caller").set_value("AB").run()
    assert at.session_state["writer"] == "AB"
    choose = outreach_facts.chosen_name
    assert choose({"states": "QMB;QMC"}) == "QMB-QMC" and choose({"states": ";".join("ABCDEF")}) == "6-states"
    assert (
        choose({"regional_group": "weog"}) == "weog" and choose({"area": "202"}) == "area-202" and choose({}) == "all"
    )
    assert briefs.file_name(view(), "QMB").startswith("brief-QMB-2025-07-31-all-")


def test_a_call_is_noted_shown_at_once_and_taken_back(world):
    at = app(VIEW, group="african_group", iso3="QMB")
    at = note(at, "QMB", assigned_to="CD", called_on=dt.date(2026, 2, 14), answer="will *ask* the capital", next_step="call again", due=dt.date(2026, 3, 1))  # fmt: skip
    assert not at.exception and "will \\*ask\\* the capital" in words(at)
    drawn = table(app(VIEW, by="list", states="QMB"))["calls"].iloc[0]
    assert drawn == "Assigned to: CD; Last call: 14 February 2026; Due: 1 March 2026"
    due = due_of(at)
    assert list(due["name"]) == ["Member State QMB"]
    assert at.text_area(key="answer_QMB").value in ("", None)
    assert "will" not in words(app(VIEW, group="african_group"))  # closed, the words are not on the page
    assert not screen.without_offer(screen.unfold(at))
    at = press(at, "undo_call_QMB")
    assert "taken back" in words(at) and "No next step of these states has a day." in words(at)
    assert [entry["action"] for entry in calls.log()] == ["call", "undo"]


def test_what_is_missing_is_said_and_the_words_stay(world):
    at = note(app(VIEW, group="african_group", iso3="QMB"), "QMB", answer="yes")
    assert [error.value for error in at.error] == ["Give the day of the call."] and at.text_area(
        key="answer_QMB"
    ).value == "yes"
    at = note(at, "QMB", by=" ", called_on=dt.date(2026, 2, 14))
    assert "who writes" in at.error[0].value and calls.log() == []


def test_of_two_people_at_once_the_second_is_told_and_loses_no_word(world):
    one, two = (app(VIEW, group="african_group", iso3="QMB") for _ in range(2))
    note(one, "QMB", by="AB", called_on=dt.date(2026, 2, 14), answer="first")
    two = note(two, "QMB", by="CD", called_on=dt.date(2026, 2, 15), answer="second")
    assert "AB wrote on this state" in two.error[0].value and "first" in words(two)
    assert two.text_area(key="answer_QMB").value == "second" and len(calls.log()) == 1
    two = press(two, "note_QMB")
    assert not two.error and [call["answer"] for call in calls.states(calls.log())["QMB"].calls] == ["first", "second"]


def test_states_that_pledged_units_and_have_none_in_the_roster_are_a_choice_of_the_restricted_view(
    published, monkeypatch
):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    seen = queries.current("exercise", "restricted")
    ledger = queries.run("pledge_ledger", snapshot=seen)
    registered = set(queries.run("outreach_units", snapshot=seen, today=settings.EXERCISE_DAY)["iso3"])
    unit = {row.iso3 for row in ledger.itertuples() if row.track == "unit" and row.status != "withdrawn"}
    followed = ("level_1", "assessed", "level_3", "rdl", "selected", "deployed")
    registered |= {row.iso3 for row in ledger.itertuples() if row.track == "unit" and row.status in followed}
    want = [code for code in queries.run("countries", snapshot=seen)["iso3"] if code in unit - registered]
    at = app(VIEW, dataset="exercise", by="pledged")
    assert not at.exception and want and list(cards(at)) == want[:5]
    groups = queries.run("member_states", snapshot=seen).set_index("iso3")["regional_group"]
    some = groups[want[0]]
    assert set(cards(app(VIEW, dataset="exercise", by="pledged", group=some))) == {c for c in want if groups[c] == some}
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    assert "not known here" in words(app(VIEW, dataset="exercise", by="pledged"))


def test_the_restricted_view_adds_what_the_roster_says(restricted):
    rows = table(app(VIEW, by="list", states="QMA;QMB;QMC")).set_index("name")["reasons"]
    assert "1 unit in the PCRS, at Level 1 only" in rows["Member State QMA"]
    assert "1 unit is stale and needs renewal" in rows["Member State QMB"]
    assert "1 candidate for the Rapid Deployment Level" in rows["Member State QMC"]
    assert "candidate" not in rows["Member State QMA"] + rows["Member State QMB"]


@pytest.mark.parametrize(
    "asked", [{}, {"order": "fit"}, *({"by": "list", "states": code, "iso3": code} for code in ("QMA", "QMB", "QMC"))]
)
def test_co_chairs_never_see_level_staleness_candidacy_or_what_is_not_shared(asked, world, monkeypatch):
    calls.note("QMA", "AB", {"called_on": "2026-02-14", "answer": "CANARY-ANSWER", "next_step": "CANARY-STEP", "due": "2026-03-01"}, base=0, audience="restricted")  # fmt: skip
    calls.note("QMA", "AB", {"assigned_to": "CANARY-PERSON"}, base=1, audience="restricted")
    seen = told(app(VIEW, **asked))
    assert "CANARY" not in seen and "Member State QMA" in seen
    assert not [words for words in SAID if words in seen.casefold()]
    for code in ("QMA", "QMB", "QMC"):
        content = text_of(briefs.brief(run, view(), code))
        assert not [
            words
            for words in ("CANARY", "Level 1\n", "Stale", "PCRS", "RESTRICTED")
            if words in re.sub("already in the PCRS|PCRS Rapid Deployment Level .RDL. gaps", "", content)
        ]
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    assert "CANARY-ANSWER" in told(app(VIEW, by="list", states="QMA", iso3="QMA"))


def test_a_steward_withholds_asks_and_states_and_co_chairs_see_neither(restricted, monkeypatch):
    at = app(VIEW, group="african_group", iso3="QMB")
    at.text_input(key="caller").set_value("Steward").run()
    at.selectbox(key="release_ask").set_value("UNI-INF-01").run()
    at = press(at, "do_release")
    assert "Withheld: UNI\\-INF\\-01" in words(at) or "Withheld: UNI-INF-01" in words(at)
    at = app(VIEW, release="state")
    at.text_input(key="caller").set_value("Steward").run()
    at.selectbox(key="release_state").set_value("QMA").run()
    at = press(at, "do_release")
    listed = {"by": "list", "states": "QMA;QMB", "iso3": "QMB"}
    assert "Member State QMA" in list(table(app(VIEW, **listed))["name"])  # the restricted view goes on
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app(VIEW, group="african_group", iso3="QMB")
    assert "Member State QMA" not in list(
        table(at)["name"]
    ) and "Not released for this view: 1 ask, 1 Member State." in words(at)
    assert not [ask for ask in asks_of(at) if ask.startswith("Infantry battalions, the backbone")]
    assert "Infantry battalions, the backbone" not in text_of(briefs.brief(run, view(), "QMB")) and not [
        b for b in at.button if b.key == "do_release"
    ]
    calls.release("ask:UNI-INF-01", "Steward", True, base=calls.newest("ask:UNI-INF-01", calls.log()))
    assert "Infantry battalions, the backbone" in text_of(briefs.brief(run, view(), "QMB"))


def test_the_brief_can_be_read_aloud_and_says_the_pages_own_figures(world):
    content = text_of(briefs.brief(run, view(), "QMB"))
    assert (
        "As co-chairs of the Peacekeeping Ministerial, we take note with appreciation of the 900 people, 10 women among them, deployed in 1 mission on 31 July 2025 and of 1 pledge that it announced."
        in content
    )
    assert "Women are 10 of its 900 troops." in content and "12 % (2025)" in content and "\n98" in content
    assert "A helicopter unit by 2024" in content and "\nAnnounced" in content and "CANARY" not in content
    assert "an additional or rotation unit" in content and "Data version 0123456789ab" in content
    assert "Issued on" in content and "Light Coordination Mechanism" in content and "Secretariat takes" not in content
    page = docx.Document(io.BytesIO(briefs.brief(run, view(), "QMB")))
    asks = [row.cells[0].text for row in page.tables[0].rows][1:]
    assert asks == list(asks_of(app(VIEW, by="list", states="QMB", iso3="QMB")))[:3]
    none = text_of(briefs.brief(run, view(), "QMA"))
    assert (
        "Nothing in these figures points to a particular ask." in none and "What the Pledging Guide asks of all" in none
    )
    assert "eploys nobody" not in none and "found printed" not in none and "No pledge" not in none


def test_units_and_levels_stand_in_the_restricted_brief_only_which_says_so(restricted):
    said = {"called_on": "2026-02-14", "answer": "wants a visit", "next_step": "call in May", "due": "2026-05-04"}
    calls.note("QMC", "AB", said, base=0, audience="restricted", shared=True)
    last = brief_words.said_rows(view("restricted"), "QMC")
    assert last == [("Last call", "wants a visit", "14 February 2026"), ("Next step", "call in May", "4 May 2026")]
    assert brief_words.said_rows(view(), "QMC") == []
    content = text_of(briefs.brief(run, view("restricted"), "QMC"))
    assert content.startswith("RESTRICTED") and "Units in the PCRS" in content and "Level 3" in content
    assert "The Secretariat takes note with appreciation of the 7 people" in content
    assert "CANARY-PLEDGE" in text_of(briefs.brief(run, view("restricted"), "QMB"))
    assert "Stale" in text_of(briefs.brief(run, view("restricted"), "QMB"))


def test_the_country_page_offers_the_brief(world):
    at = app("deployments/country.py", iso3="QMB")
    assert not at.exception and "Country brief (Word)" in [button.label for button in at.get("download_button")]


def test_a_region_comes_as_one_archive_with_every_state_and_progress(published):
    told = View(queries.current(), JULY, "all")
    found = outreach_facts.states(run, told, [], regional_group="african_group").head(6)
    seen = []
    with zipfile.ZipFile(
        io.BytesIO(briefs.bundle(run, told, found, lambda share, name: seen.append((share, name))))
    ) as archive:
        names = archive.namelist()
        assert names == [briefs.file_name(told, code) for code in found["iso3"]] and len(names) == 6
        for name, state in zip(names, found["name"], strict=True):
            content = text_of(archive.read(name))
            assert state in content and "data as of 31 July 2025" in content  # the last line is there too
    assert [share for share, _ in seen] == [n / 6 for n in range(1, 7)]


def test_every_row_is_printed_whole_or_counted(published):
    seen = View(queries.current(), JULY, "all")
    for code in ["CAN", "IDN"]:  # the longest lists of pledges
        page = docx.Document(io.BytesIO(briefs.brief(run, seen, code)))
        ledger = brief_words.pledge_rows(run, seen, code)
        grid = next(table for table in page.tables if table.rows[0].cells[0].text == "Ministerial")
        rows = [tuple(cell.text for cell in row.cells) for row in grid.rows][1:]
        head = next(part.text for part in page.paragraphs if part.text.startswith("Pledges"))
        assert rows == ledger[: len(rows)]
        assert head == ("Pledges" if len(rows) == len(ledger) else f"Pledges: {len(rows)} of {len(ledger)}")


def test_rows_fit_by_turns_and_a_row_that_is_too_tall_ends_its_own_table_only():
    def blocks(*tables):
        return [papers.Block("", ("",), (5.0,), rows, False) for rows in tables]

    size = papers.SIZES[-1]
    assert papers.fitting(blocks([("x",)] * 5, [("x" * 200,)] * 5, [("x",)] * 2), 8, size) == [5, 0, 2]
    assert papers.fitting(blocks([("x",)] * 9, [("x",)] * 9), 5, size) == [3, 2]
    assert papers.fitting(blocks([], []), 5, size) == [0, 0]
    whole = papers.Block("", ("",), (5.0,), [("x",)] * 3)
    assert papers.fitting([*blocks([("x",)] * 9), whole], 5, size) == [2, 3]


def test_the_batch_is_made_on_request_and_not_offered_for_another_choice(world):
    at = press(app(VIEW, by="list", states="QMB;QMC"), "make_briefs")
    assert not at.exception and "Download 2 briefs (ZIP)" in [button.label for button in at.get("download_button")]
    at.multiselect(key="states").set_value(["QMB"]).run()
    assert not [button for button in at.get("download_button") if "ZIP" in button.label]


def test_a_need_of_women_without_those_that_go_home_says_so():
    """The figure beside it, of Gender parity, counts all: two numbers of one state need their reason."""
    for signal, forms in labels.SIGNALS.items():
        if "women" in signal:
            assert all("those that go home left out" in words for words in forms), signal
