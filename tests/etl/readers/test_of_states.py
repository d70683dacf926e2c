"""Documents that hold the pledges of several states, and sentences of ministers, in memory."""

import pytest

from etl.readers.formats.docx import Document, Paragraph
from etl.readers.pledges import candidates, columns, of_states, segment
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Passage, Reading
from etl.readers.pledges.read import _walked


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon()


def heading(text, level=1):
    return Paragraph(text, f"heading {text}", is_heading=True, level=level)


def entry(text):
    return Paragraph(text, f"paragraph {text[:9]}", is_item=True)


def slide(number, title, *texts):
    shown = [Paragraph(title, f"slide {number}, title, paragraph 1", is_heading=True)]
    return shown + [
        Paragraph(text, f"slide {number}, box 2, paragraph {n}", is_item=True) for n, text in enumerate(texts, 1)
    ]


def owners(body, lexicon, is_slide=False):
    form = _walked(Document(body, [], {}), lexicon, is_slide)
    return [(passage.iso3, passage.text) for passage in form.passages]


def test_each_slide_of_a_deck_is_that_of_the_state_in_its_title(lexicon):
    hospital, police = "We will provide one Level 2 hospital in 2026.", "We offer 25 police officers by 2027."
    deck = [*slide(1, "Pledges by Member States"), *slide(2, "Ghana", hospital), *slide(3, "Nepal: our pledges 2025", police)]  # fmt: skip
    assert owners(deck, lexicon, True) == [("GHA", hospital), ("NPL", police)]
    # A title that says more than whose pledges follow makes nobody their owner.
    other = [*slide(1, "Ghana", hospital), *slide(2, "Training with Kenya and Nepal", police)]
    assert of_states.parts(Document(other, [], {}), lexicon, True) == []


def test_a_heading_that_names_no_state_ends_the_part_of_the_state_before(lexicon):
    body = [heading("Ghana"), entry("One Level 2 hospital by 2026"), heading("Nepal"), heading("Police", 2),
            entry("25 individual police officers by 2027"), heading("Partners"), entry("Two helicopters in 2026")]  # fmt: skip
    assert owners(body, lexicon) == [("GHA", "One Level 2 hospital by 2026"), ("NPL", "25 individual police officers by 2027"),
                                     ("", "Two helicopters in 2026")]  # fmt: skip


def test_a_title_above_two_rows_of_headings_is_none_of_them(lexicon):
    heads = [
        ["Tracker of pledges / Suivi des annonces", "", ""],
        ["Pledging country / Pays annonceur", "Pledge / Annonce", ""],
        ["Member State / État Membre", "Category of the pledge as listed on the form / Catégorie du formulaire",
         "Text of the pledge as delivered by the Member State / Texte de l’annonce telle que prononcée"],
    ]  # fmt: skip
    known = columns.find([*heads, ["Ghana", "Environment", "We will install solar panels in one camp."]], lexicon)
    assert known.row == 2 and known.places == {"state": 0, "category": 1, "pledge": 2}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We commit fifteen military observers and staff officers over three years.", [("military_observer", 15)]),
        ("We commit ten military observers and two staff officers.", [("military_observer", 10), ("staff_officer", 2)]),
        ("USD 500,000 to the Trust Fund in Support of Victims of Sexual Exploitation and Abuse.", [("", 500_000)]),
        ("We will second three counter-IED advisers for one year.", [("c_ied_officer", 3)]),
        (
            "Nous offrons une compagnie fluviale ainsi qu'une unité du génie.",
            [("riverine_unit", 1), ("engineering_unit", 1)],
        ),
        (
            "In partnership with the Triangular Partnership Programme, we will offer ten places.",
            [("training_partnership", None)],
        ),
        ("Capacitaremos a doscientos efectivos en asistencia médica de campaña.", [("training_medical", 200)]),
    ],
)
def test_what_a_minister_says_is_counted_once(text, said, lexicon):
    built = candidates.build([Passage(text, "paragraph 1")], Reading("statement.docx", "form"), lexicon)
    assert [(candidate.capability, candidate.quantity) for candidate in built] == said


def test_a_sentence_that_says_that_pledges_follow_is_none(lexicon):
    assert not segment.may_promise("I am pleased to announce today the following pledges.", lexicon)
    assert segment.may_promise("I announce the following contributions: two helicopters.", lexicon)
