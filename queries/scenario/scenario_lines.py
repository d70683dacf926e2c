# title: What a mission model asks for
# list: The lines of the modules and models chosen, our drafts first, then those that planners loaded
# unit: as the capability is counted; persons; days
# grain: one row per line
# columns: model = Model; model_name = Model, in words; module = Module; module_name = Module, in words; line = Line; position = Order; capability = Capability;
#   capability_name = Capability, in words; unit_of_quantity = Counted in; has_levels = Has levels in the PCRS; required = Required [count];
#   person_count = Persons [count]; profile = Profile of officers; profile_name = Profile, in words; languages = Languages; equipment_tags = Equipment; women_percent = Women, %; by_day = By
#   day; drawn_from = Reason; standing = Standing; source = Source
# params: model VARCHAR = null; scale INTEGER = 100; languages VARCHAR = null; as_of DATE = null
# audience: restricted
# from: mart.scenario_draft, mart.scenario_module, mart.capability, mart.officer_profile, meta.file
# note: model holds codes of models or modules with ; between them, none means all; scale is per cent, numbers are rounded up; as_of leaves out models of a later day
"""Lines of mission models, drafts of ours and those of planners, as one frame."""

import datetime as dt
from collections.abc import Callable

import pandas as pd


def answer(
    run: Callable[..., pd.DataFrame], model: str | None, scale: int, languages: str | None, as_of: dt.date | None
) -> pd.DataFrame:
    """Rows of scenario_drafts and scenario_loaded."""
    chosen = {"model": model, "scale": scale, "languages": languages}
    drafts = run("scenario_drafts", **chosen)
    loaded = run("scenario_loaded", as_of=as_of, **chosen)
    both = pd.concat([frame for frame in (drafts, loaded) if len(frame)] or [drafts], ignore_index=True)
    return both.astype(dict.fromkeys(("required", "person_count", "women_percent", "by_day"), "Int64"))
