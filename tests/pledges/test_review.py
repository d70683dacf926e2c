"""The Review page as people use it: confirm, edit, reject, split, take back, and two of them at once."""

import io
import re
import shutil

import docx
import pytest

import queries
from etl.build import publish, uploads
from etl.records import decisions
from pages.kit import text
from pages.reports import update_form
from tests.support import screen
from tests.support.etl_fixtures import Site
from tests.support.pledge_forms import COURSE, FUND, HELICOPTERS, QRF, form, know_states
from tests.support.screen import app, words

VIEW = "pledges/review.py"
MARKED_UP = "One **course** in [2026](http://127.0.0.1/x) <b>for</b> $x$ :red[us]."


@pytest.fixture(scope="module")
def built_site(tmp_path_factory):
    """Data and work folders with a form received, read and published, beside it one with markup and one that says no state."""
    with pytest.MonkeyPatch.context() as patch:
        site = Site(tmp_path_factory.mktemp("review"), patch)
        know_states(site.data, "QMB", "QMC")
        site.drop("QMB pledge form.docx", form(), "pledges")
        site.drop("QMC.docx", form({9: [MARKED_UP]}, "Member State QMC"), "pledges")
        unsaid = form({9: ["One seminar in 2026."]}, state="the undersigned")
        uploads.store("pledges", "no state.docx", unsaid, "QMC", "Berlin 2025")
        site.build()
    return site


@pytest.fixture
def site(built_site, tmp_path, monkeypatch):
    """A work folder of its own over the same data, in the restricted view."""
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    site = Site(tmp_path, monkeypatch, data=built_site.data)
    shutil.copytree(built_site.work, site.work, dirs_exist_ok=True)
    return site


def ids(site):
    return dict(site.rows("select sentence, candidate_id from mart.pledge_candidate", audience="restricted"))


def press(at, key):
    (button,) = [button for button in at.button if button.key == key]
    return button.click().run()


def reviewing(by="AB", **asked):
    at = app(VIEW, **asked)
    at.text_input(key="reviewer").set_value(by).run()
    return at


@pytest.mark.parametrize(
    "view", [VIEW, "pledges/page.py", "overview/page.py", pytest.param("", marks=pytest.mark.more)]
)
def test_an_open_view_has_no_queue_and_says_why(view, site, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    for script in [view] if view else screen.VIEWS:
        at = app(script)
        assert not at.exception and QRF[:30] not in words(at), script
        assert script != VIEW or ("only what is open" in words(at) and not at.text_input)


def test_the_sentence_stands_beside_its_reading_with_place_and_remarks(site):
    key = ids(site)[HELICOPTERS]
    at = app(VIEW, candidate=key)
    shown = words(at).replace("\\", "")
    assert not at.exception and HELICOPTERS in shown and "table 1, row 1, paragraph 2" in shown
    assert "Conditional: subject to approval by parliament." in shown
    assert at.number_input(key=f"quantity_{key}").value == 2
    assert at.selectbox(key=f"unit_{key}").value == "aircraft"
    assert at.multiselect(key=f"asks_{key}").value == ["UNI-AVI-03"]
    assert "score" in shown and "helicopter" in shown


def test_a_confirmed_reading_leaves_the_queue_and_is_pending_until_it_is_published(site):
    key = ids(site)[QRF]
    at = reviewing(candidate=key)
    at.number_input(key=f"quantity_{key}").set_value(2)
    at = press(at, f"confirm_{key}")
    (entry,) = decisions.log()
    assert (entry["by"], entry["action"], entry["old"]["quantity"], entry["new"]["quantity"]) == ("AB", "confirm", 1, 2)
    assert "1 decision is pending" in words(at) and QRF not in words(at)
    before = publish.current()
    press(at, "review_publish")
    assert publish.current() != before
    ledger = queries.run("pledge_ledger", snapshot=queries.current(audience="restricted"), iso3="QMB")
    assert list(zip(ledger["pledge_id"], ledger["quantity"], ledger["status"], strict=True)) == [(key, 2, "confirmed")]
    assert queries.run("pledge_ledger", iso3="QMB").empty


def test_an_announcement_needs_its_day_and_source(site):
    key = ids(site)[COURSE]
    at = reviewing(candidate=key)
    at.checkbox(key=f"announced_{key}").check()
    at = press(at, f"confirm_{key}")
    assert not at.exception and decisions.log() == []
    assert "day of the change" in " ".join(error.value for error in at.error)
    at.text_input(key=f"source_{key}").set_value("statement")
    at.date_input(key=f"when_{key}").set_value("2025-05-13")
    press(at, f"confirm_{key}")
    assert [entry["action"] for entry in decisions.log()] == ["confirm", "status"]


def test_without_a_name_or_a_reason_nothing_is_decided(site):
    key = ids(site)[FUND]
    at = press(app(VIEW, candidate=key), f"confirm_{key}")
    assert "Say who decides" in " ".join(error.value for error in at.error)
    at = press(reviewing(candidate=key), f"do_reject_{key}")
    assert "reason" in " ".join(error.value for error in at.error)
    assert decisions.log() == []


def test_two_people_at_once_do_not_overwrite_each_other(site):
    key = ids(site)[QRF]
    first, second = reviewing("AB", candidate=key), reviewing("CD", candidate=key)
    press(first, f"confirm_{key}")
    second.text_input(key=f"reject_{key}").set_value("not a pledge")
    second = press(second, f"do_reject_{key}")
    assert "AB decided on this pledge" in " ".join(error.value for error in second.error)
    assert [entry["by"] for entry in decisions.log()] == ["AB"]
    second = press(
        reviewing("CD", candidate=key, show="all"), f"undo_{key}"
    )  # having seen it, the other may take it back
    assert decisions.states(decisions.log())[key].verdict == ""


def test_splitting_merging_and_steps_are_logged(site):
    known = ids(site)
    at = reviewing(candidate=known[HELICOPTERS])
    at.text_area(key=f"split_{known[HELICOPTERS]}").set_value("One helicopter by 2026.\n\nOne helicopter by 2027.")
    press(at, f"do_split_{known[HELICOPTERS]}")
    at = reviewing(candidate=known[FUND])
    at.selectbox(key=f"merge_{known[FUND]}").set_value(known[COURSE]).run()
    press(at, f"do_merge_{known[FUND]}")
    at = reviewing(candidate=known[QRF])
    press(at, f"confirm_{known[QRF]}")
    at = reviewing(candidate=known[QRF], show="all")
    at.selectbox(key=f"step_{known[QRF]}").set_value("level_1")
    at.date_input(key=f"since_{known[QRF]}").set_value("2026-01-15")
    at.text_input(key=f"stepsource_{known[QRF]}").set_value("PCRS")
    press(at, f"do_step_{known[QRF]}")
    logged = decisions.log()
    assert [entry["action"] for entry in logged] == ["split", "merge", "confirm", "status"]
    assert decisions.states(logged)[known[QRF]].steps[-1]["status"] == "level_1"


def test_markup_in_a_form_stays_text(site):
    (key,) = [key for sentence, key in ids(site).items() if "course" in sentence and "[" in sentence]
    at = app(VIEW, candidate=key)
    (sentence,) = [element.value for element in at.markdown if "2026" in element.value and "127" in element.value]
    assert not re.search(r"(?<!\\)[*\[<$:]", sentence)


def test_the_state_that_a_person_chose_goes_before_what_the_file_says(site):
    rows = site.rows(
        "select iso3, ministerial from mart.pledge_candidate where file = 'no state.docx'", audience="restricted"
    )
    assert rows == [("QMC", "Berlin 2025")]


@pytest.mark.parametrize("every_look", [False, pytest.param(True, marks=pytest.mark.more)])
def test_every_text_goes_through_gettext_and_every_table_has_files(every_look, site, monkeypatch):
    decisions.decide(ids(site)[QRF], "confirm", "AB", new={"requirement_ids": []})
    marked, known = screen.Marked(), screen.known_data(queries.current())
    monkeypatch.setattr(text, "_catalogue", lambda language: marked)
    looks = screen.looks(VIEW, monkeypatch, candidate=ids(site)[QRF])
    for look, at in looks if every_look else [next(looks)]:
        assert not at.exception and not screen.without_offer(at), look
        kinds = (at.title, at.header, at.subheader, at.button, at.metric)
        inputs = (at.text_input, at.number_input, at.selectbox, at.checkbox)
        labels = [getattr(one, "label", None) or one.value for kind in kinds + inputs for one in kind]
        assert len(labels) > 10 and not [label for label in labels if screen.unmarked(label, known)], look


def test_answers_of_a_six_month_update_are_shown_and_noted_as_steps_of_their_pledges(site, tmp_path):
    first, second = ids(site)[QRF], ids(site)[COURSE]
    for name in (first, second):
        decisions.decide(name, "confirm", "AB")
    site.build()
    pledges = [{"pledge_id": name, "sentence": "said"} for name in (first, second, "X999")]
    document = docx.Document(io.BytesIO(update_form.form("Member State QMB", "1 November 2026", pledges)))
    for row, texts in (
        (1, ("Under way", "2026-05-04", "on its way")),
        (2, ("soon", "", "")),
        (3, ("Deployed", "2026-05-04", "")),
    ):
        for column, written in enumerate(texts, 3):
            document.tables[0].rows[row].cells[column].text = written
    document.save(tmp_path / "update.docx")
    content = (tmp_path / "update.docx").read_bytes()
    at = reviewing()
    at.file_uploader(key="review_file").upload("update.docx", content).run()
    shown = next(frame.value for frame in at.dataframe if "pledge_id" in frame.value and "day" in frame.value)
    assert shown["pledge_id"].tolist() == [first, second, "X999"] and shown["sentence"].iloc[2] == "not in the ledger"
    at = press(at, "note_updates")
    assert not at.exception and "1 step is noted" in at.success[0].value
    entry = decisions.log()[2]
    step = {"status": "under_way", "date": "2026-05-04", "source": "six-month update, update.docx"}
    assert (entry["candidate_id"], entry["action"], entry["by"], entry["new"]) == (first, "status", "AB", step)
