"""A row of parity, held against plain arithmetic and the targets as data/reference has them."""

import csv

import pandas as pd
import pytest

from etl import settings

GPP = "justice_corrections_gpp"


def targets() -> dict:
    with (settings.ROOT / "data" / "reference" / "parity_target.csv").open(encoding="utf-8", newline="") as handle:
        return {
            (row["category"], int(row["year"])): (
                int(row["target_percent"]) if row["target_percent"] else None,
                row["status"],
            )
            for row in csv.DictReader(handle)
        }


def check_parity_row(oracle, row, year, small_hides):
    women, people = row["women_count"], row["people_count"]
    target, status = oracle.targets.get((row["category"], year), (None, "not found"))
    assert row["target_year"] == year and row["target_status"] == status
    assert (None if pd.isna(row["target_percent"]) else row["target_percent"]) == target
    assert row["minimum_2025_percent"] == oracle.targets[row["category"], 2025][0]
    if pd.isna(people):
        assert pd.isna(row["women_fraction"]) and pd.isna(row["more_women_by_replacement"])
        return
    if people == 0 or (small_hides and people < 10):
        assert pd.isna(row["women_fraction"])
    else:
        assert row["women_fraction"] == pytest.approx(women / people)
    assert row["more_women_by_replacement"] == oracle.by_replacement(row["category"], year, women, people)
    if "more_women_2028_by_replacement" in row:
        percent = oracle.goal_of("2028", row["category"], year)
        missing = row["more_women_2028_by_replacement"]
        assert (None if pd.isna(missing) else missing) == (percent and oracle.missing(percent, women, people))
    assert row["more_women_by_addition"] == oracle.by_addition(row["category"], year, women, people)
