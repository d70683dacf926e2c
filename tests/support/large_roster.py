"""A roster of 100,000 units and 1,000 lines of mission requirements, for soaks."""

import random

import duckdb

from tests.support.capability_worlds import UNITS

MANY, LINES = 100_000, 1_000
KINDS = (
    *UNITS,
    "formed_police_unit",
    "engineering_unit",
    "signals_unit",
    "transport_unit",
    "hospital_level_2",
    "eod_unit",
)


def fill(path, kinds):
    """Put a roster of one export into a database, with lines for these capabilities."""
    con = duckdb.connect(str(path))
    states = [code for (code,) in con.execute("select iso3 from mart.country where is_member_state").fetchall()]
    con.execute(
        "insert into mart.roster_unit select date '2026-09-30', true, 'U' || n, $states[1 + n % len($states)], 'military', $kinds[1 + n % len($kinds)],"
        " 100 + n % 800, n % 90, ['level_1', 'level_2', 'level_2', 'level_3', 'rdl'][1 + n % 5], null, date '2026-11-24' - cast(n % 900 as integer),"
        " case when n % 3 = 0 then date '2026-11-24' - cast(n % 400 as integer) end, null, null, null, null, n % 2 = 0, null, null, null, null, null,"
        " ['en', 'fr', 'en;fr'][1 + n % 3], case when n % 7 = 0 then 'UNMISS' end, case when n % 20 = 0 then 'deployed' else 'available' end,"
        " case when n % 20 = 0 then 'UNMISS' end, null, null, false, null, null, null, null, null, null, null, null, null, 1, 'Units!A' || n from range($many) as r(n)",
        {"states": states, "kinds": list(kinds), "many": MANY},
    )
    con.execute("insert into mart.roster_equipment select date '2026-09-30', 'U' || n, 'jammers', n % 4 from range($many) as r(n) where n % 2 = 0", {"many": MANY})  # fmt: skip
    rng = random.Random(1)
    rows = [
        [f"L-{n:04}", rng.choice(("UNMISS", "MINUSCA")), rng.choice(kinds), rng.randint(1, 60), rng.choice((None, "fr")), rng.choice((None, "jammers:2")),
         rng.choice((None, 60, 120, 180)), rng.choice((None, 5, 12))]
        for n in range(LINES)
    ]  # fmt: skip
    con.executemany(
        "insert into mart.mission_line (edition_date, line_id, mission, capability, quantity, languages, equipment_tags, readiness_days,"
        " women_percent, file_id, line) values ('2026-09-30', ?, ?, ?, ?, ?, ?, ?, ?, 1, 2)",
        rows,
    )
    for code in kinds:
        con.execute("insert into mart.requirement_line (edition_date, requirement_id, requirement, mission, capability, quantity, file_id, line) values ('2026-09-30', '', 'w', 'general', ?, 5000, 1, 2)", [code])  # fmt: skip
    con.close()
