"""Units matched to lines of mission requirements: equal to trying every way on small cases, the same on each run, and in words."""

import datetime as dt
import itertools
import random
import time

import pandas as pd
import pytest

import queries
from queries.shared import eligible, matching
from tests.support import roster_oracle as oracle
from tests.support.capability_worlds import World, unit
from tests.support.requirement_worlds import insert
from tests.support.roster_oracle import EXPORTS, TODAY
from tests.support.seeds import seeds

GAP, OF_LINE = "mission_gap", "line_units"
EDITION = dt.date(2026, 9, 30)


def every_way(needed, units):
    """The answers that are best of all ways to give each unit one of its lines or none, as sets of (assessed, others) per line."""
    best, found = None, set()
    for way in itertools.product(*[(None, *lines) for _, lines in units]):
        if any(way.count(line) > lacking for line, lacking in enumerate(needed)):
            continue
        told = tuple(
            tuple(sum(at == line and units[k][0] is ready for k, at in enumerate(way)) for ready in (True, False))
            for line in range(len(needed))
        )
        total, ready = sum(map(sum, told)), sum(a for a, _ in told)
        first = sum((len(needed) - line) * sum(both) for line, both in enumerate(told))
        early = -sum(line * a for line, (a, _) in enumerate(told))
        rank = (total, ready, first, early)
        if best is None or rank > best:
            best, found = rank, set()
        if rank == best:
            found.add(told)
    return found


@pytest.mark.parametrize("block", seeds(10, (0,)))
def test_the_matching_equals_every_way_on_five_hundred_small_cases(block):
    for seed in range(50 * block, 50 * block + 50):
        rng = random.Random(seed)
        needed = [rng.randint(0, 3) for _ in range(rng.randint(1, 4))]
        units = [
            (rng.random() < 0.5, tuple(line for line in range(len(needed)) if rng.random() < 0.5))
            for _ in range(rng.randint(0, 6))
        ]
        got = matching.match(needed, units)
        assert tuple(got) in every_way(needed, units), (needed, units, got)
        rng.shuffle(units)
        assert matching.match(needed, units) == got


def test_one_unit_serves_one_line_and_a_tie_goes_to_the_first_line():
    assert matching.match([1, 1], [(True, (0, 1))]) == [(1, 0), (0, 0)]
    # The unit that only the second line can have goes there, and the first takes what is not assessed.
    assert matching.match([1, 1], [(True, (0, 1)), (False, (0,))]) == [(0, 1), (1, 0)]
    assert matching.match([2], []) == [(0, 0)] and matching.match([], []) == []


def test_beyond_its_bound_the_matching_says_so():
    units = [(True, tuple(range(k, 400))) for k in range(300)]
    with pytest.raises(matching.TooLarge, match="more than"):
        matching.match([1] * 400, units)


class Lines(World):
    """A world with lines of mission requirements."""

    def __init__(self, path, units, lines):
        super().__init__(path, units)
        plain = {
            "edition_date": EDITION,
            "mission": "UNMISS",
            "capability": "qrf_company",
            "quantity": 1,
            "file_id": 1,
            "line": 2,
        }
        insert(self.con, "mission_line", [plain | {"line_id": f"L-{n:03}"} | line for n, line in enumerate(lines, 1)])

    def gap(self, **asked):
        found = queries.run(GAP, connection=self.con, **({"today": TODAY} | asked))
        return found.astype(object).where(found.notna(), None).set_index("line").to_dict("index")


def test_every_state_of_a_line(tmp_path):
    units = [
        unit("A", level="level_3"),
        unit("B", level="level_1", capability="military_bridging"),
        unit(
            "C", capability="engineering_unit", date_accepted=dt.date(2024, 1, 1), last_renewed=dt.date(2024, 6, 1)
        ),  # stale
        unit("D", capability="transport_unit", status="deployed", deployed_mission="UNMISS", requirement_line="L-005"),
        unit("E", capability="signals_unit", available_to=TODAY - dt.timedelta(1)),  # cannot be had any more
    ]
    lines = [
        {}, {"quantity": 2, "mission": "MINUSCA"}, {"capability": "military_bridging"}, {"capability": "engineering_unit"},
        {"capability": "transport_unit"}, {"capability": "signals_unit"}, {"capability": "cbrn_unit"}, {"quantity": 0}, {"quantity": None},
    ]  # fmt: skip
    told = Lines(tmp_path / "made.duckdb", units, lines).gap()
    assert {
        line: (row["state"], row["reason"], row["matched"], row["eligible_count"]) for line, row in told.items()
    } == {
        "L-001": ("met", None, 1, 1),
        "L-002": ("critical_gap", "too_few", 0, 1),  # the only unit serves the first line
        "L-003": ("matched_not_assessed", "none_assessed", 1, 1),
        "L-004": ("matched_not_assessed", "none_assessed", 1, 1),
        "L-005": ("met", None, 1, 0),
        "L-006": ("critical_gap", "none", 0, 0),
        "L-007": ("critical_gap", "none", 0, 0),
        "L-008": ("met", None, 0, 1),
        "L-009": ("not_stated", None, None, 1),
    }
    assert told["L-002"]["required"] == 2 and told["L-005"]["serving_count"] == 1


@pytest.mark.parametrize(
    ("asked", "changed", "reason"),
    [
        ({"languages": "fr"}, {"languages": "en"}, "language"),
        ({"languages": "fr;en"}, {"languages": "fr"}, "language"),
        ({"languages": "fr"}, {"languages": None}, "language"),  # not reported does not meet
        ({"languages": "fr"}, {"languages": "en;fr"}, None),
        ({"equipment_tags": "jammers"}, {"equipment": {}}, "equipment"),
        ({"equipment_tags": "jammers"}, {"equipment": {"jammers": 0}}, "equipment"),
        ({"equipment_tags": "jammers:2"}, {"equipment": {"jammers": 1}}, "equipment"),
        ({"equipment_tags": "jammers:2;c_uas"}, {"equipment": {"jammers": 2, "c_uas": None}}, None),
        ({"readiness_days": 120}, {"level": "level_2"}, "days"),
        ({"readiness_days": 120}, {"level": "level_3"}, None),
        ({"readiness_days": 60}, {"level": "rdl"}, None),
        ({"women_percent": 10}, {"women_count": 18}, None),  # exactly the share
        ({"women_percent": 11}, {"women_count": 18}, "women"),
        ({"women_percent": 1}, {"women_count": None}, "women"),
        ({"women_percent": 0}, {"women_count": 0}, None),
        ({"mission": "MINUSCA"}, {"mission_specific": "UNMISS"}, "none"),
        ({"quantity": 2}, {}, "too_few"),
        ({"languages": "fr", "readiness_days": 60}, {"languages": "en", "level": "level_2"}, "language"),
    ],
)
def test_the_reason_is_what_keeps_the_line_open(asked, changed, reason, tmp_path):
    world = Lines(tmp_path / "made.duckdb", [unit(**changed)], [asked])
    told = world.gap()["L-001"]
    state = "met" if reason is None else "partly_met" if reason == "too_few" else "critical_gap"
    assert (told["state"], told["reason"]) == (state, reason)
    listed = queries.run(OF_LINE, connection=world.con, line="L-001", today=TODAY)
    assert listed["is_eligible"].tolist() == [reason in (None, "too_few")]


@pytest.mark.parametrize("seed", range(3))
def test_a_cell_that_was_not_read_neither_meets_nor_lacks(seed, tmp_path):
    rng = random.Random(seed)
    cells = {
        "languages": ("fr", "en", None),
        "equipment": ({"jammers": 1}, {}),
        "women_count": (18, 2, None),
        "mission_specific": (None, "UNMISS", "MINUSCA"),
    }
    lines = [
        {"languages": "fr", "capability": "cbrn_unit"},
        {"equipment_tags": "jammers"},
        {"women_percent": 10, "capability": "signals_unit"},
    ]
    units = []
    for number in range(9):
        unread = rng.choice((*cells, None, None))
        own = {name: rng.choice(texts) for name, texts in cells.items()}
        if unread:
            own |= {unread: {} if unread == "equipment" else None, "not_read": unread}
        units.append(unit(f"U{number}", capability=("cbrn_unit", "qrf_company", "signals_unit")[number % 3], **own))
    world = Lines(tmp_path / "made.duckdb", units, lines)
    told = world.gap()
    for number, line in enumerate(lines, 1):
        code, doubts, fitting = f"L-{number:03}", 0, 0
        listed = queries.run(OF_LINE, connection=world.con, line=code, today=TODAY).set_index("unit_id")
        for one in (one for one in units if one["capability"] == line.get("capability", "qrf_company")):
            met = {
                "language": "languages" not in line or one["languages"] == "fr",
                "equipment": "equipment_tags" not in line or "jammers" in one["equipment"],
                "women": "women_percent" not in line or one["women_count"] == 18,
                "mission": one["mission_specific"] != "MINUSCA" and one.get("not_read") != "mission_specific",
            }
            of = {
                "languages": "language",
                "equipment": "equipment",
                "women_count": "women",
                "mission_specific": "mission",
            }
            unread = of.get(one.get("not_read"))
            lacks = [f"{name}_not_read" if name == unread else name for name, is_met in met.items() if not is_met]
            lacking = listed.loc[one["unit_id"], "lacks"]
            assert (lacking if isinstance(lacking, str) else "") == ";".join(lacks)
            assert bool(listed.loc[one["unit_id"], "is_eligible"]) == (not lacks)
            doubts += bool(lacks) and all(name.endswith("_not_read") for name in lacks)
            fitting += not lacks
        assert told[code]["state"] == ("met" if fitting else "not_verified" if doubts else "critical_gap")
        assert (told[code]["reason"] == "not_verified") == (not fitting and doubts > 0)


def test_days_are_not_held_against_what_is_not_assessed(tmp_path):
    world = Lines(tmp_path / "made.duckdb", [unit(level="level_1")], [{"readiness_days": 60}])
    assert world.gap()["L-001"]["state"] == "matched_not_assessed"


def test_without_a_roster_nothing_is_reported_and_bad_lines_have_no_units(tmp_path):
    world = Lines(tmp_path / "made.duckdb", [], [{}, {"quantity": None}])
    told = world.gap()
    assert [row["state"] for row in told.values()] == ["not_reported", "not_stated"] and told["L-001"][
        "matched"
    ] is None
    assert queries.run(OF_LINE, connection=world.con, line="nothing", today=TODAY).empty
    assert Lines(tmp_path / "b.duckdb", [unit()], []).gap() == {}


def test_an_earlier_day_reads_the_edition_and_the_export_of_then(tmp_path):
    units = [unit("A", export_on=EXPORTS[0]), unit("B", export_on=EXPORTS[2]), unit("C", export_on=EXPORTS[2])]
    world = Lines(
        tmp_path / "made.duckdb", units, [{"quantity": 3}, {"edition_date": dt.date(2026, 3, 31), "quantity": 5}]
    )
    assert world.gap()["L-001"]["matched"] == 2
    told = world.gap(as_of="2026-04-30", today="2026-04-30")
    assert list(told) == ["L-002"] and told["L-002"]["matched"] == 1


@pytest.mark.parametrize("seed", seeds(12, (0, 6)))  # in that of 6 a renewal that was not read decides
def test_lines_of_random_rosters_agree_with_a_plain_test_of_each_unit(seed, tmp_path):
    rng = random.Random(seed)
    units = []
    for one in oracle.roster(seed):
        gear = {tag: rng.choice((None, 0, 2)) for tag in ("jammers", "c_uas") if rng.random() < 0.4}
        line = f"L-{rng.randint(1, 9):03}" if one["status"] in ("selected", "deployed") else None
        units.append(one | {"equipment": gear, "requirement_line": line, "women_count": rng.choice((None, 0, 9, 40))})
    lines = [
        {
            "capability": rng.choice(oracle.CAPABILITIES), "mission": rng.choice(oracle.MISSIONS), "quantity": rng.choice((0, 1, 1, 2, 3)),
            "languages": rng.choice((None, None, "fr", "en")), "equipment_tags": rng.choice((None, None, "jammers", "c_uas;jammers:2")),
            "readiness_days": rng.choice((None, None, 60, 120, 180)), "women_percent": rng.choice((None, None, 12)),
        }
        for _ in range(9)
    ]  # fmt: skip
    world = Lines(tmp_path / "made.duckdb", units, lines)
    told, there = world.gap(), world.there(None) or []
    for number, line in enumerate(lines, 1):
        code = f"L-{number:03}"
        fits = [one for one in there if may_serve(one, line)]
        listed = queries.run(OF_LINE, connection=world.con, line=code, today=TODAY)
        assert set(listed.loc[listed["is_eligible"], "unit_id"]) == {one["unit_id"] for one in fits}
        if there:
            row = told[code]
            assert row["eligible_count"] == len(fits)
            assert row["eligible_available_count"] == sum(oracle.is_available(one, TODAY) for one in fits)
            serving = [u for u in there if u["status"] in ("selected", "deployed") and (u["requirement_line"], u["capability"]) == (code, line["capability"])]  # fmt: skip
            assert row["serving_count"] == len(serving)
            assert row["matched"] == row["serving_count"] + row["assessed_count"] + row["not_assessed_count"]
            assert row["assessed_count"] + row["not_assessed_count"] <= max(0, line["quantity"] - len(serving))
            assert (row["state"] == "critical_gap") == (line["quantity"] > 0 and row["matched"] == 0)
            assert (row["reason"] is None) == (row["state"] == "met")


@pytest.mark.parametrize("seed", seeds(6))
def test_a_condition_that_is_left_out_is_matched_as_if_no_line_had_it(seed, tmp_path):
    rng = random.Random(seed)
    units = [
        unit(
            f"U{n}", level=rng.choice(("level_1", "level_2", "level_3", "rdl")), languages=rng.choice(("fr", "en", None)),
            equipment=rng.choice(({}, {"jammers": 1})), women_count=rng.choice((0, 60, None)),
        )
        for n in range(5)
    ]  # fmt: skip
    lines = [
        {
            "quantity": rng.choice((1, 1, 2)), "languages": rng.choice((None, "fr")), "equipment_tags": rng.choice((None, "jammers")),
            "readiness_days": rng.choice((None, 60, 120)), "women_percent": rng.choice((None, 12)),
        }
        for _ in range(3)
    ]  # fmt: skip
    world = Lines(tmp_path / "made.duckdb", units, lines)
    for code, column in (("language", "languages"), ("equipment", "equipment_tags"), ("days", "readiness_days")):
        for only in (None, "L-002"):
            asked = [line | ({column: None} if only in (None, f"L-{n:03}") else {}) for n, line in enumerate(lines, 1)]
            fits = [[n for n, line in enumerate(asked) if may_serve(one, line | {"capability": "qrf_company", "mission": "UNMISS"})] for one in world.units]  # fmt: skip
            pool = [(oracle.is_available(one, TODAY), tuple(mine)) for one, mine in zip(world.units, fits, strict=True)]
            told = world.gap(relax=code, relax_line=only)
            got = tuple((row["assessed_count"], row["not_assessed_count"]) for row in told.values())
            assert got in every_way([line["quantity"] for line in asked], pool)
            listed = queries.run(OF_LINE, connection=world.con, line="L-002", today=TODAY, relax=code)
            assert set(listed.loc[listed["is_eligible"], "unit_id"]) == {one["unit_id"] for one, mine in zip(world.units, fits, strict=True) if 1 in mine}  # fmt: skip
            assert all(row[column] is None for code, row in told.items() if only in (None, code))


def may_serve(one: dict, line: dict) -> bool:
    why = set(oracle.why_not(one, TODAY))
    days = {"rdl": 60, "level_3": 120, "level_2": 180}.get(one["level"])
    spoken = set((one["languages"] or "").split(";"))
    gear = one["equipment"]
    carried = {"jammers": gear.get("jammers", 0) != 0, "c_uas;jammers:2": gear.get("jammers", 0) != 0 and gear.get("c_uas", 0) != 0}  # fmt: skip
    women, people = one["women_count"], one["strength_count"]
    return (
        one["capability"] == line["capability"]
        and one["status"] == "available"
        and why <= {"stale", "renewal_not_read", "below_level_2", "no_level", "level_not_read"}
        and one["mission_specific"] in (None, line["mission"])
        and (line["languages"] is None or line["languages"] in spoken)
        and (line["equipment_tags"] is None or carried[line["equipment_tags"]])
        and (line["readiness_days"] is None or days is None or days <= line["readiness_days"])
        and (line["women_percent"] is None or (women is not None and bool(people) and 100 * women >= 12 * people))
    )


def test_tags_with_numbers_are_read():
    assert eligible.wanted("jammers:2;c_uas") == {"jammers": 2, "c_uas": 1} and eligible.wanted(None) == {}
    assert eligible.codes(float("nan")) == set()


def test_the_answer_does_not_depend_on_the_order_of_rows(tmp_path):
    units = [
        unit(f"U{n:02}", level=("level_1", "level_2", "rdl")[n % 3], languages=("fr", "en")[n % 2]) for n in range(12)
    ]
    lines = [
        {"quantity": 1 + n % 3, "languages": (None, "fr")[n % 2], "readiness_days": (None, 60)[n % 2]} for n in range(8)
    ]
    want = queries.run(GAP, connection=Lines(tmp_path / "a.duckdb", units, lines).con, today=TODAY)
    named = [line | {"line_id": f"L-{n:03}"} for n, line in enumerate(lines, 1)]
    for seed in range(3):
        rng = random.Random(seed)
        world = Lines(tmp_path / f"{seed}.duckdb", rng.sample(units, len(units)), rng.sample(named, len(named)))
        pd.testing.assert_frame_equal(queries.run(GAP, connection=world.con, today=TODAY), want)


def test_a_hundred_lines_and_a_thousand_units_take_little_time(tmp_path):
    rng = random.Random(1)
    units = [unit(f"U{n:04}", level=rng.choice(("level_1", "level_2", "rdl")), languages=rng.choice(("fr", "en", "en;fr"))) for n in range(1000)]  # fmt: skip
    lines = [{"quantity": 20, "languages": rng.choice((None, "fr")), "readiness_days": rng.choice((None, 60, 180))} for _ in range(100)]  # fmt: skip
    world = Lines(tmp_path / "made.duckdb", units, lines)
    start = time.process_time()
    told = world.gap()
    assert time.process_time() - start < 5 and sum(row["matched"] for row in told.values()) == 1000
