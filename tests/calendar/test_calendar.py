"""Days ahead: each kind from its own data, none that is past, and of units nothing in an open view."""

import datetime as dt

import pandas as pd

import queries
from etl import settings
from pages.calendar import facts
from pages.kit.view import View
from tests.support.screen import app, param, words

PAGE = "calendar/page.py"
TODAY = settings.EXERCISE_DAY


def ask(name, **parameters):
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), **parameters)


def run(name, snapshot, **parameters):
    return queries.run(name, snapshot=snapshot, **parameters)


def test_days_of_units_are_those_of_returns_and_rosters(restricted):
    days = ask("days_of_units", today=TODAY)
    assert (days["on_day"].dt.date > TODAY).all()
    units = ask("roster_units", today=TODAY)
    current = units[(units["renewal"] == "current") & (units["renew_by"].dt.date > TODAY)]
    renewals = days[days["kind"] == "renewal"]
    want = {(row.unit_id, row.renew_by) for row in current.itertuples()}
    assert {(row.about, row.on_day) for row in renewals.itertuples()} == want and len(renewals) == len(want) > 50
    # Every rotation ahead of a formed police unit or of infantry is among the others.
    police = ask("fpu_women", as_of=TODAY)
    ahead = police[police["rotates_out"].dt.date > TODAY]
    rotations = {(row.about, row.on_day) for row in days[days["kind"] == "rotation"].itertuples()}
    assert {(row.unit_id, row.rotates_out) for row in ahead.itertuples()} <= rotations and len(ahead) > 10
    # Each call stands so many days before its rotation; those that are past are left out.
    for kind, before in (("ask_by", 180), ("last_call", 90)):
        calls = {(row.about, row.on_day) for row in days[days["kind"] == kind].itertuples()}
        want = {(unit, day - pd.Timedelta(days=before)) for unit, day in rotations}
        assert calls == {(unit, day) for unit, day in want if day.date() > TODAY} and calls


def test_public_days_are_those_of_their_own_lists(published):
    day = dt.date(2026, 11, 25)
    days = queries.run("days_public", today=day)
    asks = queries.run("requirement_status", today=day)
    asks = asks[(asks["standing"] == "ask") & (pd.to_datetime(asks["due_date"]).dt.date > day)]
    assert set(days.loc[days["kind"] == "ask_due", "about"]) == set(asks["requirement_id"]) and len(asks) > 5
    ends = days[days["kind"] == "mission_end"]
    assert [(row.mission, row.on_day.date()) for row in ends.itertuples()] == [("UNIFIL", dt.date(2026, 12, 31))]
    mandates = days[days["kind"] == "mandate_end"]
    assert [(row.mission, row.on_day.date()) for row in mandates.itertuples()] == [
        ("MONUSCO", dt.date(2026, 12, 20)),
        ("UNIFIL", dt.date(2026, 12, 31)),
    ]
    # On its last day a mandate is not past; of a mission that ended the renewal is no question.
    assert queries.run("mandates_past", today="2026-11-15")["mission"].tolist() == ["UNMISS"]
    assert queries.run("mandates_past", today="2027-01-01")["mission"].tolist() == [
        "UNMISS",
        "MINUSCA",
        "UNISFA",
        "MONUSCO",
    ]
    steps = days[days["kind"] == "target_step"]
    assert {row.on_day.date() for row in steps.itertuples()} <= {dt.date(2027, 1, 1), dt.date(2028, 1, 1)}
    assert len(steps)
    assert queries.run("days_public", today="2027-01-01")["on_day"].min().date() > dt.date(2027, 1, 1)


def test_a_month_counts_on_its_last_day_and_a_year_on_its_end(published):
    ledger = queries.run("pledge_ledger", snapshot=queries.current("exercise")).set_index("pledge_id")
    days = queries.run("days_public", today="2024-01-01", snapshot=queries.current("exercise"))
    due = days[days["kind"] == "pledge_due"]
    for row in due.itertuples():
        by_when = ledger.loc[row.about, "by_when"]
        end = {4: f"{by_when}-12-31", 7: f"{by_when}-{pd.Period(by_when).days_in_month}"}.get(len(by_when), by_when)
        assert row.on_day.date() == dt.date.fromisoformat(end)
    assert len(due) > 3


def test_each_day_is_an_event_of_its_own_that_a_second_import_moves(restricted):
    view = View(queries.current("exercise", "restricted"), dt.date(2026, 10, 31), "all")
    ahead = facts.days(run, view)
    lines = facts.sentences(run, view, ahead)
    events = facts.events(ahead, lines)
    assert set(ahead["kind"]) == {
        "rotation",
        "ask_by",
        "last_call",
        "renewal",
        "pledge_due",
        "ask_due",
        "mission_end",
        "mandate_end",
        "target_step",
    }
    assert len({event.key for event in events}) == len(events) == len(lines) and ahead["on_day"].is_monotonic_increasing
    later = facts.events(ahead.assign(on_day=ahead["on_day"] + pd.Timedelta(days=1)), lines)
    for row, event, moved in zip(ahead.itertuples(), events, later, strict=True):
        assert (event.key == moved.key) == (row.kind in facts.OF_UNITS)
    rotations = {row.about: line for row, line in zip(ahead.itertuples(), lines, strict=True) if row.kind == "rotation"}
    units = ask("engagement_platoon_units").set_index("unit_id")
    absent = [unit for unit in rotations if unit in units.index and units.loc[unit, "status"] == "absent"]
    absent = [unit for unit in absent if units.loc[unit, "mission"] != "XMC"]  # it ends within a year
    assert absent and all(rotations[unit].endswith("rotates out: ask for a platoon") for unit in absent)
    # A next rotation is called only where there is something to ask it for.
    calls = {
        line.split(": ")[-1] for row, line in zip(ahead.itertuples(), lines, strict=True) if row.kind in facts.CALLS
    }
    assert calls and all(line.startswith("ask for ") for line in calls)
    # The heading counts rotations apart from all else; where none is reported, it says so.
    rotations = int((ahead["kind"] == "rotation").sum())
    said = facts.finding(view, ahead, ahead, "24 months", "all")
    assert said.startswith(f"{rotations} rotations leave within 24 months, the first on ")
    assert said.endswith(f"; {len(ahead) - rotations} other dates")
    other = ahead[ahead["kind"] != "rotation"]
    assert facts.finding(view, other, other, "24 months", "all").endswith("; rotations are not reported")
    assert facts.finding(view, other, ahead, "24 months", "all").endswith("; no rotation of this choice")


def test_the_page_narrows_and_keeps_its_choices_in_the_link(restricted):
    at = app(PAGE, dataset="exercise", ahead="6", kind="rotation", mission="XMB", group="asia_pacific_group")
    days = ask("days_of_units", today=TODAY)
    last = pd.Timestamp(TODAY) + pd.DateOffset(months=6)
    leaving = days[(days["kind"] == "rotation") & (days["mission"] == "XMB") & (days["on_day"] <= last)]
    states = ask("countries").set_index("iso3")[["regional_group", "regional_group_second"]]
    want = leaving[["asia_pacific_group" in states.loc[code].tolist() for code in leaving["iso3"]]]
    assert not at.exception and len(at.dataframe[0].value) == len(want) >= 2 and len(want) < len(leaving)
    assert f"{len(want)} rotations leave within 6 months, the first on {want['on_day'].min().day} " in words(at)
    assert param(at, "group") == "asia_pacific_group"
    assert param(at, "mission") == "XMB" and "Calendar (.ics)" in [b.label for b in at.get("download_button")][0]
    cited = at.caption[1].value
    assert "UNIT-RETURN" in cited and "PLEDGE" not in cited  # nothing of the public days is on screen


def test_an_open_view_knows_no_day_of_a_unit(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    asked = []
    real = queries.run
    monkeypatch.setattr(queries, "run", lambda name, **more: asked.append(name) or real(name, **more))
    at = app(PAGE, dataset="exercise")
    assert not at.exception and "days_public" in asked and "days_of_units" not in asked
    said = "Past the last known day of the mandate, renewal not in these sources: XMB (30 April 2026)."
    assert said in words(at) and "expired" not in words(at)
    assert "renewal runs" not in words(at).lower() and "rotat" not in words(at).lower()


def test_the_process_of_a_ministerial_stands_in_the_calendar_and_on_pledges(published):
    dates = queries.run("process_dates")
    assert [
        (row.kind, str(row.from_on.date()), str(row.to_on.date()), row.precision) for row in dates.itertuples()
    ] == [
        ("preparatory_meeting", "2024-12-10", "2024-12-11", "day"),
        ("preparatory_meeting", "2025-02-04", "2025-02-05", "day"),
        ("preparatory_meeting", "2025-04-15", "2025-04-16", "day"),
        ("details_due", "2025-05-06", "2025-05-06", "day"),
        ("held", "2025-05-13", "2025-05-14", "day"),
        ("rdl_call", "2025-10-01", "2025-10-31", "month"),
        ("implementation_meeting", "2025-11-14", "2025-11-14", "about"),
    ]
    assert dates["source"].str.startswith("Pledging Guide, Berlin 2025").all()
    ahead = queries.run("days_public", today="2025-05-01")
    process = ahead[ahead["kind"] == "process"]
    assert process["words"].tolist() == ["details_due", "held", "rdl_call", "implementation_meeting"]
    said = words(app(PAGE))
    assert "6 May 2025: **Details of all pledges due**, Berlin 2025" in said
    hosts = "Japan, United Kingdom of Great Britain and Northern Ireland, Uruguay"
    assert f"11 December 2024: **Preparatory meeting**, Berlin 2025, Montevideo ({hosts})" in said
    assert "October 2025: **States invited to pledge units to the Rapid Deployment Level**" in said
    assert "about November 2025: **Meeting on the implementation of pledges**" in said
    assert "6 May 2025: **Details of all pledges due**" in words(app("pledges/page.py"))
