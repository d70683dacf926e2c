# title: What each Member State could bring to a mission model
# list: Member States with available units or with persons in lists that fit a line of the model: for which lines, and how many
# unit: units; people
# grain: one row per Member State with any, by UN regional group and in UN order
# columns: iso3 = Code; country_name = Member State; regional_group = UN regional group; unit_count = Units that fit [count]; unit_lines = Lines that they fit; person_count =
#   Persons that fit [count]; women_count = Women among them [count]; sex_not_told_count = Of them sex not told [count]; person_lines = Lines of persons
# params: model VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.officer_post
# note: a unit or person that fits several lines counts once, under the state that gives it, today's slot of a rotation; unit_lines and person_lines stand with ; between; women are those that a list tells, empty where it tells of nobody's sex; nothing here proposes whom to choose, which is the Secretariat's judgement; without_group leaves units and persons of one regional group out
"""A mission model by Member State of the units and persons that fit it."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from queries.shared import modelled, persons

COLUMNS = [
    "iso3",
    "country_name",
    "regional_group",
    "unit_count",
    "unit_lines",
    "person_count",
    "women_count",
    "sex_not_told_count",
    "person_lines",
]
KEYS = ["iso3", "country_name", "regional_group"]


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
) -> pd.DataFrame:
    """One row per Member State that has any."""
    asked = run("scenario_lines", model=model, scale=scale, languages=languages, as_of=as_of)
    rows: list[dict] = []
    if modelled.is_reported(run("roster_export", as_of=as_of)):
        for kind in modelled.kinds(asked, run("roster_units", as_of=as_of, today=today), without_group):
            rows += _fitting(kind.units.assign(one=1, women=0, untold=0), kind.lines, kind.ready, "unit")
    people = run("scenario_persons", today=today, as_of=as_of)
    people = people[(people["regional_group"] != without_group) & (people["person_count"] > 0)]
    people = people.assign(one=people["person_count"], women=people["women_count"])
    people["untold"] = people["one"].where(people["women"].isna(), 0)
    for capability, lines in asked[asked["unit_of_quantity"] == "persons"].groupby("capability", sort=True):
        listed = people[people["capability"] == capability]
        tests = [persons.met(line, listed, today or dt.date.today()) for line in lines.itertuples(index=False)]
        may = [np.logical_and.reduce(list(one.values())) for one in tests]
        rows += _fitting(listed, lines, np.array(may, dtype=bool).reshape(len(lines), len(listed)), "person")
    told = pd.DataFrame(rows, columns=[*KEYS, "kind", "number", "women", "untold", "lines"])
    order = {line: place for place, line in enumerate(asked["line"])}
    units, persons_ = (_summed(told[told["kind"] == kind], order) for kind in ("unit", "person"))
    units = units.rename(columns={"number": "unit_count", "lines": "unit_lines"}).drop(columns=["women", "untold"])
    persons_ = persons_.rename(
        columns={
            "number": "person_count",
            "women": "women_count",
            "untold": "sex_not_told_count",
            "lines": "person_lines",
        }
    )
    both = units.merge(persons_, on=KEYS, how="outer")
    place = {code: at for at, code in enumerate(run("countries")["iso3"])}
    both = both.assign(place=both["iso3"].map(place)).sort_values(["regional_group", "place", "iso3"], kind="stable")
    counts = dict.fromkeys(("unit_count", "person_count", "women_count", "sex_not_told_count"), "Int64")
    return both[COLUMNS].astype(counts).reset_index(drop=True)


def _fitting(rows: pd.DataFrame, lines: pd.DataFrame, may: np.ndarray, kind: str) -> list[dict]:
    """Rows that fit a line, each with the lines that it fits."""
    names = lines["line"].to_numpy()
    return [
        {key: getattr(row, key) for key in KEYS} | {"kind": kind, "number": row.one, "women": row.women, "untold": row.untold, "lines": set(names[fits])}
        for row, fits in zip(rows.itertuples(), may.T, strict=True)
        if fits.any()
    ]  # fmt: skip


def _summed(told: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """Numbers of each state, and the lines in their order."""
    return (
        told.groupby(KEYS, sort=False, dropna=False)
        .agg(number=("number", "sum"), women=("women", lambda women: women.sum(min_count=1)), untold=("untold", "sum"), lines=("lines", lambda sets: ";".join(sorted(set().union(*sets), key=order.__getitem__))))
        .reset_index()
    )  # fmt: skip
