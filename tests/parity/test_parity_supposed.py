"""What if: every category as supposed, against plain Python on random months and random suppositions."""

import dataclasses
import json
import random
from math import ceil

import pandas as pd
import pytest

import queries
from pages.handover import facts as handover_facts
from pages.kit.cache import run
from pages.reports import slides
from tests.support import figures
from tests.support.parity import targets
from tests.support.screen import app, newest, param, words
from tests.support.seeds import seeds

CATEGORIES = (
    "unmem_staff_officers",
    "contingent_troops",
    "individual_police_officers",
    "formed_police_units",
    "justice_corrections_gpp",
)


@pytest.mark.parametrize("seed", seeds(25, figures.LEAN))
def test_suppositions_equal_a_second_count(seed, tmp_path):
    rows = figures.random_rows(seed)
    gpp = figures.random_gpp(seed, sorted({row[0] for row in rows}))
    con = figures.database(tmp_path / "made.duckdb", rows, gpp)
    rng = random.Random(seed)
    day = rng.choice(sorted({row[0] for row in rows}))
    closed = rng.sample(sorted({row[1] for row in rows}), rng.randint(0, 2))
    reach = rng.sample(sorted({row[2] for row in rows}), rng.randint(0, 3))
    more = {name: rng.choice((0, 0, 5, 40)) for name in ("troops_women", "police_women")}
    more |= {"troops_people": more["troops_women"] * 2, "police_people": more["police_women"] * 3}
    turned = {
        head: {iso3: rng.choice((1, 7, 90)) for iso3 in sorted({row[2] for row in rows}) if rng.random() < 0.3}
        for head in ("contingent_troops", "formed_police_units")
    }
    for head, codes in (("replaced_troops", "contingent_troops"), ("replaced_police", "formed_police_units")):
        more[head] = ";".join(f"{iso3}:{n}" for iso3, n in turned[codes].items()) or None
    scope = rng.choice(("all", "peacekeeping"))
    target = rng.choice(("year", "2025", "2028"))
    oracle = figures.Oracle(rows, targets())
    goals = {category: oracle.goal_of(target, category, day.year) for category in CATEGORIES}
    got = queries.run(
        "parity_supposed", as_of=day, scope=scope, without_missions=";".join(closed), reach=";".join(reach), connection=con, target=target, **more
    )  # fmt: skip
    kept = [row for row in rows + gpp if row[0] == day and (scope == "all" or figures.MISSIONS[row[1]])]
    want = {}
    for category in CATEGORIES:
        if category == "unmem_staff_officers" and day < figures.month_end(2017, 5):
            continue
        mine = [row for row in kept if figures.TYPES.get(row[3], "justice_corrections_gpp") == category]
        if not mine:
            continue
        women = people = 0
        for iso3 in {row[2] for row in mine}:
            left = [row for row in mine if row[2] == iso3 and row[1] not in closed]
            has, of = sum(row[4] for row in left), sum(row[4] + row[5] for row in left)
            has = min(of, has + turned.get(category, {}).get(iso3, 0))
            if iso3 in reach and goals[category] is not None:
                has = max(has, ceil(goals[category] * of / 100))
            women, people = women + has, people + of
        if category == "contingent_troops":
            women, people = women + more["troops_women"], people + more["troops_people"]
        if category == "formed_police_units":
            women, people = women + more["police_women"], people + more["police_people"]
        before = (sum(row[4] for row in mine), sum(row[4] + row[5] for row in mine))
        want[category] = (*before, women, people)
    columns = ["from_women_count", "from_people_count", "to_women_count", "to_people_count"]
    assert {row.category: tuple(getattr(row, name) for name in columns) for row in got.itertuples()} == want
    for row in got.itertuples():
        goal = goals[row.category]
        need = None if goal is None else max(0, ceil(goal * row.to_people_count / 100) - row.to_women_count)
        assert (None if pd.isna(row.more_women_by_replacement) else row.more_women_by_replacement) == need


def test_supposing_nothing_changes_nothing(published):
    got = queries.run("parity_supposed")
    want = queries.run("parity_by_category").set_index("category")
    for row in got.itertuples():
        assert (row.from_women_count, row.from_people_count) == (row.to_women_count, row.to_people_count)
        assert row.from_women_count == want.loc[row.category, "women_count"]
    assert len(got) == 4


def test_the_page_keeps_what_is_supposed_in_the_link(published):
    at = app("parity/page.py", show="if", without_missions="UNIFIL", reach="IND;NPL")
    got = queries.run("parity_supposed", without_missions="UNIFIL", reach="IND;NPL").set_index("category")
    told = {metric.label: metric.value for metric in at.metric}
    troops = got.loc["contingent_troops"]
    assert not at.exception and told["Contingent troops"] == f"{100 * troops['to_women_fraction']:.1f} %"
    assert "closed\\: UNIFIL; at the target\\: India, Nepal" in words(at) and param(at, "reach") == "IND;NPL"
    assert troops["to_people_count"] < troops["from_people_count"]
    moved = (got["to_women_fraction"] - got["from_women_fraction"]).abs()
    most = got.loc[moved.idxmax()]  # observers and staff officers, who leave UNIFIL
    said = f"{100 * most['to_women_fraction']:.1f} % as supposed, {100 * most['from_women_fraction']:.1f} % as it is"
    assert at.header[0].value == f"Military experts and staff officers: {said}; 22 % is reached"
    at.button(key="slide_supposed").click().run()
    (made,) = [slides.slide(run, wanted) for wanted in at.session_state["slides"]]
    assert made.title == at.header[0].value and not made.is_restricted and "closed: UNIFIL; at the target: India, Nepal" in made.said[0]  # fmt: skip
    for name, column in (("As it is", "from"), ("As supposed", "to")):
        (values,) = [values for called, values, _colour in made.shown.series if called == name]
        assert list(values) == [float(f"{100 * n + 1e-9:.1f}") for n in got[f"{column}_women_fraction"]]
    # The same to the 2028 target, which the link keeps; and the closing set to it.
    at = app("parity/page.py", show="if", without_missions="UNIFIL", reach="IND;NPL", target="2028")
    ahead = queries.run("parity_supposed", without_missions="UNIFIL", reach="IND;NPL", target="2028").set_index(
        "category"
    )
    table = at.dataframe[0].value.set_index("category")
    assert not at.exception and table.loc["Contingent troops", "target"] == "15 %" and param(at, "target") == "2028"
    assert ahead.loc["contingent_troops", "to_women_count"] > troops["to_women_count"]
    at = app("parity/page.py", show="closing", target="2028")
    assert not at.exception and "If these 39 contributors reached the target, 3,451 of the 3,608 women" in words(at)
    assert at.dataframe[0].value["more_women_2028_by_replacement"].dropna().tolist() == [35, 3608, 0, 84]
    # All of Italy's troops are in UNIFIL, which ends: no need of women stands, here as by contributor, and both say why.
    at = app("parity/page.py", show="closing")
    assert not {"Italy", "Spain"} & set(at.dataframe[1].value["name"]) and len(at.dataframe[1].value) == 14
    assert "If these 14 contributors reached the target, the whole category would" in words(at)
    for shown in (at, app("parity/page.py", show="contributors")):
        said = next(line for line in words(shown).splitlines() if "No more women are asked of" in line)
        assert "Italy" in said and "Spain" in said and "India" not in said and "ends soon" in said
    at = app("parity/page.py", show="closing", target="2028", category="justice_corrections_gpp")
    assert "A 2028 target of this category was not found." in words(at)


def test_rotations_are_supposed_where_this_view_may_know_of_them(published, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    snapshot = queries.current("exercise", "restricted")
    units = queries.run("engagement_platoon_units", snapshot=snapshot)
    units = units[units["status"] == "below"]
    police = queries.run("fpu_women", snapshot=snapshot)
    police = police[police["status"].isin(("below", "below_range"))]
    need, more = units["more_women_needed"].sum(), police["more_women_needed"].sum()
    at = app("parity/page.py", show="if", dataset="exercise", rotations="all")
    table = at.dataframe[0].value.set_index("category")
    assert not at.exception and need > 10 and f"All of them: {need + more} more women" in " ".join(at.multiselect(key="rotations").options)  # fmt: skip
    assert table.loc["Contingent troops", "women"] == need and table.loc["Contingent troops", "people"] == 0
    # No more women than people, where one platoon is larger than the whole unit.
    there = queries.run("parity_by_contributor", snapshot=snapshot, category="formed_police_units").set_index("iso3")
    whole = police.groupby("iso3")["more_women_needed"].sum()
    men = (there["people_count"] - there["women_count"]).reindex(whole.index)
    assert more >= table.loc["Formed police units", "women"] == whole.clip(upper=men).sum() > 0
    one = units.iloc[0]
    at = app("parity/page.py", show="if", dataset="exercise", rotations=one["unit_id"])
    table = at.dataframe[0].value.set_index("category")
    assert table.loc["Contingent troops", "women"] == one["more_women_needed"]
    at.button(key="slide_supposed").click().run()
    (wanted,) = at.session_state["slides"]
    # It is kept by its codes, and made again from them.
    kept = json.loads(json.dumps(handover_facts.code(wanted)))
    assert kept["choices"]["rotations"] == [one["unit_id"]] and handover_facts.made(run, kept, wanted.view) == wanted
    rule = f"1 unit that rotates meets its rule by {one['more_women_needed']} more women"
    assert rule in slides.slide(run, wanted).said[0]
    assert slides.slide(run, wanted).is_restricted  # its numbers are those of units that an open view may not know of
    assert slides.slide(run, dataclasses.replace(wanted, view=newest("exercise", "open"))) is None
    assert "1 unit that rotates meets its rule" in words(at)
    # In a mission that closes nothing rotates; a link that names such a unit is read all the same.
    for asked in ("all", one["unit_id"]):
        at = app("parity/page.py", show="if", dataset="exercise", rotations=asked, without_missions=one["mission"])
        (told,) = [name for name in at.multiselect(key="rotations").options if one["unit_id"] in name]
        assert not at.exception and not at.warning and told.startswith(f"{one['unit_id']} · its mission closes · ")
    table = at.dataframe[0].value.set_index("category")
    closed = app("parity/page.py", show="if", dataset="exercise", without_missions=one["mission"])
    assert "meet" not in words(at) and table.equals(closed.dataframe[0].value.set_index("category"))
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app("parity/page.py", show="if", dataset="exercise", rotations="all", units="QMB-005")
    assert not at.exception and "rotat" not in words(at).lower() and not at.dataframe[0].value["women"].any()
