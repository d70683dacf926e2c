"""The load page as people use it, but for the walk of a whole load, which tests/browser/test_load.py goes."""

import datetime as dt
import functools

import pytest

import queries
from etl import contract, settings
from etl.records import totals
from etl.records import words as file_words
from pages.kit import formats, text
from pages.kit.view import View
from pages.load import facts, labels
from tests.support import screen
from tests.support.etl_fixtures import HEADINGS, Site, csv_text, record
from tests.support.pledge_forms import form
from tests.support.screen import app, words
from tests.support.sheets import PDF_COLUMNS, PDF_HEADINGS, pdf_of, placed

PAGE = "load/page.py"
VIEW = View(queries.Snapshot("0123456789ab", "exercise", "restricted"), dt.date(2026, 10, 31), "all")
MONTH = csv_text([record(), record(-1, mission="UNIFIL")], HEADINGS).encode()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        made = Site(tmp_path_factory.mktemp("load"), patch)
        made.drop("broken.csv", "a,b\n1,2\n", "police")
        made.build()
        patch.setenv("LEDGER_AUDIENCE", "restricted")
        yield made


def dropped(name, content):
    return app(PAGE).file_uploader[0].set_value((name, content, "text/csv")).run()


def button(at, key):
    (found,) = [button for button in at.button if button.key == key]
    return found


def navigation():
    import streamlit as st

    import dashboard

    st.text([page.title for pages in dashboard.contents().values() for page in pages if page.visibility == "visible"])


def test_the_open_view_names_no_such_page_and_refuses_a_link_in_words(site, monkeypatch):
    assert "Load data" in screen.Script.from_function(navigation, default_timeout=60).run().text[0].value
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    assert "Load data" not in screen.Script.from_function(navigation, default_timeout=60).run().text[0].value
    at = app(PAGE)
    assert not at.exception and "nothing can be loaded here" in words(at)
    assert not at.file_uploader and not at.text_input and not at.get("download_button")


def test_a_file_that_is_no_data_is_refused_in_words_and_can_be_taken_for_another_kind(site):
    at = dropped("other.csv", b"a,b\n1,2\n")
    (said,) = [error.value for error in at.error]
    assert "no row has the headings of a known source" in said and "python" not in said and "--" not in said
    assert not [one for one in at.button if one.key == "load_publish"]
    at.selectbox(key=next(box.key for box in at.selectbox if box.key.startswith("load_kind"))).set_value("police").run()
    assert "DPO-UHISTORICALPOL" in at.error[0].value or "is missing" in at.error[0].value


def test_a_file_says_what_it_is_what_is_set_aside_and_what_it_would_change(site, monkeypatch):
    marked = screen.Marked()
    known = screen.known_data(queries.current())
    monkeypatch.setattr(text, "_catalogue", lambda language: marked)
    file_words.settle("capability", "Zwonk detachment", "qrf_company", "AB")
    at = dropped("more.csv", MONTH)
    said = words(at).replace(screen.OPEN, "").replace(screen.CLOSE, "")
    assert not at.exception and "2 rows read: 1 would be loaded, 1 set aside." in said
    aside, figures = (
        next(table.value for table in at.dataframe if "why" in table.value),
        next(table.value for table in at.dataframe if "before" in table.value),
    )
    assert list(aside["place"]) == ["line 3"]
    assert figures.loc[figures["figure"].str.contains("Reported months"), ["before", "after"]].values.tolist() == [
        ["2", "3"]
    ]
    assert button(at, "load_publish").disabled
    labels = [part.label for kind in (at.button, at.selectbox, at.text_input, at.expander) for part in kind]
    labels += [part.value for kind in (at.title, at.header, at.subheader, at.caption) for part in kind]
    labels += [name for table in at.dataframe for name in screen._table(table) if name[0].startswith("heading")]
    left = [one for one in labels if screen.unmarked(one if isinstance(one, str) else one[1], known)]
    assert len(labels) > 25 and not left


def test_a_settled_word_is_taken_back(site):
    file_words.settle("capability", "Zwonk group", "qrf_company", "AB")
    at = app(PAGE)
    at.text_input(key="loader").set_value("CD").run()
    assert "“Zwonk group” means Quick reaction force company" in words(at)
    button(at, "load_undo_capability_Zwonk group").click().run()
    assert "Zwonk group" not in file_words.aliases("capability")


def test_in_the_exercise_no_file_is_taken(restricted):
    at = app(PAGE, dataset="exercise")
    assert not at.exception and not at.file_uploader and "public dataset only" in words(at)


def test_a_file_that_a_build_left_out_is_listed_with_what_to_do(site):
    at = app(PAGE)
    (left_out,) = [table.value for table in at.dataframe if "expected" in table.value]
    assert left_out.loc[0, "file"] == "broken.csv" and left_out.loc[0, ["what", "expected", "do"]].str.len().min() > 10


def test_a_form_is_read_and_asks_for_what_it_does_not_say(site):
    at = dropped("form.docx", form({9: ["One seminar in 2026."]}, state="the undersigned"))
    assert not at.exception and "1 commitment" in words(at)
    (state,) = [box for box in at.selectbox if box.label == "Member State"]
    assert state.value is None
    assert not [one for one in at.button if one.key == "load_publish"]


def test_a_month_whose_totals_do_not_meet_is_loaded_on_a_reasoned_yes_alone_and_left_out_when_that_is_taken_back(
    tmp_path, monkeypatch
):
    site = Site(tmp_path, monkeypatch)
    site.drop("month.csv", MONTH.decode())
    site.build()
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    rows = [PDF_HEADINGS, ("UNDOF", "Fiji", "Troops", 3, 1, 4), ("Grand Total", None, None, 4, 1, 5)]
    content = pdf_of([[("As of: 29/02/2024", 30, 780), *placed(rows, PDF_COLUMNS)]])
    at = app(PAGE)
    at.text_input(key="loader").set_value("AB").run()
    at.file_uploader[0].set_value(("UN_2024_02.pdf", content, "application/pdf")).run()
    assert not at.exception and "4 people are read, 5 printed" in words(at)
    assert not [one for one in at.button if one.key == "load_publish"]
    yes = next(one for one in at.button if one.label == "Load it as it is read")
    yes.click().run()
    assert [error.value for error in at.error] == ["Give the reason in a few words."] and not totals.accepted()
    at.text_input(key="load_total_reason_2024-02-29").set_value("A misprint, asked")
    next(one for one in at.button if one.label == "Load it as it is read").click().run()
    assert not at.exception and [one["by"] for one in totals.accepted()] == ["AB"]
    button(at, "load_publish").click().run()
    assert not at.exception
    people = "select sum(people_count) from mart.deployment_month where as_of = '2024-02-29'"
    assert site.rows(people) == [(4,)]
    at = app(PAGE)
    at.text_input(key="loader").set_value("AB").run()
    assert "February 2024, 4 people as read: A misprint, asked · AB" in words(at)
    button(at, "load_total_undo_2024-02-29").click().run()
    assert not totals.accepted() and site.build()["refused"][0]["file"] == "UN_2024_02.pdf"
    assert site.rows(people) == [(None,)]
    totals.accept("2024-02-29", 4, 5, "CD", "asked again")  # what was told of the file is not held against a later yes
    assert not site.build()["refused"] and site.rows(people) == [(4,)]


@pytest.mark.parametrize("source", sorted(contract.sources()))
def test_every_source_has_headline_figures_that_its_queries_answer(source, restricted):
    ask = functools.partial(queries.run, snapshot=queries.current("exercise", "restricted"))
    told = facts.figures(source, ask, VIEW)
    assert len(told) >= 3 and all(heading for heading, _figure in told)
    assert dict(told)["Rows loaded"] != formats.DASH and len({heading for heading, _figure in told}) == len(told)
    if source == "pcrs_roster":
        assert dict(told)["Available"] == formats.count(
            ask("roster_totals", today=VIEW.today)["available_count"].iloc[0]
        )


def test_why_a_column_is_left_out_is_said_in_words_that_can_be_translated():
    readers = settings.ROOT / "etl" / "readers"
    source = "".join((readers / name).read_text(encoding="utf-8") for name in ("persons.py", "roster/read.py"))
    assert [words for words in labels.LEFT_OUT if f'"{words}"' not in source] == []
    catalogue = (settings.ROOT / "locale" / "messages.pot").read_text(encoding="utf-8")
    assert all(f'msgid "{words}"' in catalogue for words in labels.LEFT_OUT)


def test_the_day_of_a_title_is_taken_and_may_be_changed(site):
    head = ("Ref.", "Country", "Type of unit", "Level", "Strength", "Women")
    rows = [["List of units, as of 15 March 2026"], head, ["A-1", "Ghana", "FPU", "Level 2", "140", "12"]]
    at = dropped("units.csv", csv_text(rows[1:], rows[0]).encode())
    assert not at.exception and at.date_input[0].value == dt.date(2026, 3, 15)
    assert "A title in the file says 15 March 2026" in words(at)
    at.date_input[0].set_value(dt.date(2026, 3, 1)).run()
    assert at.date_input[0].value == dt.date(2026, 3, 1) and not at.exception
