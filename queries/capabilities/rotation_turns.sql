-- title: Rotations that stand under another state than the export lists them for
-- list: Each rotation of slots whose slot of the day is another state's than the one that the export names for the unit, with the last day of that slot
-- unit: one row per unit
-- grain: one row per unit of the latest export, by unit
-- columns: unit_id = Unit; iso3 = Code; listed_iso3 = Listed for; slot_to = Slot until [day]
-- params: today DATE; as_of DATE = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level
-- note: a rotation counts for the state whose slot covers the day, the first by code where two do; a slot without an end has none; withdrawn units are left out

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status

select
    unit_status.unit_id,
    unit_status.provider_iso3 as iso3,
    unit_status.iso3 as listed_iso3,
    case when count(slot.slot_to) = count(*) then max(slot.slot_to) end as slot_to
from unit_status
join mart.roster_slot as slot
    on slot.export_on = unit_status.export_on
    and slot.unit_id = unit_status.unit_id
    and slot.iso3 = unit_status.provider_iso3
    and (slot.slot_from is null or slot.slot_from <= unit_status.today)
    and (slot.slot_to is null or slot.slot_to >= unit_status.today)
where unit_status.is_smart and (unit_status.iso3 is null or unit_status.iso3 <> unit_status.provider_iso3)
group by unit_status.unit_id, unit_status.provider_iso3, unit_status.iso3
order by unit_status.unit_id
