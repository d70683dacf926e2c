"""Every metric against a second count on random data, and against figures known from outside."""

import datetime as dt
from itertools import combinations, product

import pandas as pd
import pytest

import queries
from tests.support.figures import (
    APART_SINCE,
    CATEGORY,
    LEAN,
    LINEAGE,
    MISSIONS,
    Oracle,
    database,
    month_end,
    random_gpp,
    random_rows,
)
from tests.support.outreach_oracle import goes_on
from tests.support.parity import GPP, check_parity_row, targets
from tests.support.seeds import seeds

JULY = dt.date(2025, 7, 31)
CATEGORIES = ("unmem_staff_officers", "contingent_troops", "individual_police_officers", "formed_police_units")


@pytest.fixture(params=seeds(15, LEAN), scope="module")
def world(request, tmp_path_factory):
    rows = random_rows(request.param)
    gpp = random_gpp(request.param, sorted({row[0] for row in rows}))
    con = database(tmp_path_factory.mktemp("world") / "made.duckdb", rows, gpp)
    yield Oracle(rows, targets(), gpp), lambda name, **asked: queries.run(name, connection=con, **asked)
    con.close()


def asked_months(oracle):
    return [oracle.months[-1], oracle.months[0]]


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_totals_agree(world, scope):
    oracle, run = world
    for as_of in asked_months(oracle):
        rows = oracle.of(as_of, scope)
        (got,) = run("deployment_total", as_of=as_of, scope=scope).to_dict("records")
        if not rows:
            assert pd.isna(got["people_count"]) and pd.isna(got["contributor_count"])
            continue
        assert got["women_count"] == sum(row[4] for row in rows)
        assert got["people_count"] == sum(row[4] + row[5] for row in rows)
        assert got["contributor_count"] == len({row[2] for row in rows if row[4] + row[5]})
        assert got["mission_count"] == len({row[1] for row in rows if row[4] + row[5]})
    trend = run("deployment_trend", scope=scope)
    want = {m: sum(r[4] + r[5] for r in oracle.of(m, scope)) for m in oracle.months if oracle.of(m, scope)}
    assert {row.as_of.date(): row.people_count for row in trend.itertuples()} == want


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_parity_by_category_agrees(world, scope):
    oracle, run = world
    for as_of in asked_months(oracle):
        want = oracle.grouped(oracle.counted(as_of, scope), lambda row: CATEGORY[row[3]])
        got = run("parity_by_category", as_of=as_of, scope=scope).to_dict("records")
        assert [row["category"] for row in got] == [*CATEGORIES, GPP]
        for row in got:
            found = want.get(row["category"])
            assert (None if pd.isna(row["people_count"]) else [row["women_count"], row["people_count"]]) == found
            check_parity_row(oracle, row, as_of.year, small_hides=False)


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_parity_by_mission_and_contributor_agree(world, scope):
    oracle, run = world
    for as_of in asked_months(oracle):
        rows = oracle.counted(as_of, scope)
        want = oracle.grouped(rows, lambda row: (row[1], CATEGORY[row[3]]))
        got = run("parity_by_mission", as_of=as_of, scope=scope).to_dict("records")
        assert {(row["mission"], row["category"]) for row in got} == {(row[1], CATEGORY[row[3]]) for row in rows}
        for row in got:
            found = want.get((row["mission"], row["category"]))
            assert (None if pd.isna(row["people_count"]) else [row["women_count"], row["people_count"]]) == found
            check_parity_row(oracle, row, as_of.year, small_hides=True)
        want = oracle.grouped(rows, lambda row: (row[2], CATEGORY[row[3]]))
        got = run("parity_by_contributor", as_of=as_of, scope=scope).to_dict("records")
        assert {(row["iso3"], row["category"]) for row in got} == {key for key, value in want.items() if value[1]}
        for row in got:
            assert [row["women_count"], row["people_count"]] == want[row["iso3"], row["category"]]
            assert row["is_small"] == (row["people_count"] < 10)
            check_parity_row(oracle, row, as_of.year, small_hides=True)
        one = run("parity_by_contributor", as_of=as_of, scope=scope, category="contingent_troops")
        assert set(one["iso3"]) == {row["iso3"] for row in got if row["category"] == "contingent_troops"}


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_trend_agrees(world, scope):
    oracle, run = world
    got = run("parity_trend", scope=scope)
    want = {}
    for as_of in {*oracle.months, *(row[0] for row in oracle.gpp)}:
        for category in {CATEGORY[row[3]] for row in oracle.counted(as_of, scope)}:
            found = oracle.grouped(oracle.counted(as_of, scope), lambda row: CATEGORY[row[3]]).get(category)
            want[category, as_of] = tuple(found) if found else None
    told = {
        (row.category, row.as_of.date()): None if pd.isna(row.people_count) else (row.women_count, row.people_count)
        for row in got.itertuples()
    }
    assert told == want
    for row in got.itertuples():
        target = oracle.targets.get((row.category, row.as_of.year), (None,))[0]
        assert (None if pd.isna(row.target_percent) else row.target_percent) == target
        if pd.isna(row.people_count) or row.people_count == 0:
            assert pd.isna(row.women_fraction)
        else:
            assert row.women_fraction == pytest.approx(row.women_count / row.people_count)


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_contributor_trend_agrees(world, scope):
    oracle, run = world
    for as_of, category in product(asked_months(oracle), [None, *CATEGORIES, GPP]):
        want = {}
        last = [month for month in oracle.months if month <= as_of][-3:]
        for row in [row for month in last for row in (oracle.counted if category else oracle.of)(month, scope)]:
            if category is None or (CATEGORY[row[3]] == category and not apart_is_unknown(row)):
                found = want.setdefault((row[2], row[0]), [0, 0])
                found[0] += row[4]
                found[1] += row[4] + row[5]
        got = run("contributor_trend", as_of=as_of, category=category, scope=scope, months=3)
        told = {(row.iso3, row.as_of.date()): [row.women_count, row.people_count] for row in got.itertuples()}
        assert told == want


def apart_is_unknown(row):
    return CATEGORY[row[3]] == "unmem_staff_officers" and row[0] < APART_SINCE


@pytest.mark.parametrize("as_of", ["2022-07-31", "2034-05-31"])
def test_a_month_that_was_not_reported_has_no_figures_but_keeps_its_targets(tmp_path, as_of):
    con = database(tmp_path / "gap.duckdb", [(JULY, "MINUSCA", "BGD", "troops", 12, 88)])
    (total,) = queries.run("deployment_total", connection=con, as_of=as_of).to_dict("records")
    assert total["as_of"].date().isoformat() == as_of
    assert all(pd.isna(total[column]) for column in total if column != "as_of")
    parity = queries.run("parity_by_category", connection=con, as_of=as_of)
    counts = ["women_count", "people_count", "women_fraction", "more_women_by_replacement", "more_women_by_addition"]
    assert len(parity) == 5 and parity[counts].isna().all(axis=None)
    assert parity["minimum_2025_percent"].tolist() == [22, 12, 25, 15, 30]
    year = int(as_of[:4])
    assert set(parity["target_year"]) == {year}
    want = [targets().get((category, year), (None, "not found")) for category in parity["category"]]
    assert [None if pd.isna(value) else value for value in parity["target_percent"]] == [value for value, _ in want]
    assert parity["target_status"].tolist() == [status for _, status in want]
    for name in ("parity_by_mission", "parity_by_contributor", "deployment_by_mission"):
        assert queries.run(f"{name}", connection=con, as_of=as_of).empty
    assert queries.run("parity_closing_set", connection=con, as_of=as_of, today=JULY).empty
    con.close()


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_closing_set_is_the_fewest_that_close(world, scope):
    oracle, run = world
    first, last = dt.date(2020, 1, 1), dt.date(2026, 6, 1)  # on the second day UNTMIS ends soon
    months = (oracle.months[-1], oracle.months[0], oracle.months[-1], oracle.months[-1])
    for as_of, target, today in zip(months, ("year", "2025", "2028", "2028"), (first, last, last, first), strict=True):
        rows = oracle.counted(as_of, scope)
        got = run("parity_closing_set", today=today, as_of=as_of, scope=scope, target=target)
        for category in (*CATEGORIES, GPP):
            mine = [row for row in rows if CATEGORY[row[3]] == category]
            states = oracle.grouped(mine, lambda row: row[2])
            women, people = (sum(value[k] for value in states.values()) for k in (0, 1))
            percent = oracle.goal_of(target, category, as_of.year)
            need = oracle.missing(percent, women, people)
            stay = {row[2] for row in mine if row[4] + row[5] and goes_on(row[1], today)}
            gains = {iso3: oracle.missing(percent, *value) for iso3, value in states.items() if iso3 in stay}
            chosen = got[got["category"] == category]
            assert chosen["women_added"].tolist() == [gains[iso3] for iso3 in chosen["iso3"]]
            assert chosen["order"].tolist() == list(range(1, len(chosen) + 1))
            assert chosen["women_needed"].eq(need).all()
            if percent and sum(gains.values()) < need:  # those who stay are not enough: all of them
                assert len(chosen) == sum(gain > 0 for gain in gains.values())
                continue
            assert chosen["women_added"].sum() >= need
            fewest = next(
                n for n in range(len(gains) + 1) if any(sum(c) >= need for c in combinations(gains.values(), n))
            )
            assert len(chosen) == fewest


@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_deployment_lists_agree(world, scope):
    oracle, run = world
    for as_of in asked_months(oracle):
        rows = oracle.of(as_of, scope)
        earlier = month_end(as_of.year - 1, as_of.month)
        before = oracle.of(earlier, scope) if earlier in oracle.months else None

        def people(found):
            return sum(row[4] + row[5] for row in found)

        got = run("deployment_by_contributor", as_of=as_of, scope=scope).to_dict("records")
        assert {row["iso3"] for row in got} == {row[2] for row in rows if row[4] + row[5]}
        for row in got:
            mine = [found for found in rows if found[2] == row["iso3"]]
            assert (row["people_count"], row["women_count"]) == (people(mine), sum(found[4] for found in mine))
            assert row["mission_count"] == len({found[1] for found in mine if found[4] + found[5]})
            want = None if before is None else people(mine) - people([f for f in before if f[2] == row["iso3"]])
            assert (None if pd.isna(row["people_change_12m"]) else row["people_change_12m"]) == want
        got = run("deployment_by_mission", as_of=as_of, scope=scope).to_dict("records")
        assert {row["mission"] for row in got} == {row[1] for row in rows}
        for row in got:
            mine = [found for found in rows if found[1] == row["mission"]]
            line = LINEAGE.get(row["mission"], row["mission"])
            assert row["people_count"] == people(mine)
            assert row["contributor_count"] == len({found[2] for found in mine if found[4] + found[5]})
            want = (
                None
                if before is None
                else people(mine) - people([f for f in before if LINEAGE.get(f[1], f[1]) == line])
            )
            assert (None if pd.isna(row["people_change_12m"]) else row["people_change_12m"]) == want


def test_breakdown_trend_and_lines_agree(world):
    oracle, run = world
    as_of = oracle.months[-1]
    rows = oracle.of(as_of, "all")
    for row in run("observers_staff_officers", as_of=as_of).to_dict("records"):
        mine = [found for found in rows if found[3] == row["personnel_type"]]
        if not mine:
            assert pd.isna(row["people_count"])
            continue
        women, people = sum(f[4] for f in mine), sum(f[4] + f[5] for f in mine)
        assert (row["women_count"], row["people_count"]) == (women, people)
        assert pd.isna(row["women_fraction"]) if people < 10 else row["women_fraction"] == pytest.approx(women / people)
    trend = run("contributor_trend", as_of=as_of, months=3)
    want = {}
    for month in oracle.months[-3:]:
        for row in oracle.of(month, "all"):
            want[row[2], month] = want.get((row[2], month), 0) + row[4] + row[5]
    assert {(row.iso3, row.as_of.date()): row.people_count for row in trend.itertuples()} == want
    lines = run("cell_rows", as_of=as_of, mission="UNFICYP")
    assert len(lines) == len([row for row in rows if row[1] == "UNFICYP"])


def test_edges_of_whole_persons(tmp_path):
    # 14 % of 50 is 7 in whole numbers and 8 in doubles; the target of formed police units in 2024 is 14.
    rows = [(dt.date(2024, 6, 30), "MINUSCA", "BGD", "formed_police_units", 0, 50)]
    # Exactly at the target: 12 of 100 troops in 2025.
    rows.append((JULY, "MINUSCA", "BGD", "troops", 12, 88))
    # A leap February against the February before.
    rows += [
        (dt.date(2024, 2, 29), "UNFICYP", "FJI", "troops", 1, 9),
        (dt.date(2023, 2, 28), "UNFICYP", "FJI", "troops", 1, 4),
    ]
    con = database(tmp_path / "edges.duckdb", rows)
    june = queries.run("parity_by_category", connection=con, as_of="2024-06-30").set_index("category")
    assert june.loc["formed_police_units", "more_women_by_replacement"] == 7
    july = queries.run("parity_by_category", connection=con, as_of=JULY).set_index("category")
    assert july.loc["contingent_troops", ["more_women_by_replacement", "more_women_by_addition"]].tolist() == [0, 0]
    assert queries.run("parity_closing_set", connection=con, as_of=JULY, today=JULY).empty
    assert queries.run("parity_closing_set", connection=con, as_of=JULY, today=JULY, target="2028")[
        "women_added"
    ].tolist() == [3]
    leap = queries.run("deployment_by_contributor", connection=con, as_of="2024-02-29")
    assert leap["people_change_12m"].tolist() == [5]
    con.close()


def test_a_category_is_counted_from_the_very_month_in_which_it_is_first_reported_apart(tmp_path):
    before = dt.date(2017, 4, 30)
    rows = [(day, "MINUSCA", "BGD", "staff_officers", 3, 17) for day in (before, APART_SINCE)]
    con = database(tmp_path / "apart.duckdb", rows)
    for day, counts in ((before, [None, None]), (APART_SINCE, [3, 20])):
        for name in ("parity_by_category", "parity_by_mission"):
            got = queries.run(name, connection=con, as_of=day).set_index("category").loc["unmem_staff_officers"]
            assert [None if pd.isna(got[key]) else got[key] for key in ("women_count", "people_count")] == counts
        assert len(queries.run("parity_by_contributor", connection=con, as_of=day)) == (day == APART_SINCE)
    con.close()


class TestRealFigures:
    """Figures of 31 July 2025 as the UN printed them, and shares published elsewhere."""

    @pytest.fixture(autouse=True)
    def _real(self, published):
        pass

    def test_totals(self):
        (total,) = queries.run("deployment_total", as_of=JULY).to_dict("records")
        assert (total["people_count"], total["women_count"], total["contributor_count"]) == (61127, 6212, 117)
        assert queries.run("deployment_total", as_of=JULY, scope="peacekeeping")["people_count"].tolist() == [59913]

    def test_categories_and_missions(self):
        parity = queries.run("parity_by_category", as_of=JULY).set_index("category")
        assert parity["people_count"].dropna().tolist() == [1619 + 1060, 52367, 1769, 4312]
        shares = (100 * parity["women_fraction"]).round(2)
        assert shares[["contingent_troops", "formed_police_units", "individual_police_officers"]].tolist() == [
            8.11,
            18.07,
            31.09,
        ]
        assert parity["more_women_2028_by_replacement"].dropna().to_dict() == {
            "unmem_staff_officers": 35,
            "contingent_troops": 3608,
            "individual_police_officers": 0,
            "formed_police_units": 84,
        }
        apart = queries.run("observers_staff_officers", as_of=JULY)
        assert (100 * apart["women_fraction"]).round(2).tolist() == [28.02, 20.88]
        missions = queries.run("deployment_by_mission", as_of=JULY).set_index("mission")["people_count"]
        assert missions[["MINUSCA", "UNMISS", "MONUSCO", "UNIFIL"]].tolist() == [17074, 15452, 11629, 10044]
        assert set(missions.index) - set(MISSIONS)

    @pytest.mark.parametrize(
        ("category", "all_of_them", "small"),
        [("individual_police_officers", 76, 27), ("unmem_staff_officers", 104, 32)],
    )
    def test_small_contributors(self, category, all_of_them, small):
        found = queries.run("parity_by_contributor", as_of=JULY, category=category)
        assert (len(found), int(found["is_small"].sum())) == (all_of_them, small)
        assert found.loc[found["is_small"], "women_fraction"].isna().all()

    @pytest.mark.parametrize(
        ("category", "as_of", "published_percent", "within"),
        [
            ("unmem_staff_officers", "2025-06-30", 23, 1.0),
            ("individual_police_officers", "2025-06-30", 31, 1.0),
            ("formed_police_units", "2025-06-30", 18, 0.5),
            # "Troops 8.8 %" of the same source is all military: troops, observers and staff officers together.
            ("military_all", "2025-06-30", 8.8, 0.1),
            ("contingent_troops", "2021-04-30", 5.3, 0.15),
            ("unmem_staff_officers", "2021-04-30", 17.6, 0.5),
            ("contingent_troops", "2020-05-31", 4.7, 0.15),
            # Of an article of 30 May 2020 that does not say which month it counts.
            ("formed_police_units", "2020-05-31", 10.8, 0.2),
        ],
    )
    def test_published_shares(self, category, as_of, published_percent, within):
        parity = queries.run("parity_by_category", as_of=as_of).set_index("category")
        rows = ["contingent_troops", "unmem_staff_officers"] if category == "military_all" else [category]
        share = 100 * parity.loc[rows, "women_count"].sum() / parity.loc[rows, "people_count"].sum()
        assert share == pytest.approx(published_percent, abs=within)
