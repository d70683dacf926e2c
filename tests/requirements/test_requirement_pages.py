"""The requirements page as people use it: every filter, the search, an ask opened, grids clicked, editions, links with bad codes."""

import datetime as dt

import pytest
import streamlit as st

import queries
from etl.settings import database_file
from pages.kit import cell_charts as requirement_charts
from pages.kit.cell_charts import Cell
from pages.requirements import labels as requirement_labels
from pages.requirements import views as requirement_views
from pages.requirements.views import plain
from tests.support import figures
from tests.support.requirement_worlds import LINE, insert
from tests.support.screen import app, param, unfold, without_offer, words

VIEW = "requirements/page.py"
STATUS = "requirement_status"


def asks():
    found = queries.run(STATUS)
    return found[found["standing"] == "ask"].set_index("requirement_id", drop=False)


def listed(at):
    return at.dataframe[0].value


def test_the_catalogue_opens_with_every_general_ask_and_those_without_a_pledge_first(published):
    at = app(VIEW)
    assert not at.exception and param(at, "show") == "catalogue" and param(at, "asks") == "general"
    table = listed(at)
    assert len(table) == 260 and "260 asks" in words(at) and "179 of them without a pledge" in words(at)
    bare = (table["with_details_count"] == 0).tolist()
    assert bare == sorted(bare, reverse=True) and sum(bare) == 179
    assert "**248** Open call" in words(at) and "**2** Date passed, outcome unknown" in words(at)
    told = table.set_index("requirement_id")["told"]
    assert (
        told["UNI-INF-01"] == "Open call, 19 confirmed pledges"
        and told["UNI-JUC-04"] == "Open call, 1 confirmed pledge"
    )
    assert "%" not in "".join(told)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"chapter": "data_technology"}, lambda row: row.chapter == "data_technology"),
        ({"category": "conduct"}, lambda row: row.pledge_category == "conduct"),
        ({"capability": "qrf_company"}, lambda row: row.capability == "qrf_company"),
        ({"mission": "UNMISS"}, lambda row: isinstance(row.missions, str) and "UNMISS" in row.missions.split(";")),
        ({"status": "host_found"}, lambda row: row.status == "host_found"),
        ({"status": "date_passed"}, lambda row: row.status == "date_passed"),
        ({"pledged": "with"}, lambda row: row.with_details_count > 0),
        ({"pledged": "without"}, lambda row: row.with_details_count == 0),
        ({"q": "HELICOPTER"}, lambda row: "helicopter" in row.ask.casefold()),
        ({"q": "uni-qrf"}, lambda row: row.requirement_id == "UNI-QRF-01"),
        ({"chapter": "uniformed_capabilities", "category": "technology"}, lambda row: row.chapter == "uniformed_capabilities" and row.pledge_category == "technology"),
    ],
)  # fmt: skip
def test_every_filter_narrows_the_catalogue_and_stays_in_the_link(asked, fits, published):
    at = app(VIEW, **asked)
    want = {row.requirement_id for row in asks().itertuples() if row.family != "mission_specific" and fits(row)}
    assert not at.exception and want and set(listed(at)["requirement_id"]) == want
    assert {key: param(at, key) for key in asked} == asked


def test_a_filter_is_used_by_hand_and_the_search_finds_details_too(published):
    at = app(VIEW)
    at.selectbox(key="chapter").set_value("strategic_communications").run()
    assert param(at, "chapter") == "strategic_communications" and len(listed(at)) == 16
    at.text_input(key="q").set_value("nothing of the kind").run()
    assert "No ask fits these filters" in words(at) and param(at, "q") == "nothing of the kind"
    at.text_input(key="q").set_value("").run()
    assert "q" not in at.query_params and len(listed(at)) == 16
    assert "UNI-INF-02" in set(
        listed(app(VIEW, q="gunner protection"))["requirement_id"]
    )  # a tag of one of its details


@pytest.mark.parametrize(
    "key", ["show", "asks", "chapter", "category", "capability", "mission", "status", "pledged", "ask"]
)
def test_a_bad_code_in_a_link_falls_back_and_is_said(key, published):
    at = app(VIEW, **{key: "../nowhere"})
    assert not at.exception and "../nowhere" in words(at) and len(listed(at)) == 260


@pytest.mark.parametrize(("look", "key"), [({"show": "announced"}, key) for key in ("by", "row", "column")] + [({"show": "announced", "by": "regional_group"}, "at")])  # fmt: skip
def test_a_bad_code_beside_the_announcements_is_said(look, key, published):
    at = app(VIEW, **look | {key: "%00x"})
    assert not at.exception and "%00x" in words(at)


def test_asks_for_a_named_mission_are_a_view_of_their_own(published):
    at = app(VIEW, asks="mission")
    assert "no gap of a named mission was open in April 2025" in words(at)
    assert set(listed(at)["requirement_id"]) == {"UNI-SCC-01", "UNI-COR-01", "TEC-GIS-01"}


@pytest.mark.parametrize(
    "code", ["UNI-INF-02", "UNI-JUC-13", "PAR-TRP-01", "TEC-SYM-01", "UNI-POL-10", "TRN-WOM-01", "SAF-MIN-02"]
)
def test_an_ask_opens_with_what_the_guide_says_and_its_pledges(code, published):
    at = app(VIEW, ask=code)
    row, told = asks().loc[code], words(at)
    assert not at.exception and at.header[0].value == row["ask"]
    assert f"Line of the guide: **{row['guide_line']} (Berlin 2025)**" in told
    assert requirement_labels.SECTIONS[row["section"]] in told and requirement_labels.STATUS[row["status"]] in told
    pledges = queries.run("requirement_pledges", requirement_id=code).drop_duplicates("pledge_id")
    for pledge in pledges.itertuples():
        assert plain(pledge.sentence) in told and f"iso3={pledge.iso3}" in told and pledge.source_url in told
    assert ("No confirmed pledge answers it" in told) == pledges.empty


def test_an_ask_shows_its_details_as_tags_its_range_and_people_not_a_share_of_an_open_call(published):
    told = words(app(VIEW, ask="UNI-INF-02"))
    assert ":gray-badge[detail] Six-wheel (6x6) carriers" in told and ":blue-badge[gunner protection]" in told
    assert "2 companies, for each unit" in told
    assert "20–50 women, for each unit" in words(app(VIEW, ask="UNI-POL-10"))
    told = words(app(VIEW, ask="PAR-TRP-01"))
    assert "4,248 of 52,367" in told and "12 %" in told


def test_a_link_to_a_detail_opens_its_ask_and_one_to_an_ask_of_a_mission_opens_that_view(published):
    at = app(VIEW, ask="UNI-INF-03")
    assert param(at, "ask") == "UNI-INF-02" and at.header[0].value == asks().loc["UNI-INF-02", "ask"]
    at = app(VIEW, ask="UNI-SCC-01")
    assert param(at, "asks") == "mission" and at.header[0].value == asks().loc["UNI-SCC-01", "ask"]
    at.segmented_control(key="asks").set_value("general").run()
    assert not at.exception and param(at, "ask") == "all" and len(listed(at)) == 260


def test_back_leads_to_the_catalogue(published):
    at = app(VIEW, ask="UNI-QRF-01")
    at.button(key="back").click().run()
    assert not at.exception and param(at, "ask") == "all" and len(listed(at)) == 260


def test_the_grid_of_asks_without_a_pledge_says_both_numbers(published):
    at = app(VIEW, show="gaps")
    assert "**179 of 260** asks have no confirmed pledge" in words(at)
    drawn = at.get("echarts_chart")[0].proto.spec
    assert "31\\nof 49" in drawn and "40\\nof 55" in drawn


def test_announcements_say_what_the_list_is_not_and_how_old_a_meeting_is(published):
    at = app(VIEW, show="announced")
    told = words(at)
    assert "partial and biased" in told and "It says nothing about regions" in told
    days = (dt.date.today() - dt.date(2025, 5, 14)).days
    assert f"Berlin 2025: {days} days ago" in told
    at = app(VIEW, show="announced", row="qrf_company", column="Berlin 2025")
    behind = queries.run("requirement_pledges", ask_group="qrf_company")
    here = behind[behind["ministerial"] == "Berlin 2025"]
    assert len(here) == 1 and plain(here.iloc[0]["sentence"]) in words(at)
    other = behind[behind["ministerial"] != "Berlin 2025"]
    assert not any(
        f"iso3={code}&" in words(at) or words(at).endswith(code) for code in set(other["iso3"]) - set(here["iso3"])
    )
    turkish = app(VIEW, show="announced", by="regional_group", row="fixed_wing_airlift", column="asia_pacific_group")
    assert "No confirmed pledge answers it" in words(turkish)


def test_a_group_of_which_the_list_has_nothing_is_hatched_and_an_unasked_cell_is_empty(published):
    at = app(VIEW, show="announced", by="regional_group", at="London 2016")
    assert not at.exception
    found = queries.run("announced_by_ask", by="regional_group", ministerial="London 2016")
    drawn = at.get("echarts_chart")[0].proto.spec
    assert drawn.count('"decal"') >= int((found["listed_count"] == 0).sum()) > 0


def test_a_month_of_the_past_knows_no_later_pledge(published):
    at = app(VIEW, month="2016-01-31")
    found = queries.run(STATUS, as_of="2016-01-31")
    assert sum(listed(at)["with_details_count"]) == found.loc[(found["standing"] == "ask") & (found["family"] != "mission_specific"), "with_details_count"].sum()  # fmt: skip
    assert "179 of them" not in words(at)


@pytest.fixture
def editions(tmp_path, monkeypatch):
    """A published version with two editions of the requirements file."""
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, [(figures.month_end(2026, 6), "MINUSCA", "BGD", "troops", 11, 1000)])
    import duckdb

    first, second = dt.date(2026, 3, 31), dt.date(2026, 6, 30)
    lines = [
        {"edition_date": first, "requirement_id": "UNI-QRF-01", "capability": "qrf_company", "quantity": 3},
        {
            "edition_date": second,
            "requirement_id": "UNI-QRF-01",
            "capability": "qrf_company",
            "quantity": 4,
            "languages": "fr",
        },
        {
            "edition_date": first,
            "requirement_id": "UNI-BRI-01",
            "mission": "UNMISS",
            "capability": "military_bridging",
            "quantity": 1,
        },
        {
            "edition_date": second,
            "requirement": "Boats for the lake",
            "mission": "UNISFA",
            "capability": "patrol_boat",
            "quantity": 2,
        },
        {
            "edition_date": second,
            "requirement_id": "UNI-AVI-02",
            "capability": "attack_armed_helicopter",
            "quantity": 1,
        },
        {"edition_date": first, "requirement_id": "UNI-AVI-02", "capability": "attack_armed_helicopter", "quantity": 1},
    ]
    with duckdb.connect(str(database_file("0123456789ab", "public", "open"))) as con:
        insert(con, "requirement_line", [LINE | line for line in lines])
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def test_two_editions_are_compared_line_by_line(editions):
    at = app(VIEW, show="editions")
    assert not at.exception and (param(at, "edition"), param(at, "before")) == ("2026-06-30", "2026-03-31")
    assert [metric.value for metric in at.metric] == ["1", "1", "1", "1"]
    table = listed(at)
    assert dict(zip(table["what"].str.split(":").str[0].str.split(" (", regex=False).str[0], table["kind"], strict=True)) == {
        "Quick reaction companies": "Changed", "Boats for the lake": "New", "Engineers who can bring and lay military bridges, at least a platoon": "Closed",
    }  # fmt: skip
    row = table[table["kind"] == "Changed"].iloc[0]
    assert (row["quantity_before"], row["quantity_after"], row["quantity_change"]) == (3, 4, 1) and "French" in row[
        "else"
    ]
    assert listed(app(VIEW, show="editions", kind="same"))["kind"].tolist() == ["The same"]
    at = app(VIEW, show="editions", edition="2026-03-31")
    assert "no earlier edition" in words(at) and len(listed(at)) == 3
    assert not without_offer(unfold(at))


def test_an_edition_gives_quantities_and_its_lines_for_missions(editions):
    at = app(VIEW, ask="UNI-QRF-01")
    told = words(at)
    assert "Not reported" in told and "4 units" in told and "edition of the requirements file, 30 June 2026" in told
    at = app(VIEW, asks="mission")
    assert (
        "1 line of the edition of 30 June 2026" in words(at)
        and "Boats for the lake" in at.dataframe[-1].value["what"].iloc[-1]
    )
    assert not without_offer(unfold(at))


def test_without_an_edition_there_is_no_such_look(published):
    at = app(VIEW, show="editions")
    assert not at.exception and "editions" in words(at) and param(at, "show") == "catalogue"


def test_words_of_a_pledge_are_no_markup():
    assert plain("a *b* [c](http://x) :red[d]\n$e$") == r"a \*b\* \[c\](http\://x) \:red\[d\] \$e\$"


def test_a_search_needs_no_accents_or_case():
    assert requirement_views.fold("Côte d'IVOIRE") == "cote d'ivoire"


@pytest.mark.parametrize(
    ("text", "told"),
    [("2025", "2025"), ("2026;2027", "2026, 2027"), ("2025/2027", "2025 to 2027"), ("2025-09/", "from September 2025"),
     ("2025-10", "October 2025"), ("2025-H2;2026", "second half of 2025, 2026"), (None, None)],
)  # fmt: skip
def test_a_period_is_said_in_words(text, told):
    assert requirement_views.period(text) == told


def test_a_grid_has_a_colour_for_numbers_only_and_tells_which_cell_was_clicked():
    cells = [Cell(0, 0, 5, "5"), Cell(1, 0, 0, "0"), Cell(0, 1, None, "", hatched=True)]
    drawn = requirement_charts.grid(cells, ["a", "b"], ["first", "second"], requirement_charts.ANNOUNCED)
    data = drawn["series"][0]["data"]
    assert [cell["value"] for cell in data] == [[0, 1, 5], [1, 1, 0], [0, 0, 0]]  # rows from the top down
    assert drawn["yAxis"]["data"] == ["second", "first"]
    assert data[0]["itemStyle"]["color"] != data[1]["itemStyle"]["color"] == data[2]["itemStyle"]["color"]
    assert "decal" in data[2]["itemStyle"] and "decal" not in data[1]["itemStyle"]
    assert requirement_charts.chosen([{"data_indices": [2]}]) == 2
    assert requirement_charts.chosen([]) is None and requirement_charts.chosen(None) is None
