-- title: Units that could be there by day 60, 120 and 180
-- metric: Available units whose level says that they can be there by that day, and the people in them; each day counts those of the days before
-- unit: units; people, empty where no unit of them reports its strength
-- grain: one row per day of the levels, the first first
-- params: today DATE; capability VARCHAR = null; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null; add_count INTEGER = 0; add_level VARCHAR in (rdl, level_3, level_2) = 'rdl'
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country
-- note: available: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; as_of leaves out exports after that day; the clock of the Rapid Deployment Level runs from the formal invitation, those of Level 3 and Level 2 from the acceptance of an invitation; codes of what is taken out stand with ; between them; a mission takes out the units pledged for it alone, and what is deployed there is never available by itself; people are those of the strength_reported_count units that report a strength; window_ends_count units close their window before that day; add_count units are supposed and bring no strength

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

kept as (
    select unit.days, unit.strength_count, unit.available_to
    from unit
    where
        unit.why_not is null
        and ($capability is null or unit.capability = $capability)
        and not coalesce(position(';' || unit.unit_id || ';' in ';' || $without_units || ';'), 0) > 0
        and not coalesce(position(';' || unit.iso3 || ';' in ';' || $without_states || ';'), 0) > 0
        and not coalesce(position(';' || unit.mission_specific || ';' in ';' || $without_missions || ';'), 0) > 0
),

ready as (
    select
        step.days,
        step.level,
        step.clock,
        count(kept.days) as unit_count,
        count(kept.strength_count) as strength_reported_count,
        sum(kept.strength_count) as person_count,
        count(
            case when kept.available_to < cast($today as date) + step.days * interval '1 day' then 1 end
        ) as window_ends_count
    from mart.readiness_level as step
    left join kept on kept.days <= step.days
    group by step.days, step.level, step.clock
),

added as (
    select days, coalesce($add_count, 0) as added_count
    from mart.readiness_level
    where level = $add_level
)

select
    ready.days as day,
    ready.level,
    ready.clock,
    cast(ready.unit_count + case when added.days <= ready.days then added.added_count else 0 end as bigint) as unit_count,
    cast(
        case
            when ready.unit_count + case when added.days <= ready.days then added.added_count else 0 end = 0 then 0
            else ready.person_count
        end as bigint
    ) as person_count,
    ready.strength_reported_count,
    ready.window_ends_count
from ready
cross join added
order by ready.days
