"""Columns of sheets of pledges, in memory: known by their headings over one row or two, and by content where those fail."""

import pytest

from etl.readers.formats.docx import Cell, Document, Paragraph, Table
from etl.readers.pledges import candidates, columns, trackers
from etl.readers.pledges.forms import Walk
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Reading

PLEDGES = (
    "We will deploy one infantry battalion by 2026",
    "Train 40 police officers in 2026",
    "Donate 15 drones to a mission",
)
LONG = [
    "État membre contributeur de troupes ou de police / Member State contributing troops or police to the missions of the United Nations",
    "Texte intégral de l'engagement tel qu'annoncé par le ministre lors de la réunion / Full text of the pledge as announced by the minister",
    "Réunion / Meeting", "Catégorie d'engagement du formulaire / Category of the pledge form",
]  # fmt: skip


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(states={"Member State QMA": "QMA", "Member State QMB": "QMB", "Member State QMC": "QMC"})


def listed(*, heads=(), category="Conduct"):
    return [
        *heads,
        *(
            [f"Member State QM{letter}", text, "Berlin 2025", category]
            for letter, text in zip("ABC", PLEDGES, strict=True)
        ),
    ]


@pytest.mark.parametrize(
    "heads",
    [[], [["A", "B", "C", "D"]], [["State / Pledge / Ministerial"]], [LONG], [["Member State", "Pledge", "Ministerial", "Category"]],
     [["List of 2025"], [], ["Contributor", "Announcement", "", ""], ["Country", "Text of the pledge", "Meeting", "Category"]]],
    ids=["none", "letters", "one", "long", "plain", "two rows"],
)  # fmt: skip
def test_columns_are_found_whatever_their_headings(heads, lexicon):
    known = columns.find(listed(heads=heads), lexicon)
    assert known.places == {"state": 0, "pledge": 1, "ministerial": 2, "category": 3} and known.row == len(heads) - 1


def test_a_second_row_of_headings_says_what_a_group_holds(lexicon):
    rows = [["State", "Pledge", "", "", "Delivery"], ["", "Text", "Category", "Quantity", "By when"],
            ["Member State QMA", "Level 2 hospital", "Uniformed capabilities", "1", "2026"]]  # fmt: skip
    known = columns.find(rows, lexicon)
    assert known.row == 1 and known.places == {"state": 0, "pledge": 1, "category": 2, "quantity": 3, "by_when": 4}


def test_what_is_no_list_of_pledges_is_none(lexicon):
    assert (
        columns.find(
            [["month", "mission", "litres"], ["2025-06", "UNMISS", "12"], ["2025-07", "UNMISS", "13"]], lexicon
        )
        is None
    )
    assert (
        columns.find([["State", "Capital"], ["Member State QMA", "One"], ["Member State QMB", "Two"]], lexicon) is None
    )


def read(lexicon, *sheets):
    return trackers.read(
        [trackers.Sheet(name, [(f"row {n}", cells) for n, cells in enumerate(rows, 1)]) for name, rows in sheets],
        lexicon,
    )


def test_every_column_of_pledges_is_read_and_a_repeated_heading_is_no_pledge(lexicon):
    head = ["Country", "Pledge 1", "Pledge 2"]
    tracked = read(
        lexicon, ("S", [head, ["Member State QMA", *PLEDGES[:2]], head, ["Member State QMB", PLEDGES[2], ""]])
    )
    assert [(passage.iso3, passage.text) for passage in tracked.passages] == [
        ("QMA", PLEDGES[0]), ("QMA", PLEDGES[1]), ("QMB", PLEDGES[2]),
    ]  # fmt: skip


def test_help_sheets_of_our_template_hold_nothing_and_another_sheet_is_counted(lexicon):
    data = ["state", "ministerial", "category", "pledge"]
    tracked = read(
        lexicon,
        ("Data", [data, ["Member State QMA", "Berlin 2025", "Conduct", PLEDGES[1]]]),
        (
            "About",
            [
                ["Heading", "Unit", "Needed", "Meaning", "Example"],
                ["state", "", "needed", "UN short name", "UN short name of the state"],
            ],
        ),
        ("Choices", [data[:3], ["Member State QMA", "Berlin 2025", "Conduct"]]),
        ("Notes", [["called on Monday"]]),
    )
    assert [passage.text for passage in tracked.passages] == [PLEDGES[1]]
    assert tracked.passed == [(1, "sheet Notes")]
    assert ("Data", "pledge", "pledge") in tracked.columns


def test_meetings_and_quantities_are_known_by_what_stands_under_headings_that_do_not_say_it(lexicon):
    rows = [["No.", "Which one", "Member State", "Text of the pledge", "No."],
            ["1", "Vancouver", "Member State QMA", "Level 2 hospital", "1"], ["2", "Accra 2023", "Member State QMB", "Police officers", "25"],
            ["3", "UNPKM Seoul (Dec 2021)", "Member State QMC", "Infantry company", "2"]]  # fmt: skip
    places = {"state": 2, "pledge": 3, "ministerial": 1, "quantity": 4}
    assert columns.find(rows, lexicon).places == places


def test_a_heading_in_a_sentence_says_first_what_it_is_about(lexicon):
    heads = ["Name of the Member State making the pledge, as registered", "Full text of the pledge as submitted by the Permanent Mission",
             "Quantity offered, if it applies (units, persons)", "Category of pledge according to the guide of Berlin 2025"]  # fmt: skip
    tracked = read(lexicon, ("", [heads, ["Member State QMA", "Police officers", "25", "Conduct"]]))
    assert [meaning for _, _, meaning in tracked.columns] == ["state", "pledge", "quantity", "category"]
    assert "Berlin 2025" in tracked.headings[0]


def test_a_sheet_named_by_a_meeting_gives_it_to_its_rows(lexicon):
    rows = [["Country", "Offer"], ["Member State QMA", "infantry company x2"]]
    tracked = read(lexicon, ("Vancouver 2017", rows), ("NY 2019", rows), ("Sheet 3", rows))
    assert [passage.ministerial for passage in tracked.passages] == ["Vancouver 2017", "New York 2019", ""]
    reading = Reading("a.xlsx")
    assert [one.quantity for one in candidates.build(tracked.passages, reading, lexicon)] == [2, 2, 2]


def test_a_column_of_capabilities_says_what_a_row_means_and_its_unknown_words_are_kept(lexicon):
    head = ["Country", "Pledge", "Unit type", "Number"]
    rows = [
        head,
        ["Member State QMA", "Deploy a hospital", "Level 2 hospital", "1"],
        ["Member State QMB", "Send two", "Zeppelin wing", "2"],
    ]
    reading = Reading("tracker.csv")
    built = candidates.build(read(lexicon, ("S", rows)).passages, reading, lexicon)
    assert [(one.capability, one.quantity) for one in built] == [("hospital_level_2", 1), ("", 2)]
    assert reading.unknown == {"Zeppelin wing": 1}


def test_a_quantity_in_words_and_a_merged_table_of_a_document_are_read(lexicon):
    rows = [["Country", "Commitment", "Quantity"], ["Member State QMA", "Infantry troops", "two hundred to two hundred and fifty"],
            ["Member State QMB", "Police officers", "Twenty-five (25)"], ["Member State QMC", "EOD specialists", "team of 40"]]  # fmt: skip
    built = candidates.build(read(lexicon, ("S", rows)).passages, Reading("tracker.csv"), lexicon)
    assert [(one.quantity, one.quantity_max, one.unit) for one in built] == [
        (200, 250, "person"),
        (25, None, "person"),
        (40, None, "person"),
    ]

    def cell(text, column, goes_on=False):
        return Cell([Paragraph(text, "cell")] if text else [], column, goes_on)

    table = Table("table 1", [
        (1, [cell("Member State", 1), cell("Pledge", 2), cell("Delivery", 4)]),
        (2, [cell("", 1, True), cell("Text", 2), cell("Category", 3), cell("Quantity", 4), cell("Date", 5)]),
        (3, [cell("Member State QMA", 1), cell("Level 2 hospital", 2), cell("Uniformed capabilities", 3), cell("1", 4), cell("2026", 5)]),
        (4, [cell("", 1, True), cell("Solar panels", 2), cell("Environment", 3), cell("20", 4), cell("2026", 5)]),
    ])  # fmt: skip
    form = Walk(Document([table], [], {}), lexicon).run()
    assert [(one.iso3, one.text, one.category, one.quantity, one.by_when) for one in form.passages] == [
        ("QMA", "Level 2 hospital", "uniformed_capabilities", "1", "2026"), ("QMA", "Solar panels", "environment", "20", "2026"),
    ]  # fmt: skip
    assert form.has_states


def test_a_bare_figure_counts_what_the_text_says_and_the_example_of_a_form_is_none(lexicon):
    rows = [["#", "Description of pledge", "Quantity", "Category"], ["Example", "One infantry battalion", "1", "Other"]]
    rows += [
        ["1", "A utility helicopter unit with 3 Mi-17 helicopters", "3", ""],
        ["2", "USD 750,000 to the Elsie fund", "750000", ""],
    ]
    rows += [["3", "Up to 20 staff officers", "≤ 20", ""]]
    tracked = trackers.read([trackers.Sheet("", [(str(n), row) for n, row in enumerate(rows)])], lexicon)
    built = candidates.build(tracked.passages, Reading(file="x"), lexicon)
    assert [(one.quantity, one.quantity_max, one.unit, one.currency) for one in built] == [
        (3, None, "aircraft", ""), (750000, None, "currency", "USD"), (None, 20, "person", ""),
    ]  # fmt: skip
    assert any("example" in where for _, where in tracked.passed)
