"""Whose form it is and for which meeting: spellings of states as delegations write them, in headings, names and letterheads."""

import pytest

from etl.readers.pledges import origin
from etl.readers.pledges.lexicon import Lexicon

TITLE = "UN PEACEKEEPING MINISTERIAL 2025 MEMBER STATE PLEDGE FORM"
MISSION = (
    "Permanent Mission of the Republic of Uganda to the United Nations, 336 East 45th Street, New York, NY 10017, USA"
)
# lines above the pledges, heads of pages, file name, state, where it was found
STATES = [
    ([TITLE, "Germany"], [], "form.docx", "DEU", "heading"),
    (["UN Peacekeeping Ministerial 2025, Berlin, Germany"], [], "Pledge_Form_KEN.docx", "KEN", "file name"),
    (["UN Peacekeeping Ministerial (Berlin, Germany, 13-14 May 2025)", "Kingdom of the Netherlands"], [], "x.docx", "NLD", "heading"),
    ([TITLE, "Name of Member State: Republic of Korea"], [], "x.docx", "KOR", "heading"),
    ([TITLE], [MISSION], "x.docx", "UGA", "letterhead"),
    ([TITLE], [], "2025-05-05_UNPKM_Berlin_Pledge form_Côte d'Ivoire_final(2).docx", "CIV", "file name"),
    (["Formulaire d'engagement - République démocratique du Congo"], [], "x.docx", "COD", "heading"),
    (["Estado miembro: República Oriental del Uruguay"], [], "x.docx", "URY", "heading"),
    ([TITLE], [], "PledgeFormBangladesh2025.docx", "BGD", "file name"),
    ([TITLE], [], "pledges 15-MAR-2025.docx", "", ""),
    (["Member State : Türkiye"], [], "x.docx", "TUR", "heading"),
    (["Pledge form – Guinea-Bissau"], [], "x.docx", "GNB", "heading"),
    (["Hosted by Germany. Pledges of Fiji"], [], "x.docx", "FJI", "heading"),
    (["Royaume du Maroc", "Forces armées royales"], [], "x.docx", "MAR", "heading"),
    (["الدولة العضو: الأردن"], [], "x.docx", "JOR", "heading"),
    (["会员国：中国"], [], "x.docx", "CHN", "heading"),
    (["Member State: ________"], [], "Pledge form Lao PDR.docx", "LAO", "file name"),
    (["Joint pledge of Denmark and Norway"], [], "norway_pledge.docx", "NOR", "file name"),
    (["Joint pledge of Denmark and Norway"], [], "pledge.docx", "", ""),
    (["Member State QMB"], [], "x.docx", "", ""),
]  # fmt: skip
MEETINGS = [
    ("UN Peacekeeping Ministerial 2025", "Berlin 2025"),
    ("Accra, Ghana, 5-6 December 2023", "Accra 2023"),
    ("Séoul 2021", "Seoul 2021"),
    ("Leaders' Summit on Peacekeeping 2015", "Leaders Summit 2015"),
    ("Ministérielle de Vancouver 2017", "Vancouver 2017"),
    ("Reunión Ministerial de Berlín, 2025", "Berlin 2025"),
    ("UN Peacekeeping Ministerial 2027", ""),
    ("Berlin 2025, follow-up of Accra 2023", ""),
    ("Permanent Mission, New York", ""),
]


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon()


@pytest.mark.parametrize(("headings", "margins", "name", "iso3", "source"), STATES)
def test_a_state_is_found_where_it_stands(headings, margins, name, iso3, source, lexicon):
    owner = origin.find(headings, margins, name, lexicon)
    assert (owner.iso3, owner.state_from) == (iso3, source)
    assert bool(iso3) or any("say" in note for note in owner.notes)


@pytest.mark.parametrize(("line", "meeting"), MEETINGS)
def test_a_meeting_is_found_by_place_and_year(line, meeting, lexicon):
    assert origin.meeting([line], lexicon) == meeting


def test_what_contradicts_is_said_and_what_is_labelled_goes_first(lexicon):
    owner = origin.find(
        ["Member State: Ghana", "Ministerial: Berlin 2025", "after Accra 2023"], [], "Kenya.docx", lexicon
    )
    assert (owner.iso3, owner.ministerial) == ("GHA", "Berlin 2025")
    assert "KEN" in owner.notes[0]
    hint = origin.find([], [], "x.docx", lexicon, body="Ghana will deploy a hospital")
    assert hint.iso3 == "" and "GHA" in hint.notes[0]
    labelled = origin.find(["Member State QMB"], [], "x.docx", Lexicon(states={"Member State QMB": "QMB"}))
    assert labelled.iso3 == "QMB"


def test_an_official_name_leaves_out_the_states_beside_it():
    owner = origin.find(["Government of Ghana, with the support of Kenya"], [], "x.docx", Lexicon())
    assert owner.iso3 == "GHA"


def test_a_state_that_is_thanked_or_addressed_does_not_write(lexicon):
    letter = [
        "MINISTRY OF FOREIGN AFFAIRS",
        "Mongolia thanks the Government of Germany for hosting this Ministerial.",
        "At the Accra Ministerial in 2023 Mongolia pledged a Level 2 hospital, deployed in 2024.",
    ]
    owner = origin.find([], [], "letter.docx", lexicon, "Mongolia pledges 2 formed police units.", letter)
    assert (owner.iso3, owner.state_from, owner.ministerial) == ("MNG", "own sentences", "")
    assert origin.find([], [], "letter.docx", lexicon, "A Level 2 hospital.", letter).iso3 == ""
    for first, last in ((["The Permanent Mission of Fiji presents its compliments to the Permanent Mission of Germany"], []),
                        ([], ["Permanent Representative of Fiji to the United Nations"])):  # fmt: skip
        assert origin.find([], [], "x.docx", lexicon, "A hospital.", first, last).iso3 == "FJI"
    torn = origin.find([], [], "x.docx", lexicon, "Ghana pledges a hospital.", ["The Government of Germany writes."])
    assert torn.iso3 == "" and "DEU" in torn.notes[0] and "GHA" in torn.notes[0]
    titled = origin.find(
        ["UN Peacekeeping Ministerial, Berlin", "At Accra in 2023 Ghana pledged more"], [], "x", lexicon
    )
    assert titled.ministerial == "Berlin 2025"
