-- title: Units at the Rapid Deployment Level
-- list: Each unit at the Rapid Deployment Level, whether it is available and if not why, and what a question takes out
-- unit: people
-- grain: one row per unit of the latest export, in UN order
-- columns: unit_id = Unit; iso3 = Code; regional_group = UN regional group; capability = Capability; strength_count = People in the unit [count]; status =
--   Status; rdl_cycle = RDL cycle; renewal = Renewal; why_not = Not available because; taken_out = Taken out with; mission_specific = Pledged for;
--   export_on = Export of [day]; file_name = File; place = Place
-- params: today DATE; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, meta.file
-- note: withdrawn units are left out; available: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; taken_out says by what: unit, state or mission

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

-- include: placed_unit,

-- include: supposed_unit

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
    unit.taken_out,
    unit.mission_specific,
    unit.export_on,
    file.name as file_name,
    unit.place
from supposed_unit as unit
left join meta.file as file on file.file_id = unit.file_id
where unit.level = 'rdl' and coalesce(unit.status, '') <> 'withdrawn'
order by unit.un_order nulls last, unit.iso3, unit.unit_id
