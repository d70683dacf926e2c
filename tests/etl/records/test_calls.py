"""The shared call record: nobody's note is overwritten, what is not shared stays in the restricted view, releases are entries too."""

import threading

import pytest

from etl import settings
from etl.records import calls
from etl.records.calls import Conflict, log, note, release, states, take_back, withheld

CALL = {
    "called_on": "2026-02-14",
    "called_by": "AB",
    "answer": "will ask the capital",
    "next_step": "call again",
    "due": "2026-03-01",
}
SEEN = {"base": 0, "audience": "restricted", "shared": True}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))


def test_a_call_says_who_when_what_and_what_is_next():
    one = note("QMB", " A  B ", {"assigned_to": "CD"}, **SEEN)
    note("QMB", "CD", CALL, **SEEN | {"base": one["seq"]})
    state = states(log())["QMB"]
    assert (state.assigned_to, state.next_step, state.due, state.seq) == ("CD", "call again", "2026-03-01", 2)
    assert [(call["answer"], call["by"]) for call in state.calls] == [("will ask the capital", "CD")]
    assert [(entry["action"], entry["by"]) for entry in log()] == [("assign", "A B"), ("call", "CD")]
    assert settings.decisions_file().with_name("outreach.jsonl").exists() and not settings.decisions_file().exists()


def test_an_assignment_keeps_what_is_next_and_a_call_without_one_has_done_it():
    note("QMB", "AB", CALL, **SEEN)
    note("QMB", "AB", {"assigned_to": "EF"}, **SEEN | {"base": 1})
    assert states(log())["QMB"].due == "2026-03-01"
    note("QMB", "AB", {"called_on": "2026-03-01", "answer": "yes"}, **SEEN | {"base": 2})
    state = states(log())["QMB"]
    assert (state.assigned_to, state.next_step, state.due, len(state.calls)) == ("EF", "", "", 2)


def test_who_did_not_see_the_newest_call_is_told_and_overwrites_nothing():
    note("QMB", "AB", CALL, **SEEN)
    with pytest.raises(Conflict) as told:
        note("QMB", "CD", CALL | {"answer": "no"}, **SEEN)
    assert (told.value.by, told.value.seq) == ("AB", 1)
    note("QMC", "CD", CALL, **SEEN)  # another state is free
    assert [call["answer"] for call in states(log())["QMB"].calls] == ["will ask the capital"]


def test_of_people_who_note_at_once_each_state_takes_the_first():
    won, lost = [], []

    def person(name):
        for number in range(20):
            try:
                won.append(note(f"Q{number}", name, CALL, **SEEN)["seq"])
            except Conflict as problem:
                lost.append(problem.seq)

    people = [threading.Thread(target=person, args=(name,)) for name in ("AB", "CD", "EF")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(won) == list(range(1, 21)) and len(lost) == 40


def test_what_was_taken_back_stays_in_the_log_and_in_nothing_else():
    note("QMB", "AB", CALL, **SEEN)
    take_back("QMB", "AB", base=1, audience="restricted")
    assert states(log())["QMB"] == calls.State(seq=2)
    with pytest.raises(ValueError, match="nothing to take back"):
        take_back("QMB", "AB", base=2, audience="restricted")
    assert [entry["action"] for entry in log()] == ["call", "undo"]


def test_the_open_view_neither_reads_nor_takes_back_what_is_not_shared_and_is_not_held_up_by_it():
    note("QMB", "CD", CALL | {"answer": "said in the open view"}, base=0, audience="open")
    note("QMB", "AB", CALL | {"answer": "Level 1 only"}, base=1, audience="restricted")
    assert "Level 1" not in str(log("open")) and len(log()) == 2
    assert states(log("open"))["QMB"].seq == 1
    note("QMB", "CD", CALL | {"answer": "again"}, base=1, audience="open")
    take_back("QMB", "CD", base=3, audience="open")
    take_back("QMB", "CD", base=4, audience="open")
    assert [call["answer"] for call in states(log())["QMB"].calls] == ["Level 1 only"]
    assert states(log("open"))["QMB"].calls == []
    with pytest.raises(ValueError, match="nothing to take back"):
        take_back("QMB", "CD", base=5, audience="open")


def test_everything_is_released_until_a_steward_withholds_it():
    assert withheld("ask", log("open")) == set()
    release("ask:UNI-QRF-01", "AB", False, base=0)
    release("state:QMB", "AB", False, base=0)
    assert withheld("ask", log("open")) == {"UNI-QRF-01"} and withheld("state", log("open")) == {"QMB"}
    with pytest.raises(Conflict):
        release("ask:UNI-QRF-01", "CD", True, base=0)
    release("ask:UNI-QRF-01", "CD", True, base=1)
    assert withheld("ask", log("open")) == set() and states(log()) == {}


@pytest.mark.parametrize(
    ("by", "new", "said"),
    [
        ("AB", {}, "Nothing is written"),
        ("AB", {"assigned_to": " \n"}, "Nothing is written"),
        ("AB", {"answer": "yes"}, "day of the call"),
        ("AB", {"next_step": "x", "due": "soon"}, "not a day"),
        ("AB", {"answer": "x" * 2001, "called_on": "2026-02-14"}, "at most"),
        ("  ", CALL, "who writes"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_logged(by, new, said):
    with pytest.raises(ValueError, match=said):
        note("QMB", by, new, **SEEN)
    assert log() == []


def test_the_exercise_begins_with_its_own_calls_and_neither_world_sees_the_other():
    with settings.using("exercise"):
        before = log()
        entry = note("QZZ", "AB", CALL, **SEEN)
        assert log() == [*before, entry] and before and entry["seq"] == len(before) + 1
    assert log() == []
    note("QMB", "AB", CALL, **SEEN)
    with settings.using("exercise"):
        assert len(log()) == len(before) + 1
