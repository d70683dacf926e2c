-- title: Slots that no state covers
-- list: Periods of smart (rotational) pledges, today or within so many days, in which no state covers the capability: a slot left open, or days between two slots
-- unit: people
-- grain: one row per unit and period, the soonest first
-- columns: unit_id = Unit; capability = Capability; slot_from = Uncovered from [day]; slot_to = Uncovered to [day]; in_days = In days; kind = What it is;
--   before_iso3 = Covered before by; after_iso3 = Covered after by; level = Level; strength_count = People in the unit [count]; export_on = Export of [day];
--   file_name = File; place = Place
-- params: as_of DATE = null; today DATE; days INTEGER = 60
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, meta.file
-- note: days before the first slot and after the last one are no gap: the pledge does not reach there; where two states cover a day the first by code stands; in_days of a period that has begun are 0 or fewer; withdrawn units are left out; a rotation whose slots could not be read has no row here and is told by why it is not available

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

slot as (
    select
        entry.unit_id,
        entry.iso3,
        coalesce(entry.slot_from, date '1900-01-01') as slot_from,
        coalesce(entry.slot_to, date '2999-12-31') as slot_to
    from mart.roster_slot as entry
    join export on export.export_on = entry.export_on
    join unit_status on unit_status.unit_id = entry.unit_id
    where unit_status.is_smart
),

-- Days on which who covers a unit may change: each slot's first day and the day after its last.
turn as (
    select unit_id, slot_from as on_day from slot
    union
    select unit_id, cast(slot_to + interval '1' day as date) from slot
),

ordered as (
    select unit_id, on_day, row_number() over (partition by unit_id order by on_day) as place
    from turn
),

period as (
    select start.unit_id, start.on_day as first_day, cast(next.on_day - interval '1' day as date) as last_day
    from ordered as start
    join ordered as next on next.unit_id = start.unit_id and next.place = start.place + 1
),

judged as (
    select
        period.unit_id,
        period.first_day,
        period.last_day,
        count(slot.slot_from) as slot_count,
        min(slot.iso3) as iso3
    from period
    left join slot on slot.unit_id = period.unit_id and slot.slot_from <= period.first_day and slot.slot_to >= period.last_day
    group by period.unit_id, period.first_day, period.last_day
)

select
    judged.unit_id,
    unit_status.capability,
    case when judged.first_day > date '1900-01-01' then judged.first_day end as slot_from,
    case when judged.last_day < date '2999-12-31' then judged.last_day end as slot_to,
    cast(date_diff('day', parameters.today, judged.first_day) as integer) as in_days,
    case when judged.slot_count > 0 then 'open_slot' else 'between_slots' end as kind,
    earlier.iso3 as before_iso3,
    later.iso3 as after_iso3,
    unit_status.level,
    unit_status.strength_count,
    unit_status.export_on,
    file.name as file_name,
    unit_status.place
from judged
join unit_status on unit_status.unit_id = judged.unit_id
cross join parameters
left join judged as earlier on earlier.unit_id = judged.unit_id and earlier.last_day = judged.first_day - interval '1' day
left join judged as later on later.unit_id = judged.unit_id and later.first_day = judged.last_day + interval '1' day
left join meta.file as file on file.file_id = unit_status.file_id
where
    judged.iso3 is null
    and judged.last_day >= parameters.today
    and judged.first_day <= parameters.today + $days * interval '1' day
order by judged.first_day, judged.unit_id
