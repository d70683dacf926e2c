-- title: Parts of a state in units of the roster
-- list: Where a state has a dated slot of a rotation, or gives a unit of another state something else than its personnel
-- unit: one row per slot or role
-- grain: one row per unit and slot or role, by unit, slots first in order of their dates
-- columns: unit_id = Unit; iso3 = Code; country_name = Member State; capability = Capability; capability_name = Capability, in words; role = Gives; slot_from =
--   Slot from [day]; slot_to = Slot to [day]; level = Level; status = Status; export_on = Export of [day]; file_name = File; place = Place
-- params: iso3 VARCHAR; as_of DATE = null
-- audience: restricted, own
-- from: mart.roster_unit, mart.roster_slot, mart.roster_partner, mart.country, mart.capability, meta.file
-- note: of the latest export, or with as_of of the latest one up to that day; state: who the export names for the unit, who gives the personnel of a partnered one; a slot stands here whoever the unit is listed for, and counts nowhere by itself; a partner that gives the personnel of a unit named for itself is left out: the unit is its own; units withdrawn are not listed

with export as (
    select max(export_on) as export_on
    from mart.roster_unit
    where cast($as_of as date) is null or export_on <= cast($as_of as date)
),

part as (
    select slot.export_on, slot.unit_id, 'slot' as role, slot.slot_from, slot.slot_to
    from mart.roster_slot as slot
    where slot.iso3 = upper($iso3)
    union all
    select partner.export_on, partner.unit_id, coalesce(partner.role, 'not_reported') as role, null as slot_from, null as slot_to
    from mart.roster_partner as partner
    join mart.roster_unit as own on own.export_on = partner.export_on and own.unit_id = partner.unit_id
    where partner.iso3 = upper($iso3) and (own.iso3 is null or own.iso3 <> partner.iso3)
)

select
    unit.unit_id,
    unit.iso3,
    country.name as country_name,
    unit.capability,
    capability.name as capability_name,
    part.role,
    part.slot_from,
    part.slot_to,
    unit.level,
    unit.status,
    unit.export_on,
    file.name as file_name,
    unit.place
from part
join export on export.export_on = part.export_on
join mart.roster_unit as unit on unit.export_on = part.export_on and unit.unit_id = part.unit_id
left join mart.country as country on country.iso3 = unit.iso3
left join mart.capability as capability on capability.capability = unit.capability
left join meta.file as file on file.file_id = unit.file_id
where unit.status is null or unit.status <> 'withdrawn'
order by unit.unit_id, case when part.role = 'slot' then 0 else 1 end, part.slot_from nulls last, part.role
