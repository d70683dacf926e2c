"""A zero is never made of something unread: each page says how many rows are set aside, and from which day there is something."""

import shutil

import duckdb
import pytest

import queries
from tests.support.screen import app, figures, param, unfold, words

PAGES = {  # page -> the source whose rows its figures rest on
    "capabilities/gaps.py": "pcrs_roster",
    "capabilities/rapid.py": "pcrs_roster",
    "capabilities/lines.py": "mission_lines",
    "women/platoons.py": "unit_return",
    "women/police.py": "unit_return",
    "women/officers.py": "officers",
    "deployments/country.py": "pcrs_roster",
    "deployments/changes.py": "pcrs_roster",
    "overview/page.py": "pcrs_roster",
    "today/page.py": "pcrs_roster",
}


@pytest.fixture
def half_read(restricted, tmp_path, monkeypatch):
    """The exercise with three of six rows set aside in every restricted file, and without a line of a mission."""
    shutil.copytree(restricted / "build", tmp_path / "build")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    place = queries.place(queries.current("exercise", "restricted"))
    with duckdb.connect(place) as con:
        marks = ", ".join("?" * 4)
        con.execute(
            f"update meta.file set loaded_count = 3, quarantined_count = 3 where source in ({marks})",
            sorted(set(PAGES.values())),
        )
        con.execute("delete from mart.mission_line")
    return tmp_path


def test_each_page_says_in_place_that_rows_are_set_aside_and_where_they_are(half_read):
    titles = queries.run("sources", snapshot=queries.current("exercise", "restricted"))
    titles = titles.set_index("source")["title"]
    for page, source in PAGES.items():
        at = app(page, dataset="exercise", show="rosters" if "changes" in page else "")
        told = words(at)
        assert not at.exception and f"3 of 6 rows set aside ({titles[source]})" in told, page
        assert "(data_health?v=" in told, page
        if "overview" in page:
            assert figures(unfold(at))["Critical mission gaps"] == "no lines loaded"


def test_the_gap_map_names_the_row_set_aside_of_the_newest_export_alone(restricted):
    at = app("capabilities/gaps.py", dataset="exercise")
    (named,) = [one for one in at.expander if one.label == "Which row it is"]
    (line,) = [part.value for part in named.markdown]
    assert "Level 1!D113" in line and "PCRS-ROSTER\\_2026-09-30" in line and "is 2 units in one row" in line
    assert "2026-03-31" not in line


def test_the_other_dataset_opens_on_its_newest_day_and_an_early_month_leads_to_the_first_export(restricted):
    at = app("capabilities/gaps.py", month="2025-07-31")
    at.segmented_control(key="world").set_value("exercise").run()
    assert param(at, "month") == "2026-10-31" and "No export of the PCRS" not in words(at)
    for page in ("capabilities/gaps.py", "capabilities/rapid.py", "deployments/country.py"):
        at = app(page, dataset="exercise", month="2025-07-31")
        told = words(at)
        assert "the first is of 31 March 2026" in told and "No export of the PCRS is loaded" not in told, page
    at.button(key="first_roster_state").click().run()
    assert not at.exception and param(at, "month") == "2026-03-31" and "the first is of" not in words(at)
