"""Rosters on pages of other things: what two exports differ in, the units of a state, readiness at a glance; none of it in an open view."""

from collections import Counter
from pathlib import Path

import pytest

import queries
from etl import settings
from pages.capabilities import labels
from pages.kit import cache
from tests.support.etl_fixtures import reading
from tests.support.screen import app, param, unfold, ways, words

CHANGED, COUNTRY, OVERVIEW = "deployments/changes.py", "deployments/country.py", "overview/page.py"
TODAY = {"today": settings.EXERCISE_DAY}


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def ask(name, **asked):
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), **asked)


def numbers(at):
    return {metric.label: metric.value for metric in at.metric}


def test_two_exports_are_compared_and_the_numbers_are_those_of_the_rows(restricted):
    at = app(CHANGED, dataset="exercise", show="rosters")
    found = ask("roster_change")
    count = Counter(found["change"])
    told = numbers(at)
    assert not at.exception and at.title[0].value == "EXERCISE: What changed"
    for code in ("new", "promoted", "demoted", "gone_stale", "selected", "withdrawn"):
        assert told[labels.CHANGES[code]] == str(count[code]) and count[code] > 0
    assert f"**{found['unit_id'].nunique()}** units differ." in words(at)
    table = at.dataframe[0].value
    assert len(table) == len(found)
    promoted = table[table["change"] == "Promoted"]
    assert all(" → " in level for level in promoted["level"])
    assert all("PCRS-ROSTER_2026-06-30.xlsx" in place for place in promoted["before"])
    assert (param(at, "from"), param(at, "to")) == ("2026-06-30", "2026-09-30")


@pytest.mark.parametrize(
    "link", [{"from": "2026-03-31", "to": "2026-09-30"}, {"from": "2026-09-30", "to": "2026-03-31"}]
)
def test_any_two_exports_are_compared_and_the_link_keeps_them(link, restricted):
    kind = "promoted" if link["to"] == "2026-09-30" else "demoted"
    at = app(CHANGED, dataset="exercise", show="rosters", change=kind, **link)
    found = ask("roster_change", from_export=link["from"], to_export=link["to"])
    assert len(at.dataframe[0].value) == (found["change"] == kind).sum() > 0
    assert {name: param(at, name) for name in link} == link


def test_nothing_differs_between_an_export_and_itself(restricted):
    at = app(CHANGED, dataset="exercise", show="rosters", **{"from": "2026-06-30", "to": "2026-06-30"})
    assert not at.exception and "No unit differs between these two exports." in words(at)


def test_a_unit_is_followed_through_the_exports(restricted):
    found = ask("roster_change")
    unit = found.loc[found["change"] == "promoted", "unit_id"].iloc[0]
    at = app(CHANGED, dataset="exercise", show="rosters", unit=unit)
    history = ask("roster_history", unit_id=unit, **TODAY)
    assert at.dataframe[1].value["change"].dropna().tolist()[-1] == "Promoted" and len(at.dataframe[1].value) == len(
        history
    )


@pytest.mark.parametrize("code", ["x", "2026-13-01", "%00;--", "1999-01-01"])
def test_an_unknown_export_in_a_link_is_said(code, restricted):
    at = app(CHANGED, dataset="exercise", show="rosters", **{"from": code})
    assert not at.exception and "not known here" in words(at) and param(at, "from") == "2026-06-30"


def test_without_a_roster_the_pages_say_so(restricted):
    at = app(CHANGED, show="rosters")
    assert not at.exception and "No export of the PCRS is loaded" in words(at)
    assert ways(at) == ["Load data"]
    assert "No export of the PCRS is loaded: not reported" in words(app(COUNTRY, iso3="RWA"))
    at = app(OVERVIEW)
    assert not at.exception and "Readiness" not in [header.value for header in at.header]


def test_the_units_of_a_state_stand_on_its_page(restricted):
    units = ask("roster_units", **TODAY)
    iso3 = units["iso3"].value_counts().index[0]
    own = units[units["iso3"] == iso3]
    at = app(COUNTRY, dataset="exercise", iso3=iso3)
    told = numbers(at)
    assert not at.exception and told["Available"] == str(int(own["is_available"].sum()))
    assert told["Stale"] == str(int((own["renewal"] == "stale").sum())) and told["Level 1"] == str(
        own["level"].notna().sum()
    )
    (table,) = [frame.value for frame in at.dataframe if "bottleneck" in frame.value.columns]
    assert set(table["unit_id"]) == set(own["unit_id"]) and "capability" in table.columns
    none = sorted(
        set(queries.run("countries", snapshot=queries.current("exercise", "restricted"))["iso3"]) - set(units["iso3"])
    )
    assert "lists no unit of" in words(app(COUNTRY, dataset="exercise", iso3=none[0]))


def test_slots_and_other_roles_of_a_state_are_those_of_the_rows(restricted):
    snapshot = queries.current("exercise", "restricted")
    states = queries.run("countries", snapshot=snapshot)["iso3"]
    newest = "join mart.roster_unit as unit using (export_on, unit_id) where unit.is_newest"
    with reading(Path(queries.engine.place(snapshot))) as con:
        rows = con.execute("select unit_id, iso3, status from mart.roster_unit where is_newest").fetchall()
        slots = con.execute(f"select part.iso3, unit_id from mart.roster_slot as part {newest}").fetchall()
        partners = con.execute(f"select part.iso3, unit_id from mart.roster_partner as part {newest}").fetchall()
    owner = {unit: iso3 for unit, iso3, status in rows if status != "withdrawn"}
    wanted = Counter((iso3, unit) for iso3, unit in slots if iso3 and unit in owner)  # a slot of no state is uncovered
    wanted += Counter((iso3, unit) for iso3, unit in partners if unit in owner and owner[unit] != iso3 and iso3)
    got = Counter((iso3, unit) for iso3 in states for unit in ask("roster_parts", iso3=iso3)["unit_id"])
    assert got == wanted and len(slots) > 0 and len(partners) > 0
    at = app(COUNTRY, dataset="exercise", iso3="QMB")
    (table,) = [frame.value for frame in at.dataframe if {"slot_from", "state"} <= set(frame.value.columns)]
    assert sorted(table["unit_id"]) == sorted(unit for iso3, unit in wanted.elements() if iso3 == "QMB")


def test_without_a_roster_the_overview_has_one_line(restricted, monkeypatch):
    assert "what could deploy is not reported, which is not zero" in words(app(OVERVIEW))
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    assert "what could deploy is not shown here" in words(app(OVERVIEW, dataset="exercise"))


def test_the_overview_tells_what_the_other_pages_tell(restricted):
    told = numbers(unfold(app(OVERVIEW, dataset="exercise")))
    curve = ask("readiness_curve", **TODAY)
    units = ask("roster_units", **TODAY)
    assert told["Units available"] == str(curve["unit_count"].max())
    assert told["Stale"] == str((units["renewal"] == "stale").sum())
    assert told["Selected and waiting"] == str(len(ask("selected_waiting", **TODAY)))
    assert told["At RDL (verified)"] == str((units["level"] == "rdl").sum())
    assert told["Critical mission gaps"] == str((ask("mission_gap", **TODAY)["state"] == "critical_gap").sum())


@pytest.mark.parametrize(
    ("page", "more"), [(CHANGED, {"show": "rosters", "unit": "QMB-001"}), (COUNTRY, {"iso3": "QMB"}), (OVERVIEW, {})]
)
def test_an_open_view_never_asks_for_a_roster(page, more, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    asked = []
    real = queries.run

    def noted(name, **rest):
        asked.append(name)
        return real(name, **rest)

    monkeypatch.setattr(queries, "run", noted)
    cache.forget()  # what is kept is not asked for
    at = app(page, dataset="exercise", **more)
    told = words(at)
    assert (
        not at.exception
        and asked
        and not [name for name in asked if queries.get(name).about["audience"] == "restricted"]
    )
    assert "restricted" in told or page == OVERVIEW
    assert "Level 2" not in told and "stale" not in told.lower()


def test_an_ask_with_a_quantity_is_held_against_available_units(restricted):
    plain = ask("requirement_status", **TODAY).set_index("requirement_id")
    told = ask("requirement_standing", **TODAY).set_index("requirement_id")
    stage = ask("capability_stage", **TODAY).set_index("capability")
    changed = told.index[told["status"] != plain["status"]]
    assert len(changed) > 5 and {"met", "partly_met", "unmet"} == set(told.loc[changed, "status"])
    for name in changed:
        row = stage.loc[told.loc[name, "capability"]]
        assert plain.loc[name, "status"] == "not_reported" and told.loc[name, "available_quantity"] == row["available"]
        least = "met" if row["available"] >= row["outstanding"] else "partly_met" if row["available"] else "unmet"
        assert told.loc[name, "status"] == least
    rest = told.index.difference(changed)
    assert told.loc[rest, "available_quantity"].isna().all()
    assert set(told.loc[rest][told.loc[rest, "status"] == "not_reported"]["languages"].dropna()) == {"fr"}
    at = app("requirements/page.py", dataset="exercise", ask="UNI-QRF-01")
    assert not at.exception and "**7**" in words(at)
    public = queries.current("public", "restricted")
    for name in ("requirement_status", "requirement_standing"):
        assert queries.run(name, snapshot=public, **TODAY)["available_quantity"].isna().all()
