"""Where asks stand: against a second count on invented worlds, at the edges, and the known figures of the bundled data."""

import datetime as dt
import random
from collections import Counter, defaultdict

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support.requirement_worlds import DAYS, HELD, World, random_world
from tests.support.seeds import seeds

STATUS = "requirement_status"
WITHOUT = "asks_without_pledge"
ANNOUNCED = "announced_by_ask"
CHANGE = "requirement_change"
PLEDGES = "requirement_pledges"
TODAY = dt.date(2026, 1, 1)
GROUPS = {
    "BGD": "asia_pacific_group",
    "FJI": "asia_pacific_group",
    "IRL": "weog",
    "KEN": "african_group",
    "TUR": "weog",
    "URY": "grulac",
}


def told(world, **asked):
    frame = queries.run(STATUS, connection=world.con, **({"today": TODAY} | asked))
    return frame.set_index("requirement_id")


@pytest.mark.parametrize("seed", seeds(12))
def test_status_agrees_with_a_second_count(seed, tmp_path):
    world = random_world(tmp_path / "made.duckdb", seed)
    months = sorted({row[0] for row in world.rows})
    for as_of in (None, *DAYS, *months[:2]):
        for today in (DAYS[1], DAYS[3]) if as_of is None else (DAYS[3],):
            got = told(world, as_of=as_of, today=today)
            want = world.judge(as_of, today)
            assert set(got.index) == set(want)
            for code, (status, quantity, confirmed, with_details) in want.items():
                row = got.loc[code]
                assert (row["status"], row["confirmed_pledge_count"], row["with_details_count"]) == (
                    status,
                    confirmed,
                    with_details,
                ), code
                assert (None if pd.isna(row["quantity"]) else row["quantity"]) == quantity, code
            assert got["available_quantity"].isna().all()
    world.con.close()


@pytest.mark.parametrize("seed", seeds(12))
def test_asks_without_a_pledge_agree_with_a_second_count(seed, tmp_path):
    world = random_world(tmp_path / "made.duckdb", seed)
    for as_of in (None, *DAYS):
        judged = world.judge(as_of, TODAY)
        for kind, fits in (("all", (True, False)), ("mission", (True,)), ("general", (False,))):
            asks, bare = Counter(), Counter()
            for ask in world.asks:
                if ask["standing"] == "ask" and (ask["family"] == "mission_specific") in fits:
                    key = ask["chapter"], ask["pledge_category"]
                    asks[key] += 1
                    bare[key] += judged[ask["requirement_id"]][3] == 0
            got = queries.run(WITHOUT, connection=world.con, as_of=as_of, asks=kind)
            parity = got["chapter"].eq("women_peace_security") & got["pledge_category"].eq("women_peace_security")
            got = got[~parity]  # the real parity asks, which are in every world
            assert {
                (r.chapter, r.pledge_category): (r.ask_count, r.without_pledge_count) for r in got.itertuples()
            } == {key: (asks[key], bare[key]) for key in asks}
    world.con.close()


@pytest.mark.parametrize("seed", seeds(12))
def test_announcements_agree_with_a_second_count(seed, tmp_path):
    world = random_world(tmp_path / "made.duckdb", seed)
    group_of = {}
    for ask in world.asks:
        if ask["family"] == "general_uniformed" or ask["capability"] == "c_uas_set":
            alone = ask["part_of"] if ask["standing"] == "detail" else ask["requirement_id"]
            name = ask["capability"] or alone
            french = ask["languages"] == "fr" and (ask["capability"] or ask["standing"] == "ask")
            group_of[ask["requirement_id"]] = name + "_fr" if french else name
    for as_of in (None, DAYS[1], DAYS[3]):
        for meeting in (None, "Berlin 2025", "none"):
            there = [
                p for p in world.pledges
                if p["is_announced"] and p["status"] != "withdrawn" and meeting in (None, p["ministerial"] or "none")
                and (as_of is None or (day_of(p) and day_of(p) <= as_of))
            ]  # fmt: skip
            for by in ("ministerial", "regional_group"):
                where = {
                    p["pledge_id"]: (p["ministerial"] or "none") if by == "ministerial" else GROUPS[p["iso3"]]
                    for p in there
                }
                listed = Counter(where.values())
                found = defaultdict(set)
                for pledge_id, code in world.answers:
                    if pledge_id in where and code in group_of:
                        found[group_of[code], where[pledge_id]].add(pledge_id)
                got = queries.run(ANNOUNCED, connection=world.con, by=by, ministerial=meeting, as_of=as_of, today=TODAY)
                assert set(got["ask_group"]) == set(group_of.values())
                for row in got.itertuples():
                    assert row.pledge_count == len(found[row.ask_group, row.code]), (row.ask_group, row.code)
                    assert row.listed_count == listed[row.code]
                assert {key for key, ids in found.items() if ids} <= {(r.ask_group, r.code) for r in got.itertuples()}
    world.con.close()


def day_of(pledge):
    return pledge["dated"] or HELD.get(pledge["ministerial"]) or pledge["status_date"]


def one(tmp_path, ask=None, pledges=(), **more):
    """Return a world with one ask, A, that all of these pledges answer."""
    numbered = [
        {"pledge_id": f"P{n}", "dated": DAYS[0], "status_date": DAYS[0]} | pledge for n, pledge in enumerate(pledges)
    ]
    answers = [(pledge["pledge_id"], "A") for pledge in numbered]
    return World(tmp_path / "made.duckdb", [{"requirement_id": "A"} | (ask or {})], numbered, answers, **more)


UNIFORMED = {"family": "general_uniformed"}
TWO = {"quantity": 2, "quantity_basis": "total", "unit_of_quantity": "team"}
DONE = {"status": "implemented"}
GONE = {"status": "withdrawn"}


@pytest.mark.parametrize(
    ("ask", "pledges", "status", "count"),
    [
        ({}, [], "open_call", 0),
        ({}, [{}, {}], "open_call", 2),
        ({}, [GONE], "open_call", 0),
        ({}, [DONE], "met", 1),
        (UNIFORMED, [{"status": "deployed", "track": "unit"}], "open_call", 1),  # no quantity: one unit answers no open call whole
        ({"due_date": TODAY}, [], "open_call", 0),  # due today: not passed
        ({"due_date": TODAY - dt.timedelta(days=1)}, [], "date_passed", 0),
        ({"due_date": TODAY - dt.timedelta(days=1)}, [{}], "date_passed", 1),
        ({"due_date": TODAY - dt.timedelta(days=1)}, [DONE], "met", 1),
        ({"slot_limit": 1}, [], "open_call", 0),
        ({"slot_limit": 1}, [{}], "host_found", 1),
        ({"slot_limit": 1}, [GONE], "open_call", 0),
        ({"slot_limit": 1}, [GONE, {}], "host_found", 1),
        ({"slot_limit": 1}, [{}, DONE], "met", 2),
        ({"slot_limit": 1, "due_date": TODAY}, [{}], "host_found", 1),
        ({"slot_limit": 1, "due_date": DAYS[0]}, [{}], "date_passed", 1),
        ({"slot_limit": 1, "due_date": DAYS[0]}, [DONE], "met", 1),
        (UNIFORMED | TWO, [{}], "not_reported", 1),
        (UNIFORMED | TWO | {"quantity": 0}, [], "met", 0),
        (UNIFORMED | TWO | {"quantity_basis": "per_unit"}, [{}], "open_call", 1),  # a size is no denominator
        (TWO, [{}], "unmet", 1),
        (TWO, [DONE], "partly_met", 1),
        (TWO, [DONE, DONE], "met", 2),
        (TWO, [DONE | {"quantity": 2, "unit": "team"}], "met", 1),
        (TWO, [DONE | {"quantity": 20, "unit": "person"}], "partly_met", 1),  # persons are no teams: it counts for one
        ({"kind": "translation", "languages": "ar;fr"}, [DONE | {"languages": "fr"}], "partly_met", 1),
        ({"kind": "translation", "languages": "ar;fr"}, [DONE | {"languages": "fr"}, DONE | {"languages": "ar;es"}], "met", 2),
        ({"kind": "translation", "languages": "ar;fr"}, [{"languages": "ar;fr"}], "open_call", 1),
        ({"kind": "training", "languages": "ar;fr"}, [DONE], "met", 1),
    ],
)  # fmt: skip
def test_the_edges_of_a_status(ask, pledges, status, count, tmp_path):
    world = one(tmp_path, ask, pledges)
    row = told(world).loc["A"]
    assert (row["status"], row["confirmed_pledge_count"]) == (status, count)
    world.con.close()


def test_a_detail_has_its_own_pledges_and_its_ask_has_something_under_it(tmp_path):
    asks = [
        {"requirement_id": "A"},
        {"requirement_id": "B", "standing": "detail", "part_of": "A"},
        {"requirement_id": "C", "standing": "mention"},
    ]
    world = World(tmp_path / "made.duckdb", asks, [{"pledge_id": "P"}], [("P", "B"), ("P", "C")])
    got = told(world)
    assert got.loc["A", ["confirmed_pledge_count", "with_details_count"]].tolist() == [0, 1]
    assert got.loc["B", ["confirmed_pledge_count", "with_details_count"]].tolist() == [1, 1]
    assert "C" not in got.index
    bare = queries.run(WITHOUT, connection=world.con).set_index("chapter")
    assert bare.loc["uniformed_capabilities", ["ask_count", "without_pledge_count"]].tolist() == [1, 0]
    world.con.close()


def test_a_day_in_the_past_knows_neither_later_pledges_nor_later_steps(tmp_path):
    pledge = {"pledge_id": "P", "dated": DAYS[1], "status": "implemented", "status_date": DAYS[3]}
    steps = [("P", "announced", DAYS[1], 0), ("P", "implemented", DAYS[3], 1)]
    world = World(tmp_path / "made.duckdb", [{"requirement_id": "A", "slot_limit": 1}], [pledge], [("P", "A")], steps)
    statuses = [told(world, as_of=day).loc["A", "status"] for day in (DAYS[0], DAYS[1], DAYS[2], DAYS[3], None)]
    assert statuses == ["open_call", "host_found", "host_found", "met", "met"]
    world.con.close()


def test_a_quantity_comes_from_the_newest_edition_on_or_before_the_day(tmp_path):
    def line(day, quantity, capability="mobile_training_team", mission="general"):
        return {
            "edition_date": day,
            "requirement_id": "A",
            "quantity": quantity,
            "capability": capability,
            "mission": mission,
        }

    lines = [
        line(DAYS[1], 4),
        line(DAYS[3], 1),
        line(DAYS[3], 2, mission="UNMISS"),
        line(DAYS[4], 3),
        line(DAYS[4], 5, "staff_officer"),
    ]
    world = one(tmp_path, TWO, [], lines=lines)
    got = [told(world, as_of=day).loc["A"] for day in (DAYS[0], DAYS[1], DAYS[3], DAYS[4])]
    assert [row["quantity"] for row in got] == [
        2,
        4,
        3,
        2,
    ]  # teams and persons are not added: the guide's total stands again
    assert [row["quantity_from"] for row in got] == ["guide", "edition", "edition", "guide"]
    world.con.close()


@pytest.mark.parametrize(
    ("women", "men", "status"), [(12, 88, "met"), (11, 88, "unmet"), (0, 0, "not_reported"), (0, 1, "unmet")]
)
def test_parity_is_met_exactly_at_the_share(women, men, status, tmp_path):
    month = figures.month_end(2025, 6)
    world = World(tmp_path / "made.duckdb", rows=[(month, "MINUSCA", "BGD", "troops", women, men)])
    got = told(world, today=dt.date(2030, 1, 1))
    assert got.loc["PAR-TRP-01", "status"] == status  # never date passed
    assert got.loc["PAR-IPO-01", "status"] == "not_reported"
    world.con.close()


def test_parity_without_deployments_is_not_reported_and_the_ask_for_all_follows_its_five(tmp_path):
    bare = World(tmp_path / "bare.duckdb")
    assert set(told(bare)["status"]) == {"not_reported"}
    bare.con.close()
    month = figures.month_end(2025, 6)
    kinds = ("troops", "formed_police_units", "individual_police", "staff_officers")
    rows = [(month, "MINUSCA", "BGD", kind, 50, 50) for kind in kinds]
    for women, men, whole in ((30, 70, "met"), (29, 71, "partly_met")):
        world = World(tmp_path / f"{women}.duckdb", rows=rows, gpp=[(month, "MINUSCA", "BGD", "gpp", women, men)])
        assert told(world).loc["PAR-ALL-01", "status"] == whole
        assert told(world, as_of=figures.month_end(2025, 5)).loc["PAR-ALL-01", "status"] == "not_reported"
        world.con.close()


def test_people_are_added_before_they_are_divided_and_the_month_is_the_latest_on_or_before(tmp_path):
    may, june = figures.month_end(2025, 5), figures.month_end(2025, 6)
    rows = [
        (may, "MINUSCA", "BGD", "troops", 50, 50),
        (june, "MINUSCA", "BGD", "troops", 50, 50),
        (june, "UNFICYP", "IRL", "troops", 0, 400),
    ]
    world = World(tmp_path / "made.duckdb", rows=rows)
    row = told(world).loc["PAR-TRP-01"]
    assert (row["status"], row["women_count"], row["people_count"]) == (
        "unmet",
        50,
        500,
    )  # the mean of 50 % and 0 % is another number
    row = told(world, as_of=june - dt.timedelta(days=1)).loc["PAR-TRP-01"]
    assert (row["status"], row["people_count"], row["parity_as_of"].date()) == ("met", 100, may)
    world.con.close()


@pytest.mark.parametrize("seed", seeds(8))
def test_two_editions_agree_with_a_second_comparison(seed, tmp_path):
    rng = random.Random(seed)
    lines = []
    for day in DAYS[:3]:
        for code in rng.sample(["UNI-QRF-01", "UNI-BRI-01", "", "SAF-MIN-02"], 3):
            for mission in rng.sample(["general", "UNMISS", "UNISFA"], 2):
                more = {"quantity": rng.choice((None, None, 0, 0, 1, 2)), "priority": rng.choice((None, None, None, "high")), "languages": rng.choice((None, None, None, "fr")),
                        "needed_by": rng.choice((None, None, None, DAYS[4])), "equipment_tags": rng.choice((None, None, None, "jammers"))}  # fmt: skip
                lines.append(
                    {
                        "edition_date": day,
                        "requirement_id": code,
                        "requirement": "" if code else "boats",
                        "mission": mission,
                    }
                    | more
                )
    world = World(tmp_path / "made.duckdb", lines=lines)

    def of(day):
        return {(x["requirement_id"], x["mission"]): x for x in world.lines if x["edition_date"] == day}

    for asked, old, new in (
        ({}, DAYS[1], DAYS[2]),
        ({"from_edition": DAYS[0], "to_edition": DAYS[2]}, DAYS[0], DAYS[2]),
    ):
        before, after, want = of(old), of(new), {}
        for key in before.keys() | after.keys():
            a, b = before.get(key), after.get(key)
            changed = (
                a
                and b
                and any(
                    a[name] != b[name] for name in ("quantity", "languages", "equipment_tags", "needed_by", "priority")
                )
            )
            emptied = a and b and b["quantity"] == 0 and a["quantity"] != 0
            want[key] = "new" if not a else "closed" if not b or emptied else "changed" if changed else "same"
        got = queries.run(CHANGE, connection=world.con, **asked)
        assert {(r.requirement_id, r.mission): r.kind for r in got.itertuples()} == want
        for row in got.itertuples():
            a, b = before.get((row.requirement_id, row.mission)), after.get((row.requirement_id, row.mission))
            assert (None if pd.isna(row.quantity_before) else row.quantity_before) == (a["quantity"] if a else None)
            assert (None if pd.isna(row.quantity_after) else row.quantity_after) == (b["quantity"] if b else None)
    first = queries.run(CHANGE, connection=world.con, as_of=DAYS[0])
    assert set(first["kind"]) == {"new"}  # nothing is known before the first edition
    world.con.close()


def test_the_bundled_data_gives_the_known_figures(published):
    got = queries.run(STATUS, today="2026-11-25").set_index("requirement_id")
    assert len(got) == 317 and (got["standing"] == "ask").sum() == 263
    assert got["confirmed_pledge_count"].sum() == 263 and got["with_details_count"].gt(0).sum() == 82
    assert got["status"].value_counts().to_dict() == {
        "open_call": 305, "host_found": 3, "met": 3, "unmet": 2, "not_reported": 2, "date_passed": 2,
    }  # fmt: skip
    parity = got.loc[["PAR-UNM-01", "PAR-TRP-01", "PAR-IPO-01", "PAR-FPU-01", "PAR-JUC-01", "PAR-ALL-01"]]
    assert parity["status"].tolist() == ["met", "unmet", "met", "met", "not_reported", "not_reported"]
    assert parity.loc["PAR-TRP-01", ["women_count", "people_count"]].tolist() == [4248, 52367]
    assert got.loc[["SAF-WKS-01", "TEC-SYM-01"], "status"].tolist() == ["date_passed", "date_passed"]
    before = queries.run(STATUS, today="2025-12-31").set_index("requirement_id")
    assert "date_passed" not in set(before["status"])  # due on that very day
    bare = queries.run(WITHOUT)
    assert (bare["ask_count"].sum(), bare["without_pledge_count"].sum()) == (263, 182)
    assert queries.run(WITHOUT, asks="mission")[["ask_count", "without_pledge_count"]].sum().tolist() == [3, 3]


def test_announcements_of_the_bundled_list(published):
    got = queries.run(ANNOUNCED, today="2025-05-15").set_index(["ask_group", "code"])
    assert got.loc[("formed_police_unit_fr", "Berlin 2025"), "pledge_count"] == 2
    assert got.loc[("attack_armed_helicopter", "Seoul 2021"), ["pledge_count", "listed_count"]].tolist() == [4, 37]
    assert got.loc[("qrf_company", "Berlin 2025"), ["pledge_count", "age_days"]].tolist() == [1, 1]
    assert got["is_asked"].groupby(level="code").all().to_dict() == {
        code: code == "Berlin 2025" for code in got.index.unique("code")
    }
    parts = ["c_uas_unit", "c_uas_set", "c_uas_officer", "c_uas_expertise"]
    assert all(got.loc[(part, "Berlin 2025"), "pledge_count"] == 0 for part in parts)
    group = queries.run(ANNOUNCED, by="regional_group").set_index(["ask_group", "code"])
    columns = group.loc["qrf_company"]
    assert columns["listed_count"].to_dict() == {
        "african_group": 38, "asia_pacific_group": 116, "eastern_european_group": 1, "grulac": 18, "weog": 103,
    }  # fmt: skip
    # Every pledge stands in one column of either table.
    assert (
        got["pledge_count"]
        .groupby(level="ask_group")
        .sum()
        .equals(group["pledge_count"].groupby(level="ask_group").sum())
    )
    early = queries.run(ANNOUNCED, by="regional_group", ministerial="London 2016").set_index(["ask_group", "code"])
    assert early.loc[("qrf_company", "grulac"), ["pledge_count", "listed_count"]].tolist() == [
        0,
        0,
    ]  # nothing listed: not reported
    assert not early["is_asked"].any()


def test_the_sentences_behind_a_number_are_as_many_as_the_number(published):
    got = queries.run(ANNOUNCED)
    for group, rows in got.groupby("ask_group"):
        behind = queries.run(PLEDGES, ask_group=group)
        counts = behind.drop_duplicates("pledge_id")["ministerial"].value_counts()
        assert {row.code: row.pledge_count for row in rows.itertuples() if row.pledge_count} == counts.to_dict()
    asks = queries.run(STATUS)
    everything = queries.run(PLEDGES)
    assert everything.groupby("requirement_id").size().to_dict() == {
        row.requirement_id: row.confirmed_pledge_count for row in asks.itertuples() if row.confirmed_pledge_count
    }
