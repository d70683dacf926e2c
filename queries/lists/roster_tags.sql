-- title: Tags of the units of a capability
-- metric: How many units bring each thing that the guide asks infantry and quick reaction units to bring, and how many of them are available
-- unit: units
-- grain: one row per capability and tag
-- params: as_of DATE = null; today DATE = null; capability VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level
-- note: a tag listed 0 times is not brought; a tag without a number is brought; a unit with several tags counts under each, so tags are never added; withdrawn units do not count

with told as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

rule as (
    select
        max(case when period = 'first' then months end) as first_months,
        max(case when period = 'renewal' then months end) as renewal_months
    from mart.renewal_rule
),

export as (
    select max(entry.export_on) as export_on
    from mart.roster_unit as entry
    cross join told
    where told.as_of is null or entry.export_on <= told.as_of
),

slot as (
    select covered.unit_id, min(covered.iso3) as iso3
    from mart.roster_slot as covered
    join export on export.export_on = covered.export_on
    cross join told
    where
        covered.iso3 is not null
        and (covered.slot_from is null or covered.slot_from <= told.today)
        and (covered.slot_to is null or covered.slot_to >= told.today)
    group by covered.unit_id
),

unit as (
    select
        entry.*,
        ready.days as ready_days,
        case when entry.is_smart then coalesce(slot.iso3, entry.iso3) else entry.iso3 end as provider_iso3,
        coalesce(entry.is_smart, false) and slot.unit_id is null as is_uncovered,
        cast(
            case
                when entry.last_renewed + rule.renewal_months * interval '1' month > entry.date_accepted + rule.first_months * interval '1' month
                    or entry.date_accepted is null
                    then entry.last_renewed + rule.renewal_months * interval '1' month
                else entry.date_accepted + rule.first_months * interval '1' month
            end as date
        ) as renew_by,
        told.today
    from mart.roster_unit as entry
    join export on export.export_on = entry.export_on
    cross join rule
    cross join told
    left join mart.readiness_level as ready on ready.level = entry.level
    left join slot on slot.unit_id = entry.unit_id
    where coalesce(entry.status, '') <> 'withdrawn'
),

standing as (
    select
        unit.*,
        case
            when unit.renew_by >= unit.today then 'current'
            when unit.last_renewed is null then 'not_reported'
            else 'stale'
        end as renewal
    from unit
),

judged as (
    select
        standing.*,
        nullif(
            concat_ws(
                ';',
                case when standing.ready_days is null then 'below_level_2' end,
                case when standing.renewal = 'stale' then 'stale' end,
                case when coalesce(standing.status, '') <> 'available' then coalesce(standing.status, 'status_not_reported') end,
                case when standing.available_from > standing.today then 'before_window' end,
                case when standing.available_to < standing.today then 'after_window' end,
                case when standing.condition_state = 'unmet' then 'condition_unmet' end,
                case
                    when standing.condition_state = 'unknown' or (standing.condition is not null and standing.condition_state is null)
                        then 'condition_unknown'
                end,
                case when standing.is_uncovered then 'slot_uncovered' end
            ),
            ''
        ) as why_not
    from standing
)

select
    judged.capability,
    gear.tag,
    count(*) as unit_count,
    count(case when judged.why_not is null then 1 end) as available_count
from judged
join mart.roster_equipment as gear on gear.export_on = judged.export_on and gear.unit_id = judged.unit_id
where coalesce(gear.item_count, 1) > 0 and ($capability is null or judged.capability = $capability)
group by judged.capability, gear.tag
order by judged.capability, gear.tag
