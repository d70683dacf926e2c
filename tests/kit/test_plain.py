"""Only a file that is UTF-8 text to its last byte goes to the bulk reader; of any other the line is told."""

import pytest

from etl import contract, file_check
from etl.build import raw
from etl.readers.formats import rows
from tests.support.etl_fixtures import csv_text, record

TEXT = csv_text([record(name="Côte d’Ivoire", iso3="CIV", m49="384"), record(4, 41)])


@pytest.mark.parametrize("chunk", [1, 7, 64, raw.CHUNK])
def test_a_file_is_plain_only_if_all_of_it_is_text(chunk, tmp_path, monkeypatch):
    monkeypatch.setattr(raw, "CHUNK", chunk)
    path = tmp_path / "made.csv"
    whole = TEXT.encode()
    torn = whole.replace("’".encode(), "’".encode()[:2])
    for data, is_plain in {
        whole: True,
        b"\xef\xbb\xbf" + whole: True,
        torn: False,
        whole + "’".encode()[:1]: False,
        whole.replace("’".encode(), b"\0"): False,
        TEXT.encode("cp1252"): False,
        TEXT.encode("utf-16"): False,
    }.items():
        path.write_bytes(data)
        assert raw.shape(path).is_plain == is_plain, data


@pytest.mark.parametrize(("fault", "words"), [(b"\0", "NUL byte"), (b"\xff", "not UTF-8")])
def test_the_line_of_a_byte_that_is_no_text_is_told_far_into_a_file(fault, words, tmp_path):
    path = tmp_path / "far.csv"
    line = b"a,b,c,d,e,f\n"
    before = rows.CHUNK // len(line) * 2 + 7
    path.write_bytes(line * before + b"x," + fault + b"\n" + line)
    with pytest.raises(contract.SourceError, match=f"line {before + 1}.*{words}"):
        next(rows.read(path, path.name, may_be_windows=False))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_an_older_program_is_read_and_a_torn_one_is_not(encoding, tmp_path):
    path = tmp_path / "made.csv"
    path.write_bytes(TEXT.encode(encoding))
    read = [row.cells for row in rows.read(path, path.name)]
    assert "Côte d’Ivoire" in read[1] and rows.is_windows(path, path.name) == (encoding == "cp1252")
    whole = TEXT.encode()
    for torn in (
        whole + b"\xe9,x\n",
        whole + whole.replace("’".encode(), b"\0"),
        b"a,\x81\xe9\n",
        whole[:60] + b"\xc3",
    ):
        path.write_bytes(torn)
        with pytest.raises(contract.SourceError):
            list(rows.read(path, path.name))


def test_a_sheet_that_people_make_is_read_as_windows_1252_and_says_so(tmp_path):
    path = tmp_path / "measures.csv"
    path.write_bytes(
        "as_of,state,measure,standing\n2026-06-30,Côte d’Ivoire,barrier_assessment,planned\n".encode("cp1252")
    )
    answer = file_check.check(path)
    assert (answer["source"], answer["loaded"]) == ("national_measures", 1)
    assert [one["finding"] for one in answer["findings"]] == ["read_as_windows"]
