"""Outreach as people use it: choose states, open one, note a call, two at once, take back, release; what co-chairs never see."""

import datetime as dt
import io
import zipfile

import docx
import pytest

import queries
from etl.records import calls
from pages.kit.cache import run
from pages.kit.view import View
from pages.outreach import facts as outreach_facts
from pages.reports import briefs
from tests.support import screen
from tests.support.outreach import JULY, SAID, VIEW, asks_of, due_of, note, press, table, text_of, told, view
from tests.support.screen import app, param, words


def test_states_stand_in_un_order_with_reasons_in_words(world):
    at = app(VIEW, group="african_group")
    rows = table(at).set_index("name")
    assert not at.exception and list(rows.index)[-2:] == ["Member State QMA", "Member State QMB"]
    why = rows.loc["Member State QMB", "reasons"]
    assert why.startswith("Deploys 900 people (troops); no pledge in the ledger under")
    assert "1 pledge without later news for more than 180 days" in why
    assert "below the target in Contingent troops: 98 more women needed, by replacement" in why
    assert why.endswith("no pledge of Berlin 2025 in the ledger.")
    assert rows.loc["Member State QMA", "reasons"].startswith("Deploys nobody in July 2025")
    assert "in UN order, unranked" in words(at) and "score" not in table(at)


def test_under_ten_people_there_is_no_distance_to_a_target(world):
    at = app(VIEW, by="list", states="QMC", iso3="QMC")
    assert "target" not in table(at)["reasons"].iloc[0] and "(under ten people: no percentage)" in words(at)


def test_order_by_fit_shows_its_terms_and_its_weights_stay_in_the_link(world):
    at = app(VIEW, group="african_group", order="fit")
    rows = table(at)
    assert list(rows["score"]) == sorted(rows["score"], reverse=True) and rows["name"].iloc[0] == "Member State QMB"
    row = rows.iloc[0]
    assert row["score"] == 3 * row["unanswered_count"] + row["fitting_count"] + row["below_count"] + row["silent_count"] + row["no_pledge_count"]  # fmt: skip
    for key in ("w_unanswered", "w_fitting"):
        at.selectbox(key=key).set_value("0")
    at.run()
    row = table(at).set_index("name").loc["Member State QMB"]
    assert row["score"] == row["below_count"] + row["silent_count"] + row["no_pledge_count"] == 3
    again = app(VIEW, group="african_group", order="fit", w_unanswered="0", w_fitting="0")
    assert table(again).equals(table(at)) and param(again, "w_unanswered") == "0"


@pytest.mark.parametrize(
    "asked",
    [{"group": "x"}, {"by": "x"}, {"by": "area", "region": "x"}, {"by": "list", "states": "QMB;x"}, {"by": "list", "assigned": "x"}, {"order": "x"}, {"order": "fit", "w_below": "x"}, {"days": "x"}, {"iso3": "x"}],
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


def test_what_it_deploys_is_asked_for_as_additional_only_with_section_and_line_of_the_guide(world):
    at = app(VIEW, by="list", states="QMB", iso3="QMB")
    asks = asks_of(at).set_index("ask")
    assert asks.loc["Level 1 hospitals with infantry battalions", "way"] == "an additional or rotation unit"
    assert asks.loc["Level 1 hospitals with infantry battalions", "guide"] == "Infantry, line 136"
    assert asks.loc["Jammers, portable or mounted", "way"] == "with the contingents that it deploys"
    assert (
        asks.loc["Raise infantry units already in the PCRS to a higher level, a visit included", "way"]
        == "a higher level: no repeat"
    )
    # The helicopters that it pledged are not asked for again; what stands beside them in the guide is.
    assert not [ask for ask in asks.index if ask.startswith("Medium utility helicopter")]
    assert [way for ask, way in asks["way"].items() if ask.startswith("Attack and armed")] == [
        "in a field that it pledged in before"
    ]


def test_a_state_that_nothing_fits_is_offered_what_nobody_answered(world):
    at = app(VIEW, by="list", states="QMA", iso3="QMA")
    asks = asks_of(at)
    assert set(asks["way"]) == {"nobody answered it yet"} and len(asks) > 20
    assert "points to one ask more than to another" in words(at)


def test_a_call_is_noted_shown_at_once_and_taken_back(world):
    at = app(VIEW, group="african_group", iso3="QMB")
    at = note(at, "QMB", assigned_to="CD", called_on=dt.date(2026, 2, 14), answer="will *ask* the capital", next_step="call again", due=dt.date(2026, 3, 1))  # fmt: skip
    assert not at.exception and "will \\*ask\\* the capital" in words(at)
    row = table(at).set_index("name").loc["Member State QMB"]
    assert (row["assigned_to"], row["last_call"], str(row["due"].date())) == ("CD", "14 February 2026", "2026-03-01")
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


def test_the_restricted_view_adds_what_the_roster_says(restricted):
    rows = table(app(VIEW)).set_index("name")["reasons"]
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
            if words in content.replace("already in the PCRS", "")
        ]
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    assert "CANARY-ANSWER" in told(app(VIEW, by="list", states="QMA", iso3="QMA"))


def test_a_steward_withholds_asks_and_states_and_co_chairs_see_neither(restricted, monkeypatch):
    at = app(VIEW, group="african_group", iso3="QMB")
    at.text_input(key="caller").set_value("Steward").run()
    at.selectbox(key="release_ask").set_value("UNI-INF-11").run()
    at = press(at, "do_release")
    assert "Withheld: UNI\\-INF\\-11" in words(at) or "Withheld: UNI-INF-11" in words(at)
    at = app(VIEW, release="state")
    at.text_input(key="caller").set_value("Steward").run()
    at.selectbox(key="release_state").set_value("QMA").run()
    at = press(at, "do_release")
    assert "Member State QMA" in list(table(at)["name"])  # the restricted view goes on
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app(VIEW, group="african_group", iso3="QMB")
    assert "Member State QMA" not in list(
        table(at)["name"]
    ) and "Not released for this view: 1 ask, 1 Member State." in words(at)
    assert "Level 1 hospitals with infantry battalions" not in list(asks_of(at)["ask"])
    assert "Level 1 hospitals" not in text_of(briefs.brief(run, view(), "QMB")) and not [
        b for b in at.button if b.key == "do_release"
    ]
    calls.release("ask:UNI-INF-11", "Steward", True, base=calls.newest("ask:UNI-INF-11", calls.log()))
    assert "Level 1 hospitals" in text_of(briefs.brief(run, view(), "QMB"))


def test_the_brief_says_the_pages_own_figures(world):
    content = text_of(briefs.brief(run, view(), "QMB"))
    assert "900 people, 10 of them women (1.1 %): MINUSCA 900." in content and "10 of 900" in content
    assert "12 % (2025)" in content and "\n98" in content
    assert (
        "A helicopter unit by 2024" in content
        and "Announced, no later public news" in content
        and "CANARY" not in content
    )
    assert "an additional or rotation unit" in content and "Infantry, line 136" in content
    assert "Data version 0123456789ab" in content, content[-600:]
    at = app(VIEW, by="list", states="QMB", iso3="QMB")
    asks = asks_of(at)
    page = docx.Document(io.BytesIO(briefs.brief(run, view(), "QMB")))
    rows = [[cell.text for cell in row.cells] for row in page.tables[-1].rows][1:]
    assert rows == asks[["ask", "way", "guide"]].head(len(rows)).to_numpy().tolist() and len(rows) > 10
    (more,) = [p.text for p in page.paragraphs if p.text.endswith("more on the dashboard.")] or ["0 "]
    assert len(rows) + int(more.split()[0]) == len(asks)


def test_units_and_levels_stand_in_the_restricted_brief_only_which_says_so(restricted):
    content = text_of(briefs.brief(run, view("restricted"), "QMC"))
    assert content.startswith("RESTRICTED") and "Units in the PCRS (1)" in content and "Level 3" in content
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
    told = View(queries.current(), JULY, "all")
    long = ["CAN", "GBR", "DEU", "IDN"]  # the longest lists of pledges
    for code in long:
        page = docx.Document(io.BytesIO(briefs.brief(run, told, code)))
        ledger = briefs.pledged(run, told, code)
        grid = page.tables[-2]
        rows = [tuple(cell.text for cell in row.cells) for row in grid.rows][1:]
        more = [int(p.text.split()[0]) for p in page.paragraphs if p.text.endswith("more on the dashboard.")]
        assert rows == ledger[: len(rows)] and len(ledger) - len(rows) in [0, *more]


def test_rows_fit_by_turns_and_a_row_that_is_too_tall_ends_its_own_table_only():
    rows = [[("x",)] * 5, [("x" * 200,)] * 5, [("x",)] * 2]
    assert briefs.fitting(rows, [(5.0,)] * 3, 8) == [5, 0, 2]
    assert briefs.fitting([[("x",)] * 9, [("x",)] * 9], [(5.0,)] * 2, 5) == [3, 2]
    assert briefs.fitting([[], []], [(5.0,)] * 2, 5) == [0, 0]


def test_the_batch_is_made_on_request_and_not_offered_for_another_choice(world):
    at = press(app(VIEW, by="list", states="QMB;QMC"), "make_briefs")
    assert not at.exception and "Download 2 briefs (ZIP)" in [button.label for button in at.get("download_button")]
    at.multiselect(key="states").set_value(["QMB"]).run()
    assert not [button for button in at.get("download_button") if "ZIP" in button.label]
