"""Long documents, in memory: what stands where commitments stand is taken, and what is passed over is counted."""

import pytest

from etl.readers.formats.docx import Cell, Document, Paragraph, Table
from etl.readers.pledges.forms import Walk
from etl.readers.pledges.lexicon import Lexicon

TOLD = (
    "In 2014 the armed forces deployed 120 soldiers and one infantry battalion to the mission and trained 30 officers. The government will"
    " continue to support peacekeeping and will provide two helicopters where they are needed, as our engineers did before them."
)
FIVE = ("One formed police unit of 160 officers by March 2026", "Two medium utility helicopters in 2026", "Train 40 field medical assistants",
        "USD 1 million to the trust fund for victims in 2026", "Install solar panels in our camp by 2027")  # fmt: skip


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon()


def heading(text):
    return Paragraph(text, f"heading {text}", is_heading=True, level=1)


def told(number):
    return [Paragraph(TOLD, f"paragraph {n}") for n in range(number)]


def items(*texts):
    return [Paragraph(text, f"item {n}", is_item=True) for n, text in enumerate(texts, 1)]


def walked(lexicon, *body):
    return Walk(Document(list(body), [], {}), lexicon).run()


def test_a_report_around_five_pledges_gives_five(lexicon):
    before = [heading("Training"), *told(6), heading("Women, Peace and Security"), *told(6)]
    form = walked(lexicon, *before, heading("Our pledges"), *items(*FIVE), heading("Conclusion"), *told(6))
    assert [passage.text for passage in form.passages] == list(FIVE) and len(form.passed) == 18


def test_a_list_that_a_lead_in_opens_is_taken_and_one_of_the_past_is_not(lexicon):
    past = [Paragraph("The following were deployed before:", "paragraph 50"), *items("120 police officers in 2012")]
    lead = Paragraph("At the meeting in Berlin we pledge the following:", "paragraph 60")
    form = walked(lexicon, *told(12), *past, *told(1), lead, *items(*FIVE[:2]), *told(2))
    assert [passage.text for passage in form.passages] == list(FIVE[:2])


def test_a_table_of_a_report_is_taken(lexicon):
    rows = [("Category", "Pledge"), ("Environment", FIVE[4]), ("Conduct", "Train 40 officers in conduct in 2026")]
    cells = [
        [Cell([Paragraph(text, f"cell {n}.{at}")], at) for at, text in enumerate(row, 1)] for n, row in enumerate(rows)
    ]
    form = walked(lexicon, *told(12), Table("table 1", list(enumerate(cells, 1))), *told(2))
    assert [passage.text for passage in form.passages] == [rows[1][1], rows[2][1]] and len(form.passed) == 14


def test_of_a_speech_the_sentences_that_promise_are_taken(lexicon):
    words = (
        "Peacekeeping has long been close to the heart of our people, and many of them have served far from home. " * 5
    )
    said = "Today we will deploy one infantry battalion of 850 soldiers. The mission needs it."
    form = walked(lexicon, *[Paragraph(words, f"paragraph {n}") for n in range(6)], Paragraph(said, "paragraph 7"))
    assert [passage.text for passage in form.passages] == [
        "Today we will deploy one infantry battalion of 850 soldiers."
    ]


def test_a_category_in_two_languages_is_known(lexicon):
    walk = Walk(Document([], [], {}), lexicon)
    long = "Safety and Security of Peacekeepers, including medical / Sûreté et sécurité du personnel de maintien de la paix, y compris le soutien médical"
    assert walk._head(long) == ("safety_security_medical", "")
    assert walk._head("Uniformed capabilities\nCapacités en uniforme") == ("uniformed_capabilities", "")
    assert walk._head("Environment\nInstall solar panels")[1] == "Install solar panels"


def table(*rows, place="table 1"):
    return Table(
        place,
        [
            (n, [Cell([Paragraph(text, f"{place}, row {n}")], at) for at, text in enumerate(row, 1)])
            for n, row in enumerate(rows, 1)
        ],
    )


def test_guidance_beside_pledges_and_figures_of_a_report_are_none(lexicon):
    heads = ("Contribution category", "Guidance", "Pledge description")
    form = walked(
        lexicon,
        table(
            heads,
            ("Uniformed capabilities", "Units at Level 2; say how many.", FIVE[0]),
            ("Conduct", "", "Train 40 officers in 2026"),
        ),
    )
    assert [passage.text for passage in form.passages] == [FIVE[0], "Train 40 officers in 2026"]
    years = table(("Year", "Troops", "Police"), ("2023", "820", "12"), ("2024", "800", "14"))
    report = walked(lexicon, *told(12), years, heading("Commitments made in 2025"), *items(*FIVE), *told(2))
    assert [passage.text for passage in report.passages] == list(FIVE) and len(report.passed) == 17


def test_of_a_deck_the_slide_of_commitments_is_taken(lexicon):
    def slide(number, title, *texts):
        yield Paragraph(title, f"slide {number}, title, paragraph 1", is_heading=True)
        yield from (
            Paragraph(text, f"slide {number}, box 2, paragraph {n}", is_item=True) for n, text in enumerate(texts, 1)
        )

    body = [*slide(1, "In UN peacekeeping", "430 troops in 5 missions"), *slide(2, "Context", "Missions face drones"),
            *slide(3, "Our pledges in Berlin", *FIVE[:2]), *slide(4, "Thank you", "www.example.org")]  # fmt: skip
    form = Walk(Document(body, [], {}), lexicon, is_slide=True).run()
    assert [passage.text for passage in form.passages] == list(FIVE[:2])


def test_entries_under_a_typed_mark_are_no_titles_and_chinese_sentences_are_read(lexicon):
    form = walked(lexicon, Paragraph("Our commitments:", "1"), Paragraph("• over a thousand first aid kits", "2"),
                  Paragraph("• USD 500 000 towards solar power", "3"))  # fmt: skip
    assert [passage.place for passage in form.passages] == ["2", "3"]
    form = walked(lexicon, Paragraph("部长级会议上的发言", "1"), Paragraph("我国承诺提供一支300人的直升机分队。我国将部署一个二级医院。", "2"))  # fmt: skip
    assert len(form.passages) == 2


def test_what_was_done_so_far_and_what_is_asked_of_others_is_no_commitment(lexicon):
    form = walked(lexicon, Paragraph("We have contributed 500 troops since 1960.", "1"), Paragraph("We will deploy 20 police officers.", "2"),
                  Paragraph("We trust that others will provide the means.", "3"))  # fmt: skip
    assert [passage.place for passage in form.passages] == ["2"]
    rows = table(
        ["State", "Pledge"], ["Member State QMA", "One formed police unit"], ["Member State QMA", "Train 40 officers"]
    )
    form = walked(lexicon, Paragraph("The desk asks whether two battalions can be deployed.", "1"), rows)
    assert [passage.place for passage in form.passages] == ["table 1, row 2", "table 1, row 3"]


def test_thanks_history_and_boxes_are_told_and_promise_nothing(lexicon):
    lines = (
        "Ghana thanks the Government of Germany for hosting this Ministerial.", "Depuis 1992, le Ghana a déployé plus de 22 500 Casques bleus.",
        "Fiji currently deploys 300 military personnel in two missions.", "Rendimos homenaje a los 53 efectivos caídos.",
        "Last year our centre trained 120 officers.", "À Accra en 2023, le Ghana avait annoncé un hôpital de niveau 2.",
        "Details will follow through the Permanent Mission.", "☐ Smart pledge ☒ Pledge by a single Member State",
    )  # fmt: skip
    form = walked(
        lexicon,
        *(Paragraph(line, str(n)) for n, line in enumerate(lines)),
        Paragraph("We will deploy 20 police officers.", "9"),
    )
    assert [passage.place for passage in form.passages] == ["9"]
    assert all(any(line[:30] in told for told in form.left) for line in lines)
    form = walked(lexicon, Paragraph("We thank the host; we will deploy 20 police officers in 2026.", "1"))
    assert len(form.passages) == 1
    kept = (
        "Maintain one formed police unit that has been in UNMISS since 2019",
        "Two courses for 40 officers, as last year",
    )
    assert len(walked(lexicon, *items(*kept)).passages) == 2


def test_a_heading_of_no_category_gives_none_to_what_is_below_and_swallows_nothing(lexicon):
    form = walked(
        lexicon, heading("1. Unités de soutien"), *items("Nous mettons à disposition deux compagnies du génie."), heading("2. Funding"),
        *items("USD 1 million in 2026"), heading("3. Environment"), heading("4. Technologie et drones"), *items("15 drones in 2026"),
        heading("Ongoing contributions"), *items("850 soldiers of one infantry battalion"),
    )  # fmt: skip
    assert [(passage.text[:4], passage.category) for passage in form.passages] == [
        ("Nous", ""),
        ("USD ", "funding"),
        ("15 d", ""),
    ]
    assert any("850 soldiers" in where for where in form.passed)
