"""Engagement platoons, police units, officers, Command Cadre and the parts of a change of parity, against a second count in plain Python."""

import calendar
import datetime as dt
import random
from collections import Counter
from fractions import Fraction
from math import ceil

import pandas as pd
import pytest

import queries
from tests.support import figures
from tests.support.requirement_worlds import insert
from tests.support.seeds import seeds

STATES = ("QMB", "QMC", "QMD", "QME")
MISSIONS = {"UNMISS": ("yes", "English"), "MINUSCA": ("yes", "French"), "UNDOF": (None, None), "MINUSMA": (None, None)}
KINDS = {
    "infantry_battalion": "always", "infantry_battalion_mechanised": "always", "infantry_company": "always", "qrf_company": "by_switch",
    "force_protection_company": "by_switch", "engineering_unit": None, "formed_police_unit": None, "specialised_police_team": None,
}  # fmt: skip
DAYS = [dt.date(2026, month, calendar.monthrange(2026, month)[1]) for month in (7, 8, 9, 10)] + [dt.date(2026, 10, 12)]
FIELDS = (
    "as_of", "mission", "unit_id", "iso3", "unit_type", "component", "rotation", "rotated_in", "rotates_out", "strength_count", "women_count",
    "has_platoon", "platoon_strength", "platoon_women", "platoon_trained", "fpu_platoon_size", "women_command", "women_operations",
    "women_support", "women_command_posts", "french_speakers", "interpreters", "ied_awareness", "commander_trained", "gender_planners",
    "women_announced", "accommodation_meets",
)  # fmt: skip


def returned(seed: int) -> list[dict]:
    """Return random returns: partial, late, twice in a month, of units that rotate or leave."""
    rng = random.Random(seed)

    def some(value):
        return value if rng.random() < 0.8 else None

    rows = []
    for number in range(rng.randint(0, 25)):
        mission, kind = rng.choice(list(MISSIONS)), rng.choice(list(KINDS))
        for day in rng.sample(DAYS, rng.randint(1, len(DAYS))):
            strength = some(rng.choice((0, 9, 30, 150, 750)))
            platoon = some(rng.choice((0, 1, 9, 26, 27, 28)))
            present = rng.choice((True, True, False, None))
            if platoon and present is None:
                present = True
            if present is False:
                platoon = None
            rows.append(dict.fromkeys(FIELDS) | {
                "as_of": day, "mission": mission, "unit_id": f"{mission}-{number}", "iso3": rng.choice(STATES), "unit_type": kind,
                "component": "police" if "police" in kind else "military", "strength_count": strength,
                "women_count": some(rng.randint(0, strength or 40)), "has_platoon": present, "platoon_strength": platoon,
                "platoon_women": None if platoon is None else some(rng.randint(0, platoon)), "fpu_platoon_size": some(rng.choice((0, 28, 32))),
                "women_command": some(rng.randint(0, 2)), "women_operations": some(rng.randint(0, 9)), "women_support": some(rng.randint(0, 9)),
                "french_speakers": some(rng.randint(0, strength or 40)), "rotates_out": some(dt.date(2027, 1, 15)),
            })  # fmt: skip
    return rows


@pytest.fixture
def world(tmp_path):
    """Return a maker of databases with these returns and officers; MINUSMA is a mission that has ended."""

    def make(rows=(), officers=(), months=()):
        con = figures.database(tmp_path / f"{random.random()}.duckdb", list(months))
        con.executemany(
            "insert into mart.country (iso3, name, un_order, is_member_state) values (?, ?, ?, true)",
            [[code, f"Member State {code}", 900 + place] for place, code in enumerate(STATES)],
        )
        con.execute("update mart.mission set poc_mandate = null, working_language = null, language_source = null")
        for mission, (mandate, language) in MISSIONS.items():
            con.execute(
                "update mart.mission set poc_mandate = ?, working_language = ? where mission_code = ?",
                [mandate, language, mission],
            )
        for table, told in (("unit_return", rows), ("officer_post", officers)):
            insert(con, table, [{**row, "file_id": 1, "line": 2} for row in told])
        con.execute("update meta.build set audience = 'restricted'")
        return con

    return make


ENDED = "MINUSMA"


def plain(cell):
    """Return a cell of a frame, None where it is empty."""
    return None if pd.isna(cell) else cell


def now(rows, as_of, mission=None):
    """Return the newest return of each slot by the day, with whether it is of that month; empty slots and ended missions left out."""
    newest = {}
    for row in sorted(rows, key=lambda row: row["as_of"]):
        if row["as_of"] <= as_of and mission in (None, row["mission"]):
            newest[row["unit_id"]] = row
    return [
        (row, (row["as_of"].year, row["as_of"].month) == (as_of.year, as_of.month))
        for row in newest.values()
        if row["strength_count"] != 0 and row["mission"] != ENDED
    ]


def state_of(row):
    if row["has_platoon"] is None:
        return "blank"
    if not row["has_platoon"]:
        return "absent"
    if row["platoon_women"] is None or not row["platoon_strength"]:
        return "share_not_reported"
    return "meets" if Fraction(row["platoon_women"], row["platoon_strength"]) >= Fraction(1, 2) else "below"


def said(rows, row, day):
    """Return what the newest return of the unit up to the day that answers says of its platoon."""
    own = [one for one in rows if one["unit_id"] == row["unit_id"] and one["as_of"] <= day]
    told = [state_of(one) for one in sorted(own, key=lambda one: one["as_of"])]
    return next((state for state in reversed(told) if state != "blank"), "not_reported")


def platoons(rows, as_of, mission, units):
    found = {}
    for row, is_current in now(rows, as_of, mission):
        counts = KINDS[row["unit_type"]]
        if counts is None or (counts == "by_switch" and units != "with_support"):
            continue
        status = "undetermined" if MISSIONS[row["mission"]][0] is None else state_of(row) if is_current else "missing"
        found[row["unit_id"]] = (row, is_current, status)
    return found


@pytest.mark.parametrize("units", ["battalions_companies", "with_support"])
@pytest.mark.parametrize("seed", seeds(12))
def test_platoons_equal_a_second_count(seed, units, world):
    rows = returned(seed)
    con = world(rows)
    for as_of, mission in ((DAYS[3], None), (DAYS[1], None), (DAYS[4], "UNMISS"), (None, "MINUSCA")):
        day = as_of or max((row["as_of"] for row in rows), default=DAYS[0])
        want = platoons(rows, day, mission, units)
        asked = {"as_of": as_of, "mission": mission, "units": units, "connection": con}
        got = queries.run("engagement_platoon_units", **asked)
        assert dict(got[["unit_id", "status"]].itertuples(index=False)) == {
            unit: told[2] for unit, told in want.items()
        }
        for told in got.itertuples():
            row, is_current, _status = want[told.unit_id]
            assert (
                told.iso3 == row["iso3"]
                and told.reported_on.date() == row["as_of"]
                and told.last_status == said(rows, row, day)
            )
            women, strength = (row["platoon_women"], row["platoon_strength"]) if is_current else (None, None)
            for got_cell, cell in ((told.platoon_women, women), (told.platoon_strength, strength)):
                assert plain(got_cell) == cell
            if women is not None and strength:
                assert told.more_women_needed == max(0, ceil(Fraction(strength, 2)) - women)
                assert (
                    (told.women_fraction == women / strength)
                    if strength >= 10
                    else told.women_fraction != told.women_fraction
                )
        counts = Counter(told[2] for told in want.values())
        whole = queries.run("engagement_platoon_status", **asked)
        names = ("meets", "below", "share_not_reported", "absent", "blank", "missing")
        if not want:
            assert whole.empty
            continue
        (told,) = whole.to_dict("records")
        assert [told[f"{name}_count"] for name in names] == [counts[name] for name in names]
        assert (
            told["in_scope_count"] == sum(counts[name] for name in names)
            and told["undetermined_count"] == counts["undetermined"]
        )
        assert told["not_reported_count"] == counts["blank"] + counts["missing"]
        assert told["more_women_needed"] == missing_women(want)
        for by in ("mission", "iso3"):
            parts = queries.run("engagement_platoon_status", **asked, by=by)
            assert parts["in_scope_count"].sum() == told["in_scope_count"]
            assert dict(parts[["code", "below_count"]].itertuples(index=False)) == {
                code: sum(1 for row, _, status in want.values() if row[by] == code and status == "below")
                for code in {row[by] for row, _, _ in want.values()}
            }


def missing_women(units):
    """Return the women that platoons below half lack together."""
    return sum(
        ceil(Fraction(row["platoon_strength"], 2)) - row["platoon_women"]
        for row, _, status in units.values()
        if status == "below"
    )


@pytest.mark.parametrize("seed", seeds(12))
def test_platoons_over_the_returns_equal_a_second_count_month_by_month(seed, world):
    rows = returned(seed)
    con = world(rows)
    for as_of, mission in ((None, None), (DAYS[4], "UNMISS")):
        asked = {"as_of": as_of, "mission": mission, "units": "with_support", "connection": con}
        want = {}
        for month in {row["as_of"].month for row in rows}:
            days = [
                row["as_of"] for row in rows if row["as_of"].month == month and row["as_of"] <= (as_of or row["as_of"])
            ]
            if days and (units := platoons(rows, max(days), mission, "with_support")):
                counts = Counter(status for _, _, status in units.values())
                want[max(days)] = (counts["below"], counts["blank"], counts["missing"], missing_women(units))
        got = queries.run("platoon_trend", **asked)
        columns = ["below_count", "blank_count", "missing_count", "more_women_needed"]
        assert {row["as_of"].date(): tuple(row[columns]) for _, row in got.iterrows()} == want


def one(**told):
    usual = {"as_of": DAYS[3], "mission": "UNMISS", "unit_id": "UNMISS-1", "iso3": "QMB", "unit_type": "infantry_battalion", "component": "military",
             "strength_count": 750, "has_platoon": True, "platoon_strength": 27, "platoon_women": 13}  # fmt: skip
    return usual | told


@pytest.mark.parametrize(
    ("told", "status", "needed"),
    [
        ({}, "below", 1),
        ({"platoon_women": 14}, "meets", 0),
        ({"platoon_strength": 26}, "meets", 0),  # 50 % exactly
        ({"platoon_strength": 1, "platoon_women": 1}, "meets", 0),
        ({"platoon_strength": 1, "platoon_women": 0}, "below", 1),
        ({"platoon_strength": 0, "platoon_women": 0}, "share_not_reported", None),
        ({"platoon_women": None}, "share_not_reported", None),
        ({"platoon_strength": None}, "share_not_reported", None),
        ({"has_platoon": None, "platoon_strength": None, "platoon_women": None}, "blank", None),
        ({"has_platoon": False, "platoon_strength": None, "platoon_women": None}, "absent", None),
        ({"as_of": DAYS[1]}, "missing", None),  # a report of an earlier month is not carried forward
        ({"mission": "UNDOF"}, "undetermined", 1),
    ],
)
def test_each_state_of_a_platoon(told, status, needed, world):
    (got,) = queries.run("engagement_platoon_units", as_of=DAYS[3], connection=world([one(**told)])).to_dict("records")
    assert got["status"] == status
    assert plain(got["more_women_needed"]) == needed


@pytest.mark.parametrize(
    "told", [{"unit_type": "engineering_unit"}, {"unit_type": "qrf_company"}, {"strength_count": 0}, {"mission": ENDED}]
)
def test_what_is_out_of_scope_is_not_listed(told, world):
    assert queries.run("engagement_platoon_units", connection=world([one(**told)])).empty


def test_a_unit_that_rotated_in_the_month_answers_with_its_last_return(world):
    before = one(as_of=DAYS[4], rotation=6, rotates_out=dt.date(2026, 10, 15))
    after = one(as_of=DAYS[3], rotation=7, iso3="QMC", platoon_women=15, rotated_in=dt.date(2026, 10, 15))
    con = world([before, after])
    (got,) = queries.run("engagement_platoon_units", connection=con).to_dict("records")
    assert (got["iso3"], got["rotation"], got["status"]) == ("QMC", 7, "meets")
    (got,) = queries.run("engagement_platoon_units", as_of=DAYS[4], connection=con).to_dict("records")
    assert (got["iso3"], got["rotation"], got["status"]) == ("QMB", 6, "below")


@pytest.mark.parametrize("seed", seeds(12))
def test_police_units_equal_a_second_count(seed, world):
    rows = returned(seed + 100)
    con = world(rows)
    for as_of in (DAYS[3], DAYS[2]):
        want, french = {}, {}
        for row, is_current in now(rows, as_of):
            women, size, people, speak = (
                row[name] for name in ("women_count", "fpu_platoon_size", "strength_count", "french_speakers")
            )
            if row["unit_type"] == "formed_police_unit":
                state = "not_reported"
                if is_current and women is not None:
                    state = (
                        ("meets" if women >= size else "below")
                        if size
                        else "within_range"
                        if women >= 20
                        else "below_range"
                    )
                functions = [row[f"women_{part}"] for part in ("command", "operations", "support")]
                whole = None if None in functions or not is_current else min(functions) > 0
                if is_current and whole is None and 0 in functions:
                    whole = False
                want[row["unit_id"]] = (state, whole)
            language = MISSIONS[row["mission"]][1]
            if row["component"] == "police" and language != "English":
                state = "undetermined" if language is None else "not_reported"
                if language is not None and is_current and speak is not None and people:
                    state = "meets" if Fraction(speak, people) >= Fraction(1, 2) else "below"
                french[row["unit_id"]] = state
        got = queries.run("fpu_women", as_of=as_of, connection=con)
        assert dict(got[["unit_id", "status"]].itertuples(index=False)) == {
            unit: told[0] for unit, told in want.items()
        }
        for told in got.itertuples():
            assert plain(told.has_all_functions) == want[told.unit_id][1]
        got = queries.run("police_language", as_of=as_of, connection=con)
        assert dict(got[["unit_id", "status"]].itertuples(index=False)) == french
        few = got[got["strength_count"].fillna(0) < 10]
        assert few["french_fraction"].isna().all()


def officers(seed):
    rng = random.Random(seed)
    rows = []
    for number in range(rng.randint(0, 60)):
        sex = rng.choice(("woman", "man", "man", None))
        start = dt.date(2026, rng.randint(1, 12), 1)
        rows.append({
            "as_of": rng.choice((*DAYS[:2], dt.date(2026, 8, 12))), "kind": rng.choice(("staff_officer", "staff_officer", "observer", "senior_post")), "post": f"P-{number}",
            "mission": rng.choice(list(MISSIONS)), "iso3": None if sex is None else rng.choice(STATES), "sex": sex,
            "branch": rng.choice((None, "U1", "U2", "U3")), "profile": rng.choice((None, None, "gender", "uas")), "tour_start": start,
            "tour_end": rng.choice((None, start.replace(year=2027) - dt.timedelta(days=1), start.replace(year=2027) - dt.timedelta(days=2))),
            "cleared_count": None, "nominated_count": None, "selected_count": None,
        })  # fmt: skip
    for iso3 in STATES:
        for sex in ("woman", "man"):
            cleared = rng.choice((None, 0, 4, 5, 10, 13))
            nominated = None if cleared is None else rng.choice((None, 0, cleared // 2, cleared, ceil(cleared * 0.8)))
            rows.append(dict.fromkeys(rows[0] if rows else ("as_of", "kind", "post", "iso3", "sex", "cleared_count", "nominated_count", "selected_count")) | {
                "as_of": DAYS[0] if iso3 == "QMB" else DAYS[1], "kind": "command_cadre", "post": f"command_cadre-{iso3}-{sex}", "iso3": iso3, "sex": sex, "cleared_count": cleared,
                "nominated_count": nominated, "selected_count": None,
            })  # fmt: skip
    return rows


@pytest.mark.parametrize("seed", seeds(12))
def test_officers_equal_a_second_count(seed, world):
    rows = officers(seed)
    con = world(officers=rows)
    kept = [row for row in rows if row["kind"] in ("staff_officer", "observer")]
    last = max((row["as_of"] for row in kept), default=None)
    kept = [row for row in kept if (row["as_of"].year, row["as_of"].month) == (last.year, last.month)]
    day = {}
    for row in kept:
        key = row["mission"], row["kind"]
        day[key] = max(day.get(key, row["as_of"]), row["as_of"])
    kept = [row for row in kept if row["as_of"] == day[row["mission"], row["kind"]]]
    got = queries.run("officer_parity", connection=con)
    if not kept:
        assert got["people_count"].sum() == 0
        return
    told = {(row.breakdown, row.code): row for row in got.itertuples()}
    held = [row for row in kept if row["sex"]]
    women = [row for row in held if row["sex"] == "woman"]
    whole = told["all", "unmem_staff_officers"]
    assert (whole.women_count, whole.people_count, whole.vacant_count) == (len(women), len(held), len(kept) - len(held))
    assert whole.more_women_by_replacement == max(
        0, ceil(Fraction(int(whole.goal_percent) * len(held), 100)) - len(women)
    )
    assert whole.goal_percent >= 22 and got.loc[got["breakdown"] != "all", "goal_percent"].isna().all()
    short = [
        r
        for r in held
        if r["kind"] == "staff_officer"
        and r["tour_end"]
        and r["tour_end"] + dt.timedelta(days=1) < r["tour_start"].replace(year=2027)
    ]
    assert whole.short_tour_count == len(short)
    for branch in {row["branch"] for row in kept if row["kind"] == "staff_officer"}:
        there = [row for row in held if row["branch"] == branch and row["kind"] == "staff_officer"]
        assert told["branch", branch or "not_reported"].people_count == len(there)
    for profile in ("gender", "uas", "c_ied"):
        assert told["profile", profile].people_count == sum(1 for row in held if row["profile"] == profile)
    assert whole.gender_planner_count == sum(
        1 for r in held if r["profile"] == "gender" and r["branch"] in ("U2", "U3")
    )


@pytest.mark.parametrize("seed", seeds(12))
def test_the_command_cadre_equals_a_second_count(seed, world):
    rows = [row for row in officers(seed) if row["kind"] == "command_cadre" and row["sex"] == "woman"]
    got = queries.run("command_cadre", connection=world(officers=officers(seed)))
    told = {row.iso3: row for row in got.itertuples() if isinstance(row.iso3, str)}
    for row in rows:
        cleared, nominated = row["cleared_count"], row["nominated_count"]
        state = "not_reported" if cleared is None or nominated is None else "none_cleared" if cleared == 0 else None
        state = state or ("met" if Fraction(nominated, cleared) >= Fraction(4, 5) else "below")
        assert told[row["iso3"]].state == state
        if state in ("met", "below"):
            assert told[row["iso3"]].more_nominations_needed == max(0, ceil(Fraction(4 * cleared, 5)) - nominated)
    both = [row for row in rows if row["cleared_count"] is not None and row["nominated_count"] is not None]
    whole = got[got["iso3"].isna()].iloc[0]
    assert (plain(whole.women_cleared) or 0) == sum(row["cleared_count"] for row in both)
