"""The switch: one choice turns the whole dashboard into the exercise and back, and whatever leaves it says EXERCISE."""

import io
import json
import re
import shutil

import docx
import openpyxl
import pytest
import streamlit as st

import queries
from etl import settings
from etl.records.access import reader
from pages.deployments import charts as deployment_charts
from pages.kit import exports, snapshot, sources
from pages.kit.cache import run
from pages.kit.view import View, file_start, marked
from pages.reports import pledge_files
from tests.support import screen
from tests.support.screen import VIEWS, app, param, words


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def view():
    made = queries.current("exercise", reader.audience())
    months = queries.run("months", snapshot=made)
    return View(made, months["as_of"].max().date(), "all")


SWITCHED = ("overview/page.py", "deployments/country.py", "deployments/missions.py", "capabilities/gaps.py")


@pytest.fixture
def saved(monkeypatch):
    """The files that pages offer, made when asked for: (name, what makes it)."""
    offered = []

    def noting(real):
        def offer(*arguments, **more):
            makes = next(iter(one for one in arguments if callable(one)), None)
            name = str(more.get("file_name") or [one for one in arguments if isinstance(one, str)][1])
            offered.append((name, makes))
            return real(*arguments, **more)

        return offer

    monkeypatch.setattr(st, "download_button", noting(st.download_button))
    container = type(st.sidebar)
    monkeypatch.setattr(container, "download_button", noting(container.download_button))
    return offered


def named_wrongly(saved, audience):
    """Hold the names of files against what stands in them: the day of the figures, and RESTRICTED where the content is."""
    for name, makes in dict(saved).items():
        assert re.search(r"-\d{4}-\d\d-\d\d\b", name), name
        assert audience == "restricted" or "RESTRICTED" not in name, name
        if name.endswith(".csv") and "calls-" not in name:
            said = dict(
                line.removeprefix("# ").split(",", 1) for line in makes().decode().splitlines() if line.startswith("# ")
            )
            assert f"-{said['As of']}-" in name and said["Data version"] in name, name
            assert ("RESTRICTED" in name) == (said["Audience"] == "restricted"), name
        elif name.endswith(".ics"):
            told = makes().decode().replace("\r\n ", "")
            closed = [source.dataset_id for source in run("sources", view().snapshot).itertuples() if source.audience == "restricted"]  # fmt: skip
            assert audience == "open" or ("RESTRICTED" in name) == any(source in told for source in closed), name


@pytest.mark.parametrize("page", ["calendar/page.py", "parity/page.py"])
def test_no_file_of_the_open_exercise_is_called_restricted_and_each_has_its_day(page, published, saved):
    screen.unfold(app(page, dataset="exercise"))
    named_wrongly(saved, "open")
    assert len(saved) > 1


@pytest.mark.parametrize("page", VIEWS)
def test_every_look_of_every_page_says_exercise_and_names_nothing_real(page, restricted, monkeypatch, saved):
    """By its title, its banner, its link and its files; and no real state, mission or producer stands on it as a source of figures.

    Nor does a code stand in a cell where a name is meant, or in a definition.
    """
    real = queries.run("countries")["name"].tolist() + queries.run("missions")["mission_code"].tolist()
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, real))})(?![\w-])")
    # How a measure counts a renamed mission or a state of two groups is part of its definition in both worlds.
    method = sorted(
        (sources.in_words(name, queries.get(name).about["note"])[1:] for name in queries.names()), key=len, reverse=True
    )
    for look, at in screen.looks(page, monkeypatch, dataset="exercise", iso3="QMB"):
        assert not at.exception and not screen.ranks_left_out(at), (look, at.exception)
        assert [title.value.startswith("EXERCISE: ") for title in at.title] == [True], look
        assert at.info[0].value.startswith("**EXERCISE**") and "No state" in at.info[0].value, look
        assert param(at, "dataset") == "exercise", look
        for where, shown in screen.texts(at):
            for note in filter(None, method):
                shown = shown.replace(note, "")
            assert not named.search(shown), (look, where, shown[:200])
            assert not shown.startswith("Source: UN Department"), (look, where)
            assert not where.startswith("cell of") or not sources.CODE.fullmatch(shown), (look, where, shown)
            assert (where, shown) != ("heading of iso3", "Code"), look
    named_wrongly(saved, "restricted")
    assert not [name for name, _ in saved if not name.startswith("EXERCISE-")]
    assert len(saved) > 1 or page not in SWITCHED


@pytest.mark.parametrize(
    "page", [page if page in SWITCHED else pytest.param(page, marks=pytest.mark.more) for page in VIEWS]
)
def test_switching_keeps_the_page_and_falls_back_silently(page, restricted):
    """With a month, a state and a mission that the other world does not have, there and back."""
    there = {"month": "2016-01-31", "iso3": "GHA", "mission": "MINUSCA", "scope": "peacekeeping"}
    at = app(page, **there)
    title = at.title[0].value
    at.segmented_control(key="world").set_value("exercise").run()
    assert not at.exception and at.title[0].value.startswith("EXERCISE: ")
    if "deployments/country" not in page and "deployments/missions" not in page:
        assert at.title[0].value == f"EXERCISE: {title}"
    assert (
        param(at, "dataset") == "exercise"
        and param(at, "month") == "2026-10-31"
        and param(at, "scope") == "peacekeeping"
    )
    assert "which is not known here" not in words(at) and "which this data version does not hold" not in words(at)
    assert not set(screen.codes("public") - {"CAN", "AND"}) & set(
        re.split(r"[^A-Za-z0-9-]+", " ".join(param(at, key) for key in at.query_params))
    )
    at.segmented_control(key="world").set_value("public").run()
    assert not at.exception and not at.title[0].value.startswith("EXERCISE")
    assert param(at, "dataset") == "public" and "which is not known here" not in words(at)


def test_the_choice_holds_on_the_next_page_and_its_link_opens_it_again(published):
    at = app("parity/page.py")
    at.segmented_control(key="world").set_value("exercise").run()
    at.switch_page("pages/deployments/missions.py").run()
    assert at.title[0].value == "EXERCISE: Missions"
    link = {key: param(at, key) for key in ("v", "month", "scope", "dataset")}
    again = app("deployments/missions.py", **link)
    assert again.title[0].value == "EXERCISE: Missions" and again.segmented_control(key="world").value == "exercise"


def test_a_link_still_says_which_code_it_asks_for_in_vain(published):
    assert "GHA" in words(app("deployments/country.py", dataset="exercise", iso3="GHA"))
    assert "2016-01-31" in words(app(dataset="exercise", month="2016-01-31"))


@pytest.mark.parametrize("audience", ["open", "restricted"])
def test_where_no_exercise_is_built_there_is_no_switch_and_a_link_says_so(audience, published, tmp_path, monkeypatch):
    shutil.copytree(published / "build", tmp_path / "build")
    for path in (tmp_path / "build").rglob("exercise-*.duckdb"):
        path.unlink()
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    at = app(dataset="exercise")
    assert not at.exception and "holds no exercise" in at.warning[0].value and "61,127" in words(at)
    assert param(at, "dataset") == "public"
    assert "world" not in [one.key for one in at.segmented_control]
    at.run()
    assert not [one for one in at.warning if "exercise" in one.value]


def test_an_unknown_dataset_is_said(published):
    at = app(dataset="other")
    assert "“other”" in at.warning[0].value and param(at, "dataset") == "public"


def test_the_public_figures_are_those_of_the_bundled_file(published):
    at = app()
    assert "61,127" in words(at) and "EXERCISE" not in words(at)
    at.segmented_control(key="world").set_value("exercise").run()
    assert "61,127" not in words(at)
    at.segmented_control(key="world").set_value("public").run()
    assert "61,127" in words(at)


def test_the_exercise_has_a_day_of_its_own(published):
    assert view().today == settings.EXERCISE_DAY
    told = words(app("about/health.py", dataset="exercise"))
    assert "1 day ago" in told and "1 days" not in told and "data/inbox" not in told
    assert "on time" in told


@pytest.mark.parametrize("measure", ["people", "share", "change"])
def test_regions_are_bars_and_nothing_is_drawn_on_a_map(measure, published):
    at = app("deployments/contributors.py", dataset="exercise", measure=measure)
    (option,) = [json.loads(chart.proto.spec) for chart in at.get("echarts_chart")]
    assert len(option["yAxis"]["data"]) == 5 and not at.get("plotly_chart")
    at = app("deployments/contributors.py", dataset="exercise", look="flows", group="weog")
    assert at.get("echarts_chart") and not at.get("deck_gl_json_chart")
    assert "Boundaries" not in words(at) and "no place on a map" in words(at)


def test_bars_of_regions_hold_the_figures_of_the_group(published):
    made = view()
    for code in ("weog", "grulac"):
        told = queries.run("deployment_of_group", snapshot=made.snapshot, regional_group=code)
        option = deployment_charts.regions(told.assign(name="Group"), "people")
        assert option["series"][0]["data"][0]["value"] == told["people_count"].iloc[0] > 0
        share = deployment_charts.regions(
            told.assign(name="Group", people_count=8, women_count=3, women_fraction=None), "share"
        )
        assert share["series"][0]["data"][0]["value"] is None and share["yAxis"]["data"] == ["Group: 3 of 8"]


def test_bars_of_flows_add_up_to_each_mission(published):
    made = view()
    found = queries.run("deployment_flows", snapshot=made.snapshot)
    groups = queries.run("countries", snapshot=made.snapshot)[["iso3", "regional_group"]]
    named = {code: code for code in groups["regional_group"].unique()}
    option = deployment_charts.region_flows(found.merge(groups, on="iso3"), named)
    drawn = [
        sum(band["data"][place] for band in option["series"][:-1]) for place in range(len(option["yAxis"]["data"]))
    ]
    assert sorted(drawn) == sorted(found.groupby("mission")["people_count"].sum())


def test_an_invented_mission_has_no_place(published):
    at = app("deployments/missions.py", dataset="exercise", mission="XMA")
    assert "has no place on a map" in words(at) and "French" in at.table[0].value.to_string()


def test_files_say_exercise_in_name_title_and_sheets(published):
    made = view()
    head = sources.head(run, made, "deployment_total")
    assert head["Title"].startswith("EXERCISE: ") and head["Dataset"] == "exercise" and "EXERCISE" in head["Source"]
    assert head["Licence"] == "invented"
    frame = queries.run("deployment_total", snapshot=made.snapshot)
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, head)))
    assert book.sheetnames == ["EXERCISE Data", "EXERCISE Source"]
    assert "# Title,EXERCISE: " in exports.to_csv(frame, head).decode("utf-8-sig")
    assert file_start(made) == "EXERCISE-" and sources.line(run, made, "deployment_total").startswith("EXERCISE")
    public = View(queries.current(), made.as_of, "all")
    assert file_start(public) == "" and "EXERCISE" not in str(sources.head(run, public, "deployment_total"))


def test_the_pledge_form_and_list_of_the_exercise_know_its_states(restricted):
    made = view()
    form = docx.Document(io.BytesIO(pledge_files.form(made, "QMB", "Exercise Harbour 2025", True)))
    text = "\n".join(paragraph.text for paragraph in form.paragraphs)
    assert "EXERCISE" in text and "Member State QMB" in text and settings.dataset() == "public"


def test_a_file_is_not_added_to_the_exercise(restricted):
    told = words(app("pledges/review.py", dataset="exercise"))
    assert "added to the public dataset only" in told


def test_a_page_reads_and_writes_the_log_of_its_own_world(restricted, tmp_path, monkeypatch):
    shutil.copytree(restricted / "build", tmp_path / "build")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    at = app("pledges/review.py", dataset="exercise")
    counts = {metric.label: int(metric.value) for metric in at.metric}
    assert counts["Confirmed"] > 100 and 5 < counts["Waiting"] < 40
    at.text_input(key="reviewer").set_value("A reviewer").run()
    next(button for button in at.button if button.label == "Confirm").click().run()
    assert not at.exception
    log = tmp_path / "decisions"
    assert [path.name for path in log.glob("*.jsonl")] == ["exercise.jsonl"]
    assert {metric.label: int(metric.value) for metric in at.metric}["Waiting"] == counts["Waiting"] - 1


def test_the_offer_of_the_exercise_switches(published):
    def page():
        from pages.kit import snapshot

        snapshot.offer_exercise("here")

    assert snapshot.has_exercise()
    from streamlit.testing.v1 import AppTest

    at = AppTest.from_function(page, default_timeout=60).run()
    (button,) = at.button
    button.click().run()
    assert at.session_state["dataset"] == "exercise" and not at.button


def test_a_title_is_marked_once_and_only_there():
    assert marked("exercise", "Overview") == "EXERCISE: Overview"
    assert marked("public", "Overview") == "Overview"
