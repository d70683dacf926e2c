"""Several processes write every record at once: no entry is lost, doubled or torn, numbers follow each other, and the audit's chain is whole."""

import json
import multiprocessing
from collections.abc import Iterable

import pytest

from etl.records import calls, decisions, figure_notes, holds, replies, saved_views
from etl.records.access import audit, people, reader
from etl.records.access.roles import Person

STEWARD = Person("steward", "Sam Zed", "sam@zed.example")
GHANA = Person("member_state", "Ama Zed", "ama@zed.example", "GHA")
SAID = {"says": "correction", "day": "", "reference": "NV 12/2026"}


def _reply(who: str, number: int) -> None:
    reader.tell_by(lambda: GHANA)
    replies.state("GHA", "women", "contingent_troops", "2025-07-31", text=f"{who} {number}", **SAID)
    reader.tell_by(lambda: STEWARD)


# Of each record: how an entry of a writer is written, and where it says whose it is and which.
RECORDS = {
    decisions: (lambda who, n: decisions.decide(f"{who} {n}", "confirm", ""), lambda entry: entry["candidate_id"]),
    calls: (lambda who, n: calls.note(f"{who} {n}", "", {"answer": "x", "called_on": "2026-02-14"}, base=0, audience="restricted"), lambda entry: entry["about"]),
    figure_notes: (lambda who, n: figure_notes.write("state", "GHA", "", f"{who} {n}", "open"), lambda entry: entry["text"]),
    holds: (lambda who, n: holds.hold(f"{who} {n}", "", "x", base=0), lambda entry: entry["about"]),
    saved_views: (lambda who, n: saved_views.save("", f"{who} {n}", "", {}, False), lambda entry: entry["name"]),
    people: (lambda who, n: people.give(f"{who} {n}@zed.example", "dpo", base=0), lambda entry: entry["about"].partition("@")[0]),
    replies: (_reply, lambda entry: entry["text"]),
}  # fmt: skip


@pytest.fixture
def signs_in(tmp_path, monkeypatch):
    """An empty work folder of a server with sign-in, so that each entry stands in the audit too; a steward reads."""
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    monkeypatch.setenv("LEDGER_OIDC_CLIENT_ID", "x")
    monkeypatch.setattr(reader, "_tell", lambda: STEWARD)


def _write(who: str, count: int, records: Iterable) -> None:
    for number in range(count):
        for record in records:
            RECORDS[record][0](who, number)


def _file(record):
    return decisions.files()[0] if record is decisions else record.file()


@pytest.mark.parametrize(
    ("writers", "count", "records"),
    [
        (4, 8, RECORDS),
        pytest.param(8, 50, RECORDS, marks=pytest.mark.more),
        *(pytest.param(8, 1000, [record], marks=pytest.mark.more) for record in RECORDS),
    ],
    ids=["4x8", "8x50", *(f"8x1000 {record.__name__.rpartition('.')[2]}" for record in RECORDS)],
)
def test_of_many_writers_each_entry_stands_once_in_its_order(writers, count, records, signs_in):
    names = [f"w{number}" for number in range(writers)]
    fork = multiprocessing.get_context("fork")
    running = [fork.Process(target=_write, args=(name, count, records)) for name in names]
    for one in running:
        one.start()
    for one in running:
        one.join()
    assert [one.exitcode for one in running] == [0] * writers
    for record in records:
        told = RECORDS[record][1]
        lines = _file(record).read_text(encoding="utf-8").splitlines()
        entries = [json.loads(line) for line in lines]
        assert [entry["seq"] for entry in entries] == list(range(1, writers * count + 1)), record
        for name in names:
            own = [text for text in map(told, entries) if text.startswith(f"{name} ")]
            assert own == [f"{name} {number}" for number in range(count)], record
        assert not (record.damaged() if hasattr(record, "damaged") else False), record
    noted = [entry["facts"] for entry in audit.entries() if entry["what"] == "entry"]
    assert not audit.broken() and len(noted) == len(records) * writers * count
    assert len({(fact["record"], fact["seq"]) for fact in noted}) == len(noted)
