"""Needs and offers brought together, on random worlds: held against a second count in plain Python, and against every way to hand out a few offers."""

import datetime as dt
import random
from collections import Counter

import pandas as pd
import pytest

import queries
from queries.shared import partnering
from tests.support import figures, pledge_figures

TODAY = dt.date(2026, 11, 24)
DAYS = (dt.date(2026, 6, 30), dt.date(2026, 10, 31))
STATES = list(pledge_figures.STATES)
AREAS = ("medical", "engineering", "counter_ied", "language")
SERVES = {
    "training_course": {"training_course", "hosting"}, "mobile_training_team": {"mobile_training_team", "training_course", "trainers"},
    "equipment": {"equipment"}, "hosting": {"hosting", "training_course"},
}  # fmt: skip
GROUPS = {code: {group, second} - {None} for code, (group, second) in pledge_figures.STATES.items()}
SERVED = ("agreed", "under_way", "done")
SEEDS = [0, 1, *(pytest.param(seed, marks=pytest.mark.more) for seed in range(2, 8))]
OFFER = (
    "as_of",
    "offer_id",
    "iso3",
    "kind",
    "areas",
    "languages",
    "from_day",
    "to_day",
    "unit_count",
    "through",
    "recipients",
    "not_read",
)
NEED = ("as_of", "need_id", "iso3", "kind", "areas", "languages", "from_day", "by_when", "through", "not_read")


def day(rng) -> dt.date | None:
    return rng.choice((None, TODAY + dt.timedelta(rng.randint(-40, 300))))


def areas(rng) -> str:
    return ";".join(rng.sample(AREAS, rng.choice((1, 1, 1, 2))))


def offers(rng, number: int) -> list[dict]:
    rows = []
    for place in range(number):
        first = day(rng)
        last = rng.choice((None, (first or TODAY) + dt.timedelta(rng.randint(0, 200))))
        recipients = rng.choice((None, "any", "QMA", "QMB;QMC", "african_group", "weog;grulac"))
        rows.append(dict(zip(OFFER, (rng.choice(DAYS), f"O{place:02}", rng.choice(STATES), rng.choice(list(SERVES)), areas(rng), rng.choice((None, "en", "fr", "en;fr")), first, last, rng.choice((None, 0, 1, 2, 3)), rng.choice((None, None, "lcm", "tpp")), recipients, rng.choice((None, None, None, "languages", "people_count"))), strict=True)))  # fmt: skip
    return rows


def needs(rng, number: int) -> list[dict]:
    rows = []
    for place in range(number):
        first = day(rng)
        due = rng.choice((None, (first or TODAY) + dt.timedelta(rng.randint(0, 200))))
        rows.append(dict(zip(NEED, (rng.choice(DAYS), f"N{place:02}", rng.choice(STATES), rng.choice((None, *SERVES)), areas(rng), rng.choice((None, "en", "fr", "es")), first, due, rng.choice((None, None, "lcm")), rng.choice((None, None, None, "by_when", "unit_id"))), strict=True)))  # fmt: skip
    return rows


def newest(rows: list[dict], as_of: dt.date | None) -> list[dict]:
    """Of each state the rows of its newest day."""
    there = [row for row in rows if not as_of or row["as_of"] <= as_of]
    last = {row["iso3"]: max(one["as_of"] for one in there if one["iso3"] == row["iso3"]) for row in there}
    return [row for row in there if row["as_of"] == last[row["iso3"]]]


def parts(text: str | None) -> set[str]:
    return set(text.split(";")) if isinstance(text, str) and text else set()


def against(need: dict, offer: dict, noted: dict) -> set[str]:
    """What speaks against an offer, by the rules as the header of the query tells them."""
    said = set()
    if need["kind"] and need["kind"] not in SERVES[offer["kind"]]:
        said.add("kind")
    if need["through"] and offer["through"] and need["through"] != offer["through"]:
        said.add("through")
    if need["languages"] and offer["languages"] and not parts(need["languages"]) & parts(offer["languages"]):
        said.add("language")
    if offer["from_day"] and need["by_when"] and offer["from_day"] > need["by_when"]:
        said.add("time")
    if offer["to_day"] and need["from_day"] and offer["to_day"] < need["from_day"]:
        said.add("time")
    meant = parts(offer["recipients"]) - {"any"}
    if meant and all(len(code) == 3 for code in meant) and need["iso3"] not in meant:
        said.add("other_recipient")
    if meant and not all(len(code) == 3 for code in meant) and not meant & GROUPS.get(need["iso3"], set()):
        said.add("region")
    if {"languages", "by_when"} & (parts(need["not_read"]) | parts(offer["not_read"])):
        said.add("not_read")
    mine = (need["need_id"], offer["offer_id"])
    servers = {o for (n, o), status in noted.items() if n == need["need_id"] and status in SERVED}
    if servers - {offer["offer_id"]}:
        said.add("already_served")
    taken = sum(status in SERVED for (_n, o), status in noted.items() if o == offer["offer_id"])
    if taken >= (1 if offer["unit_count"] is None else offer["unit_count"]) and offer["offer_id"] not in servers:
        said.add("no_room")
    if noted.get(mine) == "fell_through":
        said.add("fell_through")
    return said


def most(fits: list[set[str]], room: Counter) -> int:
    """The largest number of needs that can be met, by trying every way."""
    if not fits:
        return 0
    best = most(fits[1:], room)
    for offer in fits[0]:
        if room[offer] > 0:
            room[offer] -= 1
            best = max(best, 1 + most(fits[1:], room))
            room[offer] += 1
    return best


@pytest.mark.parametrize("seed", SEEDS)
def test_match_and_balance_equal_a_second_count(seed, tmp_path):
    rng = random.Random(seed)
    offered, needed = offers(rng, rng.randint(6, 14)), needs(rng, rng.randint(6, 10))
    con = figures.database(tmp_path / "made.duckdb", [])
    pledge_figures.fill(con, [])
    con.execute("delete from mart.partner_ask")  # the guide's asks have a test of their own
    for table, fields, rows in (("partner_offer", OFFER, offered), ("partner_need", NEED, needed)):
        where = f"mart.{table} ({', '.join((*fields, 'file_id', 'line'))})"
        figures.insert(con, where, [(*(row[name] for name in fields), 1, place) for place, row in enumerate(rows, 2)])
    pairs = [(need["need_id"], offer["offer_id"]) for need in needed for offer in offered]
    noted = {pair: rng.choice(partnering.STATUSES) for pair in rng.sample(pairs, 4)}
    told = ";".join(f"{need}>{offer}>{status}" for (need, offer), status in noted.items())
    for as_of in (None, DAYS[0]):
        there = [one for one in newest(offered, as_of) if not one["to_day"] or one["to_day"] >= TODAY]
        wanted = newest(needed, as_of)
        asked = {"connection": con, "as_of": as_of, "today": TODAY, "introduced": told}
        beside = {
            (need["need_id"], offer["offer_id"]): against(need, offer, noted)
            for need in wanted for offer in there
            if parts(need["areas"]) <= parts(offer["areas"]) and need["iso3"] != offer["iso3"]
        }  # fmt: skip
        found = queries.run("partner_pairs", **asked)
        assert {(row.need_id, row.offer_id): parts(row.against) for row in found.itertuples()} == beside
        assert all(row.fits == (not beside[row.need_id, row.offer_id]) for row in found.itertuples())

        stands = {}
        for need in wanted:
            own = [
                status for (one, _offer), status in noted.items() if one == need["need_id"] and status != "fell_through"
            ]
            stands[need["need_id"]] = max(own, key=partnering.STATUSES.index, default=None)
        taken = Counter(offer for (_need, offer), status in noted.items() if status in SERVED)
        room = Counter(
            {
                one["offer_id"]: max(
                    0, (1 if one["unit_count"] is None else one["unit_count"]) - taken[one["offer_id"]]
                )
                for one in there
            }
        )
        fits = {
            need["need_id"]: {o for (n, o), said in beside.items() if n == need["need_id"] and not said}
            for need in wanted
        }
        waiting = [code for code, status in stands.items() if status not in SERVED]
        match = queries.run("partner_match", **asked).set_index("need_id")
        assert set(match.index) == set(stands)
        assert match["is_matched"].sum() == most([fits[code] for code in waiting], Counter(room))
        assert (
            most([fits[code] for code in match.index[match["is_matched"]]], Counter(room)) == match["is_matched"].sum()
        )
        for code, row in match.iterrows():
            near = sum(need == code for need, _offer in beside)
            assert (row["offers"], row["beside_count"]) == (len(fits[code]), near)
            expected = stands[code] or (
                "none"
                if not near
                else "against"
                if not fits[code]
                else "could_be_met"
                if row["is_matched"]
                else "contested"
            )
            assert row["state"] == expected

        balance = queries.run("partner_balance", **asked).set_index("area")
        for area in AREAS:
            own = [need["need_id"] for need in wanted if area in parts(need["areas"])]
            given = [one for one in there if area in parts(one["areas"])]
            if not own and not given:
                assert area not in balance.index
                continue
            row = balance.loc[area]
            assert row["offered"] == len(given)
            assert row["needed"] == sum(stands[code] != "done" for code in own)
            assert row["matched"] == sum(bool(match.loc[code, "is_matched"]) for code in own)
            assert row["room_count"] == sum(room[one["offer_id"]] for one in given)
        one_side = balance["state"].ne("both").tolist()
        assert one_side == sorted(one_side, reverse=True)


def test_as_many_needs_are_met_at_once_as_by_trying_every_way():
    """300 small cases, each matched twice."""
    kinds = pd.DataFrame({"kind": list(SERVES), "serves": [";".join(sorted(one)) for one in SERVES.values()]})
    states = pd.DataFrame({"iso3": STATES, "regional_group": None, "regional_group_second": None})
    met = set()
    for seed in range(300):
        rng = random.Random(seed)
        offered = pd.DataFrame(offers(rng, rng.randint(0, 5)), columns=list(OFFER)).fillna({"unit_count": 1})
        wanted = pd.DataFrame(needs(rng, rng.randint(0, 7)), columns=list(NEED)).assign(origin="sheet", unit_id=None)
        spoken = partnering.Noted({})
        beside = partnering.pairs(wanted, offered, kinds, states, spoken)
        stands = partnering.match(wanted, offered, beside, spoken)
        again = partnering.match(wanted, offered.iloc[::-1], beside.sample(frac=1, random_state=seed), spoken)
        fits = [
            {row.offer_id for row in beside.itertuples() if row.need_id == code and row.fits}
            for code in wanted["need_id"]
        ]
        expected = most(fits, Counter({row.offer_id: int(row.unit_count) for row in offered.itertuples()}))
        assert stands["is_matched"].sum() == expected
        assert stands["is_matched"].tolist() == again["is_matched"].tolist()
        met.add(expected)
    assert met >= {0, 1, 2, 3}


def test_the_need_that_is_due_first_comes_first_and_an_offer_serves_as_many_as_it_says():
    states = pd.DataFrame({"iso3": ["QMA", "QMB"], "regional_group": None, "regional_group_second": None})
    kinds = pd.DataFrame({"kind": ["equipment"], "serves": ["equipment"]})
    blank = dict.fromkeys((*OFFER, *NEED, "origin", "unit_id")) | {"areas": "medical", "kind": "equipment"}
    wanted = pd.DataFrame(
        [
            blank | {"need_id": name, "iso3": "QMA", "by_when": due}
            for name, due in (("A", None), ("B", TODAY), ("C", TODAY - dt.timedelta(1)))
        ]
    )
    for room, met in ((1, {"C"}), (2, {"B", "C"}), (3, {"A", "B", "C"}), (0, set())):
        offered = pd.DataFrame([blank | {"offer_id": "O", "iso3": "QMB", "unit_count": room}])
        beside = partnering.pairs(wanted, offered, kinds, states, partnering.Noted({}))
        stands = partnering.match(wanted, offered, beside, partnering.Noted({}))
        assert set(stands.loc[stands["is_matched"], "need_id"]) == met


def test_a_record_that_says_something_else_is_refused():
    with pytest.raises(queries.QueryError, match="need>offer>status"):
        partnering.noted("N1>O1>married")


@pytest.mark.parametrize("seed", SEEDS)
def test_announced_offers_are_pledges_of_the_newest_ministerial_that_stand(seed, tmp_path):
    pledges = pledge_figures.pledges(seed, 40)
    asks = ("TPP-ACT-02", "SAF-MIN-03", "TPP-GEN-01")
    rng = random.Random(seed)
    answers = [(row["pledge_id"], rng.choice(asks), 1) for row in pledges if rng.random() < 0.7]
    con = figures.database(tmp_path / "made.duckdb", [])
    pledge_figures.fill(con, pledges, answers)
    area = {"TPP-ACT-02": "engineering", "SAF-MIN-03": "counter_ied", "TPP-GEN-01": None}
    end = {
        "2025": dt.date(2025, 12, 31),
        "2026-02": dt.date(2026, 2, 28),
        "2027-03-15": dt.date(2027, 3, 15),
        "2024-02-30": dt.date(2024, 2, 29),
        "2025/2026": dt.date(2026, 12, 31),
    }
    expected = {}
    for row in pledges:
        is_new = row["ministerial"] == "Berlin 2025" or (
            row["ministerial"] is None and row["dated"] >= dt.date(2025, 5, 13)
        )
        is_over = end.get(row["by_when"]) is not None and end[row["by_when"]] < TODAY
        stands = row["status"] not in ("withdrawn", "implemented", "too_general")
        if row["category"].startswith("training") and is_new and stands and not is_over and row["is_announced"]:
            mine = [code for name, code, _place in answers if name == row["pledge_id"]]
            expected[f"pledge.{row['pledge_id']}"] = area.get(mine[0]) if mine else None
    found = queries.run("partner_offers_announced", connection=con, today=TODAY)
    assert {row.offer_id: row.areas if isinstance(row.areas, str) else None for row in found.itertuples()} == expected
