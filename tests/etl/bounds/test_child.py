"""A child process: what it answers, and that whatever ends it is said in words and names the file it was at."""

import time

import duckdb
import pytest

from etl import child
from etl.contract import SourceError
from tests.support import killing

DYING = "tests.support.killing"
LONG = "takes more of the processor's time than is allowed for its size."


def test_a_child_answers_and_tells_on_the_way():
    told = []
    assert child.call(f"{DYING}.answer", "word", heard=lambda *what: told.append(what)) == "word"
    assert told == [("word", 0.5)]


def test_what_is_for_the_user_is_raised_and_a_fault_is_said_without_what_it_quotes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x")
    with pytest.raises(SourceError, match="a.csv, whole file: is damaged.*KeyError, killing.py line") as refusal:
        child.call(f"{DYING}.refuse", path)
    assert refusal.value.parts["file"] == "a.csv"
    with pytest.raises(child.Refused, match="A fault of this program stopped it .KeyError, killing.py line") as fault:
        child.call(f"{DYING}.fault")
    assert "secret" not in f"{refusal.value} {fault.value}"


@pytest.mark.skipif(child.resource is None, reason="the system bounds neither memory nor processor time")
def test_the_file_that_a_child_dies_of_is_named_and_the_others_are_read(tmp_path):
    paths = []
    for number, how in enumerate(("fine", "memory", "abort", "time", "fine")):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text(how)
    begun = time.monotonic()
    assert child.call(f"{DYING}.read_all", paths) == [
        "read",
        "needs more memory than is allowed for its size.",
        "makes the program that reads it break down, as what asks for too much memory does.",
        LONG,
        "read",
    ]
    assert time.monotonic() - begun < 60


def test_a_child_that_does_nothing_is_ended(monkeypatch):
    monkeypatch.setattr(child, "LEAST_PATIENCE", 0.5)
    with pytest.raises(child.Refused, match="takes longer than is allowed"):
        child.call(f"{DYING}.die", "sleep", seconds=0.01)


def test_in_the_same_process_nothing_is_bounded(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("fine")
    assert killing.read_all([path]) == ["read"]
    assert not child.tell("anything")


def test_memory_that_duckdb_asks_for_in_vain_is_said_as_memory(tmp_path):
    path = tmp_path / "large.csv"
    path.touch()
    with (
        duckdb.connect() as con,
        pytest.raises(SourceError, match="needs more memory than is allowed"),
        child.reading(path),
    ):
        con.execute(
            "set memory_limit = '1MB'; set temp_directory = ''; create table large as select range::text from range(900_000)"
        )
