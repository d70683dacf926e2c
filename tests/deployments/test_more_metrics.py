"""Air assets and training against a second count on random data."""

import datetime as dt
import random

import pandas as pd
import pytest

import queries
from tests.support.figures import MISSIONS, database, random_rows
from tests.support.seeds import seeds


@pytest.fixture(params=seeds(10), scope="module")
def world(request, tmp_path_factory):
    """Yield random air reports and trainings, and the way to ask for measures of them."""
    rng = random.Random(request.param)
    days = [dt.date(2025, 1, 31) + dt.timedelta(days=rng.randint(0, 200)) for _ in range(5)]
    air = {}
    for _ in range(rng.randint(0, 20)):
        counts = [rng.choice([None, 0, rng.randint(1, 30)]) for _ in range(2)]
        air[rng.choice(days), rng.choice(list(MISSIONS))] = (*counts, rng.choice([None, "Yes", "4", "No"]))
    trained = {}
    for _ in range(rng.randint(0, 20)):
        year = rng.randint(2018, 2025)
        printed = rng.choice([str(year), f"{year}-{(year + 1) % 100:02}", f"{year}-06-30"])
        trained[printed, year, rng.choice("ABC")] = (rng.randint(0, 12), rng.randint(0, 12))
    con = database(tmp_path_factory.mktemp("world") / "made.duckdb", random_rows(request.param))
    for (day, mission), (rotary, fixed, uas) in air.items():
        con.execute(
            "insert into mart.air_asset_month (as_of, mission_code, rotary_wing_count, fixed_wing_count, uas_text)"
            " values (?, ?, ?, ?, ?)",
            [day, mission, rotary, fixed, uas],
        )
    for (printed, year, name), (women, men) in trained.items():
        con.execute(
            "insert into mart.training_year (fiscal_year, fiscal_year_printed, year, training_name, women_count,"
            " men_count, people_count) values (?, ?, ?, ?, ?, ?, ?)",
            [printed, printed, year, name, women, men, women + men],
        )
    yield air, trained, lambda name, **asked: queries.run(name, connection=con, **asked)
    con.close()


def plain(frame: pd.DataFrame) -> list[tuple]:
    """Return a frame's rows with None for what is missing and days for stamps."""
    told = []
    for row in frame.astype(object).itertuples(index=False):
        cells = [None if pd.isna(cell) else cell for cell in row]
        told.append(tuple(cell.date() if isinstance(cell, pd.Timestamp) else cell for cell in cells))
    return told


def test_air_assets_agree(world):
    air, _, run = world
    days = {day for day, _ in air}
    newest = max(days, default=None)
    for as_of in [None, *days, dt.date(2024, 12, 31), dt.date(2026, 12, 31)]:
        day = as_of or newest
        want = []
        for mission in sorted(MISSIONS):
            known = [of for of, where in air if where == mission and day and of <= day]
            if known:
                last = max(known)
                want.append((day, mission, last, (day - last).days, *air[last, mission]))
        assert plain(run("air_assets", as_of=as_of)) == want


def test_training_agrees(world):
    _, trained, run = world
    large = {key: 100 * women / (women + men) for key, (women, men) in trained.items() if women + men >= 10}
    want = []
    for (printed, year, name), (women, men) in trained.items():
        first = min((key[1], key[0]) for key in large if key[2] == name) if (printed, year, name) in large else None
        points = large[printed, year, name] - large[first[1], first[0], name] if first and year > first[0] else None
        share = women / (women + men) if women + men >= 10 else None
        want.append((printed, year, name, women, men, women + men, share, points))
    got = plain(run("training_participation"))
    want.sort(key=lambda row: (row[1], row[0], row[2]))
    assert [row[:-1] for row in got] == [row[:-1] for row in want]
    assert [row[-1] for row in got] == [None if row[-1] is None else pytest.approx(row[-1]) for row in want]
