"""Events after the newest month: what press alone says, or names a state that leaves, is in no open database."""

import csv

import pytest

import queries
from etl import settings
from etl.build import publish
from tests.support.etl_fixtures import reading


@pytest.mark.parametrize(("dataset", "hidden"), [("public", 9), ("exercise", 1)])
def test_the_open_database_never_held_an_event_that_is_restricted(dataset, hidden, published):
    with settings.using(dataset), settings.reference_file("mission_event").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    secret = {row["event_id"] for row in rows if row["standing"] == "press" or row["kind"] == "withdrawal"}
    assert len(secret) == hidden and not [row for row in rows if row["states"] and row["event_id"] not in secret]
    held = {}
    for audience in ("open", "restricted"):
        path = settings.database_file(str(publish.current()), dataset, audience)
        with reading(path) as con:
            held[audience] = {code for (code,) in con.execute("select event_id from mart.mission_event").fetchall()}
        if audience == "open":
            content = path.read_bytes()
            assert not [row["words"] for row in rows if row["event_id"] in secret and row["words"].encode() in content]
    assert held["restricted"] == {row["event_id"] for row in rows} and held["open"] == held["restricted"] - secret


def test_the_missions_hold_what_was_decided_of_them(published):
    known = queries.run("missions").set_index("mission_code")
    assert known.loc["UNSOH", ["kind", "host_iso3"]].tolist() == ["support_office", "HTI"]
    days = known[["ended_on", "operations_end_on", "mandate_last_day"]].apply(lambda column: column.dt.strftime("%F"))
    assert days.loc["UNMHA", "ended_on"] == "2026-03-31" and days.loc["UNAMI", "ended_on"] == "2025-12-31"
    assert days.loc["UNTMIS", "operations_end_on"] == "2026-10-31"
    assert days["mandate_last_day"].dropna().to_dict() == {
        "MONUSCO": "2026-12-20", "MINUSCA": "2026-11-15", "UNISFA": "2026-11-15", "UNMISS": "2026-04-30",
        "UNIFIL": "2026-12-31", "UNMHA": "2026-03-31", "UNAMI": "2025-12-31",
    }  # fmt: skip
    ceilings = known.loc[["MONUSCO", "MINUSCA", "UNISFA", "UNMISS"], ["ceiling_military", "ceiling_police"]]
    assert ceilings.to_numpy().tolist() == [["11500", "1713"], ["14046", "2999"], ["3250", "640"], ["17000", "2101"]]
    assert known.loc[known["ended_on"].notna() & (known["ended_on"] > "2025-07-31"), "ended_source"].notna().all()
