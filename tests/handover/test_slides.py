"""Slides: every number on them is one of the query's answer, what they must say stands on them, and they open as charts and tables."""

import io
import re

import pandas as pd
import pptx

import queries
from etl import settings
from pages.capabilities.rapid_facts import Question
from pages.kit.cache import run
from pages.kit.view import Wanted
from pages.reports import deck, slides
from tests.support.screen import app, newest


def opened(made):
    return pptx.Presentation(io.BytesIO(deck.deck(made, "Deck"))).slides


def texts(page):
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


def test_a_deck_says_what_its_queries_answer_and_whose_world_it_is(published):
    own = newest("exercise", "restricted")
    question = Question((), ("QMB",), (), 0, "none", "rdl")
    asked = [
        *(Wanted(kind, own) for kind in slides.MAIN[:5]),
        Wanted("readiness", own, (("capability", ""), ("question", question))),
        Wanted("state", own, (("iso3", "QMB"),)),
        Wanted("mission", own, (("mission", "XMC"),)),
        Wanted("lines", own),
        Wanted("asked", own, (("question", question),)),
        Wanted("reliance", own),
        Wanted("short", own, (("question", question),)),
        Wanted("relaxed", own, (("code", "equipment"),)),
    ]
    with settings.using("exercise"):
        made = [slides.slide(run, one) for one in asked]
        pages = list(opened(made))
        today = {"as_of": own.until, "today": own.reading_day}
        curve = queries.run("readiness_curve", snapshot=own.snapshot, **today)
        after = queries.run("readiness_curve", snapshot=own.snapshot, **today, **question.of_curve())
        stage = queries.run("capability_stage", snapshot=own.snapshot, **today)
        parity = queries.run("parity_by_category", snapshot=own.snapshot, as_of=own.as_of)
        gap = queries.run("mission_gap", snapshot=own.snapshot, **today).set_index("line")
        loss = queries.run("contributor_loss", snapshot=own.snapshot, **today).set_index("iso3")
        platoons = queries.run("engagement_platoon_units", snapshot=own.snapshot, as_of=own.until)
        states = queries.run("mission_contributors", snapshot=own.snapshot, mission="XMC", as_of=own.as_of)
    assert len(pages) == len(asked)
    restricted = [any("RESTRICTED" in text for text in texts(page)) for page in pages]
    assert restricted == [True, True, True, False, True, True, False, False, True, True, True, True, True]
    assert all(any(text.startswith("EXERCISE: an invented world") for text in texts(page)) for page in pages)
    assert all(any(own.snapshot.version in text for text in texts(page)) for page in pages)

    charts = {place: shape.chart for place, page in enumerate(pages) for shape in page.shapes if shape.has_chart}
    assert [list(one.values) for one in charts[1].plots[0].series] == [curve["unit_count"].tolist()]
    assert [list(one.values) for one in charts[5].plots[0].series] == [curve["unit_count"].tolist(), after["unit_count"].tolist()]  # fmt: skip
    assert pages[1].shapes.title.text == "Units that could be there: " + ", ".join(f"{row.unit_count} by day {row.day}" for row in curve.itertuples())  # fmt: skip
    assert [bool(re.search(r"export of 30 September 2026, counted on 1 November 2026", " ".join(texts(page)))) for page in pages] == [True, True, True, False, False, True, False, False, True, True, True, True, True]  # fmt: skip
    shares = [None if pd.isna(value) else float(int(value * 1000 + 0.5) / 10) for value in parity["women_fraction"]]
    assert list(charts[3].plots[0].series[0].values) == shares
    assert sum(charts[7].plots[0].series[0].values) == states["people_count"].sum()

    lines, asks = (
        [[cell.text for cell in row.cells] for row in shape.table.rows][1:]
        for page in (pages[8], pages[9])
        for shape in page.shapes
        if shape.has_table
    )
    short = gap[~gap["state"].isin(("met", "not_stated"))]
    assert len(lines) == min(5, len(short)) and {row[0] for row in lines} <= set(short.index)
    assert sum(int(row[4]) - int(row[5]) for row in asks) == loss.loc["QMB", "lost_count"] > 0
    assert f"instead of {loss['covered_count'].iloc[0]}" in pages[9].shapes.title.text
    assert (
        list(charts[10].plots[0].series[0].values)
        == loss.loc[loss["lost_count"] > loss["lost_count"].iloc[12], "lost_count"].tolist()
    )

    told = platoons[platoons["status"].isin(("meets", "below")) & platoons["women_fraction"].notna()]
    marks = {one.name: [float(x.text) for x in one._element.xpath("c:xVal//c:v")] for one in charts[4].plots[0].series}
    assert marks.pop("50 % asked for") == [50, 50] and set(marks.pop(" ")) == {-deck.MARGIN}
    assert sorted(sum(marks.values(), [])) == sorted(round(100 * share + 1e-9, 1) for share in told["women_fraction"])
    assert all(share >= 50 for share in marks["Half women or more"]) and len(marks) == 2
    was, then = (list(one.values) for one in charts[11].plots[0].series)
    assert sum(then) - sum(was) == loss.loc["QMB", "lost_count"] and all(
        after >= before for before, after in zip(was, then, strict=True)
    )
    assert "met instead of" in pages[12].shapes.title.text

    (table,) = [shape.table for shape in pages[0].shapes if shape.has_table]
    grids = [shape for page in pages for shape in page.shapes if shape.has_table]
    assert all(grid.top + sum(row.height for row in grid.table.rows) < deck.LOW - 90_000 for grid in grids)
    answer = {row.capability_name: [row.required, row.outstanding, row.available] for row in stage.itertuples()}
    for row in list(table.rows)[1:]:
        called, *numbers, _share = [cell.text for cell in row.cells]
        assert [int(number.replace(",", "")) for number in numbers] == answer[called]


def test_the_open_view_has_no_slide_of_levels_and_a_file_name_says_day_and_mark(published):
    public, own = newest("public", "open"), newest("exercise", "restricted")
    assert [kind for kind in slides.MAIN if slides.slide(run, Wanted(kind, public))] == ["parity", "announced"]
    asked = [Wanted("parity", public), Wanted("state", public, (("iso3", "IRL"),))]
    assert slides.file_name([(one, slides.slide(run, one)) for one in asked]) == f"slides-parity-state-IRL-{public.as_of}-{public.snapshot.version}.pptx"  # fmt: skip
    with settings.using("exercise"):
        gaps = Wanted("gaps", own)
        name = slides.file_name([(gaps, slides.slide(run, gaps))])
    assert re.fullmatch(rf"EXERCISE-slides-gaps-\d{{4}}-\d\d-\d\d-{own.snapshot.version}-RESTRICTED\.pptx", name)


def test_a_name_that_looks_like_a_formula_is_text_in_the_sheet_behind_a_chart():
    import openpyxl

    chart = slides.Chart(("=1+1",), (("@SUM(A1)", (1.0,), "#2f7fbf"),), "Units", "Over")
    one = slides.Slide("=1+1", "f", chart, (), "s", pd.Timestamp("2025-07-31").date(), (), False)
    (page,) = opened([one])
    (drawn,) = [shape.chart for shape in page.shapes if shape.has_chart]
    sheet = openpyxl.load_workbook(io.BytesIO(drawn.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None] == ["s", "s", "n"]


def test_what_a_reader_adds_stands_in_the_list_and_can_be_taken_out(published):
    at = app("parity/page.py")
    at.button(key="slide_parity").click().run()
    assert at.button(key="slide_parity").disabled
    at.switch_page("pages/handover/page.py").run()
    assert any("as long as this tab" in text.value for text in at.caption)
    assert any("1." in text.value and "short of" in text.value for text in at.markdown)
    at.button(key="remove_0").click().run()
    assert any("No slide yet" in info.value for info in at.info)
