"""The guide as data: every line that asks is cited, codes are known, figures stand, and the taxonomy of capabilities holds.

The guide itself is not in the project: `files/guide_lines.csv` lists the numbers and kinds of its lines from the list
of potential pledges on (numbers of physical lines, from 1), and nothing of its sentences. `guide_place.csv` says where a
line stands in print.
"""

import csv
import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter

import pytest

from etl import settings

FILES = settings.ROOT / "tests" / "files"
CATEGORIES = {
    "uniformed_capabilities", "training_capacity_building_partnerships", "safety_security_medical", "conduct",
    "environment", "women_peace_security", "technology", "strategic_communications_information_integrity", "funding",
    "other",
}  # fmt: skip
KINDS = {
    "unit", "equipment", "personnel", "expertise", "training", "host_event", "translation", "policy", "technology",
    "infrastructure", "donation", "other",
}  # fmt: skip
CHAPTERS = {
    "future_of_peacekeeping", "collective_coherence", "uniformed_capabilities", "strategic_operational_integration",
    "accountability_to_peacekeepers", "accountability_of_peacekeepers", "strategic_communications",
    "women_peace_security", "data_technology", "training_capacity_building",
}  # fmt: skip
RECIPIENTS = {
    "un_secretariat", "field_mission", "own_contingents", "tcc", "pcc", "tpcc", "member_states", "host_state",
    "host_community", "african_union", "trust_fund",
}  # fmt: skip
TAGS = {
    "mechanised_companies", "wheels_6x6", "wheels_4x4", "gunner_protection", "hmltv", "reconnaissance_vehicles",
    "eod_search_detect", "jammers", "mini_uas", "level_1_hospital", "first_aid_kits", "c_uas",
}  # fmt: skip
COMPONENTS = {"military", "police", "justice_corrections", "civilian_expertise", "training", "other"}
COUNTED = {"units", "vehicles", "boats", "persons", "sets", "courses", "teams", "services", "projects"}
LANGUAGES = {"ar", "zh", "en", "fr", "ru", "es", "pt"}
# Two capitalised words in a row: programmes, courses, bodies. Anything else might be a person.
PROPER_NAMES = {
    "Advanced Staff", "African Union", "Command Cadre", "Coordination Mechanism", "Criminal Court",
    "Deployment Level", "Elsie Initiative", "Environment Strategy", "Global Services", "Host Mission", "Host Women",
    "Initiative Fund", "Light Coordination", "Member State", "Member States", "Military Peace", "Mission Advanced",
    "Operations Course", "Operations Courses", "Partnership Programme", "Peace Operations", "Pledging Guide",
    "Rapid Deployment", "Security Council", "Senior Women", "Services Centre", "Special Criminal", "Staff Training",
    "Talent Pipeline", "Triangular Partnership", "Unite Wave", "Women Talent",
}  # fmt: skip
MONTH = r"\d{4}(-(0[1-9]|1[0-2]|H[12]))?"


def table(path):
    """Return the rows of a file that is clean UTF-8 with LF ends, a header and as many cells in each row."""
    data = path.read_bytes()
    assert b"\r" not in data and not data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\n")
    lines = list(csv.reader(data.decode("utf-8").splitlines(), strict=True))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert all(cell == cell.strip() for line in lines for cell in line)
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def reference(name):
    return table(settings.ROOT / "data" / "reference" / f"{name}.csv")


REQUIREMENTS = reference("requirement")
HEADINGS = reference("guide_heading")
PLACES = {int(row["guide_line"]): row for row in reference("guide_place")}
CAPABILITIES = reference("capability")
ALIASES = reference("capability_alias")
LINES = {int(row["guide_line"]): row["kind"] for row in table(FILES / "guide_lines.csv")}
BY_ID = {row["requirement_id"]: row for row in REQUIREMENTS}


def cells(row, column):
    return [cell for cell in row[column].split(";") if cell]


def cited(row):
    return [int(row["guide_line"]), *map(int, cells(row, "more_lines"))]


def test_every_bullet_of_the_guide_is_a_requirement_or_a_heading():
    bullets = {line for line, kind in LINES.items() if kind == "bullet"}
    assert len(bullets) == 218
    asks = {int(row["guide_line"]) for row in REQUIREMENTS}
    headings = {int(row["guide_line"]) for row in HEADINGS}
    assert bullets - asks - headings == set()
    assert headings <= bullets and not headings & asks
    assert len(headings) == len(HEADINGS)
    assert all(row["heading"] and row["reason"] and row["source"] for row in HEADINGS)


def test_a_row_cites_at_most_three_lines_and_each_has_something_on_it():
    for row in REQUIREMENTS:
        lines = cited(row)
        assert 1 <= len(lines) <= 3 and len(set(lines)) == len(lines), row
        assert set(lines) <= set(LINES), row
        place = PLACES[lines[0]]
        where = [place["section"] or place["chapter"]]
        where += [f"{kind} {place[kind]}" for kind in ("bullet", "paragraph", "footnote") if place[kind]]
        assert row["source"] == f"Pledging Guide, Berlin 2025, {', '.join(where)}"


def test_bullets_are_counted_without_a_gap_and_where_they_cannot_be_told_only_the_section_is_said():
    assert set(PLACES) == {int(row["guide_line"]) for row in REQUIREMENTS}
    counted = {}
    for line, place in PLACES.items():
        kind = LINES[line]
        assert (kind == "footnote") == bool(place["footnote"]) and (kind == "paragraph") == bool(place["paragraph"]), (
            line
        )
        if kind != "bullet" or not place["bullet"]:
            continue
        numbers = tuple(map(int, place["bullet"].split(".")))
        assert 1 <= len(numbers) <= 2
        counted.setdefault((place["chapter"], place["section"]), []).append(numbers)
    for section, numbers in counted.items():
        # What is between two asks and is none is a heading of a group or says what holds for all.
        first = [number[0] for number in numbers]
        assert first[0] == 1 and all(
            0 <= after - before <= 2 for before, after in zip(first, first[1:], strict=False)
        ), section
    assert [line for line, place in PLACES.items() if LINES[line] == "bullet" and not place["bullet"]] == [
        313,
        314,
        315,
        316,
        444,
    ]
    for code, section, bullet in (
        ("UNI-INF-13", "General uniformed capability requirements", "2.3"),
        (
            "SAF-MED-04",
            "Safety and security of peacekeepers: Strengthening medical support to peacekeeping missions",
            "4",
        ),
        ("PAR-FPU-01", "Women in Peacekeeping", "1.4"),
        ("WPS-HEA-04", "Women in Peacekeeping", "8.4"),
        ("WPS-FUN-01", "Elsie Initiative Fund for Uniformed Women in Peace Operations", "1"),
        ("TRL-MDH-01", "Training Package Translation", "9"),
        ("LCM-CHP-01", "Capacity Building and Training Support, including Light Coordination Mechanism", "5"),
    ):
        place = PLACES[int(BY_ID[code]["guide_line"])]
        assert (place["section"], place["bullet"]) == (section, bullet)


def test_our_words_say_no_more_and_no_less_than_the_guide():
    asks = {code: row["ask"] for code, row in BY_ID.items()}
    assert all("mitigate" in asks[code] for code in ("UNI-INF-13", "UNI-CUA-04"))
    assert not [ask for ask in asks.values() if "and stop" in ask]
    assert "Level 1+ and above" in asks["SAF-MED-01"] and "above Level 1" not in asks["SAF-MED-01"]
    assert "COE-based" in asks["TRN-DEV-02"] and "matching" not in asks["TRN-DEV-02"]
    assert "alleged" in asks["UNI-CRI-01"] and "repatriation or camp closure" in asks["ENV-LEG-01"]
    assert not [code for code, row in BY_ID.items() for cell in row.values() if re.search(r"\blines? \d", cell)]


def test_footnotes_with_profiles_and_the_paragraphs_that_ask_are_cited():
    lines = {line for row in REQUIREMENTS for line in cited(row)}
    assert {104, 110, 116, 120, 168, 172, 190, 196, 198, 200, 202, 212, 216, 298, 501, 505, 562, 579} <= lines
    profiles = Counter(int(row["guide_line"]) for row in REQUIREMENTS if row["standing"] == "detail")
    assert [profiles[line] for line in (196, 198, 200, 202)] == [2, 5, 13, 12]
    assert all(cells(BY_ID[i], "languages") == ["en", "fr", "ar", "es", "pt"] for i in ("UNI-JUC-13", "UNI-JUC-27"))


def test_identifiers_are_speaking_unique_and_not_made_of_line_numbers():
    assert len(BY_ID) == len(REQUIREMENTS)
    for row in REQUIREMENTS:
        assert re.fullmatch(r"[A-Z0-9]{3}-[A-Z0-9]{3}-\d\d", row["requirement_id"])


@pytest.mark.parametrize(
    ("column", "known"),
    [
        ("chapter", CHAPTERS),
        ("pledge_category", CATEGORIES),
        ("family", {"general_uniformed", "mission_specific", "non_unit"}),
        ("standing", {"ask", "detail", "mention"}),
        ("kind", KINDS),
        ("edition", {"berlin_2025"}),
        ("capability", {""} | {row["capability"] for row in CAPABILITIES}),
        ("recipient_kind", {""} | RECIPIENTS),
        ("quantity_basis", {"", "total", "per_unit", "least_size", "increase"}),
        ("share_of", {"", "women", "french_speakers", "cleared_women_nominated"}),
        ("slot_limit", {"", "1"}),
    ],
)
def test_codes_are_known_and_all_used(column, known):
    used = {row[column] for row in REQUIREMENTS}
    assert used <= known
    assert column == "capability" or used == known


def test_missions_languages_and_tags_are_known():
    missions = {row["mission_code"] for row in reference("mission")}
    for row in REQUIREMENTS:
        assert set(cells(row, "missions")) <= missions, row
        assert set(cells(row, "languages")) <= LANGUAGES, row
        assert set(cells(row, "tags")) <= TAGS, row
        assert re.fullmatch(r"[a-z0-9_]+", row["section"]), row
    named = {mission for row in REQUIREMENTS for mission in cells(row, "missions")}
    assert named == {"UNMISS", "MINUSCA", "MONUSCO", "UNISFA", "UNFICYP", "UNIFIL", "UNMOGIP"}
    assert set(cells(BY_ID["UNI-INF-01"], "tags")) == set(cells(BY_ID["UNI-QRF-01"], "tags")) == TAGS


def test_a_mission_specific_ask_names_its_mission():
    for row in REQUIREMENTS:
        if row["family"] == "mission_specific" and row["standing"] == "ask":
            assert len(cells(row, "missions")) == 1, row


def test_a_detail_hangs_on_an_ask():
    for row in REQUIREMENTS:
        if row["part_of"]:
            above = BY_ID[row["part_of"]]
            assert above["standing"] == "ask" and above["chapter"] == row["chapter"], row
        assert row["standing"] != "detail" or row["part_of"], row


def test_an_ask_is_short_and_names_nobody():
    for row in REQUIREMENTS:
        assert 0 < len(row["ask"]) <= 140, row
    for row in REQUIREMENTS + HEADINGS + CAPABILITIES + ALIASES:
        text = " | ".join(
            cell for column, cell in row.items() if column != "source"
        )  # a source is a heading of the guide
        assert not re.search(r"@|\bMr\b|\bMs\b|\bMrs\b|https?:|\bun\.org|mailto", text), row
        assert set(re.findall(r"(?=\b([A-Z][a-z]+ [A-Z][a-z]+)\b)", text)) <= PROPER_NAMES, row
        assert row["source"], row


def test_the_figures_of_the_guide_stand():
    share = {row["requirement_id"]: int(row["share_percent"]) for row in REQUIREMENTS if row["share_percent"]}
    assert share == {
        "PAR-UNM-01": 22, "PAR-TRP-01": 12, "PAR-IPO-01": 25, "PAR-FPU-01": 15, "PAR-JUC-01": 30,
        "UNI-INF-14": 50, "WPS-ENP-01": 50, "UNI-POL-01": 50, "UNI-POL-09": 80, "TRN-WOM-01": 50,
    }  # fmt: skip
    assert BY_ID["UNI-POL-01"]["condition"] == "50 % French where the mission language is not English"
    assert all(bool(row["share_percent"]) == bool(row["share_of"]) for row in REQUIREMENTS)
    assert BY_ID["UNI-POL-01"]["share_of"] == "french_speakers"
    counted = {
        row["requirement_id"]: tuple(row[c] for c in ("quantity", "quantity_max", "quantity_basis", "unit_of_quantity"))
        for row in REQUIREMENTS
        if row["quantity"] or row["quantity_max"] or row["quantity_basis"] or row["unit_of_quantity"]
    }
    assert counted == {
        "UNI-INF-02": ("2", "", "per_unit", "company"),
        "UNI-INF-14": ("1", "", "per_unit", "platoon"),
        "UNI-BRI-01": ("1", "", "least_size", "platoon"),
        "UNI-POL-10": ("20", "50", "per_unit", "women"),
        "SAF-MIN-02": ("1", "", "total", "team"),
        "TRN-WOM-01": ("10", "20", "increase", "percent"),
    }


def test_the_parity_targets_agree_with_the_reference():
    goals = {(row["category"], row["year"]): row["target_percent"] for row in reference("parity_target")}
    for requirement_id, category in (
        ("PAR-UNM-01", "unmem_staff_officers"),
        ("PAR-TRP-01", "contingent_troops"),
        ("PAR-IPO-01", "individual_police_officers"),
        ("PAR-FPU-01", "formed_police_units"),
    ):
        assert goals[category, "2025"] == BY_ID[requirement_id]["share_percent"]


def test_periods_and_dates():
    for row in REQUIREMENTS:
        period, due = row["period"], row["due_date"]
        assert re.fullmatch(rf"|{MONTH}(;{MONTH})*|{MONTH}/({MONTH})?", period), row
        assert not due or (dt.date.fromisoformat(due).isoformat() == due and due[:4] in period), row
    dated = Counter(row["due_date"] for row in REQUIREMENTS if row["due_date"])
    assert set(dated) == {"2025-12-31", "2026-12-31", "2027-12-31"}
    assert BY_ID["TEC-SYM-01"]["due_date"] == BY_ID["SAF-WKS-01"]["due_date"] == "2025-12-31"


def test_where_one_host_is_enough_there_is_one_slot():
    slots = {row["requirement_id"] for row in REQUIREMENTS if row["slot_limit"]}
    assert slots == {
        "UNI-RDL-03", "UNI-COR-02", "INT-PLN-02", "SAF-WKS-01", "CLI-WKS-01", "ACC-PER-02", "MDH-PAR-02",
        "MDH-PAR-03", "MDH-PAR-04", "WPS-TRN-02", "TEC-SYM-01", "TRN-PRI-01",
    }  # fmt: skip
    assert {BY_ID[i]["kind"] for i in slots} == {"host_event"}


def test_translation_asks_name_their_languages_or_say_why_not():
    for row in REQUIREMENTS:
        if row["kind"] == "translation":
            assert row["languages"] or "language" in row["condition"], row
    official = [r for r in REQUIREMENTS if r["section"] == "translation" and len(cells(r, "languages")) == 6]
    assert len(official) == 8 and cells(BY_ID["TRL-SNP-01"], "languages") == ["fr"]


def folded(text):
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def test_capabilities_have_a_component_a_unit_of_count_and_words_in_three_languages():
    codes = [row["capability"] for row in CAPABILITIES]
    assert len(set(codes)) == len(codes)
    words = {(row["capability"], row["language"]) for row in ALIASES}
    for row in CAPABILITIES:
        assert re.fullmatch(r"[a-z0-9_]+", row["capability"]) and row["name"], row
        assert row["component"] in COMPONENTS and row["unit_of_count"] in COUNTED, row
        assert {(row["capability"], language) for language in ("en", "fr", "es")} <= words, row
    assert {row["capability"] for row in ALIASES} == set(codes)


def test_an_alias_leads_to_one_capability():
    assert len({folded(row["alias"]) for row in ALIASES}) == len(ALIASES)
    for row in ALIASES:
        assert row["alias"] == row["alias"].lower() and len(row["alias"]) >= 2 and ";" not in row["alias"], row
        assert "’" not in row["alias"] and row["language"] in {"en", "fr", "es"}, row


def test_counter_drone_is_four_things_and_one_for_what_is_not_said():
    kinds = {row["capability"]: row["unit_of_count"] for row in CAPABILITIES if row["capability"].startswith("c_uas_")}
    assert kinds == {
        "c_uas_unit": "units", "c_uas_set": "sets", "c_uas_officer": "persons", "c_uas_expertise": "projects",
        "c_uas_unspecified": "units",
    }  # fmt: skip
    asked = {row["capability"] for row in REQUIREMENTS}
    assert {"c_uas_unit", "c_uas_set", "c_uas_officer", "c_uas_expertise"} <= asked and "c_uas_unspecified" not in asked


def test_the_labelled_pledges_are_split_by_state_and_by_rule():
    """A third of the states is kept to test reading on: those whose sha256 of the ISO code is divisible by three."""
    split = table(FILES / "pledges" / "split.csv")
    for row in split:
        rest = int(hashlib.sha256(row["iso3"].encode()).hexdigest(), 16) % 3
        assert row["part"] == ("test" if rest == 0 else "learn"), row
    assert Counter(row["part"] for row in split) == {"learn": 36, "test": 16}
    codes = {row["capability"] for row in CAPABILITIES}
    assert {row["capability"] for row in table(FILES / "pledges" / "label_capability.csv")} <= codes
