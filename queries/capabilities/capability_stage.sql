-- title: Capabilities: required, announced, by level, available
-- metric: Units of each capability beside what an edition asks for. Coverage = available units / outstanding; outstanding = required in that edition less the units selected or deployed that name the line they serve, never below 0. Available: Level 2 or higher, not stale, neither selected nor deployed, today inside its window (both days count), its condition met or none, and a rotation of slots only in a slot that a state covers. Level 1, Level 2 and Level 3 count units at that level or above; RDL, selected and deployed are counts beside them, and announced comes from the Ministerials, not from the PCRS: nothing is added across them
-- unit: units; coverage as a fraction, over 1 where more is available than outstanding
-- grain: one row per capability that is asked for, announced or in a roster, in the guide's order
-- columns: capability = Capability; required = Required; outstanding = Outstanding; announced = Announced; level_1 = Level 1 or above; level_2 = Level 2 or
--   above; level_3 = Level 3 or above; rdl = RDL; selected = Selected; deployed = Deployed; available = Available; coverage = Coverage; state = State;
--   section = Section; capability_name = Capability, in words; unit_of_quantity = Counted in; announced_pledge_count = Announced pledges [count];
--   registered_count = Registered [count]; available_level_3 = Available at Level 3 or RDL; available_rdl = Available at RDL; stale_count = Stale units
--   [count]; condition_unknown_count = Kept by an unknown condition alone [count]; slot_uncovered_count = Kept by an uncovered slot alone [count];
--   serving_count = Selected or deployed for it [count]; edition_date = Edition [day]; export_on = Export of [day]; is_asked = Asked
--   for; file_quantity = Asked for by the requirements file; line_quantity = Asked for by lines of missions
-- params: as_of DATE = null; edition DATE = null; today DATE = null; stale VARCHAR in (in, out) = 'in'
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.requirement_line, mart.mission_line, mart.requirement, mart.capability, mart.pledge, mart.ministerial
-- note: stale: the months of the first period from acceptance are over, it was renewed, and the months of a renewal are over too, the last day of either still being held as not stale; no renewal reported after the first period is not reported, which is not stale; stale = out leaves stale units out of the counts of levels, which show them else; a condition that is not known to be met keeps a unit from being available, and units that nothing else keeps are counted apart, as are rotations that only lack a covered slot; Registered stands for individuals and training, has no level and is never below Level 1: it counts there and no higher; a partnered unit counts once, for who gives its personnel; withdrawn units count nowhere; announced: units of pledges announced in public, as many as each says in units, companies or platoons and one where it says persons, aircraft or vehicles, which are never added; c_uas_set counts units of any kind that carry a set, and the four parts of countering drones stand in one section and are never added; state: open_call where nobody says how many (announced pledges are counted, never a share), not_in_units where it is asked in persons, vehicles or sets, which units do not cover, met at outstanding 0, not_reported without an export; over 1 the true number stands; as_of leaves out exports, editions and pledges after that day; no edition means the newest; what the guide asks for without a quantity stands as an open call, except what it asks a unit to bring, which are tags of units

with parameters as (
    select
        cast($as_of as date) as as_of,
        cast($edition as date) as edition,
        coalesce(cast($today as date), current_date) as today
),

-- include: unit_status,

-- include: unit_counted,

unit_at_place as (
    select 'all' as place, 'all' as serves_at, unit_counted.* from unit_counted
),

-- include: capability_units,

-- include: capability_asks,

-- include: demand,

-- include: demand_served,

place as (
    select 'all' as place, true as is_open_call
),

required as (
    select
        capability,
        'all' as place,
        cast(sum(quantity) as bigint) as required,
        cast(sum(outstanding) as bigint) as outstanding,
        cast(sum(serving_count) as bigint) as serving_count,
        count(*) as line_count
    from demand_served
    group by capability
),

announced as (
    select capability, 'all' as place, cast(sum(unit_count) as bigint) as announced, count(*) as pledge_count
    from unit_pledge
    group by capability
),

-- include: capability_standing (tally_at_place as unit_tally)

select
    standing.capability,
    required,
    outstanding,
    announced,
    level_1,
    level_2,
    level_3,
    rdl,
    selected,
    deployed,
    available,
    coverage,
    state,
    section,
    capability_name,
    unit_of_quantity,
    announced_pledge_count,
    registered_count,
    available_level_3,
    available_rdl,
    stale_count,
    condition_unknown_count,
    slot_uncovered_count,
    serving_count,
    edition_date,
    export_on,
    is_asked,
    file_total.quantity as file_quantity,
    line_total.quantity as line_quantity
from capability_standing as standing
left join file_total on file_total.capability = standing.capability
left join line_total on line_total.capability = standing.capability
order by ask_position nulls last, position nulls last, standing.capability
