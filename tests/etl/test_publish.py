"""Publishing: one swap, old or new and never else, whoever reads and whenever the build is killed."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

import queries
from etl import settings
from etl.__main__ import main
from etl.build import pipeline, publish
from etl.build.publish import BuildError
from tests.support.etl_fixtures import ROOT, Site, reading, record
from tests.support.killing import kill_builds

BUILD = [sys.executable, "-m", "etl", "build", "--json"]


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """A data folder and a work folder with two versions, to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        site = Site(tmp_path_factory.mktemp("pair"), patch)
        site.drop("a.csv", [record(1, 10)])
        first = site.build()["data_version"]
        site.drop("b.csv", [record(2, 20)])
        return site, first, site.build()["data_version"]


@pytest.fixture
def two_versions(pair, tmp_path, monkeypatch):
    """Yield a site of its own with two versions, and their ids."""
    made, first, second = pair
    site = Site(tmp_path, monkeypatch, data=made.data)
    shutil.copytree(made.work, site.work, dirs_exist_ok=True)
    return site, first, second


def test_two_builds_at_once_the_second_says_so_and_stops(two_versions, capsys):
    site, _, before = two_versions
    site.drop("c.csv", [record()])
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys; from etl.build import publish\nwith publish.lock(): print('held', flush=True); sys.stdin.read()"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout.readline() == b"held\n"
        for command in (["build"], ["build", "--if-needed"], ["rollback"]):
            assert main(command) == 1
            assert "Another build is running" in capsys.readouterr().err
        assert publish.current() == before
        holder.kill()  # the lock goes with the process that held it
        holder.wait()
        assert main(["build"]) == 0
    finally:
        holder.kill()
        holder.communicate()
    assert site.figure() == (3, 40)


def test_rollback_forward_and_by_name(two_versions, capsys):
    site, first, second = two_versions
    assert (publish.current(), site.figure()) == (second, (2, 20))
    assert main(["rollback"]) == 0
    assert (publish.current(), site.figure()) == (first, (1, 10))
    assert main(["rollback"]) == 0
    assert publish.current() == second
    assert main(["rollback", first]) == 0
    assert publish.current() == first
    assert main(["rollback", second]) == 0
    assert (publish.current(), site.figure()) == (second, (2, 20))
    capsys.readouterr()
    assert main(["versions", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["versions"]
    assert {(line["data_version"], line["is_current"]) for line in told} == {(first, False), (second, True)}


def test_what_cannot_be_rolled_back_to_is_said_in_words(two_versions, capsys):
    site, first, second = two_versions
    for wrong in ("0" * 12, "nonsense", "../../etc", "." * 12):
        assert main(["rollback", wrong]) == 1
        assert f"There is no version {wrong}" in capsys.readouterr().err
    path = settings.versions_dir() / first / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": settings.SCHEMA_VERSION + 1}))
    assert main(["rollback", first]) == 1
    assert f"made by schema {settings.SCHEMA_VERSION + 1}; this program reads schema" in capsys.readouterr().err
    assert publish.current() == second


def test_before_a_second_version_there_is_none_to_go_back_to(site, capsys):
    assert main(["rollback"]) == 1
    assert "no earlier version" in capsys.readouterr().err


def test_a_rollback_stands_until_inputs_change(two_versions):
    site, first, second = two_versions
    publish.rollback()
    assert site.build(only_if_needed=True)["published"] is False
    assert publish.current() == first
    site.drop("c.csv", [record(3, 30)])
    assert site.build(only_if_needed=True)["published"] is True
    assert site.figure() == (3, 30)
    publish.rollback(second)
    (site.work / "inbox" / "deployments" / "c.csv").unlink()
    assert site.build()["data_version"] == second
    publish.rollback(first)
    assert site.build()["published"] is True  # a plain build serves what the inputs say
    assert publish.current() == second


def test_the_last_twelve_source_loads_are_kept_and_what_is_served_is(site, monkeypatch):
    assert publish.KEEP == 12
    monkeypatch.setattr(publish, "KEEP", 3)
    made = []
    for count in range(4):
        site.drop("a.csv", [record(count, 10)])
        made.append(site.build(now=_moment(count))["data_version"])
    assert sorted(path.name for path in settings.versions_dir().iterdir()) == sorted(made[-3:])
    publish.rollback(made[1])
    site.drop("a.csv", [record(99, 10)])
    site.build(now=_moment(20))
    assert len(publish.versions()) == 3
    # A reader's pointer may still name a version that went: the folder is gone whole, never by halves.
    for path in settings.versions_dir().iterdir():
        assert {file.name for file in path.iterdir()} == {
            "public-open.duckdb",
            "public-restricted.duckdb",
            "manifest.json",
        }


def _moment(count):
    return dt.datetime(2027, 1, 1, 0, count)


def test_a_torn_last_line_of_either_ledger_is_dropped(two_versions):
    site, first, second = two_versions
    for name in ("published.jsonl", "intake.jsonl"):
        path = settings.build_dir() / name
        before = path.read_bytes()
        path.write_bytes(before + b'{"at": "2026-01-01T00:00:00", "ver')
    assert [line["version"] for line in publish.published()] == [first, second]
    site.drop("c.csv", [record(3, 30)])
    third = site.build()["data_version"]
    assert [line["version"] for line in publish.published()] == [first, second, third]
    names = [json.loads(line)["name"] for line in (settings.build_dir() / "intake.jsonl").read_text().splitlines()]
    assert names == ["a.csv", "b.csv", "c.csv"]
    assert site.figure() == (3, 30)


def test_what_says_which_version_is_served_may_be_damaged(two_versions, capsys):
    site, first, second = two_versions
    (settings.versions_dir() / first / "manifest.json").write_bytes(b"\xff{")
    assert [one["data_version"] for one in publish.versions()] == [second]
    settings.pointer_file().write_bytes(bytes(range(256)))
    assert publish.current() is None and main(["versions"]) == 0
    with pytest.raises(queries.NoData, match="Which version is served cannot be read"):
        queries.current()
    assert site.build()["data_version"] == second
    assert publish.current() == second


def test_a_check_that_does_not_hold_publishes_nothing(site, capsys):
    before = site.build()["data_version"]
    totals = site.data / "reference" / "published_total.csv"
    totals.write_text(totals.read_text() + "2025-07-31,UNDOF,,1,,made up\n")
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert "the bundled file gives the published totals" in told
    assert "people_count 1," in told
    assert publish.current() == before
    assert [path.name for path in settings.versions_dir().iterdir()] == [before]


@pytest.mark.parametrize("swaps", [60, pytest.param(200, marks=pytest.mark.more)])
def test_swaps_under_eight_readers(two_versions, swaps):
    site, first, second = two_versions
    truth = {first: (first, 1, 10), second: (second, 2, 20)}
    stop, wrong, read = threading.Event(), [], [0] * 8

    def reader(place):
        while not stop.is_set():
            try:
                version = publish.current()
                path = settings.database_file(version, "public", "open")
                with reading(path) as con:
                    found = (
                        con.cursor()
                        .execute(
                            "select version_id, women_count, men_count from mart.deployment_month cross join meta.build"
                            " where iso3 = 'FJI' and mission_code = 'UNDOF' and as_of = date '2024-01-31'"
                        )
                        .fetchall()
                    )
                if found != [truth[version]]:
                    wrong.append((version, found))
                read[place] += 1
            except Exception as error:  # anything at all is what this test looks for
                wrong.append(repr(error))

    threads = [threading.Thread(target=reader, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    try:
        for count in range(swaps):
            publish.point((first, second)[count % 2], "test")
            time.sleep(0.01)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert min(read) > 2
    assert len(publish.published()) == swaps + 2


TWELVE = (0.05, 0.2, 0.35, 0.5, 0.6, 0.7, 0.78, 0.85, 0.9, 0.94, 0.97, 1.0)


@pytest.mark.skipif(os.name == "nt", reason="process groups are killed otherwise there")
@pytest.mark.more  # the steps of the swap, below, are where a kill could tell
@pytest.mark.parametrize("moments", [(0.3, 0.8, 0.95), TWELVE], ids=len)
def test_killed_at_any_moment_old_or_new_is_served(site, capsys, moments):
    seen = kill_builds(site, moments)
    assert seen["old"] >= len(moments) // 3


# Kills itself at the nth call of a step of the swap, before or after it is done.
DYING = """
import os, signal, sys
from etl.build import intake, publish
from etl.__main__ import main
step, nth, after = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "after"
owner, name = {"replace": (os, "replace"), "sync": (publish, "sync"), "rmtree": (publish.shutil, "rmtree"),
               "append": (publish, "append"), "receive": (intake, "append")}[step]
publish.KEEP = int(sys.argv[4])
real, calls = getattr(owner, name), [0]
def dying(*args, **kwargs):
    calls[0] += 1
    if calls[0] == nth and not after:
        os.killpg(0, signal.SIGKILL)
    done = real(*args, **kwargs)
    if calls[0] == nth:
        os.killpg(0, signal.SIGKILL)
    return done
setattr(owner, name, dying)
sys.exit(main(["build"]))
"""
STEPS = [
    ("receive", 1, "after", "old"),
    ("sync", 1, "after", "old"),
    ("replace", 1, "before", "old"),  # the folder gets its name
    ("replace", 1, "after", "old"),
    ("replace", 2, "before", "old"),  # the pointer is swapped
    ("replace", 2, "after", "new"),
    ("append", 1, "after", "new"),
]


# A folder without its name, a named one without the pointer, and both sides of the pointer's swap.
TELLING = [STEPS[1], *STEPS[3:6]]


@pytest.mark.skipif(os.name == "nt", reason="process groups are killed otherwise there")
@pytest.mark.parametrize("steps", [TELLING, pytest.param(STEPS, marks=pytest.mark.more)], ids=len)
def test_killed_at_each_step_of_the_swap(site, capsys, steps):
    site.drop("figure.csv", [record(0, 1)])
    site.build()
    old = (0, 1)
    for count, (step, nth, when, expected) in enumerate(steps, 1):
        new = (count, count + 1)
        site.drop("figure.csv", [record(*new)])
        died = subprocess.run(
            [sys.executable, "-c", DYING, step, str(nth), when, "12"],
            cwd=ROOT,
            start_new_session=True,
            capture_output=True,
        )
        assert died.returncode == -signal.SIGKILL, died.stderr
        assert site.figure() == {"old": old, "new": new}[expected], (step, nth, when)
        assert main(["build", "--if-needed"]) == 0  # what the next start of the dashboard does
        assert site.figure() == new
        assert main(["rollback"]) == 0
        assert site.figure() != new
        old = site.figure()


@pytest.mark.skipif(os.name == "nt", reason="process groups are killed otherwise there")
def test_killed_while_an_old_version_is_removed_leaves_no_half_of_it(site, capsys):
    for count in range(3):
        site.drop("a.csv", [record(count, 10)])
        site.build(now=_moment(count))
    site.drop("a.csv", [record(50, 10)])
    for step, nth, when in (("replace", 3, "after"), ("rmtree", 1, "before")):
        died = subprocess.run(
            [sys.executable, "-c", DYING, step, str(nth), when, "3"],
            cwd=ROOT,
            start_new_session=True,
            capture_output=True,
        )
        assert died.returncode == -signal.SIGKILL, died.stderr
        for told in publish.versions():
            assert settings.database_file(told["data_version"], "public", "open").exists()
        site.drop("a.csv", [record(60, 10)])
    assert main(["build"]) == 0
    assert site.figure() == (60, 10)


def test_a_build_leaves_nothing_but_versions(site):
    site.drop("a.csv", [record()])
    site.build()
    home = settings.versions_dir() / publish.current()
    assert {path.name for path in settings.build_dir().iterdir()} == {
        "current", "intake.jsonl", "lock", "published.jsonl", "versions",
    }  # fmt: skip
    assert {path.name for path in home.iterdir()} == {"manifest.json", "public-open.duckdb", "public-restricted.duckdb"}
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in (home, home.parent, settings.build_dir())} == {0o700}
        assert (home / "public-restricted.duckdb").stat().st_mode & 0o777 == 0o600
    with pytest.raises(BuildError), publish.lock(), publish.lock():
        pass
    assert pipeline.run()["published"] is False
