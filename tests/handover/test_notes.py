"""Notes: every number in them stands in the answer of a query, on the pages promised, in Word as in the PDF; what a figure's citation says."""

import io
import re

import docx
import pandas as pd
import pypdfium2
import pytest

import queries
from etl import settings
from pages.capabilities import facts as capability_facts
from pages.kit.cache import run
from pages.reports import briefs, month_notes, papers, writers
from tests.support import screen

SETS = {
    month_notes.FORCE: ("capability_stage", "readiness_curve", "rdl_diversity"),
    month_notes.WOMEN: ("parity_by_category", "engagement_platoon_status"),
}


def numbers(text):
    return {float(number.replace(",", "")) for number in re.findall(r"(?<![\w-])\d[\d,]*\.?\d*(?![\w-])", text)}


def printed(content):
    """The texts of a PDF's pages, and the PDF."""
    made = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in made], made


@pytest.mark.parametrize("kind", SETS)
def test_every_number_in_a_table_of_a_note_is_one_of_its_queries(kind, published):
    own = screen.newest("exercise", "restricted")
    with settings.using("exercise"):
        note = month_notes.NOTES[kind](run, own)
        known = set()
        for name in SETS[kind]:
            params = queries.get(name).params
            asked = {"as_of": own.as_of if "scope" in params else own.until, "today": own.reading_day}
            frame = queries.run(
                name, snapshot=own.snapshot, **{key: day for key, day in asked.items() if key in params}
            )
            for column in frame.select_dtypes("number"):
                values = frame[column].dropna().astype(float)
                known |= {round(value, 6) for value in values}
                if column.endswith("fraction") or column == "coverage":  # halves up, as a spreadsheet rounds
                    known |= {int(value * 10**places * 100 + 0.5) / 10**places for value in values for places in (0, 1)}
    tables = [block for block in note.blocks if block.titles and block.head[:4] != "What"]
    cells = {number for block in tables for row in block.rows for text in row[1:] for number in numbers(text)}
    assert len(cells) > 10 and cells <= known | {2025, 2026}


@pytest.mark.parametrize(("dataset", "audience"), [("exercise", "restricted"), ("public", "open")])
def test_notes_and_briefs_keep_to_their_pages_and_say_the_same_in_both_files(dataset, audience, published):
    own = screen.newest(dataset, audience)
    with settings.using(dataset):
        notes = {
            kind: make(run, own) for kind, make in month_notes.NOTES.items() if month_notes.is_there(run, own, kind)
        }
        made = {
            kind: (note, [writers.written(note, ending) for ending in ("docx", "pdf")])
            for kind, note in notes.items()
            if note
        }
        brief = printed(briefs.brief(run, own, "QMB" if dataset == "exercise" else "CAN", "pdf"))
    assert set(made) == (set(month_notes.NOTES) if audience == "restricted" else {month_notes.WOMEN})
    assert len(brief[0]) == 1 and brief[0][0].split()[-1] == "choice."  # its last line is there
    for kind, (note, (word, pdf)) in made.items():
        texts, opened = printed(pdf)
        assert len(texts) <= note.pages and opened.get_metadata_dict()["Title"] == note.about
        assert opened.is_tagged() and b"pdfaid" in pdf  # PDF/A, which a screen reader can read
        page = docx.Document(io.BytesIO(word))
        rows = [[cell.text for cell in row.cells] for table in page.tables for row in table.rows]
        shown = " ".join(" ".join(texts).split())
        assert rows and all(" ".join(text.split()) in shown for row in rows for text in row), kind
        is_marked = "RESTRICTED: not to be passed on." in shown
        assert is_marked == (audience == "restricted") == ("RESTRICTED" in month_notes.file_name(run, own, kind, "pdf"))
        assert ("EXERCISE: an invented world" in shown) == (dataset == "exercise")


def test_words_of_others_are_shown_and_never_run():
    evil = '#panic("x") $1/0$ =1+1 \\ ]'
    block = papers.Block(evil, (evil,), (18.0,), [(evil,)] * 2)
    note = papers.Paper(evil, evil, evil, [evil], [evil], [block], evil)
    texts, _pdf = printed(writers.written(note, "pdf"))
    assert " ".join(texts[0].split()).count(evil) == 9


def test_a_figure_can_be_cited_with_its_day_version_and_link(published):
    at = screen.unfold(screen.app("parity/page.py"))
    cited = next(code.value for code in at.code if code.value.startswith("Women by personnel category"))
    assert "as of 31 July 2025." in cited and f"Data version {queries.current().version}." in cited
    assert (
        "Source: UN Department of Peace Operations (DPO-UCHISTORICAL)" in cited
        and f"v={queries.current().version}" in cited
    )


def test_changed_units_are_those_of_the_newest_two_exports(published):
    own = screen.newest("exercise", "restricted")
    with settings.using("exercise"):
        (block,) = [one for one in month_notes.force(run, own).blocks if one.head.startswith("What changed")]
        rows = queries.run("roster_change", snapshot=own.snapshot)
    rows = rows[rows["change"].isin(capability_facts.MAIN_CHANGES)]
    assert sorted(row[-1] for row in block.rows) == sorted(rows["unit_id"])
    assert pd.Series([row[0] for row in block.rows]).value_counts()["Promoted"] == (rows["change"] == "promoted").sum()
