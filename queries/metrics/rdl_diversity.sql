-- title: Rapid Deployment Level by UN regional group
-- metric: Units at the Rapid Deployment Level of each group, their share of all, beside the group's share of Member States and of the states that contribute troops or police
-- unit: units; states; fraction, 0 to 1, empty where there is nothing to divide by
-- grain: one row per regional group, in order of code; then one without a group, where a state or unit has none
-- params: today DATE; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null; add_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; add_count INTEGER = 0
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, mart.deployment_month
-- note: all units at that level in the latest export but the withdrawn ones; available_count are those that are available too: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; a unit belongs to the state that gives its personnel, and a rotation to the state of its slot; Türkiye takes part in two groups and is counted once, under WEOG; contributors are the states with people in the latest month up to the day, of all missions: tpcc_as_of; add_count units of add_group are supposed

with export as (
    select max(export_on) as export_on
    from mart.roster_unit
    where $as_of is null or export_on <= cast($as_of as date)
),

rule as (
    select
        max(case when period = 'first' then months end) as first_months,
        max(case when period = 'renewal' then months end) as renewal_months
    from mart.renewal_rule
),

turn as (
    select export_on, unit_id, min(iso3) as iso3
    from mart.roster_slot
    where
        iso3 is not null
        and (slot_from is null or slot_from <= cast($today as date))
        and (slot_to is null or slot_to >= cast($today as date))
    group by export_on, unit_id
),

dated as (
    select
        unit.unit_id,
        coalesce(case when unit.is_smart then turn.iso3 end, unit.iso3) as iso3,
        unit.component,
        unit.capability,
        unit.strength_count,
        unit.level,
        unit.status,
        unit.mission_specific,
        unit.available_from,
        unit.available_to,
        unit.visit_date,
        unit.has_load_list,
        unit.rdl_cycle,
        unit.export_on,
        unit.place,
        unit.file_id,
        case when unit.is_smart and turn.iso3 is null then 1 else 0 end as is_uncovered,
        coalesce(unit.condition_state, case when unit.condition is not null then 'unknown' end) as condition_state,
        case
            when unit.date_accepted + rule.first_months * interval '1 month' >= cast($today as date) then 'current'
            when unit.last_renewed is null then 'not_reported'
            when unit.last_renewed + rule.renewal_months * interval '1 month' >= cast($today as date) then 'current'
            else 'stale'
        end as renewal
    from mart.roster_unit as unit
    inner join export on export.export_on = unit.export_on
    cross join rule
    left join turn on turn.export_on = unit.export_on and turn.unit_id = unit.unit_id
),

unit as (
    select
        dated.*,
        readiness.days,
        readiness.clock,
        country.regional_group,
        country.un_order,
        nullif(
            concat_ws(
                ';',
                case when readiness.level is null then 'below_level_2' end,
                case when dated.renewal = 'stale' then 'stale' end,
                case when coalesce(dated.status, '') <> 'available' then coalesce(dated.status, 'status_not_reported') end,
                case when dated.available_from > cast($today as date) then 'before_window' end,
                case when dated.available_to < cast($today as date) then 'after_window' end,
                case when dated.condition_state = 'unmet' then 'condition_unmet' end,
                case when dated.condition_state = 'unknown' then 'condition_unknown' end,
                case when dated.is_uncovered = 1 then 'slot_uncovered' end
            ),
            ''
        ) as why_not
    from dated
    left join mart.readiness_level as readiness on readiness.level = dated.level
    left join mart.country as country on country.iso3 = dated.iso3
),

pool as (
    select unit.unit_id, unit.iso3, unit.regional_group, unit.why_not
    from unit
    where
        unit.level = 'rdl'
        and coalesce(unit.status, '') <> 'withdrawn'
        and not coalesce(position(';' || unit.unit_id || ';' in ';' || $without_units || ';'), 0) > 0
        and not coalesce(position(';' || unit.iso3 || ';' in ';' || $without_states || ';'), 0) > 0
        and not coalesce(position(';' || unit.mission_specific || ';' in ';' || $without_missions || ';'), 0) > 0
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
