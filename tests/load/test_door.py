"""The door through which a page loads: what is kept of an upload, what a trial leaves, and who did what in the history."""

import datetime as dt

import pytest

import queries
from etl import door, settings
from etl.build import publish, uploads
from etl.door import Upload
from tests.support.etl_fixtures import HEADINGS, ROOT, Site, csv_text, record

MONTH = csv_text([record()], HEADINGS).encode()
GPP = b"iso_alpha3_code,m49_code,contributing_country,mission_acronym,gpp_type,female,male\nFJI,242,Fiji,UNMISS,Corrections,4,16\n"


@pytest.fixture(scope="module")
def built_site(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        site = Site(tmp_path_factory.mktemp("door"), patch)
        site.build()
        yield site


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch, data=settings.data_dir())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../a.docx", "a.docx"),
        ("C:\\x\\Form QMB.DOCX", "Form QMB.docx"),
        ("~$lock?.docx", "__lock_.docx"),
        (".docx", "upload.docx"),
    ],
)
def test_an_upload_keeps_its_own_name_and_no_path(name, safe):
    assert uploads.safe(name) == safe


def test_an_upload_never_replaces_another_file_and_is_its_owners_alone(site):
    first, is_new = uploads.store("pledges", "form.docx", b"one", "QMB", "Berlin 2025")
    second, _new = uploads.store("pledges", "form.docx", b"two", "QMB", "Berlin 2025")
    assert is_new and uploads.store("pledges", "form.docx", b"one", "QMB", "Berlin 2025") == (first, False)
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert first.parent == site.work / "inbox" / "pledges" / "QMB" / "Berlin 2025"
    assert sorted(path.name for path in first.parent.iterdir()) == ["form-2.docx", "form.docx"]
    assert first.stat().st_mode & 0o777 == 0o600
    for folder in (first.parent, first.parent.parent, site.work / "inbox" / "pledges"):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_name_of_another_source_or_without_the_day_that_is_needed_keeps_nothing(site):
    for source, name, said in (
        ("pledges", "DPO-UCHISTORICAL.csv", "DPO-UCHISTORICAL"),
        ("gpp", "gpp.csv", "says no day"),
    ):
        with pytest.raises(door.Refused, match=said):
            door.load(Upload(name, b"x", source), "AB")
    with pytest.raises(door.Refused, match="Say who publishes"):
        door.load(Upload("gpp.csv", b"x", "gpp", "2025-07-31"), " ")
    assert not (site.work / "inbox").exists()


def test_a_trial_gives_the_figures_of_one_file_more_and_leaves_everything_as_it_was(built_site):
    def kept():
        return sorted((path, path.stat().st_mtime_ns) for path in built_site.work.rglob("*") if path.is_file())

    before, shares = kept(), []
    with (
        door.tried(Upload("more.csv", MONTH, "deployments"), shares.append) as database,
        queries.opened(database) as con,
    ):
        assert "2024-01-31" in set(queries.run("months", connection=con)["as_of"].astype(str))
    assert shares == sorted(shares) and shares[-1] > 0.9
    assert kept() == before and "2024-01-31" not in set(queries.run("months")["as_of"].astype(str))


def test_a_file_is_published_by_a_name_and_the_version_before_is_served_again(built_site):
    first = publish.current()
    version = door.load(Upload("more.csv", MONTH, "deployments"), "  AB ")
    assert publish.current() == version != first
    assert door.loaded_since(first) == ["more.csv"]
    assert door.roll_back(first, "CD", with_files=True) == first and publish.current() == first
    assert [path.relative_to(built_site.work).parts for path in built_site.work.rglob("more*.csv")] == [
        ("withdrawn", "deployments", "more.csv")
    ]
    assert built_site.build()["data_version"] == first  # the next build does not bring it back
    told = [(line["version"], line["why"], line["by"], line["what"], line["is_served"]) for line in door.history()]
    assert told == [
        (first, "rollback", "CD", "more.csv", True),
        (version, "build", "AB", "deployments/more.csv", False),
        (first, "build", "", "", True),
    ]


def test_a_file_that_no_build_takes_is_not_kept(built_site):
    with pytest.raises(door.Refused, match=r"broken\.csv"):
        door.load(Upload("broken.csv", b"a,b\n1,2\n", "deployments"), "AB")
    assert not (built_site.work / "inbox" / "deployments" / "broken.csv").exists()


def test_a_file_without_a_day_is_looked_at_and_asks_for_it(site, tmp_path):
    path = tmp_path / "gpp.csv"
    path.write_bytes(GPP)
    answer = uploads.look(path, "", "", "", "")
    assert answer["source"] == "gpp" and answer["needs_day"] and answer["as_of"] == dt.date.today().isoformat()
    assert not uploads.look(path, "", "2025-07-31", "", "")["needs_day"]


@pytest.mark.more
def test_a_long_tracker_gets_the_time_that_its_rows_need(site):
    path = ROOT / "data" / "bundled" / "pledges" / "public_pledges_2015_2025.csv"
    form = door.look(Upload("tracker.csv", path.read_bytes()))["form"]
    assert not form["refused"] and len(form["candidates"]) > 250
