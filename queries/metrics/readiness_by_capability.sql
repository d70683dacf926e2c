-- title: Readiness by capability
-- metric: Available units of each capability whose level says that they can be there by a day, and the people in them; each day counts those of the days before
-- unit: units; people, empty where no unit of them reports its strength
-- grain: one row per capability with an available unit and day, in the order of the list of capabilities
-- params: today DATE; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, mart.capability
-- note: available: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; capabilities whose units a question takes out all stay, with 0; a capability without an available unit is not listed

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

fit as (
    select
        unit.capability,
        unit.days,
        case
            when
                not coalesce(position(';' || unit.unit_id || ';' in ';' || $without_units || ';'), 0) > 0
                and not coalesce(position(';' || unit.iso3 || ';' in ';' || $without_states || ';'), 0) > 0
                and not coalesce(position(';' || unit.mission_specific || ';' in ';' || $without_missions || ';'), 0) > 0
                then 1
        end as is_kept,
        unit.strength_count
    from unit
    where unit.why_not is null
),

named as (
    select distinct capability from fit
)

select
    named.capability,
    step.days as day,
    step.level,
    count(fit.is_kept) as unit_count,
    cast(
        case when count(fit.is_kept) = 0 then 0 else sum(case when fit.is_kept = 1 then fit.strength_count end) end as bigint
    ) as person_count,
    count(case when fit.is_kept = 1 then fit.strength_count end) as strength_reported_count
from named
cross join mart.readiness_level as step
left join fit on fit.capability = named.capability and fit.days <= step.days
left join mart.capability as capability on capability.capability = named.capability
group by named.capability, capability.position, step.days, step.level
order by capability.position nulls last, named.capability, step.days
