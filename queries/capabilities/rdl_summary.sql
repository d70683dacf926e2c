-- title: How diverse the Rapid Deployment Level is
-- metric: Groups without a unit at the Rapid Deployment Level and the largest share of one state
-- unit: units; states; groups; fraction, 0 to 1; empty where there is no unit
-- grain: one row
-- columns: rdl_unit_count = RDL units [count]; available_count = Available [count]; state_count = Member States [count]; in_group_count = RDL units of states in
--   a group [count]; no_group_count = RDL units of states in no group [count]; group_count = Groups with RDL units [count]; groups_without_count = Groups
--   without [count]; groups_without = Which groups; largest_state_unit_count = RDL units of the largest state [count]; largest_states = Largest states;
--   largest_state_fraction = Largest state's share [percent]
-- params: today DATE; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null; add_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; add_count INTEGER = 0
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country
-- note: all units at that level in the latest export but the withdrawn ones; largest_states are all that hold the largest number; codes stand with ; between them; add_count units of add_group are supposed: of no state, so in no state's share but in the whole

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

by_state as (
    select iso3, count(*) as unit_count
    from pool
    group by iso3
),

largest as (
    select max(unit_count) as unit_count
    from by_state
),

holders as (
    select string_agg(by_state.iso3, ';' order by by_state.iso3) as states
    from by_state
    inner join largest on largest.unit_count = by_state.unit_count
),

grp as (
    select regional_group, 0 as unit_count
    from mart.country
    where is_member_state and regional_group is not null
    union all
    select regional_group, 1 as unit_count
    from pool
    where regional_group is not null
    union all
    select $add_group as regional_group, coalesce($add_count, 0) as unit_count
    where $add_group is not null
),

by_group as (
    select regional_group, sum(unit_count) as unit_count
    from grp
    group by regional_group
),

spread as (
    select
        sum(unit_count) as in_group_count,
        count(case when unit_count > 0 then 1 end) as group_count,
        count(case when unit_count = 0 then 1 end) as groups_without_count,
        string_agg(case when unit_count = 0 then regional_group end, ';' order by regional_group) as groups_without
    from by_group
),

pool_total as (
    select
        count(*) as pool_count,
        count(distinct iso3) as state_count,
        count(case when regional_group is null then 1 end) as no_group_count,
        count(case when why_not is null then 1 end) as available_count
    from pool
)

select
    cast(coalesce(spread.in_group_count, 0) + pool_total.no_group_count as bigint) as rdl_unit_count,
    pool_total.available_count,
    pool_total.state_count,
    cast(coalesce(spread.in_group_count, 0) as bigint) as in_group_count,
    pool_total.no_group_count,
    spread.group_count,
    spread.groups_without_count,
    spread.groups_without,
    largest.unit_count as largest_state_unit_count,
    holders.states as largest_states,
    cast(largest.unit_count as double)
    / nullif(coalesce(spread.in_group_count, 0) + pool_total.no_group_count, 0) as largest_state_fraction
from pool_total
cross join spread
cross join largest
cross join holders
