"""What returns say of one state and why to call it: asked of queries alone, without a page."""

import datetime as dt
import io

import docx
import pandas as pd
import pytest

import queries
from etl import settings
from pages.kit.view import View
from pages.reports import briefs
from pages.women import facts, labels, unit_facts

MONTH = dt.date(2026, 10, 31)
OPEN = View(queries.Snapshot("none", "exercise", "open"), MONTH, "all")


@pytest.fixture
def view(restricted) -> View:
    return View(queries.current("exercise", "restricted"), MONTH, "all")


def run(name, snapshot, **parameters):
    return queries.run(name, snapshot=snapshot, **parameters)


def nothing(name, *rest, **parameters):
    raise AssertionError(f"an open view asked for {name}")


def test_an_open_view_knows_nothing_of_units():
    assert facts.newest(nothing, OPEN) is facts.glance(nothing, OPEN) is facts.rows(nothing, OPEN, "QMQ") is None
    assert facts.rotation_asks(nothing, OPEN) == facts.reasons(nothing, OPEN) == {}
    assert facts.cadre(nothing, OPEN, "QMQ") == [] and all(
        part.empty for part in facts.state_units(nothing, OPEN, "QMQ")
    )


def test_why_to_call_a_state_counts_units_that_rotate_within_six_months(view):
    reasons = facts.reasons(run, view)
    units = run(facts.PLATOONS, view.snapshot)
    within = units["rotates_out"].between(pd.Timestamp(view.reading_day), pd.Timestamp("2027-05-01"))
    rotating = units[(units["status"] == "below") & within & (units["mission"] != "XMC")]  # XMC ends within a year
    by_state = {state: len(part) for state, part in rotating.groupby("iso3")}
    said = {state: words for state, lines in reasons.items() for words in lines if "within six months" in words}
    assert {state: int(words.split()[0]) for state, words in said.items()} == by_state
    assert len(rotating) > 2
    cadre = run(facts.CADRE, view.snapshot)
    below = cadre[(cadre["state"] == "below") & cadre["iso3"].notna()]
    assert len(below) > 1 and all("Command Cadre" in str(reasons[row.iso3]) for row in below.itertuples())


def test_a_rotation_that_is_over_is_no_reason_to_call(view):
    def late(name, *rest, **parameters):
        frame = run(name, *rest, **parameters)
        return frame.assign(rotates_out=pd.Timestamp("2024-01-01")) if "rotates_out" in frame else frame

    assert "within six months" in str(facts.reasons(run, view))
    assert "within six months" not in str(facts.reasons(late, view))


def test_what_to_ask_a_rotation_for_follows_the_state_of_its_unit(view):
    asks = facts.rotation_asks(run, view)
    units = run(facts.PLATOONS, view.snapshot)
    ending = units.loc[units["mission"] == "XMC", "unit_id"]  # it ends within a year: nothing is asked of its units
    assert len(ending) and not set(ending) & set(asks)
    told = [row for iso3 in set(units["iso3"]) for row in facts.rows(run, view, iso3)]
    assert not [row for row in told if "XMC-" in row[0] and "Ask" in row[2]] and [
        row for row in told if "Ask" in row[2]
    ]
    units = units[units["mission"] != "XMC"]
    want = {"absent": "a platoon", "meets": "half women again", "share_not_reported": "how many women it has", "missing": "the return", "blank": "the platoon, left blank"}  # fmt: skip
    for row in units.itertuples():
        if row.status == "below":
            assert (
                asks[row.unit_id] == f"{row.more_women_needed} more wom{'an' if row.more_women_needed == 1 else 'en'}"
            )
        elif row.status in want:
            assert asks[row.unit_id] == want[row.status]
    # Nor of the contingent that goes home, formed police of QMC in XMA.
    police = run(facts.POLICE, view.snapshot)
    police = police[police["mission"] != "XMC"]
    police = police[(police["mission"] != "XMA") | (police["iso3"] != "QMC")]
    short = set(police.loc[police["more_women_needed"].gt(0), "unit_id"])
    assert short <= set(asks) and not set(police["unit_id"]) - short & set(asks)
    assert {*want, "below"} <= set(units["status"]) and short


def test_a_table_of_units_says_what_an_older_return_said_and_never_carries_it_forward(view):
    units = run(facts.PLATOONS, view.snapshot)
    shown, columns = unit_facts.platoons(run, view, units)
    silent = units["status"].isin(labels.SILENT).to_numpy()
    assert list(shown) == list(columns) and len(shown) == len(units) and silent.any()
    assert shown.loc[silent, "women"].isna().all() and shown.loc[silent, "last"].notna().all()
    assert shown.loc[~silent, "last"].isna().all()
    few = units["platoon_strength"].lt(10).fillna(False).to_numpy()
    assert not [cell for cell in shown.loc[few, "women"].dropna() if "%" in cell]
    police = run(facts.POLICE, view.snapshot)
    shown, columns = unit_facts.police(run, view, police)
    untold = police[["women_command", "women_operations", "women_support"]].isna().any(axis="columns")
    assert list(shown) == list(columns) and (shown["functions"].isna() == untold).all() and untold.any()
    # A dash where nothing is asked is explained, and only where there is one.
    asked = shown[shown["more"].notna()]
    assert "“–” under “More women”" in unit_facts.nothing_asked((shown, columns)) and len(asked) < len(shown)
    assert not unit_facts.nothing_asked((asked, columns))


def test_a_state_that_the_newest_list_leaves_out_stands_with_the_day_of_its_own(view):
    row = run(facts.CADRE, view.snapshot).query("women_cleared > 0 and iso3.notna()").iloc[0]

    def older(name, *rest, **parameters):
        frame = run(name, *rest, **parameters)
        return frame.assign(as_of=pd.Timestamp("2026-03-31")) if name == facts.CADRE else frame

    assert "(31 March 2026)" in facts.cadre(older, view, row["iso3"])[0]
    (sentence,) = facts.cadre(run, view, row["iso3"])
    assert sentence.startswith(f"UNPOL Command Cadre: {row['women_nominated']} of {row['women_cleared']} women cleared")
    assert "2026" not in sentence and sentence.endswith(".")


def test_the_brief_of_a_state_tells_of_its_units_in_persons(view):
    units = run(facts.PLATOONS, view.snapshot)
    unit = units[units["status"] == "below"].iloc[0]
    texts = {}
    for audience in ("restricted", "open"):
        with settings.using("exercise"):
            asked = View(queries.current("exercise", audience), MONTH, "all")
            page = docx.Document(io.BytesIO(briefs.brief(run, asked, unit["iso3"])))
        texts[audience] = "\n".join(
            [part.text for part in page.paragraphs]
            + [cell.text for table in page.tables for line in table.rows for cell in line.cells]
        )
        rows = facts.rows(run, asked, unit["iso3"]) or []
        lines = [tuple(cell.text for cell in line.cells) for table in page.tables for line in table.rows]
        printed = [row for row in rows if row in lines]  # as many as the page has room for
        assert bool(printed) == (audience == "restricted") and not any("%" in cell for row in printed for cell in row)
    rows = {row[0]: row[1:] for row in facts.rows(run, view, unit["iso3"])}
    (of_unit,) = [row for name, row in rows.items() if unit["unit_id"] in name]
    assert f"{unit['platoon_women']:.0f} women, {unit['platoon_strength']:.0f} people" in of_unit[0]
    assert labels.STATUSES["below"].lower() in of_unit[0] and f"{unit['more_women_needed']:.0f} more wom" in of_unit[1]
    assert "RESTRICTED" in texts["restricted"] and "RESTRICTED" not in texts["open"]
    assert "Women in its units" in texts["restricted"] and "Women in its units" not in texts["open"]
