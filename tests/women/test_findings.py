"""Sentences above figures of women in units and posts: every number is counted once more, in plain Python, and what is not reported is said."""

import random
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from pages.women import facts, officer_facts, police_facts
from pages.women.facts import PLEDGED, REPORTED, Measures

POLICE = ("meets", "below", "within_range", "below_range", "not_reported")


def numbers(sentence):
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", sentence)]


def test_police_sentences_count_random_units():
    dice = random.Random(2)
    for _turn in range(40):
        told = [dice.choice(POLICE) for _unit in range(dice.randrange(1, 9))]
        units = pd.DataFrame({"status": told, "printed_from": 20})
        n = {code: told.count(code) for code in POLICE}
        want = [n["meets"], n["meets"] + n["below"]] if n["meets"] + n["below"] else []
        want += [n["within_range"], n["within_range"] + n["below_range"], 20] if n["within_range"] + n["below_range"] else []  # fmt: skip
        said = police_facts.units_finding(units)
        assert numbers(said) == want + ([n["not_reported"]] if want and n["not_reported"] else [])
        assert want or said == "No formed police unit reports its women"
        known = n["meets"] + n["below"]
        french = police_facts.french_finding(units)
        assert numbers(french) == ([n["meets"], known, *filter(None, [n["not_reported"]])] if known else [])


def test_the_group_with_most_formed_police_is_named_and_those_that_send_none():
    dice = random.Random(3)
    names = {
        "african_group": "African",
        "asia_pacific_group": "Asia-Pacific",
        "grulac": "GRULAC",
        None: "No group",
    }
    for _turn in range(30):
        formed = {code: dice.choice([0, 0, 8, 140, 1600]) for code in names}
        rows = pd.DataFrame(
            [
                {"category": kind, "regional_group": code, "people_count": n, "women_count": n // 5, "sex_not_reported_count": 0, "contributor_count": n // 140}
                for kind in (police_facts.FORMED, police_facts.INDIVIDUAL)
                for code, n in (formed if kind == police_facts.FORMED else dict.fromkeys(names, 9)).items()
            ]
        )  # fmt: skip
        said = police_facts.groups_finding(rows)
        shown, headings = police_facts.by_group(rows)
        assert list(shown.columns) == list(headings) and len(shown) == len(names)
        assert shown["formed_police_units_people_count"].tolist() == list(formed.values())
        assert shown["individual_police_officers_share"].tolist() == ["1 of 9"] * len(names)
        if not sum(formed.values()):
            assert said == "No regional group sends formed police"
            continue
        most = max(formed, key=lambda code: formed[code])
        first, _, none = said.partition("; none from: ")
        assert names[most] in first and numbers(first) == [formed[most], sum(formed.values())]
        assert [code for code, name in names.items() if name in none] == [code for code, n in formed.items() if not n]


@pytest.mark.parametrize(
    ("women", "people", "more", "said"),
    [
        (271, 1047, 0, "Observers and staff officers: women hold 271 of 1,047 posts (25.9 %); 23 % is reached"),
        (
            20,
            100,
            3,
            "Observers and staff officers: women hold 20 of 100 posts (20.0 %); 3 more women would reach 23 %",
        ),
        (1, 9, 2, "Observers and staff officers: women hold 1 of 9 posts; 2 more women would reach 23 %"),
    ],
)
def test_posts_are_held_against_the_target_of_both_together(women, people, more, said):
    total = SimpleNamespace(women_count=women, people_count=people, goal_percent=23, more_women_by_replacement=more)
    assert officer_facts.posts_finding(total) == said


def test_a_target_that_was_not_found_is_said():
    total = SimpleNamespace(target_percent=None, minimum_2025_percent=22, as_of=pd.Timestamp("2029-10-31"))
    assert officer_facts.against(total).startswith("2025 minimum 22 %; target of 2029 not found, the 2025 minimum is")


def test_what_nobody_reports_is_no_zero():
    nothing = SimpleNamespace(women_cleared=pd.NA, women_nominated=pd.NA, asked_percent=80)
    assert officer_facts.cadre_finding(nothing) == "No state reports the women that it has cleared through the Command Cadre"  # fmt: skip
    few = SimpleNamespace(women_cleared=8, women_nominated=3, asked_percent=80)
    assert officer_facts.cadre_finding(few) == "3 of 8 women cleared through the Command Cadre are nominated; the guide asks for 80 %"  # fmt: skip
    row = SimpleNamespace(meets_count=0, below_count=0, not_reported_count=2, in_scope_count=5)
    assert facts.platoon_finding(row) == "No engagement platoon has a reported share; 2 of 5 units did not report whether they have one"  # fmt: skip
    profiles = pd.DataFrame({"profile": ["uas", "mdh", "uas"], "post_count": [2, 0, 1], "held_count": [1, 0, 1]})
    assert officer_facts.profiles_finding(profiles) == "2 of 3 posts with a profile that the guide asks for are held; of 1 profile no list has a post"  # fmt: skip


def test_trainings_are_counted_and_never_added():
    frame = pd.DataFrame({"year": [2022, 2023, 2023, 2023], "fiscal_year": ["2022-23", *["2023-24"] * 3], "points_since_first": [None, 1.5, -2.0, None]})  # fmt: skip
    assert officer_facts.training_finding(frame) == "The share of women rose in 1 of 2 trainings of 2023-24, against the first year of each"  # fmt: skip
    first = frame[frame["year"] == 2022]
    assert officer_facts.training_finding(first) == "No training of 2022-23 can be compared with an earlier year"


def test_measures_are_counted_by_state():
    rows = pd.DataFrame({"iso3": ["QMA", "QMA", "QMB", "QMC"], "standing": ["none", "in_place", "planned", "not_reported"], "pledge_count": [0, 0, 2, 1]})  # fmt: skip
    said = officer_facts.measures_finding(Measures(REPORTED, rows))
    assert said == "1 of 2 states that report have at least one of the five measures in place"
    said = officer_facts.measures_finding(Measures(PLEDGED, rows))
    assert said == "2 states have pledged one of the five measures or more"
