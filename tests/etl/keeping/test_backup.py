"""A backup and what is built from it: the same tables, and nothing touched by an archive that is not whole or means harm."""

import datetime as dt
import hashlib
import json
import os
import stat
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from etl import backup, restore, settings
from etl.__main__ import main
from etl.build import publish
from etl.records import decisions, holds
from tests.support.etl_fixtures import ROOT, Site, record

DAYS = (dt.datetime(2025, 9, 1, 8, 30), dt.datetime(2025, 10, 2, 9, 15))


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of its own, nothing built."""
    return Site(tmp_path, monkeypatch)


def filled(site: Site) -> str:
    """Two files of two days, of which the later wins, one taken out again, a decision and a hold; the version that is made of them."""
    site.drop("z.csv", [record(1, 10)])
    site.receive(DAYS[0])
    site.drop("a.csv", [record(2, 20)], "deployments/déjà vu")
    withdrawn = site.work / "withdrawn" / "deployments" / "wrong.csv"
    withdrawn.parent.mkdir(parents=True)
    withdrawn.write_text("taken out")
    decisions.decide("candidate", "reject", "A. Desk", reason="by mistake")
    holds.hold("FRA", "A. Desk", "asked last week", base=0)
    return site.receive(DAYS[1])


def tree(folder) -> dict[str, bytes]:
    """Every file of a folder but locks, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock" and path.name != "lock"
    }


def elsewhere(site: Site, tmp_path, monkeypatch) -> Site:
    """The same program on a machine where nothing was loaded yet."""
    return Site(tmp_path, monkeypatch, data=site.data, work="machine")


def everything(site: Site) -> dict[str, list]:
    """Every table, with the moments of receipt."""
    return site.contents() | {"received": site.rows("select name, received_at from meta.file order by all")}


def test_what_a_backup_brings_to_an_empty_machine_is_all_that_a_version_is_made_of(site, tmp_path, monkeypatch, capsys):
    version, kept = filled(site), tree(site.work)
    monkeypatch.setenv("LEDGER_COOKIE_SECRET", "hidden")
    file = tmp_path / "backup.zip"
    assert main(["backup", str(file)]) == 0
    assert "6 files" in capsys.readouterr().out
    with zipfile.ZipFile(file) as made:
        assert b"hidden" not in b"".join(map(made.read, made.namelist()))

    machine = elsewhere(site, tmp_path, monkeypatch)
    assert restore.run(file)["moved_to"] is None
    assert tree(machine.work) == kept and len(kept) == 6
    assert machine.receive() == version  # the days of receipt came too, and by name the order would be another
    if os.name != "nt":
        rights = {path: path.stat().st_mode & 0o777 for path in [file, *machine.work.rglob("*")]}
        assert {mode for path, mode in rights.items() if path.is_file()} == {0o600}
        assert {mode for path, mode in rights.items() if path.is_dir()} == {0o700}
    assert restore.run(file)["moved_to"] is None  # what is the same is in nobody's way

    decisions.decide("another", "confirm", "A. Desk")
    machine.drop("b.csv", [record()])
    here = tree(machine.work)
    assert main(["restore", str(file)]) == 2  # nobody is there to be asked
    said = capsys.readouterr().err
    assert "the place of 2 files" in said and "decisions/decisions.jsonl, inbox/deployments/b.csv" in said
    assert tree(machine.work) == here
    aside = tree(Path(restore.run(file, yes=True)["moved_to"]))
    assert aside == {name: here[name] for name in ("decisions/decisions.jsonl", "inbox/deployments/b.csv")}
    assert machine.receive() == version


@pytest.mark.more
def test_a_restored_machine_has_equal_tables(site, tmp_path, monkeypatch, capsys):
    filled(site)
    before = site.build()["data_version"]
    told, file = everything(site), tmp_path / "backup.zip"
    assert main(["backup", str(file)]) == 0
    machine = elsewhere(site, tmp_path, monkeypatch)
    capsys.readouterr()
    assert main(["restore", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["data_version"] == answer["served"] == before
    assert everything(machine) == told
    assert machine.figure() == (2, 20)  # the later receipt wins, though its file comes first by name
    assert [line["version"] for line in publish.published()] == [before, before]
    assert publish.published()[-1]["what"] == "restored from backup.zip"
    assert json.loads((settings.build_dir() / "history" / f"{before}.json").read_text())["files"]


def archive(file, changed=None, members=None, name="inbox/deployments/a.csv", content=b"month,mission\n"):
    """Write a backup of one file, with some of its manifest changed and more members."""
    one = {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {
        "format": 1,
        "made_at": "2026-01-01T00:00:00",
        "schema_version": settings.SCHEMA_VERSION,
        "program": "",
        "served": None,
    }
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(name, content)
        for member, said in (members or {}).items():
            made.writestr(member, said)
        made.writestr("manifest.json", json.dumps(manifest | {"settings": {}, "files": [one]} | (changed or {})))
    return file


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("inbox/link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_a_backup_that_is_not_whole_or_means_harm_touches_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path / "machine"))
    file = tmp_path / "backup.zip"
    assert restore.run(archive(file))["files"] == 1
    (tmp_path / "machine").rename(tmp_path / "first")

    other = {"path": "inbox/deployments/a.csv", "bytes": 14, "sha256": "0" * 64}
    for words, how in (
        ("later program", {"changed": {"format": 2}}),
        ("later program", {"changed": {"schema_version": settings.SCHEMA_VERSION + 1}}),
        ("no backup of this program", {"changed": {"format": "1"}}),
        ("list of files", {"changed": {"files": [{"path": "inbox/x"}]}}),
        ("is not what was put there", {"changed": {"files": [other]}}),
        ("other files than its list", {"members": {"inbox/more.csv": b""}}),
        ("other files than its list", {"changed": {"files": []}}),
        ("a link or no file", {"members": {_link(): b"/etc/passwd"}}),
        *(
            ("no place of its files", {"name": name})
            for name in (
                "../climbed", "inbox/../../climbed", "/etc/climbed", "inbox/./a", "inbox//a", "inbox", "elsewhere/a", "build/current",
                "build/versions/0123456789ab/public-open.duckdb", "build/history/x.json", "build/history/../current", "inbox/\0",
            )
        ),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=words):
            restore.run(archive(file, **how), yes=True)
    whole = archive(file).read_bytes()
    place = whole.index(b"month,mission")
    for broken in (
        whole[:-30],
        whole[: len(whole) // 2],
        b"",
        b"month,mission\n" * 9,
        whole[:place] + b"X" + whole[place + 1 :],
    ):
        file.write_bytes(broken)
        with pytest.raises(ValueError, match="no whole backup"):
            restore.run(file, yes=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "first"]


def test_where_a_backup_may_be_written(site, tmp_path):
    site.drop("a.csv", [record()])
    (tmp_path / "there.zip").write_bytes(b"of another")
    for file, words in (
        (tmp_path / "there.zip", "is there already"),
        (tmp_path / "nowhere" / "a.zip", "no folder"),
        (site.work / "inbox" / "deployments" / "a.zip", "among the files"),
        (site.work / "inbox" / "a.zip", "among the files"),
    ):
        with pytest.raises(ValueError, match=words):
            backup.write(file)
    assert (tmp_path / "there.zip").read_bytes() == b"of another"


WRITER = """
from etl.records import decisions
for number in range(100_000):
    print(decisions.decide(f"pledge {number}", "confirm", "AB", new={"condition": "x" * 5000})["seq"], flush=True)
"""


def test_while_somebody_decides_and_a_build_runs_a_backup_is_whole(site, tmp_path):
    site.drop("a.csv", [record()])
    released = threading.Event()

    def build():
        with publish.lock():
            released.wait(0.5)
            released.set()

    with subprocess.Popen([sys.executable, "-c", WRITER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        try:
            acknowledged = int(writer.stdout.readline())
            builder = threading.Thread(target=build)
            builder.start()
            time.sleep(0.1)
            for number in range(4):
                backup.write(tmp_path / f"{number}.zip")
                assert released.is_set()  # it waited for the build
                with zipfile.ZipFile(tmp_path / f"{number}.zip") as made:
                    lines = made.read("decisions/decisions.jsonl").splitlines(keepends=True)
                    assert made.testzip() is None
                entries = [json.loads(line)["seq"] for line in lines]
                assert lines[-1].endswith(b"\n") and entries == list(range(1, len(entries) + 1))
                assert len(entries) >= acknowledged
                acknowledged = len(entries)
            builder.join()
        finally:
            writer.kill()
    assert acknowledged > 4
    assert {path.name for path in tmp_path.glob(".*")} == set()
    assert {path.name for path in settings.build_dir().iterdir()} == {"lock"}
