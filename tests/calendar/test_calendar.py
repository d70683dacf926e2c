"""Days ahead: each kind from its own data, none that is past, and of units nothing in an open view."""

import datetime as dt

import pandas as pd
import pytest

import queries
from etl import settings
from tests.support.screen import app, param, words

VIEW = "calendar/page.py"
TODAY = settings.EXERCISE_DAY


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def ask(name, **asked):
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), **asked)


def test_days_of_units_are_those_of_returns_and_rosters(restricted):
    found = ask("days_of_units", today=TODAY)
    assert (found["on_day"].dt.date > TODAY).all()
    units = ask("roster_units", today=TODAY)
    current = units[(units["renewal"] == "current") & (units["renew_by"].dt.date > TODAY)]
    renewals = found[found["kind"] == "renewal"]
    want = {(row.unit_id, row.renew_by) for row in current.itertuples()}
    assert {(row.about, row.on_day) for row in renewals.itertuples()} == want and len(renewals) == len(want) > 50
    # Every rotation ahead of a formed police unit or of infantry is among the others.
    police = ask("fpu_women", as_of=TODAY)
    ahead = police[police["rotates_out"].dt.date > TODAY]
    told = {(row.about, row.on_day) for row in found[found["kind"] == "rotation"].itertuples()}
    assert {(row.unit_id, row.rotates_out) for row in ahead.itertuples()} <= told and len(ahead) > 10


def test_public_days_are_those_of_their_own_lists(published):
    day = dt.date(2026, 11, 25)
    found = queries.run("days_public", today=day)
    asks = queries.run("requirement_status", today=day)
    asks = asks[(asks["standing"] == "ask") & (pd.to_datetime(asks["due_date"]).dt.date > day)]
    assert set(found.loc[found["kind"] == "ask_due", "about"]) == set(asks["requirement_id"]) and len(asks) > 5
    ends = found[found["kind"] == "mission_end"]
    assert [(row.mission, row.on_day.date()) for row in ends.itertuples()] == [("UNIFIL", dt.date(2026, 12, 31))]
    steps = found[found["kind"] == "target_step"]
    assert {row.on_day.date() for row in steps.itertuples()} <= {dt.date(2027, 1, 1), dt.date(2028, 1, 1)} and len(
        steps
    )
    assert queries.run("days_public", today="2027-01-01")["on_day"].min().date() > dt.date(2027, 1, 1)


def test_a_month_counts_on_its_last_day_and_a_year_on_its_end(published):
    ledger = queries.run("pledge_ledger", snapshot=queries.current("exercise"))
    found = queries.run("days_public", today="2024-01-01", snapshot=queries.current("exercise"))
    told = dict(found.loc[found["kind"] == "pledge_due", ["about", "on_day"]].itertuples(index=False))
    checked = 0
    for row in ledger.itertuples():
        if row.pledge_id in told and isinstance(row.by_when, str):
            end = {4: "-12-31", 7: "", 10: ""}[len(row.by_when)]
            day = (
                pd.Period(row.by_when, "M").end_time.date()
                if len(row.by_when) == 7
                else dt.date.fromisoformat(row.by_when + end)
            )
            assert told[row.pledge_id].date() == day
            checked += 1
    assert checked > 3


def test_the_page_narrows_and_keeps_its_choices_in_the_link(restricted):
    at = app(VIEW, dataset="exercise", ahead="3", kind="rotation", mission="XMB")
    found = ask("days_of_units", today=TODAY)
    last = pd.Timestamp(TODAY) + pd.DateOffset(months=3)
    want = found[(found["kind"] == "rotation") & (found["mission"] == "XMB") & (found["on_day"] <= last)]
    assert not at.exception and len(at.dataframe[0].value) == len(want) >= 3
    assert param(at, "mission") == "XMB" and "Calendar (.ics)" in [b.label for b in at.get("download_button")][0]


def test_an_open_view_knows_no_day_of_a_unit(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    asked = []
    real = queries.run
    monkeypatch.setattr(queries, "run", lambda name, **more: asked.append(name) or real(name, **more))
    at = app(VIEW, dataset="exercise")
    assert not at.exception and "days_public" in asked and "days_of_units" not in asked
    assert "renewal" not in words(at).lower() and "rotat" not in words(at).lower()
