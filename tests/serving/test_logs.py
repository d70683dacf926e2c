"""What the server tells: one line of JSON a message, without people's addresses, names of files or what a sign-in carries."""

import json
import logging
import sys

import pytest

from serving import logs


def record(words, *values, fault=None):
    return logging.LogRecord("etl.door", logging.ERROR, __file__, 1, words, values, fault)


def test_a_message_is_one_line_with_time_level_and_what():
    try:
        raise ValueError("Fiji tracker (final).xlsx is\nno workbook")
    except ValueError:
        line = logs.Lines().format(record("Could not read %s", "two\nlines", fault=sys.exc_info()))
    assert "\n" not in line and (told := json.loads(line))["level"] == "error" and told["from"] == "etl.door"
    assert told["time"].endswith("+00:00") and told["what"] == "Could not read two\nlines"
    assert "ValueError" in told["trace"] and "xlsx" not in told["trace"] and "Fiji" not in told["trace"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("'Fiji pledge tracker 2025.xlsx' is no workbook", "'[file]' is no workbook"),
        ("/srv/inbox/pledges/Forme de la Côte.DOCX: twice", "/srv/inbox/pledges/[file]: twice"),
        ("signed in: ana.lima+un@mission.example.org", "signed in: [e-mail]"),
        ("GET /oauth2callback?code=abc.def&state=xyz", "GET /oauth2callback?code=[withheld]&state=[withheld]"),
        ("version 1a49a56fd8aa is served, pages/kit/notes.py line 3", "version 1a49a56fd8aa is served, pages/kit/notes.py line 3"),
    ],
)  # fmt: skip
def test_names_of_people_and_files_are_left_out(said, told):
    assert logs.clean(said) == told and told in logs.Words().format(record("%s", said))


def test_another_kind_is_refused_in_words(monkeypatch):
    monkeypatch.setenv("LEDGER_LOG", "xml")
    with pytest.raises(SystemExit, match="words or json"):
        logs.set_up()
