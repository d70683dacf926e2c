"""Pledges, Training and translation, and their parts of Country and Overview, as people use them: links, filters, a pledge opened."""

import datetime as dt
import io

import docx
import duckdb
import openpyxl
import pandas as pd
import pytest
import streamlit as st

import queries
from pages.kit.view import View
from pages.pledges import charts as pledge_charts
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels
from pages.reports import pledge_files
from tests.support import figures
from tests.support import pledge_figures as made
from tests.support.screen import app, param, unfold, words

PLEDGES, TRAINING, COUNTRY, OVERVIEW = (
    "pledges/page.py",
    "requirements/training.py",
    "deployments/country.py",
    "overview/page.py",
)
SHOWN = ("ledger", "conversion", "breakdown", "totals", "implementation")
ROWS = [(dt.date(2025, 7, 31), "MINUSCA", "BGD", "troops", 1, 2)]


def table(at, place=0):
    return at.dataframe[place].value


@pytest.mark.parametrize("show", SHOWN)
@pytest.mark.parametrize("meeting", ["Berlin 2025", "London 2016", "all"])
def test_every_look_of_every_meeting_runs(show, meeting, published):
    at = app(PLEDGES, show=show, ministerial=meeting)
    assert not at.exception and param(at, "show") == show and param(at, "ministerial") == meeting
    assert "partial and biased" in words(at)


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({"ministerial": "Berlin 2025"}, 53), ({"ministerial": "none"}, 40), ({"category": "technology"}, 8), ({"iso3": "CAN"}, 30),
        ({"group": "weog"}, 103), ({"group": "eastern_european_group"}, 2), ({"tangible": "yes"}, 47), ({"status": "announced"}, 285),
        ({"ministerial": "Berlin 2025", "tangible": "yes"}, 3), ({"iso3": "TUR", "group": "asia_pacific_group"}, None),
    ],
)  # fmt: skip
def test_every_filter_narrows_and_stays_in_the_link(choice, count, published):
    at = app(PLEDGES, **choice)
    want = queries.run(
        "pledge_ledger", **{{"group": "regional_group"}.get(key, key): code for key, code in choice.items()}
    )
    assert not at.exception and {key: param(at, key) for key in choice} == choice
    assert table(at)["pledge_id"].tolist() == want["pledge_id"].tolist()
    assert count is None or len(want) == count
    assert at.metric[0].value == str(len(want))


@pytest.mark.parametrize("key", ["show", "ministerial", "category", "iso3", "group", "status", "tangible", "pledge"])
def test_an_unknown_code_is_said_and_nothing_is_narrowed(key, published):
    at = app(PLEDGES, **{key: "../nowhere"})
    assert not at.exception and "../nowhere" in words(at) and at.metric[0].value == "285"


@pytest.mark.parametrize(("view", "keys"), [(TRAINING, ("show", "kind", "answer")), (TRAINING, ("subject",))])
def test_training_says_an_unknown_code_too(view, keys, published):
    for key in keys:
        at = app(view, **{"show": "hosts" if key == "subject" else "courses"} | {key: "nowhere"})
        assert not at.exception and "nowhere" in words(at), key


def test_a_choice_without_pledges_says_so_and_not_that_nobody_pledged(published):
    at = app(PLEDGES, status="deployed")
    assert not at.exception and not at.dataframe and "says nothing of what was not found" in words(at)


def test_a_link_opens_a_pledge_with_its_words_history_remarks_and_asks(published):
    at = app(PLEDGES, pledge="P164", ministerial="Berlin 2025")
    told = words(at) + "\n".join(text.value for text in at.text)
    for part in ("Ethiopia", "“Utility helicopter unit”", "14 May 2025: **Announced**", "www.fanamc.com", "No later news",
                 "May repeat an earlier pledge", "do not count it twice", "UNI-AVI-03", "line 156"):  # fmt: skip
        assert part in told, part
    outside = app(PLEDGES, pledge="P164", ministerial="Accra 2023")
    assert "Utility helicopter unit" in "".join(text.value for text in outside.text)
    assert param(outside, "pledge") == "P164"


def test_with_the_public_list_alone_the_funnel_says_that_nothing_is_reported(published):
    at = app(PLEDGES, show="conversion", ministerial="Berlin 2025")
    told = words(at)
    assert "Of 53 announced, 53 have no later news" in told and "gap of the sources" in told
    drawn = "".join(str(chart.proto.spec) for chart in at.get("echarts_chart"))
    assert "none reported" in drawn and "18 units stated" in drawn
    assert "40 pledges made at no Ministerial are left out" in words(app(PLEDGES, show="conversion"))
    assert not any(word in told.casefold() for word in ("loss", "failed", "failing", "worst"))


def test_totals_stand_with_both_sources(published):
    at = app(PLEDGES, show="totals", ministerial="Berlin 2025")
    shown = table(at).set_index("measure")
    row = shown.loc["Member States with specific pledges"]
    assert (row["announced"], row["ledger"]) == ("74 Member States", "14 Member States") and "news.un.org" in row[
        "source_url"
    ]
    assert shown.loc["technology / data pledges (Member States)", "other"] == "8"
    assert "No total was found printed" in words(app(PLEDGES, show="totals", ministerial="London 2016"))


def test_the_six_month_view_says_what_is_due_and_for_how_long_nothing_was_heard(published):
    at = app(PLEDGES, show="implementation", ministerial="Berlin 2025")
    assert "six-month implementation meeting was due on 14 November 2025" in words(at)
    shown = table(at)
    assert set(shown["news"]) == {"No later news"} and (shown["age_days"] > 300).all() and len(shown) == 53
    assert "No pledge of this choice" in words(app(PLEDGES, show="implementation", news="reported"))


@pytest.mark.parametrize("view", [PLEDGES, TRAINING])
def test_pledges_follow_neither_month_nor_scope(view, published):
    one, other = (
        app(view, month=month, scope=scope) for month, scope in (("2016-01-31", "peacekeeping"), ("2025-07-31", "all"))
    )
    pd.testing.assert_frame_equal(table(one), table(other))
    assert "the newest of 14 June 2025" in words(one)


@pytest.mark.parametrize("show", ["courses", "translations", "hosts", "participants"])
def test_every_look_of_training_runs(show, published):
    at = app(TRAINING, show=show)
    assert not at.exception and param(at, "show") == show


def test_courses_have_a_column_a_year_and_blanks_where_nothing_is_asked_for(published):
    shown = table(app(TRAINING)).set_index("requirement_id")
    assert list(shown.columns[1:5]) == ["2025", "2026", "2027", "any"]
    assert shown.loc["TRN-MIL-04", "2026"] == "Brazil: Host announced, year not said" and pd.isna(
        shown.loc["TRN-MIL-04", "2025"]
    )
    assert shown.loc["WPS-TRN-03", "any"] == "Brazil: Host found"


def test_participants_are_not_reported_or_a_proxy(published):
    told = words(app(TRAINING, show="participants"))
    assert "a proxy" in told and "Participants: not reported" in told


def test_translations_are_told_by_language_and_blank_where_not_asked_for(published):
    shown = table(app(TRAINING, show="translations")).set_index("ask")
    assert shown.loc["Translate the senior national planners programme", "fr"] == "○ Asked"
    assert pd.isna(shown.loc["Translate the senior national planners programme", "es"])
    assert (shown.loc["Translate the UN police material", list(pledge_labels.LANGUAGES)] == "○ Asked").all()


def test_a_states_page_lists_its_pledges_and_its_possible_repeats(published):
    at = unfold(app(COUNTRY, iso3="CAN"))
    assert not at.exception
    told = words(at) + "".join(text.value for text in at.text)
    assert "30 pledges in the ledger, at 6 Ministerials; 30 without later news" in told and "P005" in told
    assert any("possible repeats" in part.label for part in at.expander)
    nobody = words(app(COUNTRY, iso3="AFG"))
    assert "does not say that it made none" in nobody


def test_the_overview_counts_asks_without_answer_and_pledges_without_news(published):
    at = app(OVERVIEW)
    told = {metric.label: metric.value for metric in at.metric}
    asks = queries.run("requirement_status")
    asks = asks[asks["standing"] == "ask"]
    open_asks = int((asks["with_details_count"] == 0).sum())
    assert (
        told["Asks of the guide without an answer"] == f"{open_asks} of {len(asks)}"
        and told["Pledges without later news"] == "285"
    )
    links = [part.proto for part in at.get("page_link")]
    assert {"requirements", "pledges"} <= {link.page for link in links}


@pytest.fixture
def followed(tmp_path, monkeypatch):
    """Publish a world in which pledges moved; one was confirmed and not announced, so that only the restricted view has it."""
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, ROWS)
    day, later = dt.date(2025, 5, 13), dt.date(2025, 10, 1)
    told = {
        "A": ["announced", "assessed", "rdl"],
        "B": ["announced", "too_general"],
        "C": ["announced"],
        "D": ["level_1"],
    }
    rows = []
    for name, steps in told.items():
        row = made.pledges(5, 1)[0] | {
            "pledge_id": name,
            "ministerial": "Berlin 2025",
            "track": "unit",
            "iso3": "QMA",
            "flags": None,
        }
        row |= {
            "quantity": 1,
            "unit": "unit",
            "category": "uniformed_capabilities",
            "sentence": f"**Bold** $x$ :red[{name}] <b>unit</b>",
        }
        dated = [(day if place == 0 else later, place, status) for place, status in enumerate(steps)]
        main = [step for step in dated if step[2] != "rdl"][-1]
        rows.append(
            row | {"steps": dated, "status": main[2], "status_date": main[0], "is_announced": "announced" in steps}
        )
    for audience in ("open", "restricted"):
        con = duckdb.connect(tmp_path / "build" / "versions" / "0123456789ab" / f"public-{audience}.duckdb")
        made.fill(con, [row for row in rows if row["is_announced"] or audience == "restricted"])
        con.close()
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def test_what_followed_is_told_and_too_general_is_its_own_state(followed):
    at = app(PLEDGES)
    told = {metric.label: metric.value for metric in at.metric}
    assert (told["Pledges"], told["With later news"], told["Too general to assess"]) == ("3", "2", "1")
    opened = app(PLEDGES, pledge="A")
    history = next(part.value for part in opened.markdown if part.value.startswith("**History**"))
    assert "1 October 2025: **Assessed (Level 2)**" in history and "**Rapid Deployment Level (mark)**" in history
    assert any("**Bold** $x$" in text.value for text in opened.text)  # the words of a form are text, never markup
    due = app(PLEDGES, show="implementation")
    assert set(table(due)["news"]) == {"Reported since", "Too general to assess", "No later news"}


def test_what_was_not_announced_is_only_in_the_restricted_view_and_says_so(followed, monkeypatch):
    assert table(app(PLEDGES))["pledge_id"].tolist() == ["A", "B", "C"]
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    shown = table(app(PLEDGES)).set_index("pledge_id")
    assert (
        shown.loc["D", "status"] == "Level 1 (not announced: restricted)"
        and shown.loc["A", "status"] == "Assessed (Level 2)"
    )
    assert "not announced: restricted" in "".join(part.value for part in app(PLEDGES, pledge="D").markdown)


def test_the_list_that_circulates_leaves_out_what_was_not_announced(followed):
    view = View(queries.current(audience="restricted"), dt.date(2025, 7, 31), "all")
    found = queries.run("pledge_ledger", snapshot=view.snapshot)
    for everything, names in ((False, {"A", "B", "C"}), (True, {"A", "B", "C", "D"})):
        book = openpyxl.load_workbook(io.BytesIO(pledge_files.consolidated(view, found, "none", everything)))
        assert len(book.sheetnames) == 11
        cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
        assert {name for name in "ABCD" if name in cells} == names
        source = {str(cell.value) for row in book["Source"].iter_rows() for cell in row}
        assert any("RESTRICTED" in text for text in source) == everything


def test_a_form_is_blank_or_lists_what_the_state_announced(followed):
    view = View(queries.current(audience="restricted"), dt.date(2025, 7, 31), "all")
    blank, filled = (
        docx.Document(io.BytesIO(pledge_files.form(view, "QMA", "A meeting", full))) for full in (False, True)
    )
    assert len(blank.tables) == 1 and len(blank.tables[0].rows) == 11
    earlier = [[cell.text for cell in row.cells] for row in filled.tables[1].rows[1:]]
    assert len(earlier) == 3 and {row[2] for row in earlier} == {
        "Assessed (Level 2), 1 October 2025", "Too general to assess, 1 October 2025", "No news since it was announced"
    }  # fmt: skip


def test_a_funnel_draws_each_stage_on_one_scale_and_hatches_what_is_not_known():
    frame = pd.DataFrame(
        [("unit", "announced", 9, 12), ("unit", "level_1", 4, None), ("unit", "no_news", 5, None), ("unit", "confirmed", 0, None), ("other", "announced", 70, None)],
        columns=["track", "stage", "pledge_count", "unit_count"],
    )  # fmt: skip
    option, height = pledge_charts.funnel(frame.astype({"unit_count": "Int64"}), "unit", pledge_labels.STATUS)
    assert option["yAxis"]["data"] == ["No later news", "Level 1", "Announced"] and option["xAxis"]["max"] == 9
    assert [bar["value"] for bar in option["series"][1]["data"]] == [5, 4, 9]
    assert (
        "decal" in option["series"][1]["data"][0]["itemStyle"]
        and "decal" not in option["series"][1]["data"][1]["itemStyle"]
    )
    assert height == pledge_charts.EDGE + 3 * pledge_charts.ROW
    empty, _ = pledge_charts.funnel(frame.head(0), "unit", pledge_labels.STATUS)
    assert empty["xAxis"]["max"] == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((1, "unit", None), "1 unit"), ((3, "company", None), "3 companies"), ((2000000, "currency", "CAD"), "CAD 2,000,000"),
        ((5, "currency", None), "5"), ((5, None, None), "5"), ((None, "unit", None), "–"), ((2, "boat", None), "2 boat"),
    ],
)  # fmt: skip
def test_a_quantity_keeps_its_unit(row, told):
    assert pledge_notes.quantity(pd.Series(row, index=["quantity", "unit", "currency"], dtype=object)) == told
