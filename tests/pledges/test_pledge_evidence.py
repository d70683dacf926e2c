"""Pledge evidence against plain Python on invented deployments and pledges, and the cases known from outside on the bundled data."""

import datetime as dt
import random

import pandas as pd
import pytest

import queries
from etl.records import decisions
from pages.kit.view import View
from pages.pledges import evidence_facts
from pages.reports import brief_words
from tests.support import figures
from tests.support import pledge_figures as made
from tests.support.screen import app, words
from tests.support.seeds import seeds

TYPES = ("troops", "formed_police_units", "individual_police", "staff_officers", "experts_on_mission")
OFFICERS = ("staff_officers", "experts_on_mission")
MISSIONS = ("MINUSCA", "UNSOM", "UNTMIS")  # the last two are one mission renamed
ONE_MISSION = {"UNSOM": "UNTMIS"}
APART = dt.date(2017, 5, 1)
UNITS = {
    "formed_police_unit": ("formed_police_units", 140),
    "engineering_unit": ("troops", None),
    "helicopter_unit": (None, None),
}


def months_later(day, count):
    month = day.year * 12 + day.month - 1 + count
    last = figures.month_end(month // 12, month % 12 + 1)
    return min(last, last.replace(day=min(day.day, last.day)))


def invented(seed):
    """Deployments by month, mission, state and type with months missing, and pledges of all kinds."""
    rng = random.Random(seed)
    start = rng.choice((2015, 2016, 2018))
    months = [figures.month_end(start + k // 12, k % 12 + 1) for k in range(rng.choice((60, 90)))]
    months = sorted(rng.sample(months, int(len(months) * rng.choice((0.6, 0.9, 1)))))
    deployed = {}
    for iso3 in ("BGD", "FJI"):
        for mission in MISSIONS:
            for kind in rng.sample(TYPES, 3):
                level = rng.choice((0, 5, 140))
                for month in months:
                    if rng.random() < 0.06:
                        level = max(0, level + rng.choice((-140, -10, 10, 30, 140, 300)))
                    if level and rng.random() < 0.98:
                        deployed[month, mission, iso3, kind] = level
    # Something is reported in every month, so that a month is a gap only where it is left out above.
    rows = [(*key, level, 0) for key, level in deployed.items()] + [
        (m, "MINUSCA", "URY", "troops", 1, 0) for m in months
    ]
    pledges = []
    for place in range(60):
        capability = rng.choice((*UNITS, *[None] * 6))
        kind = None if capability else rng.choice((*TYPES, *TYPES, "experts_on_mission;staff_officers", None))
        pledges.append(
            {
                "pledge_id": f"T{place:02}", "iso3": rng.choice(("BGD", "FJI")), "ministerial": rng.choice(("Berlin 2025", None)),
                "category": rng.choice(("uniformed_capabilities",) * 19 + ("funding",)), "capability": capability, "track": "unit",
                "unit": "unit" if capability else rng.choice((*["person"] * 19, "aircraft")), "quantity": rng.choice((1, 2, 10, 20, 30, 60, 280, None)),
                "stated_people": rng.choice((None, None, None, 20, 140, 300)), "stated_types": kind, "mission_code": rng.choice((None, *MISSIONS)),
                "dated": dt.date(start, 1, 1) + dt.timedelta(rng.randint(-20, 2600)), "status": "announced", "is_announced": True,
                "sentence": rng.choice((*["A pledge"] * 19, "A pledge at readiness")),
                "repeats": rng.choice((*[None] * 8, "T00", "T01;T02")), "steps": [],
            }
        )  # fmt: skip
    return deployed, sorted({row[0] for row in rows}), rows, pledges


def people(pledge):
    if pledge["stated_people"]:
        return pledge["stated_people"]
    if pledge["unit"] == "person":
        return pledge["quantity"]
    size = UNITS[pledge["capability"]][1] if pledge["unit"] == "unit" else None
    return size * pledge["quantity"] if size and pledge["quantity"] else None


def types(pledge):
    kind = pledge["stated_types"] or (UNITS[pledge["capability"]][0] if pledge["capability"] else None)
    return set(kind.split(";")) if kind else set()


def alone(pledge, deployed, months):
    """Evidence, reason, most before, held after, first month and rise of one pledge taken by itself."""
    kinds, wanted, day = types(pledge), people(pledge), pledge["dated"]
    if pledge["category"] == "funding" or pledge["unit"] == "aircraft":
        return "cannot_be_seen", "not_people", None, None, None, 0
    if "readiness" in pledge["sentence"]:
        return "cannot_be_seen", "standby", None, None, None, 0
    if not kinds and pledge["unit"] != "person":
        return "cannot_be_seen", "not_people", None, None, None, 0
    if not wanted:
        return "cannot_be_seen", "no_number", None, None, None, 0
    if not kinds:
        return "cannot_be_seen", "no_kind", None, None, None, 0
    if day < dt.date(2015, 1, 1):
        return "cannot_be_seen", "before_figures", None, None, None, 0
    before = [m for m in months if months_later(day, -36) <= m < day][-12:]
    after = [m for m in months if day <= m < months_later(day, 36)]
    if len(before) < 6:
        return "cannot_be_seen", "few_before", None, None, None, 0
    if kinds & set(OFFICERS) and before[0] < APART:
        kinds = kinds | {"troops", *OFFICERS}
    place = ONE_MISSION.get(pledge["mission_code"], pledge["mission_code"])

    def level(month):
        return sum(
            count
            for (m, mission, iso3, kind), count in deployed.items()
            if (m, iso3) == (month, pledge["iso3"]) and kind in kinds and place in (None, ONE_MISSION.get(mission, mission))
        )  # fmt: skip

    were, are = [level(m) for m in before], [level(m) for m in after]
    held = [min(are[k : k + 6]) for k in range(len(are) - 5)]
    most, now = max(were), max(held, default=None)
    rise = now - most if now is not None else 0
    first = None
    if rise > 0:
        first = after[next(k for k, count in enumerate(held) if count - most >= min(wanted, rise))]
    if sum(count >= wanted for count in were) >= 6:
        return "already_there", None, most, now, None, rise
    if rise >= wanted:
        return "seen", None, most, now, first, rise
    if 2 * rise >= wanted:
        return "partly_seen", None, most, now, first, rise
    early = months[-1] < months_later(day, 24) or len(after) < 12
    return "too_early" if early else "not_seen", None, most, now, None, rise


def with_others(pledges, judged):
    """Which pledge another one shares its people with."""

    def one(a, b):
        named = b["pledge_id"] in (a["repeats"] or "").split(";") or a["pledge_id"] in (b["repeats"] or "").split(";")
        return a["iso3"] == b["iso3"] and named and bool(types(a) & types(b))

    def rival(a, b):
        place = a["mission_code"] is None or b["mission_code"] is None or a["mission_code"] == b["mission_code"]
        first = judged[b["pledge_id"]][4]
        return (
            a["iso3"] == b["iso3"]
            and place
            and types(a) & types(b)
            and a["dated"] <= first < months_later(a["dated"], 36)
        )

    rising = [p for p in pledges if judged[p["pledge_id"]][0] in ("seen", "partly_seen")]
    served, shared = [], {}
    for pledge in sorted(rising, key=lambda p: (p["mission_code"] is None, p["dated"], p["pledge_id"])):
        rise = judged[pledge["pledge_id"]][5]
        same = [other for other in served if one(pledge, other)]
        rivals = [other for other in served if rival(pledge, other)]
        taken = sum(min(judged[other["pledge_id"]][5], people(other)) for other in rivals)
        if same or (rivals and rise - taken < min(rise, people(pledge))):
            shared[pledge["pledge_id"]] = (same or rivals)[0]["pledge_id"]
        else:
            served.append(pledge)
    for pledge in pledges:
        same = [other for other in served if other is not pledge and one(pledge, other)]
        if same and pledge not in rising:
            shared[pledge["pledge_id"]] = same[0]["pledge_id"]
    return shared


ASKED = {"UNI-CUA-02": "c_uas_set", "UNI-CUA-04": "c_uas_set", "UNI-AVI-01": "aviation_unit"}


def answered(con, pledges, seed):
    """Pledges under asks, some under two asks for one capability: (pledge_id, requirement_id)."""
    rng = random.Random(seed)
    return sorted({(p["pledge_id"], code) for p in pledges for code in rng.sample(list(ASKED), rng.randint(0, 2))})


def consistent(pledges, answers, judged, shared, as_of):
    """Of each cell its pledges, and those that the figures are consistent with, up to a day."""
    found = {}
    for pledge in pledges:
        name = pledge["pledge_id"]
        evidence, _reason, _most, _now, first, _rise = judged[name]
        if as_of and pledge["dated"] > as_of:
            continue
        is_seen = evidence in ("seen", "partly_seen") and name not in shared and (not as_of or first <= as_of)
        for group in {ASKED[code] for pledge_id, code in answers if pledge_id == name}:
            for place in (
                ("ministerial", group, pledge["ministerial"] or "none"),
                ("regional_group", group, "asia_pacific_group"),
            ):
                count, seen = found.get(place, (0, 0))
                found[place] = (count + 1, seen + is_seen)
    return found


def blank(value):
    return None if pd.isna(value) else value.date() if isinstance(value, pd.Timestamp) else value


@pytest.mark.parametrize("seed", seeds(30, (6, 16, 18)))
def test_evidence_is_worked_out_again(seed, tmp_path):
    deployed, months, rows, pledges = invented(seed)
    con = figures.database(tmp_path / "a.duckdb", rows)
    con.execute("delete from mart.evidence_placebo")
    answers = answered(con, pledges, seed)
    made.fill(con, pledges, [(*answer, 1) for answer in answers])
    judged = {pledge["pledge_id"]: alone(pledge, deployed, months) for pledge in pledges}
    shared = with_others(pledges, judged)
    answer = queries.run("pledge_evidence", connection=con).set_index("pledge_id")
    assert len(answer) == len(pledges)
    for pledge in pledges:
        name, row = pledge["pledge_id"], answer.loc[pledge["pledge_id"]]
        evidence, reason, most, now, first, _ = judged[name]
        if name in shared:
            evidence, reason, first = "shared", None, None
        assert (row["evidence"], blank(row["reason"]), blank(row["shared_with"])) == (
            evidence,
            reason,
            shared.get(name),
        ), name
        assert blank(row["people_pledged"]) == people(pledge)
        assert blank(row["first_month"]) == first
        if reason is None and judged[name][1] is None:
            assert (blank(row["before_count"]), blank(row["after_count"])) == (most, now)
    meeting = queries.run("pledge_evidence", connection=con, iso3="BGD", ministerial="none")
    own = [p["pledge_id"] for p in pledges if p["iso3"] == "BGD" and p["ministerial"] is None]
    assert sorted(meeting["pledge_id"]) == sorted(own)
    assert meeting["evidence"].tolist() == answer.loc[meeting["pledge_id"], "evidence"].tolist()
    firsts = [judged[name][4] for name, _code in answers if judged[name][4] and name not in shared]
    as_of = max(firsts) - dt.timedelta(1) if firsts and seed % 4 else None  # before the last rise is seen
    cells = queries.run("announced_consistent", connection=con, as_of=as_of)
    assert cells["beside"].drop_duplicates().tolist() == ["ministerial", "regional_group"]
    told = cells[cells["pledge_count"] > 0].set_index(["beside", "ask_group", "code"])
    counts = told[["pledge_count", "consistent_count"]].apply(tuple, axis=1).to_dict()
    assert counts == consistent(pledges, answers, judged, shared, as_of) and cells["consistent_count"].notna().all()


def ends(first, count):
    """So many month ends from a year and month on."""
    year, month = first
    return [figures.month_end(year + (month - 1 + k) // 12, (month - 1 + k) % 12 + 1) for k in range(count)]


JUNE, BEFORE = dt.date(2020, 6, 30), ends((2019, 7), 11)  # BEFORE: to May 2020


@pytest.mark.parametrize(
    ("months", "there", "days", "evidence"),
    [
        # Six months before, the first of them exactly 36 calendar months before; a day later it is beyond.
        (ends((2017, 6), 1) + ends((2020, 1), 5) + ends((2020, 7), 30), [], (JUNE, dt.date(2020, 7, 1)), ("not_seen", "cannot_be_seen")),
        # The last of six months of a rise is June 2023: exactly 36 calendar months after, it is no longer looked at.
        (BEFORE + ends((2020, 6), 60), ends((2023, 1), 6), (JUNE, dt.date(2020, 7, 1)), ("not_seen", "seen")),
        # The number stood in one month, the thirteenth and then the twelfth reported one before.
        (ends((2018, 6), 84), ends((2019, 6), 1) + ends((2020, 8), 6), (dt.date(2020, 7, 31), JUNE), ("seen", "not_seen")),
        # Six of the twelve months before hold the number, or five.
        (ends((2018, 6), 84), ends((2019, 6), 6), (JUNE, dt.date(2020, 7, 31)), ("already_there", "not_seen")),
        # A month that ends on the day of the pledge is after it, and the day before the pledge before it.
        (ends((2018, 6), 84), ends((2020, 6), 6), (JUNE, dt.date(2020, 7, 1)), ("seen", "not_seen")),
        # The newest month is exactly 24 calendar months after; a day later it is too early.
        (ends((2018, 6), 49), [], (JUNE, dt.date(2020, 7, 1)), ("not_seen", "too_early")),
        # Twelve months reported since, or eleven.
        (BEFORE + ends((2021, 1), 11) + ends((2023, 1), 1), [], (JUNE, dt.date(2021, 2, 1)), ("not_seen", "too_early")),
    ],
)  # fmt: skip
def test_the_edges_of_the_windows(months, there, days, evidence, tmp_path):
    """The same people of two states, of which one pledged by an edge of a window and the other beyond it."""
    states = ("BGD", "FJI")
    rows = [(month, "MINUSCA", iso3, "troops", 0, 100) for month in there for iso3 in states]
    con = figures.database(
        tmp_path / "a.duckdb", rows + [(month, "MINUSCA", "URY", "troops", 0, 1) for month in months]
    )
    pledge = {"category": "uniformed_capabilities", "unit": "person", "quantity": 100, "stated_types": "troops", "status": "announced", "track": "unit", "steps": []}  # fmt: skip
    made.fill(con, [pledge | {"pledge_id": iso3, "iso3": iso3, "dated": day} for iso3, day in zip(states, days, strict=True)])  # fmt: skip
    answer = queries.run("pledge_evidence", connection=con).set_index("pledge_id")
    assert tuple(answer.loc[list(states), "evidence"]) == evidence
    silent = queries.run("pledge_silence", connection=con, ministerial="none").groupby("stage")["pledge_count"].sum()
    # Without news is what could have been seen and was not: neither what is too early nor who was there before.
    assert silent["no_news"] == evidence.count("not_seen")


def test_what_chance_brings_too_often_is_not_said(tmp_path):
    rows = [
        (figures.month_end(2018 + k // 12, k % 12 + 1), "MINUSCA", "FJI", "troops", 200 if k > 12 else 0, 0)
        for k in range(40)
    ]
    con = figures.database(tmp_path / "a.duckdb", rows)
    pledge = {
        "pledge_id": "A",
        "iso3": "FJI",
        "category": "uniformed_capabilities",
        "unit": "person",
        "quantity": 100,
        "stated_types": "troops",
    }
    made.fill(
        con, [pledge | {"dated": dt.date(2018, 12, 1), "sentence": "100 troops", "status": "announced", "steps": []}]
    )
    for held, evidence, reason in ((10, "seen", None), (11, "cannot_be_seen", "chance")):
        con.execute("delete from mart.evidence_placebo")
        con.execute("insert into mart.evidence_placebo values ('troops', 'partly_seen', 100, ?, 'a test')", [held])
        row = queries.run("pledge_evidence", connection=con).iloc[0]
        assert (row["evidence"], blank(row["reason"])) == (evidence, reason)


def test_cases_known_from_outside(published):
    evidence = queries.run("pledge_evidence").set_index("pledge_id")
    police = evidence.loc["P340"]
    assert (police["evidence"], police["mission"], police["people_pledged"]) == ("seen", "MINUSCA", 140)
    days = [blank(police[column]) for column in ("first_month", "gap_from", "gap_to")]
    assert days == [dt.date(2019, 9, 30), dt.date(2018, 3, 31), dt.date(2019, 8, 31)]
    assert evidence.loc["P119", ["evidence", "shared_with"]].tolist() == ["shared", "P340"]
    assert not evidence.loc[["P090", "P313"], "evidence"].isin(["seen", "partly_seen"]).any()
    assert evidence.loc["P313", "reason"] == "not_people" and len(evidence) == 276
    rates = queries.run("pledge_placebo")
    assert set(rates["personnel_type"]) >= {"troops", "formed_police_units"} and not rates["is_too_often"].any()


def test_what_the_figures_show_stands_wherever_a_pledge_stands(published):
    said = "Consistent with: 140 formed police in MINUSCA, first seen September 2019 (missions not stated March 2018 to August 2019). To be confirmed."  # fmt: skip
    shown = words(app("pledges/page.py", pledge="P340"))
    assert (
        said in shown
        and "14 of the 74 states that pledged in Berlin in 2025" in shown
        and "Summary of a public page" in shown
    )
    assert "Pledged, content not public" in "".join(part.label for part in app("pledges/page.py").expander)
    country = app("deployments/country.py", iso3="IDN")
    table = next(part.value for part in country.dataframe if "evidence" in part.value)
    assert said in set(table["evidence"]) and "Shared with P340: the same people." in set(table["evidence"])
    assert "Pledged, content not public" in words(app("deployments/country.py", iso3="ARM"))
    assert said in words(app("requirements/page.py", show="catalogue", ask="UNI-POL-01"))
    view = View(queries.current(), dt.date(2025, 7, 31), "all")

    def run(name, snapshot, **asked):
        return queries.run(name, snapshot=snapshot, **asked)

    assert any(said in row[2] for row in brief_words.pledge_rows(run, view, "IDN"))
    assert "at most 3.8 % of days" in words(app("pledges/page.py", show="conversion"))
    everything = " ".join(evidence_facts.sentences(run, view).values())
    assert not any(word in everything for word in ("kept", "as many as", "failed", "fulfil"))
    assert "(4 before)" in everything and "Deployment depends on a United Nations requirement" in everything


def test_a_person_confirms_what_the_figures_show_and_takes_it_back_in_the_restricted_view_alone(
    restricted, tmp_path, monkeypatch
):
    (tmp_path / "build").symlink_to(restricted / "build")
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    at = app("pledges/page.py", pledge="P340")
    at.button(key="confirm_P340").click().run()
    assert "Say who decides" in at.error[0].value and decisions.log() == []
    at.text_input(key="reviewer").set_value("AB").run()
    at.text_input(key="note_P340").set_value("list of the mission").run()
    at.button(key="confirm_P340").click().run()
    (step,) = decisions.states(decisions.log())["P340"].steps
    source = "deployment figures: 140 formed police in MINUSCA, first seen September 2019, confirmed by a person"
    assert (step["status"], step["date"], step["source"], step["by"]) == ("deployed", "2019-09-30", source, "AB")
    assert decisions.log()[0]["reason"] == "list of the mission" and "1 decision is pending" in words(at)
    assert "Deployed, noted by AB" in words(at) and not [button for button in at.button if button.key == "confirm_P340"]
    at.button(key="undo_P340").click().run()
    assert not at.exception and decisions.standing("P340", decisions.log()) == []
    assert not [button for button in app("pledges/page.py", pledge="P119").button if button.key == "confirm_P119"]
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = app("pledges/page.py", pledge="P340")
    assert not at.text_input and not [button for button in at.button if "P340" in button.key]


def test_the_exercise_has_evidence_of_its_own_deployments(published):
    evidence = queries.run("pledge_evidence", snapshot=queries.current("exercise"))
    assert evidence["iso3"].str.startswith("Q").all() and (evidence["evidence"] != "cannot_be_seen").sum() > 10
