"""A roster of 100,000 units in four sheets and 1,000 lines of missions: loaded whole, with the time and memory it takes."""

import datetime as dt
import random
import resource
import time

import openpyxl
import pytest

from etl import contract
from tests.support.etl_fixtures import Site, csv_text
from tests.support.pledge_forms import know_states
from tests.support.sheets import MISSION_LINES as HEADINGS
from tests.support.sheets import mission_line as line

pytestmark = pytest.mark.soak
UNITS = 100_000
DAY = dt.date(2026, 6, 30)
STATES = [f"QM{letter}" for letter in "ABCDEFGH"]


def write(path, rng):
    """Write the export; every hundredth unit has a strength that cannot be read."""
    columns = list(contract.find("pcrs_roster").columns)
    book = openpyxl.Workbook(write_only=True)
    sheets = {level: book.create_sheet(level) for level in ("Level 1", "Level 2", "Level 3", "RDL")}
    for sheet in sheets.values():
        sheet.append([contract.find("pcrs_roster").columns[name].theirs[0] for name in columns])
    for number in range(UNITS):
        level, accepted = rng.choice(list(sheets)), DAY - dt.timedelta(rng.randint(100, 1200))
        told = {
            "pledge_id": f"U-{number:06}", "state": f"Member State {rng.choice(STATES)}", "component": "military",
            "capability": rng.choice(("qrf_company", "FPU", "Level 2 hospital", "Attack or armed helicopter unit")),
            "strength": rng.randint(30, 850) if number % 100 else "about 180", "women_in_unit": rng.randint(0, 30),
            "level": level, "date_pledged": accepted - dt.timedelta(30), "date_accepted": accepted,
            "last_renewed": accepted + dt.timedelta(60), "visit_date": DAY - dt.timedelta(rng.randint(0, 300)),
            "visit_result": "passed", "load_list": rng.choice(("yes", "no")), "available_from": "01/01/2026",
            "available_to": "31 December 2027", "languages": rng.choice(("en", "fr", "en;fr")), "status": "available",
            "equipment": f"jammers:{rng.randint(1, 9)}; c_uas:1", "requirement_line": f"L-{rng.randrange(1000):04}",
        }  # fmt: skip
        sheets[level].append([told.get(name) for name in columns])
    book.save(path)


def test_a_hundred_thousand_units_and_a_thousand_lines_are_loaded(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    know_states(site.data, *STATES)
    rng = random.Random(5)
    site.drop(
        "lines.csv",
        csv_text([line(f"L-{n:04}", days=rng.choice((60, 120, 180))) for n in range(1000)], HEADINGS),
        "mission_lines",
    )
    start = time.monotonic()
    site.build()
    without = time.monotonic() - start
    path = site.work / "inbox" / "pcrs_roster" / f"PCRS-ROSTER_{DAY}.xlsx"
    path.parent.mkdir(parents=True)
    write(path, rng)
    start = time.monotonic()
    told = site.file(site.build(), path.name)
    took = time.monotonic() - start
    assert (told["loaded"], told["quarantined"]) == (UNITS - UNITS // 100, UNITS // 100)
    assert site.rows("select count(*) from mart.mission_line") == [(1000,)]
    counts = site.rows("select count(*), count(distinct unit_id) from mart.roster_unit", audience="restricted")
    assert counts == [(UNITS - UNITS // 100,) * 2]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with capsys.disabled():
        print(
            f"\n{UNITS:,} units of {path.stat().st_size:,} bytes: built in {took:.1f} s, {without:.1f} s without them; peak {peak:,.0f} MB"
        )
