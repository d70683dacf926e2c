"""Receipt: what is received when, by which day, and that the file read is the file hashed."""

import datetime as dt

import pytest

from etl import settings
from etl.__main__ import main
from etl.build import intake, publish, raw
from tests.support.etl_fixtures import Site, csv_text, record


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


def test_the_ledger_keeps_the_first_receipt(site):
    site.drop("a.csv", [record()])
    site.receive(now=dt.datetime(2027, 1, 1))
    site.drop("b.csv", [record(4)])
    site.build(now=dt.datetime(2027, 2, 1))
    lines = intake.read_ledger(settings.build_dir() / "intake.jsonl")
    assert [(line["name"], line["received_at"][:10]) for line in lines] == [
        ("a.csv", "2027-01-01"),
        ("b.csv", "2027-02-01"),
    ]
    times = site.rows("select name, received_at::date::varchar from meta.file where not is_bundled order by 1")
    assert times == [("a.csv", "2027-01-01"), ("b.csv", "2027-02-01")]


def test_the_day_of_receipt_is_part_of_the_version_because_future_dates_depend_on_it(site):
    site.drop("later.csv", [record(as_of="2026-12-31")])
    ledger = site.work / "build" / "intake.jsonl"
    early = site.build(now=dt.datetime(2026, 11, 1))
    ledger.unlink()
    late = site.build(now=dt.datetime(2027, 1, 5))
    assert (site.file(early, "later.csv")["quarantined"], site.file(late, "later.csv")["quarantined"]) == (1, 0)
    assert early["data_version"] != late["data_version"]


def test_a_file_that_changes_while_it_is_read_publishes_nothing(site, monkeypatch, capsys):
    before = site.build()["data_version"]
    path = site.drop("growing.csv", [record()])
    load = raw.load

    def slowly(*told):
        path.write_text(path.read_text() + csv_text([record(7)], None))
        return load(*told)

    monkeypatch.setattr(raw, "load", slowly)
    assert main(["build"]) == 1
    assert "growing.csv, whole file: changed while it was read." in capsys.readouterr().err
    assert publish.current() == before
