"""The audit: a chain that a change, a cut and an insertion break, whole under many writers."""

import json
import multiprocessing
import os

import pytest

from etl.__main__ import main
from etl.records.access import audit
from etl.records.access.roles import Person
from tests.support.etl_fixtures import Site, record

AMA = Person("dpo", "Ama", "ama@zed.example")


@pytest.fixture(autouse=True)
def signs_in(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_OIDC_CLIENT_ID", "x")


def lines() -> list[bytes]:
    return audit.file().read_bytes().splitlines(keepends=True)


def test_entries_hold_who_did_what_and_nothing_is_noted_where_nobody_signs_in(monkeypatch):
    audit.note(AMA, "export", file="a.csv", version="0" * 12)
    audit.note(Person("member_state", "Fay", "fay@zed.example", "FJI"), "refused", page="x" * 900)
    first, second = audit.entries()
    assert (first["what"], first["account"], first["role"], first["facts"]["file"]) == (
        "export",
        "ama@zed.example",
        "dpo",
        "a.csv",
    )
    assert second["role"] == "member_state:FJI" and len(second["facts"]["page"]) == 300 and not audit.broken()
    assert audit.file().stat().st_mode & 0o777 == 0o600
    monkeypatch.delenv("LEDGER_OIDC_CLIENT_ID")
    audit.note(AMA, "export")
    assert len(lines()) == 2


@pytest.mark.parametrize(
    ("spoil", "broken"),
    [
        (lambda all_: [all_[0], all_[1].replace(b"page 1", b"page 9"), *all_[2:]], [3]),
        (lambda all_: [all_[0], *all_[2:]], [2]),
        (lambda all_: [all_[0], all_[0], *all_[1:]], [2]),
        (lambda all_: [all_[0], b"{}\n", *all_[2:]], [2, 3]),
        (lambda all_: [all_[0], b"not json\n", *all_[2:]], [2, 3]),
        (lambda all_: all_[1:], [1]),
        (lambda all_: [*all_, b'{"seq": 5, "cut'], []),  # a crash: nobody was told that it is noted
    ],
)
def test_what_was_changed_from_outside_is_found(spoil, broken):
    for number in range(4):
        audit.note(AMA, "refused", page=f"page {number}")
    audit.file().write_bytes(b"".join(spoil(lines())))
    assert audit.broken() == broken
    audit.note(AMA, "out")
    assert audit.broken() == broken and json.loads(lines()[-1])["what"] == "out"


def _write(count: int) -> None:
    for number in range(count):
        audit.note(AMA, "entry", by=os.getpid(), number=number)


def test_many_processes_write_one_chain():
    writers = [multiprocessing.get_context("fork").Process(target=_write, args=(40,)) for _ in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert not audit.broken() and len(lines()) == 160
    numbers: dict[str, list[int]] = {}
    for entry in audit.entries():
        numbers.setdefault(entry["facts"]["by"], []).append(int(entry["facts"]["number"]))
    assert list(numbers.values()) == [list(range(40))] * 4


def test_commands_stand_in_it_without_a_sign_in_of_their_own(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    monkeypatch.delenv("LEDGER_OIDC_CLIENT_ID")  # whoever runs a command has none of the server's secrets
    assert main(["build"]) == 0 and not audit.file().exists()  # of a machine of one's own nothing is noted
    monkeypatch.setenv("LEDGER_OIDC_CLIENT_ID", "x")
    audit.note(AMA, "session")
    monkeypatch.delenv("LEDGER_OIDC_CLIENT_ID")
    site.drop("a.csv", [record()])
    for command in (
        ["build"],
        ["build"],
        ["rollback"],
        ["backup", str(tmp_path / "b.zip")],
        ["restore", str(tmp_path / "b.zip"), "--yes"],
    ):
        assert main(command) == 0, capsys.readouterr()
    entries = list(audit.entries())
    assert [entry["what"] for entry in entries] == ["session", "publish", "roll back", "restore"]
    assert not audit.broken() and {entry["role"] for entry in entries[1:]} == {"local"}
    assert entries[1]["facts"]["version"] and entries[1]["facts"]["command"]
