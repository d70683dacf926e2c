-- title: Cycles of the Rapid Deployment Level compared
-- metric: Units that any export shows at the Rapid Deployment Level in a cycle, by regional group, with the largest share of one state
-- unit: units; groups; fraction, 0 to 1
-- grain: one row per cycle and regional group, the cycle first seen earliest first; units of the latest export with no cycle last; a row without a group where a state has none
-- columns: rdl_cycle = RDL cycle; is_unclear = Cycle unclear as printed; regional_group = UN regional group; unit_count = Units [count]; cycle_unit_count = Units
--   of the cycle [count]; cycle_state_count = States of the cycle [count]; cycle_group_count = Groups of the cycle [count];
--   cycle_largest_state_fraction = Largest state's share of the cycle [percent]; cycle_largest_state_count = Units of the largest state [count];
--   first_export = First export with it [day]; last_export = Last export with it [day]
-- params: as_of DATE = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.country
-- note: a unit counts once in each cycle that it was shown in, for the state of the latest such export; withdrawn ones do not count; cycles are kept as printed, and is_unclear marks what is no year or pair of years that follow each other, such as the 2020/26/27 of the guide

with export as (
    select max(export_on) as export_on
    from mart.roster_unit
    where $as_of is null or export_on <= cast($as_of as date)
),

turn as (
    select slot.export_on, slot.unit_id, min(slot.iso3) as iso3
    from mart.roster_slot as slot
    where
        slot.iso3 is not null
        and (slot.slot_from is null or slot.slot_from <= slot.export_on)
        and (slot.slot_to is null or slot.slot_to >= slot.export_on)
    group by slot.export_on, slot.unit_id
),

shown as (
    select
        unit.unit_id,
        unit.rdl_cycle,
        unit.export_on,
        coalesce(case when unit.is_smart then turn.iso3 end, unit.iso3) as iso3,
        row_number() over (partition by unit.unit_id, unit.rdl_cycle order by unit.export_on desc) as place
    from mart.roster_unit as unit
    inner join export on unit.export_on <= export.export_on
    left join turn on turn.export_on = unit.export_on and turn.unit_id = unit.unit_id
    where
        unit.level = 'rdl'
        and coalesce(unit.status, '') <> 'withdrawn'
        and (unit.rdl_cycle is not null or unit.export_on = export.export_on)
),

cycle as (
    select rdl_cycle, min(export_on) as first_export, max(export_on) as last_export
    from shown
    group by rdl_cycle
),

member as (
    select coalesce(shown.rdl_cycle, '') as rdl_cycle, shown.iso3, coalesce(country.regional_group, 'none') as regional_group
    from shown
    left join mart.country as country on country.iso3 = shown.iso3
    where shown.place = 1
),

by_state as (
    select rdl_cycle, iso3, count(*) as unit_count
    from member
    group by rdl_cycle, iso3
),

state as (
    select rdl_cycle, count(*) as state_count, max(unit_count) as largest_count
    from by_state
    group by rdl_cycle
),

counted as (
    select rdl_cycle, regional_group, 1 as unit_count
    from member
    union all
    select coalesce(cycle.rdl_cycle, '') as rdl_cycle, grp.regional_group, 0 as unit_count
    from cycle
    cross join (
        select distinct regional_group
        from mart.country
        where is_member_state and regional_group is not null
    ) as grp
),

summed as (
    select rdl_cycle, regional_group, sum(unit_count) as unit_count
    from counted
    group by rdl_cycle, regional_group
),

cycle_total as (
    select
        rdl_cycle,
        sum(unit_count) as unit_count,
        count(case when regional_group <> 'none' and unit_count > 0 then 1 end) as group_count
    from summed
    group by rdl_cycle
)

select
    cycle.rdl_cycle,
    case
        when cycle.rdl_cycle is null then false
        when regexp_matches(cycle.rdl_cycle, '^[0-9]{4}$') then false
        when regexp_matches(cycle.rdl_cycle, '^[0-9]{4}[/-][0-9]{2}$')
            then (cast(substr(cycle.rdl_cycle, 3, 2) as integer) + 1) % 100 <> cast(substr(cycle.rdl_cycle, 6, 2) as integer)
        when regexp_matches(cycle.rdl_cycle, '^[0-9]{4}[/-][0-9]{4}$')
            then cast(substr(cycle.rdl_cycle, 1, 4) as integer) + 1 <> cast(substr(cycle.rdl_cycle, 6, 4) as integer)
        else true
    end as is_unclear,
    nullif(summed.regional_group, 'none') as regional_group,
    cast(summed.unit_count as bigint) as unit_count,
    cast(cycle_total.unit_count as bigint) as cycle_unit_count,
    state.state_count as cycle_state_count,
    cycle_total.group_count as cycle_group_count,
    cast(state.largest_count as double) / cycle_total.unit_count as cycle_largest_state_fraction,
    state.largest_count as cycle_largest_state_count,
    cycle.first_export,
    cycle.last_export
from summed
inner join cycle_total on cycle_total.rdl_cycle = summed.rdl_cycle
inner join state on state.rdl_cycle = summed.rdl_cycle
inner join cycle on coalesce(cycle.rdl_cycle, '') = summed.rdl_cycle
order by
    case when cycle.rdl_cycle is null then 1 else 0 end,
    cycle.first_export,
    cycle.rdl_cycle,
    nullif(summed.regional_group, 'none') nulls last
