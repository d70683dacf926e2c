# title: What units lack for the line that they serve
# metric: Units that are selected or deployed and name a line of mission requirements, with what that line asks for and the roster does not show of the unit: languages, equipment, days to readiness, share of women
# unit: one row per unit
# grain: one row per unit that names a line of the edition, selected ones first, then by line
# columns: unit_id = Unit; iso3 = Code; capability = Capability; status = Status; line = Line; mission = Mission; lacks = Lacks; languages = Languages;
#   languages_asked = Languages asked; equipment = Equipment; equipment_asked = Equipment asked; ready_days = Ready within days; days_asked = Asked within
#   days; women_count = Women [count]; strength_count = People in the unit [count]; women_percent_asked = Women asked, %; export_on = Export of [day];
#   edition_date = Edition [day]; file_name = File; place = Place
# params: as_of DATE = null; today DATE = null
# audience: restricted
# from: mart.mission_line, mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.capability, meta.file
# note: a statement of unit requirements is a document and not in these files: what its line asks for stands for it; what is not reported is told as that, and what stands in a cell that could not be read as not verified, neither is lacking; of a unit that is deployed no days are asked; a unit that names no line of the edition, or one of another capability, is not compared
"""What units that serve a line lack of what it asks for."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

from queries.shared import eligible

ASKED = {"languages": "languages_asked", "equipment_tags": "equipment_asked", "readiness_days": "days_asked", "women_percent": "women_percent_asked"}  # fmt: skip
UNIT = ("unit_id", "iso3", "capability", "status", "languages", "equipment", "ready_days", "women_count", "strength_count", "export_on", "file_name", "place")  # fmt: skip
ORDER = ("unit_id", "iso3", "capability", "status", "line", "mission", "lacks", "languages", "languages_asked", "equipment", "equipment_asked", "ready_days", "days_asked", "women_count", "strength_count", "women_percent_asked", "export_on", "edition_date", "file_name", "place")  # fmt: skip


def answer(run: Callable[..., pd.DataFrame], as_of: dt.date | None, today: dt.date | None) -> pd.DataFrame:
    """Units of roster_units that serve a line of the newest edition, each with lacks: codes with semicolons, blank where it lacks nothing."""
    lines = run("mission_lines", as_of=as_of)
    units = run("roster_units", as_of=as_of, today=today)
    serving = units[units["status"].isin(("selected", "deployed")) & units["requirement_line"].notna()]
    asked = lines[["line", "capability", "mission", "edition_date", *ASKED]].rename(columns=ASKED)
    both = serving[[*UNIT, "requirement_line", "not_read", "mission_specific"]].merge(
        asked, left_on=["requirement_line", "capability"], right_on=["line", "capability"]
    )
    both = both.assign(lacks=[_lacks(row) for row in both.itertuples()], rank=both["status"] != "selected")
    both = both.sort_values(["rank", "line", "unit_id"], kind="stable", ignore_index=True)
    return both[list(ORDER)].astype(dict.fromkeys(("ready_days", "days_asked", "women_percent_asked"), "Int64"))


def _lacks(row: Any) -> str | None:
    pool = eligible.pool(pd.DataFrame([row._asdict()]))
    met = eligible.tests(pd.Series({name: getattr(row, column) for name, column in ASKED.items()}), pool)
    if row.status == "deployed":
        met.pop("days")  # it is there
    unread = eligible.unverified(met, pool)
    lacks = [f"{name}{_blank(row, name, unread[name][0])}" for name in met if not met[name][0]]
    return ";".join(lacks) or None


def _blank(row: Any, name: str, is_unread: bool) -> str:
    """What follows the name of a thing that the unit does not show, where its cell was not read or is blank."""
    if is_unread:
        return "_not_read"
    return "_not_reported" if any(pd.isna(getattr(row, cell)) for cell in eligible.UNREAD.get(name, ())) else ""
