-- title: Units that may serve in each mission
-- list: Units of each capability pledged for a mission or for none, by mission, beside what is asked for there; before one unit is matched to one line, so that missions are never added
-- unit: units; coverage as a fraction, over 1 where more is available than outstanding
-- grain: one row per capability and mission where something is asked for, tied or deployed; general holds what is asked for any mission and units pledged for none
-- columns: capability = Capability; mission = Mission; required = Required; outstanding = Outstanding; announced = Announced; level_1 = Level 1 or above; level_2
--   = Level 2 or above; level_3 = Level 3 or above; rdl = RDL; selected = Selected; deployed = Deployed; available = Available; coverage = Coverage; state
--   = State; section = Section; capability_name = Capability, in words; unit_of_quantity = Counted in; announced_pledge_count = Announced pledges [count];
--   registered_count = Registered [count]; available_level_3 = Available at Level 3 or RDL; available_rdl = Available at RDL; stale_count = Stale units
--   [count]; condition_unknown_count = Kept by an unknown condition alone [count]; slot_uncovered_count = Kept by an uncovered slot alone [count];
--   serving_count = Selected or deployed for it [count]; edition_date = Edition [day]; export_on = Export of [day]; is_asked = Asked
--   for
-- params: as_of DATE = null; edition DATE = null; today DATE = null; stale VARCHAR in (in, out) = 'in'
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.requirement_line, mart.requirement, mart.capability, mart.pledge, mart.ministerial, mart.mission_line
-- note: a unit pledged for no mission stands in each: capability_by_mission says how many each can have; all else as there

with parameters as (
    select
        cast($as_of as date) as as_of,
        cast($edition as date) as edition,
        coalesce(cast($today as date), current_date) as today
),

-- include: unit_status,

-- include: unit_counted,

unit_at_place as (
    select
        unit_counted.mission_specific as place,
        case when unit_counted.status in ('selected', 'deployed') then unit_counted.deployed_mission end as serves_at,
        unit_counted.*
    from unit_counted
),

-- include: capability_units,

-- include: capability_asks,

-- include: demand,

-- include: demand_served,

required as (
    select
        capability,
        mission as place,
        cast(sum(quantity) as bigint) as required,
        cast(sum(outstanding) as bigint) as outstanding,
        cast(sum(serving_count) as bigint) as serving_count,
        count(*) as line_count
    from demand_served
    group by capability, mission
),

place as (
    select place, place = 'general' as is_open_call
    from (
        select 'general' as place
        union
        select place from required
        union
        select mission_specific from unit_status where mission_specific is not null
        union
        select deployed_mission from unit_status where status in ('selected', 'deployed') and deployed_mission is not null
    ) as named_place
),

-- A unit pledged for no mission stands at all of them, one pledged for a mission at that one; selected and deployed ones count where they serve.
tally_at_place as (
    select
        tally.mission as place,
        tally.capability,
        tally.level_1 * tally.is_here as level_1,
        tally.level_2 * tally.is_here as level_2,
        tally.level_3 * tally.is_here as level_3,
        tally.rdl * tally.is_here as rdl,
        tally.registered_count * tally.is_here as registered_count,
        tally.selected * tally.is_served as selected,
        tally.deployed * tally.is_served as deployed,
        tally.available * tally.is_here as available,
        tally.available_level_3 * tally.is_here as available_level_3,
        tally.available_rdl * tally.is_here as available_rdl,
        tally.stale_count * tally.is_here as stale_count,
        tally.condition_unknown_count * tally.is_here as condition_unknown_count,
        tally.slot_uncovered_count * tally.is_here as slot_uncovered_count
    from (
        select
            place.place as mission,
            unit_tally.*,
            case when unit_tally.place is null or unit_tally.place = place.place then 1 else 0 end as is_here,
            case when coalesce(unit_tally.serves_at, 'general') = place.place then 1 else 0 end as is_served
        from unit_tally
        cross join place
    ) as tally
),

tied as (
    select distinct tally.capability, place.place
    from unit_tally as tally
    join place
        on tally.place = place.place
        or tally.serves_at = place.place
        or (place.place = 'general' and tally.place is null)
),

announced as (
    select
        unit_pledge.capability,
        place.place,
        cast(sum(unit_pledge.unit_count) as bigint) as announced,
        count(*) as pledge_count
    from unit_pledge
    join place on unit_pledge.mission = 'general' or unit_pledge.mission = place.place
    group by unit_pledge.capability, place.place
),

-- include: capability_standing

select
    standing.capability,
    standing.place as mission,
    standing.required,
    standing.outstanding,
    standing.announced,
    standing.level_1,
    standing.level_2,
    standing.level_3,
    standing.rdl,
    standing.selected,
    standing.deployed,
    standing.available,
    standing.coverage,
    standing.state,
    standing.section,
    standing.capability_name,
    standing.unit_of_quantity,
    standing.announced_pledge_count,
    standing.registered_count,
    standing.available_level_3,
    standing.available_rdl,
    standing.stale_count,
    standing.condition_unknown_count,
    standing.slot_uncovered_count,
    standing.serving_count,
    standing.edition_date,
    standing.export_on,
    standing.is_asked
from capability_standing as standing
left join tied on tied.capability = standing.capability and tied.place = standing.place
where
    standing.is_asked
    or tied.place is not null
    or (standing.place = 'general' and coalesce(standing.announced_pledge_count, 0) > 0)
order by standing.ask_position nulls last, standing.position nulls last, standing.capability, standing.place
