"""The picture of engagement platoons: where each unit stands, and that nothing is drawn on the scale that has no share."""

import random

from pages.women import platoon_charts
from pages.women.labels import IN_SCOPE, STATUSES
from pages.women.platoon_charts import APART, LANE, Mark


def mark(at, mission, status, share=None, persons=""):
    return Mark(f"{mission}-{at}", mission, status, share, persons, f"unit {at}")


def drawn(units):
    chart, height = platoon_charts.marks(units, STATUSES, 50.0)
    return chart, height, chart["series"][0]["data"]


def test_units_of_random_returns_stand_at_their_share_in_the_row_of_their_mission():
    dice = random.Random(1325)
    for _turn in range(30):
        units = [
            mark(
                at,
                dice.choice("ABC"),
                status,
                share,
                "3 of 8" if status in ("meets", "below") and share is None else "",
            )
            for at in range(dice.randrange(1, 60))
            for status in [dice.choice(IN_SCOPE)]
            for share in [
                {"meets": dice.choice([None, 50.0, 61.5]), "below": dice.choice([None, 12.0, 49.9])}.get(status)
            ]
        ]
        chart, height, points = drawn(units)
        assert [point["name"] for point in points] == [unit.unit for unit in units]
        scaled = [(unit, point["value"]) for unit, point in zip(units, points, strict=True) if unit.share is not None]
        assert all(unit.share == x for unit, (x, _lane) in scaled)
        lanes: dict[float, list] = {}
        for unit, (x, lane) in scaled:
            lanes.setdefault(lane, []).append((x, unit.mission))
        assert all(len({mission for _x, mission in own}) == 1 for own in lanes.values())
        for own in lanes.values():  # no mark covers another
            places = sorted(x for x, _mission in own)
            assert all(right - left >= APART for left, right in zip(places, places[1:], strict=False))
        floor = chart["series"][0]["markLine"]["data"][0][1]["coord"][1]  # where the scale ends
        others = [point["value"] for unit, point in zip(units, points, strict=True) if unit.share is None]
        assert all(lane < floor for lane in lanes) and all(y > floor for _x, y in others)
        assert len({tuple(place) for place in others}) == len(others)
        assert chart["yAxis"]["max"] * LANE < height


def test_heads_say_what_is_told_and_no_percentage_stands_for_under_ten_people():
    units = [
        mark(1, "A", "meets", 55.0),
        mark(2, "A", "below", 40.0),
        mark(3, "A", "below", None, "3 of 8"),
        mark(4, "B", "missing"),
        mark(5, "B", "absent"),
    ]
    chart, _height, points = drawn(units)
    heads = [point["label"]["formatter"] for point in chart["series"][1]["data"]]
    assert heads[:2] == ["{head|A}\n{below|1 of 3 half women}", "{head|B}\n{below|no share reported}"]
    assert heads[2:5] == ["{head|Under ten people: 1}", "{head|No platoon: 1}", "{head|No return: 1}"]
    assert points[2]["label"]["formatter"] == "A-3 · 3 of 8" and points[0]["label"]["formatter"] == "1"
    sides = [point["label"]["formatter"] for point in chart["series"][2]["data"]]
    assert sides == ["Half women or more: 1", "Below half women: 2"]
    narrow, *_wide = (room["option"]["series"][2]["data"] for room in chart["media"])
    assert [point["label"]["formatter"] for point in narrow] == ["Half or more: 1", "Below half: 2"]
    looks = {(point["symbol"], point["itemStyle"]["color"], point["itemStyle"].get("borderType")) for point in points}
    assert len(looks) == 4  # two are below: a state has a shape of its own, not only a colour
    assert len({point["symbol"] for point in points[:2]}) == 2
