"""What is said and drawn of announced pledges: only what the public list holds, the largest numbers first."""

import pandas as pd
import pytest

import queries
from pages.capabilities import announced_facts, gap_charts
from pages.capabilities.gap_charts import Covered
from pages.kit.cache import run
from tests.support import screen


@pytest.mark.parametrize("dataset", ["public", "exercise"])
def test_the_finding_names_the_largest_numbers_with_all_that_share_the_last(dataset, published):
    view = screen.newest(dataset, "open")
    asked = announced_facts.in_units(queries.run("capability_announced", snapshot=view.snapshot))
    frame = announced_facts.announced(run, view, asked, "ministerial")
    number = {code: int(rows["pledge_count"].sum()) for code, rows in frame.groupby("ask_group")}
    ordered = sorted(number.values(), reverse=True)
    said = announced_facts.finding(run, view, frame).split(": ", 1)[1].split("; ")
    assert len(said) == sum(n >= ordered[announced_facts.NAMED - 1] for n in number.values())
    assert sorted((int(part.rpartition("(")[2].split()[0]) for part in said), reverse=True) == ordered[: len(said)]
    assert list(announced_facts.pledges(frame)) == sorted(number.values())
    cells = announced_facts.consistent(run, view, asked, "both")
    told = "".join(cell.words for cell in announced_facts.grid(run, view, cells, list(number)).cells)
    marked = cells[cells["consistent_count"] > 0]
    assert told.count("consistent with deployments: no status, a person confirms it") == len(marked)
    assert bool(announced_facts.legend(cells)) == bool(len(marked)) == (dataset == "public")
    groups = [code for code, n in number.items() if n][:4]
    grid = announced_facts.grid(run, view, frame, groups)
    assert len(grid.cells) == len(groups) * len(grid.columns) == len(grid.capabilities)
    assert sum(cell.share or 0 for cell in grid.cells) == sum(number[code] for code in groups)
    assert all(cell.hatched == (cell.share is None) and cell.text != "0" for cell in grid.cells)


def test_a_list_without_a_pledge_is_said_and_is_no_zero(published):
    view = screen.newest("public", "open")
    frame = pd.DataFrame({"ask_group": ["a", "b"], "pledge_count": [0, 0]})
    assert announced_facts.finding(run, view, frame).endswith("that is not zero")


def test_headings_of_many_announcements_have_a_line_for_the_year_and_stand_upright_where_columns_are_close():
    columns = [*(f"Conference {year}" for year in range(2014, 2025)), "Asia-Pacific"]
    cells = [Covered(x, 0, "1", 1) for x in range(len(columns))]
    small, middle, wide = gap_charts.announced_grid(cells, columns, ["Infantry battalion"])["media"]
    assert (
        wide["option"]["xAxis"]["data"][0] == "Conference\n2014"
        and wide["option"]["xAxis"]["data"][-1] == "Asia-\nPacific"
    )
    assert wide["option"]["xAxis"]["axisLabel"]["rotate"] == 0
    for room in (small, middle):
        assert room["option"]["xAxis"]["axisLabel"]["rotate"] == 90 and room["option"]["xAxis"]["data"] == columns
    # Beside names of 300 pixels twelve columns of fewer than 52 have no room for headings side by side.
    assert middle["query"]["maxWidth"] == 300 + 52 * 12
    few = gap_charts.announced_grid(cells[:2], columns[:2], ["Infantry battalion"])["media"]
    assert few[1]["query"]["maxWidth"] == gap_charts.MIDDLE and few[2]["option"]["xAxis"]["data"] == columns[:2]
