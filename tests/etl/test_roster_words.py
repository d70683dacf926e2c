"""Words of strangers: what they mean, what a person settles, and which are never taken for a level or a person."""

import datetime as dt

import pytest

from etl import contract
from etl.file_check import check
from etl.readers.pledges import match
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.roster import read, settling
from etl.readers.roster.heading_forms import meant
from etl.readers.roster.headings import folded
from etl.readers.roster.model import FIELDS
from etl.readers.roster.values import Unread, Values
from etl.readers.roster.words import Words
from etl.records import words as settled
from tests.support.etl_fixtures import csv_text

DAY = dt.date(2026, 6, 30)
HEAD = ("pledge_id", "state", "component", "capability", "strength", "level", "status", "load_list")


@pytest.fixture(scope="module")
def words():
    return Words()


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "work"))
    return tmp_path


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "engineering_unit",
            "Engineer Company|Construction Engineer Company|Engr Coy (Construction)|Compagnie du génie|Cía de ingenieros",
        ),
        (
            "infantry_battalion",
            "Inf Bn|Motorised Infantry Battalion (850)|Bataillon d'infanterie|1st Infantry Battalion",
        ),
        ("infantry_company", "Inf Coy|Compañía de infantería"),
        ("infantry_battalion_mechanised", "Mech Inf Bn"),
        ("hospital_level_2", "Lvl II Hosp|L2 Hospital|Role 2 hosp|Hôpital de niveau 2|Field Hospital (Level 2)"),
        ("civil_defence_unit", "Civil Defence Unit|Protection civile"),
        ("mini_uas", "Tactical unmanned aircraft"),
        ("training_core_predeployment", "Pre-deployment course|UN Pre-Deployment Training"),
        ("formed_police_unit", "FPU|Unité de police constituée|Formed Police Unit (140 pax)"),
        ("medium_utility_helicopter", "Medium util hel unit (3 x Mi-17)"),
        ("transport_unit", "Tpt Coy"),
    ],
)
def test_a_capability_is_known_by_its_words(words, code, said):
    values = Values(words, None)
    assert {text: values.capability(text) for text in said.split("|")} == dict.fromkeys(said.split("|"), code)


@pytest.mark.parametrize(
    "text", ["Bakery", "QRF coy / EOD unit", "2 x QRF coy", "Level 2 hospital and transport company", "Coy"]
)
def test_what_points_to_none_or_to_several_is_not_read(words, text):
    with pytest.raises(Unread):
        Values(words, None).capability(text)


def test_words_of_nonsense_suggest_nothing_and_near_ones_what_they_are_near(words):
    near = {"Zwonk detachment": [], "asdf qwer": [], "Flying circus": [], "Ponton platoon": ["military_bridging"]}
    assert {text: settling.suggestions("capability", text, words) for text in near} == near
    assert settling.suggestions("state", "Marocco", words) == ["MAR"]
    assert settling.suggestions("state", "Rep of Utopia", words) == []


def test_levels_in_words_and_figures_and_nothing_that_says_more(words):
    known = {
        "level_1": "level one|PL-1|L1|1|Niveau 1|Registered at L1|Inscrit au niveau 1", "level_2": "Level II|PL 2|Level 2 (assessed)|2|nivel dos", "level_3": "Lvl. 3|III|three",
        "rdl": "RDL|En el RDL|Level 3 / RDL|Rapid Deployment Level (RDL)",
    }  # fmt: skip
    for code, said in known.items():
        assert {words.code("level", text) for text in said.split("|")} == {code}
    for text in ("Level 4", "Level 2+", "Level 1 -> Level 2", "Level 2 requested", "12", "below Level 2"):
        assert words.code("level", text) is None


@pytest.mark.parametrize("name", ["Export (2)", "Sheet3", "Q2", "Table 1", "2", "2026-2", "Level 2 hospitals"])
def test_a_sheets_name_gives_no_level_without_a_word_for_level(words, name):
    assert words.named_level(name) is None


def test_states_by_every_spelling_and_never_one_for_another(words):
    known = {
        "COD": "Dem. Rep. of the Congo|DRC|République démocratique du Congo|Congo, Dem. Rep. of the|Rép. dém. du Congo",
        "COG": "Congo|Republic of the Congo|Congo (Rep. of the)", "TUR": "Türkiye|Turkey|TUR|TR", "VNM": "Viet Nam|Vietnam",
        "CIV": "Cote d Ivoire|Côte d’Ivoire|CÔTE D'IVOIRE|Ivory Coast", "TZA": "Tanzania, United Republic of|U.R. of Tanzania|Tanzanie",
        "BOL": "Bolivia|Bolivia (Plurinational State of)", "KOR": "Republic of Korea|Korea, Rep. of", "PRK": "Dem. People's Rep. of Korea",
        "GHA": "Ghana|GH|gha|Republic of Ghana", "GIN": "Guinea|Republic of Guinea", "GNB": "Guinea-Bissau", "GNQ": "Guinée équatoriale",
    }  # fmt: skip
    for code, said in known.items():
        assert {text: words.state(text) for text in said.split("|")} == {text: {code} for text in said.split("|")}
    for text in ("Atlantis", "Republic", "gh", "Democratic Congo"):
        assert words.state(text) in (set(), {"COD"}) and words.state(text) != {"COG"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.10.2026", "2026-10-31"), ("15 March 2027", "2027-03-15"), ("31-Oct-26", "2026-10-31"), ("2026/10/31", "2026-10-31"),
        ("10/31/2026", "2026-10-31"), ("Mar 4, 2025", "2025-03-04"), ("Sat, 31 Oct 2026", "2026-10-31"), ("31/10/26", "2026-10-31"),
        ("20261031", "2026-10-31"), ("1er mars 2026", "2026-03-01"),
    ],
)  # fmt: skip
def test_days_in_many_spellings(words, text, day):
    assert Values(words, None).day(text).isoformat() == day


@pytest.mark.parametrize("text", ["Oct 2026", "2026", "Q3 2026", "31/02/2026", "03/04/2026", "end of year"])
def test_a_month_or_a_guess_is_no_day(words, text):
    with pytest.raises(Unread):
        Values(words, None).day(text)


@pytest.mark.parametrize(
    ("heading", "ours"),
    [
        ("PCRS Ref. No.", "pledge_id"), ("Código PCRS", "pledge_id"), ("État Membre", "state"), ("Troop contributing country", "state"),
        ("Type d'unité", "capability"), ("dont femmes", "women_in_unit"), ("Effectif total", "strength"), ("Auth. Str.", "strength"), ("Efectivo total", "strength"),
        ("Statut PCRS", "level"), ("Situación en el PCRS", "level"), ("Tipo", "capability"), ("Niveau de préparation", "level"),
        ("Date d'acceptation", "date_accepted"), ("Dernier renouvellement", "last_renewed"), ("Liste de chargement", "load_list"),
        ("Date of invitation", "invited_on"), ("Invitation accepted on", "invitation_accepted_on"), ("MOU status", "mou_state"),
        ("Expected arrival date", "arrives_on"), ("AAV planned for", "visit_planned_on"), ("PDV date", "predeployment_visit_on"),
        ("Pledged for mission", "mission_specific"), ("Deployed to", "deployed_mission"), ("Available until", "available_to"),
    ],
)  # fmt: skip
def test_headings_that_no_list_holds_are_known_by_their_words(heading, ours):
    assert ours in meant(folded(heading))


def test_a_word_is_settled_once_for_every_later_file_and_undone(work):
    path = work / "roster_2026-06-30.csv"
    rows = [[f"U-{n}", "Ghana", "military", "Bakery", 12, "top shelf", "available", "Submitted"] for n in range(3)]
    path.write_text(csv_text(rows, HEAD), encoding="utf-8")
    answer = check(path)
    told = {(one["kind"], one["word"]): one for one in answer["unknown_words"]}
    assert set(told) == {("capability", "Bakery"), ("level", "top shelf")}
    assert told["level", "top shelf"]["rows"] == 3 and set(told["level", "top shelf"]["suggestions"]) <= set(
        settled.codes("level")
    )
    assert {(cell["cell"], cell["field"]) for cell in answer["not_read"]} == {
        (f"{letter}{n}", field) for n in (2, 3, 4) for letter, field in (("D", "capability"), ("F", "level"))
    }
    settled.settle("capability", "bakery", "logistics_unit", "AB")
    settled.settle("level", "Top  shelf", "level_3", "AB")
    again = check(path)
    assert again["unknown_words"] == again["not_read"] == []
    settled.undo("level", "top shelf", "CD")
    assert [one["word"] for one in check(path)["unknown_words"]] == ["top shelf"]


def test_a_settled_word_never_changes_what_a_known_one_means(work):
    settled.settle("level", "Level 1", "rdl", "AB")
    settled.settle("capability", "Construction Engineer Squadron North", "transport_unit", "AB")
    known = Words()
    assert known.code("level", "Level 1") == "level_1"
    assert Values(known, None).capability("Construction Engineer Squadron North") == "transport_unit"


def test_each_listing_of_a_unit_may_add_and_may_not_contradict(tmp_path):
    rows = [
        ["U-1", "Ghana", "military", "QRF", "", "Level 2", "available", ""],
        ["U-1", "Ghana", "", "QRF company", 180, "", "", "Draft"],
        ["U-1", "Ghana", "military", "QRF", 200, "Level 2", "available", ""],
    ]
    path = tmp_path / "roster_2026-06-30.csv"
    path.write_text(csv_text(rows, HEAD), encoding="utf-8")
    got = read.read(path, path.name, DAY, DAY, contract.find("pcrs_roster"), Words())
    (unit,) = got.units
    row = dict(zip(FIELDS, unit.row, strict=True))
    assert (row["strength_count"], row["level"], row["load_list"], row["has_load_list"]) == (
        180,
        "level_2",
        "draft",
        False,
    )
    assert [(aside.place, aside.reason) for aside in got.aside] == [("line 4, column 1", "conflict_in_file")]
    assert (got.rows["repeated"], got.rows["quarantined"]) == (1, 1)


def test_a_settled_capability_is_known_to_forms_and_trackers_too(work):
    assert not [hit.code for hit in Lexicon().capability_terms.find("Two mobile bakeries for the mission")]
    settled.settle("capability", "mobile bakery", "logistics_unit", "AB")
    assert [hit.code for hit in Lexicon().capability_terms.find("Two mobile bakeries for the mission")] == [
        "logistics_unit"
    ]


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("2026-27", "2026/27"),
        ("RDL cycle 2026/2027", "2026/27"),
        ("26/27", "2026/27"),
        ("2020/26/27", "2020/26/27"),
        ("2026", "2026"),
    ],
)
def test_a_cycle_is_two_years_however_it_is_written(words, text, cycle):
    assert Values(words, None).cycle(text) == cycle


@pytest.mark.parametrize(
    ("text", "people", "women", "is_about"),
    [
        ("about 180", 180, None, True), ("~180", 180, None, True), ("approx. 180", 180, None, True), ("ca. 1,180 pax", 1180, None, True),
        ("180 (27 F)", 180, 27, False), ("180 pax", 180, None, False), ("180 (incl. 27 women)", 180, 27, False), ("180 est.", 180, None, True),
        ("180 pax, dont 27 femmes", 180, 27, False), ("180 (153 M / 27 F)", 180, 27, False), ("~180 (women: 27)", 180, 27, True),
        ("180 (15%)", 180, None, False), ("27 women", 27, None, False),
    ],
)  # fmt: skip
def test_counts_that_say_more_than_a_number(words, text, people, women, is_about):
    values = Values(words, None)
    assert (values.count(text), values.counted(text).women, values.counted(text).is_about) == (people, women, is_about)


@pytest.mark.parametrize(
    "text",
    ["up to 180", "180+", "150-180", "180/27", "180 (27)", "180 (150 M / 27 F)", "over 180", "<180", "180 (27 x)"],
)
def test_a_limit_or_a_second_number_without_its_word_is_no_count(words, text):
    with pytest.raises(Unread):
        Values(words, None).count(text)


def test_words_behind_a_level_and_a_code_behind_a_name(words):
    values = Values(words, None)
    assert values.code("level", "Level 2 (pending load list)") == "level_2"
    assert values.code("level", "Level 1 (pending AAV)") == "level_1"
    for text in (
        "Level 2 (pending AAV)",
        "Level 2 (not yet)",
        "Level 2 (was Level 3)",
        "Level 2 (requested)",
        "Level 2 (expected)",
        "Level 2 (?)",
        "Bakery (pending AAV)",
    ):
        with pytest.raises(Unread):
            values.code("level", text)
    said = {
        "Jordan (HKJ)": "JOR",
        "Jordan (JOR)": "JOR",
        "Ghana - GHA": "GHA",
        "Nepal, NPL": "NPL",
        "Congo (Rep. of the)": "COG",
    }
    assert {text: values.state(text) for text in said} == said
    for text, reason in {
        "Niger (NGA)": "name_and_code_differ",
        "Jordan (JAM)": "name_and_code_differ",
        "Congo (XYZ)": "unknown_country",
    }.items():
        with pytest.raises(Unread) as error:
            values.state(text)
        assert error.value.reason == reason


def test_women_beside_people_go_to_their_own_column_and_what_is_more_is_told(tmp_path):
    heads = ("pledge_id", "state", "capability", "Strength/Women", "level", "status")
    rows = [
        ["U-1", "Jordan (HKJ)", "QRF", "180/27", "Level 2 (pending load list)", "available"],
        ["U-2", "Ghana", "QRF", "about 90", "Level 1", "available"],
    ]
    path = tmp_path / "roster_2026-06-30.csv"
    path.write_text(csv_text(rows, heads), encoding="utf-8")
    got = read.read(path, path.name, DAY, DAY, contract.find("pcrs_roster"), Words())
    one, two = [dict(zip(FIELDS, unit.row, strict=True)) for unit in got.units]
    assert [one[name] for name in ("iso3", "strength_count", "women_count", "level", "caveats", "not_read")] == [
        "JOR", 180, 27, "level_2", "level 2: pending load list", None,
    ]  # fmt: skip
    assert (two["strength_count"], two["women_count"]) == (90, None)
    assert {code for code, _, _ in got.findings} == {"women_beside_people", "level_remark", "count_approximate"}


def test_short_forms_mean_units_and_never_a_course_of_the_like(words):
    values = Values(words, None)
    said = {
        "CIMIC": "civil_military_unit", "CIMIC Coy": "civil_military_unit", "CIMIC officer": "staff_officer", "CIMIC course": "training_civil_affairs",
        "QRF": "qrf_company", "SUAS": "mini_uas", "ISR": "uas_pkisr", "EOD": "eod_unit", "CBRN": "cbrn_unit", "FPU (SWAT)": "formed_police_unit",
        "MEDEVAC": "aeromedical_evacuation", "PIO": "information_operations_officer", "Police K9 unit": "specialised_police_team", "Sigs": "signals_unit",
        "EOD/IEDD unit": "eod_unit",
    }  # fmt: skip
    assert {text: values.capability(text) for text in said} == said
    for text in ("SWAT", "HUMINT", "K9"):  # of more than one kind, or of none that the list holds
        with pytest.raises(Unread):
            values.capability(text)
    lexicon = Lexicon()
    for text, code in {
        "A CIMIC team of 12": "civil_military_unit",
        "CIMIC training for 20 officers": "training_civil_affairs",
    }.items():
        assert match.capabilities(text, lexicon)[0].code == code
