"""Every check bites: a world in which all hold is broken in one place, and the build refuses by that sentence."""

import datetime as dt

import pytest

from etl import contract
from etl.build import checks, raw, settle, stage
from etl.build.intake import Drop
from etl.build.publish import BuildError

DAY = dt.date(2026, 10, 31)
TABLES = contract.tables()


@pytest.fixture(scope="module")
def world():
    """A database with one row of each source that is a table, made from the examples of its declaration."""
    con = stage.connect(":memory:")
    drops, raw_tables = [], {}
    for file_id, source in enumerate(TABLES.values(), 1):
        names = list(source.columns)
        # The example of a state names none, and the example of a mission that is over has no last day.
        examples = ["Fiji" if name == "state" else source.columns[name].example or None for name in names]
        raw_tables[file_id] = f"scratch.raw_file_{file_id}"
        declared = ", ".join(f"{name} varchar" for name in names)
        con.execute(f"create table {raw_tables[file_id]} (line integer, sheet varchar, problem varchar, {declared})")
        marks = ", ".join("?" * len(names))
        con.execute(f"insert into {raw_tables[file_id]} values (2, null, null, {marks})", examples)
        received = dt.datetime.combine(DAY, dt.time(12))
        drops.append(
            Drop(source, None, f"{source.name}.csv", "00", received, False, 0, DAY if source.dated_by else None)
        )
        raw.note(con, file_id, drops[-1], 1)
        stage.stage(con, source, {file_id: raw_tables[file_id]})
        con.execute(source.sql("mart.sql"))
        settle.settle(con, source)
    stage.derive(con)
    settle.count(con, raw_tables, drops)
    con.execute(contract.find("pledges").sql("mart.sql"))
    con.execute(
        "insert into mart.pledge (pledge_id, iso3, category, track, status, is_announced)"
        " select 'P1', 'FJI', min(category), 'unit', 'announced', true from mart.pledge_category"
    )
    yield con
    con.close()


@pytest.fixture
def con(world):
    """The world as it was made, whatever the test before broke."""
    world.execute("begin")
    yield world
    world.execute("rollback")


def refused(con, sentence: str) -> bool:
    """Whether the first sentence that does not hold is this one."""
    with pytest.raises(BuildError, match="Not published, because this does not hold") as caught:
        checks.run(con)
    return f"does not hold: {sentence.replace('_', ' ')}. First rows: " in str(caught.value)


def test_all_hold_in_the_world_that_the_tests_break(world):
    world.execute("begin")
    checks.run(world)
    passed = [sentence for (sentence,) in world.execute("select sentence from meta.check_passed").fetchall()]
    world.execute("rollback")
    assert passed == [sentence for sentence, _ in checks.every(world)]
    assert set(passed) == set(checks.sentences())


@pytest.mark.parametrize("name", TABLES)
def test_a_key_stands_once_and_lacks_nothing(con, name):
    source = TABLES[name]
    assert con.execute(f"select count(*) from mart.{source.mart}").fetchone() == (1,)
    con.execute(f"insert into mart.{source.mart} select * from mart.{source.mart}")
    assert refused(con, checks.grain_sentence(source))


@pytest.mark.parametrize(("name", "part"), [(name, part) for name, source in TABLES.items() for part in source.key])
def test_a_key_without_one_of_its_parts_is_refused(con, name, part):
    source = TABLES[name]
    con.execute(f"update mart.{source.mart} set {part} = null")
    assert refused(con, checks.grain_sentence(source))


@pytest.mark.parametrize("name", TABLES)
def test_a_row_that_is_lost_after_it_was_counted_is_missed(con, name):
    con.execute(f"delete from mart.{TABLES[name].mart}")
    known = {"women_count", "men_count"} <= set(TABLES[name].values)  # people are counted before rows
    assert refused(con, "raw_and_mart_hold_the_same_people" if known else "the_mart_holds_exactly_the_rows_loaded")


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, source in TABLES.items() for place in source.codes.values()]
)
def test_a_code_that_stands_in_no_list_is_refused(con, name, place):
    table, column = place.split(".")
    (heading,) = [heading for heading, known in TABLES[name].codes.items() if known == place]
    (code,) = con.execute(f"select cast(any_value({heading}) as varchar) from mart.{TABLES[name].mart}").fetchone()
    if code is None:  # an example may leave it blank
        con.execute(f"update mart.{TABLES[name].mart} set {heading} = 'NONE'")
    else:
        con.execute(f"delete from scratch.ref_text.{table} where {column} = $code", {"code": code})
    assert any(
        row[0] == name and row[1] == heading for row in con.execute(checks.known_codes(con, TABLES[name])).fetchall()
    )


PEOPLE = [name for name, source in TABLES.items() if {"women_count", "men_count"} <= set(source.values)]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(
    "change",
    [
        "people_count = people_count + 1",
        "women_count = -1, people_count = men_count - 1",
        "men_count = null",
        "line = null",
    ],
)
def test_people_are_women_and_men(con, name, change):
    con.execute(f"update mart.{TABLES[name].mart} set {change}")
    assert refused(con, "people_are_women_and_men_and_nothing_is_missing")


@pytest.mark.parametrize("name", PEOPLE)
def test_people_that_appear_on_the_way_from_file_to_mart_are_noticed(con, name):
    con.execute(f"update mart.{TABLES[name].mart} set women_count = women_count + 1, people_count = people_count + 1")
    assert refused(con, "raw_and_mart_hold_the_same_people")


@pytest.mark.parametrize("name", [name for name, source in TABLES.items() if source.dated_by])
def test_a_snapshot_is_of_the_day_in_the_name_of_its_file(con, name):
    source = TABLES[name]
    con.execute(f"update mart.{source.mart} set {source.as_of} = {source.as_of} + 1")
    assert refused(con, "rows_are_of_the_day_in_the_name_of_their_file")


# What a check in a file forbids, done.
BROKEN = {
    "each_row_of_air_assets_says_something_and_no_count_is_negative": (
        "update mart.air_asset_month set fixed_wing_count = -1",
        "update mart.air_asset_month set fixed_wing_count = null, rotary_wing_count = null, uas_text = null",
    ),
    "every_measure_at_home_says_how_it_stands": ("update mart.national_measure set standing = null",),
    "every_row_read_is_accounted_for": (
        "update meta.file set read_count = read_count + 1 where file_id = 3",
        "update meta.file set read_count = null where file_id = 3",
    ),
    "every_training_has_the_year_it_begins_in": ("update mart.training_year set year = null",),
    "lines_of_missions_name_a_mission_and_a_capability_and_ask_for_what_can_be": (
        "update mart.mission_line set mission = null",
        "update mart.mission_line set capability = null",
        "update mart.mission_line set quantity = -1",
        "update mart.mission_line set readiness_days = -1",
        "update mart.mission_line set women_percent = 101",
    ),
    "lines_of_requirements_name_an_ask_or_say_it_in_words": (
        "update mart.requirement_line set requirement_id = '', requirement = ''",
        "update mart.requirement_line set mission = 'NONE'",
        "update mart.requirement_line set quantity = -1",
    ),
    "needs_say_who_lacks_what": (
        "update mart.partner_need set iso3 = null",
        "update mart.partner_need set areas = null",
        "update mart.partner_need set from_day = by_when + 1",
    ),
    "no_pledge_is_open_before_it_was_announced": ("update mart.pledge set is_announced = false",),
    "offers_say_who_offers_what_and_serve_somebody": (
        "update mart.partner_offer set iso3 = null",
        "update mart.partner_offer set areas = null",
        "update mart.partner_offer set unit_count = -1",
        "update mart.partner_offer set from_day = to_day + 1",
    ),
    "pledges_use_known_codes": (
        "update mart.pledge set iso3 = 'ZZZ'",
        "update mart.pledge set iso3 = 'BMU'",  # known, and no Member State
        "update mart.pledge set category = 'none'",
        "update mart.pledge set capability = 'none'",
        "update mart.pledge set status = 'none'",
        "insert into mart.pledge select * from mart.pledge",
        "insert into mart.pledge_requirement values ('P1', 'NONE', 1, 1, '')",
    ),
    "returns_of_units_name_state_and_kind_and_no_more_women_than_people": (
        "update mart.unit_return set iso3 = null",
        "update mart.unit_return set unit_type = null",
        "update mart.unit_return set women_count = strength_count + 1",
        "update mart.unit_return set platoon_women = platoon_strength + 1",
    ),
    "the_bundled_file_gives_the_published_totals": ("update meta.file set is_bundled = true where file_id = 2",),
    "the_parity_targets_are_complete": (
        "delete from mart.parity_target where year = 2024",
        "update mart.parity_target set target_percent = 101 where year = 2025",
    ),
    "the_police_file_holds_police_only": ("update mart.police_month set personnel_type = 'troops'",),
    "the_reference_codes_are_unique_and_known": (
        "insert into mart.country select * from mart.country where iso3 = 'FJI'",
        "insert into mart.mission select * from mart.mission where mission_code = 'UNDOF'",
        "update mart.mission set lineage_code = 'not_stated' where mission_code = 'UNDOF'",
        "insert into ref.country_alias values ('Fiji', 'KEN', 'test')",
        "insert into ref.country_alias values ('Atlantis', 'ATL', 'test')",
    ),
}


@pytest.mark.parametrize(("sentence", "change"), [(name, change) for name in BROKEN for change in BROKEN[name]])
def test_what_a_check_in_a_file_forbids_is_refused(con, sentence, change):
    con.execute(change)
    assert refused(con, sentence)
