"""Rapid deployment as people use it: the curve, regions, cycles, candidates; what if somebody drops out; without a roster."""

import json

import duckdb
import pandas as pd
import pytest

import queries
from etl import settings
from pages.kit import cache
from tests.support import figures, roster_oracle
from tests.support.screen import app, param, unfold, ways, without_offer, words

PAGE = "capabilities/rapid.py"
TODAY = {"today": settings.EXERCISE_DAY}
CURVE, DIVERSITY, SUMMARY = "readiness_curve", "rdl_diversity", "rdl_summary"
STATE = {"without_states": "QMB"}


@pytest.fixture
def restricted(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return published


def ask(name, **asked):
    dated = TODAY if "today" in queries.get(name).params and "today" not in asked else {}
    return queries.run(name, snapshot=queries.current("exercise", "restricted"), **dated, **asked)


def page(**asked):
    at = app(PAGE, dataset="exercise", **asked)
    assert not at.exception
    return at


def charts(at):
    return [(part.proto.alt, json.loads(part.proto.spec)) for part in at.get("echarts_chart")]


def drawn(spec, series=0):
    return [None if cell is None else cell["value"] for cell in spec["series"][series]["data"]]


def steps(spec):
    """The numbers of a curve, without the foot at day 0 and the end of its last step."""
    days, values = zip(*(cell["value"] for cell in spec["series"][0]["data"]), strict=True)
    assert days[0] == values[0] == 0 and values[-1] == values[-2] and days[1:-1] == (60, 120, 180)
    return list(values[1:-1])


def cards(at):
    return {card.label: (card.value, card.delta) for card in at.metric}


def table(at, column):
    return next(frame.value for frame in at.dataframe if column in frame.value.columns)


def text(number):
    return "–" if pd.isna(number) else f"{int(number):,}"


def test_the_curve_tells_units_and_people_by_day_and_prints_both_clocks(restricted):
    at, want = page(), ask(CURVE)
    assert at.title[0].value == "EXERCISE: Rapid deployment" and param(at, "show") == "curve"
    assert want["unit_count"].is_monotonic_increasing and want["unit_count"].iloc[0] > 0
    for row in want.itertuples():
        assert cards(at)[f"By day {row.day}"] == (f"{row.unit_count} units", f"{text(row.person_count)} people")
        assert f"day {row.day}: {row.strength_reported_count} of {row.unit_count}" in words(at)
    assert "RDL (verified): within 60 days from the formal invitation" in words(at)
    assert "Level 3: within 120 days from the acceptance of an invitation" in words(at)
    assert "Level 2 (assessed): within 180 days from the acceptance of an invitation" in words(at)
    (units, people) = charts(at)
    assert steps(units[1]) == want["unit_count"].tolist() and steps(people[1]) == want["person_count"].tolist()
    assert at.header[0].value == "Units that could be there: " + ", ".join(f"{row.unit_count} by day {row.day}" for row in want.itertuples())  # fmt: skip
    marks = units[1]["series"][0]["markLine"]["data"]
    assert [(mark["xAxis"], mark["label"]["formatter"].split("\n")[1]) for mark in marks] == [
        (60, "from the formal invitation"),
        (120, "from the acceptance of an invitation"),
        (180, "from the acceptance of an invitation"),
    ]
    assert (units[1]["yAxis"]["name"], people[1]["yAxis"]["name"]) == ("Units", "People")
    assert "<b>27 units by day 120</b>" in str(units[1]["series"][0]["data"][2]["tooltip"])


def test_units_and_people_stand_per_capability_and_one_can_be_chosen(restricted):
    at, want = page(), ask("readiness_by_capability")
    shown = table(at, "unit_count_60").set_index("capability")
    names = {row.capability: row.name for row in ask("capabilities").itertuples()}
    assert list(shown.index) == [names[code] for code in want["capability"].drop_duplicates()]
    for row in want.itertuples():
        cell = shown.loc[names[row.capability]]
        assert cell[f"unit_count_{row.day}"] == row.unit_count
        assert (pd.isna(cell[f"person_count_{row.day}"]) and pd.isna(row.person_count)) or cell[
            f"person_count_{row.day}"
        ] == row.person_count
    at.selectbox(key="cap").set_value("formed_police_unit").run()
    one = ask(CURVE, capability="formed_police_unit")
    assert steps(charts(at)[0][1]) == one["unit_count"].tolist() and param(at, "cap") == "formed_police_unit"
    units = ask("readiness_units", capability="formed_police_unit")
    assert set(table(at, "unit_id")["unit_id"]) == set(units["unit_id"]) and len(units) == one["unit_count"].iloc[-1]


def test_the_units_behind_the_curve_stand_with_their_place_in_the_file(restricted):
    at, want = page(), ask("readiness_units")
    shown = table(at, "unit_id").set_index("unit_id")
    assert len(shown) == len(want) == ask(CURVE)["unit_count"].iloc[-1]
    for row in want.itertuples():
        assert shown.loc[row.unit_id, "place"] == f"{row.place} · {row.file_name}" and "!" in row.place
    assert "taken_out" not in shown.columns


def test_a_state_drops_out_before_and_after_stand_side_by_side(restricted):
    at, before, after = page(**STATE), ask(CURVE), ask(CURVE, **STATE)
    assert (after["unit_count"] < before["unit_count"]).all()
    for was, now in zip(before.itertuples(), after.itertuples(), strict=True):
        assert cards(at)[f"By day {was.day}"] == (
            f"{was.unit_count} → {now.unit_count} units",
            f"{text(was.person_count)} → {text(now.person_count)} people",
        )
    four = dict(charts(at))
    assert list(four) == [f"{what}: {look}" for look in ("As it is", "As asked") for what in ("Units that could be there", "People in them")]  # fmt: skip
    assert steps(four["Units that could be there: As it is"]) == before["unit_count"].tolist()
    assert steps(four["Units that could be there: As asked"]) == after["unit_count"].tolist()
    assert steps(four["People in them: As asked"]) == after["person_count"].tolist()
    tops = {four[f"Units that could be there: {look}"]["yAxis"]["max"] for look in ("As it is", "As asked")}
    assert len(tops) == 1  # one scale, so that they compare
    assert "**As asked**: without Member State QMB" in words(at)
    gone = int(before["unit_count"].iloc[-1] - after["unit_count"].iloc[-1])
    shown = table(at, "unit_id")
    assert shown["taken_out"].head(gone).eq("its state").all() and shown["taken_out"].tail(-gone).isna().all()
    assert f"{gone} of them are taken out" in words(at) or gone == 1
    unfold(at)
    assert not without_offer(at)


def test_a_question_is_put_by_hand_stays_in_the_link_and_can_be_dropped(restricted):
    at = page()
    units = ask("readiness_units")["unit_id"].tolist()
    at.multiselect(key="without_units").set_value(units[:2]).run()
    at.multiselect(key="without_missions").set_value(["XMA"]).run()
    assert param(at, "without_units") == ";".join(units[:2]) and param(at, "without_missions") == "XMA"
    want = ask(CURVE, without_units=";".join(units[:2]), without_missions="XMA")
    assert cards(at)["By day 180"][0].endswith(f"→ {want['unit_count'].iloc[-1]} units")
    same = page(without_units=";".join(units[:2]), without_missions="XMA")
    assert cards(same) == cards(at)
    at.segmented_control(key="show").set_value("diversity").run()
    assert not at.exception and param(at, "without_missions") == "XMA"  # the question holds for every look
    at.button(key="clear_question").click().run()
    assert "without_units" not in at.query_params and "→" not in "".join(value for value, _ in cards(at).values())
    assert at.multiselect(key="without_units").value == []


def test_what_is_deployed_in_a_mission_is_listed_apart_and_in_no_number(restricted):
    closing = ask("repledge")
    at = page()
    assert len(closing) and f"**{len(closing)}** units of the export are deployed in XMC or selected for it" in words(
        at
    )
    assert "never available by themselves" in words(at)
    other = ask("repledge", without_missions="XMA")
    at = page(without_missions="XMA")
    assert f"**{len(other)}** units of the export are deployed in XMA" in words(at)
    shown = [frame.value for frame in at.dataframe if "mission_code" in frame.value.columns][-1]
    assert set(shown["unit_id"]) == set(other["unit_id"]) and not set(other["unit_id"]) & set(
        ask("readiness_units")["unit_id"]
    )
    assert len(set(ask("readiness_units")["mission_specific"]) & {"XMA"}) == 1  # some leave the curve


def test_a_region_adds_units_once_it_is_chosen(restricted):
    at = page(add="3")
    assert "Choose the region that adds the units" in words(at)
    assert cards(at)["By day 60"][0] == f"{ask(CURVE)['unit_count'].iloc[0]} units"
    at.selectbox(key="add_group").set_value("grulac").run()
    at.selectbox(key="add_level").set_value("level_3").run()
    want = ask(CURVE, add_count=3, add_level="level_3")
    assert [card.value for card in at.metric] == [
        f"{was} → {now} units" for was, now in zip(ask(CURVE)["unit_count"], want["unit_count"], strict=True)
    ]
    assert "with 3 units more at Level 3, GRULAC" in words(at)
    assert (param(at, "add"), param(at, "add_group")) == ("3", "grulac")
    at.segmented_control(key="show").set_value("diversity").run()
    assert "at another level add nothing" in words(at)
    told = [card.value for card in at.metric]
    assert told[:3] == told[3:]
    at.selectbox(key="add_level").set_value("rdl").run()
    left, right = ([card.value for card in at.metric][start : start + 3] for start in (0, 3))
    assert (left[0], right[0]) == tuple(
        text(ask(SUMMARY, **more)["rdl_unit_count"].iloc[0]) for more in ({}, {"add_group": "grulac", "add_count": 3})
    )
    assert (left[1], right[1]) == ("1", "0")


@pytest.mark.parametrize("more", [{}, STATE, {"without_states": "QMB;QNV", "add": "2", "add_group": "grulac"}])
def test_regions_stand_beside_their_share_of_states_and_of_contributors(more, restricted):
    at = page(show="diversity", **more)
    asked = {
        "without_states": more.get("without_states", ""),
        "add_group": more.get("add_group", ""),
        "add_count": int(more.get("add", 0)),
    }
    answers = [ask(DIVERSITY)] + ([ask(DIVERSITY, **asked)] if more else [])
    sums = [ask(SUMMARY)] + ([ask(SUMMARY, **asked)] if more else [])
    assert len(charts(at)) == len(answers)
    for (_alt, spec), frame in zip(charts(at), answers, strict=True):
        for series, column in enumerate(("rdl", "member_state", "tpcc")):
            assert drawn(spec, series) == pytest.approx(
                [100 * share for share in reversed(frame[f"{column}_fraction"])]
            )
        counts = [cell["label"]["formatter"] for cell in spec["series"][0]["data"]]
        assert counts == [f"{n} of {frame['rdl_unit_count'].sum()}" for n in reversed(frame["rdl_unit_count"])]
        assert [head for _zero, head in spec["series"][3]["data"]][-1] == "African Group"
    for place, one in enumerate(frame.iloc[0] for frame in sums):
        told = [(card.label, card.value, card.delta) for card in at.metric][3 * place : 3 * place + 3]
        assert ("Groups with none: GRULAC." in words(at)) or one["groups_without_count"] == 0
        share = 100 * one["largest_state_unit_count"] / one["rdl_unit_count"]
        assert told == [
            ("RDL units", text(one["rdl_unit_count"]), f"{one['available_count']} available"),
            ("Groups with none", text(one["groups_without_count"]), "of 5 groups"),
            (
                "Largest single state",
                f"{one['largest_state_unit_count']} of {one['rdl_unit_count']}",
                f"{share:.1f} % · of {one['state_count']} states",
            ),
        ]
        names = ", ".join(f"Member State {code}" for code in one["largest_states"].split(";"))
        assert f"Largest single state: {names}." in words(at)
    last = answers[-1].dropna(subset="regional_group")
    given, none = (last["rdl_unit_count"] > 0).sum(), sums[-1].iloc[0]["groups_without"]
    assert at.header[0].value.startswith(f"{answers[-1]['rdl_unit_count'].sum()} units at the Rapid Deployment Level come from {given} of 5 regional groups")  # fmt: skip
    assert at.header[0].value.endswith(", none from GRULAC") == (none == "grulac") and "ffective" not in words(at)
    assert "Invented states have no place on a map" in words(at) and not at.get("plotly_chart")
    units = ask("rdl_units")
    assert len(table(at, "rdl_cycle")) == len(units) == ask(SUMMARY)["rdl_unit_count"].iloc[0]
    unfold(at)
    assert not without_offer(at)


def test_candidates_stand_with_what_keeps_them_and_can_be_narrowed(restricted):
    at, want = page(show="candidates"), ask("rdl_candidates")
    shown = table(at, "unit_id")
    assert shown["unit_id"].tolist() == want["unit_id"].tolist() and not shown["level"].eq("RDL (verified)").any()
    assert (shown["why_not"] == "available").sum() == want["why_not"].isna().sum()
    assert "Nothing here proposes a selection" in words(at)
    ready = f"{len(want)} units are at Level 2 or Level 3 and not at the Rapid Deployment Level, {want['why_not'].isna().sum()} of them available"
    assert at.header[0].value == ready
    at = page(show="candidates", group="weog", ready="available", cap="formed_police_unit")
    kept = want[(want["regional_group"] == "weog") & want["why_not"].isna() & (want["capability"] == "formed_police_unit")]  # fmt: skip
    told = [frame.value["unit_id"].tolist() for frame in at.dataframe if "unit_id" in frame.value.columns]
    assert (told[0] if told else []) == kept["unit_id"].tolist()
    assert len(kept) or "No unit fits these choices" in words(at)
    unfold(at)
    assert not without_offer(at)


def test_an_earlier_month_reads_the_export_and_the_day_of_then(restricted):
    at = page(month="2026-06-30")
    want = ask(CURVE, today="2026-06-30", as_of="2026-06-30")
    assert [card.value for card in at.metric] == [f"{n} units" for n in want["unit_count"]]
    assert "Read on 30 June 2026." in words(at) and "data as of 30 June 2026" in words(at)


SUPPOSED = ("without_units", "without_states", "without_missions", "add", "add_group", "add_level")


@pytest.mark.parametrize(
    ("look", "keys"),
    [
        ({}, ("show", "cap", *SUPPOSED)),
        ({"show": "candidates"}, ("group", "ready", "cap")),
        ({"show": "diversity"}, ("without_states",)),
    ],
)
@pytest.mark.parametrize("code", ["../nowhere", *(pytest.param(code, marks=pytest.mark.more) for code in ("%", "-1"))])
def test_bad_codes_in_one_link_fall_back_and_each_is_said(look, keys, code, restricted):
    bad = {key: f"{code}{place}" for place, key in enumerate(keys)}
    at = page(**look | bad)
    assert all(text in words(at) for text in bad.values())
    assert "→" not in "".join(value for value, _ in cards(at).values())
    assert all(param(at, key) != bad[key] for key in keys if key in at.query_params)


@pytest.mark.parametrize(
    "code",
    ["-1", "51", "1.5", *(pytest.param(code, marks=pytest.mark.more) for code in ("99999999999999999999", "٣", "1e1"))],
)
def test_a_number_of_units_that_is_none_is_said(code, restricted):
    at = page(add=code, add_group="weog")
    assert code in words(at) and "add" not in at.query_params


def test_good_and_bad_codes_in_one_link_are_told_apart(restricted):
    at = page(without_states="QMB;nowhere;QMB")
    assert "“nowhere”" in words(at) and param(at, "without_states") == "QMB"
    assert at.multiselect(key="without_states").value == ["QMB"]
    assert cards(at) == cards(page(**STATE))


@pytest.mark.parametrize("audience", ["open", "restricted"])
def test_without_a_roster_the_page_says_so_and_offers_what_to_do(audience, published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", audience)
    at = app(PAGE, without_states="QMB", show="diversity")
    told = words(at)
    assert not at.exception and not at.metric and not at.get("echarts_chart")
    if audience == "restricted":
        assert "No export of the PCRS is loaded" in told and ways(at) == ["Load data"]
    else:
        assert (
            not ways(at)
            and "A Member State's level in the PCRS is restricted" in told
            and "template" not in "".join(code.value for code in at.code)
        )
    assert "within 60 days from the formal invitation" in told
    assert at.dataframe[0].value["source"].str.contains("footnote 3").all()
    at.button(key="exercise_rapid").click().run()
    assert not at.exception and param(at, "dataset") == "exercise" and at.title[0].value == "EXERCISE: Rapid deployment"


def test_the_open_view_never_asks_for_a_level(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    asked, real = [], queries.run

    def noted(name, **more):
        asked.append(name)
        return real(name, **more)

    monkeypatch.setattr(queries, "run", noted)
    cache.forget()
    for show in ("curve", "diversity", "cycles", "candidates"):
        assert not app(PAGE, dataset="exercise", show=show, **STATE).exception
    cache.forget()
    assert asked and {queries.get(name).about["audience"] for name in asked} == {"open"}


@pytest.fixture
def real(tmp_path, monkeypatch):
    """A public database with a roster of states that are in no boundary file, and with cycles as they are printed."""
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    figures.publish(tmp_path, figures.random_rows(3))
    con = duckdb.connect(str(next(tmp_path.glob("build/versions/*/public-restricted.duckdb"))))
    rows = [
        row | {"date_accepted": None, "status": "available", "is_smart": False, "slots": []}
        for row in roster_oracle.roster(5, 60)
    ]
    roster_oracle.fill(con, rows)
    con.close()
    cache.forget()
    yield lambda name, **asked: queries.run(name, snapshot=queries.current(audience="restricted"), **asked)
    cache.forget()


def test_cycles_are_compared_as_printed_and_an_unclear_one_is_flagged(real):
    at, want = app(PAGE, show="cycles"), real("rdl_cycle")
    assert not at.exception
    rows = want.drop_duplicates("rdl_cycle")
    names = [cycle if isinstance(cycle, str) else "no cycle reported" for cycle in rows["rdl_cycle"]]
    shown = table(at, "largest")
    assert shown["cycle"].tolist() == names and {"2020/26/27", "2025/26", "no cycle reported"} <= set(names)
    assert shown["units"].tolist() == rows["cycle_unit_count"].tolist()
    assert all(f"{name}: {n} unit" in at.header[0].value for name, n in zip(names, rows["cycle_unit_count"], strict=True))  # fmt: skip
    assert shown["largest"].tolist() == [f"{row.cycle_largest_state_count} of {row.cycle_unit_count}" for row in rows.itertuples()]  # fmt: skip
    assert "not clear which years are meant: 2020/26/27." in words(
        at
    ) and "The cycle is printed as 2020/26/27" in words(at)
    ((_alt, spec),) = charts(at)
    bands = {one["name"]: list(reversed(one["data"])) for one in spec["series"] if one["type"] == "bar"}
    for name, code in (("African", "african_group"), ("WEOG", "weog"), ("GRULAC", "grulac")):
        assert bands[name] == want.loc[want["regional_group"] == code, "unit_count"].tolist()
    assert bands["In no group"] and sum(map(sum, bands.values())) == rows["cycle_unit_count"].sum()
    unfold(at)
    assert not without_offer(at)


def test_a_roster_of_real_states_gets_a_map_and_says_whom_it_cannot_show(real):
    at = app(PAGE, show="diversity")
    assert not at.exception and len(at.get("plotly_chart")) == 1
    assert "Boundaries: United Nations Geodata" in words(at) and "Türkiye counts under WEOG" in words(at)
    states = {f"Member State {code}" for code in real("rdl_units", today=app_day())["iso3"]}
    told = next(caption.value for caption in at.caption if caption.value.startswith("Without a shape"))
    assert states and all(name in told for name in states)
    assert "in no regional group" in words(at)
    unfold(at)
    assert not without_offer(at)


def app_day():
    newest = queries.run("months")["as_of"].max().date()
    return max(newest, pd.Timestamp.today().date())
