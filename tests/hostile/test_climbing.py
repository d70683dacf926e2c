"""Names of uploads and of parts of archives that lead elsewhere: nothing is written or read outside, and what is refused is said in words."""

import stat
import zipfile

import pytest

from etl import door, file_check, restore
from etl.build import uploads
from etl.contract import Refusal, SourceError
from etl.readers.formats import guard, packed
from tests.support.etl_fixtures import HEADINGS, Site, csv_text, ods_bytes, ods_rows, record, xlsx_bytes, zip_bytes
from tests.support.hostile_forms import form

OUTSIDE = (
    "../evil.csv", "../../../../tmp/evil.csv", "a/../../evil.csv", "/tmp/evil.csv", "//tmp/evil.csv", "\\tmp\\evil.csv", "..\\evil.csv", "a\\..\\..\\evil.csv",
    "C:\\evil.csv", "C:/evil.csv", "..", "/",
)  # fmt: skip
NAMES = (
    *OUTSIDE, "....//evil.csv", "..%2fevil.csv", "~/evil.csv", "evil.csv\0.docx", "evil\n.csv", "\u202evsc.evil", "$(touch evil).csv", "`touch evil`.csv", "-rf.csv",
    "CON.csv", "a" * 300 + ".csv", ".", "",
)  # fmt: skip
MONTH = csv_text([record()], HEADINGS).encode()


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path / "home", monkeypatch)


def around(site):
    """Every file of the folder in which the site lies but its inbox."""
    home = site.work.parent.parent
    return {path for path in home.rglob("*") if site.work / "inbox" not in path.parents}


@pytest.mark.parametrize("name", NAMES)
def test_an_upload_stays_in_the_folder_of_its_source_whatever_it_is_called(name, site):
    (site.work / "inbox").mkdir()
    before = around(site)
    try:
        path, _is_new = uploads.store("deployments", name, MONTH)
    except (SourceError, ValueError):
        path = None
    assert around(site) == before
    if path:
        assert path.parent == site.work / "inbox" / "deployments" and path.read_bytes() == MONTH
        assert len(path.name) < 120 and not path.name.startswith(("-", ".", "~")), path.name


@pytest.mark.parametrize("said", ["../..", "..", "/tmp", "a/b", "a\\b", "C:", "\0"])
def test_what_is_said_of_a_file_leads_nowhere(said, site):
    before = around(site)
    for upload in (
        door.Upload("a.docx", b"x", "pledges", state=said),
        door.Upload("a.docx", b"x", "pledges", ministerial=said),
        door.Upload("a.csv", b"x", said),
        door.Upload("a.csv", b"x", "gpp", said),
    ):
        with pytest.raises(door.Refused):
            door.load(upload, "AB")
    assert {path for path in around(site) - before if path.name not in ("build", "lock", "inbox")} == set()


def with_part(content: bytes, name: str, is_link: bool = False) -> bytes:
    """An archive with one more part."""
    import io

    out = io.BytesIO(content)
    part = zipfile.ZipInfo(name)
    if is_link:
        part.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(part, b"/etc/passwd" if is_link else MONTH)
    return out.getvalue()


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_part_of_an_archive_that_leads_outside_is_refused_in_words(name, tmp_path):
    rows = [HEADINGS, record()]
    makers = {
        "a.xlsx": xlsx_bytes([record()]),
        "a.ods": ods_bytes({"Sheet": ods_rows(rows)}),
        "a.zip": zip_bytes({"b.csv": MONTH}),
        "a.docx": form(tmp_path, "plain.docx").read_bytes(),
    }
    for called, content in makers.items():
        path = tmp_path / called
        path.write_bytes(with_part(content, name))
        with pytest.raises((SourceError, Refusal), match=r"climbs out|should hold one data file"):
            guard.check(path) if called.endswith("docx") else packed.check_zip(path)
    file = tmp_path / "backup.zip"
    file.write_bytes(with_part(zip_bytes({}), name))
    with pytest.raises(ValueError):
        restore.run(file, yes=True)


def test_a_link_in_an_archive_is_read_as_no_file_of_the_machine(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(with_part(zip_bytes({}), "b.csv", is_link=True))
    with pytest.raises(SourceError) as told:
        file_check.check(path)
    assert "root:" not in str(told.value)
