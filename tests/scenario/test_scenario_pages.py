"""Scenario as people use it: four modules chosen, two models side by side, links, slides and notes; and where levels are not reported."""

import io
import re

import docx
import pptx
import pytest

import queries
from etl import settings
from pages.handover import facts as kept_facts
from pages.kit.cache import run
from pages.kit.view import Wanted
from pages.reports import deck, slides
from pages.reports.planned import scenario_note
from pages.scenario import facts
from pages.scenario.facts import Model
from tests.support.screen import app, codes, newest, param, words

PAGE = "scenario/page.py"
FOUR = "protection;elections;humanitarian;headquarters"
MODEL = Model(tuple(FOUR.split(";")), 100, ("fr",), "african_group", "")
OTHER = Model(("own_after_xmc",), 200, (), "none", "2026-12-01")


def ask(name, model=MODEL, **asked):
    view = newest("exercise", "restricted")
    with settings.using("exercise"):
        return queries.run(name, snapshot=view.snapshot, **facts.parameters(view, model), **asked)


def test_four_modules_are_told_as_the_metric_has_them_and_stay_in_the_link(restricted):
    at = app(PAGE, dataset="exercise", modules=FOUR, speaks="fr", host="african_group")
    gap = ask("scenario_gap")
    units = gap[gap["has_levels"]]
    days = ", ".join(f"{units[f'by_{day}_count'].sum()} by day {day}" for day in (60, 120, 180))
    said = f"Of {units['required'].sum()} units asked for, {units['matched'].sum()} could be there in time: {days}"
    assert not at.exception and at.title[0].value == "EXERCISE: Scenario" and at.header[0].value == said
    told = words(at)
    pool, groups = ask("scenario_pool"), ask("scenario_regions").set_index("regional_group")
    assert f"lose at least {pool['lost_count'].sum()} unit" in told and pool["lost_count"].sum() > 0
    assert f"{groups.loc['african_group', 'eligible_count']} from the host's own" in told
    assert (param(at, "modules"), param(at, "speaks"), param(at, "host")) == (FOUR, "fr", "african_group")
    assert "from the formal invitation" in told and "from the acceptance of an invitation" in told
    table = next(frame.value for frame in at.dataframe if "why" in frame.value.columns)
    assert table["matched"].fillna(-1).tolist() == gap["matched"].fillna(-1).tolist()
    assert "none of the thirty models of the independent study" in told
    at.multiselect(key="modules").set_value(["ceasefire"]).run()
    assert not at.exception and param(at, "modules") == "ceasefire" and at.header[0].value != said


def test_persons_in_lists_and_what_a_region_could_bring_are_told_as_the_metrics_have_them(restricted):
    at = app(
        PAGE,
        dataset="exercise",
        modules="elections;rule_of_law",
        speaks="fr",
        host="african_group",
        host_units="out",
        group="grulac",
    )
    model = Model(("elections", "rule_of_law"), 100, ("fr",), "african_group", "", "out")
    gap, told = ask("scenario_gap", model).set_index("line"), words(at)
    people = gap[gap["unit_of_quantity"] == "persons"]
    spoken = people[people["state"] != "no_list"]
    assert not at.exception and (param(at, "host_units"), param(at, "group")) == ("out", "grulac")
    said = f"{people['required'].sum()} persons are asked for individually; lists name {spoken['matched'].sum()} who could come; no list speaks of {people['required'].sum() - spoken['required'].sum()} of them"
    assert said in told and "whose units and persons are left out" in told and gap.loc["ROL-05", "state"] == "no_list"
    table = next(frame.value for frame in at.dataframe if "listed" in frame.value.columns).set_index("line")
    for line, row in spoken.iterrows():
        assert table.loc[line, "listed"] == f"{row['matched']} of {row['required']}"
        assert (
            not row["left_out_count"] or f"{row['left_out_count']} more of the host's group" in table.loc[line, "why"]
        )
    assert spoken["left_out_count"].sum() > 0 and table.loc["ROL-05", "listed"] == "–"
    states = ask("scenario_states", model)
    assert "african_group" not in set(states["regional_group"]) and len(states)
    shown = next(frame.value for frame in at.dataframe if "unit_lines" in frame.value.columns)
    mine = states[states["regional_group"] == "grulac"]
    assert shown["people"].fillna(0).tolist() == mine["person_count"].fillna(0).tolist()
    assert (
        f"Latin American and Caribbean Group (GRULAC): {len(mine)} Member State" in told and shown["people"].sum() > 0
    )
    at.selectbox(key="host_units").set_value("count").run()
    assert not at.exception and "whose units and persons are left out" not in words(at)


def test_two_models_stand_side_by_side_and_the_second_can_be_looked_into(restricted):
    at = app(PAGE, dataset="exercise", show="two", modules=FOUR, speaks="fr", modules_b="own_after_xmc", scale_b="200", start_b="2026-12-01", detail="b")  # fmt: skip
    own, other = (ask("scenario_gap", model)[lambda rows: rows["has_levels"]] for model in (MODEL, OTHER))
    assert not at.exception
    assert at.header[0].value == f"Model A: {own['matched'].sum()} of {own['required'].sum()} units in time; Model B: {other['matched'].sum()} of {other['required'].sum()} units in time"  # fmt: skip
    table = next(frame.value for frame in at.dataframe if "measure" in frame.value.columns).set_index("measure")
    assert table.loc["Units asked for"].tolist() == [str(own["required"].sum()), str(other["required"].sum())]
    lines = next(frame.value for frame in at.dataframe if "why" in frame.value.columns)
    assert set(lines["line"]) == set(ask("scenario_gap", OTHER)["line"])
    assert "1 December 2026" in words(at) and param(at, "start_b") == "2026-12-01"


def test_nothing_chosen_lists_the_modules_and_a_loaded_model_begins_by_a_click(restricted):
    at = app(PAGE, dataset="exercise")
    assert not at.exception and len([one for one in at.button if str(one.key).startswith("begin_")]) == 3
    at.button(key="begin_own_lake_patrol").click().run()
    assert not at.exception and param(at, "modules") == "own_lake_patrol" and "Lake patrol" in words(at)


@pytest.mark.parametrize(
    "asked", [{"modules": "x;..;%00", "scale": "7", "host": "moon", "start": "soon", "line": "' or 1"}, {"modules": "protection", "start": "1900-01-01", "speaks": "xx"}]
)  # fmt: skip
def test_unknown_codes_of_a_link_are_said(asked, restricted):
    at = app(PAGE, dataset="exercise", **asked)
    assert not at.exception and "is not known here" in words(at) and "start" not in at.query_params


def test_a_line_lists_the_units_of_its_kind_with_what_each_lacks(restricted):
    at = app(PAGE, dataset="exercise", modules="protection", line="POC-03")
    units = ask("scenario_units", Model(("protection",)), line="POC-03")
    table = next(frame.value for frame in at.dataframe if "unit_id" in frame.value.columns)
    assert (
        table["unit_id"].tolist() == units["unit_id"].tolist()
        and (table["fits"] == "yes").sum() == units["is_eligible"].sum()
    )


@pytest.mark.parametrize("audience", ["open", "restricted"])
def test_public_data_says_what_is_asked_for_and_that_supply_is_not_reported(audience, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    at = app(PAGE, modules=FOUR, speaks="fr")
    told = words(at)
    assert (
        not at.exception
        and "28 units asked for; what could be there is not reported" in told
        and "which is not 0" in told
    )
    table = next(frame.value for frame in at.dataframe if "line" in frame.value.columns)
    assert not {"matched", "state", "day_60"} & set(table.columns)
    said = told + str([frame.value.to_dict() for frame in at.dataframe])
    names = queries.run("countries", snapshot=queries.current("public", "open"))["name"]
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", said)]
    assert not re.search(r"\b0 (units?|of)\b", told)
    assert len(codes("public")) > 190
    women = next(frame.value for frame in at.dataframe if "asked_women" in frame.value.columns).set_index("category")
    today = (
        queries.run("parity_by_category", as_of="2025-07-31").set_index("category").loc["individual_police_officers"]
    )
    share = f"{100 * today['women_count'] / today['people_count']:.1f} %"
    assert women.loc["Individual police officers"].tolist() == [
        "25 % (2025)",
        share,
        "66",
        "17",
    ]  # a quarter of 66, rounded up
    assert "127 persons are asked for individually; no list says who could come" in told


def test_the_open_exercise_knows_no_model_that_a_planner_loaded(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app(PAGE, dataset="exercise", modules="own_after_xmc")
    assert not at.exception and "is not known here" in words(at) and "Lake patrol" not in words(at)


def test_slides_hold_the_numbers_of_the_page_and_come_back_from_their_codes(published):
    view = newest("exercise", "restricted")
    wanted = [
        Wanted("scenario", view, (("first", MODEL), ("other", ()))),
        Wanted("scenario", view, (("first", MODEL), ("other", OTHER))),
        Wanted("scenario_lines", view, (("first", MODEL),)),
    ]
    with settings.using("exercise"):
        assert all(kept_facts.made(run, kept_facts.code(one), view) == one for one in wanted)
        made = [slides.slide(run, one) for one in wanted]
        bare = slides.slide(run, Wanted("scenario", newest("public", "open"), (("first", MODEL), ("other", ()))))
    pages = list(pptx.Presentation(io.BytesIO(deck.deck(made, "Deck"))).slides)
    own, other = (ask("scenario_gap", model)[lambda rows: rows["has_levels"]] for model in (MODEL, OTHER))
    charts = [[list(one.values) for one in shape.chart.plots[0].series] for page in pages for shape in page.shapes if shape.has_chart]  # fmt: skip
    there = [[float(gap[f"by_{day}_count"].sum()) for day in (60, 120, 180)] for gap in (own, other)]
    assert [charts[0][1], charts[1][1], charts[1][3]] == [there[0], *there] and charts[0][0][-1] == own[
        "required"
    ].sum()
    (table,) = [shape.table for shape in pages[2].shapes if shape.has_table]
    short = set(own.loc[own["state"] != "met", "line"])
    assert {row.cells[0].text for row in list(table.rows)[1:]} <= short
    assert all("RESTRICTED" in str([s.text_frame.text for s in page.shapes if s.has_text_frame]) for page in pages)
    assert bare.title == "28 units asked for; what could be there is not reported" and not bare.is_restricted


def test_the_note_has_two_pages_at_most_and_says_what_the_page_says(published):
    import pypdfium2

    view, bare = newest("exercise", "restricted"), newest("public", "open")
    with settings.using("exercise"):
        word = docx.Document(io.BytesIO(scenario_note.note(run, view, [MODEL, OTHER], "docx")))
        pdf = pypdfium2.PdfDocument(scenario_note.note(run, view, [MODEL], "pdf"))
        two = pypdfium2.PdfDocument(scenario_note.note(run, view, [MODEL, OTHER], "pdf"))
        gap = facts.lines(run, view, MODEL)
        assert scenario_note.file_name(run, view, "pdf").startswith("EXERCISE-scenario-note-supposed-2026-09-30")
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert facts.finding(gap) in text and "RESTRICTED" in text and "EXERCISE" in text
    assert len(pdf) <= 2 and len(two) <= 2
    plain = pypdfium2.PdfDocument(scenario_note.note(run, bare, [Model(("protection",))], "pdf"))
    said = " ".join(page.get_textpage().get_text_range() for page in plain)
    assert "RESTRICTED" not in said and "which is not 0" in " ".join(said.split()) and len(plain) <= 2
