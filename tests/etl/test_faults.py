"""Planted faults: each is set aside for its own reason and at its own place, whatever form the file has."""

import json
from collections import Counter

import pytest

from tests.support.etl_fixtures import (
    BUNDLED,
    HEADINGS,
    MISSION_HEADINGS,
    Site,
    csv_text,
    epoch,
    json_text,
    lean,
    record,
    xlsx_bytes,
)
from tests.support.sheets import MONTHLY_FAULTS as FAULTS

# What looks like a fault and is not: the row beside each limit.
LAWFUL = [
    record(99, 0, kind="Formed Police Units"),
    record(0, 999_999, kind="Individual Police"),
    record(718, 1, iso3="MAR", m49="504", name="Morocco", mission="UNOCI", as_of="2016-01-31"),
    record(718, 0, iso3="MAR", m49="504", name="Morocco", mission="UNOCI", as_of="2016-05-31"),
    record("+5", "-0", kind="Staff Officer"),
    record("007", "040", kind="Experts on Mission"),
    record(5, 6, iso3="", m49="", name="Fiji", mission="UNTSO"),
    record(5, 6, m49="", name="", mission="UNMISS"),
    record(5, 6, m49="0242", name="Islands of Fiji", mission="UNISFA"),
    record(5, 6, name="India", mission="MINURSO"),
]
ROWS = LAWFUL[:5] + [row for _, row in FAULTS] + LAWFUL[5:]
REASON = {5 + place: reason for place, (reason, _) in enumerate(FAULTS)}  # place in ROWS -> reason
RAGGED = [record()[:-1], [*record(), "more"]]  # CSV only: a sheet or a record has no ragged rows

FORMS = {
    "fast.csv": (csv_text(ROWS), "line {}", 2),
    "careful.csv": ("\n" + csv_text(ROWS + RAGGED), "line {}", 3),
    "newline.csv": (csv_text([["a\nb", *row[1:]] for row in ROWS]), "line {}", None),
    "book.xlsx": (xlsx_bytes(ROWS), "Sheet, row {}", 2),
    "records.json": (json_text(ROWS), "JSON records, row {}", 1),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Each form built alone over the small data: {name: (counts, quarantine, findings)}."""
    patch = pytest.MonkeyPatch()
    site = Site(tmp_path_factory.mktemp("faults"), patch)
    errata = site.data / "reference" / "erratum.csv"
    errata.chmod(0o644)
    known = errata.read_text(encoding="utf-8").splitlines()
    # Of two of the three misprints the row is set aside here; the third loses its split, as all do in data/reference.
    errata.write_text(
        "\n".join(line.replace(",split,", ",row,") if ",719," in line or "01-31" in line else line for line in known)
    )
    told = {}
    for name, (content, _, _) in FORMS.items():
        path = site.drop(name, content)
        answer = site.build()
        path.unlink()
        aside = site.rows(
            "select place, reason, detail, raw, iso3, mission_code from meta.quarantine"
            " join meta.file using (file_id) where name = ?",
            [name],
        )
        noted = site.rows(
            "select finding, place, detail from meta.finding join meta.file using (file_id) where name = ?", [name]
        )
        told[name] = (site.file(answer, name), aside, noted)
    yield told
    patch.undo()


def place_of(name: str, index: int) -> str:
    """Where row `index` of ROWS stands in a form."""
    _, form, first = FORMS[name]
    return form.format(2 + 2 * index if first is None else first + index)


def test_forty_faults_are_planted_and_each_reason_at_least_twice():
    assert len(FAULTS) >= 40
    assert min(Counter(reason for reason, _ in FAULTS).values()) >= 2


@pytest.mark.parametrize("name", FORMS)
def test_every_fault_is_caught_at_its_place_and_nothing_else_is(built, name):
    told, aside, _ = built[name]
    expected = {place_of(name, index): reason for index, reason in REASON.items()}
    if name == "careful.csv":
        expected |= {place_of(name, len(ROWS) + extra): "unreadable_row" for extra in range(2)}
    assert {row[0]: row[1] for row in aside} == expected
    assert told["quarantined"] == len(expected) == len(aside)
    assert told["loaded"] == len(LAWFUL)


@pytest.mark.parametrize("name", FORMS)
def test_a_row_set_aside_is_kept_as_it_was_read_with_its_words(built, name):
    _, aside, _ = built[name]
    kept = {row[0]: row for row in aside}
    for index in REASON:
        _, reason, detail, raw, iso3, mission = kept[place_of(name, index)]
        cells = json.loads(raw)
        for ours, cell in (
            ("women_count", ROWS[index][6]),
            ("as_of", ROWS[index][8]),
            ("mission_code", ROWS[index][4]),
        ):
            assert (cells[ours] or "").strip() == str(cell).strip(), (reason, ours)
        assert detail
        if reason not in ("unknown_country", "iso_m49_disagree"):
            assert iso3 in ("FJI", "MAR", "IND")
            assert mission or reason == "unknown_mission"


@pytest.mark.parametrize("name", FORMS)
def test_the_iso_code_decides_and_odd_names_beside_it_are_findings(built, name):
    _, _, noted = built[name]
    first = 5 + len(FAULTS)  # place of LAWFUL[5]
    assert {(row[0], row[1]) for row in noted} == {
        ("sex_not_reported", place_of(name, 3)),
        ("missing_iso_code", place_of(name, first + 1)),
        ("missing_name", place_of(name, first + 2)),
        ("unknown_spelling", place_of(name, first + 3)),
        ("spelling_of_another_country", place_of(name, first + 4)),
    }


def test_a_misprint_row_is_set_aside_as_known_not_by_its_looks(built):
    for _, aside, _ in built.values():
        details = [row[2] for row in aside if row[1] == "known_misprint"]
        assert len(details) == 2
        assert all(detail.startswith("Misprint in the UN monthly PDF") for detail in details)


MISSIONS = [
    ["1", "UNDOF", "Disengagement", "DPO", "Yes", "1974-05-31", "", "Camp Faouar", "35,9211", "33,2367", "2024-02-19"],
    ["2", "MINUSMA", "Mali", "DPO", "YES", "2013-04-25", "", "Bamako", "12,65", "-8,0", "2024-02-19"],  # both quirks
    ["3", "UNMIL", "Liberia", "DPO", "Yes", "2003-09-01", "2018-03-01", "Monrovia", "-10,8014", "6,3133", "2024-02-19"],
    ["4", "UNYOM", "Yemen", "DPO", "NO", "1963-07-01", "1964-09-01", "", "", "", "2024-02-19"],
    ["5", "UNOSOM I", "Somalia", "DPO", "No", "1992-04-01", "1993-03-01", "Mogadishu", "2,0333", "45,35", "19/02/2024"],
    ["6", "UNOSOM", "Somalia", "DPO", "No", "1992-04-01", "1995-03-01", "Mogadishu", "45,35", "2,0333", "19-Feb-24"],
    ["7", "UNXX", "Beyond the pole", "DPO", "No", "1992-04-01", "", "Nowhere", "10", "95", ""],
    ["8", "UNTSO", "Truce", "DPO", "Yes", "1948-05-29", "", "Jerusalem", "35.2167", "31.7833", ""],
]
MISSION_FAULTS = [
    ("unknown_mission", {1: ""}),
    ("unknown_mission", {1: "  "}),
    ("unreadable_date", {5: "May 1974"}),
    ("unreadable_date", {6: "1974-13-01"}),
    ("ends_before_start", {6: "1974-05-30"}),
    ("ends_before_start", {5: "2003-09-01", 6: "2003-08-31"}),
    ("unreadable_flag", {4: "Perhaps"}),
    ("unreadable_flag", {4: "1"}),
    ("unreadable_coordinate", {8: "35° E"}),
    ("unreadable_coordinate", {9: "1.033,21"}),
    ("unreadable_coordinate", {8: "359,2"}),
    ("conflict_in_file", {1: "UNTWIN", 2: "One"}),
    ("conflict_in_file", {1: "UNTWIN", 2: "Another"}),
]


def planted_missions():
    base = ["9", "UNFAULT", "Fault", "DPO", "No", "1974-05-31", "", "", "", "", "2024-02-19"]
    return [[changes.get(place, cell) for place, cell in enumerate(base)] for _, changes in MISSION_FAULTS]


def mission_forms():
    plain = csv_text(MISSIONS + planted_missions(), MISSION_HEADINGS)
    yield "fast.csv", plain, "line {}", 2
    yield "careful.csv", "Title\n" + plain, "line {}", 3
    yield "book.xlsx", xlsx_bytes(MISSIONS + planted_missions(), MISSION_HEADINGS), "Sheet, row {}", 2


MISSION_FORMS = list(mission_forms())


@pytest.mark.parametrize(("name", "content", "form", "first"), lean(MISSION_FORMS, *MISSION_FORMS[1:]))
def test_the_missions_file_with_its_quirks(tmp_path, monkeypatch, name, content, form, first):
    site = Site(tmp_path, monkeypatch)
    site.drop(name, content, "missions")
    answer = site.build()
    aside = dict(
        site.rows("select place, reason from meta.quarantine join meta.file using (file_id) where name = ?", [name])
    )
    start = first + len(MISSIONS)
    assert aside == {form.format(start + place): reason for place, (reason, _) in enumerate(MISSION_FAULTS)}
    assert site.file(answer, name)["loaded"] == len(MISSIONS)
    noted = site.rows("select finding, place from meta.finding join meta.file using (file_id) where name = ?", [name])
    ended, swapped = "mission_marked_active_has_ended", "mission_coordinates_swapped"
    assert sorted(noted) == sorted(
        [(ended, form.format(first + 1)), (ended, form.format(first + 2))]
        + [(swapped, form.format(first + place)) for place in (1, 4, 5, 6)]
    )
    kept = site.rows("select is_active, cast(started_on as varchar), hq_longitude, hq_latitude from mart.mission_file"
                     " where mission_code in ('UNDOF', 'UNYOM') order by mission_code")  # fmt: skip
    assert kept == [(True, "1974-05-31", 35.9211, 33.2367), (False, "1963-07-01", None, None)]
    # The project's own reference stands, whatever the file says.
    assert site.rows("select hq_latitude from mart.mission where mission_code = 'MINUSMA'") == [(12.65,)]


def test_missions_as_json_with_days_before_1970_and_booleans(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    rows = []
    for row in MISSIONS:
        days = [epoch(row[place], 1000) if row[place] else None for place in (5, 6)]
        rows.append([*row[:4], row[4].lower() == "yes", *days, *row[7:10], None])
    site.drop("missions.json", json_text(rows, MISSION_HEADINGS), "DPPADPOSS-PKO")
    answer = site.build()
    assert site.file(answer, "missions.json")["loaded"] == len(MISSIONS)
    started = dict(site.rows("select mission_code, cast(started_on as varchar) from mart.mission_file"))
    assert started == {row[1]: row[5] for row in MISSIONS}


def test_blank_rows_and_headings_again_in_a_missions_file_are_not_data(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    extra = [[""] * len(MISSION_HEADINGS), MISSION_HEADINGS]
    site.drop("missions.csv", csv_text([*MISSIONS, *extra], MISSION_HEADINGS), "missions")
    told = site.file(site.build(), "missions.csv")
    assert (told["loaded"], told["not_data"], told["quarantined"]) == (len(MISSIONS), 2, 0)


def test_the_planted_rows_use_the_headings_of_the_bundled_file():
    with BUNDLED.open(encoding="utf-8-sig") as handle:
        assert tuple(handle.readline().strip().split(",")) == HEADINGS


def test_all_women_gone_is_a_finding_and_stays_loaded(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    told = {  # mission -> (women, men) of 31 January and 29 February 2024
        "UNMISS": ((20, 100), (0, 60)),  # noted: exactly 20 before, exactly half left
        "UNIFIL": ((19, 101), (0, 120)),  # too few before
        "MINUSCA": ((20, 100), (0, 59)),  # more than half left
        "UNISFA": ((20, 100), (1, 99)),  # one woman is there
    }
    rows = [
        record(*count, mission=mission, as_of=day)
        for mission, counts in told.items()
        for day, count in zip(("2024-01-31", "2024-02-29"), counts, strict=True)
    ]
    rows += [record(30, 70, mission="MONUSCO", as_of="2023-10-31"), record(0, 100, mission="MONUSCO")]  # 92 days: noted
    rows += [record(30, 70, mission="UNMIK", as_of="2023-09-30"), record(0, 100, mission="UNMIK")]  # a gap too long
    site.drop("gone.csv", rows)
    assert site.file(site.build(), "gone.csv")["loaded"] == len(rows)
    noted = site.rows("select detail from meta.finding where finding = 'all_women_gone_in_a_month' order by 1")
    assert [row[0] for row in noted] == [
        "MONUSCO, troops: 0 women of 100 people on 2024-01-31, after 30 of 100 on 2023-10-31; loaded as printed",
        "UNMISS, troops: 0 women of 60 people on 2024-02-29, after 20 of 120 on 2024-01-31; loaded as printed",
    ]
