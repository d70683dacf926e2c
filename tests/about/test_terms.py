"""The terms in English and French: each says where its French was read or that it is ours, and Method shows and counts them."""

import csv
from collections import Counter

import pytest

import queries
from etl import settings
from pages.about import labels
from tests.support.screen import app, words

(OURS,) = labels.TERM_SOURCES


@pytest.fixture(scope="module")
def listed():
    with (settings.data_dir() / "reference" / "term.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_term_is_there_once_and_says_where_its_french_was_read(listed):
    assert len(listed) >= 250
    assert [term for term, n in Counter(row["term_en"].casefold() for row in listed).items() if n > 1] == []
    for row in listed:
        assert row["term_en"].strip() and row["term_fr"].strip(), row
        assert row["source"] == OURS or "http" in row["source"], row  # an address that a reader can open
        assert "'" not in row["term_fr"], row  # ’, as French is printed


def test_an_abbreviation_is_of_one_term_and_has_its_english(listed):
    short = [row["abbreviation_en"] for row in listed if row["abbreviation_en"]]
    assert len(short) == len(set(short))
    assert [row["term_en"] for row in listed if row["abbreviation_fr"] and not row["abbreviation_en"]] == []


def test_a_mission_or_an_area_has_the_name_that_its_list_has(listed):
    terms = {row["term_en"]: row for row in listed}
    for name, column in (("mission", "name"), ("m49_area", "name")):
        with (settings.data_dir() / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        assert [row[column] for row in rows if row[column] not in terms] == []
        if name == "mission":
            assert {row["mission_code"]: row["name"] for row in rows}.items() <= {
                row["abbreviation_en"]: row["term_en"] for row in listed
            }.items()


def test_method_shows_every_term_and_how_many_are_ours(published, listed):
    answer = queries.run("terms")
    assert answer["term_en"].tolist() == sorted(
        (row["term_en"] for row in listed), key=lambda term: (term.lower(), term)
    )
    ours = sum(row["source"] == OURS for row in listed)
    assert 0 < ours < len(listed)
    at = app("about/method.py")
    assert not at.exception
    assert f"{len(listed)} terms with the place where their French was read. Of {ours} no place was found" in words(at)
    (table,) = [frame.value for frame in at.dataframe if "term_fr" in frame.value]
    assert Counter(table["source"])[OURS] == ours and len(table) == len(listed)


def test_the_exercise_shows_no_terms(published):
    at = app("about/method.py", dataset="exercise")
    assert not at.exception and "Terms in English and French" not in [header.value for header in at.header]
