"""100 texts that mean harm in every file and in markdown: each stands there as text, and none is run, loaded, linked or lost."""

import csv
import datetime as dt
import email
import io
import re
import zipfile
from email.policy import default
from html.parser import HTMLParser

import docx
import openpyxl
import pandas as pd
import pptx
import pypdfium2
import pytest

from pages.kit import exports, formats
from pages.reports import deck, digest, papers, slides, writers
from tests.files.payloads import ACTIVE, FORMULAS, SCRIPTS, is_run

ALL = (*FORMULAS, *SCRIPTS)
ABOUT = {f"Payload {place}": text for place, text in enumerate(ALL)}
LINKED = re.compile(r"https?://|www\.|[-.\w+]@\w", re.IGNORECASE)  # what becomes a link without being marked as one
LOADED = (
    'TargetMode="External"',
    "<w:hyperlink",
    "<w:fldSimple",
    "<w:instrText",
    "<a:hlinkClick",
    "<hyperlink",
    "<f>",
    "<f ",
)


def parts(content: bytes) -> str:
    """Every part of an Office file, those of the workbooks in it too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = [archive.read(name) for name in archive.namelist()]
    inside = [parts(one) for one in held if one.startswith(b"PK\x03\x04")]
    return "\n".join([*(one.decode("utf-8", "replace") for one in held), *inside])


def squeezed(text: str) -> str:
    """A text without the spaces and unseen letters that a file may set otherwise."""
    return re.sub(r"[\s\x00-\x20\u200b\ufeff\u00a0]", "", text)


def test_a_csv_holds_no_formula_in_any_program_or_country():
    assert all(map(is_run, FORMULAS[:53]))
    frame = pd.DataFrame({"=name": ALL, "n": range(len(ALL))})
    text = exports.to_csv(frame, ABOUT).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    told = [row[0].replace("'", "") for row in rows[1 : len(ALL) + 1]]
    assert told == [text.replace("'", "") for text in ALL] and rows[1][1] == "0"
    for separator in ",;\t|":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            assert not [cell for cell in row if is_run(cell)], (separator, row)


def test_a_workbook_holds_them_as_text():
    content = exports.to_xlsx(pd.DataFrame({"name": ALL}), ABOUT)
    assert not [bad for bad in LOADED if bad in parts(content)]
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content))["Data"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [squeezed(cell.value) for cell in cells] == list(map(squeezed, ALL))


@pytest.fixture(scope="module")
def paper() -> papers.Paper:
    block = papers.Block("Payloads", ("A", "B"), (9.0, 9.0), [(text, text) for text in ALL])
    return papers.Paper(ALL[3], ALL[0], SCRIPTS[0], [SCRIPTS[2]], list(SCRIPTS), [block], SCRIPTS[17], pages=12)


def test_word_and_pdf_hold_them_as_text(paper):
    word = writers.written(paper, "docx")
    assert not [bad for bad in LOADED if bad in parts(word)]
    (table,) = docx.Document(io.BytesIO(word)).tables
    assert [squeezed(row.cells[1].text) for row in table.rows[1:]] == list(map(squeezed, ALL))
    pdf = writers.written(paper, "pdf")
    assert not [bad for bad in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile") if bad in pdf]
    with pypdfium2.PdfDocument(pdf) as opened:
        shown = squeezed("".join(page.get_textpage().get_text_bounded() for page in opened))
    assert squeezed(SCRIPTS[-1])[:12] in shown and squeezed(FORMULAS[2])[:12] in shown


def test_slides_their_notes_and_the_workbooks_behind_charts_hold_them_as_text():
    day, red = dt.date(2025, 7, 31), "#2f7fbf"
    chart = slides.Chart(
        ALL, ((FORMULAS[0], (1.0,) * len(ALL), red), (FORMULAS[54], (None,) * len(ALL), red)), "=1+1", "x"
    )
    marks = slides.Marks(
        ((SCRIPTS[0], 1.0), (FORMULAS[54], 2.0)), 3, ((FORMULAS[54], red, ((20.0, 1.0, SCRIPTS[0]),)),), 80, FORMULAS[0], "%", "told", chart
    )  # fmt: skip
    table = slides.Table(ALL[:3], tuple((text,) * 3 for text in ALL[:12]), (0.3, 0.3, 0.4))
    made = [
        slides.Slide(text, text, shown, (text,), text, day, (text,), True, noted=ALL)
        for text, shown in ((FORMULAS[2], chart), (SCRIPTS[0], marks), (SCRIPTS[17], table))
    ]
    content = deck.deck(made, ALL[0])
    assert not [bad for bad in LOADED if bad in parts(content)]
    opened = pptx.Presentation(io.BytesIO(content))
    noted = squeezed(
        "\n".join(page.notes_slide.notes_text_frame.text for page in opened.slides if page.has_notes_slide)
    )
    assert all(squeezed(text) in noted for text in ALL[-30:])


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str):
        super().__init__()
        self.seen: set[tuple] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.add((tag, *(name for name, _value in attrs)))


def test_the_page_and_the_mail_of_a_digest_hold_them_as_text(paper):
    mail = email.message_from_bytes(digest._mail(paper), policy=default)
    plain = papers.Paper("a", "a", "a", ["a"], ["a"], [papers.Block("a", ("a",), (1.0,), [("a",)])], "a")
    for page in (digest._page(paper), mail.get_body(("html",)).get_content()):
        assert Tags(page).seen == Tags(digest._page(plain)).seen
    assert mail["To"] is None and len(mail.keys()) == len(set(mail.keys()))


@pytest.mark.parametrize("text", SCRIPTS)
def test_no_words_of_others_are_markup_in_markdown(text):
    assert not ACTIVE.search(formats.plain(text))
    assert not LINKED.search(formats.plain(text).replace("\\", ""))
    assert formats.plain(text).startswith("\\") or text[0] not in formats.MARKUP
