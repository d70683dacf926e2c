"""Persons asked for by a mission model: every figure equals a plain seating of persons one by one, on random lists; a host's group left out; sets that units carry."""

import datetime as dt
import random

import pandas as pd
import pytest

import queries
from tests.support import roster_oracle as oracle
from tests.support.capability_worlds import Planned, seated, unit
from tests.support.figures import insert
from tests.support.roster_oracle import STATES, TODAY
from tests.support.seeds import seeds

GROUP = {code: told[0] or "none" for code, told in STATES.items()}
COME_AS = ("staff_officer", "military_observer", "individual_police_officer")
LISTED = (
    dt.date(2026, 9, 30),
    dt.date(2026, 10, 15),
    dt.date(2026, 10, 31),
)  # a month before, and two days of the newest month
GOAL = {"staff_officer": ("unmem_staff_officers", 23), "military_observer": ("unmem_staff_officers", 23), "individual_police_officer": ("individual_police_officers", 25)}  # fmt: skip
OFFICERS = (
    "as_of", "kind", "post", "iso3", "sex", "profile", "cleared_count", "nominated_count", "selected_count", "capability", "languages",
    "available_from", "available_to", "file_id", "line",
)  # fmt: skip


def person(kind="nominee", **told) -> dict:
    """Return one row of a list, of two men as staff officers who speak French; a test changes what it is of."""
    plain = dict.fromkeys(OFFICERS) | {
        "as_of": LISTED[-1], "kind": kind, "post": "N-1", "iso3": "QMA", "sex": "man", "nominated_count": 2, "capability": "staff_officer",
        "languages": "fr", "file_id": 1, "line": 2,
    }  # fmt: skip
    return plain | told


def world(path, people, model, units=()) -> Planned:
    """A world with lists of persons and a model."""
    made = Planned(path, units, model)
    rows = [tuple(row[name] for name in OFFICERS) for row in people]
    insert(made.con, f"mart.officer_post ({', '.join(OFFICERS)})", rows)
    return made


def random_people(rng: random.Random) -> list[dict]:
    people = []
    for number in range(rng.choice((0, 12, 30))):
        start = rng.choice((None, TODAY, TODAY + dt.timedelta(rng.choice((59, 60, 61, 119, 120, 150)))))
        many = rng.choice((0, 1, 1, 2, 4))
        people.append(
            person(
                as_of=rng.choice(LISTED), post=f"N-{number}", iso3=rng.choice(list(STATES)), sex=rng.choice(("woman", "man", None)),
                profile=rng.choice((None, None, "gender")), nominated_count=many, selected_count=rng.choice((None, 0, many and 1)),
                capability=rng.choice(COME_AS), languages=rng.choice((None, "fr", "en", "en;fr")), available_from=start,
                available_to=rng.choice((None, (start or TODAY) + dt.timedelta(rng.choice((0, 60, 90))))),
            )
        )  # fmt: skip
    for state in rng.sample(list(STATES), rng.choice((0, 3))):
        for sex in ("woman", "man"):
            told = {
                "cleared_count": rng.choice((None, 0, 3)),
                "nominated_count": rng.choice((None, 2)),
                "selected_count": rng.choice((None, 1)),
            }
            if told["cleared_count"] == 0:
                told |= {"nominated_count": 0, "selected_count": 0}
            people.append(person("command_cadre", as_of=rng.choice(LISTED), post=f"c-{state}-{sex}", iso3=state, sex=sex, capability=None, languages=None, **told))  # fmt: skip
    if rng.random() < 0.7:  # of posts that are held nobody is a candidate
        people.append(person("staff_officer", post="XMA-1", capability=None, nominated_count=None))
    return people


def random_individuals(rng: random.Random) -> list[dict]:
    """Rows of a roster that register individuals, whole and not."""
    return [
        unit(
            f"I_{number}", iso3=rng.choice(list(STATES)), capability=rng.choice(COME_AS), level=rng.choice(("registered",) * 4 + ("level_1",)),
            strength_count=rng.choice((None, 0, 2, 3)), women_count=rng.choice((None, 0)), languages=rng.choice((None, "fr")),
            mission_specific=rng.choice((None, None, "UNMISS")), status=rng.choice(("available", "available", "selected", "withdrawn")),
            date_accepted=TODAY - dt.timedelta(rng.choice((60, 800))), last_renewed=rng.choice((None, TODAY - dt.timedelta(400))),
            available_from=rng.choice((None, TODAY + dt.timedelta(90))), condition_state=rng.choice((None, None, "unmet")),
        )
        for number in range(rng.choice((0, 8)))
    ]  # fmt: skip


def spoken_of(people: list[dict], units: list[dict]) -> list[dict]:
    """Rows of lists that count, by the headers of the queries, each with `number` and `women`."""
    nominees = [row for row in people if row["kind"] == "nominee"]
    newest = max((row["as_of"] for row in nominees), default=LISTED[0])
    rows = []
    for row in nominees:
        last = max(other["as_of"] for other in nominees if other["iso3"] == row["iso3"])
        if (row["as_of"].year, row["as_of"].month) == (newest.year, newest.month) and row["as_of"] == last:
            rows.append(row | {"place": 0, "number": row["nominated_count"] - (row["selected_count"] or 0)})
    for one in units:
        stale = oracle.renewal(one, TODAY) in ("stale", "not_read")
        if one["level"] == "registered" and one["status"] == "available" and not stale and not one["mission_specific"] and one["condition_state"] != "unmet" and one["strength_count"] is not None:  # fmt: skip
            women = None if one["women_count"] is None else one["women_count"]
            rows.append(one | {"place": 1, "profile": None, "number": one["strength_count"], "women": women})
    cadre = [row for row in people if row["kind"] == "command_cadre"]
    for row in cadre:
        there = row["nominated_count"] if row["cleared_count"] is None else row["cleared_count"]
        if there is not None and row["as_of"] == max(other["as_of"] for other in cadre if other["iso3"] == row["iso3"]):
            rows.append(row | {"place": 2, "capability": "individual_police_officer", "number": there - (row["selected_count"] or 0)})  # fmt: skip
    for row in rows:
        row.setdefault("women", {"woman": row["number"], "man": 0}.get(row.get("sex") or ""))
    first = {
        (row["iso3"], row["capability"]): min(
            other["place"] for other in rows if (other["iso3"], other["capability"]) == (row["iso3"], row["capability"])
        )
        for row in rows
    }
    return [row for row in rows if row["place"] == first[row["iso3"], row["capability"]]]


def fits(row: dict, line: dict) -> bool:
    """Whether who stands in a row of a list fits a line."""
    due = TODAY + dt.timedelta(line["by_day"] or 0)
    return (
        row["capability"] == line["capability"]
        and line["profile"] in (None, row["profile"])
        and set((line["languages"] or "").split(";")) - {""} <= set((row["languages"] or "").split(";"))
        and (line["by_day"] is None or row["available_from"] is None or row["available_from"] <= due)
        and (row["available_to"] is None or row["available_to"] >= due)
    )


def counted(model: list[dict], rows: list[dict], number: str) -> dict[str, int]:
    """How many places of each line persons fill, one by one, lines in their order."""
    people = [row for row in rows for _ in range(row[number] or 0)]
    places = [line for line in model for _ in range(line["quantity"] or 0)]
    told = dict.fromkeys((line["line_id"] for line in model), 0)
    for line, is_served in zip(places, seated(places, people, fits), strict=True):
        told[line["line_id"]] += is_served
    return told


@pytest.mark.parametrize("seed", seeds(16, (0, 1, 2, 3, 4, 5)))
def test_persons_of_a_model_equal_a_plain_seating_of_who_stands_in_lists(seed, tmp_path):
    rng = random.Random(seed)
    people, units = random_people(rng), random_individuals(rng)
    model = [
        {
            "module": rng.choice("aab"), "capability": rng.choice(COME_AS), "quantity": rng.choice((None, 0, 1, 3, 6)), "profile": rng.choice((None, None, "gender")),
            "languages": rng.choice((None, "fr")), "by_day": rng.choice((None, 60, 120)),
        }
        for _ in range(8)
    ]  # fmt: skip
    out = rng.choice((None, "african_group"))
    made = world(tmp_path / "made.duckdb", people, model, units)
    lines = made.model
    gap = made.ask("scenario_gap", without_group=out).set_index("line")
    rows = spoken_of(people, [one for one in units if one["status"] != "withdrawn"])
    mine = [row for row in rows if GROUP[row["iso3"]] != out]
    placed, women = counted(lines, mine, "number"), counted(lines, mine, "women")
    for line in lines:
        row = gap.loc[line["line_id"]]
        kind = [one for one in rows if one["capability"] == line["capability"]]
        fit = [one for one in mine if fits(one, line) and one["number"]]
        if not kind:
            assert (row["state"], row["reason"]) == ("no_list", "no_list") and pd.isna(row["matched"]) and pd.isna(row["listed_count"])  # fmt: skip
            continue
        assert row["eligible_count"] == sum(one["number"] for one in fit)
        assert row["fit_women_count"] == sum(one["women"] or 0 for one in fit)
        assert row["sex_not_told_count"] == sum(one["number"] for one in fit if one["women"] is None)
        assert row["state_count"] == len({one["iso3"] for one in fit})
        assert row["listed_count"] == sum(one["number"] for one in kind if one in mine)
        assert row["left_out_count"] == sum(one["number"] for one in kind if one not in mine and fits(one, line))
        if line["quantity"] is None:
            assert row["state"] == "not_stated" and pd.isna(row["matched"])
            continue
        assert row["matched"] == placed[line["line_id"]]
        if fit and all(one["women"] is None for one in fit):
            women[line["line_id"]] = None  # not told is not 0
        assert women[line["line_id"]] == (None if pd.isna(row["women_matched_count"]) else row["women_matched_count"])
        want = "listed" if row["matched"] >= line["quantity"] else "partly_listed" if row["matched"] else "none_listed"
        assert row["state"] == want and (want == "listed") == (not isinstance(row["reason"], str))
    _women(made, lines, rows, placed, women, out)
    _states(made, lines, mine, out)


def _women(made, lines, rows, placed, women, out):
    """Women of lists by category, and those that its target asks for among all persons of it."""
    told = made.ask("scenario_women", without_group=out).set_index("category")
    for category, goal in set(GOAL.values()):
        asked = [line for line in lines if GOAL[line["capability"]][0] == category]
        if not asked:
            assert category not in told.index
            continue
        row, stated = told.loc[category], [line["quantity"] for line in asked if line["quantity"] is not None]
        if stated:
            assert (row["asked_count"], row["asked_women_count"]) == (sum(stated), -(-goal * sum(stated) // 100))
        spoken = [line for line in asked if line["quantity"] is not None and any(one["capability"] == line["capability"] for one in rows)]  # fmt: skip
        if not spoken:
            assert pd.isna(row["listed_women_count"]) and pd.isna(row["listed_count"])
            continue
        of = [line["line_id"] for line in spoken]
        assert row["spoken_count"] == sum(line["quantity"] for line in spoken)
        assert row["listed_count"] == sum(placed[one] for one in of)
        told_of = [women[one] for one in of if women[one] is not None]
        assert row["listed_women_count"] == sum(told_of) if told_of else pd.isna(row["listed_women_count"])


def _states(made, lines, mine, out):
    """What each state could bring: persons that fit a line, each once."""
    told = made.ask("scenario_states", without_group=out).set_index("iso3")
    fit = [row for row in mine if row["number"] and any(fits(row, line) for line in lines)]
    assert set(told.index) == {row["iso3"] for row in fit}
    for state, row in told.iterrows():
        own = [one for one in fit if one["iso3"] == state]
        women = [one["women"] for one in own if one["women"] is not None]
        assert row["person_count"] == sum(one["number"] for one in own)
        assert row["sex_not_told_count"] == sum(one["number"] for one in own if one["women"] is None)
        assert row["women_count"] == sum(women) if women else pd.isna(row["women_count"])  # not told is not 0
        assert row["person_lines"].split(";") == [
            line["line_id"] for line in lines if any(fits(one, line) for one in own)
        ]


@pytest.mark.parametrize(
    ("line", "changed", "state", "reason"),
    [
        ({"quantity": 2}, {}, "listed", None),
        ({"quantity": 3}, {}, "partly_listed", "too_few"),
        ({"profile": "gender"}, {}, "none_listed", "profile"),
        ({"languages": "fr;en"}, {}, "none_listed", "language"),
        ({"by_day": 60}, {"available_from": TODAY + dt.timedelta(61)}, "none_listed", "window"),
        ({"by_day": 60}, {"available_from": TODAY + dt.timedelta(60)}, "listed", None),
        ({"by_day": 60}, {"available_to": TODAY + dt.timedelta(59)}, "none_listed", "window"),
        ({}, {"available_to": TODAY - dt.timedelta(1)}, "none_listed", "window"),
        ({}, {"selected_count": 2}, "none_listed", "none_named"),
        ({}, {"capability": "military_observer"}, "no_list", "no_list"),
        ({}, {"kind": "staff_officer"}, "no_list", "no_list"),  # who holds a post is no candidate
        ({"quantity": None}, {}, "not_stated", None),
    ],
)
def test_the_state_and_reason_of_a_line_of_persons_are_what_the_lists_say(line, changed, state, reason, tmp_path):
    made = world(tmp_path / "made.duckdb", [person(**changed)], [{"capability": "staff_officer"} | line])
    row = made.ask("scenario_gap").iloc[0]
    assert (row["state"], row["reason"] if isinstance(row["reason"], str) else None) == (state, reason)


def test_a_state_in_two_lists_is_counted_by_the_first_and_never_twice(tmp_path):
    units = [unit("I", capability="staff_officer", level="registered", strength_count=5, languages="fr"), unit("J", iso3="QMB", capability="staff_officer", level="registered", strength_count=4)]  # fmt: skip
    made = world(tmp_path / "made.duckdb", [person()], [{"capability": "staff_officer", "quantity": 20}], units)
    people = queries.run("scenario_persons", connection=made.con, today=TODAY)
    assert people[["list", "iso3", "person_count"]].to_numpy().tolist() == [
        ["nominee", "QMA", 2],
        ["registered", "QMB", 4],
    ]
    assert made.ask("scenario_gap")["matched"].tolist() == [6]
    assert made.ask("scenario_gap", as_of=LISTED[0])["matched"].tolist() == [9]  # that day knows no list of nominees


def test_whom_no_list_tells_by_sex_is_no_woman_less(tmp_path):
    people = [person(sex=None), person(iso3="QMB", sex=None, post="n-2"), person(iso3="QMB", sex="woman", post="n-3")]
    for number, women in ((1, None), (3, 2)):
        made = world(tmp_path / f"{number}.duckdb", people[:number], [{"capability": "staff_officer", "quantity": 9}])
        states = made.ask("scenario_states").set_index("iso3")
        assert pd.isna(states.loc["QMA", "women_count"]) and states.loc["QMA", "sex_not_told_count"] == 2
        told = [made.ask("scenario_gap")["women_matched_count"].iloc[0], made.ask("scenario_women")["listed_women_count"].iloc[0]]  # fmt: skip
        assert [None if pd.isna(one) else one for one in told] == [women, women]
    assert states.loc["QMB", ["women_count", "sex_not_told_count"]].tolist() == [2, 2]


def test_the_host_s_group_left_out_serves_no_line_of_the_model_and_stays_today_s(tmp_path):
    units = [
        unit("A", equipment={"c_uas": 3}),
        unit("B", iso3="QMC", languages="fr", equipment={"c_uas": None, "jammers": 2}),
    ]
    model = [
        {"quantity": 2},
        {"capability": "c_uas_set", "quantity": 4},
        {"capability": "c_uas_set", "by_day": 60},
        {"capability": "patrol_boat"},
    ]
    made = Planned(tmp_path / "made.duckdb", units, model, [{"quantity": 2}])
    told, less = made.ask("scenario_gap"), made.ask("scenario_gap", without_group="african_group")
    # A tag without a number is one set at the least; none of them is there by day 60.
    assert told["matched"].fillna(-1).tolist() == [2, 4, 0, -1] and less["matched"].fillna(-1).tolist() == [1, 1, 0, -1]
    assert told["carried_count"].fillna(-1).tolist() == [-1, 4, 0, -1]
    assert told["state"].tolist() == ["met", "carried", "none_carried", "not_in_units"]
    assert less["state"].tolist() == ["partly_met", "partly_carried", "none_carried", "not_in_units"]
    assert (less["left_out_count"].iloc[0], less["reason"].iloc[0], less["looked_at_count"].iloc[0]) == (
        1,
        "too_few",
        1,
    )
    taken = made.ask("scenario_taken", without_group="african_group")
    assert (taken["matched_count"].tolist(), taken["left_count"].tolist()) == ([2], [1])
    pool = made.ask("scenario_pool", without_group="african_group").iloc[0]
    assert (pool["available_count"], pool["matched_count"], pool["lost_count"]) == (1, 1, 1)
    groups = made.ask("scenario_regions", without_group="african_group").set_index("regional_group")
    assert groups["eligible_count"].to_dict() == {"african_group": 0, "asia_pacific_group": 1, "eastern_european_group": 0, "grulac": 0, "weog": 0}  # fmt: skip
    listed = made.ask("scenario_units", line="A-01", without_group="african_group").set_index("unit_id")
    assert listed["lacks"].fillna("").to_dict() == {"A": "host_group", "B": ""} and listed["is_eligible"].to_dict() == {"A": False, "B": True}  # fmt: skip
    assert made.ask("scenario_states", without_group="african_group")["iso3"].tolist() == ["QMC"]
