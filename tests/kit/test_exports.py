"""Files are what is on screen, safe to open, and say where they come from."""

import csv
import datetime as dt
import io

import openpyxl
import pandas as pd
import pytest

import queries
from pages.kit import bar_charts, exports, formats, maps, sparks

ABOUT = {"Title": "Women", "Source": "=cmd|' /C calc'!A0", "As of": "2025-07-31", "Data version": "0123456789ab"}
FRAME = pd.DataFrame(
    {
        "name": ["=1+1", "+2", "-3", "@x", "Côte d'Ivoire"],
        "women_count": pd.array([1, None, 3, 0, -5], dtype="Int64"),
        "women_fraction": [0.1, None, 0.3, 0.0, 0.25],
        "as_of": pd.to_datetime(["2025-07-31"] * 5),
    }
)


def test_csv_is_safe_and_carries_its_source():
    data = exports.to_csv(FRAME, ABOUT)
    assert data.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == list(FRAME.columns)
    assert [row[0] for row in rows[1:6]] == ["'=1+1", "'+2", "'-3", "'@x", "Côte d'Ivoire"]
    # Numbers stay numbers, a missing one is empty and zero is 0.
    assert [row[1] for row in rows[1:6]] == ["1", "", "3", "0", "-5"]
    assert rows[1][3] == "2025-07-31"
    told = {row[0]: row[1] for row in rows[7:]}
    assert told["# Data version"] == "0123456789ab" and told["# Source"].startswith("'=")


def test_xlsx_reread_equals_the_frame():
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(FRAME, ABOUT)))
    sheet = book["Data"]
    assert sheet.freeze_panes == "A2"
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == FRAME["name"].tolist()
    assert [row[1] for row in rows] == [1, None, 3, 0, -5]
    assert rows[0][3] in (dt.date(2025, 7, 31), dt.datetime(2025, 7, 31))
    assert sheet["A2"].data_type == "s" and sheet["B2"].data_type == "n" and sheet["C2"].number_format == "0.0%"
    assert {row[0]: row[1] for row in book["Source"].iter_rows(values_only=True)} == ABOUT


def test_numbers_days_and_shares_have_formats_of_their_own_and_headings_stay_in_sight():
    frame = FRAME.assign(target_percent=12, people_change_12m=-1234, more_women_by_addition=1000, year=2025)
    sheet = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, ABOUT)))["Data"]
    shown = {sheet.cell(1, column).value: sheet.cell(2, column).number_format for column in range(1, 9)}
    assert shown == {
        "name": "General", "women_count": "#,##0", "women_fraction": "0.0%", "as_of": "yyyy-mm-dd",
        "target_percent": '0" %"', "people_change_12m": "+#,##0;-#,##0;0", "more_women_by_addition": "#,##0", "year": "General",
    }  # fmt: skip
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:H6"


@pytest.mark.parametrize("name", ["parity_by_category", "parity_by_contributor", "deployment_trend", "parity_trend"])
def test_a_workbook_of_real_figures_reread_equals_the_frame(name, published):
    frame = queries.run(f"{name}")
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(frame, ABOUT)))
    rows = list(book["Data"].iter_rows(values_only=True))
    assert list(rows[0]) == list(frame.columns) and len(rows) == len(frame) + 1 > 5
    for row, want in zip(rows[1:], frame.itertuples(index=False), strict=True):
        for cell, value in zip(row, want, strict=True):
            if pd.isna(value):
                assert cell is None
            elif isinstance(value, float):
                assert cell == pytest.approx(value, rel=1e-14)  # a workbook keeps 16 digits
            else:
                assert cell == (value.to_pydatetime() if isinstance(value, pd.Timestamp) else value)


def test_a_picture_carries_title_and_source_and_leaves_the_chart_as_it_was():
    parity = pd.DataFrame(
        {
            "category": ["contingent_troops"], "women_count": [8], "people_count": [100], "women_fraction": [0.08], "sex_not_reported_count": [0], "verdict": ["below"], "target_year": [2025],
            "target_percent": [12], "minimum_2025_percent": [12], "target_2028_percent": [15], "more_women_by_replacement": [4],
        }
    )  # fmt: skip
    option = bar_charts.parity_bars(parity)
    before = repr(option)
    told = "Source: UN Department of Peace Operations. Data as of 31 July 2025; data version 0123456789ab. " * 3
    drawn, more = exports.picture(option, "Women " * 20, told, "file", "#000000", "#ffffff")
    assert repr(option) == before and more > 0
    for part in (drawn["baseOption"], *(one["option"] for one in drawn["media"])):
        heading, source = (" ".join(text["text"].split()) for text in part["title"])
        assert heading == ("Women " * 20).strip() and source == told.strip()
        # The chart stands between them: below the title, above the source.
        assert part["grid"][0]["top"] > option["grid"]["top"] and part["grid"][0]["bottom"] > option["grid"]["bottom"]
        assert part["legend"][0]["bottom"] > option["legend"]["bottom"]
    base = drawn["baseOption"]
    assert base["series"] == option["series"] and base["backgroundColor"] == "#ffffff"
    assert base["toolbox"]["feature"]["saveAsImage"]["name"] == "file"
    assert "media" not in base and "series" not in drawn["media"][0]["option"]
    assert drawn["media"][-1]["option"]["series"] == option["media"][0]["option"]["series"]
    slid = option | {"dataZoom": sparks.slider(6)}
    still, less = exports.picture(slid, "Women " * 20, told, "file", "#000000", "#ffffff")
    assert "dataZoom" not in still["baseOption"] and less == more - sparks.SLIDER
    assert base["grid"][0]["bottom"] - still["baseOption"]["grid"][0]["bottom"] == sparks.SLIDER
    widths = [one["query"]["maxWidth"] for one in drawn["media"]]
    assert widths == sorted(widths, reverse=True)


def test_a_legend_has_its_lines_free_where_a_chart_is_narrow_and_in_its_picture():
    wide, media = bar_charts.legend_rooms(["Function not told"] * 6, 40)
    rooms = [one["option"]["grid"]["bottom"] for one in media]
    assert (
        wide == rooms[-1] == 40 + bar_charts.LINE
        and rooms[:-1] == sorted(rooms[:-1])
        and rooms[-2] >= 40 + 2 * bar_charts.LINE
    )
    option = {"grid": {"bottom": wide}, "legend": bar_charts.legend(), "media": media, "series": []}
    drawn, _more = exports.picture(option, "Title", "Source: somebody", "file", "#000000", "#ffffff")
    narrow = drawn["media"][-1]["option"]
    assert narrow["grid"][0]["bottom"] - narrow["legend"][0]["bottom"] == rooms[-2]


def test_a_picture_of_a_map_carries_title_and_source_and_leaves_the_map_as_it_was():
    states = pd.DataFrame(
        {
            "iso3": ["BGD"], "name": ["Bangladesh"], "women_count": [1], "people_count": [20], "women_fraction": [0.05], "sex_not_reported_count": [0],
            "mission_count": [1], "people_change_12m": [0],
        }
    )  # fmt: skip
    figure = maps.choropleth(states, "people", foot="foot")
    before = figure.to_json()
    drawn = exports.map_picture(figure, "Contributors", "Source: UN Department of Peace Operations. " * 6)
    told = drawn.layout.title.text.replace("<br>", " ")
    assert "Contributors" in told and told.count("Source: UN Department of Peace Operations.") == 6
    assert figure.to_json() == before and not drawn.layout.annotations
    assert drawn.layout.height > figure.layout.height and len(drawn.data) == len(figure.data)


def test_formats_never_turn_missing_into_zero():
    assert (
        formats.count(None)
        == formats.count(pd.NA)
        == formats.share(None, None)
        == formats.percent(pd.NA)
        == formats.DASH
    )
    assert formats.count(61127) == "61,127" and formats.change(-49) == "-49" and formats.change(5) == "+5"
    assert formats.share(3, 8) == "3 of 8" and formats.share(0, 0) == "0" and formats.share(1, 10) == "10.0 %"
    assert formats.day(dt.date(2025, 7, 31)) == "31 July 2025" and formats.day(pd.NaT) == formats.DASH


def test_a_sentence_keeps_the_letters_of_names():
    assert formats.sentence("counts UNSOM and UNTMIS from May 2017") == "Counts UNSOM and UNTMIS from May 2017."
    assert formats.sentence("ends already.") == "Ends already." and formats.sentence("") == ""
