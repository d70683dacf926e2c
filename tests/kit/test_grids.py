"""The table for paper says what the screen says, as text, and cannot carry markup."""

import itertools
import json

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.kit import grids
from tests.support.screen import VIEWS, app

FRAME = pd.DataFrame(
    {
        "name": ["<b>x</b>", "Côte d'Ivoire"],
        "people": pd.array([1234, None], dtype="Int64"),
        "share": [0.123, None],
        "percent": [8.11, 0.0],
        "moved": [-1234, 5],
        "day": pd.to_datetime(["2025-07-31", None]),
        "spark": ["data:image/svg+xml,x", None],
        "plain": [2025, 2026],
    }
)
COLUMNS = {
    "name": st.column_config.TextColumn("Contributor"),
    "people": st.column_config.NumberColumn("People", format="localized"),
    "share": st.column_config.ProgressColumn("Share", format="percent"),
    "percent": st.column_config.ProgressColumn("Of all", format="%.1f %%"),
    "moved": st.column_config.NumberColumn("Change", format="%+,d"),
    "day": st.column_config.DateColumn("Day"),
    "spark": st.column_config.ImageColumn("Trend"),
    "plain": "Year",
}


def test_paper_says_what_the_screen_says():
    told = grids.paper(FRAME, COLUMNS)
    rows = [row.split("</td>") for row in told.split("<tr>")[2:]]
    cells = [[cell.rpartition(">")[2] for cell in row[:-1]] for row in rows]
    assert cells == [
        ["&lt;b&gt;x&lt;/b&gt;", "1,234", "12.3 %", "8.1 %", "-1,234", "2025-07-31", "2025"],
        ["Côte d&#x27;Ivoire", "–", "–", "0.0 %", "+5", "–", "2026"],
    ]
    heads = [part.partition("<")[0].rpartition(">")[2] for part in told.split("<th")[2:]]
    assert heads == ["Contributor", "People", "Share", "Of all", "Change", "Day", "Year"]


def test_shares_have_one_decimal_on_screen_and_missing_ones_stay_missing():
    def page():
        import pandas as pd
        import streamlit as st

        from pages.kit import grids

        share = pd.Series([0.08, 0.0811, None, 2 / 32])
        columns = {
            "bar": st.column_config.ProgressColumn("Bar", format="percent", min_value=0, max_value=1),
            "number": st.column_config.NumberColumn("Number", format="percent"),
        }
        grids.show(pd.DataFrame({"bar": share, "number": share, "people": [1, 2, 3, 4]}), columns)

    at = AppTest.from_function(page, default_timeout=60).run()
    (table,) = at.dataframe
    assert not at.exception and table.value["people"].tolist() == [1, 2, 3, 4]
    for name in ("bar", "number"):
        assert table.value[name].tolist()[:2] == pytest.approx([8, 8.1]) and pd.isna(table.value[name][2])
        assert table.value[name][3] == 6.3  # a half is rounded up, on screen as on paper
    told = json.loads(table.proto.columns)
    assert {told[name]["type_config"]["format"] for name in ("bar", "number")} == {"%.1f %%"}
    assert told["bar"]["type_config"]["max_value"] == 100
    assert all(text in at.get("html")[0].proto.body for text in ("8.0 %", "8.1 %", "6.3 %"))


def test_a_very_long_table_says_that_it_is_cut():
    assert "The first 1,000 of 1,001 rows" in grids.paper(pd.DataFrame({"n": range(1001)}), {})
    assert "The first" not in grids.paper(pd.DataFrame({"n": range(1000)}), {})


SOME = ("deployments/contributors.py", "capabilities/rapid.py", "pledges/page.py", "about/health.py")


@pytest.mark.parametrize(
    "view", [view if view in SOME else pytest.param(view, marks=pytest.mark.more) for view in VIEWS]
)
def test_every_table_on_a_page_has_its_twin_for_paper(view, published):
    at = app(view)
    twins = [html for html in at.get("html") if 'class="paper"' in html.proto.body]
    assert len(twins) == len(at.dataframe)
    assert twins or view not in SOME  # many pages open without a table


def test_a_column_is_as_wide_as_its_heading_and_its_longest_text_asks_for():
    text, number, button = st.column_config.TextColumn, st.column_config.NumberColumn, st.column_config.ButtonColumn
    frame = pd.DataFrame(
        {"a": ["Infantry battalion with mechanised companies"], "b": [1], "c": ["x" * 200], "d": ["x"], "e": ["y"]}
    )
    columns = {
        "a": text("Capability", width=100), "b": number("Of them not assessed", width=100), "c": text("C", width=100),
        "d": button("Formed police unit", width=60, key="k"), "e": text("E", width=300),
    }  # fmt: skip
    got = grids._roomy(frame, columns)
    assert 263 + 16 <= got["a"]["width"] <= 300 and 127 + 16 <= got["b"]["width"] <= 170
    assert got["c"]["width"] == grids.WIDEST and 110 + 16 <= got["d"].config["width"] < 150 and got["e"]["width"] == 300
    assert columns["a"]["width"] == 100 and columns["d"].config["width"] == 60


def test_on_paper_a_column_has_room_for_its_longest_word_and_sentences_take_what_is_left():
    frame = pd.DataFrame({"code": ["UNI-INF-02"] * 5, "why": ["word " * 30] * 5, "n": range(5)})

    def shares(frame):
        told = grids.paper(frame, {})
        return told.partition('class="size-')[2][0], [
            float(part.partition("%")[0]) for part in told.split('<col style="width: ')[1:]
        ]

    size, (code, why, number) = shares(frame)
    assert size == "0" and 9 < code < 16 and why > 75 and number < 4
    many = pd.concat([frame] * 20)  # a long table is small, and so is one of many words
    assert shares(many)[0] == "2" and shares(pd.concat([frame] * 10))[0] == "1"
    wide = pd.DataFrame({str(at): ["acknowledgements"] for at in range(9)})
    size, widths = shares(wide)
    assert size == "2" and sum(widths) == pytest.approx(100, abs=0.5) and max(widths) - min(widths) < 1


def test_on_paper_of_words_as_long_as_each_other_the_widest_counts_in_whatever_order_python_holds_them():
    thin = ["".join(letters) for letters in itertools.product("il", repeat=6)]
    frame = pd.DataFrame({"a": ["MMMMMM", *thin], "b": "MMMMMM"})
    _size, (one, other) = grids._sheet(["a", "b"], list(frame.itertuples(index=False)))
    assert one == other and one > grids._sheet(["a", "b"], [(word, "MMMMMM") for word in thin])[1][0]


def test_on_paper_a_table_with_fewer_columns_says_which_are_elsewhere():
    def page():
        import pandas as pd

        from pages.kit import grids

        frame = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
        grids.show(frame, {"b": "People"}, (frame[["a"]], {}))

    (twin,) = AppTest.from_function(page, default_timeout=60).run().get("html")
    assert "On screen and in the files also: People, c." in twin.proto.body and "<td" in twin.proto.body
