"""The same content in every form that users download gives the same figures; the fast and the careful reader agree."""

import datetime as dt
import io
import json
import time
import zipfile

import pytest
import xlsxwriter

from etl import contract, template
from etl.build import pipeline, raw, settle, stage
from etl.build.intake import Drop
from etl.contract import SourceError
from etl.readers.formats import parts
from etl.readers.formats import rows as slow
from etl.readers.formats.packed import unpack
from tests.support import both_readers
from tests.support.etl_fixtures import (
    HEADINGS,
    Site,
    csv_text,
    epoch,
    json_text,
    ods_bytes,
    ods_rows,
    packed,
    record,
    xlsx_bytes,
    zip_bytes,
)

NOW = dt.datetime(2026, 11, 20)
MART = """
select cast(as_of as varchar), mission_code, iso3, personnel_type, women_count, men_count
from mart.deployment_month order by all
"""


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    """Read one file as a build does, up to its mart: what became of its rows, and the rows of the mart."""
    folder = tmp_path_factory.mktemp("formats")
    with pytest.MonkeyPatch.context() as patch:
        Site(folder, patch)
        con = stage.connect(":memory:")
        empty = tables(con)

        def load(name, content):
            path = folder / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            source, table = contract.find("deployments"), "scratch.raw_file_1"
            plain = unpack(path, folder / "work")
            shape = raw.shape(plain)
            raw.load(con, plain, name, source, table, shape)
            raw.note(con, 1, Drop(source, path, name, shape.sha256, NOW, False, 0, None), shape.size)
            stage.stage(con, source, {1: table})
            con.execute(source.sql("mart.sql"))
            settle.settle(con, source)
            settle.count(con, {1: table}, [Drop(source, path, name, shape.sha256, NOW, False, 0, None)])
            (counts,) = pipeline.file_counts(con)
            rows = con.execute(MART).fetchall()
            for kind, made in tables(con) - empty:
                con.execute(f"drop {kind} {made} cascade")
            for ledger in ("meta.file", "meta.quarantine", "meta.finding", "scratch.row_out"):
                con.execute(f"delete from {ledger}")
            return counts, rows

        yield load
        con.close()


def tables(con):
    """Everything that a load makes, as what it is and its name."""
    listed = con.execute(
        "select 'table', database_name || '.' || schema_name || '.' || table_name from duckdb_tables()"
        " union all select 'view', database_name || '.' || schema_name || '.' || view_name from duckdb_views() where not internal"
    )
    return set(listed.fetchall())


CONTENT = [
    record(0, 12),
    record(35, 0, kind="Individual Police"),  # a real majority of women
    record(0, 0, kind="Staff Officer"),
    record(5, 7, iso3="CIV", m49="384", name="Côte d’Ivoire"),
    record(5, 9, iso3="TUR", m49="792", name="Turkey", as_of="2024-02-29"),
    record(1, 2, iso3="BHS", m49="44", name="Bahamas (the)", kind="Experts on Mission"),
]
EXPECTED = sorted(
    [
        ("2024-01-31", "UNDOF", "FJI", "troops", 0, 12),
        ("2024-01-31", "UNDOF", "FJI", "individual_police", 35, 0),
        ("2024-01-31", "UNDOF", "FJI", "staff_officers", 0, 0),
        ("2024-01-31", "UNDOF", "CIV", "troops", 5, 7),
        ("2024-02-29", "UNDOF", "TUR", "troops", 5, 9),
        ("2024-01-31", "UNDOF", "BHS", "experts_on_mission", 1, 2),
    ]
)
TEXT = csv_text(CONTENT)
LINES = TEXT.splitlines()
TITLES = [
    "Contribution_ID", "ISOCode3", "M49_Code", "Contributing_Country", "Mission_Acronym", "Personnel_Type",
    "Female_Personnel", "Male_Personnel", "Last_Reporting_Date",
]  # fmt: skip


def dated(form):
    """The content with its dates in another form."""
    return [[*row[:8], form(dt.date.fromisoformat(row[8]))] for row in CONTENT]


def turned():
    """The content with its columns the other way round and two that are not ours."""
    headings = ["remarks", *reversed(TITLES), "Region, UN"]
    return csv_text([["x, y", *reversed(row), ""] for row in CONTENT], headings)


def some(columns):
    """The content with only these columns."""
    return csv_text([[row[place] for place in columns] for row in CONTENT], [HEADINGS[place] for place in columns])


FORMS = {
    "plain.csv": TEXT,
    "mark.csv": "\ufeff" + TEXT,
    "titles.csv": csv_text(CONTENT, TITLES),
    "crlf.csv": TEXT.replace("\n", "\r\n"),
    "noend.csv": TEXT.rstrip("\n"),
    "semicolons.csv": csv_text(CONTENT, delimiter=";"),
    "tabs.txt": csv_text(CONTENT, delimiter="\t"),
    "utf16.txt": csv_text(CONTENT, delimiter="\t").encode("utf-16"),
    "quoted.csv": "\n".join(",".join(f'"{cell}"' for cell in row) for row in [HEADINGS, *CONTENT]) + "\n",
    "short-dates.csv": csv_text(dated(lambda day: day.strftime("%d-%b-%y"))),
    "dotted-dates.csv": csv_text(dated(lambda day: day.strftime("%d.%m.%Y"))),
    "worded-dates.csv": csv_text(dated(lambda day: day.strftime("%d %B %Y"))),
    "slash-dates.csv": csv_text(dated(lambda day: day.strftime("%d/%m/%Y"))),
    "stamps.csv": csv_text(dated(lambda day: f"{day}T00:00:00Z")),
    "floats.csv": csv_text([[*row[:2], f"{row[2]}.0", *row[3:6], f"{row[6]}.0", f"{row[7]}.0", row[8]] for row in CONTENT]),
    "blanks.csv": csv_text([[f" {cell}  " for cell in row] for row in CONTENT]),
    "hard-blanks.csv": csv_text([[f"{cell}\u00a0\t" for cell in row] for row in CONTENT]),
    "lower.csv": csv_text([[*row[:1], row[1].lower(), *row[2:4], row[4].lower(), row[5].upper(), *row[6:]] for row in CONTENT]),
    "turned.csv": turned(),
    "needed-only.csv": some([1, 3, 4, 5, 6, 7, 8]),
    "blank-lines.csv": "\n" + LINES[0] + "\n\n" + "\n\n".join(LINES[1:]) + "\n\n\n",
    "empty-cells.csv": TEXT + ",,,,,,,,\n",
    "newlines.csv": csv_text([[f"note\n{row[0]}\r\nend", *row[1:]] for row in CONTENT]),
    "under-a-title.csv": "Uniformed personnel\nas of 2024\n\n" + TEXT,
    "title-and-semicolons.csv": "Uniformed personnel, by month\n" + csv_text(CONTENT, delimiter=";"),
    "end-commas.csv": LINES[0] + "\n" + ",\n".join(LINES[1:]) + ",,\n",
    "blanks-by-quotes.csv": TEXT.replace(",Fiji,", ', "Fiji",'),
    "totals.csv": TEXT + LINES[0] + "\n" + csv_text([record(48, 42, iso3="", m49="", name="Grand Total")], None),
    "text.xlsx": xlsx_bytes([[str(cell) for cell in row] for row in CONTENT]),
    "typed.xlsx": xlsx_bytes(
        [[1.0, row[1], float(row[2]), *row[3:6], float(row[6]), row[7], dt.datetime.fromisoformat(row[8])] for row in CONTENT]
    ),
    "lower-right.xlsx": xlsx_bytes(CONTENT, TITLES, top=4, left=2),
    "typed.ods": ods_bytes({"Sheet": ods_rows([HEADINGS, *dated(lambda day: day)])}),
    "lower-right.ods": ods_bytes({"Notes": ods_rows([["x"]]), "Sheet": ods_rows([[], ["Title"], TITLES, *CONTENT], left=2)}),
    "list.json": json_text(CONTENT),
    "object.json": json.dumps({"errors": [], "count": 6, "value": json.loads(json_text(CONTENT))}),
    "seconds.json": json_text(dated(lambda day: epoch(str(day)))),
    "milliseconds.json": json_text(dated(lambda day: epoch(str(day), 1000))),
    "float-seconds.json": json_text(dated(lambda day: float(epoch(str(day))))),
    "packed.csv.gz": packed(TEXT, "gz"),
    "packed.zip": packed(TEXT, "zip"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_each_form_gives_the_same_figures(load, name):
    counts, rows = load(name, FORMS[name])
    assert rows == EXPECTED
    assert (counts["loaded"], counts["quarantined"]) == (6, 0)
    not_data = {"totals.csv": 2, "blank-lines.csv": 9, "empty-cells.csv": 1, "under-a-title.csv": 3}
    if name in not_data:  # a heading again, totals, titles and blank lines are read and are not data
        assert (counts["not_data"], counts["read"]) == (not_data[name], not_data[name] + 6)


def test_a_row_of_numbers_without_a_name_is_set_aside_not_passed_over(load):
    rows = [*CONTENT, ["", "", "", "", "", "", 7, 8, "2024-01-31"]]
    counts, _ = load("nameless.csv", csv_text(rows))
    assert (counts["quarantined"], counts["not_data"]) == (1, 0)


@pytest.mark.parametrize(
    "seeds", [range(60), pytest.param(range(60, 260), marks=pytest.mark.more)], ids=["few", "more"]
)
def test_the_fast_and_the_careful_reader_agree_on_random_files(seeds, tmp_path):
    fast, careful = both_readers.compare(seeds, tmp_path)
    assert fast > 8
    assert careful > 12


def test_the_careful_reader_counts_physical_lines(tmp_path):
    text = FORMS["newlines.csv"].replace("\r\n", "\n") + "\n\n" + csv_text([["last", *CONTENT[0][1:]]], None)
    path = tmp_path / "lines.csv"
    path.write_text(text, encoding="utf-8", newline="")
    lines = text.split("\n")
    records = [row for row in slow.read(path, path.name) if any(row.cells)][1:]
    assert len(records) == 7
    for row in records[:-1]:
        assert lines[row.line - 1] == '"note'
    assert lines[records[-1].line - 1].startswith("last")


def test_a_quote_that_opens_across_chunks_is_not_plain(tmp_path, monkeypatch):
    monkeypatch.setattr(raw, "CHUNK", 7)
    path = tmp_path / "chunks.csv"
    for name in ("plain.csv", "crlf.csv", "quoted.csv", "noend.csv"):
        path.write_text(FORMS[name], encoding="utf-8", newline="")
        assert raw.shape(path).is_plain, name
        assert raw.shape(path).lines == 7
    path.write_text(FORMS["newlines.csv"], encoding="utf-8", newline="")
    assert not raw.shape(path).is_plain
    path.write_text(TEXT.replace("\n", "\r"), encoding="utf-8", newline="")
    assert not raw.shape(path).is_plain


def test_bulk_csv_takes_the_fast_reader(tmp_path):
    source = contract.find("deployments")
    for name, is_fast in {"plain.csv": True, "crlf.csv": True, "mark.csv": True, "newlines.csv": False}.items():
        path = tmp_path / name
        path.write_bytes(FORMS[name].encode())
        fast, _ = both_readers.read(path, source)
        assert (fast is not None) == is_fast, name


def test_rows_of_junk_cost_the_fast_reader_no_more_than_others(tmp_path):
    path = tmp_path / "junk.csv"
    path.write_text(
        csv_text([record()])
        + ",".join(["31.02.99999"] * len(HEADINGS))
        + "\n"
        + f"{',x1e308' * len(HEADINGS)}\n"[1:] * 6000
    )
    began = time.process_time()
    fast, careful = both_readers.read(path, contract.find("deployments"))
    assert fast == [(line, *row) for line, _problem, *row in careful] and len(fast) == 6002
    assert time.process_time() - began < 4, "a refused text is compared with every usual one"


def test_a_cell_whose_value_is_lost_is_no_blank_and_no_nought(tmp_path, monkeypatch):
    """An error, or a formula that no program worked out, is set aside at its cell; beside the columns read it is let by."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    for number, row in enumerate([[*HEADINGS, "share"], *CONTENT]):
        sheet.write_row(number, 0, row)
    sheet.write_formula("G2", "=1+2", None, CONTENT[0][6])  # worked out: its value is read
    sheet.write_formula("G3", "=1+2", None, 777)
    sheet.write_formula("H4", "=1/0", None, "#DIV/0!")
    sheet.write_formula("J5", "=1/0", None, "#DIV/0!")  # beside the columns that are read
    sheet.write_formula("G9", "=1+2", None, 777)  # a row of nothing else
    book.close()
    with zipfile.ZipFile(made) as packed_book:
        inside = {name: packed_book.read(name).replace(b"<v>777</v>", b"") for name in packed_book.namelist()}
    site = Site(tmp_path, monkeypatch)
    site.drop("lost.xlsx", zip_bytes(inside))
    answer = site.build()
    asked = (
        "select place, reason, detail from meta.quarantine join meta.file using (file_id) where name = ? order by place"
    )
    aside = site.rows(asked, ["lost.xlsx"])
    assert aside == [
        ("Data, row 3", "unreadable_row", "cell G3 holds a formula whose value was never saved"),
        ("Data, row 4", "unreadable_row", "cell H4 holds an error"),
        ("Data, row 9", "unreadable_row", "cell G9 holds a formula whose value was never saved"),
    ]
    assert site.file(answer, "lost.xlsx")["loaded"] == len(CONTENT) - 2


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("xl/workbook.xml", b"<workbook", "it does not list its sheets"),
        ("xl/workbook.xml", b"<workbook>" + b" " * 17 * 1024**2 + b"</workbook>", "zip bomb"),
        (
            "xl/workbook.xml",
            b'<workbook xmlns:r="r"><sheets>'
            + b"".join(b'<sheet name="s%d" r:id="rId1"/>' % number for number in range(201))
            + b"</sheets></workbook>",
            "has 201 sheets",
        ),
        ("xl/worksheets/sheet1.xml", b'<worksheet><c t="e"></worksheet>', "is no sheet"),
    ],
)
def test_a_damaged_part_of_a_workbook_is_said_in_words(part, content, says, tmp_path):
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(CONTENT))) as book:
        inside = {name: book.read(name) for name in book.namelist()}
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(zip_bytes(inside | {part: content}))
    with pytest.raises(SourceError) as refusal:
        list(slow.read(path, "damaged.xlsx"))
    assert "damaged.xlsx, whole file: is not a readable XLSX workbook. It" in str(refusal.value) and says in str(
        refusal.value
    )


def test_signs_of_lost_cells_are_seen_wherever_a_chunk_ends_and_in_utf_16():
    for content in ['<c t="n"><f>1</f></c>', "<x:f/>", "<c\nt = 'e'>"]:
        for before in range((1 << 18) - 24, (1 << 18) + 2):
            with zipfile.ZipFile(io.BytesIO(zip_bytes({"s": b" " * before + content.encode()}))) as archive:
                assert parts.may_lose(archive, "s"), (content, before)
        with zipfile.ZipFile(io.BytesIO(zip_bytes({"s": content.encode("utf-16")}))) as archive:
            assert parts.may_lose(archive, "s")
    with zipfile.ZipFile(io.BytesIO(zip_bytes({"s": b'<c t="n"><v>1</v></c><formula>'}))) as archive:
        assert not parts.may_lose(archive, "s")


def test_a_day_is_read_in_the_spellings_of_offices_and_nothing_else_is_a_day(tmp_path):
    con = stage.connect(tmp_path / "dates.duckdb")
    day = dt.date(2027, 3, 5)
    for text in ("5.3.2027", "05/03/2027", "2027/3/5", "5 March 2027", "5. Mar. 2027", "March 5, 2027", "5-Mar-27"):
        assert con.execute("select scratch.to_date($text)", {"text": text}).fetchall() == [(day,)], text
    for text in ("31 February 2027", "5 Marx 2027", "10.31.2026", "March 2027", "5.3", "2027"):
        assert con.execute("select scratch.to_date($text)", {"text": text}).fetchall() == [(None,)], text
    con.close()


def test_a_sheet_that_explains_a_template_is_no_data(tmp_path):
    path = template.write(contract.find("training"), tmp_path / "template.xlsx")
    assert {row.sheet for row in slow.read(path, path.name)} == {"Data"}


def test_a_line_a_row_or_a_list_that_is_too_much_is_refused_before_it_is_held(tmp_path, monkeypatch):
    monkeypatch.setattr(slow, "LONGEST_LINE", 5000)
    monkeypatch.setattr(slow, "MOST_LISTS", 100)
    long = TEXT + "x" * slow.CHUNK * 2
    for name, content, words in (
        ("long.csv", long, "has more than 5,000 bytes"),
        ("long16.csv", long.encode("utf-16"), "has more than 5,000 bytes"),
        ("wide.csv", ",".join(["a"] * 2001), "has 2,001 columns"),
        ("wide.json", json.dumps([{str(key): 1 for key in range(2001)}]), "has 2,001 columns"),
        ("lists.json", json.dumps([[]] * 200), "too many records"),
        ("number.json", '[{"a": ' + "9" * 5000 + "}]", "a number or a nesting is absurd"),
    ):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(SourceError, match=words):
            list(slow.read(path, name))
    with pytest.raises(SourceError, match="has more than 5,000 bytes"):
        raw.shape(tmp_path / "long.csv")


def test_a_cell_is_text_as_a_person_reads_it():
    cells = [True, False, 3.0, 2.5, dt.datetime(2026, 1, 2), dt.datetime(2026, 1, 2, 3), "  ", None]
    assert [slow.text(cell) for cell in cells] == [
        "Yes",
        "No",
        "3",
        "2.5",
        "2026-01-02",
        "2026-01-02T03:00:00",
        None,
        None,
    ]


def test_columns_are_named_as_sheets_name_them_and_beyond_by_number():
    assert [parts.letters(column) for column in (0, 1, 25, 26, 16_383, 18_278)] == [
        "A",
        "B",
        "Z",
        "AA",
        "XFD",
        "column 18279",
    ]
    assert parts.number_of("B14") == (14, 1)
