"""Our drafts of modules say where each row is from, exactly; a planner's own come in by the template, each fault at its place."""

import csv
import re

import pytest

import queries
from etl import settings
from tests.support.etl_fixtures import Site, csv_text

FIGURE = re.compile(r"Uniformed personnel, 31 July 2025: (\w+), ([a-z ]+): (\d+)")
HEADINGS = (
    "as_of", "model", "module", "line_id", "capability", "quantity", "persons", "profile", "languages", "equipment_tags", "women_percent",
    "by_day", "drawn_from",
)  # fmt: skip


def reference(name):
    with (settings.ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


DRAFTS = reference("scenario_module")


def test_drafts_are_marked_as_ours_and_use_codes_that_are_known():
    assert {row["standing"] for row in DRAFTS} == {"ours, to be replaced"}
    assert len({row["line_id"] for row in DRAFTS}) == len(DRAFTS) and all(
        row["reason"] and row["source"] for row in DRAFTS
    )
    assert len({row["module"] for row in DRAFTS}) >= 10
    assert {row["capability"] for row in DRAFTS} <= {row["capability"] for row in reference("capability")}
    assert {row["profile"] for row in DRAFTS} - {""} <= {row["profile"] for row in reference("officer_profile")}
    assert {row["by_day"] for row in DRAFTS} <= {"60", "120", "180"}


def test_a_place_in_the_guide_is_one_that_the_list_of_places_or_capabilities_has_and_a_figure_is_the_file_s(published):
    places = {
        ", ".join([row["section"] or row["chapter"], *(f"{kind} {row[kind]}" for kind in ("bullet", "paragraph", "footnote") if row[kind])])
        for row in reference("guide_place")
    }  # fmt: skip
    start = "Pledging Guide, Berlin 2025, "
    for row in reference("capability"):
        if row["source"].startswith(start):
            places |= set(row["source"].removeprefix(start).split("; "))
    figures = 0
    for row in DRAFTS:
        if found := FIGURE.fullmatch(row["source"]):
            mission, kind, number = found.groups()
            rows = queries.run("mission_timeline", mission=mission, by="type")
            month = rows[(rows["as_of"] == "2025-07-31") & (rows["personnel_type"] == kind.replace(" ", "_"))]
            assert month["people_count"].tolist() == [int(number)] and row["quantity"] == number
            figures += 1
        elif row["source"] != "ours":
            named = (
                row["source"]
                .removeprefix(start)
                .removesuffix("; people: UN Police, Formed Police Units, a team of 140")
                .split("; ")
            )
            assert row["source"].startswith(start) and set(named) <= places, row
    assert figures >= 5


def line(
    line_id="A-01", model="Model A", module="Part one", capability="Quick reaction force company", quantity="2", **more
):
    told = {
        "as_of": "2026-09-30",
        "model": model,
        "module": module,
        "line_id": line_id,
        "capability": capability,
        "quantity": quantity,
    }
    return [str((dict.fromkeys(HEADINGS, "") | told | more)[name]) for name in HEADINGS]


FAULTS = [
    ("missing_date", line("F-1", as_of="")),
    ("unreadable_date", line("F-2", as_of="autumn")),
    ("missing_model", line("F-3", model=" ")),
    ("missing_module", line("F-4", module="")),
    ("name_unusable", line("F-5", module="a;b")),
    ("name_unusable", line("F-6", model="x" * 61)),
    ("missing_line", line("")),
    ("unknown_capability", line("F-8", capability="hospital")),
    ("text_in_number", line("F-9", quantity="two")),
    ("negative_count", line("F-10", persons="-3")),
    ("unknown_profile", line("F-11", profile="cook")),
    ("unknown_language", line("F-12", languages="French")),
    ("text_in_number", line("F-13", by_day="60-120")),
    ("implausible_count", line("F-14", women_percent="101")),
    ("conflict_in_file", line("F-15", quantity="1")),
    ("conflict_in_file", line("F-15", quantity="3")),
]
LAWFUL = [
    line(),
    line("a-02", profile="Gender adviser", capability="Staff officer", quantity="", persons="4", languages="mission"),
    line("A-03", languages="FR / en", equipment_tags="Wheels 6x6, jammers", women_percent="12 %", by_day="90", drawn_from="an assessment"),
    line("A-01", model="Über See", module="Ufer"),
]  # fmt: skip


def test_a_planner_s_models_are_read_and_each_fault_stands_at_its_place(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("models.csv", csv_text([*LAWFUL, *(row for _, row in FAULTS)], HEADINGS), "scenario_module")
    answer = site.build()
    counts = site.file(answer, "models.csv")
    aside = site.rows("select reason from meta.quarantine join meta.file using (file_id) where name = 'models.csv' order by place", audience="restricted")  # fmt: skip
    assert (counts["source"], counts["loaded"], counts["quarantined"]) == ("scenario_module", len(LAWFUL), len(FAULTS))
    assert sorted(reason for (reason,) in aside) == sorted(reason for reason, _ in FAULTS)
    got = site.rows("select model, module, line_id, quantity, person_count, profile, languages, equipment_tags, women_percent, by_day, drawn_from from mart.scenario_module order by line", audience="restricted")  # fmt: skip
    assert got == [
        ("own_model_a", "own_model_a.part_one", "A-01", 2, None, None, None, None, None, None, None),
        ("own_model_a", "own_model_a.part_one", "A-02", None, 4, "gender", "mission", None, None, None, None),
        ("own_model_a", "own_model_a.part_one", "A-03", 2, None, None, "fr;en", "wheels_6x6;jammers", 12, 90, "an assessment"),
        ("own_uber_see", "own_uber_see.ufer", "A-01", 2, None, None, None, None, None, None, None),
    ]  # fmt: skip
    # A plan may not have been announced: the open database holds no row of it, and no name.
    with pytest.raises(Exception, match="scenario_module"):
        site.rows("select * from mart.scenario_module")
    assert site.rows("select count(*) from meta.file where name = 'models.csv'") == [(0,)]
