"""What arrives from the Hub in the inbox: whole or not at all, once, also after interruptions; and what a build makes of it."""

import dataclasses
import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from etl import contract, fetch
from etl.__main__ import main
from etl.build import intake, publish
from tests.support.etl_fixtures import ROOT, Site, epoch, lean, record
from tests.support.hub_api import DATASET, NOON, get, inbox, mission, one, playing, records, status


@pytest.fixture
def api(monkeypatch):
    with playing(monkeypatch) as found:
        yield found


@pytest.fixture
def site(tmp_path, monkeypatch):
    return Site(tmp_path, monkeypatch, data=ROOT / "data")


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Return a site that is quick to build."""
    return Site(tmp_path, monkeypatch)


def test_three_pages_become_one_file_in_the_order_they_came(api, site):
    api.rows[DATASET].reverse()
    told = one(get())
    assert (told["rows"], told["pages"], told["resumed_at"], told["is_new"]) == (12, 3, None, True)
    assert inbox(site) == {"DPO-UCHISTORICAL_2026-11-24.json": api.rows[DATASET]}
    assert api.pages() == [1, 2, 3, 4]
    assert api.singles() == [5, 10, 12, 13]
    assert not (site.work / "build" / "fetch" / "deployments").exists()
    head = json.loads((site.work / "inbox" / "deployments" / "DPO-UCHISTORICAL_2026-11-24.json").read_bytes())
    assert head.pop("records")
    assert head == {
        "dataset": DATASET,
        "url": f"{api.url}/data/DPO-UCHISTORICAL/json",
        "updated": "2026-10-31",
        "fetched_at": "2026-11-24T12:00:00+00:00",
        "rows": 12,
    }


def test_nothing_is_asked_without_a_yes(api, site, capsys):
    assert main(["fetch"]) == 2
    told = capsys.readouterr().err
    assert f"{api.url}/data/DPO-UCHISTORICAL/json" in told
    assert f"{api.url}/data/DPPADPOSS-PKO/json" in told
    assert main(["fetch", "--json", "DPPADPOSS-PKO"]) == 2
    plan = json.loads(capsys.readouterr().out)
    assert plan["needs"] == "--yes"
    assert [told["source"] for told in plan["datasets"]] == ["missions"]
    assert api.asked == []
    assert not (site.work / "inbox").exists()


def changes(api, rows, updated=None):
    """Answer a page and change the dataset behind it."""

    def fault(handler, found):
        api.rows[DATASET], api.updated = rows, updated or api.updated
        handler.send(found)

    return fault


def removed(rows: list[dict], place: int) -> list[dict]:
    return rows[:place] + rows[place + 1 :]


CHANGES = {
    "a row more at the start": lambda rows: [dict(rows[0], contribution_id=99), *rows],
    "a row more in the middle": lambda rows: [*rows[:7], dict(rows[0], contribution_id=99), *rows[7:]],
    "a row less at the start": lambda rows: removed(rows, 0),
    "a row less in the middle": lambda rows: removed(rows, 7),
    "a row that moves": lambda rows: [*removed(rows, 1), rows[1]],
}


@pytest.mark.parametrize("page", [2, 3])
@pytest.mark.parametrize("name", CHANGES)
def test_rows_that_come_go_or_move_between_pages_are_asked_anew(api, site, name, page):
    rows = CHANGES[name](records(12))
    api.faults[DATASET, page] = [changes(api, rows)]
    assert one(get())["rows"] == len(rows)
    assert list(inbox(site).values()) == [rows]
    assert Counter(api.pages())[1] == 2


def test_figures_revised_between_pages_are_asked_anew_because_the_hub_tells_its_update(api, site):
    rows = [dict(records(12)[0], female_personnel=7), *records(12)[1:]]
    api.faults[DATASET, 2] = [changes(api, rows, "2026-11-24")]
    assert one(get())["rows"] == 12
    assert list(inbox(site).values()) == [rows]
    assert Counter(api.pages())[1] == 2


def test_rows_that_come_or_go_where_nobody_has_read_yet_mix_nothing(api, site):
    for rows in (records(13), records(11)):
        api.asked.clear()
        api.rows[DATASET] = records(12)
        api.faults[DATASET, 2] = [changes(api, rows)]
        name = Path(one(get())["file"]).name
        assert inbox(site)[name] == rows
        assert api.pages() == [1, 2, 3, 4]


def stopped_after(api, page: int):
    """Leave the pages before one of them kept, as a fetch that failed there does."""
    api.faults[DATASET, page] = [status(503)] * 4
    assert "error" in one(get())
    api.asked.clear()


def test_another_day_another_update_or_length_and_damage_start_over(api, site):
    kept = site.work / "build" / "fetch" / "deployments"
    cases = {
        "day": lambda: {"now": NOON + dt.timedelta(hours=12)},
        "update": lambda: setattr(api, "updated", "2026-11-24"),
        "length": lambda: {"per_page": 4},
        "damage": lambda: (kept / "page-00001.json").write_text('[{"isocode3":'),
        "hole": lambda: (kept / "page-00001.json").unlink(),
        "stamp": lambda: (kept / "stamp.json").write_text("{"),
        "shifted": lambda: api.rows[DATASET].insert(0, dict(records(13)[12], contribution_id=99)),
    }
    for name, change in cases.items():
        stopped_after(api, 3)
        assert sorted(path.name for path in kept.iterdir()) == ["page-00001.json", "page-00002.json", "stamp.json"]
        how = change()
        told = one(get(**(how if isinstance(how, dict) else {})))
        assert told["resumed_at"] is None, name
        assert api.pages()[0] == 1, name
        assert not kept.exists()


def test_a_killed_fetch_goes_on_at_the_page_where_it_was_killed(api, site):
    waits, gone = threading.Event(), threading.Event()

    def hold(handler, _):
        waits.set()
        gone.wait(20)
        handler.close_connection = True

    api.faults[DATASET, 3] = [hold]
    command = [sys.executable, "-m", "etl", "fetch", "deployments", "--yes", "--per-page", "5", "--json"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL)
    assert waits.wait(20)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL
    gone.set()
    assert api.pages() == [1, 2, 3]
    assert inbox(site) == {}
    api.asked.clear()
    answer = json.loads(subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, check=True).stdout)
    assert one(answer)["resumed_at"] == 3
    assert api.pages() == [3, 4]
    assert api.singles() == [10, 5, 10, 12, 13]
    assert list(inbox(site).values()) == [records(12)]


def test_stopped_by_hand_says_so_and_asks_nothing_more(api, site, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    api.faults[DATASET, 1] = [status(503)]
    monkeypatch.setattr(time, "sleep", stop)
    answer = get("deployments", "missions")
    assert "stopped by hand" in answer["datasets"][0]["error"]
    assert answer["error"] == "2 of 2 datasets were not fetched"
    assert "missions: not fetched. Not asked any more." in fetch.in_words(answer)


def test_two_fetches_at_once_do_not_mix(api, site, capsys):
    with publish.lock("fetch.lock", "fetch"):
        assert main(["fetch", "--yes"]) == 1
    assert "Another fetch is running" in capsys.readouterr().err
    assert api.asked == []


def test_an_inbox_that_cannot_be_written_is_said_in_words(api, site):
    (site.work / "inbox").write_text("a file where a folder should be")
    told = one(get())
    assert "could not be kept" in told["error"]
    (site.work / "inbox").unlink()
    api.asked.clear()
    assert one(get())["resumed_at"] == 4
    assert api.pages() == [4]


def test_what_was_received_already_is_not_written_again(api, small):
    first = one(get())
    again = one(get(now=NOON + dt.timedelta(days=3)))
    assert (again["file"], again["is_new"], again["rows"]) == (first["file"], False, 12)
    assert len(inbox(small)) == 1
    api.rows[DATASET] = [dict(row, male_personnel=50) for row in records(12)]
    told = one(get())
    assert told["file"].endswith("DPO-UCHISTORICAL_2026-11-24_2.json")  # the first of that day stays as it is
    assert len(inbox(small)) == 2
    assert one(get())["is_new"] is False
    small.build()
    assert small.figure(as_of="2015-01-31") == (0, 50)
    # Back to what it said before: that is news again, and wins again.
    api.rows[DATASET] = records(12)
    assert one(get(now=NOON + dt.timedelta(days=4)))["is_new"] is True
    small.build()
    assert small.figure(as_of="2015-01-31") == (0, 40)


def test_a_file_dropped_since_the_last_fetch_makes_the_hubs_answer_news_again(api, small):
    get()
    small.receive()
    small.drop("A.csv", [record(1, 2, as_of="2015-01-31")])  # no build has seen it yet, but the next one will
    assert one(get(now=NOON + dt.timedelta(hours=1)))["is_new"] is True
    small.build()
    assert small.figure(as_of="2015-01-31") == (0, 40)
    small.drop("B.csv", [record(1, 3, as_of="2015-01-31")])
    small.build()
    assert small.figure(as_of="2015-01-31") == (1, 3)
    assert one(get(now=NOON + dt.timedelta(days=1)))["is_new"] is True


def test_a_snapshot_without_a_date_is_news_each_day_and_dated_by_its_name(api, small):
    row = {"iso_alpha3_code": "FJI", "m49_code": 242.0, "contributing_country": "Fiji", "mission_acronym": "MINUSCA"}
    api.rows["DPO-JCS-GPP"] = [row | {"gpp_type": "Corrections", "female": 3, "male": 4}]
    assert one(get("gpp"))["is_new"] is True
    assert one(get("gpp"))["is_new"] is False
    assert one(get("gpp", now=NOON + dt.timedelta(days=1)))["is_new"] is True
    api.rows["DPO-JCS-GPP"][0]["female"] = 5
    assert one(get("gpp", now=NOON + dt.timedelta(days=1)))["is_new"] is True
    assert len(inbox(small)) == 3
    small.build()
    found = small.rows("select cast(as_of as varchar), women_count from mart.gpp_snapshot order by as_of")
    assert found == [("2026-11-24", 3), ("2026-11-25", 5)]


@pytest.mark.parametrize("thousand", lean([1, 1000], 1000), ids=["epoch seconds", "epoch milliseconds"])
def test_a_build_loads_what_was_fetched_and_reaches_out_nowhere(api, small, monkeypatch, thousand):
    api.rows[DATASET] = records(12, thousand)
    api.rows["DPPADPOSS-PKO"] = [
        mission("UNTSO", start_date=epoch("1948-05-29", thousand), last_update=epoch("2024-02-19", thousand)),
    ]
    answer = get("deployments", "DPPADPOSS-PKO")
    assert "error" not in answer

    def refuse(*_):
        raise AssertionError("a build reaches out")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    built = small.build()
    told = small.file(built, "DPO-UCHISTORICAL_2026-11-24.json")
    assert (told["read"], told["loaded"], told["as_of"]) == (12, 12, "2015-12-31")
    assert small.mart("DPO-UCHISTORICAL_2026-11-24.json") == [
        (str(dt.date.fromtimestamp(row["last_reporting_date"] / thousand)), "UNDOF", "FJI", "troops", place, 40 + place)
        for place, row in enumerate(records(12, thousand))
    ]
    assert small.rows("select mission_code, cast(started_on as varchar) from mart.mission_file") == [
        ("UNTSO", "1948-05-29")
    ]


def test_all_that_is_declared_to_come_from_the_hub_is_asked_and_nothing_else(api, site, monkeypatch):
    answer = fetch.run()
    declared = [source.dataset for source in contract.sources().values() if "psdata.un.org" in source.url]
    assert [told["dataset"] for told in answer["datasets"]] == declared
    assert {"DPO-UCHISTORICAL", "DPPADPOSS-PKO", "DPO-JCS-GPP"} <= set(declared)
    with pytest.raises(ValueError, match="'rainfall' is not a source"):
        fetch.run(["rainfall"], yes=True)
    with pytest.raises(ValueError, match="per-page"):
        fetch.run(per_page=0)
    known = contract.sources()
    known["missions"] = dataclasses.replace(known["missions"], url="https://example.org")
    monkeypatch.setattr(contract, "sources", lambda: known)
    assert [told["dataset"] for told in fetch.run()["datasets"]] == [name for name in declared if "PKO" not in name]
    with pytest.raises(ValueError, match="missions does not come from the Hub"):
        fetch.run(["missions"], yes=True)


def test_the_command_prints_one_json_object_or_words(api, site, capsys):
    assert main(["fetch", "deployments", "--yes", "--per-page", "5", "--json"]) == 0
    out, err = capsys.readouterr()
    assert one(json.loads(out))["rows"] == 12
    assert err == ""
    assert main(["fetch", "deployments", "--yes", "--per-page", "5"]) == 0
    assert "unchanged since" in capsys.readouterr().out
    api.faults[DATASET, 1] = [status(403)]
    assert main(["fetch", "deployments", "--yes"]) == 1
    assert "HTTP 403" in capsys.readouterr().err


def test_nothing_fetched_is_litter_to_the_intake(api, site):
    stopped_after(api, 3)
    (site.work / "inbox" / "deployments").mkdir(parents=True)
    (site.work / "inbox" / "deployments" / ".fetch.part").write_text('{"half')
    assert intake.waiting() == []
    get()
    assert [path.name for _, path in intake.waiting()] == ["DPO-UCHISTORICAL_2026-11-24.json"]
