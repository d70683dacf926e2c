# title: Capabilities by mission
# metric: Units that may serve in each mission, those pledged for it and those pledged for none, beside what an edition asks for there. Coverage = available units / outstanding; outstanding = required in that edition less the units selected or deployed that name the line they serve, never below 0. Available: Level 2 or higher, not stale, neither selected nor deployed, today inside its window (both days count), its condition met or none, and a rotation of slots only in a slot that a state covers. Level 1, Level 2 and Level 3 count units at that level or above; RDL, selected and deployed are counts beside them, and announced comes from the Ministerials, not from the PCRS: nothing is added across them. Here available are the units that are matched to what is asked for there as Mission requirements matches them: eligible by language, equipment, days and share of women, one unit to one line; so the missions of a capability sum to all that is matched of it. The counts of levels hold each unit pledged for no mission in each, and are never added
# unit: units; coverage as a fraction, over 1 where more is available than outstanding
# grain: one row per capability and mission where something is asked for, tied or deployed; general holds what is asked for any mission and units pledged for none
# columns: capability = Capability; mission = Mission; required = Required; outstanding = Outstanding; announced = Announced; level_1 = Level 1 or
#   above; level_2 = Level 2 or above; level_3 = Level 3 or above; rdl = RDL; selected = Selected; deployed = Deployed; available = Available and matched;
#   coverage = Coverage; state = State; section = Section; capability_name = Capability, in words; unit_of_quantity = Counted in; announced_pledge_count =
#   Announced pledges [count]; registered_count = Registered [count]; stale_count = Stale units [count]; condition_unknown_count = Kept by an unknown
#   condition alone [count]; slot_uncovered_count = Kept by an uncovered slot alone [count]; serving_count = Selected or deployed for it [count];
#   edition_date = Edition [day]; export_on = Export of [day]; is_asked = Asked for; may_serve_count = Available for it or for any
#   mission [count]
# params: as_of DATE = null; edition DATE = null; today DATE = null; stale VARCHAR in (in, out) = 'in'
# audience: restricted
# from: mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.requirement_line, mart.requirement, mart.capability, mart.pledge, mart.ministerial, mart.mission_line, mart.country, meta.file
# note: what a mission asks for is what its lines of mission requirements say, else the requirements file; general is what the file asks for beyond all that named missions ask for, never below 0, so that the larger of both totals stands and never their sum; where nothing is asked for in numbers, available are the units pledged for the mission or for none; state not_computed: too many lines and units to match; selected and deployed count in the mission that they are selected for or deployed in, and lessen the line that they name; where they name another ask, what the file asks for there, else in any mission; stale: the months of the first period from acceptance are over, it was renewed, and the months of a renewal are over too, the last day of either still being held as not stale; no renewal reported after the first period is not reported, which is not stale; stale = out leaves stale units out of the counts of levels, which show them else; a condition that is not known to be met keeps a unit from being available, and units that nothing else keeps are counted apart, as are rotations that only lack a covered slot; Registered stands for individuals and training, has no level and is never below Level 1: it counts there and no higher; a partnered unit counts once, for who gives its personnel; withdrawn units count nowhere; announced: units of pledges announced in public, as many as each says in units, companies or platoons and one where it says persons, aircraft or vehicles, which are never added; c_uas_set counts units of any kind that carry a set, and the four parts of countering drones stand in one section and are never added; state: open_call where nobody says how many (announced pledges are counted, never a share), not_in_units where it is asked in persons, vehicles or sets, which units do not cover, met at outstanding 0, not_reported without an export; over 1 the true number stands; as_of leaves out exports, editions and pledges after that day; no edition means the newest; what the guide asks for without a quantity stands as an open call, except what it asks a unit to bring, which are tags of units
"""What each mission asks for of a capability, and the units that are matched to it: the sum of its lines."""

import datetime as dt
from collections.abc import Callable

import pandas as pd


def answer(
    run: Callable[..., pd.DataFrame], as_of: dt.date | None, edition: dt.date | None, today: dt.date | None, stale: str
) -> pd.DataFrame:
    """Rows of mission_supply with the units matched to the lines of each cell as available, and its coverage and state."""
    keys = ["capability", "mission"]
    cells = run("mission_supply", as_of=as_of, edition=edition, today=today, stale=stale)
    cells = cells.drop(columns=["available_level_3", "available_rdl"]).assign(may_serve_count=cells["available"])
    lines = run("demand_matched", as_of=as_of, edition=edition, today=today)
    given = lines.groupby(keys)["assessed_count"].sum(min_count=1).rename("given").reset_index()
    stopped = lines[lines["state"] == "not_computed"].drop_duplicates(keys)[keys].assign(is_stopped=True)
    cells = cells.merge(given, "left", on=keys).merge(stopped, "left", on=keys)
    judged = cells["state"].isin(("met", "partly_met", "unmet")) & cells["available"].notna()
    short = judged & (cells["outstanding"] > 0)
    is_stopped = cells["is_stopped"].notna() & short
    available = cells["available"].astype("Int64").mask(judged, cells["given"].fillna(0)).mask(is_stopped)
    share = available.astype("Float64") / cells["outstanding"].astype("Float64").mask(~short)
    state = cells["state"].mask(short, "partly_met").mask(short & (available == 0), "unmet")
    state = state.mask(short & (available >= cells["outstanding"]), "met").mask(is_stopped, "not_computed")
    coverage = share.astype("float64")
    return cells.assign(available=available, coverage=coverage, state=state).drop(columns=["given", "is_stopped"])
