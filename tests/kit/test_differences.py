"""What changed between two versions is counted a second time in plain Python, on random data."""

import random

import pandas as pd
import pytest

from pages.deployments import version_facts as differences
from tests.support.figures import random_rows
from tests.support.seeds import seeds

COLUMNS = [*differences.KEY, *differences.VALUES]


def frame(rows):
    made = pd.DataFrame([(*row[:4], row[4], row[5], row[4] + row[5]) for row in rows.values()] or None, columns=COLUMNS)
    return made.astype(dict.fromkeys(differences.VALUES, "int64")).assign(
        as_of=lambda frame: pd.to_datetime(frame["as_of"])
    )


def trend(rows):
    people = {}
    for row in rows.values():
        people[row[0]] = people.get(row[0], 0) + row[4] + row[5]
    return pd.DataFrame({"as_of": pd.to_datetime(list(people)), "people_count": list(people.values())})


@pytest.mark.parametrize("seed", seeds(12))
def test_each_row_is_new_revised_removed_or_the_same(seed):
    rng = random.Random(seed)
    before = {row[:4]: row for row in random_rows(seed)}
    after = {key: row for key, row in before.items() if rng.random() < 0.8}
    for key, row in list(after.items()):
        if rng.random() < 0.2:
            after[key] = (*key, row[4] + rng.choice((0, 1)), row[5] + rng.choice((0, 2)))
    for row in random_rows(seed + 100):
        after.setdefault(row[:4], row)

    got = differences.rows(frame(before), frame(after))
    want = {}
    for key in {*before, *after}:
        if before.get(key) != after.get(key):
            want[key] = "new" if key not in before else "removed" if key not in after else "revised"
    told = {(row.as_of.date(), row.mission_code, row.iso3, row.personnel_type): row for row in got.itertuples()}
    assert {key: row.kind for key, row in told.items()} == want and len(told) == len(got)
    for key, row in told.items():
        for side, rows in (("before", before), ("after", after)):
            figures = [getattr(row, f"{value}_{side}") for value in differences.VALUES]
            if key in rows:
                assert figures == [rows[key][4], rows[key][5], rows[key][4] + rows[key][5]]
            else:
                assert all(pd.isna(figure) for figure in figures)

    months = differences.months(got, trend(before), trend(after))
    assert {row.as_of.date() for row in months.itertuples()} == {key[0] for key in want}
    for row in months.itertuples():
        kinds = [kind for key, kind in want.items() if key[0] == row.as_of.date()]
        assert [row.new_count, row.revised_count, row.removed_count] == [kinds.count(k) for k in differences.KINDS]
        sides = []
        for rows, people in ((before, row.people_before), (after, row.people_after)):
            mine = [found[4] + found[5] for found in rows.values() if found[0] == row.as_of.date()]
            sides.append(sum(mine) if mine else None)
            assert (None if pd.isna(people) else people) == sides[-1]
        if None in sides:
            assert pd.isna(row.people_change)
        else:
            assert row.people_change == sides[1] - sides[0]


def test_nothing_changed_is_an_empty_answer():
    rows = {row[:4]: row for row in random_rows(1)}
    same = differences.rows(frame(rows), frame(rows))
    assert same.empty and differences.months(same, trend(rows), trend(rows)).empty
    empty = differences.rows(frame({}), frame(rows))
    assert set(empty["kind"]) == {"new"} and len(empty) == len(rows)


def test_files_and_counts():
    before = pd.DataFrame({"sha256": ["a", "b"], "name": ["1.csv", "2.csv"]})
    after = pd.DataFrame({"sha256": ["b", "c"], "name": ["2.csv", "3.csv"]})
    got = differences.files(before, after)
    assert got[["name", "kind"]].to_numpy().tolist() == [["3.csv", "new"], ["1.csv", "removed"]]
    assert differences.files(before, before).empty
    counted = differences.counts(pd.Series(["x", "x", "y"]), pd.Series(["y", "z"]))
    assert counted.to_numpy().tolist() == [["x", 2, 0], ["y", 1, 1], ["z", 0, 1]]
    assert differences.counts(pd.Series([], dtype=str), pd.Series([], dtype=str)).empty
