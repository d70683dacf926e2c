"""Engagement platoons, police and officers as people use them; without returns; without the right to them."""

import datetime as dt
import json
import re

import icalendar
import pandas as pd
import pytest

import queries
from pages.kit import calendars, formats, notes
from pages.kit.view import View
from pages.women import facts, labels, officer_facts, police_facts
from tests.support.screen import app, figures, unfold, ways, words

PLATOONS, POLICE, OFFICERS = "women/platoons.py", "women/police.py", "women/officers.py"
STATES = ("meets", "below", "share_not_reported", "absent", "blank", "missing")


def ask(name, **parameters):
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), **parameters)


@pytest.mark.parametrize("units", ["battalions_companies", pytest.param("with_support", marks=pytest.mark.more)])
def test_the_page_opens_on_a_finding_and_one_mark_for_each_unit_in_scope(units, restricted):
    at = app(PLATOONS, dataset="exercise", units=units)
    row, units = ask("engagement_platoon_status", units=units).iloc[0], ask("engagement_platoon_units", units=units)
    shared, silent = row["meets_count"] + row["below_count"], row["not_reported_count"]
    assert not at.exception and at.title[0].value == "EXERCISE: Engagement platoons"
    assert at.header[0].value == f"{row['meets_count']} of {shared} engagement platoons with a reported share are half women or more; {silent} of {row['in_scope_count']} units did not report whether they have one"  # fmt: skip
    points = json.loads(at.get("echarts_chart")[0].proto.spec)["series"][0]["data"]
    in_scope = units[units["status"].isin(STATES)]
    assert [point["name"] for point in points] == in_scope["unit_id"].tolist() and len(points) == row["in_scope_count"]
    drawn = in_scope["women_fraction"].notna()
    shares = [point["value"][0] for point, is_drawn in zip(points, drawn, strict=True) if is_drawn]
    assert len(shares) == shared and shares == pytest.approx(100 * in_scope.loc[drawn, "women_fraction"], abs=0.05)
    said = words(at)
    assert f"**{row['more_women_needed']}** women are missing in all" in said
    # The column of the table asks nothing of a unit that goes home: the sentence says what that is of the whole.
    unasked = int(re.search(r"\*\*(\d+)\*\* of them (?:is|are) in", said)[1])
    assert row["more_women_needed"] - unasked == at.dataframe[0].value["more"].sum() and unasked > 0
    assert f"**{row['in_scope_count']}** units in scope" in words(at) and "say whether they have a platoon" in words(at)


def test_a_unit_says_how_many_women_are_missing_and_where_it_stands_in_the_file(restricted):
    units = ask("engagement_platoon_units")
    row = next(row for row in units.itertuples() if row.status == "below" and row.more_women_needed > 1)
    at = app(PLATOONS, dataset="exercise", unit=row.unit_id, status="below")
    said = words(at)
    assert f"{row.more_women_needed} more women would reach half" in said
    assert formats.plain(row.file_name) in said and row.place in said
    table = at.dataframe[0].value
    assert set(table["status"]) == {"Below half women"} and len(table) == (units["status"] == "below").sum()
    history = ask("unit_history", unit_id=row.unit_id)
    assert [len(history)] == [len(frame.value) for frame in at.dataframe if "rotation" in frame.value.columns]


def test_a_share_is_never_told_of_under_ten_people(restricted):
    platoons = ask("engagement_platoon_units", units="with_support")
    assert platoons.loc[platoons["last_platoon_strength"].fillna(0) < 10, "women_fraction"].isna().all()
    police = ask("police_language")
    assert police.loc[police["strength_count"].fillna(0) < 10, "french_fraction"].isna().all()


def test_the_rotations_are_a_calendar_that_a_library_reads_back(restricted):
    at = app(PLATOONS, dataset="exercise", show="rotations")
    assert not at.exception and "What can change at which rotation" in words(at)
    units = ask("engagement_platoon_units")
    day = pd.Timestamp("2026-10-31")
    ahead = units[(units["rotates_out"] > day) & (units["rotates_out"] <= day + pd.DateOffset(months=12))]
    below = ahead[ahead["status"] == "below"].sort_values("rotates_out").iloc[0]
    said = f"{(ahead['status'] == 'below').sum()} of {len(ahead)} rotations leave with a platoon below half women; the first is "
    assert at.header[1].value.startswith(f"{said}{below['unit_id']}, on ")
    # Ask by and last call stand 180 and 90 days before, as data/reference says, and those that are past are counted.
    early, late = ((ahead["rotates_out"] - pd.Timedelta(days=days)) <= day for days in (180, 90))
    assert f"Past “ask by”: **{early.sum()}** of {len(ahead)}; past “last call” too: **{late.sum()}**." in words(at)
    assert "“Ask by” stands 180 days before a rotation and “last call” 90: values of our own" in words(at)
    view = View(queries.current("exercise", "restricted"), day.date(), "all")
    real = facts.rotation_events(
        lambda name, snapshot, **more: queries.run(name, snapshot=snapshot, **more), view, ahead, day.date()
    )
    days = {event.key: event.day for event in real}
    # To a unit of XMC, which ends within a year, no call goes.
    goes_on = ahead["mission"] != "XMC"
    assert len(days) == len(real) == 3 * len(ahead) - (early | ~goes_on).sum() - (late | ~goes_on).sum()
    for row in ahead.itertuples():
        assert days[f"rotation-{row.unit_id}"] == row.rotates_out.date()
        assert days.get(f"last_call-{row.unit_id}", row.last_call.date()) == row.rotates_out.date() - dt.timedelta(
            days=90
        )
        assert days.get(f"ask_by-{row.unit_id}", row.ask_by.date()) == row.rotates_out.date() - dt.timedelta(days=180)
    events = [
        event._replace(title=f"{event.title}, ends; \\ here", text="8 more women\nover two lines") for event in real
    ]
    made = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    file = calendars.to_ics(events, "Rotations", "Source: returns", made, "exercise")
    read = icalendar.Calendar.from_ical(file)
    entries = read.walk("VEVENT")
    assert len(entries) == len(events) > len(ahead) > 10 and str(read["x-wr-calname"]) == "EXERCISE: Rotations"
    assert sorted(entry["dtstart"].dt for entry in entries) == sorted(event.day for event in events)
    assert {str(entry["summary"]) for entry in entries} == {f"EXERCISE: {event.title}" for event in events}
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    assert "over two lines" in str(entries[0]["description"])
    assert file == calendars.to_ics(events, "Rotations", "Source: returns", made, "exercise")


def test_the_trend_ends_at_the_month_shown_and_both_ways_of_saying_nothing_are_parted(restricted):
    at = app(PLATOONS, dataset="exercise", show="trend")
    months, status = ask("platoon_trend"), ask("engagement_platoon_status").iloc[0]
    last = months.iloc[-1]
    for column in ("more_women_needed", "meets_count", "blank_count", "missing_count", "in_scope_count"):
        assert last[column] == status[column]
    assert not at.exception and len(months) > 6 and months["as_of"].is_monotonic_increasing
    line = json.loads(at.get("echarts_chart")[0].proto.spec)["series"][0]["data"]
    assert [point["value"][1] for point in line if isinstance(point, dict)] == months["more_women_needed"].tolist()
    units = ask("engagement_platoon_units")
    for code in ("not_reported", "blank"):  # an older link names both together
        at = app(PLATOONS, dataset="exercise", status=code)
        want = units["status"].isin(("blank", "missing") if code == "not_reported" else (code,)).sum()
        assert not at.exception and len(at.dataframe[0].value) == want > 0


def test_whom_to_ask_counts_who_did_not_report(restricted):
    at = app(PLATOONS, dataset="exercise", show="chase")
    contributors = ask("platoon_chase")
    asked = contributors[contributors["mission"] != "XMC"]  # it ends within a year: nobody is chased for it
    late = asked["state"].isin(("missing", "blank", "share_blank")).sum()
    assert not at.exception and f"**{late}** contributors" in words(at) and late > 0 and len(asked) < len(contributors)
    assert len(at.dataframe[0].value) == (asked["state"] != "reported").sum() < len(asked)
    # Every unit of which the share is not told is behind one of these rows.
    status = ask("engagement_platoon_status").iloc[0]
    assert contributors["share_blank_count"].sum() == status["share_not_reported_count"] > 0
    assert contributors[["missing_count", "blank_count"]].sum().sum() == status["not_reported_count"]


def test_the_bars_stand_in_un_order_with_names_of_contributors(restricted):
    at = app(PLATOONS, dataset="exercise", show="bars", by="iso3")
    status = ask("engagement_platoon_status", by="iso3")
    codes = sorted(status.loc[status["in_scope_count"] > 0, "code"])
    chart = at.get("echarts_chart")[0].proto
    places = [chart.spec.index(f"Member State {code}") for code in codes]
    assert not at.exception and places == sorted(places, reverse=True) and len(places) > 5  # the first on top


def test_police_units_stand_beside_one_platoon_of_their_own(restricted, monkeypatch):
    named = words_of_codes(monkeypatch)
    at = app(POLICE, dataset="exercise")
    units = ask("fpu_women")
    shown = figures(at)
    assert not at.exception and named["fpu_women"]["status"] in labels.POLICE.values()
    assert at.header[0].value == police_facts.units_finding(units)
    for code in ("meets", "within_range", "below", "below_range", "not_reported"):
        assert shown[labels.POLICE[code]] == str((units["status"] == code).sum())
    at = app(POLICE, dataset="exercise", show="french", mission="XMA")
    assert not at.exception and named["police_language"]["status"] in labels.FRENCH.values()
    french = ask("police_language", mission="XMA")
    assert len(at.dataframe[0].value) == len(french) > 3 and at.header[0].value == police_facts.french_finding(french)


def words_of_codes(monkeypatch) -> dict:
    """Return what tables under figures make of codes, by key of the figure and column, once a page has run."""
    named = {}
    real = notes.under

    def under(view, query, frame, key, **more):
        codes = {column: frame[column].dropna() for column in ("status", "state") if column in frame}
        named[key] = {column: more["names"][column](code.iloc[0]) for column, code in codes.items() if len(code)}
        return real(view, query, frame, key, **more)

    monkeypatch.setattr(notes, "under", under)
    return named


def test_the_police_of_contributors_is_public(published):
    at = app(POLICE, category="individual_police_officers")
    states = queries.run("parity_by_contributor", category="individual_police_officers")
    small = states["is_small"].sum()
    assert not at.exception and small == 27 and len(states) == 76
    reached = (states.loc[~states["is_small"], "verdict"] == "reached").sum()
    assert (
        at.header[0].value
        == f"Individual police officers: {reached} of {76 - 27} contributors are at or above the target"
    )
    assert f"{small} with fewer" in words(at) and len(at.dataframe[0].value) == len(states)


def test_police_of_regional_groups_is_public_and_a_month_without_missions_is_no_zero(published):
    at = app(POLICE, show="groups")
    rows = queries.run("police_by_group")
    table = at.dataframe[0].value.set_index("name")
    assert not at.exception and at.header[0].value == police_facts.groups_finding(rows)
    states = queries.run("parity_by_contributor", category="formed_police_units").merge(
        queries.run("countries"), on="iso3"
    )
    people = states.groupby("regional_group")["people_count"].sum()
    assert table.loc["African", "formed_police_units_people_count"] == people["african_group"]
    assert table["formed_police_units_contributor_count"].sum() == len(states)
    silent = words(app(POLICE, show="groups", month="2018-06-30", scope="peacekeeping"))
    assert "published without missions" in silent and "Nobody" not in silent


def test_officers_together_are_held_against_the_target(restricted):
    at = app(OFFICERS, dataset="exercise")
    total = ask("officer_parity").iloc[0]
    assert not at.exception and figures(at)["Women"] == f"{total['women_count']:,}"
    assert at.header[0].value == officer_facts.posts_finding(
        total
    ) and f"target of 2026 {total['target_percent']} %" in words(at)
    # The list and the monthly file of the same day count the same people.
    month = ask("parity_by_category").set_index("category").loc["unmem_staff_officers"]
    assert (total["people_count"], total["women_count"]) == (month["people_count"], month["women_count"])
    assert all("%" not in str(cell) or "." in str(cell) for cell in at.dataframe[0].value["share"])
    tells_no_single_person(at)


def tells_no_single_person(at):
    assert at.dataframe and not at.exception
    for frame in at.dataframe:
        assert not {"sex", "post", "iso3"} <= set(frame.value.columns)


def test_profiles_cadre_and_training_tell_no_single_person(restricted, monkeypatch):
    named = words_of_codes(monkeypatch)
    profiles = app(OFFICERS, dataset="exercise", show="profiles")
    cadre = app(OFFICERS, dataset="exercise", show="cadre")
    for at in (profiles, cadre, app(OFFICERS, dataset="exercise", show="training")):
        tells_no_single_person(at)
    assert named["officer_profiles"]["state"] in labels.HELD.values()
    assert named["command_cadre"]["state"] in labels.CADRE.values()
    wanted = ask("officer_profiles")
    cells = profiles.dataframe[0].value.set_index("profile")
    for row in wanted.itertuples():
        cell = cells.loc[labels.PROFILES[row.profile], row.mission]
        assert pd.isna(cell) if row.state == "no_post" else cell == f"{row.held_count} of {row.post_count} held"
    assert not [cell for cell in cadre.dataframe[0].value["women"] if "%" in str(cell)]
    assert profiles.header[0].value == officer_facts.profiles_finding(wanted)
    assert cadre.header[0].value == officer_facts.cadre_finding(ask("command_cadre").iloc[0])


@pytest.mark.parametrize("page", [PLATOONS, POLICE, OFFICERS])
@pytest.mark.parametrize("audience", ["open", "restricted"])
def test_without_returns_a_page_says_so_and_what_to_do(page, audience, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    asked = []
    real = queries.run
    monkeypatch.setattr(queries, "run", lambda name, **more: asked.append(name) or real(name, **more))
    at = app(page)
    said = words(at)
    assert not at.exception and "Open the exercise" in [button.label for button in at.button]
    if audience == "restricted":
        assert "nothing is reported: that is not zero" in said and "Load data" in ways(at)
    else:
        assert "are restricted" in said and "Load data" not in ways(at)
        assert not [name for name in asked if queries.get(name).about["audience"] == "restricted"]
    if page == PLATOONS:
        assert set(at.dataframe[0].value["mission"]) == {"MINUSCA", "MONUSCO", "UNIFIL", "UNISFA", "UNMISS"}
        assert any("cases" in header.value for header in at.subheader)


def test_published_cases_are_in_no_count(published):
    cases = queries.run("women_cases")
    assert len(cases) == 4 and cases["source"].notna().all()
    assert queries.run("women_cases", snapshot=queries.current("exercise")).empty


def test_a_month_before_the_first_return_says_when_the_first_is(restricted):
    at = app(PLATOONS, dataset="exercise", month="2024-06-30")
    said = words(at)
    assert not at.exception and "the first is of 30 November 2025" in said and "No file of this kind" not in said
    at = app(OFFICERS, dataset="exercise", month="2024-06-30", show="measures")
    assert not at.exception and "2026" not in str(at.dataframe[0].value.to_numpy().tolist())


def test_other_pages_gain_what_returns_say(restricted):
    shown = figures(unfold(app("overview/page.py", dataset="exercise")))
    row = ask("engagement_platoon_status").iloc[0]
    assert shown["Platoons half women or more"] == f"{row['meets_count']} of {row['meets_count'] + row['below_count']}"
    assert shown["Did not report on a platoon"] == f"{row['not_reported_count']} of {row['in_scope_count']}"
    units = ask("engagement_platoon_units")
    iso3 = units.loc[units["status"] == "below", "iso3"].iloc[0]
    at = app("deployments/country.py", dataset="exercise", iso3=iso3)
    tables = [frame.value for frame in at.dataframe if {"unit_id", "more", "rotates_out"} <= set(frame.value.columns)]
    own = [set(part.loc[part["iso3"] == iso3, "unit_id"]) for part in (units, ask("fpu_women"))]
    assert not at.exception and [set(table["unit_id"]) for table in tables] == list(filter(None, own)) != []


@pytest.mark.parametrize("page", ["overview/page.py", "deployments/country.py", "outreach/page.py"])
def test_other_pages_of_an_open_view_tell_nothing_of_returns(page, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app(page, dataset="exercise", **({"iso3": "QMQ"} if page == "deployments/country.py" else {}))
    said = words(at)
    assert not at.exception and "platoon below half" not in said and "Command Cadre for" not in said
    assert "Women in units" not in [header.value for header in at.header]
