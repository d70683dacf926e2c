"""The same units in whatever shape: random headings, order, layout and spellings of one roster all read as the same."""

import datetime as dt
import io
import random

import openpyxl
import pytest

from etl import contract
from etl.readers.roster import read
from etl.readers.roster.model import FIELDS
from etl.readers.roster.words import Words
from tests.support.etl_fixtures import csv_text, small_data
from tests.support.pledge_forms import know_states
from tests.support.seeds import seeds

DAY = dt.date(2026, 6, 30)
LEVELS = {
    "level_1": ("Level 1", "PL1", "L1", "level-1"), "level_2": ("Level 2", "PL 2", "l2", "2"), "level_3": ("Level 3", "PL3", "LEVEL III"),
    "rdl": ("RDL", "Rapid Deployment Level"),
}  # fmt: skip
CAPABILITIES = {
    "qrf_company": ("qrf_company", "QRF coy", "1 x QRF company"),
    "formed_police_unit": ("FPU", "Formed police unit"),
}
FORMS = ("%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d.%m.%Y", "%Y/%m/%d", "%B %d, %Y", "%d-%b-%y")
STATES = ("QMA", "QMB", "QMC")
NAMES = {  # ours -> the mart's
    "pledge_id": "unit_id", "state": "iso3", "strength": "strength_count", "women_in_unit": "women_count",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def world(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        data = small_data(tmp_path_factory.mktemp("drift") / "data")
        know_states(data, *STATES)
        patch.setenv("LEDGER_DATA", str(data))
        yield


def made(rng) -> list[dict]:
    """Return units by our columns, as the marts have them."""
    units = []
    for number in range(rng.randint(1, 25)):
        strength = rng.choice((None, 0, 30, 1200))
        accepted = DAY - dt.timedelta(rng.randint(0, 900))
        units.append({
            "pledge_id": f"U-{number}", "state": rng.choice(STATES), "component": rng.choice(("military", "police")),
            "capability": rng.choice(list(CAPABILITIES)), "strength": strength,
            "women_in_unit": rng.choice((None, 0, strength or 0)), "level": rng.choice(list(LEVELS)),
            "date_accepted": rng.choice((None, accepted)), "last_renewed": rng.choice((None, DAY)),
            "status": rng.choice(("available", "withdrawn")), "languages": rng.choice((None, "en", "en;fr")),
        })  # fmt: skip
    return units


def spelled(rng, column, value):
    """Return one of the ways in which a cell may say a value."""
    if value is None:
        return rng.choice((None, None, "n/a", "-", "TBC"))
    if column == "state":
        return rng.choice(
            (value, f"Member State {value}", f"member  state {value.lower()}", f"Member State {value} ({value})")
        )
    if column == "level":
        return rng.choice(LEVELS[value])
    if column == "capability":
        return rng.choice(CAPABILITIES[value])
    if column in ("strength", "women_in_unit"):
        return rng.choice((value, f"{value} pax", f"{value:,}", f" {value} "))
    if isinstance(value, dt.date):
        return rng.choice((value, *(value.strftime(form) for form in FORMS), (value - dt.date(1899, 12, 30)).days))
    if column == "languages":
        return rng.choice((value, value.upper(), value.replace("en", "English").replace(";fr", " and French")))
    return rng.choice((value, value.upper(), value.capitalize()))


def table(rng, units, columns):
    """Return heading and rows, with totals, repeated headings and blank rows strewn in."""
    source = contract.find("pcrs_roster")
    heads = [rng.choice(source.columns[name].theirs) for name in columns]
    heads = [
        rng.choice((head, head.replace("_", " "), head.replace("_", " ").title(), head.upper() + " ")) for head in heads
    ]
    rows = [heads]
    for unit in units:
        rows.append([spelled(rng, name, unit[name]) for name in columns])
        if rng.random() < 0.1:
            total = [None] * len(columns)
            at = rng.choice((0, columns.index("pledge_id")))
            total[at] = rng.choice(("Total", "Sub-total", "TOTAL:"))
            rows.append(rng.choice((heads, [None] * len(columns), total)))
    return rows


def in_workbook(rng, units, columns):
    """Return an XLSX: one sheet, or a sheet for each level or state whose column is then left out."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    by = rng.choice(("", "level", "state"))
    groups = (
        {"All units": units}
        if not by
        else {value: [u for u in units if u[by] == value] for value in {u[by] for u in units}}
    )
    for value, some in groups.items():
        name = spelled(rng, by, value) if by else value
        sheet = book.create_sheet(name if not str(name).isdigit() else "Level 2")
        for _ in range(rng.randint(0, 3)):
            sheet.append([rng.choice(("PCRS", None)), None, "Restricted"])
        for row in table(rng, some, [column for column in columns if column != by]):
            sheet.append(row)
        if rng.random() < 0.3:
            sheet.row_dimensions[sheet.max_row].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Two each of a CSV, one sheet, a sheet for each level and one for each state.
@pytest.mark.parametrize("seed", seeds(80, (0, 5, 6, 19, 9, 12, 10, 13)))
def test_any_shape_of_a_roster_gives_the_same_units(seed, tmp_path):
    rng = random.Random(seed)
    units = made(rng)
    columns = list(units[0])
    rng.shuffle(columns)
    is_csv = rng.random() < 0.3
    path = tmp_path / f"roster_2026-06-30.{'csv' if is_csv else 'xlsx'}"
    if is_csv:
        path.write_text(
            csv_text(table(rng, units, columns), headings=None, delimiter=rng.choice(",;\t")), encoding="utf-8"
        )
    else:
        path.write_bytes(in_workbook(rng, units, columns))
    got = read.read(path, path.name, DAY, DAY, contract.find("pcrs_roster"), Words())
    assert got.refused == ""
    wanted = {}
    for unit in units:
        values = (
            dict.fromkeys(FIELDS) | {NAMES.get(name, name): value for name, value in unit.items()} | {"is_smart": False}
        )
        women, strength = unit["women_in_unit"], unit["strength"]
        accepted, renewed = unit["date_accepted"], unit["last_renewed"]
        if not (women and strength is not None and women > strength) and not (
            accepted and renewed and renewed < accepted
        ):
            wanted[unit["pledge_id"]] = values
    assert {unit.unit_id: dict(zip(FIELDS, unit.row, strict=True)) for unit in got.units} == wanted, got.aside
    assert len(got.aside) == len(units) - len(wanted)
    assert sum(got.cells.values()) == 2 * got.cells["read"]


def read_sheets(tmp_path, *sheets):
    """Return the reading of a workbook of (name, rows), and its units by field."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name.strip("~"))
        sheet.sheet_state = "hidden" if name.startswith("~") else "visible"
        for row in rows:
            sheet.append(row)
    path = tmp_path / f"PCRS-ROSTER_{DAY}.xlsx"
    book.save(path)
    reading = read.read(path, path.name, DAY, DAY, contract.find("pcrs_roster"), Words())
    return reading, [dict(zip(FIELDS, unit.row, strict=True)) for unit in reading.units]


def test_units_without_ids_are_their_state_capability_and_number(tmp_path):
    heads = ["Ser.", "Member State", "Unit", "Personnel", "Women", "Accepted on"]
    rows = [[1, "QMA", "QRF coy", 150, 9, "25JUL23"], [2, "QMA", "QRF coy", "160 (27%)", "27%", "1 May 2024"]]
    notes = [["TOTAL", "2 units", None, 310], [3, None, None, 12, 1, "1 May 2024"]]
    hidden = ("~Old", [heads, [1, "QMA", "QRF coy", 99, 9, "25JUL23"]])
    reading, units = read_sheets(
        tmp_path, ("Level 1", [heads, *rows, *notes]), ("RDL", [heads, [1, "QMA", "QRF coy", 140]]), hidden
    )
    assert [(u["unit_id"], u["level"], u["strength_count"], u["women_count"]) for u in units] == [
        ("QMA qrf_company 2023-07-25", "level_1", 150, 9), ("QMA qrf_company 2024-05-01", "level_1", 160, None), ("QMA qrf_company 1", "rdl", 140, None),
    ]  # fmt: skip
    assert units[0]["date_accepted"] == dt.date(2023, 7, 25) and units[0]["status"] is None
    assert {aside.reason for aside in reading.aside} == {"no_identity", "hidden_copy"}
    assert {"identity_by_order", "identity_by_cells"} <= {code for code, _, _ in reading.findings}


@pytest.mark.parametrize(
    ("heading", "cells", "is_stable"),
    [
        ("Location", ("North", "South", "East"), True), ("Name of unit", ("1 QRF", "2 QRF", "3 QRF"), True),
        ("Pledged on", ("1 May 2024", "2 May 2024", "3 May 2024"), True), ("Remarks", ("North", "South", "East"), False),
        ("Location", ("North", "North", "North"), False), ("Location", ("a@b.org", "c@d.org", "e@f.org"), False),
    ],
)  # fmt: skip
def test_a_like_unit_put_above_moves_no_identity_where_a_cell_tells_units_apart(heading, cells, is_stable, tmp_path):
    heads = ["Member State", "Capability", "Level", "Personnel", heading]
    rows = [["QMA", "QRF coy", "Level 2", 100 + n, cell] for n, cell in enumerate(cells)]
    ids = []
    for listed in (rows[:2], [rows[2], *rows[:2]]):
        reading, units = read_sheets(tmp_path, ("Units", [heads, *listed]))
        ids.append({unit["strength_count"]: unit["unit_id"] for unit in units})
        assert len(ids[-1]) == len(listed)
    assert all(ids[1][strength] == name for strength, name in ids[0].items()) == is_stable
    assert ("identity_by_order" in {code for code, _, _ in reading.findings}) == (not is_stable)


def test_crosses_say_the_level_and_a_blank_state_is_that_above_within_its_block(tmp_path):
    above = ["Units offered", None, "PCRS level", None, None, None, "Strength"]
    heads = ["Country", "Unit offered", "L1", "L2", "L3", "RDL", "Personnel", "Women"]
    qrf = "QRF coy"
    body = [
        ["AFRICAN STATES"], ["QMA", qrf, "X", None, None, None, 150, 5], [None, "FPU", None, "x", None, None, 140, 7],
        [None, qrf, None, None, None, "✓", 160, 7], ["Sub-total", "3 units"], ["OTHERS"], [None, qrf, "x", "x", None, None, 9, 1],
        ["QMB", "FPU", None, None, "✓", None, 140, 3],
    ]  # fmt: skip
    reading, units = read_sheets(tmp_path, ("Matrix", [above, heads, *body]))
    assert [(u["iso3"], u["level"], u["strength_count"]) for u in units] == [
        ("QMA", "level_1", 150), ("QMA", "level_2", 140), ("QMA", "rdl", 160), (None, None, 9), ("QMB", "level_3", 140),
    ]  # fmt: skip
    assert units[3]["not_read"] == "level"


def test_a_second_table_of_a_sheet_has_headings_of_its_own(tmp_path):
    first = [
        ["A. MILITARY UNITS"],
        ["State", "Unit", "PL", "Pax", "F", "Status"],
        ["QMA", "QRF coy", "PL-RDL", 150, 9, "Available"],
    ]
    second = [
        ["B. POLICE UNITS"],
        ["T/PCC", "Capability", "Strength", "Level", "Women"],
        ["QMB", "Hospital, level two", 80, "PL-2", 3],
    ]
    _, units = read_sheets(tmp_path, ("Tracker", [*first, *second]))
    assert [(u["iso3"], u["level"], u["strength_count"], u["women_count"], u["status"]) for u in units] == [
        ("QMA", "rdl", 150, 9, "available"), ("QMB", "level_2", 80, 3, None),
    ]  # fmt: skip
    assert units[1]["capability"] == "hospital_level_2"
