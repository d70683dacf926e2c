-- title: Rapid Deployment Level by UN regional group
-- metric: Units at the Rapid Deployment Level of each group, their share of all, beside the group's share of Member States and of the states that contribute troops or police
-- unit: units; states; fraction, 0 to 1, empty where there is nothing to divide by
-- grain: one row per regional group, in order of code; then one without a group, where a state or unit has none
-- columns: regional_group = UN regional group; rdl_unit_count = RDL units [count]; available_count = Available [count]; rdl_fraction = Share of RDL units
--   [percent]; member_state_count = Member States [count]; member_state_fraction = Share of Member States [percent]; tpcc_count = T/PCCs [count];
--   tpcc_fraction = Share of T/PCCs [percent]; tpcc_as_of = T/PCCs as of [day]
-- params: today DATE; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null; add_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; add_count INTEGER = 0
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, mart.deployment_month
-- note: all units at that level in the latest export but the withdrawn ones; available_count are those that are available too: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; a unit belongs to the state that gives its personnel, and a rotation to the state of its slot; Türkiye takes part in two groups and is counted once, under WEOG; contributors are the states with people in the latest month up to the day, of all missions: tpcc_as_of; add_count units of add_group are supposed

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

-- include: placed_unit,

-- include: supposed_unit,

pool as (
    select unit_id, iso3, regional_group, why_not
    from supposed_unit
    where level = 'rdl' and coalesce(status, '') <> 'withdrawn' and taken_out is null
),

latest as (
    select max(as_of) as as_of
    from mart.deployment_month
    where as_of <= cast($today as date)
),

sending as (
    select distinct deployed.iso3
    from mart.deployment_month as deployed
    inner join latest on latest.as_of = deployed.as_of
    where deployed.people_count > 0
),

counted as (
    select coalesce(regional_group, 'none') as regional_group, 1 as member, 0 as tpcc, 0 as rdl, 0 as ready
    from mart.country
    where is_member_state
    union all
    select coalesce(country.regional_group, 'none') as regional_group, 0 as member, 1 as tpcc, 0 as rdl, 0 as ready
    from sending
    left join mart.country as country on country.iso3 = sending.iso3
    union all
    select
        coalesce(regional_group, 'none') as regional_group,
        0 as member,
        0 as tpcc,
        1 as rdl,
        case when why_not is null then 1 else 0 end as ready
    from pool
    union all
    select $add_group as regional_group, 0 as member, 0 as tpcc, coalesce($add_count, 0) as rdl, 0 as ready
    where $add_group is not null
),

summed as (
    select
        regional_group,
        sum(member) as member_count,
        sum(tpcc) as tpcc_count,
        sum(rdl) as rdl_unit_count,
        sum(ready) as available_count
    from counted
    group by regional_group
)

select
    nullif(summed.regional_group, 'none') as regional_group,
    cast(summed.rdl_unit_count as bigint) as rdl_unit_count,
    cast(summed.available_count as bigint) as available_count,
    cast(summed.rdl_unit_count as double) / nullif(sum(summed.rdl_unit_count) over (), 0) as rdl_fraction,
    cast(summed.member_count as bigint) as member_state_count,
    cast(summed.member_count as double) / nullif(sum(summed.member_count) over (), 0) as member_state_fraction,
    cast(summed.tpcc_count as bigint) as tpcc_count,
    cast(summed.tpcc_count as double) / nullif(sum(summed.tpcc_count) over (), 0) as tpcc_fraction,
    latest.as_of as tpcc_as_of
from summed
cross join latest
order by nullif(summed.regional_group, 'none') nulls last
