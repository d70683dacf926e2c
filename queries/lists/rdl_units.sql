-- title: Units at the Rapid Deployment Level
-- metric: Each unit at the Rapid Deployment Level, whether it is available and if not why, and what a question takes out
-- unit: people
-- grain: one row per unit of the latest export, in UN order
-- params: today DATE; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, meta.file
-- note: withdrawn units are left out; available: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; taken_out says by what: unit, state or mission

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
)

select
    unit.unit_id,
    unit.iso3,
    unit.regional_group,
    unit.capability,
    unit.strength_count,
    unit.status,
    unit.rdl_cycle,
    unit.renewal,
    unit.why_not,
    case
        when coalesce(position(';' || unit.unit_id || ';' in ';' || $without_units || ';'), 0) > 0 then 'unit'
        when coalesce(position(';' || unit.iso3 || ';' in ';' || $without_states || ';'), 0) > 0 then 'state'
        when coalesce(position(';' || unit.mission_specific || ';' in ';' || $without_missions || ';'), 0) > 0 then 'mission'
    end as taken_out,
    unit.mission_specific,
    unit.export_on,
    file.name as file_name,
    unit.place
from unit
left join meta.file as file on file.file_id = unit.file_id
where unit.level = 'rdl' and coalesce(unit.status, '') <> 'withdrawn'
order by unit.un_order nulls last, unit.iso3, unit.unit_id
