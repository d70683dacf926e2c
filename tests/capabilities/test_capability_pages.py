"""Capability gaps and Mission requirements as people use them: in the exercise, without a roster, without the right to levels."""

import datetime as dt
import json
import re

import pandas as pd
import pytest

import queries
from etl import settings
from pages.capabilities import gap_charts, gap_facts
from pages.capabilities import labels as capability_labels
from pages.capabilities.gap_charts import Covered
from pages.kit import cache
from pages.kit.cache import run
from pages.kit.view import View
from queries.shared import matching
from tests.support.screen import app, param, unfold, ways, without_offer, words

GAPS, LINES = "capabilities/gaps.py", "capabilities/lines.py"
TODAY = {"today": settings.EXERCISE_DAY}


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def ask(name, **asked):
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), **asked)


def grid(at):
    """What the heatmap draws: row name -> column -> text of the cell; hatched cells as None."""
    spec = json.loads(at.get("echarts_chart")[0].proto.spec)
    names = spec["yAxis"]["data"][::-1]
    told: dict = {}
    for cell in spec["series"][0]["data"]:
        x, y, _ = cell["value"]
        text = None if "decal" in cell["itemStyle"] else cell["label"]["formatter"]
        told.setdefault(names[len(names) - 1 - y], {})[spec["xAxis"]["data"][x]] = text
    return told


def named(code):
    """The name that the heatmap gives to a capability."""
    found = ask("capability_stage", **TODAY)
    row = next(found[found["capability"] == code].itertuples())
    return f"{row.capability_name} · {gap_facts.need(row)}"


def test_the_heatmap_shows_the_stages_of_what_is_asked_for_least_covered_first(restricted):
    at = app(GAPS, dataset="exercise")
    found = ask("capability_stage", **TODAY).set_index("capability")
    told = grid(at)
    assert not at.exception and at.title[0].value == "EXERCISE: Capability gaps"
    assert (
        len(told) == found["required"].notna().sum() + 1
    )  # beside what is asked in numbers, the fourth part against drones
    row = told[named("qrf_company")]
    one = found.loc["qrf_company"]
    assert (
        row["Announced"] == str(one["announced"])
        and row["Available"].split()[0] == f"{one['available']}/{one['outstanding']}"
    )
    assert {name: row[name].split()[0] for name in ("Level 1", "Level 2 (assessed)", "Level 3", "RDL (verified)")} == {
        "Level 1": str(one["level_1"]), "Level 2 (assessed)": str(one["level_2"]), "Level 3": str(one["level_3"]), "RDL (verified)": str(one["rdl"]),
    }  # fmt: skip
    order = list(told)
    assert order.index(named("military_bridging")) < order.index(named("qrf_company"))
    assert found.loc["military_bridging", "coverage"] < found.loc["qrf_company", "coverage"]
    assert named("riverine_unit").endswith("· met") and "%" not in told[named("riverine_unit")]["Available"]
    assert "Coverage = available units" in words(at) and "Outstanding requirement = required in the edition" in words(
        at
    )
    # The change since the edition before, as the metric itself has it.
    before = ask("capability_stage", as_of="2026-06-30", edition="2026-06-30", today="2026-06-30").set_index(
        "capability"
    )
    for code in ("qrf_company", "eod_unit", "engineering_unit"):
        change = found.loc[code, "available"] - before.loc[code, "available"]
        assert told[named(code)]["Available"].split()[1:] == ([f"({change:+d})"] if change else [])


@pytest.mark.parametrize(("by", "key"), [("region", "regional_group"), ("mission", "mission")])
@pytest.mark.parametrize(
    "basis",
    [*("available", "rdl"), *(pytest.param(code, marks=pytest.mark.more) for code in ("announced", "level_2"))],
)
def test_columns_and_numbers_switch(by, key, basis, restricted):
    at = app(GAPS, dataset="exercise", by=by, basis=basis)
    found = ask(f"capability_by_{by}", **TODAY)
    mine = found[found["capability"] == "qrf_company"].set_index(key)
    heads = {"african_group": "African", "weog": "WEOG"} if by == "region" else {"XMA": "XMA", "general": "any mission"}
    row = next(cells for name, cells in grid(at).items() if name.startswith("Quick reaction force company"))
    for code, head in heads.items():
        assert row[head].split()[0].split("/")[0] == str(mine.loc[code, basis])
    assert (param(at, "by"), param(at, "basis")) == (by, basis)


def test_readiness_days_are_cumulative_and_stale_units_go_out(restricted):
    found = ask("capability_stage", **TODAY).set_index("capability").loc["formed_police_unit"]
    row = grid(app(GAPS, dataset="exercise", by="day"))[named("formed_police_unit")]
    told = [row[f"By day {n}"].split()[0].split("/")[0] for n in (60, 120, 180)]
    assert told == [str(found[name]) for name in ("available_rdl", "available_level_3", "available")]
    whole, out = (grid(app(GAPS, dataset="exercise", stale=code)) for code in ("in", "out"))
    name = named("formed_police_unit")
    less = ask("capability_stage", stale="out", **TODAY).set_index("capability").loc["formed_police_unit"]
    assert less["level_1"] < found["level_1"]
    assert [cells[name]["Level 1"].split()[0] for cells in (whole, out)] == [
        str(found["level_1"]),
        str(less["level_1"]),
    ]


@pytest.mark.parametrize(
    ("by", "cell"),
    [("stage", name) for name in ("level_1", "rdl", "available")]
    + [pytest.param("stage", name, marks=pytest.mark.more) for name in ("level_2", "level_3", "selected", "deployed")]
    + [
        ("region", "african_group"),
        ("mission", "XMA"),
        ("mission", "general"),
        ("day", "60"),
        ("day", "120"),
        ("day", "180"),
    ],
)
def test_the_units_behind_a_number_are_as_many_as_it_says(by, cell, restricted):
    at = app(GAPS, dataset="exercise", by=by, cap="formed_police_unit", cell=cell)
    name = {"stage": "capability_stage", "day": "capability_stage"}.get(by, f"capability_by_{by}")
    found = ask(name, **TODAY)
    found = found[found["capability"] == "formed_police_unit"]
    if by in ("region", "mission"):
        found = found[found[gap_facts.KEYS[by]] == cell]
    column = (
        cell
        if by == "stage"
        else "may_serve_count"
        if by == "mission"
        else {"60": "available_rdl", "120": "available_level_3"}.get(cell, "available")
    )
    want = int(found[column].iloc[0])
    assert not at.exception and (want == 0 or len(at.dataframe[0].value) == want)
    if want:
        assert at.dataframe[0].value["place"].str.contains("!").all()  # the sheet and cell of each


def test_a_capability_opens_with_its_figures_tags_and_sentences(restricted):
    at = app(GAPS, dataset="exercise", cap="qrf_company")
    told, one = words(at), ask("capability_stage", **TODAY).set_index("capability").loc["qrf_company"]
    assert f"required {one['required']}" in told and f"outstanding {one['outstanding']}" in told
    assert f"coverage {100 * one['coverage']:.0f} %" in told and "Units that bring:" in told
    at = app(GAPS, dataset="exercise", cap="eod_unit")
    told = words(at)
    pledges = ask("capability_pledges", capability="eod_unit")
    assert len(pledges) and all(sentence in told for sentence in pledges["sentence"])
    unfold(at)
    assert not without_offer(at)


def test_a_cell_with_nothing_available_explains_its_units_and_two_sources_are_both_named(restricted):
    at = app(GAPS, dataset="exercise", cap="medium_utility_helicopter", cell="available")
    units = ask("roster_units", capability="medium_utility_helicopter", **TODAY)
    told = words(at)
    assert f"**{len(units)} units, none available**, each under the first of its reasons: " in told and len(
        at.dataframe[0].value
    ) == len(units)
    parts = told.split("under the first of its reasons: ")[1].split(".")[0].split(", ")
    assert sum(int(part.split()[0]) for part in parts) == len(units) and "No unit of the export" not in told
    assert (
        len(ask("capability_pledges", capability="medium_utility_helicopter")) > 1
        and told.count("Cannot be seen in") == 1
    )
    assert "asks for 6, the lines of missions for 3" in told and "6 is shown" in told
    colours = json.loads(at.get("echarts_chart")[0].proto.spec)["series"][0]["data"]
    plain = {cell["itemStyle"]["color"] for cell in colours if cell["value"][0] in (1, 2, 3, 6, 7)}
    assert len(plain) == 1  # levels, selected and deployed have no colour
    # By mission the row needs what its cells need, each "matched/outstanding".
    row = next(cells for name, cells in grid(app(GAPS, dataset="exercise", by="mission")).items() if name.startswith("Medium utility helicopter"))  # fmt: skip
    need = [int(text.split()[0].split("/")[1]) for text in row.values() if "/" in text]
    assert named("medium_utility_helicopter").endswith(f"needs {sum(need)}") and len(need) == 3
    assert all("/" in text or text == "met" for text in row.values())  # nothing stands where nothing is asked


def test_selected_and_waiting_is_a_list_of_its_own(restricted):
    at = app(GAPS, dataset="exercise", show="waiting")
    found = ask("selected_waiting", **TODAY)
    table = at.dataframe[0].value
    assert len(table) == len(found) > 3 and f"{len(found)} units are selected and not deployed yet" in words(at)
    assert table["waiting_days"].tolist() == sorted(table["waiting_days"], reverse=True)
    assert set(table["bottleneck"].dropna()) <= set(capability_labels.BOTTLENECKS.values())


@pytest.mark.parametrize("page", [GAPS, LINES])
@pytest.mark.parametrize("audience", ["open", "restricted"])
def test_without_a_roster_a_page_says_so_and_offers_what_to_do(page, audience, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    at = app(page)
    told = words(at)
    assert not at.exception
    if audience == "restricted":
        assert "No export of the PCRS is loaded" in told and set(ways(at)) == {"Load data"}
    else:
        assert not ways(at) and "A Member State's level in the PCRS is restricted" in told
    if page == GAPS:
        cells = grid(at)
        asks = queries.run("announced_by_ask", snapshot=queries.current("public"), by="ministerial")
        mine = asks[(asks["ask_group"] == "infantry_battalion") & (asks["pledge_count"] > 0)].set_index("code")
        drawn = cells["Infantry battalion"]
        assert {code: drawn[code] for code in mine.index if code != "none"} == {code: str(n) for code, n in mine["pledge_count"].items() if code != "none"}  # fmt: skip
        assert drawn["At none"] == f"{mine.loc['none', 'pledge_count']}{{_| · 1 }}●" and "4 · 1 ●: of 4 pledges" in told
        assert not any(cells["Counter-drone unit"].values()) and not set(drawn) & set(capability_labels.STAGES.values())
    at.button(key=f"exercise_{'gaps' if page == GAPS else 'lines'}").click().run()
    assert not at.exception and param(at, "dataset") == "exercise" and at.title[0].value.startswith("EXERCISE: ")


@pytest.mark.parametrize(("by", "heads"), [("region", {"African", "WEOG"}), ("day", {"Berlin 2025", "African"})])
def test_without_a_roster_no_look_is_hatched_whole_and_no_zero_is_told_of_the_public_list(by, heads, restricted):
    at = app(GAPS, by=by)
    cells = grid(at)
    drawn = [text for row in cells.values() for text in row.values()]
    assert not at.exception and heads <= set(cells["Infantry battalion"]) and "0" not in drawn
    assert sum(bool(text) for text in drawn) > 15 and "cells are hatched" not in words(at)
    assert ("Berlin 2025" in cells["Infantry battalion"]) == (by != "region")
    assert ("needs an export of the PCRS" in words(at)) == (by == "day")
    names = json.loads(at.get("echarts_chart")[0].proto.spec)["media"][-1]["option"]["xAxis"]["data"]
    assert ("Asia-\nPacific" in names) == (by == "day") and ("Asia-Pacific" in names) == (by == "region")


@pytest.mark.parametrize("by", ["stage", "region", "mission"])
def test_the_open_view_never_asks_for_a_level(by, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    asked = []
    real = queries.run

    def noted(name, **more):
        asked.append(name)
        return real(name, **more)

    monkeypatch.setattr(queries, "run", noted)
    cache.forget()
    for page, more in ((GAPS, {"by": by, "cap": "qrf_company", "rows": "all"}), (LINES, {"line": "L-003"})):
        at = app(page, dataset="exercise", **more)
        assert not at.exception
        if page == GAPS:
            heads = {head for row in grid(at).values() for head in row}
            assert heads and not heads & {
                name for code, name in capability_labels.STAGES.items() if code != "announced"
            }
    cache.forget()
    assert asked and {queries.get(name).about["audience"] for name in asked} == {"open"}


GAP_KEYS = ("by", "stale", "edition", "section", "rows", "cap", "cell", "show")
LINE_KEYS = ("edition", "mission", "capability", "state", "reason", "line", "relax")


@pytest.mark.parametrize(
    ("page", "look", "keys"),
    [
        (GAPS, {}, GAP_KEYS),
        (GAPS, {"by": "region"}, ("basis",)),
        (GAPS, {"by": "region", "basis": "level_2"}, ("stale",)),
        (LINES, {}, LINE_KEYS),
        (LINES, {"line": "L-003"}, ("units", "less")),
    ],
)
def test_bad_codes_in_one_link_fall_back_and_each_is_said(page, look, keys, restricted):
    at = app(page, dataset="exercise", **look | {key: f"../{key}%00" for key in keys})
    assert not at.exception and all(f"../{key}%00" in words(at) for key in keys)


def test_lines_stand_with_state_reason_and_eligible_units_gaps_first(restricted):
    at = app(LINES, dataset="exercise", line="L-003")
    found = ask("mission_gap", **TODAY).set_index("line")
    table = at.dataframe[0].value
    assert len(table) == len(found) and table["state"].iloc[0] == "Critical mission-specific gap"
    assert dict(zip(table["line"], table["state"], strict=True)) == {
        line: capability_labels.LINES[code] for line, code in found["state"].items()
    }
    met, judged = (found["state"] == "met").sum(), (found["state"] != "not_stated").sum()
    assert at.header[0].value.startswith(
        f"{met} of {judged} lines of mission requirements are met; for 1 no unit at any level has what it asks for and is free: XMD "
    )
    own = found[found["mission"] == "XMB"]
    of_mission = app(LINES, dataset="exercise", mission="XMB").header[0].value
    assert (
        of_mission
        == f"{(own['state'] == 'met').sum()} of {len(own)} lines of mission requirements are met; none is a critical gap"
    )
    why = table.set_index("line")["why"]
    assert (
        why["L-004"]
        == "Of 3 asked for, 2 are selected or deployed for it. Of 6 available units of the kind, 6 without what it asks for: French."
    )
    for row in found[found["required"] > 0].itertuples():
        told = {word: [int(n) for n in re.findall(rf"(\d+) {word}", why[row.Index])] for word in ("(?:is|are) selected", "available units? (?:is|are) matched", "not known to be assessed and current")}  # fmt: skip
        counts = (row.serving_count, row.assessed_count, row.not_assessed_count)
        assert list(told.values()) == [[n] if n else [] for n in counts], row.Index
    assert "Not verified: only a unit with a cell that could not be read" in words(
        at
    ) and f"**Why**: {why['L-003']}" in words(at)
    units = ask("line_units", line="L-003", **TODAY)
    assert set(at.dataframe[1].value["unit_id"]) == set(
        units.loc[units["is_eligible"] | units["is_serving"], "unit_id"]
    )
    assert "Nothing here proposes a selection" in words(at)
    assert "expedited Mission Specific Assessment and Advisory Visit" in words(at)
    short = found[(found["matched"] > 0) & (found["state"] != "met")]
    assert "none_assessed" in set(short["reason"]) and "none" not in set(short["reason"])
    assert "1 of 273 rows set aside" in words(at)
    at.segmented_control(key="units").set_value("all").run()
    assert len(at.dataframe[1].value) == len(units)
    gaps = app(LINES, dataset="exercise", state="critical_gap").dataframe[0].value
    assert len(gaps) == (found["state"] == "critical_gap").sum() and set(gaps["matched"]) == {0}
    unfold(at)
    assert not without_offer(at)


def test_leaving_out_a_condition_says_what_would_match_then(restricted):
    at = app(LINES, dataset="exercise", line="L-004", less="language", relax="days")
    before, after = (
        ask("mission_gap", **TODAY).set_index("line"),
        ask("mission_gap", relax="days", **TODAY).set_index("line"),
    )
    one = ask("mission_gap", relax="language", relax_line="L-004", **TODAY).set_index("line").loc["L-004"]
    more = one["eligible_count"] - before.loc["L-004", "eligible_count"]
    assert (
        more > 0
        and f"Without “French”: met, {one['matched']} of 3 matched; {more} more units are eligible." in words(at)
    )
    listed = next(part.value for part in at.dataframe if "fits" in part.value.columns)
    assert (listed["fits"].str.startswith("yes")).sum() == one["eligible_count"]
    met = [(frame["state"] == "met").sum() for frame in (before, after)]
    assert met[1] > met[0] and f"If no line asked for days to readiness, {met[1]} lines would be met instead of {met[0]}; {before['readiness_days'].notna().sum()} lines ask for it" in [part.value for part in at.subheader]  # fmt: skip
    shown = next(part.value for part in at.dataframe if "state_after" in part.value.columns)
    assert set(shown["line"]) == set(before.index[before["state"] != after["state"]]) and param(at, "relax") == "days"
    unfold(at)
    assert not without_offer(at)


def test_a_matching_that_stopped_says_so_and_still_lists_eligible_units(restricted, monkeypatch):
    monkeypatch.setattr(matching, "BOUND", 0)
    cache.forget()
    at = app(LINES, dataset="exercise", line="L-002")
    told = dict(zip(at.dataframe[0].value["line"], at.dataframe[0].value["state"], strict=True))
    cache.forget()
    assert not at.exception and "The matching stopped at its bound" in words(at) and told["L-002"] == "Not computed"
    assert len(at.dataframe[1].value)


def test_the_colour_is_the_share_of_what_is_outstanding_and_stays_at_the_whole():
    cells = [Covered(x, 1, str(x), share) for x, share in enumerate((0.0, 0.5, 1.0, 3.0, None))] + [
        Covered(5, 1, "", hatched=True)
    ]
    spec = gap_charts.coverage_grid(cells, list("abcdef"), [("First", "needs 3"), ("Second", "")])
    drawn = spec["series"][0]["data"]
    ground = [cell["itemStyle"]["color"] for cell in drawn[:5]]
    assert ground[0] == "#b4530f" and ground[2] == ground[3] == "#1f6fb2" and len(set(ground[:3])) == 3
    assert ground[4] not in ground[:4] and "decal" in drawn[5]["itemStyle"]
    assert spec["yAxis"]["data"] == ["Second", "First · needs 3"]


def test_units_of_a_cell_follow_its_column():
    found = pd.DataFrame({
        "level": ["level_1", "level_2", "rdl", "registered"], "ready_days": [None, 180, 60, None], "renewal": ["current", "stale", "current", "current"],
        "status": ["available", "available", "deployed", "selected"], "is_available": [False] * 4, "regional_group": ["weog"] * 4, "mission_specific": [None] * 4,
    })  # fmt: skip
    told = {
        column: len(gap_facts.of_cell(found, gap_facts.Choice("", "", "stage", column, "in"), column, column))
        for column in ("level_1", "level_2", "rdl", "deployed", "announced")
    }
    assert told == {"level_1": 4, "level_2": 2, "rdl": 1, "deployed": 1, "announced": 0}
    assert (
        len(gap_facts.of_cell(found, gap_facts.Choice("", "", "stage", "available", "out"), "level_2", "level_2")) == 1
    )
    assert len(gap_facts.of_cell(found, gap_facts.Choice("", "", "stage", "available", "in"), "all", "available")) == 4


def test_the_finding_and_the_worst_say_what_the_frame_says(restricted):
    view = View(queries.current("exercise", "restricted"), dt.date(2026, 10, 31), "all")
    frame = ask("capability_stage", **TODAY)
    bare = frame[(frame["available"] == 0) & (frame["outstanding"] > 0)]
    asked = frame[frame["outstanding"].notna()]
    told = gap_facts.finding(frame)
    assert len(bare) > 3 and f"**{len(bare)} of {len(asked)}**" in told
    assert all(name in told for name in gap_facts.by_coverage(bare)["capability_name"][:3])
    assert f"and {len(bare) - 3} more" in told
    partly = (frame["available"] > 0) & (frame["available"] < frame["outstanding"])
    assert f"**{partly.sum()}** more" in told
    rows = gap_facts.worst(run, view, 8)
    assert len(rows) == 8 and rows["coverage"].tolist() == sorted(asked["coverage"].dropna())[:8]
    assert set(rows["name"][: len(bare)]) == set(bare["capability_name"])
    without = gap_facts.worst(run, View(queries.current("public", "restricted"), dt.date(2025, 7, 31), "all"))
    assert without.empty and "coverage" in without
    assert not gap_facts.finding(queries.run("capability_stage", snapshot=queries.current("public", "restricted")))
