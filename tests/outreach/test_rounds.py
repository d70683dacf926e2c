"""A round of Country briefs: who may read a brief before it goes out, counted in working days by hand."""

import datetime as dt
import random

import pytest

from etl import settings
from etl.records import rounds
from etl.records.access import reader
from etl.records.access.roles import NOBODY, Person
from pages.access import session
from pages.reports import round_facts
from tests.support import screen
from tests.support.screen import app

STATE, STEWARD = Person("member_state", "F", "f@zed.example", "QMO"), Person("steward", "S", "s@zed.example")
READER = Person("open", "R", "r@zed.example")
OTHERS = (READER, Person("co_chair", "C", "c@zed.example"), Person("member_state", "G", "g@zed.example", "QNE"))


@pytest.fixture
def reads(built, published, tmp_path, monkeypatch):
    """A server with sign-in and no record yet: whoever is handed to it reads from now on."""
    (tmp_path / "build").symlink_to(built / "build", target_is_directory=True)
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    monkeypatch.setenv("LEDGER_OIDC_CLIENT_ID", "x")
    monkeypatch.setattr(reader, "_tell", None)
    monkeypatch.setattr(session, "begin", lambda: None)  # pages ask as this test says
    return lambda person: reader.tell_by(lambda: person)


def test_ten_working_days_before_are_two_weeks_of_mondays_to_fridays():
    draw = random.Random(2)
    days = [dt.date(2026, 11, 16), dt.date(2026, 11, 21), dt.date(2026, 11, 22), dt.date(2026, 3, 2)]
    days += [dt.date(2026, 1, 1) + dt.timedelta(days=draw.randrange(3000)) for _ in range(200)]
    assert [str(rounds.opens(day)) for day in days[:4]] == ["2026-11-02", "2026-11-09", "2026-11-09", "2026-02-16"]
    for day in days:
        first = rounds.opens(day)
        between = [first + dt.timedelta(days=n) for n in range((day - first).days)]
        assert first.weekday() < 5 and sum(one.strftime("%a") not in ("Sat", "Sun") for one in between) == 10


def has_brief(iso3):
    """Whether a state's page in the exercise, where today is 1 November 2026, offers its brief, and what it says of the round."""
    at = app("deployments/country.py", iso3=iso3, dataset="exercise")
    assert not at.exception
    return "Country brief (PDF)" in [one.label for one in at.get("download_button")], screen.words(at)


def test_a_state_reads_its_brief_ten_working_days_before_and_others_once_it_went_out(reads):
    today = settings.EXERCISE_DAY
    with settings.using("exercise"):
        reads(STEWARD)
        for day in (None, today, dt.date(2026, 11, 13)):
            with pytest.raises(ValueError, match="leaves 10 working days"):
                rounds.set_day(day, "", today, base=0)
        reads(STATE)
        with pytest.raises(ValueError, match="not for who reads here"):
            rounds.set_day(dt.date(2026, 12, 1), "", today, base=0)
        assert has_brief("QMO")[0], "no round is ahead"
        reads(STEWARD)
        first = rounds.set_day(dt.date(2026, 12, 1), "", today, base=0)
        reads(STATE)
        shown, words = has_brief("QMO")
        assert not shown and "goes out on 1 December 2026. You can read it from 17 November 2026" in words
        reads(STEWARD)
        with pytest.raises(rounds.Conflict):
            rounds.drop("", base=0)
        second = rounds.set_day(dt.date(2026, 11, 12), "", dt.date(2026, 10, 29), base=first["seq"])  # it opened then
        seen = [
            (STEWARD, "QMO", True),
            (STATE, "QMO", True),
            (STATE, "QNE", False),
            *((one, "QMO", False) for one in OTHERS),
        ]
        for person, iso3, expected in seen:
            reads(person)
            shown, words = has_brief(iso3)
            assert shown == expected and "12 November 2026" in words, (person, iso3)
        for day, is_ahead in ((dt.date(2026, 11, 11), True), (dt.date(2026, 11, 12), False)):
            assert bool(rounds.day(day)) == is_ahead  # on its day it goes out: everybody who may
        reads(STEWARD)
        rounds.drop("", base=second["seq"])
        view = screen.newest("exercise", "open")
        reads(NOBODY)
        assert not round_facts.waits(view, "QMO") and not round_facts.ahead(view)
    assert not rounds.file().exists() and rounds.newest() is None  # the other world has rounds of its own


def test_whoever_releases_sets_the_day_on_outreach_and_others_are_not_offered_it(reads):
    reads(READER)
    at = app("outreach/page.py", dataset="exercise")
    assert "round_day" not in [one.key for one in at.date_input]
    reads(STEWARD)
    at = app("outreach/page.py", dataset="exercise")
    at.session_state["round"] = True
    at.run()
    at.button(key="do_round").click().run()
    assert "leaves 10 working days" in at.error[0].value
    at.date_input(key="round_day").set_value(dt.date(2026, 12, 1))
    at.button(key="do_round").click().run()
    assert not at.error
    with settings.using("exercise"):
        assert rounds.day(settings.EXERCISE_DAY) == dt.date(2026, 12, 1)
    assert "1 December 2026" in screen.words(at)
    reads(READER)
    assert "Briefs go out on 1 December 2026" in screen.words(app("outreach/page.py", dataset="exercise"))


@pytest.mark.parametrize(
    "line", [b"{", b'{"seq": 9, "at": "2026-11-01", "about": "briefs", "by": "x", "action": "set", "day": "soon"}']
)
def test_a_damaged_line_sets_no_day_and_is_counted(line, reads):
    rounds.file().parent.mkdir(parents=True, exist_ok=True)
    rounds.file().write_bytes(line + b"\n")
    assert rounds.damaged() == [1] and rounds.day(dt.date(2020, 1, 1)) is None
