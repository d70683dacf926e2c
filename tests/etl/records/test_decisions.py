"""Decisions: logged before they are acknowledged, never overwritten, taken back without being lost."""

import json
import os
import random
import subprocess
import sys
import threading
import time

import pytest

from etl import settings
from etl.records import decisions
from etl.records.decisions import Conflict, decide, log, states

STEP = {"status": "deployed", "date": "2026-02-01", "source": "note verbale"}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))


def test_what_stands_is_what_was_decided_last():
    one = decide("a", "confirm", "AB", new={"quantity": 2, "requirement_ids": ["X-1"]})
    two = decide("a", "edit", "CD", base=one["seq"], new={"quantity": 3})
    decide("a", "status", "CD", base=two["seq"], new=STEP)
    state = states(log())["a"]
    assert (state.verdict, state.fields) == ("confirmed", {"quantity": 3, "requirement_ids": ["X-1"]})
    assert [(step["status"], step["by"]) for step in state.steps] == [("deployed", "CD")]
    assert state.seq == 3
    assert [entry["seq"] for entry in log()] == [1, 2, 3]


def test_a_decision_that_was_taken_back_stays_in_the_log_and_in_nothing_else():
    decide("a", "confirm", "AB", new={"quantity": 2})
    decide("a", "reject", "AB", base=1, reason="not a pledge")
    decide("a", "undo", "AB", base=2)
    assert states(log())["a"].verdict == "confirmed"
    decide("a", "undo", "AB", base=3)
    assert (states(log())["a"].verdict, states(log())["a"].fields) == ("", {})
    with pytest.raises(ValueError, match="no decision"):
        decide("a", "undo", "AB", base=4)
    assert [entry["action"] for entry in log()] == ["confirm", "reject", "undo", "undo"]


def test_who_did_not_see_the_newest_decision_does_not_overwrite_it():
    decide("a", "confirm", "AB")
    with pytest.raises(Conflict) as told:
        decide("a", "reject", "CD", base=0, reason="x")
    assert (told.value.by, told.value.action, told.value.seq) == ("AB", "confirm", 1)
    decide("b", "reject", "CD", reason="x")  # another pledge is free
    assert states(log())["a"].verdict == "confirmed"


@pytest.mark.parametrize(
    ("action", "told", "said"),
    [
        ("reject", {}, "reason"),
        ("merge", {"reason": "same"}, "into which"),
        ("split", {"new": {"parts": [{"sentence": "one"}]}}, "two parts"),
        ("split", {"new": {"parts": [{"sentence": "one"}, {"sentence": ""}]}}, "two parts"),
        ("confirm", {"new": {"sentence": "another"}}, "cannot be changed"),
        ("status", {"new": STEP | {"status": "accepted"}}, "not a status"),
        ("status", {"new": STEP | {"date": "soon"}}, "day"),
        ("status", {"new": STEP | {"source": " "}}, "source"),
        ("approve", {}, "not a decision"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_logged(action, told, said):
    with pytest.raises(ValueError, match=said):
        decide("a", action, "AB", **told)
    with pytest.raises(ValueError, match="who decides"):
        decide("a", "confirm", "  ")
    assert log() == []


def test_of_people_who_decide_at_once_each_pledge_takes_the_first_and_tells_the_others():
    won, lost = [], []

    def person(name):
        for number in range(20):
            try:
                won.append(decide(f"pledge {number}", "confirm", name)["seq"])
            except Conflict as problem:
                lost.append(problem.seq)

    people = [threading.Thread(target=person, args=(name,)) for name in ("AB", "CD", "EF")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(won) == list(range(1, 21)) and len(lost) == 40
    assert [entry["seq"] for entry in log()] == list(range(1, 21))


LOOP = """
import sys
from etl.records import decisions
for number in range(100_000):
    entry = decisions.decide(f"pledge {number}", "confirm", "AB", new={"condition": "x" * (number % 700)})
    print(entry["seq"], flush=True)
"""


def test_killed_while_deciding_no_acknowledged_decision_is_lost_and_none_is_half_written():
    rng = random.Random(5)
    acknowledged = 0
    for _ in range(6):
        before = len(log())
        loop = LOOP.replace("pledge {number}", f"pledge {before} {{number}}")
        with subprocess.Popen(
            [sys.executable, "-c", loop], cwd=settings.ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout.readline()
            time.sleep(rng.uniform(0.02, 0.2))
            process.kill()
            told = process.stdout.read().split()
        acknowledged = max([acknowledged, *(int(line) for line in told if line.isdigit())])
        entries = log()
        assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
        assert len(entries) >= acknowledged
    decide("afterwards", "confirm", "AB")
    assert states(log())["afterwards"].verdict == "confirmed"
    assert acknowledged > 20


def test_a_line_that_a_crash_cut_short_is_dropped():
    decide("a", "confirm", "AB")
    with settings.decisions_file().open("a") as handle:
        handle.write(json.dumps(log()[0] | {"seq": 2})[:-9])
    assert [entry["seq"] for entry in log()] == [1]
    assert decide("b", "confirm", "AB")["seq"] == 2
    assert [entry["candidate_id"] for entry in decisions.log()] == ["a", "b"]


def test_a_damaged_line_is_left_out_counted_and_named_and_its_number_is_not_given_twice(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    for number in range(3):
        decisions.decide(f"candidate {number}", "confirm", "A. Desk")
    path = settings.decisions_file()
    first, second, third = path.read_bytes().splitlines()
    path.write_bytes(
        b"\n".join(
            [
                first,
                second[:-9],
                b"\xff\xfe",
                b"[" * 20_000,
                b'{"seq": 9}',
                first.replace(b"confirm", b"approve"),
                third,
                b"",
            ]
        )
    )
    assert [entry["candidate_id"] for entry in decisions.log()] == ["candidate 0", "candidate 2"]
    assert decisions.damaged() == {path: [2, 3, 4, 5, 6]}
    assert decisions.decide("candidate 4", "confirm", "A. Desk")["seq"] == 8


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_log_of_decisions_is_its_owners_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    decisions.decide("candidate", "confirm", "A. Desk")
    path = settings.decisions_file()
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
