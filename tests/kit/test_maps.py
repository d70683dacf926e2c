"""Maps are functions of a frame: classes, dots, the areas that are no state's, and every contributor of the data on one."""

import json
import math

import pandas as pd
import pytest

import queries
from pages.deployments import charts
from pages.kit import formats, labels, maps, notes
from pages.kit.theme import MAP
from tests.support import figures
from tests.support.screen import app, words

PAGE = "deployments/contributors.py"


def frame(**people):
    rows = [
        {"iso3": code, "name": f"State {code}", "women_count": women, "people_count": count, "mission_count": 1, "people_change_12m": change,
         "women_fraction": women / count if count >= 10 else math.nan, "sex_not_reported_count": 0}
        for code, (women, count, change) in people.items()
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"people_change_12m": "Int64"})


def test_whose_sex_is_not_reported_stands_in_a_class_of_its_own():
    states = frame(MAR=(0, 2302, 0)).assign(women_fraction=math.nan, sex_not_reported_count=719)
    states["women_count"] = pd.array([None], dtype="Int64")
    assert found(maps.choropleth(states, "share"), "MAR") == ["sex not reported"]


def found(figure, code):
    """Return the legend names of the classes that an area is drawn in: dots not counted."""
    return [trace.name for trace in figure.data if trace.type == "choropleth" and code in trace.locations]


FEW = "10 to 29 people: pale, the share as a dot"


@pytest.mark.parametrize(
    ("measure", "told", "name"),
    [
        ("people", (0, 1, 0), "1 to 9 people"),
        ("people", (0, 9, 0), "1 to 9 people"),
        ("people", (0, 10, 0), "10 to 99"),
        ("people", (0, 499, 0), "100 to 499"),
        ("people", (0, 500, 0), "500 to 1,999"),
        ("people", (0, 2000, 0), "2,000 and more"),
        ("people", (0, 0, 0), "no personnel"),
        ("share", (3, 8, 0), "under ten people: no share"),
        ("share", (0, 10, 0), FEW),
        ("share", (9, 29, 0), FEW),
        ("share", (1, 30, 0), "under 5 % women"),
        ("share", (2, 32, 0), "5 to 9.9 %"),
        ("share", (15, 100, 0), "15 to 24.9 %"),
        ("share", (149, 1000, 0), "10 to 14.9 %"),
        ("share", (25, 100, 0), "25 % and more"),
        ("share", (0, 0, -9), "no personnel"),
        ("change", (0, 20, -500), "500 fewer people, or more"),
        ("change", (0, 20, -499), "50 to 499 fewer"),
        ("change", (0, 20, -50), "50 to 499 fewer"),
        ("change", (0, 20, -49), "1 to 49 fewer"),
        ("change", (0, 20, 0), "no change"),
        ("change", (0, 20, 1), "1 to 49 more"),
        ("change", (0, 20, 50), "50 to 499 more"),
        ("change", (0, 20, 500), "500 more, or above"),
        ("change", (0, 0, -9), "1 to 49 fewer"),
        ("change", (0, 0, 0), "no personnel"),
    ],
)
def test_a_figure_stands_in_its_class_and_in_no_other(measure, told, name):
    figure = maps.choropleth(frame(FRA=told), measure)
    assert found(figure, "FRA") == [name]
    (trace,) = [trace for trace in figure.data if "FRA" in (trace.locations or ())]
    assert list(trace.customdata) == ["FRA"] and trace.geojson == maps.BOUNDARIES


def test_a_share_of_few_people_is_a_dot_of_its_class_with_its_people_on_a_pale_area():
    figure = maps.choropleth(frame(FRA=(0, 20, 0), DEU=(3, 20, 0), ESP=(9, 29, 0), POL=(9, 30, 0)), "share")
    (area,) = [trace for trace in figure.data if trace.type == "choropleth" and trace.name == FEW]
    dots = {trace.customdata[0]: trace for trace in figure.data if trace.type == "scattergeo"}
    assert set(area.locations) == set(dots) == {"FRA", "DEU", "ESP"}
    shades = [colour for _name, colour, *_ends in maps.classes("share", "light")]
    assert [dots[code].marker.color for code in ("FRA", "DEU", "ESP")] == [shades[0], shades[3], shades[4]]
    assert [list(dots[code].text) for code in ("FRA", "ESP")] == [["20"], ["29"]]
    assert "women: 31.0 %" in dots["ESP"].hovertext[0] and area.colorscale[0][1] not in shades


def test_the_tip_says_small_numbers_as_persons():
    (row,) = frame(FRA=(3, 8, 2)).itertuples()
    told = maps.describe(row)
    assert "8 people; women: 3 of 8" in told and "%" not in told and "+2 in 12 months" in told
    (row,) = frame(FRA=(0, 0, 0)).assign(people_change_12m=pd.NA).itertuples()
    assert "no personnel" in maps.describe(row) and "12 months" not in maps.describe(row)


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_what_is_no_state_is_grey_and_answers_no_click(appearance):
    figure = maps.choropleth(frame(FRA=(1, 20, 0), IND=(1, 20, 0)), "people", appearance, apart=("DEU",))
    for code in (*maps.UNDETERMINED, "GRL", "PSE", "ESH", "TWN"):
        (trace,) = [trace for trace in figure.data if code in (trace.locations or ())]
        is_open = code in maps.UNDETERMINED  # Greenland, for one, is not
        assert (
            trace.colorscale[0][1] == MAP[appearance]["undetermined" if is_open else "neutral"]
            and trace.customdata is None
        )
        assert trace.name == ("status not determined" if is_open else "no figures of its own")
        told = {"Status not determined: see the United Nations notes"} if is_open else set()
        assert set(trace.text or ()) == told and (trace.hoverinfo == "skip") == (not told)
    (apart,) = [trace for trace in figure.data if "DEU" in (trace.locations or ())]
    assert apart.colorscale[0][1] == MAP[appearance]["apart"] and apart.hoverinfo == "skip" and apart.customdata is None
    assert "disputed" not in str(figure.to_dict()).lower()  # the file's own names of the six are not ours to say


def test_the_notes_of_the_united_nations_stand_under_the_maps_that_show_their_areas():
    names = {feature["properties"]["name"] for feature in json.loads(maps.FILE.read_text(encoding="utf-8"))["features"]}
    assert "State of Palestine" in names and not {name for name in names if name == "Taiwan" or "disputed" in name}
    kashmir, abyei, boundary, malvinas = labels.MAP_NOTES.values()

    def shown(window):
        return [note for note in labels.MAP_NOTES.values() if note in notes.map_credit(window)]

    assert shown(None) == shown(maps.WORLD) == [kashmir, abyei, boundary, malvinas]
    assert shown(charts.window((29.6, 4.85), ["SSD"])) == [abyei, boundary]  # UNMISS; Abyei is in sight
    assert shown(charts.window((35.13, 33.12), ["LBN"])) == []
    assert shown(charts.window((74.8, 34.1), ["IND", "PAK"])) == [kashmir]
    assert shown(((-70, -50), (-60, -40))) == [malvinas]
    for code, ((west, east), (south, north)) in notes.MAP_AREAS.items():
        if code == "jammu_and_kashmir":
            assert west < maps.shapes()["XJK"].lon < east and south < maps.shapes()["XJK"].lat < north
        if code == "falkland_islands_malvinas":
            assert west < maps.shapes()["FLK"].lon < east and south < maps.shapes()["FLK"].lat < north


def test_every_area_of_the_file_is_drawn_once():
    figure = maps.choropleth(frame(FRA=(1, 20, 0), FJI=(1, 20, 0)), "people", apart=("DEU", "IND"))
    drawn = [code for trace in figure.data if trace.type == "choropleth" for code in trace.locations]
    assert sorted(drawn) == sorted(maps.shapes())
    (dots,) = [trace for trace in figure.data if trace.type == "scattergeo"]
    assert list(dots.customdata) == ["FJI"] and not dots.showlegend


def test_colours_of_a_scale_differ_and_each_class_has_one():
    for appearance in MAP:
        for measure in maps.COLUMN:
            bands = maps.classes(measure, appearance)
            assert len({colour for _name, colour, _low, _high in bands}) == len(bands)
            assert all(high == low for (*_a, high), (_n, _c, low, _h) in zip(bands, bands[1:], strict=False))


def test_a_near_map_keeps_the_date_line_in_the_middle():
    assert maps._window(frame(FJI=(1, 20, 0), WSM=(1, 20, 0)))[0][1] > 180
    assert maps._window(frame(FRA=(1, 20, 0), NZL=(1, 20, 0), CAN=(1, 20, 0))) == maps.WORLD


def test_flows_start_at_the_state_and_end_at_the_mission():
    rows = pd.DataFrame(
        {
            "iso3": ["FRA", "SMR", "IND"], "name": ["France", "San Marino", "India"], "mission": ["UNIFIL", "UNIFIL", "UNSOS"],
            "women_count": [3, 1, 1], "people_count": [400, 8, 9], "sex_not_reported_count": [0, 0, 0], "mission_people_count": [408, 408, 9],
            "hq_latitude": [33.12, 33.12, None], "hq_longitude": [35.13, 35.13, None],
        }
    )  # fmt: skip
    assert maps.drawn_flows(rows)["iso3"].tolist() == ["FRA"]
    deck = maps.flows_deck(rows)
    arcs = {layer.id: layer for layer in deck.layers}["flows"].data
    (arc,) = arcs
    assert arc["to"] == [35.13, 33.12] and arc["from"] == [maps.shapes()["FRA"].lon, maps.shapes()["FRA"].lat]
    assert "400 people" in arc["told"] and "France to UNIFIL" in arc["told"]
    assert deck.map_style == maps.STYLE  # None would ask a tile server


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.more)])
def test_each_contributor_of_the_data_is_on_the_map_or_in_the_list(step, published):
    names = queries.run("countries")[["iso3", "name"]]
    seen = set()
    for month in queries.run("months")["as_of"][::step]:
        states = queries.run("deployment_by_state", as_of=month).merge(names, on="iso3")
        giving = set(states.loc[states["people_count"] > 0, "iso3"])
        figure = maps.choropleth(states, "people")
        on_it = {
            code
            for trace in figure.data
            if trace.type == "choropleth" and trace.customdata is not None and trace.name != "no personnel"
            for code in trace.locations
        }
        dots = {code for trace in figure.data if trace.type == "scattergeo" for code in trace.customdata}
        assert on_it == giving & set(maps.shapes())
        assert dots == {code for code in giving if maps.is_tiny(code)}
        seen |= giving
    assert len(seen) == 146 or step > 1  # of the 150 codes that the files print: four only ever with nobody


def test_a_state_without_a_shape_is_listed_under_the_map(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    day = figures.month_end(2025, 6)
    figures.publish(tmp_path, [(day, "UNFICYP", "SMR", "troops", 3, 5), (day, "UNFICYP", "FRA", "troops", 3, 50)])
    for measure, told in (("people", "San Marino 8"), ("share", "San Marino 3 of 8")):
        assert f"Without a shape on this map: {told}." in words(app(PAGE, measure=measure))
    assert "Without a shape on this map: San Marino." in words(app(PAGE, look="flows"))
    assert formats.share(3, 8) == "3 of 8"
