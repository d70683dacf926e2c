"""States stand in the order of their names in the language at hand, within each part of an answer."""

import pandas as pd
import pytest

import queries
from pages.kit import cache, text
from pages.kit.languages import names, order


@pytest.fixture
def french():
    text.use("fr")
    yield
    text.use("")


def sorted_by_state(name):
    """Whether a query tells states and stands in UN order, by itself or within what it is sorted by first."""
    query = queries.get(name)
    return "iso3" in query.columns and "un_order" in query.sql.rpartition("order by")[2]


def test_of_each_query_in_un_order_a_column_tells_what_comes_before():
    found = {
        name: order.before(queries.get(name).sql, list(queries.get(name).columns))
        for name in queries.names()
        if sorted_by_state(name)
    }
    assert len(found) > 30 and not [name for name, columns in found.items() if columns is None]
    assert (
        found["platoon_contingents"] == ["mission"]
        and found["pledge_ledger"] == ["ministerial"]
        and found["countries"] == []
    )


def test_states_of_a_mission_stand_in_french_order_and_missions_where_they_were(published, french):
    snapshot = queries.current()
    contingents = cache.run("platoon_contingents", snapshot, as_of="2025-07-31")
    text.use("en")
    english = cache.run("platoon_contingents", snapshot, as_of="2025-07-31")
    assert contingents["mission"].tolist() == english["mission"].tolist()
    french_order = list(names.states("fr"))
    for mission, rows in contingents.groupby("mission"):
        codes = rows["iso3"].tolist()
        assert codes == sorted(codes, key=french_order.index)
        assert sorted(codes) == sorted(english.loc[english["mission"] == mission, "iso3"])
    central = contingents.loc[contingents["mission"] == "MINUSCA", "iso3"].tolist()
    assert central.index("MAR") < central.index("MRT")  # Maroc, Mauritanie; Mauritania stands before Morocco


def test_a_total_stays_first_and_what_is_sorted_by_no_column_stays():
    answer = pd.DataFrame({"iso3": [None, "DEU", "ZAF"]})
    places = {"ZAF": 1, "DEU": 3}
    totalled = order.in_order("order by country.un_order nulls first, x.iso3", answer, places)
    assert totalled["iso3"].fillna("").tolist() == ["", "ZAF", "DEU"]
    assert order.in_order("order by x.hidden, country.un_order", answer, places) is answer
    assert order.in_order("select 1 order by x.iso3", answer, places) is answer
