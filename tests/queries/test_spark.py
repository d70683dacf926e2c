"""How a query reads in Spark's words. That the answers are equal is tried on an engine: make test-engine."""

import re

import pytest

from queries import spark
from queries.headers import get, names


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("select held_from - months * interval '1' month as day from mart.rule", "ADD_MONTHS(CAST(`held_from` AS DATE), -(CAST(`months` AS INT)))"),
        ("select day + rule.days * interval '1' day as day from mart.rule as rule", "DATE_ADD(CAST(`day` AS DATE), CAST(`rule`.`days` AS INT))"),
        ("select iso3 from mart.pledge where iso3 = $iso3", "FROM `mart__pledge` AS pledge WHERE `iso3` = :iso3"),
        ("select start.iso3 from mart.pledge as start order by start.iso3", "ORDER BY `start`.`iso3` NULLS LAST"),
    ],
)  # fmt: skip
def test_what_spark_says_otherwise(ours, theirs):
    assert theirs in spark.translated(ours)[""]


def test_every_query_can_be_said_and_names_no_schema():
    for name in names():
        if get(name).answer is None:
            parts = spark.translated(get(name).sql)
            for part in list(parts.values())[1:]:
                part.format(**dict.fromkeys(parts, "kept"))  # as the client puts in what is kept: no brace else
            said = " ".join(parts.values())
            assert "`mart`." not in said and "`meta`." not in said and not re.search(r"\$\w", said), name


def test_of_a_query_of_many_steps_those_named_more_than_once_come_first():
    parts, before = spark.translated(get("outreach").sql), set()
    assert {"ask", "month_people"} <= set(parts) and "alike" not in parts  # one that is named once
    for name, said in parts.items():
        assert set(re.findall(r"`\{(\w+)\}`", said)) <= before and not re.search(r"`(month_people|ask)` AS \(", said), (
            name
        )
        before.add(name)
    assert list(parts)[-1] == "" and "`{terms}` AS `terms`" in parts[""]
    assert list(spark.translated(get("deployment_total").sql)) == [""]
