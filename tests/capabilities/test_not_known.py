"""A unit whose level or renewal could not be read is told as not known to be assessed and current: never as below Level 2 or stale."""

import re
import shutil

import duckdb
import pytest

import queries
from tests.support.screen import app, texts, unfold, words

UNREAD = {  # what is made of every unit of the export -> how the page says that of each
    "level = null, date_accepted = date '2026-09-01', not_read = 'level'": "level not read",
    "level = null, date_accepted = date '2026-09-01', not_read = null": "level not reported",
    "level = 'level_2', last_renewed = null, date_accepted = null, not_read = 'last_renewed'": "acceptance or renewal not read",
}
UNFAIR = re.compile(
    r"below Level 2|en dessous du niveau 2|\d+ (?:is |are )?(?:more )?stale|not assessed is|yes, not assessed", re.I
)
LINES, SCENARIO = "capabilities/lines.py", "scenario/page.py"
ASKED = {LINES: {}, SCENARIO: {"modules": "protection;elections;humanitarian;headquarters"}}


@pytest.fixture
def all_unread(restricted, tmp_path, monkeypatch):
    """Make the exercise anew with units that could all be had but for what is made of them."""

    def make(changed: str):
        shutil.copytree(restricted / "build", tmp_path / "build")
        monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
        with duckdb.connect(queries.place(queries.current("exercise", "restricted"))) as con:
            con.execute(
                "update mart.roster_unit set status = 'available', available_from = null, available_to = null, condition = null,"
                f" condition_state = null, mission_specific = null, is_smart = false, {changed}"
            )

    return make


@pytest.mark.parametrize("changed", UNREAD)
def test_no_sentence_says_of_a_unit_that_was_not_read_that_it_is_below_level_2_or_stale(changed, all_unread):
    all_unread(changed)
    for page, asked in ASKED.items():
        for lang in ("en", "fr"):
            at = app(page, dataset="exercise", lang=lang, **asked)
            at = unfold(at) if lang == "en" else at  # a test cannot run a page again in French
            found = [(where, text) for where, text in texts(at) if UNFAIR.search(text)]
            assert not at.exception and not at.error and not found, (page, lang, found[:3])
    table = app(LINES, dataset="exercise").dataframe[0].value
    short = table[table["not_assessed_count"] > 0]
    assert len(short) > 3 and set(short.loc[short["serving_count"] == 0, "state"]) == {"Matched, not assessed"}
    for row in short.itertuples():
        assert f"{int(row.not_assessed_count)} not known to be assessed and current" in row.why
    code = short["line"].iloc[0]
    told = app(LINES, dataset="exercise", line=code)
    units = told.dataframe[1].value
    assert set(units["fits"]) == {"yes, not available"} and set(units["why_not"]) == {UNREAD[changed]}
    assert "that are not known to be assessed and current" in words(told)
    fitting = words(app(SCENARIO, dataset="exercise", **ASKED[SCENARIO]))
    assert re.search(r"\d+ units more fit but are not known to be assessed and current", fitting)
