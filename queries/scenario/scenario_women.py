# title: Women in the units that fit a mission model
# metric: Of each category of the parity targets: how many available units fit at least one line of the model in time, how many of them report their women and their strength, and women / people over those
# unit: units; people; fraction 0 to 1, empty under 10 people
# grain: one row per category with a line of the model, in the order of the categories
# columns: category = Category; eligible_count = Eligible and available [count]; reported_count = Of them report women and strength [count]; women_count =
#   Women [count]; people_count = People [count]; women_fraction = Share of women [percent]; goal_percent = Asked for, %; goal_year = Target
#   of; asked_count = Persons asked for [count]; asked_women_count = Women among them, at least [count]; spoken_count = Persons asked for of kinds that lists speak of [count]; listed_count = Places of these that persons of lists fill [count];
#   listed_women_count = Places that women of lists could fill [count]
# params: model VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.capability_people, mart.personnel_type, mart.parity_category, mart.parity_target, mart.mission_line, mart.requirement_line, mart.officer_post
# note: eligible units are more than those that would go, and each line takes of them: the share is of all of them together; the target is that of the year of the start where it was found, else the 2025 minimum; persons asked for are those that lines state, and women among them are rounded up; women and people are those that the newest roster reports for these units; officers are no units of it: of them stands how many places persons of scenario_persons fill, and how many women of them could, one line each; a target is one of the category and is held against none of its lines alone; empty where no list speaks of the kind, women also where none tells of the sex of who fits; without_group leaves units and persons of one regional group out
"""Women in the units that could serve a mission model, beside the targets."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import modelled, persons

LEAST = 10  # people: under that no share stands
COUNTS = (
    "eligible_count",
    "reported_count",
    "women_count",
    "people_count",
    "asked_count",
    "asked_women_count",
    "spoken_count",
    "listed_count",
    "listed_women_count",
)


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
) -> pd.DataFrame:
    """One row per category; what is asked for alone where there is no export."""
    asked = run("scenario_lines", model=model, scale=scale, languages=languages, as_of=as_of)
    goals = run("scenario_goals", today=today)
    told = modelled.women_asked(asked, goals)
    counts = pd.DataFrame(columns=["category", *COUNTS[:4]])
    if modelled.is_reported(run("roster_export", as_of=as_of)):
        category = dict(zip(goals["capability"], goals["category"], strict=True))
        units = [
            kind.units[kind.ready.any(axis=0)].assign(category=category.get(kind.capability))
            for kind in modelled.kinds(asked, run("roster_units", as_of=as_of, today=today), without_group)
        ]
        if units := [frame for frame in units if len(frame)]:
            counts = _counted(pd.concat(units, ignore_index=True))
    gap = run(
        "scenario_gap",
        model=model,
        today=today,
        scale=scale,
        languages=languages,
        without_group=without_group,
        as_of=as_of,
    )
    told = told.merge(counts, on="category", how="left").merge(
        persons.women_by_category(gap, goals), on="category", how="left"
    )
    told = told.astype(dict.fromkeys(COUNTS, "Int64"))
    share = (told["women_count"].astype("Float64") / told["people_count"].astype("Float64")).where(
        told["people_count"] >= LEAST
    )
    return told.assign(women_fraction=share.astype("float64"))[
        ["category", *COUNTS[:4], "women_fraction", "goal_percent", "goal_year", *COUNTS[4:]]
    ]


def _counted(units: pd.DataFrame) -> pd.DataFrame:
    """Units by category, and the people of those that report both."""
    both = units["women_count"].notna() & units["strength_count"].notna()
    known = units[both].groupby("category")
    return pd.DataFrame(
        {
            "eligible_count": units.groupby("category").size(),
            "reported_count": known.size(),
            "women_count": known["women_count"].sum(),
            "people_count": known["strength_count"].sum(),
        }
    ).reset_index()
