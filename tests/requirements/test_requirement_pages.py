"""The requirements page as people use it: every filter, the search, an ask opened, grids clicked, editions, links with bad codes."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

import queries
from etl.settings import database_file
from pages.kit import cache, cell_charts
from pages.kit.formats import plain
from pages.requirements import charts, facts, labels
from tests.support import figures
from tests.support.requirement_worlds import LINE, insert
from tests.support.screen import app, param, unfold, without_offer, words

VIEW = "requirements/page.py"
FITS = {
    "chapter": lambda row, code: row.chapter == code,
    "category": lambda row, code: row.pledge_category == code,
    "capability": lambda row, code: row.capability == code,
    "mission": lambda row, code: isinstance(row.missions, str) and code in row.missions.split(";"),
    "status": lambda row, code: row.status == code,
    "pledged": lambda row, code: (row.with_details_count > 0) == (code == "with"),
    "q": lambda row, code: code.casefold() in f"{row.requirement_id} {row.ask}".casefold(),
}


def asks():
    rows = queries.run(facts.STATUS)
    return rows[rows["standing"] == "ask"].set_index("requirement_id", drop=False)


def fitting(choices):
    """Codes of the asks for any mission that fit every choice, counted again."""
    rows = [row for row in asks().itertuples() if row.family != "mission_specific"]
    return {row.requirement_id for row in rows if all(FITS[key](row, code) for key, code in choices.items())}


def listed(at):
    return at.dataframe[0].value


def test_the_catalogue_opens_with_every_general_ask_and_those_without_a_pledge_first(published):
    at = app(VIEW)
    assert not at.exception and param(at, "show") == "catalogue" and param(at, "asks") == "general"
    table = listed(at)
    assert len(table) == 260 and "260 asks" in words(at) and "179 of them without a pledge" in words(at)
    bare = (table["with_details_count"] == 0).tolist()
    assert bare == sorted(bare, reverse=True) and sum(bare) == 179
    assert at.header[0].value == "In the public list 81 of 260 asks have an announcement under them"
    assert "**248** Open call" in words(at) and "**2** Date passed, outcome unknown" in words(at)
    status = table.set_index("requirement_id")["status"]
    assert status["UNI-INF-01"] == "Open call, 19 announced pledges"  # nobody reviews rows of the public list
    assert status["UNI-JUC-04"] == "Open call, 1 announced pledge"
    assert "%" not in "".join(status)
    assert "276 pledges of 50 states" in words(at)  # whence the pledges come


@pytest.mark.parametrize(
    "choices",
    [
        {"chapter": "uniformed_capabilities", "category": "technology", "pledged": "without"},
        {"capability": "corrections_officer", "pledged": "with"},
        {"mission": "MINUSCA", "category": "safety_security_medical"},
        {"status": "date_passed"},
        {"q": "HELICOPTER"},
        pytest.param({"q": "uni-qrf"}, marks=pytest.mark.more),
        pytest.param({"status": "host_found"}, marks=pytest.mark.more),
        pytest.param({"mission": "UNMISS"}, marks=pytest.mark.more),
    ],
)
def test_every_filter_narrows_the_catalogue_and_stays_in_the_link(choices, published):
    at = app(VIEW, **choices)
    assert not at.exception and fitting(choices) and set(listed(at)["requirement_id"]) == fitting(choices)
    assert {key: param(at, key) for key in choices} == choices
    for key in choices:  # each of them leaves something out
        assert fitting(choices) < fitting({other: code for other, code in choices.items() if other != key})


def test_a_filter_is_used_by_hand_and_the_search_finds_details_too(published):
    at = app(VIEW)
    at.selectbox(key="chapter").set_value("strategic_communications").run()
    assert param(at, "chapter") == "strategic_communications" and len(listed(at)) == 16
    at.text_input(key="q").set_value("nothing of the kind").run()
    assert "No ask fits these filters" in words(at) and param(at, "q") == "nothing of the kind"
    at.text_input(key="q").set_value("").run()
    assert "q" not in at.query_params and len(listed(at)) == 16
    catalogue = queries.run(facts.STATUS)
    fits = facts.matching(catalogue, "gunner PROTECTION")
    assert "UNI-INF-02" in set(catalogue["requirement_id"][fits])  # a tag of one of its details
    assert not facts.matching(catalogue, "helicopter nothing").any()
    for word, code in (
        ("FMAC", "SAF-MED-04"), ("SWTP", "WPS-SEC-02"), ("WMPOC", "TRN-MIL-04"), ("PKIA", "SAF-PKI-03"), ("EarthMed", "SAF-MED-01"),
        ("3R", "SUP-SCM-01"), ("MUH", "UNI-AVI-03"), ("UNMAM", "SAF-MIN-04"), ("CPTM", "TRL-CPT-01"), ("rtp", "TRL-ENP-01"), ("OPKI", "MDH-EXP-01"),
    ):  # fmt: skip
        assert code in set(catalogue["requirement_id"][facts.matching(catalogue, word)]), word
    # An acronym is no part of another word: neither "name" nor "same" holds it.
    assert set(catalogue["requirement_id"][facts.matching(catalogue, "AME")]) == {"SAF-MED-09"}
    assert facts.fold("Côte d'IVOIRE") == "cote d'ivoire"


def test_bad_codes_in_a_link_fall_back_and_are_said(published):
    keys = ("show", "asks", "chapter", "category", "capability", "mission", "status", "pledged", "ask")
    at = app(VIEW, **{key: f"../{key}" for key in keys})
    assert not at.exception and len(listed(at)) == 260
    assert not [key for key in keys if f"../{key}" not in words(at)]
    at = app(VIEW, show="announced", by="%00by", row="%00row", column="%00column")
    assert not at.exception and not [key for key in ("by", "row", "column") if f"%00{key}" not in words(at)]
    at = app(VIEW, show="announced", by="regional_group", at="%00x")
    assert not at.exception and "%00x" in words(at)


def test_asks_for_a_named_mission_are_a_view_of_their_own(published):
    at = app(VIEW, asks="mission")
    assert "no gap of a named mission was open in April 2025" in words(at)
    assert set(listed(at)["requirement_id"]) == {"UNI-SCC-01", "UNI-COR-01", "TEC-GIS-01"}


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("UNI-INF-02", ("General uniformed capability requirements, bullet 2.1", ":gray-badge[detail] Six-wheel (6x6) carriers", ":blue-badge[gunner protection]", "2 companies, for each unit")),
        ("PAR-TRP-01", ("4,248 of 52,367", "12 %")),
        ("UNI-POL-10", ("20–50 women, for each unit",)),
        *(pytest.param(code, (), marks=pytest.mark.more) for code in ("UNI-JUC-13", "TEC-SYM-01", "TRN-WOM-01", "SAF-MIN-02")),
    ],
)  # fmt: skip
def test_an_ask_opens_with_what_the_guide_says_its_details_and_its_pledges(code, parts, published):
    at = app(VIEW, ask=code)
    row, shown = asks().loc[code], words(at)
    assert not at.exception and at.header[0].value == row["ask"]
    assert f"Section: **{facts.place(row)}**" in shown and f"Chapter: **{row['guide_chapter']}**" in shown
    assert labels.STATUS[row["status"]] in shown
    assert not [part for part in parts if part not in shown]
    pledges = queries.run(facts.PLEDGES, requirement_id=code).drop_duplicates("pledge_id")
    for pledge in pledges.itertuples():
        assert plain(pledge.sentence) in shown and f"iso3={pledge.iso3}" in shown and pledge.source_url in shown
    assert ("No pledge in the ledger answers it" in shown) == pledges.empty


def test_a_link_to_a_detail_opens_its_ask_and_one_to_an_ask_of_a_mission_opens_that_view(published):
    at = app(VIEW, ask="UNI-INF-03")
    assert param(at, "ask") == "UNI-INF-02" and at.header[0].value == asks().loc["UNI-INF-02", "ask"]
    at.button(key="back").click().run()
    assert not at.exception and param(at, "ask") == "all" and len(listed(at)) == 260
    at = app(VIEW, ask="UNI-SCC-01")
    assert param(at, "asks") == "mission" and at.header[0].value == asks().loc["UNI-SCC-01", "ask"]
    at.segmented_control(key="asks").set_value("general").run()
    assert not at.exception and param(at, "ask") == "all" and len(listed(at)) == 260


def test_the_grid_of_asks_without_a_pledge_says_both_numbers(published):
    at = app(VIEW, show="gaps")
    assert "In the public list 81 of 260 asks have an announcement under them" in words(at)
    drawn = at.get("echarts_chart")[0].proto.spec
    assert "31\\nof 49" in drawn and "40\\nof 55" in drawn


def test_announcements_say_what_the_list_is_not_and_how_old_a_meeting_is(published):
    at = app(VIEW, show="announced", row="qrf_company", column="Berlin 2025")
    shown = words(at)
    assert "partial and biased" in shown and "It says nothing about regions" in shown
    assert f"Berlin 2025: {(dt.date.today() - dt.date(2025, 5, 14)).days} days ago" in shown
    behind = queries.run(facts.PLEDGES, ask_group="qrf_company")
    here = behind[behind["ministerial"] == "Berlin 2025"]
    assert len(here) == 1 and plain(here.iloc[0]["sentence"]) in shown
    others = set(behind.loc[behind["ministerial"] != "Berlin 2025", "iso3"]) - set(here["iso3"])
    assert others and not [code for code in others if f"iso3={code})" in shown]
    turkish = app(VIEW, show="announced", by="regional_group", row="fixed_wing_airlift", column="asia_pacific_group")
    assert "No pledge in the ledger answers it" in words(turkish)


def test_a_group_of_which_the_list_has_nothing_is_hatched_and_an_unasked_cell_is_empty(published):
    frame = queries.run(facts.ANNOUNCED, by="regional_group", ministerial="London 2016")
    rows = {code: code for code in frame["ask_group"].drop_duplicates()}
    chart, height, places = charts.announced(frame, rows, facts.places(frame))
    cells = chart["series"][0]["data"]
    assert len(cells) == len(places) and height == cell_charts.height(list(rows))
    silent = frame["listed_count"] == 0
    assert sum("decal" in cell.get("itemStyle", {}) for cell in cells) == silent.sum() > 0
    empty = frame[~silent & (frame["pledge_count"] == 0) & ~frame["is_asked"]]
    assert not set(zip(empty["ask_group"], empty["code"], strict=True)) & set(places)


def test_a_month_of_the_past_knows_no_later_pledge(published):
    at = app(VIEW, month="2016-01-31")
    rows = queries.run(facts.STATUS, as_of="2016-01-31")
    general = rows[(rows["standing"] == "ask") & (rows["family"] != "mission_specific")]
    assert sum(listed(at)["with_details_count"]) == general["with_details_count"].sum()
    assert "179 of them" not in words(at)


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory):
    """A published version with two editions of the requirements file."""
    work = tmp_path_factory.mktemp("editions")
    figures.publish(work, [(figures.month_end(2026, 6), "MINUSCA", "BGD", "troops", 11, 1000)])
    first, second = {"edition_date": dt.date(2026, 3, 31)}, {"edition_date": dt.date(2026, 6, 30)}
    company = {"requirement_id": "UNI-QRF-01", "capability": "qrf_company"}
    bridge = {"requirement_id": "UNI-BRI-01", "mission": "UNMISS", "capability": "military_bridging", "quantity": 1}
    boats = {"requirement": "Boats for the lake", "mission": "UNISFA", "capability": "patrol_boat", "quantity": 2}
    helicopter = {"requirement_id": "UNI-AVI-02", "capability": "attack_armed_helicopter", "quantity": 1}
    lines = [
        company | first | {"quantity": 3},
        company | second | {"quantity": 4, "languages": "fr"},
        bridge | first,
        boats | second,
        helicopter | second,
        helicopter | first,
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_WORK", str(work))
        with duckdb.connect(str(database_file("0123456789ab", "public", "open"))) as con:
            insert(con, "requirement_line", [LINE | line for line in lines])
    return work


@pytest.fixture
def editions(two_editions, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(two_editions))
    cache.forget()
    yield
    cache.forget()


def test_two_editions_are_compared_line_by_line(editions):
    at = app(VIEW, show="editions")
    assert not at.exception and (param(at, "edition"), param(at, "before")) == ("2026-06-30", "2026-03-31")
    assert at.header[0].value == "3 of 4 lines differ: 1 new, 1 closed, 1 changed"
    assert [metric.value for metric in at.metric] == ["1", "1", "1", "1"]
    kinds = {
        text.split(":")[0].split(" (")[0]: kind for text, kind in listed(at)[["what", "kind"]].itertuples(index=False)
    }
    assert kinds == {
        "Quick reaction companies": "Changed", "Boats for the lake": "New", "Engineering troops, at least a platoon, able to deploy and set military bridges, UN-owned or their own": "Closed",
    }  # fmt: skip
    row = listed(at).set_index("kind").loc["Changed"]
    assert (row["quantity_before"], row["quantity_after"], row["quantity_change"]) == (3, 4, 1)
    assert row["else"] == "Languages: – → French"
    at.selectbox(key="kind").set_value("same").run()
    assert listed(at)["kind"].tolist() == ["The same"]
    at.selectbox(key="edition").set_value("2026-03-31").run()
    assert "no earlier edition" in words(at) and len(listed(at)) == 3
    assert not without_offer(unfold(at))


def test_an_edition_gives_quantities_and_its_lines_for_missions(editions):
    at = app(VIEW, ask="UNI-QRF-01")
    shown = words(at)
    assert "Not reported" in shown and "edition of the requirements file, 30 June 2026" in shown
    assert "In the edition of 30 June 2026\n\n- **any mission**: 4 units, French" in shown
    at = app(VIEW, asks="mission")
    assert "1 line of the edition of 30 June 2026" in words(at)
    assert "Boats for the lake" in at.dataframe[-1].value["what"].iloc[-1]
    assert not without_offer(unfold(at))


def test_without_an_edition_there_is_no_such_look(published):
    at = app(VIEW, show="editions")
    assert not at.exception and "editions" in words(at) and param(at, "show") == "catalogue"


def test_words_of_a_pledge_are_no_markup():
    said = plain("a *b* [c](http://x) :red[d]\n$e$")
    assert said.replace("\u2060", "") == r"a \*b\* \[c\](http\://x) \:red\[d\] \$e\$" and "://" not in said.replace(
        "\\", ""
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("2025", "2025"), ("2026;2027", "2026, 2027"), ("2025/2027", "2025 to 2027"), ("2025-09/", "from September 2025"),
     ("2025-10", "October 2025"), ("2025-H2;2026", "second half of 2025, 2026"), (None, None)],
)  # fmt: skip
def test_a_period_is_said_in_words(text, sentence):
    assert facts.period(text) == sentence


def test_a_click_on_a_cell_of_the_grid_is_the_row_of_its_frame():
    frame = pd.DataFrame(
        [("data_technology", "technology", 3, 2), ("uniformed_capabilities", "conduct", 1, 0)],
        columns=["chapter", "pledge_category", "ask_count", "without_pledge_count"],
    )
    chart, height = charts.without(frame)
    cells = chart["series"][0]["data"]
    assert [cell["value"][2] for cell in cells] == [2, 0] and height == cell_charts.height(["a", "b"])
    assert [cell["value"][0] for cell in cells] == [1, 0]  # chapters as the guide has them, not as the frame has
