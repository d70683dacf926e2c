"""Pledges, Training and translation, and their parts of Country and Overview, as people use them: links, filters, a pledge opened."""

import datetime as dt
import io
import re
from types import SimpleNamespace

import docx
import duckdb
import openpyxl
import pandas as pd
import pytest

import queries
from pages.kit import cache
from pages.kit.view import View
from pages.pledges import charts, facts, labels
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


def text(at):
    return words(at) + "\n" + "\n".join(part.value for part in at.text)


@pytest.mark.parametrize(
    "meeting",
    ["London 2016", *(pytest.param(meeting, marks=pytest.mark.more) for meeting in ("Berlin 2025", "none", "all"))],
)
def test_every_look_of_a_meeting_runs_and_says_what_the_list_is_not(meeting, published):
    at = app(PLEDGES, ministerial=meeting)
    for show in SHOWN:
        at.query_params["show"], at.query_params["ministerial"] = show, meeting
        at.run()
        assert not at.exception and param(at, "show") == show, show
        assert param(at, "ministerial") == ("all" if show == "totals" and meeting == "none" else meeting)
        assert "partial and biased" in words(at) and "276 pledges of 50 states as 110 public pages" in words(at)


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({"ministerial": "Berlin 2025", "tangible": "yes"}, 3), ({"category": "technology"}, 8), ({"iso3": "CAN"}, 30),
        ({"group": "eastern_european_group"}, 1), ({"status": "announced"}, 276),
        *(pytest.param(choice, count, marks=pytest.mark.more) for choice, count in [
            ({"ministerial": "none"}, 40), ({"group": "weog"}, 103), ({"tangible": "yes"}, 47), ({"iso3": "TUR", "group": "asia_pacific_group"}, None),
        ]),
    ],
)  # fmt: skip
def test_every_filter_narrows_and_stays_in_the_link(choice, count, published):
    at = app(PLEDGES, **choice)
    parameters = {"regional_group" if key == "group" else key: code for key, code in choice.items()}
    pledges = queries.run(facts.LEDGER, **parameters)
    assert not at.exception and {key: param(at, key) for key in choice} == choice
    assert table(at)["pledge_id"].tolist() == pledges["pledge_id"].tolist()
    assert count is None or len(pledges) == count
    assert at.metric[0].value == str(len(pledges))


def test_unknown_codes_are_said_and_nothing_is_narrowed(published):
    keys = ("show", "ministerial", "category", "iso3", "group", "status", "tangible", "pledge")
    at = app(PLEDGES, **{key: f"../{key}" for key in keys})
    assert not at.exception and at.metric[0].value == "276"
    assert not [key for key in keys if f"../{key}" not in words(at)]
    at = app(TRAINING, show="../show", kind="../kind", answer="../answer")
    assert not at.exception and not [key for key in ("show", "kind", "answer") if f"../{key}" not in words(at)]
    at = app(TRAINING, show="hosts", subject="nowhere")
    assert not at.exception and "nowhere" in words(at)


def test_a_choice_without_pledges_says_so_and_not_that_nobody_pledged(published):
    at = app(PLEDGES, status="deployed")
    assert not at.exception and not at.dataframe and "says nothing of what was not found" in words(at)


def test_a_link_opens_a_pledge_with_its_words_history_remarks_and_asks(published):
    at = app(PLEDGES, pledge="P164", ministerial="Accra 2023")  # of another meeting: the link goes before the filter
    shown = text(at)
    for part in ("Ethiopia", "Summary of a public page", "Utility helicopter unit", "14 May 2025: **Announced**", "www.fanamc.com", "Cannot be seen in these figures: aircraft",
                 "UNI-AVI-03", "line 156"):  # fmt: skip
        assert part in shown, part
    assert "No later news: nothing" not in shown and "In its own words" not in shown
    assert param(at, "pledge") == "P164" and "P164" not in set(table(at)["pledge_id"])


def test_a_link_to_a_pledge_without_content_says_so_with_its_source(published):
    row = queries.run("pledges_content_not_public").iloc[0]
    at = app(PLEDGES, pledge=row["pledge_id"])
    (said,) = [part.value for part in at.info if "content not public" in part.value]
    assert row["source_url"] in said
    assert not [part for part in at.info if row["pledge_id"] in part.value]


def test_with_the_public_list_alone_the_funnel_says_that_nothing_is_reported(published):
    at = app(PLEDGES, show="conversion", ministerial="Berlin 2025")
    shown = words(at)
    assert (
        "Of 52 announced, 0 have later news, 0 are consistent with deployment figures and to be confirmed, 52 cannot be seen"
        in shown
        and "gap of the sources" in shown
    )
    drawn = "".join(str(chart.proto.spec) for chart in at.get("echarts_chart"))
    assert "none reported" in drawn and "18 units stated" in drawn
    assert not any(word in shown.casefold() for word in ("loss", "failed", "failing", "worst"))
    at.selectbox(key="ministerial").set_value("all").run()
    assert "Of 236 announced" in words(
        at
    ) and "The ledger counts 276 for the same choice: those followed here, and 40 made at no" in words(at)
    assert "Not applied here" not in words(at)
    at.query_params["group"] = "weog"
    assert "Not applied here, only in the ledger: UN regional group." in words(at.run())


def test_totals_stand_with_both_sources(published):
    at = app(PLEDGES, show="totals", ministerial="Berlin 2025")
    shown = table(at).set_index("measure")
    row = shown.loc["Member States with specific pledges"]
    assert (row["announced"], row["ledger"]) == ("74 Member States", "14 Member States")
    assert "news.un.org" in row["source_url"]
    assert shown.loc["technology / data pledges (Member States)", "other"] == "8"
    assert "none" not in at.selectbox(key="ministerial").proto.options  # no total is of no meeting
    at.selectbox(key="ministerial").set_value("London 2016").run()
    assert "No total was found printed" in words(at)


def test_the_six_month_view_says_what_is_due_and_for_how_long_nothing_was_heard(published):
    at = app(PLEDGES, show="implementation", ministerial="Berlin 2025")
    assert "six-month implementation meeting was due about 14 November 2025" in words(at)
    shown = table(at)
    assert (
        set(shown["news"]) == {"Cannot be seen in these figures"}  # nobody's silence: two months later it is too early
        and (shown["age_days"] > 300).all()
        and len(shown) == 52
    )
    at.segmented_control(key="news").set_value("reported").run()
    assert "No pledge of this choice" in words(at)


@pytest.mark.parametrize("view", [PLEDGES, TRAINING])
def test_pledges_follow_neither_month_nor_scope(view, published):
    one, other = (
        app(view, month=month, scope=scope) for month, scope in (("2016-01-31", "peacekeeping"), ("2025-07-31", "all"))
    )
    pd.testing.assert_frame_equal(table(one), table(other))
    assert "the newest of 14 June 2025" in words(one)


def test_courses_have_a_column_a_year_and_blanks_where_nothing_is_asked_for(published):
    at = app(TRAINING)
    shown = table(at).set_index("requirement_id")
    assert list(shown.columns[1:5]) == ["2025", "2026", "2027", "any"]
    assert shown.loc["TRN-MIL-04", "2026"] == "Brazil: Host announced, year not said"
    assert pd.isna(shown.loc["TRN-MIL-04", "2025"]) and shown.loc["WPS-TRN-03", "any"] == "Brazil: Host found"
    at.selectbox(key="answer").set_value("host_found").run()
    assert set(table(at)["requirement_id"]) < set(shown.index) and "WPS-TRN-03" in set(table(at)["requirement_id"])


def test_participants_are_not_reported_or_a_proxy(published):
    shown = words(app(TRAINING, show="participants"))
    assert "a proxy" in shown and "Participants: not reported" in shown


def test_translations_are_shown_by_language_and_blank_where_not_asked_for(published):
    at = app(TRAINING, show="translations")
    shown = table(at).set_index("ask")
    assert shown.loc["Translate the senior national planners programme", "fr"] == "○ Asked"
    assert pd.isna(shown.loc["Translate the senior national planners programme", "es"])
    police = shown.loc["Translate the UN police material"]
    assert (police[["ar", "zh", "ru", "es"]] == "○ Asked").all() and police["so_far"] == "French only so far"
    assert police["fr"] == "● Exists" and "en" not in shown  # the packages are written in English
    cells = shown[[code for code in labels.LANGUAGES if code in shown]].notna().sum().sum()
    assert f"{cells - 2} translations asked for" in words(at) and "2 exist already" in words(at)


def test_offers_of_training_stand_under_their_subject_with_their_words(published):
    at = app(TRAINING, show="hosts", subject="training_wmpoc")
    offers = queries.run("training_hosts", capability="training_wmpoc")
    assert not at.exception and table(at)["sentence"].tolist() == offers["sentence"].tolist()


def test_a_states_page_lists_its_pledges_and_its_possible_repeats(published):
    at = unfold(app(COUNTRY, iso3="CAN"))
    assert not at.exception
    meetings = queries.run("pledge_ledger", iso3="CAN")["ministerial"].value_counts()
    said = re.search(r"30 pledges in the ledger: (.*); 3 without later news", words(at))[1].split(", ")
    assert said[0] == f"Berlin 2025 ({meetings['Berlin 2025']})"
    assert sum(int(part.rstrip(")").rsplit("(")[-1]) for part in said) == 30
    assert "P005" in text(at)
    assert any("possible repeats" in part.label for part in at.expander)
    assert "does not say that it made none" in words(app(COUNTRY, iso3="AFG"))


def test_the_overview_counts_asks_without_answer_and_pledges_without_news(published):
    at = unfold(app(OVERVIEW))
    values = {metric.label: metric.value for metric in at.metric}
    asks = queries.run("requirement_status")
    asks = asks[asks["standing"] == "ask"]
    bare = int((asks["with_details_count"] == 0).sum())
    assert values["Asks: no announcement found in the public list"] == f"{bare} of {len(asks)}"
    assert values["Pledges without later news"] == "13"
    links = [part.proto for part in at.get("page_link")]
    assert {"requirements", "pledges"} <= {link.page for link in links}


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """A world in which pledges moved; one was confirmed and not announced, so that only the restricted view has it."""
    work = tmp_path_factory.mktemp("moved")
    figures.publish(work, ROWS)
    day, later = dt.date(2025, 5, 13), dt.date(2025, 10, 1)
    steps = {
        "A": ["announced", "assessed", "rdl"],
        "B": ["announced", "too_general"],
        "C": ["announced"],
        "D": ["level_1"],
    }
    rows = []
    for name, statuses in steps.items():
        dated = [(day if place == 0 else later, place, status) for place, status in enumerate(statuses)]
        newest = [step for step in dated if step[2] != "rdl"][-1]
        row = made.pledges(5, 1)[0] | {
            "pledge_id": name, "ministerial": "Berlin 2025", "track": "unit", "iso3": "QMA", "flags": None,
            "quantity": 1, "unit": "unit", "category": "uniformed_capabilities",
            "sentence": f"**Bold** $x$ :red[{name}] <b>unit</b>",
            "steps": dated, "status": newest[2], "status_date": newest[0], "is_announced": "announced" in statuses,
        }  # fmt: skip
        rows.append(row)
    for audience in ("open", "restricted"):
        con = duckdb.connect(work / "build" / "versions" / "0123456789ab" / f"public-{audience}.duckdb")
        made.fill(con, [row for row in rows if row["is_announced"] or audience == "restricted"])
        con.close()
    return work


@pytest.fixture
def followed(moved, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(moved))
    cache.forget()
    yield
    cache.forget()


def test_what_followed_is_said_and_too_general_is_its_own_state(followed):
    at = app(PLEDGES, pledge="A")
    values = {metric.label: metric.value for metric in at.metric}
    assert (values["Pledges"], values["With later news"], values["Too general to assess"]) == ("3", "2", "1")
    history = next(part.value for part in at.markdown if part.value.startswith("**History**"))
    assert "1 October 2025: **Assessed (Level 2)**" in history and "**Rapid Deployment Level (mark)**" in history
    assert any("**Bold** $x$" in part.value for part in at.text)  # the words of a form are text, never markup
    at.segmented_control(key="show").set_value("implementation").run()
    assert set(table(at)["news"]) == {"Reported since", "Too general to assess", "Cannot be seen in these figures"}


def test_what_was_not_announced_is_only_in_the_restricted_view_and_says_so(followed, monkeypatch):
    assert table(app(PLEDGES))["pledge_id"].tolist() == ["A", "B", "C"]
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    at = app(PLEDGES, pledge="D")
    status = table(at).set_index("pledge_id")["status"]
    assert status["D"] == "Level 1, not announced: restricted" and status["A"] == "Assessed (Level 2)"
    assert list(table(at).columns)[0] == "state"
    assert (
        facts.standing(SimpleNamespace(status="confirmed", is_announced=False))
        == "Confirmed, not announced: restricted"
    )
    assert "not announced: restricted" in "".join(part.value for part in at.markdown)


def test_the_list_that_circulates_leaves_out_what_was_not_announced(followed):
    view = View(queries.current(audience="restricted"), dt.date(2025, 7, 31), "all")
    pledges = queries.run(facts.LEDGER, snapshot=view.snapshot)
    for everything, names in ((False, {"A", "B", "C"}), (True, {"A", "B", "C", "D"})):
        book = openpyxl.load_workbook(io.BytesIO(pledge_files.consolidated(view, pledges, "none", everything)))
        assert len(book.sheetnames) == 11
        cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
        assert {name for name in "ABCD" if name in cells} == names
        source = {str(cell.value) for row in book["Source"].iter_rows() for cell in row}
        assert any("RESTRICTED" in cell for cell in source) == everything


def test_a_form_is_blank_or_lists_what_the_state_announced(followed):
    view = View(queries.current(audience="restricted"), dt.date(2025, 7, 31), "all")
    blank, filled = (
        docx.Document(io.BytesIO(pledge_files.form(view, "QMA", "A meeting", full))) for full in (False, True)
    )
    assert len(blank.tables) == 1 and len(blank.tables[0].rows) == 11
    earlier = [[cell.text for cell in row.cells] for row in filled.tables[1].rows[1:]]
    assert len(earlier) == 3 and {row[2] for row in earlier} == {
        "Assessed (Level 2), 1 October 2025", "Too general to assess, 1 October 2025", "Announced, 13 May 2025"
    }  # fmt: skip


def test_a_funnel_draws_each_stage_on_one_scale_and_hatches_what_is_not_known():
    frame = pd.DataFrame(
        [("unit", "announced", 9, 12), ("unit", "level_1", 4, None), ("unit", "no_news", 5, None), ("unit", "confirmed", 0, None), ("other", "announced", 70, None)],
        columns=["track", "stage", "pledge_count", "unit_count"],
    )  # fmt: skip
    option, height = charts.funnel(frame.astype({"unit_count": "Int64"}), "unit", labels.STATUS)
    assert option["yAxis"]["data"] == ["No later news", "Level 1", "Announced"] and option["xAxis"]["max"] == 9
    cells = option["series"][1]["data"]
    assert [cell["value"] for cell in cells] == [5, 4, 9]
    assert ["decal" in cell["itemStyle"] for cell in cells] == [True, False, False]
    assert height == charts.EDGE + 3 * charts.ROW
    empty, _height = charts.funnel(frame.head(0), "unit", labels.STATUS)
    assert empty["xAxis"]["max"] == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((1, "unit", None), "1 unit"), ((3, "company", None), "3 companies"), ((2000000, "currency", "CAD"), "CAD 2,000,000"),
        ((5, "currency", None), "5"), ((5, None, None), "5"), ((None, "unit", None), "–"), ((2, "boat", None), "2 boat"),
        ((None, "currency", "CAD"), "–"), ((200, "person", None, 250), "200–250 persons"), ((None, "person", None, 20), "up to 20 persons"),
    ],
)  # fmt: skip
def test_a_quantity_keeps_its_unit(row, words):
    assert (
        facts.quantity(pd.Series(row, index=["quantity", "unit", "currency", "quantity_max"][: len(row)], dtype=object))
        == words
    )
