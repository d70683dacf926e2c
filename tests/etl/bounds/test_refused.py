"""What cannot be read is left out in words, and the other files are published."""

import gzip
import os

import pytest

import queries
from etl.__main__ import main
from etl.build import intake, publish
from etl.contract import SourceError
from etl.readers.formats.packed import unpack
from tests.support.etl_fixtures import HEADINGS, Site, csv_text, ods_bytes, ods_rows, record, zip_bytes


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


PLAIN = csv_text([record()])
REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)
REFUSED = {
    "empty.csv": (b"", "no row has the headings"),
    "prose.csv": (b"Dear all,\nplease find attached\n", "no row has the headings"),
    "renamed.csv": (PLAIN.replace("female_personnel", "women").encode(), "female_personnel is missing"),
    "twice.csv": (PLAIN.replace("contribution_id", "isocode3").encode(), "isocode3 stands 2 times"),
    "open-quote.csv": ((PLAIN + '"2,FJI').encode(), "line 3: is not a CSV record"),
    "odd-quote.csv": ((PLAIN + '2,"FJI"x,242\n').encode(), "line 3: is not a CSV record"),
    "latin.csv": (csv_text([record(), record(name="Türkiye")]).encode("latin-1"), "line 3: is not UTF-8"),
    "cut.csv": ((PLAIN + "2,T\u00fc").encode()[:-1], "line 3: is not UTF-8"),
    "nul.csv": (PLAIN.replace("Fiji", "Fi\0ji").encode(), "line 2: holds a NUL byte"),
    "zeros.csv": (b"\0" * 5000, "holds a NUL byte"),
    "sheet.xlsx": (b"PK not a zip at all", "damaged or not what its name says"),
    "html.xlsx": (b"<html>please log in</html>", "damaged or not what its name says"),
    "other.xlsx": (zip_bytes({"a.txt": b"x"}), "is not a readable XLSX"),
    "cells.ods": (ods_bytes({"A": REPEATED}), "comes to more than 200,000 filled cells"),
    "two.zip": (
        zip_bytes({"a.csv": PLAIN.encode(), "b.csv": PLAIN.encode()}),
        "should hold one data file and holds a.csv, b.csv",
    ),
    "none.zip": (zip_bytes({"read.me": b""}), "should hold one data file and holds read.me"),
    "climbs.zip": (zip_bytes({"../a.csv": PLAIN.encode()}), "climbs out"),
    "bad.zip": (zip_bytes({"a.csv": PLAIN.encode() * 50})[:-30], "damaged"),
    "not.csv.gz": (PLAIN.encode(), "cannot be unpacked"),
    "bad.json": (b"[{]", "is not JSON"),
    "scalar.json": (b'{"count": 3}', "holds no list of records"),
    "deep.json": (b"[" * 100_000, "is not JSON"),
    "table.pdf": (b"%PDF", "does not open as a PDF"),
}


@pytest.fixture(scope="module")
def refusing(tmp_path_factory):
    """A build of all these files and a good one: the site, and what is told of each file that is left out."""
    with pytest.MonkeyPatch.context() as patch:
        site = Site(tmp_path_factory.mktemp("refused"), patch)
        for name, (content, _) in REFUSED.items():
            site.drop(name, content)
        site.drop("good.ods", ods_bytes({"Sheet": ods_rows([HEADINGS, record()])}))
        site.answer = site.build()
        yield site, {one["file"]: one for one in site.answer["refused"]}


def test_what_cannot_be_read_stops_no_other_file(refusing):
    site, told = refusing
    assert site.figure() == (3, 40)
    assert set(told) == set(REFUSED)
    assert site.answer["refused"] == publish.manifest(publish.current())["refused"]
    assert [file["file"] for file in site.answer["files"]] == ["small.csv", "good.ods"]
    assert queries.run("refused_files")["file_name"].tolist() == [one["file"] for one in site.answer["refused"]]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(refusing, monkeypatch, capsys, name):
    site, told = refusing
    monkeypatch.setenv("LEDGER_DATA", str(site.data))
    monkeypatch.setenv("LEDGER_WORK", str(site.work))
    words = REFUSED[name][1]
    assert words in f"{told[name]['where']}: {told[name]['what']} {told[name]['do']}"
    assert "isocode3" in told[name]["expected"]
    assert main(["check", str(site.work / "inbox" / "deployments" / name), "--source", "deployments"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"Refused: {name}, ") and words in said, said


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path):
    for name, content, words in (
        ("bomb.csv.gz", gzip.compress(b"0,1\n" * (33 * 1024**2), 9), "more than is allowed"),
        ("bomb.zip", zip_bytes({"a.csv": b"0" * (130 * 1024**2)}), "would unpack to 136,314,880 bytes"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceError, match=words):
            unpack(tmp_path / name, tmp_path)


def test_what_is_said_of_a_file_fits_on_a_screen_whatever_its_headings_say():
    error = SourceError("a.csv", "w" * 5_000, "a long heading " * 500, "Do this. " * 500)
    assert len(str(error)) <= 1_000 and str(type(error)(*error.parts.values())) == str(error)
    assert all(part.endswith(" …") for part in list(error.parts.values())[1:])


def test_a_wrong_folder_a_stray_file_and_what_is_no_file_are_said_in_words(site):
    site.drop("a.csv", [record()], "deployment")
    (site.work / "inbox" / "stray.csv").write_text(PLAIN)
    (site.work / "inbox" / "deployments" / "folder.csv").mkdir(parents=True)
    site.drop("two\nlines.csv", PLAIN)
    if hasattr(os, "mkfifo"):
        os.mkfifo(site.work / "inbox" / "deployments" / "pipe.csv")
    # What systems leave behind, and a folder named as the Hub names the data set, are no one's mistake.
    (site.work / "inbox" / "README.md").write_text("x")
    for litter in (".DS_Store", "~$a.xlsx", "Thumbs.db", "desktop.ini"):
        site.drop(litter, b"\0")
    good = site.drop("a.csv", [record()], "DPO-UCHISTORICAL")
    files, refused = intake.sorted_out()
    assert [path for _, path in files] == [good]
    told = {one["file"]: one for one in refused}
    assert told["inbox/deployment"]["what"] == told["inbox/stray.csv"]["what"] == "is not the folder of a known source."
    assert "air_assets, deployments" in told["inbox/deployment"]["do"]
    assert "cannot be shown" in told["two\ufffdlines.csv"]["what"]
    assert {told[name]["what"][:11] for name in ("folder.csv", *(["pipe.csv"] * hasattr(os, "mkfifo")))} == {
        "is no file:"
    }


def test_a_bad_file_under_the_name_of_a_good_one_takes_nothing_away(site):
    path = site.drop("a.csv", [record(1, 10)])
    site.build()
    path.write_text("nothing")
    answer = site.build()
    (told,) = answer["refused"]
    assert answer["published"] and site.figure() == (1, 10)
    assert told["file"] == "a.csv" and told["what"].endswith("What the file said before still stands.")
    assert site.build() == answer | {"published": False}
    path.write_bytes(b"x" * 9_000_000)  # refused before it is read
    assert site.build()["refused"][0]["where"] == "line 1" and site.figure() == (1, 10)
    path.write_text(csv_text([record(2, 20)]))
    assert site.build()["refused"] == [] and site.figure() == (2, 20)
    path.unlink()
    site.build()
    assert site.figure() is None
    assert [left.name for left in (site.work / "inbox" / ".kept").rglob("*") if left.is_file()] == ["index.json"]


def test_a_folder_named_like_a_file_is_one_refusal_with_all_in_it(site):
    for number in range(3):
        site.drop(f"folder.csv/{number}.csv", b"")
    assert [one["file"] for one in site.build()["refused"]] == ["folder.csv"]


def test_a_name_or_a_text_of_a_file_moves_no_terminal_and_fills_no_screen(site, capsys):
    path = site.drop("\u202evsc.csv", [record()])
    assert main(["check", str(path)]) == 1 and "\u202e" not in capsys.readouterr().err
    long = site.drop("long.csv", [record(name="\u202e" + "x" * 30_000)])
    assert main(["check", str(long), "--json"]) == 0
    out = capsys.readouterr().out
    assert "\\u202exxx" in out and "\u202e" not in out and len(out) < 10_000


def test_rows_of_nothing_without_end_are_refused_by_both_readers(site, monkeypatch):
    monkeypatch.setattr("etl.readers.formats.rows.MOST_BLANK", 50)
    site.drop("commas.csv", (PLAIN + ("," * 9 + "\n") * 60).encode())
    site.drop("lines.csv", (PLAIN + "\n" * 60).encode())
    assert ["more than 50 empty ones" in one["what"] for one in site.build()["refused"]] == [True, True]
