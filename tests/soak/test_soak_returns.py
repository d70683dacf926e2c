"""Ten years of monthly returns of 400 units and a list of 40,000 posts: loaded whole; 60 files of random cells: none loses a row."""

import datetime as dt
import random
import resource
import time

import pytest

import queries
from etl import contract
from tests.support.etl_fixtures import Site, csv_text
from tests.support.pledge_forms import know_states
from tests.support.sheets import MEASURES, OFFICERS, UNITS

pytestmark = pytest.mark.soak
HEADS = {"unit_return": UNITS, "officers": OFFICERS, "national_measures": MEASURES}
STATES = [f"QM{letter}" for letter in "ABCDEFGH"]
MONTHS = [dt.date(2016 + (n + 1) // 12, (n + 1) % 12 + 1, 1) - dt.timedelta(1) for n in range(108)]


def test_years_of_returns_are_loaded_and_read_back(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, *STATES)
    rng = random.Random(6)
    kinds = ("infantry_battalion", "infantry_company", "qrf_company", "formed_police_unit")
    units = [(f"{rng.choice(('UNMISS', 'MINUSCA', 'MONUSCO'))}-U-{n}", rng.choice(kinds), rng.choice(STATES)) for n in range(400)]  # fmt: skip
    rows = []
    for day in MONTHS:
        for slot, kind, state in units:
            women, size = rng.randint(34, 60), rng.randint(10, 34)
            told = {
                "as_of": day, "mission": slot.split("-")[0], "unit_slot": slot, "state": state, "unit_type": kind, "strength": 700,
                "women": women, "engagement_platoon": rng.choice(("yes", "no", "")), "french_speakers": rng.randint(0, 700),
            }  # fmt: skip
            if told["engagement_platoon"] == "yes":
                told |= {"platoon_strength": size, "platoon_women": rng.randint(0, size)}
            rows.append([told.get(name, "") for name in UNITS])
    posts = [
        [MONTHS[-1], "staff officer", "UNMISS", f"U{n % 9 + 1}-{n:05}", rng.choice(STATES), rng.choice(("woman", "man")), f"U{n % 9 + 1}", *[""] * 6]
        for n in range(40_000)
    ]  # fmt: skip
    site.build()
    site.drop("returns.csv", csv_text(rows, UNITS), "unit_return")
    site.drop("posts.csv", csv_text(posts, OFFICERS), "officers")
    start = time.monotonic()
    told = site.build()
    seconds = time.monotonic() - start
    assert site.file(told, "returns.csv")["loaded"] == len(rows) and site.file(told, "posts.csv")["loaded"] == 40_000
    start = time.monotonic()
    found = queries.run("engagement_platoon_status", snapshot=queries.current("public", "restricted")).iloc[0]
    asked = time.monotonic() - start
    parts = ("meets", "below", "share_not_reported", "absent", "not_reported")
    assert sum(found[f"{part}_count"] for part in parts) == found["in_scope_count"] > 100
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert memory < 3000
    with capsys.disabled():
        print(
            f"\n{len(rows):,} returns and 40,000 posts in {seconds:.1f} s, asked in {1000 * asked:.0f} ms, {memory:.0f} MB"
        )


@pytest.mark.parametrize("source", HEADS)
def test_random_cells_never_lose_a_row_nor_stop_a_build(source, tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, *STATES)
    rng = random.Random(source)
    odd = ("", "", "0", "-1", "1e9", "12.5", "=1+1", "yes", "no", "50 %", "<b>x</b>", "٣", "2025-06-30", "31.02.2025", "QMA", "x" * 3000, "U-1", "'", ";", "\t")  # fmt: skip
    usual = contract.find(source).columns
    for turn in range(20):
        rows = [
            [rng.choice(odd) if rng.random() < 0.3 else column.example for column in usual.values()]
            for _ in range(rng.randint(1, 40))
        ]
        headings = [column.theirs[0] for column in usual.values()]
        site.drop(f"{turn}.csv", csv_text(rows, headings), source)
        told = site.file(site.build(), f"{turn}.csv")
        kept = ("loaded", "quarantined", "repeated", "superseded", "not_data")
        assert told["read"] == len(rows) == sum(told[name] for name in kept)
