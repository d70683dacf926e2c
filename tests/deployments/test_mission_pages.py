"""Missions, Compare and What changed as people open them: every mission, pairs of months and states, two data versions."""

import shutil
import time

import pandas as pd
import pytest

import queries
from etl.settings import ROOT
from tests.support import figures
from tests.support.etl_fixtures import Site
from tests.support.screen import app, param, words

MISSIONS, COMPARE, CHANGED = "deployments/missions.py", "deployments/compare.py", "deployments/changes.py"
JULY = "2025-07-31"


def table(at, alt):
    """The frame of the table whose description begins with these words."""
    (frame,) = [part.value for part in at.dataframe if part.proto.alt.startswith(alt)]
    return frame


def test_the_list_holds_every_mission_open_ones_first_and_closed_ones_with_their_end(published):
    at = app(MISSIONS)
    assert not at.exception and param(at, "mission") == "all"
    shown = table(at, "Missions, open ones first").set_index("mission")
    assert len(shown) == 37 and shown["people_count"].sum() == 61127
    assert (
        shown.loc["MINUSMA", "state"] == "closed January 2024" and shown.loc["UNMIL", "state"] == "closed 1 March 2018"
    )
    assert shown.loc["UNITAMS", "state"] == "last printed in December 2023"
    states = shown["state"].tolist()
    assert states[: states.index("last printed in February 2020")] == ["open"] * 20
    # Nobody counted nobody in a closed mission: no 0 there.
    assert shown.loc["MINUSMA", ["people_count", "contributor_count"]].isna().all()
    narrow = table(app(MISSIONS, scope="peacekeeping"), "Missions, open ones first")
    assert narrow["people_count"].sum() == 59913 and len(narrow) == 22


MORE = pytest.mark.more


@pytest.mark.parametrize(
    ("by", "step"),
    [("contributor", 5), pytest.param("type", 1, marks=MORE), pytest.param("contributor", 1, marks=MORE)],
)
def test_missions_open(by, step, published):
    """Missions of the files and of the reference, under each of their codes, in one session; the slowest is printed."""
    codes = sorted(queries.run("missions")["mission_code"])[::step]
    at = app(MISSIONS, by=by)
    slowest = (0.0, "")
    for code in codes:
        at.selectbox(key="mission").set_value(code)
        start = time.perf_counter()
        at.run()
        slowest = max(slowest, (time.perf_counter() - start, code))
        assert not at.exception and param(at, "mission") == code
        assert len(at.get("echarts_chart")) >= 1 or "No month of the files" in words(at) or code == "BINUB"
    print(f"{len(codes)} missions by {by}: slowest {slowest[1]}, {1000 * slowest[0]:.0f} ms")


@pytest.mark.parametrize(
    ("mission", "month", "said"),
    [
        ("UNIFIL", JULY, ["Operations cease on 31 December 2026", "no loaded file gives air assets of UNIFIL"]),
        ("MINUSMA", JULY, ["MINUSMA is closed (end: January 2024)", "All figures below are of 31 October 2024"]),
        ("UNSOM", JULY, ["It was called UNSOM before: one mission renamed"]),
        ("MONUSCO", JULY, ["It succeeded MONUC, which is kept apart", "11,500"]),
        ("MONUC", JULY, ["No month of the files up to this one prints people"]),
        ("MINUSTAH", "2017-06-30", ["MINUJUSTH succeeded it and is kept apart"]),
        ("UNAMA", JULY, ["No source gives the place of its headquarters"]),
        ("UNMIK", JULY, ["under ten people: no percentage"]),
    ],
)
def test_what_a_reader_must_know_of_a_mission_is_said(mission, month, said, published):
    at = app(MISSIONS, mission=mission, month=month)
    text = words(at) + " ".join(at.table[0].value["Value"])
    assert not at.exception and [sentence for sentence in said if sentence not in text] == []


def test_air_assets_are_shown_with_their_own_day_where_a_file_reports_them(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    shutil.copy(
        ROOT / "tests" / "files" / "air_assets" / "DOS-AIRCRAFTSBYMISSION.csv", site.drop("a.csv", "", "air_assets")
    )
    site.build()
    airframes = queries.run("air_assets", as_of=JULY)
    code = airframes["mission"].iloc[0]
    at = app(MISSIONS, mission=code)
    assert not at.exception and "no loaded file gives air assets" not in words(at)
    assert table(at, "Air assets of this mission")["report_date"].tolist() == airframes["report_date"].head(1).tolist()
    absent = next(code for code in ("UNDOF", "UNTSO") if code not in set(airframes["mission"]))
    assert "Not reported, which is not zero" in words(app(MISSIONS, mission=absent))


def test_figures_of_a_mission_do_not_change_with_the_scope_and_that_is_said(published):
    at = app(MISSIONS, mission="UNSMIL", scope="peacekeeping")
    assert not at.exception and "It is not a peacekeeping operation" in words(at)
    assert "234" in words(at)


def test_facts_say_what_is_not_sourced(published):
    at = app(MISSIONS, mission="UNIFIL")
    facts = at.table[0].value.set_index("Fact")["Value"]
    assert facts["Working language"] == facts["Ceiling, military personnel"] == "not sourced"
    assert facts["Mandate to protect civilians"] == "yes" and facts["Host"] == "Lebanon"


PAIRS = [("2024-07-31", JULY), ("2025-07-31", "2015-01-31"), (JULY, JULY)]
SOME = [("mission", *PAIRS[0], "all"), ("type", *PAIRS[1], "peacekeeping"), ("state", *PAIRS[0], "peacekeeping"), ("mission", *PAIRS[2], "all")]  # fmt: skip
REST = [look for look in ((by, *pair, scope) for by in ("mission", "type", "state") for pair in PAIRS for scope in ("all", "peacekeeping")) if look not in SOME]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "before", "month", "scope"), [*SOME, *(pytest.param(*look, marks=MORE) for look in REST)]
)
def test_the_rows_on_screen_sum_to_the_change_of_all(by, before, month, scope, published):
    at = app(COMPARE, **{"from": before}, month=month, by=by, scope=scope)
    assert not at.exception and param(at, "from") == before
    shown = table(at, "Change of people")
    totals = [queries.run("deployment_total", as_of=day, scope=scope).iloc[0] for day in (before, month)]
    for name, column in (("people", "people_count"), ("women", "women_count")):
        assert shown[f"from_{name}_count"].sum() == totals[0][column]
        assert shown[f"to_{name}_count"].sum() == totals[1][column]
        assert shown[f"{name}_change"].sum() == totals[1][column] - totals[0][column]
        assert (shown[f"to_{name}_count"] - shown[f"from_{name}_count"] == shown[f"{name}_change"]).all()
    warned = any("staff officers do not compare" in warning.value for warning in at.warning)
    assert warned == (by == "type" and (before < "2017-05-31") != (month < "2017-05-31"))


def test_a_month_that_was_not_reported_is_not_compared_and_that_is_said(published):
    at = app(COMPARE, **{"from": "2020-06-30"})
    assert not at.exception and "June 2020 was not reported: a gap, not zero" in words(at)
    assert param(at, "from") == "2024-07-31"
    at = app(COMPARE, **{"from": "1990-01-31"})
    assert "1990-01-31" in words(at) and param(at, "from") == "2024-07-31"


@pytest.mark.parametrize(
    ("one", "other", "month"),
    [
        ("BGD", "FJI", JULY),
        ("TUR", "KIR", JULY),
        ("AFG", "AFG", JULY),
        ("BMU", "IRL", "2017-05-31"),
        pytest.param("BMU", "IRL", JULY, marks=MORE),
        pytest.param("BGD", "FJI", "2017-05-31", marks=MORE),
    ],
)
def test_two_states_stand_side_by_side(one, other, month, published):
    at = app(COMPARE, mode="states", a=one, b=other, month=month)
    assert not at.exception
    if one == other:
        assert "The same state twice" in words(at)
        return
    people = queries.run("deployment_by_state", as_of=month).set_index("iso3")["people_count"]
    shown = table(at, "People, women and missions")
    assert shown.loc[0, [one, other]].tolist() == [f"{people[code]:,}" for code in (one, other)]


def test_with_one_version_there_is_nothing_to_compare(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    figures.publish(tmp_path, [(figures.month_end(2025, 6), "MINUSCA", "BGD", "troops", 11, 1000)])
    at = app(CHANGED)
    assert not at.exception and "There is no earlier data version to compare with" in words(at)


def test_what_changed_tells_new_revised_and_removed_rows_and_the_version_beside_it(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    may, june = figures.month_end(2025, 5), figures.month_end(2025, 6)
    kept = (may, "MINUSCA", "KEN", "troops", 5, 50)
    before = [kept, (may, "MINUSCA", "BGD", "troops", 11, 1000), (may, "UNSOM", "FJI", "troops", 1, 2)]
    after = [kept, (may, "MINUSCA", "BGD", "troops", 12, 1000), (june, "UNFICYP", "IRL", "troops", 3, 30)]
    publish_at(tmp_path, before, "aaaaaaaaaaaa", "2026-01-01T00:00:00")
    publish_at(tmp_path, after, "bbbbbbbbbbbb", "2026-01-02T00:00:00")
    publish_at(tmp_path, before, "cccccccccccc", "2026-01-01T12:00:00", schema=99)
    at = app(CHANGED, v="bbbbbbbbbbbb")
    # A version of another schema cannot be read: the one before it is the previous one.
    assert not at.exception and param(at, "before") == "aaaaaaaaaaaa"
    months = table(at, "Months that changed")
    assert months["as_of"].dt.date.tolist() == [june, may]
    assert months[["new_count", "revised_count", "removed_count"]].to_numpy().tolist() == [[1, 0, 0], [0, 1, 1]]
    assert pd.isna(months["people_before"][0]) and pd.isna(months["people_change"][0])
    assert months.loc[1, ["people_before", "people_after", "people_change"]].tolist() == [1069, 1067, -2]
    rows = table(at, "Rows that changed")
    assert sorted(rows["kind"]) == ["new", "removed", "revised"] and "KEN" not in set(rows["name"])
    again = app(CHANGED, v="aaaaaaaaaaaa")
    assert "There is no earlier data version" in words(again)


def publish_at(work, rows, version, built_at, **more):
    import json

    figures.publish(work, rows, version, **more)
    path = work / "build" / "versions" / version / "manifest.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {"built_at": built_at}))


def test_nothing_changed_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    rows = [(figures.month_end(2025, 6), "MINUSCA", "BGD", "troops", 11, 1000)]
    publish_at(tmp_path, rows, "aaaaaaaaaaaa", "2026-01-01T00:00:00")
    publish_at(tmp_path, rows, "bbbbbbbbbbbb", "2026-01-02T00:00:00")
    told = words(app(CHANGED))
    assert "every figure is the same in both versions" in told and "the same files" in told
