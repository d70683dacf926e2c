"""The morning page: its sentences against its frames, the way to a unit's entry, what is not reported, and nothing of it in an open view."""

import datetime as dt
import shutil
from types import SimpleNamespace

import duckdb
import pytest

import queries
from etl import settings
from pages.kit.view import View
from pages.today import charts, facts, finding_facts
from tests.support.screen import app, newest, param, texts, unfold, ways, words

PAGE = "today/page.py"
TODAY = settings.EXERCISE_DAY


def run(name, snapshot, **parameters):
    return queries.run(name, snapshot=snapshot, **parameters)


def made(view: View | None = None) -> facts.Morning:
    view = view or newest("exercise", "restricted")
    return facts.morning(run, view)


def test_each_sentence_says_what_its_frame_holds(restricted):
    morning = made()
    at = app(PAGE, dataset="exercise")
    said = words(at)
    waiting, rotations, visits = morning.waiting, morning.rotations, morning.visits

    # Ten selected units, each at one step: the numbers of the sentence add up to them.
    sentence = finding_facts.waiting_finding(waiting)
    told = [int(part.split()[0]) for part in sentence.split(": ")[1].split(", ")]
    assert sentence in said and sum(told) == len(waiting) > 5 and told == sorted(told, reverse=True)
    assert f"{(waiting['step'] == 'load_list').sum()} for an accurate load list" in sentence
    late = waiting[waiting["ready_by"].dt.date < TODAY]
    assert f"{len(late)} is over ({late['unit_id'].iloc[0]}: 15 October 2026)" in said and len(late) == 1
    assert f"of {waiting['ready_by'].isna().sum()} no first day is reported" in said
    soon = waiting[(waiting["arrives_on"].dt.date <= TODAY + dt.timedelta(30)) & waiting["open_steps"].notna()]
    assert len(soon) > 1 and all(f"{unit} is expected in" in said for unit in soon["unit_id"])

    ahead = rotations[rotations["rotates_out"].dt.date >= TODAY]
    named, home = (int((ahead["replacement"] == code).sum()) for code in ("named", "repatriation"))
    assert f"{len(ahead)} rotations leave within 60 days" in said and f"replacement named for {named}" in said
    assert f"{home} to go home" in said and home and named
    week = visits[visits["on_day"].dt.date.between(TODAY, TODAY + dt.timedelta(6))]
    assert f"{(visits['in_days'] >= 0).sum()} visits have a day within 60 days, {len(week)} of them this week" in said
    assert "1 day is past" in said and (visits["in_days"] < 0).sum() == 1
    assert f"{morning.slots['unit_id'].nunique()} smart pledges have days within a year" in said
    near = facts.renewals(morning.units, TODAY)
    assert f"{len(near)} renewals run out within 60 days" in said
    assert near["renew_by"].dt.date.between(TODAY, TODAY + dt.timedelta(60)).all() and len(near) > 20
    assert f"{len(morning.shortfalls['lacks'].dropna())} of {len(morning.shortfalls)} units that serve a line" in said
    available = morning.units[morning.units["is_available"]]
    french = int(available["languages"].str.contains("fr", na=False).sum())
    assert f"{french} French" in said and f"with a caveat: {available['caveats'].notna().sum()}" in said

    # The first screen names what happens this week, each with its unit; the map counts the same dates.
    this_week = morning.ahead[morning.ahead["in_days"] < 7]
    assert [head.value for head in at.subheader] == [
        "This week · 1 to 7 November 2026",
        "Next week · 8 to 14 November 2026",
    ]
    (listed,) = [part.value for part in at.markdown if "No rotation leaves; the next, 7 units, do on 15" in part.value]
    assert all(f"[{unit}](country?" in listed for unit in this_week["unit_id"]) and len(this_week) > 8
    without = morning.columns[morning.columns["source"] != "unit_return"]
    assert [line.split(":")[0] for line in finding_facts.not_reported(without)] == ["Returns of units"]
    weeks = facts.weeks(morning.ahead, TODAY)
    assert weeks["day_count"].sum() == len(morning.ahead) and (weeks["week"] < charts.WEEKS).all()
    assert f"{len(morning.ahead)} dates lie ahead within 60 days: {len(this_week)} this week" in said


def test_a_unit_leads_to_its_entry_in_the_roster(restricted):
    at = app(PAGE, dataset="exercise")
    unit = made().waiting.iloc[3]
    at.session_state["open_waiting"] = SimpleNamespace(row=3)
    at.run()
    assert not at.exception and at.title[0].value == f"EXERCISE: Member State {unit['iso3']}"
    assert param(at, "unit") == unit["unit_id"] and "One unit by export" in str(at.selectbox(key="unit").label)


@pytest.mark.parametrize("dataset", ["public", "exercise"])
def test_an_open_view_says_so_and_holds_nothing_of_it(dataset, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    asked = []
    real = queries.run
    monkeypatch.setattr(queries, "run", lambda name, **more: asked.append(name) or real(name, **more))
    at = unfold(app(PAGE, dataset=dataset))
    assert not at.exception and "Today is for restricted data" in words(at) and not at.dataframe
    assert not set(asked) & {name for name in queries.names() if queries.get(name).about["audience"] == "restricted"}
    units = set(real("roster_units", snapshot=queries.current("exercise", "restricted"), today=TODAY)["unit_id"])
    shown = " ".join(text for _where, text in texts(at))
    assert len(units) > 100 and not [unit for unit in units if unit in shown]


def test_without_a_file_there_is_one_line_and_the_way_on(restricted):
    at = app(PAGE)
    assert "which is not none" in words(at) and ways(at) == ["Load data"] and not at.dataframe and not at.header
    at.button(key="exercise_today").click().run()
    assert not at.exception and param(at, "dataset") == "exercise" and "selected units wait" in words(at)


def test_a_column_that_nobody_reports_is_named_and_nothing_is_said_of_it(restricted, tmp_path, monkeypatch):
    shutil.copytree(restricted / "build", tmp_path / "build")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    with duckdb.connect(queries.place(queries.current("exercise", "restricted"))) as con:
        silent = ("invited_on", "invitation_accepted_on", "mou_state", "predeployment_visit_on", "visit_planned_on", "verification_date", "caveats")  # fmt: skip
        con.execute(f"update mart.roster_unit set {', '.join(f'{name} = null' for name in silent)}")
        con.execute("update mart.unit_return set rotates_out = null")
    at = app(PAGE, dataset="exercise")
    said = words(at)
    assert not at.exception and "selected units wait" in said and "an invitation" not in said
    assert "Invited on: no row reports it, so" in said and "Leaves on: no row reports it, so" in said
    assert (
        "No rotation leaves" not in said and "No visit has a day" not in said and "with a caveat: not reported" in said
    )
    drawn = [part.proto.spec for part in at.get("echarts_chart")]
    assert not any("Pre-deployment visits" in spec or "Rotations that leave" in spec for spec in drawn)


def test_before_the_first_export_nobody_is_said_to_be_none(restricted):
    said = words(app(PAGE, dataset="exercise", month="2025-12-31"))
    assert (
        "who is selected and waits is not reported, which is not none" in said
        and "the first is of 31 March 2026" in said
    )
    assert "No unit is" not in said and "No visit" not in said and "No unit that" not in said
    assert "rotations leave within 60 days" in said and "Export of the PCRS: none for this day" in said


def test_a_kept_morning_is_of_its_language_and_group(restricted):
    def rotations(**link):
        at = app(PAGE, dataset="exercise", **link)
        assert not at.exception
        (table,) = [one.value for one in at.dataframe if "rotates_out" in one.value]
        return table

    everyone, french, own = rotations(), rotations(lang="fr"), rotations(group="asia_pacific_group")
    assert set(everyone["replacement"].dropna()).isdisjoint(french["replacement"].dropna()) and len(everyone) == len(
        french
    )
    assert 0 < len(own) < len(everyone) and set(own["unit_id"]) < set(everyone["unit_id"])
    assert rotations().equals(everyone) and rotations(group="asia_pacific_group").equals(own)
