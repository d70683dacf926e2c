"""Engagement platoons, police, officers and what moved parity, as people use them; without returns; without the right to them."""

import datetime as dt
import io

import docx
import icalendar
import pandas as pd
import pytest

import queries
from etl import settings
from pages.kit import calendars, formats, notes
from pages.reports import briefs
from pages.women import labels as women_labels
from tests.support.screen import app, param, words

PLATOONS, POLICE, OFFICERS, PARITY = (
    "women/platoons.py",
    "women/police.py",
    "women/officers.py",
    "parity/page.py",
)


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def ask(name, **asked):
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), **asked)


def numbers(at):
    return {metric.label: metric.value for metric in at.metric}


@pytest.mark.parametrize("units", ["battalions_companies", "with_support"])
def test_the_five_states_sum_to_the_units_in_scope(units, restricted):
    at = app(PLATOONS, dataset="exercise", units=units)
    row = ask("engagement_platoon_status", units=units).iloc[0]
    told = numbers(at)
    assert not at.exception and at.title[0].value == "EXERCISE: Engagement platoons"
    states = ("meets", "below", "share_not_reported", "absent", "not_reported")
    assert [told[women_labels.STATUSES[code]] for code in states] == [str(row[f"{code}_count"]) for code in states]
    assert sum(int(told[women_labels.STATUSES[code]]) for code in states) == row["in_scope_count"] > 20
    assert f"**{row['in_scope_count']}** units in scope" in words(at) and "say whether they have a platoon" in words(at)


def test_a_unit_says_how_many_women_are_missing_and_where_it_stands_in_the_file(restricted):
    found = ask("engagement_platoon_units")
    row = next(row for row in found.itertuples() if row.status == "below" and row.more_women_needed > 1)
    at = app(PLATOONS, dataset="exercise", unit=row.unit_id, status="below")
    told = words(at)
    assert (
        f"{row.more_women_needed} more women would reach half" in told
        and formats.plain(row.file_name) in told
        and row.place in told
    )
    table = at.dataframe[0].value
    assert set(table["status"]) == {"Below half women"} and len(table) == (found["status"] == "below").sum()
    history = ask("unit_history", unit_id=row.unit_id)
    assert [len(history)] == [len(frame.value) for frame in at.dataframe if "rotation" in frame.value.columns]


def test_a_share_is_never_told_of_under_ten_people(restricted):
    found = ask("engagement_platoon_units", units="with_support")
    few = found[found["last_platoon_strength"].fillna(0) < 10]
    assert few["women_fraction"].isna().all()
    police = ask("police_language")
    assert police[police["strength_count"].fillna(0) < 10]["french_fraction"].isna().all()
    at = app(OFFICERS, dataset="exercise", show="cadre")
    assert not [cell for cell in at.dataframe[0].value["women"] if "%" in str(cell)]


def test_the_rotations_are_a_calendar_that_a_library_reads_back(restricted):
    at = app(PLATOONS, dataset="exercise", show="rotations")
    assert not at.exception and "What can change at which rotation" in [header.value for header in at.header]
    found = ask("engagement_platoon_units")
    day = pd.Timestamp("2026-10-31")
    ahead = found[(found["rotates_out"] > day) & (found["rotates_out"] <= day + pd.DateOffset(months=12))]
    events = [
        calendars.Event(
            row.rotates_out.date(), row.unit_id, f"{row.unit_id}, ends; \\ here", "8 more women\nover two lines"
        )
        for row in ahead.itertuples()
    ]
    made = calendars.to_ics(events, "Rotations", "Source: returns", dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "exercise")
    read = icalendar.Calendar.from_ical(made)
    told = read.walk("VEVENT")
    assert len(told) == len(ahead) > 10 and str(read["x-wr-calname"]) == "EXERCISE: Rotations"
    assert sorted(one["dtstart"].dt for one in told) == sorted(event.day for event in events)
    assert {str(one["summary"]) for one in told} == {f"EXERCISE: {event.title}" for event in events}
    assert len({str(one["uid"]) for one in told}) == len(told) and "over two lines" in str(told[0]["description"])
    assert made == calendars.to_ics(
        events, "Rotations", "Source: returns", dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "exercise"
    )


def test_whom_to_ask_counts_who_did_not_report(restricted):
    at = app(PLATOONS, dataset="exercise", show="chase")
    found = ask("platoon_chase")
    late = found["state"].isin(("missing", "blank", "share_blank")).sum()
    assert not at.exception and f"**{late}** contributors" in words(at) and late > 0
    assert len(at.dataframe[0].value) == (found["state"] != "reported").sum() < len(found)
    # Every unit of which the share is not told is behind one of these rows.
    status = ask("engagement_platoon_status").iloc[0]
    assert found["share_blank_count"].sum() == status["share_not_reported_count"] > 0
    assert found[["missing_count", "blank_count"]].sum().sum() == status["not_reported_count"]


def test_police_units_stand_beside_one_platoon_of_their_own(restricted):
    at = app(POLICE, dataset="exercise")
    found = ask("fpu_women")
    told = numbers(at)
    assert not at.exception
    for code in ("meets", "within_range", "below", "below_range", "not_reported"):
        assert told[women_labels.POLICE[code]] == str((found["status"] == code).sum())
    at = app(POLICE, dataset="exercise", show="french", mission="XMA")
    french = ask("police_language", mission="XMA")
    assert not at.exception and len(at.dataframe[0].value) == len(french) > 3


def test_the_police_of_contributors_is_public(published):
    at = app(POLICE, category="individual_police_officers")
    found = queries.run("parity_by_contributor", category="individual_police_officers")
    small = found["is_small"].sum()
    assert not at.exception and small == 27 and len(found) == 76
    assert f"{small} with fewer" in words(at) and len(at.dataframe[0].value) == len(found)


def test_officers_together_are_held_against_the_target(restricted):
    at = app(OFFICERS, dataset="exercise")
    whole = ask("officer_parity").iloc[0]
    told = numbers(at)
    assert not at.exception and told["Women"] == f"{whole['women_count']:,}"
    assert f"against {whole['goal_percent']} % of the list's year" in words(at)
    # The list and the monthly file of the same day count the same people.
    month = ask("parity_by_category").set_index("category").loc["unmem_staff_officers"]
    assert (whole["people_count"], whole["women_count"]) == (month["people_count"], month["women_count"])
    assert all("%" not in str(cell) or "." in str(cell) for cell in at.dataframe[0].value["share"])


@pytest.mark.parametrize("look", ["posts", "profiles", "cadre", "training"])
def test_every_look_of_officers_tells_no_single_person(look, restricted):
    at = app(OFFICERS, dataset="exercise", show=look)
    assert not at.exception and at.dataframe
    for frame in at.dataframe:
        assert not {"sex", "post", "iso3"} <= set(frame.value.columns)


@pytest.mark.parametrize("page", [PLATOONS, POLICE, OFFICERS])
@pytest.mark.parametrize("audience", ["open", "restricted"])
def test_without_returns_a_page_says_so_and_what_to_do(page, audience, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    asked = []
    real = queries.run
    monkeypatch.setattr(queries, "run", lambda name, **more: asked.append(name) or real(name, **more))
    at = app(page)
    told = words(at)
    assert not at.exception and "Open the exercise" in [button.label for button in at.button]
    if audience == "restricted":
        assert "nothing is reported: that is not zero" in told and "python -m etl template" in at.code[0].value
    else:
        assert "are restricted" in told
        assert not [name for name in asked if queries.get(name).about["audience"] == "restricted"]
    if page == PLATOONS:
        table = at.dataframe[0].value
        assert set(table["mission"]) == {"MINUSCA", "MONUSCO", "UNIFIL", "UNISFA", "UNMISS"}
        assert any("cases" in header.value for header in at.subheader)


def test_published_cases_are_in_no_count(published):
    cases = queries.run("women_cases")
    assert len(cases) == 4 and cases["source"].notna().all()
    assert queries.run("women_cases", snapshot=queries.current("exercise")).empty


@pytest.mark.parametrize(
    "category", ["contingent_troops", "individual_police_officers", "formed_police_units", "unmem_staff_officers"]
)
def test_what_moved_a_share_sums_to_the_change(category, published):
    at = app(PARITY, show="change", category=category, since="2024-07-31")
    found = queries.run("parity_change", from_date="2024-07-31", category=category)
    sums = found[["from_women_count", "from_people_count", "to_women_count", "to_people_count"]].sum()
    change = 100 * (
        sums["to_women_count"] / sums["to_people_count"] - sums["from_women_count"] / sums["from_people_count"]
    )
    assert not at.exception and f"{change:+.2f} points" in words(at) and param(at, "since") == "2024-07-31"
    table = at.dataframe[0].value
    assert abs(table["total"].sum() - change) < 0.001 * len(table) and len(table) == len(found)
    small = found["to_people_count"].lt(10) & found["to_people_count"].gt(0)
    assert not [cell for cell, few in zip(table["after"], small, strict=True) if few and "%" in cell]


def test_a_misprint_of_either_month_is_said_beside_what_moved_the_share(published):
    # Morocco's troops in UNOCI are printed without men in April 2016, and set aside.
    at = app(PARITY, show="change", category="contingent_troops", since="2016-04-30", month="2017-04-30")
    assert not at.exception and "1 row of April 2016 is set aside." in words(at)
    assert "is set aside" not in words(app(PARITY, show="change", since="2016-06-30", month="2017-04-30"))


def test_before_staff_officers_were_told_apart_the_change_is_not_known(published):
    at = app(PARITY, show="change", category="unmem_staff_officers", since="2016-07-31")
    assert not at.exception and "the change is not known, which is not none" in words(at)


def test_other_pages_gain_what_returns_say(restricted):
    told = numbers(app("overview/page.py", dataset="exercise"))
    row = ask("engagement_platoon_status").iloc[0]
    assert told["Platoons half women or more"] == f"{row['meets_count']} of {row['meets_count'] + row['below_count']}"
    assert told["Did not report on a platoon"] == f"{row['not_reported_count']} of {row['in_scope_count']}"
    units = ask("engagement_platoon_units")
    police = ask("fpu_women")
    iso3 = units[units["status"] == "below"]["iso3"].iloc[0]
    at = app("deployments/country.py", dataset="exercise", iso3=iso3)
    tables = [frame.value for frame in at.dataframe if {"unit_id", "more", "rotates_out"} <= set(frame.value.columns)]
    own = (units, police)
    want = [set(part.loc[part["iso3"] == iso3, "unit_id"]) for part in own if (part["iso3"] == iso3).any()]
    assert not at.exception and [set(table["unit_id"]) for table in tables] == want and want
    rotating = units[
        (units["counts"] == "always") & (units["status"] == "below") & (units["rotates_out"] <= "2027-04-30")
    ]
    at = app("outreach/page.py", dataset="exercise")
    why = (
        dict(at.dataframe[-1].value[["name", "reasons"]].itertuples(index=False))
        if "reasons" in at.dataframe[-1].value
        else {}
    )
    for frame in at.dataframe:
        if {"name", "reasons"} <= set(frame.value.columns):
            why = dict(frame.value[["name", "reasons"]].itertuples(index=False))
    for state, part in rotating.groupby("iso3"):
        assert f"{len(part)} platoon" in why[f"Member State {state}"] and "six months" in why[f"Member State {state}"]
    assert len(rotating) > 2
    cadre = ask("command_cadre")
    below = cadre[(cadre["state"] == "below") & cadre["iso3"].notna()]
    assert len(below) > 1 and all("Command Cadre" in why[f"Member State {row.iso3}"] for row in below.itertuples())


@pytest.mark.parametrize("page", ["overview/page.py", "deployments/country.py", "outreach/page.py"])
def test_other_pages_of_an_open_view_tell_nothing_of_returns(page, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app(page, dataset="exercise", **({"iso3": "QMQ"} if page == "deployments/country.py" else {}))
    told = words(at)
    assert not at.exception and "platoon below half" not in told and "Command Cadre for" not in told
    assert "Women in units" not in [header.value for header in at.header]


def test_the_brief_of_a_state_tells_of_its_units_in_persons(restricted):
    from pages.kit.view import View

    units = ask("engagement_platoon_units")
    one = units[units["status"] == "below"].iloc[0]
    months = ask("months")["as_of"].max().date()
    told = {}
    for audience in ("restricted", "open"):
        with settings.using("exercise"):
            view = View(queries.current("exercise", audience), months, "all")
            page = docx.Document(io.BytesIO(briefs.brief(view, one["iso3"])))
        told[audience] = "\n".join(
            [part.text for part in page.paragraphs]
            + [cell.text for table in page.tables for line in table.rows for cell in line.cells]
        )
        rows = [line for table in page.tables for line in table.rows if one["unit_id"] in line.cells[0].text]
        assert len(rows) == (audience == "restricted")
        for line in rows:
            assert f"{one['platoon_women']:.0f} women, {one['platoon_strength']:.0f} people" in line.cells[1].text
            assert f"{one['more_women_needed']:.0f} more wom" in line.cells[2].text
            assert not any("%" in cell.text for cell in line.cells)
    assert "RESTRICTED" in told["restricted"] and "RESTRICTED" not in told["open"]
    assert "Women in its units" in told["restricted"] and "Women in its units" not in told["open"]


def test_before_and_after_pledges_equals_a_second_count(published):
    found = queries.run("parity_after_pledges")
    ledger = queries.run("pledge_ledger")
    mine = ledger[
        (ledger["category"] == "women_peace_security")
        & ledger["ministerial"].notna()
        & (ledger["status"] != "withdrawn")
    ]
    want = {key: len(part) for key, part in mine.groupby(["ministerial", "iso3"])}
    assert {(row.ministerial, row.iso3): row.pledge_count for row in found.itertuples()} == want and len(want) > 10
    for row in found.itertuples():
        for day, women, people, share in (
            (row.before_as_of, row.from_women_count, row.from_people_count, row.from_women_fraction),
            (row.after_as_of, row.to_women_count, row.to_people_count, row.to_women_fraction),
        ):
            told = queries.run("deployment_rows", as_of=day)
            told = told[told["iso3"] == row.iso3]
            assert (told["women_count"].sum(), told["people_count"].sum()) == (women, people)
            assert pd.isna(share) if people < 10 else share == women / people
    at = app(PARITY, show="change")
    assert not at.exception and "Nothing here says that a pledge moved a share" in words(at)
    assert len(at.dataframe[1].value) == len(found)


def test_tables_under_police_figures_use_the_words_of_police(restricted, monkeypatch):
    shown = {}
    real = notes.under

    def under(view, name, frame, key, **more):
        shown[key] = {column: more["names"][column](code) for column in ("status", "state") if column in frame for code in frame[column].dropna().unique()[:1]}  # fmt: skip
        return real(view, name, frame, key, **more)

    monkeypatch.setattr(notes, "under", under)
    for look, key, names in (("units", "fpu_women", women_labels.POLICE), ("french", "police_language", women_labels.FRENCH)):  # fmt: skip
        assert not app(POLICE, dataset="exercise", show=look).exception
        assert shown[key]["status"] in names.values()
    for look, key, names in (("cadre", "command_cadre", women_labels.CADRE), ("profiles", "officer_profiles", women_labels.HELD)):  # fmt: skip
        assert not app(OFFICERS, dataset="exercise", show=look).exception
        assert shown[key]["state"] in names.values()


def test_a_month_before_the_first_return_says_when_the_first_is(restricted):
    at = app(PLATOONS, dataset="exercise", month="2024-06-30")
    told = words(at)
    assert not at.exception and "the first is of 30 November 2025" in told and "No file of this kind" not in told
    at = app(OFFICERS, dataset="exercise", month="2024-06-30", show="measures")
    assert not at.exception and "2026" not in str(at.dataframe[0].value.to_numpy().tolist())


def test_a_rotation_that_is_over_is_no_reason_to_call(restricted, monkeypatch):
    from pages.kit.view import View
    from pages.women import summary_views as women_summary

    view = View(queries.current("exercise", "restricted"), dt.date(2026, 10, 31), "all")
    now = women_summary.reasons(view)
    assert [told for part in now.values() for told in part if "within six months" in told]
    real = women_summary.run

    def late(name, *rest, **more):
        found = real(name, *rest, **more)
        return found.assign(rotates_out=pd.Timestamp("2024-01-01")) if "rotates_out" in found else found

    monkeypatch.setattr(women_summary, "run", late)
    assert not [told for part in women_summary.reasons(view).values() for told in part if "within six months" in told]
