"""Files are what is on screen, safe to open, and say where they come from."""

import csv
import datetime as dt
import io

import openpyxl
import pandas as pd

from pages.parts import exports, formats

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
