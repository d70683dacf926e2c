"""Events after the newest month: what press alone says, or names a state that leaves, is in no open database."""

import csv
import datetime as dt

import pandas as pd
import pytest

import queries
from etl import settings
from etl.build import publish
from pages.deployments import event_facts
from pages.kit.view import View
from tests.support.etl_fixtures import reading
from tests.support.screen import app, words

JULY = dt.date(2025, 7, 31)


def run(name, snapshot, **parameters):
    return queries.run(name, snapshot=snapshot, **parameters)


@pytest.mark.parametrize(("dataset", "hidden"), [("public", 9), ("exercise", 1)])
def test_the_open_database_never_held_an_event_that_is_restricted(dataset, hidden, published):
    with settings.using(dataset), settings.reference_file("mission_event").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    secret = {row["event_id"] for row in rows if row["standing"] == "press" or row["kind"] == "withdrawal"}
    assert len(secret) == hidden and not [row for row in rows if row["states"] and row["event_id"] not in secret]
    held = {}
    for audience in ("open", "restricted"):
        path = settings.database_file(str(publish.current()), dataset, audience)
        with reading(path) as con:
            held[audience] = {code for (code,) in con.execute("select event_id from mart.mission_event").fetchall()}
        if audience == "open":
            content = path.read_bytes()
            assert not [row["words"] for row in rows if row["event_id"] in secret and row["words"].encode() in content]
    assert held["restricted"] == {row["event_id"] for row in rows} and held["open"] == held["restricted"] - secret


def test_the_missions_hold_what_was_decided_of_them(published):
    known = queries.run("missions").set_index("mission_code")
    assert known.loc["UNSOH", ["kind", "host_iso3"]].tolist() == ["support_office", "HTI"]
    days = known[["ended_on", "operations_end_on", "mandate_last_day"]].apply(lambda column: column.dt.strftime("%F"))
    assert days.loc["UNMHA", "ended_on"] == "2026-03-31" and days.loc["UNAMI", "ended_on"] == "2025-12-31"
    assert days.loc["UNTMIS", "operations_end_on"] == "2026-10-31"
    assert days["mandate_last_day"].dropna().to_dict() == {
        "MONUSCO": "2026-12-20", "MINUSCA": "2026-11-15", "UNISFA": "2026-11-15", "UNMISS": "2026-04-30",
        "UNIFIL": "2026-12-31", "UNMHA": "2026-03-31", "UNAMI": "2025-12-31",
    }  # fmt: skip
    ceilings = known.loc[["MONUSCO", "MINUSCA", "UNISFA", "UNMISS"], ["ceiling_military", "ceiling_police"]]
    assert ceilings.to_numpy().tolist() == [["11500", "1713"], ["14046", "2999"], ["3250", "640"], ["17000", "2101"]]
    assert known.loc[known["ended_on"].notna() & (known["ended_on"] > "2025-07-31"), "ended_source"].notna().all()


def test_an_older_month_says_what_it_does_not_show_and_press_only_in_a_restricted_view(published):
    opened, restricted = (View(queries.current("public", audience), JULY, "all") for audience in ("open", "restricted"))
    line, *others = event_facts.not_shown(run, opened)
    assert line.startswith("Not in these figures of July 2025: the drawdown announced on 8 October 2025")
    said = " ".join(others)
    assert (
        "the end of UNIFIL on 31 December 2026" in said
        and "restricted, press" not in said
        and "South Africa" not in said
    )
    first, *more = event_facts.not_shown(run, restricted)
    assert first == line and set(others) < set(more)
    assert all(entry.startswith("restricted, press") for entry in set(more) - set(others))
    # Of one mission and of one state: what concerns them, and what concerns all.
    of_unifil = event_facts.not_shown(run, opened, mission="UNIFIL")
    assert of_unifil[0].startswith("Not in these figures of July 2025: the end of UNIFIL")
    assert "8 October 2025" in of_unifil[1] and not any("UNAMI" in entry or "UNMHA" in entry for entry in of_unifil)
    assert any("UNIFIL" in entry for entry in event_facts.not_shown(run, opened, iso3="IDN"))  # it has people there
    assert not any("UNIFIL" in entry for entry in event_facts.not_shown(run, opened, iso3="ZAF"))
    assert any("South Africa" in entry for entry in event_facts.not_shown(run, restricted, iso3="ZAF"))
    assert not any("South Africa" in entry for entry in event_facts.not_shown(run, restricted, iso3="BGD"))
    handed = event_facts.not_shown(run, restricted, is_handed_over=True, iso3="ZAF")
    assert handed and "South Africa" not in " ".join(handed) and "](" not in " ".join(handed)
    # On the day of an event it is no longer after the month; nothing is left after the last.
    days = run("mission_events", opened.snapshot, as_of="2025-12-31")["event_id"].tolist()
    assert days == ["EV13", "EV15", "EV16"] and run("mission_events", opened.snapshot, as_of="2026-10-31").empty


def test_the_line_stands_on_the_four_pages_and_not_where_the_month_is_newer(published):
    for page, chosen in (
        ("overview/page.py", {}),
        ("parity/page.py", {"show": "lines"}),
        ("deployments/missions.py", {}),
        ("deployments/country.py", {"iso3": "IDN"}),
    ):
        said = words(app(page, **chosen))
        assert "Not in these figures of July 2025" in said and "drawdown announced on 8 October 2025" in said, page
    said = words(app("deployments/missions.py", mission="UNMISS"))
    assert "The last known day of its mandate was 30 April 2026; renewal not in these sources." in said
    assert "expired" not in said and "drawdown" in said


def test_nothing_is_asked_of_what_ends_within_a_year_or_goes_home(published):
    opened, restricted = (queries.current("public", audience) for audience in ("open", "restricted"))
    assert run("silent_contingents", opened, today="2025-12-30")["mission"].tolist().count("UNIFIL") == 0
    silent = run("silent_contingents", opened, today="2025-12-31")
    assert {"UNIFIL", "UNTMIS", "UNMHA", "UNAMI", "MINUSMA"} <= set(silent["mission"])
    assert not {"MINUSCA", "UNMISS", "UNISFA", "MONUSCO"} & set(silent["mission"]) and silent["iso3"].isna().all()
    home = run("silent_contingents", restricted, today="2025-12-31").dropna(subset=["iso3"])
    assert set(home[["mission", "iso3", "category"]].itertuples(index=False, name=None)) == {
        ("MONUSCO", "BGD", "formed_police_units"),
        ("MONUSCO", "ZAF", "contingent_troops"),
    }
    parity = run("parity_by_mission", opened, as_of=JULY)
    asked = event_facts.without_needs(run, View(opened, JULY, "all"), parity).set_index("mission")
    assert asked.loc["UNIFIL", "more_women_by_replacement"].isna().all()
    assert parity.set_index("mission").loc["UNIFIL", "more_women_by_replacement"].gt(0).any()
    others = parity["mission"].isin(("UNMISS", "MINUSCA")).to_numpy()
    assert asked["more_women_by_replacement"][others].tolist() == parity["more_women_by_replacement"][others].tolist()
    parity = run("parity_by_contributor", opened, as_of=JULY).set_index(["iso3", "category"])[
        "more_women_by_replacement"
    ]
    police, troops = ("BGD", "formed_police_units"), ("BGD", "contingent_troops")
    for snapshot, is_said in ((opened, True), (restricted, False)):
        rows = run("parity_by_contributor", snapshot, as_of=JULY)
        needs = event_facts.without_needs(run, View(snapshot, JULY, "all"), rows).set_index(["iso3", "category"])
        needs = needs["more_women_by_replacement"]
        assert pd.notna(needs[police]) == is_said and needs[troops] == parity[troops] and parity[police] >= 0
        assert pd.isna(needs["IRL", "contingent_troops"])  # all of them are in UNIFIL


def test_what_if_a_contingent_goes_home_gives_the_figures_known_from_outside(restricted):
    view = View(queries.current("public", "restricted"), JULY, "all")
    offered = event_facts.presets(run, view)
    assert {"EV01", "EV07", "EV12"} <= set(offered.index) and "EV04" not in offered.index
    for event, category, before, after in (
        ("EV07", "formed_police_units", 18.07, 17.20),
        ("EV12", "contingent_troops", 8.11, 7.92),
    ):
        row = offered.loc[event]
        gone = f"{row.missions}:{row.states}:{row.category}"
        rows = run("parity_supposed", view.snapshot, as_of=JULY, without_contingents=gone).set_index("category")
        shares = rows.loc[category, ["from_women_fraction", "to_women_fraction"]]
        assert [round(100 * share, 2) for share in shares] == [before, after]
    at = app("parity/page.py", show="if", events="EV07;EV01")
    assert not at.exception and "closed\\: UNIFIL" in words(at) and "Bangladesh's formed police unit" in words(at)


def test_a_known_break_is_said_first_where_a_comparison_starts_ends_or_passes_over_it(published):
    view = View(queries.current("public"), dt.date(2021, 1, 31), "all")
    police = "individual_police_officers"
    said, breaks = event_facts.broken(run, view, dt.date(2020, 12, 31), police)
    assert said.startswith(
        "This comparison ends at a known break (UNAMID, Individual police, January 2021: the UN's PDF prints 0 women of 567"
    )
    assert said.endswith("The next clean month is June 2021.")
    assert breaks["clean_as_of"].dt.date.tolist() == [dt.date(2021, 6, 30)]
    staff = event_facts.broken(run, view, dt.date(2020, 12, 31), "unmem_staff_officers")[1]
    assert staff["clean_as_of"].dt.date.tolist() == [dt.date(2021, 2, 28)]
    after = View(view.snapshot, dt.date(2021, 8, 31), "all")
    assert event_facts.broken(run, after, dt.date(2021, 1, 31), police)[0].startswith("This comparison starts at")
    passed = event_facts.broken(run, after, dt.date(2020, 12, 31))[0]
    assert (
        passed.startswith("Between the two months lies")
        and "February 2021 to May 2021: the UN's PDF prints 0 women of 28 to 44" in passed
    )
    for other, category in ((dt.date(2021, 6, 30), police), (dt.date(2020, 12, 31), "contingent_troops")):
        assert event_facts.broken(run, after, other, category)[0] == ""
    asked = {"show": "change", "category": police, "month": "2021-08-31"}
    at = app("parity/page.py", since="2021-01-31", **asked)
    assert not at.exception and "starts at a known break" in at.warning[0].value
    assert "Between the two months lies a known break" in " ".join(part.value for part in at.warning[1:])
    at.button(key="clean_since").click().run()
    assert not at.exception and at.query_params["since"] in ("2021-06-30", ["2021-06-30"])
    assert not [part for part in at.warning if "starts at" in part.value]
    for script, asked in (
        ("parity/page.py", {"show": "change", "category": police, "since": "2020-12-31"}),
        ("deployments/compare.py", {"from": "2020-12-31"}),
    ):
        at = app(script, month="2021-01-31", **asked)
        assert not at.exception and "ends at a known break" in at.warning[0].value
        at.button(key="clean_month").click().run()
        assert not at.exception and at.query_params["month"] in ("2021-06-30", ["2021-06-30"])
    at = app("deployments/compare.py", **{"from": "2021-01-31"}, month="2021-08-31")
    assert not at.exception and "starts at a known break" in at.warning[0].value and at.button(key="clean_from")
