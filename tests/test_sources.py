"""Declarations: every source is whole, and a wrong or careless declaration is refused or closed."""

import pytest

from etl import contract
from tests.etl_fixtures import HEADINGS, MISSION_HEADINGS

NEEDED = """
title = "T"
dataset = "TEST-SET"
producer = "P"
url = "https://example.org"
licence = "L"
published = "monthly"
grain = "one row per thing"
bundled = false
key = ["thing"]
values = ["size"]
mart = "thing"
as_of = "thing"
[columns.thing]
theirs = ["Thing"]
type = "VARCHAR"
[columns.size]
theirs = ["Size", "How_Big"]
type = "INTEGER"
optional = true
"""


def declared(tmp_path, text):
    path = tmp_path / "things.toml"
    path.write_text(text)
    return contract.load(path)


def test_the_two_sources_are_declared_whole():
    known = contract.sources()
    assert {name: source.dataset for name, source in known.items()} == {
        "deployments": "DPO-UCHISTORICAL",
        "missions": "DPPADPOSS-PKO",
    }
    for source in known.values():
        assert source.audience == "open"
        for field in ("title", "producer", "url", "licence", "published", "grain", "note"):
            assert getattr(source, field), (source.name, field)
        for column in source.columns.values():
            assert column.about
            assert column.audience == "open"
    assert known["deployments"].freshness == contract.Freshness(30, 44, 60)
    assert known["deployments"].bundled
    assert known["deployments"].received
    optional = {name for name, column in known["deployments"].columns.items() if column.optional}
    assert optional == {"contribution_id", "m49"}


@pytest.mark.parametrize(("name", "headings"), [("deployments", HEADINGS), ("missions", MISSION_HEADINGS)])
def test_headings_are_found_in_any_order_and_spelling(name, headings):
    source = contract.find(name)
    turned = [f" \ufeff{heading.upper()} ".replace("_", "-") for heading in reversed(headings)] + ["more", "", ""]
    places, wrong = contract.pick_columns(source, turned)
    assert wrong == []
    assert sorted(places.values()) == list(range(len(headings)))
    for ours, place in places.items():
        assert contract.fold(turned[place]) in {contract.fold(theirs) for theirs in source.columns[ours].theirs}


def test_what_is_undeclared_is_restricted(tmp_path):
    source = declared(tmp_path, NEEDED)
    assert source.audience == "restricted"
    assert {column.audience for column in source.columns.values()} == {"restricted"}


def test_an_older_heading_is_known_and_two_of_them_are_too_many(tmp_path):
    source = declared(tmp_path, NEEDED)
    assert contract.pick_columns(source, ["how big", "thing"]) == ({"thing": 1, "size": 0}, [])
    assert contract.pick_columns(source, ["thing"]) == ({"thing": 0}, [])
    assert contract.pick_columns(source, ["Size", "How_Big", "Thing"])[1] == ["Size or How_Big stands 2 times"]
    assert contract.pick_columns(source, ["Size"])[1] == ["Thing is missing"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "T"\n', "", "title"),
        ('title = "T"', 'titel = "T"', "titel"),
        ('type = "VARCHAR"', 'type = "TEXT"', "column thing needs"),
        ('theirs = ["Thing"]', "theirs = []", "column thing needs"),
        ('type = "VARCHAR"', 'type = "VARCHAR"\naudience = "everyone"', "column thing needs"),
        ('type = "VARCHAR"', 'type = "VARCHAR"\ncolour = "blue"', "colour"),
        ('key = ["thing"]', 'key = ["thing", "place"]', "place"),
        ('values = ["size"]', 'values = ["weight"]', "weight"),
        ("bundled = false", 'bundled = false\naudience = "opne"', "audience"),
    ],
)
def test_a_wrong_declaration_is_refused_by_name(tmp_path, old, new, words):
    assert old in NEEDED
    with pytest.raises(ValueError, match=words):
        declared(tmp_path, NEEDED.replace(old, new, 1))


def test_a_source_is_found_by_either_name():
    for name in ("deployments", "Deployments", "DPO-UCHISTORICAL", "dpo uchistorical"):
        assert contract.find(name).name == "deployments"
    with pytest.raises(ValueError, match="Known sources: deployments"):
        contract.find("rainfall")
