# title: Asks of the guide and where they stand, with available units
# metric: As requirement_status; a uniformed ask with a quantity is compared with the available units of its capability, with all that the edition asks of that capability together: where they cover what is outstanding every such ask is met, where there is none each is unmet, else each is partly met
# unit: asks; pledges; units as the ask counts them
# grain: one row per ask or detail of an ask, in the guide's order
# columns: requirement_id = Ask; section = Section; pledge_category = Category; capability = Capability; family = Family; quantity = Quantity;
#   confirmed_pledge_count = Pledges under it [count]; available_quantity = Available; status = Status; chapter = Chapter; ask = Ask; standing = Ask or
#   detail; part_of = Part of; guide_chapter = Chapter of the guide; guide_section = Section of the guide; guide_bullet = Bullet of the section;
#   guide_paragraph = Paragraph of the section; guide_footnote = Footnote; guide_names = Acronyms in the guide; capability_name = Capability, in words; kind
#   = Kind; missions = Missions named; languages = Languages; period = Period; due_date = Due [day]; slot_limit = Slot limit; unit_of_quantity = Counted in;
#   quantity_from = Quantity according to; edition_date = Edition [day]; needed_by = Needed by [day]; guide_quantity = Quantity in the guide;
#   guide_quantity_max = Up to, in the guide; quantity_basis = The guide's quantity is; guide_unit = Unit in the guide; share_percent = Share, %; share_of =
#   Share of whom; condition = Condition; recipient_kind = For whom; tags = Tags; note = Note; edition = Guide; announced_pledge_count = Announced pledges
#   [count]; implemented_pledge_count = Implemented pledges [count]; with_details_count = Pledges under it and its details [count]; parity_as_of = Day of
#   the figures of women [day]; women_count = Women [count]; people_count = People [count]
# params: as_of DATE = null; today DATE = null
# audience: restricted
# from: mart.requirement, mart.translation_existing, mart.requirement_line, mart.mission_line, mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.pledge_requirement, mart.capability, mart.reported_month, mart.gpp_snapshot, mart.deployment_month, mart.parity_category, mart.roster_equipment, mart.figure_rule
# note: available as everywhere: Level 2 or higher, not stale, neither selected nor deployed, inside its window, its condition met, a rotation in a covered slot; an ask for a language or a share of women is not compared: how many of the units bring it is told line by line on Mission requirements; without an export nothing is compared
"""The status of asks with what only a roster can say: available units."""

import pandas as pd

COMPARED = ("met", "partly_met", "unmet")


def answer(run, as_of=None, today=None) -> pd.DataFrame:
    """Rows of requirement_status with available_quantity and status of uniformed asks that count units."""
    asks = run("requirement_status", as_of=as_of, today=today)
    stage = run("capability_stage", as_of=as_of, today=today).set_index("capability")
    available, states = asks["available_quantity"].copy(), asks["status"].copy()
    for place, ask in asks.iterrows():
        if ask["status"] != "not_reported" or pd.isna(ask["quantity"]) or ask["capability"] not in stage.index:
            continue
        if isinstance(ask["languages"], str) or not pd.isna(ask["share_percent"]):
            continue
        row = stage.loc[ask["capability"]]
        if row["state"] in COMPARED and not pd.isna(row["available"]):
            available[place], states[place] = int(row["available"]), row["state"]
    return asks.assign(available_quantity=available, status=states)
