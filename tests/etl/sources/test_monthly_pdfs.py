"""The UN's monthly PDFs: every row with its place, printed totals held against the rows, nothing read into a gap."""

import csv
import hashlib
import shutil

import pytest

from etl import file_check
from etl.build import monthly
from etl.contract import SourceError
from etl.readers.monthly import kept, read
from etl.readers.monthly.model import NOT_STATED
from tests.support.etl_fixtures import BUNDLED, ROOT, Site, record
from tests.support.sheets import PDF_COLUMNS as COLUMNS
from tests.support.sheets import PDF_HEADINGS as HEADINGS
from tests.support.sheets import pdf_of, placed

FOLDER = ROOT / "data" / "bundled" / "deployments"
PRINTED = {
    "2015_02": 104_928, "2018_03": 91_058, "2018_04": 91_165, "2018_05": 91_585, "2018_06": 91_699, "2018_07": 91_249, "2018_08": 90_375,
    "2018_09": 89_986, "2018_10": 90_158, "2018_11": 90_821, "2018_12": 89_846, "2019_01": 89_409, "2019_02": 89_480, "2019_03": 89_681,
    "2019_04": 88_796, "2019_05": 87_879, "2019_06": 87_324, "2019_07": 86_687, "2019_08": 85_951, "2020_08": 81_820, "2022_09": 75_224,
    "2023_09": 72_631,
}  # fmt: skip


def path_of(month: str):
    return FOLDER / f"UN_country_contributions_{month}.pdf"


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def made(tmp_path, pages, name="UN_2024_01.pdf"):
    """The month that a PDF of these pages of (cells, columns) is read as."""
    path = tmp_path / name
    path.write_bytes(pdf_of(pages))
    return read.read(path, name)


def told(month):
    return [(row.page, row.mission, row.iso3, row.personnel_type, row.men, row.women, row.people) for row in month.rows]


@pytest.mark.parametrize(
    "month",
    [
        "2015_02",
        "2018_08",
        "2023_09",
        *(pytest.param(m, marks=pytest.mark.more) for m in PRINTED if m not in ("2015_02", "2018_08", "2023_09")),
    ],
)
def test_what_comes_with_the_project_is_what_the_pdf_is_read_as(month):
    path = path_of(month)
    assert kept.load(digest(path)) == read.parse(path, path.name)


def test_every_printed_total_of_a_bundled_month_is_that_of_its_rows():
    for month, people in PRINTED.items():
        path = path_of(month)
        whole = read.read(path, path.name, digest(path))
        assert whole.as_of.isoformat()[:7] == month.replace("_", "-") and not whole.remarks
        assert (monthly.people(whole), read.printed_people(whole)) == (people, people)
        assert not read.differences(whole) and len(whole.totals) >= 1
        assert not [row.contributor for row in whole.rows if not row.iso3]
        assert whole.states_mission == (month in ("2015_02", "2020_08", "2022_09")) and whole.states_sex == (
            month != "2023_09"
        )


def test_a_cell_changed_is_told_with_page_and_line_and_is_not_loaded_without_a_yes(tmp_path, monkeypatch):
    path = path_of("2022_09")
    month = read.read(path, path.name, digest(path))
    month.rows[40].people += 7
    wrong = monthly.totals(month)
    assert (wrong["people"], wrong["printed_people"], wrong["agrees"]) == (75_231, 75_224, False)
    with pytest.raises(
        SourceError, match=r"2 of its 23 printed totals.*page 2, line 15: MINURSO: 239 people are printed and 246 read"
    ):
        monthly.refuse_unmet(month)
    (tmp_path / "reference").mkdir()
    yes = tmp_path / "reference" / "accepted_total.csv"
    yes.write_text("as_of,people_read,people_printed,reason,source\n2022-09-30,75231,75224,seen,me\n")
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path))
    monthly.refuse_unmet(month)


def test_a_contributor_stands_beside_the_middle_of_its_rows_and_goes_on_over_the_page(tmp_path):
    """Names wrapped in their cell, of several rows, cut by a page, under headings that the next page repeats or not."""
    title = (
        "Contribution of Uniformed Personnel to UN",
        "by Mission, Country, and Personnel Type",
        "As of: 31/01/2024",
    )
    head = [(words, 150, 780 - 12 * place) for place, words in enumerate(title)]
    first = placed([HEADINGS, ("MINUSCA",)], COLUMNS)
    first += placed(
        [
            (None, None, "Experts on Mission", 6, 1, 7),
            (None, None, "Staff Officer", 4, 0, 4),
            (None, None, "Troops", "1,200", 34, "1,234"),
        ],
        COLUMNS,
        700,
    )
    first += [("Bangladesh", 110, 680)]
    first += placed([(None, None, "Individual Police", 2, 2, 4), (None, None, "Staff Officer", 3, 0, 3)], COLUMNS, 640)
    first += [("Democratic Republic of the", 110, 635), ("Congo", 110, 625)]
    first += placed(
        [(None, "Fiji", "Troops", 9, 1, 10), (None, None, "Experts on Mission", 1, 0, 1), ("Page 1 of 2",)],
        COLUMNS,
        600,
    )
    first += [("Ghana", 110, 580)]
    second = placed(
        [
            (None, None, "Troops", 40, 2, 42),
            ("Total MINUSCA", None, None, "1,265", 40, "1,305"),
            ("Grand Total", None, None, 1265, 40, 1305),
        ],
        COLUMNS,
        740,
    )
    for repeated in (head + placed([HEADINGS], COLUMNS, 748), []):
        month = made(tmp_path, [head + first, repeated + second])
        assert not read.differences(month) and month.as_of.isoformat() == "2024-01-31"
        assert [(iso3, kind, people) for _, _, iso3, kind, _, _, people in told(month)] == [
            ("BGD", "Experts on Mission", 7), ("BGD", "Staff Officer", 4), ("BGD", "Troops", 1234),
            ("COD", "Individual Police", 4), ("COD", "Staff Officer", 3),
            ("FJI", "Troops", 10), ("GHA", "Experts on Mission", 1), ("GHA", "Troops", 42),
        ]  # fmt: skip


def test_columns_are_told_by_their_headings_whatever_their_order(tmp_path):
    """Female before male, the total first, the contributor over its missions, a cell that the text layer lacks."""
    columns = (30, 120, 200, 330, 400, 470)
    page = [("Summary by Country, Mission and Post 31/01/2024", 100, 770)]
    page += placed([("Contributor", "UN Mission", "Post", "Total", "F", "M")], columns)
    page += placed(
        [
            ("1 Fiji",),
            (None, "UNDOF", "Contingent Troops", 150, 12, 138),
            (None, None, "Staff", 5, None, 4),
            (None, None, "Experts on Mission", None, None, 0),
            (None, "Total for Mission", None, 155, 13, 142),
            ("Total for Country", None, None, 155, 13, 142),
            ("2 Ghana",),
            (None, "UNIFIL", "FPU", 20, 8, 12),
            (None, "Total for Mission", None, 20, 8, 12),
            ("Total for Country", None, None, 21, 8, 12),
        ],
        columns,
        720,
    )
    month = made(tmp_path, [page])
    assert told(month)[:2] == [
        (1, "UNDOF", "FJI", "Troops", 138, 12, 150),
        (1, "UNDOF", "FJI", "Staff Officer", 4, 1, 5),
    ]
    assert told(month)[2][4:] == (0, None, None) and not month.rows[2].is_complete
    (off,) = read.differences(month)
    assert (off.place, off.total.people, off.people) == ("page 1, line 12", 21, 20)


def test_names_that_are_cut_off_are_of_the_one_contributor_left(tmp_path):
    rows = [
        ("UNMISS", name, "Troops", 1, 0, 1)
        for name in ("Republic of", "Moldova,", "Congo", "United Republic", "United", "Utopia")
    ]
    month = made(tmp_path, [[("31/01/2024", 30, 780)] + placed([HEADINGS, *rows], COLUMNS)])
    assert [row.iso3 for row in month.rows] == ["KOR", "MDA", "COG", "TZA", "", ""]


def test_a_file_goes_by_its_content_and_says_where_its_name_differs(tmp_path):
    other = tmp_path / "UN_country_contributions_2018_07.pdf"
    shutil.copy(path_of("2018_08"), other)
    month = read.read(other, other.name, digest(other))
    assert month.as_of.isoformat() == "2018-08-31" and {row.mission for row in month.rows} == {NOT_STATED}
    assert month.remarks == [
        ("name_and_month_differ", 1, 1, "the name says July 2018, the file August 2018: the file decides")
    ]
    page = [placed([HEADINGS, ("UNDOF", "Fiji", "Troops", 3, 1, 4)], COLUMNS)]
    dated = made(tmp_path, page, "04_mission_and_country_jan2021.pdf")
    assert dated.as_of.isoformat() == "2021-01-31" and dated.remarks[0][0] == "month_from_name"
    with pytest.raises(SourceError, match="says no month, nor does its name"):
        made(tmp_path, page, "download.pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 nothing", "does not open as a PDF"),
        (b"", "does not open as a PDF"),
        (pdf_of([[]]), "has no text, only pictures"),
        (pdf_of([[("Minutes of a meeting on 31/01/2024", 50, 700)]]), "has no row of headings"),
        (pdf_of([placed([HEADINGS], COLUMNS)]), "has headings and no row of people"),
        (pdf_of([[]] * 401), "has 401 pages; at most 400 are read"),
        (pdf_of([[("x" * 5_001, 10, 700), ("y" * 5_001, 10, 600)]]), "characters; at most 10,000 are read"),
    ],
)
def test_what_is_no_monthly_pdf_is_refused_in_words(content, words, tmp_path):
    path = tmp_path / "UN_2024_01.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=words) as refused:
        read.read(path, path.name)
    assert refused.value.parts["file"] == path.name and refused.value.parts["remedy"]


def test_check_says_the_totals_of_a_pdf(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    answer = file_check.check(path_of("2023_09"))
    assert answer["totals"] == {
        "as_of": "2023-09-30", "women": None, "men": None, "people": 72_631, "printed_people": 72_631, "agrees": True,
    }  # fmt: skip
    assert (answer["source"], answer["loaded"], answer["quarantined"], answer["known_by"]) == (
        "deployments",
        364,
        0,
        "its headings",
    )
    assert {finding["finding"] for finding in answer["findings"]} >= {"month_without_mission", "month_without_sex"}
    assert "72,631 people on 2023-09-30: as printed" in file_check.in_words(answer)


def test_a_file_with_missions_takes_the_place_of_the_same_month_without_them(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop(path_of("2023_09").name, path_of("2023_09").read_bytes())
    site.drop("later.csv", [record(as_of="2023-09-30"), record(as_of="2023-10-31")])
    answer = site.build()
    pdf = site.file(answer, path_of("2023_09").name)
    assert (pdf["read"], pdf["superseded"], pdf["loaded"]) == (364, 364, 0)
    assert site.rows("select sum(people_count) from mart.deployment_month where as_of = '2023-09-30'") == [(43,)]
    assert site.rows("select count(*) from mart.reported_month where not states_mission") == [(0,)]
    assert list((site.work / "build" / "read").glob("*.jsonl"))


def test_rows_of_a_pdf_are_those_of_the_file_of_all_months(tmp_path):
    """A month that stands in both: as a PDF of our own in the newest layout, of rows of July 2025, cell for cell."""
    with BUNDLED.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["last_reporting_date"] == "2025-07-31" and row["mission_acronym"] == "MINUSCA"
        ]
    cells = [
        (r["contributing_country"], r["personnel_type"], int(r["male_personnel"]), int(r["female_personnel"]))
        for r in rows
    ]
    printed = [(None, name, kind, men, women, men + women) for name, kind, men, women in cells]
    pages = [
        placed([HEADINGS, ("MINUSCA",), *printed[start : start + 30]], COLUMNS) for start in range(0, len(printed), 30)
    ]
    month = made(tmp_path, [[("As of: 31/07/2025", 30, 780), *page] for page in pages])
    wanted = [
        ("MINUSCA", r["isocode3"], r["personnel_type"], int(r["male_personnel"]), int(r["female_personnel"]))
        for r in rows
    ]
    assert [entry[1:6] for entry in told(month)] == wanted
