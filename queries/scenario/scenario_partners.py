# title: What partners could close of a mission model
# list: Lines of a model that are short for a reason that partners can help with, and the offers of partners that would fit the help that each lacks
# unit: units; offers
# grain: one row per such line, in order of the model
# columns: line = Line; capability = Capability; short = Short by [count]; reason = Because of; area = Area; kind = Kind; by_when = By when [day];
#   fits_count = Offers that fit [count]; beside_count = Offers of the area [count]; offers = Offers that fit; states = Who offers them; capability_name = Capability, in words
# params: model VARCHAR; today DATE = null; scale INTEGER = 100; languages VARCHAR = null; without_group VARCHAR = null; as_of DATE = null; introduced VARCHAR = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.mission_line, mart.requirement_line, mart.officer_post, mart.partner_offer, mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.pledge_requirement, mart.requirement, mart.partner_ask, mart.partner_capability, mart.partner_kind
# note: the help that a reason asks for is this project's reading: language (training in the languages of the line), equipment (equipment of the area of the capability, else of logistics), days (logistics and equipment, any kind: a load list and what is on it lead to Level 3), none_assessed (preparation for the assessment visit, which helps where it is not passed yet: a unit may also lack a renewal, or a level that is known), women (women's participation, any kind), things (sets, boats and vehicles that are asked for as such: equipment of the area, short by what available units do not carry); it is due on the day of the line, counted from the start; whether an offer fits is as partner_closing says, of no named state, so that one meant for named states or regions does not; offers and states stand with ; between; an offer that fits fills no line: a unit may be held by several reasons, and nobody was asked; introduced as for partner_closing
"""Lines of a mission model that help could close, beside the offers of partners that fit."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from queries.shared import partnering

HELP: dict[str, tuple[str | None, str | None]] = {  # what a reason asks for: area (None: of the capability), kind
    "language": ("language", "training_course"),
    "equipment": (None, "equipment"),
    "days": ("logistics_equipment", None),
    "none_assessed": ("visit_preparation", "training_course"),
    "women": ("womens_participation", None),
    "things": (None, "equipment"),
}
THINGS = ("sets", "boats", "vehicles")  # no unit brings them, or too few
BLANK = dict.fromkeys(("iso3", "origin", "unit_id", "from_day", "through", "not_read"))
COLUMNS = ["line", "capability", "short", "reason", "area", "kind", "by_when", "fits_count", "beside_count", "offers", "states", "capability_name"]  # fmt: skip


def answer(
    run: Callable[..., pd.DataFrame],
    model: str,
    today: dt.date | None,
    scale: int,
    languages: str | None,
    without_group: str | None,
    as_of: dt.date | None,
    introduced: str | None,
) -> pd.DataFrame:
    """One row per line that is short for a reason of HELP."""
    gap = run(
        "scenario_gap",
        model=model,
        today=today,
        scale=scale,
        languages=languages,
        without_group=without_group,
        as_of=as_of,
    )
    gap = gap.assign(reason=gap["reason"].where(~gap["unit_of_quantity"].isin(THINGS), "things"))
    short = gap[gap["reason"].isin(list(HELP)) & ~(gap["matched"] >= gap["required"]) & gap["required"].notna()]
    short = short[short["matched"].notna() | (short["reason"] == "things")]
    offers = run("partner_offers", as_of=as_of, today=today)
    area_of = run("partner_capabilities").set_index("capability")["area"]
    start = pd.Timestamp(today or dt.date.today())
    needs = pd.DataFrame(
        [
            BLANK
            | {
                "need_id": row.line,
                "areas": HELP[row.reason][0] or area_of.get(row.capability, "logistics_equipment"),
                "kind": HELP[row.reason][1],
                "languages": row.languages if row.reason == "language" else None,
                "by_when": pd.NaT if pd.isna(row.by_day) else start + pd.Timedelta(days=int(row.by_day)),
            }
            for row in short.itertuples()
        ],
        columns=["need_id", *BLANK, "areas", "kind", "languages", "by_when"],
    )
    beside = partnering.pairs(needs, offers, run("partner_kinds"), run("countries"), partnering.noted(introduced))
    fitting = beside[beside["fits"]].groupby("need_id")
    told = short.assign(
        short=(short["required"] - short["matched"].fillna(0)).astype("Int64"),
        area=needs["areas"].to_numpy(),
        kind=needs["kind"].to_numpy(),
        by_when=needs["by_when"].to_numpy("datetime64[us]"),
        fits_count=short["line"].map(fitting.size()).fillna(0).astype("int64"),
        beside_count=short["line"].map(beside.groupby("need_id").size()).fillna(0).astype("int64"),
        offers=short["line"].map(fitting["offer_id"].agg(";".join)),
        states=short["line"].map(fitting["offer_iso3"].agg(lambda codes: ";".join(dict.fromkeys(codes)))),
    )
    return told[COLUMNS].reset_index(drop=True)
