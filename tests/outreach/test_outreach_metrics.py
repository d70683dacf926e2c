"""Whom to ask for what, counted a second time in plain Python on invented asks, pledges and deployments; edges one by one."""

import datetime as dt
import random
from collections import Counter

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support.outreach_oracle import RULES, judge, reference
from tests.support.requirement_worlds import ASK, DAYS, World, insert, random_world
from tests.support.seeds import seeds

OUTREACH = "outreach"
STATUS = "requirement_status"
# Asks of the rules, so that worlds of invented asks have something to be pointed to.
REAL = sorted({rule["requirement_id"] for rule in RULES if rule["requirement_id"]} | {"UNI-INF-02", "UNI-AVI-03"})
SECTIONS = ("aviation", "infantry", "police")
CAPABILITIES = (
    None,
    "qrf_company",
    "infantry_battalion",
    "infantry_battalion_mechanised",
    "helicopter_unit",
    "staff_officer",
)
WEIGHTS = {"unanswered": 3, "fitting": 1, "below": 1}


def codes(text):
    return set(text.split(";")) if isinstance(text, str) else set()


def varied(path, seed):
    """A world of the asks that the rules name, in several sections and kinds, and of pledges that name capabilities; with large contingents."""
    world, rng = random_world(path, seed), random.Random(seed)
    names = dict(zip((ask["requirement_id"] for ask in world.asks), rng.sample(REAL, len(world.asks)), strict=True))
    others = [code for code in REAL if code not in names.values()]
    more = [
        ASK | {"requirement_id": code, "position": 2000 + n, "kind": rng.choice(("unit", "training"))}
        for n, code in enumerate(others)
    ]
    insert(world.con, "requirement", more)
    world.asks += more
    for ask in world.asks:
        old = ask["requirement_id"]
        names.setdefault(old, old)
        ask |= {
            "section": rng.choice(SECTIONS),
            "capability": rng.choice(CAPABILITIES),
            "requirement_id": names[old],
            "part_of": names.get(ask["part_of"]),
        }
        ask["missions"] = rng.choice((None, None, None, "MINUSCA"))
        world.con.execute(
            "update mart.requirement set section = ?, capability = ?, requirement_id = ?, part_of = ?, missions = ? where requirement_id = ?",
            [ask["section"], ask["capability"], names[old], ask["part_of"], ask["missions"], old],
        )
    world.answers = [(pledge, names.get(code, code)) for pledge, code in world.answers]
    for table in ("pledge_requirement", "requirement_line"):
        for old, new in names.items():
            world.con.execute(f"update mart.{table} set requirement_id = ? where requirement_id = ?", [new, old])
    for line in world.lines:
        line["requirement_id"] = names.get(line["requirement_id"], line["requirement_id"])
    for pledge in world.pledges:
        pledge["capability"] = rng.choice(CAPABILITIES)
        world.con.execute(
            "update mart.pledge set capability = ? where pledge_id = ?", [pledge["capability"], pledge["pledge_id"]]
        )
    # Contingents of a company and of a battalion.
    factor = rng.choice((1, 4, 8))
    world.rows = [(*row[:4], row[4] * factor, row[5] * factor) for row in world.rows]
    world.con.execute(
        f"update mart.deployment_month set women_count = women_count * {factor}, men_count = men_count * {factor}, people_count = people_count * {factor}"
    )
    return world


@pytest.mark.parametrize("seed", seeds(60))
def test_asks_their_reasons_and_the_score_are_those_of_a_plain_count(seed, tmp_path):
    world, rng = varied(tmp_path / "world.duckdb", seed), random.Random(seed)
    days = sorted({row[0] for row in world.rows})
    day = days[-1 - rng.randint(0, min(2, len(days) - 1))] if days else dt.date(1900, 1, 1)
    today, scope = rng.choice(DAYS), rng.choice(("all", "peacekeeping"))
    weights = {f"weight_{key}": rng.choice((0, 1, 2, 5)) for key in WEIGHTS}
    asked = {"today": today, "scope": scope, "as_of": day} | weights
    got = queries.run(OUTREACH, connection=world.con, **asked)
    asks, wanted = judge(world, day, today, scope)
    assert len(got) == 193
    for row in got[got["iso3"].isin(figures.STATES)].itertuples():
        want = wanted[row.iso3]
        assert (row.requirement_ids if want else None) == (";".join(code for code, *_ in want) or None), row.iso3
        assert want or pd.isna(row.requirement_ids), row.iso3
        assert not want or row.signals == ";".join(f"{signal}={number}" for _code, signal, number in want), row.iso3
        unanswered = sum(not asks[code]["below"] for code, *_ in want)
        assert (row.fitting_count, row.unanswered_count) == (len(want), unanswered)
        score = (
            weights["weight_unanswered"] * unanswered
            + weights["weight_fitting"] * len(want)
            + weights["weight_below"] * row.below_count
        )
        assert row.score == score
        mine = [p for p in world.pledges if p["iso3"] == row.iso3 and p["status"] != "withdrawn"]
        reasons = {"pledged": len(mine), "below_parity": row.below_count, "asked": len(want)}
        assert codes(row.reasons) - {"deploys"} == {key for key, number in reasons.items() if number}
        people = sum(
            r[4] + r[5]
            for r in world.rows
            if r[0] == day and r[2] == row.iso3 and (scope == "all" or figures.MISSIONS[r[1]])
        )
        assert ("deploys" in codes(row.reasons)) == bool(people)
    # A hold takes a state's asks away and changes nothing else.
    held = next((iso3 for iso3, rows in wanted.items() if rows), "BGD")
    without = queries.run(OUTREACH, connection=world.con, **asked, held=f"{held};XXX").set_index("iso3")
    assert pd.isna(without.loc[held, "requirement_ids"]) and "asked" not in codes(without.loc[held, "reasons"])
    others = got.set_index("iso3").drop(held)["requirement_ids"]
    assert without.drop(held)["requirement_ids"].fillna("").tolist() == others.fillna("").tolist()
    order = world.con.execute("select iso3 from mart.country where is_member_state order by un_order").fetchall()
    assert list(got["iso3"]) == [code for (code,) in order]
    world.con.close()


@pytest.mark.parametrize("seed", seeds(40, (0, 3)))
def test_groups_are_those_of_a_plain_count(seed, tmp_path):
    world, rng = random_world(tmp_path / "world.duckdb", seed), random.Random(seed)
    groups = {row["iso3"]: row["regional_group"] for row in reference("country") if row["is_member_state"] == "true"}
    days = sorted({row[0] for row in world.rows})
    for day, scope in [(day, rng.choice(("all", "peacekeeping"))) for day in [*days[-2:], dt.date(1999, 1, 31)]]:
        got = queries.run("outreach_groups", connection=world.con, as_of=day, scope=scope)
        assert list(got["regional_group"]) == sorted(set(groups.values())) and got["state_count"].sum() == 193
        for row in got.itertuples():
            own = [
                r
                for r in world.rows
                if r[0] == day and groups.get(r[2]) == row.regional_group and (scope == "all" or figures.MISSIONS[r[1]])
            ]
            women, people = sum(r[4] for r in own), sum(r[4] + r[5] for r in own)
            if day not in days:
                assert pd.isna(row.people_count) and pd.isna(row.contributor_count) and pd.isna(row.women_count)
            else:
                assert (row.people_count, row.women_count) == (people, women)
                assert row.contributor_count == len({r[2] for r in own if r[4] + r[5]})
            assert pd.isna(row.women_fraction) if people < 10 else row.women_fraction == pytest.approx(women / people)
            made = [
                p for p in world.pledges if groups.get(p["iso3"]) == row.regional_group and p["status"] != "withdrawn"
            ]
            assert (row.pledge_count, row.pledged_state_count) == (len(made), len({p["iso3"] for p in made}))
    world.con.close()


@pytest.mark.parametrize("seed", seeds(40, (0,)))
def test_every_ask_that_fits_is_one_that_the_requirements_page_calls_open(seed, tmp_path):
    world = varied(tmp_path / "world.duckdb", seed)
    for today in DAYS:
        status = queries.run(STATUS, connection=world.con, today=today).set_index("requirement_id")["status"].to_dict()
        for ids in queries.run(OUTREACH, connection=world.con, today=today)["requirement_ids"].dropna():
            assert {status[code] for code in ids.split(";")} <= {"open_call", "unmet", "partly_met", "not_reported"}
    world.con.close()


def asked_of(tmp_path, rows, asks, iso3="BGD", pledges=(), lines=(), day=dt.date(2025, 7, 31), **asked):
    """The asks of a state in a world of these rows, as a list, and what points to each."""
    made = [
        {"pledge_id": f"P{n}", "iso3": iso3, "dated": DAYS[0], "status_date": DAYS[0]} | pledge
        for n, (pledge, _code) in enumerate(pledges)
    ]
    world = World(
        tmp_path / "one.duckdb", [{"family": "general_uniformed", **ask} for ask in asks], made,
        [(p["pledge_id"], code) for p, (_pledge, code) in zip(made, pledges, strict=True)], lines=lines,
        rows=[(day, mission, code, *row) for mission, code, *row in rows],
    )  # fmt: skip
    found = queries.run(OUTREACH, connection=world.con, **{"today": dt.date(2026, 1, 1)} | asked).set_index("iso3")
    world.con.close()
    return found


BATTALION = {"requirement_id": "UNI-INF-01", "section": "infantry", "capability": "infantry_battalion"}
MECHANISED = {"requirement_id": "UNI-INF-02", "section": "infantry", "capability": "infantry_battalion_mechanised"}
OFFICERS = {
    "requirement_id": "UNI-STO-01",
    "section": "staff_officers",
    "capability": "staff_officer",
    "kind": "personnel",
}


def test_a_state_of_twenty_officers_is_not_asked_for_a_mechanised_battalion_whatever_it_pledged(tmp_path):
    rows = [("MINUSCA", "BGD", "staff_officers", 2, 17), ("MINUSCA", "KEN", "troops", 50, 600)]
    pledge = [({"capability": "infantry_battalion"}, "UNI-INF-01")]
    found = asked_of(tmp_path, rows, [BATTALION, MECHANISED, OFFICERS], pledges=pledge)
    assert found.loc["BGD", ["requirement_ids", "signals"]].tolist() == ["UNI-STO-01", "staff_officers=19"]
    assert found.loc["KEN", ["requirement_ids", "signals"]].tolist() == ["UNI-INF-01", "troops_in_one_mission=650"]
    assert pd.isna(found.loc["FJI", "requirement_ids"])


def test_nothing_is_asked_for_a_mission_that_ends_within_a_year_but_its_unit_can_be_pledged_again(tmp_path):
    rows = [("UNTMIS", "BGD", "staff_officers", 2, 17), ("UNTMIS", "KEN", "troops", 50, 600)]
    day = dt.date(2025, 12, 31)
    before, after = dt.date(2025, 9, 30), dt.date(2026, 1, 1)  # it ends on 31 October 2026
    found = asked_of(tmp_path, rows, [BATTALION, OFFICERS], day=day, today=after)
    assert (
        pd.isna(found.loc["BGD", "requirement_ids"]) and found.loc["KEN", "signals"] == "troops_of_ending_mission=650"
    )
    found = asked_of(tmp_path, rows, [BATTALION, OFFICERS], day=day, today=before)
    assert (
        found.loc["BGD", "requirement_ids"] == "UNI-STO-01"
        and found.loc["KEN", "signals"] == "troops_in_one_mission=650"
    )


def test_of_a_contingent_that_goes_home_nothing_is_asked_but_what_can_be_pledged_again(tmp_path):
    rows = [
        ("MINUSCA", "BGD", "troops", 10, 690),
        ("MINUSCA", "KEN", "troops", 50, 600),
        ("MINUSCA", "BGD", "staff_officers", 1, 9),
    ]
    world = World(
        tmp_path / "home.duckdb",
        [BATTALION | {"family": "general_uniformed"}, OFFICERS],
        rows=[(dt.date(2025, 7, 31), mission, code, *row) for mission, code, *row in rows],
    )
    event = {
        "event_id": "X",
        "on_day": DAYS[2],
        "missions": "MINUSCA",
        "states": "BGD",
        "kind": "withdrawal",
        "category": "contingent_troops",
    }
    insert(world.con, "mission_event", [event])
    found = queries.run("outreach_asks", connection=world.con, today=dt.date(2026, 1, 1))
    below = queries.run("outreach", connection=world.con, today=dt.date(2026, 1, 1)).set_index("iso3")[
        "below_categories"
    ]
    assert below[["BGD", "KEN"]].tolist() == ["unmem_staff_officers", "contingent_troops"]
    # An event may name several states, every peacekeeping mission and no category.
    insert(
        world.con,
        "mission_event",
        [event | {"event_id": "Y", "missions": "ALL", "states": "KEN;FJI", "category": None}],
    )
    silent = queries.run("silent_contingents", connection=world.con, today=dt.date(2026, 1, 1))
    home = set(silent.dropna(subset=["iso3"])[["mission", "iso3", "category"]].itertuples(index=False, name=None))
    assert {("MINUSCA", "KEN", "contingent_troops"), ("UNMISS", "FJI", "formed_police_units")} < home
    assert {row for row in home if row[1] == "BGD"} == {("MINUSCA", "BGD", "contingent_troops")}
    world.con.close()
    assert found[["iso3", "signal", "number"]].to_numpy().tolist() == [
        ["BGD", "troops_of_ending_mission", 700],
        ["BGD", "staff_officers", 10],
        ["KEN", "troops_in_one_mission", 650],
    ]


def test_an_ask_that_names_a_mission_needs_a_line_of_a_current_edition_for_one_that_goes_on(tmp_path):
    named, rows = OFFICERS | {"missions": "MINUSCA"}, [("MINUSCA", "BGD", "staff_officers", 2, 17)]
    line = {"requirement_id": "UNI-STO-01", "requirement": "x", "quantity": 1}
    cases = [((), False), (("MINUSCA", dt.date(2025, 10, 31)), True), (("MINUSCA", dt.date(2025, 6, 30)), False), (("general", dt.date(2025, 10, 31)), False)]  # fmt: skip
    for case, is_asked in cases:
        lines = [line | {"mission": case[0], "edition_date": case[1]}] if case else []
        found = asked_of(tmp_path, rows, [named], lines=lines)
        assert pd.notna(found.loc["BGD", "requirement_ids"]) == is_asked, case


def test_what_more_than_eight_states_would_be_asked_alike_is_asked_of_none(tmp_path):
    states = ["BGD", "FJI", "IRL", "KEN", "TUR", "URY", "NPL", "PAK", "GHA"]
    for number, is_asked in ((8, True), (9, False)):
        rows = [("MINUSCA", code, "staff_officers", 2, 17) for code in states[:number]]
        found = asked_of(tmp_path, rows, [OFFICERS])
        assert found.loc[states[:number], "requirement_ids"].notna().tolist() == [is_asked] * number
        # Nor does it depend on the choice: whoever is listed alone is one of the nine all the same.
        alone = asked_of(tmp_path, rows, [OFFICERS], regional_group="african_group")
        assert pd.notna(alone.loc["KEN", "requirement_ids"]) == is_asked


@pytest.mark.parametrize(
    ("without", "is_asked"), [("UNI-STO-01", False), ("B;UNI-STO-01", False), ("UNI-STO-011;B", True)]
)
def test_an_ask_that_is_not_released_is_nowhere_in_the_figures(without, is_asked, tmp_path):
    found = asked_of(tmp_path, [("MINUSCA", "BGD", "staff_officers", 2, 17)], [OFFICERS], without_asks=without)
    assert found.loc["BGD", "fitting_count"] == int(is_asked)


def test_on_the_public_data_no_asks_are_shared_by_more_than_eight_states_and_none_names_a_mission(published):
    found = queries.run(OUTREACH, today=dt.date(2026, 11, 28))
    asks = found["requirement_ids"].dropna()
    sets = Counter(frozenset(text.split(";")) for text in asks)
    assert max(sets.values()) <= 8 and len(asks) > 80 and asks.str.count(";").max() <= 4
    named = {row["requirement_id"] for row in reference("requirement") if row["missions"]}
    assert not named & {code for text in asks for code in text.split(";")}
    told = found.set_index("iso3")["requirement_ids"].dropna().to_dict()
    assert "ATG" not in told and "UNI-INF-02" not in told["SLE"].split(";") and told["MEX"] == "WPS-NOM-02"
    assert told["DJI"].split(";")[:2] == ["UNI-POL-01", "UNI-POL-10"]  # 180 formed police; French is official
