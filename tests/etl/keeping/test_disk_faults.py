"""A disk that is full, read-only or damaged, and a clock that was set back: what is said, what is kept, and how it heals."""

import datetime as dt
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import queries
from etl import locks, settings, temporary
from etl.__main__ import main
from etl.build import intake, pipeline, publish
from etl.records import decisions
from etl.records.access import audit, reader
from tests.support.etl_fixtures import ROOT, Site, csv_text, record

# A disk of its own for one process: a name space in which it may mount one, where the system grants it.
APART = [
    "unshare",
    "--user",
    "--map-root-user",
    "--mount",
    "sh",
    "-c",
    'mount -t tmpfs -o size=96m tmpfs "$0" && exec "$@"',
]

ON_A_SMALL_DISK = """
import contextlib, io, json, subprocess, sys
import queries
from etl import backup, door, settings
from etl.__main__ import main
from etl.build import publish
from etl.records import decisions

work, told = settings.work_dir(), {}
ONE, MORE, LAST = map(str.encode, sys.argv[1:])

def said(do):
    words = io.StringIO()
    with contextlib.redirect_stderr(words), contextlib.redirect_stdout(io.StringIO()):
        try:
            return do() and words.getvalue()
        except (ValueError, OSError, door.Refused) as problem:
            return str(problem)

def try_all():
    return {
        "decide": said(lambda: decisions.decide("two", "confirm", "AB", new={"condition": "x" * 20_000})),
        "build": said(lambda: main(["build"])),
        "load": said(lambda: door.load(door.Upload("b.csv", MORE, "deployments"), "AB")),
        "backup": said(lambda: backup.write(work / "backup.zip")),
    }

def state():
    files = [path for path in work.rglob("*") if path.is_file() and path.name not in ("filler", "lock") and path.suffix != ".lock"]
    return {"served": publish.current(), "months": len(queries.run("months")), "files": sorted(path.relative_to(work).as_posix() for path in files),
            "decided": [one["candidate_id"] for one in decisions.log()], "log": settings.decisions_file().stat().st_size}

def drop(name, content):
    path = work / "inbox" / "deployments" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

drop("a.csv", ONE)
assert main(["build"]) == 0
decisions.decide("one", "confirm", "AB")
drop("waits.csv", LAST)
told["before"] = state()
with contextlib.suppress(OSError), open(work / "filler", "wb", buffering=0) as filler:
    while filler.write(bytes(4096)):
        pass
told["full"], told["after full"] = try_all(), state()
(work / "filler").unlink()
subprocess.run(["mount", "-o", "remount,ro", work], check=True)
told["fixed"], told["after fixed"] = try_all(), state()
subprocess.run(["mount", "-o", "remount,rw", work], check=True)
told["healed"], told["at last"] = try_all(), state()
print(json.dumps(told))
"""


def _can_mount(folder: Path) -> bool:
    try:
        return subprocess.run([*APART, str(folder), "true"], capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@pytest.mark.more
def test_on_a_full_and_on_a_read_only_disk_nothing_is_lost_or_half_written_and_all_goes_on_with_room(
    tmp_path, monkeypatch
):
    site = Site(tmp_path, monkeypatch)
    if not _can_mount(site.work):
        pytest.skip("this system lets nobody mount a small disk")
    days = ("2024-01-31", "2024-02-29", "2024-03-31")
    files = [csv_text([record(place, 10 * place, as_of=day)]) for place, day in enumerate(days, 1)]
    ran = subprocess.run(
        [*APART, str(site.work), sys.executable, "-c", ON_A_SMALL_DISK, *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    before = told["before"]
    assert told["after full"] == told["after fixed"] == before
    assert before["decided"] == ["one"]
    for when, why in (("full", "No space left on device"), ("fixed", "Read-only file system")):
        assert told[when]["decide"] == f"Nothing was noted: decisions.jsonl cannot be written ({why})."
        for what in ("build", "load"):
            words = {
                "full": "There is no room left on the disk.",
                "fixed": f"The data folder cannot be written ({why}).",
            }[when]
            assert words in told[when][what] and "what was served still is" in told[when][what], (when, what)
        assert why in told[when]["backup"]
    assert told["healed"]["build"] == 0 and told["healed"]["decide"] == told["healed"]["load"] == ""
    last = told["at last"]
    assert last["decided"] == ["one", "two"] and last["months"] == before["months"] + 2
    assert "backup.zip" in last["files"] and last["served"] != before["served"]


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site with a file that was received."""
    made = Site(tmp_path, monkeypatch)
    made.drop("a.csv", [record(1, 10)])
    made.receive()
    return made


def _damage(path: Path) -> None:
    """Write other bytes over a part of each block of a file (of 16 kB, as builds make them), as a dying disk does; its first blocks say where all is."""
    with path.open("r+b") as file:
        for place in range(3 * 2**12 + 2**17, path.stat().st_size, 2**14):
            file.seek(place)
            file.write(random.Random(place).randbytes(64))


@pytest.mark.more
def test_a_damaged_or_missing_version_is_said_in_words_and_built_again_under_its_id(site, capsys):
    version = site.build()["data_version"]
    home, told = settings.versions_dir() / version, site.contents()
    for number, damage in enumerate(
        (
            lambda: _damage(home / "public-open.duckdb"),
            lambda: (home / "public-restricted.duckdb").unlink(),
            lambda: shutil.rmtree(home),
            lambda: (home / "manifest.json").write_bytes(b"{"),
        )
    ):
        snapshot = queries.Snapshot(version)
        assert len(queries.run("months", snapshot=snapshot)) > 0
        damage()
        queries.engine._forget(snapshot)  # as a server that starts
        if number in (0, 2):
            with pytest.raises(queries.NoData, match=f"{version} cannot be read|{version} has no public data"):
                queries.run("months", snapshot=snapshot)
        assert main(["build", "--if-needed"]) == 0
        assert publish.current() == version and publish.is_whole(version)
        assert queries.run("months", snapshot=snapshot)["as_of"].notna().all()
    assert site.contents() == told


def test_a_clock_that_was_set_back_makes_no_file_older_and_no_day_one_of_the_future(site):
    site.drop("b.csv", [record(2, 20)])
    long_ago = dt.datetime(1970, 1, 1)
    site.receive(long_ago)
    lines = [json.loads(line) for line in (settings.build_dir() / "intake.jsonl").read_text().splitlines()]
    assert [line["name"] for line in lines] == ["a.csv", "b.csv"]
    assert lines[1]["received_at"] >= lines[0]["received_at"] > "2020"


def test_a_receipt_that_cannot_be_read_is_told_with_its_line(site):
    ledger = settings.build_dir() / "intake.jsonl"
    site.drop("b.csv", [record(2, 20)])
    site.receive()
    first, second = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(first.replace(b'"received_at": "2', b'"received_at": "x') + second)
    assert intake.damaged() == {ledger: [1]}
    (told,) = pipeline._inputs("public", dt.datetime.now(), pipeline.program_id()).refused
    assert (told["file"], told["where"]) == ("intake.jsonl", "line 1") and "counts as received now" in told["what"]
    ledger.write_bytes(first + second)
    assert intake.damaged() == {}


HOLDER = """
import sys
from etl import temporary
with temporary.folder("upload") as folder:
    (folder / "secret.csv").write_text("secret")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_what_killed_processes_left_of_an_upload_goes_at_the_next_start_and_of_living_ones_stays(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    holders = [
        subprocess.Popen(
            [sys.executable, "-c", HOLDER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    try:
        dead, alive = (Path(holder.stdout.readline().strip()) for holder in holders)
        holders[0].send_signal(signal.SIGKILL)
        holders[0].wait()
        assert dead.parent == tmp_path and (dead / "secret.csv").exists()
        unmarked = tmp_path / f"{temporary.PREFIX}unmarked"
        unmarked.mkdir()
        temporary.clear()
        assert not dead.exists() and (alive / "secret.csv").exists() and unmarked.exists()
        os.utime(unmarked, (time.time() - 2 * temporary.UNMARKED,) * 2)
        with temporary.folder("next") as folder:
            assert not unmarked.exists() and folder.exists() and (alive / "secret.csv").exists()
    finally:
        for holder in holders:
            holder.kill()
            holder.communicate()


@pytest.mark.parametrize("does_let_go", [True, False])
def test_a_folder_that_another_process_takes_for_left_before_it_is_marked_is_made_anew(
    does_let_go, tmp_path, monkeypatch
):
    taken, met = locks._is_taken, []

    def late(number):
        """Another process comes between the making of the mark and its lock."""
        if not met:
            met.extend(tmp_path.glob("*"))
            if does_let_go:
                shutil.rmtree(met[0])
            return does_let_go and taken(number)
        return taken(number)

    monkeypatch.setattr(locks, "_is_taken", late)
    with temporary.folder("upload", tmp_path) as folder:
        temporary.clear(tmp_path)
        (folder / "public").mkdir()
        assert folder not in met and [*tmp_path.glob("*")] == [folder]
    assert not [*tmp_path.glob("*")]


def test_half_of_a_file_that_a_killed_server_left_in_the_inbox_goes_with_the_next_build(site):
    left = site.drop(f"{intake.PART}x1y2", "half a sec")
    (site.data / "reference" / "country.csv").write_text("")  # what comes next stops this build at once
    assert main(["build"]) == 1
    assert not left.exists()


SET_BACK = """
import datetime as dt
class Back(dt.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2001, 1, 1, tzinfo=tz)
dt.datetime = Back
from etl.records import decisions
decisions.decide("one", "reject", "A. Desk", base=1, reason="later")
"""


def test_decisions_of_a_clock_that_was_set_back_stand_after_those_before_and_the_audit_stays_whole(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_OIDC_CLIENT_ID", "x")
    monkeypatch.setattr(
        reader, "_tell", None
    )  # as a command: pages of other tests in this process tell by their session
    decisions.decide("one", "confirm", "A. Desk")
    subprocess.run([sys.executable, "-c", SET_BACK], cwd=ROOT, check=True)
    decisions.decide("two", "confirm", "A. Desk")
    log = decisions.log()
    assert [entry["seq"] for entry in log] == [1, 2, 3] and log[1]["at"].startswith("2001")
    assert decisions.states(log)["one"].verdict == "rejected"
    noted = list(audit.entries())
    assert [entry["at"][:4] == "2001" for entry in noted] == [False, True, False] and not audit.broken()
