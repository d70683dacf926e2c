"""Write ten battered exports of a roster beside this script, each with what must come of it (.expected.json).

`python tests/files/rosters/make.py` writes them anew. All states are invented (QMA to QZZ). What is expected is said here by
hand, not by the reader: `units` are the values of the marts (what is not named is null), `aside` the reason of each row that is kept
out by the cell at fault, `not_read` the reason of each cell that could not be read, `findings` what else is noticed and where, `rows`
how many rows became what.
"""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent
HEAD = ("Pledge ID", "State", "Component", "Capability", "Strength", "Women", "Level", "Status")
UNIT = {
    "component": "military",
    "capability": "qrf_company",
    "level": "level_2",
    "status": "available",
    "is_smart": False,
}


def unit(state="QMB", strength=180, women=27, **more):
    """Return the mart's values of a unit that differs from the usual one by what is given."""
    return UNIT | {"iso3": state, "strength_count": strength, "women_count": women} | more


def row(name, state="Member State QMB", component="military", capability="QRF company", strength=180, women=27,
        level="Level 2", status="available", *more):  # fmt: skip
    return [name, state, component, capability, strength, women, level, status, *more]


def put(sheet, rows, top=1):
    """Write rows from a line on."""
    for number, cells in enumerate(rows, top):
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                sheet.cell(number, column, cell)


def save(book, name, units=None, aside=None, findings=(), rows=(0, 0, 0), not_read=None):
    """Save a workbook (or text) and what must come of it: rows are read, repeated, no data."""
    if isinstance(book, str):
        (HERE / name).write_text(book, encoding="utf-8", newline="")
    else:
        book.properties.created = book.properties.modified = dt.datetime(2026, 1, 1)
        book.save(HERE / name)
    units, aside = units or {}, aside or {}
    read, repeated, not_data = rows
    counts = read, len(units), len(aside), repeated, not_data
    counted = dict(zip(("read", "loaded", "quarantined", "repeated", "not_data"), counts, strict=True))
    outcome = {"units": units, "aside": aside, "findings": sorted(findings), "rows": counted}
    outcome["not_read"] = not_read or {}
    (HERE / f"{Path(name).stem}.expected.json").write_text(
        json.dumps(outcome, indent=1, ensure_ascii=False, default=str) + "\n"
    )


def headings_in_two_rows():
    """Titles above, headings in two rows with merged groups, columns numbered, a subtotal and a total, a note below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Roster"
    put(sheet, [["Peacekeeping Capability Readiness System"], ["As of 30 June 2026"], [None, None, "Restricted"]])
    over = ["PCRS No.", "Member State", "Component", "Unit type", "Personnel", None, "PL", "Dates", None, None, "Availability",
            None, "Status"]  # fmt: skip
    under = [None] * 4 + ["Total", "of whom\nwomen", None, "Pledged", "Accepted", "Renewed", "From", "To", None]
    under[5] = "Women"
    put(sheet, [over, under, [f"({n})" for n in range(1, 14)]], 5)
    for area in ("A5:A6", "B5:B6", "C5:C6", "D5:D6", "G5:G6", "M5:M6", "E5:F5", "H5:J5", "K5:L5"):
        sheet.merge_cells(area)
    day = dt.datetime(2025, 1, 15)
    put(sheet, [
        ["QMB-901", "QMB", "Mil", "QRF company", 180, 27, "PL2", day, dt.datetime(2025, 2, 20), dt.datetime(2026, 2, 18), None, None, "Available"],
        ["QMB-902", "Member State QMB", "Police", "Formed police unit", 160, 0, "L3", day, None, None, dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31), "deployed"],
        ["Sub-total", None, None, None, 340, 27],
        ["QMC-1", "Member State QMC", "Mil", "Level 2 hospital", None, None, "RDL", None, None, None, None, None, "selected"],
        [None, "Grand total", None, None, 340, 27],
        ["Source: PCRS"],
    ], 8)  # fmt: skip
    dated = {"date_pledged": "2025-01-15"}
    save(book, "01_headings_in_two_rows_2026-06-30.xlsx", {
        "QMB-901": unit(**dated, date_accepted="2025-02-20", last_renewed="2026-02-18"),
        "QMB-902": unit(strength=160, women=0, **dated, component="police", capability="formed_police_unit", level="level_3",
                      available_from="2026-01-01", available_to="2027-12-31", status="deployed"),
        "QMC-1": unit("QMC", None, None, capability="hospital_level_2", level="rdl", status="selected"),
    }, rows=(12, 0, 9))  # fmt: skip


def a_sheet_for_each_level():
    """The sheet's name gives the level; one sheet has other headings in another order, one none, one is a legend."""
    book = openpyxl.Workbook()
    head = [name for name in HEAD if name != "Level"]
    for name, code in (("Level 1", "A"), ("PL2 units", "B"), ("L3 - Police", "C")):
        sheet = book.create_sheet(name)
        rows = [
            cell
            for cell in row(f"QMD-{code}", "QMD", component="police" if code == "C" else "military")
            if cell != "Level 2"
        ]
        put(sheet, [head, rows])
    rdl = book.create_sheet("RDL")
    put(rdl, [["Current status", "Type of capability", "Country", "Unit reference", "Component", "Level"],
              ["Available", "qrf_company", "Member State QMD", "QMD-D", "military", None],
              ["Available", "qrf_company", "Member State QMD", "QMD-E", "military", "Level 3"]])  # fmt: skip
    people = book.create_sheet("Registered")
    put(people, [head, ["QMD-F", "QMD", "individual", "Staff officer", 3, 2, "available"],
                 ["QMD-G", "QMD", "training", "Mobile training team", None, None, "available"]])  # fmt: skip
    put(book.create_sheet("Sheet7"), [["QMD-H", "QMD", "military", "QRF company", 180], ["seen by the desk"]])
    put(book.create_sheet("Legend"), [["PL2", "Level 2", "a", "b", "c"]])
    del book["Sheet"]
    of = {"strength": None, "women": None}
    save(book, "02_a_sheet_for_each_level_2026-06-30.xlsx", {
        "QMD-A": unit("QMD", level="level_1"),
        "QMD-B": unit("QMD"),
        "QMD-C": unit("QMD", component="police", level="level_3"),
        "QMD-D": unit("QMD", **of, level="rdl"),
        "QMD-E": unit("QMD", **of, level=None, not_read="level"),
        "QMD-F": unit("QMD", 3, 2, component="individual", capability="staff_officer", level="registered"),
        "QMD-G": unit("QMD", **of, component="training", capability="mobile_training_team", level="registered"),
    }, {"Sheet7!A1": "no_headings"}, [("sheet_without_headings", "Sheet7"), ("sheet_without_headings", "Legend")], (15, 0, 7),
        {"RDL!F3": "sheet_and_cell_differ"})  # fmt: skip


def merged_states_and_levels():
    """A state merged over its units, a level over many rows; a merged strength says nothing of each unit."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Units by state"
    rows = [
        row(f"QME-{n}", "Member State QME" if n == 1 else None, level="Level 3" if n == 1 else None)
        for n in range(1, 5)
    ]
    rows += [
        row(f"QMF-{n}", "QMF" if n == 1 else None, strength=300 if n == 1 else None, women=None) for n in range(1, 3)
    ]
    rows += [row("QMF-3", "QMF", level="Level 2", status=None)]
    put(sheet, [HEAD, *rows], 2)
    for area in ("B3:B6", "G3:G6", "B7:B8", "E7:E8", "G9:H9"):
        sheet.merge_cells(area)
    save(book, "03_merged_states_and_levels_2026-06-30.xlsx",
         {f"QME-{n}": unit("QME", level="level_3") for n in range(1, 5)} | {
             "QMF-1": unit("QMF", 300, None), "QMF-2": unit("QMF", None, None, not_read="strength_count"),
             "QMF-3": unit("QMF", status=None, not_read="status"),
         }, rows=(8, 0, 1), not_read={"Units by state!E8": "merged_cell", "Units by state!H9": "merged_cell"})  # fmt: skip


def a_sheet_for_each_region():
    """Lines within the table give state and level; subtotals; one line says nothing known, one column has no heading."""
    book = openpyxl.Workbook()
    head = ["Pledge ID", "Capability", "Component", "Strength", "Status"]
    sheet = book.active
    sheet.title = "African Group"
    put(sheet, [["Units of the African Group"], head, ["Member State QMA"], ["LEVEL 2"],
                ["QMA-1", "QRF company", "military", 180, "available"],
                ["QMA-2", "QRF company", "military", 180, "available", "see desk", None, "!"],
                ["Level 3"], ["QMA-3", "QRF company", "military", 180, "available"], ["Total Member State QMA", None, None, 540],
                ["Member State QMZ"], ["QMZ-1", "QRF company", "military", 180, "available"],
                ["PL 2"], head, ["QMZ-2", "QRF company", "military", 180, "available"],
                ["Under review by the desk"]])  # fmt: skip
    put(book.create_sheet("GRULAC"), [[*head, "Member State", "PCRS level"], ["QMX-1", "QRF company", "military", 180, "available", "QMX", "2"],
                 ["QMY-1", "QRF company", "military", 180, "available", "Atlantis", "2"],
                 ["QMY-2", "QRF company", "military", 180, "available", "QMX / QMY", "2"], ["QMY-3", "QRF company", "military", 180, "available", None, "2"]])  # fmt: skip
    archive = book.create_sheet("2023_archive")
    archive.sheet_state = "hidden"
    put(archive, [[*head, "PCRS level"], ["QMX-9", "QRF company", "military", 180, "available", "1"]])
    save(book, "04_a_sheet_for_each_region_2026-06-30.xlsx", {
        "QMA-1": unit("QMA", women=None), "QMA-2": unit("QMA", women=None), "QMA-3": unit("QMA", women=None, level="level_3"),
        "QMZ-1": unit("QMZ", women=None, level=None), "QMZ-2": unit("QMZ", women=None), "QMX-1": unit("QMX", women=None),
        "QMY-1": unit(None, women=None, not_read="iso3"), "QMY-2": unit(None, women=None, not_read="iso3"), "QMY-3": unit(None, women=None),
    }, {"African Group!A15": "stray_line", "2023_archive!A2": "hidden_copy"},
        [("column_not_read", "African Group!F2"), ("column_not_read", "African Group!H2"), ("hidden_sheet", "2023_archive")],
        (22, 0, 11), {"GRULAC!F3": "unknown_country", "GRULAC!F4": "several_states"})  # fmt: skip


def days_in_every_form():
    """Days as text in many forms, as numbers and as days; ambiguous, impossible, future and out of order."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Dates"
    head = [*HEAD, "Date pledged", "Acceptance date", "Last renewal", "AAV date"]
    good = {
        "2024-02-29": ("2024-02-29", "29/02/2024"), "2025-03-04": ("4 March 2025", "4th of Mar 2025", "Mar 4, 2025", "04-Mar-25",
        "4.3.2025", "2025/3/4", "2025-03-04 00:00", 45720, dt.datetime(2025, 3, 4)), "2025-03-31": ("31-03-2025", "31 mars 2025"),
        "2025-04-03": ("03/04/2025",),
    }  # fmt: skip
    rows, units = [], {}
    for day, texts in good.items():
        for text in texts:
            name = f"QMG-{len(rows) + 1}"
            rows.append(row(name, "QMG", "military", "QRF company", 180, 27, "Level 2", "available", text))
            units[name] = unit("QMG", date_pledged=day)
    pledged, accepted = {"date_pledged": "2025-02-01"}, {"date_accepted": "2025-02-02"}
    faults = [  # what stands beside the day that cannot be read stays
        ("unreadable_date", "I", ["30/02/2025"], {}), ("unreadable_date", "I", ["March 2025"], {}), ("unreadable_date", "I", ["soon"], {}),
        ("future_date", "J", [None, "2026-07-01"], {}), ("future_date", "L", [None, None, None, dt.datetime(2027, 1, 1)], {}),
        ("dates_out_of_order", "I", ["2025-02-03", "2025-02-02"], accepted),
        ("dates_out_of_order", "K", ["2025-02-01", "2025-02-02", "2025-02-01"], pledged | accepted),
        ("implausible_date", "I", ["1925-01-01"], {}), ("unreadable_date", "I", [dt.time(8, 30)], {}),
    ]  # fmt: skip
    not_read = {}
    named = {"I": "date_pledged", "J": "date_accepted", "K": "last_renewed", "L": "visit_date"}
    usual = ["QMG", "military", "QRF company", 180, 27, "Level 2", "available"]
    for reason, column, days, kept in faults:
        name = f"QMG-{len(rows) + 1}"
        rows.append(row(name, *usual, *days))
        not_read[f"Dates!{column}{len(rows) + 1}"] = reason
        units[name] = unit("QMG", **kept, not_read=named[column])
    rows.append(row("QMG-99", *usual, "n/a", "-", "TBC", "not reported"))
    put(sheet, [head, *rows])
    save(
        book,
        "05_days_in_every_form_2026-06-30.xlsx",
        units | {"QMG-99": unit("QMG")},
        rows=(len(rows) + 1, 0, 1),
        not_read=not_read,
    )


def hidden_and_broken():
    """Hidden rows and columns are read; an error or a formula without a value is not a blank."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "All"
    rows = [row(f"QMH-{n}", "QMH") for n in range(1, 10)]
    rows[4][4], rows[5][4], rows[6][7] = "#REF!", "=90*2", "#N/A"
    put(sheet, [[*HEAD, "Remarks"], *rows, ["TOTAL", None, None, None, "=SUM(E2:E10)", None, None, None]])
    for at in ("E6", "H8"):
        sheet[at].data_type = "e"
    sheet["I3"] = "short of lorries"
    for number in (2, 3, 5, 12):
        sheet.row_dimensions[number].hidden = True
    for column in "FI":
        sheet.column_dimensions[column].hidden = True
    units = {f"QMH-{n}": unit("QMH") for n in (1, 2, 3, 4, 8, 9)}
    units |= {f"QMH-{n}": unit("QMH", strength=None, not_read="strength_count") for n in (5, 6)}
    save(book, "06_hidden_and_broken_2026-06-30.xlsx", units | {"QMH-7": unit("QMH", status=None, not_read="status")}, {},
         [("hidden_row", "All!A2"), ("hidden_row", "All!A5"), ("hidden_column", "All!F1"), ("column_not_read", "All!I1")],
         (11, 0, 2), {"All!E6": "error_in_cell", "All!E7": "formula_without_value", "All!H8": "error_in_cell"})  # fmt: skip


def two_units_in_a_cell():
    """Two units in a cell are not one of them; strengths in words, counts that cannot be, levels that are none."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Level 2"
    cases = [
        ({"capability": "1 x QRF coy"}, {}), ({"capability": "Quick reaction force company (QRF)"}, {}),
        ({"capability": "qrf_company", "strength": "180 pax", "women": "27 women"}, {}),
        ({"strength": "1,180 (all ranks)", "women": "0"}, {"strength": 1180, "women": 0}),
        ({"strength": None, "women": "n/a"}, {"strength": None, "women": None}),
        ({"level": "Level 2 (PL2)", "status": "AVAILABLE "}, {}), ({"level": None}, {}),
    ]  # fmt: skip
    found = [({"capability": "hospital of some kind"}, {"capability": "hospital_unspecified"}),
             ({"capability": "1st Construction Engineer Coy (HQ)"}, {"capability": "engineering_unit"}),
             ({"level": "level two"}, {}), ({"level": "PL-2"}, {}), ({"component": "navy"}, {})]  # fmt: skip
    nothing = {"capability": "not_read"}
    faults = [
        ("several_capabilities", "D", {"capability": "QRF company / EOD unit"}, nothing),
        ("unknown_capability", "D", {"capability": "bakery"}, nothing), (None, "D", {"capability": None}, {"capability": "not_reported"}),
        ("approximate_count", "E", {"strength": "up to 180"}, {"strength": None}), ("approximate_count", "E", {"strength": "150-180"}, {"strength": None}),
        ("text_in_number", "E", {"strength": "one hundred and eighty"}, {"strength": None}), ("negative_count", "E", {"strength": -180}, {"strength": None}),
        ("fractional_count", "F", {"women": 0.15}, {"women": None}), ("implausible_count", "E", {"strength": 1_800_000}, {"strength": None}),
        ("more_women_than_people", "F", {"strength": 20, "women": 27}, {"strength": 20, "women": None}),
        ("unknown_level", "G", {"level": "Level 4"}, {"level": None}), ("sheet_and_cell_differ", "G", {"level": "L3"}, {"level": None}),
        ("unknown_status", "H", {"status": "on hold"}, {"status": None}), (None, "H", {"status": "?"}, {"status": None}),
        ("unknown_component", "C", {"component": "mixed"}, {"component": None}),
    ]  # fmt: skip
    field = {
        "D": "capability",
        "E": "strength_count",
        "F": "women_count",
        "G": "level",
        "H": "status",
        "C": "component",
    }
    cases += found
    rows = [row(**({"name": f"QMI-{n}", "state": "QMI"} | case)) for n, (case, _) in enumerate(cases, 1)]
    units = {f"QMI-{n}": unit("QMI", **differs) for n, (_, differs) in enumerate(cases, 1)}
    not_read = {}
    for reason, column, case, left in faults:
        name = f"QMI-{len(rows) + 1}"
        rows.append(row(**({"name": name, "state": "QMI"} | case)))
        units[name] = unit("QMI", **left, **({"not_read": field[column]} if reason else {}))
        if reason:
            not_read[f"Level 2!{column}{len(rows) + 1}"] = reason
    name = f"QMI-{len(rows) + 1}"
    rows.append(row(name, "QMI", capability="bakery", strength="many", level="top", status="perhaps"))
    units[name] = unit(
        "QMI", None, **nothing, level=None, status=None, not_read="capability;level;status;strength_count"
    )
    not_read |= {f"Level 2!{column}{len(rows) + 1}": reason for column, reason in (
        ("D", "unknown_capability"), ("E", "text_in_number"), ("G", "unknown_level"), ("H", "unknown_status"))}  # fmt: skip
    rows += [row(None, "QMI"), row("QMI-98", "QMI", capability="2 x QRF coy")]
    aside = {f"Level 2!A{len(rows)}": "missing_id", f"Level 2!D{len(rows) + 1}": "several_units"}
    put(sheet, [HEAD, *rows])
    found_in = ("hospital of some kind", "1st Construction Engineer Coy (HQ)")
    by_words = [("capability_by_words", f"Level 2!A{n}") for n, line in enumerate(rows, 2) if line[3] in found_in]
    save(book, "07_two_units_in_a_cell_2026-06-30.xlsx", units, aside, by_words, (len(rows) + 1, 0, 1), not_read)


def twins_in_a_csv():
    """A CSV with titles, semicolons and renamed headings in another order; the same unit twice, alike and otherwise."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([
        ["PCRS export"], [],
        ["Status", "Female personnel", "Total strength", "PCRS level", "TCC/PCC", "Capability\ntype", "Component", "ID (PCRS)", "PCRS ID", "Working language(s)"],
        ["available", 27, 180, "L2", "QMJ", "QRF company", "military", "", "QMJ-1", "English, French"],
        ["available", 27, 180, "L2", "QMJ", "QRF company", "military", "", "qmj-1 ", "fr;en"],
        ["available", 27, 180, "L2", "QMJ", "QRF company", "military", "", "QMJ-2", ""],
        ["available", 27, 180, "L3", "QMJ", "QRF company", "military", "", "QMJ-2", ""],
        ["available", 27, 180, "L2", "QMJ", "QRF company", "military", "", "QMJ-3", ""],
        ["available", 27, "plenty", "L2", "QMJ", "QRF company", "military", "", "QMJ-3", ""],
        ["available", 27, 180, "L2", "QMJ", "QRF company", "military", "", "QMJ-4", "Klingon"],
        ["Total", "", 1260],
    ])  # fmt: skip
    save("\ufeff" + out.getvalue(), "08_twins_in_a_csv_2026-06-30.csv", {
        "QMJ-1": unit("QMJ", languages="en;fr"), "QMJ-2": unit("QMJ"), "QMJ-3": unit("QMJ"), "QMJ-4": unit("QMJ", not_read="languages"),
    }, {"line 8, column 9": "conflict_in_file"}, rows=(10, 2, 3),
         not_read={"line 10, column 3": "text_in_number", "line 11, column 10": "unknown_language"})  # fmt: skip


def slots_partners_and_conditions():
    """Rotations, partners with roles, conditions, equipment with counts, missions; each with its faults."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Special"
    more = ("Slots", "Partners", "Conditions", "Condition met", "Equipment tags", "For mission", "Deployed to", "Requirement line",
            "Load list", "RDL cycle", "Ministerial pledge ID", "AAV result", "SUR")  # fmt: skip
    slots = "QMB 2026-01-01/2026-06-30; Member State QMC: 1 July 2026 - 31 December 2026; uncovered 2027-01-01 to 2027-06-30"
    cases = [
        {"Slots": slots}, {"Partners": "QMC: equipment, training; Member State QMD (finance)"}, {"Partners": "QMC: personnel"},
        {"Conditions": "parliament agrees"}, {"Conditions": "lift is found", "Condition met": "Met"},
        {"Equipment tags": "Mechanised companies: 2; 3 x jammers; c_uas (1); first aid kits", "For mission": "UNMISS"},
        {"For mission": "general", "Load list": "Yes", "RDL cycle": "2020/26/27", "Requirement line": "l-012",
         "Ministerial pledge ID": "P013", "AAV result": "Passed with conditions", "SUR": "generic  SUR"},
        {"Equipment tags": "rubber boats: 0", "Partners": "none", "Slots": "n/a", "Condition met": "-"},
    ]  # fmt: skip
    smart = {"is_smart": True}
    faults = [
        ("unreadable_slot", "I", {"Slots": "QMB first half of 2026"}, smart), ("ends_before_start", "I", {"Slots": "QMB 2026-06-30/2026-01-01"}, smart),
        ("unknown_country", "I", {"Slots": "Atlantis 2026-01-01/2026-06-30"}, smart), ("unknown_role", "J", {"Partners": "QMC: moral support"}, {}),
        ("several_personnel_providers", "J", {"Partners": "QMC: personnel; QMD: personnel"}, {}),
        ("unknown_condition_state", "L", {"Conditions": "lift", "Condition met": "perhaps"}, {"condition": "lift", "condition_state": "unknown"}),
        ("condition_missing", "K", {"Condition met": "unmet"}, {"condition_state": "unmet"}),
        ("repeated_tag", "M", {"Equipment tags": "jammers:1; jammers:2"}, {}), ("text_in_number", "M", {"Equipment tags": "jammers: many"}, {}),
        ("unknown_mission", "N", {"For mission": "UNXYZ"}, {}), ("status_and_mission_differ", "O", {"Deployed to": "UNMISS"}, {}),
        ("unknown_load_list", "Q", {"Load list": "perhaps"}, {}),
    ]  # fmt: skip
    field = {"I": "slots", "J": "partners", "K": "condition", "L": "condition_state", "M": "equipment", "N": "mission_specific",
             "O": "deployed_mission", "Q": "load_list"}  # fmt: skip
    cases += [{"Partners": "QMC"}, {"Partners": "Personnel: QMC"}, {"Load list": "Draft"}, {"Load list": "Submitted"}]
    rows = [row(f"QMB-{n}", "QMB", *row("")[2:], *map(case.get, more)) for n, case in enumerate(cases, 1)]
    not_read, units = {}, {}
    for reason, column, case, left in faults:
        name = f"QMB-{len(rows) + 1}"
        rows.append(row(name, "QMB", *row("")[2:], *map(case.get, more)))
        units[name] = unit(**left, not_read=field[column])
        not_read[f"Special!{column}{len(rows) + 1}"] = reason
    put(sheet, [[*HEAD, *more], *rows])
    save(book, "09_slots_partners_and_conditions_2026-06-30.xlsx", {
        "QMB-1": unit(is_smart=True, slots=[["QMB", "2026-01-01", "2026-06-30"], ["QMC", "2026-07-01", "2026-12-31"], [None, "2027-01-01", "2027-06-30"]]),
        "QMB-2": unit(partners=[["QMC", "equipment"], ["QMC", "training"], ["QMD", "finance"]]),
        "QMB-3": unit("QMC", partners=[["QMB", "not_stated"], ["QMC", "personnel"]]),
        "QMB-4": unit(condition="parliament agrees", condition_state="unknown"),
        "QMB-5": unit(condition="lift is found", condition_state="met"),
        "QMB-6": unit(mission_specific="UNMISS", equipment=[["c_uas", 1], ["first_aid_kits", None], ["jammers", 3], ["mechanised_companies", 2]]),
        "QMB-7": unit(has_load_list=True, load_list="yes", rdl_cycle="2020/26/27", requirement_line="L-012", ministerial_pledge_id="P013",
                      visit_result="passed_with_conditions", sur_reference="generic SUR"),
        "QMB-8": unit(equipment=[["rubber_boats", 0]]), "QMB-9": unit(partners=[["QMC", "not_stated"]]),
        "QMB-10": unit("QMC", partners=[["QMB", "not_stated"], ["QMC", "personnel"]]),
        "QMB-11": unit(has_load_list=False, load_list="draft"), "QMB-12": unit(load_list="submitted"),
    } | units, {}, [("cycle_unusual", "Special!A8"), ("tag_unknown", "Special!A9")], (len(rows) + 1, 0, 1), not_read)  # fmt: skip


def names_of_people():
    """Columns of many hold names, addresses and numbers of people: they are left out, and the units are read."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Units"
    head = [*HEAD, "Point of contact (rank, name)", "Remarks", "Conditions"]
    put(sheet, [["PCRS"], head, row("QMK-1", "QMK", *row("")[2:], "withheld", "call +41 22 555 01 99"),
                row("QMK-2", "QMK", *row("")[2:], None, "none", "ask canary@example.org first")])  # fmt: skip
    contacts = book.create_sheet("Who is who")
    put(contacts, [["Name", "E-mail", "Office", "Since"], ["Canary Person", "canary@example.org", "PM", 2024]])
    save(book, "10_names_of_people_2026-06-30.xlsx", {
        "QMK-1": unit("QMK"), "QMK-2": unit("QMK", condition_state=None, not_read="condition"),
    }, {}, [("column_left_out", "Units!I2"), ("column_left_out", "Units!J2"), ("column_left_out", "Who is who"),
            ("sheet_without_headings", "Who is who")], (6, 0, 4), {"Units!K4": "personal"})  # fmt: skip


if __name__ == "__main__":
    for write in (headings_in_two_rows, a_sheet_for_each_level, merged_states_and_levels, a_sheet_for_each_region, days_in_every_form,
                  hidden_and_broken, two_units_in_a_cell, twins_in_a_csv, slots_partners_and_conditions, names_of_people):  # fmt: skip
        write()
